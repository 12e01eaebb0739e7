# SPDX-License-Identifier: LGPL-2.1-or-later
"""Real disks in a real appliance."""

import errno
import io
import os
import signal
import tarfile
import threading
import time

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEGABYTE = 1024 * 1024


@pytest.fixture
def disk(tmp_path):
    path = tmp_path / "disk.img"
    with open(path, "wb") as image:
        image.truncate(512 * MEGABYTE)
    return path


@pytest.fixture
def launched(g, disk):
    g.add_drive(disk, format="raw")
    g.launch()
    return g


@pytest.fixture
def mounted(launched):
    launched.part_disk("/dev/sda", "mbr")
    launched.mkfs("ext4", "/dev/sda1", label="ROOT")
    launched.mount("/dev/sda1", "/")
    return launched


def test_disk_job(disk, tmp_path):
    archive = tmp_path / "in.tar"
    with tarfile.open(archive, "w") as tar:
        member = tarfile.TarInfo("from-tar/file")
        member.size = 7
        tar.addfile(member, io.BytesIO(b"content"))
    upload = tmp_path / "upload"
    upload.write_bytes(os.urandom(3 * MEGABYTE))

    with guestfs.GuestFS(python_return_dict=True) as g:
        g.add_drive(disk, format="raw")
        g.launch()
        g.part_disk("/dev/sda", "gpt")
        g.pvcreate("/dev/sda1")
        g.vgcreate("VG", ["/dev/sda1"])
        g.lvcreate("LV", "VG", 256)
        g.mkfs("ext4", "/dev/VG/LV", label="DATA")
        g.mount("/dev/VG/LV", "/")
        g.write("/hello", "Grüße\n")
        g.mkdir_p("/a/b")
        g.upload(upload, "/a/b/big")
        g.tar_in(archive, "/")
        g.chmod(0o640, "/hello")

    with guestfs.GuestFS(python_return_dict=True) as g:
        g.add_drive(disk, format="raw", readonly=True)
        g.launch()
        assert g.list_filesystems() == {"/dev/VG/LV": "ext4"}
        assert g.lvs() == ["/dev/VG/LV"]
        assert g.vgs() == ["VG"]
        g.mount_ro("/dev/VG/LV", "/")
        assert g.vfs_label("/dev/VG/LV") == "DATA"
        assert g.cat("/hello") == "Grüße\n"
        assert g.read_file("/hello") == "Grüße\n".encode()
        assert g.read_lines("/hello") == ["Grüße"]
        assert g.statns("/hello")["st_mode"] == 0o100640
        assert g.read_file("/from-tar/file") == b"content"
        g.download("/a/b/big", tmp_path / "download")
        assert (tmp_path / "download").read_bytes() == upload.read_bytes()
        names = {entry["name"]: entry["ftyp"] for entry in g.readdir("/")}
        assert names["hello"] == "r" and names["a"] == "d"
        with pytest.raises(guestfs.Error) as caught:
            g.touch("/new")
        assert caught.value.errno == errno.EROFS


def test_errno_of_the_daemon(mounted):
    with pytest.raises(guestfs.Error) as caught:
        mounted.cat("/missing")
    assert caught.value.errno == errno.ENOENT
    assert caught.value.function == "cat"
    assert str(caught.value).startswith("cat: ")


def test_bytes_in_and_out(mounted):
    content = bytes(range(256)) * 100
    mounted.write("/all", content)
    assert mounted.read_file("/all") == content
    assert mounted.pread("/all", 4, 254) == b"\xfe\xff\x00\x01"
    assert mounted.pwrite("/all", bytearray(b"xy"), 1) == 2
    assert mounted.pread("/all", 4, 0) == b"\x00xy\x03"


def test_extended_attributes(mounted):
    mounted.touch("/file")
    mounted.setxattr("user.test", "é", 2, "/file")
    found = {x["attrname"]: x["attrval"] for x in mounted.getxattrs("/file")}
    assert found["user.test"] == "é".encode()


def test_file_name_that_is_not_utf8(mounted):
    mounted.write(b"/\xff", "content")
    assert mounted.cat("/\udcff") == "content"


def test_launch_lets_other_threads_run(g, disk):
    g.add_drive(disk, format="raw")
    ticks = []
    done = threading.Event()

    def tick():
        while not done.wait(0.05):
            ticks.append(time.monotonic())

    thread = threading.Thread(target=tick)
    thread.start()
    start = time.monotonic()
    g.launch()
    took = time.monotonic() - start
    done.set()
    thread.join()
    # A held GIL would leave no tick between the first and the last one.
    assert len(ticks) > took / 0.05 / 10
    assert max(b - a for a, b in zip(ticks, ticks[1:])) < max(0.5, took / 2)


def test_launch_events(g, disk):
    events = []
    g.set_event_callback(lambda event, *_: events.append(event), guestfs.EVENT_LAUNCH_DONE)
    g.add_drive(disk, format="raw")
    g.launch()
    assert events == [guestfs.EVENT_LAUNCH_DONE]


def test_cancel_from_another_thread(mounted, tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)

    def feed():
        with open(fifo, "wb", buffering=0) as pipe:
            pipe.write(b"x" * 100000)
            mounted.user_cancel()
            try:
                while True:
                    pipe.write(b"x" * 100000)
            except BrokenPipeError:
                pass

    thread = threading.Thread(target=feed)
    thread.start()
    with pytest.raises(guestfs.Error) as caught:
        mounted.upload(fifo, "/upload")
    thread.join()
    assert caught.value.errno == errno.EINTR
    assert mounted.exists("/") == 1


def test_machine_that_dies(launched):
    events = []
    launched.set_event_callback(lambda *event: events.append(event[0]), guestfs.EVENT_SUBPROCESS_QUIT)
    os.kill(launched.get_pid(), signal.SIGKILL)
    with pytest.raises(guestfs.Error):
        launched.list_devices()
    assert events == [guestfs.EVENT_SUBPROCESS_QUIT]
    assert launched.is_config() == 1


def test_error_at_the_end_of_the_block_is_raised(disk):
    with pytest.raises(guestfs.Error) as caught:
        with guestfs.GuestFS() as g:
            g.add_drive(disk, format="raw")
            g.launch()
            os.kill(g.get_pid(), signal.SIGKILL)
    assert caught.value.function == "shutdown"
    with pytest.raises(guestfs.ClosedHandle):
        g.get_state()
