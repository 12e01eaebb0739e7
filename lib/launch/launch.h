/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The running machine: the hypervisor, the connections with it and with the
 * daemon, and the interfaces between the files that make and use it. */

#ifndef GUESTFS_LAUNCH_H
#define GUESTFS_LAUNCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <jansson.h>

#include "agreed.h"
#include "drives/drives.h"
#include "machine/frames.h"
#include "internal.h"
#include "base/machine-facts.h"
#include "process/process.h"
#include "machine/qmp.h"
#include "qemu/sandbox.h"
#include "base/text-ring.h"
#include "process/watcher.h"
#include "machine/window.h"

/* Files that the hypervisor gets open. */
enum machine_file {
  FILE_KERNEL,
  FILE_INITRD,
  FILE_ROOT,
  FILE_MEMORY, /* the machine's memory, of a template or of one in the making */
  MACHINE_FILES
};

/* The descriptors that the hypervisor gets, and their numbers in it.  The
 * first three are sockets, then come those of machine_plan.files. */
enum {
  HYPERVISOR_QMP_FD = PROCESS_FIRST_FD,
  HYPERVISOR_CHANNEL_FD,
  HYPERVISOR_CONSOLE_FD,
  HYPERVISOR_FILES_FD,
  HYPERVISOR_WINDOW_FD = HYPERVISOR_FILES_FD + MACHINE_FILES,
  HYPERVISOR_FDS_END
};
_Static_assert(HYPERVISOR_FDS_END - PROCESS_FIRST_FD <= PROCESS_MAX_FDS,
               "a process can be given that many descriptors");

enum accelerator { ACCELERATOR_KVM, ACCELERATOR_TCG };

enum machine_start {
  START_BOOTED,       /* the kernel boots */
  START_AS_TEMPLATE,  /* it boots and is then saved */
  START_FROM_TEMPLATE /* it goes on where a template was saved */
};

/* Where the parts of an appliance are. */
struct appliance {
  char *directory, *kernel, *initrd, *root;
  char *preload; /* object for the hypervisor, NULL if it is not there */
};

struct launch_times {
  int64_t start, deadline; /* monotonic_ms */
};

struct machine {
  struct owner owner; /* the process that launched it */
  struct process hypervisor;
  struct watcher watcher;
  struct qmp *qmp;
  int channel_fd; /* stream socket to the daemon */
  struct frame_reader reader;
  struct window window;
  int console_fd; /* -1 once at the end */
  struct text_ring console_text, hypervisor_text;
  struct launch_times times;
  uint32_t blank_disks;  /* bit N: disk N is of the template and no drive */
  const char *busy_with; /* name of the call in progress, NULL if none */
  bool was_called;       /* the program has called the daemon */
  bool is_emulated;      /* its processor is */
};

/* ---- appliance-files.c ---- */

/* Looks for vmlinuz, initrd and root.erofs along the handle's path.  0, or -1
 * with the error set. */
extern int appliance_find (guestfs_h *g, struct appliance *appliance);
extern void appliance_free (struct appliance *appliance);
#define CLEANUP_APPLIANCE __attribute__ ((cleanup (appliance_free)))

/* The hypervisor's file, malloc'd; NULL with the error set. */
extern char *hypervisor_find (guestfs_h *g, const struct machine_facts *facts);

/* ---- machine-plan.c ---- */

struct machine_plan {
  const struct machine_facts *facts;
  const char *hypervisor;
  const struct appliance *appliance;
  enum accelerator accelerator;
  enum machine_start start;
  /* The object that lets the hypervisor open descriptors as if they were
   * files; NULL if it cannot be used, and then the kernel is named by its
   * path. */
  const char *preload;
  /* A script around the hypervisor: nothing is known of what it does. */
  bool is_wrapper;
  bool has_filter;          /* it can filter its own system calls */
  int files[MACHINE_FILES]; /* -1: it does not get it */
};
/* Finds hypervisor, accelerator and appliance.  0, or -1 with the error set;
 * to be freed in any case. */
extern int machine_plan_make (guestfs_h *g, struct machine_plan *plan);
extern void machine_plan_free (struct machine_plan *plan);
#define CLEANUP_MACHINE_PLAN __attribute__ ((cleanup (machine_plan_free)))

/* ---- qemu-command.c ---- */

/* Argument of -sandbox: what qemu knows to forbid itself, all of it. */
#define HYPERVISOR_FILTER "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"

/* The hypervisor's arguments, NULL-terminated and malloc'd. */
extern char **qemu_arguments (guestfs_h *g, const struct machine_plan *plan);
extern char *kernel_command_line (guestfs_h *g, const struct machine_plan *plan);
extern char **hypervisor_environment (guestfs_h *g, const struct machine_plan *plan);

/* ---- launch.c ---- */

/* Makes g->machine, for a launch that began and ends at these TIMES. */
extern void launch_begin_machine (guestfs_h *g, const struct launch_times *times);
/* 0, or -1 with the error set and the machine gone: the user cancelled or it
 * takes too long. */
extern int launch_check (guestfs_h *g);
/* Waits for the greeting of a daemon that boots.  0 or -1. */
extern int launch_wait_for_daemon (guestfs_h *g);

/* ---- sandbox.c ---- */

/* What the backend setting "sandbox" says.  0, or -1 with the error set. */
extern int sandbox_mode (guestfs_h *g, enum sandbox_mode *mode);
/* 0, or -1 with the error set; to be freed in any case. */
extern int sandbox_plan_make (guestfs_h *g, const struct machine_plan *plan,
                              struct sandbox_plan *sandbox);
/* Notes what is in force.  0, or -1 with the error set and the machine gone if
 * more was required. */
extern int sandbox_report (guestfs_h *g, const struct sandbox_plan *sandbox,
                           const struct sandbox_result *result);

/* ---- hypervisor.c ---- */

/* The steps of a launch that concern the hypervisor.  All return 0, or -1
 * with the error set and the machine gone. */
extern int hypervisor_start (guestfs_h *g, const struct machine_plan *plan);
extern int hypervisor_connect (guestfs_h *g, const struct machine_plan *plan);
/* Lets the machine run, unless a debugger shall do that. */
extern int hypervisor_run (guestfs_h *g);
/* A command of QMP; an error begins with STEP.  ARGUMENTS are consumed, and
 * RESULT may be NULL. */
extern int hypervisor_command (guestfs_h *g, const char *step, const char *name, json_t *arguments,
                               json_t **result);

/* The hypervisor answered PROBLEM, or ended: a launch fails by that, a machine
 * that runs goes on if it can.  -1. */
extern int hypervisor_failed (guestfs_h *g, const char *step, const char *problem);
extern int hypervisor_refused (guestfs_h *g, int err, const char *step, const char *fmt, ...)
  __attribute__ ((format (printf, 4, 5)));
/* The same for a command that takes over a descriptor. */
extern int hypervisor_command_with (guestfs_h *g, const char *step, const char *name,
                                    json_t *arguments, int descriptor);

/* ---- hypervisor-drives.c ---- */

/* 0, or -1 with the error set: during a launch the machine is gone then, later
 * it goes on and what was done is to be undone with hypervisor_remove_disk. */
extern int hypervisor_add_drive (guestfs_h *g, const struct drive *drive, size_t index);
extern int hypervisor_add_drives (guestfs_h *g);
/* Disks FIRST to END-1, at most 32, which nobody will use. */
extern int hypervisor_add_blank_disks (guestfs_h *g, size_t first, size_t end);
/* Removes the disk and all that belongs to it, as far as it is there. */
extern void hypervisor_remove_disk (guestfs_h *g, size_t index);
/* Removes the blank disk in the place of drive INDEX, if there is one. */
extern void hypervisor_make_room (guestfs_h *g, size_t index);

/* ---- hypervisor-migration.c ---- */

/* What a migration is for qemu: the devices' state is written to PIPE or read
 * from it, the memory stays where it is. */
extern int hypervisor_save_state (guestfs_h *g, int pipe);
extern int hypervisor_load_state (guestfs_h *g, int pipe);
extern int hypervisor_wait_for_migration (guestfs_h *g);

/* ---- qemu-drives.c ---- */

/* What QMP's blockdev-add and device_add are told for one drive: nodes from
 * the bottom up, then the device.  SECRETS are objects for object-add. */
struct drive_plan {
  json_t *secrets; /* array */
  json_t *nodes;   /* array */
  json_t *device;
  int *descriptors; /* open files, which the hypervisor gets */
  size_t nr_descriptors;
};
/* What a node says besides: it is the file that is open as this descriptor; it
 * has to become an empty overlay of the node with this name. */
#define NODE_DESCRIPTOR "descriptor"
#define NODE_OVERLAY_OF "overlay-of"
/* 0, or -1 with the error set. */
extern int drive_plan (guestfs_h *g, const struct drive *drive, size_t index,
                       struct drive_plan *plan);
extern void drive_plan_free (struct drive_plan *plan);
#define CLEANUP_DRIVE_PLAN __attribute__ ((cleanup (drive_plan_free)))

/* ---- kvm-probe.c ---- */

/* Whether a kernel runs under KVM here; if not, *REASON is a malloc'd text.
 * The answer is remembered in the cache directory. */
extern bool kvm_works (guestfs_h *g, const struct machine_plan *plan, char **reason);
/* One try with the accelerator of that name, without asking the cache. */
enum probe_outcome { PROBE_BOOTED, PROBE_FAILED, PROBE_TOO_SLOW };
extern enum probe_outcome probe_accelerator (guestfs_h *g, const struct machine_plan *plan,
                                             const char *accelerator, char **reason);

/* ---- launch-report.c ---- */

/* Notes a fact of this launch for launch_report and the debug output; a name
 * that is there already gets the new text. */
extern void launch_report_add (guestfs_h *g, const char *name, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4)));
extern void launch_report_clear (guestfs_h *g);

/* ---- machine.c ---- */

/* A broken connection is the first sign of the hypervisor's end; its status
 * follows at once. */
#define END_WAIT_MS 2000

extern struct machine *machine_new (guestfs_h *g);
/* Ends and frees g->machine; nothing is written out before. */
extern void machine_discard (guestfs_h *g);
/* A description of the end of the machine for error messages: how the
 * hypervisor ended and what it and the console said last.  malloc'd. */
extern char *machine_last_words (guestfs_h *g);
/* The daemon broke the rules of the protocol: ends the machine like
 * machine_lost.  Returns -1. */
extern int machine_protocol_error (guestfs_h *g, const char *during, const char *problem);
/* Ends a machine that could not be launched: state CONFIG, the drives stay.
 * Sets the error "guestfs_launch failed: …" and returns -1. */
extern int machine_launch_failed (guestfs_h *g, int err, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4)));

/* ---- machine-poll.c ---- */

/* Waits for the daemon, and for another descriptor if FD is not -1, while
 * console, hypervisor and QMP are served. */
struct machine_poll {
  short channel_events;
  int fd;
  short fd_events;
  int timeout;                   /* milliseconds; -1: no limit */
  short channel_ready, fd_ready; /* set by machine_poll */
};
extern void machine_poll (guestfs_h *g, struct machine_poll *wait);
/* Takes in what console and hypervisor still have to say. */
extern void machine_drain (guestfs_h *g);

/* ---- channel.c ---- */

/* How often a wait looks whether the user cancelled. */
#define CANCEL_CHECK_MS 100

/* All return -1 with the error set and the machine gone if the connection is
 * lost or the daemon breaks the protocol. */

/* Sends BYTES, a whole frame.  Takes in what the daemon sends meanwhile, so
 * that neither side waits for ever. */
extern int channel_send (guestfs_h *g, const void *bytes, size_t size);
/* Sends a frame that has no payload. */
extern int channel_send_empty (guestfs_h *g, enum frame_kind kind, uint32_t serial);
/* Sends VALUE as a frame of at most CHANNEL_SMALL bytes. */
#define CHANNEL_SMALL 64
extern int channel_send_xdr (guestfs_h *g, enum frame_kind kind, uint32_t serial, xdrproc_t encode,
                             const void *value);
/* Says that the SIZE bytes at window_next are there. */
extern int channel_send_part (guestfs_h *g, uint32_t serial, size_t size);
/* The daemon has taken a part. */
extern int channel_part_taken (guestfs_h *g);
/* The next frame that is there already: 1, 0 if there is none, -1. */
extern int channel_try_frame (guestfs_h *g, struct frame *frame);
/* Waits at most TIMEOUT ms (-1: no limit) for the next frame: 1, 0, -1. */
extern int channel_wait_frame (guestfs_h *g, struct frame *frame, int timeout);

/* ---- rpc.c, for the launch ---- */

/* Like rpc_call_daemon, but before the handle is READY; for calls without
 * files. */
extern int rpc_call_during_launch (guestfs_h *g, const struct rpc_call *call);

/* ---- rpc.c, for transfer.c ---- */

/* Reports a progress frame to the program. */
extern int rpc_take_progress (guestfs_h *g, const struct rpc_call *call, const struct frame *frame);
/* Decodes all of BYTES into VALUE, which was cleared; on failure nothing is
 * left to free, and errno is as bounded-xdr.h says. */
extern bool rpc_decode (xdrproc_t decode, void *value, const void *bytes, size_t size);
/* Sets the error that a wire_error says.  -1. */
extern int rpc_take_error (guestfs_h *g, const struct rpc_call *call, const void *bytes,
                           size_t size);

/* ---- transfer-send.c ---- */

/* The words are those that programs look for. */
#define CANCELLED_TEXT "operation cancelled by user"

/* An open host file whose content goes to the daemon. */
struct file_source {
  int fd;
  uint64_t size;   /* 0 if unknown */
  bool is_regular; /* it is always readable, and its holes can be found */
  bool has_holes;
};
/* 0, or -1 with the error set. */
extern int transfer_open_source (guestfs_h *g, const char *filename, struct file_source *source);
/* Sends the file.  TRANSFER_DONE: the reply follows, whatever it says;
 * TRANSFER_FAILED: the same, but the error is set already (the reply does not
 * matter); TRANSFER_LOST: the machine is gone and the error set. */
enum transfer_result { TRANSFER_DONE, TRANSFER_FAILED, TRANSFER_LOST };
extern enum transfer_result transfer_send (guestfs_h *g, const struct rpc_call *call,
                                           uint32_t serial, const struct file_source *source);

/* ---- transfer-receive.c ---- */

/* Receives the content that follows a good reply.  0 or -1. */
extern int transfer_receive (guestfs_h *g, const struct rpc_call *call, uint32_t serial);

#endif /* GUESTFS_LAUNCH_H */
