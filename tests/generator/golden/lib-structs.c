/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Free, copy and compare of structs.
 * Made by generator/emit/client_structs.ml from the declarations in generator/api/. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/api.h"

/* Shorter buffers come first, then the order of the bytes. */
static int
compare_bytes (const char *a, size_t a_len, const char *b, size_t b_len)
{
  if (a_len != b_len)
    return a_len < b_len ? -1 : 1;
  return memcmp (a, b, a_len);
}

static char *
copy_bytes (const char *bytes, size_t size)
{
  char *copy = malloc (size > 0 ? size : 1);

  return copy ? memcpy (copy, bytes, size) : NULL;
}

static void
free_members_item (struct guestfs_item *value)
{
  free (value->item_text);
  free (value->item_device);
  free (value->item_buffer);
}

static int
copy_members_item (const struct guestfs_item *from, struct guestfs_item *to)
{
  *to = *from;
  to->item_text = strdup (from->item_text);
  to->item_device = strdup (from->item_device);
  to->item_buffer = copy_bytes (from->item_buffer, from->item_buffer_len);
  if (to->item_text && to->item_device && to->item_buffer)
    return 0;

  free_members_item (to);
  errno = ENOMEM;
  return -1;
}

void
guestfs_free_item (struct guestfs_item *value)
{
  if (value != NULL)
    free_members_item (value);
  free (value);
}

void
guestfs_free_item_list (struct guestfs_item_list *list)
{
  if (list == NULL)
    return;
  for (uint32_t i = 0; i < list->len; ++i)
    free_members_item (&list->val[i]);
  free (list->val);
  free (list);
}

struct guestfs_item *
guestfs_copy_item (const struct guestfs_item *from)
{
  struct guestfs_item *copy = calloc (1, sizeof *copy);

  if (copy == NULL || copy_members_item (from, copy) == 0)
    return copy;

  free (copy);
  errno = ENOMEM;
  return NULL;
}

struct guestfs_item_list *
guestfs_copy_item_list (const struct guestfs_item_list *from)
{
  struct guestfs_item_list *list = calloc (1, sizeof *list);

  if (list == NULL)
    return NULL;
  list->val = calloc (from->len > 0 ? from->len : 1, sizeof *list->val);
  for (uint32_t i = 0; list->val != NULL && i < from->len; ++i) {
    if (copy_members_item (&from->val[i], &list->val[i]) == -1)
      break;
    list->len++;
  }
  if (list->val != NULL && list->len == from->len)
    return list;

  guestfs_free_item_list (list);
  errno = ENOMEM;
  return NULL;
}

int
guestfs_compare_item (const struct guestfs_item *a, const struct guestfs_item *b)
{
  int order;

  order = strcmp (a->item_text, b->item_text);
  if (order != 0)
    return order;
  order = strcmp (a->item_device, b->item_device);
  if (order != 0)
    return order;
  order = compare_bytes (a->item_buffer, a->item_buffer_len, b->item_buffer, b->item_buffer_len);
  if (order != 0)
    return order;
  order = memcmp (a->item_uuid, b->item_uuid, sizeof a->item_uuid);
  if (order != 0)
    return order;
  order = (a->item_bytes > b->item_bytes) - (a->item_bytes < b->item_bytes);
  if (order != 0)
    return order;
  order = (a->item_uint64 > b->item_uint64) - (a->item_uint64 < b->item_uint64);
  if (order != 0)
    return order;
  order = (a->item_int64 > b->item_int64) - (a->item_int64 < b->item_int64);
  if (order != 0)
    return order;
  order = (a->item_uint32 > b->item_uint32) - (a->item_uint32 < b->item_uint32);
  if (order != 0)
    return order;
  order = (a->item_int32 > b->item_int32) - (a->item_int32 < b->item_int32);
  if (order != 0)
    return order;
  order = (a->item_char > b->item_char) - (a->item_char < b->item_char);
  if (order != 0)
    return order;
  order = (a->item_percent > b->item_percent) - (a->item_percent < b->item_percent);
  if (order != 0)
    return order;
  return 0;
}

int
guestfs_compare_item_list (const struct guestfs_item_list *a, const struct guestfs_item_list *b)
{
  int order = (a->len > b->len) - (a->len < b->len);

  for (uint32_t i = 0; order == 0 && i < a->len; ++i)
    order = guestfs_compare_item (&a->val[i], &b->val[i]);
  return order;
}

