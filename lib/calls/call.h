/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the generated calls (generated/lib/calls-TOPIC.c) are built from: the scope of a
 * public call, checks of its arguments, trace, results of the daemon. */

#ifndef GUESTFS_CALL_H
#define GUESTFS_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/handle-type.h"
#include "protocol/frames.h"

/* One public call in progress. */
struct call_scope {
  guestfs_h *g;
  const char *name; /* API name */
  bool is_entered;  /* the handle is locked */
  bool trace;       /* sampled at entry, so that set_trace traces whole calls */
  FILE *line;       /* trace line being written */
  char *line_text;
  size_t line_size;
};

/* Locks the handle and remembers the trace flag.  0, or -1 with the error set. */
extern int call_enter (struct call_scope *call, guestfs_h *g, const char *name);
extern void call_leave (struct call_scope *call);
#define CALL_SCOPE __attribute__ ((cleanup (call_leave))) struct call_scope

/* The ENTER event. */
extern void call_event (struct call_scope *call);

/* Checks: 0, or -1 with the error set. */
extern int call_require_config (struct call_scope *call);
extern int call_require_ready (struct call_scope *call);
extern int call_not_null (struct call_scope *call, const char *argument, const void *value);
extern int call_option_not_null (struct call_scope *call, const char *option, bool is_set,
                                 const void *value, bool is_list);
extern int call_guid (struct call_scope *call, const char *argument, const char *value);
extern int call_file_names (struct call_scope *call, const char *argument, char *const *names);
extern int call_buffer_size (struct call_scope *call, const char *argument, size_t size);
extern int call_known_options (struct call_scope *call, const char *c_name, uint64_t bitmask,
                               uint64_t known);
/* A key as the user wrote it ("base64:…", "text:…" or the key itself) to the
 * key; NULL with the error set. */
extern char *call_decode_key (struct call_scope *call, const char *argument, const char *value);

/* Results of the daemon, taken over from the decoded message. */
extern char **take_texts (guestfs_h *g, wire_string_list *list);
/* NULL with the error set if the daemon sent a key without a value. */
extern char **take_table (struct call_scope *call, wire_string_list *list);
extern char *take_buffer (guestfs_h *g, wire_buffer *buffer, size_t *size_r);

/* An option in the variadic forms of a call: one that is not known, and one
 * that must not come twice.  -1 with the error set, or 0. */
extern int call_unknown_option (guestfs_h *g, const char *name, int option);
extern int call_option_bit (guestfs_h *g, const char *name, int option, uint64_t *bitmask);

/* For members of structs that are bytes: the shorter come first, then the order
 * of the bytes; a copy, NULL without memory. */
extern int struct_compare_bytes (const char *a, size_t a_len, const char *b, size_t b_len);
extern char *struct_copy_bytes (const char *bytes, size_t size);

/* A list of strings as an argument of a message. */
extern wire_string_list wire_texts (char *const *values);

#endif /* GUESTFS_CALL_H */
