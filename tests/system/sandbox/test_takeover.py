# SPDX-License-Identifier: GPL-2.0-or-later
"""What a hypervisor can do that was taken over: system calls made inside of one that runs,
for each row of the manual's table."""

import contextlib
import errno
import fcntl
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import injection
from injection import Killed

pytestmark = [
    pytest.mark.appliance,
    pytest.mark.skipif(not injection.AVAILABLE, reason="only for root, on x86-64"),
]

HERE = Path(__file__).resolve().parent
MANUAL = HERE.parents[2] / "docs/guestfs/security.pod"

PARTS = {"user", "mount", "network", "ipc", "uts", "pid", "capabilities", "no_new_privs", "limits",
         "session", "landlock", "seccomp"}

# Numbers of x86-64 (asm/unistd_64.h).
NUMBERS = {
    "mmap": 9, "ioctl": 16, "pread64": 17, "pwrite64": 18, "shmget": 29, "socket": 41, "clone": 56,
    "execve": 59, "kill": 62, "fcntl": 72, "fchmod": 91, "fchown": 93, "ptrace": 101,
    "setresuid": 117, "modify_ldt": 154, "mount": 165, "fsetxattr": 190, "tkill": 200,
    "request_key": 249, "keyctl": 250, "openat": 257, "unshare": 272, "utimensat": 280,
    "perf_event_open": 298, "setns": 308, "process_vm_readv": 310, "bpf": 321,
    "userfaultfd": 323, "add_key": 248, "io_uring_setup": 425, "pidfd_open": 434,
}
FS_IOC_SETFLAGS = 0x40086602
F_OFD_SETLK = 37
AT_FDCWD = -100
READ_LOCK = struct.pack("hhllixxxx", fcntl.F_RDLCK, os.SEEK_SET, 0, 1, 0)


def rows(image, descriptor):
    """Calls for each row; in each at most one argument is bytes."""
    return {
        "read images of the handle": [("pread64", descriptor, bytes(16), 16, 0)],
        "write an image that was added read-only": [("pwrite64", descriptor, b"x", 1, 0)],
        "open a file by its name": [("openat", AT_FDCWD, os.fsencode(image) + b"\0", os.O_RDONLY),
                                    ("openat", AT_FDCWD, b"/etc/passwd\0", os.O_RDONLY)],
        "open the file of a descriptor again":
            [("openat", AT_FDCWD, b"/proc/self/fd/%d\0" % descriptor, os.O_RDWR)],
        "change mode or owner of an image": [("fchmod", descriptor, 0o4755),
                                             ("fchown", descriptor, -1, -1)],
        "change times of an image": [("utimensat", descriptor, 0, 0, 0)],
        "change extended attributes of an image":
            [("fsetxattr", descriptor, b"user.x\0", 0, 0, 0)],
        "change flags of an image": [("ioctl", descriptor, FS_IOC_SETFLAGS, bytes(8))],
        "take a lease on an image": [("fcntl", descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)],
        "lock an image": [("fcntl", descriptor, F_OFD_SETLK, READ_LOCK)],
        "start a program": [("execve", b"/bin/true\0", 0, 0)],
        "make a process": [("clone", 17, 0, 0, 0, 0)],
        "become another user": [("setresuid", 0, 0, 0)],
        "make or enter a namespace": [("unshare", 0x10000000), ("setns", -1, 0)],
        "mount": [("mount", 0, b"/\0", 0, 0, 0)],
        "reach other hosts": [("socket", 2, 1, 0), ("socket", 10, 2, 0)],
        "reach the host by a vsock": [("socket", 40, 1, 0)],
        "send a signal": [("kill", 0, 0), ("kill", -1, 0), ("pidfd_open", 1, 0)],
        "look into another process": [("ptrace", 16, 1, 0, 0),
                                      ("process_vm_readv", 1, 0, 0, 0, 0, 0)],
        "read keys": [("keyctl", 0, -3, 0), ("keyctl", 11, -4, 0, 0), ("request_key", 0, 0, 0, 0),
                      ("add_key", 0, 0, 0, 0, -3)],
        "use io_uring": [("io_uring_setup", 1, bytes(120))],
        "use rare parts of the kernel": [("bpf", 0, 0, 0), ("perf_event_open", 0, 0, -1, -1, 0),
                                         ("userfaultfd", 0), ("modify_ldt", 0, 0, 0)],
        "share memory with other programs": [("shmget", 1, 4096, 0o1666)],
        "use processor time and memory": [("mmap", 0, 64 << 20, 3, 0x22, -1, 0)],
    }


def table_of_the_manual():
    text = MANUAL.read_text(encoding="utf-8")
    table = text[text.index(" what it tries"):]
    table = table[table.index("---\n"):table.index("\n\n")]
    found = dict(re.findall(r"^ (\S.*?)  +(possible|refused|ends it)$", table, re.MULTILINE))
    assert len(found) == len(table.splitlines()) - 1
    return found


def test_each_row_of_the_manual_is_tried():
    assert set(rows("/image", 3)) == set(table_of_the_manual())


@pytest.fixture(scope="module")
def folder():
    """A directory that everybody can use, with an image of the ordinary user's.  Those of
    pytest are closed to others each time that one begins."""
    path = Path(tempfile.mkdtemp(prefix="takeover-"))
    path.chmod(0o1777)
    image = path / "image"
    with open(image, "wb") as file:
        file.truncate(1 << 20)
    os.chown(image, 54321, 54321)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def launched(identity, landlock, folder):
    command = [sys.executable, "-B", HERE / "launcher.py", identity, landlock, folder,
               folder / "image"]
    environment = dict(os.environ, HOME=str(folder), LIBGUESTFS_TMPDIR=str(folder))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          encoding="utf-8", env=environment) as launcher:
        try:
            line = launcher.stdout.readline()
            assert line, f"{identity} cannot launch"
            yield json.loads(line)
        finally:
            launcher.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                launcher.wait(30)
            launcher.kill()


def descriptor_of(pid, path):
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        if os.readlink(entry) == str(path):
            return int(entry.name)
    raise AssertionError(f"{path} is not open in {pid}")


def outcome(inside, call):
    name, *arguments = call
    try:
        result = inside.call(NUMBERS[name], *arguments)
    except Killed as end:
        return f"ends it with signal {end.args[0]}"
    return errno.errorcode[-result] if -4096 < result < 0 else "possible"


def is_right(expected, came):
    if expected == "ends it":
        return came == "ends it with signal 31"
    return (came == "possible") == (expected == "possible")


@pytest.fixture(scope="module", params=["root", "user", "former-root", "weak-root"])
def identity(request, folder):
    if request.param != "root" and subprocess.run(
            ["setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", "test", "-r",
             os.environ.get("LIBGUESTFS_PATH", "/").split(":")[0] + "/root.erofs"],
            check=False).returncode != 0:
        pytest.skip("an ordinary user cannot read the build folder")
    return request.param


def outcomes(identity, landlock, folder):
    """(row, call, what came of it) for each; a new hypervisor after each that was ended."""
    image = folder / "image"
    remaining = None
    while remaining is None or remaining:
        with launched(identity, landlock, folder) as machine:
            descriptor = descriptor_of(machine["pid"], image)
            if remaining is None:
                remaining = [(row, call) for row, calls in rows(image, descriptor).items()
                             for call in calls]
            came = "nothing"
            while remaining and not came.startswith("ends it"):
                row, call = remaining.pop(0)
                with injection.Inside(machine["pid"]) as inside:
                    came = outcome(inside, call)
                yield row, call, came


@pytest.mark.parametrize("landlock", ["with", "without"])
def test_what_a_hypervisor_can_do(identity, landlock, folder):
    expected = table_of_the_manual()
    wrong = [f"{row}: {call}: {came}, not {expected[row]}"
             for row, call, came in outcomes(identity, landlock, folder)
             if not is_right(expected[row], came)]
    assert wrong == []
    assert (folder / "image").stat().st_mode & 0o7777 == 0o644


@pytest.mark.parametrize("landlock", ["with", "without"])
def test_parts(identity, landlock, folder):
    missing = set()
    if landlock == "without":
        missing.add("landlock")
    if identity == "weak-root":
        missing.add("pid")
    with launched(identity, landlock, folder) as machine:
        report = machine["report"]
        assert set(report["sandbox"].split(",")) == PARTS - missing, report.get("sandbox_missing")
        status = Path(f"/proc/{machine['pid']}/status").read_text(encoding="ascii")
        [uid] = set(re.search(r"^Uid:\t(.*)$", status, re.MULTILINE)[1].split())
        assert uid == ("65534" if "root" in identity and identity != "former-root" else "54321")
        assert os.getsid(machine["pid"]) == machine["pid"]
        assert os.getpgid(machine["pid"]) == machine["pid"]
