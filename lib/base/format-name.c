/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names of the formats of disk images. */

#include <config.h>

#include <string.h>

#include "base/format-name.h"

bool
is_format_name (const char *name)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  return name[0] != '\0' && name[strspn (name, allowed)] == '\0';
}
