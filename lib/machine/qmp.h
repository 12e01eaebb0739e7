/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Client of the hypervisor's control protocol (QEMU Machine Protocol: JSON
 * objects, one a line; docs/interop/qmp-spec in qemu's sources). */

#ifndef GUESTFS_QMP_H
#define GUESTFS_QMP_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "base/cancel.h"

/* The last BLOCK_IO_ERROR of a direction. */
struct qmp_disk_error {
  bool happened;
  bool no_space;
  char node[32];    /* of the image, or "" */
  char reason[128]; /* as strerror says it */
};

/* Events that say how the machine is. */
struct qmp_events {
  bool panicked;            /* GUEST_PANICKED */
  bool shut_down;           /* SHUTDOWN */
  char shutdown_reason[32]; /* "guest-reset", "host-signal" …; "" if unknown */
  struct qmp_disk_error read_error, write_error;
};

/* FD is one end of a stream socket; it is taken over.  NULL with errno. */
extern struct qmp *qmp_new (int fd);
extern void qmp_free (struct qmp *qmp);

/* Waits end early, and the connection is broken, once the user wants the running
 * call to end; NULL: never, which is right for a machine that has data. */
extern void qmp_let_cancel (struct qmp *qmp, const struct cancel_token *cancel);

/* -1 once the hypervisor closed the connection. */
extern int qmp_fd (const struct qmp *qmp);
extern const struct qmp_events *qmp_events (const struct qmp *qmp);

/* They were told to the user. */
extern void qmp_forget_disk_errors (struct qmp *qmp);

/* Takes in what has arrived without waiting.  Never fails: a broken
 * connection shows in qmp_fd and in the next command. */
extern void qmp_receive (struct qmp *qmp);

/* Reads the greeting and leaves negotiation mode.  0, or -1 with *PROBLEM a
 * malloc'd text.  DEADLINE is a monotonic_ms time. */
extern int qmp_connect (struct qmp *qmp, int64_t deadline, char **problem);

/* Runs COMMAND.  ARGUMENTS (NULL: none) is consumed.  If RESULT is not NULL
 * it receives a reference to what was returned. */
extern int qmp_command (struct qmp *qmp, const char *command, json_t *arguments, int64_t deadline,
                        json_t **result, char **problem);

/* The same, for the commands that take over a descriptor ("getfd", "add-fd"):
 * the hypervisor gets a copy of it. */
extern int qmp_command_with (struct qmp *qmp, const char *command, json_t *arguments,
                             int descriptor, int64_t deadline, json_t **result, char **problem);

/* Sends COMMAND and does not wait for an answer. */
extern int qmp_send (struct qmp *qmp, const char *command);

#endif /* GUESTFS_QMP_H */
