/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Things: the public calls.
 * Made by generator/emit/library/client_calls.ml from the declarations in generator/api/. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/errors.h"
#include "base/memory.h"
#include "calls/call.h"
#include "calls/trace.h"
#include "cleanup.h"
#include "guestfs-api/things.h"
#include "lib/things.h"
#include "protocol/things.h"
#include "talk/rpc-call.h"
#include "talk/rpc.h"

static void
trace_fields_item (struct call_scope *call, const struct guestfs_item *value)
{
  trace_printf (call, "item_text: %s, ", value->item_text);
  trace_printf (call, "item_device: %s, ", value->item_device);
  trace_printf (call, "item_buffer: ");
  trace_bytes (call, value->item_buffer, value->item_buffer_len);
  trace_printf (call, ", ");
  trace_printf (call, "item_uuid: %.32s, ", value->item_uuid);
  trace_printf (call, "item_bytes: %" PRIu64 ", ", value->item_bytes);
  trace_printf (call, "item_uint64: %" PRIu64 ", ", value->item_uint64);
  trace_printf (call, "item_int64: %" PRIi64 ", ", value->item_int64);
  trace_printf (call, "item_uint32: %" PRIu32 ", ", value->item_uint32);
  trace_printf (call, "item_int32: %" PRIi32 ", ", value->item_int32);
  trace_printf (call, "item_char: %c, ", value->item_char);
  trace_printf (call, "item_percent: %g, ", (double) value->item_percent);
}

static void
trace_result_item (struct call_scope *call, const struct guestfs_item *value)
{
  if (!call->trace)
    return;
  trace_result_begin (call);
  trace_printf (call, "<struct guestfs_item = ");
  trace_fields_item (call, value);
  trace_printf (call, ">");
  trace_end (call);
}

static void
trace_result_item_list (struct call_scope *call, const struct guestfs_item_list *list)
{
  if (!call->trace)
    return;
  trace_result_begin (call);
  trace_printf (call, "<struct guestfs_item_list(%" PRIu32 ") = ", list->len);
  for (uint32_t i = 0; i < list->len; ++i) {
    trace_printf (call, "[%" PRIu32 "]{", i);
    trace_fields_item (call, &list->val[i]);
    trace_printf (call, "}");
  }
  trace_printf (call, ">");
  trace_end (call);
}

static void
take_item (wire_item *from, struct guestfs_item *to)
{
  to->item_text = from->item_text;
  to->item_device = from->item_device;
  to->item_buffer_len = from->item_buffer.len;
  to->item_buffer = from->item_buffer.val;
  memcpy (to->item_uuid, from->item_uuid, sizeof to->item_uuid);
  to->item_bytes = from->item_bytes;
  to->item_uint64 = from->item_uint64;
  to->item_int64 = from->item_int64;
  to->item_uint32 = from->item_uint32;
  to->item_int32 = from->item_int32;
  to->item_char = from->item_char;
  to->item_percent = from->item_percent;
}

static struct guestfs_item_list *
take_item_list (guestfs_h *g, wire_item_list *from)
{
  struct guestfs_item_list *list = safe_calloc (g, 1, sizeof *list);
  list->len = from->wire_item_list_len;
  list->val = safe_calloc (g, list->len > 0 ? list->len : 1, sizeof *list->val);
  for (uint32_t i = 0; i < list->len; ++i)
    take_item (&from->wire_item_list_val[i], &list->val[i]);
  free (from->wire_item_list_val);
  return list;
}

static int
remote_all_arguments (struct call_scope *call, const char *plain_one, const char *path_one, const char *device_one, const char *mountable_one, const char *either_one, const char *any_one, const char *key_one, const char *guid_one, const char *maybe_one, char *const *texts, char *const *devices, char *const *names, char *const *paths, const char *content, size_t content_size, int number, int64_t large, int flag)
{
  guestfs_h *g = call->g;

  CLEANUP_FREE char *key_key_one = call_decode_key (call, "key_one", key_one);
  if (key_key_one == NULL)
    return -1;
  const wire_all_arguments_args args = {
    .plain_one = (char *) plain_one,
    .path_one = (char *) path_one,
    .device_one = (char *) device_one,
    .mountable_one = (char *) mountable_one,
    .either_one = (char *) either_one,
    .any_one = (char *) any_one,
    .key_one = key_key_one,
    .guid_one = (char *) guid_one,
    .maybe_one = maybe_one ? (wire_string *) &maybe_one : NULL,
    .texts = wire_texts (texts),
    .devices = wire_texts (devices),
    .names = wire_texts (names),
    .paths = wire_texts (paths),
    .content = { content_size, (char *) content },
    .number = number,
    .large = large,
    .flag = flag != 0,
  };
  const struct rpc_call request = {
    .name = "all_arguments",
    .procedure = PROC_ALL_ARGUMENTS,
    .encode = (xdrproc_t) xdr_wire_all_arguments_args,
    .arguments = &args,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* take one of every kind */
int
guestfs_all_arguments (guestfs_h *g, const char *plain_one, const char *path_one, const char *device_one, const char *mountable_one, const char *either_one, const char *any_one, const char *key_one, const char *guid_one, const char *maybe_one, char *const *texts, char *const *devices, char *const *names, char *const *paths, const char *content, size_t content_size, int number, int64_t large, int flag)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "all_arguments") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "plain_one", plain_one) == -1 ||
      call_not_null (&call, "path_one", path_one) == -1 ||
      call_not_null (&call, "device_one", device_one) == -1 ||
      call_not_null (&call, "mountable_one", mountable_one) == -1 ||
      call_not_null (&call, "either_one", either_one) == -1 ||
      call_not_null (&call, "any_one", any_one) == -1 ||
      call_not_null (&call, "key_one", key_one) == -1 ||
      call_not_null (&call, "guid_one", guid_one) == -1 ||
      call_guid (&call, "guid_one", guid_one) == -1 ||
      call_not_null (&call, "texts", texts) == -1 ||
      call_not_null (&call, "devices", devices) == -1 ||
      call_not_null (&call, "names", names) == -1 ||
      call_file_names (&call, "names", names) == -1 ||
      call_not_null (&call, "paths", paths) == -1 ||
      call_not_null (&call, "content", content) == -1 ||
      call_buffer_size (&call, "content", content_size) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, plain_one);
    trace_text (&call, path_one);
    trace_text (&call, device_one);
    trace_text (&call, mountable_one);
    trace_text (&call, either_one);
    trace_text (&call, any_one);
    trace_key (&call);
    trace_text (&call, guid_one);
    trace_text (&call, maybe_one);
    trace_texts (&call, texts);
    trace_texts (&call, devices);
    trace_texts (&call, names);
    trace_texts (&call, paths);
    trace_buffer (&call, content, content_size);
    trace_number (&call, number);
    trace_number (&call, large);
    trace_bool (&call, flag);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_all_arguments (&call, plain_one, path_one, device_one, mountable_one, either_one, any_one, key_one, guid_one, maybe_one, texts, devices, names, paths, content, content_size, number, large, flag);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_all_options (struct call_scope *call, const char *name, const struct guestfs_all_options_opts_argv *optargs)
{
  guestfs_h *g = call->g;

  const wire_all_options_args args = {
    .name = (char *) name,
    .quick = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_QUICK_BITMASK) && optargs->quick != 0,
    .depth = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_DEPTH_BITMASK) ? optargs->depth : 0,
    .offset = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_OFFSET_BITMASK) ? optargs->offset : 0,
    .label = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_LABEL_BITMASK) ? (char *) optargs->label : (char *) "",
    .servers = wire_texts ((optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_SERVERS_BITMASK) ? optargs->servers : NULL),
    .below = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_BELOW_BITMASK) ? (char *) optargs->below : (char *) "",
    .journal = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_JOURNAL_BITMASK) ? (char *) optargs->journal : (char *) "",
    .origin = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_ORIGIN_BITMASK) ? (char *) optargs->origin : (char *) "",
    .ident = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_IDENT_BITMASK) ? (char *) optargs->ident : (char *) "",
    .password = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_PASSWORD_BITMASK) ? (char *) optargs->password : (char *) "",
    .spares = wire_texts ((optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_SPARES_BITMASK) ? optargs->spares : NULL),
    .others = wire_texts ((optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_OTHERS_BITMASK) ? optargs->others : NULL),
    .parts = wire_texts ((optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_PARTS_BITMASK) ? optargs->parts : NULL),
    .rescue = (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_RESCUE_BITMASK) && optargs->rescue != 0,
  };
  const struct rpc_call request = {
    .name = "all_options",
    .procedure = PROC_ALL_OPTIONS,
    .options = optargs->bitmask,
    .encode = (xdrproc_t) xdr_wire_all_options_args,
    .arguments = &args,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* take one option of every kind */
int
guestfs_all_options_opts_argv (guestfs_h *g, const char *name, const struct guestfs_all_options_opts_argv *optargs)
{
  const struct guestfs_all_options_opts_argv no_options = { 0 };
  if (optargs == NULL)
    optargs = &no_options;

  CALL_SCOPE call;
  if (call_enter (&call, g, "all_options") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "name", name) == -1 ||
      call_known_options (&call, "all_options_opts", optargs->bitmask, UINT64_C (0x3fff)) == -1 ||
      call_option_not_null (&call, "label", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_LABEL_BITMASK) != 0, optargs->label, false) == -1 ||
      call_option_not_null (&call, "servers", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_SERVERS_BITMASK) != 0, optargs->servers, true) == -1 ||
      call_option_not_null (&call, "below", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_BELOW_BITMASK) != 0, optargs->below, false) == -1 ||
      call_option_not_null (&call, "journal", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_JOURNAL_BITMASK) != 0, optargs->journal, false) == -1 ||
      call_option_not_null (&call, "origin", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_ORIGIN_BITMASK) != 0, optargs->origin, false) == -1 ||
      call_option_not_null (&call, "ident", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_IDENT_BITMASK) != 0, optargs->ident, false) == -1 ||
      call_option_not_null (&call, "password", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_PASSWORD_BITMASK) != 0, optargs->password, false) == -1 ||
      call_option_not_null (&call, "spares", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_SPARES_BITMASK) != 0, optargs->spares, true) == -1 ||
      call_option_not_null (&call, "others", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_OTHERS_BITMASK) != 0, optargs->others, true) == -1 ||
      call_option_not_null (&call, "parts", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_PARTS_BITMASK) != 0, optargs->parts, true) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, name);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_QUICK_BITMASK)
      trace_option_bool (&call, "quick", optargs->quick);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_DEPTH_BITMASK)
      trace_option_number (&call, "depth", optargs->depth);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_OFFSET_BITMASK)
      trace_option_number (&call, "offset", optargs->offset);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_LABEL_BITMASK)
      trace_option_text (&call, "label", optargs->label);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_SERVERS_BITMASK)
      trace_option_texts (&call, "servers", optargs->servers);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_BELOW_BITMASK)
      trace_option_text (&call, "below", optargs->below);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_JOURNAL_BITMASK)
      trace_option_text (&call, "journal", optargs->journal);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_ORIGIN_BITMASK)
      trace_option_text (&call, "origin", optargs->origin);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_IDENT_BITMASK)
      trace_option_text (&call, "ident", optargs->ident);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_PASSWORD_BITMASK)
      trace_option_secret (&call, "password");
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_SPARES_BITMASK)
      trace_option_texts (&call, "spares", optargs->spares);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_OTHERS_BITMASK)
      trace_option_texts (&call, "others", optargs->others);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_PARTS_BITMASK)
      trace_option_texts (&call, "parts", optargs->parts);
    if (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_RESCUE_BITMASK)
      trace_option_bool (&call, "rescue", optargs->rescue);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_all_options (&call, name, optargs);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_upload_thing (struct call_scope *call, const char *filename, const char *remote)
{
  guestfs_h *g = call->g;

  const wire_upload_thing_args args = {
    .remote = (char *) remote,
  };
  const struct rpc_call request = {
    .name = "upload_thing",
    .procedure = PROC_UPLOAD_THING,
    .encode = (xdrproc_t) xdr_wire_upload_thing_args,
    .arguments = &args,
    .file_in = filename,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* send a file */
int
guestfs_upload_thing (guestfs_h *g, const char *filename, const char *remote)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "upload_thing") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "filename", filename) == -1 ||
      call_not_null (&call, "remote", remote) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, filename);
    trace_text (&call, remote);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_upload_thing (&call, filename, remote);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_download_thing (struct call_scope *call, const char *remote, const char *filename)
{
  guestfs_h *g = call->g;

  const wire_download_thing_args args = {
    .remote = (char *) remote,
  };
  const struct rpc_call request = {
    .name = "download_thing",
    .procedure = PROC_DOWNLOAD_THING,
    .encode = (xdrproc_t) xdr_wire_download_thing_args,
    .arguments = &args,
    .file_out = filename,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* receive a file */
int
guestfs_download_thing (guestfs_h *g, const char *remote, const char *filename)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "download_thing") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "remote", remote) == -1 ||
      call_not_null (&call, "filename", filename) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, remote);
    trace_text (&call, filename);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_download_thing (&call, remote, filename);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_returns_nothing (struct call_scope *call)
{
  guestfs_h *g = call->g;

  const struct rpc_call request = {
    .name = "returns_nothing",
    .procedure = PROC_RETURNS_NOTHING,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* return nothing */
int
guestfs_returns_nothing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_nothing") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_returns_nothing (&call);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_returns_int (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_int_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_int",
    .procedure = PROC_RETURNS_INT,
    .decode = (xdrproc_t) xdr_wire_returns_int_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return ret.result;
}

/* return a number */
int
guestfs_returns_int (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_int") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_returns_int (&call);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int64_t
remote_returns_int64 (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_int64_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_int64",
    .procedure = PROC_RETURNS_INT64,
    .decode = (xdrproc_t) xdr_wire_returns_int64_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return ret.result;
}

/* return a large number */
int64_t
guestfs_returns_int64 (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_int64") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int64_t result = remote_returns_int64 (&call);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_returns_bool (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_bool_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_bool",
    .procedure = PROC_RETURNS_BOOL,
    .decode = (xdrproc_t) xdr_wire_returns_bool_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return ret.result != FALSE;
}

/* return a truth */
int
guestfs_returns_bool (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_bool") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_returns_bool (&call);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static char *
remote_returns_text (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_text_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_text",
    .procedure = PROC_RETURNS_TEXT,
    .decode = (xdrproc_t) xdr_wire_returns_text_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return ret.result;
}

/* return text */
char *
guestfs_returns_text (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_text") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char * result = remote_returns_text (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_text (&call, result);
  return result;
}

static char *
remote_returns_device (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_device_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_device",
    .procedure = PROC_RETURNS_DEVICE,
    .decode = (xdrproc_t) xdr_wire_returns_device_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return ret.result;
}

/* return a device */
char *
guestfs_returns_device (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_device") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char * result = remote_returns_device (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_text (&call, result);
  return result;
}

static char *
remote_returns_mountable (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_mountable_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_mountable",
    .procedure = PROC_RETURNS_MOUNTABLE,
    .decode = (xdrproc_t) xdr_wire_returns_mountable_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return ret.result;
}

/* return a mountable */
char *
guestfs_returns_mountable (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_mountable") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char * result = remote_returns_mountable (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_text (&call, result);
  return result;
}

static char **
remote_returns_text_list (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_text_list_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_text_list",
    .procedure = PROC_RETURNS_TEXT_LIST,
    .decode = (xdrproc_t) xdr_wire_returns_text_list_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_texts (g, &ret.result);
}

/* return texts */
char **
guestfs_returns_text_list (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_text_list") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char ** result = remote_returns_text_list (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_texts (&call, result);
  return result;
}

static char **
remote_returns_device_list (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_device_list_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_device_list",
    .procedure = PROC_RETURNS_DEVICE_LIST,
    .decode = (xdrproc_t) xdr_wire_returns_device_list_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_texts (g, &ret.result);
}

/* return devices */
char **
guestfs_returns_device_list (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_device_list") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char ** result = remote_returns_device_list (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_texts (&call, result);
  return result;
}

static char **
remote_returns_mountable_list (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_mountable_list_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_mountable_list",
    .procedure = PROC_RETURNS_MOUNTABLE_LIST,
    .decode = (xdrproc_t) xdr_wire_returns_mountable_list_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_texts (g, &ret.result);
}

/* return mountables */
char **
guestfs_returns_mountable_list (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_mountable_list") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char ** result = remote_returns_mountable_list (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_texts (&call, result);
  return result;
}

static struct guestfs_item *
remote_returns_struct (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_struct_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_struct",
    .procedure = PROC_RETURNS_STRUCT,
    .decode = (xdrproc_t) xdr_wire_returns_struct_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  struct guestfs_item *value = safe_calloc (g, 1, sizeof *value);
  take_item (&ret.result, value);
  return value;
}

/* return a struct */
struct guestfs_item *
guestfs_returns_struct (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_struct") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  struct guestfs_item * result = remote_returns_struct (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_item (&call, result);
  return result;
}

static struct guestfs_item_list *
remote_returns_struct_list (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_struct_list_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_struct_list",
    .procedure = PROC_RETURNS_STRUCT_LIST,
    .decode = (xdrproc_t) xdr_wire_returns_struct_list_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_item_list (g, &ret.result);
}

/* return structs */
struct guestfs_item_list *
guestfs_returns_struct_list (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_struct_list") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  struct guestfs_item_list * result = remote_returns_struct_list (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_item_list (&call, result);
  return result;
}

static char **
remote_returns_table (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_returns_table_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_table",
    .procedure = PROC_RETURNS_TABLE,
    .decode = (xdrproc_t) xdr_wire_returns_table_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_table (call, &ret.result);
}

/* return a table */
char **
guestfs_returns_table (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_table") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char ** result = remote_returns_table (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_texts (&call, result);
  return result;
}

static char *
remote_returns_buffer (struct call_scope *call, size_t *size_r)
{
  guestfs_h *g = call->g;

  wire_returns_buffer_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "returns_buffer",
    .procedure = PROC_RETURNS_BUFFER,
    .decode = (xdrproc_t) xdr_wire_returns_buffer_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_buffer (g, &ret.result, size_r);
}

/* return bytes */
char *
guestfs_returns_buffer (guestfs_h *g, size_t *size_r)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "returns_buffer") == -1)
    return NULL;
  call_event (&call);
  if (call_not_null (&call, "size_r", size_r) == -1)
    return NULL;
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char * result = remote_returns_buffer (&call, size_r);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_buffer (&call, result, *size_r);
  return result;
}

static char **
remote_list_thing (struct call_scope *call, const char *directory, int64_t level, char *const *words)
{
  guestfs_h *g = call->g;

  const wire_list_thing_args args = {
    .directory = (char *) directory,
    .level = level,
    .words = wire_texts (words),
  };
  wire_list_thing_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "list_thing",
    .procedure = PROC_LIST_THING,
    .encode = (xdrproc_t) xdr_wire_list_thing_args,
    .arguments = &args,
    .decode = (xdrproc_t) xdr_wire_list_thing_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_texts (g, &ret.result);
}

/* run a program */
char **
guestfs_list_thing (guestfs_h *g, const char *directory, int64_t level, char *const *words)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "list_thing") == -1)
    return NULL;
  call_event (&call);
  if (call_not_null (&call, "directory", directory) == -1 ||
      call_not_null (&call, "words", words) == -1)
    return NULL;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, directory);
    trace_number (&call, level);
    trace_texts (&call, words);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char ** result = remote_list_thing (&call, directory, level, words);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_texts (&call, result);
  return result;
}

static int
remote_make_thing (struct call_scope *call, const char *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, const struct guestfs_make_thing_argv *optargs)
{
  guestfs_h *g = call->g;

  CLEANUP_FREE char *key_key = call_decode_key (call, "key", key);
  if (key_key == NULL)
    return -1;
  CLEANUP_FREE char *key_newkey = call_decode_key (call, "newkey", newkey);
  if (key_newkey == NULL)
    return -1;
  const wire_make_thing_args args = {
    .thing = (char *) thing,
    .others = wire_texts (others),
    .log = (char *) log,
    .key = key_key,
    .newkey = key_newkey,
    .deep = deep != 0,
    .comment = comment ? (wire_string *) &comment : NULL,
    .size = (optargs->bitmask & GUESTFS_MAKE_THING_SIZE_BITMASK) ? optargs->size : 0,
    .quick = (optargs->bitmask & GUESTFS_MAKE_THING_QUICK_BITMASK) && optargs->quick != 0,
    .label = (optargs->bitmask & GUESTFS_MAKE_THING_LABEL_BITMASK) ? (char *) optargs->label : (char *) "",
    .without = wire_texts ((optargs->bitmask & GUESTFS_MAKE_THING_WITHOUT_BITMASK) ? optargs->without : NULL),
    .journal = (optargs->bitmask & GUESTFS_MAKE_THING_JOURNAL_BITMASK) ? (char *) optargs->journal : (char *) "",
  };
  const struct rpc_call request = {
    .name = "make_thing",
    .procedure = PROC_MAKE_THING,
    .options = optargs->bitmask,
    .encode = (xdrproc_t) xdr_wire_make_thing_args,
    .arguments = &args,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* run a program with all words */
int
guestfs_make_thing_argv (guestfs_h *g, const char *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, const struct guestfs_make_thing_argv *optargs)
{
  const struct guestfs_make_thing_argv no_options = { 0 };
  if (optargs == NULL)
    optargs = &no_options;

  CALL_SCOPE call;
  if (call_enter (&call, g, "make_thing") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "thing", thing) == -1 ||
      call_not_null (&call, "others", others) == -1 ||
      call_not_null (&call, "log", log) == -1 ||
      call_not_null (&call, "key", key) == -1 ||
      call_not_null (&call, "newkey", newkey) == -1 ||
      call_known_options (&call, "make_thing", optargs->bitmask, UINT64_C (0x1f)) == -1 ||
      call_option_not_null (&call, "label", (optargs->bitmask & GUESTFS_MAKE_THING_LABEL_BITMASK) != 0, optargs->label, false) == -1 ||
      call_option_not_null (&call, "without", (optargs->bitmask & GUESTFS_MAKE_THING_WITHOUT_BITMASK) != 0, optargs->without, true) == -1 ||
      call_option_not_null (&call, "journal", (optargs->bitmask & GUESTFS_MAKE_THING_JOURNAL_BITMASK) != 0, optargs->journal, false) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, thing);
    trace_texts (&call, others);
    trace_text (&call, log);
    trace_key (&call);
    trace_key (&call);
    trace_bool (&call, deep);
    trace_text (&call, comment);
    if (optargs->bitmask & GUESTFS_MAKE_THING_SIZE_BITMASK)
      trace_option_number (&call, "size", optargs->size);
    if (optargs->bitmask & GUESTFS_MAKE_THING_QUICK_BITMASK)
      trace_option_bool (&call, "quick", optargs->quick);
    if (optargs->bitmask & GUESTFS_MAKE_THING_LABEL_BITMASK)
      trace_option_text (&call, "label", optargs->label);
    if (optargs->bitmask & GUESTFS_MAKE_THING_WITHOUT_BITMASK)
      trace_option_texts (&call, "without", optargs->without);
    if (optargs->bitmask & GUESTFS_MAKE_THING_JOURNAL_BITMASK)
      trace_option_text (&call, "journal", optargs->journal);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_make_thing (&call, thing, others, log, key, newkey, deep, comment, optargs);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int64_t
remote_size_of_thing (struct call_scope *call, const char *thing)
{
  guestfs_h *g = call->g;

  const wire_size_of_thing_args args = {
    .thing = (char *) thing,
  };
  wire_size_of_thing_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "size_of_thing",
    .procedure = PROC_SIZE_OF_THING,
    .encode = (xdrproc_t) xdr_wire_size_of_thing_args,
    .arguments = &args,
    .decode = (xdrproc_t) xdr_wire_size_of_thing_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return ret.result;
}

/* run a program */
int64_t
guestfs_size_of_thing (guestfs_h *g, const char *thing)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "size_of_thing") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "thing", thing) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, thing);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int64_t result = remote_size_of_thing (&call, thing);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_is_thing (struct call_scope *call, const char *thing)
{
  guestfs_h *g = call->g;

  const wire_is_thing_args args = {
    .thing = (char *) thing,
  };
  wire_is_thing_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "is_thing",
    .procedure = PROC_IS_THING,
    .encode = (xdrproc_t) xdr_wire_is_thing_args,
    .arguments = &args,
    .decode = (xdrproc_t) xdr_wire_is_thing_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return ret.result != FALSE;
}

/* run a program */
int
guestfs_is_thing (guestfs_h *g, const char *thing)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "is_thing") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "thing", thing) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, thing);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_is_thing (&call, thing);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_check_thing (struct call_scope *call, const char *thing)
{
  guestfs_h *g = call->g;

  const wire_check_thing_args args = {
    .thing = (char *) thing,
  };
  wire_check_thing_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "check_thing",
    .procedure = PROC_CHECK_THING,
    .encode = (xdrproc_t) xdr_wire_check_thing_args,
    .arguments = &args,
    .decode = (xdrproc_t) xdr_wire_check_thing_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return ret.result;
}

/* run a program */
int
guestfs_check_thing (guestfs_h *g, const char *thing)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "check_thing") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "thing", thing) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, thing);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_check_thing (&call, thing);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static char *
remote_name_of_thing (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_name_of_thing_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "name_of_thing",
    .procedure = PROC_NAME_OF_THING,
    .decode = (xdrproc_t) xdr_wire_name_of_thing_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return ret.result;
}

/* run a program */
char *
guestfs_name_of_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "name_of_thing") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char * result = remote_name_of_thing (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_text (&call, result);
  return result;
}

static char *
remote_uuid_of_thing (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_uuid_of_thing_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "uuid_of_thing",
    .procedure = PROC_UUID_OF_THING,
    .decode = (xdrproc_t) xdr_wire_uuid_of_thing_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return ret.result;
}

/* run a program */
char *
guestfs_uuid_of_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "uuid_of_thing") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char * result = remote_uuid_of_thing (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_text (&call, result);
  return result;
}

static int
remote_number_of_things (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_number_of_things_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "number_of_things",
    .procedure = PROC_NUMBER_OF_THINGS,
    .decode = (xdrproc_t) xdr_wire_number_of_things_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return ret.result;
}

/* run a program */
int
guestfs_number_of_things (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "number_of_things") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_number_of_things (&call);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static char **
remote_names_of_things (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_names_of_things_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "names_of_things",
    .procedure = PROC_NAMES_OF_THINGS,
    .decode = (xdrproc_t) xdr_wire_names_of_things_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_texts (g, &ret.result);
}

/* run a program */
char **
guestfs_names_of_things (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "names_of_things") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char ** result = remote_names_of_things (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_texts (&call, result);
  return result;
}

static char **
remote_about_thing (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_about_thing_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "about_thing",
    .procedure = PROC_ABOUT_THING,
    .decode = (xdrproc_t) xdr_wire_about_thing_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_table (call, &ret.result);
}

/* run a program */
char **
guestfs_about_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "about_thing") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char ** result = remote_about_thing (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_texts (&call, result);
  return result;
}

static struct guestfs_item *
remote_thing_as_struct (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_thing_as_struct_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "thing_as_struct",
    .procedure = PROC_THING_AS_STRUCT,
    .decode = (xdrproc_t) xdr_wire_thing_as_struct_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  struct guestfs_item *value = safe_calloc (g, 1, sizeof *value);
  take_item (&ret.result, value);
  return value;
}

/* run a program */
struct guestfs_item *
guestfs_thing_as_struct (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "thing_as_struct") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  struct guestfs_item * result = remote_thing_as_struct (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_item (&call, result);
  return result;
}

static struct guestfs_item_list *
remote_things_as_structs (struct call_scope *call)
{
  guestfs_h *g = call->g;

  wire_things_as_structs_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "things_as_structs",
    .procedure = PROC_THINGS_AS_STRUCTS,
    .decode = (xdrproc_t) xdr_wire_things_as_structs_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_item_list (g, &ret.result);
}

/* run a program */
struct guestfs_item_list *
guestfs_things_as_structs (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "things_as_structs") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  struct guestfs_item_list * result = remote_things_as_structs (&call);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_item_list (&call, result);
  return result;
}

static char *
remote_image_of_thing (struct call_scope *call, size_t *size_r)
{
  guestfs_h *g = call->g;

  wire_image_of_thing_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "image_of_thing",
    .procedure = PROC_IMAGE_OF_THING,
    .decode = (xdrproc_t) xdr_wire_image_of_thing_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return take_buffer (g, &ret.result, size_r);
}

/* run a program */
char *
guestfs_image_of_thing (guestfs_h *g, size_t *size_r)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "image_of_thing") == -1)
    return NULL;
  call_event (&call);
  if (call_not_null (&call, "size_r", size_r) == -1)
    return NULL;
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char * result = remote_image_of_thing (&call, size_r);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_buffer (&call, result, *size_r);
  return result;
}

static int
remote_send_thing (struct call_scope *call, const char *remote, const char *filename)
{
  guestfs_h *g = call->g;

  const wire_send_thing_args args = {
    .remote = (char *) remote,
  };
  const struct rpc_call request = {
    .name = "send_thing",
    .procedure = PROC_SEND_THING,
    .encode = (xdrproc_t) xdr_wire_send_thing_args,
    .arguments = &args,
    .file_out = filename,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* send a thing */
int
guestfs_send_thing (guestfs_h *g, const char *remote, const char *filename)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "send_thing") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "remote", remote) == -1 ||
      call_not_null (&call, "filename", filename) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, remote);
    trace_text (&call, filename);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_send_thing (&call, remote, filename);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_old_options (struct call_scope *call, const char *title, int depth, const struct guestfs_old_options_argv *optargs)
{
  guestfs_h *g = call->g;

  const wire_old_options_args args = {
    .title = (char *) title,
    .depth = depth,
    .label = (optargs->bitmask & GUESTFS_OLD_OPTIONS_LABEL_BITMASK) ? (char *) optargs->label : (char *) "",
  };
  const struct rpc_call request = {
    .name = "old_options",
    .procedure = PROC_OLD_OPTIONS,
    .options = optargs->bitmask,
    .encode = (xdrproc_t) xdr_wire_old_options_args,
    .arguments = &args,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* take older options */
int
guestfs_old_options_argv (guestfs_h *g, const char *title, int depth, const struct guestfs_old_options_argv *optargs)
{
  const struct guestfs_old_options_argv no_options = { 0 };
  if (optargs == NULL)
    optargs = &no_options;

  CALL_SCOPE call;
  if (call_enter (&call, g, "old_options") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "title", title) == -1 ||
      call_known_options (&call, "old_options", optargs->bitmask, UINT64_C (0x1)) == -1 ||
      call_option_not_null (&call, "label", (optargs->bitmask & GUESTFS_OLD_OPTIONS_LABEL_BITMASK) != 0, optargs->label, false) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, title);
    trace_number (&call, depth);
    if (optargs->bitmask & GUESTFS_OLD_OPTIONS_LABEL_BITMASK)
      trace_option_text (&call, "label", optargs->label);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_old_options (&call, title, depth, optargs);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_older_options (struct call_scope *call)
{
  guestfs_h *g = call->g;

  const struct rpc_call request = {
    .name = "older_options",
    .procedure = PROC_OLDER_OPTIONS,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* take the oldest options */
int
guestfs_older_options (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "older_options") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_older_options (&call);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_oldest_options (struct call_scope *call, const char *title, const char *thing)
{
  guestfs_h *g = call->g;

  const wire_oldest_options_args args = {
    .title = (char *) title,
    .thing = (char *) thing,
  };
  const struct rpc_call request = {
    .name = "oldest_options",
    .procedure = PROC_OLDEST_OPTIONS,
    .encode = (xdrproc_t) xdr_wire_oldest_options_args,
    .arguments = &args,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* put options together */
int
guestfs_oldest_options (guestfs_h *g, const char *title, const char *thing)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "oldest_options") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "title", title) == -1 ||
      call_not_null (&call, "thing", thing) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, title);
    trace_text (&call, thing);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_oldest_options (&call, title, thing);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static int
remote_open_memory (struct call_scope *call, const char *name)
{
  guestfs_h *g = call->g;

  const wire_open_memory_args args = {
    .name = (char *) name,
  };
  const struct rpc_call request = {
    .name = "open_memory",
    .procedure = PROC_OPEN_MEMORY,
    .encode = (xdrproc_t) xdr_wire_open_memory_args,
    .arguments = &args,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* open the memory */
int
guestfs_open_memory (guestfs_h *g, const char *name)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "open_memory") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "name", name) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, name);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_open_memory (&call, name);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

static char *
remote_remember (struct call_scope *call, const char *name)
{
  guestfs_h *g = call->g;

  const wire_remember_args args = {
    .name = (char *) name,
  };
  wire_remember_ret ret = { 0 };
  const struct rpc_call request = {
    .name = "remember",
    .procedure = PROC_REMEMBER,
    .encode = (xdrproc_t) xdr_wire_remember_args,
    .arguments = &args,
    .decode = (xdrproc_t) xdr_wire_remember_ret,
    .result = &ret,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return NULL;
  return ret.result;
}

/* remember a name */
char *
guestfs_remember (guestfs_h *g, const char *name)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "remember") == -1)
    return NULL;
  call_event (&call);
  if (call_not_null (&call, "name", name) == -1)
    return NULL;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, name);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "NULL");
    return NULL;
  }

  char * result = remote_remember (&call, name);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_text (&call, result);
  return result;
}

static int
remote_close_memory (struct call_scope *call)
{
  guestfs_h *g = call->g;

  const struct rpc_call request = {
    .name = "close_memory",
    .procedure = PROC_CLOSE_MEMORY,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* close the memory */
int
guestfs_close_memory (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "close_memory") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }
  if (call_require_ready (&call) == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }

  int result = remote_close_memory (&call);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

int
guestfs_all_options (guestfs_h *g, const char *name)
{
  return guestfs_all_options_opts_argv (g, name, NULL);
}

int
guestfs_all_options_opts (guestfs_h *g, const char *name, ...)
{
  va_list args;
  va_start (args, name);
  int result = guestfs_all_options_opts_va (g, name, args);
  va_end (args);
  return result;
}

int
guestfs_all_options_opts_va (guestfs_h *g, const char *name, va_list args)
{
  struct guestfs_all_options_opts_argv optargs = { 0 };

  for (int option; (option = va_arg (args, int)) >= 0;) {
    switch (option) {
    case GUESTFS_ALL_OPTIONS_OPTS_QUICK:
      optargs.quick = va_arg (args, int);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_DEPTH:
      optargs.depth = va_arg (args, int);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_OFFSET:
      optargs.offset = va_arg (args, int64_t);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_LABEL:
      optargs.label = va_arg (args, const char *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_SERVERS:
      optargs.servers = va_arg (args, char *const *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_BELOW:
      optargs.below = va_arg (args, const char *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_JOURNAL:
      optargs.journal = va_arg (args, const char *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_ORIGIN:
      optargs.origin = va_arg (args, const char *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_IDENT:
      optargs.ident = va_arg (args, const char *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_PASSWORD:
      optargs.password = va_arg (args, const char *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_SPARES:
      optargs.spares = va_arg (args, char *const *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_OTHERS:
      optargs.others = va_arg (args, char *const *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_PARTS:
      optargs.parts = va_arg (args, char *const *);
      break;
    case GUESTFS_ALL_OPTIONS_OPTS_RESCUE:
      optargs.rescue = va_arg (args, int);
      break;
    default:
      call_unknown_option (g, "all_options", option);
      return -1;
    }
    if (call_option_bit (g, "all_options", option, &optargs.bitmask) == -1)
      return -1;
  }
  return guestfs_all_options_opts_argv (g, name, &optargs);
}

int
guestfs_make_thing (guestfs_h *g, const char *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, ...)
{
  va_list args;
  va_start (args, comment);
  int result = guestfs_make_thing_va (g, thing, others, log, key, newkey, deep, comment, args);
  va_end (args);
  return result;
}

int
guestfs_make_thing_va (guestfs_h *g, const char *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, va_list args)
{
  struct guestfs_make_thing_argv optargs = { 0 };

  for (int option; (option = va_arg (args, int)) >= 0;) {
    switch (option) {
    case GUESTFS_MAKE_THING_SIZE:
      optargs.size = va_arg (args, int64_t);
      break;
    case GUESTFS_MAKE_THING_QUICK:
      optargs.quick = va_arg (args, int);
      break;
    case GUESTFS_MAKE_THING_LABEL:
      optargs.label = va_arg (args, const char *);
      break;
    case GUESTFS_MAKE_THING_WITHOUT:
      optargs.without = va_arg (args, char *const *);
      break;
    case GUESTFS_MAKE_THING_JOURNAL:
      optargs.journal = va_arg (args, const char *);
      break;
    default:
      call_unknown_option (g, "make_thing", option);
      return -1;
    }
    if (call_option_bit (g, "make_thing", option, &optargs.bitmask) == -1)
      return -1;
  }
  return guestfs_make_thing_argv (g, thing, others, log, key, newkey, deep, comment, &optargs);
}

int
guestfs_old_options (guestfs_h *g, const char *title, int depth, ...)
{
  va_list args;
  va_start (args, depth);
  int result = guestfs_old_options_va (g, title, depth, args);
  va_end (args);
  return result;
}

int
guestfs_old_options_va (guestfs_h *g, const char *title, int depth, va_list args)
{
  struct guestfs_old_options_argv optargs = { 0 };

  for (int option; (option = va_arg (args, int)) >= 0;) {
    switch (option) {
    case GUESTFS_OLD_OPTIONS_LABEL:
      optargs.label = va_arg (args, const char *);
      break;
    default:
      call_unknown_option (g, "old_options", option);
      return -1;
    }
    if (call_option_bit (g, "old_options", option, &optargs.bitmask) == -1)
      return -1;
  }
  return guestfs_old_options_argv (g, title, depth, &optargs);
}

static void
free_members_item (struct guestfs_item *value)
{
  free (value->item_text);
  free (value->item_device);
  free (value->item_buffer);
}

static int
copy_members_item (const struct guestfs_item *from, struct guestfs_item *to)
{
  *to = *from;
  to->item_text = strdup (from->item_text);
  to->item_device = strdup (from->item_device);
  to->item_buffer = struct_copy_bytes (from->item_buffer, from->item_buffer_len);
  if (to->item_text && to->item_device && to->item_buffer)
    return 0;

  free_members_item (to);
  errno = ENOMEM;
  return -1;
}

void
guestfs_free_item (struct guestfs_item *value)
{
  if (value != NULL)
    free_members_item (value);
  free (value);
}

void
guestfs_free_item_list (struct guestfs_item_list *list)
{
  if (list == NULL)
    return;
  for (uint32_t i = 0; i < list->len; ++i)
    free_members_item (&list->val[i]);
  free (list->val);
  free (list);
}

struct guestfs_item *
guestfs_copy_item (const struct guestfs_item *from)
{
  struct guestfs_item *copy = calloc (1, sizeof *copy);

  if (copy == NULL || copy_members_item (from, copy) == 0)
    return copy;

  free (copy);
  errno = ENOMEM;
  return NULL;
}

struct guestfs_item_list *
guestfs_copy_item_list (const struct guestfs_item_list *from)
{
  struct guestfs_item_list *list = calloc (1, sizeof *list);

  if (list == NULL)
    return NULL;
  list->val = calloc (from->len > 0 ? from->len : 1, sizeof *list->val);
  for (uint32_t i = 0; list->val != NULL && i < from->len; ++i) {
    if (copy_members_item (&from->val[i], &list->val[i]) == -1)
      break;
    list->len++;
  }
  if (list->val != NULL && list->len == from->len)
    return list;

  guestfs_free_item_list (list);
  errno = ENOMEM;
  return NULL;
}

int
guestfs_compare_item (const struct guestfs_item *a, const struct guestfs_item *b)
{
  int order;

  order = strcmp (a->item_text, b->item_text);
  if (order != 0)
    return order;
  order = strcmp (a->item_device, b->item_device);
  if (order != 0)
    return order;
  order = struct_compare_bytes (a->item_buffer, a->item_buffer_len, b->item_buffer, b->item_buffer_len);
  if (order != 0)
    return order;
  order = memcmp (a->item_uuid, b->item_uuid, sizeof a->item_uuid);
  if (order != 0)
    return order;
  order = (a->item_bytes > b->item_bytes) - (a->item_bytes < b->item_bytes);
  if (order != 0)
    return order;
  order = (a->item_uint64 > b->item_uint64) - (a->item_uint64 < b->item_uint64);
  if (order != 0)
    return order;
  order = (a->item_int64 > b->item_int64) - (a->item_int64 < b->item_int64);
  if (order != 0)
    return order;
  order = (a->item_uint32 > b->item_uint32) - (a->item_uint32 < b->item_uint32);
  if (order != 0)
    return order;
  order = (a->item_int32 > b->item_int32) - (a->item_int32 < b->item_int32);
  if (order != 0)
    return order;
  order = (a->item_char > b->item_char) - (a->item_char < b->item_char);
  if (order != 0)
    return order;
  order = (a->item_percent > b->item_percent) - (a->item_percent < b->item_percent);
  if (order != 0)
    return order;
  return 0;
}

int
guestfs_compare_item_list (const struct guestfs_item_list *a, const struct guestfs_item_list *b)
{
  int order = (a->len > b->len) - (a->len < b->len);

  for (uint32_t i = 0; order == 0 && i < a->len; ++i)
    order = guestfs_compare_item (&a->val[i], &b->val[i]);
  return order;
}

