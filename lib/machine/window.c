/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Memory that library and appliance share. */

#include <config.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "protocol/frames.h"
#include "machine/window.h"

#define WINDOW_SIZE ((size_t) WINDOW_PARTS * WINDOW_PART_SIZE)

/* Nobody who has the descriptor can make it shorter: access to what is mapped
 * would be a fatal signal then. */
static int
map (struct window *window)
{
  if (ftruncate (window->fd, WINDOW_SIZE) == -1
      || fcntl (window->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == -1)
    return -1;
  void *bytes = mmap (NULL, WINDOW_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, window->fd, 0);
  if (bytes == MAP_FAILED)
    return -1;
  window->bytes = bytes;
  return 0;
}

int
window_open (struct window *window)
{
  *window =
    (struct window) { .fd = memfd_create ("guestfs-window", MFD_CLOEXEC | MFD_ALLOW_SEALING) };
  if (window->fd == -1)
    return -1;
  if (map (window) == -1) {
    window_close (window);
    return -1;
  }
  return 0;
}

void
window_close (struct window *window)
{
  if (window->bytes != NULL)
    munmap (window->bytes, WINDOW_SIZE);
  if (window->fd >= 0)
    close (window->fd);
  *window = (struct window) WINDOW_NONE;
}

void
window_begin (struct window *window)
{
  window->next = window->outstanding = 0;
}

bool
window_has_room (const struct window *window)
{
  return window->outstanding < WINDOW_PARTS;
}

bool
window_has_outstanding (const struct window *window)
{
  return window->outstanding > 0;
}

unsigned char *
window_next (const struct window *window)
{
  return window->bytes + (size_t) window->next * WINDOW_PART_SIZE;
}

unsigned
window_fill (struct window *window)
{
  const unsigned number = window->next;

  window->next = (number + 1) % WINDOW_PARTS;
  window->outstanding++;
  return number;
}

bool
window_take (struct window *window)
{
  if (window->outstanding == 0)
    return false;
  window->outstanding--;
  return true;
}

const unsigned char *
window_part (const struct window *window, const wire_part *part)
{
  if (part->number >= WINDOW_PARTS || part->size > WINDOW_PART_SIZE)
    return NULL;
  return window->bytes + (size_t) part->number * WINDOW_PART_SIZE;
}
