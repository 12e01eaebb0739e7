# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# For tests that are shell scripts: each check prints a line of the Test
# Anything Protocol, and when it fails what its command said.

tests_run=0

# ok NAME COMMAND...: passes if COMMAND succeeds.
ok ()
{
  local name=$1 output

  shift
  tests_run=$((tests_run + 1))
  if output=$("$@" 2>&1); then
    echo "ok $tests_run - $name"
  else
    echo "not ok $tests_run - $name"
    echo "# failed: $*"
    while IFS= read -r line; do
      echo "# $line"
    done <<< "$output"
  fi
}

# skip NAME REASON: says why a check cannot be made here.
skip ()
{
  tests_run=$((tests_run + 1))
  echo "ok $tests_run - $1 # SKIP $2"
}

# Ends the test; without this line it counts as broken off.
plan ()
{
  echo "1..$tests_run"
}

# Prints nothing and succeeds if nothing comes from its standard input.
empty ()
{
  ! grep .
}
