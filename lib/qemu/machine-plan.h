/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a launch needs to know before it starts anything. */

#ifndef GUESTFS_MACHINE_PLAN_H
#define GUESTFS_MACHINE_PLAN_H

#include <stdbool.h>

#include "base/machine-facts.h"
#include "process/child.h"
#include "qemu/appliance-files.h"

/* Files that the hypervisor gets open. */
enum machine_file {
  FILE_KERNEL,
  FILE_INITRD,
  FILE_ROOT,
  FILE_MEMORY, /* the machine's memory, of a template or of one in the making */
  MACHINE_FILES
};

/* The descriptors that the hypervisor gets, and their numbers in it.  The
 * first three are sockets, then come those of machine_plan.files. */
enum {
  HYPERVISOR_QMP_FD = CHILD_FIRST_FD,
  HYPERVISOR_CHANNEL_FD,
  HYPERVISOR_CONSOLE_FD,
  HYPERVISOR_FILES_FD,
  HYPERVISOR_WINDOW_FD = HYPERVISOR_FILES_FD + MACHINE_FILES,
  HYPERVISOR_FDS_END
};
_Static_assert(HYPERVISOR_FDS_END - CHILD_FIRST_FD <= CHILD_MAX_FDS,
               "a child can be given that many descriptors");

enum accelerator { ACCELERATOR_KVM, ACCELERATOR_TCG };

enum machine_start {
  START_BOOTED,       /* the kernel boots */
  START_AS_TEMPLATE,  /* it boots and is then saved */
  START_FROM_TEMPLATE /* it goes on where a template was saved */
};

struct machine_plan {
  const struct machine_facts *facts;
  const char *hypervisor;
  const struct appliance *appliance;
  enum accelerator accelerator;
  enum machine_start start;
  /* The object that lets the hypervisor open descriptors as if they were
   * files; NULL if it cannot be used, and then the kernel is named by its
   * path. */
  const char *preload;
  /* A script around the hypervisor: nothing is known of what it does. */
  bool is_wrapper;
  bool has_filter;          /* it can filter its own system calls */
  int files[MACHINE_FILES]; /* -1: it does not get it */
};

#endif /* GUESTFS_MACHINE_PLAN_H */
