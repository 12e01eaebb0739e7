# SPDX-License-Identifier: GPL-2.0-or-later
"""Adds up what "make check" left in a build tree.

usage: summary.py BUILD STATUS

STATUS is the exit status of "make check".  The last line printed is
"N passed, N failed", and ", N skipped" if there are any.
"""

import pathlib
import re
import sys

RESULT = re.compile(r"^:test-result: (PASS|FAIL|SKIP|XFAIL|XPASS|ERROR) ?(.*)$", re.MULTILINE)

# XFAIL and XPASS: a test that is expected to fail is not wanted here.
PASSED = {"PASS"}
SKIPPED = {"SKIP"}


def main(build: pathlib.Path, status: int) -> int:
    total = {"passed": 0, "failed": 0, "skipped": 0}
    remarks = []
    print(f"\n{'suite':<40} {'passed':>7} {'failed':>7} {'skipped':>7}")
    for results in sorted(build.rglob("*.trs")):
        suite = str(results.relative_to(build).with_suffix(""))
        counts = dict.fromkeys(total, 0)
        for result, text in RESULT.findall(results.read_text(errors="replace")):
            kind = "passed" if result in PASSED else "skipped" if result in SKIPPED else "failed"
            counts[kind] += 1
            if kind != "passed":
                remarks.append(f"{kind}: {suite}: {text}")
        print(f"{suite:<40} {counts['passed']:>7} {counts['failed']:>7} {counts['skipped']:>7}")
        for kind, count in counts.items():
            total[kind] += count
    if status != 0 and total["failed"] == 0:
        total["failed"] = 1
        remarks.append(f"failed: make check itself, with status {status}; see above")
    if total["passed"] == 0 and total["failed"] == 0:
        total["failed"] = 1
        remarks.append("failed: no test ran")
    print("", *remarks, sep="\n")
    if total["failed"]:
        print(f"What the tests said is in {build}/SUITE.log.")
    skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
    print(f"{total['passed']} passed, {total['failed']} failed{skipped}")
    return 1 if total["failed"] else 0


sys.exit(main(pathlib.Path(sys.argv[1]), int(sys.argv[2])))
