/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Progress messages of the current call, not too many of them. */

#include <config.h>

#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "protocol/frames.h"
#include "talk/progress.h"
#include "talk/session.h"

/* The API promises that a call of less than 2 seconds sends nothing, and
 * that messages are at least a third of a second apart. */
#define FIRST_AFTER_NS INT64_C (2000000000)
#define INTERVAL_NS INT64_C (333333333)

/* The pulse thread waits for its end with LOCK. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t pulse_ends;
static pthread_once_t pulse_once = PTHREAD_ONCE_INIT;
static pthread_t pulse_thread;

static struct {
  bool left;      /* this is a forked child */
  bool pulsing;   /* the thread runs */
  bool sent;      /* a message of this call */
  int64_t next;   /* when the next one may be sent */
  uint64_t total; /* of the last one */
} progress;

static int64_t
now_ns (void)
{
  struct timespec now;

  /* COARSE costs no exit from an emulated CPU and is exact to 4 ms. */
  clock_gettime (CLOCK_MONOTONIC_COARSE, &now);
  return now.tv_sec * INT64_C (1000000000) + now.tv_nsec;
}

/* Called with LOCK. */
static void
send_progress (uint64_t position, uint64_t total)
{
  char bytes[FRAME_HEADER_SIZE + 64];
  struct wire_progress message = { session_request ()->procedure, position, total };
  XDR xdr;

  progress.sent = true;
  progress.total = total;
  progress.next = now_ns () + INTERVAL_NS;
  xdrmem_create (&xdr, bytes + FRAME_HEADER_SIZE, sizeof bytes - FRAME_HEADER_SIZE, XDR_ENCODE);
  if (xdr_wire_progress (&xdr, &message))
    session_send (FRAME_PROGRESS, bytes, xdr_getpos (&xdr));
  xdr_destroy (&xdr);
}

void
progress_begin (void)
{
  progress.sent = false;
  progress.next = now_ns () + FIRST_AFTER_NS;
}

void
progress_update (uint64_t position, uint64_t total)
{
  if (progress.left || now_ns () < progress.next)
    return;
  pthread_mutex_lock (&lock);
  send_progress (position < total ? position : total, total);
  pthread_mutex_unlock (&lock);
}

void
progress_finish (void)
{
  progress_pulse_end ();
  if (progress.sent && !progress.left)
    send_progress (progress.total, progress.total);
}

void
progress_leave (void)
{
  progress.left = true;
}

/* ---- pulses ---- */

static void
set_up_pulse (void)
{
  pthread_condattr_t attributes;

  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (&pulse_ends, &attributes);
  pthread_condattr_destroy (&attributes);
}

static void *
pulse (void *unused)
{
  (void) unused;
  pthread_mutex_lock (&lock);
  while (progress.pulsing) {
    const struct timespec next = { progress.next / 1000000000, progress.next % 1000000000 };

    pthread_cond_timedwait (&pulse_ends, &lock, &next);
    if (progress.pulsing && now_ns () >= progress.next)
      send_progress (0, 1);
  }
  pthread_mutex_unlock (&lock);
  return NULL;
}

/* A thread and not a timer signal: the libraries that do the work need not
 * cope with interrupted system calls. */
void
progress_pulse_start (void)
{
  if (progress.left || progress.pulsing)
    return;
  pthread_once (&pulse_once, set_up_pulse);
  progress.pulsing = true;
  /* Work goes on without pulses if there can be no thread. */
  if (pthread_create (&pulse_thread, NULL, pulse, NULL) != 0)
    progress.pulsing = false;
}

void
progress_pulse_end (void)
{
  if (progress.left || !progress.pulsing)
    return;
  pthread_mutex_lock (&lock);
  progress.pulsing = false;
  pthread_cond_signal (&pulse_ends);
  pthread_mutex_unlock (&lock);
  pthread_join (pulse_thread, NULL);
}
