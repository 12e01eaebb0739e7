# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures with the guestfs module that this Python finds.

usage: worker.py ours|theirs FOLDER SHARED

Each line of standard input is a request, {"do": "prepare", "case": NAME}, the
same with "run" or "tidy up", or {"do": "about"}; each is answered by a line of
JSON with "value" or "error".  It ends with its input."""

from __future__ import annotations

import json
import os
import re
import sys
import traceback
from pathlib import Path

import guestfs
from case import World
from cases import CASES, PLOTTED


def loaded_library() -> str:
    """The shared library that is really in use."""
    maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    found = re.search(r"(/\S*/libguestfs\.so\.0\S*)$", maps, re.MULTILINE)
    return found.group(1) if found else "none"


def about(world: World) -> dict[str, str]:
    g = world.launched()
    version = g.version()
    kernel = re.search(r"Linux version (\S+)", g.dmesg())
    g.close()
    return {
        "version": "{major}.{minor}.{release}".format_map(version),
        "file": loaded_library(),
        "kernel": kernel.group(1) if kernel else "unknown",
    }


def answer(world: World, request: dict[str, str]) -> object:
    if request["do"] == "about":
        return about(world)
    case = next(case for case in CASES + PLOTTED if case.name == request["case"])
    if request["do"] == "run":
        return case.run(world)
    if request["do"] == "tidy up":
        world.tidy_up()
    elif case.prepare is not None:
        case.prepare(world)
    return None


def main() -> None:
    # What anything prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    world = World(guestfs, sys.argv[1] == "ours", Path(sys.argv[2]), Path(sys.argv[3]))
    for line in sys.stdin:
        try:
            result = {"value": answer(world, json.loads(line))}
        except Exception as error:  # any: it is reported, and the next case is measured
            traceback.print_exc()
            result = {"error": str(error).splitlines()[0] if str(error) else repr(error)}
        print(json.dumps(result), file=answers, flush=True)
    world.tidy_up()


main()
