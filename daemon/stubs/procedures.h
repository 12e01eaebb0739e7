/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The calls that the daemon knows.  Each topic has a table, which is generated;
 * a procedure's number is that of its topic, shifted by 8 bits, and its place in
 * the topic's table, where the first entry is empty. */

#ifndef PROCEDURES_H
#define PROCEDURES_H

#include <stdbool.h>
#include <stddef.h>

#include "talk/session.h"

struct daemon_procedure {
  const char *name;
  bool has_file_in;
  bool has_file_out;
  void (*stub) (struct daemon_request *request);
};

struct daemon_topic {
  const struct daemon_procedure *procedures;
  size_t count;
};

/* The first is NULL: numbers begin at 1. */
extern const struct daemon_topic *const daemon_topics[];
extern const size_t daemon_topics_count;

#endif /* PROCEDURES_H */
