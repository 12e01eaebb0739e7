# SPDX-License-Identifier: GPL-2.0-or-later
"""Archives of all forms become the same files that tar(1) makes of them."""

import errno
import hashlib
import io
import os
import stat
import subprocess
import tarfile
import threading

import pytest
from helpers import mounted_guest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20


@pytest.fixture(name="g", scope="module")
def guest(tmp_path_factory):
    with mounted_guest(tmp_path_factory.mktemp("disk"), disk=512 * MEBIBYTE) as handle:
        yield handle


@pytest.fixture(autouse=True)
def nothing_left_behind(g):
    """The handle of this module lives on between its tests."""
    g.mkdir("/dir")
    yield
    g.rm_rf("/dir")


def make_tree(folder):
    """Plain files and all that is none, between each other in the archive."""
    folder.mkdir()
    sizes = [0, 1, 511, 512, 513, 1023, 4095, 4096, 4097, 65535, 65536, 65537, 5 * MEBIBYTE + 3]
    for i, size in enumerate(sizes):
        for name in (f"a{i}", f"sub-{i}/{'long' * 24}/{'longer' * 16}/file", f"sub-{i}/l\u00edn\ne"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(os.urandom(size))
            os.utime(path, (1000000000 + i, 1100000000 + i))
            os.chmod(path, 0o600 + i)
        os.symlink(f"a{i}", folder / f"b{i}")
        os.link(folder / f"a{i}", folder / f"c{i}")
        os.mkfifo(folder / f"d{i}", 0o640)
    os.chmod(folder / "a3", 0o4755)
    with open(folder / "a-sparse", "wb") as file:
        for i in range(40):
            file.seek(i * MEBIBYTE // 2)
            file.write(b"between holes")
        file.truncate(30 * MEBIBYTE)
    if os.geteuid() == 0:
        for i, owner in enumerate([0, 1, 1000, 0o7777777, 0o10000000]):
            os.chown(folder / f"a{i}", owner, owner)
        os.chown(folder / "sub-2", 1000, 1000)
    os.utime(folder / "sub-1", (1000000000, 1200000000))


def facts_of_host(folder):
    facts = {}
    for path in folder.rglob("*"):
        status = os.lstat(path)
        facts[str(path.relative_to(folder))] = (
            status.st_mode, status.st_uid, status.st_gid, int(status.st_mtime),
            status.st_nlink if stat.S_ISREG(status.st_mode) else 0,
            os.readlink(path) if path.is_symlink() else "",
            hashlib.md5(path.read_bytes()).hexdigest() if stat.S_ISREG(status.st_mode) else "")
    return facts


def facts_of_guest(g, directory):
    facts = {}
    for name in g.find(directory):
        path = f"{directory}/{name}"
        status = g.lstatns(path)
        mode = status["st_mode"]
        facts[name] = (
            mode, status["st_uid"], status["st_gid"], status["st_mtime_sec"],
            status["st_nlink"] if stat.S_ISREG(mode) else 0,
            g.readlink(path) if stat.S_ISLNK(mode) else "",
            g.checksum("md5", path) if stat.S_ISREG(mode) else "")
    return facts


@pytest.mark.parametrize("options", [
    ["--format=v7"], ["--format=oldgnu"], ["--format=gnu"], ["--format=ustar"], ["--format=pax"],
    ["--format=gnu", "--sparse"], ["--format=pax", "--sparse"],
], ids=" ".join)
def test_formats(g, tmp_path, options):
    """Members that a format cannot hold are left out by tar, here and there."""
    make_tree(tmp_path / "tree")
    subprocess.run(["tar", "-C", tmp_path / "tree", *options, "-cf", tmp_path / "archive", "."],
                   check=False, stderr=subprocess.DEVNULL)
    (tmp_path / "expected").mkdir()
    subprocess.run(["tar", "-C", tmp_path / "expected", "-xpf", tmp_path / "archive"], check=True)
    expected = facts_of_host(tmp_path / "expected")
    assert len(expected) > 50
    g.tar_in(str(tmp_path / "archive"), "/dir")
    found = facts_of_guest(g, "/dir")
    assert found.keys() == expected.keys()
    if os.geteuid() == 0:
        assert found == expected


def archive_of(members, form=tarfile.GNU_FORMAT):
    """With what GNU tar writes at the end."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as tar:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return file.getvalue()


def unpack_pieces(g, pieces):
    """From a pipe, which brings one piece after the other."""
    read_end, write_end = os.pipe()

    def write():
        with os.fdopen(write_end, "wb", buffering=0) as file:
            for piece in pieces:
                file.write(piece)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        g.tar_in(f"/dev/fd/{read_end}", "/dir")
    finally:
        os.close(read_end)
        writer.join()


@pytest.mark.parametrize("size", [1, 511, 700, 4097, 100000])
def test_odd_pieces(g, size):
    members = [(f"file{i}", os.urandom(i * 333)) for i in range(10)]
    archive = archive_of(members)
    pieces = [archive[i:i + size] for i in range(0, len(archive), size)]
    unpack_pieces(g, pieces)
    for name, content in members:
        assert g.read_file(f"/dir/{name}") == content


def test_file_across_parts_of_the_window(g, tmp_path):
    """Header, content and padding at each place of the border between two."""
    for before in range(4 * MEBIBYTE - 2048, 4 * MEBIBYTE + 513, 512):
        members = [("ballast", bytes(before)), ("second", b"x" * 700), ("third", b"y" * 3)]
        (tmp_path / "archive").write_bytes(archive_of(members))
        g.tar_in(str(tmp_path / "archive"), "/dir")
        assert g.filesize("/dir/ballast") == before
        assert g.read_file("/dir/second") == b"x" * 700
        assert g.read_file("/dir/third") == b"y" * 3
        for name in ("ballast", "second", "third"):
            g.rm(f"/dir/{name}")


def unpack(g, tmp_path, archive):
    (tmp_path / "archive").write_bytes(archive)
    g.tar_in(str(tmp_path / "archive"), "/dir")


def test_what_is_in_the_way(g, tmp_path):
    g.write("/dir/file", "old")
    g.write("/precious", "kept")
    g.ln_s("/precious", "/dir/link")
    g.mkdir_p("/dir/directory/sub")
    unpack(g, tmp_path, archive_of([("file", b"new"), ("link", b"new"), ("missing/sub/x", b"new")]))
    for name in ("file", "link", "missing/sub/x"):
        assert g.cat(f"/dir/{name}") == "new"
    assert g.cat("/precious") == "kept"
    with pytest.raises(RuntimeError, match="directory"):
        unpack(g, tmp_path, archive_of([("first", b"new"), ("directory", b"new")]))
    assert g.cat("/dir/first") == "new"


def test_names_that_lead_out(g, tmp_path):
    unpack(g, tmp_path, archive_of([("../a", b"a"), ("/b", b"b"), ("x/../../c", b"c")]))
    assert g.ls("/dir") == ["a", "b", "c"]


def test_no_end_mark(g, tmp_path):
    """GNU tar reads such archives, too."""
    archive = archive_of([("a", b"a"), ("b", b"b")])
    unpack(g, tmp_path, archive[:2048])
    assert g.ls("/dir") == ["a", "b"]


def test_the_last_padding_is_missing(g, tmp_path):
    unpack(g, tmp_path, archive_of([("a", b"a")])[:512 + 1])
    assert g.cat("/dir/a") == "a"


@pytest.mark.parametrize("size", [512, 512 + 1023, 512 + 1024 + 100, 3 * 512 + 1024 + 512])
def test_truncated(g, tmp_path, size):
    """After a header, in content, in a header of a file and of another member."""
    archive = archive_of([("a", b"a" * 1024), ("b", b"b"), ("c" * 300, b"c")])
    with pytest.raises(RuntimeError, match="runcated") as caught:
        unpack(g, tmp_path, archive[:size])
    assert caught.value.errno == errno.EINVAL


def test_damaged(g, tmp_path):
    archive = bytearray(archive_of([("a", b"a"), ("b", b"b"), ("c", b"c")]))
    archive[1024 + 3] ^= 1
    with pytest.raises(RuntimeError, match="amaged") as caught:
        unpack(g, tmp_path, bytes(archive))
    assert caught.value.errno == errno.EINVAL
    assert g.ls("/dir") == ["a"]


def test_what_follows_the_end(g, tmp_path):
    unpack(g, tmp_path, archive_of([("a", b"a")]) + os.urandom(9 * MEBIBYTE))
    assert g.ls("/dir") == ["a"]
