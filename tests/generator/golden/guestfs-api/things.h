/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The part of guestfs.h of the topic: Things.
 * Made by generator/emit/library/c_header.ml from the declarations in generator/api/. */

#ifndef GUESTFS_API_THINGS
#define GUESTFS_API_THINGS

#include "guestfs-api/guestfs.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GUESTFS_HAVE_STRUCT_ITEM 1
struct guestfs_item {
  char *item_text;
  char *item_device;
  uint32_t item_buffer_len;
  char *item_buffer;
  char item_uuid[32];
  uint64_t item_bytes;
  uint64_t item_uint64;
  int64_t item_int64;
  uint32_t item_uint32;
  int32_t item_int32;
  char item_char;
  float item_percent;
};

struct guestfs_item_list {
  uint32_t len;
  struct guestfs_item *val;
};

extern GUESTFS_DLL_PUBLIC int guestfs_compare_item (const struct guestfs_item *a, const struct guestfs_item *b);
extern GUESTFS_DLL_PUBLIC int guestfs_compare_item_list (const struct guestfs_item_list *a, const struct guestfs_item_list *b);
extern GUESTFS_DLL_PUBLIC struct guestfs_item *guestfs_copy_item (const struct guestfs_item *from);
extern GUESTFS_DLL_PUBLIC struct guestfs_item_list *guestfs_copy_item_list (const struct guestfs_item_list *from);
extern GUESTFS_DLL_PUBLIC void guestfs_free_item (struct guestfs_item *value);
extern GUESTFS_DLL_PUBLIC void guestfs_free_item_list (struct guestfs_item_list *list);

#define GUESTFS_HAVE_ALL_ARGUMENTS 1
#define LIBGUESTFS_HAVE_ALL_ARGUMENTS 1
extern GUESTFS_DLL_PUBLIC int guestfs_all_arguments (guestfs_h *g, const char *plain_one, const char *path_one, const char *device_one, const char *mountable_one, const char *either_one, const char *any_one, const char *key_one, const char *guid_one, const char *maybe_one, char *const *texts, char *const *devices, char *const *names, char *const *paths, const char *content, size_t content_size, int number, int64_t large, int flag);

#define GUESTFS_HAVE_ALL_OPTIONS 1
#define LIBGUESTFS_HAVE_ALL_OPTIONS 1
#define GUESTFS_HAVE_ALL_OPTIONS_OPTS 1
#define LIBGUESTFS_HAVE_ALL_OPTIONS_OPTS 1
#define GUESTFS_ALL_OPTIONS_OPTS_QUICK 0
#define GUESTFS_ALL_OPTIONS_OPTS_QUICK_BITMASK (UINT64_C (1) << 0)
#define GUESTFS_ALL_OPTIONS_OPTS_DEPTH 1
#define GUESTFS_ALL_OPTIONS_OPTS_DEPTH_BITMASK (UINT64_C (1) << 1)
#define GUESTFS_ALL_OPTIONS_OPTS_OFFSET 2
#define GUESTFS_ALL_OPTIONS_OPTS_OFFSET_BITMASK (UINT64_C (1) << 2)
#define GUESTFS_ALL_OPTIONS_OPTS_LABEL 3
#define GUESTFS_ALL_OPTIONS_OPTS_LABEL_BITMASK (UINT64_C (1) << 3)
#define GUESTFS_ALL_OPTIONS_OPTS_SERVERS 4
#define GUESTFS_ALL_OPTIONS_OPTS_SERVERS_BITMASK (UINT64_C (1) << 4)
#define GUESTFS_ALL_OPTIONS_OPTS_BELOW 5
#define GUESTFS_ALL_OPTIONS_OPTS_BELOW_BITMASK (UINT64_C (1) << 5)
#define GUESTFS_ALL_OPTIONS_OPTS_JOURNAL 6
#define GUESTFS_ALL_OPTIONS_OPTS_JOURNAL_BITMASK (UINT64_C (1) << 6)
#define GUESTFS_ALL_OPTIONS_OPTS_ORIGIN 7
#define GUESTFS_ALL_OPTIONS_OPTS_ORIGIN_BITMASK (UINT64_C (1) << 7)
#define GUESTFS_ALL_OPTIONS_OPTS_IDENT 8
#define GUESTFS_ALL_OPTIONS_OPTS_IDENT_BITMASK (UINT64_C (1) << 8)
#define GUESTFS_ALL_OPTIONS_OPTS_PASSWORD 9
#define GUESTFS_ALL_OPTIONS_OPTS_PASSWORD_BITMASK (UINT64_C (1) << 9)
#define GUESTFS_ALL_OPTIONS_OPTS_SPARES 10
#define GUESTFS_ALL_OPTIONS_OPTS_SPARES_BITMASK (UINT64_C (1) << 10)
#define GUESTFS_ALL_OPTIONS_OPTS_OTHERS 11
#define GUESTFS_ALL_OPTIONS_OPTS_OTHERS_BITMASK (UINT64_C (1) << 11)
#define GUESTFS_ALL_OPTIONS_OPTS_PARTS 12
#define GUESTFS_ALL_OPTIONS_OPTS_PARTS_BITMASK (UINT64_C (1) << 12)
#define GUESTFS_ALL_OPTIONS_OPTS_RESCUE 13
#define GUESTFS_ALL_OPTIONS_OPTS_RESCUE_BITMASK (UINT64_C (1) << 13)
struct guestfs_all_options_opts_argv {
  uint64_t bitmask;
  int quick;
  int depth;
  int64_t offset;
  const char *label;
  char *const *servers;
  const char *below;
  const char *journal;
  const char *origin;
  const char *ident;
  const char *password;
  char *const *spares;
  char *const *others;
  char *const *parts;
  int rescue;
};
extern GUESTFS_DLL_PUBLIC int guestfs_all_options (guestfs_h *g, const char *name);
extern GUESTFS_DLL_PUBLIC int guestfs_all_options_opts (guestfs_h *g, const char *name, ...);
extern GUESTFS_DLL_PUBLIC int guestfs_all_options_opts_va (guestfs_h *g, const char *name, va_list args);
extern GUESTFS_DLL_PUBLIC int guestfs_all_options_opts_argv (guestfs_h *g, const char *name, const struct guestfs_all_options_opts_argv *optargs);

#define GUESTFS_HAVE_UPLOAD_THING 1
#define LIBGUESTFS_HAVE_UPLOAD_THING 1
extern GUESTFS_DLL_PUBLIC int guestfs_upload_thing (guestfs_h *g, const char *filename, const char *remote);

#define GUESTFS_HAVE_DOWNLOAD_THING 1
#define LIBGUESTFS_HAVE_DOWNLOAD_THING 1
extern GUESTFS_DLL_PUBLIC int guestfs_download_thing (guestfs_h *g, const char *remote, const char *filename);

#define GUESTFS_HAVE_RETURNS_NOTHING 1
#define LIBGUESTFS_HAVE_RETURNS_NOTHING 1
extern GUESTFS_DLL_PUBLIC int guestfs_returns_nothing (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_INT 1
#define LIBGUESTFS_HAVE_RETURNS_INT 1
extern GUESTFS_DLL_PUBLIC int guestfs_returns_int (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_INT64 1
#define LIBGUESTFS_HAVE_RETURNS_INT64 1
extern GUESTFS_DLL_PUBLIC int64_t guestfs_returns_int64 (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_BOOL 1
#define LIBGUESTFS_HAVE_RETURNS_BOOL 1
extern GUESTFS_DLL_PUBLIC int guestfs_returns_bool (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_TEXT 1
#define LIBGUESTFS_HAVE_RETURNS_TEXT 1
extern GUESTFS_DLL_PUBLIC char *guestfs_returns_text (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_DEVICE 1
#define LIBGUESTFS_HAVE_RETURNS_DEVICE 1
extern GUESTFS_DLL_PUBLIC char *guestfs_returns_device (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_MOUNTABLE 1
#define LIBGUESTFS_HAVE_RETURNS_MOUNTABLE 1
extern GUESTFS_DLL_PUBLIC char *guestfs_returns_mountable (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_TEXT_LIST 1
#define LIBGUESTFS_HAVE_RETURNS_TEXT_LIST 1
extern GUESTFS_DLL_PUBLIC char **guestfs_returns_text_list (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_DEVICE_LIST 1
#define LIBGUESTFS_HAVE_RETURNS_DEVICE_LIST 1
extern GUESTFS_DLL_PUBLIC char **guestfs_returns_device_list (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_MOUNTABLE_LIST 1
#define LIBGUESTFS_HAVE_RETURNS_MOUNTABLE_LIST 1
extern GUESTFS_DLL_PUBLIC char **guestfs_returns_mountable_list (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_STRUCT 1
#define LIBGUESTFS_HAVE_RETURNS_STRUCT 1
extern GUESTFS_DLL_PUBLIC struct guestfs_item *guestfs_returns_struct (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_STRUCT_LIST 1
#define LIBGUESTFS_HAVE_RETURNS_STRUCT_LIST 1
extern GUESTFS_DLL_PUBLIC struct guestfs_item_list *guestfs_returns_struct_list (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_TABLE 1
#define LIBGUESTFS_HAVE_RETURNS_TABLE 1
extern GUESTFS_DLL_PUBLIC char **guestfs_returns_table (guestfs_h *g);

#define GUESTFS_HAVE_RETURNS_BUFFER 1
#define LIBGUESTFS_HAVE_RETURNS_BUFFER 1
extern GUESTFS_DLL_PUBLIC char *guestfs_returns_buffer (guestfs_h *g, size_t *size_r);

#define GUESTFS_HAVE_LIST_THING 1
#define LIBGUESTFS_HAVE_LIST_THING 1
extern GUESTFS_DLL_PUBLIC char **guestfs_list_thing (guestfs_h *g, const char *directory, int64_t level, char *const *words);

#define GUESTFS_HAVE_MAKE_THING 1
#define LIBGUESTFS_HAVE_MAKE_THING 1
#define GUESTFS_MAKE_THING_SIZE 0
#define GUESTFS_MAKE_THING_SIZE_BITMASK (UINT64_C (1) << 0)
#define GUESTFS_MAKE_THING_QUICK 1
#define GUESTFS_MAKE_THING_QUICK_BITMASK (UINT64_C (1) << 1)
#define GUESTFS_MAKE_THING_LABEL 2
#define GUESTFS_MAKE_THING_LABEL_BITMASK (UINT64_C (1) << 2)
#define GUESTFS_MAKE_THING_WITHOUT 3
#define GUESTFS_MAKE_THING_WITHOUT_BITMASK (UINT64_C (1) << 3)
#define GUESTFS_MAKE_THING_JOURNAL 4
#define GUESTFS_MAKE_THING_JOURNAL_BITMASK (UINT64_C (1) << 4)
struct guestfs_make_thing_argv {
  uint64_t bitmask;
  int64_t size;
  int quick;
  const char *label;
  char *const *without;
  const char *journal;
};
extern GUESTFS_DLL_PUBLIC int guestfs_make_thing (guestfs_h *g, const char *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, ...);
extern GUESTFS_DLL_PUBLIC int guestfs_make_thing_va (guestfs_h *g, const char *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, va_list args);
extern GUESTFS_DLL_PUBLIC int guestfs_make_thing_argv (guestfs_h *g, const char *thing, char *const *others, const char *log, const char *key, const char *newkey, int deep, const char *comment, const struct guestfs_make_thing_argv *optargs);

#define GUESTFS_HAVE_SIZE_OF_THING 1
#define LIBGUESTFS_HAVE_SIZE_OF_THING 1
extern GUESTFS_DLL_PUBLIC int64_t guestfs_size_of_thing (guestfs_h *g, const char *thing);

#define GUESTFS_HAVE_IS_THING 1
#define LIBGUESTFS_HAVE_IS_THING 1
extern GUESTFS_DLL_PUBLIC int guestfs_is_thing (guestfs_h *g, const char *thing);

#define GUESTFS_HAVE_CHECK_THING 1
#define LIBGUESTFS_HAVE_CHECK_THING 1
extern GUESTFS_DLL_PUBLIC int guestfs_check_thing (guestfs_h *g, const char *thing);

#define GUESTFS_HAVE_NAME_OF_THING 1
#define LIBGUESTFS_HAVE_NAME_OF_THING 1
extern GUESTFS_DLL_PUBLIC char *guestfs_name_of_thing (guestfs_h *g);

#define GUESTFS_HAVE_UUID_OF_THING 1
#define LIBGUESTFS_HAVE_UUID_OF_THING 1
extern GUESTFS_DLL_PUBLIC char *guestfs_uuid_of_thing (guestfs_h *g);

#define GUESTFS_HAVE_NUMBER_OF_THINGS 1
#define LIBGUESTFS_HAVE_NUMBER_OF_THINGS 1
extern GUESTFS_DLL_PUBLIC int guestfs_number_of_things (guestfs_h *g);

#define GUESTFS_HAVE_NAMES_OF_THINGS 1
#define LIBGUESTFS_HAVE_NAMES_OF_THINGS 1
extern GUESTFS_DLL_PUBLIC char **guestfs_names_of_things (guestfs_h *g);

#define GUESTFS_HAVE_ABOUT_THING 1
#define LIBGUESTFS_HAVE_ABOUT_THING 1
extern GUESTFS_DLL_PUBLIC char **guestfs_about_thing (guestfs_h *g);

#define GUESTFS_HAVE_THING_AS_STRUCT 1
#define LIBGUESTFS_HAVE_THING_AS_STRUCT 1
extern GUESTFS_DLL_PUBLIC struct guestfs_item *guestfs_thing_as_struct (guestfs_h *g);

#define GUESTFS_HAVE_THINGS_AS_STRUCTS 1
#define LIBGUESTFS_HAVE_THINGS_AS_STRUCTS 1
extern GUESTFS_DLL_PUBLIC struct guestfs_item_list *guestfs_things_as_structs (guestfs_h *g);

#define GUESTFS_HAVE_IMAGE_OF_THING 1
#define LIBGUESTFS_HAVE_IMAGE_OF_THING 1
extern GUESTFS_DLL_PUBLIC char *guestfs_image_of_thing (guestfs_h *g, size_t *size_r);

#define GUESTFS_HAVE_SEND_THING 1
#define LIBGUESTFS_HAVE_SEND_THING 1
extern GUESTFS_DLL_PUBLIC int guestfs_send_thing (guestfs_h *g, const char *remote, const char *filename);

#define GUESTFS_HAVE_OLD_OPTIONS 1
#define LIBGUESTFS_HAVE_OLD_OPTIONS 1
#if !defined (GUESTFS_NO_DEPRECATED)
#define GUESTFS_OLD_OPTIONS_LABEL 0
#define GUESTFS_OLD_OPTIONS_LABEL_BITMASK (UINT64_C (1) << 0)
struct guestfs_old_options_argv {
  uint64_t bitmask;
  const char *label;
};
extern GUESTFS_DLL_PUBLIC int guestfs_old_options (guestfs_h *g, const char *title, int depth, ...)
  GUESTFS_DEPRECATED_BY ("guestfs_all_options");
extern GUESTFS_DLL_PUBLIC int guestfs_old_options_va (guestfs_h *g, const char *title, int depth, va_list args)
  GUESTFS_DEPRECATED_BY ("guestfs_all_options");
extern GUESTFS_DLL_PUBLIC int guestfs_old_options_argv (guestfs_h *g, const char *title, int depth, const struct guestfs_old_options_argv *optargs)
  GUESTFS_DEPRECATED_BY ("guestfs_all_options");
#endif

#define GUESTFS_HAVE_OLDER_OPTIONS 1
#define LIBGUESTFS_HAVE_OLDER_OPTIONS 1
#if !defined (GUESTFS_NO_DEPRECATED)
extern GUESTFS_DLL_PUBLIC int guestfs_older_options (guestfs_h *g)
  GUESTFS_DEPRECATED_BY ("guestfs_all_options");
#endif

#define GUESTFS_HAVE_OLDEST_OPTIONS 1
#define LIBGUESTFS_HAVE_OLDEST_OPTIONS 1
#if !defined (GUESTFS_NO_DEPRECATED)
extern GUESTFS_DLL_PUBLIC int guestfs_oldest_options (guestfs_h *g, const char *title, const char *thing)
  GUESTFS_DEPRECATED_BY ("guestfs_all_options");
#endif

#define GUESTFS_HAVE_OPEN_MEMORY 1
#define LIBGUESTFS_HAVE_OPEN_MEMORY 1
extern GUESTFS_DLL_PUBLIC int guestfs_open_memory (guestfs_h *g, const char *name);

#define GUESTFS_HAVE_REMEMBER 1
#define LIBGUESTFS_HAVE_REMEMBER 1
extern GUESTFS_DLL_PUBLIC char *guestfs_remember (guestfs_h *g, const char *name);

#define GUESTFS_HAVE_CLOSE_MEMORY 1
#define LIBGUESTFS_HAVE_CLOSE_MEMORY 1
extern GUESTFS_DLL_PUBLIC int guestfs_close_memory (guestfs_h *g);

#ifdef __cplusplus
}
#endif
#endif /* GUESTFS_API_THINGS */
