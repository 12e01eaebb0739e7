/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What texts mean. */

#include <config.h>

#include <strings.h>

#include "base/text.h"

int
parse_boolean (const char *text)
{
  static const char *const spellings[2][6] = { { "0", "false", "f", "no", "n", "off" },
                                               { "1", "true", "t", "yes", "y", "on" } };
  for (int value = 0; value <= 1; ++value)
    for (size_t i = 0; i < 6; ++i)
      if (strcasecmp (text, spellings[value][i]) == 0)
        return value;
  return -1;
}
