/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What only entries of a GPT have. */

#ifndef PARTITION_GPT_H
#define PARTITION_GPT_H

/* The type of partition NUMBER, a GUID in upper case, malloc'd; NULL after reply_error. */
extern char *gpt_type (const char *device, int number);
/* 0, or -1 after reply_error. */
extern int gpt_set_type (const char *device, int number, const char *guid);

#endif /* PARTITION_GPT_H */
