/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What one header of a tar archive says, as far as it says it simply. */

#ifndef TAR_HEADER_H
#define TAR_HEADER_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* An archive is a sequence of these: a header, and content in as many as it
 * needs. */
#define TAR_BLOCK 512

struct tar_block {
  char name[100];
  char mode[8];
  char uid[8];
  char gid[8];
  char size[12];
  char mtime[12];
  char checksum[8];
  char type;
  char link_name[100];
  char magic[8]; /* with the version */
  char user[32];
  char group[32];
  char device[2][8]; /* major and minor number */
  char prefix[155];
  char unused[12];
};
_Static_assert(sizeof (struct tar_block) == TAR_BLOCK, "layout of a header");

#define TAR_POSIX_MAGIC "ustar\00000"
#define TAR_GNU_MAGIC "ustar  "

enum tar_kind {
  TAR_FILE,   /* a regular file of which this header says all there is to know */
  TAR_MEMBER, /* anything else; what follows with it has SIZE bytes */
  TAR_REST,   /* where the next header is, is not certain */
};

struct tar_header {
  enum tar_kind kind;
  uint64_t size;
  /* Of a TAR_FILE; the name is as in the archive. */
  char name[256 + 1];
  mode_t mode; /* no more than 0777 */
  uid_t uid;
  gid_t gid;
  int64_t mtime;
};

/* Whatever BLOCK, of TAR_BLOCK bytes, holds. */
extern struct tar_header tar_header_decode (const char *block);

#endif /* TAR_HEADER_H */
