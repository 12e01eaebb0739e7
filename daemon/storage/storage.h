/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Putting together what is spread over several disks. */

#ifndef STORAGE_H
#define STORAGE_H

/* Assembles MD arrays and activates volume groups once, before the first
 * call that could see them.  Later calls cost nothing. */
extern void storage_assemble (void);
/* To be called when block devices changed so that the next
 * storage_assemble looks again. */
extern void storage_changed (void);

#endif /* STORAGE_H */
