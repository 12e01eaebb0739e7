# SPDX-License-Identifier: GPL-2.0-or-later
"""Archives that are made here are for tar(1): their order, and all that they say."""

import contextlib
import io
import os
import subprocess
import tarfile

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="owners and devices need root")


@contextlib.contextmanager
def mounted(filesystem, size, **options):
    with guestfs.GuestFS(python_return_dict=True) as handle:
        handle.add_drive_scratch(size)
        handle.launch()
        handle.mkfs(filesystem, "/dev/sda", **options)
        handle.mount("/dev/sda", "/")
        yield handle


@pytest.fixture(name="g", scope="module")
def guest():
    """Inodes of this size have times outside of 32 bits."""
    with mounted("ext4", 256 * MEBIBYTE, inode=256) as handle:
        yield handle


@pytest.fixture(autouse=True)
def nothing_left_behind(g):
    g.mkdir("/dir")
    yield
    g.rm_rf("/dir")


def tar(*words):
    subprocess.run(["tar", *map(str, words)], check=True)


def unpacked(g, tmp_path, *words, **options):
    g.tar_out("/dir", str(tmp_path / "archive"), **options)
    (tmp_path / "out").mkdir()
    tar("-C", tmp_path / "out", *words, "-xpf", tmp_path / "archive")
    return tmp_path / "out"


def put(g, tmp_path, name, records, directory=False, **options):
    """A file or directory that has what these records of an archive say."""
    member = tarfile.TarInfo(name)
    member.pax_headers = records
    member.mode = 0o644
    if directory:
        member.type, member.mode = tarfile.DIRTYPE, 0o555
    with tarfile.open(tmp_path / "put", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(member, io.BytesIO())
    g.tar_in(str(tmp_path / "put"), "/dir", **options)


def members(g, tmp_path, **options):
    g.tar_out("/dir", str(tmp_path / "archive"), **options)
    with tarfile.open(tmp_path / "archive") as archive:
        return {member.name: member for member in archive}


def test_a_directory_is_followed_by_all_that_is_in_it(g, tmp_path):
    for name in ("a/b/c", "a/z", "m/n/o", "q"):
        g.mkdir_p(f"/dir/{name}")
        g.touch(f"/dir/{name}/file")
        g.touch(f"/dir/{name.split('/', maxsplit=1)[0]}/first")
    g.tar_out("/dir", str(tmp_path / "archive"))
    with tarfile.open(tmp_path / "archive") as archive:
        names = archive.getnames()
    assert len(names) == len(set(names)) == 16
    way = []
    for name in names:
        while way and os.path.dirname(name) != way[-1]:
            way.pop()
        assert way or name == "."
        way.append(name)


def test_directories_that_nobody_may_write(g, tmp_path):
    g.mkdir_p("/dir/a/b")
    g.touch("/dir/a/b/file")
    g.touch("/dir/a/file")
    for name in ("a/b", "a"):
        put(g, tmp_path, name, {"mtime": "1000000000"}, directory=True)
    out = unpacked(g, tmp_path)
    assert {os.stat(out / name).st_mtime for name in ("a", "a/b")} == {1000000000}


def test_excluded_with_all_that_is_in_it(g, tmp_path):
    g.mkdir_p("/dir/no/sub")
    g.touch("/dir/no/sub/file")
    g.touch("/dir/yes")
    assert set(members(g, tmp_path, excludes=["no"])) == {".", "./yes"}


@pytest.mark.parametrize("options", [{}, {"compress": "gzip"}, {"xattrs": True}], ids=str)
@pytest.mark.parametrize("seconds", [-1, -2000000000, 0, 8589934591, 8589934592, 15000000000])
def test_times(g, tmp_path, seconds, options):
    put(g, tmp_path, "file", {"mtime": str(seconds)})
    assert members(g, tmp_path, **options)["./file"].mtime == seconds
    out = unpacked(g, tmp_path, *(["-z"] if "compress" in options else []), **options)
    assert os.stat(out / "file").st_mtime == seconds


def test_parts_of_a_second(g, tmp_path):
    put(g, tmp_path, "file", {"mtime": "1000000000.25"})
    out = unpacked(g, tmp_path, xattrs=True)
    assert os.stat(out / "file").st_mtime_ns == 1000000000250000000


@AS_ROOT
@pytest.mark.parametrize("options", [{}, {"xattrs": True}], ids=str)
def test_large_numbers(g, tmp_path, options):
    g.mknod(0o20600, 4000, 900000, "/dir/device")
    g.touch("/dir/file")
    g.chown(0o10000000, 0o7777777, "/dir/file")
    found = members(g, tmp_path, **options)
    assert (found["./device"].devmajor, found["./device"].devminor) == (4000, 900000)
    out = unpacked(g, tmp_path, "--numeric-owner", **options)
    assert os.stat(out / "device").st_rdev == os.makedev(4000, 900000)
    assert os.stat(out / "file").st_uid == 0o10000000
    assert os.stat(out / "file").st_gid == 0o7777777


@pytest.mark.parametrize("options", [{}, {"compress": "gzip"}, {"xattrs": True}], ids=str)
def test_long_names_and_links(g, tmp_path, options):
    long_name = "/".join(["d" * 90] * 3) + "/" + "f" * 200
    g.mkdir_p(f"/dir/{os.path.dirname(long_name)}")
    g.write(f"/dir/{long_name}", "content")
    g.ln(f"/dir/{long_name}", "/dir/hard")
    g.ln_s("t" * 150, "/dir/soft")
    g.write("/dir/" + "n" * 100, "exactly")
    out = unpacked(g, tmp_path, *(["-z"] if "compress" in options else []), **options)
    assert (out / long_name).read_text() == (out / "hard").read_text() == "content"
    assert os.stat(out / "hard").st_nlink == 2
    assert os.readlink(out / "soft") == "t" * 150
    assert (out / ("n" * 100)).read_text() == "exactly"


@pytest.mark.parametrize("options", [{}, {"compress": "gzip"}, {"xattrs": True}], ids=str)
@pytest.mark.parametrize("pieces", [0, 1, 4, 5, 25, 26, 60])
def test_holes(g, tmp_path, pieces, options):
    size = 70 * MEBIBYTE + 17
    g.touch("/dir/file")
    for i in range(pieces):
        g.pwrite("/dir/file", b"%04d" % i, (i + 1) * MEBIBYTE - 2)
    g.truncate_size("/dir/file", size)
    out = unpacked(g, tmp_path, *(["-z"] if "compress" in options else []), **options) / "file"
    assert os.stat(out).st_size == size
    assert os.stat(out).st_blocks * 512 < 2 * MEBIBYTE
    assert os.stat(tmp_path / "archive").st_size < 2 * MEBIBYTE
    content = out.read_bytes()
    for i in range(pieces):
        assert content[(i + 1) * MEBIBYTE - 2:][:4] == b"%04d" % i
    assert content.count(0) == size - 4 * pieces
    g.tar_in(str(tmp_path / "archive"), "/dir", **options)
    assert g.filesize("/dir/file") == size
    assert g.checksum("md5", "/dir/file") == subprocess.run(
        ["md5sum", out], capture_output=True, check=True, text=True).stdout.split()[0]


@pytest.mark.parametrize("options", [{}, {"xattrs": True}], ids=str)
def test_hole_of_terabytes(g, tmp_path, options):
    g.touch("/dir/file")
    g.truncate_size("/dir/file", 3 << 40)
    g.pwrite("/dir/file", b"x", (2 << 40) + 5)
    g.tar_out("/dir", str(tmp_path / "archive"), **options)
    assert os.stat(tmp_path / "archive").st_size < MEBIBYTE
    g.tar_in(str(tmp_path / "archive"), "/dir", **options)
    assert g.filesize("/dir/file") == 3 << 40
    assert g.pread("/dir/file", 2, (2 << 40) + 5) == b"x\0"


def pax_headers(g, tmp_path, name, **options):
    return members(g, tmp_path, **options)[f"./{name}"].pax_headers


def test_contexts_are_where_tar_looks_for_them(g, tmp_path):
    context = "system_u:object_r:etc_t:s0"
    g.touch("/dir/file")
    g.setxattr("security.selinux", context, len(context), "/dir/file")
    found = pax_headers(g, tmp_path, "file", selinux=True)
    assert found["RHT.security.selinux"] == context
    assert not [key for key in found if key.startswith("SCHILY")]
    found = pax_headers(g, tmp_path, "file", xattrs=True)
    assert found["SCHILY.xattr.security.selinux"] == context
    assert "RHT.security.selinux" not in found
    g.mkdir("/dir/copy")
    g.tar_out("/dir", str(tmp_path / "archive"), selinux=True)
    g.tar_in(str(tmp_path / "archive"), "/dir/copy", selinux=True)
    assert g.getxattr("/dir/copy/file", "security.selinux").rstrip(b"\0") == context.encode()


def test_access_control_lists(g, tmp_path):
    acl = ["user::rw-", "user:1000:r--", "group::r--", "mask::r--", "other::r--"]
    put(g, tmp_path, "file", {"SCHILY.acl.access": "\n".join(acl) + "\n"}, acls=True)
    attribute = g.getxattr("/dir/file", "system.posix_acl_access")
    assert pax_headers(g, tmp_path, "file", acls=True)["SCHILY.acl.access"].split() == acl
    assert "SCHILY.xattr.system.posix_acl_access" in pax_headers(g, tmp_path, "file", xattrs=True)
    for options in ({"acls": True}, {"xattrs": True}):
        g.mkdir("/dir/copy")
        g.tar_out("/dir", str(tmp_path / "archive"), excludes=["copy"], **options)
        g.tar_in(str(tmp_path / "archive"), "/dir/copy", **options)
        assert g.getxattr("/dir/copy/file", "system.posix_acl_access") == attribute
        g.rm_rf("/dir/copy")


def test_odd_names_of_attributes(g, tmp_path):
    names = ["user.a%b=c", "user.with blank", "user.\u00e9"]
    g.touch("/dir/file")
    for name in names:
        g.setxattr(name, "value", 5, "/dir/file")
    found = pax_headers(g, tmp_path, "file", xattrs=True)
    for key in ("user.a%25b%3Dc", "user.with blank", "user.\u00e9"):
        assert found[f"SCHILY.xattr.{key}"] == "value"
    if os.geteuid() == 0:
        out = unpacked(g, tmp_path, "--xattrs", "--xattrs-include=*", xattrs=True)
        assert set(names) <= set(os.listxattr(out / "file"))


def test_errors_say_why(tmp_path):
    """A file that is larger than the filesystem can have."""
    with open(tmp_path / "large", "wb") as file:
        file.truncate(8 << 40)
        file.seek((8 << 40) - 1)
        file.write(b"x")
    tar("-C", tmp_path, "-S", "-cf", tmp_path / "archive", "large")
    with mounted("ext2", 64 * MEBIBYTE) as other:
        with pytest.raises(RuntimeError, match="large.*File too large"):
            other.tar_in(str(tmp_path / "archive"), "/")
