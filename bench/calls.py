# SPDX-License-Identifier: GPL-2.0-or-later
"""Small calls on a mounted filesystem."""

import os

from case import Case, World, milliseconds_each

SMALL = os.urandom(1000)


def mount(world: World) -> None:
    g = world.handle = world.launched()
    g.part_disk("/dev/sda", "mbr")
    g.mkfs("ext4", "/dev/sda1")
    g.mount("/dev/sda1", "/")
    g.write("/small", SMALL)


def each(count: int, call):
    return lambda world: milliseconds_each(lambda: call(world.handle), count)


CASES = [
    Case("list partitions", "ms", each(10, lambda g: g.list_partitions()), mount),
    Case("read a file of 1 kB", "ms", each(20, lambda g: g.read_file("/small")), mount,
         target=50),
    Case("write a file of 1 kB", "ms", each(100, lambda g: g.write("/small", SMALL)), mount,
         target=3),
    Case("status of a file", "ms", each(100, lambda g: g.statns("/small")), mount),
]
