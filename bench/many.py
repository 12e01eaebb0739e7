# SPDX-License-Identifier: GPL-2.0-or-later
"""Many handles at the same time."""

import re
import threading
import time
from pathlib import Path

from case import Case, World, seconds
from launches import warm

# Of the original fewer are enough: it shares next to nothing between its
# handles, and is as slow with six as with twenty.
AT_ONCE = 20
AT_ONCE_ORIGINAL = 6

IDLE_SECONDS = 2


def count_of(world: World) -> int:
    return AT_ONCE if world.is_ours else AT_ONCE_ORIGINAL


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
    count = count_of(world)
    duration = seconds(lambda: handles.extend(launched_at_once(world, count)))
    close_all(handles)
    return count / duration


def proportional_set_size(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(re.search(r"^Pss: *(\d+) kB$", text, re.MULTILINE).group(1)) << 10


def memory_per_handle(world: World) -> float:
    handles = launched_at_once(world, count_of(world))
    time.sleep(IDLE_SECONDS)
    total = sum(proportional_set_size(g.get_pid()) for g in handles)
    count = len(handles)
    close_all(handles)
    return total / count / (1 << 20)


CASES = [
    Case("memory of an idle handle, of 20 (original: of 6)", "MiB", memory_per_handle, warm,
         target=8, at_most=3),
    Case("launches at once, 20 handles (original: 6)", "1/s", launches_per_second, warm, target=20,
         more_is_better=True, at_most=3),
]
