# SPDX-License-Identifier: GPL-2.0-or-later
"""Holes stay holes where they can, and are zeros where they cannot."""

import errno
import os
import subprocess

import pytest
from helpers import mounted_guest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20
GIBIBYTE = 1 << 30


@pytest.fixture(name="g")
def guest(tmp_path):
    with mounted_guest(tmp_path, disk=64 * GIBIBYTE, second=32 * MEBIBYTE) as handle:
        yield handle


def make_sparse(path, size, pieces):
    with open(path, "wb") as file:
        file.truncate(size)
        for offset, content in pieces.items():
            file.seek(offset)
            file.write(content)


def assert_is(path, size, pieces):
    """Nothing but PIECES is in the file, and it takes little more space than they."""
    status = os.stat(path)
    assert status.st_size == size
    assert status.st_blocks * 512 < 2 * MEBIBYTE
    with open(path, "rb") as file:
        for offset, content in pieces.items():
            file.seek(offset)
            assert file.read(len(content)) == content


@pytest.mark.parametrize("size, pieces", [
    (MEBIBYTE, {}),
    (8 * MEBIBYTE, {0: b"begin"}),
    (8 * MEBIBYTE, {8 * MEBIBYTE - 3: b"end"}),
    (100 * MEBIBYTE + 1, {MEBIBYTE: b"middle", 50 * MEBIBYTE + 17: b"second" * 1000}),
    (6 * GIBIBYTE, {0: b"begin", 4 * GIBIBYTE - 2: b"around", 6 * GIBIBYTE - 1: b"x"}),
], ids=["nothing else", "at the end", "at the begin", "in the middle", "more than 4 GiB"])
def test_both_ways(g, tmp_path, size, pieces):
    make_sparse(tmp_path / "source", size, pieces)
    g.upload(str(tmp_path / "source"), "/file")
    status = g.statns("/file")
    assert status["st_size"] == size
    assert status["st_blocks"] * 512 < 2 * MEBIBYTE
    for offset, content in pieces.items():
        assert g.pread("/file", len(content), offset) == content
    g.download("/file", str(tmp_path / "copy"))
    assert_is(tmp_path / "copy", size, pieces)


def test_over_old_content(g, tmp_path):
    g.fill(97, 4 * MEBIBYTE, "/file")
    make_sparse(tmp_path / "source", 2 * MEBIBYTE, {0: b"b"})
    g.upload_offset(str(tmp_path / "source"), "/file", 1001)
    g.download("/file", str(tmp_path / "copy"))
    assert (tmp_path / "copy").read_bytes() == (
        b"a" * 1001 + b"b" + bytes(2 * MEBIBYTE - 1) + b"a" * (2 * MEBIBYTE - 1001))


def test_over_an_old_device(g, tmp_path):
    g.fill(97, 8 * MEBIBYTE, "/file")
    g.copy_file_to_device("/file", "/dev/sdb")
    make_sparse(tmp_path / "source", 2 * MEBIBYTE, {0: b"b"})
    g.upload_offset(str(tmp_path / "source"), "/dev/sdb", 513)
    g.download_offset("/dev/sdb", str(tmp_path / "copy"), 0, 3 * MEBIBYTE)
    assert (tmp_path / "copy").read_bytes() == (
        b"a" * 513 + b"b" + bytes(2 * MEBIBYTE - 1) + b"a" * (MEBIBYTE - 513))


@pytest.mark.parametrize("size, offset", [(GIBIBYTE, 0), (33 * MEBIBYTE, 0), (MEBIBYTE, 32 * MEBIBYTE)])
def test_holes_beyond_the_end_of_a_device(g, tmp_path, size, offset):
    make_sparse(tmp_path / "source", size, {})
    with pytest.raises(RuntimeError, match="/dev/sdb.*No space left") as caught:
        g.upload_offset(str(tmp_path / "source"), "/dev/sdb", offset)
    assert caught.value.errno == errno.ENOSPC


def test_sparse_copy_beyond_the_end_of_a_device(g):
    g.touch("/file")
    g.truncate_size("/file", 33 * MEBIBYTE)
    with pytest.raises(RuntimeError, match="/dev/sdb.*No space left"):
        g.copy_file_to_device("/file", "/dev/sdb", sparse=True)
    g.copy_file_to_device("/file", "/dev/sdb", sparse=True, size=32 * MEBIBYTE)


def test_part_of_a_sparse_file(g, tmp_path):
    g.touch("/file")
    g.truncate_size("/file", 10 * MEBIBYTE)
    g.pwrite("/file", b"data", 5 * MEBIBYTE)
    g.download_offset("/file", str(tmp_path / "copy"), 4 * MEBIBYTE + 1, 2 * MEBIBYTE)
    assert (tmp_path / "copy").read_bytes() == (
        bytes(MEBIBYTE - 1) + b"data" + bytes(MEBIBYTE - 3))


def test_pipe_gets_zeros(g, tmp_path):
    g.touch("/file")
    g.truncate_size("/file", 3 * MEBIBYTE)
    with open(tmp_path / "copy", "wb") as copy, \
         subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=copy) as cat:
        g.download("/file", f"/dev/fd/{cat.stdin.fileno()}")
        cat.stdin.close()
    assert (tmp_path / "copy").read_bytes() == bytes(3 * MEBIBYTE)


def test_archive_gets_zeros_of_a_sparse_source(g, tmp_path):
    """The source of tar_in may have holes as a file; its reader knows none."""
    make_sparse(tmp_path / "file", 3 * MEBIBYTE, {MEBIBYTE: b"data"})
    subprocess.run(["tar", "-C", tmp_path, "-cf", tmp_path / "in.tar", "file"], check=True)
    subprocess.run(["fallocate", "--dig-holes", tmp_path / "in.tar"], check=True)
    g.tar_in(str(tmp_path / "in.tar"), "/")
    g.download("/file", str(tmp_path / "copy"))
    assert (tmp_path / "copy").read_bytes() == (tmp_path / "file").read_bytes()


@pytest.mark.parametrize("options", [{}, {"xattrs": True}, {"compress": "gzip"}],
                         ids=["plain", "pax", "compressed"])
def test_archive_of_a_sparse_file(g, tmp_path, options):
    """Before and after it are other members."""
    g.mkdir("/tree")
    g.write("/tree/a", "before")
    g.touch("/tree/b")
    g.truncate_size("/tree/b", 50 * MEBIBYTE)
    g.pwrite("/tree/b", b"data", 20 * MEBIBYTE)
    g.write("/tree/c", "after")
    g.tar_out("/tree", str(tmp_path / "out.tar"), **options)
    assert os.stat(tmp_path / "out.tar").st_size < MEBIBYTE
    (tmp_path / "out").mkdir()
    subprocess.run(["tar", "-C", tmp_path / "out", "-xf", tmp_path / "out.tar"], check=True)
    assert (tmp_path / "out" / "a").read_bytes() == b"before"
    assert (tmp_path / "out" / "c").read_bytes() == b"after"
    content = (tmp_path / "out" / "b").read_bytes()
    assert content == bytes(20 * MEBIBYTE) + b"data" + bytes(30 * MEBIBYTE - 4)
    if "compress" not in options:
        assert os.stat(tmp_path / "out" / "b").st_blocks < 1000
    g.mkdir("/again")
    g.tar_in(str(tmp_path / "out.tar"), "/again", **options)
    assert g.checksum("md5", "/again/b") == g.checksum("md5", "/tree/b")
    if "compress" not in options:
        assert g.statns("/again/b")["st_blocks"] < 1000
