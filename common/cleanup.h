/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Cleanup by scope: CLEANUP_FREE char *s = NULL; frees s however the
 * block is left. */

#ifndef CLEANUP_H
#define CLEANUP_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <errno.h>

static inline void
cleanup_free (void *pointer)
{
  int saved = errno;
  free (*(void **) pointer);
  errno = saved;
}

static inline void
cleanup_close (int *fd)
{
  if (*fd >= 0) {
    int saved = errno;
    close (*fd);
    errno = saved;
  }
}

static inline void
cleanup_fclose (FILE **file)
{
  if (*file) {
    int saved = errno;
    fclose (*file);
    errno = saved;
  }
}

/* NULL-terminated list of malloc'd strings. */
static inline void
free_string_array (char **strings)
{
  if (strings)
    for (size_t i = 0; strings[i] != NULL; ++i)
      free (strings[i]);
  free (strings);
}

static inline void
cleanup_string_array (char ***strings)
{
  int saved = errno;
  free_string_array (*strings);
  errno = saved;
}

#define CLEANUP_FREE __attribute__ ((cleanup (cleanup_free)))
#define CLEANUP_CLOSE __attribute__ ((cleanup (cleanup_close)))
#define CLEANUP_FCLOSE __attribute__ ((cleanup (cleanup_fclose)))
#define CLEANUP_FREE_STRINGS __attribute__ ((cleanup (cleanup_string_array)))

#endif /* CLEANUP_H */
