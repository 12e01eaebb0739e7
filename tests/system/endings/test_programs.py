# SPDX-License-Identifier: GPL-2.0-or-later
"""Threads, forked children, and many handles."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import guestfs
import pytest
from helpers import MEBIBYTE, children_of, is_alive

pytestmark = pytest.mark.appliance

AT_ONCE = 50


def launched(size=MEBIBYTE):
    g = guestfs.GuestFS(python_return_dict=True)
    g.add_drive_scratch(size)
    g.launch()
    return g


def is_restored(g):
    return g.launch_report().get("start") == "restored"


@pytest.fixture
def restored():
    """Skips where an appliance boots, since then many of them take minutes."""
    with launched() as g:
        if not is_restored(g):
            pytest.skip("appliances boot here: " + g.launch_report().get("start_reason", "no reason"))


def in_threads(count, work):
    """Runs work(0) … work(COUNT - 1) at the same time; the results in order."""
    results = [None] * count

    def run(number):
        try:
            results[number] = work(number)
        except Exception as error:  # pylint: disable=broad-except
            results[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_the_thread_that_launched_ends(g):
    thread = threading.Thread(target=g.launch)
    thread.start()
    thread.join()
    pid = g.get_pid()
    # The kernel would have killed it by now, if it were bound to the thread.
    g.sleep(1)
    g.ping_daemon()
    assert is_alive(pid)


@pytest.mark.parametrize("end", ["os._exit(0)", "sys.exit()", "g.close()", "del g"])
def test_the_end_of_a_forked_child_harms_nothing(end):
    result = subprocess.run([sys.executable, "-c", f"""
import guestfs, os, sys
g = guestfs.GuestFS()
g.add_drive_scratch(1 << 20)
g.launch()
child = os.fork()
if child == 0:
    {end}
    os._exit(0)
os.waitpid(child, 0)
g.ping_daemon()
g.mkfs("ext2", "/dev/sda")
g.mount("/dev/sda", "/")
g.write("/file", b"content")
print(g.cat("/file"))
g.shutdown()
"""], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    assert (result.stdout, result.returncode) == ("content\n", 0)


def use(number):
    with launched(8 * MEBIBYTE) as g:
        g.mkfs("ext2", "/dev/sda")
        g.mount("/dev/sda", "/")
        g.write("/number", str(number).encode())
        g.umount_all()
        g.mount_ro("/dev/sda", "/")
        return int(g.cat("/number"))


def test_handles_in_several_threads():
    assert in_threads(4, use) == list(range(4))


@pytest.mark.usefixtures("restored")
def test_many_handles_at_once():
    handles = in_threads(AT_ONCE, lambda number: launched())
    assert [handle for handle in handles if not isinstance(handle, guestfs.GuestFS)] == []
    pids = {g.get_pid() for g in handles}
    assert len(pids) == AT_ONCE
    for g in handles:
        g.ping_daemon()
    for g in handles:
        g.close()
    assert not any(map(is_alive, pids))


def own_mounts():
    """Tests of other folders, which run at the same time, mount filesystems in theirs."""
    lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if "/pytest-" not in line.split()[1]]


def traces():
    """Everything that a launch could leave on this host."""
    names = {path for path in Path("/tmp").glob("libguestfs*")}
    cache = Path(guestfs.GuestFS().get_cachedir()) / f".guestfs-{os.geteuid()}"
    names.update(cache.iterdir() if cache.exists() else ())
    names.update(Path(os.environ["LIBGUESTFS_TMPDIR"]).iterdir())
    return {
        "files": sorted(map(str, names)),
        "descriptors": sorted(os.listdir("/proc/self/fd")),
        "children": children_of(os.getpid()),
        "mounts": own_mounts(),
        "threads": sorted(os.listdir("/proc/self/task")),
    }


def test_many_launches_in_a_row(tmp_path, monkeypatch):
    # A cache of its own: other tests write to theirs at the same time.
    monkeypatch.setenv("LIBGUESTFS_CACHEDIR", str(tmp_path))
    with launched() as g:
        default = 100 if is_restored(g) else 3
    before = traces()
    for number in range(int(os.environ.get("LAUNCHES", default))):
        with launched() as g:
            g.ping_daemon()
            if number % 2:
                g.shutdown()
    after = traces()
    # Other programs have files in /tmp, too: only what is there for good counts.
    after["files"] = [name for name in after["files"]
                      if not name.startswith("/tmp/libguestfs") or name in before["files"]]
    before["files"] = [name for name in before["files"] if name in after["files"]
                       or not name.startswith("/tmp/libguestfs")]
    assert after == before
