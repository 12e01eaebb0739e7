/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Data that a program keeps with the handle, by key.  There are few of them
 * (bindings keep one for each event callback), so a list is enough. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/api.h"
#include "base/handle.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/private-data.h"

struct private_entry {
  struct private_entry *next;
  char *key;
  void *data;
};

struct private_data {
  struct private_entry *first;
  struct private_entry *position; /* the entry that next_private looks at; NULL: the end */
};

static struct private_entry *
find_entry (guestfs_h *g, const char *key)
{
  if (g->private_data == NULL)
    return NULL;
  struct private_entry *entry = g->private_data->first;
  while (entry && strcmp (entry->key, key) != 0)
    entry = entry->next;
  return entry;
}

void
guestfs_set_private (guestfs_h *g, const char *key, void *data)
{
  LOCK_HANDLE (g);
  if (g->private_data == NULL)
    g->private_data = safe_calloc (g, 1, sizeof *g->private_data);
  g->private_data->position = NULL;

  struct private_entry *entry = find_entry (g, key);
  if (entry == NULL) {
    entry = safe_calloc (g, 1, sizeof *entry);
    entry->key = safe_strdup (g, key);
    entry->next = g->private_data->first;
    g->private_data->first = entry;
  }
  entry->data = data;
}

void *
guestfs_get_private (guestfs_h *g, const char *key)
{
  LOCK_HANDLE (g);
  const struct private_entry *entry = find_entry (g, key);
  return entry ? entry->data : NULL;
}

/* The next entry with data from the position on. */
static void *
take_next (guestfs_h *g, const char **key_rtn)
{
  if (g->private_data == NULL)
    return NULL;
  struct private_entry *entry = g->private_data->position;
  while (entry && entry->data == NULL)
    entry = entry->next;
  g->private_data->position = entry ? entry->next : NULL;
  if (entry == NULL)
    return NULL;
  *key_rtn = entry->key;
  return entry->data;
}

void *
guestfs_first_private (guestfs_h *g, const char **key_rtn)
{
  LOCK_HANDLE (g);
  if (g->private_data)
    g->private_data->position = g->private_data->first;
  return take_next (g, key_rtn);
}

void *
guestfs_next_private (guestfs_h *g, const char **key_rtn)
{
  LOCK_HANDLE (g);
  return take_next (g, key_rtn);
}

void
private_data_free (guestfs_h *g)
{
  if (g->private_data == NULL)
    return;
  for (struct private_entry *entry = g->private_data->first, *next; entry; entry = next) {
    next = entry->next;
    free (entry->key);
    free (entry);
  }
  free (g->private_data);
  g->private_data = NULL;
}
