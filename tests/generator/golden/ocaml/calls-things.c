/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Things: the calls as functions of the module Guestfs.
 * Made by generator/emit/ocaml/ocaml_c.ml from the declarations in generator/api/. */

#include "binding.h"
#if __has_include("guestfs-api/things.h")
#include "guestfs-api/things.h"
#endif

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

value
guestfs_ocaml_about_thing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "about_thing", &g_value);
  mlguestfs_enter (&call);
  char **result = guestfs_about_thing (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_table_result (result));
}

value
guestfs_ocaml_all_arguments (value g_value, value plain_one_value, value path_one_value,
                             value device_one_value, value mountable_one_value,
                             value either_one_value, value any_one_value, value key_one_value,
                             value guid_one_value, value maybe_one_value, value texts_value,
                             value devices_value, value names_value, value paths_value,
                             value content_value, value number_value, value large_value,
                             value flag_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "all_arguments", &g_value);
  const char *plain_one = mlguestfs_text (&call, "plain_one", plain_one_value);
  const char *path_one = mlguestfs_text (&call, "path_one", path_one_value);
  const char *device_one = mlguestfs_text (&call, "device_one", device_one_value);
  const char *mountable_one = mlguestfs_text (&call, "mountable_one", mountable_one_value);
  const char *either_one = mlguestfs_text (&call, "either_one", either_one_value);
  const char *any_one = mlguestfs_text (&call, "any_one", any_one_value);
  const char *key_one = mlguestfs_text (&call, "key_one", key_one_value);
  const char *guid_one = mlguestfs_text (&call, "guid_one", guid_one_value);
  const char *maybe_one = mlguestfs_optional_text (&call, "maybe_one", maybe_one_value);
  char *const *texts = mlguestfs_text_list (&call, "texts", texts_value);
  char *const *devices = mlguestfs_text_list (&call, "devices", devices_value);
  char *const *names = mlguestfs_text_list (&call, "names", names_value);
  char *const *paths = mlguestfs_text_list (&call, "paths", paths_value);
  size_t content_size;
  const char *content = mlguestfs_buffer (&call, content_value, &content_size);
  int number = mlguestfs_int (&call, "number", number_value);
  int64_t large = Int64_val (large_value);
  int flag = Bool_val (flag_value);
  mlguestfs_enter (&call);
  int result = guestfs_all_arguments (call.g, plain_one, path_one, device_one, mountable_one, either_one, any_one, key_one, guid_one, maybe_one, texts, devices, names, paths, content, content_size, number, large, flag);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_all_arguments_bytecode (value *values, int count)
{
  (void) count;
  return guestfs_ocaml_all_arguments (values[0], values[1], values[2], values[3], values[4],
                                      values[5], values[6], values[7], values[8], values[9],
                                      values[10], values[11], values[12], values[13], values[14],
                                      values[15], values[16], values[17]);
}

value
guestfs_ocaml_all_options (value g_value, value quick_value, value depth_value, value offset_value,
                           value label_value, value servers_value, value below_value,
                           value journal_value, value origin_value, value ident_value,
                           value password_value, value spares_value, value others_value,
                           value parts_value, value rescue_value, value name_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;
  struct guestfs_all_options_opts_argv optargs = { .bitmask = 0 };

  mlguestfs_begin (&call, "all_options", &g_value);
  const char *name = mlguestfs_text (&call, "name", name_value);
  if (mlguestfs_given (quick_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_QUICK_BITMASK))
    optargs.quick = Bool_val (Field (quick_value, 0));
  if (mlguestfs_given (depth_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_DEPTH_BITMASK))
    optargs.depth = mlguestfs_int (&call, "depth", Field (depth_value, 0));
  if (mlguestfs_given (offset_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_OFFSET_BITMASK))
    optargs.offset = Int64_val (Field (offset_value, 0));
  if (mlguestfs_given (label_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_LABEL_BITMASK))
    optargs.label = mlguestfs_text (&call, "label", Field (label_value, 0));
  if (mlguestfs_given (servers_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_SERVERS_BITMASK))
    optargs.servers = mlguestfs_text_list (&call, "servers", Field (servers_value, 0));
  if (mlguestfs_given (below_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_BELOW_BITMASK))
    optargs.below = mlguestfs_text (&call, "below", Field (below_value, 0));
  if (mlguestfs_given (journal_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_JOURNAL_BITMASK))
    optargs.journal = mlguestfs_text (&call, "journal", Field (journal_value, 0));
  if (mlguestfs_given (origin_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_ORIGIN_BITMASK))
    optargs.origin = mlguestfs_text (&call, "origin", Field (origin_value, 0));
  if (mlguestfs_given (ident_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_IDENT_BITMASK))
    optargs.ident = mlguestfs_text (&call, "ident", Field (ident_value, 0));
  if (mlguestfs_given (password_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_PASSWORD_BITMASK))
    optargs.password = mlguestfs_text (&call, "password", Field (password_value, 0));
  if (mlguestfs_given (spares_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_SPARES_BITMASK))
    optargs.spares = mlguestfs_text_list (&call, "spares", Field (spares_value, 0));
  if (mlguestfs_given (others_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_OTHERS_BITMASK))
    optargs.others = mlguestfs_text_list (&call, "others", Field (others_value, 0));
  if (mlguestfs_given (parts_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_PARTS_BITMASK))
    optargs.parts = mlguestfs_text_list (&call, "parts", Field (parts_value, 0));
  if (mlguestfs_given (rescue_value, &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_RESCUE_BITMASK))
    optargs.rescue = Bool_val (Field (rescue_value, 0));
  mlguestfs_enter (&call);
  int result = guestfs_all_options_opts_argv (call.g, name, &optargs);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_all_options_bytecode (value *values, int count)
{
  (void) count;
  return guestfs_ocaml_all_options (values[0], values[1], values[2], values[3], values[4],
                                    values[5], values[6], values[7], values[8], values[9],
                                    values[10], values[11], values[12], values[13], values[14],
                                    values[15]);
}

value
guestfs_ocaml_check_thing (value g_value, value thing_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "check_thing", &g_value);
  const char *thing = mlguestfs_text (&call, "thing", thing_value);
  mlguestfs_enter (&call);
  int result = guestfs_check_thing (call.g, thing);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_int (result));
}

value
guestfs_ocaml_close_memory (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "close_memory", &g_value);
  mlguestfs_enter (&call);
  int result = guestfs_close_memory (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_download_thing (value g_value, value remote_value, value filename_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "download_thing", &g_value);
  const char *remote = mlguestfs_text (&call, "remote", remote_value);
  const char *filename = mlguestfs_text (&call, "filename", filename_value);
  mlguestfs_enter (&call);
  int result = guestfs_download_thing (call.g, remote, filename);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_image_of_thing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;
  size_t result_size;

  mlguestfs_begin (&call, "image_of_thing", &g_value);
  mlguestfs_enter (&call);
  char *result = guestfs_image_of_thing (call.g, &result_size);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_buffer_result (result, result_size));
}

value
guestfs_ocaml_is_thing (value g_value, value thing_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "is_thing", &g_value);
  const char *thing = mlguestfs_text (&call, "thing", thing_value);
  mlguestfs_enter (&call);
  int result = guestfs_is_thing (call.g, thing);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_bool (result));
}

value
guestfs_ocaml_list_thing (value g_value, value directory_value, value level_value,
                          value words_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "list_thing", &g_value);
  const char *directory = mlguestfs_text (&call, "directory", directory_value);
  int64_t level = Int64_val (level_value);
  char *const *words = mlguestfs_text_list (&call, "words", words_value);
  mlguestfs_enter (&call);
  char **result = guestfs_list_thing (call.g, directory, level, words);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_list_result (result));
}

value
guestfs_ocaml_make_thing (value g_value, value size_value, value quick_value, value label_value,
                          value without_value, value journal_value, value thing_value,
                          value others_value, value log_value, value key_value, value newkey_value,
                          value deep_value, value comment_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;
  struct guestfs_make_thing_argv optargs = { .bitmask = 0 };

  mlguestfs_begin (&call, "make_thing", &g_value);
  const char *thing = mlguestfs_text (&call, "thing", thing_value);
  char *const *others = mlguestfs_text_list (&call, "others", others_value);
  const char *log = mlguestfs_text (&call, "log", log_value);
  const char *key = mlguestfs_text (&call, "key", key_value);
  const char *newkey = mlguestfs_text (&call, "newkey", newkey_value);
  int deep = Bool_val (deep_value);
  const char *comment = mlguestfs_optional_text (&call, "comment", comment_value);
  if (mlguestfs_given (size_value, &optargs.bitmask, GUESTFS_MAKE_THING_SIZE_BITMASK))
    optargs.size = Int64_val (Field (size_value, 0));
  if (mlguestfs_given (quick_value, &optargs.bitmask, GUESTFS_MAKE_THING_QUICK_BITMASK))
    optargs.quick = Bool_val (Field (quick_value, 0));
  if (mlguestfs_given (label_value, &optargs.bitmask, GUESTFS_MAKE_THING_LABEL_BITMASK))
    optargs.label = mlguestfs_text (&call, "label", Field (label_value, 0));
  if (mlguestfs_given (without_value, &optargs.bitmask, GUESTFS_MAKE_THING_WITHOUT_BITMASK))
    optargs.without = mlguestfs_text_list (&call, "without", Field (without_value, 0));
  if (mlguestfs_given (journal_value, &optargs.bitmask, GUESTFS_MAKE_THING_JOURNAL_BITMASK))
    optargs.journal = mlguestfs_text (&call, "journal", Field (journal_value, 0));
  mlguestfs_enter (&call);
  int result = guestfs_make_thing_argv (call.g, thing, others, log, key, newkey, deep, comment, &optargs);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_make_thing_bytecode (value *values, int count)
{
  (void) count;
  return guestfs_ocaml_make_thing (values[0], values[1], values[2], values[3], values[4],
                                   values[5], values[6], values[7], values[8], values[9],
                                   values[10], values[11], values[12]);
}

value
guestfs_ocaml_name_of_thing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "name_of_thing", &g_value);
  mlguestfs_enter (&call);
  char *result = guestfs_name_of_thing (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_result (result));
}

value
guestfs_ocaml_names_of_things (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "names_of_things", &g_value);
  mlguestfs_enter (&call);
  char **result = guestfs_names_of_things (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_list_result (result));
}

value
guestfs_ocaml_number_of_things (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "number_of_things", &g_value);
  mlguestfs_enter (&call);
  int result = guestfs_number_of_things (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_int (result));
}

value
guestfs_ocaml_old_options (value g_value, value label_value, value title_value, value depth_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;
  struct guestfs_old_options_argv optargs = { .bitmask = 0 };

  mlguestfs_begin (&call, "old_options", &g_value);
  const char *title = mlguestfs_text (&call, "title", title_value);
  int depth = mlguestfs_int (&call, "depth", depth_value);
  if (mlguestfs_given (label_value, &optargs.bitmask, GUESTFS_OLD_OPTIONS_LABEL_BITMASK))
    optargs.label = mlguestfs_text (&call, "label", Field (label_value, 0));
  mlguestfs_enter (&call);
  int result = guestfs_old_options_argv (call.g, title, depth, &optargs);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_older_options (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "older_options", &g_value);
  mlguestfs_enter (&call);
  int result = guestfs_older_options (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_oldest_options (value g_value, value title_value, value thing_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "oldest_options", &g_value);
  const char *title = mlguestfs_text (&call, "title", title_value);
  const char *thing = mlguestfs_text (&call, "thing", thing_value);
  mlguestfs_enter (&call);
  int result = guestfs_oldest_options (call.g, title, thing);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_open_memory (value g_value, value name_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "open_memory", &g_value);
  const char *name = mlguestfs_text (&call, "name", name_value);
  mlguestfs_enter (&call);
  int result = guestfs_open_memory (call.g, name);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_remember (value g_value, value name_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "remember", &g_value);
  const char *name = mlguestfs_text (&call, "name", name_value);
  mlguestfs_enter (&call);
  char *result = guestfs_remember (call.g, name);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_result (result));
}

value
guestfs_ocaml_returns_bool (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_bool", &g_value);
  mlguestfs_enter (&call);
  int result = guestfs_returns_bool (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_bool (result));
}

value
guestfs_ocaml_returns_buffer (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;
  size_t result_size;

  mlguestfs_begin (&call, "returns_buffer", &g_value);
  mlguestfs_enter (&call);
  char *result = guestfs_returns_buffer (call.g, &result_size);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_buffer_result (result, result_size));
}

value
guestfs_ocaml_returns_device (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_device", &g_value);
  mlguestfs_enter (&call);
  char *result = guestfs_returns_device (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_result (result));
}

value
guestfs_ocaml_returns_device_list (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_device_list", &g_value);
  mlguestfs_enter (&call);
  char **result = guestfs_returns_device_list (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_list_result (result));
}

value
guestfs_ocaml_returns_int (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_int", &g_value);
  mlguestfs_enter (&call);
  int result = guestfs_returns_int (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_int (result));
}

value
guestfs_ocaml_returns_int64 (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_int64", &g_value);
  mlguestfs_enter (&call);
  int64_t result = guestfs_returns_int64 (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (caml_copy_int64 (result));
}

value
guestfs_ocaml_returns_mountable (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_mountable", &g_value);
  mlguestfs_enter (&call);
  char *result = guestfs_returns_mountable (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_result (result));
}

value
guestfs_ocaml_returns_mountable_list (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_mountable_list", &g_value);
  mlguestfs_enter (&call);
  char **result = guestfs_returns_mountable_list (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_list_result (result));
}

value
guestfs_ocaml_returns_nothing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_nothing", &g_value);
  mlguestfs_enter (&call);
  int result = guestfs_returns_nothing (call.g);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_returns_struct (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_struct", &g_value);
  mlguestfs_enter (&call);
  struct guestfs_item *result = guestfs_returns_struct (call.g);
  mlguestfs_leave (&call, result == NULL);
  value converted = mlguestfs_struct_result (item_fields, result);
  guestfs_free_item (result);
  CAMLreturn (converted);
}

value
guestfs_ocaml_returns_struct_list (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_struct_list", &g_value);
  mlguestfs_enter (&call);
  struct guestfs_item_list *result = guestfs_returns_struct_list (call.g);
  mlguestfs_leave (&call, result == NULL);
  value converted = mlguestfs_struct_list_result (item_fields, result->val,
                                                sizeof *result->val, result->len);
  guestfs_free_item_list (result);
  CAMLreturn (converted);
}

value
guestfs_ocaml_returns_table (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_table", &g_value);
  mlguestfs_enter (&call);
  char **result = guestfs_returns_table (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_table_result (result));
}

value
guestfs_ocaml_returns_text (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_text", &g_value);
  mlguestfs_enter (&call);
  char *result = guestfs_returns_text (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_result (result));
}

value
guestfs_ocaml_returns_text_list (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "returns_text_list", &g_value);
  mlguestfs_enter (&call);
  char **result = guestfs_returns_text_list (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_list_result (result));
}

value
guestfs_ocaml_send_thing (value g_value, value remote_value, value filename_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "send_thing", &g_value);
  const char *remote = mlguestfs_text (&call, "remote", remote_value);
  const char *filename = mlguestfs_text (&call, "filename", filename_value);
  mlguestfs_enter (&call);
  int result = guestfs_send_thing (call.g, remote, filename);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_size_of_thing (value g_value, value thing_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "size_of_thing", &g_value);
  const char *thing = mlguestfs_text (&call, "thing", thing_value);
  mlguestfs_enter (&call);
  int64_t result = guestfs_size_of_thing (call.g, thing);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (caml_copy_int64 (result));
}

value
guestfs_ocaml_thing_as_struct (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "thing_as_struct", &g_value);
  mlguestfs_enter (&call);
  struct guestfs_item *result = guestfs_thing_as_struct (call.g);
  mlguestfs_leave (&call, result == NULL);
  value converted = mlguestfs_struct_result (item_fields, result);
  guestfs_free_item (result);
  CAMLreturn (converted);
}

value
guestfs_ocaml_things_as_structs (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "things_as_structs", &g_value);
  mlguestfs_enter (&call);
  struct guestfs_item_list *result = guestfs_things_as_structs (call.g);
  mlguestfs_leave (&call, result == NULL);
  value converted = mlguestfs_struct_list_result (item_fields, result->val,
                                                sizeof *result->val, result->len);
  guestfs_free_item_list (result);
  CAMLreturn (converted);
}

value
guestfs_ocaml_upload_thing (value g_value, value filename_value, value remote_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "upload_thing", &g_value);
  const char *filename = mlguestfs_text (&call, "filename", filename_value);
  const char *remote = mlguestfs_text (&call, "remote", remote_value);
  mlguestfs_enter (&call);
  int result = guestfs_upload_thing (call.g, filename, remote);
  mlguestfs_leave (&call, result == -1);
  CAMLreturn (Val_unit);
}

value
guestfs_ocaml_uuid_of_thing (value g_value)
{
  CAMLparam1 (g_value);
  struct mlguestfs_call call;

  mlguestfs_begin (&call, "uuid_of_thing", &g_value);
  mlguestfs_enter (&call);
  char *result = guestfs_uuid_of_thing (call.g);
  mlguestfs_leave (&call, result == NULL);
  CAMLreturn (mlguestfs_text_result (result));
}

