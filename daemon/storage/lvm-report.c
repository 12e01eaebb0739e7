/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reports of LVM with all fields: the structs have LVM's own columns, under
 * the same names and in the same order. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "cleanup.h"
#include "storage/lvm-command.h"
#include "storage/lvm-report.h"
#include "storage/storage.h"

/* "pv_name,pv_uuid,…", malloc'd. */
static char *
column_names (const struct structure_type *type)
{
  char *names = NULL;
  size_t size;
  FILE *out = open_memstream (&names, &size);

  if (out == NULL)
    return NULL;
  for (size_t i = 0; i < type->field_count; ++i)
    fprintf (out, "%s%s", i > 0 ? "," : "", type->fields[i].name);
  if (fclose (out) == 0)
    return names;
  free (names);
  return NULL;
}

void *
lvm_structures (const char *command, struct structure_list *list)
{
  const struct structure_type *type = list->type;
  CLEANUP_FREE char *names = column_names (type);
  CLEANUP_FREE_STRINGS char **cells = NULL;
  size_t columns;

  if (names == NULL)
    return reply_error_null (errno, "%s", command);
  storage_assemble ();
  if (lvm_report (command, names, &cells, &columns) == -1)
    return NULL;
  for (char **cell = cells; *cell != NULL; cell += columns) {
    void *element = structure_list_add (list);

    for (size_t i = 0; i < columns; ++i)
      if (structure_set (&type->fields[i], element, cell[i]) == -1)
        return reply_error_null (errno, "%s: %s \"%s\"", command, type->fields[i].name, cell[i]);
  }
  return structure_list_take (list);
}
