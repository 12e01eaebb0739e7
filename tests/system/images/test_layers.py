# SPDX-License-Identifier: GPL-2.0-or-later
"""What lies below and above an image: data files, shared bases, overlays; and
that nothing of it is kept open."""

import os
import re
import resource
import shutil
import subprocess
import sys

import guestfs
import pytest

pytestmark = [pytest.mark.appliance,
              pytest.mark.filterwarnings("ignore:do not use GuestFS.remove_drive")]

MEBIBYTE = 1 << 20
SECTOR = 512
CONTENT = b"CONTENT.".ljust(SECTOR, b"c")
WRITTEN = b"WRITTEN.".ljust(SECTOR, b"w")


def qemu_img(*words):
    subprocess.run(["qemu-img", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def make_raw(path, first=CONTENT):
    with open(path, "wb") as file:
        file.write(first)
        file.truncate(10 * MEBIBYTE)
    return path


def make_over(path, backing, backing_format):
    qemu_img("create", "-f", "qcow2", "-u", "-b", backing, "-F", backing_format, path, "10M")
    return path


def read_back(g, device="/dev/sda"):
    return g.pread_device(device, SECTOR, 0)


@pytest.mark.parametrize("size", [1, SECTOR + 1, 4096])
def test_overlay_of_a_small_disk(g, tmp_path, size):
    image = tmp_path / "small"
    image.write_bytes(b"x" * size)
    g.add_drive(str(image), format="raw", readonly=True)
    g.launch()
    assert g.blockdev_getsize64("/dev/sda") == (size + SECTOR - 1) // SECTOR * SECTOR
    assert g.pread_device("/dev/sda", 1, size - 1) == b"x"


def make_chain(folder):
    make_raw(folder / "base")
    make_over(folder / "middle", "base", "raw")
    return make_over(folder / "top", "middle", "qcow2")


def test_data_file(g, tmp_path):
    qemu_img("create", "-f", "qcow2", "-o", f"data_file={tmp_path}/data", tmp_path / "disk", "10M")
    g.add_drive(str(tmp_path / "disk"), format="qcow2")
    g.launch()
    g.pwrite_device("/dev/sda", WRITTEN, 0)
    g.shutdown()
    assert WRITTEN in (tmp_path / "data").read_bytes()


def test_drives_share_a_base(g, tmp_path):
    make_raw(tmp_path / "base")
    for name in ("one", "two"):
        g.add_drive(str(make_over(tmp_path / name, "base", "raw")))
    g.add_drive(str(tmp_path / "base"), format="raw", readonly=True)
    g.launch()
    g.pwrite_device("/dev/sda", WRITTEN, 0)
    assert [read_back(g, d) for d in g.list_devices()] == [WRITTEN, CONTENT, CONTENT]


def test_chain_is_added_while_the_appliance_runs(g, tmp_path):
    top = make_chain(tmp_path)
    g.launch()
    for readonly in (True, False, True):
        g.add_drive(str(top), readonly=readonly, label="CHAIN")
        assert read_back(g) == CONTENT
        g.remove_drive("CHAIN")
    # Nobody holds its lock any more.
    subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write 0 512", str(top)], check=True,
                   stdout=subprocess.DEVNULL)


def test_unstated_data_file_is_only_read(g, tmp_path):
    """It could be the disk of another guest."""
    qemu_img("create", "-f", "qcow2", "-o", f"data_file={tmp_path}/data", tmp_path / "disk", "10M")
    with pytest.raises(RuntimeError, match="that file would be written"):
        g.add_drive(str(tmp_path / "disk"))
    g.add_drive(str(tmp_path / "disk"), readonly=True)
    g.launch()
    g.pwrite_device("/dev/sda", WRITTEN, 0)
    g.shutdown()
    assert WRITTEN not in (tmp_path / "data").read_bytes()


def test_secret_appears_between_adding_and_launch(g, tmp_path):
    (tmp_path / "images").mkdir()
    make_raw(tmp_path / "secret")
    image = make_raw(tmp_path / "images" / "disk")
    g.add_drive(str(image), readonly=True)
    shutil.copy(make_over(tmp_path / "images" / "bait", tmp_path / "secret", "raw"), image)
    with pytest.raises(RuntimeError, match="state format=raw"):
        g.launch()


def test_no_descriptor_is_kept(g, tmp_path):
    image = make_raw(tmp_path / "disk")
    before = len(os.listdir("/proc/self/fd"))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
    try:
        for _ in range(64):
            g.add_drive(str(image), format="raw", readonly=True)
        assert len(os.listdir("/proc/self/fd")) == before
        g.launch()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(g.list_devices()) == 64
    assert read_back(g, "/dev/sdbl") == CONTENT
    g.shutdown()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_no_room_for_the_overlay(g, tmp_path):
    """In a mount namespace of its own, where nobody else sees the tmpfs."""
    image = make_raw(tmp_path / "disk")
    folder = tmp_path / "full"
    folder.mkdir()
    program = (f"import guestfs; g = guestfs.GuestFS(); g.set_path({g.get_path()!r}); "
               f"g.add_drive({str(image)!r}, format='raw', readonly=True); "
               f"g.set_tmpdir({str(folder)!r}); g.launch()")
    result = subprocess.run(
        ["unshare", "--mount", "sh", "-c",
         'mount -t tmpfs -o size=8k tmpfs "$1" && exec "$2" -c "$3"', "sh", folder,
         sys.executable, program], check=False, stderr=subprocess.PIPE, encoding="utf-8")
    assert result.returncode == 1
    assert re.search("overlay.*: No space left on device", result.stderr)
