/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is found in the header of a disk image. */

#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "images/image-reference.h"

/* PATH_MAX of Linux: no longer name can be opened. */
#define NAME_MAX_SIZE 4096

/* A VMDK of 2 TiB in pieces of 2 GiB has a thousand. */
#define MAX_REFERENCES 1024

int
image_malformed (char **problem, const char *fmt, ...)
{
  va_list args;

  va_start (args, fmt);
  if (vasprintf (problem, fmt, args) == -1)
    *problem = NULL;
  va_end (args);
  errno = EINVAL;
  return -1;
}

int
image_add_reference (struct image_header *header, enum image_link link, const void *name,
                     size_t size, char **problem)
{
  if (size == 0 || size >= NAME_MAX_SIZE)
    return image_malformed (problem, "it names a file by %zu bytes", size);
  if (memchr (name, '\0', size) != NULL)
    return image_malformed (problem, "it names a file with a NUL byte in the name");
  if (header->nr_references == MAX_REFERENCES)
    return image_malformed (problem, "it names more than %d files", MAX_REFERENCES);

  struct image_reference *more =
    reallocarray (header->references, header->nr_references + 1, sizeof *more);
  if (more == NULL)
    return -1;
  header->references = more;
  char *copy = strndup (name, size);
  if (copy == NULL)
    return -1;
  header->references[header->nr_references++] =
    (struct image_reference) { .link = link, .name = copy };
  return 0;
}

int
image_add_sectors (struct image_header *header, uint64_t sectors, char **problem)
{
  if (sectors > INT64_MAX / 512 || header->virtual_size > INT64_MAX - sectors * 512)
    return image_malformed (problem, "its size is more than a disk can have");
  header->has_size = true;
  header->virtual_size += sectors * 512;
  return 0;
}
