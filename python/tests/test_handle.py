# SPDX-License-Identifier: LGPL-2.1-or-later
"""The life of a handle: creation, closing in each way, and use after that."""

import gc
import os
import sys
import weakref

import guestfs
import pytest


def test_environment_is_read(monkeypatch):
    monkeypatch.setenv("LIBGUESTFS_MEMSIZE", "777")
    assert guestfs.GuestFS().get_memsize() == 777
    assert guestfs.GuestFS(environment=True).get_memsize() == 777


def test_environment_is_ignored(monkeypatch):
    monkeypatch.setenv("LIBGUESTFS_MEMSIZE", "777")
    assert guestfs.GuestFS(environment=False).get_memsize() != 777


def test_positional_constructor_arguments(monkeypatch):
    monkeypatch.setenv("LIBGUESTFS_MEMSIZE", "777")
    g = guestfs.GuestFS(True, False, False)
    assert g.get_memsize() != 777
    assert g.internal_test_rhashtable("1") == {"0": "0"}


def test_unknown_constructor_argument():
    with pytest.raises(TypeError):
        guestfs.GuestFS(colour="red")


def test_program_is_that_of_the_command_line(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["/usr/bin/some-program", "argument"])
    assert guestfs.GuestFS().get_program() == "some-program"


def test_without_a_command_line(monkeypatch):
    monkeypatch.delattr(sys, "argv")
    assert guestfs.GuestFS().get_program() == ""


def test_version(g):
    version = g.version()
    assert version["major"] == 1
    assert version["minor"] >= 48
    assert sorted(version) == ["extra", "major", "minor", "release"]


def test_closed_handle(g):
    g.close()
    for use in (
        g.get_verbose,
        g.close,
        lambda: g.mount("/dev/sda1", "/"),
        lambda: g.set_event_callback(print, guestfs.EVENT_ALL),
        lambda: g.delete_event_callback(0),
        g.user_cancel,
    ):
        with pytest.raises(guestfs.ClosedHandle, match="GuestFS: method called on closed handle"):
            use()
    assert issubclass(guestfs.ClosedHandle, ValueError)


def test_closed_while_arguments_are_converted(g):
    class Closer:
        def __fspath__(self):
            g.close()
            return "program"

    with pytest.raises(guestfs.ClosedHandle):
        g.set_program(Closer())


def test_context_manager():
    with guestfs.GuestFS() as g:
        assert g.get_trace() == 0
    with pytest.raises(guestfs.ClosedHandle):
        g.get_trace()


def test_context_manager_after_close():
    with guestfs.GuestFS() as g:
        g.close()


def test_context_manager_passes_exceptions_on():
    with pytest.raises(KeyError, match="mine"):
        with guestfs.GuestFS() as g:
            raise KeyError("mine")
    with pytest.raises(guestfs.ClosedHandle):
        g.get_trace()


def closes_of(g):
    """List that grows when the handle is closed."""
    closes = []
    g.set_event_callback(lambda *arguments: closes.append(arguments), guestfs.EVENT_CLOSE)
    return closes


def test_closed_with_the_last_reference():
    g = guestfs.GuestFS()
    closes = closes_of(g)
    del g
    assert len(closes) == 1


def test_explicit_close_closes_once():
    g = guestfs.GuestFS()
    closes = closes_of(g)
    g.close()
    del g
    assert len(closes) == 1


def test_cycle_through_a_callback_is_collected():
    class Owner:
        def __init__(self):
            self.g = guestfs.GuestFS()
            self.g.set_event_callback(self.closed, guestfs.EVENT_CLOSE)

        def closed(self, event, *_):
            # The cycle is still whole when this is called.
            closes.append((event, type(self.g)))

    closes = []
    owner = Owner()
    reference = weakref.ref(owner.g)
    del owner
    gc.collect()
    assert reference() is None
    assert closes == [(guestfs.EVENT_CLOSE, guestfs.GuestFS)]


def test_use_inside_the_close_event(g, monkeypatch):
    problems = []
    monkeypatch.setattr(sys, "unraisablehook", lambda problem: problems.append(problem.exc_type))
    g.set_event_callback(lambda *_: g.get_verbose(), guestfs.EVENT_CLOSE)
    g.close()
    assert problems == [guestfs.ClosedHandle]


def test_close_inside_a_callback_is_refused(g, monkeypatch):
    problems = []
    monkeypatch.setattr(sys, "unraisablehook", lambda problem: problems.append(problem.exc_value))
    g.set_event_callback(lambda *_: g.close(), guestfs.EVENT_ENTER)
    assert g.get_verbose() == 0
    assert [type(problem) for problem in problems] == [guestfs.Error]
    assert "still running" in str(problems[0])
    g.close()


def test_subclass():
    class Mine(guestfs.GuestFS):
        def answer(self):
            return 42

    with Mine() as g:
        assert g.answer() == 42 and g.get_trace() == 0


def test_closed_when_the_program_ends(python):
    result = python(
        "import guestfs\n"
        "g = guestfs.GuestFS()\n"
        "g.set_event_callback(lambda *_: print('closed'), guestfs.EVENT_CLOSE)\n"
        "cycle = [g]; cycle.append(cycle)\n"
        "print('end')\n"
    )
    assert (result.stdout, result.stderr, result.returncode) == ("end\nclosed\n", "", 0)


def test_forked_child_leaves_the_handle_alone(g, tmp_path):
    closes = closes_of(g)
    child = os.fork()
    if child == 0:
        # What an orderly end does with the only reference.
        guestfs._close_handles()
        handle = g.__dict__.pop("_o")
        del handle
        os._exit(len(closes))
    assert os.waitpid(child, 0)[1] == 0
    assert g.get_verbose() == 0


def test_leaked_handle_does_not_disturb_the_end(python):
    # The library closes it, after Python is gone; a callback can't run then.
    result = python(
        "import guestfs, sys\n"
        "g = guestfs.GuestFS()\n"
        "g.set_event_callback(lambda *_: print('too late'), guestfs.EVENT_ALL)\n"
        "guestfs._close_on_exit.clear()\n"
        "import ctypes; ctypes.pythonapi.Py_IncRef(ctypes.py_object(g))\n"
    )
    assert (result.stdout, result.stderr, result.returncode) == ("", "", 0)


def test_c_pointer(g):
    assert isinstance(g.c_pointer(), int)
    assert g.c_pointer() != 0
