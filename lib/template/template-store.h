/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Templates: appliances that have booted and were saved, so that later ones
 * go on from there instead of booting. */

#ifndef GUESTFS_TEMPLATE_STORE_H
#define GUESTFS_TEMPLATE_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/handle-type.h"

struct machine_plan;

/* Which template, and where it is kept. */
struct template_place {
  char *key;   /* all that shapes the machine, as text */
  char *cache; /* the cache directory */
  char *path;  /* the template's directory in it */
};

/* A template that can be restored. */
struct template
{
  int memory;           /* a file, open for reading only; -1: none */
  unsigned char *state; /* of the devices, as the hypervisor wrote it */
  size_t state_size;
};

#define TEMPLATE_NONE \
  {                   \
    .memory = -1      \
  }

extern void template_place_free (struct template_place *place);
extern void template_free (struct template *template);
#define CLEANUP_TEMPLATE_PLACE __attribute__ ((cleanup (template_place_free)))
#define CLEANUP_TEMPLATE __attribute__ ((cleanup (template_free)))

/* False with *REASON if there is no cache directory. */
extern bool template_place_find (guestfs_h *g, const struct machine_plan *plan, size_t slots,
                                 struct template_place *place, char **reason);

/* Opens a template that was saved.  False if there is none or if it is not
 * what was saved; then *REASON is malloc'd. */
extern bool template_open (guestfs_h *g, const struct template_place *place,
                           struct template *template, char **reason);

/* Only one program makes a template at a time.  A descriptor to be closed, or
 * -1 with errno: EAGAIN if another one is making it. */
extern int template_lock (const struct template_place *place);

/* For who has the lock: removes what others left that ended while they made it. */
extern void template_clear_aside (guestfs_h *g, const struct template_place *place);
/* A new directory beside the place, for what is being saved.  malloc'd, or
 * NULL with errno. */
extern char *template_begin (guestfs_h *g, const struct template_place *place);
/* Writes MEMORY (a descriptor) and STATE into ASIDE and puts that in place.
 * 0, or -1 with errno; ASIDE is gone then. */
extern int template_save (guestfs_h *g, const struct template_place *place, const char *aside,
                          int memory, const void *state, size_t state_size);

/* Removes what is there: the next launch makes it anew. */
extern void template_remove (const struct template_place *place);
/* Removes a template that could not be made, or not be restored though it was new, and
 * remembers for a while not to try again. */
extern void template_refuse (guestfs_h *g, const struct template_place *place, const char *reason);
/* Whether that was done lately.  *REASON is malloc'd. */
extern bool template_is_refused (const struct template_place *place, char **reason);

#endif /* GUESTFS_TEMPLATE_STORE_H */
