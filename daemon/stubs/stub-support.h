/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the generated stubs (daemon/stubs-TOPIC.c) are made of: decoding arguments,
 * checking and translating them. */

#ifndef STUB_SUPPORT_H
#define STUB_SUPPORT_H

#include <rpc/types.h>
#include <rpc/xdr.h>
#include <stdbool.h>
#include <stdint.h>

#include "sessions/guest-session.h"
#include "devices/device.h"
#include "storage/mountable.h"
#include "talk/session.h"

/* ---- arguments ----
 *
 * All these return 0 (or true), or -1 (or false) after reply_error: the stub
 * then frees what it has and calls stub_reply_error.  The library
 * puts the call's name before the message. */

/* Decodes the arguments into ARGS, which the caller has cleared.  Bytes left
 * over are an error.  The caller frees ARGS in any case. */
extern bool stub_decode (struct daemon_request *request, xdrproc_t decode, void *args);

/* Frees what XDR allocated at the end of the scope:
 * FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_TYPE, &value }; */
struct xdr_guard {
  xdrproc_t proc;
  void *value;
};
extern void stub_free_xdr (struct xdr_guard *guard);
#define FREE_XDR __attribute__ ((cleanup (stub_free_xdr), unused))

/* Whether the option of this number was given. */
static inline bool
stub_has_option (const struct daemon_request *request, unsigned number)
{
  return (request->options & (UINT64_C (1) << number)) != 0;
}

/* No option other than those in KNOWN may be set. */
extern int stub_check_options (struct daemon_request *request, uint64_t known);

/* The optional feature GROUP is there. */
extern int stub_check_group (const char *group);

/* SESSION is open. */
extern int stub_check_session (struct guest_session *session);

/* PATH is absolute and a filesystem is mounted. */
extern int stub_check_path (const char *path);
/* A filesystem is mounted. */
extern int stub_check_root (void);
/* STRING, the value of the argument ARGUMENT, is written as a GUID. */
extern int stub_guid_check (const char *argument, const char *string);

/* What is in the results of these is malloc'd; the stub frees it with CLEANUP_DEVICE,
 * CLEANUP_PLACE, CLEANUP_MOUNTABLE.  STRING must outlive them. */

extern int stub_device (const char *string, struct device *device);
extern int stub_place (const char *string, struct place *place);
extern int stub_mountable (const char *string, struct mountable *mountable);
extern int stub_mountable_or_path (const char *string, struct mountable *mountable);

/* Lists.  *VIEW and the others are NULL-terminated; in *VIEW, made of ITEMS
 * without copying them, only the array itself is malloc'd (CLEANUP_FREE). */
extern int stub_text_list (char **items, u_int count, char ***view);
extern int stub_path_list (char **items, u_int count, char ***view);
/* Each is the name of a file in a directory: not empty, without '/', not "..". */
extern int stub_file_name_list (const char *argument, char **items, u_int count, char ***view);
/* All strings of *KERNEL_NAMES are malloc'd (CLEANUP_FREE_STRINGS). */
extern int stub_device_list (char **items, u_int count, char ***kernel_names);

/* ---- results ----
 *
 * From the kernel's names to those of the API.  What goes in is freed; what
 * comes out is malloc'd and never NULL (NULL becomes ""). */

extern char *stub_result_device (char *kernel_name);
extern char *stub_result_mountable (char *kernel_string);

#endif /* STUB_SUPPORT_H */
