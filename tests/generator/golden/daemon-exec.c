/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls that need no C of their own.
 * Made by generator/emit/daemon/daemon_exec.ml from the declarations in generator/api/. */

#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "command/command.h"
#include "command/command-result.h"
#include "command/json-result.h"
#include "command/pairs-result.h"
#include "daemon-calls.h"
#include "daemon-sessions.h"
#include "daemon-structures.h"

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
do_make_thing (const char *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, const struct make_thing_options *options)
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
  command_check_unused (&command, thing);
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
  command_format (&command, "--to=" "%s", thing);
  command_words (&command, others);
  command_word (&command, log_file);
  command_word (&command, newkey_file);
  for (size_t i = 0; others[i] != NULL; ++i)
    command_wipe (&command, others[i]);
  command.storage_changes = true;
  return command_run (&command);
}

int64_t
do_size_of_thing (const char *thing)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_about_device (&command, thing);
  command_word (&command, "thing");
  command_word (&command, "--size");
  command_word (&command, thing);
  if (command_run (&command) == -1)
    return -1;
  return command_number (&command, command_trimmed (&command), INT64_MAX);
}

int
do_is_thing (const char *thing)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  command_about_device (&command, thing);
  command.success = COMMAND_STATUS (0) | COMMAND_STATUS (1) | COMMAND_STATUS (2);
  command_word (&command, "thing");
  command_word (&command, thing);
  if (command_run (&command) == -1)
    return -1;
  return (COMMAND_STATUS (command_exit_status (&command)) & (COMMAND_STATUS (0))) != 0;
}

int
do_check_thing (const char *thing)
{
  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;

  const char *thing_file = command_device_or_file (&command, thing, GUEST_FILE_OR_DIRECTORY);
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
    ":", "", false, (const char *const[]) { NULL },
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
    "=", "THING_", true, (const char *const[]) { "<none>", NULL },
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
    ":", "", false, (const char *const[]) { NULL },
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
do_close_memory (void)
{
  guest_session_end (SESSION_MEMORY);
  return 0;
}

