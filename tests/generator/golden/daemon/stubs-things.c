/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Things: from a request to do_NAME and back.
 * Made by generator/emit/daemon/daemon_stubs.ml from the declarations in generator/api/. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>
#include <stdlib.h>

#include "daemon/things.h"
#include "stubs/procedures.h"
#include "stubs/stub-reply.h"
#include "stubs/stub-support.h"
#include "command/command.h"
#include "command/command-result.h"
#include "command/json-result.h"
#include "command/pairs-result.h"
#include "daemon-structures.h"
#include "guid.h"

char **
do_list_thing (const char *directory, int64_t level, char *const *words)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  const char *directory_file = command_guest_file (&command, directory, GUEST_DIRECTORY);
  command_word (&command, "thing");
  command_format (&command, "--level=" "%" PRIi64, level);
  command_word (&command, "--");
  command_words (&command, words);
  command_word (&command, directory_file);
  if (command_run (&command) == -1)
    return NULL;
  return command_lines (&command);
}

int
do_make_thing (const struct device *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, const struct make_thing_options *options)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  if (options->has_size && options->size < INT64_C (0)) {
    reply_error_text (EINVAL, "size must be >= 0");
    return -1;
  }
  if (options->has_size && options->size > INT64_C (4096)) {
    reply_error_text (EINVAL, "%" PRIi64 " is 100%% too much", options->size);
    return -1;
  }
  if (options->has_size && (options->size <= 0 || (options->size & (options->size - 1)) != 0)) {
    reply_error_text (EINVAL, "size must be > 0 and a power of 2");
    return -1;
  }
  if (options->has_label && !command_is_one_of (options->label, (const char *const[]) { "A", "B", NULL })) {
    reply_error_text (EINVAL, "label must be one of: A, B");
    return -1;
  }
  if (options->has_label && strlen (options->label) > 16) {
    reply_error_text (EINVAL, "label is limited to 16 bytes");
    return -1;
  }
  if (options->has_journal && (!is_guid (options->journal) || options->journal[0] == '{')) {
    reply_error_text (EINVAL, "journal: '" "%s" "' is not a valid UUID", options->journal);
    return -1;
  }
  if (others[0] == NULL) {
    reply_error_text (EINVAL, "others must not be empty");
    return -1;
  }
  if (options->has_quick && options->quick && options->has_label) {
    reply_error_text (EINVAL, "only one of 'quick' and 'label' can be given");
    return -1;
  }
  command_about_device (&command, thing);
  const char *log_file = command_guest_file (&command, log, GUEST_NEW_NAME);
  const char *newkey_file = command_secret_file (&command, newkey);
  const char *journal_word = options->has_journal ? command_tagged_device (&command, options->journal) : NULL;
  command_check_unused (&command, thing->kernel);
  for (size_t i = 0; others[i] != NULL; ++i)
    command_check_unused (&command, others[i]);
  command_input (&command, key, strlen (key));
  command.success = COMMAND_STATUS (0) | COMMAND_STATUS (1);
  command_word (&command, "mkthing");
  command_word (&command, "100%");
  if (options->has_size) {
    command_word (&command, "-s");
    command_format (&command, "%" PRIi64 "k", options->size);
  }
  if (options->has_quick && options->quick) {
    command_word (&command, "-q");
  }
  if (options->has_quick && !options->quick) {
    command_word (&command, "-e");
    command_word (&command, "noquick");
  }
  if (options->has_label) {
    command_word (&command, "-L");
    command_word (&command, options->label);
  }
  for (size_t i = 0; options->has_without && options->without[i] != NULL; ++i) {
    command_word (&command, "-x");
    command_word (&command, options->without[i]);
  }
  if (deep) {
    command_word (&command, "--deep");
  }
  if (!(options->has_quick && options->quick)) {
    command_word (&command, "--slow");
  }
  if (comment != NULL) {
    command_word (&command, "-c");
    command_word (&command, comment);
  }
  if (options->has_size) {
    command_join (&command, "-E", "size=" "%" PRIi64, options->size);
  }
  if (options->has_quick && options->quick) {
    command_join (&command, "-E", "quick");
  }
  if (options->has_quick && !options->quick) {
    command_join (&command, "-E", "noquick");
  }
  if (options->has_journal) {
    command_join (&command, "-E", "journal=" "%s", journal_word);
  }
  command_format (&command, "--to=" "%s", thing->kernel);
  command_words (&command, others);
  command_word (&command, log_file);
  command_word (&command, newkey_file);
  command_rehearse (&command, "-n");
  for (size_t i = 0; others[i] != NULL; ++i)
    command_wipe (&command, others[i]);
  command.storage_changes = true;
  return command_run (&command);
}

int64_t
do_size_of_thing (const struct device *thing)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_about_device (&command, thing);
  command_word (&command, "thing");
  command_word (&command, "--size");
  command_word (&command, thing->kernel);
  if (command_run (&command) == -1)
    return -1;
  return command_number (&command, command_trimmed (&command), INT64_MAX);
}

int
do_is_thing (const struct device *thing)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_about_device (&command, thing);
  command.success = COMMAND_STATUS (0) | COMMAND_STATUS (1) | COMMAND_STATUS (2);
  command_word (&command, "thing");
  command_word (&command, thing->kernel);
  if (command_run (&command) == -1)
    return -1;
  return (COMMAND_STATUS (command_exit_status (&command)) & (COMMAND_STATUS (0))) != 0;
}

int
do_check_thing (const struct place *thing)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  const char *thing_file = command_place (&command, thing, GUEST_FILE_OR_DIRECTORY);
  command.success = COMMAND_ANY_STATUS;
  command_word (&command, "thing");
  command_word (&command, thing_file);
  if (command_run (&command) == -1)
    return -1;
  return command_exit_status (&command);
}

char *
do_name_of_thing (void)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_word (&command, "thing");
  command_word (&command, "--name");
  if (command_run (&command) == -1)
    return NULL;
  return command_trimmed (&command);
}

char *
do_uuid_of_thing (void)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_word (&command, "thing");
  if (command_run (&command) == -1)
    return NULL;
  return json_text (&command, (const char *const[]) { "things", "0", "uuid", NULL });
}

int
do_number_of_things (void)
{
  const struct pairs_form form = {
    ":", "", false, false, (const char *const[]) { NULL },
  };
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_word (&command, "thing");
  if (command_run (&command) == -1)
    return -1;
  return command_number (&command, pairs_text (&command, &form, "Count"), INT_MAX);
}

char **
do_names_of_things (void)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_word (&command, "thing");
  if (command_run (&command) == -1)
    return NULL;
  return json_texts (&command, (const char *const[]) { "names", NULL });
}

char **
do_about_thing (void)
{
  const struct pairs_form form = {
    "=", "THING_", true, true, (const char *const[]) { "<none>", NULL },
  };
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_word (&command, "thing");
  if (command_run (&command) == -1)
    return NULL;
  return pairs_table (&command, &form);
}

wire_item *
do_thing_as_struct (void)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_word (&command, "thing");
  if (command_run (&command) == -1)
    return NULL;
  return json_structure (&command, (const char *const[]) { NULL }, &structure_item, (const char *const[]) { "text", NULL, NULL, "the uuid", NULL, NULL, NULL, NULL, NULL, NULL, NULL });
}

wire_item_list *
do_things_as_structs (void)
{
  const struct pairs_form form = {
    ":", "", false, false, (const char *const[]) { NULL },
  };
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_word (&command, "thing");
  if (command_run (&command) == -1)
    return NULL;
  return pairs_structures (&command, &form, &structure_item, (const char *const[]) { "text", NULL, NULL, "the uuid", NULL, NULL, NULL, NULL, NULL, NULL, NULL });
}

char *
do_image_of_thing (size_t *size_r)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_word (&command, "thing");
  command_word (&command, "--image");
  if (command_run (&command) == -1)
    return NULL;
  return command_buffer (&command, size_r);
}

int
do_send_thing (const char *remote)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  const char *remote_file = command_guest_file (&command, remote, GUEST_REGULAR_FILE);
  command_word (&command, "thing");
  command_word (&command, remote_file);
  return command_send (&command);
}

int
do_old_options (const char *title, int depth, const struct old_options_options *options)
{
  const struct all_options_options other_options = { .has_quick = true, .quick = true, .has_depth = true, .depth = depth, .has_label = options->has_label, .label = options->label };

  return do_all_options (title, &other_options);
}

int
do_older_options (void)
{
  const struct all_options_options other_options = { .has_quick = true, .quick = false, .has_depth = true, .depth = 3 };

  return do_all_options ("older", &other_options);
}

int
do_oldest_options (const char *title, const struct device *thing)
{
  CLEANUP_FREE char *name_text = NULL;

  if (asprintf (&name_text, "N=" "%s", title) == -1) {
    reply_error (ENOMEM, "name");
    return -1;
  }
  const struct all_options_options other_options = { .has_depth = true, .depth = 3, .has_label = true, .label = thing->name };

  return do_all_options (name_text, &other_options);
}

int
do_close_memory (void)
{
  guest_session_end (SESSION_MEMORY);
  return 0;
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
      stub_check_options (request, (UINT64_C (1) << 14) - 1) == -1 ||
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
  if (stub_has_option (request, 13)) {
    options.has_rescue = true;
    options.rescue = args.rescue;
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

static void
make_thing_stub (struct daemon_request *request)
{
  wire_make_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_make_thing_args, &args };
  CLEANUP_DEVICE struct device thing = { NULL, NULL };
  CLEANUP_FREE_STRINGS char **others = NULL;
  CLEANUP_FREE char **option_without = NULL;
  if (!stub_decode (request, (xdrproc_t) xdr_wire_make_thing_args, &args) ||
      stub_check_options (request, (UINT64_C (1) << 5) - 1) == -1 ||
      stub_device (args.thing, &thing) == -1 ||
      stub_device_list (args.others.val, args.others.len, &others) == -1 ||
      stub_check_path (args.log) == -1 ||
      (stub_has_option (request, 3) && stub_text_list (args.without.val, args.without.len, &option_without) == -1)) {
    stub_reply_error (request);
    return;
  }

  struct make_thing_options options = { 0 };
  if (stub_has_option (request, 0)) {
    options.has_size = true;
    options.size = args.size;
  }
  if (stub_has_option (request, 1)) {
    options.has_quick = true;
    options.quick = args.quick;
  }
  if (stub_has_option (request, 2)) {
    options.has_label = true;
    options.label = args.label;
  }
  if (stub_has_option (request, 3)) {
    options.has_without = true;
    options.without = option_without;
  }
  if (stub_has_option (request, 4)) {
    options.has_journal = true;
    options.journal = args.journal;
  }
  int result = do_make_thing (&thing, others, args.log, args.key, args.newkey, args.deep, args.comment ? *args.comment : NULL, &options);
  if (result == -1) {
    stub_reply_error (request);
    return;
  }
  stub_reply_ok (request, NULL, NULL);
}

static void
size_of_thing_stub (struct daemon_request *request)
{
  wire_size_of_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_size_of_thing_args, &args };
  CLEANUP_DEVICE struct device thing = { NULL, NULL };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_size_of_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_device (args.thing, &thing) == -1) {
    stub_reply_error (request);
    return;
  }

  int64_t result = do_size_of_thing (&thing);
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
is_thing_stub (struct daemon_request *request)
{
  wire_is_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_is_thing_args, &args };
  CLEANUP_DEVICE struct device thing = { NULL, NULL };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_is_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_device (args.thing, &thing) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_is_thing (&thing);
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
check_thing_stub (struct daemon_request *request)
{
  wire_check_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_check_thing_args, &args };
  CLEANUP_PLACE struct place thing = { .is_device = false };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_check_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_place (args.thing, &thing) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_check_thing (&thing);
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
send_thing_stub (struct daemon_request *request)
{
  wire_send_thing_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_send_thing_args, &args };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_send_thing_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_check_path (args.remote) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_send_thing (args.remote);
  stub_finish_file_out (request, result);
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

  struct old_options_options options = { 0 };
  if (stub_has_option (request, 0)) {
    options.has_label = true;
    options.label = args.label;
  }
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
oldest_options_stub (struct daemon_request *request)
{
  wire_oldest_options_args args = { 0 };
  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_wire_oldest_options_args, &args };
  CLEANUP_DEVICE struct device thing = { NULL, NULL };
  if (!stub_decode (request, (xdrproc_t) xdr_wire_oldest_options_args, &args) ||
      stub_check_options (request, 0) == -1 ||
      stub_device (args.thing, &thing) == -1) {
    stub_reply_error (request);
    return;
  }

  int result = do_oldest_options (args.title, &thing);
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
  [PROC_MAKE_THING & 0xff] = { "make_thing", false, false, make_thing_stub },
  [PROC_SIZE_OF_THING & 0xff] = { "size_of_thing", false, false, size_of_thing_stub },
  [PROC_IS_THING & 0xff] = { "is_thing", false, false, is_thing_stub },
  [PROC_CHECK_THING & 0xff] = { "check_thing", false, false, check_thing_stub },
  [PROC_NAME_OF_THING & 0xff] = { "name_of_thing", false, false, name_of_thing_stub },
  [PROC_UUID_OF_THING & 0xff] = { "uuid_of_thing", false, false, uuid_of_thing_stub },
  [PROC_NUMBER_OF_THINGS & 0xff] = { "number_of_things", false, false, number_of_things_stub },
  [PROC_NAMES_OF_THINGS & 0xff] = { "names_of_things", false, false, names_of_things_stub },
  [PROC_ABOUT_THING & 0xff] = { "about_thing", false, false, about_thing_stub },
  [PROC_THING_AS_STRUCT & 0xff] = { "thing_as_struct", false, false, thing_as_struct_stub },
  [PROC_THINGS_AS_STRUCTS & 0xff] = { "things_as_structs", false, false, things_as_structs_stub },
  [PROC_IMAGE_OF_THING & 0xff] = { "image_of_thing", false, false, image_of_thing_stub },
  [PROC_SEND_THING & 0xff] = { "send_thing", false, true, send_thing_stub },
  [PROC_OLD_OPTIONS & 0xff] = { "old_options", false, false, old_options_stub },
  [PROC_OLDER_OPTIONS & 0xff] = { "older_options", false, false, older_options_stub },
  [PROC_OLDEST_OPTIONS & 0xff] = { "oldest_options", false, false, oldest_options_stub },
  [PROC_OPEN_MEMORY & 0xff] = { "open_memory", false, false, open_memory_stub },
  [PROC_REMEMBER & 0xff] = { "remember", false, false, remember_stub },
  [PROC_CLOSE_MEMORY & 0xff] = { "close_memory", false, false, close_memory_stub },
};

const struct daemon_topic things_topic = { procedures, sizeof procedures / sizeof *procedures };
