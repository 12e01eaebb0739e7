/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Allocations and forks that fail. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "torture.h"

/* Of glibc, whose own functions call ours (The GNU C Library, "Replacing
 * malloc"). */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t count, size_t size);
extern void *__libc_realloc (void *pointer, size_t size);
extern void __libc_free (void *pointer);
extern pid_t __libc_fork (void);

/* What would never end is one of these scenarios. */
#define RUNS_MAX 20000

static struct {
  bool running;
  unsigned passed; /* allocations and forks so far */
  unsigned first;  /* the number of the one that fails, from 0 on */
  bool all_further;
  bool *met;   /* something failed; shared with children */
  long blocks; /* allocated and not freed */
} state;

static jmp_buf back;

static bool
fails (void)
{
  if (!state.running)
    return false;
  const unsigned number = state.passed++;
  if (state.all_further ? number < state.first : number != state.first)
    return false;
  *state.met = true;
  return true;
}

/* ---- what is called instead ---- */

static void *
counted (void *block)
{
  state.blocks += block != NULL;
  return block;
}

static void *
no_memory (void)
{
  errno = ENOMEM;
  return NULL;
}

void *
malloc (size_t size)
{
  return fails () ? no_memory () : counted (__libc_malloc (size));
}

void *
calloc (size_t count, size_t size)
{
  return fails () ? no_memory () : counted (__libc_calloc (count, size));
}

void *
realloc (void *pointer, size_t size)
{
  if (fails ())
    return no_memory ();
  void *block = __libc_realloc (pointer, size);
  /* Size 0 frees. */
  state.blocks += (block != NULL) - (pointer != NULL && (block != NULL || size == 0));
  return block;
}

void
free (void *pointer)
{
  state.blocks -= pointer != NULL;
  __libc_free (pointer);
}

pid_t
fork (void)
{
  if (!fails ())
    return __libc_fork ();
  errno = EAGAIN;
  return -1;
}

/* The memory of the caller's frame is not shared: that is no vfork any more, but
 * who calls it may not count on more. */
pid_t
vfork (void)
{
  return fork ();
}

/* ---- runs ---- */

enum { DESCRIPTORS = 256 };

struct descriptors {
  bool open[DESCRIPTORS];
  unsigned count;
};

static struct descriptors
open_descriptors (void)
{
  struct descriptors found = { .count = 0 };

  for (int fd = 0; fd < DESCRIPTORS; ++fd) {
    found.open[fd] = fcntl (fd, F_GETFD) != -1;
    found.count += found.open[fd];
  }
  return found;
}

/* What was lost by a jump is not to disturb the next run. */
static void
sweep_up (const struct descriptors *before)
{
  for (int fd = 0; fd < DESCRIPTORS; ++fd)
    if (!before->open[fd])
      close (fd);
  while (waitpid (-1, NULL, 0) > 0)
    ;
}

/* The errno that the scenario tells. */
static int
run_scenario (torture_scenario scenario, void *data, bool *jumped)
{
  *jumped = true;
  if (setjmp (back) != 0) {
    state.running = false;
    return ENOMEM;
  }
  *state.met = false;
  state.passed = 0;
  state.running = true;
  const int err = scenario (data);
  state.running = false;
  *jumped = false;
  return err;
}

static void
check (bool ok, const char *what, long before, long after)
{
  if (!ok)
    fail_msg ("when number %u %sfails: %s (%ld, then %ld)", state.first,
              state.all_further ? "and all further " : "", what, before, after);
}

/* One run.  False if nothing failed in it. */
static bool
run_once (torture_scenario scenario, void *data)
{
  const struct descriptors descriptors = open_descriptors ();
  const long blocks = state.blocks;
  bool jumped;
  const int err = run_scenario (scenario, data, &jumped);

  if (err != 0 && err != ENOMEM && err != EAGAIN)
    check (false, "the error is another", 0, err);
  if (jumped)
    sweep_up (&descriptors);
  else
    check (state.blocks == blocks, "memory is left", blocks, state.blocks);
  const struct descriptors left = open_descriptors ();
  check (left.count == descriptors.count, "descriptors are left", descriptors.count, left.count);
  check (waitpid (-1, NULL, WNOHANG) == -1 && errno == ECHILD, "a child is left", 0, 0);
  if (!*state.met)
    check (err == 0, "an error without a failure", 0, err);
  return *state.met;
}

void
torture_out_of_memory (void)
{
  longjmp (back, 1);
}

unsigned
torture (torture_scenario scenario, void *data)
{
  unsigned runs = 0;
  bool jumped;

  state.met =
    mmap (NULL, sizeof *state.met, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_true (state.met != MAP_FAILED);
  /* What is allocated only the first time is no leak. */
  state.first = UINT32_MAX;
  state.all_further = false;
  assert_int_equal (run_scenario (scenario, data, &jumped), 0);
  for (int mode = 0; mode < 2; ++mode) {
    state.all_further = mode == 1;
    for (state.first = 0; run_once (scenario, data); ++state.first)
      assert_true (++runs < RUNS_MAX);
  }
  munmap (state.met, sizeof *state.met);
  return runs;
}
