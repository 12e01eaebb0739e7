# SPDX-License-Identifier: GPL-2.0-or-later
"""Disks of which two detectors of partition tables say different things."""

import struct

import guestfs
import pytest

pytestmark = pytest.mark.appliance

SECTOR = 512
MEBIBYTE = 1 << 20


def launched(path):
    handle = guestfs.GuestFS(python_return_dict=True)
    handle.add_drive(str(path), format="raw")
    handle.launch()
    return handle


def make_disk(path, size):
    with open(path, "wb") as file:
        file.truncate(size)


def write_entry(path, slot, kind, start, sectors):
    """An entry of an MBR, and its signature."""
    with open(path, "r+b") as file:
        file.seek(446 + 16 * slot)
        file.write(struct.pack("<B3sB3sII", 0, bytes(3), kind, bytes(3), start, sectors))
        file.seek(510)
        file.write(b"\x55\xaa")


def test_fat_with_an_entry_of_its_own(tmp_path):
    """As mkfs.fat makes it on removable disks."""
    disk = tmp_path / "disk"
    make_disk(disk, 64 * MEBIBYTE)
    with launched(disk) as g:
        g.mkfs("vfat", "/dev/sda")
    write_entry(disk, 0, 0x0c, 0, 64 * MEBIBYTE // SECTOR)
    with launched(disk) as g:
        assert g.list_partitions() == ["/dev/sda1"]
        assert g.part_get_parttype("/dev/sda") == "msdos"
        entries = g.part_list("/dev/sda")
        assert [(e["part_num"], e["part_start"], e["part_size"]) for e in entries] == [
            (1, 0, 64 * MEBIBYTE)]
        before = g.pread_device("/dev/sda", SECTOR, 0)
        with pytest.raises(RuntimeError):
            g.part_add("/dev/sda", "p", 2048, 4095)
        assert g.pread_device("/dev/sda", SECTOR, 0) == before


def test_fat_without_entries_is_no_table(tmp_path):
    disk = tmp_path / "disk"
    make_disk(disk, 64 * MEBIBYTE)
    with launched(disk) as g:
        g.mkfs("vfat", "/dev/sda")
        with pytest.raises(RuntimeError, match="not a partitioned device"):
            g.part_get_parttype("/dev/sda")


def test_pc98_is_no_mbr(tmp_path):
    """Their boot sectors have the same signature."""
    disk = tmp_path / "disk"
    make_disk(disk, 64 * MEBIBYTE)
    with launched(disk) as g:
        g.part_init("/dev/sda", "pc98")
        assert g.part_get_parttype("/dev/sda") == "pc98"
        before = g.pread_device("/dev/sda", SECTOR, 0)
        g.part_add("/dev/sda", "p", 8160, 16319)
        assert g.pread_device("/dev/sda", SECTOR, 0) == before
        assert g.part_get_parttype("/dev/sda") == "pc98"
        assert len(g.part_list("/dev/sda")) == 1


def disk_label(start, sectors):
    """Of BSD (sys/disklabel.h), with one slice of a filesystem."""
    magic, slices = 0x82564557, 8
    label = struct.pack("<IHH16s16s", magic, 5, 0, b"", b"")
    label += struct.pack("<6I", SECTOR, 63, 255, 16, 16065, 131072) + bytes(48 + 24)
    label = label[:132] + struct.pack("<IHHII", magic, 0, slices, 8192, 65536)
    label += struct.pack("<IIIBBH", sectors, start, 2048, 7, 8, 16) + bytes(16 * (slices - 1))
    total = 0
    for word in struct.unpack(f"<{len(label) // 2}H", label):
        total ^= word
    return label[:136] + struct.pack("<H", total) + label[138:]


def test_entry_around_a_slice_in_use(tmp_path):
    disk = tmp_path / "disk"
    make_disk(disk, 64 * MEBIBYTE)
    write_entry(disk, 3, 0xa6, 64, 131072 - 64)
    with open(disk, "r+b") as file:
        file.seek(65 * SECTOR)
        file.write(disk_label(2048, 65536))
    with launched(disk) as g:
        assert g.list_partitions() == ["/dev/sda4", "/dev/sda5"]
        g.mkfs("ext2", "/dev/sda5")
        g.mount("/dev/sda5", "/")
        with pytest.raises(RuntimeError, match="/dev/sda5.*in use"):
            g.part_del("/dev/sda", 4)
        with pytest.raises(RuntimeError, match="/dev/sda5.*in use"):
            g.mkfs("ext2", "/dev/sda4")
        g.write("/file", "kept")
        g.umount("/")
        g.part_del("/dev/sda", 4)
        assert g.list_partitions() == []
