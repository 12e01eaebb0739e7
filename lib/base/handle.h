/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The handle.  A struct in it belongs to the file that is named beside it: others
 * read it, and have it changed by that file's functions. */

#ifndef GUESTFS_HANDLE_H
#define GUESTFS_HANDLE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/cancel.h"
#include "base/handle-type.h"
#include "base/owner.h"
#include "base/process-lock.h"
#include "string-list.h"

enum handle_state { STATE_CONFIG = 0, STATE_LAUNCHING = 1, STATE_READY = 2, STATE_NO_HANDLE = 3 };

struct drive;            /* drives/drives.h */
struct machine;          /* machine/machine.h */
struct event_list;       /* events.c */
struct private_data;     /* private-data.c */
struct thread_errors;    /* errors.c */
struct legacy_callbacks; /* legacy-callbacks.c */
struct known_feature;    /* known-features.h */

/* errors.c: the last errors, one for each thread. */
struct handle_errors {
  pthread_key_t key;
  struct process_lock lock; /* of the list */
  struct thread_errors *list;
};

/* lock.c */
struct handle_lock {
  struct process_lock mutex;     /* held by every public call */
  pthread_t holder;              /* the thread that holds it */
  unsigned depth;                /* how many calls hold it, one in a callback of the other */
  void (*at_end) (guestfs_h *g); /* what is done when the last of them ends, or NULL */
};

/* A temporary directory, made when first needed, by the process that needs it. */
struct own_directory {
  char *path; /* NULL if there is none */
  struct owner owner;
};

/* directories.c */
struct handle_directories {
  char *explicit_tmpdir, *explicit_cachedir; /* set by the program, NULL if not */
  char *env_tmpdir, *env_runtimedir;         /* TMPDIR, XDG_RUNTIME_DIR */
  struct own_directory tmpdir;               /* for what the handle needs itself */
  unsigned unique;                           /* for names in tmpdir */
};

/* known-features.c */
struct handle_features {
  struct known_feature *list; /* answers so far, forgotten at shutdown */
  size_t count;
};

/* A parameter of the hypervisor that guestfs_config added. */
struct hv_param {
  char *name;
  char *value; /* NULL if it has none */
};

/* properties.c */
struct handle_properties {
  bool autosync, recovery_proc, network, direct_mode, pgroup;
  int memsize; /* MiB */
  int smp;
  char *identifier, *program, *path; /* never NULL */
  char *append;                      /* NULL if not set */
  struct hv_param *hv_params;        /* in the order of guestfs_config */
  size_t nr_hv_params;
};

/* environment.c: of the environment that was read last */
struct handle_environment {
  char *problem; /* the first variable that was bad, and why; NULL: none */
  int err;
};

/* backend.c */
struct handle_backend {
  char *name;       /* as given, "direct" */
  char **settings;  /* NULL-terminated, never NULL */
  char *hv;         /* NULL if not set */
  char *default_hv; /* the hypervisor if hv is not set */
};

/* drives.c */
struct handle_drives {
  struct drive **list; /* in the order added; NULL where one was removed after the launch */
  size_t count;
};

struct guestfs_h {
  struct guestfs_h *next; /* list of handles that atexit closes */
  bool close_on_exit;
  struct owner creator;
  enum handle_state state;
  bool verbose, trace; /* properties that each event asks for */

  struct handle_lock lock;
  struct handle_errors errors;
  struct event_list *events;
  struct legacy_callbacks *legacy_callbacks; /* NULL if there are none */
  struct private_data *private_data;
  struct handle_directories directories;
  struct handle_features features;
  struct handle_properties properties;
  struct handle_environment environment;
  struct handle_backend backend;
  struct handle_drives drives;
  struct string_list launch_report;                   /* launch-report.c: names and texts in turn */
  void (*abort_cb) (void) __attribute__ ((noreturn)); /* memory.c */
  int bindtest_fd;                                    /* test-output.c, -1 = stdout */

  /* NULL in CONFIG.  What finds that it cannot go on only says so
   * (machine-end.c); the call that runs ends it then (call.c, launch.c). */
  struct machine *machine;
  bool machine_is_lost;

  /* The call that runs on the machine. */
  const char *busy_with; /* its name, NULL if none */
  uint32_t next_serial;
  struct cancel_token cancel; /* lock.c */
};

#endif /* GUESTFS_HANDLE_H */
