#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Looks into a disk image and changes a copy of it.

demo.py [IMAGE]

Without IMAGE a Debian guest is made first (once; it is kept in the folder
demo of the current folder), and what is read from it is compared with what
debootstrap installed."""

import hashlib
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import guestfs

import sample_guest

START = time.monotonic()


def say(text: str) -> None:
    print(f"demo: [{time.monotonic() - START:5.1f} s] {text}", flush=True)


def open_image(image: Path, readonly: bool, **options: str) -> guestfs.GuestFS:
    g = guestfs.GuestFS(python_return_dict=True)
    g.add_drive(image, readonly=readonly, **options)
    before = time.monotonic()
    g.launch()
    say(f"appliance ready after {time.monotonic() - before:.1f} s")
    return g


def show_disks(g: guestfs.GuestFS) -> None:
    for device in g.list_devices():
        print(f"  {device}: {g.blockdev_getsize64(device) / (1 << 20):.0f} MiB")
        try:
            partitions = g.part_list(device)
        except RuntimeError:
            continue  # no partition table
        for p in partitions:
            print(f"    partition {p['part_num']}: {p['part_start']} to {p['part_end']}")
    for volume in g.lvs():
        print(f"  logical volume {volume}")
    for name, kind in g.list_filesystems().items():
        print(f"  {name}: {kind}, label '{g.vfs_label(name)}'")


def mount_root(g: guestfs.GuestFS) -> str:
    """Mounts the first filesystem that looks like the root of a Linux."""
    for device, kind in g.list_filesystems().items():
        if kind in ("swap", "unknown"):
            continue
        try:
            g.mount_ro(device, "/")
        except RuntimeError as error:
            say(f"{device} cannot be mounted: {error}")
            continue
        if g.exists("/etc/os-release"):
            return device
        g.umount("/")
    raise SystemExit("demo: no filesystem of this image has /etc/os-release")


def show_system(g: guestfs.GuestFS) -> None:
    # /etc/os-release is a link in most distributions.
    for line in g.read_lines("/etc/os-release"):
        if line.startswith(("PRETTY_NAME=", "VERSION_ID=")):
            print(f"  {line}")
    if not g.exists("/var/lib/dpkg/status"):
        return
    packages = installed_packages(g.read_file("/var/lib/dpkg/status").decode())
    print(f"  {len(packages)} packages: " + ", ".join(packages[:6]) + ", …")


def installed_packages(status: str) -> list[str]:
    packages = []
    for stanza in status.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in stanza.splitlines()
                      if ": " in line and not line.startswith(" "))
        if fields.get("Status") == "install ok installed":
            packages.append(f"{fields['Package']} {fields['Version']}")
    return packages


def compare(g: guestfs.GuestFS, tree: Path) -> None:
    """Compares names, and the content of a sample of files, with the folder
    that the image was made from."""
    expected = sorted(
        os.path.relpath(os.path.join(folder, name), tree)
        for folder, folders, files in os.walk(tree) for name in folders + files)
    found = [name for name in g.find("/")
             if name != "lost+found" and not name.startswith("boot/efi")]
    if sorted(found) != expected:
        missing = sorted(set(expected) - set(found))[:5]
        extra = sorted(set(found) - set(expected))[:5]
        raise SystemExit(f"demo: the names differ; missing: {missing}, not expected: {extra}")

    files = [name for name in expected
             if (tree / name).is_file() and not (tree / name).is_symlink()]
    sample = random.Random(1).sample(files, 40) + ["etc/hostname", "var/lib/dpkg/status"]
    for name in sample:
        content = (tree / name).read_bytes()
        if g.checksum("sha256", f"/{name}") != hashlib.sha256(content).hexdigest():
            raise SystemExit(f"demo: /{name} differs from what debootstrap wrote")
    if g.read_file("/etc/hostname") != (tree / "etc/hostname").read_bytes():
        raise SystemExit("demo: /etc/hostname differs from what was written")
    say(f"{len(expected)} names and the content of {len(sample)} files are as debootstrap wrote them")


def change(g: guestfs.GuestFS, device: str, work: Path) -> None:
    (work / "motd").write_text("Changed without booting.\n", encoding="utf-8")
    (work / "folder").mkdir()
    (work / "folder" / "file").write_text("from a tar file\n", encoding="utf-8")
    with tarfile.open(work / "folder.tar", "w") as tar:
        tar.add(work / "folder", arcname="folder")

    g.mount(device, "/")
    g.upload(work / "motd", "/etc/motd")
    g.write("/etc/demo", b"written\n")
    g.tar_in(work / "folder.tar", "/opt")
    g.shutdown()  # everything is on disk, or this fails


def show_changes(g: guestfs.GuestFS, device: str) -> None:
    g.mount_ro(device, "/")
    expected = {
        "/etc/motd": "Changed without booting.\n",
        "/etc/demo": "written\n",
        "/opt/folder/file": "from a tar file\n",
    }
    for path, content in expected.items():
        found = g.cat(path)
        if found != content:
            raise SystemExit(f"demo: {path} is {found!r}, expected {content!r}")
        print(f"  {path}: {found.strip()}")


def copy_of(image: Path, work: Path) -> Path:
    """A copy that costs nothing: an overlay with the image as its base."""
    with guestfs.GuestFS() as g:
        copy = work / "copy.qcow2"
        g.disk_create(copy, "qcow2", -1, backingfile=image.resolve(),
                      backingformat=g.disk_format(image))
    return copy


def demo(image: Path, tree: Path | None) -> None:
    say(f"opening {image} read-only")
    with open_image(image, readonly=True) as g:
        show_disks(g)
        device = mount_root(g)
        say(f"{device} is the root filesystem")
        show_system(g)
        if tree:
            compare(g, tree)

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        copy = copy_of(image, work)
        say("changing a copy: upload, write, tar_in")
        with open_image(copy, readonly=False, format="qcow2") as g:
            change(g, device, work)
        say("reading the changes with a fresh handle")
        with open_image(copy, readonly=True, format="qcow2") as g:
            show_changes(g, device)
    say("done")


def main() -> None:
    if len(sys.argv) > 2:
        raise SystemExit("usage: demo.py [IMAGE]")
    if len(sys.argv) == 2:
        demo(Path(sys.argv[1]), None)
        return

    folder = Path("demo")
    folder.mkdir(exist_ok=True)
    image, tree = folder / "guest.qcow2", folder / "debian"
    if not image.exists():
        sample_guest.make(image, tree, say)
    demo(image, tree)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"demo: {error}")
    except RuntimeError as error:
        sys.exit(f"demo: {error}")
