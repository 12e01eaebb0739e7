# SPDX-License-Identifier: GPL-2.0-or-later
"""Launches end: at the deadline, when the caller wants it, with the program."""

import errno
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from helpers import (PATIENCE, SOON, children_of, is_alive, name_of, program, silent_hypervisor,
                     wait_until)

pytestmark = pytest.mark.appliance


def error_of(call):
    with pytest.raises(RuntimeError) as caught:
        call()
    return caught.value


def assert_works(g):
    assert g.is_config()
    g.launch()
    g.ping_daemon()
    g.shutdown()


def hypervisor_of(pid):
    """The process that runs qemu for PID, None while there is none."""
    return next((child for child in children_of(pid) if name_of(child).startswith("qemu")), None)


def test_hypervisor_that_never_answers(g, tmp_path):
    hv = g.get_hv()
    g.set_hv(silent_hypervisor(tmp_path))
    g.set_backend_setting("launch_timeout", "1")
    start = time.monotonic()
    error = error_of(g.launch)
    assert time.monotonic() - start < PATIENCE
    assert error.errno == errno.ETIMEDOUT
    assert "timed out after 1 seconds" in str(error)
    assert children_of(os.getpid()) == []
    g.set_hv(hv)
    g.clear_backend_setting("launch_timeout")
    assert_works(g)


def test_hypervisor_that_stops_while_the_appliance_boots(g):
    """It is stopped as soon as it runs, so whatever it does first is never done."""
    g.set_backend_setting("template", "off")
    g.set_backend_setting("launch_timeout", "3")
    stopped = []

    def stop():
        wait_until(lambda: hypervisor_of(os.getpid()))
        stopped.append(hypervisor_of(os.getpid()))
        os.kill(stopped[0], signal.SIGSTOP)

    thread = threading.Thread(target=stop)
    thread.start()
    error = error_of(g.launch)
    thread.join()
    assert error.errno == errno.ETIMEDOUT
    assert not is_alive(stopped[0])
    g.clear_backend_setting("launch_timeout")
    assert_works(g)


def test_cancelled_while_the_hypervisor_says_nothing(g, tmp_path):
    hv = g.get_hv()
    g.set_hv(silent_hypervisor(tmp_path))
    timer = threading.Timer(0.5, g.user_cancel)
    timer.start()
    error = error_of(g.launch)
    timer.join()
    assert error.errno == errno.EINTR
    assert "cancelled" in str(error)
    assert children_of(os.getpid()) == []
    g.set_hv(hv)
    assert_works(g)


def test_cancelled_while_the_appliance_boots(g):
    g.set_backend_setting("template", "off")

    def cancel():
        wait_until(lambda: hypervisor_of(os.getpid()))
        time.sleep(0.3)
        g.user_cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    error = error_of(g.launch)
    thread.join()
    assert error.errno == errno.EINTR
    assert children_of(os.getpid()) == []
    assert_works(g)


LAUNCHED = """
import guestfs, time
g = guestfs.GuestFS()
g.add_drive_scratch(1 << 20)
{before}
g.launch()
print("launched", flush=True)
time.sleep(600)
"""


def assert_all_end(processes):
    handles = Path(os.environ["LIBGUESTFS_TMPDIR"])
    assert wait_until(lambda: not any(map(is_alive, processes)), SOON)
    assert wait_until(lambda: not list(handles.iterdir()), SOON)


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_program_is_killed(sent):
    with program(LAUNCHED.format(before="")) as process:
        process.stdout.readline()
        started = children_of(process.pid)
        assert hypervisor_of(process.pid) in started
        process.send_signal(sent)
        assert_all_end(started)


def test_program_is_killed_during_launch():
    with program(LAUNCHED.format(before='g.set_backend_setting("template", "off")')) as process:
        assert wait_until(lambda: hypervisor_of(process.pid))
        started = children_of(process.pid)
        process.kill()
        assert_all_end(started)
        assert process.stdout.read() == ""


def test_program_is_killed_while_a_template_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("LIBGUESTFS_CACHEDIR", str(tmp_path))
    with program(LAUNCHED.format(before="")) as process:
        assert wait_until(lambda: hypervisor_of(process.pid))
        started = children_of(process.pid)
        process.kill()
        assert_all_end(started)
    # The next one is not led astray by what is left in the cache.
    with program(LAUNCHED.format(before="")) as process:
        assert process.stdout.readline() == "launched\n"


FORKED = """
import guestfs, os, signal, time
g = guestfs.GuestFS()
g.add_drive_scratch(1 << 20)
g.launch()
child = os.fork()
if child == 0:
    time.sleep(600)
print(child, flush=True)
time.sleep(600)
"""


def test_program_is_killed_and_its_forked_child_lives_on():
    with program(FORKED) as process:
        child = int(process.stdout.readline())
        started = [pid for pid in children_of(process.pid) if pid != child]
        process.kill()
        assert_all_end(started)
        assert is_alive(child)
