#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures this library and the distribution's, side by side.

bench.py [ROUNDS]           both, and a table of medians and ratios
bench.py measure ROUNDS     the guestfs module that Python finds; prints JSON

Times depend on the machine and what else it does: only the ratios of one run
say something."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MEBIBYTE = 1 << 20
LARGE = 64 * MEBIBYTE

# Name, unit, whether more is better.
MEASUREMENTS = {
    "launch": ("s", False),
    "launch and close": ("s", False),
    "ping": ("ms", False),
    "list partitions": ("ms", False),
    "read a file of 1 kB": ("ms", False),
    "write a file of 1 kB": ("ms", False),
    "status of a file": ("ms", False),
    "upload": ("MB/s", True),
    "download": ("MB/s", True),
}


def seconds(action: Callable[[], object]) -> float:
    start = time.monotonic()
    action()
    return time.monotonic() - start


def milliseconds_each(action: Callable[[], object], count: int) -> float:
    return 1000 * seconds(lambda: [action() for _ in range(count)]) / count


def measure_round(work: Path, results: dict[str, list[float]]) -> None:
    import guestfs

    def note(name: str, value: float) -> None:
        results[name].append(value)

    start = time.monotonic()
    g = guestfs.GuestFS(python_return_dict=True)
    g.add_drive_scratch(1024 * MEBIBYTE)
    g.launch()
    note("launch", time.monotonic() - start)
    note("ping", milliseconds_each(g.ping_daemon, 200))

    g.part_disk("/dev/sda", "mbr")
    g.mkfs("ext4", "/dev/sda1")
    g.mount("/dev/sda1", "/")
    content = os.urandom(1000)
    note("write a file of 1 kB", milliseconds_each(lambda: g.write("/small", content), 20))
    note("read a file of 1 kB", milliseconds_each(lambda: g.read_file("/small"), 20))
    note("status of a file", milliseconds_each(lambda: g.statns("/small"), 20))
    note("list partitions", milliseconds_each(g.list_partitions, 10))

    source, target = str(work / "source"), str(work / "target")
    note("upload", LARGE / seconds(lambda: g.upload(source, "/large")) / 1e6)
    note("download", LARGE / seconds(lambda: g.download("/large", target)) / 1e6)
    g.shutdown()
    g.close()

    start = time.monotonic()
    g = guestfs.GuestFS(python_return_dict=True)
    g.add_drive_scratch(MEBIBYTE)
    g.launch()
    g.close()
    note("launch and close", time.monotonic() - start)


def measure(rounds: int) -> None:
    results: dict[str, list[float]] = {name: [] for name in MEASUREMENTS}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "source").write_bytes(os.urandom(LARGE))
        for _ in range(rounds):
            measure_round(work, results)
    json.dump(results, sys.stdout)


def run(python: str, environment: dict[str, str], rounds: int) -> dict[str, list[float]]:
    result = subprocess.run([python, __file__, "measure", str(rounds)], env=environment,
                            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    return json.loads(result.stdout)


def their_environment() -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("LD_LIBRARY_PATH", "PYTHONPATH", "LIBGUESTFS_PATH")}
    environment.update(LIBGUESTFS_BACKEND="direct", LIBGUESTFS_BACKEND_SETTINGS="force_tcg")
    return environment


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):9.3g} ({min(values):.3g}–{max(values):.3g})"


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] == "measure":
        measure(int(sys.argv[2]))
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5

    print(f"bench: {rounds} rounds of each library", flush=True)
    ours = run("python3", dict(os.environ), rounds)
    theirs = run("/usr/bin/python3", their_environment(), rounds)

    print(f"{'':24} {'ours: median (range)':>28} {'theirs':>28}  times as good")
    for name, (unit, more_is_better) in MEASUREMENTS.items():
        mine, other = statistics.median(ours[name]), statistics.median(theirs[name])
        ratio = mine / other if more_is_better else other / mine
        print(f"{name + ', ' + unit:24} {spread(ours[name]):>28} {spread(theirs[name]):>28}  {ratio:6.1f}")


if __name__ == "__main__":
    main()
