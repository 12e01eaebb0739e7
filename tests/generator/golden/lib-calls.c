/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The public calls.
 * Made by generator/emit/client_calls.ml from the declarations in generator/api/. */

#include <config.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/errors.h"
#include "base/memory.h"
#include "calls/call.h"
#include "calls/trace.h"
#include "cleanup.h"
#include "guestfs_protocol.h"
#include "lib-impl.h"
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
      call_known_options (&call, "all_options_opts", optargs->bitmask, UINT64_C (0x1f)) == -1 ||
      call_option_not_null (&call, "label", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_LABEL_BITMASK) != 0, optargs->label, false) == -1 ||
      call_option_not_null (&call, "servers", (optargs->bitmask & GUESTFS_ALL_OPTIONS_OPTS_SERVERS_BITMASK) != 0, optargs->servers, true) == -1)
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

/* find a thing */
const char *
guestfs_find_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "find_thing") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }

  const char * result = impl_find_thing (g);
  trace_result_text (&call, result);
  return result;
}

/* get a thing */
const char *
guestfs_get_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "get_thing") == -1)
    return NULL;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }

  const char * result = impl_get_thing (g);
  if (result == NULL) {
    trace_result_error (&call, "NULL");
    return NULL;
  }
  trace_result_text (&call, result);
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
remote_odd_thing (struct call_scope *call)
{
  guestfs_h *g = call->g;

  const struct rpc_call request = {
    .name = "odd_thing",
    .procedure = PROC_ODD_THING,
  };
  if (rpc_call_daemon (g, &request) == -1)
    return -1;
  return 0;
}

/* do an odd thing */
int
guestfs_odd_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "odd_thing") == -1)
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

  int result = remote_odd_thing (&call);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

/* set a thing, once */
int
guestfs_old_thing (guestfs_h *g, const char *name)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "old_thing") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "name", name) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, name);
    trace_end (&call);
  }

  int result = impl_old_thing (g, name);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

/* do nothing */
int
guestfs_older_thing (guestfs_h *g)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "older_thing") == -1)
    return -1;
  call_event (&call);
  if (call.trace) {
    trace_begin (&call);
    trace_end (&call);
  }

  int result = impl_older_thing (g);
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

/* set a thing */
int
guestfs_set_thing (guestfs_h *g, const char *name)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "set_thing") == -1)
    return -1;
  if (call_require_config (&call) == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "name", name) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_text (&call, name);
    trace_end (&call);
  }

  int result = impl_set_thing (g, name);
  if (result == -1) {
    trace_result_error (&call, "-1");
    return -1;
  }
  trace_result_number (&call, result);
  return result;
}

/* take a pointer */
int
guestfs_take_pointer (guestfs_h *g, void *thing)
{
  CALL_SCOPE call;
  if (call_enter (&call, g, "take_pointer") == -1)
    return -1;
  call_event (&call);
  if (call_not_null (&call, "thing", thing) == -1)
    return -1;
  if (call.trace) {
    trace_begin (&call);
    trace_pointer (&call, "thingPtr", thing);
    trace_end (&call);
  }

  int result = impl_take_pointer (g, thing);
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

