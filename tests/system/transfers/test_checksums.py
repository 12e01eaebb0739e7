# SPDX-License-Identifier: GPL-2.0-or-later
"""Checksums of what is large enough to be moved to the host for it."""

import errno
import hashlib
import os
import random
import subprocess
import threading

import pytest
from helpers import Cancelling, mounted_guest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20
CONTENT = random.Random(2).randbytes(9 * MEBIBYTE + 5)
TYPES = ["crc", "md5", "sha1", "sha224", "sha256", "sha384", "sha512"]


@pytest.fixture(name="g", scope="module")
def guest(tmp_path_factory):
    folder = tmp_path_factory.mktemp("disk")
    with mounted_guest(folder, first=512 * MEBIBYTE, second=16 * MEBIBYTE) as handle:
        handle.write("/large", CONTENT)
        handle.touch("/sparse")
        handle.truncate_size("/sparse", 20 * MEBIBYTE)
        handle.pwrite("/sparse", CONTENT[:1000], 12 * MEBIBYTE)
        yield handle


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """The handle of this module lives on between its tests."""


def expected(csumtype, content, folder):
    if csumtype != "crc":
        return hashlib.new(csumtype, content).hexdigest()
    (folder / "content").write_bytes(content)
    said = subprocess.run(["cksum", folder / "content"], check=True, capture_output=True)
    return said.stdout.split()[0].decode()


@pytest.mark.parametrize("csumtype", TYPES)
def test_types(g, tmp_path, csumtype):
    assert g.checksum(csumtype, "/large") == expected(csumtype, CONTENT, tmp_path)
    assert g.checksum(csumtype.upper(), "/large") == expected(csumtype, CONTENT, tmp_path)


@pytest.mark.parametrize("size", [(256 << 10) - 1, 256 << 10, (256 << 10) + 1])
def test_around_the_limit(g, size):
    g.write("/file", CONTENT[:size])
    assert g.checksum("md5", "/file") == hashlib.md5(CONTENT[:size]).hexdigest()


def test_sparse_file(g):
    content = bytearray(20 * MEBIBYTE)
    content[12 * MEBIBYTE:12 * MEBIBYTE + 1000] = CONTENT[:1000]
    assert g.checksum("sha256", "/sparse") == hashlib.sha256(content).hexdigest()


def test_device(g):
    g.pwrite_device("/dev/sdb", CONTENT[:1000], 3 * MEBIBYTE)
    content = bytearray(16 * MEBIBYTE)
    content[3 * MEBIBYTE:3 * MEBIBYTE + 1000] = CONTENT[:1000]
    for name in ("/dev/sdb", "/dev/vdb"):
        assert g.checksum_device("sha1", name) == hashlib.sha1(content).hexdigest()


def test_file_below_dev(g):
    """Its name looks like one of a device of the appliance."""
    g.mkdir_p("/dev")
    g.write("/dev/sdb", CONTENT[:MEBIBYTE])
    assert g.checksum("md5", "/dev/sdb") == hashlib.md5(CONTENT[:MEBIBYTE]).hexdigest()
    g.rm_rf("/dev")


def test_errors_of_large_files(g):
    with pytest.raises(RuntimeError, match="checksum: .*unknown checksum type") as caught:
        g.checksum("rot13", "/large")
    assert caught.value.errno == errno.EINVAL


def test_cancel(g):
    g.touch("/huge")
    g.truncate_size("/huge", 1 << 40)
    with pytest.raises(RuntimeError, match="cancelled by user") as caught, Cancelling(g):
        g.checksum("md5", "/huge")
    g.rm("/huge")
    assert caught.value.errno == errno.EINTR
    assert g.checksum("md5", "/large") == hashlib.md5(CONTENT).hexdigest()


@pytest.fixture(name="tree", scope="module")
def make_tree(g, tmp_path_factory):
    """Many files of all sizes; the names are not simple."""
    tree = tmp_path_factory.mktemp("tree")
    for i in range(2000):
        name = tree / f"{i % 7}" / f"{i} sp\u00e4ce"
        name.parent.mkdir(exist_ok=True)
        name.write_bytes(CONTENT[i:i + (i * 37) % 10000])
    (tree / "large").write_bytes(CONTENT)
    (tree / "empty").write_bytes(b"")
    (tree / "new\nline").write_bytes(b"newline")
    (tree / "back\\slash").write_bytes(b"backslash")
    (tree / "link").symlink_to("large")
    with open(tree / "sparse", "wb") as file:
        file.truncate(30 * MEBIBYTE)
    g.mkdir("/tree")
    g.copy_in(f"{tree}/.", "/tree")
    return tree


@pytest.mark.parametrize("csumtype", ["md5", "sha512"])
def test_listing_is_what_md5sum_checks(g, tree, tmp_path, csumtype):
    g.checksums_out(csumtype, "/tree", str(tmp_path / "sums"))
    lines = (tmp_path / "sums").read_bytes().splitlines()
    assert len(lines) == 2000 + 5
    subprocess.run([f"{csumtype}sum", "--check", "--strict", "--quiet", tmp_path / "sums"],
                   cwd=tree, check=True)


def test_listing_with_crc(g, tree, tmp_path):
    g.checksums_out("crc", "/tree", str(tmp_path / "sums"))
    said = subprocess.run("find . -type f -print0 | xargs -0 cksum", shell=True, cwd=tree,
                          check=True, capture_output=True)
    assert sorted((tmp_path / "sums").read_bytes().splitlines()) == sorted(said.stdout.splitlines())


def test_listing_through_a_pipe(g, tree, tmp_path):
    del tree
    g.checksums_out("md5", "/tree", str(tmp_path / "sums"))
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cat:
        received = []
        reader = threading.Thread(target=lambda: received.append(cat.stdout.read()))
        reader.start()
        g.checksums_out("md5", "/tree", f"/dev/fd/{cat.stdin.fileno()}")
        cat.stdin.close()
        reader.join()
    assert received[0] == (tmp_path / "sums").read_bytes()


def test_listing_that_nobody_reads(g, tree):
    del tree
    read_end, write_end = os.pipe()
    os.close(read_end)
    with pytest.raises(RuntimeError) as caught:
        g.checksums_out("md5", "/tree", f"/dev/fd/{write_end}")
    os.close(write_end)
    assert caught.value.errno in (errno.EPIPE, errno.ENXIO)
    assert g.checksum("md5", "/large") == hashlib.md5(CONTENT).hexdigest()


def test_listing_that_cannot_be_written(g, tree):
    del tree
    with pytest.raises(RuntimeError, match="/does/not/exist") as caught:
        g.checksums_out("md5", "/tree", "/does/not/exist")
    assert caught.value.errno == errno.ENOENT
    with pytest.raises(RuntimeError, match="/dev/full") as caught:
        g.checksums_out("md5", "/tree", "/dev/full")
    assert caught.value.errno == errno.ENOSPC
    assert g.checksum("md5", "/large") == hashlib.md5(CONTENT).hexdigest()
