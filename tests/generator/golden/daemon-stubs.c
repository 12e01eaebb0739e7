/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a request to do_NAME and back.
 * Made by generator/emit/daemon_stubs.ml from the declarations in generator/api/. */

#include <config.h>

#include <stdlib.h>

#include "daemon-calls.h"
#include "stubs/procedures.h"
#include "stubs/stub-reply.h"
#include "stubs/stub-support.h"

static void
all_arguments_stub (struct daemon_request *request)
{
  wire_all_arguments_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_all_arguments_args, &args };
  CLEANUP_FREE char *device_one = NULL;
  CLEANUP_MOUNTABLE struct mountable mountable_one = { MOUNTABLE_DEVICE, NULL, NULL };
  CLEANUP_FREE char *either_one = NULL;
  CLEANUP_MOUNTABLE struct mountable any_one = { MOUNTABLE_DEVICE, NULL, NULL };
  CLEANUP_FREE char **texts = NULL;
  CLEANUP_FREE_STRINGS char **devices = NULL;
  CLEANUP_FREE char **names = NULL;
  CLEANUP_FREE char **paths = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_all_arguments_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_group ("thing") == -1 ||
      stub_check_path ("all_arguments", args.path_one) == -1 ||
      stub_device ("all_arguments", args.device_one, &device_one) == -1 ||
      stub_mountable ("all_arguments", args.mountable_one, &mountable_one) == -1 ||
      stub_device_or_path ("all_arguments", args.either_one, &either_one) == -1 ||
      stub_mountable_or_path ("all_arguments", args.any_one, &any_one) == -1 ||
      stub_guid_check ("all_arguments", "guid_one", args.guid_one) == -1 ||
      stub_text_list (args.texts.val, args.texts.len, &texts) == -1 ||
      stub_device_list ("all_arguments", args.devices.val, args.devices.len, &devices) == -1 ||
      stub_file_name_list ("all_arguments", "names", args.names.val, args.names.len, &names) == -1 ||
      stub_path_list ("all_arguments", args.paths.val, args.paths.len, &paths) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_all_arguments (args.plain_one, args.path_one, device_one, &mountable_one, either_one, &any_one, args.key_one, args.guid_one, args.maybe_one ? *args.maybe_one : NULL, texts, devices, names, paths, args.content.val, args.content.len, args.number, args.large, args.flag);
  if (result == -1) {
    reply_error_replace (device_one, args.device_one);
    reply_error_replace (either_one, args.either_one);
  }
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
all_options_stub (struct daemon_request *request)
{
  wire_all_options_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_all_options_args, &args };
  CLEANUP_FREE char **option_servers = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_all_options_args, &args) ||
      stub_check_options (request, (UINT64_C (1) << 5) - 1) == -1 ||
      stub_check_group ("thingfs") == -1 ||
      stub_text_list (args.servers.val, args.servers.len, &option_servers) == -1) {
    stub_reply_error (request);
    return;
  }

  struct all_options_options options = {
    .has_quick = request->options & (UINT64_C (1) << 0),
    .quick = args.quick,
    .has_depth = request->options & (UINT64_C (1) << 1),
    .depth = args.depth,
    .has_offset = request->options & (UINT64_C (1) << 2),
    .offset = args.offset,
    .has_label = request->options & (UINT64_C (1) << 3),
    .label = args.label,
    .has_servers = request->options & (UINT64_C (1) << 4),
    .servers = option_servers,
  };
  int result = do_all_options (args.name, &options);
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
download_thing_stub (struct daemon_request *request)
{
  wire_download_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_download_thing_args, &args };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_download_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_path ("download_thing", args.remote) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_download_thing (args.remote);
  stub_finish_file_out (request, result);
}

static void
list_thing_stub (struct daemon_request *request)
{
  wire_list_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_list_thing_args, &args };
  CLEANUP_FREE char **words = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_list_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_path ("list_thing", args.directory) == -1 ||
      stub_text_list (args.words.val, args.words.len, &words) == -1) {
    stub_reply_error (request);
    return;
  }

  char **result = do_list_thing (args.directory, args.level, words);
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_list_thing_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_list_thing_ret, &ret };
  ret.result = (wire_string_list) { count_strings (result), result };
  stub_reply_ok (request, (xdrproc_t) xdr_wire_list_thing_ret, &ret);
}

static void
odd_thing_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1 ||
      stub_check_group ("odd") == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_odd_thing ();
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
returns_bool_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_returns_bool ();
  if (result == -1) {
    stub_reply_error (request);
    return;
  }

  wire_returns_bool_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_bool_ret, &ret };
  ret.result = result != 0;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_bool_ret, &ret);
}

static void
returns_buffer_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  size_t size = 0;
  char *result = do_returns_buffer (&size);
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_buffer_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_buffer_ret, &ret };
  ret.result = (wire_buffer) { size, result };
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_buffer_ret, &ret);
}

static void
returns_device_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char *result = do_returns_device ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_device_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_device_ret, &ret };
  ret.result = stub_result_device (result);
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_device_ret, &ret);
}

static void
returns_device_list_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char **result = do_returns_device_list ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_device_list_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_device_list_ret, &ret };
  for (size_t i = 0; result[i] != NULL; i += 1)
    result[i + 0] = stub_result_device (result[i + 0]);
  ret.result = (wire_string_list) { count_strings (result), result };
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_device_list_ret, &ret);
}

static void
returns_int_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_returns_int ();
  if (result == -1) {
    stub_reply_error (request);
    return;
  }

  wire_returns_int_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_int_ret, &ret };
  ret.result = result;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_int_ret, &ret);
}

static void
returns_int64_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  int64_t result = do_returns_int64 ();
  if (result == -1) {
    stub_reply_error (request);
    return;
  }

  wire_returns_int64_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_int64_ret, &ret };
  ret.result = result;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_int64_ret, &ret);
}

static void
returns_mountable_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char *result = do_returns_mountable ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_mountable_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_mountable_ret, &ret };
  ret.result = stub_result_mountable (result);
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_mountable_ret, &ret);
}

static void
returns_mountable_list_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char **result = do_returns_mountable_list ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_mountable_list_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_mountable_list_ret, &ret };
  for (size_t i = 0; result[i] != NULL; i += 1)
    result[i + 0] = stub_result_mountable (result[i + 0]);
  ret.result = (wire_string_list) { count_strings (result), result };
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_mountable_list_ret, &ret);
}

static void
returns_nothing_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_returns_nothing ();
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
returns_struct_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  wire_item *result = do_returns_struct ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_struct_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_struct_ret, &ret };
  ret.result = *result;
  free (result);
  ret.result.item_device = stub_result_device (ret.result.item_device);
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_struct_ret, &ret);
}

static void
returns_struct_list_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  wire_item_list *result = do_returns_struct_list ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_struct_list_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_struct_list_ret, &ret };
  ret.result = *result;
  free (result);
  for (u_int i = 0; i < ret.result.wire_item_list_len; ++i) {
    wire_item *item = &ret.result.wire_item_list_val[i];
    item->item_device = stub_result_device (item->item_device);
  }
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_struct_list_ret, &ret);
}

static void
returns_table_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char **result = do_returns_table ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_table_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_table_ret, &ret };
  for (size_t i = 0; result[i] != NULL; i += 2)
    result[i + 0] = stub_result_mountable (result[i + 0]);
  ret.result = (wire_string_list) { count_strings (result), result };
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_table_ret, &ret);
}

static void
returns_text_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char *result = do_returns_text ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_text_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_text_ret, &ret };
  ret.result = result;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_text_ret, &ret);
}

static void
returns_text_list_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char **result = do_returns_text_list ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_returns_text_list_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_returns_text_list_ret, &ret };
  ret.result = (wire_string_list) { count_strings (result), result };
  stub_reply_ok (request, (xdrproc_t) xdr_wire_returns_text_list_ret, &ret);
}

static void
upload_thing_stub (struct daemon_request *request)
{
  wire_upload_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_upload_thing_args, &args };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_upload_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_path ("upload_thing", args.remote) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_upload_thing (args.remote);
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

const struct daemon_procedure daemon_procedures[PROC_COUNT] = {
  [PROC_ALL_ARGUMENTS] = { "all_arguments", false, false, all_arguments_stub },
  [PROC_ALL_OPTIONS] = { "all_options", false, false, all_options_stub },
  [PROC_DOWNLOAD_THING] = { "download_thing", false, true, download_thing_stub },
  [PROC_LIST_THING] = { "list_thing", false, false, list_thing_stub },
  [PROC_ODD_THING] = { "odd_thing", false, false, odd_thing_stub },
  [PROC_RETURNS_BOOL] = { "returns_bool", false, false, returns_bool_stub },
  [PROC_RETURNS_BUFFER] = { "returns_buffer", false, false, returns_buffer_stub },
  [PROC_RETURNS_DEVICE] = { "returns_device", false, false, returns_device_stub },
  [PROC_RETURNS_DEVICE_LIST] = { "returns_device_list", false, false, returns_device_list_stub },
  [PROC_RETURNS_INT] = { "returns_int", false, false, returns_int_stub },
  [PROC_RETURNS_INT64] = { "returns_int64", false, false, returns_int64_stub },
  [PROC_RETURNS_MOUNTABLE] = { "returns_mountable", false, false, returns_mountable_stub },
  [PROC_RETURNS_MOUNTABLE_LIST] = { "returns_mountable_list", false, false, returns_mountable_list_stub },
  [PROC_RETURNS_NOTHING] = { "returns_nothing", false, false, returns_nothing_stub },
  [PROC_RETURNS_STRUCT] = { "returns_struct", false, false, returns_struct_stub },
  [PROC_RETURNS_STRUCT_LIST] = { "returns_struct_list", false, false, returns_struct_list_stub },
  [PROC_RETURNS_TABLE] = { "returns_table", false, false, returns_table_stub },
  [PROC_RETURNS_TEXT] = { "returns_text", false, false, returns_text_stub },
  [PROC_RETURNS_TEXT_LIST] = { "returns_text_list", false, false, returns_text_list_stub },
  [PROC_UPLOAD_THING] = { "upload_thing", true, false, upload_thing_stub },
};
