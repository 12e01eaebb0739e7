#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# mkswap of util-linux and a label of 16 bytes.
#
# The header of Linux's swap space has 16 bytes for the label (volume_name of
# union swap_header in include/linux/swap.h).  Expected: a label of 16 bytes is
# stored, or refused.  Seen: it is cut to 15 bytes and the exit status is 0.  That
# is said on standard error, but with -q it is not said at all; so a script that
# looks for the label that it gave finds no such swap space.
#
# Needs apt-get and dpkg-deb of Debian 12.  Exits 0 if it is still so.

set -euo pipefail
export LC_ALL=C

version=2.38.1-5+deb12u3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

apt-get -qq -o APT::Sandbox::User=root download "util-linux=$version"
dpkg-deb -x util-linux_*.deb root
PATH=$folder/root/sbin:$folder/root/usr/sbin:$folder/root/bin:$PATH

fail ()
{
  echo "changed: $*" >&2
  exit 1
}

# The 16 bytes of the label, without the zeros behind it.
stored_label ()
{
  dd if="$1" bs=1 skip=1052 count=16 status=none | tr -d '\0'
}

mkswap --version

truncate -s 1M fifteen
mkswap -q -L 123456789012345 fifteen 2> messages || fail "15 bytes are refused"
[ "$(stored_label fifteen)" = 123456789012345 ] || fail "15 bytes: \"$(stored_label fifteen)\" is stored"

truncate -s 1M sixteen
mkswap -q -L 1234567890123456 sixteen 2> messages || fail "16 bytes are refused with -q"
echo "16 bytes, -q: stored as \"$(stored_label sixteen)\""
sed 's/^/16 bytes, -q: /' messages
if grep -qi truncated messages; then fail "-q says that the label was cut"; fi
[ "$(stored_label sixteen)" = 123456789012345 ] || fail "16 bytes: another label is stored"

mkswap -L 1234567890123456 sixteen > output 2> messages || fail "16 bytes are refused"
sed 's/^/16 bytes: /' messages output
grep -qi 'truncated' messages || fail "nothing is said of a label that was cut"
