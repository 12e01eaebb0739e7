# SPDX-License-Identifier: GPL-2.0-or-later
"""Templates: made once, used by everybody, and never the reason why a launch
fails."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20

# Less memory than usual: these templates are copied.
MEMORY = 512


@pytest.fixture(scope="session")
def stored(tmp_path_factory):
    """A cache directory with one template."""
    folder = tmp_path_factory.mktemp("cache")
    with handle(folder) as g:
        assert launched(g)["start"] == "restored"
    return folder


@pytest.fixture
def cache(stored, tmp_path):
    """A copy of it."""
    folder = tmp_path / "cache"
    subprocess.run(["cp", "-a", "--sparse=always", stored, folder], check=True)
    return folder


def handle(cache, drives=1):
    g = guestfs.GuestFS(python_return_dict=True)
    g.set_memsize(MEMORY)
    g.set_cachedir(str(cache))
    for _ in range(drives):
        g.add_drive_scratch(10 * MEBIBYTE)
    return g


def launched(g):
    g.launch()
    g.ping_daemon()
    return g.launch_report()


def templates(cache):
    folder = cache / f".guestfs-{os.geteuid()}"
    return sorted(path for path in folder.glob("template-*") if path.is_dir())


def the_template(cache):
    [template] = templates(cache)
    return template


def make_writable(path):
    path.chmod(0o600)


# ---- one is made and used ----


def test_second_launch_uses_the_template_of_the_first(tmp_path):
    for _ in range(2):
        with handle(tmp_path) as g:
            report = launched(g)
            assert report["start"] == "restored"
            assert Path(report["template"]) == the_template(tmp_path)


def test_nobody_else_can_read_it(stored):
    folder = the_template(stored)
    assert folder.stat().st_mode & 0o077 == 0
    assert folder.parent.stat().st_mode & 0o022 == 0
    for file in folder.iterdir():
        assert file.stat().st_mode & 0o277 == 0, file


def test_it_is_not_changed_by_who_uses_it(cache):
    def content():
        return {file.name: file.read_bytes() for file in the_template(cache).iterdir()}

    before = content()
    with handle(cache) as g:
        launched(g)
        g.mkfs("ext4", "/dev/sda")
        g.mount("/dev/sda", "/")
        g.write("/file", b"x" * MEBIBYTE)
    assert content() == before


def test_switched_off(cache):
    with handle(cache) as g:
        g.set_backend_setting("template", "off")
        report = launched(g)
        assert report["start"] == "booted"
        assert "template=off" in report["start_reason"]


def test_unknown_value_of_the_setting(cache):
    with handle(cache) as g:
        g.set_backend_setting("template", "perhaps")
        with pytest.raises(RuntimeError, match="template=perhaps: the value must be"):
            g.launch()


def test_made_in_advance(tmp_path):
    with handle(tmp_path, drives=0) as g:
        g.set_backend_setting("template", "make")
        assert launched(g)["start"] == "restored"
    assert len(templates(tmp_path)) == 1


def test_cannot_be_made_though_it_was_demanded(tmp_path):
    with handle(tmp_path) as g:
        g.set_backend_setting("template", "make")
        g.config("-name", "somebody")
        with pytest.raises(RuntimeError, match="no template could be made: .*config"):
            g.launch()


# ---- what shapes the machine has a template of its own ----


@pytest.mark.parametrize("change", [
    lambda g: g.set_memsize(MEMORY + 64),
    lambda g: g.set_smp(2),
    lambda g: g.set_append("quiet2"),
    lambda g: g.set_network(True),
], ids=["memsize", "smp", "append", "network"])
def test_properties_are_honoured(cache, change):
    with handle(cache) as g:
        change(g)
        assert launched(g)["start"] == "restored"
        assert len(templates(cache)) == 2
        memory = int(next(line for line in g.dmesg().splitlines() if "Memory:" in line)
                     .split("Memory: ")[1].split("K")[0].split("/")[0])
        assert memory < g.get_memsize() * 1024
        assert (g.get_append() or "") in g.dmesg()


def test_verbose_needs_none_of_its_own(cache):
    with handle(cache) as g:
        messages = []
        g.set_event_callback(lambda event, handle, data, array: messages.append(data),
                             guestfs.EVENT_APPLIANCE)
        g.set_verbose(True)
        assert launched(g)["start"] == "restored"
        # The console may be slower than the reply.
        deadline = time.monotonic() + 60
        while not any(b"ping_daemon" in text for text in messages):
            assert time.monotonic() < deadline
            g.ping_daemon()
    assert len(templates(cache)) == 1


def test_sandbox_that_is_required_says_nothing_of_templates(cache):
    """A network is outside of the sandbox."""
    with handle(cache) as g:
        g.set_network(True)
        g.set_backend_setting("sandbox", "required")
        with pytest.raises(RuntimeError, match="it lacks network"):
            g.launch()
    assert not list(cache.glob(".guestfs-*/*.refused"))


def launch_elsewhere(cache, *command):
    """In a program of its own, with COMMAND before it."""
    with handle(cache) as g:
        path = g.get_path()
    program = (f"import guestfs; g = guestfs.GuestFS(python_return_dict=True); "
               f"g.set_path({path!r}); g.set_memsize({MEMORY}); g.set_cachedir({str(cache)!r}); "
               "g.add_drive_scratch(1 << 20); g.launch(); print(g.launch_report()['start'])")
    return subprocess.run([*command, sys.executable, "-c", program], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


@pytest.mark.parametrize("limit", ["--fsize=2000000", "--nofile=12"])
def test_limit_of_the_program_says_nothing_of_templates(cache, limit):
    result = launch_elsewhere(cache, "prlimit", limit)
    assert result.returncode == 1
    assert "guestfs_launch failed" in result.stderr
    assert not list(cache.glob(".guestfs-*/*.refused"))


@pytest.mark.parametrize("limit", range(16, 41, 4))
def test_few_open_files(cache, limit):
    """It works, or the error says which limit it was."""
    result = launch_elsewhere(cache, "prlimit", f"--nofile={limit}")
    if result.returncode == 0:
        assert result.stdout == "restored\n"
    else:
        assert f"at most {limit} open files" in result.stderr
        assert "ulimit -n" in result.stderr
    assert not list(cache.glob(".guestfs-*/*.refused"))


@pytest.mark.parametrize("mask", ["027", "077"])
def test_files_that_nobody_else_may_read(tmp_path, mask):
    """The hypervisor of root is another user."""
    result = launch_elsewhere(tmp_path, "sh", "-c", f"umask {mask}; exec \"$@\"", "sh")
    assert (result.stdout, result.stderr) == ("restored\n", "")
    assert not list(tmp_path.glob(".guestfs-*/*.refused"))


def test_maker_that_was_killed_leaves_nothing(cache):
    """What it had written goes as soon as another one makes the same template."""
    template = the_template(cache)
    left = template.with_name(template.name + ".new-abcdef")
    template.rename(left)
    with handle(cache) as g:
        assert launched(g)["start"] == "restored"
    assert templates(cache) == [template]


def test_options_of_the_hypervisor_boot(cache):
    with handle(cache) as g:
        g.config("-name", "somebody")
        report = launched(g)
        assert report["start"] == "booted"
        assert "config" in report["start_reason"]


def test_their_number_is_bounded(cache):
    """Old ones make room: they are only as large as this test lets them."""
    folder = the_template(cache)
    for i in range(12):
        copy = folder.parent / f"template-{i:016x}"
        copy.mkdir()
        (copy / "memory").write_bytes(b"")
        (copy / "state").write_bytes(b"")
        (copy / "about").write_bytes(b"{}")
        os.utime(copy / "about", (1000 + i, 1000 + i))
    stale = folder.parent / "template-0000000000000000.new-abcdef"
    stale.mkdir()
    os.utime(stale, (1000, 1000))
    with handle(cache) as g:
        g.set_memsize(MEMORY + 64)
        used = launched(g)["template"]
    left = templates(cache)
    assert len(left) <= 8
    assert Path(used) in left
    assert folder in left
    assert not stale.exists()


# ---- what is wrong with it leads to another way ----


def truncate(path, size):
    make_writable(path)
    os.truncate(path, size)


def overwrite(path, offset, content):
    make_writable(path)
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def of_another_machine(template):
    about = json.loads((template / "about").read_text(encoding="utf-8"))
    about["key"] += "another qemu\n"
    make_writable(template / "about")
    (template / "about").write_text(json.dumps(about), encoding="utf-8")


@pytest.mark.parametrize("damage", [
    lambda template: truncate(template / "memory", 4096),
    lambda template: truncate(template / "state", 1000),
    lambda template: truncate(template / "state", 0),
    lambda template: truncate(template / "about", 10),
    lambda template: overwrite(template / "state", 3000, b"damage"),
    lambda template: (template / "memory").unlink(),
    lambda template: (template / "state").unlink(),
    lambda template: shutil.rmtree(template) or template.write_text("a file"),
    lambda template: (template / "state").chmod(0o666),
    of_another_machine,
], ids=["memory truncated", "state truncated", "state empty", "about truncated", "state damaged",
        "no memory", "no state", "a file in its place", "writable for others", "foreign"])
def test_unusable_template_is_made_again(cache, damage):
    damage(the_template(cache))
    with handle(cache) as g:
        assert launched(g)["start"] in ("restored", "booted")
    with handle(cache) as g:
        assert launched(g)["start"] in ("restored", "booted")


def make_checked(template, state):
    """Gives it another state, right by its checksum."""
    overwrite(template / "state", 0, state)
    about = json.loads((template / "about").read_text(encoding="utf-8"))
    value = 0xcbf29ce484222325
    for byte in state:
        value = ((value ^ byte) * 0x100000001b3) & 0xffffffffffffffff
    about["checksum"] = f"{value:016x}"
    if "state" in about:
        about["state"] = len(state)
    make_writable(template / "about")
    (template / "about").write_text(json.dumps(about), encoding="utf-8")


def test_state_that_the_hypervisor_refuses(cache):
    """Right by its checksum, wrong for qemu: the appliance boots, and the
    template is made anew."""
    template = the_template(cache)
    state = bytearray((template / "state").read_bytes())
    state[100:50000] = bytes(49900)
    make_checked(template, state)
    with handle(cache) as g:
        report = launched(g)
        assert report["start"] == "booted"
        assert report["start_reason"]
    assert not template.exists()
    assert not list(cache.glob(".guestfs-*/*.refused"))
    with handle(cache) as g:
        assert launched(g)["start"] == "restored"


def test_state_that_is_refused_before_it_is_all_read(cache):
    """The hypervisor ends while the library still writes: that is no SIGPIPE for the
    program, and the template is made anew."""
    template = the_template(cache)
    make_writable(template / "state")
    make_checked(template, bytes(8 * MEBIBYTE))
    with handle(cache) as g:
        assert launched(g)["start"] == "booted"
    assert not template.exists()
    with handle(cache) as g:
        assert launched(g)["start"] == "restored"


def test_cache_directory_is_a_file(tmp_path):
    (tmp_path / f".guestfs-{os.geteuid()}").write_text("in the way", encoding="utf-8")
    with handle(tmp_path) as g:
        report = launched(g)
        assert report["start"] == "booted"
        assert "cache directory" in report["start_reason"]


def test_others_can_write_the_cache_directory(cache):
    the_template(cache).parent.chmod(0o777)
    with handle(cache) as g:
        report = launched(g)
        assert report["start"] == "booted"
        assert "other users can write" in report["start_reason"]


def test_cache_directory_vanished(tmp_path):
    folder = tmp_path / "cache"
    folder.mkdir()
    with handle(folder) as g:
        folder.rmdir()
        assert launched(g)["start"] == "booted"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
@pytest.mark.parametrize("options", ["size=20m", "ro"], ids=["disk full", "read-only"])
def test_no_room_in_the_cache_directory(tmp_path, options):
    """In a mount namespace of its own, where nobody else sees the tmpfs."""
    cache = tmp_path / "cache"
    cache.mkdir()
    with handle(cache) as g:
        path = g.get_path()
    program = ("import guestfs; g = guestfs.GuestFS(python_return_dict=True); "
               f"g.set_path({path!r}); g.set_memsize({MEMORY}); g.set_cachedir({str(cache)!r}); "
               "g.add_drive_scratch(1 << 20); g.launch(); r = g.launch_report(); "
               "print(r['start'], r['start_reason'])")
    result = subprocess.run(
        ["unshare", "--mount", "sh", "-c",
         'mount -t tmpfs -o "$1" tmpfs "$2" && exec "$3" -c "$4"', "sh", options, cache,
         sys.executable, program], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    assert result.stdout.startswith("booted ")


# ---- many at once ----


def test_many_start_at_once_and_one_makes_it(tmp_path):
    """None fails, and what others wait for is one template."""
    reports = []

    def launch():
        with handle(tmp_path) as g:
            reports.append(launched(g))

    threads = [threading.Thread(target=launch) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report["start"] for report in reports] == ["restored"] * 6
    assert len(templates(tmp_path)) == 1


# ---- the hypervisor cannot change it ----


def test_no_machine_has_a_writable_descriptor_of_it(cache):
    with handle(cache) as g:
        template = launched(g)["template"]
        for link in Path(f"/proc/{g.get_pid()}/fd").iterdir():
            if os.readlink(link).startswith(template):
                flags = next(line for line in
                             Path(f"/proc/{g.get_pid()}/fdinfo/{link.name}").read_text(
                                 encoding="ascii").splitlines() if line.startswith("flags:"))
                assert int(flags.split()[1], 8) & os.O_ACCMODE == os.O_RDONLY
        maps = Path(f"/proc/{g.get_pid()}/maps").read_text(encoding="utf-8")
        mapped = [line.split()[1] for line in maps.splitlines() if template in line]
        assert mapped
        assert all(mode[3] == "p" for mode in mapped), "its pages are private copies"
