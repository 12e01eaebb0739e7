/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a command's output and status become; to be called after command_run. */

#ifndef COMMAND_RESULT_H
#define COMMAND_RESULT_H

#include "command/command.h"

/* All return NULL or -1 after reply_error. */

/* The output, which belongs to the caller then; without the newline at its end. */
extern char *command_text (struct command *command);
extern char *command_trimmed (struct command *command);
extern char *command_buffer (struct command *command, size_t *size_r);
extern char **command_lines (struct command *command);

/* These take over TEXT, which may be NULL if that was an error. */
/* The whole TEXT is a number from 0 to MOST: -1 would be an error. */
extern int64_t command_number (struct command *command, char *text, int64_t most);
/* TEXT is "0" or "1". */
extern int command_truth (struct command *command, char *text);

extern int command_exit_status (const struct command *command);

/* reply_error_text about output that is not as it should be.  NULL. */
extern void *command_reply_output (const struct command *command, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3), cold));

#endif /* COMMAND_RESULT_H */
