/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Things: the daemon's function for each call.
 * Made by generator/emit/daemon/daemon_header.ml from the declarations in generator/api/. */

#ifndef DAEMON_CALLS_THINGS_H
#define DAEMON_CALLS_THINGS_H

#include "protocol/things.h"
#include "cleanup.h"
#include "string-list.h"
#include "base/reply.h"
#include "base/sysroot.h"
#include "children/program.h"
#include "devices/device.h"
#include "devices/device-errors.h"
#include "storage/mountable.h"
#include "daemon-sessions.h"

extern int do_all_arguments (const char *plain_one, const char *path_one, const struct device *device_one, const struct mountable *mountable_one, const struct place *either_one, const struct mountable *any_one, const char *key_one, const char *guid_one, const char *maybe_one, char *const *texts, char *const *devices, char *const *names, char *const *paths, const char *content, size_t content_size, int number, int64_t large, int flag);
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
  bool has_below;
  const char *below;
  bool has_journal;
  const struct device *journal;
  bool has_origin;
  const struct mountable *origin;
  bool has_ident;
  const char *ident;
  bool has_password;
  const char *password;
  bool has_spares;
  char *const *spares;
  bool has_others;
  char *const *others;
  bool has_parts;
  char *const *parts;
  bool has_rescue;
  bool rescue;
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
struct make_thing_options {
  bool has_size;
  int64_t size;
  bool has_quick;
  bool quick;
  bool has_label;
  const char *label;
  bool has_without;
  char *const *without;
  bool has_journal;
  const char *journal;
};
extern int do_make_thing (const struct device *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, const struct make_thing_options *options);
extern int64_t do_size_of_thing (const struct device *thing);
extern int do_is_thing (const struct device *thing);
extern int do_check_thing (const struct place *thing);
extern char *do_name_of_thing (void);
extern char *do_uuid_of_thing (void);
extern int do_number_of_things (void);
extern char **do_names_of_things (void);
extern char **do_about_thing (void);
extern wire_item *do_thing_as_struct (void);
extern wire_item_list *do_things_as_structs (void);
extern char *do_image_of_thing (size_t *size_r);
extern int do_send_thing (const char *remote);
struct old_options_options {
  bool has_label;
  const char *label;
};
extern int do_old_options (const char *title, int depth, const struct old_options_options *options);
extern int do_older_options (void);
extern int do_oldest_options (const char *title, const struct device *thing);
extern struct memory *do_open_memory (const char *name);
extern char *do_remember (struct memory *session, const char *name);
extern int do_close_memory (void);
extern bool probe_odd (void);

#endif /* DAEMON_CALLS_THINGS_H */
