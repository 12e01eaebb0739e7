/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Forked children for code that parses hostile data: a crash, an endless loop
 * or a greedy allocation is an error of one call, and the daemon lives on. */

#ifndef CHILD_H
#define CHILD_H

#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

#include "children/capture.h"

/* Runs WORK in a forked copy of the daemon with limits on CPU time and
 * memory.  It writes its result to OUT and returns 0, or calls reply_error
 * and returns -1: the error reaches the daemon.  If the child crashes or
 * exceeds a limit, that is the error.  *RESULT is malloc'd and
 * NUL-terminated. */
typedef int (*child_work) (FILE *out, void *data);
extern int run_in_child (child_work work, void *data, char **result, size_t *size);

/* 0 means none. */
struct child_limits {
  unsigned cpu_seconds;
  unsigned wall_seconds;
  size_t memory; /* bytes besides what the daemon has already */
};

/* run_in_child with other limits than the usual ones. */
extern int run_in_child_limited (child_work work, void *data, const struct child_limits *limits,
                                 char **result, size_t *size);

/* ---- a child that talks to the daemon meanwhile ---- */

struct child {
  pid_t pid;
  int error;        /* the end of the pipe from which the child's error comes */
  const char *what; /* "the process that read it", for errors */
  const struct child_limits *limits;
};

/* Starts CHILD, whose WHAT and LIMITS are set; WORK is called in it and returns 0, or -1
 * after reply_error.  0, or -1 after reply_error. */
extern int child_start (struct child *child, int (*work) (void *data), void *data);
/* Reads the child's OUTPUT, which may be none (-1 as its fd), and its error to their
 * ends.  0 if it succeeded, or -1 after reply_error. */
extern int child_finish (struct child *child, struct capture *output);
/* Why the child's death with STATUS is an error, in words: always -1. */
extern int child_reply_death (const struct child *child, int status);
/* Nobody is interested in it any more. */
extern void child_abandon (struct child *child);

#endif /* CHILD_H */
