/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Things: the calls as SWIG wraps them.
 * Made by generator/emit/swig/swig.ml from the declarations in generator/api/. */

#include "swig/calls-things.h"
#include "guestfs-api/things.h"

static const struct field item_fields[] = {
  { "item_text", FIELD_TEXT, offsetof (struct guestfs_item, item_text), 0 },
  { "item_device", FIELD_TEXT, offsetof (struct guestfs_item, item_device), 0 },
  { "item_buffer", FIELD_BUFFER, offsetof (struct guestfs_item, item_buffer), offsetof (struct guestfs_item, item_buffer_len) },
  { "item_uuid", FIELD_UUID, offsetof (struct guestfs_item, item_uuid), 0 },
  { "item_bytes", FIELD_UINT64, offsetof (struct guestfs_item, item_bytes), 0 },
  { "item_uint64", FIELD_UINT64, offsetof (struct guestfs_item, item_uint64), 0 },
  { "item_int64", FIELD_INT64, offsetof (struct guestfs_item, item_int64), 0 },
  { "item_uint32", FIELD_UINT32, offsetof (struct guestfs_item, item_uint32), 0 },
  { "item_int32", FIELD_INT32, offsetof (struct guestfs_item, item_int32), 0 },
  { "item_char", FIELD_CHAR, offsetof (struct guestfs_item, item_char), 0 },
  { "item_percent", FIELD_OPTIONAL_PERCENT, offsetof (struct guestfs_item, item_percent), 0 },
  { NULL, 0, 0, 0 }
};

static void
release_item (void *owned)
{
  guestfs_free_item (owned);
}

static void
release_item_list (void *owned)
{
  guestfs_free_item_list (owned);
}

table_result
guestfs_handle_about_thing (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "about_thing"))
    return NULL;
  char **result = guestfs_about_thing (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

void
guestfs_handle_all_arguments (struct guestfs_handle *handle, text plain_one, text path_one, text device_one, text mountable_one, text either_one, text any_one, text key_one, text guid_one, optional_text maybe_one, text_list texts, text_list devices, text_list names, text_list paths, bytes content, int number, int64_t large, truth flag)
{

  if (!begin_call (handle, "all_arguments"))
    return;
  int result = guestfs_all_arguments (handle->g, plain_one, path_one, device_one, mountable_one, either_one, any_one, key_one, guid_one, maybe_one, texts, devices, names, paths, content.content, content.size, number, large, flag);
  end_call (handle, result == -1);
}

static const struct option all_options_options[] = {
  { "quick", OPTION_BOOL, offsetof (struct guestfs_all_options_opts_argv, quick),
    GUESTFS_ALL_OPTIONS_OPTS_QUICK_BITMASK },
  { "depth", OPTION_INT, offsetof (struct guestfs_all_options_opts_argv, depth),
    GUESTFS_ALL_OPTIONS_OPTS_DEPTH_BITMASK },
  { "offset", OPTION_INT64, offsetof (struct guestfs_all_options_opts_argv, offset),
    GUESTFS_ALL_OPTIONS_OPTS_OFFSET_BITMASK },
  { "label", OPTION_TEXT, offsetof (struct guestfs_all_options_opts_argv, label),
    GUESTFS_ALL_OPTIONS_OPTS_LABEL_BITMASK },
  { "servers", OPTION_TEXT_LIST, offsetof (struct guestfs_all_options_opts_argv, servers),
    GUESTFS_ALL_OPTIONS_OPTS_SERVERS_BITMASK },
  { "below", OPTION_TEXT, offsetof (struct guestfs_all_options_opts_argv, below),
    GUESTFS_ALL_OPTIONS_OPTS_BELOW_BITMASK },
  { "journal", OPTION_TEXT, offsetof (struct guestfs_all_options_opts_argv, journal),
    GUESTFS_ALL_OPTIONS_OPTS_JOURNAL_BITMASK },
  { "origin", OPTION_TEXT, offsetof (struct guestfs_all_options_opts_argv, origin),
    GUESTFS_ALL_OPTIONS_OPTS_ORIGIN_BITMASK },
  { "ident", OPTION_TEXT, offsetof (struct guestfs_all_options_opts_argv, ident),
    GUESTFS_ALL_OPTIONS_OPTS_IDENT_BITMASK },
  { "password", OPTION_TEXT, offsetof (struct guestfs_all_options_opts_argv, password),
    GUESTFS_ALL_OPTIONS_OPTS_PASSWORD_BITMASK },
  { "spares", OPTION_TEXT_LIST, offsetof (struct guestfs_all_options_opts_argv, spares),
    GUESTFS_ALL_OPTIONS_OPTS_SPARES_BITMASK },
  { "others", OPTION_TEXT_LIST, offsetof (struct guestfs_all_options_opts_argv, others),
    GUESTFS_ALL_OPTIONS_OPTS_OTHERS_BITMASK },
  { "parts", OPTION_TEXT_LIST, offsetof (struct guestfs_all_options_opts_argv, parts),
    GUESTFS_ALL_OPTIONS_OPTS_PARTS_BITMASK },
  { "rescue", OPTION_BOOL, offsetof (struct guestfs_all_options_opts_argv, rescue),
    GUESTFS_ALL_OPTIONS_OPTS_RESCUE_BITMASK },
  { NULL, 0, 0, 0 }
};

void
guestfs_handle_all_options (struct guestfs_handle *handle, text name, const struct options *options)
{
  struct guestfs_all_options_opts_argv optargs = { .bitmask = 0 };

  if (!take_options ("all_options", options, all_options_options, &optargs, &optargs.bitmask))
    return;
  if (!begin_call (handle, "all_options"))
    return;
  int result = guestfs_all_options_opts_argv (handle->g, name, &optargs);
  end_call (handle, result == -1);
}

int
guestfs_handle_check_thing (struct guestfs_handle *handle, text thing)
{

  if (!begin_call (handle, "check_thing"))
    return -1;
  int result = guestfs_check_thing (handle->g, thing);
  if (!end_call (handle, result == -1))
    return -1;
  return result;
}

void
guestfs_handle_close_memory (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "close_memory"))
    return;
  int result = guestfs_close_memory (handle->g);
  end_call (handle, result == -1);
}

void
guestfs_handle_download_thing (struct guestfs_handle *handle, text remote, text filename)
{

  if (!begin_call (handle, "download_thing"))
    return;
  int result = guestfs_download_thing (handle->g, remote, filename);
  end_call (handle, result == -1);
}

bytes_result
guestfs_handle_image_of_thing (struct guestfs_handle *handle)
{
  size_t size;

  if (!begin_call (handle, "image_of_thing"))
    return (bytes_result) { NULL, 0 };
  char *result = guestfs_image_of_thing (handle->g, &size);
  if (!end_call (handle, result == NULL))
    return (bytes_result) { NULL, 0 };
  return (bytes_result) { result, size };
}

truth
guestfs_handle_is_thing (struct guestfs_handle *handle, text thing)
{

  if (!begin_call (handle, "is_thing"))
    return -1;
  int result = guestfs_is_thing (handle->g, thing);
  if (!end_call (handle, result == -1))
    return -1;
  return result;
}

text_list_result
guestfs_handle_list_thing (struct guestfs_handle *handle, text directory, int64_t level, text_list words)
{

  if (!begin_call (handle, "list_thing"))
    return NULL;
  char **result = guestfs_list_thing (handle->g, directory, level, words);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

static const struct option make_thing_options[] = {
  { "size", OPTION_INT64, offsetof (struct guestfs_make_thing_argv, size),
    GUESTFS_MAKE_THING_SIZE_BITMASK },
  { "quick", OPTION_BOOL, offsetof (struct guestfs_make_thing_argv, quick),
    GUESTFS_MAKE_THING_QUICK_BITMASK },
  { "label", OPTION_TEXT, offsetof (struct guestfs_make_thing_argv, label),
    GUESTFS_MAKE_THING_LABEL_BITMASK },
  { "without", OPTION_TEXT_LIST, offsetof (struct guestfs_make_thing_argv, without),
    GUESTFS_MAKE_THING_WITHOUT_BITMASK },
  { "journal", OPTION_TEXT, offsetof (struct guestfs_make_thing_argv, journal),
    GUESTFS_MAKE_THING_JOURNAL_BITMASK },
  { NULL, 0, 0, 0 }
};

void
guestfs_handle_make_thing (struct guestfs_handle *handle, text thing, text_list others, text log, text key, text newkey, truth deep, optional_text comment, const struct options *options)
{
  struct guestfs_make_thing_argv optargs = { .bitmask = 0 };

  if (!take_options ("make_thing", options, make_thing_options, &optargs, &optargs.bitmask))
    return;
  if (!begin_call (handle, "make_thing"))
    return;
  int result = guestfs_make_thing_argv (handle->g, thing, others, log, key, newkey, deep, comment, &optargs);
  end_call (handle, result == -1);
}

text_result
guestfs_handle_name_of_thing (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "name_of_thing"))
    return NULL;
  char *result = guestfs_name_of_thing (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

text_list_result
guestfs_handle_names_of_things (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "names_of_things"))
    return NULL;
  char **result = guestfs_names_of_things (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

int
guestfs_handle_number_of_things (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "number_of_things"))
    return -1;
  int result = guestfs_number_of_things (handle->g);
  if (!end_call (handle, result == -1))
    return -1;
  return result;
}

static const struct option old_options_options[] = {
  { "label", OPTION_TEXT, offsetof (struct guestfs_old_options_argv, label),
    GUESTFS_OLD_OPTIONS_LABEL_BITMASK },
  { NULL, 0, 0, 0 }
};

void
guestfs_handle_old_options (struct guestfs_handle *handle, text title, int depth, const struct options *options)
{
  struct guestfs_old_options_argv optargs = { .bitmask = 0 };

  if (!take_options ("old_options", options, old_options_options, &optargs, &optargs.bitmask))
    return;
  if (!begin_call (handle, "old_options"))
    return;
  int result = guestfs_old_options_argv (handle->g, title, depth, &optargs);
  end_call (handle, result == -1);
}

void
guestfs_handle_older_options (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "older_options"))
    return;
  int result = guestfs_older_options (handle->g);
  end_call (handle, result == -1);
}

void
guestfs_handle_oldest_options (struct guestfs_handle *handle, text title, text thing)
{

  if (!begin_call (handle, "oldest_options"))
    return;
  int result = guestfs_oldest_options (handle->g, title, thing);
  end_call (handle, result == -1);
}

void
guestfs_handle_open_memory (struct guestfs_handle *handle, text name)
{

  if (!begin_call (handle, "open_memory"))
    return;
  int result = guestfs_open_memory (handle->g, name);
  end_call (handle, result == -1);
}

text_result
guestfs_handle_remember (struct guestfs_handle *handle, text name)
{

  if (!begin_call (handle, "remember"))
    return NULL;
  char *result = guestfs_remember (handle->g, name);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

truth
guestfs_handle_returns_bool (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_bool"))
    return -1;
  int result = guestfs_returns_bool (handle->g);
  if (!end_call (handle, result == -1))
    return -1;
  return result;
}

bytes_result
guestfs_handle_returns_buffer (struct guestfs_handle *handle)
{
  size_t size;

  if (!begin_call (handle, "returns_buffer"))
    return (bytes_result) { NULL, 0 };
  char *result = guestfs_returns_buffer (handle->g, &size);
  if (!end_call (handle, result == NULL))
    return (bytes_result) { NULL, 0 };
  return (bytes_result) { result, size };
}

text_result
guestfs_handle_returns_device (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_device"))
    return NULL;
  char *result = guestfs_returns_device (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

text_list_result
guestfs_handle_returns_device_list (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_device_list"))
    return NULL;
  char **result = guestfs_returns_device_list (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

int
guestfs_handle_returns_int (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_int"))
    return -1;
  int result = guestfs_returns_int (handle->g);
  if (!end_call (handle, result == -1))
    return -1;
  return result;
}

int64_t
guestfs_handle_returns_int64 (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_int64"))
    return -1;
  int64_t result = guestfs_returns_int64 (handle->g);
  if (!end_call (handle, result == -1))
    return -1;
  return result;
}

text_result
guestfs_handle_returns_mountable (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_mountable"))
    return NULL;
  char *result = guestfs_returns_mountable (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

text_list_result
guestfs_handle_returns_mountable_list (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_mountable_list"))
    return NULL;
  char **result = guestfs_returns_mountable_list (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

void
guestfs_handle_returns_nothing (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_nothing"))
    return;
  int result = guestfs_returns_nothing (handle->g);
  end_call (handle, result == -1);
}

struct_result
guestfs_handle_returns_struct (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_struct"))
    return (struct_result) { 0 };
  struct guestfs_item *result = guestfs_returns_struct (handle->g);
  if (!end_call (handle, result == NULL))
    return (struct_result) { 0 };
  return (struct_result) {
    .fields = item_fields,
    .first = result,
    .size = sizeof *result,
    .count = 1,
    .owned = result,
    .release = release_item,
  };
}

struct_list_result
guestfs_handle_returns_struct_list (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_struct_list"))
    return (struct_result) { 0 };
  struct guestfs_item_list *result = guestfs_returns_struct_list (handle->g);
  if (!end_call (handle, result == NULL))
    return (struct_result) { 0 };
  return (struct_result) {
    .fields = item_fields,
    .first = result->val,
    .size = sizeof *result->val,
    .count = result->len,
    .owned = result,
    .release = release_item_list,
  };
}

table_result
guestfs_handle_returns_table (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_table"))
    return NULL;
  char **result = guestfs_returns_table (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

text_result
guestfs_handle_returns_text (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_text"))
    return NULL;
  char *result = guestfs_returns_text (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

text_list_result
guestfs_handle_returns_text_list (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "returns_text_list"))
    return NULL;
  char **result = guestfs_returns_text_list (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

void
guestfs_handle_send_thing (struct guestfs_handle *handle, text remote, text filename)
{

  if (!begin_call (handle, "send_thing"))
    return;
  int result = guestfs_send_thing (handle->g, remote, filename);
  end_call (handle, result == -1);
}

int64_t
guestfs_handle_size_of_thing (struct guestfs_handle *handle, text thing)
{

  if (!begin_call (handle, "size_of_thing"))
    return -1;
  int64_t result = guestfs_size_of_thing (handle->g, thing);
  if (!end_call (handle, result == -1))
    return -1;
  return result;
}

struct_result
guestfs_handle_thing_as_struct (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "thing_as_struct"))
    return (struct_result) { 0 };
  struct guestfs_item *result = guestfs_thing_as_struct (handle->g);
  if (!end_call (handle, result == NULL))
    return (struct_result) { 0 };
  return (struct_result) {
    .fields = item_fields,
    .first = result,
    .size = sizeof *result,
    .count = 1,
    .owned = result,
    .release = release_item,
  };
}

struct_list_result
guestfs_handle_things_as_structs (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "things_as_structs"))
    return (struct_result) { 0 };
  struct guestfs_item_list *result = guestfs_things_as_structs (handle->g);
  if (!end_call (handle, result == NULL))
    return (struct_result) { 0 };
  return (struct_result) {
    .fields = item_fields,
    .first = result->val,
    .size = sizeof *result->val,
    .count = result->len,
    .owned = result,
    .release = release_item_list,
  };
}

void
guestfs_handle_upload_thing (struct guestfs_handle *handle, text filename, text remote)
{

  if (!begin_call (handle, "upload_thing"))
    return;
  int result = guestfs_upload_thing (handle->g, filename, remote);
  end_call (handle, result == -1);
}

text_result
guestfs_handle_uuid_of_thing (struct guestfs_handle *handle)
{

  if (!begin_call (handle, "uuid_of_thing"))
    return NULL;
  char *result = guestfs_uuid_of_thing (handle->g);
  if (!end_call (handle, result == NULL))
    return NULL;
  return result;
}

