# SPDX-License-Identifier: GPL-2.0-or-later
"""Content of every size arrives as it was sent, whichever way it takes."""

import errno
import os
import random
import socket
import subprocess
import threading

import guestfs
import pytest
from helpers import mounted_guest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20
# Around the sizes of sectors, chunks and parts of the window.
SIZES = [0, 1, 511, 512, 513, 4095, 4096, 4097, 16383, 16384, 16385, (256 << 10) - 1, 256 << 10,
         (256 << 10) + 1, MEBIBYTE - 1, MEBIBYTE + 1, 4 * MEBIBYTE - 1, 4 * MEBIBYTE,
         4 * MEBIBYTE + 1, 8 * MEBIBYTE, 17 * MEBIBYTE + 3]
CONTENT = random.Random(1).randbytes(SIZES[-1])


@pytest.fixture(name="g", scope="module", params=["ext4", "vfat"])
def guest(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("disk")
    with mounted_guest(folder, request.param, disk=600 * MEBIBYTE) as handle:
        yield handle


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """The handle of this module lives on between its tests."""


def feed(write_end, content):
    with open(write_end, "wb") as pipe:
        pipe.write(content)


@pytest.mark.parametrize("size", SIZES)
def test_files(g, tmp_path, size):
    source, copy = tmp_path / "source", tmp_path / "copy"
    source.write_bytes(CONTENT[:size])
    copy.write_bytes(b"longer than that" * 100)
    g.upload(str(source), "/file")
    assert g.filesize("/file") == size
    g.download("/file", str(copy))
    assert copy.read_bytes() == CONTENT[:size]


@pytest.mark.parametrize("size", [0, 1, 16385, 4 * MEBIBYTE + 1])
def test_pipes(g, size):
    read_end, write_end = os.pipe()
    writer = threading.Thread(target=feed, args=(write_end, CONTENT[:size]))
    writer.start()
    g.upload(f"/dev/fd/{read_end}", "/file")
    writer.join()
    os.close(read_end)
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cat:
        received = []
        reader = threading.Thread(target=lambda: received.append(cat.stdout.read()))
        reader.start()
        g.download("/file", f"/dev/fd/{cat.stdin.fileno()}")
        cat.stdin.close()
        reader.join()
    assert received[0] == CONTENT[:size]


@pytest.fixture(name="sockets")
def connected_sockets():
    pair = socket.socketpair()
    yield pair
    for end in pair:
        end.close()


@pytest.mark.parametrize("size", [0, 1, 16385, 4 * MEBIBYTE + 1])
def test_sockets(g, sockets, size):
    """They cannot be opened by name; and one of them may be standard input."""
    ours, theirs = sockets
    writer = threading.Thread(target=lambda: (ours.sendall(CONTENT[:size]),
                                              ours.shutdown(socket.SHUT_WR)))
    saved = os.dup(0)
    os.dup2(theirs.fileno(), 0)
    writer.start()
    g.upload("/dev/stdin", "/file")
    os.dup2(saved, 0)
    os.close(saved)
    writer.join()
    assert g.filesize("/file") == size

    received = bytearray()
    reader = threading.Thread(target=lambda: received.extend(
        b"".join(iter(lambda: ours.recv(65536), b""))))
    reader.start()
    g.download("/file", f"/dev/fd/{theirs.fileno()}")
    theirs.shutdown(socket.SHUT_WR)
    reader.join()
    assert received == CONTENT[:size]


def test_socket_that_nobody_reads(g, sockets):
    ours, theirs = sockets
    g.write("/file", CONTENT)
    ours.close()
    with pytest.raises(RuntimeError) as caught:
        g.download("/file", f"/dev/fd/{theirs.fileno()}")
    assert caught.value.errno == errno.EPIPE
    assert g.filesize("/file") == len(CONTENT)


@pytest.mark.parametrize("offset", [1, 4096, 5 * MEBIBYTE + 7])
def test_part_of_a_file(g, tmp_path, offset):
    old, part, copy = tmp_path / "old", tmp_path / "part", tmp_path / "copy"
    old.write_bytes(CONTENT)
    part.write_bytes(bytes(reversed(CONTENT[:9 * MEBIBYTE + 5])))
    g.upload(str(old), "/file")
    g.upload_offset(str(part), "/file", offset)
    expected = bytearray(CONTENT)
    expected[offset:offset + 9 * MEBIBYTE + 5] = part.read_bytes()
    g.download("/file", str(copy))
    assert copy.read_bytes() == expected
    g.download_offset("/file", str(copy), offset - 1, 6 * MEBIBYTE + 1)
    assert copy.read_bytes() == expected[offset - 1:offset + 6 * MEBIBYTE]


@pytest.mark.parametrize("size", [1, 16 << 10, 5 * MEBIBYTE, 17 * MEBIBYTE + 3])
def test_buffers(g, size):
    g.write("/file", CONTENT[:size])
    assert g.read_file("/file") == CONTENT[:size]
    g.pwrite("/file", CONTENT[:size], 3)
    assert g.pread("/file", size, 3) == CONTENT[:size]


def test_members_of_an_archive(g, tmp_path):
    tree = tmp_path / "tree"
    tree.mkdir()
    sizes = (65535, 65536, 65537, MEBIBYTE - 1, MEBIBYTE, 5 * MEBIBYTE + 1)
    for size in sizes:
        (tree / str(size)).write_bytes(CONTENT[:size])
    subprocess.run(["tar", "-C", tree, "-cf", tmp_path / "in.tar", "."], check=True)
    g.mkdir("/tree")
    g.tar_in(str(tmp_path / "in.tar"), "/tree")
    g.tar_out("/tree", str(tmp_path / "out.tar"))
    (tmp_path / "copy").mkdir()
    subprocess.run(["tar", "-C", tmp_path / "copy", "-xf", tmp_path / "out.tar"], check=True)
    for size in sizes:
        assert (tmp_path / "copy" / str(size)).read_bytes() == CONTENT[:size]
    g.rm_rf("/tree")


def test_large_arguments_beside_a_file(g, tmp_path):
    """The arguments and the file both go through the window."""
    source = tmp_path / "source"
    source.write_bytes(CONTENT)
    with pytest.raises(RuntimeError) as caught:
        g.upload(str(source), "/" + "long" * 5 * MEBIBYTE)
    assert caught.value.errno == errno.ENAMETOOLONG
    g.upload(str(source), "/file")
    assert g.filesize("/file") == len(CONTENT)


def test_arguments_that_do_not_fit_in_memory():
    with guestfs.GuestFS() as handle:
        handle.set_memsize(512)
        handle.add_drive_scratch(64 * MEBIBYTE)
        handle.launch()
        handle.mkfs("ext4", "/dev/sda")
        handle.mount("/dev/sda", "/")
        with pytest.raises(RuntimeError, match="do not fit in the memory") as caught:
            handle.write("/file", bytes(400 * MEBIBYTE))
        assert caught.value.errno == errno.ENOMEM
        assert not handle.exists("/file")
        handle.write("/file", b"small")
        assert handle.cat("/file") == "small"
