#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures this library and the distribution's, side by side.

Each library runs in a process of its own, and they take turns, so that what
else the machine does harms both alike.  A complete run writes RESULTS.md and
transfer.svg."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import libraries
import machine
import plot
import table
from case import Case
from cases import CASES, PLOTTED
from libraries import Failed, Library
from table import Result

SOURCE = Path(__file__).resolve().parent.parent


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.py", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="CASE",
                        help="only cases whose names begin so")
    parser.add_argument("--rounds", type=int, default=5, help="of each case (default: 5)")
    parser.add_argument("--update", action="store_true",
                        help="write what is measured into RESULTS.md, and leave its other rows")
    parser.add_argument("--plot", action="store_true",
                        help="draw transfer.svg anew, as a complete run does")
    parser.add_argument("--ours-only", action="store_true", help="leave the original out")
    parser.add_argument("--list", action="store_true", help="print the names of the cases")
    parser.add_argument("--build", type=Path, default=SOURCE / "build", help="the build folder")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds: at least 1")
    return arguments


def chosen(names: list[str]) -> list[Case]:
    cases = [case for case in CASES
             if not names or any(case.name.startswith(name) for name in names)]
    if not cases:
        sys.exit(f"bench: no case has a name that begins with {' or '.join(names)}; see --list")
    return cases


def ask_or_note(result: Result, library: Library, action: str) -> float | None:
    """A case that fails is left out of the other rounds."""
    try:
        return library.ask(do=action, case=result.case.name)
    except Failed as failure:
        result.failures.append(str(failure))
        return None


def measure(case: Case, workers: list[Library], rounds: int) -> Result:
    result = Result(case)
    values = {"ours": result.ours, "theirs": result.theirs}
    able = []
    for library in workers:
        before = len(result.failures)
        ask_or_note(result, library, "prepare")
        if len(result.failures) == before:
            able.append(library)

    for _ in range(min(rounds, case.at_most or rounds)):
        for library in list(able):
            value = ask_or_note(result, library, "run")
            if value is None:
                able.remove(library)
            else:
                values[library.name].append(value)
        able.reverse()  # who comes first changes from round to round

    for library in workers:
        ask_or_note(result, library, "tidy up")
    return result


def measure_all(cases: list[Case], workers: list[Library], rounds: int) -> list[Result]:
    results = []
    for case in cases:
        results.append(measure(case, workers, rounds))
        print(f"bench: {case.name}: {', '.join(table.cells(results[-1])[1:5])}", flush=True)
    return results


def write_down(results: list[Result], facts: dict[str, str]) -> None:
    target = SOURCE / "bench" / "RESULTS.md"
    old_rows = table.rows_of(target.read_text(encoding="utf-8")) if target.exists() else {}
    rows = table.rows(CASES, results, old_rows)
    target.write_text(table.for_markdown(rows, results, facts), encoding="utf-8")
    print(f"\nbench: written to {target}")


def draw(plotted: list[Result]) -> None:
    half = len(plotted) // 2
    target = SOURCE / "bench" / "transfer.svg"
    target.write_text(plot.picture(plotted[:half], plotted[half:]), encoding="utf-8")
    print(f"\nbench: written to {target}")


def start(arguments: argparse.Namespace) -> tuple[list[Library], dict[str, str]]:
    folder = arguments.build / "measured"
    libraries.touch_memory()
    workers = [libraries.start_ours(folder)]
    ours = workers[0].ask(do="about")
    theirs = None
    if not arguments.ours_only:
        try:
            other = libraries.start_theirs(arguments.build, folder)
            theirs = other.ask(do="about")
            libraries.check_apart(ours, theirs)
            workers.append(other)
        except Failed as failure:
            print(f"bench: measuring ours alone: {failure}", flush=True)
    return workers, machine.facts(ours, theirs)


def main() -> int:
    arguments = parse_arguments()
    cases = chosen(arguments.names)
    if arguments.list:
        print(*(case.name for case in cases), sep="\n")
        return 0

    workers, facts = start(arguments)
    for name, text in facts.items():
        print(f"{name + ':':12} {text}", flush=True)
    is_written = len(workers) == 2 and (arguments.update or not arguments.names)
    results = measure_all(cases, workers, arguments.rounds)
    is_plotted = len(workers) == 2 and (arguments.plot or not arguments.names)
    plotted = measure_all(PLOTTED, workers, arguments.rounds) if is_plotted else []
    for library in workers:
        library.close()

    print("\n" + table.for_terminal(results))
    if is_written:
        write_down(results, facts)
    if is_plotted:
        draw(plotted)
    return 1 if any(result.failures for result in results) else 0


sys.exit(main())
