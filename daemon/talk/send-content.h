/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Content of an open file or device on its way to the library. */

#ifndef SEND_CONTENT_H
#define SEND_CONTENT_H

#include <stdbool.h>
#include <stdint.h>

struct content_part {
  int fd;
  const char *name; /* for errors */
  int64_t offset, size;
  bool is_all; /* the call sends nothing else: its progress is reported */
};

/* Part of the file_out of the call in progress.  How much, less than SIZE if the
 * file ended before; -1 with reply_error set. */
extern int64_t send_content (const struct content_part *part);

#endif /* SEND_CONTENT_H */
