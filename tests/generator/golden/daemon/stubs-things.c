/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Things: from a request to do_NAME and back.
 * Made by generator/emit/daemon/daemon_stubs.ml from the declarations in generator/api/. */

#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>

#include "daemon/things.h"
#include "stubs/procedures.h"
#include "stubs/stub-reply.h"
#include "stubs/stub-support.h"

char **
do_list_thing (const char *directory, int64_t level, char *const *words)
{
  char directory_path[FD_PATH_SIZE];
  CLEANUP_CLOSE int directory_fd = sysroot_open (directory, O_PATH, 0);
  if (directory_fd == -1) {
    reply_error (errno, "%s", directory);
    return NULL;
  }
  fd_path (directory_fd, directory_path);
  CLEANUP_STRING_LIST struct string_list command = STRING_LIST_EMPTY;
  int failed = 0;
  failed |= string_list_add (&command, "thing");
  failed |= string_list_add_format (&command, "--level=%" PRIi64 "", level);
  for (size_t i = 0; words[i] != NULL; ++i)
    failed |= string_list_add (&command, words[i]);
  failed |= string_list_add_format (&command, "%s", directory_path);
  CLEANUP_FREE_STRINGS char **argv = failed ? NULL : string_list_take (&command);
  if (argv == NULL) {
    reply_error (ENOMEM, "arguments");
    return NULL;
  }

  struct program program = { .argv = (const char *const *) argv, .keep_fd = { directory_fd } };
  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };
  if (program_check (&program, &output) == -1) {
    reply_error_replace (directory_path, directory);
    return NULL;
  }
  char **lines = split_bytes (output.out, output.out_size, '\n');
  return lines ? lines : reply_error_null (errno, "lines of the output");
}

static void
all_arguments_stub (struct daemon_request *request)
{
  wire_all_arguments_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_all_arguments_args, &args };
  CLEANUP_DEVICE struct device device_one = { NULL, NULL };
  CLEANUP_MOUNTABLE struct mountable mountable_one = { .type = MOUNTABLE_DEVICE };
  CLEANUP_PLACE struct place either_one = { .is_device = false };
  CLEANUP_MOUNTABLE struct mountable any_one = { .type = MOUNTABLE_DEVICE };
  CLEANUP_FREE char **texts = NULL;
  CLEANUP_FREE_STRINGS char **devices = NULL;
  CLEANUP_FREE char **names = NULL;
  CLEANUP_FREE char **paths = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_all_arguments_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_group ("thing") == -1 ||
      stub_check_path (args.path_one) == -1 ||
      stub_device (args.device_one, &device_one) == -1 ||
      stub_mountable (args.mountable_one, &mountable_one) == -1 ||
      stub_place (args.either_one, &either_one) == -1 ||
      stub_mountable_or_path (args.any_one, &any_one) == -1 ||
      stub_guid_check ("guid_one", args.guid_one) == -1 ||
      stub_text_list (args.texts.val, args.texts.len, &texts) == -1 ||
      stub_device_list (args.devices.val, args.devices.len, &devices) == -1 ||
      stub_file_name_list ("names", args.names.val, args.names.len, &names) == -1 ||
      stub_path_list (args.paths.val, args.paths.len, &paths) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_all_arguments (args.plain_one, args.path_one, &device_one, &mountable_one, &either_one, &any_one, args.key_one, args.guid_one, args.maybe_one ? *args.maybe_one : NULL, texts, devices, names, paths, args.content.val, args.content.len, args.number, args.large, args.flag);
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
  CLEANUP_DEVICE struct device option_journal = { NULL, NULL };
  CLEANUP_MOUNTABLE struct mountable option_origin = { .type = MOUNTABLE_DEVICE };
  CLEANUP_FREE_STRINGS char **option_spares = NULL;
  CLEANUP_FREE char **option_others = NULL;
  CLEANUP_FREE char **option_parts = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_all_options_args, &args) ||
      stub_check_options (request, (UINT64_C (1) << 13) - 1) == -1 ||
      stub_check_group ("thingfs") == -1 ||
      (stub_has_option (request, 4) && stub_text_list (args.servers.val, args.servers.len, &option_servers) == -1) ||
      (stub_has_option (request, 5) && stub_check_path (args.below) == -1) ||
      (stub_has_option (request, 6) && stub_device (args.journal, &option_journal) == -1) ||
      (stub_has_option (request, 7) && stub_mountable (args.origin, &option_origin) == -1) ||
      (stub_has_option (request, 8) && stub_guid_check ("ident", args.ident) == -1) ||
      (stub_has_option (request, 10) && stub_device_list (args.spares.val, args.spares.len, &option_spares) == -1) ||
      (stub_has_option (request, 11) && stub_path_list (args.others.val, args.others.len, &option_others) == -1) ||
      (stub_has_option (request, 12) && stub_file_name_list ("parts", args.parts.val, args.parts.len, &option_parts) == -1)) {
    stub_reply_error (request);
    return;
  }

  struct all_options_options options = { 0 };
  if (stub_has_option (request, 0)) {
    options.has_quick = true;
    options.quick = args.quick;
  }
  if (stub_has_option (request, 1)) {
    options.has_depth = true;
    options.depth = args.depth;
  }
  if (stub_has_option (request, 2)) {
    options.has_offset = true;
    options.offset = args.offset;
  }
  if (stub_has_option (request, 3)) {
    options.has_label = true;
    options.label = args.label;
  }
  if (stub_has_option (request, 4)) {
    options.has_servers = true;
    options.servers = option_servers;
  }
  if (stub_has_option (request, 5)) {
    options.has_below = true;
    options.below = args.below;
  }
  if (stub_has_option (request, 6)) {
    options.has_journal = true;
    options.journal = &option_journal;
  }
  if (stub_has_option (request, 7)) {
    options.has_origin = true;
    options.origin = &option_origin;
  }
  if (stub_has_option (request, 8)) {
    options.has_ident = true;
    options.ident = args.ident;
  }
  if (stub_has_option (request, 9)) {
    options.has_password = true;
    options.password = args.password;
  }
  if (stub_has_option (request, 10)) {
    options.has_spares = true;
    options.spares = option_spares;
  }
  if (stub_has_option (request, 11)) {
    options.has_others = true;
    options.others = option_others;
  }
  if (stub_has_option (request, 12)) {
    options.has_parts = true;
    options.parts = option_parts;
  }
  int result = do_all_options (args.name, &options);
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
upload_thing_stub (struct daemon_request *request)
{
  wire_upload_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_upload_thing_args, &args };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_upload_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_path (args.remote) == -1) {
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
download_thing_stub (struct daemon_request *request)
{
  wire_download_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_download_thing_args, &args };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_download_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_path (args.remote) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_download_thing (args.remote);
  stub_finish_file_out (request, result);
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
list_thing_stub (struct daemon_request *request)
{
  wire_list_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_list_thing_args, &args };
  CLEANUP_FREE char **words = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_list_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_path (args.directory) == -1 ||
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

static const struct daemon_procedure procedures[] = {
  { NULL, false, false, NULL },
  [PROC_ALL_ARGUMENTS & 0xff] = { "all_arguments", false, false, all_arguments_stub },
  [PROC_ALL_OPTIONS & 0xff] = { "all_options", false, false, all_options_stub },
  [PROC_UPLOAD_THING & 0xff] = { "upload_thing", true, false, upload_thing_stub },
  [PROC_DOWNLOAD_THING & 0xff] = { "download_thing", false, true, download_thing_stub },
  [PROC_RETURNS_NOTHING & 0xff] = { "returns_nothing", false, false, returns_nothing_stub },
  [PROC_RETURNS_INT & 0xff] = { "returns_int", false, false, returns_int_stub },
  [PROC_RETURNS_INT64 & 0xff] = { "returns_int64", false, false, returns_int64_stub },
  [PROC_RETURNS_BOOL & 0xff] = { "returns_bool", false, false, returns_bool_stub },
  [PROC_RETURNS_TEXT & 0xff] = { "returns_text", false, false, returns_text_stub },
  [PROC_RETURNS_DEVICE & 0xff] = { "returns_device", false, false, returns_device_stub },
  [PROC_RETURNS_MOUNTABLE & 0xff] = { "returns_mountable", false, false, returns_mountable_stub },
  [PROC_RETURNS_TEXT_LIST & 0xff] = { "returns_text_list", false, false, returns_text_list_stub },
  [PROC_RETURNS_DEVICE_LIST & 0xff] = { "returns_device_list", false, false, returns_device_list_stub },
  [PROC_RETURNS_MOUNTABLE_LIST & 0xff] = { "returns_mountable_list", false, false, returns_mountable_list_stub },
  [PROC_RETURNS_STRUCT & 0xff] = { "returns_struct", false, false, returns_struct_stub },
  [PROC_RETURNS_STRUCT_LIST & 0xff] = { "returns_struct_list", false, false, returns_struct_list_stub },
  [PROC_RETURNS_TABLE & 0xff] = { "returns_table", false, false, returns_table_stub },
  [PROC_RETURNS_BUFFER & 0xff] = { "returns_buffer", false, false, returns_buffer_stub },
  [PROC_LIST_THING & 0xff] = { "list_thing", false, false, list_thing_stub },
};

const struct daemon_topic things_topic = { procedures, sizeof procedures / sizeof *procedures };
