/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of calls. */

#ifndef PROCEDURES_H
#define PROCEDURES_H

#include <stdbool.h>

#include "guestfs_protocol.h"
#include "talk/session.h"

/* One line of it, generated. */
struct daemon_procedure {
  const char *name;
  bool has_file_in;
  bool has_file_out;
  void (*stub) (struct daemon_request *request);
};

/* Indexed by procedure number; entry 0 is empty. */
extern const struct daemon_procedure daemon_procedures[PROC_COUNT];

#endif /* PROCEDURES_H */
