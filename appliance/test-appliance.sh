#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Boots an appliance by hand, without the library, and checks that
#
#   - the daemon is started within the time that is promised,
#   - init says in one line what is wrong when there is no root image,
#   - init says so too when the root image is not one.
#
#   test-appliance.sh DIRECTORY
#
# Prints what init and the daemon said when a check fails.

set -euo pipefail

directory=${1:?usage: test-appliance.sh DIRECTORY}
qemu=${LIBGUESTFS_HV:-qemu-system-x86_64}
work=$(mktemp -d)
machine= # process id of qemu
# What the library tells a kernel in this machine; on a busy host an emulated
# one does not start without it.
kernel_words=$(sed -n 's/^ *\.kernel_words = "\(..*\)",$/\1/p' \
                   "$(dirname "$0")/../lib/base/machine-facts.c" | head -n 1)
[ -n "$kernel_words" ] || { echo "lib/base/machine-facts.c: no kernel words" >&2; exit 1; }
failures=0

clean_up ()
{
  [ -z "$machine" ] || kill "$machine" 2> /dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

# start IMAGE SERIAL: starts a machine with its console in $work/console and
# its channel to the daemon in $work/channel.
start ()
{
  rm -f "$work/console" "$work/channel"
  truncate -s 8M "$work/window"
  "$qemu" -nodefaults -no-user-config -display none -no-reboot \
    -machine q35,accel=tcg,vmport=off,hpet=off,graphics=off \
    -cpu max,-erms,-fsrm -m 512 \
    -kernel "$directory/vmlinuz" -initrd "$directory/initrd" \
    -append "console=ttyS0 quiet panic=1 cryptomgr.notests $kernel_words" \
    -blockdev "driver=raw,node-name=root,read-only=on,file.driver=file,file.filename=$1,file.locking=off" \
    -device "virtio-blk-pci,drive=root,serial=$2" \
    -blockdev "driver=raw,node-name=window,file.driver=file,file.filename=$work/window" \
    -device virtio-blk-pci,drive=window,serial=guestfs-window \
    -device virtio-scsi-pci -device virtio-serial-pci -device virtio-rng-pci \
    -chardev "file,id=channel,path=$work/channel" \
    -device virtserialport,chardev=channel,name=org.libguestfs.channel.0 \
    -serial "file:$work/console" < /dev/null &
  machine=$!
}

# wait_for SECONDS COMMAND...: until the command is true or the time is up.
wait_for ()
{
  local deadline=$((SECONDS + $1))
  shift

  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.05
  done
}

machine_has_ended ()
{
  ! kill -0 "$machine" 2> /dev/null
}

stop ()
{
  kill "$machine" 2> /dev/null || true
  wait "$machine" 2> /dev/null || true
  machine=
}

# report NAME COMMAND...: runs a check and says how it went.
report ()
{
  local name=$1
  shift

  if "$@"; then
    echo "ok - $name"
  else
    echo "not ok - $name"
    sed 's/^/# /' "$work/console" || true
    failures=$((failures + 1))
  fi
  stop
}

# The daemon's first act is to write its greeting to the channel.
daemon_greets ()
{
  start "$directory/root.erofs" guestfs-root
  wait_for 20 test -s "$work/channel"
}

# init_says LINE: does the machine end, with this line on its console?
init_says ()
{
  wait_for 30 machine_has_ended && grep -q "^guestfs-init: $1" "$work/console"
}

missing_root_is_reported ()
{
  start "$directory/root.erofs" another-disk
  init_says 'find root image: no disk with serial number guestfs-root'
}

broken_root_is_reported ()
{
  truncate -s 1M "$work/empty"
  start "$work/empty" guestfs-root
  init_says 'mount root image: /dev/vda: Invalid argument'
}

report "the daemon greets" daemon_greets
report "a missing root image is reported" missing_root_is_reported
report "a broken root image is reported" broken_root_is_reported
[ "$failures" -eq 0 ]
