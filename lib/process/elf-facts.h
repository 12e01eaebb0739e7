/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a program's file says of itself (System V ABI, "Object files"). */

#ifndef GUESTFS_ELF_FACTS_H
#define GUESTFS_ELF_FACTS_H

#include <limits.h>
#include <stdbool.h>

struct elf_facts {
  bool is_program;            /* false: a script, or of another machine */
  char interpreter[PATH_MAX]; /* the dynamic linker; "" if it needs none */
  bool needs_seccomp;         /* it is linked with libseccomp */
};

extern void elf_facts_read (const char *path, struct elf_facts *facts);

#endif /* GUESTFS_ELF_FACTS_H */
