# SPDX-License-Identifier: LGPL-2.1-or-later
"""Event callbacks: what they get, what their exceptions do, and threads."""

import sys
import threading

import guestfs
import pytest


@pytest.fixture
def events(g):
    """List of the events of a kind, as (event, handle, bytes, list)."""

    def record(bitmask):
        found = []
        found_handle = g.set_event_callback(lambda *event: found.append(event), bitmask)
        assert isinstance(found_handle, int)
        return found

    return record


def test_constants():
    names = "CLOSE SUBPROCESS_QUIT LAUNCH_DONE PROGRESS APPLIANCE LIBRARY TRACE ENTER LIBVIRT_AUTH WARNING"
    assert [getattr(guestfs, "EVENT_" + name) for name in names.split()] == [1 << i for i in range(10)]
    assert guestfs.EVENT_ALL == 0x3FF


def test_event_to_string():
    assert guestfs.event_to_string(0) == ""
    assert guestfs.event_to_string(guestfs.EVENT_TRACE) == "trace"
    bits = guestfs.EVENT_CLOSE | guestfs.EVENT_ENTER | guestfs.EVENT_SUBPROCESS_QUIT
    assert guestfs.event_to_string(bits) == "close,enter,subprocess_quit"
    assert len(guestfs.event_to_string(guestfs.EVENT_ALL).split(",")) == 10
    with pytest.raises(TypeError):
        guestfs.event_to_string("trace")


def test_enter(g, events):
    found = events(guestfs.EVENT_ENTER)
    g.get_memsize()
    assert found == [(guestfs.EVENT_ENTER, 0, b"get_memsize", [])]


def test_trace(g, events, capfd):
    found = events(guestfs.EVENT_TRACE)
    g.set_trace(True)
    g.get_memsize()
    g.set_trace(False)
    assert b"get_memsize" in [event[2] for event in found]
    assert capfd.readouterr().err == ""


def test_several_callbacks_in_order(g):
    order = []
    for name in "abc":
        g.set_event_callback(lambda *_, name=name: order.append(name), guestfs.EVENT_ENTER)
    g.get_memsize()
    assert order == ["a", "b", "c"]


def test_event_handles(g):
    handles = [g.set_event_callback(print, guestfs.EVENT_CLOSE) for _ in range(3)]
    assert handles == [0, 1, 2]
    for handle in handles:
        g.delete_event_callback(handle)


def test_delete(g, events):
    found = events(guestfs.EVENT_ENTER)
    g.delete_event_callback(0)
    g.get_memsize()
    assert found == []
    g.delete_event_callback(0)
    g.delete_event_callback(99)
    g.delete_event_callback(-1)


def test_callback_that_deletes_itself(g):
    calls = []

    def once(event, event_handle, buf, array):
        calls.append(buf)
        g.delete_event_callback(event_handle)

    g.set_event_callback(once, guestfs.EVENT_ENTER)
    g.get_memsize()
    g.get_memsize()
    assert calls == [b"get_memsize"]


def test_deleted_callback_is_released(g):
    class Callback:
        def __call__(self, *_):
            pass

    callback = Callback()
    before = sys.getrefcount(callback)
    handle = g.set_event_callback(callback, guestfs.EVENT_CLOSE)
    assert sys.getrefcount(callback) == before + 1
    g.delete_event_callback(handle)
    assert sys.getrefcount(callback) == before


def test_callbacks_are_released_by_close(g):
    def callback(*_):
        pass

    before = sys.getrefcount(callback)
    g.set_event_callback(callback, guestfs.EVENT_ALL)
    g.close()
    assert sys.getrefcount(callback) == before


def test_bad_callback(g):
    with pytest.raises(TypeError, match="callback parameter is not callable"):
        g.set_event_callback(3, guestfs.EVENT_ALL)
    with pytest.raises(TypeError):
        g.set_event_callback(print, "all")
    with pytest.raises(OverflowError):
        g.set_event_callback(print, -1)


def test_too_many_callbacks(g):
    for _ in range(1000):
        g.set_event_callback(print, guestfs.EVENT_CLOSE)
    with pytest.raises(guestfs.Error, match="too many event callbacks registered"):
        g.set_event_callback(print, guestfs.EVENT_CLOSE)
    for handle in range(1000):
        g.delete_event_callback(handle)


@pytest.mark.parametrize("kind", [KeyError, SystemExit, KeyboardInterrupt])
def test_exception_is_reported_and_the_call_goes_on(g, monkeypatch, kind):
    problems = []
    monkeypatch.setattr(sys, "unraisablehook", lambda problem: problems.append(problem))

    def callback(*_):
        raise kind("mine")

    g.set_event_callback(callback, guestfs.EVENT_ENTER)
    assert g.get_memsize() > 0
    assert [problem.exc_type for problem in problems] == [kind]
    assert problems[0].object is callback
    problems.clear()


def test_exception_is_printed(python):
    result = python(
        "import guestfs\n"
        "g = guestfs.GuestFS()\n"
        "def callback(*_): raise KeyError('mine')\n"
        "g.set_event_callback(callback, guestfs.EVENT_ENTER)\n"
        "print(g.get_memsize() > 0)\n"
    )
    assert (result.stdout, result.returncode) == ("True\n", 0)
    assert "KeyError: 'mine'" in result.stderr


def test_callback_of_wrong_signature(g, monkeypatch):
    problems = []
    monkeypatch.setattr(sys, "unraisablehook", lambda problem: problems.append(problem.exc_type))
    g.set_event_callback(lambda: None, guestfs.EVENT_ENTER)
    g.get_memsize()
    assert problems == [TypeError]


def test_calls_inside_a_callback(g):
    sizes = []

    def callback(event, event_handle, buf, array):
        if buf == b"get_verbose":
            sizes.append(g.get_memsize())

    g.set_event_callback(callback, guestfs.EVENT_ENTER)
    g.get_verbose()
    assert sizes == [g.get_memsize()]


def test_error_inside_a_callback_is_not_that_of_the_call(g):
    def callback(event, event_handle, buf, array):
        if buf == b"get_verbose":
            with pytest.raises(guestfs.Error):
                g.internal_test_rinterr()

    g.set_event_callback(callback, guestfs.EVENT_ENTER)
    assert g.get_verbose() == 0


def test_callback_runs_in_the_calling_thread(g):
    threads = []
    g.set_event_callback(lambda *_: threads.append(threading.get_ident()), guestfs.EVENT_ENTER)
    thread = threading.Thread(target=g.get_memsize)
    thread.start()
    thread.join()
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()
