# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists and texts of any length, in both directions."""

import errno
import os
import subprocess

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20
ENTRIES = 1_000_000
NAMES = sorted(str(i) for i in range(ENTRIES))


@pytest.fixture(name="g", scope="module")
def guest(tmp_path_factory):
    """One directory with all names, on squashfs, which is made quickly."""
    folder = tmp_path_factory.mktemp("large")
    tree = folder / "tree"
    tree.mkdir()
    for name in NAMES:
        os.mknod(tree / name)
    subprocess.run(["mksquashfs", tree, folder / "image", "-noI", "-quiet",
                    "-no-progress"], check=True)
    subprocess.run(["rm", "-r", tree], check=True)
    with guestfs.GuestFS(python_return_dict=True) as handle:
        handle.set_memsize(2000)
        handle.add_drive(str(folder / "image"), format="raw", readonly=True)
        handle.launch()
        handle.mount_ro("/dev/sda", "/")
        yield handle


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """The handle of this module lives on between its tests."""


def test_ls(g):
    assert g.ls("/") == NAMES


def test_find(g, tmp_path):
    assert g.find("/") == NAMES
    g.find0("/", str(tmp_path / "names"))
    assert sorted((tmp_path / "names").read_text().split("\0")[:-1]) == NAMES


def test_readdir(g):
    entries = g.readdir("/")
    assert sorted(entry["name"] for entry in entries) == [".", "..", *NAMES]


def test_list_of_100_mb(g):
    words = [f"{i:09}{'word' * 23}" for i in range(1_000_000)]
    assert g.echo_daemon(words) == " ".join(words)


def test_longer_than_a_message(g):
    with pytest.raises(RuntimeError, match="larger than a message may be") as caught:
        g.echo_daemon(["x" * (300 * MEBIBYTE)] * 4)
    assert caught.value.errno == errno.E2BIG
    assert g.echo_daemon(["works", "again"]) == "works again"
