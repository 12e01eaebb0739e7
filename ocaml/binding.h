/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the C files of the OCaml binding share.
 *
 * Functions that raise an OCaml exception do not return to their caller, so
 * nothing in here relies on cleanup attributes: what a call has to give back
 * hangs on its struct mlguestfs_call. */

#ifndef MLGUESTFS_BINDING_H
#define MLGUESTFS_BINDING_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* The names that OCaml 5 leaves. */
#define CAML_NAME_SPACE
#include <caml/alloc.h>
#include <caml/memory.h>
#include <caml/mlvalues.h>

/* Deprecated calls are marked in the documentation of guestfs.mli. */
#define GUESTFS_NO_WARN_DEPRECATED
#include <guestfs.h>

/* ---- handle.c: what the first field of Guestfs.t points to ---- */

struct mlguestfs_handle {
  pthread_mutex_t lock; /* of what follows; never held while waiting */
  guestfs_h *g;         /* NULL when closed */
  size_t calls_running; /* in all threads */
  pid_t creator;
};

extern struct mlguestfs_handle *mlguestfs_handle_of (value g_value);

/* ---- call.c: one call of the library, from the arguments of OCaml to the
 * return into OCaml ---- */

struct mlguestfs_call {
  const char *name;
  struct mlguestfs_handle *handle;
  guestfs_h *g;                  /* valid after mlguestfs_enter */
  value *g_root;                 /* the Guestfs.t, a registered variable of the stub */
  struct mlguestfs_copy *copies; /* of arguments, freed with the call */
  struct mlguestfs_call *outer;  /* around the event callback that makes this one */
};

/* Raises Handle_closed if the handle is closed. */
extern void mlguestfs_begin (struct mlguestfs_call *call, const char *name, value *g_root);
/* Releases the runtime, so that other threads run.  From here to
 * mlguestfs_leave nothing of OCaml may be touched. */
extern void mlguestfs_enter (struct mlguestfs_call *call);
/* Takes the runtime back, and raises Guestfs.Error if the call FAILED. */
extern void mlguestfs_leave (struct mlguestfs_call *call, bool failed);

/* The innermost call of this thread on the handle; NULL if there is none. */
extern struct mlguestfs_call *mlguestfs_call_on (guestfs_h *g);
/* Around what calls the library without mlguestfs_enter. */
extern void mlguestfs_push (struct mlguestfs_call *call);
extern void mlguestfs_pop (struct mlguestfs_call *call);

extern void mlguestfs_raise (const char *message) __attribute__ ((__noreturn__));

/* ---- arguments.c: copies for the library, because the collector moves
 * values while the runtime is released.  A value that the library cannot
 * take raises Invalid_argument, which names the call and the argument. ---- */

extern const char *mlguestfs_text (struct mlguestfs_call *call, const char *name, value text);
extern const char *mlguestfs_optional_text (struct mlguestfs_call *call, const char *name,
                                            value option);
extern char *const *mlguestfs_text_list (struct mlguestfs_call *call, const char *name,
                                         value array);
extern const char *mlguestfs_buffer (struct mlguestfs_call *call, value bytes, size_t *size_r);
extern int mlguestfs_int (struct mlguestfs_call *call, const char *name, value number);
extern void *mlguestfs_pointer (value address);
/* Adds BIT to *BITMASK if the option is given. */
extern bool mlguestfs_given (value option, uint64_t *bitmask, uint64_t bit);
extern void mlguestfs_free_copies (struct mlguestfs_call *call);

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

extern value mlguestfs_optional_text_result (const char *text);
/* These free what they are given. */
extern value mlguestfs_text_result (char *text);
extern value mlguestfs_buffer_result (char *bytes, size_t size);
extern value mlguestfs_text_list_result (char **list);
extern value mlguestfs_table_result (char **keys_and_values);
/* These do not. */
extern value mlguestfs_struct_result (const struct field *fields, const void *structure);
extern value mlguestfs_struct_list_result (const struct field *fields, const void *structures,
                                           size_t size, size_t count);

#endif /* MLGUESTFS_BINDING_H */
