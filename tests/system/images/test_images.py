# SPDX-License-Identifier: GPL-2.0-or-later
"""Disk images: every format that qemu-img makes, chains of images, and the
files that a header may not reach."""

import hashlib
import os
import subprocess

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20
SIZE = 4 * MEBIBYTE

# Options of "qemu-img convert", and the format as the user states it; None:
# it is found out.
FORMATS = [
    ("raw", None),
    ("qcow2", None),
    ("qcow2 -o compat=0.10", None),
    ("qcow2 -o data_file=data.raw,data_file_raw=on", "qcow2"),
    ("qcow", None),
    ("qed", None),
    ("vmdk", None),
    ("vmdk -o subformat=monolithicFlat", "vmdk"),
    ("vmdk -o subformat=streamOptimized", None),
    ("vdi", None),
    ("vpc", None),
    ("vpc -o subformat=fixed", "vpc"),
    ("vhdx", None),
    ("parallels", None),
]

# qemu only reads it.
READ_ONLY = "streamOptimized"


def qemu_img(*words, cwd):
    subprocess.run(["qemu-img", *words], cwd=cwd, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def content():
    return os.urandom(MEBIBYTE) * (SIZE // MEBIBYTE)


@pytest.fixture
def folder(tmp_path, content):
    """A folder with a raw image."""
    (tmp_path / "base.img").write_bytes(content)
    return tmp_path


def launched(image, **options):
    g = guestfs.GuestFS(python_return_dict=True)
    g.add_drive(str(image), **options)
    g.launch()
    return g


def content_of(g, device="/dev/sda"):
    return g.pread_device(device, SIZE, 0)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("convert,stated", FORMATS)
@pytest.mark.parametrize("readonly", [True, False], ids=["readonly", "writable"])
def test_formats(folder, content, convert, stated, readonly):
    image = folder / "image"
    qemu_img("convert", "-O", *convert.split(), "base.img", "image", cwd=folder)
    before = {file: digest(file) for file in folder.iterdir() if file.is_file()}
    options = {"format": stated} if stated else {}
    with launched(image, readonly=readonly, **options) as g:
        assert content_of(g) == content
        if readonly or READ_ONLY not in convert:
            g.pwrite_device("/dev/sda", b"changed", 0)
            assert g.pread_device("/dev/sda", 7, 0) == b"changed"
        g.shutdown()
    changed = [file for file, old in before.items() if digest(file) != old]
    if readonly or READ_ONLY in convert:
        assert not changed
    else:
        assert changed
        qemu_img("convert", "-f", stated or convert.split()[0], "-O", "raw", "image", "again",
                 cwd=folder)
        assert (folder / "again").read_bytes()[:7] == b"changed"


@pytest.mark.parametrize("format", ["qcow2", "qed"])
def test_chain_beside(folder, content, format):
    """Three images above one another, found out by the library."""
    qemu_img("create", "-f", format, "-b", "base.img", "-F", "raw", "one", cwd=folder)
    qemu_img("create", "-f", format, "-b", "one", "-F", format, "two", cwd=folder)
    qemu_img("create", "-f", format, "-b", "two", "-F", format, "three", cwd=folder)
    lower = [folder / name for name in ("base.img", "one", "two")]
    before = [digest(file) for file in lower]
    with launched(folder / "three") as g:
        assert content_of(g) == content
        g.pwrite_device("/dev/sda", b"changed", MEBIBYTE)
        g.shutdown()
    assert [digest(file) for file in lower] == before
    with launched(folder / "three", readonly=True) as g:
        assert g.pread_device("/dev/sda", 7, MEBIBYTE) == b"changed"


@pytest.fixture
def elsewhere(folder):
    """An image whose backing file lies in another folder."""
    other = folder / "other"
    other.mkdir()
    qemu_img("create", "-f", "qcow2", "-b", str(folder / "base.img"), "-F", "raw",
             str(other / "image"), cwd=folder)
    return other / "image"


def refusal(image, setting=None, **options):
    g = guestfs.GuestFS()
    if setting:
        g.set_backend_setting("backing", setting)
    with pytest.raises(RuntimeError) as caught:
        g.add_drive(str(image), **options)
    assert g.debug_drives() == []
    g.close()
    return str(caught.value)


@pytest.mark.parametrize("readonly", [True, False])
def test_backing_file_elsewhere_needs_a_stated_format(elsewhere, content, readonly):
    message = refusal(elsewhere, readonly=readonly)
    assert "format=qcow2" in message
    assert "base.img" in message
    with launched(elsewhere, format="qcow2", readonly=readonly) as g:
        assert content_of(g) == content


def test_link_does_not_bring_it_near(folder, elsewhere):
    (elsewhere.parent / "near").symlink_to(folder / "base.img")
    qemu_img("create", "-f", "qcow2", "-b", "near", "-F", "raw", "linked", cwd=elsewhere.parent)
    assert "format=qcow2" in refusal(elsewhere.parent / "linked")


def test_backing_setting(folder, elsewhere, content):
    g = guestfs.GuestFS()
    g.set_backend_setting("backing", "any")
    g.add_drive(str(elsewhere))
    g.launch()
    assert content_of(g) == content
    g.close()
    qemu_img("create", "-f", "qcow2", "-b", "base.img", "-F", "raw", "near", cwd=folder)
    assert "backing=none" in refusal(folder / "near", "none")
    assert "backing=none" in refusal(folder / "near", "none", format="qcow2")
    assert "backing=perhaps" in refusal(folder / "near", "perhaps")


@pytest.mark.parametrize("make", [
    ["create", "-u", "-f", "qcow2", "-b", "SECRET", "-F", "raw", "disk", "10M"],
    ["create", "-u", "-f", "qcow2", "-b", "SECRET", "disk", "10M"],
    ["create", "-f", "qcow2", "-o", "data_file=SECRET", "disk", "10M"],
    ["create", "-u", "-f", "qed", "-b", "SECRET", "-F", "raw", "disk", "10M"],
    ["create", "-u", "-f", "qcow", "-b", "SECRET", "-F", "raw", "disk", "10M"],
    ["create", "-u", "-f", "vmdk", "-b", "SECRET", "-F", "vmdk", "disk", "10M"],
], ids=["qcow2", "qcow2 without format", "qcow2 data file", "qed", "qcow", "vmdk"])
def test_header_written_by_a_guest(tmp_path, make):
    """A raw disk into which a guest wrote the header of another format."""
    private = tmp_path / "private"
    private.mkdir()
    secret = private / "secret"
    secret.write_bytes(b"do not look" * 100000)
    disks = tmp_path / "disks"
    disks.mkdir()
    try:
        qemu_img(*[word.replace("SECRET", str(secret)) for word in make], cwd=disks)
    except subprocess.CalledProcessError:
        pytest.skip("this qemu-img does not make it")
    before = digest(secret)
    message = refusal(disks / "disk")
    assert "format=raw" in message or "no" in message
    with launched(disks / "disk", format="raw") as g:
        size = g.blockdev_getsize64("/dev/sda")
        seen = g.pread_device("/dev/sda", min(size, SIZE), 0)
        assert seen[:4] == (disks / "disk").read_bytes()[:4]
        assert b"do not look" not in seen
    assert digest(secret) == before


def test_flat_vmdk_of_a_guest(tmp_path):
    """The text form names its extents; beside it there is none."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"do not look" * 100000)
    disks = tmp_path / "disks"
    disks.mkdir()
    (disks / "disk").write_bytes(
        b'# Disk DescriptorFile\nversion=1\ncreateType="monolithicFlat"\n'
        b'RW 2048 FLAT "' + bytes(secret) + b'" 0\n' + bytes(MEBIBYTE))
    assert "format=raw" in refusal(disks / "disk")


def test_backing_file_over_the_network_is_refused(tmp_path):
    qemu_img("create", "-u", "-f", "qcow2", "-b", "nbd:localhost:1", "-F", "raw", "disk", "10M",
             cwd=tmp_path)
    assert "not the name of a local file" in refusal(tmp_path / "disk", format="qcow2")


def test_image_below_itself(tmp_path):
    qemu_img("create", "-u", "-f", "qcow2", "-b", "disk", "-F", "qcow2", "made", "10M",
             cwd=tmp_path)
    (tmp_path / "made").rename(tmp_path / "disk")
    assert "its own backing file" in refusal(tmp_path / "disk")


def test_missing_backing_file(tmp_path):
    qemu_img("create", "-u", "-f", "qcow2", "-b", "gone", "-F", "raw", "disk", "10M", cwd=tmp_path)
    assert "gone" in refusal(tmp_path / "disk", format="qcow2")


def test_neither_file_nor_device(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    assert "neither a file nor a device" in refusal(tmp_path / "fifo", format="raw")


def test_name_that_is_not_utf8(folder, content):
    name = os.path.join(os.fsencode(folder), b"disk-\xff")
    os.link(folder / "base.img", name)
    g = guestfs.GuestFS()
    g.add_drive(os.fsdecode(name), format="raw", readonly=True)
    g.launch()
    assert content_of(g) == content
    g.close()


@pytest.mark.parametrize("count", [2, 5, 16, 30])
def test_names_follow_the_order(tmp_path, count):
    """Sizes, sector sizes and contents tell the drives apart."""
    g = guestfs.GuestFS()
    for i in range(count):
        path = tmp_path / f"disk{i}"
        path.write_bytes(f"drive {i}".encode().ljust(4096 * (i + 1), b"\0"))
        g.add_drive(str(path), format="raw", readonly=i % 3 == 1,
                    blocksize=4096 if i % 4 == 2 else 512, cachemode="unsafe")
    g.launch()
    devices = g.list_devices()
    assert devices == [g.device_name(i) for i in range(count)]
    for i, device in enumerate(devices):
        assert g.blockdev_getsize64(device) == 4096 * (i + 1)
        assert g.pread_device(device, 8, 0).rstrip(b"\0") == f"drive {i}".encode()
    g.close()


@pytest.mark.parametrize("blocksize", [512, 4096])
def test_sector_size(tmp_path, blocksize):
    """The partition table of a GPT disk lies in its second sector."""
    with (tmp_path / "disk").open("wb") as file:
        file.truncate(10 * MEBIBYTE)
    with launched(tmp_path / "disk", format="raw", blocksize=blocksize) as g:
        g.part_init("/dev/sda", "gpt")
        g.shutdown()
    assert (tmp_path / "disk").read_bytes()[blocksize:blocksize + 8] == b"EFI PART"


def test_as_many_drives_as_possible(tmp_path):
    g = guestfs.GuestFS()
    for i in range(g.max_disks()):
        path = tmp_path / f"disk{i}"
        path.write_bytes(b"")
        os.truncate(path, 512 * (i + 1))
        g.add_drive(str(path), format="raw")
    g.launch()
    devices = g.list_devices()
    assert len(devices) == 255
    assert [g.blockdev_getsize64(device) for device in devices] == [
        512 * (i + 1) for i in range(255)]
    g.close()
