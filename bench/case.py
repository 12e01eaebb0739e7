# SPDX-License-Identifier: GPL-2.0-or-later
"""What a measurement is, and the world in which one library runs it."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

MEBIBYTE = 1 << 20


@dataclass
class World:
    """One library, with a folder for files that measurements need, and one of
    both libraries for what takes long to make."""

    guestfs: ModuleType
    is_ours: bool
    folder: Path
    shared: Path
    handle: Any = None  # of the case that is measured, closed after it
    facts: dict[str, Any] = field(default_factory=dict)  # of the case, too

    def new(self, drives: int = 1, size: int = 1024 * MEBIBYTE) -> Any:
        g = self.guestfs.GuestFS(python_return_dict=True)
        for _ in range(drives):
            g.add_drive_scratch(size)
        return g

    def launched(self, drives: int = 1) -> Any:
        g = self.new(drives)
        g.launch()
        return g

    @contextlib.contextmanager
    def other_cache(self) -> Iterator[str]:
        """An empty cache directory: as if nothing had ever been launched."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield folder

    def tidy_up(self) -> None:
        if self.handle is not None:
            self.handle.close()
        self.handle = None
        self.facts.clear()


@dataclass(frozen=True)
class Case:
    """A measurement that both libraries make.

    PREPARE is called once, RUN for each round; RUN returns one value.  TARGET
    is how many times as good as the original this library wants to be."""

    name: str
    unit: str
    run: Callable[[World], float]
    prepare: Callable[[World], None] | None = None
    target: float | None = None
    more_is_better: bool = False
    at_most: int | None = None  # rounds, where one takes minutes


def seconds(action: Callable[[], object]) -> float:
    start = time.monotonic()
    action()
    return time.monotonic() - start


def milliseconds_each(action: Callable[[], object], count: int) -> float:
    return 1000 * seconds(lambda: [action() for _ in range(count)]) / count
