/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Typemaps for Lua 5.3 and later: how its values become the types of glue.h
 * and back.  An error is a string. */

%header %{
#include <stdlib.h>
#include <string.h>

/* ---- failures ---- */

#define raise_failure()           \
  do {                            \
    lua_pushstring (L, failure ()); \
    clear_failure ();             \
    SWIG_fail;                    \
  } while (0)

/* SWIG's own words do not say how a call is written. */
static void
refuse_count (lua_State *L, const char *name, int least, int most)
{
  const char *method = strstr (name, "::");
  int self = method != NULL;

  if (self && lua_type (L, 1) != LUA_TUSERDATA)
    lua_pushfstring (L, "%s: there is no handle: write g:%s (...), with a colon", method + 2,
                     method + 2);
  else
    lua_pushfstring (L, least == most ? "%s: expected %d arguments, not %d"
                                      : "%s: expected %d arguments and options, not %d",
                     self ? method + 2 : name, least - self, lua_gettop (L) - self);
}

#undef SWIG_check_num_args
#define SWIG_check_num_args(name, least, most)            \
  if (lua_gettop (L) < least || lua_gettop (L) > most) {  \
    refuse_count (L, name, least, most);                  \
    goto fail;                                            \
  }

/* ---- arguments: false after a failure ---- */

/* SWIG itself takes any userdata for one of its own. */
static bool
is_handle (lua_State *L, int index)
{
  if (lua_type (L, index) != LUA_TUSERDATA || !lua_getmetatable (L, index))
    return false;
  SWIG_Lua_get_class_metatable (L, "GuestFS");
  bool is_same = lua_rawequal (L, -1, -2);
  lua_pop (L, 2);
  return is_same;
}

static bool
lua_to_handle (lua_State *L, int index, const char *symbol, const char *argument,
               struct guestfs_handle **handle_r)
{
  if (!is_handle (L, index)) {
    refuse_type (symbol, argument, "a handle", luaL_typename (L, index));
    return false;
  }
  *handle_r = ((const swig_lua_userdata *) lua_touserdata (L, index))->ptr;
  return true;
}

/* Strings stay where they are: Lua's stack holds them during the call. */
static bool
lua_to_bytes (lua_State *L, int index, const char *symbol, const char *argument, bytes *bytes_r)
{
  if (lua_type (L, index) != LUA_TSTRING) {
    refuse_type (symbol, argument, "a string", luaL_typename (L, index));
    return false;
  }
  bytes_r->content = lua_tolstring (L, index, &bytes_r->size);
  return true;
}

static bool
lua_to_text (lua_State *L, int index, const char *symbol, const char *argument, const char **text_r)
{
  bytes given;

  if (!lua_to_bytes (L, index, symbol, argument, &given))
    return false;
  if (!is_text (given.content, given.size)) {
    refuse_text (symbol, argument);
    return false;
  }
  *text_r = given.content;
  return true;
}

static bool
lua_to_optional_text (lua_State *L, int index, const char *symbol, const char *argument,
                      const char **text_r)
{
  *text_r = NULL;
  return lua_isnil (L, index) || lua_to_text (L, index, symbol, argument, text_r);
}

/* A number with a fraction, or a string that looks like one, is none. */
static bool
lua_to_int64 (lua_State *L, int index, const char *symbol, const char *argument, int64_t *number_r)
{
  int is_integer = 0;

  if (lua_type (L, index) == LUA_TNUMBER)
    *number_r = lua_tointegerx (L, index, &is_integer);
  if (!is_integer)
    refuse_type (symbol, argument, "an integer", luaL_typename (L, index));
  return is_integer;
}

static bool
lua_to_int (lua_State *L, int index, const char *symbol, const char *argument, int *number_r)
{
  int64_t wide;

  return lua_to_int64 (L, index, symbol, argument, &wide)
         && to_int (symbol, argument, wide, number_r);
}

static bool
lua_to_truth (lua_State *L, int index, const char *symbol, const char *argument, int *truth_r)
{
  if (!lua_isboolean (L, index)) {
    refuse_type (symbol, argument, "a boolean", luaL_typename (L, index));
    return false;
  }
  *truth_r = lua_toboolean (L, index);
  return true;
}

static bool
lua_to_address (lua_State *L, int index, const char *symbol, const char *argument, void **address_r)
{
  int64_t number;

  if (!lua_to_int64 (L, index, symbol, argument, &number))
    return false;
  *address_r = (void *) (intptr_t) number;
  return true;
}

/* A list is copied, because an event callback may change it. */
static bool
lua_to_text_list (lua_State *L, int index, const char *symbol, const char *argument, char ***list_r)
{
  if (!lua_istable (L, index)) {
    refuse_type (symbol, argument, "a list of strings", luaL_typename (L, index));
    return false;
  }
  size_t count = lua_rawlen (L, index);
  *list_r = new_texts (count);
  if (*list_r == NULL)
    return false;

  for (size_t i = 0; i < count; ++i) {
    const char *text;
    size_t size;
    lua_rawgeti (L, index, (lua_Integer) i + 1);
    bool is_good = lua_to_text (L, -1, symbol, argument, &text);
    if (is_good) {
      lua_tolstring (L, -1, &size);
      is_good = set_text (*list_r, i, text, size);
    }
    lua_pop (L, 1);
    if (!is_good)
      return false;
  }
  return true;
}

static int
close_at_end_of_block (lua_State *L)
{
  struct guestfs_handle *handle;

  if (lua_to_handle (L, 1, "close", "self", &handle) && handle->g != NULL)
    guestfs_handle_close (handle);
  clear_failure ();
  return 0;
}

/* ---- options: a table of names and values ---- */

static void
add_list (lua_State *L, int index, const char *name, struct options *options)
{
  char **list = NULL;

  if (lua_to_text_list (L, index, name, name, &list))
    add_text_list_option (options, name, list);
  else {
    free_texts (list);
    clear_failure ();
    add_other_option (options, name, "a table with other values");
  }
}

static void
add_option (lua_State *L, int index, const char *name, struct options *options)
{
  int is_integer = 0;
  bytes given;

  switch (lua_type (L, index)) {
  case LUA_TBOOLEAN:
    add_truth_option (options, name, lua_toboolean (L, index));
    return;
  case LUA_TSTRING:
    given.content = lua_tolstring (L, index, &given.size);
    add_text_option (options, name, given.content, given.size);
    return;
  case LUA_TTABLE:
    add_list (L, index, name, options);
    return;
  case LUA_TNUMBER:
    add_number_option (options, name, lua_tointegerx (L, index, &is_integer));
    if (is_integer)
      return;
    break;
  default:
    break;
  }
  add_other_option (options, name, luaL_typename (L, index));
}

static bool
lua_to_options (lua_State *L, int index, const char *symbol, struct options *options)
{
  if (lua_isnil (L, index))
    return true;
  if (!lua_istable (L, index)) {
    refuse_type (symbol, "options", "a table", luaL_typename (L, index));
    return false;
  }
  lua_pushnil (L);
  while (lua_next (L, index) != 0) {
    if (lua_type (L, -2) != LUA_TSTRING) {
      set_failure ("%s: the table of options has a key that is no name", call_name (symbol));
      lua_pop (L, 2);
      return false;
    }
    add_option (L, lua_gettop (L), lua_tostring (L, -2), options);
    lua_pop (L, 1);
  }
  return true;
}

/* ---- results ---- */

static void
push_texts (lua_State *L, char **texts)
{
  lua_newtable (L);
  for (size_t i = 0; texts[i] != NULL; ++i) {
    lua_pushstring (L, texts[i]);
    lua_rawseti (L, -2, (lua_Integer) i + 1);
  }
  free_texts (texts);
}

static void
push_table (lua_State *L, char **keys_and_values)
{
  lua_newtable (L);
  for (size_t i = 0; keys_and_values[i] != NULL; i += 2) {
    lua_pushstring (L, keys_and_values[i + 1]);
    lua_setfield (L, -2, keys_and_values[i]);
  }
  free_texts (keys_and_values);
}

static void
push_field (lua_State *L, const struct field *field, const char *structure)
{
  const void *p = structure + field->offset;

  switch (field->kind) {
  case FIELD_TEXT:
    lua_pushstring (L, *(char *const *) p);
    break;
  case FIELD_BUFFER:
    lua_pushlstring (L, *(char *const *) p,
                     *(const uint32_t *) (const void *) (structure + field->length_offset));
    break;
  case FIELD_UUID:
    lua_pushlstring (L, p, UUID_SIZE);
    break;
  case FIELD_UINT64:
  case FIELD_INT64:
    lua_pushinteger (L, *(const int64_t *) p);
    break;
  case FIELD_UINT32:
    lua_pushinteger (L, *(const uint32_t *) p);
    break;
  case FIELD_INT32:
    lua_pushinteger (L, *(const int32_t *) p);
    break;
  case FIELD_CHAR:
    lua_pushlstring (L, p, 1);
    break;
  case FIELD_OPTIONAL_PERCENT:
    if (*(const float *) p < 0)
      lua_pushnil (L);
    else
      lua_pushnumber (L, *(const float *) p);
    break;
  }
}

static void
push_struct (lua_State *L, const struct_result *result, size_t i)
{
  lua_newtable (L);
  for (const struct field *field = result->fields; field->name != NULL; ++field) {
    push_field (L, field, struct_at (result, i));
    lua_setfield (L, -2, field->name);
  }
}

static void
push_structs (lua_State *L, const struct_result *result)
{
  lua_newtable (L);
  for (size_t i = 0; i < result->count; ++i) {
    push_struct (L, result, i);
    lua_rawseti (L, -2, (lua_Integer) i + 1);
  }
}

/* ---- event callbacks ---- */

/* Each runs in a thread (a coroutine) of its own, whichever one caused the
 * event. */
struct lua_callback {
  struct callback callback; /* first */
  lua_State *thread;
  int thread_reference; /* in the registry */
  int function_reference;
};

struct lua_event {
  int64_t event;
  int event_handle;
  bytes message;
  const uint64_t *numbers;
  size_t count;
};

/* In protected mode: an error must not pass the library's functions. */
static int
run_callback (lua_State *L)
{
  const struct lua_event *event = lua_touserdata (L, 1);

  lua_pushinteger (L, event->event);
  lua_pushinteger (L, event->event_handle);
  lua_pushlstring (L, event->message.content, event->message.size);
  lua_newtable (L);
  for (size_t i = 0; i < event->count; ++i) {
    lua_pushinteger (L, (lua_Integer) event->numbers[i]);
    lua_rawseti (L, -2, (lua_Integer) i + 1);
  }
  lua_call (L, 4, 0); /* the function is below them */
  return 0;
}

static void
call_lua (struct callback *callback, int64_t event, int event_handle, bytes message,
          const uint64_t *numbers, size_t count)
{
  struct lua_callback *self = (struct lua_callback *) callback;
  struct lua_event context = { event, event_handle, message, numbers, count };
  lua_State *L = self->thread;

  if (!lua_checkstack (L, LUA_MINSTACK))
    return;
  lua_pushcfunction (L, run_callback);
  lua_pushlightuserdata (L, &context);
  lua_rawgeti (L, LUA_REGISTRYINDEX, self->function_reference);
  if (lua_pcall (L, 2, 0, 0) != LUA_OK) {
    const char *reason = lua_tostring (L, -1);
    fprintf (stderr, "libguestfs: error in an event callback: %s\n",
             reason ? reason : "(no string)");
    lua_pop (L, 1);
  }
}

static void
release_lua (struct callback *callback)
{
  struct lua_callback *self = (struct lua_callback *) callback;

  luaL_unref (self->thread, LUA_REGISTRYINDEX, self->function_reference);
  luaL_unref (self->thread, LUA_REGISTRYINDEX, self->thread_reference);
  free (self);
}

static bool
lua_to_callback (lua_State *L, int index, const char *symbol, const char *argument,
                 struct callback **callback_r)
{
  if (!lua_isfunction (L, index)) {
    refuse_type (symbol, argument, "a function", luaL_typename (L, index));
    return false;
  }
  struct lua_callback *self = calloc (1, sizeof *self);
  if (self == NULL) {
    set_failure ("%s: out of memory", call_name (symbol));
    return false;
  }
  self->callback.call = call_lua;
  self->callback.release = release_lua;
  self->thread = lua_newthread (L);
  self->thread_reference = luaL_ref (L, LUA_REGISTRYINDEX);
  lua_pushvalue (L, index);
  self->function_reference = luaL_ref (L, LUA_REGISTRYINDEX);
  *callback_r = &self->callback;
  return true;
}
%}

/* ---- typemaps ---- */

%define ARGUMENT(type, convert)
%typemap(in) type {
  if (!convert (L, $input, "$symname", "$1_name", &$1))
    raise_failure ();
}
%enddef

ARGUMENT (struct guestfs_handle *, lua_to_handle)
ARGUMENT (text, lua_to_text)
ARGUMENT (optional_text, lua_to_optional_text)
ARGUMENT (bytes, lua_to_bytes)
ARGUMENT (int, lua_to_int)
ARGUMENT (int64_t, lua_to_int64)
ARGUMENT (truth, lua_to_truth)
ARGUMENT (address, lua_to_address)
ARGUMENT (text_list, lua_to_text_list)
%typemap(freearg) text_list "free_texts ($1);"
ARGUMENT (struct callback *, lua_to_callback)
%typemap(freearg) struct callback * "drop_callback ($1);"

/* "local g <close> = guestfs.create ()" closes the handle at the end of the
 * block.  Nobody may call __gc, which would free a handle twice. */
%init %{
  SWIG_Lua_get_class_metatable (L, "GuestFS");
  lua_pushcfunction (L, close_at_end_of_block);
  lua_setfield (L, -2, "__close");
  lua_pushliteral (L, "GuestFS");
  lua_setfield (L, -2, "__metatable");
  lua_pop (L, 1);
%}

%typemap(in) const struct options *options (struct options given = { 0 }) {
  $1 = &given;
  if (!lua_to_options (L, $input, "$symname", &given))
    raise_failure ();
}
%typemap(freearg) const struct options *options "free_options (&given$argnum);"

%typemap(out) int, int64_t "lua_pushinteger (L, $1); SWIG_arg++;"
%typemap(out) truth "lua_pushboolean (L, $1); SWIG_arg++;"
%typemap(out) const_text "lua_pushstring (L, $1); SWIG_arg++;" /* nil for NULL */
%typemap(out) text_result "lua_pushstring (L, $1); free ($1); SWIG_arg++;"
%typemap(out) bytes_result "lua_pushlstring (L, $1.content, $1.size); free ($1.content); SWIG_arg++;"
%typemap(out) text_list_result "push_texts (L, $1); SWIG_arg++;"
%typemap(out) table_result "push_table (L, $1); SWIG_arg++;"
%typemap(out) struct_result "push_struct (L, &$1, 0); $1.release ($1.owned); SWIG_arg++;"
%typemap(out) struct_list_result "push_structs (L, &$1); $1.release ($1.owned); SWIG_arg++;"
