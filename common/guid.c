/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is a GUID. */

#include <config.h>

#include <ctype.h>
#include <string.h>

#include "guid.h"

bool
is_guid (const char *string)
{
  static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  const bool has_braces = string[0] == '{';

  if (has_braces)
    string++;
  for (const char *place = form; *place != '\0'; ++place, ++string)
    if (*place == '-' ? *string != '-' : !isxdigit ((unsigned char) *string))
      return false;
  return strcmp (string, has_braces ? "}" : "") == 0;
}
