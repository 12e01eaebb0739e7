/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The scope of a public call, checks of arguments, results of the daemon. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/api.h"
#include "base/base64.h"
#include "base/errors.h"
#include "base/events.h"
#include "base/handle.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/process-lock.h"
#include "base/state.h"
#include "bounded-xdr.h"
#include "calls/call.h"
#include "guid.h"
#include "protocol/frames.h"
#include "machine/machine-end.h"
#include "string-list.h"

int
call_enter (struct call_scope *call, guestfs_h *g, const char *name)
{
  *call = (struct call_scope) { .g = g, .name = name };
  if (process_lock_was_left (&g->lock.mutex))
    return set_error (g, EPERM,
                      "%s: this process is a fork, made while the handle was in use; only the "
                      "process that it was forked from can use the handle",
                      name);
  lock_handle (g);
  call->is_entered = true;
  call->trace = g->trace;
  return 0;
}

void
call_leave (struct call_scope *call)
{
  if (!call->is_entered)
    return;
  /* Not in a callback: the call that the machine is for goes on. */
  if (call->g->lock.depth == 1)
    machine_end_lost (call->g);
  unlock_handle (call->g);
}

void
call_event (struct call_scope *call)
{
  event_message (call->g, GUESTFS_EVENT_ENTER, call->name, strlen (call->name));
}

int
call_require_config (struct call_scope *call)
{
  return require_config (call->g, call->name);
}

int
call_require_ready (struct call_scope *call)
{
  return require_ready (call->g, call->name);
}

int
call_not_null (struct call_scope *call, const char *argument, const void *value)
{
  if (value != NULL)
    return 0;
  return set_error (call->g, EINVAL, "%s: %s: parameter cannot be NULL", call->name, argument);
}

int
call_option_not_null (struct call_scope *call, const char *option, bool is_set, const void *value,
                      bool is_list)
{
  if (!is_set || value != NULL)
    return 0;
  return set_error (call->g, EINVAL, "%s: %s: optional %s cannot be NULL", call->name, option,
                    is_list ? "list" : "parameter");
}

/* 8-4-4-4-12 letters and digits, with or without braces. */
int
call_guid (struct call_scope *call, const char *argument, const char *value)
{
  if (is_guid (value))
    return 0;
  return set_error (call->g, EINVAL, "%s: %s: parameter is not a valid GUID", call->name, argument);
}

int
call_file_names (struct call_scope *call, const char *argument, char *const *names)
{
  for (size_t i = 0; names[i] != NULL; ++i)
    if (strchr (names[i], '/') != NULL)
      return set_error (call->g, EINVAL, "%s: %s: '%s' is not a file name", call->name, argument,
                        names[i]);
  return 0;
}

int
call_buffer_size (struct call_scope *call, const char *argument, size_t size)
{
  /* Room for the other arguments. */
  if (size <= MESSAGE_MAX - 65536)
    return 0;
  return set_error (call->g, EFBIG,
                    "%s: %s: %zu bytes are more than one call can carry (%u); use guestfs_upload",
                    call->name, argument, size, MESSAGE_MAX - 65536);
}

int
call_known_options (struct call_scope *call, const char *c_name, uint64_t bitmask, uint64_t known)
{
  if ((bitmask & ~known) == 0)
    return 0;
  return set_error (call->g, EINVAL,
                    "%s: unknown option in guestfs_%s_argv->bitmask (this can happen if a program "
                    "is compiled against a newer version of libguestfs, then dynamically linked "
                    "to an older version)",
                    call->name, c_name);
}

char *
call_decode_key (struct call_scope *call, const char *argument, const char *value)
{
  if (strncmp (value, "text:", 5) == 0)
    return safe_strdup (call->g, value + 5);
  if (strncmp (value, "base64:", 7) != 0)
    return safe_strdup (call->g, value);

  size_t size;
  char *key = base64_decode (value + 7, &size);
  if (key == NULL) {
    set_error (call->g, errno, "%s: %s: not valid base64 after \"base64:\"", call->name, argument);
    return NULL;
  }
  if (memchr (key, '\0', size) != NULL) {
    explicit_bzero (key, size);
    free (key);
    set_error (call->g, EINVAL, "%s: %s: the key contains a zero byte, which is not supported",
               call->name, argument);
    return NULL;
  }
  return key;
}

/* The array that XDR made is of the right type already; it only lacks the
 * NULL at the end. */
char **
take_texts (guestfs_h *g, wire_string_list *list)
{
  char **texts = safe_realloc (g, list->val, ((size_t) list->len + 1) * sizeof (char *));

  texts[list->len] = NULL;
  *list = (wire_string_list) { 0, NULL };
  return texts;
}

char **
take_table (struct call_scope *call, wire_string_list *list)
{
  if (list->len % 2 != 0) {
    xdr_free ((xdrproc_t) xdr_wire_string_list, (char *) list);
    set_error (call->g, EPROTO, "%s: protocol error: the appliance sent a key without a value",
               call->name);
    return NULL;
  }
  return take_texts (call->g, list);
}

char *
take_buffer (guestfs_h *g, wire_buffer *buffer, size_t *size_r)
{
  /* xdr_wire_buffer allocates a byte more than the content, so that val is
   * not NULL for an empty one. */
  char *bytes = buffer->val ? buffer->val : safe_calloc (g, 1, 1);

  *size_r = buffer->len;
  *buffer = (wire_buffer) { 0, NULL };
  return bytes;
}

wire_string_list
wire_texts (char *const *values)
{
  if (values == NULL)
    return (wire_string_list) { 0, NULL };
  return (wire_string_list) { count_strings (values), (wire_string *) values };
}

int
call_unknown_option (guestfs_h *g, const char *name, int option)
{
  return set_error (g, EINVAL,
                    "%s: unknown option %d (this can happen if a program is compiled against a "
                    "newer version of libguestfs, then dynamically linked to an older version)",
                    name, option);
}

int
call_option_bit (guestfs_h *g, const char *name, int option, uint64_t *bitmask)
{
  uint64_t bit = UINT64_C (1) << option;

  if (*bitmask & bit)
    return set_error (g, EINVAL, "%s: same optional argument specified more than once", name);
  *bitmask |= bit;
  return 0;
}

int
struct_compare_bytes (const char *a, size_t a_len, const char *b, size_t b_len)
{
  if (a_len != b_len)
    return a_len < b_len ? -1 : 1;
  return memcmp (a, b, a_len);
}

char *
struct_copy_bytes (const char *bytes, size_t size)
{
  char *copy = malloc (size > 0 ? size : 1);

  return copy ? memcpy (copy, bytes, size) : NULL;
}
