/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lines of the TRACE event. */

#ifndef GUESTFS_TRACE_H
#define GUESTFS_TRACE_H

#include <stddef.h>
#include <stdint.h>

struct call_scope;

/* Trace of the call: begin, one for each argument, end. */
extern void trace_begin (struct call_scope *call);
extern void trace_text (struct call_scope *call, const char *value);
extern void trace_key (struct call_scope *call);
extern void trace_texts (struct call_scope *call, char *const *values);
extern void trace_bool (struct call_scope *call, int value);
extern void trace_number (struct call_scope *call, int64_t value);
extern void trace_buffer (struct call_scope *call, const char *bytes, size_t size);
extern void trace_pointer (struct call_scope *call, const char *type, const void *value);
extern void trace_option_text (struct call_scope *call, const char *name, const char *value);
extern void trace_option_texts (struct call_scope *call, const char *name, char *const *values);
/* That it was given, not what it is. */
extern void trace_option_secret (struct call_scope *call, const char *name);
extern void trace_option_bool (struct call_scope *call, const char *name, int value);
extern void trace_option_number (struct call_scope *call, const char *name, int64_t value);
extern void trace_end (struct call_scope *call);

/* Trace of the result; nothing unless tracing. */
extern void trace_result_error (struct call_scope *call, const char *value);
extern void trace_result_number (struct call_scope *call, int64_t value);
extern void trace_result_text (struct call_scope *call, const char *value);
extern void trace_result_texts (struct call_scope *call, char *const *values);
extern void trace_result_buffer (struct call_scope *call, const char *bytes, size_t size);
/* For structs: "NAME = ", then pieces, then trace_end. */
extern void trace_result_begin (struct call_scope *call);
extern void trace_printf (struct call_scope *call, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3)));
extern void trace_bytes (struct call_scope *call, const char *bytes, size_t size);

#endif /* GUESTFS_TRACE_H */
