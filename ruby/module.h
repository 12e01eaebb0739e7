/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the extension _guestfs share.
 *
 * A function that fails raises, which is a longjmp: whatever has to be freed
 * then belongs to a Ruby object. */

#ifndef RUBY_GUESTFS_MODULE_H
#define RUBY_GUESTFS_MODULE_H

#include <ruby.h>
#include <ruby/encoding.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Deprecated calls are warned about in Ruby's own way. */
#define GUESTFS_NO_WARN_DEPRECATED
#include <guestfs.h>

/* What a Guestfs::Guestfs holds.  The global VM lock protects its fields. */
struct handle {
  guestfs_h *g;         /* NULL when closed */
  size_t calls_running; /* in all threads */
  bool close_on_exit;
  bool silent; /* from now on no Ruby code is called */
  pid_t creator;
  VALUE callbacks; /* Hash: event handle => object with a method call */
};

/* ---- module.c ---- */

/* Raises Guestfs::Error. */
NORETURN (extern void raise_error (const char *function, VALUE message, int err));

/* ---- handle.c ---- */

extern struct handle *find_handle (VALUE object);
extern void define_handle (VALUE class);

/* ---- call.c: one call of the library ---- */

enum option_kind {
  OPTION_BOOL,
  OPTION_INT,
  OPTION_INT64,
  OPTION_TEXT,
  OPTION_TEXT_LIST,
};

struct option {
  const char *name; /* NULL ends the array */
  enum option_kind kind;
  size_t offset; /* in the argv structure of the call */
  uint64_t bit;
};

/* 9 arguments and 63 options are the most that a call has. */
enum { MAX_KEPT = 80 };

/* Lives on the C stack, where the garbage collector finds and pins what is
 * kept. */
struct call {
  const char *name;
  struct handle *handle;
  guestfs_h *g; /* valid in the library */
  VALUE self;
  int argc;
  const VALUE *argv;
  VALUE kept[MAX_KEPT];
  int nr_kept;
  int pending; /* what ends the thread's work when the call has returned */
  char *message;
  int err;
};

/* Raises unless there are WANTED arguments; a hash may follow if there are
 * OPTIONS. */
extern void begin_call (struct call *call, const char *name, VALUE self, int argc,
                        const VALUE *argv, int wanted, const struct option *options);

/* Runs FUNCTION, which returns whether it succeeded, without the global VM
 * lock, and raises Guestfs::Error if it failed.  DATA begins with the call. */
extern void run_call (bool (*function) (void *data), void *data);
/* The same, after taking the library's handle away from the object. */
extern void run_last_call (bool (*function) (void *data), void *data);
/* The call that this thread is in, or NULL: then it has the VM lock. */
extern struct call *current_call (void);
extern void set_current_call (struct call *call);

/* Makes the call own an object. */
extern void keep_object (struct call *call, VALUE object);
/* REPLACEMENT is NULL if there is none. */
extern void warn_deprecated (const char *name, const char *replacement);

/* ---- arguments.c: argument number INDEX, whose name is NAME ---- */

extern const char *text_argument (struct call *call, int index, const char *name);
extern const char *optional_text_argument (struct call *call, int index, const char *name);
extern char *const *text_list_argument (struct call *call, int index, const char *name);
extern const char *buffer_argument (struct call *call, int index, const char *name, size_t *size_r);
extern int int_argument (struct call *call, int index, const char *name);
extern int64_t int64_argument (struct call *call, int index, const char *name);
extern int bool_argument (struct call *call, int index, const char *name);
extern void *pointer_argument (struct call *call, int index, const char *name);

/* The hash after WANTED arguments; OPTARGS is the call's argv structure, which
 * begins with its bitmask. */
extern void take_options (struct call *call, int wanted, const struct option *options,
                          void *optargs);

/* ---- results.c ---- */

enum field_kind {
  FIELD_TEXT,
  FIELD_BUFFER, /* its length is the uint32_t at length_offset */
  FIELD_UUID,
  FIELD_UINT64,
  FIELD_INT64,
  FIELD_UINT32,
  FIELD_INT32,
  FIELD_CHAR,
  FIELD_OPTIONAL_PERCENT,
};

struct field {
  const char *name; /* NULL ends the array */
  enum field_kind kind;
  size_t offset;
  size_t length_offset;
};

extern VALUE const_text_result (const char *text); /* or nil */
/* These free what they are given. */
extern VALUE text_result (char *text);
extern VALUE buffer_result (char *bytes, size_t size);
extern VALUE text_list_result (char **list);
extern VALUE table_result (char **keys_and_values);
/* These do not. */
extern VALUE struct_result (const struct field *fields, const void *value);
extern VALUE struct_list_result (const struct field *fields, const void *values, size_t size,
                                 size_t count);

/* ---- events.c ---- */

extern void define_events (VALUE module, VALUE class);

/* ---- guestfs-calls.c, generated ---- */

extern void define_calls (void);

#endif /* RUBY_GUESTFS_MODULE_H */
