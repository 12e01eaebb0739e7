# SPDX-License-Identifier: LGPL-2.1-or-later
"""The generated round trips: every kind of argument and result."""

import os
import subprocess
import sys
from pathlib import Path

import guestfs
import pytest


def test_round_trips():
    folder = Path(guestfs.__file__).parent.parent / "tests"
    if not (folder / "bindtests.py").exists():
        pytest.skip("the module is not that of a build tree")
    result = subprocess.run(
        [sys.executable, str(folder / "bindtests.py")],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        check=False,
    )
    expected = (folder / "bindtests-expected.txt").read_bytes()
    assert result.stdout.split(b"\n") == expected.split(b"\n")
    assert result.returncode == 0
