/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the library, the daemon and the appliance's init agree on without having to
 * say it to each other.  The conversation itself, with the sizes of its frames and of
 * the window, is in frames.x. */

#ifndef AGREED_H
#define AGREED_H

/* Drive N is target N of one virtio-scsi controller, which has targets 0 to
 * 255 (VIRTIO_SCSI_MAX_TARGET in qemu); API level 1.61 says 255. */
#define MAX_DISKS 255

/* The serial number by which init finds the disk with the root image. */
#define ROOT_SERIAL "guestfs-root"

/* The virtio port that is the channel. */
#define CHANNEL_NAME "org.libguestfs.channel.0"

/* Words of the kernel's command line. */
#define WORD_VERBOSE "guestfs_verbose=1"
#define WORD_NETWORK "guestfs_network=1"

/* qemu's user-mode network, of the API's documentation, and what qemu has in it:
 * the address that its DHCP server would give first, and the fixed ones of the
 * gateway and the resolver (the option "net" in qemu(1)). */
#define USER_NETWORK "169.254.0.0/16"
#define USER_NETMASK "255.255.0.0"
#define USER_ADDRESS "169.254.2.15"
#define USER_GATEWAY "169.254.2.2"
#define USER_RESOLVER "169.254.2.3"

/* Content of a file in one frame: what the daemon sends, and the most that it takes.
 * What is larger goes through the window. */
#define CHUNK_FROM_DAEMON (256 * 1024)

/* The longest text of an error, with its final NUL. */
#define ERROR_TEXT_SIZE 65536

/* Fresh random numbers for an appliance that was restored from a template: the key of
 * the kernel's generator (CHACHA_KEY_SIZE in Linux). */
#define ENTROPY_SIZE 32

#endif /* AGREED_H */
