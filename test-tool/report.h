/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the checks found: a line for each when it is done, or one JSON object
 * at the end. */

#ifndef TEST_TOOL_REPORT_H
#define TEST_TOOL_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum result { RESULT_OK, RESULT_WARNING, RESULT_FAILED, RESULT_SKIPPED };

/* Of a step that takes no time worth telling. */
#define NOT_TIMED (-1)

struct step {
  const char *name;
  enum result result;
  char *text, *advice; /* advice: NULL if there is none */
  int64_t milliseconds;
};

#define MAX_STEPS 16

struct report {
  bool json;
  struct step steps[MAX_STEPS];
  size_t count;
};

/* Ends the program: a tool that has no memory has found what is wrong. */
extern char *format (const char *fmt, ...) __attribute__ ((format (printf, 1, 2)));
extern char *copy (const char *text);

/* Adds a step and, unless JSON is wanted or it was skipped, prints it.  Takes over TEXT and
 * ADVICE, which are malloc'd; ADVICE may be NULL. */
extern void report_step (struct report *report, const char *name, enum result result,
                         int64_t milliseconds, char *text, char *advice);
/* The same for what the library said: if its last line is an advice, that is
 * taken for the advice. */
extern void report_error (struct report *report, const char *name, const char *error);
extern void report_skipped (struct report *report, const char *name, const char *reason);

/* Prints the end of the report; true if nothing failed. */
extern bool report_finish (const struct report *report, const char *version);
extern void report_free (struct report *report);

#endif /* TEST_TOOL_REPORT_H */
