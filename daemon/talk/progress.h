/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Progress messages: begin and end of a call. */

#ifndef PROGRESS_H
#define PROGRESS_H

extern void progress_begin (void);
/* The call succeeded: if any message was sent, sends that all is done. */
extern void progress_finish (void);
/* In a forked child: sends nothing from now on. */
extern void progress_leave (void);

#endif /* PROGRESS_H */
