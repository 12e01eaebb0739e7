# SPDX-License-Identifier: GPL-2.0-or-later
"""copy_in and copy_out."""

import errno
import os
import stat
import subprocess

import guestfs
import pytest
from helpers import Cancelling, mounted_guest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20


@pytest.fixture(name="g", scope="module")
def guest(tmp_path_factory):
    with mounted_guest(tmp_path_factory.mktemp("disk"), disk=512 * MEBIBYTE) as handle:
        yield handle


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """The handle of this module lives on between its tests."""


@pytest.fixture(autouse=True)
def empty_directory(g):
    g.rm_rf("/dir")
    g.mkdir("/dir")


def make_tree(folder):
    (folder / "sub").mkdir(parents=True)
    (folder / "file").write_bytes(b"content")
    os.chmod(folder / "file", 0o640)
    os.utime(folder / "file", (1000000000, 1000000000))
    os.link(folder / "file", folder / "sub" / "second name")
    (folder / "sub" / "-z").write_bytes(b"like an option")
    (folder / "sub" / "l\u00edn\ne").write_bytes(b"newline")
    os.symlink("../file", folder / "sub" / "link")
    with open(folder / "sparse", "wb") as file:
        file.truncate(50 * MEBIBYTE)
        file.seek(20 * MEBIBYTE)
        file.write(b"in the middle")
    return folder


NAMES = ["file", "sparse", "sub", "sub/-z", "sub/link", "sub/l\u00edn\ne", "sub/second name"]


def test_there_and_back(g, tmp_path):
    make_tree(tmp_path / "tree")
    g.copy_in(str(tmp_path / "tree"), "/dir")
    assert g.find("/dir/tree") == NAMES
    status = g.statns("/dir/tree/file")
    assert stat.S_IMODE(status["st_mode"]) == 0o640
    assert status["st_mtime_sec"] == 1000000000
    assert status["st_nlink"] == 2
    assert g.statns("/dir/tree/sparse")["st_blocks"] < 100
    assert g.readlink("/dir/tree/sub/link") == "../file"

    (tmp_path / "back").mkdir()
    g.copy_out("/dir/tree", str(tmp_path / "back"))
    subprocess.run(["diff", "-r", tmp_path / "tree", tmp_path / "back" / "tree"], check=True)
    back = os.stat(tmp_path / "back" / "tree" / "file")
    assert stat.S_IMODE(back.st_mode) == 0o640
    assert back.st_mtime == 1000000000
    assert back.st_nlink == 2
    assert os.stat(tmp_path / "back" / "tree" / "sparse").st_blocks < 100
    assert os.readlink(tmp_path / "back" / "tree" / "sub" / "link") == "../file"


@pytest.mark.parametrize("path, names", [
    ("tree", ["tree", "tree/file"]),
    ("tree/", ["tree", "tree/file"]),
    ("./tree//", ["tree", "tree/file"]),
    ("tree/.", ["file"]),
    ("tree/../tree", ["tree", "tree/file"]),
    ("tree/file", ["file"]),
    ("-x", ["-x"]),
    ("link", ["link"]),
    ("link/", ["link"]),
    ("dangling", ["dangling"]),
])
def test_names_of_sources(g, tmp_path, monkeypatch, path, names):
    monkeypatch.chdir(tmp_path)
    os.mkdir("tree")
    for name in ("tree/file", "-x"):
        with open(name, "wb") as file:
            file.write(b"content")
    os.symlink("tree", "link")
    os.symlink("nowhere", "dangling")
    g.copy_in(path, "/dir")
    assert g.find("/dir") == names


@pytest.mark.parametrize("path, names", [
    ("/dir/tree", ["tree", "tree/file"]),
    ("/dir/tree/", ["tree", "tree/file"]),
    ("/dir/tree/.", ["file"]),
    ("/dir/link/file", ["file"]),
    ("/dir/tree/file", ["file"]),
])
def test_names_of_targets(g, tmp_path, path, names):
    g.mkdir("/dir/tree")
    g.write("/dir/tree/file", "content")
    g.ln_s("tree", "/dir/link")
    g.copy_out(path, str(tmp_path))
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")) == names


def test_merge_and_replace(g, tmp_path):
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "new").write_bytes(b"new")
    (tmp_path / "tree" / "both").write_bytes(b"of the host")
    g.mkdir("/dir/tree")
    g.write("/dir/tree/both", "of the guest")
    g.write("/dir/tree/old", "old")
    g.copy_in(str(tmp_path / "tree"), "/dir")
    assert g.ls("/dir/tree") == ["both", "new", "old"]
    assert g.cat("/dir/tree/both") == "of the host"
    g.write("/dir/tree/both", "of the guest again")
    g.copy_out("/dir/tree", str(tmp_path))
    assert sorted(os.listdir(tmp_path / "tree")) == ["both", "new", "old"]
    assert (tmp_path / "tree" / "both").read_bytes() == b"of the guest again"


def test_links_of_the_host_are_not_followed(g, tmp_path):
    """As an image could have made them that was copied before."""
    (tmp_path / "precious").write_bytes(b"kept")
    (tmp_path / "folder").mkdir()
    (tmp_path / "target").mkdir()
    os.symlink("../precious", tmp_path / "target" / "file")
    os.symlink("../folder", tmp_path / "target" / "tree")
    g.write("/dir/file", "evil")
    g.mkdir("/dir/tree")
    g.write("/dir/tree/evil", "evil")
    for name in ("file", "tree"):
        with pytest.raises(RuntimeError, match="symbolic link") as caught:
            g.copy_out(f"/dir/{name}", str(tmp_path / "target"))
        assert caught.value.errno == errno.ELOOP
    assert (tmp_path / "precious").read_bytes() == b"kept"
    assert not os.listdir(tmp_path / "folder")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_owners(g, tmp_path):
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "file").write_bytes(b"content")
    os.chown(tmp_path / "tree" / "file", 1234, 2345)
    g.copy_in(str(tmp_path / "tree"), "/dir")
    status = g.statns("/dir/tree/file")
    assert (status["st_uid"], status["st_gid"]) == (1234, 2345)
    (tmp_path / "back").mkdir()
    g.copy_out("/dir/tree", str(tmp_path / "back"))
    status = os.stat(tmp_path / "back" / "tree" / "file")
    assert (status.st_uid, status.st_gid) == (1234, 2345)


def test_full_guest(g, tmp_path):
    """What the daemon says is the reason, not that tar's pipe broke."""
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "large").write_bytes(os.urandom(600 * MEBIBYTE))
    with pytest.raises(RuntimeError, match="No space left") as caught:
        g.copy_in(str(tmp_path / "tree"), "/dir")
    assert caught.value.errno == errno.ENOSPC
    g.rm_rf("/dir/tree")
    g.write("/dir/file", "works again")


@pytest.fixture(name="full_folder")
def small_filesystem(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder], check=False)
    if made.returncode != 0:
        pytest.skip("cannot mount a tmpfs")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_full_host(g, full_folder):
    """What tar says is the reason, not that the daemon's pipe broke."""
    g.fill(97, 100 * MEBIBYTE, "/dir/large")
    with pytest.raises(RuntimeError, match="Wrote only|No space left on device"):
        g.copy_out("/dir", str(full_folder))
    assert g.filesize("/dir/large") == 100 * MEBIBYTE


def test_many_messages(g, tmp_path):
    """Tar says that it leaves a socket out: more than fits in a pipe that
    nobody reads."""
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "file").write_bytes(b"content")
    for i in range(3000):
        os.mknod(tree / f"{i:04}-{'long' * 40}", stat.S_IFSOCK | 0o600)
    g.copy_in(str(tree), "/dir")
    assert g.ls("/dir/tree") == ["file"]


def test_unreadable_file(tmp_path):
    """The program and its handle are an ordinary user's."""
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "good").write_bytes(b"content")
    (tmp_path / "tree" / "secret").write_bytes(b"content")
    os.chmod(tmp_path / "tree" / "secret", 0)
    os.chmod(tmp_path / "tree", 0o755)
    program = """
import os, sys, guestfs
if os.geteuid() == 0:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
g = guestfs.GuestFS()
g.set_cachedir("/tmp")
g.add_drive_scratch(64 << 20)
g.launch()
g.mkfs("ext4", "/dev/sda")
g.mount("/dev/sda", "/")
try:
    g.copy_in(sys.argv[1], "/")
    print("no error")
except RuntimeError as error:
    print(error)
print(g.cat("/tree/good"))
"""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and not folder.stat().st_mode & stat.S_IXOTH:
            os.chmod(folder, 0o755)
    said = subprocess.run(["python3", "-c", program, tmp_path / "tree"], check=True,
                          stdout=subprocess.PIPE, encoding="utf-8").stdout
    assert "secret: Cannot open: Permission denied" in said
    assert said.endswith("content\n")


def test_cancelled(g, tmp_path):
    (tmp_path / "large").write_bytes(os.urandom(400 * MEBIBYTE))
    with pytest.raises(RuntimeError, match="cancelled by user") as caught, Cancelling(g):
        g.copy_in(str(tmp_path / "large"), "/dir")
    assert caught.value.errno == errno.EINTR
    g.write("/dir/file", "works again")
