/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of the appliance's init share. */

#ifndef APPLIANCE_INIT_H
#define APPLIANCE_INIT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* COMMAND_LINE_SIZE of x86 in the kernel. */
#define COMMAND_LINE_SIZE 2048

/* Prints one line "guestfs-init: STEP: WHAT: reason" for the library to
 * show, and switches the machine off.  The reason is ERRNUM in words, or is
 * left out when ERRNUM is 0. */
void fail (const char *step, const char *what, int errnum) __attribute__ ((noreturn));

/* Makes a directory, which may exist already. */
void make_directory (const char *path, mode_t mode);

/* Reads at most SIZE - 1 bytes of a small file and terminates them.  Returns
 * the length, or -1 and sets errno. */
ssize_t read_small_file (int directory, const char *path, char *buffer, size_t size);

void read_command_line (char command_line[COMMAND_LINE_SIZE]);

/* Is WORD one of the words of the command line? */
bool command_line_has (const char *command_line, const char *word);

/* Loads the modules that the file LIST of the initrd names, with their
 * parameters from the command line.
 *
 * INITRD is a descriptor of the initrd's root, which has no name any more
 * when the last modules are loaded.  Process 1 must not go back there by
 * chroot: the kernel's own calls of /sbin/modprobe share its root. */
void load_modules (int initrd, const char *list, const char *command_line);

/* Makes the nodes in /dev that load a module when they are opened (loop,
 * fuse, device mapper ...).  Elsewhere udevd does that. */
void make_module_nodes (void);

/* Brings up the loopback interface. */
void network_up_loopback (void);

/* Gives eth0 the fixed addresses of qemu's user network, and names its
 * resolver in /etc/resolv.conf. */
void network_up_user (void);

#endif /* APPLIANCE_INIT_H */
