/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A lock that a fork does not leave locked.  A thread that holds a mutex while
 * another one forks does not exist in the child: there, nobody would ever
 * unlock it. */

#ifndef GUESTFS_PROCESS_LOCK_H
#define GUESTFS_PROCESS_LOCK_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

struct process_lock {
  pthread_mutex_t mutex; /* recursive */
  /* The process in which the mutex is good; negative while that is made so. */
  _Atomic pid_t process;
  bool was_left; /* by a thread of another process; its work is half done */
};

#define PROCESS_LOCK_INITIALIZER                    \
  {                                                 \
    .mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP \
  }

extern void process_lock_init (struct process_lock *lock);
extern void process_lock_free (struct process_lock *lock);
extern void process_lock_take (struct process_lock *lock);
/* False if another thread has it. */
extern bool process_lock_try (struct process_lock *lock);
extern void process_lock_release (struct process_lock *lock);
/* Whether this process is a fork, made while another thread, or a caller of
 * this one, had the lock.  Never waits. */
extern bool process_lock_was_left (struct process_lock *lock);

#endif /* GUESTFS_PROCESS_LOCK_H */
