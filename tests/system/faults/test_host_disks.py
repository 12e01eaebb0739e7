# SPDX-License-Identifier: GPL-2.0-or-later
"""Images on a host whose disk is full or fails: nothing is lost without an error."""

import contextlib
import errno
import os
import time

import faulty_host
import guestfs
import pytest

pytestmark = [
    pytest.mark.appliance,
    pytest.mark.skipif(faulty_host.why_not() is not None, reason=faulty_host.why_not() or ""),
]

MEBIBYTE = 1 << 20
CONTENT = b"".join(b"%015d\n" % number for number in range(MEBIBYTE // 16))
FILESYSTEMS = ["ext2", "ext4", "xfs", "vfat", "btrfs", "ntfs"]
SIZES = {"xfs": 320, "btrfs": 128}
SAFE = ["sync", "umount", "umount_all", "shutdown"]

# Far more than an error takes.
SOON = 60


@pytest.fixture
def host(tmp_path):
    with faulty_host.FaultyDirectory(tmp_path) as directory:
        yield directory


@contextlib.contextmanager
def launched(path, form, tmpdir=None, **options):
    """Not GuestFS itself: the end of that tells errors, too."""
    g = guestfs.GuestFS()
    with contextlib.closing(g):
        g.set_tmpdir(tmpdir and str(tmpdir))
        g.add_drive(str(path), format=form, **options)
        g.launch()
        yield g


def make_disk(host, form, filesystem, name="disk.img"):
    """Made beside the faults."""
    with guestfs.GuestFS() as g:
        g.disk_create(str(host.real / name), form, SIZES.get(filesystem, 64) * MEBIBYTE)
    with launched(host.real / name, form) as g:
        g.mkfs(filesystem, "/dev/sda")
        g.shutdown()
    return host.path / name


def makes_safe(g, call):
    getattr(g, call)(*(["/"] if call == "umount" else []))


def error_of(call, *arguments):
    with pytest.raises(RuntimeError) as caught:
        call(*arguments)
    return caught.value


@pytest.mark.parametrize("call", SAFE)
@pytest.mark.parametrize("filesystem", FILESYSTEMS)
def test_what_cannot_be_written(host, filesystem, call):
    image = make_disk(host, "raw", filesystem)
    with launched(image, "raw") as g:
        g.mount("/dev/sda", "/")
        host.fail("write", image.name, errno.EIO)
        with contextlib.suppress(RuntimeError):
            g.write("/content", CONTENT)
        error = error_of(makes_safe, g, call)
        assert host.heal() > 0
        assert str(image) in str(error) or "is lost" in str(error) or "reached" in str(error)
        assert error.errno in (errno.EIO, errno.EROFS)


def test_umount_says_what_sync_said(host):
    image = make_disk(host, "raw", "ext4")
    with launched(image, "raw") as g:
        g.mount("/dev/sda", "/")
        g.write("/content", CONTENT)
        host.fail("write", image.name, errno.EIO)
        assert str(image) in str(error_of(g.sync))
        host.heal()
        assert "unmounted now" in str(error_of(g.umount, "/"))
        assert g.mounts() == []
        g.mkfs("ext4", "/dev/sda")
        g.mount("/dev/sda", "/")
        g.write("/content", CONTENT)
        g.shutdown()


@pytest.mark.parametrize("readonly", [False, True])
def test_the_host_is_full(host, readonly):
    """The call ends, tells which file of the host, and the handle lives on."""
    image = make_disk(host, "qcow2", "ext4")
    full = image.name
    with launched(image, "qcow2", tmpdir=host.path, readonly=readonly) as g:
        g.mount("/dev/sda", "/")
        if readonly:
            full = next(name for name in host.names() if name.startswith("overlay"))
        host.fail("write", full, errno.ENOSPC)
        started = time.monotonic()
        with pytest.raises(RuntimeError) as caught:
            g.write("/content", CONTENT)
            g.sync()
        assert time.monotonic() - started < SOON
        assert caught.value.errno == errno.ENOSPC
        assert "No space left on device" in str(caught.value)
        assert str(image) in str(caught.value)
        assert host.heal() > 0
        with contextlib.suppress(RuntimeError):
            g.umount_all()
        g.mkfs("ext4", "/dev/sda")
        g.mount("/dev/sda", "/")
        g.write("/content", CONTENT)
        g.sync()
        assert g.read_file("/content") == CONTENT
        g.shutdown()


def test_what_cannot_be_read(host):
    image = make_disk(host, "raw", "ext4")
    with launched(image, "raw") as g:
        g.mount("/dev/sda", "/")
        host.fail("read", image.name, errno.EIO)
        error = error_of(g.pread_device, "/dev/sda", 4096, 32 * MEBIBYTE)
        assert error.errno == errno.EIO
        assert f"reading {image} on the host" in str(error)
        host.heal()
        g.pread_device("/dev/sda", 4096, 32 * MEBIBYTE)


# ---- each in turn ----


# More than these are for a long run: TORTURE=1000 ./run tests/system/faults/run -k each_in_turn
ROUNDS = int(os.environ.get("TORTURE", "3"))


def session(g, source, target):
    """Calls of all kinds; what is there in the end if none fails."""
    g.mount("/dev/sda", "/")
    g.mkdir("/dir")
    g.upload(source, "/dir/uploaded")
    g.write("/written", CONTENT)
    g.sync()
    g.write_append("/written", b"more")
    g.rm_rf("/dir")
    g.mkdir("/other")
    g.tar_out("/", target)
    g.umount("/")
    g.mount("/dev/sda", "/")
    g.download("/written", target)
    g.shutdown()


def is_complete(image, form):
    with launched(image, form, readonly=True) as g:
        g.mount("/dev/sda", "/")
        return (g.read_file("/written") == CONTENT + b"more" and g.exists("/other")
                and not g.exists("/dir"))


def run_session(image, form, source, target):
    """The error, or None."""
    with launched(image, form) as g:
        try:
            session(g, source, target)
        except RuntimeError as error:
            return error
    return None


@pytest.mark.parametrize("filesystem, form", [
    ("ext4", "raw"), ("vfat", "qcow2"), ("btrfs", "qcow2")])
@pytest.mark.parametrize("operation, error", [
    ("write", errno.EIO), ("write", errno.ENOSPC), ("write", faulty_host.SHORT),
    ("read", errno.EIO), ("read", faulty_host.SHORT), ("fsync", errno.EIO)])
def test_each_in_turn(host, tmp_path, filesystem, form, operation, error):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(CONTENT)
    image = make_disk(host, form, filesystem)
    blank = (host.real / image.name).read_bytes()
    before = host.count(operation, image.name)
    assert run_session(image, form, str(source), str(target)) is None
    total = host.count(operation, image.name) - before
    for number in range(0, total, max(total // ROUNDS, 1)):
        (host.real / image.name).write_bytes(blank)
        host.fail(operation, image.name, error, after=number, times=1)
        caught = None
        try:
            caught = run_session(image, form, str(source), str(target))
        except RuntimeError as failed:  # launch
            caught = failed
        failed = host.heal()
        if caught is None:
            assert is_complete(image, form), f"{operation} {number} of {total} failed silently"
        else:
            assert failed > 0, str(caught)
            assert caught.errno in (errno.EIO, errno.ENOSPC, errno.EROFS, errno.EINVAL, 0), caught
            assert error != faulty_host.SHORT, caught
            assert image.name in str(caught) or "/dev/sda" in str(caught), str(caught)


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, faulty_host.SHORT])
def test_download_target(host, tmp_path, error):
    source = tmp_path / "source"
    source.write_bytes(4 * CONTENT)
    with launched(make_disk(host, "raw", "ext4"), "raw") as g:
        g.mount("/dev/sda", "/")
        g.upload(str(source), "/content")
        target = host.path / "target"
        g.download("/content", str(target))
        total = host.count("write", "target")
        assert total > 1
        for number in range(0, total, max(total // ROUNDS, 1)):
            host.fail("write", "target", error, after=number)
            caught = None
            try:
                g.download("/content", str(target))
            except RuntimeError as failed:
                caught = failed
            if host.heal() > 0 and error != faulty_host.SHORT:
                assert caught.errno == error
                assert str(target) in str(caught)
            else:
                assert caught is None
                assert target.read_bytes() == source.read_bytes()
