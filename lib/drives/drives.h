/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is known of a drive between add_drive and launch, independent of
 * how the hypervisor is told about it. */

#ifndef GUESTFS_DRIVES_H
#define GUESTFS_DRIVES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/handle-type.h"
#include "base/owner.h"

enum drive_protocol {
  DRIVE_FILE,
  DRIVE_FTP,
  DRIVE_FTPS,
  DRIVE_HTTP,
  DRIVE_HTTPS,
  DRIVE_ISCSI,
  DRIVE_NBD,
  DRIVE_RBD,
  DRIVE_SSH
};

enum drive_discard { DISCARD_DISABLE, DISCARD_ENABLE, DISCARD_BESTEFFORT };

enum server_transport { SERVER_TCP, SERVER_UNIX };

struct drive_server {
  enum server_transport transport;
  char *host;    /* SERVER_TCP */
  unsigned port; /* SERVER_TCP: 0 if not given, only with FTP(S) and HTTP(S) */
  char *socket;  /* SERVER_UNIX: path */
};

/* A file of the host that a drive consists of: its image, or what lies below. The same
 * file has the same numbers, whatever its name. */
struct drive_file {
  char *path;
  dev_t device;
  ino_t inode;
  bool is_written;
};

struct drive_files {
  struct drive_file *list;
  size_t count;
};

struct drive {
  enum drive_protocol protocol;
  /* DRIVE_FILE: absolute host path; NBD: export name, may be empty; FTP(S),
   * HTTP(S), SSH: path that begins with '/'; ISCSI: "target[/lun]"; RBD:
   * "pool/image" or "image". */
  char *path;
  char *given_path; /* as the caller wrote it */
  struct drive_server *servers;
  size_t nr_servers;
  char *username, *secret; /* NULL if not given */

  char *format;      /* of the image at PATH; NULL until drive_resolve_format of a network drive */
  bool format_given; /* by the caller, not found out */

  bool readonly; /* what is written goes to an overlay */
  /* Who made PATH, a file in its tmpdir that goes with the drive; nobody: the
   * file is the user's. */
  struct owner file_owner;

  bool cache_unsafe; /* ignore flushes */
  enum drive_discard discard;
  bool copyonread;
  int blocksize;              /* 0 (the default, 512), 512 or 4096 */
  char *label, *iface, *name; /* NULL if not given; the last two have no effect */

  struct drive_files files; /* once it is in a machine */
};

/* FILE.path is copied. */
extern void drive_files_add (guestfs_h *g, struct drive_files *files,
                             const struct drive_file *file);
extern void drive_files_free (struct drive_files *files);

extern void drive_server_free (struct drive_server *server);
/* Removes its temporary file, too. */
extern void drive_free (struct drive *drive);
extern void cleanup_drive (struct drive **drive);
#define CLEANUP_DRIVE __attribute__ ((cleanup (cleanup_drive)))

/* The first free place in the list: that of a drive that was removed while the
 * appliance ran, or the end. */
extern size_t drives_free_index (const guestfs_h *g);
/* Takes over DRIVE. */
extern void drives_put (guestfs_h *g, struct drive *drive, size_t index);
/* Index of the drive, or -1 with the error set. */
extern ssize_t drives_find_label (guestfs_h *g, const char *label);
/* Removes the drives from the handle and their temporary files. */
extern void drives_forget (guestfs_h *g);

#endif /* GUESTFS_DRIVES_H */
