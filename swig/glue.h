/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What lies between guestfs.h and the wrappers that SWIG writes.
 *
 * The generated guestfs.i declares each call with the types of this file; the
 * typemaps of a language say how its values become them and back.  Nothing in
 * here knows a language. */

#ifndef GUESTFS_SWIG_GLUE_H
#define GUESTFS_SWIG_GLUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Deprecated calls are marked in the manual of each language. */
#define GUESTFS_NO_WARN_DEPRECATED
#include <guestfs.h>

/* ---- failures ---- */

/* The message of what went wrong in this thread; NULL if nothing did.  The
 * wrappers look at it after each call, and raise it as their language does. */
extern const char *failure (void);
extern void set_failure (const char *format, ...) __attribute__ ((__format__ (printf, 1, 2)));
extern void clear_failure (void);

/* ---- arguments; what they point to must last as long as the call ---- */

typedef const char *text;
typedef const char *optional_text; /* NULL for none */
typedef char **text_list;          /* made by new_texts */
typedef int truth;
typedef void *address;

typedef struct {
  const char *content;
  size_t size;
} bytes;

/* NULL if there is no memory. */
extern char **new_texts (size_t count);
/* Copies; false if it has a null character in it, or there is no memory. */
extern bool set_text (char **texts, size_t i, const char *content, size_t size);
extern void free_texts (char **texts);
/* Whether all of it is the text: C reads up to the first null character. */
extern bool is_text (const char *content, size_t size);

/* "GuestFS_mount", as SWIG names a method, is the call "mount". */
extern const char *call_name (const char *symbol);
/* Both set the failure that names the call and the argument. */
extern void refuse_type (const char *symbol, const char *argument, const char *wanted,
                         const char *got);
extern void refuse_text (const char *symbol, const char *argument);
extern bool to_int (const char *symbol, const char *argument, int64_t wide, int *number_r);

/* ---- options: what the program gives, by name ---- */

enum option_kind { OPTION_BOOL, OPTION_INT, OPTION_INT64, OPTION_TEXT, OPTION_TEXT_LIST };

/* Added in any order; each value is copied. */
struct options {
  struct option_value *values;
  size_t count;
  bool has_failed; /* for lack of memory; so will the call */
};

extern void add_truth_option (struct options *options, const char *name, bool truth);
extern void add_number_option (struct options *options, const char *name, int64_t number);
extern void add_text_option (struct options *options, const char *name, const char *content,
                             size_t size);
/* Takes TEXTS over, which new_texts made. */
extern void add_text_list_option (struct options *options, const char *name, char **texts);
/* A value of which no option can be made; GOT says what it is. */
extern void add_other_option (struct options *options, const char *name, const char *got);
extern void free_options (struct options *options);

/* Where the struct of a call has an option. */
struct option {
  const char *name; /* NULL ends the array */
  enum option_kind kind;
  size_t offset;
  uint64_t bit;
};

/* Fills OPTARGS, the struct of the call, from the OPTIONS given, which may
 * be NULL.  False after a failure. */
extern bool take_options (const char *call, const struct options *options,
                          const struct option *known, void *optargs, uint64_t *bitmask);

/* ---- results: those that are no constant text belong to the caller ---- */

typedef const char *const_text; /* NULL for none */
typedef char *text_result;
typedef char **text_list_result;
typedef char **table_result; /* keys and values in turn */

typedef struct {
  char *content;
  size_t size;
} bytes_result;

enum field_kind {
  FIELD_TEXT,
  FIELD_BUFFER, /* its length is the uint32_t at length_offset */
  FIELD_UUID,   /* UUID_SIZE bytes, not terminated */
  FIELD_UINT64,
  FIELD_INT64,
  FIELD_UINT32,
  FIELD_INT32,
  FIELD_CHAR,
  FIELD_OPTIONAL_PERCENT, /* below 0 for none */
};

enum { UUID_SIZE = 32 };

struct field {
  const char *name; /* NULL ends the array */
  enum field_kind kind;
  size_t offset;
  size_t length_offset;
};

/* One struct, or a list of them. */
typedef struct {
  const struct field *fields;
  const void *first;
  size_t size; /* of one */
  size_t count;
  void *owned; /* for release */
  void (*release) (void *owned);
} struct_result;
typedef struct_result struct_list_result;

extern const void *struct_at (const struct_result *list, size_t i);

/* ---- handles ---- */

struct guestfs_handle {
  guestfs_h *g; /* NULL when closed */
  size_t calls_running;
  pid_t creator;
  struct callback *callbacks;
};

extern struct guestfs_handle *create (const struct options *options);
extern void delete_guestfs_handle (struct guestfs_handle *handle);
extern void guestfs_handle_close (struct guestfs_handle *handle);
extern int guestfs_handle_last_errno (struct guestfs_handle *handle);

/* Around the library's function; false after a failure. */
extern bool begin_call (struct guestfs_handle *handle, const char *call);
extern bool end_call (struct guestfs_handle *handle, bool failed);

/* ---- events ---- */

/* A function of the language.  The typemap makes a struct that begins with
 * this one. */
struct callback {
  void (*call) (struct callback *callback, int64_t event, int event_handle, bytes message,
                const uint64_t *numbers, size_t count);
  void (*release) (struct callback *callback);

  /* The rest belongs to events.c. */
  struct callback *next;
  int event_handle;
  size_t calls_running;
  bool is_registered;
};

/* For the freearg typemap: releases what was not registered. */
extern void drop_callback (struct callback *callback);

extern int guestfs_handle_set_event_callback (struct guestfs_handle *handle,
                                              struct callback *callback, int64_t events);
extern void guestfs_handle_delete_event_callback (struct guestfs_handle *handle, int event_handle);
extern text_result event_to_string (int64_t events);
/* For a handle that has been closed. */
extern void release_callbacks (struct guestfs_handle *handle);

#endif /* GUESTFS_SWIG_GLUE_H */
