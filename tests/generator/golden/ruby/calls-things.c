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
  { "rescue", OPTION_BOOL, offsetof (struct guestfs_all_options_opts_argv, rescue),
    GUESTFS_ALL_OPTIONS_OPTS_RESCUE_BITMASK },
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
 *   g.all_options(name, quick: nil, depth: nil, offset: nil, label: nil, servers: nil, below: nil, journal: nil, origin: nil, ident: nil, password: nil, spares: nil, others: nil, parts: nil, rescue: nil) -> nil
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

struct make_thing_call {
  struct call call;
  const char *thing;
  char *const *others;
  const char *log;
  const char *key;
  const char *newkey;
  int deep;
  const char *comment;
  struct guestfs_make_thing_argv optargs;
  int result;
};

static bool
run_make_thing (void *data)
{
  struct make_thing_call *c = data;
  c->result = guestfs_make_thing_argv (c->call.g, c->thing, c->others, c->log, c->key, c->newkey, c->deep, c->comment, &c->optargs);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.make_thing(thing, others, log, key, newkey, deep, comment, size: nil, quick: nil, label: nil, without: nil, journal: nil) -> nil
 *
 * Run a program with all words.
 *
 * Makes.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_make_thing (int argc, VALUE *argv, VALUE self)
{
  struct make_thing_call c;

  begin_call (&c.call, "make_thing", self, argc, argv, 7, make_thing_options);
  c.thing = text_argument (&c.call, 0, "thing");
  c.others = text_list_argument (&c.call, 1, "others");
  c.log = text_argument (&c.call, 2, "log");
  c.key = text_argument (&c.call, 3, "key");
  c.newkey = text_argument (&c.call, 4, "newkey");
  c.deep = bool_argument (&c.call, 5, "deep");
  c.comment = optional_text_argument (&c.call, 6, "comment");
  c.optargs.bitmask = 0;
  take_options (&c.call, 7, make_thing_options, &c.optargs);
  run_call (run_make_thing, &c);
  return Qnil;
}

struct size_of_thing_call {
  struct call call;
  const char *thing;
  int64_t result;
};

static bool
run_size_of_thing (void *data)
{
  struct size_of_thing_call *c = data;
  c->result = guestfs_size_of_thing (c->call.g, c->thing);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.size_of_thing(thing) -> Integer
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_size_of_thing (int argc, VALUE *argv, VALUE self)
{
  struct size_of_thing_call c;

  begin_call (&c.call, "size_of_thing", self, argc, argv, 1, NULL);
  c.thing = text_argument (&c.call, 0, "thing");
  run_call (run_size_of_thing, &c);
  return LL2NUM (c.result);
}

struct is_thing_call {
  struct call call;
  const char *thing;
  int result;
};

static bool
run_is_thing (void *data)
{
  struct is_thing_call *c = data;
  c->result = guestfs_is_thing (c->call.g, c->thing);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.is_thing(thing) -> 1 or 0
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_is_thing (int argc, VALUE *argv, VALUE self)
{
  struct is_thing_call c;

  begin_call (&c.call, "is_thing", self, argc, argv, 1, NULL);
  c.thing = text_argument (&c.call, 0, "thing");
  run_call (run_is_thing, &c);
  return INT2NUM (c.result);
}

/*
 * The same as #is_thing, but true or false.
 */
static VALUE
ask_is_thing (int argc, VALUE *argv, VALUE self)
{
  return call_is_thing (argc, argv, self) == INT2FIX (1) ? Qtrue : Qfalse; /* is_thing? */
}

struct check_thing_call {
  struct call call;
  const char *thing;
  int result;
};

static bool
run_check_thing (void *data)
{
  struct check_thing_call *c = data;
  c->result = guestfs_check_thing (c->call.g, c->thing);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.check_thing(thing) -> Integer
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_check_thing (int argc, VALUE *argv, VALUE self)
{
  struct check_thing_call c;

  begin_call (&c.call, "check_thing", self, argc, argv, 1, NULL);
  c.thing = text_argument (&c.call, 0, "thing");
  run_call (run_check_thing, &c);
  return INT2NUM (c.result);
}

struct name_of_thing_call {
  struct call call;
  char *result;
};

static bool
run_name_of_thing (void *data)
{
  struct name_of_thing_call *c = data;
  c->result = guestfs_name_of_thing (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.name_of_thing -> String
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_name_of_thing (int argc, VALUE *argv, VALUE self)
{
  struct name_of_thing_call c;

  begin_call (&c.call, "name_of_thing", self, argc, argv, 0, NULL);
  run_call (run_name_of_thing, &c);
  return text_result (c.result);
}

struct uuid_of_thing_call {
  struct call call;
  char *result;
};

static bool
run_uuid_of_thing (void *data)
{
  struct uuid_of_thing_call *c = data;
  c->result = guestfs_uuid_of_thing (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.uuid_of_thing -> String
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_uuid_of_thing (int argc, VALUE *argv, VALUE self)
{
  struct uuid_of_thing_call c;

  begin_call (&c.call, "uuid_of_thing", self, argc, argv, 0, NULL);
  run_call (run_uuid_of_thing, &c);
  return text_result (c.result);
}

struct number_of_things_call {
  struct call call;
  int result;
};

static bool
run_number_of_things (void *data)
{
  struct number_of_things_call *c = data;
  c->result = guestfs_number_of_things (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.number_of_things -> Integer
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_number_of_things (int argc, VALUE *argv, VALUE self)
{
  struct number_of_things_call c;

  begin_call (&c.call, "number_of_things", self, argc, argv, 0, NULL);
  run_call (run_number_of_things, &c);
  return INT2NUM (c.result);
}

struct names_of_things_call {
  struct call call;
  char **result;
};

static bool
run_names_of_things (void *data)
{
  struct names_of_things_call *c = data;
  c->result = guestfs_names_of_things (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.names_of_things -> Array of String
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_names_of_things (int argc, VALUE *argv, VALUE self)
{
  struct names_of_things_call c;

  begin_call (&c.call, "names_of_things", self, argc, argv, 0, NULL);
  run_call (run_names_of_things, &c);
  return text_list_result (c.result);
}

struct about_thing_call {
  struct call call;
  char **result;
};

static bool
run_about_thing (void *data)
{
  struct about_thing_call *c = data;
  c->result = guestfs_about_thing (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.about_thing -> Hash
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_about_thing (int argc, VALUE *argv, VALUE self)
{
  struct about_thing_call c;

  begin_call (&c.call, "about_thing", self, argc, argv, 0, NULL);
  run_call (run_about_thing, &c);
  return table_result (c.result);
}

struct thing_as_struct_call {
  struct call call;
  struct guestfs_item *result;
};

static bool
run_thing_as_struct (void *data)
{
  struct thing_as_struct_call *c = data;
  c->result = guestfs_thing_as_struct (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.thing_as_struct -> Hash
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_thing_as_struct (int argc, VALUE *argv, VALUE self)
{
  struct thing_as_struct_call c;

  begin_call (&c.call, "thing_as_struct", self, argc, argv, 0, NULL);
  run_call (run_thing_as_struct, &c);
  VALUE object = struct_result (item_fields, c.result);
  guestfs_free_item (c.result);
  return object;
}

struct things_as_structs_call {
  struct call call;
  struct guestfs_item_list *result;
};

static bool
run_things_as_structs (void *data)
{
  struct things_as_structs_call *c = data;
  c->result = guestfs_things_as_structs (c->call.g);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.things_as_structs -> Array of Hash
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_things_as_structs (int argc, VALUE *argv, VALUE self)
{
  struct things_as_structs_call c;

  begin_call (&c.call, "things_as_structs", self, argc, argv, 0, NULL);
  run_call (run_things_as_structs, &c);
  VALUE object = struct_list_result (item_fields, c.result->val,
                                     sizeof *c.result->val, c.result->len);
  guestfs_free_item_list (c.result);
  return object;
}

struct image_of_thing_call {
  struct call call;
  size_t result_size;
  char *result;
};

static bool
run_image_of_thing (void *data)
{
  struct image_of_thing_call *c = data;
  c->result = guestfs_image_of_thing (c->call.g, &c->result_size);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.image_of_thing -> String
 *
 * Run a program.
 *
 * Runs.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_image_of_thing (int argc, VALUE *argv, VALUE self)
{
  struct image_of_thing_call c;

  begin_call (&c.call, "image_of_thing", self, argc, argv, 0, NULL);
  run_call (run_image_of_thing, &c);
  return buffer_result (c.result, c.result_size);
}

struct send_thing_call {
  struct call call;
  const char *remote;
  const char *filename;
  int result;
};

static bool
run_send_thing (void *data)
{
  struct send_thing_call *c = data;
  c->result = guestfs_send_thing (c->call.g, c->remote, c->filename);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.send_thing(remote, filename) -> nil
 *
 * Send a thing.
 *
 * Sends.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_send_thing (int argc, VALUE *argv, VALUE self)
{
  struct send_thing_call c;

  begin_call (&c.call, "send_thing", self, argc, argv, 2, NULL);
  c.remote = text_argument (&c.call, 0, "remote");
  c.filename = text_argument (&c.call, 1, "filename");
  run_call (run_send_thing, &c);
  return Qnil;
}

static const struct option old_options_options[] = {
  { "label", OPTION_TEXT, offsetof (struct guestfs_old_options_argv, label),
    GUESTFS_OLD_OPTIONS_LABEL_BITMASK },
  { NULL, 0, 0, 0 }
};

struct old_options_call {
  struct call call;
  const char *title;
  int depth;
  struct guestfs_old_options_argv optargs;
  int result;
};

static bool
run_old_options (void *data)
{
  struct old_options_call *c = data;
  c->result = guestfs_old_options_argv (c->call.g, c->title, c->depth, &c->optargs);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.old_options(title, depth, label: nil) -> nil
 *
 * Take older options.
 *
 * Takes.
 *
 * Deprecated: use #all_options instead.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_old_options (int argc, VALUE *argv, VALUE self)
{
  struct old_options_call c;

  begin_call (&c.call, "old_options", self, argc, argv, 2, old_options_options);
  warn_deprecated ("old_options", "all_options");
  c.title = text_argument (&c.call, 0, "title");
  c.depth = int_argument (&c.call, 1, "depth");
  c.optargs.bitmask = 0;
  take_options (&c.call, 2, old_options_options, &c.optargs);
  run_call (run_old_options, &c);
  return Qnil;
}

struct older_options_call {
  struct call call;
  int result;
};

static bool
run_older_options (void *data)
{
  struct older_options_call *c = data;
  c->result = guestfs_older_options (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.older_options -> nil
 *
 * Take the oldest options.
 *
 * Takes.
 *
 * Deprecated: use #all_options instead.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_older_options (int argc, VALUE *argv, VALUE self)
{
  struct older_options_call c;

  begin_call (&c.call, "older_options", self, argc, argv, 0, NULL);
  warn_deprecated ("older_options", "all_options");
  run_call (run_older_options, &c);
  return Qnil;
}

struct oldest_options_call {
  struct call call;
  const char *title;
  const char *thing;
  int result;
};

static bool
run_oldest_options (void *data)
{
  struct oldest_options_call *c = data;
  c->result = guestfs_oldest_options (c->call.g, c->title, c->thing);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.oldest_options(title, thing) -> nil
 *
 * Put options together.
 *
 * Takes.
 *
 * Deprecated: use #all_options instead.
 *
 * Added in version 1.0.5.
 */
static VALUE
call_oldest_options (int argc, VALUE *argv, VALUE self)
{
  struct oldest_options_call c;

  begin_call (&c.call, "oldest_options", self, argc, argv, 2, NULL);
  warn_deprecated ("oldest_options", "all_options");
  c.title = text_argument (&c.call, 0, "title");
  c.thing = text_argument (&c.call, 1, "thing");
  run_call (run_oldest_options, &c);
  return Qnil;
}

struct open_memory_call {
  struct call call;
  const char *name;
  int result;
};

static bool
run_open_memory (void *data)
{
  struct open_memory_call *c = data;
  c->result = guestfs_open_memory (c->call.g, c->name);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.open_memory(name) -> nil
 *
 * Open the memory.
 *
 * Opens.
 *
 * Added in version 1.0.9.
 */
static VALUE
call_open_memory (int argc, VALUE *argv, VALUE self)
{
  struct open_memory_call c;

  begin_call (&c.call, "open_memory", self, argc, argv, 1, NULL);
  c.name = text_argument (&c.call, 0, "name");
  run_call (run_open_memory, &c);
  return Qnil;
}

struct remember_call {
  struct call call;
  const char *name;
  char *result;
};

static bool
run_remember (void *data)
{
  struct remember_call *c = data;
  c->result = guestfs_remember (c->call.g, c->name);
  return c->result != NULL;
}

/*
 * call-seq:
 *   g.remember(name) -> String
 *
 * Remember a name.
 *
 * Remembers.
 *
 * Added in version 1.0.9.
 */
static VALUE
call_remember (int argc, VALUE *argv, VALUE self)
{
  struct remember_call c;

  begin_call (&c.call, "remember", self, argc, argv, 1, NULL);
  c.name = text_argument (&c.call, 0, "name");
  run_call (run_remember, &c);
  return text_result (c.result);
}

struct close_memory_call {
  struct call call;
  int result;
};

static bool
run_close_memory (void *data)
{
  struct close_memory_call *c = data;
  c->result = guestfs_close_memory (c->call.g);
  return c->result != -1;
}

/*
 * call-seq:
 *   g.close_memory -> nil
 *
 * Close the memory.
 *
 * Closes.
 *
 * Added in version 1.0.9.
 */
static VALUE
call_close_memory (int argc, VALUE *argv, VALUE self)
{
  struct close_memory_call c;

  begin_call (&c.call, "close_memory", self, argc, argv, 0, NULL);
  run_call (run_close_memory, &c);
  return Qnil;
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
  rb_define_method (class, "make_thing", call_make_thing, -1);
  rb_define_method (class, "size_of_thing", call_size_of_thing, -1);
  rb_define_method (class, "is_thing", call_is_thing, -1);
  rb_define_method (class, "is_thing?", ask_is_thing, -1);
  rb_define_method (class, "check_thing", call_check_thing, -1);
  rb_define_method (class, "name_of_thing", call_name_of_thing, -1);
  rb_define_method (class, "uuid_of_thing", call_uuid_of_thing, -1);
  rb_define_method (class, "number_of_things", call_number_of_things, -1);
  rb_define_method (class, "names_of_things", call_names_of_things, -1);
  rb_define_method (class, "about_thing", call_about_thing, -1);
  rb_define_method (class, "thing_as_struct", call_thing_as_struct, -1);
  rb_define_method (class, "things_as_structs", call_things_as_structs, -1);
  rb_define_method (class, "image_of_thing", call_image_of_thing, -1);
  rb_define_method (class, "send_thing", call_send_thing, -1);
  rb_define_method (class, "old_options", call_old_options, -1);
  rb_define_method (class, "older_options", call_older_options, -1);
  rb_define_method (class, "oldest_options", call_oldest_options, -1);
  rb_define_method (class, "open_memory", call_open_memory, -1);
  rb_define_method (class, "remember", call_remember, -1);
  rb_define_method (class, "close_memory", call_close_memory, -1);
}

