/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The error that the current call replies with. */

#ifndef REPLY_H
#define REPLY_H

#include <stdbool.h>

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
extern bool reply_has_error (void);

/* For the code that sends it: NULL if there is none. */
extern const char *reply_error_message (void);
extern int reply_error_errno (void);

#endif /* REPLY_H */
