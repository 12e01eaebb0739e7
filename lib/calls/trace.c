/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lines of the TRACE event: "mount \"/dev/sda1\" \"/\"", "mount = 0". */

#include <config.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/api.h"
#include "base/events.h"
#include "calls/call.h"
#include "calls/trace.h"

/* Longer buffers are cut in the trace. */
#define TRACE_BUFFER_MAX 256

static void
line_open (struct call_scope *call)
{
  call->line = open_memstream (&call->line_text, &call->line_size);
  if (call->line != NULL)
    fputs (call->name, call->line);
}

void
trace_printf (struct call_scope *call, const char *fmt, ...)
{
  if (call->line == NULL)
    return;

  va_list args;
  va_start (args, fmt);
  vfprintf (call->line, fmt, args);
  va_end (args);
}

void
trace_begin (struct call_scope *call)
{
  line_open (call);
}

void
trace_end (struct call_scope *call)
{
  if (call->line == NULL)
    return;

  fclose (call->line);
  call->line = NULL;
  event_message (call->g, GUESTFS_EVENT_TRACE, call->line_text, call->line_size);
  free (call->line_text);
  call->line_text = NULL;
}

void
trace_text (struct call_scope *call, const char *value)
{
  if (value != NULL)
    trace_printf (call, " \"%s\"", value);
  else
    trace_printf (call, " null");
}

void
trace_key (struct call_scope *call)
{
  trace_printf (call, " \"***\"");
}

static void
words (struct call_scope *call, char *const *values)
{
  for (size_t i = 0; values[i] != NULL; ++i)
    trace_printf (call, "%s%s", i > 0 ? " " : "", values[i]);
}

void
trace_texts (struct call_scope *call, char *const *values)
{
  trace_printf (call, " \"");
  words (call, values);
  trace_printf (call, "\"");
}

void
trace_bool (struct call_scope *call, int value)
{
  trace_printf (call, " %s", value ? "true" : "false");
}

void
trace_number (struct call_scope *call, int64_t value)
{
  trace_printf (call, " %" PRIi64, value);
}

void
trace_bytes (struct call_scope *call, const char *bytes, size_t size)
{
  size_t shown = size < TRACE_BUFFER_MAX ? size : TRACE_BUFFER_MAX;

  trace_printf (call, "\"");
  for (size_t i = 0; i < shown; ++i) {
    unsigned char c = bytes[i];
    if (c >= ' ' && c <= '~')
      trace_printf (call, "%c", c);
    else
      trace_printf (call, "\\x%02x", c);
  }
  trace_printf (call, "\"");
  if (shown < size)
    trace_printf (call, "<truncated, original size %zu bytes>", size);
}

void
trace_buffer (struct call_scope *call, const char *bytes, size_t size)
{
  trace_printf (call, " ");
  trace_bytes (call, bytes, size);
}

void
trace_pointer (struct call_scope *call, const char *type, const void *value)
{
  trace_printf (call, " (%s)%p", type, value);
}

void
trace_option_text (struct call_scope *call, const char *name, const char *value)
{
  trace_printf (call, " \"%s:%s\"", name, value);
}

void
trace_option_secret (struct call_scope *call, const char *name)
{
  trace_printf (call, " \"%s:***\"", name);
}

void
trace_option_texts (struct call_scope *call, const char *name, char *const *values)
{
  trace_printf (call, " \"%s:", name);
  words (call, values);
  trace_printf (call, "\"");
}

void
trace_option_bool (struct call_scope *call, const char *name, int value)
{
  trace_printf (call, " \"%s:%s\"", name, value ? "true" : "false");
}

void
trace_option_number (struct call_scope *call, const char *name, int64_t value)
{
  trace_printf (call, " \"%s:%" PRIi64 "\"", name, value);
}

void
trace_result_begin (struct call_scope *call)
{
  if (!call->trace)
    return;
  line_open (call);
  trace_printf (call, " = ");
}

void
trace_result_error (struct call_scope *call, const char *value)
{
  trace_result_begin (call);
  trace_printf (call, "%s (error)", value);
  trace_end (call);
}

void
trace_result_number (struct call_scope *call, int64_t value)
{
  trace_result_begin (call);
  trace_printf (call, "%" PRIi64, value);
  trace_end (call);
}

void
trace_result_text (struct call_scope *call, const char *value)
{
  trace_result_begin (call);
  trace_printf (call, "\"%s\"", value ? value : "NULL");
  trace_end (call);
}

void
trace_result_texts (struct call_scope *call, char *const *values)
{
  trace_result_begin (call);
  trace_printf (call, "[");
  for (size_t i = 0; values[i] != NULL; ++i)
    trace_printf (call, "%s\"%s\"", i > 0 ? ", " : "", values[i]);
  trace_printf (call, "]");
  trace_end (call);
}

void
trace_result_buffer (struct call_scope *call, const char *bytes, size_t size)
{
  trace_result_begin (call);
  trace_bytes (call, bytes, size);
  trace_end (call);
}
