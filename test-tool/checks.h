/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The checks, one function for each group of steps. */

#ifndef TEST_TOOL_CHECKS_H
#define TEST_TOOL_CHECKS_H

#include "report.h"
#include "scratch-handle.h"

/* ---- check-environment.c ---- */

/* Environment variables and the library itself.  Returns the handle on which
 * the directories are looked up; NULL if there can be none. */
extern guestfs_h *check_environment (struct report *report, const struct handle_options *options);

/* ---- check-directories.c ---- */

extern void check_directories (struct report *report, guestfs_h *g);

/* ---- check-machine.c ---- */

/* All that needs the appliance. */
extern void check_machine (struct report *report, const struct handle_options *options);
/* The same steps where there is no handle. */
extern void skip_machine (struct report *report);

/* ---- program-version.c ---- */

/* The first line that "PROGRAM --version" prints; NULL if it does not run,
 * with a malloc'd *PROBLEM. */
extern char *program_version (const char *program, char **problem);

/* ---- test-tool.c ---- */

/* "1.62.0" of the library that was loaded. */
extern char *library_version (guestfs_h *g);

#endif /* TEST_TOOL_CHECKS_H */
