/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening regular files of the guest, and moving bytes between descriptors. */

#ifndef GUEST_FILES_H
#define GUEST_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "devices/device.h"

/* Opens the regular file PATH; anything else is an error.  -1 with
 * reply_error set. */
extern int guest_file_open (const char *path, int flags, mode_t mode);
/* The same for a device, and for a place, which is either. */
extern int device_open (const struct device *device, int flags);
extern int place_open (const struct place *place, int flags, mode_t mode);
/* What a file of the guest must be that a program gets. */
enum guest_file_kind {
  GUEST_REGULAR_FILE,
  GUEST_DIRECTORY,
  GUEST_FILE_OR_DIRECTORY,
  GUEST_NEW_NAME /* not of guest_file_pin: its directory is there */
};
/* O_PATH descriptor of the file PATH, of which it is sure that it is of that KIND and will
 * be.  -1 with reply_error set. */
extern int guest_file_pin (const char *path, enum guest_file_kind kind);
/* Size of an open file or block device, -1 and errno. */
extern int64_t open_file_size (int fd);

/* Of at least one byte. */
extern bool bytes_are_zero (const char *bytes, size_t size);

struct byte_copy {
  int src, dest;                    /* descriptors */
  const char *src_name, *dest_name; /* for errors */
  int64_t src_offset, dest_offset;
  int64_t size;            /* -1 = to the end of the source */
  bool sparse;             /* blocks of zeros are skipped in the destination */
  uint64_t progress_total; /* if > 0 progress messages are sent */
};
/* Number of bytes copied, less than SIZE if the source ended before; -1 with
 * reply_error set. */
extern int64_t copy_bytes (const struct byte_copy *copy);

#endif /* GUEST_FILES_H */
