# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a small disk image with what the examples look for in a guest.

usage: make-image.py IMAGE
"""

import sys

import guestfs

with guestfs.GuestFS(python_return_dict=True) as g:
    g.disk_create(sys.argv[1], "qcow2", 256 << 20)
    g.add_drive(sys.argv[1], format="qcow2")
    g.launch()
    g.part_disk("/dev/sda", "gpt")
    g.mkfs("ext4", "/dev/sda1")
    g.mount("/dev/sda1", "/")
    for directory in "/etc", "/opt":
        g.mkdir(directory)
    g.write("/etc/os-release", b'PRETTY_NAME="Example 1"\nVERSION_ID=1\n')
    g.shutdown()
