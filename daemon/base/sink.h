/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who takes bytes piece by piece. */

#ifndef SINK_H
#define SINK_H

#include <stddef.h>

/* 0, or -1 after reply_error: then no more is wanted. */
typedef int (*file_sink) (void *data, const void *bytes, size_t size);

#endif /* SINK_H */
