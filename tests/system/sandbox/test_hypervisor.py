# SPDX-License-Identifier: GPL-2.0-or-later
"""The hypervisor of a handle that was launched, seen from outside."""

import os
from pathlib import Path

import guestfs
import pytest

pytestmark = pytest.mark.appliance

PARTS = {"user", "mount", "network", "ipc", "uts", "pid", "capabilities", "no_new_privs", "limits",
         "session", "landlock", "seccomp"}
NAMESPACES = {"mount": "mnt", "network": "net", "ipc": "ipc", "uts": "uts", "pid": "pid"}


def launched(**settings):
    g = guestfs.GuestFS(python_return_dict=True)
    for name, value in settings.items():
        g.set_backend_setting(name, value)
    g.add_drive_scratch(1 << 20)
    g.launch()
    return g


def process_of(g):
    return Path(f"/proc/{g.get_pid()}")


def status_of(folder):
    lines = (folder / "status").read_text(encoding="utf-8").splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


@pytest.fixture(scope="module", params=["auto", "off"])
def templates(request):
    return request.param


@pytest.fixture
def whole(templates):
    """A handle whose sandbox has all parts."""
    g = launched(template=templates)
    report = g.launch_report()
    if set(report["sandbox"].split(",")) != PARTS:
        missing = report["sandbox_missing"]
        g.close()
        pytest.skip(f"this host does not have all of it: {missing}")
    yield g
    g.close()


def test_all_threads_are_filtered_and_have_no_rights(whole):
    threads = list((process_of(whole) / "task").iterdir())
    assert threads
    for thread in threads:
        status = status_of(thread)
        assert status["Seccomp"] == "2"
        assert status["NoNewPrivs"] == "1"
        for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            assert int(status[kind], 16) == 0, kind
        assert "0" not in status["Uid"].split() or os.geteuid() != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into it")
def test_namespaces_and_root(whole):
    folder = process_of(whole)
    for name in NAMESPACES.values():
        assert os.readlink(folder / "ns" / name) != os.readlink(f"/proc/self/ns/{name}")
    root = folder / "root"
    for path in ("etc/passwd", "etc/shadow", "home", "root", "proc/self", "sys/kernel", "bin/true",
                 "usr/bin/true"):
        assert not (root / path).exists(), path
    # It sees nobody's network interfaces.
    devices = (folder / "net/dev").read_text(encoding="ascii").splitlines()[2:]
    assert [line.split(":")[0].strip() for line in devices] == ["lo"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into it")
def test_descriptors_and_environment(whole):
    folder = process_of(whole)
    appliance = whole.launch_report()["appliance"]
    template = whole.launch_report().get("template", "no template")
    for descriptor in (folder / "fd").iterdir():
        target = os.readlink(descriptor)
        flags = next(line for line in
                     (folder / "fdinfo" / descriptor.name).read_text(encoding="ascii").splitlines()
                     if line.startswith("flags:"))
        if target.startswith((appliance, template)):
            assert int(flags.split()[1], 8) & os.O_ACCMODE == os.O_RDONLY, target
        else:
            assert target.startswith(("socket:", "pipe:", "anon_inode:", "/memfd:", "/dev/null", "/null")) \
                or "scratch" in target, target
    variables = (folder / "environ").read_bytes().split(b"\0")
    assert {variable.split(b"=")[0] for variable in variables} <= {b"LC_ALL", b"LD_PRELOAD", b""}


def test_switched_off():
    with launched(sandbox="off") as g:
        report = g.launch_report()
        assert report["sandbox"] == ""
        assert "sandbox=off" in report["sandbox_missing"]
        assert status_of(process_of(g))["Seccomp"] == "0"


def test_required(whole):
    with launched(sandbox="required") as g:
        assert "sandbox_missing" not in g.launch_report()
    g = guestfs.GuestFS()
    g.set_backend_setting("sandbox", "required")
    g.set_network(True)
    g.add_drive_scratch(1 << 20)
    with pytest.raises(RuntimeError, match="sandbox=required.*network: the appliance has a network"):
        g.launch()
    g.set_network(False)
    g.launch()
    g.close()


def test_wrong_value():
    g = guestfs.GuestFS()
    g.set_backend_setting("sandbox", "perhaps")
    g.add_drive_scratch(1 << 20)
    with pytest.raises(RuntimeError, match="sandbox=perhaps: the value must be"):
        g.launch()
    g.close()


def test_script_in_place_of_the_hypervisor(tmp_path):
    script = tmp_path / "qemu"
    g = guestfs.GuestFS(python_return_dict=True)
    script.write_text(f'#!/bin/sh\nexec {g.get_hv()} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    g.set_hv(str(script))
    g.add_drive_scratch(1 << 20)
    g.launch()
    report = g.launch_report()
    assert "landlock: the hypervisor is a script" in report["sandbox_missing"]
    assert "no_new_privs" in report["sandbox"].split(",")
    assert report["start"] == "booted"
    g.close()
