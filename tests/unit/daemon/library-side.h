/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The library's side of a conversation with the daemon, whose main loop runs
 * in a child with a few calls of the tests' own. */

#ifndef LIBRARY_SIDE_H
#define LIBRARY_SIDE_H

#include "daemon-test.h"
#include "talk/frame.h"
#include "stubs/stub-support.h"

/* Numbers in the first topic. */
enum {
  CALL_ECHO = 0x101,
  CALL_FAIL,
  CALL_TAKE,
  CALL_GIVE,
  CALL_WORK,
  CALL_TOO_LARGE,
  CALL_EXHAUST
};

/* The length of the error of CALL_EXHAUST. */
#define LONG_ERROR 50000

/* Options of CALL_TAKE, CALL_GIVE and CALL_WORK. */
enum { REFUSE = 1, FAIL_AT_END = 2, PULSE = 1 };

/* The channel, the window, the payload of the last frame and the serial of the
 * call. */
extern struct channel library;
extern int window;
extern struct payload payload;
extern uint32_t serial;

/* Setup and teardown of a test. */
extern int start_daemon (void **state);
extern int stop_daemon (void **state);
#define conversation(f) cmocka_unit_test_setup_teardown (f, start_daemon, stop_daemon)

/* Hangs up if that has not been done, waits for the daemon's end, and returns
 * its status. */
extern int end_of_daemon (void);

extern void send_frame (enum frame_kind kind, const char *bytes, size_t size);
/* WORD is the argument, or NULL. */
extern void send_call (unsigned procedure, uint64_t size_hint, uint64_t options, const char *word);

/* Reads a frame of the current call; its payload is then in PAYLOAD. */
extern enum frame_kind read_frame (void);
/* All of PAYLOAD is this value. */
extern void decode_payload (xdrproc_t decode, void *value);
/* The frame just read is a reply; what follows the header stays in PAYLOAD. */
extern unsigned reply_status (unsigned procedure);
/* What is in PAYLOAD is this error. */
extern void assert_wire_error (const char *errno_name, const char *message);

extern void expect_ok (unsigned procedure);
extern void expect_error (unsigned procedure, const char *errno_name, const char *message);
/* Makes a call, to see that both sides are in step. */
extern void expect_echo (const char *word);

/* Sends a frame of SIZE zeros, which the daemon must take for a broken
 * channel. */
extern void hangs_up_after (uint32_t kind, size_t size);

#endif /* LIBRARY_SIDE_H */
