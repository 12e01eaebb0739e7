# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls that fail half way, and arguments that no call can accept."""

import errno
import os
import threading
import time

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20


@pytest.fixture(scope="module")
def small():
    """A handle with a small ext4 filesystem mounted at /."""
    g = guestfs.GuestFS(python_return_dict=True)
    g.add_drive_scratch(16 * MEBIBYTE)
    g.launch()
    g.mkfs("ext4", "/dev/sda")
    yield g
    g.close()


@pytest.fixture
def mounted(small):
    small.mount("/dev/sda", "/")
    for name in small.ls("/"):
        small.rm_rf(f"/{name}")
    yield small
    small.umount_all()


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """The handle of this module lives on between its tests."""


def error_of(call, *arguments, **options):
    with pytest.raises(RuntimeError) as caught:
        call(*arguments, **options)
    return caught.value


def test_disk_full_in_upload(mounted, tmp_path):
    large = tmp_path / "large"
    large.write_bytes(os.urandom(40 * MEBIBYTE))
    error = error_of(mounted.upload, str(large), "/large")
    assert error.errno == errno.ENOSPC
    assert "/large" in str(error)
    mounted.rm("/large")
    mounted.write("/small", b"works again")
    assert mounted.cat("/small") == "works again"


def test_disk_full_in_write(mounted):
    assert error_of(mounted.write, "/large", b"x" * (40 * MEBIBYTE)).errno == errno.ENOSPC
    assert mounted.filesize("/large") == 0
    mounted.write("/other", b"x" * MEBIBYTE)


def test_disk_full_in_tar_in(mounted, tmp_path):
    import tarfile
    (tmp_path / "large").write_bytes(os.urandom(40 * MEBIBYTE))
    with tarfile.open(tmp_path / "large.tar", "w") as tar:
        tar.add(tmp_path / "large", arcname="large")
    error = error_of(mounted.tar_in, str(tmp_path / "large.tar"), "/")
    assert "large" in str(error)
    assert error.errno == errno.ENOSPC
    assert mounted.filesize("/large") == 0
    mounted.write("/other", b"x" * MEBIBYTE)


def test_download_to_a_full_disk(mounted):
    mounted.write("/file", b"x" * MEBIBYTE)
    error = error_of(mounted.download, "/file", "/dev/full")
    assert error.errno == errno.ENOSPC
    mounted.ping_daemon()


def test_download_into_a_closed_pipe(mounted):
    mounted.write("/file", b"x" * MEBIBYTE)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert error_of(mounted.download, "/file", f"/dev/fd/{writer}").errno in (
            errno.EPIPE, errno.ENOENT, errno.ENXIO)
    finally:
        os.close(writer)
    mounted.ping_daemon()


def test_upload_of_what_cannot_be_read(mounted, tmp_path):
    assert error_of(mounted.upload, str(tmp_path), "/file").errno == errno.EISDIR
    assert error_of(mounted.upload, str(tmp_path / "missing"), "/file").errno == errno.ENOENT
    mounted.ping_daemon()


def test_upload_to_where_nothing_can_be(mounted, tmp_path):
    source = tmp_path / "source"
    source.write_bytes(b"x" * (4 * MEBIBYTE))
    assert error_of(mounted.upload, str(source), "/missing/file").errno == errno.ENOENT
    assert error_of(mounted.upload, str(source), "/").errno == errno.EISDIR
    mounted.ping_daemon()


def cancelled_transfer(g, transfer):
    """Runs TRANSFER, which would never end, and cancels it from a thread."""
    def cancel():
        time.sleep(0.5)
        g.user_cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    error = error_of(transfer)
    thread.join()
    return error


def test_cancelled_upload(mounted, tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    stop = threading.Event()

    def feed():
        with open(fifo, "wb", buffering=0) as pipe:
            while not stop.is_set():
                try:
                    pipe.write(b"\0" * 1000)
                except BrokenPipeError:
                    return
                time.sleep(0.01)

    thread = threading.Thread(target=feed)
    thread.start()
    error = cancelled_transfer(mounted, lambda: mounted.upload(str(fifo), "/file"))
    stop.set()
    thread.join()
    assert error.errno == errno.EINTR
    assert "operation cancelled by user" in str(error)
    mounted.ping_daemon()


def test_cancelled_download(mounted, tmp_path):
    # Sparse, so that it fits; too long to be there before the cancel.
    mounted.write("/sparse", b"")
    mounted.truncate_size("/sparse", 8 << 30)
    error = cancelled_transfer(mounted, lambda: mounted.download("/sparse", "/dev/null"))
    assert error.errno == errno.EINTR
    mounted.ping_daemon()


@pytest.mark.parametrize("path", ["relative", "", "../etc"])
def test_relative_paths(mounted, path):
    for call in (mounted.touch, mounted.cat, mounted.ls, mounted.rm_rf):
        assert "path must start with a / character" in str(error_of(call, path))


def test_negative_numbers(mounted):
    mounted.write("/file", b"content")
    for call, arguments in (
            (mounted.pread, ("/file", -1, 0)), (mounted.pread, ("/file", 1, -1)),
            (mounted.pwrite, ("/file", b"x", -1)), (mounted.truncate_size, ("/file", -1)),
            (mounted.chmod, (-1, "/file")), (mounted.mkfs, ("ext4", "/dev/sda", -1))):
        error_of(call, *arguments)
    assert mounted.cat("/file") == "content"


def test_more_than_a_message_can_carry(mounted):
    error = error_of(mounted.write, "/file", bytes((1 << 30) + 1))
    assert error.errno in (errno.EFBIG, errno.E2BIG)
    assert not mounted.exists("/file")
    mounted.ping_daemon()


def test_reading_more_than_a_message_can_carry(mounted):
    mounted.write("/sparse", b"")
    mounted.truncate_size("/sparse", 2 << 30)
    assert error_of(mounted.read_file, "/sparse").errno == errno.EFBIG
    mounted.ping_daemon()


def test_devices_that_are_none(mounted):
    for name in ("/dev/sdz", "/dev/sda99", "/dev/VG/LV", "/dev/null", "/etc/passwd", "sda"):
        error = error_of(mounted.blockdev_getsize64, name)
        assert name in str(error)


def test_links_lead_nowhere_outside(mounted):
    """A hostile guest's links end inside the guest, never in the appliance."""
    mounted.ln_s("/proc/1", "/absolute")
    mounted.ln_s("../../../../../../proc/1", "/relative")
    for name in ("/absolute/environ", "/relative/environ"):
        assert error_of(mounted.cat, name).errno == errno.ENOENT
    mounted.mkdir("/etc")
    mounted.ln_s("/etc/mke2fs.conf", "/file")
    # In the appliance this file exists, in the guest it does not.
    assert error_of(mounted.read_file, "/file").errno == errno.ENOENT
    mounted.write("/file", b"written through the link")
    assert mounted.cat("/etc/mke2fs.conf") == "written through the link"


def test_calls_before_launch_and_after_shutdown():
    g = guestfs.GuestFS()
    assert "call launch before using this function" in str(error_of(g.ping_daemon))
    g.launch()
    g.shutdown()
    assert "call launch before using this function" in str(error_of(g.ping_daemon))
    g.close()
    with pytest.raises(guestfs.ClosedHandle):
        g.ping_daemon()
