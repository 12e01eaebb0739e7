/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of the sandbox's tests that runs inside. */

#ifndef SANDBOX_PROBE_H
#define SANDBOX_PROBE_H

#include <sys/socket.h>
#include <sys/un.h>

/* The variable that makes a probe of the test's program, and its values. */
#define PROBE "PROBE_OF_SANDBOX"
#define PROBE_FILTERED "filtered"
#define PROBE_UNFILTERED "unfiltered"
#define PROBE_CALL "call"

/* ARGUMENTS, from 1 on: private file, TCP port, abstract name, key of shared
 * memory, program, library.  Prints lines "NAME=NUMBER": 0 or the errno of an
 * attempt, or what a question is answered with. */
extern void sandbox_probe (char **arguments) __attribute__ ((noreturn));

/* In place of that: makes the system call NUMBER with arguments that harm nobody, and says
 * "before" and then what came of it. */
extern void sandbox_probe_call (long number) __attribute__ ((noreturn));

/* The address of the abstract Unix socket NAME. */
extern struct sockaddr_un abstract_address (const char *name, socklen_t *size);

#endif /* SANDBOX_PROBE_H */
