/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The file is a JSON object: the key in full, the answer, its reason, when
 * it was written and when it ends. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include "cleanup.h"
#include "process/remembered-answer.h"

/* Our own files are far smaller. */
#define FILE_LIMIT 65536

/* Something else in the place of the file is no answer, and is not waited for. */
static json_t *
load (const char *file)
{
  CLEANUP_CLOSE int fd = open (file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  CLEANUP_FREE char *text = malloc (FILE_LIMIT);
  struct stat status;

  if (fd == -1 || text == NULL || fstat (fd, &status) == -1 || !S_ISREG (status.st_mode))
    return NULL;
  const ssize_t n = read (fd, text, FILE_LIMIT);
  return n > 0 ? json_loadb (text, n, 0, NULL) : NULL;
}

/* A clock that was set back must not make an answer last longer. */
static bool
is_in_date (const json_t *object, long long now)
{
  const json_t *written = json_object_get (object, "written");
  const json_t *until = json_object_get (object, "until");

  if (!json_is_integer (written) || !json_is_integer (until))
    return false;
  return json_integer_value (until) == 0
         || (json_integer_value (written) <= now && now < json_integer_value (until));
}

bool
remembered_answer_read (const char *file, const char *key, long long now,
                        struct remembered_answer *answer)
{
  json_t *object = load (file);
  const char *stored = json_string_value (json_object_get (object, "key"));
  const json_t *yes = json_object_get (object, "yes");
  const char *reason = json_string_value (json_object_get (object, "reason"));
  const bool found = stored != NULL && strcmp (stored, key) == 0 && json_is_boolean (yes)
                     && is_in_date (object, now);

  if (found) {
    answer->yes = json_is_true (yes);
    answer->reason = reason != NULL && *reason != '\0' ? strdup (reason) : NULL;
  }
  json_decref (object);
  return found;
}

static int
write_file (const char *file, const char *text)
{
  CLEANUP_FREE char *aside = NULL;

  if (asprintf (&aside, "%s.XXXXXX", file) == -1) {
    aside = NULL;
    errno = ENOMEM;
    return -1;
  }
  CLEANUP_CLOSE int fd = mkostemp (aside, O_CLOEXEC);
  if (fd == -1)
    return -1;
  const size_t size = strlen (text);
  const ssize_t n = write (fd, text, size);
  if (n == (ssize_t) size && rename (aside, file) == 0)
    return 0;

  const int saved = n >= 0 && n < (ssize_t) size ? ENOSPC : errno;
  unlink (aside);
  errno = saved;
  return -1;
}

int
remembered_answer_write (const char *file, const char *key, long long now, long long seconds,
                         const struct remembered_answer *answer)
{
  json_t *object = json_pack ("{s:s, s:b, s:s, s:I, s:I}", "key", key, "yes", answer->yes, "reason",
                              answer->reason ?: "", "written", (json_int_t) now, "until",
                              (json_int_t) (seconds == 0 ? 0 : now + seconds));
  CLEANUP_FREE char *text = object != NULL ? json_dumps (object, JSON_INDENT (1)) : NULL;

  json_decref (object);
  if (text == NULL) {
    errno = EINVAL; /* the key or the reason is not UTF-8 */
    return -1;
  }
  return write_file (file, text);
}
