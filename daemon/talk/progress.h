/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Progress messages of the current call. */

#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdint.h>

/* Both may be called as often as wanted: the rate is limited inside. */
extern void progress_update (uint64_t position, uint64_t total);
/* For work whose end is not known; sends from time to time by itself until
 * progress_pulse_end. */
extern void progress_pulse_start (void);
extern void progress_pulse_end (void);

/* ---- around a call ---- */

extern void progress_begin (void);
/* The call succeeded: if any message was sent, sends that all is done. */
extern void progress_finish (void);
/* In a forked child: sends nothing from now on. */
extern void progress_leave (void);

#endif /* PROGRESS_H */
