/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the extension module libguestfsmod share. */

#ifndef LIBGUESTFSMOD_H
#define LIBGUESTFSMOD_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Deprecated calls are warned about in guestfs.py. */
#define GUESTFS_NO_WARN_DEPRECATED
#include <guestfs.h>

struct callback; /* events.c */

/* What guestfs.GuestFS holds in _o.  The GIL protects its fields. */
struct handle {
  PyObject_HEAD guestfs_h *g; /* NULL when closed */
  size_t calls_running;       /* in all threads */
  pid_t creator;
  struct callback *callbacks;
};

/* handle.c */
extern PyTypeObject handle_type;
extern PyObject *create_handle (PyObject *module, PyObject *const *args, Py_ssize_t count);

/* module.c */
extern PyObject *error_type;         /* guestfs.Error */
extern PyObject *closed_handle_type; /* guestfs.ClosedHandle */
extern bool raise_error (const char *call, const char *message, int err);

/* topics.c, generated: for each topic its calls; NULL ends the list. */
extern PyMethodDef *const generated_calls[];

/* ---- call.c: one call of the library, from Python's arguments to the
 * return into Python.  Functions that return bool have raised an exception
 * when they return false. ---- */

struct call {
  const char *name;
  struct handle *handle;
  guestfs_h *g;          /* valid after enter_library */
  PyObject *const *args; /* without the handle */
  PyObject *kept;        /* list of objects that must outlive the call */
  PyThreadState *thread;
};

extern void end_call (struct call *call);
#define CLEANUP_CALL __attribute__ ((cleanup (end_call)))

/* ARGS are those of a function of the module: the handle, then WANTED
 * arguments of the call. */
extern bool begin_call (struct call *call, const char *name, PyObject *const *args,
                        Py_ssize_t count, Py_ssize_t wanted);
extern bool begin_call_on (struct call *call, const char *name, struct handle *handle);

/* Releases the GIL; conversion of arguments may have run Python code that
 * closed the handle, so this looks again. */
extern bool enter_library (struct call *call);
/* Takes the GIL back, and turns the library's error into an exception if
 * the call FAILED. */
extern bool leave_library (struct call *call, bool failed);

/* Makes the call own a reference, which it takes over (also on failure). */
extern bool keep_object (struct call *call, PyObject *object);

/* ---- arguments.c: argument number INDEX, whose name is NAME ---- */

extern bool text_argument (struct call *call, int index, const char *name, const char **text_r);
extern bool optional_text_argument (struct call *call, int index, const char *name,
                                    const char **text_r);
extern bool text_list_argument (struct call *call, int index, const char *name,
                                char *const **list_r);
extern bool buffer_argument (struct call *call, int index, const char *name, const char **bytes_r,
                             size_t *size_r);
extern bool int_argument (struct call *call, int index, const char *name, int *number_r);
extern bool int64_argument (struct call *call, int index, const char *name, int64_t *number_r);
extern bool bool_argument (struct call *call, int index, const char *name, int *truth_r);
extern bool pointer_argument (struct call *call, int index, const char *name, void **pointer_r);

/* The same for options: None leaves *BITMASK alone, anything else adds BIT. */
extern bool text_option (struct call *call, int index, const char *name, const char **text_r,
                         uint64_t *bitmask, uint64_t bit);
extern bool text_list_option (struct call *call, int index, const char *name, char *const **list_r,
                              uint64_t *bitmask, uint64_t bit);
extern bool int_option (struct call *call, int index, const char *name, int *number_r,
                        uint64_t *bitmask, uint64_t bit);
extern bool int64_option (struct call *call, int index, const char *name, int64_t *number_r,
                          uint64_t *bitmask, uint64_t bit);
extern bool bool_option (struct call *call, int index, const char *name, int *truth_r,
                         uint64_t *bitmask, uint64_t bit);

/* ---- results.c: new references; NULL after an exception ---- */

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

extern PyObject *const_text_result (const char *text); /* NULL becomes None */
/* These free what they are given. */
extern PyObject *text_result (char *text);
extern PyObject *buffer_result (char *bytes, size_t size);
extern PyObject *text_list_result (char **list);
extern PyObject *table_result (char **keys_and_values);
/* These do not. */
extern PyObject *struct_result (const struct field *fields, const void *value);
extern PyObject *struct_list_result (const struct field *fields, const void *values, size_t size,
                                     size_t count);

/* ---- events.c ---- */

extern PyObject *set_event_callback (PyObject *self, PyObject *const *args, Py_ssize_t count);
extern PyObject *delete_event_callback (PyObject *self, PyObject *const *args, Py_ssize_t count);
extern PyObject *event_to_string (PyObject *module, PyObject *bitmask);
extern int visit_callbacks (struct handle *handle, visitproc visit, void *arg);
/* Forgets the Python functions; the library may still hold the structs. */
extern void clear_callbacks (struct handle *handle);
/* For a handle that has been closed. */
extern void free_callbacks (struct handle *handle);

#endif /* LIBGUESTFSMOD_H */
