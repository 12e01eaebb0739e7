/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of users and groups as the appliance has them. */

#ifndef OWNER_NAMES_H
#define OWNER_NAMES_H

#include <stddef.h>
#include <stdint.h>

struct owner {
  int64_t id;
  char *name;
};

struct owner_names {
  struct owner *owners;
  size_t count;
};

/* -1 with reply_error set. */
extern int read_owner_names (struct owner_names *users, struct owner_names *groups);
extern void free_owner_names (struct owner_names *names);

/* NULL if there is none. */
extern const char *owner_name (const struct owner_names *names, int64_t id);
/* -1 if there is none. */
extern int64_t owner_id (const struct owner_names *names, const char *name);

#endif /* OWNER_NAMES_H */
