# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests share: handles, a check that nothing is left behind, and
output as the Test Anything Protocol."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import guestfs
import pytest

# ---- the Test Anything Protocol, for "make check" ----


def pytest_addoption(parser):
    parser.addoption("--tap", action="store_true", help="print a TAP line for each test")


class Tap:
    def __init__(self, config):
        self.config = config
        self.count = 0

    def line(self, text):
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        terminal.ensure_newline()
        terminal.write_line(text)

    @staticmethod
    def pytest_report_teststatus(report):
        # No letters before "ok": the line must begin with it.
        if report.when == "call" or not report.passed:
            return report.outcome, "", ""
        return None

    def pytest_runtest_logreport(self, report):
        if report.when != "call" and report.passed:
            return
        self.count += 1
        if report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            self.line("ok %d - %s # SKIP %s" % (self.count, report.nodeid, reason))
        else:
            result = "ok" if report.passed else "not ok"
            self.line("%s %d - %s" % (result, self.count, report.nodeid))

    def pytest_terminal_summary(self):
        self.line("1..%d" % self.count)


def pytest_configure(config):
    config.addinivalue_line("markers", "appliance: launches the appliance")
    if config.getoption("--tap"):
        config.pluginmanager.register(Tap(config))


def pytest_collection_modifyitems(items):
    # Empty: configured without an appliance.  Unset: not run by "make check".
    if os.environ.get("have_appliance", "yes") != "yes":
        for item in items:
            if "appliance" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="built without an appliance"))


# ---- nothing is left behind ----


def open_descriptors():
    return sorted(os.listdir("/proc/self/fd"))


def children():
    found = []
    for task in Path("/proc/self/task").iterdir():
        found += (task / "children").read_text().split()
    return found


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path, monkeypatch):
    handles = tmp_path / "handles"
    handles.mkdir()
    monkeypatch.setenv("LIBGUESTFS_TMPDIR", str(handles))
    gc.collect()
    descriptors = open_descriptors()
    yield
    gc.collect()
    assert open_descriptors() == descriptors
    assert children() == []
    assert list(handles.iterdir()) == []


# ---- handles ----


@pytest.fixture
def g(nothing_left_behind):
    handle = guestfs.GuestFS(python_return_dict=True)
    yield handle
    try:
        handle.close()
    except guestfs.ClosedHandle:
        pass


@pytest.fixture
def printed(g, tmp_path):
    """Makes a binding test call and returns the lines that it printed."""
    output = tmp_path / "output"

    def call(method, *arguments, **options):
        g.internal_test_set_output(str(output))
        try:
            method(*arguments, **options)
        finally:
            g.internal_test_close_output()
        return output.read_bytes().decode("utf-8", "surrogateescape").split("\n")[:-1]

    return call


@pytest.fixture
def python():
    """Runs a program in a fresh interpreter; a deadlock ends with a failure."""

    def run(program, timeout=60):
        return subprocess.run(
            [sys.executable, "-c", program],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    return run
