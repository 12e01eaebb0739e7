/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of the daemon share: replies, paths of the guest, running
 * programs, transfers, names of devices. */

#ifndef DAEMON_H
#define DAEMON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "cleanup.h"
#include "protocol/frames.h"
#include "string-list.h"

/* The guest's filesystems are mounted here. */
#define SYSROOT "/sysroot"

/* ---- errors of the current call (reply.c) ---- */

/* Sets the error that the current call replies with: the text, and if ERR
 * is not 0 ": " and strerror (ERR).  The first error of a call is kept.  The
 * functions return -1 or NULL so that a caller can return their value. */
extern int reply_error (int err, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3), cold));
extern void *reply_error_null (int err, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3), cold));
/* The same without strerror: ERR is only passed on as errno. */
extern int reply_error_text (int err, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3), cold));
/* Forgets the error, for code that tries one way and then another. */
extern void reply_error_clear (void);
/* Puts TO in the place of FROM in the error's text: the guest's path for the
 * descriptor's path that a program was given. */
extern void reply_error_replace (const char *from, const char *to);
extern bool reply_has_error (void);

/* Options of the running daemon (from the kernel command line). */
extern bool verbose;

/* ---- progress (progress.c) ---- */

/* Both may be called as often as wanted: the rate is limited inside. */
extern void progress_update (uint64_t position, uint64_t total);
/* For work whose end is not known; sends from time to time by itself until
 * progress_pulse_end. */
extern void progress_pulse_start (void);
extern void progress_pulse_end (void);

/* ---- paths of the guest (sysroot.c) ---- */

/* Opens PATH ("/etc/hosts") of the mounted guest.  No symbolic link and no
 * ".." leads out of it (openat2, RESOLVE_IN_ROOT).  As open(2): -1 and errno.
 * O_CLOEXEC is added. */
extern int sysroot_open (const char *path, int flags, mode_t mode);

/* The directory that holds the last component of a path, for calls that act
 * on a name and must not follow it: mkdirat, unlinkat, symlinkat… */
struct sysroot_parent {
  int fd;         /* O_PATH descriptor of the directory */
  char name[256]; /* last component; "." for the root itself */
};
/* 0, or -1 and errno.  The caller closes parent->fd. */
extern int sysroot_open_parent (const char *path, struct sysroot_parent *parent);

/* "/proc/self/fd/N": the file behind FD for calls and programs that want a
 * path.  BUFFER belongs to the caller. */
#define FD_PATH_SIZE 32
extern const char *fd_path (int fd, char buffer[FD_PATH_SIZE]);

/* fstat(2), quicker. */
struct stat;
extern int fd_status (int fd, struct stat *status);

/* The path with all links of the guest resolved ("/etc/hosts"), malloc'd;
 * NULL and errno. */
extern char *sysroot_realpath (const char *path);

/* Whether anything is mounted at SYSROOT or below it. */
extern bool sysroot_is_mounted (void);

/* ---- programs of the appliance and of the guest (program.c) ---- */

struct program {
  const char *const *argv; /* argv[0] is looked up in PATH; no shell */
  bool in_sysroot;         /* chroot into the guest first, pseudo filesystems mounted */
  int keep_fd[4];          /* descriptors > 2 that stay open in it; 0 ends the list */
  const char *input;       /* its stdin, or NULL for /dev/null */
  size_t input_size;
  int stdout_fd; /* if > 0 its stdout goes here, not to `out' */
  int chdir_fd;  /* if > 0 its working directory */
};

struct program_output {
  char *out; /* NUL-terminated, out_size bytes before that */
  size_t out_size;
  char *err;  /* trailing newlines removed, made printable */
  int status; /* as from waitpid */
};
extern void program_output_free (struct program_output *output);
#define CLEANUP_PROGRAM_OUTPUT __attribute__ ((cleanup (program_output_free)))

/* Runs PROGRAM to its end.  0 when it was started, whatever its status; -1
 * with reply_error set when it could not be. */
extern int program_run (const struct program *program, struct program_output *output);
/* The same, and a status other than 0 is an error with its stderr as text. */
extern int program_check (const struct program *program, struct program_output *output);
/* As program_run, but what the program writes goes to SINK piece by piece
 * (see receive_file) and not to OUTPUT.  If SINK fails the program is killed. */
typedef int (*file_sink) (void *data, const void *bytes, size_t size);
extern int program_stream (const struct program *program, file_sink sink, void *data,
                           struct program_output *output);
/* 0, or -1 with reply_error set if OUTPUT's status is other than 0: the text is
 * its stderr, or what happened to the program NAME if that is empty. */
extern int program_check_status (const char *name, const struct program_output *output);
/* Shorthand: program_check for a list of words ended by NULL; the output is
 * thrown away.  PREFIX (may be NULL) stands before the error text. */
extern int run_words (const char *prefix, const char *word, ...) __attribute__ ((sentinel));
/* Whether NAME is a program on the PATH. */
extern bool program_exists (const char *name);

/* ---- forked children for code that parses hostile data (child.c) ---- */

/* Runs WORK in a forked copy of the daemon with limits on CPU time and
 * memory.  It writes its result to OUT and returns 0, or calls reply_error
 * and returns -1: the error reaches the daemon.  If the child crashes or
 * exceeds a limit, that is the error.  *RESULT is malloc'd and
 * NUL-terminated. */
typedef int (*child_work) (FILE *out, void *data);
extern int run_in_child (child_work work, void *data, char **result, size_t *size);

/* ---- file content to and from the library (transfer.c) ---- */

/* Calls with a file_in argument: SINK gets the content piece by piece; it
 * returns 0, or -1 after reply_error.  The function returns 0 when all came,
 * -1 with reply_error set if SINK failed or the library cancelled. */
extern int receive_file (file_sink sink, void *data);

/* The same for those who can do more than write: HOLE is called for bytes that
 * are zero because nothing was ever written there, AHEAD with the number of
 * bytes of data that will come now.  Both may be NULL. */
struct file_receiver {
  file_sink data;
  int (*hole) (void *data, uint64_t size);
  int (*ahead) (void *data, uint64_t size);
};
extern int receive_file_as (const struct file_receiver *receiver, void *data);

/* Calls with a file_out argument: send piece by piece, then return 0, or -1
 * after reply_error even in the middle; the stub ends the stream.  -1 when the
 * library cancelled (reply_error is set): stop sending and return -1. */
extern int send_file_data (const void *bytes, size_t size);
/* The same without a copy: up to *SIZE bytes are put where the pointer says,
 * and then sent.  If always whole pages are sent, the place is at the begin of
 * one. */
extern char *send_file_space (size_t *size);
extern int send_file_space_used (size_t size);
/* Sends what is buffered, so that the next place is one. */
extern int send_file_flush (void);
/* Sends SIZE zeros that the library may leave out in its file. */
extern int send_file_hole (uint64_t size);

/* Size of what file_in will bring as the library announced, 0 = unknown. */
extern uint64_t transfer_size_hint (void);

/* ---- devices (device-names.c, mountable.c) ---- */

/* API name ("/dev/sda1": order of add_drive) to the kernel's name, and back.
 * malloc'd.  Names of other devices (/dev/VG/LV, /dev/md0) come out in their
 * usual form.  device_to_kernel returns NULL with reply_error set if there is
 * no such device; it assembles LVM and MD first when the name needs that. */
extern char *device_to_kernel (const char *api_name);
extern char *device_to_api (const char *kernel_name);
/* Index (order of add_drive) of a whole disk ("sda", kernel's name), or -1. */
extern int device_disk_index (const char *kernel_disk);
/* Whether STRING is written as a device ("/dev/…"), for arguments that are a
 * device or a path. */
extern bool looks_like_device (const char *string);

enum mountable_type { MOUNTABLE_DEVICE, MOUNTABLE_SUBVOLUME, MOUNTABLE_PATH };
struct mountable {
  enum mountable_type type;
  char *device; /* kernel's name, or the guest path for MOUNTABLE_PATH */
  char *volume; /* btrfs subvolume, for MOUNTABLE_SUBVOLUME */
};
extern int mountable_parse (const char *string, struct mountable *mountable);
extern void mountable_free (struct mountable *mountable);
#define CLEANUP_MOUNTABLE __attribute__ ((cleanup (mountable_free)))
/* API form of a result: device names and btrfsvol: strings. malloc'd. */
extern char *mountable_to_api (const char *kernel_string);

/* Assembles MD arrays and activates volume groups once, before the first
 * call that could see them (storage.c).  Later calls cost nothing. */
extern void storage_assemble (void);
/* To be called when block devices changed so that the next
 * storage_assemble looks again. */
extern void storage_changed (void);

#endif /* DAEMON_H */
