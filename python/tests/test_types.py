# SPDX-License-Identifier: LGPL-2.1-or-later
"""The stubs agree with the module, and programs that use them are typed."""

import inspect
import os
import subprocess
import sys
import typing
from pathlib import Path

import guestfs
import pytest

PROGRAM = '''
from pathlib import Path
from typing import Dict, List

import guestfs


def progress(event: int, event_handle: int, buf: bytes, array: List[int]) -> None:
    print(guestfs.event_to_string(event), event_handle, buf.decode(), array[2])


def filesystems(disk: Path) -> Dict[str, str]:
    with guestfs.GuestFS(python_return_dict=True) as g:
        g.set_event_callback(progress, guestfs.EVENT_PROGRESS | guestfs.EVENT_TRACE)
        g.add_drive(disk, readonly=True, format="raw")
        g.add_drive_opts(b"/other", server=["localhost:10809"], protocol="nbd")
        g.launch()
        mode: int = g.statns("/")["st_mode"]
        status: guestfs.Statvfs = g.statvfs("/")
        content: bytes = g.read_file("/etc/hostname")
        names: List[str] = g.ls("/")
        g.write("/motd", content + bytearray(b"x"))
        print(mode, status["bsize"], names)
        return dict(g.list_filesystems())


try:
    filesystems(Path("disk.img"))
except guestfs.Error as error:
    print(error.errno or 0, error.function)
'''

MISTAKES = '''
import guestfs
g = guestfs.GuestFS()
g.add_drive(1)
g.mount("/dev/sda1")
g.add_drive("disk.img", colour="red")
g.set_memsize("1024")
number: str = g.get_memsize()
g.statns("/")["missing"]
g.set_event_callback(lambda: None, guestfs.EVENT_ALL)
'''


def mypy(program, tmp_path):
    pytest.importorskip("mypy")
    source = tmp_path / "program.py"
    source.write_text(program)
    # A stub package is looked for only beside installed modules.
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    (stubs / "guestfs.pyi").write_text(stub_file().read_text())
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", os.devnull, str(source)],
        env={**os.environ, "MYPYPATH": str(stubs)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )


def stub_file():
    folder = Path(guestfs.__file__).resolve().parent
    installed = folder / "guestfs-stubs/__init__.pyi"
    return installed if installed.exists() else folder / "guestfs.pyi"


def test_a_correct_program(tmp_path):
    result = mypy(PROGRAM, tmp_path)
    assert result.stdout == "Success: no issues found in 1 source file\n"


def test_mistakes_are_found(tmp_path):
    result = mypy(MISTAKES, tmp_path)
    found = sorted({int(line.split(":")[1]) for line in result.stdout.splitlines() if ": error:" in line})
    assert found == list(range(4, 11))


def test_stubs_agree_with_the_module(tmp_path):
    pytest.importorskip("mypy")
    result = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "--concise", "guestfs"],
        env={**os.environ, "MYPYPATH": str(stub_file().parent)},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    # mypy sees another metaclass in each TypedDict than Python has, and
    # attributes that only Python's typing knows.
    own = set(dir(typing.TypedDict("Empty", {})))
    lines = [
        line
        for line in result.stdout.splitlines()
        if line.startswith("guestfs.")
        and "metaclass differs" not in line
        and line.split()[0].rpartition(".")[2] not in own
    ]
    assert lines == []


def methods():
    return [
        (name, method)
        for name, method in inspect.getmembers(guestfs.GuestFS, inspect.isfunction)
        if not name.startswith("_")
    ]


def test_each_method_has_a_docstring():
    missing = [name for name, method in methods() if not inspect.getdoc(method)]
    assert missing == []


def test_docstrings_are_in_the_words_of_python():
    doc = inspect.getdoc(guestfs.GuestFS.mount)
    assert doc.splitlines()[0].endswith(".")
    everything = "\n".join(inspect.getdoc(method) for _, method in methods())
    for foreign in ("guestfs_mount", "C<", "NULL-terminated"):
        assert foreign not in everything


def test_signature_is_helpful():
    signature = inspect.signature(guestfs.GuestFS.mkfs)
    assert list(signature.parameters)[:3] == ["self", "fstype", "device"]
    assert signature.parameters["blocksize"].default is None
    assert signature.parameters["label"].annotation == "Optional[Text]"
