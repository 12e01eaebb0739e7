/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The program of a test in the sandbox. */

#ifndef SANDBOX_INSIDE_H
#define SANDBOX_INSIDE_H

#include <limits.h>

#include "process/sandbox-plan.h"

#define REPORT_SIZE 4096

struct report {
  char text[REPORT_SIZE];
  struct sandbox_result result;
  int status; /* as from waitpid */
};

/* A plan as for qemu, in place of which SELF, this program, is started. */
extern void plan_as_for_qemu (struct sandbox_plan *sandbox, char self[PATH_MAX]);
/* Starts ARGV, with PROBE=KIND as all of its environment, and waits for its end. */
extern void run_inside (const struct sandbox_plan *sandbox, char *const *argv, const char *kind,
                        struct report *report);
/* What NAME is in the report. */
extern long report_value (const struct report *report, const char *name);

#endif /* SANDBOX_INSIDE_H */
