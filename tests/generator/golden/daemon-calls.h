/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The daemon's function for each call.
 * Made by generator/emit/daemon_header.ml from the declarations in generator/api/. */

#ifndef DAEMON_CALLS_H
#define DAEMON_CALLS_H

#include "cleanup.h"
#include "guestfs_protocol.h"
#include "string-list.h"
#include "base/reply.h"
#include "base/sysroot.h"
#include "children/program.h"
#include "devices/device-errors.h"
#include "storage/mountable.h"

/* ---- Things ---- */

extern int do_all_arguments (const char *plain_one, const char *path_one, const char *device_one, const struct mountable *mountable_one, const char *either_one, const struct mountable *any_one, const char *key_one, const char *guid_one, const char *maybe_one, char *const *texts, char *const *devices, char *const *names, char *const *paths, const char *content, size_t content_size, int number, int64_t large, int flag);
struct all_options_options {
  bool has_quick;
  bool quick;
  bool has_depth;
  int depth;
  bool has_offset;
  int64_t offset;
  bool has_label;
  const char *label;
  bool has_servers;
  char *const *servers;
};
extern int do_all_options (const char *name, const struct all_options_options *options);
extern int do_upload_thing (const char *remote);
extern int do_download_thing (const char *remote);
extern int do_returns_nothing (void);
extern int do_returns_int (void);
extern int64_t do_returns_int64 (void);
extern int do_returns_bool (void);
extern char *do_returns_text (void);
extern char *do_returns_device (void);
extern char *do_returns_mountable (void);
extern char **do_returns_text_list (void);
extern char **do_returns_device_list (void);
extern char **do_returns_mountable_list (void);
extern wire_item *do_returns_struct (void);
extern wire_item_list *do_returns_struct_list (void);
extern char **do_returns_table (void);
extern char *do_returns_buffer (size_t *size_r);
extern char **do_list_thing (const char *directory, int64_t level, char *const *words);
extern bool probe_odd (void);

/* ---- The handle ---- */

extern int do_odd_thing (void);

#endif /* DAEMON_CALLS_H */
