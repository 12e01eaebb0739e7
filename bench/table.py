# SPDX-License-Identifier: GPL-2.0-or-later
"""The results as a table, on the terminal and in Markdown."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field

from case import Case


@dataclass
class Result:
    case: Case
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def ratio(self) -> float | None:
        """How many times as good ours is."""
        if not self.ours or not self.theirs:
            return None
        mine, other = statistics.median(self.ours), statistics.median(self.theirs)
        return mine / other if self.case.more_is_better else other / mine

    def verdict(self) -> str:
        ratio, target = self.ratio(), self.case.target
        if target is None or ratio is None:
            return ""
        return f"{target:g}: {'met' if ratio >= target else 'missed'}"


def number(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:.3g}"


def spread(values: list[float]) -> str:
    if not values:
        return "-"
    return f"{number(statistics.median(values))} ({number(min(values))}–{number(max(values))})"


HEADINGS = ["what", "unit", "ours", "theirs", "times as good", "target", "rounds"]


def cells(result: Result) -> list[str]:
    ratio = result.ratio()
    return [
        result.case.name,
        result.case.unit,
        spread(result.ours),
        spread(result.theirs),
        f"{ratio:.1f}" if ratio is not None else "-",
        result.verdict(),
        str(max(len(result.ours), len(result.theirs))),
    ]


def widths(results: list[Result]) -> list[int]:
    return [max(map(len, column)) for column in zip(HEADINGS, *map(cells, results))]


def row(texts: list[str], sizes: list[int]) -> str:
    return "  ".join(text.ljust(size) for text, size in zip(texts, sizes)).rstrip()


def for_terminal(results: list[Result]) -> str:
    sizes = widths(results)
    lines = [row(HEADINGS, sizes)] + [row(cells(result), sizes) for result in results]
    return "\n".join(lines + failures(results))


def failures(results: list[Result]) -> list[str]:
    return [f"{result.case.name}: {text}" for result in results for text in result.failures]


def markdown_row(texts: list[str]) -> str:
    return "| " + " | ".join(texts) + " |"


def rows_of(text: str) -> dict[str, str]:
    """The rows of an earlier run, by the names of their cases."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return {line.split(" | ")[0].removeprefix("| "): line for line in lines
            if line.count(" | ") == len(HEADINGS) - 1}


def rows(cases: list[Case], results: list[Result], old: dict[str, str]) -> list[str]:
    """One for each case, of RESULTS or else of an earlier run."""
    new = {result.case.name: markdown_row(cells(result)) for result in results}
    found = [new.get(case.name, old.get(case.name)) for case in cases]
    return [row for row in found if row is not None]


def for_markdown(lines_of_cases: list[str], results: list[Result], facts: dict[str, str]) -> str:
    lines = ["# Results", "",
             "Written by `./setup bench`: medians, with the smallest and the largest value, of "
             "rounds in which both libraries took turns. Only ratios of one row say something; "
             "a ratio above 1 is in our favour.", "",
             markdown_row(["on", ""]), markdown_row(["---", "---"])]
    lines += [markdown_row([name, text]) for name, text in facts.items()]
    lines += ["", markdown_row(HEADINGS), markdown_row(["---"] * len(HEADINGS))]
    lines += lines_of_cases
    lines += ["", "![Throughput of upload and download by size](transfer.svg)"]
    lines += [""] + [f"- {text}" for text in failures(results)]
    return "\n".join(lines).rstrip() + "\n"
