# SPDX-License-Identifier: GPL-2.0-or-later
"""The two libraries, each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent

# Both emulate the processor, so that hosts with and without KVM are measured
# alike.
SETTINGS = {"LIBGUESTFS_BACKEND": "direct", "LIBGUESTFS_BACKEND_SETTINGS": "force_tcg"}

# Where images and files are, if there is room: what is measured are libraries, not
# the host's disk.
IN_MEMORY = Path("/dev/shm")
ROOM_IN_MEMORY = 8 << 30

# What leads to our library, or changes what is measured.
NOT_THEIRS = ("LD_LIBRARY_PATH", "PYTHONPATH", "LIBGUESTFS_PATH")
NOBODYS = ("LIBGUESTFS_DEBUG", "LIBGUESTFS_TRACE", "LIBGUESTFS_HV", "LIBGUESTFS_QEMU",
           "LIBGUESTFS_APPEND", "LIBGUESTFS_MEMSIZE", "LIBGUESTFS_TMPDIR")


class Failed(Exception):
    """A library that could not do what was asked."""


def has_memory() -> bool:
    return IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ROOM_IN_MEMORY


def touch_memory() -> None:
    """A host may itself be a virtual machine that gets each page of its memory when
    it first uses it, which takes longer than most of what is measured."""
    if has_memory():
        with tempfile.TemporaryFile(dir=IN_MEMORY) as file:
            for _ in range(ROOM_IN_MEMORY >> 20):
                file.write(bytes(1 << 20))


class Library:
    def __init__(self, name: str, python: str, environment: dict[str, str], folder: Path) -> None:
        self.name = name
        cache = folder / f"cache-{name}"
        cache.mkdir(parents=True, exist_ok=True)
        # pylint: disable-next=consider-using-with
        self.files = tempfile.TemporaryDirectory(dir=IN_MEMORY if has_memory() else folder)
        environment = {name: value for name, value in environment.items() if name not in NOBODYS}
        environment.update(SETTINGS, LIBGUESTFS_CACHEDIR=str(cache))
        if has_memory():
            environment["TMPDIR"] = self.files.name
        # pylint: disable-next=consider-using-with
        self.process = subprocess.Popen(
            [python, "-B", str(HERE / "worker.py"), name, self.files.name, str(folder)], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def ask(self, **request: str) -> Any:
        try:
            print(json.dumps(request), file=self.process.stdin, flush=True)
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise Failed(f"{self.name}: it ended, with status {self.process.wait()}")
        result = json.loads(line)
        if "error" in result:
            raise Failed(f"{self.name}: {result['error']}")
        return result["value"]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.files.cleanup()


def unpack_kernel(build: Path, folder: Path) -> Path:
    """Where a host has no kernel (a container, mostly), the original gets the
    one of our appliance."""
    packages = sorted((build / "appliance/cache/packages").glob("linux-image-[0-9]*.deb"))
    if not packages:
        raise Failed("theirs: this host has no kernel in /boot, which it makes its appliance of")
    target = folder / packages[-1].stem
    if not target.exists():
        subprocess.run(["dpkg-deb", "-x", packages[-1], target], check=True)
        version = next((target / "lib/modules").iterdir()).name
        subprocess.run(["/sbin/depmod", "-b", target, version], check=True)
    return target


def kernel_for_original(build: Path, folder: Path) -> dict[str, str]:
    if any(Path("/boot").glob("vmlinuz*")) or "SUPERMIN_KERNEL" in os.environ:
        return {}
    if os.geteuid() == 0:
        Path("/lib/modules").mkdir(exist_ok=True)  # it looks there, but needs nothing from it
    if not Path("/lib/modules").is_dir():
        raise Failed("theirs: it cannot make its appliance without /lib/modules; do: "
                     "mkdir /lib/modules")
    kernel = unpack_kernel(build, folder)
    modules = next((kernel / "lib/modules").iterdir())
    return {
        "SUPERMIN_KERNEL": str(next((kernel / "boot").glob("vmlinuz*"))),
        "SUPERMIN_KERNEL_VERSION": modules.name,
        "SUPERMIN_MODULES": str(modules),
    }


def start_ours(folder: Path) -> Library:
    return Library("ours", "python3", dict(os.environ), folder)


def start_theirs(build: Path, folder: Path) -> Library:
    environment = {name: value for name, value in os.environ.items() if name not in NOT_THEIRS}
    environment.update(kernel_for_original(build, folder))
    return Library("theirs", "/usr/bin/python3", environment, folder)


def check_apart(ours: dict[str, str], theirs: dict[str, str]) -> None:
    """A library that is compared with itself is as good as itself."""
    if os.path.realpath(ours["file"]) == os.path.realpath(theirs["file"]):
        raise Failed(f"both are the same library: {ours['file']}")
