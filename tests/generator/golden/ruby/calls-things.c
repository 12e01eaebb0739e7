/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Things: the calls of the API as methods of Guestfs::Guestfs.
 * Made by generator/emit/ruby/ruby_c.ml from the declarations in generator/api/. */

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

extern void define_calls_things (void);

struct all_arguments_call {
  struct call call;
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
  int result;
};

static bool
run_all_arguments (void *data)
{
  struct all_arguments_call *c = data;
  c->result = guestfs_all_arguments (c->call.g, c->plain_one, c->path_one, c->device_one, c->mountable_one, c->either_one, c->any_one, c->key_one, c->guid_one, c->maybe_one, c->texts, c->devices, c->names, c->paths, c->content, c->content_size, c->number, c->large, c->flag);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.all_arguments(plain_one, path_one, device_one, mountable_one, either_one, any_one, key_one, guid_one, maybe_one, texts, devices, names, paths, content, number, large, flag) -> nil
 *
 * Take one of every kind.
 *
 * Takes <tt>number</tt> of #returns_table things, see thing(8).
 *
 * Added in version 1.0.1.
 */
static VALUE
call_all_arguments (int argc, VALUE *argv, VALUE self)
{
  struct all_arguments_call c;

  begin_call (&c.call, "all_arguments", self, argc, argv, 17, NULL);
  c.plain_one = text_argument (&c.call, 0, "plain_one");
  c.path_one = text_argument (&c.call, 1, "path_one");
  c.device_one = text_argument (&c.call, 2, "device_one");
  c.mountable_one = text_argument (&c.call, 3, "mountable_one");
  c.either_one = text_argument (&c.call, 4, "either_one");
  c.any_one = text_argument (&c.call, 5, "any_one");
  c.key_one = text_argument (&c.call, 6, "key_one");
  c.guid_one = text_argument (&c.call, 7, "guid_one");
  c.maybe_one = optional_text_argument (&c.call, 8, "maybe_one");
  c.texts = text_list_argument (&c.call, 9, "texts");
  c.devices = text_list_argument (&c.call, 10, "devices");
  c.names = text_list_argument (&c.call, 11, "names");
  c.paths = text_list_argument (&c.call, 12, "paths");
  c.content = buffer_argument (&c.call, 13, "content", &c.content_size);
  c.number = int_argument (&c.call, 14, "number");
  c.large = int64_argument (&c.call, 15, "large");
  c.flag = bool_argument (&c.call, 16, "flag");
  run_call (run_all_arguments, &c);
  return Qnil;
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

struct all_options_call {
  struct call call;
  const char *name;
  struct guestfs_all_options_opts_argv optargs;
  int result;
};

static bool
run_all_options (void *data)
{
  struct all_options_call *c = data;
  c->result = guestfs_all_options_opts_argv (c->call.g, c->name, &c->optargs);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.all_options(name, quick: nil, depth: nil, offset: nil, label: nil, servers: nil, below: nil, journal: nil, origin: nil, ident: nil, password: nil, spares: nil, others: nil, parts: nil) -> nil
 *
 * Take one option of every kind.
 *
 * With <tt>quick</tt> the <em>fast</em> way.
 *
 *   verbatim
 *
 * - item <tt>label</tt>
 * - nil
 *
 *   g.all_options("x", label: "L", quick: true)
 *
 * Added in version 1.0.2.
 */
static VALUE
call_all_options (int argc, VALUE *argv, VALUE self)
{
  struct all_options_call c;

  begin_call (&c.call, "all_options", self, argc, argv, 1, all_options_options);
  c.name = text_argument (&c.call, 0, "name");
  c.optargs.bitmask = 0;
  take_options (&c.call, 1, all_options_options, &c.optargs);
  run_call (run_all_options, &c);
  return Qnil;
}

struct upload_thing_call {
  struct call call;
  const char *filename;
  const char *remote;
  int result;
};

static bool
run_upload_thing (void *data)
{
  struct upload_thing_call *c = data;
  c->result = guestfs_upload_thing (c->call.g, c->filename, c->remote);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.upload_thing(filename, remote) -> nil
 *
 * Send a file.
 *
 * Sends <tt>filename</tt>.
 *
 * Added in version 1.0.3.
 */
static VALUE
call_upload_thing (int argc, VALUE *argv, VALUE self)
{
  struct upload_thing_call c;

  begin_call (&c.call, "upload_thing", self, argc, argv, 2, NULL);
  c.filename = text_argument (&c.call, 0, "filename");
  c.remote = text_argument (&c.call, 1, "remote");
  run_call (run_upload_thing, &c);
  return Qnil;
}

struct download_thing_call {
  struct call call;
  const char *remote;
  const char *filename;
  int result;
};

static bool
run_download_thing (void *data)
{
  struct download_thing_call *c = data;
  c->result = guestfs_download_thing (c->call.g, c->remote, c->filename);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.download_thing(remote, filename) -> nil
 *
 * Receive a file.
 *
 * Receives <tt>filename</tt>.
 *
 * Added in version 1.0.3.
 */
static VALUE
call_download_thing (int argc, VALUE *argv, VALUE self)
{
  struct download_thing_call c;

  begin_call (&c.call, "download_thing", self, argc, argv, 2, NULL);
  c.remote = text_argument (&c.call, 0, "remote");
  c.filename = text_argument (&c.call, 1, "filename");
  run_call (run_download_thing, &c);
  return Qnil;
}

struct returns_nothing_call {
  struct call call;
  int result;
};

static bool
run_returns_nothing (void *data)
{
  struct returns_nothing_call *c = data;
  c->result = guestfs_returns_nothing (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.returns_nothing -> nil
 *
 * Return nothing.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_nothing (int argc, VALUE *argv, VALUE self)
{
  struct returns_nothing_call c;

  begin_call (&c.call, "returns_nothing", self, argc, argv, 0, NULL);
  run_call (run_returns_nothing, &c);
  return Qnil;
}

struct returns_int_call {
  struct call call;
  int result;
};

static bool
run_returns_int (void *data)
{
  struct returns_int_call *c = data;
  c->result = guestfs_returns_int (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.returns_int -> Integer
 *
 * Return a number.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_int (int argc, VALUE *argv, VALUE self)
{
  struct returns_int_call c;

  begin_call (&c.call, "returns_int", self, argc, argv, 0, NULL);
  run_call (run_returns_int, &c);
  return INT2NUM (c.result);
}

struct returns_int64_call {
  struct call call;
  int64_t result;
};

static bool
run_returns_int64 (void *data)
{
  struct returns_int64_call *c = data;
  c->result = guestfs_returns_int64 (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.returns_int64 -> Integer
 *
 * Return a large number.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_int64 (int argc, VALUE *argv, VALUE self)
{
  struct returns_int64_call c;

  begin_call (&c.call, "returns_int64", self, argc, argv, 0, NULL);
  run_call (run_returns_int64, &c);
  return LL2NUM (c.result);
}

struct returns_bool_call {
  struct call call;
  int result;
};

static bool
run_returns_bool (void *data)
{
  struct returns_bool_call *c = data;
  c->result = guestfs_returns_bool (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.returns_bool -> 1 or 0
 *
 * Return a truth.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_bool (int argc, VALUE *argv, VALUE self)
{
  struct returns_bool_call c;

  begin_call (&c.call, "returns_bool", self, argc, argv, 0, NULL);
  run_call (run_returns_bool, &c);
  return INT2NUM (c.result);
}

/*
 * The same as #returns_bool, but true or false.
 */
static VALUE
ask_returns_bool (int argc, VALUE *argv, VALUE self)
{
  return call_returns_bool (argc, argv, self) == INT2FIX (1) ? Qtrue : Qfalse; /* returns_bool? */
}

struct returns_text_call {
  struct call call;
  char *result;
};

static bool
run_returns_text (void *data)
{
  struct returns_text_call *c = data;
  c->result = guestfs_returns_text (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_text -> String
 *
 * Return text.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_text (int argc, VALUE *argv, VALUE self)
{
  struct returns_text_call c;

  begin_call (&c.call, "returns_text", self, argc, argv, 0, NULL);
  run_call (run_returns_text, &c);
  return text_result (c.result);
}

struct returns_device_call {
  struct call call;
  char *result;
};

static bool
run_returns_device (void *data)
{
  struct returns_device_call *c = data;
  c->result = guestfs_returns_device (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_device -> String
 *
 * Return a device.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_device (int argc, VALUE *argv, VALUE self)
{
  struct returns_device_call c;

  begin_call (&c.call, "returns_device", self, argc, argv, 0, NULL);
  run_call (run_returns_device, &c);
  return text_result (c.result);
}

struct returns_mountable_call {
  struct call call;
  char *result;
};

static bool
run_returns_mountable (void *data)
{
  struct returns_mountable_call *c = data;
  c->result = guestfs_returns_mountable (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_mountable -> String
 *
 * Return a mountable.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_mountable (int argc, VALUE *argv, VALUE self)
{
  struct returns_mountable_call c;

  begin_call (&c.call, "returns_mountable", self, argc, argv, 0, NULL);
  run_call (run_returns_mountable, &c);
  return text_result (c.result);
}

struct returns_text_list_call {
  struct call call;
  char **result;
};

static bool
run_returns_text_list (void *data)
{
  struct returns_text_list_call *c = data;
  c->result = guestfs_returns_text_list (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_text_list -> Array of String
 *
 * Return texts.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_text_list (int argc, VALUE *argv, VALUE self)
{
  struct returns_text_list_call c;

  begin_call (&c.call, "returns_text_list", self, argc, argv, 0, NULL);
  run_call (run_returns_text_list, &c);
  return text_list_result (c.result);
}

struct returns_device_list_call {
  struct call call;
  char **result;
};

static bool
run_returns_device_list (void *data)
{
  struct returns_device_list_call *c = data;
  c->result = guestfs_returns_device_list (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_device_list -> Array of String
 *
 * Return devices.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_device_list (int argc, VALUE *argv, VALUE self)
{
  struct returns_device_list_call c;

  begin_call (&c.call, "returns_device_list", self, argc, argv, 0, NULL);
  run_call (run_returns_device_list, &c);
  return text_list_result (c.result);
}

struct returns_mountable_list_call {
  struct call call;
  char **result;
};

static bool
run_returns_mountable_list (void *data)
{
  struct returns_mountable_list_call *c = data;
  c->result = guestfs_returns_mountable_list (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_mountable_list -> Array of String
 *
 * Return mountables.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_mountable_list (int argc, VALUE *argv, VALUE self)
{
  struct returns_mountable_list_call c;

  begin_call (&c.call, "returns_mountable_list", self, argc, argv, 0, NULL);
  run_call (run_returns_mountable_list, &c);
  return text_list_result (c.result);
}

struct returns_struct_call {
  struct call call;
  struct guestfs_item *result;
};

static bool
run_returns_struct (void *data)
{
  struct returns_struct_call *c = data;
  c->result = guestfs_returns_struct (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_struct -> Hash
 *
 * Return a struct.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_struct (int argc, VALUE *argv, VALUE self)
{
  struct returns_struct_call c;

  begin_call (&c.call, "returns_struct", self, argc, argv, 0, NULL);
  run_call (run_returns_struct, &c);
  VALUE object = struct_result (item_fields, c.result);
  guestfs_free_item (c.result);
  return object;
}

struct returns_struct_list_call {
  struct call call;
  struct guestfs_item_list *result;
};

static bool
run_returns_struct_list (void *data)
{
  struct returns_struct_list_call *c = data;
  c->result = guestfs_returns_struct_list (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_struct_list -> Array of Hash
 *
 * Return structs.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_struct_list (int argc, VALUE *argv, VALUE self)
{
  struct returns_struct_list_call c;

  begin_call (&c.call, "returns_struct_list", self, argc, argv, 0, NULL);
  run_call (run_returns_struct_list, &c);
  VALUE object = struct_list_result (item_fields, c.result->val,
                                     sizeof *c.result->val, c.result->len);
  guestfs_free_item_list (c.result);
  return object;
}

struct returns_table_call {
  struct call call;
  char **result;
};

static bool
run_returns_table (void *data)
{
  struct returns_table_call *c = data;
  c->result = guestfs_returns_table (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_table -> Hash
 *
 * Return a table.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_table (int argc, VALUE *argv, VALUE self)
{
  struct returns_table_call c;

  begin_call (&c.call, "returns_table", self, argc, argv, 0, NULL);
  run_call (run_returns_table, &c);
  return table_result (c.result);
}

struct returns_buffer_call {
  struct call call;
  size_t result_size;
  char *result;
};

static bool
run_returns_buffer (void *data)
{
  struct returns_buffer_call *c = data;
  c->result = guestfs_returns_buffer (c->call.g, &c->result_size);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.returns_buffer -> String
 *
 * Return bytes.
 *
 * Does.
 *
 * Added in version 1.0.4.
 */
static VALUE
call_returns_buffer (int argc, VALUE *argv, VALUE self)
{
  struct returns_buffer_call c;

  begin_call (&c.call, "returns_buffer", self, argc, argv, 0, NULL);
  run_call (run_returns_buffer, &c);
  return buffer_result (c.result, c.result_size);
}

struct list_thing_call {
  struct call call;
  const char *directory;
  int64_t level;
  char *const *words;
  char **result;
};

static bool
run_list_thing (void *data)
{
  struct list_thing_call *c = data;
  c->result = guestfs_list_thing (c->call.g, c->directory, c->level, c->words);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.list_thing(directory, level, words) -> Array of String
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_list_thing (int argc, VALUE *argv, VALUE self)
{
  struct list_thing_call c;

  begin_call (&c.call, "list_thing", self, argc, argv, 3, NULL);
  c.directory = text_argument (&c.call, 0, "directory");
  c.level = int64_argument (&c.call, 1, "level");
  c.words = text_list_argument (&c.call, 2, "words");
  run_call (run_list_thing, &c);
  return text_list_result (c.result);
}

void
define_calls_things (void)
{
  VALUE module = rb_define_module ("Guestfs");
  VALUE class = rb_define_class_under (module, "Guestfs", rb_cObject);

  rb_define_method (class, "all_arguments", call_all_arguments, -1);
  rb_define_method (class, "all_options", call_all_options, -1);
  rb_define_method (class, "all_options_opts", call_all_options, -1);
  rb_define_method (class, "upload_thing", call_upload_thing, -1);
  rb_define_method (class, "download_thing", call_download_thing, -1);
  rb_define_method (class, "returns_nothing", call_returns_nothing, -1);
  rb_define_method (class, "returns_int", call_returns_int, -1);
  rb_define_method (class, "returns_int64", call_returns_int64, -1);
  rb_define_method (class, "returns_bool", call_returns_bool, -1);
  rb_define_method (class, "returns_bool?", ask_returns_bool, -1);
  rb_define_method (class, "returns_text", call_returns_text, -1);
  rb_define_method (class, "returns_device", call_returns_device, -1);
  rb_define_method (class, "returns_mountable", call_returns_mountable, -1);
  rb_define_method (class, "returns_text_list", call_returns_text_list, -1);
  rb_define_method (class, "returns_device_list", call_returns_device_list, -1);
  rb_define_method (class, "returns_mountable_list", call_returns_mountable_list, -1);
  rb_define_method (class, "returns_struct", call_returns_struct, -1);
  rb_define_method (class, "returns_struct_list", call_returns_struct_list, -1);
  rb_define_method (class, "returns_table", call_returns_table, -1);
  rb_define_method (class, "returns_buffer", call_returns_buffer, -1);
  rb_define_method (class, "list_thing", call_list_thing, -1);
}

