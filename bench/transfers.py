# SPDX-License-Identifier: GPL-2.0-or-later
"""Content on its way: files, archives, trees, checksums."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from case import MEBIBYTE, Case, World, milliseconds_each, seconds

LARGE = 256 * MEBIBYTE
DISK = 4096 * MEBIBYTE
SMALL_FILES = 5000


def mount(world: World) -> None:
    g = world.handle = world.new(size=DISK)
    g.launch()
    g.part_disk("/dev/sda", "mbr")
    g.mkfs("ext4", "/dev/sda1")
    g.mount("/dev/sda1", "/")


def source(world: World, size: int) -> Path:
    """A file of the host that is not sparse, and the page cache has."""
    path = world.folder / f"source-{size}"
    if not path.exists():
        path.write_bytes(os.urandom(size))
    path.read_bytes()
    return path


def throughput(size: int, action: Callable[[], object]) -> float:
    """Of small content several times: the first time differs from all others."""
    count = 10 if size < 4 * MEBIBYTE else 1
    return 1000 * size / milliseconds_each(action, count) / 1e6


# ---- one file ----

def upload(size: int) -> Callable[[World], float]:
    def run(world: World) -> float:
        path = source(world, size)
        world.handle.sync()
        return throughput(size, lambda: world.handle.upload(str(path), "/uploaded"))

    return run


def with_file(size: int) -> Callable[[World], None]:
    def prepare(world: World) -> None:
        mount(world)
        world.handle.upload(str(source(world, size)), "/file")
        world.handle.sync()

    return prepare


def download(size: int) -> Callable[[World], float]:
    def run(world: World) -> float:
        target = world.folder / "target"
        return throughput(size, lambda: world.handle.download("/file", str(target)))

    return run


def download_warm(world: World) -> float:
    target = str(world.folder / "target")
    return milliseconds_each(lambda: world.handle.download("/file", target), 5)


def checksum(csumtype: str) -> Callable[[World], float]:
    return lambda world: throughput(LARGE, lambda: world.handle.checksum(csumtype, "/file"))


# ---- what the appliance itself can do ----

def with_dd(world: World) -> None:
    """The host's dd and the libraries that it needs, in the guest."""
    with_file(LARGE)(world)
    world.handle.mkdir("/dev")  # the appliance's appears there
    libraries = subprocess.run(["ldd", "/bin/dd"], check=True, stdout=subprocess.PIPE,
                               encoding="utf-8").stdout
    for path in ["/bin/dd", *(word for word in libraries.split() if word.startswith("/"))]:
        world.handle.mkdir_p(os.path.dirname(path))
        world.handle.upload(path, path)
        world.handle.chmod(0o755, path)


def dd(*words: str) -> Callable[[World], float]:
    command = ["/bin/dd", "bs=4M", "count=64", *words]

    def run(world: World) -> float:
        world.handle.sync()
        return throughput(LARGE, lambda: world.handle.command(command))

    return run


# ---- archives and trees ----

def debian_archive(world: World) -> Path:
    """Made once for both, by debootstrap(8), which needs root."""
    archive, tree = world.shared / "debian.tar", world.shared / "debian"
    if not archive.exists():
        subprocess.run(["rm", "-rf", tree], check=True)
        subprocess.run(["debootstrap", "stable", tree], check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL)
        subprocess.run(["tar", "-C", tree, "--exclude=./dev/*", "--exclude=./var/cache/apt/*",
                        "-cf", archive, "."], check=True)
        subprocess.run(["rm", "-rf", tree], check=True)
    return archive


def new_directory(world: World) -> str:
    count = world.facts["directories"] = world.facts.get("directories", 0) + 1
    world.handle.mkdir(f"/new{count}")
    world.handle.sync()
    return f"/new{count}"


def tar_in(world: World) -> float:
    archive, directory = debian_archive(world), new_directory(world)
    return seconds(lambda: world.handle.tar_in(str(archive), directory))


def with_debian(world: World) -> None:
    mount(world)
    world.handle.tar_in(str(debian_archive(world)), "/")
    world.handle.sync()


def tar_out(world: World) -> float:
    return seconds(lambda: world.handle.tar_out("/", str(world.folder / "out.tar")))


def small_files(world: World) -> Path:
    tree = world.shared / "small-files"
    if not tree.exists():
        for i in range(SMALL_FILES):
            path = tree / str(i // 100) / str(i)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(os.urandom(1000 + 37 * (i % 100)))
    return tree


def copy_in(world: World) -> float:
    tree, directory = small_files(world), new_directory(world)
    return seconds(lambda: world.handle.copy_in(str(tree), directory))


def with_names(world: World) -> None:
    mount(world)
    world.handle.mkdir("/tree")
    names = world.folder / "names"
    for i in range(100):
        (names / str(i)).mkdir(parents=True, exist_ok=True)
        for j in range(99):
            (names / str(i) / str(j)).touch()
    world.handle.copy_in(str(names), "/tree")


def find(world: World) -> float:
    return 1000 * seconds(lambda: world.handle.find("/tree"))


CASES = [
    Case("upload 256 MiB", "MB/s", upload(LARGE), mount, target=10, more_is_better=True),
    Case("download 256 MiB", "MB/s", download(LARGE), with_file(LARGE), target=10,
         more_is_better=True),
    Case("in the appliance: dd 256 MiB into a file, O_DIRECT", "MB/s",
         dd("if=/dev/zero", "of=/written", "oflag=direct"), with_dd, more_is_better=True),
    Case("in the appliance: dd 256 MiB of a file, O_DIRECT", "MB/s",
         dd("if=/file", "of=/dev/null", "iflag=direct"), with_dd, more_is_better=True),
    Case("download a file of 1 MB", "ms", download_warm, with_file(1000000), target=20),
    Case("checksum md5 of 256 MiB", "MB/s", checksum("md5"), with_file(LARGE), target=2,
         more_is_better=True),
    Case("checksum sha256 of 256 MiB", "MB/s", checksum("sha256"), with_file(LARGE),
         more_is_better=True),
    Case("tar_in of a Debian root", "s", tar_in, mount, target=4),
    Case("tar_out of a Debian root", "s", tar_out, with_debian, target=6),
    Case("copy_in of 5,000 small files", "s", copy_in, mount, target=3),
    Case("find 10,000 names", "ms", find, with_names, target=2),
]

# For the plot: less is measured often enough to be seen.
SIZES = [4096 << (2 * i) for i in range(9)]
UPLOADS = [Case(f"plot: upload {size}", "MB/s", upload(size), mount, more_is_better=True,
                at_most=3)
           for size in SIZES]
DOWNLOADS = [Case(f"plot: download {size}", "MB/s", download(size), with_file(size),
                  more_is_better=True, at_most=3)
             for size in SIZES]
