# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a disk image with a Debian guest: GPT, an EFI system partition, LVM
with the filesystems of / and /home.

The operating system comes from debootstrap(8), which needs root; everything
that concerns the image is done through the library and needs none."""

import os
import platform
import subprocess
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import guestfs

MEBIBYTE = 1 << 20
SECTOR = 512

FILES = {
    "etc/hostname": "sample-guest\n",
    "etc/fstab": "/dev/sample/root / ext4 errors=remount-ro 0 1\n/dev/sample/home /home xfs defaults 0 2\n",
}


def release() -> str:
    """The host's own, which its package sources surely have."""
    host = platform.freedesktop_os_release()
    return host.get("VERSION_CODENAME", "stable") if host["ID"] == "debian" else "stable"


def bootstrap(tree: Path) -> None:
    """Installs Debian into the folder TREE."""
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    log = tree.with_suffix(".log")
    with open(log, "wb") as output:
        result = subprocess.run(
            [*as_root, "debootstrap", release(), str(tree)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False)
    if result.returncode != 0:
        raise SystemExit(f"debootstrap failed; what it said is in {log}")
    for name, content in FILES.items():
        subprocess.run([*as_root, "tee", str(tree / name)], input=content.encode(),
                       stdout=subprocess.DEVNULL, check=True)


def partition(g: guestfs.GuestFS) -> None:
    first = MEBIBYTE // SECTOR
    system = 64 * MEBIBYTE // SECTOR
    g.part_init("/dev/sda", "gpt")
    g.part_add("/dev/sda", "p", first, first + system - 1)
    g.part_add("/dev/sda", "p", first + system, -first - 1)


def make_filesystems(g: guestfs.GuestFS) -> None:
    g.mkfs("vfat", "/dev/sda1", label="EFI")
    g.pvcreate("/dev/sda2")
    g.vgcreate("sample", ["/dev/sda2"])
    g.lvcreate("root", "sample", 1200)
    g.lvcreate("home", "sample", 320)  # the least that XFS takes is 300 MiB
    g.mkfs("ext4", "/dev/sample/root", label="root")
    g.mkfs("xfs", "/dev/sample/home", label="home")
    g.mount("/dev/sample/root", "/")
    g.mkdir_p("/boot/efi")


def copy_tree(g: guestfs.GuestFS, tree: Path) -> None:
    """Sends the folder as a tar stream through a pipe, so that it is nowhere
    stored twice."""
    reader, writer = os.pipe()

    def write() -> None:
        with os.fdopen(writer, "wb") as pipe, tarfile.open(fileobj=pipe, mode="w|") as tar:
            tar.add(tree, arcname=".")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        g.tar_in(f"/dev/fd/{reader}", "/")
    finally:
        os.close(reader)
        thread.join()


def make(image: Path, tree: Path, say: Callable[[str], None]) -> None:
    if not tree.exists():
        say("installing Debian into a folder with debootstrap (some minutes; "
            f"its messages go to {tree.with_suffix('.log')})")
        unfinished = tree.with_suffix(".new")
        subprocess.run([*([] if os.geteuid() == 0 else ["sudo"]), "rm", "-rf", str(unfinished)], check=True)
        bootstrap(unfinished)
        unfinished.rename(tree)
    say(f"making the disk image {image.name} out of it")
    unfinished_image = image.with_suffix(".new")
    with guestfs.GuestFS() as g:
        g.disk_create(unfinished_image, "qcow2", 1700 * MEBIBYTE)
        g.add_drive(unfinished_image, format="qcow2")
        g.launch()
        partition(g)
        make_filesystems(g)
        copy_tree(g, tree)
        g.shutdown()
    unfinished_image.rename(image)
