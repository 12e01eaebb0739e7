/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Extended attributes of a file as records of an archive. */

#ifndef ATTRIBUTE_RECORDS_H
#define ATTRIBUTE_RECORDS_H

#include <stdbool.h>

#include "archive/tar-encode.h"

struct attribute_choice {
  bool xattrs;  /* all there are, also those that the others mean */
  bool selinux; /* the context, as "tar --selinux" reads it */
  bool acls;    /* access control lists, as "tar --acls" reads them */
};

/* Adds what NAME of the working directory has; a link is not followed.  -1 with
 * errno. */
extern int attribute_records_add (struct tar_bytes *records, const char *name,
                                  const struct attribute_choice *choice);

#endif /* ATTRIBUTE_RECORDS_H */
