/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading the error of the current call, for the code that sends it. */

#ifndef REPLY_H
#define REPLY_H

/* NULL if there is none. */
extern const char *reply_error_message (void);
extern int reply_error_errno (void);

#endif /* REPLY_H */
