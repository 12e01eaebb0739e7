/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Things: the calls of the API as functions of libguestfsmod.
 * Made by generator/emit/python/python_c.ml from the declarations in generator/api/. */

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

extern PyMethodDef things_calls[];

static PyObject *
call_all_arguments (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *plain_one;
  const char *path_one;
  const char *device_one;
  const char *mountable_one;
  const char *either_one;
  const char *any_one;
  const char *key_one;
  const char *guid_one;
  const char *maybe_one;
  char *const *texts;
  char *const *devices;
  char *const *names;
  char *const *paths;
  const char *content;
  size_t content_size;
  int number;
  int64_t large;
  int flag;
  (void) module;

  if (!begin_call (&call, "all_arguments", given, nr_given, 17) ||
      !text_argument (&call, 0, "plain_one", &plain_one) ||
      !text_argument (&call, 1, "path_one", &path_one) ||
      !text_argument (&call, 2, "device_one", &device_one) ||
      !text_argument (&call, 3, "mountable_one", &mountable_one) ||
      !text_argument (&call, 4, "either_one", &either_one) ||
      !text_argument (&call, 5, "any_one", &any_one) ||
      !text_argument (&call, 6, "key_one", &key_one) ||
      !text_argument (&call, 7, "guid_one", &guid_one) ||
      !optional_text_argument (&call, 8, "maybe_one", &maybe_one) ||
      !text_list_argument (&call, 9, "texts", &texts) ||
      !text_list_argument (&call, 10, "devices", &devices) ||
      !text_list_argument (&call, 11, "names", &names) ||
      !text_list_argument (&call, 12, "paths", &paths) ||
      !buffer_argument (&call, 13, "content", &content, &content_size) ||
      !int_argument (&call, 14, "number", &number) ||
      !int64_argument (&call, 15, "large", &large) ||
      !bool_argument (&call, 16, "flag", &flag) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_all_arguments (call.g, plain_one, path_one, device_one, mountable_one, either_one, any_one, key_one, guid_one, maybe_one, texts, devices, names, paths, content, content_size, number, large, flag);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_all_options (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *name;
  struct guestfs_all_options_opts_argv optargs = { .bitmask = 0 };
  (void) module;

  if (!begin_call (&call, "all_options", given, nr_given, 15) ||
      !text_argument (&call, 0, "name", &name) ||
      !bool_option (&call, 1, "quick", &optargs.quick,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_QUICK_BITMASK) ||
      !int_option (&call, 2, "depth", &optargs.depth,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_DEPTH_BITMASK) ||
      !int64_option (&call, 3, "offset", &optargs.offset,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_OFFSET_BITMASK) ||
      !text_option (&call, 4, "label", &optargs.label,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_LABEL_BITMASK) ||
      !text_list_option (&call, 5, "servers", &optargs.servers,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_SERVERS_BITMASK) ||
      !text_option (&call, 6, "below", &optargs.below,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_BELOW_BITMASK) ||
      !text_option (&call, 7, "journal", &optargs.journal,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_JOURNAL_BITMASK) ||
      !text_option (&call, 8, "origin", &optargs.origin,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_ORIGIN_BITMASK) ||
      !text_option (&call, 9, "ident", &optargs.ident,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_IDENT_BITMASK) ||
      !text_option (&call, 10, "password", &optargs.password,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_PASSWORD_BITMASK) ||
      !text_list_option (&call, 11, "spares", &optargs.spares,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_SPARES_BITMASK) ||
      !text_list_option (&call, 12, "others", &optargs.others,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_OTHERS_BITMASK) ||
      !text_list_option (&call, 13, "parts", &optargs.parts,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_PARTS_BITMASK) ||
      !bool_option (&call, 14, "rescue", &optargs.rescue,
      &optargs.bitmask, GUESTFS_ALL_OPTIONS_OPTS_RESCUE_BITMASK) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_all_options_opts_argv (call.g, name, &optargs);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_upload_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *filename;
  const char *remote;
  (void) module;

  if (!begin_call (&call, "upload_thing", given, nr_given, 2) ||
      !text_argument (&call, 0, "filename", &filename) ||
      !text_argument (&call, 1, "remote", &remote) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_upload_thing (call.g, filename, remote);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_download_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *remote;
  const char *filename;
  (void) module;

  if (!begin_call (&call, "download_thing", given, nr_given, 2) ||
      !text_argument (&call, 0, "remote", &remote) ||
      !text_argument (&call, 1, "filename", &filename) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_download_thing (call.g, remote, filename);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_returns_nothing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_nothing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_returns_nothing (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_returns_int (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_int", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_returns_int (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  return PyLong_FromLong (result);
}

static PyObject *
call_returns_int64 (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_int64", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int64_t result = guestfs_returns_int64 (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  return PyLong_FromLongLong (result);
}

static PyObject *
call_returns_bool (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_bool", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_returns_bool (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  return PyLong_FromLong (result);
}

static PyObject *
call_returns_text (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_text", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char *result = guestfs_returns_text (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_result (result);
}

static PyObject *
call_returns_device (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_device", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char *result = guestfs_returns_device (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_result (result);
}

static PyObject *
call_returns_mountable (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_mountable", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char *result = guestfs_returns_mountable (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_result (result);
}

static PyObject *
call_returns_text_list (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_text_list", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char **result = guestfs_returns_text_list (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_list_result (result);
}

static PyObject *
call_returns_device_list (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_device_list", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char **result = guestfs_returns_device_list (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_list_result (result);
}

static PyObject *
call_returns_mountable_list (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_mountable_list", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char **result = guestfs_returns_mountable_list (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_list_result (result);
}

static PyObject *
call_returns_struct (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_struct", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  struct guestfs_item *result = guestfs_returns_struct (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  PyObject *object = struct_result (item_fields, result);
  guestfs_free_item (result);
  return object;
}

static PyObject *
call_returns_struct_list (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_struct_list", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  struct guestfs_item_list *result = guestfs_returns_struct_list (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  PyObject *object = struct_list_result (item_fields, result->val,
                                         sizeof *result->val, result->len);
  guestfs_free_item_list (result);
  return object;
}

static PyObject *
call_returns_table (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "returns_table", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char **result = guestfs_returns_table (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return table_result (result);
}

static PyObject *
call_returns_buffer (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  size_t result_size;
  (void) module;

  if (!begin_call (&call, "returns_buffer", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char *result = guestfs_returns_buffer (call.g, &result_size);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return buffer_result (result, result_size);
}

static PyObject *
call_list_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *directory;
  int64_t level;
  char *const *words;
  (void) module;

  if (!begin_call (&call, "list_thing", given, nr_given, 3) ||
      !text_argument (&call, 0, "directory", &directory) ||
      !int64_argument (&call, 1, "level", &level) ||
      !text_list_argument (&call, 2, "words", &words) ||
      !enter_library (&call))
    return NULL;
  char **result = guestfs_list_thing (call.g, directory, level, words);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_list_result (result);
}

static PyObject *
call_make_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *thing;
  char *const *others;
  const char *log;
  const char *key;
  const char *newkey;
  int deep;
  const char *comment;
  struct guestfs_make_thing_argv optargs = { .bitmask = 0 };
  (void) module;

  if (!begin_call (&call, "make_thing", given, nr_given, 12) ||
      !text_argument (&call, 0, "thing", &thing) ||
      !text_list_argument (&call, 1, "others", &others) ||
      !text_argument (&call, 2, "log", &log) ||
      !text_argument (&call, 3, "key", &key) ||
      !text_argument (&call, 4, "newkey", &newkey) ||
      !bool_argument (&call, 5, "deep", &deep) ||
      !optional_text_argument (&call, 6, "comment", &comment) ||
      !int64_option (&call, 7, "size", &optargs.size,
      &optargs.bitmask, GUESTFS_MAKE_THING_SIZE_BITMASK) ||
      !bool_option (&call, 8, "quick", &optargs.quick,
      &optargs.bitmask, GUESTFS_MAKE_THING_QUICK_BITMASK) ||
      !text_option (&call, 9, "label", &optargs.label,
      &optargs.bitmask, GUESTFS_MAKE_THING_LABEL_BITMASK) ||
      !text_list_option (&call, 10, "without", &optargs.without,
      &optargs.bitmask, GUESTFS_MAKE_THING_WITHOUT_BITMASK) ||
      !text_option (&call, 11, "journal", &optargs.journal,
      &optargs.bitmask, GUESTFS_MAKE_THING_JOURNAL_BITMASK) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_make_thing_argv (call.g, thing, others, log, key, newkey, deep, comment, &optargs);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_size_of_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *thing;
  (void) module;

  if (!begin_call (&call, "size_of_thing", given, nr_given, 1) ||
      !text_argument (&call, 0, "thing", &thing) ||
      !enter_library (&call))
    return NULL;
  int64_t result = guestfs_size_of_thing (call.g, thing);
  if (!leave_library (&call, result == -1))
    return NULL;
  return PyLong_FromLongLong (result);
}

static PyObject *
call_is_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *thing;
  (void) module;

  if (!begin_call (&call, "is_thing", given, nr_given, 1) ||
      !text_argument (&call, 0, "thing", &thing) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_is_thing (call.g, thing);
  if (!leave_library (&call, result == -1))
    return NULL;
  return PyLong_FromLong (result);
}

static PyObject *
call_check_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *thing;
  (void) module;

  if (!begin_call (&call, "check_thing", given, nr_given, 1) ||
      !text_argument (&call, 0, "thing", &thing) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_check_thing (call.g, thing);
  if (!leave_library (&call, result == -1))
    return NULL;
  return PyLong_FromLong (result);
}

static PyObject *
call_name_of_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "name_of_thing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char *result = guestfs_name_of_thing (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_result (result);
}

static PyObject *
call_uuid_of_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "uuid_of_thing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char *result = guestfs_uuid_of_thing (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_result (result);
}

static PyObject *
call_number_of_things (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "number_of_things", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_number_of_things (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  return PyLong_FromLong (result);
}

static PyObject *
call_names_of_things (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "names_of_things", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char **result = guestfs_names_of_things (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_list_result (result);
}

static PyObject *
call_about_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "about_thing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char **result = guestfs_about_thing (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return table_result (result);
}

static PyObject *
call_thing_as_struct (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "thing_as_struct", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  struct guestfs_item *result = guestfs_thing_as_struct (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  PyObject *object = struct_result (item_fields, result);
  guestfs_free_item (result);
  return object;
}

static PyObject *
call_things_as_structs (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "things_as_structs", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  struct guestfs_item_list *result = guestfs_things_as_structs (call.g);
  if (!leave_library (&call, result == NULL))
    return NULL;
  PyObject *object = struct_list_result (item_fields, result->val,
                                         sizeof *result->val, result->len);
  guestfs_free_item_list (result);
  return object;
}

static PyObject *
call_image_of_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  size_t result_size;
  (void) module;

  if (!begin_call (&call, "image_of_thing", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  char *result = guestfs_image_of_thing (call.g, &result_size);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return buffer_result (result, result_size);
}

static PyObject *
call_send_thing (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *remote;
  const char *filename;
  (void) module;

  if (!begin_call (&call, "send_thing", given, nr_given, 2) ||
      !text_argument (&call, 0, "remote", &remote) ||
      !text_argument (&call, 1, "filename", &filename) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_send_thing (call.g, remote, filename);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_old_options (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *title;
  int depth;
  struct guestfs_old_options_argv optargs = { .bitmask = 0 };
  (void) module;

  if (!begin_call (&call, "old_options", given, nr_given, 3) ||
      !text_argument (&call, 0, "title", &title) ||
      !int_argument (&call, 1, "depth", &depth) ||
      !text_option (&call, 2, "label", &optargs.label,
      &optargs.bitmask, GUESTFS_OLD_OPTIONS_LABEL_BITMASK) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_old_options_argv (call.g, title, depth, &optargs);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_older_options (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "older_options", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_older_options (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_oldest_options (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *title;
  const char *thing;
  (void) module;

  if (!begin_call (&call, "oldest_options", given, nr_given, 2) ||
      !text_argument (&call, 0, "title", &title) ||
      !text_argument (&call, 1, "thing", &thing) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_oldest_options (call.g, title, thing);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_open_memory (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *name;
  (void) module;

  if (!begin_call (&call, "open_memory", given, nr_given, 1) ||
      !text_argument (&call, 0, "name", &name) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_open_memory (call.g, name);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

static PyObject *
call_remember (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  const char *name;
  (void) module;

  if (!begin_call (&call, "remember", given, nr_given, 1) ||
      !text_argument (&call, 0, "name", &name) ||
      !enter_library (&call))
    return NULL;
  char *result = guestfs_remember (call.g, name);
  if (!leave_library (&call, result == NULL))
    return NULL;
  return text_result (result);
}

static PyObject *
call_close_memory (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)
{
  CLEANUP_CALL struct call call = { 0 };
  (void) module;

  if (!begin_call (&call, "close_memory", given, nr_given, 0) ||
      !enter_library (&call))
    return NULL;
  int result = guestfs_close_memory (call.g);
  if (!leave_library (&call, result == -1))
    return NULL;
  Py_RETURN_NONE;
}

PyMethodDef things_calls[] = {
  { "all_arguments", (PyCFunction) (void (*) (void)) call_all_arguments, METH_FASTCALL, NULL },
  { "all_options", (PyCFunction) (void (*) (void)) call_all_options, METH_FASTCALL, NULL },
  { "upload_thing", (PyCFunction) (void (*) (void)) call_upload_thing, METH_FASTCALL, NULL },
  { "download_thing", (PyCFunction) (void (*) (void)) call_download_thing, METH_FASTCALL, NULL },
  { "returns_nothing", (PyCFunction) (void (*) (void)) call_returns_nothing, METH_FASTCALL, NULL },
  { "returns_int", (PyCFunction) (void (*) (void)) call_returns_int, METH_FASTCALL, NULL },
  { "returns_int64", (PyCFunction) (void (*) (void)) call_returns_int64, METH_FASTCALL, NULL },
  { "returns_bool", (PyCFunction) (void (*) (void)) call_returns_bool, METH_FASTCALL, NULL },
  { "returns_text", (PyCFunction) (void (*) (void)) call_returns_text, METH_FASTCALL, NULL },
  { "returns_device", (PyCFunction) (void (*) (void)) call_returns_device, METH_FASTCALL, NULL },
  { "returns_mountable", (PyCFunction) (void (*) (void)) call_returns_mountable, METH_FASTCALL, NULL },
  { "returns_text_list", (PyCFunction) (void (*) (void)) call_returns_text_list, METH_FASTCALL, NULL },
  { "returns_device_list", (PyCFunction) (void (*) (void)) call_returns_device_list, METH_FASTCALL, NULL },
  { "returns_mountable_list", (PyCFunction) (void (*) (void)) call_returns_mountable_list, METH_FASTCALL, NULL },
  { "returns_struct", (PyCFunction) (void (*) (void)) call_returns_struct, METH_FASTCALL, NULL },
  { "returns_struct_list", (PyCFunction) (void (*) (void)) call_returns_struct_list, METH_FASTCALL, NULL },
  { "returns_table", (PyCFunction) (void (*) (void)) call_returns_table, METH_FASTCALL, NULL },
  { "returns_buffer", (PyCFunction) (void (*) (void)) call_returns_buffer, METH_FASTCALL, NULL },
  { "list_thing", (PyCFunction) (void (*) (void)) call_list_thing, METH_FASTCALL, NULL },
  { "make_thing", (PyCFunction) (void (*) (void)) call_make_thing, METH_FASTCALL, NULL },
  { "size_of_thing", (PyCFunction) (void (*) (void)) call_size_of_thing, METH_FASTCALL, NULL },
  { "is_thing", (PyCFunction) (void (*) (void)) call_is_thing, METH_FASTCALL, NULL },
  { "check_thing", (PyCFunction) (void (*) (void)) call_check_thing, METH_FASTCALL, NULL },
  { "name_of_thing", (PyCFunction) (void (*) (void)) call_name_of_thing, METH_FASTCALL, NULL },
  { "uuid_of_thing", (PyCFunction) (void (*) (void)) call_uuid_of_thing, METH_FASTCALL, NULL },
  { "number_of_things", (PyCFunction) (void (*) (void)) call_number_of_things, METH_FASTCALL, NULL },
  { "names_of_things", (PyCFunction) (void (*) (void)) call_names_of_things, METH_FASTCALL, NULL },
  { "about_thing", (PyCFunction) (void (*) (void)) call_about_thing, METH_FASTCALL, NULL },
  { "thing_as_struct", (PyCFunction) (void (*) (void)) call_thing_as_struct, METH_FASTCALL, NULL },
  { "things_as_structs", (PyCFunction) (void (*) (void)) call_things_as_structs, METH_FASTCALL, NULL },
  { "image_of_thing", (PyCFunction) (void (*) (void)) call_image_of_thing, METH_FASTCALL, NULL },
  { "send_thing", (PyCFunction) (void (*) (void)) call_send_thing, METH_FASTCALL, NULL },
  { "old_options", (PyCFunction) (void (*) (void)) call_old_options, METH_FASTCALL, NULL },
  { "older_options", (PyCFunction) (void (*) (void)) call_older_options, METH_FASTCALL, NULL },
  { "oldest_options", (PyCFunction) (void (*) (void)) call_oldest_options, METH_FASTCALL, NULL },
  { "open_memory", (PyCFunction) (void (*) (void)) call_open_memory, METH_FASTCALL, NULL },
  { "remember", (PyCFunction) (void (*) (void)) call_remember, METH_FASTCALL, NULL },
  { "close_memory", (PyCFunction) (void (*) (void)) call_close_memory, METH_FASTCALL, NULL },
  { NULL, NULL, 0, NULL }
};

