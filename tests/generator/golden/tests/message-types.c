/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The types of the messages of each call.
 * Made by generator/emit/message_types.ml from the declarations in generator/api/. */

#include "guestfs_protocol.h"
#include "message-types.h"

const struct message_types message_types[PROC_COUNT] = {
  [PROC_ABOUT_THING] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_about_thing_ret, sizeof (wire_about_thing_ret) },
  },
  [PROC_ALL_ARGUMENTS] = {
    { (xdrproc_t) xdr_wire_all_arguments_args, sizeof (wire_all_arguments_args) },
    { NULL, 0 },
  },
  [PROC_ALL_OPTIONS] = {
    { (xdrproc_t) xdr_wire_all_options_args, sizeof (wire_all_options_args) },
    { NULL, 0 },
  },
  [PROC_CHECK_THING] = {
    { (xdrproc_t) xdr_wire_check_thing_args, sizeof (wire_check_thing_args) },
    { (xdrproc_t) xdr_wire_check_thing_ret, sizeof (wire_check_thing_ret) },
  },
  [PROC_CLOSE_MEMORY] = {
    { NULL, 0 },
    { NULL, 0 },
  },
  [PROC_DOWNLOAD_THING] = {
    { (xdrproc_t) xdr_wire_download_thing_args, sizeof (wire_download_thing_args) },
    { NULL, 0 },
  },
  [PROC_IMAGE_OF_THING] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_image_of_thing_ret, sizeof (wire_image_of_thing_ret) },
  },
  [PROC_IS_THING] = {
    { (xdrproc_t) xdr_wire_is_thing_args, sizeof (wire_is_thing_args) },
    { (xdrproc_t) xdr_wire_is_thing_ret, sizeof (wire_is_thing_ret) },
  },
  [PROC_LIST_THING] = {
    { (xdrproc_t) xdr_wire_list_thing_args, sizeof (wire_list_thing_args) },
    { (xdrproc_t) xdr_wire_list_thing_ret, sizeof (wire_list_thing_ret) },
  },
  [PROC_MAKE_THING] = {
    { (xdrproc_t) xdr_wire_make_thing_args, sizeof (wire_make_thing_args) },
    { NULL, 0 },
  },
  [PROC_NAME_OF_THING] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_name_of_thing_ret, sizeof (wire_name_of_thing_ret) },
  },
  [PROC_NAMES_OF_THINGS] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_names_of_things_ret, sizeof (wire_names_of_things_ret) },
  },
  [PROC_NUMBER_OF_THINGS] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_number_of_things_ret, sizeof (wire_number_of_things_ret) },
  },
  [PROC_ODD_THING] = {
    { NULL, 0 },
    { NULL, 0 },
  },
  [PROC_OLD_OPTIONS] = {
    { (xdrproc_t) xdr_wire_old_options_args, sizeof (wire_old_options_args) },
    { NULL, 0 },
  },
  [PROC_OLDER_OPTIONS] = {
    { NULL, 0 },
    { NULL, 0 },
  },
  [PROC_OPEN_MEMORY] = {
    { (xdrproc_t) xdr_wire_open_memory_args, sizeof (wire_open_memory_args) },
    { NULL, 0 },
  },
  [PROC_REMEMBER] = {
    { (xdrproc_t) xdr_wire_remember_args, sizeof (wire_remember_args) },
    { (xdrproc_t) xdr_wire_remember_ret, sizeof (wire_remember_ret) },
  },
  [PROC_RETURNS_BOOL] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_bool_ret, sizeof (wire_returns_bool_ret) },
  },
  [PROC_RETURNS_BUFFER] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_buffer_ret, sizeof (wire_returns_buffer_ret) },
  },
  [PROC_RETURNS_DEVICE] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_device_ret, sizeof (wire_returns_device_ret) },
  },
  [PROC_RETURNS_DEVICE_LIST] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_device_list_ret, sizeof (wire_returns_device_list_ret) },
  },
  [PROC_RETURNS_INT] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_int_ret, sizeof (wire_returns_int_ret) },
  },
  [PROC_RETURNS_INT64] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_int64_ret, sizeof (wire_returns_int64_ret) },
  },
  [PROC_RETURNS_MOUNTABLE] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_mountable_ret, sizeof (wire_returns_mountable_ret) },
  },
  [PROC_RETURNS_MOUNTABLE_LIST] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_mountable_list_ret, sizeof (wire_returns_mountable_list_ret) },
  },
  [PROC_RETURNS_NOTHING] = {
    { NULL, 0 },
    { NULL, 0 },
  },
  [PROC_RETURNS_STRUCT] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_struct_ret, sizeof (wire_returns_struct_ret) },
  },
  [PROC_RETURNS_STRUCT_LIST] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_struct_list_ret, sizeof (wire_returns_struct_list_ret) },
  },
  [PROC_RETURNS_TABLE] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_table_ret, sizeof (wire_returns_table_ret) },
  },
  [PROC_RETURNS_TEXT] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_text_ret, sizeof (wire_returns_text_ret) },
  },
  [PROC_RETURNS_TEXT_LIST] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_returns_text_list_ret, sizeof (wire_returns_text_list_ret) },
  },
  [PROC_SEND_THING] = {
    { (xdrproc_t) xdr_wire_send_thing_args, sizeof (wire_send_thing_args) },
    { NULL, 0 },
  },
  [PROC_SIZE_OF_THING] = {
    { (xdrproc_t) xdr_wire_size_of_thing_args, sizeof (wire_size_of_thing_args) },
    { (xdrproc_t) xdr_wire_size_of_thing_ret, sizeof (wire_size_of_thing_ret) },
  },
  [PROC_THING_AS_STRUCT] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_thing_as_struct_ret, sizeof (wire_thing_as_struct_ret) },
  },
  [PROC_THINGS_AS_STRUCTS] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_things_as_structs_ret, sizeof (wire_things_as_structs_ret) },
  },
  [PROC_UPLOAD_THING] = {
    { (xdrproc_t) xdr_wire_upload_thing_args, sizeof (wire_upload_thing_args) },
    { NULL, 0 },
  },
  [PROC_UUID_OF_THING] = {
    { NULL, 0 },
    { (xdrproc_t) xdr_wire_uuid_of_thing_ret, sizeof (wire_uuid_of_thing_ret) },
  },
};
