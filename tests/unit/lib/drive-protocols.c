/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Servers and protocols of drives: what is accepted, and how qemu is told. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "drives/drive-protocols.h"
#include "drives/drive-source.h"
#include "drives/drives.h"
#include "lib-test.h"

static void
assert_tcp (const char *text, const char *host, unsigned port)
{
  struct drive_server server;
  if (drive_server_parse (g, text, &server) == -1)
    fail_msg ("\"%s\": %s", text, guestfs_last_error (g));
  assert_int_equal (server.transport, SERVER_TCP);
  assert_string_equal (server.host, host);
  assert_int_equal (server.port, port);
  drive_server_free (&server);
}

static void
assert_bad_server (const char *text, const char *message)
{
  struct drive_server server;
  assert_fails (drive_server_parse (g, text, &server), EINVAL, message);
}

static void
test_good_servers (void **state)
{
  (void) state;
  assert_tcp ("host", "host", 0);
  assert_tcp ("host:1", "host", 1);
  assert_tcp ("host:65535", "host", 65535);
  assert_tcp ("tcp:host", "host", 0);
  assert_tcp ("tcp:a-b.example.com:22", "a-b.example.com", 22);
  assert_tcp ("127.0.0.1:00022", "127.0.0.1", 22);
  assert_tcp ("::1", "::1", 0);
  assert_tcp ("[::1]", "::1", 0);
  assert_tcp ("tcp:[fe80::1]:10809", "fe80::1", 10809);

  struct drive_server server;
  assert_int_equal (drive_server_parse (g, "unix:/a b:1", &server), 0);
  assert_int_equal (server.transport, SERVER_UNIX);
  assert_string_equal (server.socket, "/a b:1");
  drive_server_free (&server);
}

static void
test_bad_servers (void **state)
{
  (void) state;
  assert_bad_server ("host:0", "invalid port number ‘0’");
  assert_bad_server ("host:65536", "invalid port number ‘65536’");
  assert_bad_server ("host:99999999999999999999999", "invalid port number");
  assert_bad_server ("unix:", "missing Unix domain socket path");
  static const char *const bad[] = { "",      "tcp:",     ":22", "host:",   "host:x",
                                     "a:b:c", "h!",       "a b", "host/..", "[host]",
                                     "[::1",  "[::1]x:1", "h\n", "h,i=j",   "user@host" };
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i)
    assert_bad_server (bad[i], "invalid hostname or server string");

  char long_name[300];
  memset (long_name, 'a', sizeof long_name);
  long_name[sizeof long_name - 1] = '\0';
  assert_bad_server (long_name, "invalid hostname or server string");
}

/* The drive that add_drive makes of this; it stays in the handle. */
static struct drive *
add (const char *path, const char *protocol, char *server, const char *username, const char *secret)
{
  char *servers[] = { server, NULL };
  struct guestfs_add_drive_opts_argv options = {
    .bitmask = GUESTFS_ADD_DRIVE_OPTS_PROTOCOL_BITMASK | GUESTFS_ADD_DRIVE_OPTS_SERVER_BITMASK,
    .protocol = protocol,
    .server = servers,
    .username = username,
    .secret = secret,
  };
  if (username)
    options.bitmask |= GUESTFS_ADD_DRIVE_OPTS_USERNAME_BITMASK;
  if (secret)
    options.bitmask |= GUESTFS_ADD_DRIVE_OPTS_SECRET_BITMASK;
  if (guestfs_add_drive_opts_argv (g, path, &options) == -1)
    fail_msg ("%s %s: %s", protocol, path, guestfs_last_error (g));
  return g->drives.list[g->drives.count - 1];
}

static void
assert_source (const struct drive *drive, const char *expected)
{
  json_t *node = drive_source_node (g, drive, "id");
  CLEANUP_FREE char *text = json_dumps (node, JSON_COMPACT | JSON_SORT_KEYS);
  json_decref (node);
  assert_string_equal (text, expected);
}

static void
test_sources_for_qemu (void **state)
{
  (void) state;
  assert_source (add ("/a b?c%20.img", "https", "host", "me", "it"),
                 "{\"driver\":\"https\",\"password-secret\":\"id\","
                 "\"url\":\"https://host/a%20b%3Fc%2520.img\",\"username\":\"me\"}");
  assert_source (add ("/x", "ftp", "[::1]:2121", NULL, NULL),
                 "{\"driver\":\"ftp\",\"url\":\"ftp://[::1]:2121/x\"}");
  assert_source (add ("export", "nbd", "host:1", NULL, NULL),
                 "{\"driver\":\"nbd\",\"export\":\"export\",\"server\":"
                 "{\"host\":\"host\",\"port\":\"1\",\"type\":\"inet\"}}");
  assert_source (add ("", "nbd", "unix:/sock", NULL, NULL),
                 "{\"driver\":\"nbd\",\"server\":{\"path\":\"/sock\",\"type\":\"unix\"}}");
  assert_source (add ("/x", "ssh", "host", "me", NULL),
                 "{\"driver\":\"ssh\",\"path\":\"/x\",\"server\":"
                 "{\"host\":\"host\",\"port\":\"22\"},\"user\":\"me\"}");
  assert_source (add ("iqn.2020-01.org:x/3", "iscsi", "host", NULL, NULL),
                 "{\"driver\":\"iscsi\",\"lun\":3,\"portal\":\"host:3260\","
                 "\"target\":\"iqn.2020-01.org:x\",\"transport\":\"tcp\"}");
  assert_source (add ("iqn.x", "iscsi", "host:1", "me", "it"),
                 "{\"driver\":\"iscsi\",\"lun\":0,\"password-secret\":\"id\","
                 "\"portal\":\"host:1\",\"target\":\"iqn.x\",\"transport\":\"tcp\","
                 "\"user\":\"me\"}");
  assert_source (add ("image", "rbd", "host:6789", "me", "a2V5"),
                 "{\"driver\":\"rbd\",\"image\":\"image\",\"key-secret\":\"id\",\"pool\":\"rbd\","
                 "\"server\":[{\"host\":\"host\",\"port\":\"6789\"}],\"user\":\"me\"}");
  assert_source (add ("pool/space/image", "rbd", "host:1", NULL, NULL),
                 "{\"driver\":\"rbd\",\"image\":\"image\",\"namespace\":\"space\","
                 "\"pool\":\"pool\",\"server\":[{\"host\":\"host\",\"port\":\"1\"}]}");
}

static void
test_unset_port_is_filled_in (void **state)
{
  (void) state;
  assert_int_equal (add ("x", "nbd", "host", NULL, NULL)->servers[0].port, 10809);
  assert_int_equal (add ("/x", "ssh", "host", NULL, NULL)->servers[0].port, 22);
  assert_int_equal (add ("x", "iscsi", "host", NULL, NULL)->servers[0].port, 3260);
  assert_int_equal (add ("/x", "http", "host", NULL, NULL)->servers[0].port, 0);
}

static void
test_password_for_ssh_is_warned_about (void **state)
{
  (void) state;
  capture_stderr ();
  add ("/x", "ssh", "host", "me", "it");
  CLEANUP_FREE char *text = captured_stderr ();
  assert_non_null (strstr (text, "libguestfs: warning: ssh: "));
}

static void
test_protocol_names (void **state)
{
  (void) state;
  enum drive_protocol protocol;
  for (int p = DRIVE_FILE; p <= DRIVE_SSH; ++p) {
    assert_int_equal (drive_protocol_parse (g, drive_protocol_name (p), &protocol), 0);
    assert_int_equal (protocol, p);
  }
  static const char *const removed[] = { "gluster", "sheepdog", "tftp", "", "FILE" };
  for (size_t i = 0; i < 5; ++i)
    assert_fails (drive_protocol_parse (g, removed[i], &protocol), EINVAL, "unknown protocol");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_good_servers),
    lib_test (test_bad_servers),
    lib_test (test_sources_for_qemu),
    lib_test (test_unset_port_is_filled_in),
    lib_test (test_password_for_ssh_is_warned_about),
    lib_test (test_protocol_names),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
