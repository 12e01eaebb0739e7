/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pthread_atfork is no help: it would take the locks of all handles before each
 * fork of the program, and wait for calls that run for hours. */

#include <config.h>

#include <sched.h>
#include <unistd.h>

#include "base/process-lock.h"

static void
init_mutex (pthread_mutex_t *mutex)
{
  pthread_mutexattr_t attributes;

  pthread_mutexattr_init (&attributes);
  pthread_mutexattr_settype (&attributes, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init (mutex, &attributes);
  pthread_mutexattr_destroy (&attributes);
}

void
process_lock_init (struct process_lock *lock)
{
  init_mutex (&lock->mutex);
  lock->was_left = false;
  atomic_store (&lock->process, getpid ());
}

void
process_lock_free (struct process_lock *lock)
{
  pthread_mutex_destroy (&lock->mutex);
}

/* In the first thread that uses the lock in a new process: whoever has the
 * mutex has it in the process before. */
static void
make_good (struct process_lock *lock, pid_t self)
{
  if (pthread_mutex_trylock (&lock->mutex) == 0)
    pthread_mutex_unlock (&lock->mutex);
  else {
    init_mutex (&lock->mutex);
    lock->was_left = true;
  }
  atomic_store (&lock->process, self);
}

/* Other threads of the new process wait for the first, which waits for
 * nobody. */
static void
adopt (struct process_lock *lock)
{
  const pid_t self = getpid ();
  pid_t process = atomic_load (&lock->process);

  while (process != self) {
    if (process != -self && atomic_compare_exchange_strong (&lock->process, &process, -self)) {
      make_good (lock, self);
      return;
    }
    sched_yield ();
    process = atomic_load (&lock->process);
  }
}

void
process_lock_take (struct process_lock *lock)
{
  adopt (lock);
  pthread_mutex_lock (&lock->mutex);
}

bool
process_lock_try (struct process_lock *lock)
{
  adopt (lock);
  return pthread_mutex_trylock (&lock->mutex) == 0;
}

void
process_lock_release (struct process_lock *lock)
{
  pthread_mutex_unlock (&lock->mutex);
}

bool
process_lock_was_left (struct process_lock *lock)
{
  adopt (lock);
  return lock->was_left;
}
