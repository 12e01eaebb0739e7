# SPDX-License-Identifier: GPL-2.0-or-later
"""Launches that cannot succeed: the error says which step failed and why, and
the handle can be used again."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20


def appliance_directory():
    for folder in os.environ["LIBGUESTFS_PATH"].split(":"):
        if (Path(folder) / "root.erofs").exists():
            return Path(folder)
    raise AssertionError("no appliance along LIBGUESTFS_PATH")


def copy_appliance(target, without=()):
    """A folder with links to the parts of the appliance."""
    target.mkdir()
    for name in ("vmlinuz", "initrd", "root.erofs", "appliance.info"):
        if name not in without:
            (target / name).symlink_to(appliance_directory() / name)
    return target


def assert_works(g):
    """After a failure the same handle launches once its cause is gone."""
    assert g.is_config()
    g.launch()
    g.ping_daemon()
    g.shutdown()


def launch_error(g):
    with pytest.raises(RuntimeError) as caught:
        g.launch()
    assert g.is_config()
    return str(caught.value)


@pytest.mark.parametrize("part", ["vmlinuz", "initrd", "root.erofs"])
def test_a_part_of_the_appliance_is_missing(g, tmp_path, part):
    path = g.get_path()
    g.set_path(str(copy_appliance(tmp_path / "appliance", without=[part])))
    assert str(tmp_path / "appliance") in launch_error(g)
    g.set_path(path)
    assert_works(g)


def test_no_appliance_at_all(g, tmp_path):
    g.set_path(str(tmp_path))
    message = launch_error(g)
    assert str(tmp_path) in message
    assert "LIBGUESTFS_PATH" in message


def test_root_image_is_not_one(g, tmp_path):
    folder = copy_appliance(tmp_path / "appliance", without=["root.erofs"])
    (folder / "root.erofs").write_bytes(b"not an image" * 100000)
    path = g.get_path()
    g.set_path(str(folder))
    message = launch_error(g)
    # What init said on the console is shown.
    assert "guestfs-init" in message
    g.set_path(path)
    assert_works(g)


def test_kernel_panics(g, tmp_path):
    folder = copy_appliance(tmp_path / "appliance", without=["initrd"])
    (folder / "initrd").write_bytes(b"\0" * 512)
    g.set_path(str(folder))
    message = launch_error(g)
    assert "panic" in message.lower()


def test_hypervisor_is_missing(g):
    g.set_hv("/nonexistent/qemu")
    assert "/nonexistent/qemu" in launch_error(g)


def test_hypervisor_fails_at_once(g, tmp_path):
    wrapper = tmp_path / "qemu"
    wrapper.write_text("#!/bin/sh\necho 'this machine is closed' >&2\nexit 3\n", encoding="utf-8")
    wrapper.chmod(0o755)
    hv = g.get_hv()
    g.set_hv(str(wrapper))
    message = launch_error(g)
    assert "this machine is closed" in message
    assert "3" in message
    g.set_hv(hv)
    assert_works(g)


def test_wrapper_script_as_hypervisor(g, tmp_path):
    wrapper = tmp_path / "qemu"
    wrapper.write_text(f'#!/bin/sh\nexec {g.get_hv()} "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    g.set_hv(str(wrapper))
    assert_works(g)


def test_daemon_of_another_build(g, tmp_path):
    folder = copy_appliance(tmp_path / "appliance", without=["initrd"])
    initrd = (appliance_directory() / "initrd").read_bytes()
    builds = set(re.findall(rb"\d+\.\d+\.\d+-[0-9a-f]{16}", initrd))
    assert len(builds) == 1
    build = builds.pop()
    other = build[:-16] + b"0123456789abcdef"
    (folder / "initrd").write_bytes(initrd.replace(build, other))
    g.set_path(str(folder))
    message = launch_error(g)
    assert build.decode() in message
    assert other.decode() in message


def test_disk_vanishes_before_launch(g, tmp_path):
    image = tmp_path / "disk.img"
    image.touch()
    g.add_drive(str(image), format="raw")
    image.unlink()
    assert "disk.img" in launch_error(g)


def add_error(g, image, **options):
    with pytest.raises(RuntimeError) as caught:
        g.add_drive(str(image), **options)
    assert g.debug_drives() == []
    return str(caught.value)


def test_disk_is_not_of_the_stated_format(g, tmp_path):
    image = tmp_path / "disk.img"
    image.write_bytes(b"x" * MEBIBYTE)
    message = add_error(g, image, format="qcow2")
    assert "qcow2" in message
    assert "disk.img" in message


def test_disk_becomes_another_before_launch(g, tmp_path):
    image = tmp_path / "disk.img"
    g.disk_create(str(image), "qcow2", MEBIBYTE)
    g.add_drive(str(image), format="qcow2")
    image.write_bytes(b"x" * MEBIBYTE)
    message = launch_error(g)
    assert "qcow2" in message
    assert "disk.img" in message


def test_truncated_qcow2(g, tmp_path):
    image = tmp_path / "disk.qcow2"
    g.disk_create(str(image), "qcow2", MEBIBYTE)
    with open(image, "r+b") as file:
        file.truncate(100)
    assert "disk.qcow2" in add_error(g, image, format="qcow2")


def test_empty_image(g, tmp_path):
    image = tmp_path / "empty.img"
    image.touch()
    g.add_drive(str(image), format="raw")
    g.launch()
    assert g.blockdev_getsize64("/dev/sda") == 0
    with pytest.raises(RuntimeError):
        g.part_list("/dev/sda")


def test_image_of_random_bytes(g, tmp_path):
    image = tmp_path / "random.img"
    image.write_bytes(os.urandom(4 * MEBIBYTE))
    g.add_drive(str(image), format="raw", readonly=True)
    g.launch()
    assert g.list_filesystems() == {"/dev/sda": "unknown"}
    with pytest.raises(RuntimeError, match="/dev/sda"):
        g.mount("/dev/sda", "/")


def test_launch_twice(g):
    g.launch()
    with pytest.raises(RuntimeError, match="config state"):
        g.launch()
    g.ping_daemon()


def start_other_qemu(g, image):
    """A qemu that holds the image open for writing, as a running guest does."""
    qemu = subprocess.Popen(
        [g.get_hv(), "-nodefaults", "-display", "none", "-machine", "q35", "-S",
         "-monitor", "stdio", "-drive", f"if=none,id=disk,file={image},format=raw",
         "-device", "virtio-blk-pci,drive=disk"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    while b"(qemu)" not in qemu.stdout.read1():
        pass
    return qemu


def test_image_of_a_running_guest(g, tmp_path):
    image = tmp_path / "disk.img"
    image.write_bytes(b"A" * MEBIBYTE)
    g.add_drive(str(image), format="raw")
    qemu = start_other_qemu(g, image)
    try:
        # Writing to it would destroy it.
        message = launch_error(g)
        assert "lock" in message
        with guestfs.GuestFS() as reader:
            reader.add_drive(str(image), format="raw", readonly=True)
            reader.launch()
            assert reader.pread_device("/dev/sda", 4, 0) == b"AAAA"
    finally:
        qemu.kill()
        qemu.communicate()
    assert_works(g)


def test_hypervisor_dies_during_a_call(g):
    quits = []
    g.set_event_callback(lambda *_: quits.append(1), guestfs.EVENT_SUBPROCESS_QUIT)
    g.launch()
    pid = g.get_pid()
    killer = subprocess.Popen([sys.executable, "-c",
                               f"import os, time; time.sleep(0.5); os.kill({pid}, 9)"])
    start = time.monotonic()
    with pytest.raises(RuntimeError) as caught:
        g.sleep(60)
    killer.wait()
    assert time.monotonic() - start < 20
    assert caught.value.errno == errno.EPIPE
    assert "sleep" in str(caught.value)
    assert quits == [1]
    assert g.is_config()
    assert_works(g)


def test_hypervisor_dies_between_calls(g):
    g.launch()
    os.kill(g.get_pid(), signal.SIGKILL)
    with pytest.raises(RuntimeError) as caught:
        g.ping_daemon()
    assert caught.value.errno == errno.EPIPE
    assert_works(g)


def test_appliance_in_a_folder_with_odd_characters(g, tmp_path):
    folder = tmp_path / "a,b c"
    folder.mkdir()
    for name in ("vmlinuz", "initrd", "root.erofs", "appliance.info"):
        shutil.copy(appliance_directory() / name, folder / name)
    g.set_path(str(folder))
    assert_works(g)
