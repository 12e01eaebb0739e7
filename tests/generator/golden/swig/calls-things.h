/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Things: the calls as SWIG wraps them.
 * Made by generator/emit/swig/swig.ml from the declarations in generator/api/. */

#ifndef GUESTFS_SWIG_THINGS_H
#define GUESTFS_SWIG_THINGS_H

#include "glue.h"

extern table_result guestfs_handle_about_thing (struct guestfs_handle *handle);
extern void guestfs_handle_all_arguments (struct guestfs_handle *handle, text plain_one, text path_one, text device_one, text mountable_one, text either_one, text any_one, text key_one, text guid_one, optional_text maybe_one, text_list texts, text_list devices, text_list names, text_list paths, bytes content, int number, int64_t large, truth flag);
extern void guestfs_handle_all_options (struct guestfs_handle *handle, text name, const struct options *options);
#define guestfs_handle_all_options_opts guestfs_handle_all_options
extern int guestfs_handle_check_thing (struct guestfs_handle *handle, text thing);
extern void guestfs_handle_close_memory (struct guestfs_handle *handle);
extern void guestfs_handle_download_thing (struct guestfs_handle *handle, text remote, text filename);
extern bytes_result guestfs_handle_image_of_thing (struct guestfs_handle *handle);
extern truth guestfs_handle_is_thing (struct guestfs_handle *handle, text thing);
extern text_list_result guestfs_handle_list_thing (struct guestfs_handle *handle, text directory, int64_t level, text_list words);
extern void guestfs_handle_make_thing (struct guestfs_handle *handle, text thing, text_list others, text log, text key, text newkey, truth deep, optional_text comment, const struct options *options);
extern text_result guestfs_handle_name_of_thing (struct guestfs_handle *handle);
extern text_list_result guestfs_handle_names_of_things (struct guestfs_handle *handle);
extern int guestfs_handle_number_of_things (struct guestfs_handle *handle);
extern void guestfs_handle_old_options (struct guestfs_handle *handle, text title, int depth, const struct options *options);
extern void guestfs_handle_older_options (struct guestfs_handle *handle);
extern void guestfs_handle_oldest_options (struct guestfs_handle *handle, text title, text thing);
extern void guestfs_handle_open_memory (struct guestfs_handle *handle, text name);
extern text_result guestfs_handle_remember (struct guestfs_handle *handle, text name);
extern truth guestfs_handle_returns_bool (struct guestfs_handle *handle);
extern bytes_result guestfs_handle_returns_buffer (struct guestfs_handle *handle);
extern text_result guestfs_handle_returns_device (struct guestfs_handle *handle);
extern text_list_result guestfs_handle_returns_device_list (struct guestfs_handle *handle);
extern int guestfs_handle_returns_int (struct guestfs_handle *handle);
extern int64_t guestfs_handle_returns_int64 (struct guestfs_handle *handle);
extern text_result guestfs_handle_returns_mountable (struct guestfs_handle *handle);
extern text_list_result guestfs_handle_returns_mountable_list (struct guestfs_handle *handle);
extern void guestfs_handle_returns_nothing (struct guestfs_handle *handle);
extern struct_result guestfs_handle_returns_struct (struct guestfs_handle *handle);
extern struct_list_result guestfs_handle_returns_struct_list (struct guestfs_handle *handle);
extern table_result guestfs_handle_returns_table (struct guestfs_handle *handle);
extern text_result guestfs_handle_returns_text (struct guestfs_handle *handle);
extern text_list_result guestfs_handle_returns_text_list (struct guestfs_handle *handle);
extern void guestfs_handle_send_thing (struct guestfs_handle *handle, text remote, text filename);
extern int64_t guestfs_handle_size_of_thing (struct guestfs_handle *handle, text thing);
extern struct_result guestfs_handle_thing_as_struct (struct guestfs_handle *handle);
extern struct_list_result guestfs_handle_things_as_structs (struct guestfs_handle *handle);
extern void guestfs_handle_upload_thing (struct guestfs_handle *handle, text filename, text remote);
extern text_result guestfs_handle_uuid_of_thing (struct guestfs_handle *handle);

#endif /* GUESTFS_SWIG_THINGS_H */
