/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The two moments at which an appliance notices that it is a template. */

#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* Before it is saved: gets ready for what calls will need. */
extern void template_get_ready (void);

/* What is different after it was restored. */
struct template_resume {
  const char *entropy;
  size_t entropy_size;
  struct timespec now;
  bool talkative;
  int disks;
};
/* 0, or -1 after reply_error. */
extern int template_resume (const struct template_resume *resume);

#endif /* TEMPLATE_H */
