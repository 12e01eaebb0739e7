/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How qemu's block drivers are told where an image on the network is.  The
 * names of the options are those of qemu's QAPI (BlockdevOptions). */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/memory.h"
#include "cleanup.h"
#include "drives/drive-protocols.h"
#include "drives/drive-source.h"
#include "drives/drives.h"

/* The value may be NULL: then there is no such option. */
static void
set_option (guestfs_h *g, json_t *node, const char *name, const char *value)
{
  if (value == NULL)
    return;
  /* Not json_string: bytes that are no UTF-8 are passed on as they are. */
  if (json_object_set_new (node, name, json_string_nocheck (value)) == -1)
    out_of_memory (g);
}

static void
set_port (guestfs_h *g, json_t *node, unsigned port)
{
  CLEANUP_FREE char *text = safe_asprintf (g, "%u", port);
  set_option (g, node, "port", text);
}

static json_t *
new_object (guestfs_h *g)
{
  json_t *object = json_object ();
  if (object == NULL)
    out_of_memory (g);
  return object;
}

/* QAPI's InetSocketAddress, or SocketAddress if WITH_TYPE. */
static json_t *
server_node (guestfs_h *g, const struct drive_server *server, bool with_type)
{
  json_t *node = new_object (g);
  if (server->transport == SERVER_UNIX) {
    set_option (g, node, "type", "unix");
    set_option (g, node, "path", server->socket);
    return node;
  }
  if (with_type)
    set_option (g, node, "type", "inet");
  set_option (g, node, "host", server->host);
  set_port (g, node, server->port);
  return node;
}

static void
set_node (guestfs_h *g, json_t *node, const char *name, json_t *value)
{
  if (json_object_set_new (node, name, value) == -1)
    out_of_memory (g);
}

/* RFC 3986: an IPv6 address stands in brackets. */
static char *
host_and_port (guestfs_h *g, const struct drive_server *server)
{
  bool ipv6 = strchr (server->host, ':') != NULL;
  const char *open = ipv6 ? "[" : "", *close = ipv6 ? "]" : "";
  if (server->port == 0)
    return safe_asprintf (g, "%s%s%s", open, server->host, close);
  return safe_asprintf (g, "%s%s%s:%u", open, server->host, close, server->port);
}

/* RFC 3986, section 3.3: what may stand in a path as it is. */
static bool
is_path_character (unsigned char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
         || (c != '\0' && strchr ("-._~!$&'()*+,;=:@/", c) != NULL);
}

static char *
encode_path (guestfs_h *g, const char *path)
{
  static const char hexadecimal[] = "0123456789ABCDEF";
  char *encoded = safe_malloc (g, 3 * strlen (path) + 1);
  char *to = encoded;
  for (const char *p = path; *p != '\0'; ++p) {
    unsigned char c = (unsigned char) *p;
    if (is_path_character (c))
      *to++ = (char) c;
    else {
      *to++ = '%';
      *to++ = hexadecimal[c >> 4];
      *to++ = hexadecimal[c & 15];
    }
  }
  *to = '\0';
  return encoded;
}

static void
describe_curl (guestfs_h *g, const struct drive *drive, const char *secret_id, json_t *node)
{
  CLEANUP_FREE char *host = host_and_port (g, &drive->servers[0]);
  CLEANUP_FREE char *path = encode_path (g, drive->path);
  CLEANUP_FREE char *url =
    safe_asprintf (g, "%s://%s%s", drive_protocol_name (drive->protocol), host, path);
  set_option (g, node, "url", url);
  set_option (g, node, "username", drive->username);
  set_option (g, node, "password-secret", secret_id);
}

/* "target/lun": the last part is the number if it is one. */
static void
describe_iscsi (guestfs_h *g, const struct drive *drive, const char *secret_id, json_t *node)
{
  const char *slash = strrchr (drive->path, '/');
  size_t digits = slash ? strspn (slash + 1, "0123456789") : 0;
  bool has_lun = digits > 0 && digits <= 5 && slash[1 + digits] == '\0';
  CLEANUP_FREE char *target = has_lun
                                ? safe_strndup (g, drive->path, (size_t) (slash - drive->path))
                                : safe_strdup (g, drive->path);
  CLEANUP_FREE char *portal = host_and_port (g, &drive->servers[0]);

  set_option (g, node, "transport", "tcp");
  set_option (g, node, "portal", portal);
  set_option (g, node, "target", target);
  if (json_object_set_new (node, "lun", json_integer (has_lun ? atoi (slash + 1) : 0)) == -1)
    out_of_memory (g);
  set_option (g, node, "user", drive->username);
  set_option (g, node, "password-secret", secret_id);
}

static void
describe_nbd (guestfs_h *g, const struct drive *drive, json_t *node)
{
  set_node (g, node, "server", server_node (g, &drive->servers[0], true));
  /* The empty name is the server's default export. */
  set_option (g, node, "export", drive->path[0] != '\0' ? drive->path : NULL);
}

/* "image", "pool/image" or "pool/namespace/image"; without a pool Ceph's
 * default, "rbd". */
static void
describe_rbd (guestfs_h *g, const struct drive *drive, const char *secret_id, json_t *node)
{
  const char *first = strchr (drive->path, '/');
  const char *last = strrchr (drive->path, '/');
  CLEANUP_FREE char *pool =
    first ? safe_strndup (g, drive->path, (size_t) (first - drive->path)) : safe_strdup (g, "rbd");
  CLEANUP_FREE char *namespace =
    first != last ? safe_strndup (g, first + 1, (size_t) (last - first - 1)) : NULL;

  set_option (g, node, "pool", pool);
  set_option (g, node, "namespace", namespace);
  set_option (g, node, "image", last ? last + 1 : drive->path);
  set_option (g, node, "user", drive->username);
  set_option (g, node, "key-secret", secret_id);
  if (drive->nr_servers == 0)
    return;

  json_t *servers = json_array ();
  if (servers == NULL)
    out_of_memory (g);
  for (size_t i = 0; i < drive->nr_servers; ++i)
    if (json_array_append_new (servers, server_node (g, &drive->servers[i], false)) == -1)
      out_of_memory (g);
  set_node (g, node, "server", servers);
}

static void
describe_ssh (guestfs_h *g, const struct drive *drive, json_t *node)
{
  set_node (g, node, "server", server_node (g, &drive->servers[0], false));
  set_option (g, node, "path", drive->path);
  set_option (g, node, "user", drive->username);
}

json_t *
drive_source_node (guestfs_h *g, const struct drive *drive, const char *secret_id)
{
  json_t *node = new_object (g);
  set_option (g, node, "driver", drive_protocol_name (drive->protocol));
  if (drive->secret == NULL)
    secret_id = NULL;

  switch (drive->protocol) {
  case DRIVE_FILE:
    set_option (g, node, "filename", drive->path);
    break;
  case DRIVE_FTP:
  case DRIVE_FTPS:
  case DRIVE_HTTP:
  case DRIVE_HTTPS:
    describe_curl (g, drive, secret_id, node);
    break;
  case DRIVE_ISCSI:
    describe_iscsi (g, drive, secret_id, node);
    break;
  case DRIVE_NBD:
    describe_nbd (g, drive, node);
    break;
  case DRIVE_RBD:
    describe_rbd (g, drive, secret_id, node);
    break;
  case DRIVE_SSH:
    describe_ssh (g, drive, node);
    break;
  }
  return node;
}
