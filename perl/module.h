/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the extension Sys::Guestfs share.
 *
 * A function that fails croaks, which is a longjmp: whatever has to be freed
 * then belongs to a mortal SV. */

#ifndef SYS_GUESTFS_MODULE_H
#define SYS_GUESTFS_MODULE_H

#define PERL_NO_GET_CONTEXT
#include <EXTERN.h>
#include <perl.h>
#include <XSUB.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Deprecated calls are warned about in Perl's own way. */
#define GUESTFS_NO_WARN_DEPRECATED
#include <guestfs.h>

struct callback; /* events.c */

/* What a Sys::Guestfs object holds; freed with the object. */
struct handle {
  guestfs_h *g; /* NULL when closed */
  unsigned calls_running;
  bool close_on_exit;
  pid_t creator;
  struct callback *callbacks;
};

/* ---- handle.c ---- */

/* NULL if OBJECT is not a Sys::Guestfs. */
extern struct handle *find_handle (pTHX_ SV *object);
extern void boot_handle (pTHX);

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

struct signature {
  const char *name;
  const char *usage;
  I32 arguments;                /* with the object itself */
  const struct option *options; /* NULL: there are none */
};

struct call {
  const struct signature *signature;
  struct handle *handle;
  guestfs_h *g; /* valid after enter_library */
  I32 ax;       /* where the arguments are on Perl's stack */
  I32 items;
};

extern void begin_call (pTHX_ struct call *call, const struct signature *signature, CV *cv, I32 ax,
                        I32 items);
/* Conversion of arguments may have run Perl code that closed the handle, so
 * this looks again. */
extern void enter_library (pTHX_ struct call *call);
/* Croaks with the library's error if the call FAILED. */
extern void leave_library (pTHX_ struct call *call, bool failed);
/* REPLACEMENT is NULL if there is none. */
extern void warn_deprecated (pTHX_ const struct call *call, const char *replacement);

/* ---- arguments.c: argument number INDEX, whose name is NAME ---- */

extern SV *argument (pTHX_ const struct call *call, I32 index);
extern const char *text_argument (pTHX_ const struct call *call, I32 index, const char *name);
extern const char *optional_text_argument (pTHX_ const struct call *call, I32 index,
                                           const char *name);
extern char *const *text_list_argument (pTHX_ const struct call *call, I32 index, const char *name);
extern const char *buffer_argument (pTHX_ const struct call *call, I32 index, const char *name,
                                    size_t *size_r);
extern int int_argument (pTHX_ const struct call *call, I32 index, const char *name);
extern int64_t int64_argument (pTHX_ const struct call *call, I32 index, const char *name);
extern int bool_argument (pTHX_ const struct call *call, I32 index, const char *name);
extern void *pointer_argument (pTHX_ const struct call *call, I32 index, const char *name);

/* The pairs after the arguments; OPTARGS is the call's argv structure, which
 * begins with its bitmask. */
extern void take_options (pTHX_ const struct call *call, void *optargs);

/* ---- results.c: these put the results on Perl's stack ---- */

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

extern SV *int64_value (pTHX_ int64_t number);
extern SV *uint64_value (pTHX_ uint64_t number);

extern void return_value (pTHX_ const struct call *call, SV *value);
extern void return_nothing (pTHX_ const struct call *call);
extern void return_const_text (pTHX_ const struct call *call, const char *text); /* or undef */
/* These free what they are given. */
extern void return_text (pTHX_ const struct call *call, char *text);
extern void return_buffer (pTHX_ const struct call *call, char *bytes, size_t size);
extern void return_text_list (pTHX_ const struct call *call, char **list);
/* These do not. */
extern void return_struct (pTHX_ const struct call *call, const struct field *fields,
                           const void *value);
extern void return_struct_list (pTHX_ const struct call *call, const struct field *fields,
                                const void *values, size_t size, size_t count);

/* ---- events.c ---- */

extern void boot_events (pTHX);
/* From now on no Perl code is called; the library may still hold the structs. */
extern void silence_callbacks (pTHX_ struct handle *handle);
/* For a handle that has been closed. */
extern void free_callbacks (pTHX_ struct handle *handle);

/* ---- Guestfs-calls.c, generated ---- */

extern void boot_calls (pTHX);

#endif /* SYS_GUESTFS_MODULE_H */
