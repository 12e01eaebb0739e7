/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tree that an appliance sent, put into a directory that an earlier one filled. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib-test.h"
#include "process/host-merge.h"

static void
shell (const char *script)
{
  assert_int_equal (system (script), 0);
}

static void
merge (void)
{
  assert_int_equal (host_merge (g, "from", "into", true), 0);
  shell ("test -z \"$(ls -A from)\"");
}

static void
content_is_moved (void **state)
{
  (void) state;
  shell ("mkdir -p from/new/deep from/both into/both into/old");
  shell ("echo 1 > from/new/deep/file; echo 2 > from/both/file; echo 3 > from/both/new");
  shell ("echo old > into/both/file; echo kept > into/both/kept; echo kept > into/old/kept");
  shell ("ln -s nowhere from/link; ln from/both/new from/hard; mkfifo from/pipe");
  merge ();
  shell ("test \"$(cd into && cat new/deep/file both/file both/new both/kept old/kept)\" = "
         "\"$(printf '1\\n2\\n3\\nkept\\nkept')\"");
  shell ("test \"$(readlink into/link)\" = nowhere && test into/hard -ef into/both/new && test -p "
         "into/pipe");
}

/* The tree goes through names that lead out of INTO. */
static void
links_are_not_followed (void **state)
{
  (void) state;
  shell ("mkdir -p from/tree/deep from/both/tree into/both outside/deep; chmod 700 outside/deep");
  shell ("echo evil > from/tree/deep/file; echo evil > from/file; echo evil > from/both/tree/file");
  shell ("echo kept > outside/deep/file; echo kept > outside/file");
  shell ("ln -s ../outside into/tree; ln -s ../outside/file into/file");
  shell ("ln -s ../../outside into/both/tree; chmod 755 from/tree/deep from/both/tree");
  merge ();
  shell ("test \"$(cat outside/deep/file outside/file)\" = \"$(printf 'kept\\nkept')\"");
  shell ("test \"$(stat -c %a outside/deep)\" = 700 && test ! -e outside/tree");
  shell ("test -d into/tree -a ! -L into/tree && test -f into/file -a ! -L into/file");
  shell ("test \"$(cat into/tree/deep/file into/file into/both/tree/file | sort -u)\" = evil");
}

static void
target_must_be_a_directory (void **state)
{
  (void) state;
  shell ("mkdir from outside; echo evil > from/file; ln -s outside into");
  assert_fails (host_merge (g, "from", "into", true), ENOTDIR, "into");
  shell ("test -z \"$(ls outside)\"");
}

static void
attributes_are_those_of_the_new (void **state)
{
  (void) state;
  shell ("mkdir -p from/both from/closed into/both; echo 1 > from/both/file; echo 2 > "
         "from/closed/file");
  shell ("touch -d @1000000000 from/both from/closed from; chmod 750 from/both; chmod 500 "
         "from/closed; chmod 711 from");
  merge ();
  shell ("test \"$(stat -c '%a %Y' into/both into/closed into)\" = "
         "\"$(printf '750 1000000000\\n500 1000000000\\n711 1000000000')\"");
  shell ("chmod 700 into/closed");
}

static void
what_is_incomplete_leaves_the_target (void **state)
{
  (void) state;
  shell ("mkdir -m 711 from; mkdir -m 755 into; echo 1 > from/file");
  assert_int_equal (host_merge (g, "from", "into", false), 0);
  shell ("test \"$(stat -c %a into)\" = 755 && test -f into/file");
}

/* As tar: an empty directory makes room for a file, one with content does not. */
static void
directories_in_the_way (void **state)
{
  (void) state;
  shell ("mkdir -p from into/empty into/full; echo kept > into/full/file");
  shell ("echo 1 > from/empty; echo 2 > from/full; echo 3 > from/last");
  assert_fails (host_merge (g, "from", "into", true), ENOTEMPTY, "into");
  shell ("test -f into/empty && test -f into/last && test \"$(cat into/full/file)\" = kept");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (content_is_moved),
    lib_test (links_are_not_followed),
    lib_test (target_must_be_a_directory),
    lib_test (attributes_are_those_of_the_new),
    lib_test (what_is_incomplete_leaves_the_target),
    lib_test (directories_in_the_way),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
