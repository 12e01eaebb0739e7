/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls about the daemon and the appliance itself. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <unistd.h>

#include "daemon/appliance.h"
#include "sessions/augeas-child.h"
#include "storage/template.h"

int
do_ping_daemon (void)
{
  return 0;
}

char *
do_echo_daemon (char *const *words)
{
  size_t size = 1;

  for (size_t i = 0; words[i] != NULL; ++i)
    size += strlen (words[i]) + 1;

  char *line = malloc (size);
  if (line == NULL)
    return reply_error_null (errno, "echo");

  char *end = line;
  for (size_t i = 0; words[i] != NULL; ++i) {
    if (i > 0)
      *end++ = ' ';
    end = stpcpy (end, words[i]);
  }
  *end = '\0';
  return line;
}

int
do_sleep (int secs)
{
  if (secs < 0)
    return reply_error_text (EINVAL, "%d: the number of seconds is negative", secs);
  sleep (secs);
  return 0;
}

char *
do_dmesg (void)
{
  enum { READ_ALL = 3, SIZE_OF_BUFFER = 10 }; /* syslog(2) */
  const int size = klogctl (SIZE_OF_BUFFER, NULL, 0);
  char *messages = size == -1 ? NULL : malloc (size + 1);
  int length;

  if (messages == NULL)
    return reply_error_null (errno, "size of the kernel's messages");
  length = klogctl (READ_ALL, messages, size);
  if (length == -1) {
    reply_error (errno, "read the kernel's messages");
    free (messages);
    return NULL;
  }
  messages[length] = '\0';
  return messages;
}

/* The library sees the channel close. */
int
do_internal_exit (void)
{
  exit (EXIT_SUCCESS);
}

int
do_internal_get_ready (void)
{
  template_get_ready ();
  augeas_prepare ();
  return 0;
}

int
do_internal_resume (const char *entropy, size_t entropy_size, int64_t seconds, int64_t nanoseconds,
                    int talkative, int disks)
{
  const struct template_resume resume = { .entropy = entropy,
                                          .entropy_size = entropy_size,
                                          .now = { .tv_sec = seconds, .tv_nsec = nanoseconds },
                                          .talkative = talkative,
                                          .disks = disks };

  return template_resume (&resume);
}
