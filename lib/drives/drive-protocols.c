/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Protocols through which a drive's image is reached, and what each of them
 * wants to know. */

#include <config.h>

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "base/errors.h"
#include "base/events.h"
#include "base/memory.h"
#include "cleanup.h"
#include "drives/drive-protocols.h"
#include "drives/drives.h"

#define MAX_HOSTNAME 255
#define MAX_PORT 65535

/* Where none is given: IANA's numbers. */
#define ISCSI_PORT 3260
#define NBD_PORT 10809
#define SSH_PORT 22

static const char *const protocol_names[] = {
  [DRIVE_FILE] = "file", [DRIVE_FTP] = "ftp",     [DRIVE_FTPS] = "ftps",
  [DRIVE_HTTP] = "http", [DRIVE_HTTPS] = "https", [DRIVE_ISCSI] = "iscsi",
  [DRIVE_NBD] = "nbd",   [DRIVE_RBD] = "rbd",     [DRIVE_SSH] = "ssh",
};

const char *
drive_protocol_name (enum drive_protocol protocol)
{
  return protocol_names[protocol];
}

int
drive_protocol_parse (guestfs_h *g, const char *name, enum drive_protocol *protocol_r)
{
  for (size_t i = 0; i < sizeof protocol_names / sizeof protocol_names[0]; ++i)
    if (strcmp (name, protocol_names[i]) == 0) {
      *protocol_r = (enum drive_protocol) i;
      return 0;
    }
  return set_error (g, EINVAL, "unknown protocol ‘%s’", name);
}

/* ---- servers ---- */

static bool
is_ipv6_address (const char *host)
{
  struct in6_addr address;
  return inet_pton (AF_INET6, host, &address) == 1;
}

/* A name, an IPv4 address or an IPv6 address without brackets. */
static bool
is_hostname (const char *host)
{
  size_t length = strlen (host);
  if (length == 0 || length > MAX_HOSTNAME)
    return false;
  if (strchr (host, ':'))
    return is_ipv6_address (host);
  for (size_t i = 0; i < length; ++i)
    if (!isalnum ((unsigned char) host[i]) && host[i] != '-' && host[i] != '.')
      return false;
  return true;
}

static int
parse_port (guestfs_h *g, const char *text, unsigned *port_r)
{
  unsigned long port = 0;
  for (const char *p = text; *p != '\0' && port <= MAX_PORT; ++p)
    port = port * 10 + (unsigned long) (*p - '0');
  if (port < 1 || port > MAX_PORT)
    return set_error (g, EINVAL, "invalid port number ‘%s’", text);
  *port_r = (unsigned) port;
  return 0;
}

/* The ':' before a port that ends TEXT.  NULL if there is no port, as in the
 * address "::1": with a port that must be written "[::1]:10809". */
static const char *
find_port (const char *text)
{
  const char *colon = strrchr (text, ':');
  if (colon == NULL || colon[1] == '\0' || colon[1 + strspn (colon + 1, "0123456789")] != '\0')
    return NULL;
  return strchr (text, ':') == colon || (text[0] == '[' && colon[-1] == ']') ? colon : NULL;
}

static int
parse_tcp (guestfs_h *g, const char *text, struct drive_server *server)
{
  unsigned port = 0;
  const char *colon = find_port (text);
  if (colon && parse_port (g, colon + 1, &port) == -1)
    return -1;

  size_t length = colon ? (size_t) (colon - text) : strlen (text);
  bool bracketed = length >= 2 && text[0] == '[' && text[length - 1] == ']';
  CLEANUP_FREE char *host =
    bracketed ? safe_strndup (g, text + 1, length - 2) : safe_strndup (g, text, length);
  if (!is_hostname (host) || (bracketed && !is_ipv6_address (host)))
    return set_error (g, EINVAL, "invalid hostname or server string ‘%s’", text);

  *server = (struct drive_server) { .transport = SERVER_TCP, .host = host, .port = port };
  host = NULL;
  return 0;
}

int
drive_server_parse (guestfs_h *g, const char *text, struct drive_server *server)
{
  if (strncmp (text, "unix:", 5) == 0) {
    if (text[5] == '\0')
      return set_error (g, EINVAL, "missing Unix domain socket path");
    *server =
      (struct drive_server) { .transport = SERVER_UNIX, .socket = safe_strdup (g, text + 5) };
    return 0;
  }
  return parse_tcp (g, strncmp (text, "tcp:", 4) == 0 ? text + 4 : text, server);
}

/* ---- checks ---- */

static int
check_one_server (guestfs_h *g, const struct drive *drive, const char *driver)
{
  if (drive->nr_servers != 1)
    return set_error (g, EINVAL, "%s: you must specify exactly one server", driver);
  return 0;
}

static int
check_one_tcp_server (guestfs_h *g, const struct drive *drive, const char *driver)
{
  if (check_one_server (g, drive, driver) == -1)
    return -1;
  if (drive->servers[0].transport != SERVER_TCP)
    return set_error (g, EINVAL, "%s: only tcp transport is supported", driver);
  return 0;
}

static int
check_absolute_path (guestfs_h *g, const struct drive *drive, const char *driver)
{
  if (drive->path[0] == '\0')
    return set_error (g, EINVAL, "%s: pathname should not be an empty string", driver);
  if (drive->path[0] != '/')
    return set_error (g, EINVAL, "%s: pathname must begin with a '/'", driver);
  return 0;
}

static void
default_port (struct drive *drive, unsigned port)
{
  if (drive->servers[0].transport == SERVER_TCP && drive->servers[0].port == 0)
    drive->servers[0].port = port;
}

static int
check_file (guestfs_h *g, const struct drive *drive)
{
  if (drive->nr_servers > 0)
    return set_error (g, EINVAL, "you cannot specify a server with file-backed disks");
  if (drive->username)
    return set_error (g, EINVAL, "you cannot specify a username with file-backed disks");
  if (drive->secret)
    return set_error (g, EINVAL, "you cannot specify a secret with file-backed disks");
  return 0;
}

static int
check_curl (guestfs_h *g, const struct drive *drive)
{
  if (check_one_tcp_server (g, drive, "curl") == -1)
    return -1;
  return check_absolute_path (g, drive, "curl");
}

static int
check_iscsi (guestfs_h *g, struct drive *drive)
{
  if (check_one_tcp_server (g, drive, "iscsi") == -1)
    return -1;
  if (drive->path[0] == '\0')
    return set_error (g, EINVAL, "iscsi: target name should not be an empty string");
  if (drive->path[0] == '/')
    return set_error (g, EINVAL, "iscsi: target string must not begin with a '/'");
  default_port (drive, ISCSI_PORT);
  return 0;
}

/* The number in services(5), which can differ from IANA's. */
static unsigned
nbd_port (void)
{
  struct servent entry, *found;
  char buffer[4096];
  if (getservbyname_r ("nbd", "tcp", &entry, buffer, sizeof buffer, &found) == 0 && found)
    return ntohs ((uint16_t) found->s_port);
  return NBD_PORT;
}

static int
check_nbd (guestfs_h *g, struct drive *drive)
{
  if (drive->username)
    return set_error (g, EINVAL, "nbd: you cannot specify a username with this protocol");
  if (drive->secret)
    return set_error (g, EINVAL, "nbd: you cannot specify a secret with this protocol");
  if (check_one_server (g, drive, "nbd") == -1)
    return -1;
  default_port (drive, nbd_port ());
  return 0;
}

static int
check_rbd (guestfs_h *g, const struct drive *drive)
{
  for (size_t i = 0; i < drive->nr_servers; ++i) {
    if (drive->servers[i].transport != SERVER_TCP)
      return set_error (g, EINVAL, "rbd: only tcp transport is supported");
    if (drive->servers[i].port == 0)
      return set_error (g, EINVAL, "rbd: port number must be specified");
  }
  if (drive->path[0] == '\0')
    return set_error (g, EINVAL, "rbd: image name parameter should not be an empty string");
  if (drive->path[0] == '/')
    return set_error (g, EINVAL, "rbd: image name must not begin with a '/'");
  return 0;
}

static int
check_ssh (guestfs_h *g, struct drive *drive)
{
  if (check_one_tcp_server (g, drive, "ssh") == -1 || check_absolute_path (g, drive, "ssh") == -1)
    return -1;
  if (drive->username && drive->username[0] == '\0')
    return set_error (g, EINVAL, "ssh: username should not be an empty string");
  if (drive->secret)
    warning (g, "ssh: qemu cannot log in with a password, the secret is not used; "
                "use a key and ssh-agent(1)");
  default_port (drive, SSH_PORT);
  return 0;
}

int
drive_check_protocol (guestfs_h *g, struct drive *drive)
{
  switch (drive->protocol) {
  case DRIVE_FILE:
    return check_file (g, drive);
  case DRIVE_FTP:
  case DRIVE_FTPS:
  case DRIVE_HTTP:
  case DRIVE_HTTPS:
    return check_curl (g, drive);
  case DRIVE_ISCSI:
    return check_iscsi (g, drive);
  case DRIVE_NBD:
    return check_nbd (g, drive);
  case DRIVE_RBD:
    return check_rbd (g, drive);
  case DRIVE_SSH:
    return check_ssh (g, drive);
  }
  return set_error (g, EINVAL, "unknown protocol %d", (int) drive->protocol);
}
