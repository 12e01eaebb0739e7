/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The types of the messages of each call.
 * Made by generator/emit/message_types.ml from the declarations in generator/api/. */

#include "protocol/things.h"
#include "protocol/handle.h"
#include "message-types.h"

const struct message_types message_types[] = {
  { { NULL, 0 }, { NULL, 0 } },
  { /* about_thing */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_about_thing_ret, sizeof (wire_about_thing_ret) },
  },
  { /* all_arguments */
    { (xdrproc_t) xdr_wire_all_arguments_args, sizeof (wire_all_arguments_args) },
    { NULL, 0 },
  },
  { /* all_options */
    { (xdrproc_t) xdr_wire_all_options_args, sizeof (wire_all_options_args) },
    { NULL, 0 },
  },
  { /* check_thing */
    { (xdrproc_t) xdr_wire_check_thing_args, sizeof (wire_check_thing_args) },
    { (xdrproc_t) xdr_wire_check_thing_ret, sizeof (wire_check_thing_ret) },
  },
  { /* close_memory */
    { NULL, 0 },
    { NULL, 0 },
  },
  { /* download_thing */
    { (xdrproc_t) xdr_wire_download_thing_args, sizeof (wire_download_thing_args) },
    { NULL, 0 },
  },
  { /* image_of_thing */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_image_of_thing_ret, sizeof (wire_image_of_thing_ret) },
  },
  { /* is_thing */
    { (xdrproc_t) xdr_wire_is_thing_args, sizeof (wire_is_thing_args) },
    { (xdrproc_t) xdr_wire_is_thing_ret, sizeof (wire_is_thing_ret) },
  },
  { /* list_thing */
    { (xdrproc_t) xdr_wire_list_thing_args, sizeof (wire_list_thing_args) },
    { (xdrproc_t) xdr_wire_list_thing_ret, sizeof (wire_list_thing_ret) },
  },
  { /* make_thing */
    { (xdrproc_t) xdr_wire_make_thing_args, sizeof (wire_make_thing_args) },
    { NULL, 0 },
  },
  { /* name_of_thing */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_name_of_thing_ret, sizeof (wire_name_of_thing_ret) },
  },
  { /* names_of_things */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_names_of_things_ret, sizeof (wire_names_of_things_ret) },
  },
  { /* number_of_things */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_number_of_things_ret, sizeof (wire_number_of_things_ret) },
  },
  { /* odd_thing */
    { NULL, 0 },
    { NULL, 0 },
  },
  { /* old_options */
    { (xdrproc_t) xdr_wire_old_options_args, sizeof (wire_old_options_args) },
    { NULL, 0 },
  },
  { /* older_options */
    { NULL, 0 },
    { NULL, 0 },
  },
  { /* oldest_options */
    { (xdrproc_t) xdr_wire_oldest_options_args, sizeof (wire_oldest_options_args) },
    { NULL, 0 },
  },
  { /* open_memory */
    { (xdrproc_t) xdr_wire_open_memory_args, sizeof (wire_open_memory_args) },
    { NULL, 0 },
  },
  { /* remember */
    { (xdrproc_t) xdr_wire_remember_args, sizeof (wire_remember_args) },
    { (xdrproc_t) xdr_wire_remember_ret, sizeof (wire_remember_ret) },
  },
  { /* returns_bool */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_bool_ret, sizeof (wire_returns_bool_ret) },
  },
  { /* returns_buffer */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_buffer_ret, sizeof (wire_returns_buffer_ret) },
  },
  { /* returns_device */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_device_ret, sizeof (wire_returns_device_ret) },
  },
  { /* returns_device_list */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_device_list_ret, sizeof (wire_returns_device_list_ret) },
  },
  { /* returns_int */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_int_ret, sizeof (wire_returns_int_ret) },
  },
  { /* returns_int64 */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_int64_ret, sizeof (wire_returns_int64_ret) },
  },
  { /* returns_mountable */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_mountable_ret, sizeof (wire_returns_mountable_ret) },
  },
  { /* returns_mountable_list */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_mountable_list_ret, sizeof (wire_returns_mountable_list_ret) },
  },
  { /* returns_nothing */
    { NULL, 0 },
    { NULL, 0 },
  },
  { /* returns_struct */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_struct_ret, sizeof (wire_returns_struct_ret) },
  },
  { /* returns_struct_list */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_struct_list_ret, sizeof (wire_returns_struct_list_ret) },
  },
  { /* returns_table */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_table_ret, sizeof (wire_returns_table_ret) },
  },
  { /* returns_text */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_text_ret, sizeof (wire_returns_text_ret) },
  },
  { /* returns_text_list */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_text_list_ret, sizeof (wire_returns_text_list_ret) },
  },
  { /* send_thing */
    { (xdrproc_t) xdr_wire_send_thing_args, sizeof (wire_send_thing_args) },
    { NULL, 0 },
  },
  { /* size_of_thing */
    { (xdrproc_t) xdr_wire_size_of_thing_args, sizeof (wire_size_of_thing_args) },
    { (xdrproc_t) xdr_wire_size_of_thing_ret, sizeof (wire_size_of_thing_ret) },
  },
  { /* thing_as_struct */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_thing_as_struct_ret, sizeof (wire_thing_as_struct_ret) },
  },
  { /* things_as_structs */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_things_as_structs_ret, sizeof (wire_things_as_structs_ret) },
  },
  { /* upload_thing */
    { (xdrproc_t) xdr_wire_upload_thing_args, sizeof (wire_upload_thing_args) },
    { NULL, 0 },
  },
  { /* uuid_of_thing */
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_uuid_of_thing_ret, sizeof (wire_uuid_of_thing_ret) },
  },
};
const size_t message_types_count = sizeof message_types / sizeof *message_types;
