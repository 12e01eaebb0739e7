/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Torture: a scenario is run again and again; first its first allocation
 * fails, or its first fork, then the second, until it ends without having met
 * a failure.  Once more each time with all failing from there on.
 *
 * What a program links with this has malloc, fork and vfork from here. */

#ifndef TORTURE_H
#define TORTURE_H

/* Does its work, gives back all it took and returns 0, or the errno of the error
 * that it was told.  It may not know more than one run, nor allocate besides. */
typedef int (*torture_scenario) (void *data);

/* Fails the test if a run crashes, leaves memory, a descriptor or a child
 * behind, or fails with an error that speaks of something else than memory and
 * processes.  Returns in how many runs something failed. */
extern unsigned torture (torture_scenario scenario, void *data);

/* For guestfs_set_out_of_memory_handler.  The library calls that where it
 * cannot return an error, and is not returned to: it aborts the program, or
 * the program leaves with longjmp, and what the library had is lost.  This one
 * goes back to torture, which does not look for leaks then. */
extern void torture_out_of_memory (void) __attribute__ ((noreturn));

#endif /* TORTURE_H */
