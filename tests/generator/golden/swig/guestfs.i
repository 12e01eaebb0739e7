/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The interface of libguestfs for SWIG.
 * Made by generator/emit/swig.ml from the declarations in generator/api/. */

%module guestfs

%{
#include "swig-calls.h"
%}

%include <stdint.i>

/* The types of the declarations below. */
typedef const char *text;
typedef const char *optional_text;
typedef char **text_list;
typedef int truth;
typedef void *address;
typedef const char *const_text;
typedef char *text_result;
typedef char **text_list_result;
typedef char **table_result;

/* The only file that knows a language. */
%include "guestfs-typemaps.i"

/* raise_failure () comes from it. */
%exception {
  $action
  if (failure () != NULL)
    raise_failure ();
}

%feature ("compactdefaultargs");

%constant int EVENT_CLOSE = 0x1;
%constant int EVENT_SUBPROCESS_QUIT = 0x2;
%constant int EVENT_LAUNCH_DONE = 0x4;
%constant int EVENT_PROGRESS = 0x8;
%constant int EVENT_APPLIANCE = 0x10;
%constant int EVENT_LIBRARY = 0x20;
%constant int EVENT_TRACE = 0x40;
%constant int EVENT_ENTER = 0x80;
%constant int EVENT_LIBVIRT_AUTH = 0x100;
%constant int EVENT_WARNING = 0x200;
%constant int EVENT_ALL = 0x3ff;

%newobject create;
struct guestfs_handle *create (const struct options *options = NULL);
text_result event_to_string (int64_t events);

%rename (GuestFS) guestfs_handle;
%nodefaultctor guestfs_handle;
struct guestfs_handle {
  %extend {
    ~guestfs_handle ();
    void close ();
    int last_errno ();
    int set_event_callback (struct callback *callback, int64_t events);
    void delete_event_callback (int event_handle);
    table_result about_thing ();
    void all_arguments (text plain_one, text path_one, text device_one, text mountable_one, text either_one, text any_one, text key_one, text guid_one, optional_text maybe_one, text_list texts, text_list devices, text_list names, text_list paths, bytes content, int number, int64_t large, truth flag);
    void all_options (text name, const struct options *options = NULL);
    void all_options_opts (text name, const struct options *options = NULL);
    int check_thing (text thing);
    void close_memory ();
    void download_thing (text remote, text filename);
    const_text find_thing ();
    const_text get_thing ();
    bytes_result image_of_thing ();
    truth is_thing (text thing);
    text_list_result list_thing (text directory, int64_t level, text_list words);
    void make_thing (text thing, text_list others, text log, text key, text newkey, truth deep, optional_text comment, const struct options *options = NULL);
    text_result name_of_thing ();
    text_list_result names_of_things ();
    int number_of_things ();
    void odd_thing ();
    void old_options (text title, int depth, const struct options *options = NULL);
    void old_thing (text name);
    void older_options ();
    void older_thing ();
    void oldest_options (text title, text thing);
    void open_memory (text name);
    text_result remember (text name);
    truth returns_bool ();
    bytes_result returns_buffer ();
    text_result returns_device ();
    text_list_result returns_device_list ();
    int returns_int ();
    int64_t returns_int64 ();
    text_result returns_mountable ();
    text_list_result returns_mountable_list ();
    void returns_nothing ();
    struct_result returns_struct ();
    struct_list_result returns_struct_list ();
    table_result returns_table ();
    text_result returns_text ();
    text_list_result returns_text_list ();
    void send_thing (text remote, text filename);
    void set_thing (text name);
    int64_t size_of_thing (text thing);
    void stop_thing ();
    int take_pointer (address thing);
    struct_result thing_as_struct ();
    struct_list_result things_as_structs ();
    void upload_thing (text filename, text remote);
    text_result uuid_of_thing ();
  }
};
