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
  { NULL, NULL },
};

void
boot_calls_things (pTHX)
{
  for (size_t i = 0; calls_things[i].name != NULL; ++i)
    newXS (calls_things[i].name, calls_things[i].sub, __FILE__);
}

