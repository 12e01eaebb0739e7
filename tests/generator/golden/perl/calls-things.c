/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Things: the calls of the API as subs of Sys::Guestfs.
 * Made by generator/emit/perl/perl_c.ml from the declarations in generator/api/. */

#include "module.h"
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

extern void boot_calls_things (pTHX);

static void
call_all_arguments (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "all_arguments", "g, plain_one, path_one, device_one, mountable_one, either_one, any_one, key_one, guid_one, maybe_one, texts, devices, names, paths, content, number, large, flag", 18, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *plain_one = text_argument (aTHX_ &call, 1, "plain_one");
  const char *path_one = text_argument (aTHX_ &call, 2, "path_one");
  const char *device_one = text_argument (aTHX_ &call, 3, "device_one");
  const char *mountable_one = text_argument (aTHX_ &call, 4, "mountable_one");
  const char *either_one = text_argument (aTHX_ &call, 5, "either_one");
  const char *any_one = text_argument (aTHX_ &call, 6, "any_one");
  const char *key_one = text_argument (aTHX_ &call, 7, "key_one");
  const char *guid_one = text_argument (aTHX_ &call, 8, "guid_one");
  const char *maybe_one = optional_text_argument (aTHX_ &call, 9, "maybe_one");
  char *const *texts = text_list_argument (aTHX_ &call, 10, "texts");
  char *const *devices = text_list_argument (aTHX_ &call, 11, "devices");
  char *const *names = text_list_argument (aTHX_ &call, 12, "names");
  char *const *paths = text_list_argument (aTHX_ &call, 13, "paths");
  size_t content_size;
  const char *content = buffer_argument (aTHX_ &call, 14, "content", &content_size);
  int number = int_argument (aTHX_ &call, 15, "number");
  int64_t large = int64_argument (aTHX_ &call, 16, "large");
  int flag = bool_argument (aTHX_ &call, 17, "flag");

  enter_library (aTHX_ &call);
  int result
    = guestfs_all_arguments (call.g, plain_one, path_one, device_one, mountable_one, either_one, any_one, key_one, guid_one, maybe_one, texts, devices, names, paths, content, content_size, number, large, flag);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
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

static void
call_all_options (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "all_options", "g, name, ...", 2, all_options_options };
  struct call call;
  struct guestfs_all_options_opts_argv optargs = { .bitmask = 0 };

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *name = text_argument (aTHX_ &call, 1, "name");
  take_options (aTHX_ &call, &optargs);

  enter_library (aTHX_ &call);
  int result = guestfs_all_options_opts_argv (call.g, name, &optargs);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_upload_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "upload_thing", "g, filename, remote", 3, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *filename = text_argument (aTHX_ &call, 1, "filename");
  const char *remote = text_argument (aTHX_ &call, 2, "remote");

  enter_library (aTHX_ &call);
  int result = guestfs_upload_thing (call.g, filename, remote);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_download_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "download_thing", "g, remote, filename", 3, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *remote = text_argument (aTHX_ &call, 1, "remote");
  const char *filename = text_argument (aTHX_ &call, 2, "filename");

  enter_library (aTHX_ &call);
  int result = guestfs_download_thing (call.g, remote, filename);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_returns_nothing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_nothing", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  int result = guestfs_returns_nothing (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_returns_int (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_int", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  int result = guestfs_returns_int (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_value (aTHX_ &call, newSViv (result));
}

static void
call_returns_int64 (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_int64", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  int64_t result = guestfs_returns_int64 (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_value (aTHX_ &call, int64_value (aTHX_ result));
}

static void
call_returns_bool (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_bool", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  int result = guestfs_returns_bool (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_value (aTHX_ &call, newSViv (result));
}

static void
call_returns_text (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_text", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char *result = guestfs_returns_text (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text (aTHX_ &call, result);
}

static void
call_returns_device (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_device", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char *result = guestfs_returns_device (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text (aTHX_ &call, result);
}

static void
call_returns_mountable (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_mountable", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char *result = guestfs_returns_mountable (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text (aTHX_ &call, result);
}

static void
call_returns_text_list (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_text_list", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char **result = guestfs_returns_text_list (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text_list (aTHX_ &call, result);
}

static void
call_returns_device_list (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_device_list", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char **result = guestfs_returns_device_list (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text_list (aTHX_ &call, result);
}

static void
call_returns_mountable_list (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_mountable_list", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char **result = guestfs_returns_mountable_list (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text_list (aTHX_ &call, result);
}

static void
call_returns_struct (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_struct", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  struct guestfs_item *result = guestfs_returns_struct (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_struct (aTHX_ &call, item_fields, result);
  guestfs_free_item (result);
}

static void
call_returns_struct_list (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_struct_list", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  struct guestfs_item_list *result = guestfs_returns_struct_list (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_struct_list (aTHX_ &call, item_fields, result->val,
                      sizeof *result->val, result->len);
  guestfs_free_item_list (result);
}

static void
call_returns_table (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_table", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char **result = guestfs_returns_table (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text_list (aTHX_ &call, result);
}

static void
call_returns_buffer (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "returns_buffer", "g", 1, NULL };
  struct call call;
  size_t result_size;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char *result = guestfs_returns_buffer (call.g, &result_size);
  leave_library (aTHX_ &call, result == NULL);
  return_buffer (aTHX_ &call, result, result_size);
}

static void
call_list_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "list_thing", "g, directory, level, words", 4, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *directory = text_argument (aTHX_ &call, 1, "directory");
  int64_t level = int64_argument (aTHX_ &call, 2, "level");
  char *const *words = text_list_argument (aTHX_ &call, 3, "words");

  enter_library (aTHX_ &call);
  char **result = guestfs_list_thing (call.g, directory, level, words);
  leave_library (aTHX_ &call, result == NULL);
  return_text_list (aTHX_ &call, result);
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

static void
call_make_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "make_thing", "g, thing, others, log, key, newkey, deep, comment, ...", 8, make_thing_options };
  struct call call;
  struct guestfs_make_thing_argv optargs = { .bitmask = 0 };

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *thing = text_argument (aTHX_ &call, 1, "thing");
  char *const *others = text_list_argument (aTHX_ &call, 2, "others");
  const char *log = text_argument (aTHX_ &call, 3, "log");
  const char *key = text_argument (aTHX_ &call, 4, "key");
  const char *newkey = text_argument (aTHX_ &call, 5, "newkey");
  int deep = bool_argument (aTHX_ &call, 6, "deep");
  const char *comment = optional_text_argument (aTHX_ &call, 7, "comment");
  take_options (aTHX_ &call, &optargs);

  enter_library (aTHX_ &call);
  int result
    = guestfs_make_thing_argv (call.g, thing, others, log, key, newkey, deep, comment, &optargs);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_size_of_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "size_of_thing", "g, thing", 2, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *thing = text_argument (aTHX_ &call, 1, "thing");

  enter_library (aTHX_ &call);
  int64_t result = guestfs_size_of_thing (call.g, thing);
  leave_library (aTHX_ &call, result == -1);
  return_value (aTHX_ &call, int64_value (aTHX_ result));
}

static void
call_is_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "is_thing", "g, thing", 2, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *thing = text_argument (aTHX_ &call, 1, "thing");

  enter_library (aTHX_ &call);
  int result = guestfs_is_thing (call.g, thing);
  leave_library (aTHX_ &call, result == -1);
  return_value (aTHX_ &call, newSViv (result));
}

static void
call_check_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "check_thing", "g, thing", 2, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *thing = text_argument (aTHX_ &call, 1, "thing");

  enter_library (aTHX_ &call);
  int result = guestfs_check_thing (call.g, thing);
  leave_library (aTHX_ &call, result == -1);
  return_value (aTHX_ &call, newSViv (result));
}

static void
call_name_of_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "name_of_thing", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char *result = guestfs_name_of_thing (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text (aTHX_ &call, result);
}

static void
call_uuid_of_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "uuid_of_thing", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char *result = guestfs_uuid_of_thing (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text (aTHX_ &call, result);
}

static void
call_number_of_things (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "number_of_things", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  int result = guestfs_number_of_things (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_value (aTHX_ &call, newSViv (result));
}

static void
call_names_of_things (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "names_of_things", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char **result = guestfs_names_of_things (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text_list (aTHX_ &call, result);
}

static void
call_about_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "about_thing", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char **result = guestfs_about_thing (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_text_list (aTHX_ &call, result);
}

static void
call_thing_as_struct (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "thing_as_struct", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  struct guestfs_item *result = guestfs_thing_as_struct (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_struct (aTHX_ &call, item_fields, result);
  guestfs_free_item (result);
}

static void
call_things_as_structs (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "things_as_structs", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  struct guestfs_item_list *result = guestfs_things_as_structs (call.g);
  leave_library (aTHX_ &call, result == NULL);
  return_struct_list (aTHX_ &call, item_fields, result->val,
                      sizeof *result->val, result->len);
  guestfs_free_item_list (result);
}

static void
call_image_of_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "image_of_thing", "g", 1, NULL };
  struct call call;
  size_t result_size;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  char *result = guestfs_image_of_thing (call.g, &result_size);
  leave_library (aTHX_ &call, result == NULL);
  return_buffer (aTHX_ &call, result, result_size);
}

static void
call_send_thing (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "send_thing", "g, remote, filename", 3, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *remote = text_argument (aTHX_ &call, 1, "remote");
  const char *filename = text_argument (aTHX_ &call, 2, "filename");

  enter_library (aTHX_ &call);
  int result = guestfs_send_thing (call.g, remote, filename);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static const struct option old_options_options[] = {
  { "label", OPTION_TEXT, offsetof (struct guestfs_old_options_argv, label),
    GUESTFS_OLD_OPTIONS_LABEL_BITMASK },
  { NULL, 0, 0, 0 }
};

static void
call_old_options (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "old_options", "g, title, depth, ...", 3, old_options_options };
  struct call call;
  struct guestfs_old_options_argv optargs = { .bitmask = 0 };

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  warn_deprecated (aTHX_ &call, "all_options");
  const char *title = text_argument (aTHX_ &call, 1, "title");
  int depth = int_argument (aTHX_ &call, 2, "depth");
  take_options (aTHX_ &call, &optargs);

  enter_library (aTHX_ &call);
  int result = guestfs_old_options_argv (call.g, title, depth, &optargs);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_older_options (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "older_options", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  warn_deprecated (aTHX_ &call, "all_options");

  enter_library (aTHX_ &call);
  int result = guestfs_older_options (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_oldest_options (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "oldest_options", "g, title, thing", 3, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  warn_deprecated (aTHX_ &call, "all_options");
  const char *title = text_argument (aTHX_ &call, 1, "title");
  const char *thing = text_argument (aTHX_ &call, 2, "thing");

  enter_library (aTHX_ &call);
  int result = guestfs_oldest_options (call.g, title, thing);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_open_memory (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "open_memory", "g, name", 2, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *name = text_argument (aTHX_ &call, 1, "name");

  enter_library (aTHX_ &call);
  int result = guestfs_open_memory (call.g, name);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static void
call_remember (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "remember", "g, name", 2, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);
  const char *name = text_argument (aTHX_ &call, 1, "name");

  enter_library (aTHX_ &call);
  char *result = guestfs_remember (call.g, name);
  leave_library (aTHX_ &call, result == NULL);
  return_text (aTHX_ &call, result);
}

static void
call_close_memory (pTHX_ CV *cv)
{
  dXSARGS;
  static const struct signature signature
    = { "close_memory", "g", 1, NULL };
  struct call call;

  begin_call (aTHX_ &call, &signature, cv, ax, items);

  enter_library (aTHX_ &call);
  int result = guestfs_close_memory (call.g);
  leave_library (aTHX_ &call, result == -1);
  return_nothing (aTHX_ &call);
}

static const struct {
  const char *name;
  XSUBADDR_t sub;
} calls_things[] = {
  { "Sys::Guestfs::all_arguments", call_all_arguments },
  { "Sys::Guestfs::all_options", call_all_options },
  { "Sys::Guestfs::all_options_opts", call_all_options },
  { "Sys::Guestfs::upload_thing", call_upload_thing },
  { "Sys::Guestfs::download_thing", call_download_thing },
  { "Sys::Guestfs::returns_nothing", call_returns_nothing },
  { "Sys::Guestfs::returns_int", call_returns_int },
  { "Sys::Guestfs::returns_int64", call_returns_int64 },
  { "Sys::Guestfs::returns_bool", call_returns_bool },
  { "Sys::Guestfs::returns_text", call_returns_text },
  { "Sys::Guestfs::returns_device", call_returns_device },
  { "Sys::Guestfs::returns_mountable", call_returns_mountable },
  { "Sys::Guestfs::returns_text_list", call_returns_text_list },
  { "Sys::Guestfs::returns_device_list", call_returns_device_list },
  { "Sys::Guestfs::returns_mountable_list", call_returns_mountable_list },
  { "Sys::Guestfs::returns_struct", call_returns_struct },
  { "Sys::Guestfs::returns_struct_list", call_returns_struct_list },
  { "Sys::Guestfs::returns_table", call_returns_table },
  { "Sys::Guestfs::returns_buffer", call_returns_buffer },
  { "Sys::Guestfs::list_thing", call_list_thing },
  { "Sys::Guestfs::make_thing", call_make_thing },
  { "Sys::Guestfs::size_of_thing", call_size_of_thing },
  { "Sys::Guestfs::is_thing", call_is_thing },
  { "Sys::Guestfs::check_thing", call_check_thing },
  { "Sys::Guestfs::name_of_thing", call_name_of_thing },
  { "Sys::Guestfs::uuid_of_thing", call_uuid_of_thing },
  { "Sys::Guestfs::number_of_things", call_number_of_things },
  { "Sys::Guestfs::names_of_things", call_names_of_things },
  { "Sys::Guestfs::about_thing", call_about_thing },
  { "Sys::Guestfs::thing_as_struct", call_thing_as_struct },
  { "Sys::Guestfs::things_as_structs", call_things_as_structs },
  { "Sys::Guestfs::image_of_thing", call_image_of_thing },
  { "Sys::Guestfs::send_thing", call_send_thing },
  { "Sys::Guestfs::old_options", call_old_options },
  { "Sys::Guestfs::older_options", call_older_options },
  { "Sys::Guestfs::oldest_options", call_oldest_options },
  { "Sys::Guestfs::open_memory", call_open_memory },
  { "Sys::Guestfs::remember", call_remember },
  { "Sys::Guestfs::close_memory", call_close_memory },
  { NULL, NULL },
};

void
boot_calls_things (pTHX)
{
  for (size_t i = 0; calls_things[i].name != NULL; ++i)
    newXS (calls_things[i].name, calls_things[i].sub, __FILE__);
}

