# SPDX-License-Identifier: LGPL-2.1-or-later
"""pip builds and installs the binding from its source folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent


def build_tree():
    """From "make check" or ./run; otherwise there is nothing to build from."""
    if "build" not in os.environ:
        pytest.skip("no build tree is named in the variable build")
    return Path(os.environ["build"])


@pytest.fixture
def installed(tmp_path):
    pytest.importorskip("setuptools")
    build = build_tree()
    source = tmp_path / "python"
    shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("generated", "build", "__pycache__"))
    target = tmp_path / "site"
    environment = {
        **os.environ,
        "GUESTFS_GENERATED": str(build / "generated/python"),
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    result = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--no-build-isolation", "--no-index"]
        + ["--disable-pip-version-check", "--target", str(target), str(source)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return target


def test_install(installed):
    program = (
        "import guestfs\n"
        "print(guestfs.__file__)\n"
        "print(guestfs.libguestfsmod.__file__)\n"
        "print(guestfs.GuestFS().internal_test_rint('5'))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(installed)},
        cwd=installed,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    module, extension, number = result.stdout.splitlines()
    assert module == str(installed / "guestfs.py")
    assert Path(extension).parent == installed
    assert number == "5"
    assert (installed / "guestfs-stubs/__init__.pyi").stat().st_size > 0
    assert (installed / "guestfs-stubs/py.typed").exists()
