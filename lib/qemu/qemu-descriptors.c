/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Preloaded into the hypervisor: lets it open descriptors that it was given
 * as if they were files, and keeps holes of a template out of its memory.
 *
 * For its memory and its kernel qemu takes only names, and it opens the file
 * of its memory for writing even where all that it writes are private copies
 * (until qemu 8.2, which has readonly=on for that).  A hypervisor that a guest
 * has taken over could then change the template of all later ones.  With this
 * object it gets a copy of a descriptor that was opened for reading, whatever
 * it asks for, and no file's name is needed in its sandbox. */

#include <config.h>

/* Each of the names below is defined here by itself. */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#include "qemu/qemu-descriptors.h"

#define EXPORTED __attribute__ ((visibility ("default")))

/* The C library's headers may define these as macros for its own variants. */
#undef open
#undef open64
#undef openat
#undef openat64
#undef fopen
#undef fopen64
#undef mmap
#undef mmap64

/* The descriptor that PATH stands for, or -1. */
static int
descriptor_of (const char *path)
{
  const size_t length = strlen (DESCRIPTOR_PREFIX);
  char *end;

  if (strncmp (path, DESCRIPTOR_PREFIX, length) != 0)
    return -1;
  const long number = strtol (path + length, &end, 10);
  return end != path + length && *end == '\0' && number >= 0 && number <= INT_MAX ? (int) number
                                                                                  : -1;
}

/* A copy that begins at the start of the file. */
static int
copy_of (int descriptor)
{
  const int copy = fcntl (descriptor, F_DUPFD_CLOEXEC, 3);

  if (copy >= 0)
    lseek (copy, 0, SEEK_SET);
  return copy;
}

static mode_t
mode_of (int flags, va_list args)
{
  return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg (args, mode_t) : 0;
}

#define DEFINE_OPEN(NAME)                                                     \
  EXPORTED int NAME (const char *path, int flags, ...);                       \
  EXPORTED int NAME (const char *path, int flags, ...)                        \
  {                                                                           \
    int (*next) (const char *, int, ...) = dlsym (RTLD_NEXT, #NAME);          \
    const int descriptor = descriptor_of (path);                              \
    va_list args;                                                             \
                                                                              \
    va_start (args, flags);                                                   \
    const mode_t mode = mode_of (flags, args);                                \
    va_end (args);                                                            \
    return descriptor >= 0 ? copy_of (descriptor) : next (path, flags, mode); \
  }

#define DEFINE_CHECKED_OPEN(NAME)                                       \
  EXPORTED int NAME (const char *path, int flags);                      \
  EXPORTED int NAME (const char *path, int flags)                       \
  {                                                                     \
    int (*next) (const char *, int) = dlsym (RTLD_NEXT, #NAME);         \
    const int descriptor = descriptor_of (path);                        \
                                                                        \
    return descriptor >= 0 ? copy_of (descriptor) : next (path, flags); \
  }

#define DEFINE_OPENAT(NAME)                                                              \
  EXPORTED int NAME (int directory, const char *path, int flags, ...);                   \
  EXPORTED int NAME (int directory, const char *path, int flags, ...)                    \
  {                                                                                      \
    int (*next) (int, const char *, int, ...) = dlsym (RTLD_NEXT, #NAME);                \
    const int descriptor = descriptor_of (path);                                         \
    va_list args;                                                                        \
                                                                                         \
    va_start (args, flags);                                                              \
    const mode_t mode = mode_of (flags, args);                                           \
    va_end (args);                                                                       \
    return descriptor >= 0 ? copy_of (descriptor) : next (directory, path, flags, mode); \
  }

#define DEFINE_FOPEN(NAME)                                                 \
  EXPORTED FILE *NAME (const char *path, const char *mode);                \
  EXPORTED FILE *NAME (const char *path, const char *mode)                 \
  {                                                                        \
    FILE *(*next) (const char *, const char *) = dlsym (RTLD_NEXT, #NAME); \
    const int descriptor = descriptor_of (path);                           \
                                                                           \
    if (descriptor == -1)                                                  \
      return next (path, mode);                                            \
    const int copy = copy_of (descriptor);                                 \
    return copy >= 0 ? fdopen (copy, mode) : NULL;                         \
  }

DEFINE_OPEN (open)
DEFINE_OPEN (open64)
DEFINE_CHECKED_OPEN (__open_2)
DEFINE_CHECKED_OPEN (__open64_2)
DEFINE_OPENAT (openat)
DEFINE_OPENAT (openat64)
DEFINE_FOPEN (fopen)
DEFINE_FOPEN (fopen64)

/* ---- memory ---- */

/* The memory of a restored machine is a private mapping of its template, whose
 * free pages are holes.  There the guest would get each page from the file, by a
 * fault of its own, and the processor would need an entry of its buffers for each.
 * Memory that belongs to no file is as empty, and comes in huge pages. */
#define HUGE_PAGE ((off_t) 2 * 1024 * 1024)

static off_t
round_up (off_t offset)
{
  return (offset + HUGE_PAGE - 1) & -HUGE_PAGE;
}

/* A mapping that fails can leave no mapping at all in its place, so it is made
 * elsewhere and moved. */
static void
put_empty_memory (char *place, size_t size, int prot)
{
  void *empty = mmap (NULL, size, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (empty == MAP_FAILED)
    return;
  madvise (empty, size, MADV_HUGEPAGE);
  if (mremap (empty, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, place) == MAP_FAILED)
    munmap (empty, size);
}

/* Where holes are not known, or cannot be replaced, it is only slower. */
static void
replace_holes (char *memory, size_t length, int prot, int fd, off_t offset)
{
  const off_t end = offset + (off_t) length;
  off_t hole = lseek (fd, offset, SEEK_HOLE);

  while (hole != -1 && hole < end) {
    off_t data = lseek (fd, hole, SEEK_DATA);

    if (data == -1 && errno != ENXIO)
      return;
    if (data == -1 || data > end) /* nothing but a hole */
      data = end;
    const off_t begin = round_up (hole - offset);
    const off_t stop = (data - offset) & -HUGE_PAGE;
    if (begin < stop)
      put_empty_memory (memory + begin, stop - begin, prot);
    hole = data < end ? lseek (fd, data, SEEK_HOLE) : end;
  }
}

static bool
is_memory (int prot, int flags, int fd, size_t length)
{
  return fd >= 0 && (flags & MAP_PRIVATE) && (prot & PROT_WRITE) && length >= (size_t) HUGE_PAGE;
}

#define DEFINE_MMAP(NAME, OFFSET)                                                               \
  EXPORTED void *NAME (void *address, size_t length, int prot, int flags, int fd, OFFSET from); \
  EXPORTED void *NAME (void *address, size_t length, int prot, int flags, int fd, OFFSET from)  \
  {                                                                                             \
    void *(*next) (void *, size_t, int, int, int, OFFSET) = dlsym (RTLD_NEXT, #NAME);           \
    void *memory = next (address, length, prot, flags, fd, from);                               \
                                                                                                \
    if (memory != MAP_FAILED && is_memory (prot, flags, fd, length))                            \
      replace_holes (memory, length, prot, fd, from);                                           \
    return memory;                                                                              \
  }

DEFINE_MMAP (mmap, off_t)
DEFINE_MMAP (mmap64, off64_t)
