# SPDX-License-Identifier: GPL-2.0-or-later
"""Many handles at the same time."""

import re
import threading
import time
from pathlib import Path

from case import Case, World, seconds
from launches import warm

AT_ONCE = 20

# Handles of the original are some hundred MiB each.
MEMORY_OF_ONE = 700 << 20
IDLE_SECONDS = 2


def available_memory() -> int:
    text = Path("/proc/meminfo").read_text(encoding="ascii")
    return int(re.search(r"^MemAvailable: *(\d+) kB$", text, re.MULTILINE).group(1)) << 10


def count_that_fits(world: World) -> int:
    return AT_ONCE if world.is_ours else min(AT_ONCE, available_memory() // 2 // MEMORY_OF_ONE)


def launched_at_once(world: World, count: int) -> list:
    handles = [world.new() for _ in range(count)]
    threads = [threading.Thread(target=g.launch) for g in handles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for g in handles:
        g.ping_daemon()
    return handles


def close_all(handles: list) -> None:
    for g in handles:
        g.close()


def launches_per_second(world: World) -> float:
    handles: list = []
    count = count_that_fits(world)
    duration = seconds(lambda: handles.extend(launched_at_once(world, count)))
    close_all(handles)
    return count / duration


def proportional_set_size(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(re.search(r"^Pss: *(\d+) kB$", text, re.MULTILINE).group(1)) << 10


def memory_per_handle(world: World) -> float:
    """The original shares next to nothing between its handles, so that a few
    of them tell as much as many."""
    handles = launched_at_once(world, AT_ONCE if world.is_ours else 4)
    time.sleep(IDLE_SECONDS)
    total = sum(proportional_set_size(g.get_pid()) for g in handles)
    count = len(handles)
    close_all(handles)
    return total / count / (1 << 20)


CASES = [
    Case("memory of an idle handle, of 20 (original: of 4)", "MiB", memory_per_handle, warm,
         target=8, at_most=3),
    Case("launches at once, 20 handles", "1/s", launches_per_second, warm, target=20,
         more_is_better=True, at_most=3),
]
