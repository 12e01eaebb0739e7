/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The protocols of drives: what a caller may say. */

#ifndef GUESTFS_DRIVE_PROTOCOLS_H
#define GUESTFS_DRIVE_PROTOCOLS_H

#include "base/handle-type.h"
#include "drives/drives.h"

/* The protocol's name in the API, "file" ... "ssh". */
extern const char *drive_protocol_name (enum drive_protocol protocol);
/* 0, or -1 with the error set. */
extern int drive_protocol_parse (guestfs_h *g, const char *name, enum drive_protocol *protocol_r);
/* Reads "host", "host:port", "tcp:host[:port]" or "unix:/path" into SERVER;
 * 0, or -1 with the error set and nothing to free. */
extern int drive_server_parse (guestfs_h *g, const char *text, struct drive_server *server);
/* Checks that the servers, path, username and secret suit the protocol, and
 * fills in the protocol's port where none was given. */
extern int drive_check_protocol (guestfs_h *g, struct drive *drive);

#endif /* GUESTFS_DRIVE_PROTOCOLS_H */
