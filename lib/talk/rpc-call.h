/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A call of the daemon. */

#ifndef GUESTFS_RPC_CALL_H
#define GUESTFS_RPC_CALL_H

#include <rpc/types.h>
#include <rpc/xdr.h>
#include <stdint.h>

struct content_sink;

struct rpc_call {
  const char *name; /* API name, for messages */
  unsigned procedure;
  uint64_t options; /* bitmask of optional arguments */
  xdrproc_t encode; /* arguments; NULL if none */
  const void *arguments;
  xdrproc_t decode; /* result, cleared to 0 by the caller; NULL if none */
  void *result;
  const char *file_in;  /* host file to send, or NULL */
  const char *file_out; /* host file to receive, or NULL */
  /* What takes the content in place of file_out, which is a name for errors
   * then; NULL: the file. */
  const struct content_sink *sink;
};

#endif /* GUESTFS_RPC_CALL_H */
