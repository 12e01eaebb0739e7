/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The last error and its handlers, for each thread that uses the handle. */

#ifndef GUESTFS_ERRORS_H
#define GUESTFS_ERRORS_H

#include "base/handle-type.h"

/* Sets the last error of this thread and calls its error handler.  ERR is
 * what last_errno returns, 0 if there is none.  set_error uses FMT alone,
 * set_errno appends ": " and strerror (ERR).  Both return -1. */
extern int set_error (guestfs_h *g, int err, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4), cold));
extern int set_errno (guestfs_h *g, int err, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4), cold));
extern int errors_init (guestfs_h *g);
extern void errors_free (guestfs_h *g);

/* The last error of this thread: NULL if there is none, and its errno. */
extern const char *last_error (guestfs_h *g);
extern int last_error_number (guestfs_h *g);

/* Between the two, errors of this thread are noted as its last, and no handler
 * is called. */
extern void errors_silence (guestfs_h *g);
extern void errors_unsilence (guestfs_h *g);

/* An error that is kept while what follows may fail, too. */
struct kept_error {
  char *message; /* NULL: there was none */
  int err;
};
extern void errors_keep (guestfs_h *g, struct kept_error *kept);
/* It is the last one again; nobody is told.  Ends KEPT. */
extern void errors_restore (guestfs_h *g, struct kept_error *kept);

#endif /* GUESTFS_ERRORS_H */
