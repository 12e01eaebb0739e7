# SPDX-License-Identifier: GPL-2.0-or-later
"""What several of these tests use."""

import contextlib
import threading

import guestfs


@contextlib.contextmanager
def mounted_guest(folder, filesystem="ext4", **sizes):
    """A handle with a disk of each name and size; the first is mounted."""
    with guestfs.GuestFS(python_return_dict=True) as handle:
        for name, size in sizes.items():
            handle.disk_create(str(folder / name), "raw", size)
            handle.add_drive(str(folder / name), format="raw")
        handle.launch()
        handle.mkfs(filesystem, "/dev/sda")
        handle.mount("/dev/sda", "/")
        yield handle


class Cancelling:
    """Another thread that cancels until the call has ended."""

    def __init__(self, g):
        self.g = g
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.ended.wait(0.05):
            self.g.user_cancel()

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
