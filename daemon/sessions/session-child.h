/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sessions whose library reads what the guest made: they live in a forked child, which
 * answers over a socket, so that a crash, a loop or a greedy allocation is an error of
 * one call.
 *
 *   static int
 *   root_of_hive (void *hive, const struct session_arguments *arguments, FILE *out)
 *   {
 *     … in the child: reply_error, or write to OUT
 *   }
 *
 *   return session_ask_number (session, root_of_hive); */

#ifndef SESSION_CHILD_H
#define SESSION_CHILD_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct session_child;

/* Copies of them travel; a text that is NULL arrives as NULL. */
struct session_argument {
  const void *bytes;
  size_t size;
};
#define SESSION_ARGUMENTS 4
struct session_arguments {
  struct session_argument list[SESSION_ARGUMENTS];
};
#define SESSION_TEXT(text) \
  ((struct session_argument) { (text), (text) != NULL ? strlen (text) + 1 : 0 })
#define SESSION_NUMBER(number) \
  ((struct session_argument) { &(const int64_t) { number }, sizeof (int64_t) })

/* In the child: an argument. */
extern const char *session_text (const struct session_arguments *arguments, size_t i);
extern int64_t session_number (const struct session_arguments *arguments, size_t i);

/* Starts a child in which OPEN makes the state: it returns NULL after reply_error.  WHAT
 * is the child, for errors: "the process that reads the hive".  Of what the daemon has
 * open the child keeps KEEP_FD, or nothing (-1).  NULL after reply_error. */
extern struct session_child *session_child_start (const char *what, void *(*open) (void *data),
                                                  void *data, int keep_fd);
/* Its process ends, and nothing of its state is left. */
extern void session_child_end (struct session_child *child);

/* Called in the child with its state; writes the result and returns 0, or -1 after
 * reply_error.  The child is a copy of the daemon, so it has the same functions. */
typedef int (*session_work) (void *state, const struct session_arguments *arguments, FILE *out);

/* What WORK writes: a malloc'd text, a list (each element ends with NUL), a number of 8
 * bytes that is not negative, or nothing.  NULL or -1 after reply_error. */
#define session_ask_text(child, work, ...) \
  session_child_text (child, work, &(const struct session_arguments) { { __VA_ARGS__ } })
#define session_ask_list(child, work, ...) \
  session_child_list (child, work, &(const struct session_arguments) { { __VA_ARGS__ } })
#define session_ask_number(child, work, ...) \
  session_child_number (child, work, &(const struct session_arguments) { { __VA_ARGS__ } })
#define session_ask(child, work, ...) \
  session_child_do (child, work, &(const struct session_arguments) { { __VA_ARGS__ } })

extern char *session_child_text (struct session_child *child, session_work work,
                                 const struct session_arguments *arguments);
extern char **session_child_list (struct session_child *child, session_work work,
                                  const struct session_arguments *arguments);
extern int64_t session_child_number (struct session_child *child, session_work work,
                                     const struct session_arguments *arguments);
extern int session_child_do (struct session_child *child, session_work work,
                             const struct session_arguments *arguments);

/* In the child: writes what session_ask_number returns. */
extern int session_put_number (FILE *out, int64_t number);

#endif /* SESSION_CHILD_H */
