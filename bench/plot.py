# SPDX-License-Identifier: GPL-2.0-or-later
"""Throughput by size, as a picture (SVG 1.1)."""

from __future__ import annotations

import math
import statistics

from table import Result
from transfers import SIZES

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 40, 60
SLOWEST, FASTEST = 0.01, 2000  # MB/s

COLOURS = {"ours": "#1b6ca8", "theirs": "#c0561b"}
DASHES = {"upload": "", "download": "6 4"}


def across(size: float) -> float:
    low, high = math.log(SIZES[0]), math.log(SIZES[-1])
    return LEFT + (WIDTH - LEFT - RIGHT) * (math.log(size) - low) / (high - low)


def up(speed: float) -> float:
    low, high = math.log(SLOWEST), math.log(FASTEST)
    height = HEIGHT - TOP - BOTTOM
    return HEIGHT - BOTTOM - height * (math.log(max(speed, SLOWEST)) - low) / (high - low)


def text(x: float, y: float, content: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{content}</text>'


def line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}/>'


def size_name(size: int) -> str:
    if size >= 1 << 20:
        return f"{size >> 20} MiB"
    return f"{size >> 10} KiB"


def axes() -> list[str]:
    grid = 'stroke="#dddddd"'
    parts = []
    for size in SIZES:
        parts.append(line(across(size), TOP, across(size), HEIGHT - BOTTOM, grid))
        parts.append(text(across(size), HEIGHT - BOTTOM + 18, size_name(size)))
    for speed in (0.01, 0.1, 1, 10, 100, 1000):
        parts.append(line(LEFT, up(speed), WIDTH - RIGHT, up(speed), grid))
        parts.append(text(LEFT - 8, up(speed) + 4, f"{speed:g}", "end"))
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, "size of the file"))
    parts.append(text(LEFT, TOP - 16, "MB/s", "end"))
    return parts


def curve(library: str, direction: str, points: list[tuple[int, float]], row: int) -> list[str]:
    style = (f'fill="none" stroke="{COLOURS[library]}" stroke-width="2" '
             f'stroke-dasharray="{DASHES[direction]}"')
    places = " ".join(f"{across(size):.1f},{up(speed):.1f}" for size, speed in points)
    y = TOP + 10 + 22 * row
    return [f'<polyline points="{places}" {style}/>',
            line(WIDTH - RIGHT + 14, y, WIDTH - RIGHT + 44, y, style),
            text(WIDTH - RIGHT + 52, y + 4, f"{direction}, {library}", "start")]


def points_of(results: list[Result], library: str) -> list[tuple[int, float]]:
    values = [result.ours if library == "ours" else result.theirs for result in results]
    return [(size, statistics.median(found)) for size, found in zip(SIZES, values) if found]


def picture(uploads: list[Result], downloads: list[Result]) -> str:
    parts = axes()
    row = 0
    for direction, results in (("upload", uploads), ("download", downloads)):
        for library in COLOURS:
            parts += curve(library, direction, points_of(results, library), row)
            row += 1
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12">',
        "<title>Throughput of upload and download by size</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', *parts, "</svg>", ""])
