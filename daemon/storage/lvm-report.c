/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reports of LVM with all fields. */

#include <config.h>

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/reply.h"
#include "storage/lvm-command.h"
#include "storage/lvm-report.h"

static char *
take_cell (struct report_row *row)
{
  return row->cells[row->next++];
}

char *
report_take_text (struct report_row *row)
{
  char *text = strdup (take_cell (row));

  row->failed |= text == NULL;
  return text;
}

/* LVM prints 32 characters in groups with dashes between. */
void
report_take_uuid (struct report_row *row, char uuid[32])
{
  size_t length = 0;

  for (const char *p = take_cell (row); *p != '\0' && length <= 32; ++p)
    if (*p != '-' && length++ < 32)
      uuid[length - 1] = *p;
  row->failed |= length != 32;
}

/* -1 if the value is empty. */
int64_t
report_take_number (struct report_row *row)
{
  const char *cell = take_cell (row);
  char *end;

  if (cell[0] == '\0')
    return -1;
  errno = 0;
  const long long number = strtoll (cell, &end, 10);
  row->failed |= errno != 0 || *end != '\0';
  return number;
}

/* -1 if the value is empty. */
float
report_take_percent (struct report_row *row)
{
  const char *cell = take_cell (row);
  char *end;

  if (cell[0] == '\0')
    return -1;
  const float percent = strtof (cell, &end);
  row->failed |= *end != '\0' || !isfinite (percent);
  return percent;
}

void *
report_finish (bool failed, void *list, xdrproc_t free_list)
{
  if (!failed)
    return list;
  xdr_free (free_list, list);
  free (list);
  return reply_error_null (EPROTO, "report of LVM");
}
