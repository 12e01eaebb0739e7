# SPDX-License-Identifier: GPL-2.0-or-later
"""Transfers that end in the middle, from either side: the next call works."""

import errno
import os
import threading

import guestfs
import pytest
from helpers import Cancelling, mounted_guest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20


@pytest.fixture(name="g", scope="module")
def guest(tmp_path_factory):
    """A filesystem with a tree that is larger than all buffers on the way."""
    folder = tmp_path_factory.mktemp("disk")
    with mounted_guest(folder, disk=256 * MEBIBYTE) as handle:
        handle.mkdir("/tree")
        handle.mkdir("/new")
        for name in "abcd":
            handle.fill(ord(name), 20 * MEBIBYTE, f"/tree/{name}")
        handle.tar_out("/tree", str(folder / "archive"))
        handle.archive = folder / "archive"
        yield handle


@pytest.fixture(autouse=True)
def nothing_left_behind(g):
    """The handle lives on, and works."""
    yield
    g.write("/tree/small", "works again")
    assert g.cat("/tree/small") == "works again"
    assert g.filesize("/tree/a") == 20 * MEBIBYTE
    g.rm_rf("/new")
    g.mkdir("/new")


SENDING = {
    "upload": lambda g, path: g.upload(path, "/new/file"),
    "upload_offset": lambda g, path: g.upload_offset(path, "/new/file", 1000),
    "tar_in": lambda g, path: g.tar_in(path, "/new"),
    "tgz_in": lambda g, path: g.tgz_in(path, "/new"),
}

RECEIVING = {
    "download": lambda g, path: g.download("/tree/a", path),
    "download_offset": lambda g, path: g.download_offset("/tree/a", path, 1000, 15 * MEBIBYTE),
    "tar_out": lambda g, path: g.tar_out("/tree", path),
    "tar_out, compressed": lambda g, path: g.tar_out("/tree", path, compress="lzop"),
    "checksums_out": lambda g, path: g.checksums_out("md5", "/tree", path),
    "find0": lambda g, path: g.find0("/", path),
}
LONG_RECEIVING = ["download", "download_offset", "tar_out"]


def error_of(call, *arguments):
    with pytest.raises(RuntimeError) as caught:
        call(*arguments)
    return caught.value


@pytest.mark.parametrize("call", SENDING.values(), ids=SENDING)
def test_cancelled_while_the_source_waits(g, call):
    """A pipe that brings nothing, and never ends."""
    read_end, write_end = os.pipe()
    with Cancelling(g):
        error = error_of(call, g, f"/dev/fd/{read_end}")
    os.close(read_end)
    os.close(write_end)
    assert error.errno == errno.EINTR
    assert "cancelled by user" in str(error)


@pytest.mark.parametrize("name", LONG_RECEIVING)
def test_cancelled_while_the_target_waits(g, name):
    """A pipe that nobody reads."""
    read_end, write_end = os.pipe()
    with Cancelling(g):
        error = error_of(RECEIVING[name], g, f"/dev/fd/{write_end}")
    os.close(read_end)
    os.close(write_end)
    assert error.errno == errno.EINTR


@pytest.mark.parametrize("name", ["upload", "tar_in"])
def test_cancelled_in_the_middle(g, name):
    """Half of the content comes, then nothing."""
    read_end, write_end = os.pipe()
    content = g.archive.read_bytes()[:30 * MEBIBYTE]

    def feed():
        os.write(write_end, b"")
        view = memoryview(content)
        while view:
            view = view[os.write(write_end, view):]
        g.user_cancel()

    feeder = threading.Thread(target=feed)
    feeder.start()
    error = error_of(SENDING[name], g, f"/dev/fd/{read_end}")
    feeder.join()
    os.close(read_end)
    os.close(write_end)
    assert error.errno == errno.EINTR


@pytest.mark.parametrize("name", ["upload", "upload_offset", "tar_in"])
def test_guest_is_full(g, tmp_path, name):
    source = g.archive
    if name == "tar_in":
        g.fallocate64("/new/ballast", 100 * MEBIBYTE)
    else:
        source = tmp_path / "large"
        source.write_bytes(os.urandom(300 * MEBIBYTE))
    error = error_of(SENDING[name], g, str(source))
    assert error.errno == errno.ENOSPC


@pytest.mark.parametrize("call", RECEIVING.values(), ids=RECEIVING)
def test_host_is_full(g, call):
    error = error_of(call, g, "/dev/full")
    assert error.errno == errno.ENOSPC
    assert "/dev/full" in str(error)


@pytest.mark.parametrize("name", LONG_RECEIVING)
def test_reader_goes_away(g, name):
    read_end, write_end = os.pipe()
    reader = threading.Thread(target=lambda: (os.read(read_end, 1000), os.close(read_end)))
    reader.start()
    error = error_of(RECEIVING[name], g, f"/dev/fd/{write_end}")
    reader.join()
    os.close(write_end)
    assert error.errno == errno.EPIPE


@pytest.mark.parametrize("call", SENDING.values(), ids=SENDING)
def test_source_that_cannot_be_read(g, tmp_path, call):
    """A directory can be opened, but not read."""
    assert error_of(call, g, str(tmp_path)).errno == errno.EISDIR
    assert error_of(call, g, "/does/not/exist").errno == errno.ENOENT


def test_archive_that_ends_too_early(g, tmp_path):
    (tmp_path / "archive").write_bytes(g.archive.read_bytes()[:30 * MEBIBYTE])
    assert "runcated" in str(error_of(g.tar_in, str(tmp_path / "archive"), "/new"))
    sizes = [g.filesize(f"/new/{name}") for name in g.ls("/new")]
    assert 20 * MEBIBYTE < sum(sizes) < 30 * MEBIBYTE


def test_progress_of_both_directions(g, tmp_path):
    """It grows, never exceeds its total, and ends there."""
    (tmp_path / "file").write_bytes(bytes(1) * (100 * MEBIBYTE))
    seen = []
    event = g.set_event_callback(lambda event, handle, data, array: seen.append(array),
                                 guestfs.EVENT_PROGRESS)
    for action in (lambda: g.upload(str(tmp_path / "file"), "/new/file"),
                   lambda: g.download("/new/file", str(tmp_path / "copy"))):
        seen.clear()
        action()
        positions = [(position, total) for _, _, position, total in seen]
        assert positions == sorted(positions)
        assert all(total == 100 * MEBIBYTE for _, total in positions)
        if positions:
            assert positions[-1] == (100 * MEBIBYTE, 100 * MEBIBYTE)
    g.delete_event_callback(event)
