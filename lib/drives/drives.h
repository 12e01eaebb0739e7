/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is known of a drive between add_drive and launch, independent of
 * how the hypervisor is told about it. */

#ifndef GUESTFS_DRIVES_H
#define GUESTFS_DRIVES_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "internal.h"

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
};

/* Finds out the image's format if the caller did not give it; launch calls
 * it before it describes the drive to the hypervisor.  0 or -1. */
extern int drive_resolve_format (guestfs_h *g, struct drive *drive);

/* Removes the drives from the handle and their temporary files. */
extern void drives_forget (guestfs_h *g);

/* ---- drive-hotplug.c: while the appliance runs ---- */

/* Gives the appliance DRIVE as number INDEX.  0, or -1 with the error set and
 * nothing left behind. */
extern int drive_plug (guestfs_h *g, struct drive *drive, size_t index);
/* Takes drive INDEX away from the appliance.  0, or -1 with the error set and
 * the drive still there. */
extern int drive_unplug (guestfs_h *g, size_t index);

/* Letters, digits, '-' and '_', at least one: what a format can be called. */
extern bool is_format_name (const char *name);

/* ---- drive-protocols.c: what a caller may say ---- */

/* The protocol's name in the API, "file" ... "ssh". */
extern const char *drive_protocol_name (enum drive_protocol protocol);
/* 0, or -1 with the error set. */
extern int drive_protocol_parse (guestfs_h *g, const char *name, enum drive_protocol *protocol_r);
/* Reads "host", "host:port", "tcp:host[:port]" or "unix:/path" into SERVER;
 * 0, or -1 with the error set and nothing to free. */
extern int drive_server_parse (guestfs_h *g, const char *text, struct drive_server *server);
extern void drive_server_free (struct drive_server *server);
/* Checks that the servers, path, username and secret suit the protocol, and
 * fills in the protocol's port where none was given. */
extern int drive_check_protocol (guestfs_h *g, struct drive *drive);

/* ---- drive-source.c: what qemu is told ---- */

/* The options of qemu's block driver for the image at drive->path, as
 * blockdev-add takes them (without "node-name"): {"driver": "https", "url":
 * ...}.  For network protocols only.  SECRET_ID names the qemu object that
 * holds drive->secret. */
extern json_t *drive_source_node (guestfs_h *g, const struct drive *drive, const char *secret_id);

#endif /* GUESTFS_DRIVES_H */
