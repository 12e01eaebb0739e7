/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Programs that do the work of a call: words, files of the guest, secrets, errors,
 * and results of every kind. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reply.h"
#include "base/sysroot.h"
#include "cleanup.h"
#include "command/json-result.h"
#include "command/pairs-result.h"
#include "daemon-structures.h"
#include "daemon-test.h"
#include "protocol/directories.h"

#define PATH(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

/* A shell that runs SCRIPT; further words are its $1 and so on. */
static void
shell (struct command *command, const char *script)
{
  command_word (command, "sh");
  command_word (command, "-c");
  command_word (command, script);
  command_word (command, "sh");
}

/* Runs a program that prints OUTPUT. */
static void
print (struct command *command, const char *output)
{
  command_word (command, "printf");
  command_word (command, "%s");
  command_word (command, output);
  assert_int_equal (command_run (command), 0);
}

static void
words_are_put_together (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;
  char *list[] = { "b c", "", NULL };

  (void) state;
  shell (&command, "printf '<%s>' \"$@\"");
  command_word (&command, "100%");
  command_format (&command, "%d%%FREE", 50);
  command_words (&command, list);
  assert_int_equal (command_run (&command), 0);
  CLEANUP_FREE char *text = command_text (&command);
  assert_string_equal (text, "<100%><50%FREE><b c><>");
}

static void
parts_are_joined (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY, bad = COMMAND_EMPTY;

  (void) state;
  shell (&command, "printf '<%s>' \"$@\"");
  command_join (&command, "-E", "stride=%d", 4);
  command_join (&command, "-E", "%s", "discard");
  command_join (&command, "-O", "^quota");
  command_join (&command, "-E", "again");
  assert_int_equal (command_run (&command), 0);
  CLEANUP_FREE char *text = command_text (&command);
  assert_string_equal (text, "<-E><stride=4,discard><-O><^quota><-E><again>");

  command_word (&bad, "true");
  command_join (&bad, "-E", "a=%s", "b,c");
  assert_int_equal (command_run (&bad), -1);
  assert_error (EINVAL, "\"a=b,c\": there can be no comma in it");
}

/* "sh -u …" has the flag before all other words. */
static void
programs_are_rehearsed (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY, bad = COMMAND_EMPTY;

  (void) state;
  shell (&command, "case $- in *u*) echo rehearsal ;; *) printf '%s' \"$1\" ;; esac");
  command_word (&command, "argument");
  command_rehearse (&command, "-u");
  assert_int_equal (command_run (&command), 0);
  CLEANUP_FREE char *text = command_text (&command);
  assert_string_equal (text, "argument");

  shell (&bad, "case $- in *u*) echo 'not so' >&2; exit 1 ;; esac");
  command_rehearse (&bad, "-u");
  assert_int_equal (command_run (&bad), -1);
  assert_error (0, "not so");
}

/* ---- files of the guest ---- */

static char *root;

static int
make_guest (void **state)
{
  (void) state;
  root = make_test_directory ();
  sysroot_use_directory (root);
  return 0;
}

static int
remove_guest (void **state)
{
  (void) state;
  sysroot_use_directory (SYSROOT);
  remove_test_directory (root);
  free (root);
  return 0;
}

static void
files_are_given_opened (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY, making = COMMAND_EMPTY;

  (void) state;
  write_test_file (root, "file", "content");
  const char *file = command_guest_file (&command, "/../file", GUEST_REGULAR_FILE);
  command_word (&command, "cat");
  command_word (&command, file);
  assert_int_equal (command_run (&command), 0);
  CLEANUP_FREE char *text = command_text (&command);
  assert_string_equal (text, "content");

  const char *made = command_guest_file (&making, "/new", GUEST_NEW_NAME);
  command_word (&making, "mkdir");
  command_word (&making, made);
  assert_int_equal (command_run (&making), 0);
  CLEANUP_FREE char *path = NULL;
  assert_int_not_equal (asprintf (&path, "%s/new", root), -1);
  assert_int_equal (rmdir (path), 0);
}

static void
assert_refused (const char *path, enum guest_file_kind kind, int err, const char *part)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_word (&command, "false");
  command_word (&command, command_guest_file (&command, path, kind));
  assert_int_equal (command_run (&command), -1);
  assert_error (err, part);
}

static void
other_kinds_of_files_are_refused (void **state)
{
  CLEANUP_FREE char *fifo = NULL;

  (void) state;
  write_test_file (root, "file", "content");
  assert_int_not_equal (asprintf (&fifo, "%s/fifo", root), -1);
  assert_int_equal (mkfifo (fifo, 0600), 0);
  assert_refused ("/fifo", GUEST_REGULAR_FILE, EINVAL, "/fifo: not a regular file");
  assert_refused ("/fifo", GUEST_FILE_OR_DIRECTORY, EINVAL, "/fifo: not a regular file");
  assert_refused ("/", GUEST_REGULAR_FILE, EISDIR, "/: is a directory");
  assert_refused ("/file", GUEST_DIRECTORY, ENOTDIR, "/file: not a directory");
  assert_refused ("/missing", GUEST_REGULAR_FILE, ENOENT, "/missing");
  assert_refused ("/missing/new", GUEST_NEW_NAME, ENOENT, "/missing/new");
}

static void
too_many_files_are_an_error (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  (void) state;
  for (int i = 0; i < COMMAND_FILES_MAX + 1; ++i)
    command_guest_file (&command, "/", GUEST_DIRECTORY);
  assert_int_equal (command_run (&command), -1);
  assert_error (EMFILE, "/");
}

/* ---- stdin and secrets ---- */

static void
input_and_secrets_are_not_words (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  (void) state;
  const char *secret = command_secret_file (&command, "new key");
  command_input (&command, "old key", strlen ("old key"));
  shell (&command,
         "cat; echo; cat \"$1\"; echo; tr '\\0' ' ' < /proc/$$/cmdline | grep -c '[wd] key'");
  command_word (&command, secret);
  command.success = COMMAND_STATUS (1);
  assert_int_equal (command_run (&command), 0);
  CLEANUP_FREE char *text = command_text (&command);
  assert_string_equal (text, "old key\nnew key\n0\n");
}

static void
lines_are_input (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;
  char *lines[] = { "one", "", "three", NULL };

  (void) state;
  command_input_lines (&command, lines);
  command_word (&command, "cat");
  assert_int_equal (command_run (&command), 0);
  CLEANUP_FREE char *text = command_text (&command);
  assert_string_equal (text, "one\n\nthree\n");
}

/* ---- errors ---- */

static void
assert_failure (const char *script, const char *part)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;
  const char *file = command_guest_file (&command, "/file", GUEST_REGULAR_FILE);

  shell (&command, script);
  command_word (&command, file);
  assert_int_equal (command_run (&command), -1);
  assert_error (0, part);
}

static void
errors_say_what_and_why (void **state)
{
  (void) state;
  write_test_file (root, "file", "content");
  assert_failure ("echo broken >&2; exit 1", "/file: broken");
  assert_failure ("echo \"$1 and $1: broken\" >&2; exit 1", "/file and /file: broken");
  assert_failure ("echo \"${1}0 is another\" >&2; exit 1", "/file: /proc/self/fd/");
  assert_failure ("echo on stdout; exit 1", "/file: on stdout");
  assert_failure ("printf '\\033[2J'; exit 1", "/file: \\x1b[2J");
  assert_failure ("exit 7", "/file: sh exited with status 7");
  assert_failure ("kill -KILL $$", "/file: sh was killed by signal 9");
}

static void
statuses_can_be_success (void **state)
{
  CLEANUP_COMMAND struct command one = COMMAND_EMPTY, any = COMMAND_EMPTY, none = COMMAND_EMPTY;

  (void) state;
  one.success |= COMMAND_STATUS (3);
  shell (&one, "exit 3");
  assert_int_equal (command_run (&one), 0);
  any.success = COMMAND_ANY_STATUS;
  shell (&any, "exit 200");
  assert_int_equal (command_run (&any), 0);
  assert_int_equal (command_exit_status (&any), 200);
  none.success = COMMAND_ANY_STATUS;
  shell (&none, "kill -KILL $$");
  assert_int_equal (command_run (&none), -1);
  assert_error (0, "killed");
}

/* ---- results ---- */

static int64_t
number_of (const char *output, int64_t most)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  print (&command, output);
  return command_number (&command, command_trimmed (&command), most);
}

static void
numbers_are_strict (void **state)
{
  static const char *const bad[] = { "", "-1", "12x", "x", "1 2", "11", "99999999999999999999" };

  (void) state;
  assert_int_equal (number_of ("10\n", 10), 10);
  assert_int_equal (number_of ("0", 0), 0);
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    assert_int_equal (number_of (bad[i], 10), -1);
    assert_error (EPROTO, "unexpected output of printf");
  }
}

static void
lines_are_split (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  (void) state;
  print (&command, "one\n\nthree\n");
  CLEANUP_FREE_STRINGS char **lines = command_lines (&command);
  assert_int_equal (count_strings (lines), 3);
  assert_string_equal (lines[2], "three");
}

#define DOCUMENT                                                                              \
  "{\"list\": [{\"ino\": 5, \"ftyp\": \"d\", \"file name\": \"a\"}, {}], \"names\": [\"x\", " \
  "7, true, null], \"deep\": {\"text\": \"found\", \"number\": 1.5, \"inner\": {}}}"

static const char *const dirent_keys[] = { NULL, NULL, "file name" };

static void
json_leads_to_values (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  (void) state;
  print (&command, DOCUMENT);
  CLEANUP_FREE char *text = json_text (&command, PATH ("deep", "text"));
  assert_string_equal (text, "found");
  CLEANUP_FREE char *missing = json_text (&command, PATH ("deep", "none", "below"));
  assert_string_equal (missing, "");
  CLEANUP_FREE char *element = json_text (&command, PATH ("names", "1"));
  assert_string_equal (element, "7");
  assert_null (json_text (&command, PATH ("deep")));
  assert_error (EPROTO, "\"deep\" is not what it should be");

  CLEANUP_FREE_STRINGS char **names = json_texts (&command, PATH ("names"));
  assert_int_equal (count_strings (names), 4);
  assert_string_equal (names[2], "1");
  assert_string_equal (names[3], "");
  assert_null (json_texts (&command, PATH ("deep")));
  assert_error (EPROTO, "\"deep\" is not an array");

  CLEANUP_FREE_STRINGS char **table = json_table (&command, PATH ("deep"));
  assert_int_equal (count_strings (table), 4);
  assert_null (json_table (&command, PATH ("names")));
  assert_error (EPROTO, "\"names\" is not an object");
}

static void
json_makes_structs (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  (void) state;
  print (&command, DOCUMENT);
  wire_dirent *dirent =
    json_structure (&command, PATH ("list", "0"), &structure_dirent, dirent_keys);
  assert_non_null (dirent);
  assert_int_equal (dirent->ino, 5);
  assert_int_equal (dirent->ftyp, 'd');
  assert_string_equal (dirent->name, "a");
  xdr_free ((xdrproc_t) xdr_wire_dirent, dirent);
  free (dirent);

  wire_dirent_list *list =
    json_structures (&command, PATH ("list"), &structure_dirent, dirent_keys);
  assert_non_null (list);
  assert_int_equal (list->wire_dirent_list_len, 2);
  assert_int_equal (list->wire_dirent_list_val[1].ino, -1);
  assert_string_equal (list->wire_dirent_list_val[1].name, "");
  xdr_free ((xdrproc_t) xdr_wire_dirent_list, list);
  free (list);

  assert_null (json_structures (&command, PATH ("names"), &structure_dirent, dirent_keys));
  assert_error (EPROTO, "\"names\" is not an array of objects");
}

static void
bad_json_is_an_error (void **state)
{
  static const char *const bad[] = { "", "{", "{} x", "{\"a\": 1, \"a\": 2}", "\"\\u0000\"" };

  (void) state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

    print (&command, bad[i]);
    assert_null (json_text (&command, PATH ()));
    assert_error (EPROTO, "unexpected output of printf");
  }
}

static const struct pairs_form colon = { ":", "", false, false, PATH ("<none>") };
static const struct pairs_form export = { "=", "MD_", true, false, PATH () };

static void
pairs_make_tables (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY, lower = COMMAND_EMPTY;

  (void) state;
  print (&command, "banner\n Volume name:   <none>\nTime: 12:30\n\nLast:");
  CLEANUP_FREE_STRINGS char **table = pairs_table (&command, &colon);
  static const char *const expected[] = { "Volume name", "", "Time", "12:30", "Last", "" };
  assert_int_equal (count_strings (table), 6);
  for (size_t i = 0; i < 6; ++i)
    assert_string_equal (table[i], expected[i]);

  CLEANUP_FREE char *value = pairs_text (&command, &colon, "Time");
  assert_string_equal (value, "12:30");
  assert_null (pairs_text (&command, &colon, "Date"));
  assert_error (EPROTO, "it has no \"Date\"");

  print (&lower, "MD_LEVEL=raid1\nOTHER=x\n");
  CLEANUP_FREE_STRINGS char **lowered = pairs_table (&lower, &export);
  assert_int_equal (count_strings (lowered), 2);
  assert_string_equal (lowered[0], "level");
}

static void
pairs_make_structs (void **state)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY, bad = COMMAND_EMPTY;

  (void) state;
  print (&command, "ino: 1\nother: x\nfile name: a\n\nftyp: d\nfile name: b\nfile name: c\n");
  wire_dirent_list *list = pairs_structures (&command, &colon, &structure_dirent, dirent_keys);
  assert_non_null (list);
  assert_int_equal (list->wire_dirent_list_len, 3);
  assert_int_equal (list->wire_dirent_list_val[0].ino, 1);
  assert_int_equal (list->wire_dirent_list_val[1].ino, -1);
  assert_string_equal (list->wire_dirent_list_val[1].name, "b");
  assert_string_equal (list->wire_dirent_list_val[2].name, "c");
  xdr_free ((xdrproc_t) xdr_wire_dirent_list, list);
  free (list);

  wire_dirent *dirent = pairs_structure (&command, &colon, &structure_dirent, dirent_keys);
  assert_non_null (dirent);
  assert_string_equal (dirent->name, "a");
  assert_int_equal (dirent->ftyp, 'd');
  xdr_free ((xdrproc_t) xdr_wire_dirent, dirent);
  free (dirent);

  print (&bad, "ino: many\n");
  assert_null (pairs_structure (&bad, &colon, &structure_dirent, dirent_keys));
  assert_error (EPROTO, "ino is \"many\"");
  assert_null (pairs_structures (&bad, &colon, &structure_dirent, dirent_keys));
  assert_error (EPROTO, "ino is \"many\"");
}

#define guest_test(f) cmocka_unit_test_setup_teardown (f, begin_with_guest, end_with_guest)

static int
begin_with_guest (void **state)
{
  return make_guest (state) + test_begin (state);
}

static int
end_with_guest (void **state)
{
  return test_end (state) + remove_guest (state);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    daemon_test (words_are_put_together),
    daemon_test (parts_are_joined),
    daemon_test (programs_are_rehearsed),
    guest_test (files_are_given_opened),
    guest_test (other_kinds_of_files_are_refused),
    guest_test (too_many_files_are_an_error),
    daemon_test (input_and_secrets_are_not_words),
    daemon_test (lines_are_input),
    guest_test (errors_say_what_and_why),
    daemon_test (statuses_can_be_success),
    daemon_test (numbers_are_strict),
    daemon_test (lines_are_split),
    daemon_test (json_leads_to_values),
    daemon_test (json_makes_structs),
    daemon_test (bad_json_is_an_error),
    daemon_test (pairs_make_tables),
    daemon_test (pairs_make_structs),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
