/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Events: who is called, and what is printed if nobody is. */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/events.h"
#include "lib-test.h"

/* What callbacks saw, in order: "OPAQUE:EVENT:HANDLE[=BYTES] ". */
static char journal[1024];

static void
note (guestfs_h *handle, void *opaque, uint64_t event, int event_handle, int flags, const char *buf,
      size_t buf_len, const uint64_t *array, size_t array_len)
{
  assert_ptr_equal (handle, g);
  assert_int_equal (flags, 0);
  size_t used = strlen (journal);
  used += (size_t) snprintf (journal + used, sizeof journal - used, "%s:%x:%d", (char *) opaque,
                             (unsigned) event, event_handle);
  if (buf_len > 0)
    used += (size_t) snprintf (journal + used, sizeof journal - used, "=%.*s", (int) buf_len, buf);
  for (size_t i = 0; i < array_len; ++i)
    used += (size_t) snprintf (journal + used, sizeof journal - used, ",%u", (unsigned) array[i]);
  strcpy (journal + used, " ");
}

static void
assert_journal (const char *expected)
{
  assert_string_equal (journal, expected);
  journal[0] = '\0';
}

static void
test_callbacks_are_called_in_order (void **state)
{
  (void) state;
  uint64_t both = GUESTFS_EVENT_WARNING | GUESTFS_EVENT_LIBRARY;
  assert_int_equal (guestfs_set_event_callback (g, note, GUESTFS_EVENT_WARNING, 0, "a"), 0);
  assert_int_equal (guestfs_set_event_callback (g, note, both, 0, "b"), 1);
  event_message (g, GUESTFS_EVENT_WARNING, "text", 4);
  assert_journal ("a:200:0=text b:200:1=text ");
  event_message (g, GUESTFS_EVENT_LIBRARY, "text", 4);
  assert_journal ("b:20:1=text ");
  const uint64_t array[] = { 1, 2, 3, 4 };
  event_array (g, GUESTFS_EVENT_PROGRESS, array, 4);
  assert_journal ("");
}

static void
test_payloads (void **state)
{
  (void) state;
  guestfs_set_event_callback (g, note, GUESTFS_EVENT_ALL & ~GUESTFS_EVENT_CLOSE, 0, "x");
  event_void (g, GUESTFS_EVENT_LAUNCH_DONE);
  const uint64_t array[] = { 1, 2, 3, 4 };
  event_array (g, GUESTFS_EVENT_PROGRESS, array, 4);
  assert_journal ("x:4:0 x:8:0,1,2,3,4 ");
}

static void
test_deleted_callbacks (void **state)
{
  (void) state;
  for (int i = 0; i < 3; ++i)
    assert_int_equal (guestfs_set_event_callback (g, note, GUESTFS_EVENT_WARNING, 0, "x"), i);
  guestfs_delete_event_callback (g, 1);
  guestfs_delete_event_callback (g, 1);
  guestfs_delete_event_callback (g, -1);
  guestfs_delete_event_callback (g, 99);
  event_message (g, GUESTFS_EVENT_WARNING, "", 0);
  assert_journal ("x:200:0 x:200:2 ");
  /* Only the last one's handle is used again. */
  assert_int_equal (guestfs_set_event_callback (g, note, GUESTFS_EVENT_WARNING, 0, "y"), 3);
  guestfs_delete_event_callback (g, 3);
  assert_int_equal (guestfs_set_event_callback (g, note, GUESTFS_EVENT_WARNING, 0, "y"), 3);
}

static void
test_bad_registrations (void **state)
{
  (void) state;
  assert_fails (guestfs_set_event_callback (g, note, GUESTFS_EVENT_ALL, 1, NULL), EINVAL,
                "flags parameter should be passed as 0 to this function");
  assert_fails (guestfs_set_event_callback (g, NULL, GUESTFS_EVENT_ALL, 0, NULL), EINVAL, "NULL");
  for (int i = 0; i < 1000; ++i)
    assert_int_equal (guestfs_set_event_callback (g, note, 0, 0, NULL), i);
  assert_fails (guestfs_set_event_callback (g, note, 0, 0, NULL), ENOSPC,
                "too many event callbacks registered");
}

static void
add_another (guestfs_h *handle, void *opaque, uint64_t event, int event_handle, int flags,
             const char *buf, size_t buf_len, const uint64_t *array, size_t array_len)
{
  (void) event, (void) event_handle, (void) flags, (void) buf, (void) buf_len, (void) array;
  (void) array_len;
  guestfs_set_event_callback (handle, note, GUESTFS_EVENT_WARNING, 0, opaque);
}

static void
test_callback_may_add_callbacks (void **state)
{
  (void) state;
  int first = guestfs_set_event_callback (g, add_another, GUESTFS_EVENT_WARNING, 0, "new");
  event_message (g, GUESTFS_EVENT_WARNING, "", 0);
  assert_journal ("");
  guestfs_delete_event_callback (g, first);
  event_message (g, GUESTFS_EVENT_WARNING, "", 0);
  assert_journal ("new:200:1 ");
}

static void
test_enter_and_trace_of_a_call (void **state)
{
  (void) state;
  guestfs_set_event_callback (g, note, GUESTFS_EVENT_ENTER, 0, "e");
  guestfs_set_event_callback (g, note, GUESTFS_EVENT_TRACE, 0, "t");
  guestfs_set_trace (g, 1);
  assert_journal ("e:80:0=set_trace ");
  guestfs_set_memsize (g, 1);
  assert_journal ("e:80:0=set_memsize t:40:1=set_memsize 1 t:40:1=set_memsize = -1 (error) ");
  guestfs_add_drive (g, "/nosuch");
  assert_journal ("e:80:0=add_drive t:40:1=add_drive \"/nosuch\" t:40:1=add_drive = -1 (error) ");
  guestfs_user_cancel (g);
  assert_journal ("");
}

static void
test_secret_is_not_traced (void **state)
{
  (void) state;
  journal[0] = '\0';
  guestfs_set_event_callback (g, note, GUESTFS_EVENT_TRACE, 0, "t");
  guestfs_set_trace (g, 1);
  guestfs_add_drive_opts (g, "/nosuch", GUESTFS_ADD_DRIVE_OPTS_USERNAME, "me",
                          GUESTFS_ADD_DRIVE_OPTS_SECRET, "hush", -1);
  assert_journal ("t:40:0=add_drive \"/nosuch\" \"username:me\" \"secret:***\" "
                  "t:40:0=add_drive = -1 (error) ");
}

static void
test_close_is_the_last_event (void **state)
{
  (void) state;
  guestfs_set_event_callback (g, note, GUESTFS_EVENT_ALL, 0, "x");
  guestfs_set_trace (g, 1);
  journal[0] = '\0';
  guestfs_close (g);
  assert_journal ("x:40:0=close x:1:0 ");
  g = NULL;
}

static void
test_event_names (void **state)
{
  (void) state;
  static const struct {
    uint64_t events;
    const char *names;
  } cases[] = {
    { 0, "" },
    { GUESTFS_EVENT_CLOSE | GUESTFS_EVENT_ENTER | GUESTFS_EVENT_SUBPROCESS_QUIT,
      "close,enter,subprocess_quit" },
    { UINT64_C (1) << 40, "" },
    { GUESTFS_EVENT_ALL, "appliance,close,enter,launch_done,library,libvirt_auth,progress,"
                         "subprocess_quit,trace,warning" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    CLEANUP_FREE char *names = guestfs_event_to_string (cases[i].events);
    assert_string_equal (names, cases[i].names);
  }
}

/* What EVENT with this message prints. */
static void
assert_printed (uint64_t event, const char *message, size_t size, const char *expected)
{
  capture_stderr ();
  event_message (g, event, message, size);
  CLEANUP_FREE char *text = captured_stderr ();
  assert_string_equal (text, expected);
}

static void
test_printing (void **state)
{
  (void) state;
  assert_printed (GUESTFS_EVENT_WARNING, "careful", 7, "libguestfs: warning: careful\n");
  assert_printed (GUESTFS_EVENT_TRACE, "call", 4, "libguestfs: trace: call\n");
  guestfs_set_identifier (g, "ID");
  assert_printed (GUESTFS_EVENT_TRACE, "call", 4, "libguestfs: trace: ID: call\n");
  assert_printed (GUESTFS_EVENT_ENTER, "call", 4, "");
  assert_printed (GUESTFS_EVENT_LIBRARY, "text", 4, "");
  assert_printed (GUESTFS_EVENT_APPLIANCE, "text", 4, "");
  guestfs_set_verbose (g, 1);
  assert_printed (GUESTFS_EVENT_LIBRARY, "text", 4, "libguestfs: text\n");
  assert_printed (GUESTFS_EVENT_APPLIANCE, "text", 4, "text");
}

static void
test_printing_escapes (void **state)
{
  (void) state;
  static const char odd[] = "\0\a\b\f\n\r\t\v\x01\x1b\x7f\xc3\\%s";
  assert_printed (GUESTFS_EVENT_WARNING, odd, sizeof odd - 1,
                  "libguestfs: warning: \\0\\a\\b\\f\\n\\r\\t\\v\\x1\\x1b\\x7f\\xc3\\%s\n");
  guestfs_set_verbose (g, 1);
  assert_printed (GUESTFS_EVENT_APPLIANCE, "one\r\ntwo\n\033[m", 12, "one\r\ntwo\n\\x1b[m");
}

static void
test_callback_suppresses_printing (void **state)
{
  (void) state;
  guestfs_set_event_callback (g, note, GUESTFS_EVENT_WARNING, 0, "x");
  assert_printed (GUESTFS_EVENT_WARNING, "careful", 7, "");
  assert_journal ("x:200:0=careful ");
}

/* ---- the deprecated setters ---- */

static void
old_log (guestfs_h *handle, void *opaque, char *buf, int len)
{
  (void) handle;
  snprintf (journal, sizeof journal, "%s log %.*s", (char *) opaque, len, buf);
}

static void
old_event (guestfs_h *handle, void *opaque)
{
  (void) handle;
  snprintf (journal, sizeof journal, "%s", (char *) opaque);
}

static void
old_progress (guestfs_h *handle, void *opaque, int proc_nr, int serial, uint64_t position,
              uint64_t total)
{
  (void) handle;
  snprintf (journal, sizeof journal, "%s %d %d %u %u", (char *) opaque, proc_nr, serial,
            (unsigned) position, (unsigned) total);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
static void
test_deprecated_setters (void **state)
{
  (void) state;
  guestfs_set_log_message_callback (g, old_log, "one");
  guestfs_set_log_message_callback (g, old_log, "two");
  event_message (g, GUESTFS_EVENT_APPLIANCE, "text", 4);
  assert_journal ("two log text");
  guestfs_set_log_message_callback (g, NULL, NULL);
  event_message (g, GUESTFS_EVENT_APPLIANCE, "text", 4);
  assert_journal ("");

  const uint64_t array[] = { 7, 8, 9, 10 };
  guestfs_set_progress_callback (g, old_progress, "p");
  event_array (g, GUESTFS_EVENT_PROGRESS, array, 4);
  assert_journal ("p 7 8 9 10");

  guestfs_set_subprocess_quit_callback (g, old_event, "quit");
  event_void (g, GUESTFS_EVENT_SUBPROCESS_QUIT);
  assert_journal ("quit");
  guestfs_set_launch_done_callback (g, old_event, "done");
  event_void (g, GUESTFS_EVENT_LAUNCH_DONE);
  assert_journal ("done");

  guestfs_set_close_callback (g, old_event, "closed");
  guestfs_close (g);
  g = NULL;
  assert_journal ("closed");
}
#pragma GCC diagnostic pop

int
main (void)
{
  const struct CMUnitTest tests[] = {
    lib_test (test_callbacks_are_called_in_order),
    lib_test (test_payloads),
    lib_test (test_deleted_callbacks),
    lib_test (test_bad_registrations),
    lib_test (test_callback_may_add_callbacks),
    lib_test (test_enter_and_trace_of_a_call),
    lib_test (test_secret_is_not_traced),
    lib_test (test_close_is_the_last_event),
    lib_test (test_event_names),
    lib_test (test_printing),
    lib_test (test_printing_escapes),
    lib_test (test_callback_suppresses_printing),
    lib_test (test_deprecated_setters),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
