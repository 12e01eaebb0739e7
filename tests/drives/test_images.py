# SPDX-License-Identifier: GPL-2.0-or-later
"""Disk images in the appliance: every format, images over images, and images
that name what is none of theirs."""

import os
import resource
import shutil
import signal
import subprocess

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20
SECTOR = 512
CONTENT = b"CONTENT.".ljust(SECTOR, b"c")
WRITTEN = b"WRITTEN.".ljust(SECTOR, b"w")

FORMATS = {
    "raw": ("raw", ""),
    "qcow2": ("qcow2", "compat=1.1"),
    "qcow2-old": ("qcow2", "compat=0.10"),
    "qcow": ("qcow", ""),
    "qed": ("qed", ""),
    "vmdk": ("vmdk", "subformat=monolithicSparse"),
    "vdi": ("vdi", ""),
    "vpc": ("vpc", "force_size=on"),
    "vpc-fixed": ("vpc", "subformat=fixed,force_size=on"),
    "vhdx": ("vhdx", ""),
    "parallels": ("parallels", ""),
}


def qemu_img(*words):
    subprocess.run(["qemu-img", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def make_raw(path, first=CONTENT):
    with open(path, "wb") as file:
        file.write(first)
        file.truncate(10 * MEBIBYTE)
    return path


def make_image(tmp_path, name):
    driver, options = FORMATS[name]
    image = tmp_path / ("disk." + name)
    source = make_raw(tmp_path / "source")
    words = ["-o", options] if options else []
    qemu_img("convert", "-f", "raw", "-O", driver, *words, source, image)
    return image, driver


def make_over(path, backing, backing_format):
    qemu_img("create", "-f", "qcow2", "-u", "-b", backing, "-F", backing_format, path, "10M")
    return path


def read_back(g, device="/dev/sda"):
    return g.pread_device(device, SECTOR, 0)


def in_image(image, driver):
    """The first sector, as qemu itself sees it."""
    subprocess.run(["qemu-img", "convert", "-f", driver, "-O", "raw", image, str(image) + ".out"],
                   check=True)
    with open(str(image) + ".out", "rb") as file:
        return file.read(SECTOR)


# ---- formats ----


@pytest.mark.parametrize("state", ["stated", "found"])
# What tells that a disk is a fixed VHD comes after its content: for qemu, too,
# it is raw unless somebody says what it is.
def is_recognised(name, state):
    return state == "stated" or name != "vpc-fixed"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_format_is_read_and_written(g, tmp_path, name, state):
    image, driver = make_image(tmp_path, name)
    g.add_drive(str(image), **({"format": driver} if state == "stated" else {}))
    g.launch()
    assert read_back(g) == CONTENT
    if is_recognised(name, state):
        assert g.blockdev_getsize64("/dev/sda") == 10 * MEBIBYTE
    g.pwrite_device("/dev/sda", WRITTEN, 0)
    g.shutdown()
    assert in_image(image, driver) == WRITTEN


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_readonly_image_is_not_changed(g, tmp_path, name):
    image, driver = make_image(tmp_path, name)
    before = image.read_bytes()
    image.chmod(0o400)
    g.add_drive(str(image), format=driver, readonly=True)
    g.launch()
    assert read_back(g) == CONTENT
    assert g.blockdev_getsize64("/dev/sda") == 10 * MEBIBYTE
    g.pwrite_device("/dev/sda", WRITTEN, 0)
    g.pwrite_device("/dev/sda", WRITTEN, 10 * MEBIBYTE - SECTOR)
    assert read_back(g) == WRITTEN
    g.shutdown()
    assert image.read_bytes() == before


@pytest.mark.parametrize("size", [1, SECTOR + 1, 4096])
def test_overlay_of_a_small_disk(g, tmp_path, size):
    image = tmp_path / "small"
    image.write_bytes(b"x" * size)
    g.add_drive(str(image), format="raw", readonly=True)
    g.launch()
    assert g.blockdev_getsize64("/dev/sda") == (size + SECTOR - 1) // SECTOR * SECTOR
    assert g.pread_device("/dev/sda", 1, size - 1) == b"x"


def test_sectors_of_4096_bytes(g, tmp_path):
    image, _ = make_image(tmp_path, "qcow2")
    g.add_drive(str(image), format="qcow2", readonly=True, blocksize=4096)
    g.launch()
    assert read_back(g) == CONTENT
    g.part_init("/dev/sda", "gpt")
    g.part_add("/dev/sda", "p", 256, -256)
    assert g.part_list("/dev/sda")[0]["part_start"] == 256 * 4096


def test_name_of_any_bytes(g, tmp_path):
    name = os.fsencode(tmp_path) + b"/\xff,json:{\"%s\\\n"
    make_raw(name)
    g.add_drive(os.fsdecode(name), format="raw")
    g.add_drive(os.fsdecode(name), format="raw", readonly=True)
    g.launch()
    assert read_back(g, "/dev/sda") == CONTENT
    assert read_back(g, "/dev/sdb") == CONTENT


# ---- images over images ----


def make_chain(folder):
    make_raw(folder / "base")
    make_over(folder / "middle", "base", "raw")
    return make_over(folder / "top", "middle", "qcow2")


@pytest.mark.parametrize("options", [{}, {"format": "qcow2"}, {"readonly": True}])
def test_chain_of_three(g, tmp_path, options):
    top = make_chain(tmp_path)
    files = [tmp_path / "base", tmp_path / "middle"] + ([top] if "readonly" in options else [])
    before = [file.read_bytes() for file in files]
    g.add_drive(str(top), **options)
    g.launch()
    assert read_back(g) == CONTENT
    g.pwrite_device("/dev/sda", WRITTEN, 0)
    assert read_back(g) == WRITTEN
    g.shutdown()
    assert [file.read_bytes() for file in files] == before


def test_data_file(g, tmp_path):
    qemu_img("create", "-f", "qcow2", "-o", f"data_file={tmp_path}/data", tmp_path / "disk", "10M")
    g.add_drive(str(tmp_path / "disk"), format="qcow2")
    g.launch()
    g.pwrite_device("/dev/sda", WRITTEN, 0)
    g.shutdown()
    assert WRITTEN in (tmp_path / "data").read_bytes()


def test_drives_share_a_base(g, tmp_path):
    make_raw(tmp_path / "base")
    for name in ("one", "two"):
        g.add_drive(str(make_over(tmp_path / name, "base", "raw")))
    g.add_drive(str(tmp_path / "base"), format="raw", readonly=True)
    g.launch()
    g.pwrite_device("/dev/sda", WRITTEN, 0)
    assert [read_back(g, d) for d in g.list_devices()] == [WRITTEN, CONTENT, CONTENT]


def test_chain_is_added_while_the_appliance_runs(g, tmp_path):
    top = make_chain(tmp_path)
    g.launch()
    for readonly in (True, False, True):
        g.add_drive(str(top), readonly=readonly, label="CHAIN")
        assert read_back(g) == CONTENT
        g.remove_drive("CHAIN")
    # Nobody holds its lock any more.
    subprocess.run(["qemu-io", "-f", "qcow2", "-c", "write 0 512", str(top)], check=True,
                   stdout=subprocess.DEVNULL)


# ---- images that lie ----


@pytest.mark.parametrize("driver", ["qcow2", "qcow", "qed", "vmdk"])
@pytest.mark.parametrize("readonly", [False, True])
def test_raw_disk_with_a_header_that_names_a_secret(g, tmp_path, driver, readonly):
    """The guest wrote an image of that format to the start of its raw disk."""
    (tmp_path / "images").mkdir()
    secret = make_raw(tmp_path / "secret", first=b"SECRET".ljust(SECTOR))
    backing = secret
    if driver == "vmdk":  # only over its own kind
        backing = tmp_path / "secret.vmdk"
        qemu_img("convert", "-f", "raw", "-O", "vmdk", secret, backing)
    bait = tmp_path / "images" / "disk"
    qemu_img("create", "-f", driver, "-b", backing, "-F", "vmdk" if driver == "vmdk" else "raw",
             bait)
    with pytest.raises(RuntimeError, match="state format=raw") as caught:
        g.add_drive(str(bait), readonly=readonly)
    assert str(backing) in str(caught.value)
    assert g.debug_drives() == []

    header = bait.read_bytes()[:SECTOR]
    g.add_drive(str(bait), readonly=readonly, format="raw")
    g.launch()
    assert read_back(g) == header
    assert b"SECRET" not in g.pread_device("/dev/sda", 64 * 1024, 0)


def test_secret_appears_between_adding_and_launch(g, tmp_path):
    (tmp_path / "images").mkdir()
    make_raw(tmp_path / "secret")
    image = make_raw(tmp_path / "images" / "disk")
    g.add_drive(str(image), readonly=True)
    shutil.copy(make_over(tmp_path / "images" / "bait", tmp_path / "secret", "raw"), image)
    with pytest.raises(RuntimeError, match="state format=raw"):
        g.launch()


# ---- limits ----


def test_no_descriptor_is_kept(g, tmp_path):
    image = make_raw(tmp_path / "disk")
    before = len(os.listdir("/proc/self/fd"))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
    try:
        for _ in range(64):
            g.add_drive(str(image), format="raw", readonly=True)
        assert len(os.listdir("/proc/self/fd")) == before
        g.launch()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(g.list_devices()) == 64
    assert read_back(g, "/dev/sdbl") == CONTENT
    g.shutdown()


def test_no_room_for_the_overlay(g, tmp_path):
    image = make_raw(tmp_path / "disk")
    g.add_drive(str(image), format="raw", readonly=True)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    with guestfs.GuestFS() as other:  # the template, if one must be made
        other.launch()
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limit[1]))
    try:
        with pytest.raises(RuntimeError, match="overlay.*: File too large"):
            g.launch()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, old)
