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
about_thing_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char **result = do_about_thing ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_about_thing_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_about_thing_ret, &ret };
  ret.result = (wire_string_list) { count_strings (result), result };
  stub_reply_ok (request, (xdrproc_t) xdr_wire_about_thing_ret, &ret);
}

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
check_thing_stub (struct daemon_request *request)
{
  wire_check_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_check_thing_args, &args };
  CLEANUP_FREE char *thing = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_check_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_device_or_path ("check_thing", args.thing, &thing) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_check_thing (thing);
  if (result == -1) {
    reply_error_replace (thing, args.thing);
  }
  if (result == -1) {
    stub_reply_error (request);
    return;
  }

  wire_check_thing_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_check_thing_ret, &ret };
  ret.result = result;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_check_thing_ret, &ret);
}

static void
close_memory_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1 ||
      stub_check_session (SESSION_MEMORY) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_close_memory ();
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
image_of_thing_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  size_t size = 0;
  char *result = do_image_of_thing (&size);
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_image_of_thing_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_image_of_thing_ret, &ret };
  ret.result = (wire_buffer) { size, result };
  stub_reply_ok (request, (xdrproc_t) xdr_wire_image_of_thing_ret, &ret);
}

static void
is_thing_stub (struct daemon_request *request)
{
  wire_is_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_is_thing_args, &args };
  CLEANUP_FREE char *thing = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_is_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_device ("is_thing", args.thing, &thing) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_is_thing (thing);
  if (result == -1) {
    reply_error_replace (thing, args.thing);
  }
  if (result == -1) {
    stub_reply_error (request);
    return;
  }

  wire_is_thing_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_is_thing_ret, &ret };
  ret.result = result != 0;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_is_thing_ret, &ret);
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
make_thing_stub (struct daemon_request *request)
{
  wire_make_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_make_thing_args, &args };
  CLEANUP_FREE char *thing = NULL;
  CLEANUP_FREE_STRINGS char **others = NULL;
  CLEANUP_FREE char **option_without = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_make_thing_args, &args) ||
      stub_check_options (request, (UINT64_C (1) << 4) - 1) == -1 ||
      stub_device ("make_thing", args.thing, &thing) == -1 ||
      stub_device_list ("make_thing", args.others.val, args.others.len, &others) == -1 ||
      stub_check_path ("make_thing", args.log) == -1 ||
      stub_text_list (args.without.val, args.without.len, &option_without) == -1) {
    stub_reply_error (request);
    return;
  }

  struct make_thing_options options = {
    .has_size = request->options & (UINT64_C (1) << 0),
    .size = args.size,
    .has_quick = request->options & (UINT64_C (1) << 1),
    .quick = args.quick,
    .has_label = request->options & (UINT64_C (1) << 2),
    .label = args.label,
    .has_without = request->options & (UINT64_C (1) << 3),
    .without = option_without,
  };
  int result = do_make_thing (thing, others, args.log, args.key, args.newkey, args.deep, args.comment ? *args.comment : NULL, &options);
  if (result == -1) {
    reply_error_replace (thing, args.thing);
  }
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
name_of_thing_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char *result = do_name_of_thing ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_name_of_thing_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_name_of_thing_ret, &ret };
  ret.result = result;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_name_of_thing_ret, &ret);
}

static void
names_of_things_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char **result = do_names_of_things ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_names_of_things_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_names_of_things_ret, &ret };
  ret.result = (wire_string_list) { count_strings (result), result };
  stub_reply_ok (request, (xdrproc_t) xdr_wire_names_of_things_ret, &ret);
}

static void
number_of_things_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_number_of_things ();
  if (result == -1) {
    stub_reply_error (request);
    return;
  }

  wire_number_of_things_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_number_of_things_ret, &ret };
  ret.result = result;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_number_of_things_ret, &ret);
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
old_options_stub (struct daemon_request *request)
{
  wire_old_options_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_old_options_args, &args };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_old_options_args, &args) ||
      stub_check_options (request, (UINT64_C (1) << 1) - 1) == -1) {
    stub_reply_error (request);
    return;
  }

  struct old_options_options options = {
    .has_label = request->options & (UINT64_C (1) << 0),
    .label = args.label,
  };
  int result = do_old_options (args.title, args.depth, &options);
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
older_options_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_older_options ();
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
open_memory_stub (struct daemon_request *request)
{
  wire_open_memory_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_open_memory_args, &args };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_open_memory_args, &args) ||
      stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  guest_session_end (SESSION_MEMORY);
  struct memory *result = do_open_memory (args.name);
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }
  guest_session_begin (SESSION_MEMORY, result);
  stub_reply_ok (request, NULL, NULL);
}

static void
remember_stub (struct daemon_request *request)
{
  wire_remember_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_remember_args, &args };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_remember_args, &args) ||
      stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  struct memory *session = guest_session_state (SESSION_MEMORY);
  if (session == NULL) {
    stub_reply_error (request);
    return;
  }
  char *result = do_remember (session, args.name);
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_remember_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_remember_ret, &ret };
  ret.result = result;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_remember_ret, &ret);
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
send_thing_stub (struct daemon_request *request)
{
  wire_send_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_send_thing_args, &args };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_send_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_path ("send_thing", args.remote) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_send_thing (args.remote);
  stub_finish_file_out (request, result);
}

static void
size_of_thing_stub (struct daemon_request *request)
{
  wire_size_of_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_size_of_thing_args, &args };
  CLEANUP_FREE char *thing = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_size_of_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_device ("size_of_thing", args.thing, &thing) == -1) {
    stub_reply_error (request);
    return;
  }

  int64_t result = do_size_of_thing (thing);
  if (result == -1) {
    reply_error_replace (thing, args.thing);
  }
  if (result == -1) {
    stub_reply_error (request);
    return;
  }

  wire_size_of_thing_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_size_of_thing_ret, &ret };
  ret.result = result;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_size_of_thing_ret, &ret);
}

static void
thing_as_struct_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  wire_item *result = do_thing_as_struct ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_thing_as_struct_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_thing_as_struct_ret, &ret };
  ret.result = *result;
  free (result);
  ret.result.item_device = stub_result_device (ret.result.item_device);
  stub_reply_ok (request, (xdrproc_t) xdr_wire_thing_as_struct_ret, &ret);
}

static void
things_as_structs_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  wire_item_list *result = do_things_as_structs ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_things_as_structs_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_things_as_structs_ret, &ret };
  ret.result = *result;
  free (result);
  for (u_int i = 0; i < ret.result.wire_item_list_len; ++i) {
    wire_item *item = &ret.result.wire_item_list_val[i];
    item->item_device = stub_result_device (item->item_device);
  }
  stub_reply_ok (request, (xdrproc_t) xdr_wire_things_as_structs_ret, &ret);
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

static void
uuid_of_thing_stub (struct daemon_request *request)
{
  if (stub_check_options (request, 0) == -1) {
    stub_reply_error (request);
    return;
  }

  char *result = do_uuid_of_thing ();
  if (result == NULL) {
    stub_reply_error (request);
    return;
  }

  wire_uuid_of_thing_ret ret = { 0 };
  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_wire_uuid_of_thing_ret, &ret };
  ret.result = result;
  stub_reply_ok (request, (xdrproc_t) xdr_wire_uuid_of_thing_ret, &ret);
}

const struct daemon_procedure daemon_procedures[PROC_COUNT] = {
  [PROC_ABOUT_THING] = { "about_thing", false, false, about_thing_stub },
  [PROC_ALL_ARGUMENTS] = { "all_arguments", false, false, all_arguments_stub },
  [PROC_ALL_OPTIONS] = { "all_options", false, false, all_options_stub },
  [PROC_CHECK_THING] = { "check_thing", false, false, check_thing_stub },
  [PROC_CLOSE_MEMORY] = { "close_memory", false, false, close_memory_stub },
  [PROC_DOWNLOAD_THING] = { "download_thing", false, true, download_thing_stub },
  [PROC_IMAGE_OF_THING] = { "image_of_thing", false, false, image_of_thing_stub },
  [PROC_IS_THING] = { "is_thing", false, false, is_thing_stub },
  [PROC_LIST_THING] = { "list_thing", false, false, list_thing_stub },
  [PROC_MAKE_THING] = { "make_thing", false, false, make_thing_stub },
  [PROC_NAME_OF_THING] = { "name_of_thing", false, false, name_of_thing_stub },
  [PROC_NAMES_OF_THINGS] = { "names_of_things", false, false, names_of_things_stub },
  [PROC_NUMBER_OF_THINGS] = { "number_of_things", false, false, number_of_things_stub },
  [PROC_ODD_THING] = { "odd_thing", false, false, odd_thing_stub },
  [PROC_OLD_OPTIONS] = { "old_options", false, false, old_options_stub },
  [PROC_OLDER_OPTIONS] = { "older_options", false, false, older_options_stub },
  [PROC_OPEN_MEMORY] = { "open_memory", false, false, open_memory_stub },
  [PROC_REMEMBER] = { "remember", false, false, remember_stub },
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
  [PROC_SEND_THING] = { "send_thing", false, true, send_thing_stub },
  [PROC_SIZE_OF_THING] = { "size_of_thing", false, false, size_of_thing_stub },
  [PROC_THING_AS_STRUCT] = { "thing_as_struct", false, false, thing_as_struct_stub },
  [PROC_THINGS_AS_STRUCTS] = { "things_as_structs", false, false, things_as_structs_stub },
  [PROC_UPLOAD_THING] = { "upload_thing", true, false, upload_thing_stub },
  [PROC_UUID_OF_THING] = { "uuid_of_thing", false, false, uuid_of_thing_stub },
};
