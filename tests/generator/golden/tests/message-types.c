/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The types of the messages of each call.
 * Made by generator/emit/message_types.ml from the declarations in generator/api/. */

#include "guestfs_protocol.h"
#include "message-types.h"

const struct message_types message_types[PROC_COUNT] = {
  [PROC_ALL_ARGUMENTS] = {
    { (xdrproc_t) xdr_wire_all_arguments_args, sizeof (wire_all_arguments_args) },
    { NULL, 0 },
  },
  [PROC_ALL_OPTIONS] = {
    { (xdrproc_t) xdr_wire_all_options_args, sizeof (wire_all_options_args) },
    { NULL, 0 },
  },
  [PROC_DOWNLOAD_THING] = {
    { (xdrproc_t) xdr_wire_download_thing_args, sizeof (wire_download_thing_args) },
    { NULL, 0 },
  },
  [PROC_LIST_THING] = {
    { (xdrproc_t) xdr_wire_list_thing_args, sizeof (wire_list_thing_args) },
    { (xdrproc_t) xdr_wire_list_thing_ret, sizeof (wire_list_thing_ret) },
  },
  [PROC_ODD_THING] = {
    { NULL, 0 },
    { NULL, 0 },
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
  [PROC_UPLOAD_THING] = {
    { (xdrproc_t) xdr_wire_upload_thing_args, sizeof (wire_upload_thing_args) },
    { NULL, 0 },
  },
};
