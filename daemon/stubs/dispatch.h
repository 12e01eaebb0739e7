/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the calls of the library, one after the other. */

#ifndef DISPATCH_H
#define DISPATCH_H

/* Answers calls until the library closes the channel. */
extern void dispatch_loop (void);

#endif /* DISPATCH_H */
