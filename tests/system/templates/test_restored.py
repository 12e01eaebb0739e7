# SPDX-License-Identifier: GPL-2.0-or-later
"""An appliance that was restored is like one that booted: its random numbers
are its own, and it knows the time."""

import re
import time

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20

# Machines from one template.
CLONES = 12

# Seconds.  A tenth is promised; a host that is out of breath gets more.
CLOCK_TOLERANCE = 0.5


def launched(drives=1):
    g = guestfs.GuestFS(python_return_dict=True)
    for _ in range(drives):
        g.add_drive_scratch(64 * MEBIBYTE)
    g.launch()
    assert g.launch_report()["start"] == "restored"
    return g


def random_values():
    """Made by a program, by a library in the daemon, and by the daemon."""
    with launched(2) as g:
        g.mkfs("ext4", "/dev/sda")
        g.part_init("/dev/sdb", "gpt")
        g.mount("/dev/sda", "/")
        # UEFI specification, "GPT Header": the disk's GUID.
        guid = g.pread_device("/dev/sdb", 16, 512 + 56)
        return g.vfs_uuid("/dev/sda"), guid, g.mkdtemp("/tmpXXXXXX")


def test_no_two_machines_have_the_same_random_numbers():
    values = [random_values() for _ in range(CLONES)]
    for column in zip(*values):
        assert len(set(column)) == CLONES, column


def test_free_memory_belongs_to_no_file():
    """The template's holes are not mapped, as far as they are large."""
    of_template = 0
    with launched() as g:
        with open(f"/proc/{g.get_pid()}/maps", encoding="utf-8") as maps:
            for line in maps:
                if re.search(r"/template-\w+/memory$", line):
                    begin, end = re.match(r"(\w+)-(\w+)", line).groups()
                    of_template += int(end, 16) - int(begin, 16)
        assert 0 < of_template < g.get_memsize() * MEBIBYTE / 2
        g.mkfs("ext4", "/dev/sda")


def test_clock():
    for _ in range(3):
        with launched() as g:
            g.mkfs("ext4", "/dev/sda")
            g.mount("/dev/sda", "/")
            before = time.time()
            g.touch("/file")
            after = time.time()
            status = g.lstatns("/file")
            seen = status["st_mtime_sec"] + status["st_mtime_nsec"] / 1e9
            assert before - CLOCK_TOLERANCE < seen < after + CLOCK_TOLERANCE


def test_volume_groups_are_there_at_the_first_call(tmp_path):
    disk = tmp_path / "disk"
    g = guestfs.GuestFS()
    g.disk_create(str(disk), "raw", 64 * MEBIBYTE)
    g.add_drive(str(disk), format="raw")
    g.launch()
    g.pvcreate("/dev/sda")
    g.vgcreate("VG", ["/dev/sda"])
    g.lvcreate("LV", "VG", 20)
    g.mkfs("ext4", "/dev/VG/LV", label="inside")
    g.shutdown()
    g.close()
    for first_call, expected in ((lambda g: g.lvs(), ["/dev/VG/LV"]),
                                 (lambda g: g.list_filesystems(), {"/dev/VG/LV": "ext4"}),
                                 (lambda g: g.vfs_label("/dev/VG/LV"), "inside"),
                                 (lambda g: g.mount("/dev/VG/LV", "/"), None)):
        g = guestfs.GuestFS(python_return_dict=True)
        g.add_drive(str(disk), format="raw", readonly=True)
        g.launch()
        assert first_call(g) == expected
        g.close()


def test_each_of_many_drives_is_itself(tmp_path):
    """Twenty drives on a template with sixteen disks: the kernel looks at some
    of them again, has to find the others, and may do it in any order."""
    g = guestfs.GuestFS(python_return_dict=True)
    for i in range(20):
        image = tmp_path / f"{i}.img"
        image.write_bytes(f"drive {i:02}".encode() + bytes((i + 1) * MEBIBYTE - 8))
        g.add_drive(str(image), format="raw", readonly=i % 2 == 1)
    g.launch()
    assert g.launch_report()["start"] == "restored"
    devices = g.list_devices()
    assert [g.pread_device(device, 8, 0) for device in devices] == [f"drive {i:02}".encode() for i in range(20)]
    assert [g.blockdev_getsize64(device) for device in devices] == [(i + 1) * MEBIBYTE for i in range(20)]
    g.close()


def test_unused_disks_of_the_template_are_seen_by_nobody():
    """Two drives run on a template with four disks."""
    with launched(2) as g:
        assert g.list_devices() == ["/dev/sda", "/dev/sdb"]
        with pytest.raises(RuntimeError, match="/dev/sdc"):
            g.blockdev_getsize64("/dev/sdc")
        g.pvcreate("/dev/sda")
        assert g.pvs() == ["/dev/sda"]
        g.add_drive_scratch(5 * MEBIBYTE)
        assert g.list_devices() == ["/dev/sda", "/dev/sdb", "/dev/sdc"]
        assert g.blockdev_getsize64("/dev/sdc") == 5 * MEBIBYTE
