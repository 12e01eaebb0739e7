# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls on a mounted filesystem, and transfers of files."""

import os

from case import MEBIBYTE, Case, World, milliseconds_each, seconds

LARGE = 64 * MEBIBYTE
SMALL = os.urandom(1000)


def mount(world: World) -> None:
    g = world.handle = world.launched()
    g.part_disk("/dev/sda", "mbr")
    g.mkfs("ext4", "/dev/sda1")
    g.mount("/dev/sda1", "/")
    g.write("/small", SMALL)


def mount_with_large_file(world: World) -> None:
    mount(world)
    source = world.folder / "source"
    source.write_bytes(os.urandom(LARGE))
    world.handle.upload(str(source), "/large")


def each(count: int, call):
    return lambda world: milliseconds_each(lambda: call(world.handle), count)


def megabytes_per_second(action) -> float:
    return LARGE / seconds(action) / 1e6


def upload(world: World) -> float:
    return megabytes_per_second(
        lambda: world.handle.upload(str(world.folder / "source"), "/large"))


def download(world: World) -> float:
    return megabytes_per_second(
        lambda: world.handle.download("/large", str(world.folder / "target")))


CASES = [
    Case("list partitions", "ms", each(10, lambda g: g.list_partitions()), mount),
    Case("read a file of 1 kB", "ms", each(20, lambda g: g.read_file("/small")), mount),
    Case("write a file of 1 kB", "ms", each(20, lambda g: g.write("/small", SMALL)), mount),
    Case("status of a file", "ms", each(20, lambda g: g.statns("/small")), mount),
    Case("upload 64 MiB", "MB/s", upload, mount_with_large_file, more_is_better=True),
    Case("download 64 MiB", "MB/s", download, mount_with_large_file, more_is_better=True),
]
