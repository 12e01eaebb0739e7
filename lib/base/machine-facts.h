/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What differs between the kinds of machine that an appliance can run in. */

#ifndef GUESTFS_MACHINE_FACTS_H
#define GUESTFS_MACHINE_FACTS_H

#include <stdbool.h>

struct machine_facts {
  const char *cpu;            /* as uname -m says it */
  const char *hypervisors[4]; /* names or paths of programs, the usual one first */
  const char *package;        /* what to install if there is none */
  const char *machine;        /* argument of -machine */
  const char *cpu_kvm;        /* argument of -cpu, with KVM … */
  const char *cpu_tcg;        /* … and with an emulated CPU */
  const char *console;        /* the kernel's name of the first serial port */
  const char *kernel_words;   /* of its command line, for this machine only … */
  const char *emulated_words; /* … and with an emulated CPU besides */
};

/* The facts for the CPU that the library was built for; NULL if appliances
 * cannot run there. */
extern const struct machine_facts *machine_facts (void);
/* The same for CPU, "x86_64". */
extern const struct machine_facts *machine_facts_for (const char *cpu);

#endif /* GUESTFS_MACHINE_FACTS_H */
