/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files of the library share: the handle and the interfaces
 * between its parts. */

#ifndef GUESTFS_INTERNAL_H
#define GUESTFS_INTERNAL_H

#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <rpc/types.h>
#include <rpc/xdr.h>

#define GUESTFS_PRIVATE 1 /* the calls that are not for programs */
#include "base/cancel.h"
#include "base/owner.h"
#include "base/process-lock.h"
#include "cleanup.h"
#include "guestfs.h"
#include "string-list.h"

enum handle_state { STATE_CONFIG = 0, STATE_LAUNCHING = 1, STATE_READY = 2, STATE_NO_HANDLE = 3 };

struct content_sink;  /* host-output.h */
struct drive;         /* drives.h */
struct machine;       /* launch.h: the running hypervisor and all that belongs to it */
struct event_list;    /* events.c */
struct private_data;  /* private-data.c */
struct thread_errors; /* errors.c */

/* A parameter of the hypervisor that guestfs_config added. */
struct hv_param {
  char *name;
  char *value; /* NULL if it has none */
};

/* What the daemon said of an optional group: its answer to
 * internal_feature_available. */
enum feature_state { FEATURE_AVAILABLE = 0, FEATURE_NOT_AVAILABLE = 1, FEATURE_UNKNOWN = 2 };
struct known_feature {
  char *group;
  enum feature_state state;
};

/* A temporary directory, made when first needed, by the process that needs
 * it. */
struct own_directory {
  char *path; /* NULL if there is none */
  struct owner owner;
};

struct guestfs_h {
  struct guestfs_h *next; /* list of handles that atexit closes */
  bool close_on_exit;
  struct owner creator;
  enum handle_state state;
  struct process_lock lock; /* held by every public call */

  /* Properties (properties.c). */
  bool verbose, trace, autosync, recovery_proc, network, direct_mode, pgroup;
  int memsize; /* MiB */
  int smp;
  char *identifier, *program, *path; /* never NULL */
  char *append, *hv;                 /* NULL if not set */
  struct bad_variable {
    char *problem; /* of the environment that was read last; NULL: none */
    int err;
  } bad_variable;
  char *default_hv;           /* the hypervisor if hv is not set */
  char *backend;              /* as given, "direct" */
  char **backend_settings;    /* NULL-terminated, never NULL */
  struct hv_param *hv_params; /* in the order of guestfs_config */
  size_t nr_hv_params;
  char *explicit_tmpdir, *explicit_cachedir; /* set by the program, NULL if not */
  char *env_tmpdir, *env_runtimedir;         /* TMPDIR, XDG_RUNTIME_DIR */
  struct own_directory tmpdir;               /* for what the handle needs itself */
  struct own_directory sockdir;              /* the same for sockets: short path */
  unsigned unique;                           /* for names in tmpdir */

  struct drive **drives; /* in the order added; NULL where one was removed after the launch */
  size_t nr_drives;
  const char *drives_changed_by; /* name of the call that is at it, NULL if none */

  struct event_list *events;
  struct private_data *private_data;
  struct known_feature *features; /* answers so far, forgotten at shutdown */
  size_t nr_features;

  struct machine *machine;          /* NULL in CONFIG */
  struct string_list launch_report; /* names and texts in turn */
  uint32_t next_serial;
  struct cancel_token cancel; /* of the call that holds the lock */

  /* Errors (errors.c): per thread. */
  pthread_key_t error_key;
  struct process_lock error_lock; /* of the list */
  struct thread_errors *error_list;
  guestfs_abort_cb abort_cb;

  int bindtest_fd; /* internal_test_set_output, -1 = stdout */
};

/* Locks the handle for the current scope. */
static inline void
handle_unlock (struct process_lock **lock)
{
  process_lock_release (*lock);
}
#define LOCK_HANDLE(g)                                                                             \
  __attribute__ ((cleanup (handle_unlock), unused)) struct process_lock *handle_lock = &(g)->lock; \
  process_lock_take (handle_lock)

/* ---- errors.c ---- */

/* Sets the last error of this thread and calls its error handler.  ERR is
 * what last_errno returns, 0 if there is none.  set_error uses FMT alone,
 * set_errno appends ": " and strerror (ERR).  Both return -1. */
extern int set_error (guestfs_h *g, int err, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4), cold));
extern int set_errno (guestfs_h *g, int err, const char *fmt, ...)
  __attribute__ ((format (printf, 3, 4), cold));
extern int errors_init (guestfs_h *g);
extern void errors_free (guestfs_h *g);

/* ---- memory.c ---- */

/* Calls the abort callback, which does not return. */
extern void out_of_memory (guestfs_h *g) __attribute__ ((noreturn, cold));
/* These never return NULL; they call the handle's abort callback. */
extern void *safe_malloc (guestfs_h *g, size_t size);
extern void *safe_calloc (guestfs_h *g, size_t count, size_t size);
extern void *safe_realloc (guestfs_h *g, void *pointer, size_t size);
extern char *safe_strdup (guestfs_h *g, const char *string);
extern char *safe_strndup (guestfs_h *g, const char *string, size_t size);
extern void *safe_memdup (guestfs_h *g, const void *bytes, size_t size);
extern char *safe_asprintf (guestfs_h *g, const char *fmt, ...)
  __attribute__ ((format (printf, 2, 3)));
extern char *safe_vasprintf (guestfs_h *g, const char *fmt, va_list args)
  __attribute__ ((format (printf, 2, 0)));
extern char **safe_copy_strings (guestfs_h *g, char *const *strings);

/* ---- events.c ---- */

extern void events_init (guestfs_h *g);
extern void events_free (guestfs_h *g);
extern void event_void (guestfs_h *g, uint64_t event);
extern void event_message (guestfs_h *g, uint64_t event, const char *message, size_t size);
extern void event_array (guestfs_h *g, uint64_t event, const uint64_t *array, size_t count);
/* Line of debug output (event LIBRARY), if verbose. */
extern void debug (guestfs_h *g, const char *fmt, ...) __attribute__ ((format (printf, 2, 3)));
extern void warning (guestfs_h *g, const char *fmt, ...) __attribute__ ((format (printf, 2, 3)));

/* ---- private-data.c ---- */
extern void private_data_free (guestfs_h *g);

/* ---- directories.c ---- */

/* The handle's own temporary directory, made when first needed; NULL with
 * the error set. */
extern const char *handle_tmpdir (guestfs_h *g);
extern const char *handle_sockdir (guestfs_h *g);
/* New name in tmpdir: "TMPDIR/overlay3.qcow2". malloc'd. */
extern char *handle_tmpname (guestfs_h *g, const char *name, const char *extension);
/* The absolute path, links resolved, of the directory PATH; NULL with an
 * error that begins with WHAT.  malloc'd. */
extern char *real_directory (guestfs_h *g, const char *what, const char *path);
/* PATH as it is if absolute, otherwise below the present directory. */
extern char *absolute_path (guestfs_h *g, const char *path);
/* Removes PATH and all that is below it; never follows a symbolic link.
 * 0, or -1 with errno of the first failure (the rest is removed). */
extern int remove_tree (const char *path);
/* <cachedir>/.guestfs-<euid>, made 0700 and checked; malloc'd. */
extern char *cache_directory (guestfs_h *g);
/* Those that this process made, NULL-terminated. */
#define OWN_DIRECTORIES 3
extern void own_directories (const guestfs_h *g, const char *list[OWN_DIRECTORIES]);
/* Removes the handle's own directories; they are made anew when needed. */
extern void directories_clear (guestfs_h *g);
extern void directories_free (guestfs_h *g);

/* ---- properties.c, backend.c ---- */

extern void properties_init (guestfs_h *g);
extern void properties_free (guestfs_h *g);
extern void backend_init (guestfs_h *g);
extern void backend_free (guestfs_h *g);
/* Whether the setting NAME is on: "force_tcg" or "force_tcg=1". */
extern int backend_setting_bool (guestfs_h *g, const char *name);    /* 1, 0, -1 error */
extern const char *backend_setting (guestfs_h *g, const char *name); /* NULL if absent */
/* Reads 1, true, t, yes, y, on and their opposites: 1, 0, or -1 if it is
 * none of them (no error is set). */
extern int parse_boolean (const char *text);

/* ---- features.c ---- */
extern void features_forget (guestfs_h *g);

/* ---- drive-names.c ---- */
/* "/dev/sda", "/dev/sdb", ... "/dev/sdaa": malloc'd name of drive INDEX. */
extern char *drive_device_name (guestfs_h *g, size_t index);

/* ---- test-output.c ---- */
/* For the generated internal_test calls: writes to the file of
 * internal_test_set_output, or to stdout.  0, or -1 with the error set. */
extern int test_output_write (guestfs_h *g, const char *bytes, size_t size);

/* ---- handle.c ---- */

/* 0 if the appliance of the handle runs; otherwise -1 with the error that the
 * call NAME needs launch first. */
extern int require_ready (guestfs_h *g, const char *name);

/* ---- launch.c and what is behind it ---- */

/* Ends the machine; if READY and autosync is on, the guest's filesystems are
 * written out and unmounted first, else what a program wrote could be lost.
 * Drives and known features are forgotten, state CONFIG.  CHECK_ERRORS:
 * whether a failure is reported (shutdown) or not (close).  0 or -1. */
extern int machine_shutdown (guestfs_h *g, bool check_errors);
/* Called by rpc.c when the connection broke: sets the error that says what
 * happened (qemu's and the console's last lines), frees the machine, state
 * CONFIG, drives forgotten, SUBPROCESS_QUIT.  Returns -1. */
extern int machine_lost (guestfs_h *g, const char *during);

/* ---- rpc.c ---- */

struct rpc_call {
  const char *name; /* API name, for messages */
  unsigned procedure;
  uint64_t options; /* bitmask of optional arguments */
  xdrproc_t encode; /* arguments; NULL if none */
  const void *arguments;
  xdrproc_t decode; /* result, cleared to 0 by the caller; NULL if none */
  void *result;
  const char *file_in;  /* host file to send, or NULL */
  const char *file_out; /* host file to receive, or NULL */
  /* What takes the content in place of file_out, which is a name for errors
   * then; NULL: the file. */
  const struct content_sink *sink;
};
/* 0, or -1 with the error set ("NAME: what the daemon said", its errno).
 * After failure RESULT needs no freeing. */
extern int rpc_call_daemon (guestfs_h *g, const struct rpc_call *call);

/* ---- trace.c, used by the generated calls ---- */

struct call_scope;

#endif /* GUESTFS_INTERNAL_H */
