# SPDX-License-Identifier: GPL-2.0-or-later
"""On what was measured."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from pathlib import Path

from libraries import has_memory


def first(pattern: str, path: str) -> str:
    found = re.search(pattern, Path(path).read_text(encoding="utf-8"), re.MULTILINE)
    return found.group(1) if found else "unknown"


def qemu_version() -> str:
    program = f"qemu-system-{platform.machine()}"
    result = subprocess.run([program, "--version"], stdout=subprocess.PIPE, encoding="utf-8",
                            check=False)
    return result.stdout.partition("\n")[0] or program


def facts(ours: dict[str, str], theirs: dict[str, str] | None) -> dict[str, str]:
    memory = int(first(r"^MemTotal: *(\d+) kB$", "/proc/meminfo")) / (1 << 20)
    result = {
        "processor": first(r"^model name\s*: (.*)$", "/proc/cpuinfo"),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory:.0f} GiB",
        "kernel": f"{platform.system()} {platform.release()}",
        "hypervisor": f"{qemu_version()}, emulated processor (force_tcg)",
        "disks": "in memory" if has_memory() else "on the host's disk",
        "ours": f"libguestfs {ours['version']}, its appliance has Linux {ours['kernel']}",
    }
    if theirs is not None:
        result["theirs"] = (f"libguestfs {theirs['version']} of the distribution, "
                            f"its appliance has Linux {theirs['kernel']}")
    return result
