# SPDX-License-Identifier: GPL-2.0-or-later
"""What a program wrote is in the image, however it ends afterwards."""

import os
import signal
import subprocess
import sys

import guestfs
import pytest
from helpers import MEBIBYTE, is_alive

pytestmark = pytest.mark.appliance

# More than fits into any cache on the way by accident, and no block like
# another.
CONTENT = b"".join(b"%015d\n" % number for number in range(2 * MEBIBYTE // 16))

FORMATS = ["raw", "qcow2"]

# What each program below begins with; image and format are its arguments.
WRITING = f"""
import guestfs, os, signal, sys
image, form = sys.argv[1:]
content = b"".join(b"%015d\\n" % number for number in range({len(CONTENT)} // 16))
g = guestfs.GuestFS()
g.add_drive(image, format=form)
g.launch()
g.mount("/dev/sda", "/")
g.write("/content", content)
"""


@pytest.fixture(params=FORMATS)
def image(request, tmp_path):
    """A disk with an empty ext4 filesystem, and its format."""
    path = str(tmp_path / f"disk.{request.param}")
    with guestfs.GuestFS() as g:
        g.disk_create(path, request.param, 64 * MEBIBYTE)
        g.add_drive(path, format=request.param)
        g.launch()
        g.mkfs("ext4", "/dev/sda")
        g.shutdown()
    return path, request.param


def content_of(image):
    path, form = image
    with guestfs.GuestFS() as g:
        g.add_drive(path, format=form)
        g.launch()
        g.mount("/dev/sda", "/")
        return g.read_file("/content")


def run(text, image):
    return subprocess.run([sys.executable, "-c", WRITING + text, *image],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, encoding="utf-8", check=False)


def test_killed_right_after_shutdown(image):
    result = run("""
pid = g.get_pid()
g.shutdown()
os.path.exists(f"/proc/{pid}") and sys.exit("the hypervisor still runs after shutdown")
os.kill(os.getpid(), signal.SIGKILL)
""", image)
    assert (result.stderr, result.returncode) == ("", -signal.SIGKILL)
    assert content_of(image) == CONTENT


@pytest.mark.parametrize("ends", ["g.close()", "del g", "sys.exit()", "pass"],
                         ids=["close", "last reference", "exit", "end of program"])
def test_no_shutdown(image, ends):
    result = run(ends, image)
    assert (result.stderr, result.returncode) == ("", 0)
    assert content_of(image) == CONTENT


def test_child_launches_and_exits(tmp_path):
    """The handle is the parent's, what the child did with it is the child's: it ends
    by exit(3), without the language's own cleaning."""
    path = str(tmp_path / "disk.img")
    folder = tmp_path / "own"
    folder.mkdir()
    program = f"""
import ctypes, guestfs, os, sys
g = guestfs.GuestFS()
g.set_tmpdir({str(folder)!r})
g.disk_create({path!r}, "raw", {64 * MEBIBYTE})
g.add_drive({path!r}, format="raw")
g.add_drive_scratch({MEBIBYTE})
child = os.fork()
if child == 0:
    g.launch()
    g.mkfs("ext4", "/dev/sda")
    g.mount("/dev/sda", "/")
    g.write("/content", {CONTENT[:65536]!r})
    ctypes.CDLL(None).exit(0)
_, status = os.waitpid(child, 0)
left = os.listdir({str(folder)!r})
sys.exit(f"left: {{left}}, status {{status}}" if len(left) != 1 or status != 0 else 0)
"""
    result = subprocess.run([sys.executable, "-c", program], stdin=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert (result.stderr, result.returncode) == ("", 0)
    assert not list(folder.iterdir())
    assert content_of((path, "raw")) == CONTENT[:65536]


@pytest.mark.parametrize("filesystem", ["ext4", "vfat", "xfs", "btrfs", "ntfs"])
@pytest.mark.parametrize("makes_safe", ["sync", "umount_all"])
def test_hypervisor_is_killed(image, makes_safe, filesystem):
    """What sync or umount answered is as safe as on a disk of its own."""
    path, form = image
    os.truncate(path, 0)
    with guestfs.GuestFS() as g:
        g.disk_create(path, form, 320 * MEBIBYTE)
        g.add_drive(path, format=form)
        g.launch()
        g.mkfs(filesystem, "/dev/sda")
        g.mount("/dev/sda", "/")
        g.write("/content", CONTENT)
        getattr(g, makes_safe)()
        pid = g.get_pid()
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(RuntimeError):
            g.ping_daemon()
        assert not is_alive(pid)
    assert content_of(image) == CONTENT
