# SPDX-License-Identifier: LGPL-2.1-or-later
"""The GIL is free while a call runs.  Each test has its own interpreter, so
that a deadlock is a failure and not the end of all tests."""

import os

# Opening a pipe for writing blocks until somebody reads it.
BLOCKING = """
import guestfs, os, threading
fifo = os.environ["FIFO"]
g = guestfs.GuestFS()
entered = threading.Event()
g.set_event_callback(lambda *_: entered.set(), guestfs.EVENT_ENTER)
blocked = threading.Thread(target=g.internal_test_set_output, args=(fifo,))
blocked.start()
entered.wait()
"""

READ = """
with open(fifo) as pipe:
    blocked.join()
    g.internal_test_only_optargs(test=5)
    g.internal_test_close_output()
    print(pipe.read(), end="")
"""


def make_fifo(tmp_path, monkeypatch):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    monkeypatch.setenv("FIFO", str(fifo))


def succeeds(result, output):
    assert (result.stdout, result.stderr, result.returncode) == (output, "", 0)


def test_other_threads_run_during_a_call(python, tmp_path, monkeypatch):
    make_fifo(tmp_path, monkeypatch)
    succeeds(python(BLOCKING + READ), "test: 5\n")


def test_close_during_a_call_is_refused(python, tmp_path, monkeypatch):
    make_fifo(tmp_path, monkeypatch)
    program = BLOCKING + """
import errno
try:
    g.close()
except guestfs.Error as error:
    print(error.errno == errno.EBUSY)
""" + READ
    succeeds(python(program), "True\ntest: 5\n")


def test_waiting_for_the_handle_does_not_keep_the_gil(python, tmp_path, monkeypatch):
    # A second thread waits for the lock of the handle, a third one runs.
    make_fifo(tmp_path, monkeypatch)
    program = BLOCKING + """
waiting = threading.Thread(target=g.get_memsize)
waiting.start()
""" + READ + "waiting.join()\n"
    succeeds(python(program), "test: 5\n")


def test_one_handle_in_many_threads(python):
    # Callbacks take the GIL while they hold the lock of the handle.
    program = """
import guestfs, sys, threading
sys.setswitchinterval(1e-5)
g = guestfs.GuestFS()
events = []
g.set_event_callback(lambda *event: events.append(event), guestfs.EVENT_ENTER)
def work():
    for i in range(300):
        g.get_memsize()
        assert g.internal_test_rstring("text") == "text"
        try:
            g.internal_test_rinterr()
        except guestfs.Error as error:
            assert str(error) == "error"
        g.delete_event_callback(g.set_event_callback(lambda *_: None, guestfs.EVENT_ENTER))
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(events))
"""
    succeeds(python(program), "%d\n" % (4 * 300 * 3))


def test_errors_of_other_threads_are_not_printed(python):
    program = """
import guestfs, threading
g = guestfs.GuestFS()
def work():
    try:
        g.internal_test_rstringerr()
    except guestfs.Error as error:
        print(error)
thread = threading.Thread(target=work)
thread.start()
thread.join()
"""
    succeeds(python(program), "error\n")


def test_many_handles_in_many_threads(python):
    program = """
import guestfs, threading
def work():
    for i in range(30):
        with guestfs.GuestFS() as g:
            g.set_event_callback(lambda *_: None, guestfs.EVENT_ALL)
            g.get_memsize()
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
    succeeds(python(program), "")
