# SPDX-License-Identifier: GPL-2.0-or-later
"""Programs that are started only to be ended, and a look at processes."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

MEBIBYTE = 1 << 20

# Far more than anything here takes, even on a host that is out of breath.
PATIENCE = 60

# A library that kills its hypervisor does it at once; this is for the host.
SOON = 5


def wait_until(condition, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def is_alive(pid):
    try:
        # A zombie of init is dead enough.
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


def children_of(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            found += [int(child) for child in task.read_text(encoding="ascii").split()]
    return found


def name_of(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


@contextlib.contextmanager
def program(text):
    """A Python program in its own session, killed in the end with all that it
    started."""
    process = subprocess.Popen([sys.executable, "-c", text], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, start_new_session=True, encoding="utf-8")
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def silent_hypervisor(folder):
    """A program that takes its place and never says anything."""
    script = folder / "silent"
    script.write_text("#!/bin/sh\nexec sleep 1000\n", encoding="utf-8")
    script.chmod(0o755)
    return str(script)
