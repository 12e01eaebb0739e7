# SPDX-License-Identifier: GPL-2.0-or-later
"""Memory does not grow with what is moved, on either side."""

import os
import threading
from pathlib import Path

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20
SIZE = 1024 * MEBIBYTE
# Of the window, its copies, and a little.
ALLOWED = 48 * MEBIBYTE


@pytest.fixture(name="g", scope="module")
def small_guest(tmp_path_factory):
    """What is moved is more than its memory."""
    disk = tmp_path_factory.mktemp("disk") / "disk"
    with guestfs.GuestFS() as handle:
        handle.disk_create(str(disk), "raw", SIZE)
        handle.add_drive(str(disk), format="raw")
        handle.set_memsize(512)
        handle.launch()
        yield handle


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """The handle of this module lives on between its tests."""


def memory(what):
    """In bytes: VmRSS, or VmHWM, the most since it was cleared."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) << 10
    raise LookupError(what)


class Measured:
    def __enter__(self):
        Path("/proc/self/clear_refs").write_text("5")  # proc(5): VmHWM begins anew
        self.before = memory("VmRSS")
        return self

    def __exit__(self, *_):
        self.grown = memory("VmHWM") - self.before


def write_all(write_end):
    piece = os.urandom(MEBIBYTE)
    with os.fdopen(write_end, "wb", buffering=0) as pipe:
        for _ in range(SIZE // MEBIBYTE):
            pipe.write(piece)


def count_all(read_end, counted):
    with os.fdopen(read_end, "rb", buffering=0) as pipe:
        while piece := pipe.read(MEBIBYTE):
            counted.append(len(piece))


def test_upload_and_download(g):
    read_end, write_end = os.pipe()
    writer = threading.Thread(target=write_all, args=(write_end,))
    writer.start()
    with Measured() as up:
        g.upload(f"/dev/fd/{read_end}", "/dev/sda")
    writer.join()
    os.close(read_end)

    read_end, write_end = os.pipe()
    counted = []
    reader = threading.Thread(target=count_all, args=(read_end, counted))
    reader.start()
    with Measured() as down:
        g.download("/dev/sda", f"/dev/fd/{write_end}")
    os.close(write_end)
    reader.join()
    assert sum(counted) == SIZE
    assert up.grown < ALLOWED
    assert down.grown < ALLOWED


def test_checksum(g):
    with Measured() as measured:
        g.checksum_device("md5", "/dev/sda")
    assert measured.grown < ALLOWED
