/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The topics of the calls.
 * Made by generator/emit/daemon/daemon_stubs.ml from the declarations in generator/api/. */

#include <config.h>

#include "stubs/procedures.h"

extern const struct daemon_topic things_topic;
extern const struct daemon_topic handle_topic;

const struct daemon_topic *const daemon_topics[] = {
  NULL,
  &things_topic,
  &handle_topic,
};
const size_t daemon_topics_count = sizeof daemon_topics / sizeof *daemon_topics;
