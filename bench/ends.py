# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the end takes: shutdown and close, after different kinds of use."""

import os

from case import MEBIBYTE, Case, World, seconds
from launches import warm

WRITTEN = 32 * MEBIBYTE


def mounted(world: World):
    g = world.launched()
    g.mkfs("ext4", "/dev/sda")
    g.mount("/dev/sda", "/")
    g.write("/small", b"content")
    return g


def shutdown_and_close(g) -> float:
    def action() -> None:
        g.shutdown()
        g.close()

    return 1000 * seconds(action)


def after_nothing(world: World) -> float:
    return shutdown_and_close(world.launched())


def after_reading(world: World) -> float:
    g = mounted(world)
    g.umount_all()
    g.mount_ro("/dev/sda", "/")
    g.read_file("/small")
    return shutdown_and_close(g)


def after_writing(world: World) -> float:
    g = mounted(world)
    g.write("/large", os.urandom(WRITTEN))
    return shutdown_and_close(g)


def close_after_reading(world: World) -> float:
    g = mounted(world)
    g.umount_all()
    g.mount_ro("/dev/sda", "/")
    g.read_file("/small")
    return 1000 * seconds(g.close)


CASES = [
    Case("shutdown and close, unused", "ms", after_nothing, warm, target=10),
    Case("shutdown and close, after reading", "ms", after_reading, warm, target=10),
    Case("shutdown and close, after writing 32 MiB", "ms", after_writing, warm, target=10),
    Case("close alone, after reading", "ms", close_after_reading, warm, target=10),
]
