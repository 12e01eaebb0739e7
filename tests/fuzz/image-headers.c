/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The begin of a disk image: what format it has and which files it names. */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "images/image-format.h"

static void
check_references (const struct image_header *header)
{
  for (size_t i = 0; i < header->nr_references; ++i)
    if (strlen (header->references[i].name) == 0)
      abort ();
}

static void
parse (const uint8_t *bytes, size_t size, const enum image_kind *expected)
{
  CLEANUP_IMAGE_HEADER struct image_header header = IMAGE_HEADER_NONE;
  char *problem = NULL;

  if (image_header_parse (bytes, size, expected, &header, &problem) == 0)
    check_references (&header);
  free (problem);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  parse (bytes, size, NULL);
  for (enum image_kind kind = IMAGE_RAW; kind <= IMAGE_PARALLELS; ++kind)
    parse (bytes, size, &kind);
  return 0;
}
