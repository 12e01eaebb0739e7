/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Identifies the protocol that library and daemon were built with.
 * Made by generator/emit/xdr.ml from the declarations in generator/api/. */

#ifndef GUESTFS_PROTOCOL_BUILD_H
#define GUESTFS_PROTOCOL_BUILD_H

#define PROTOCOL_BUILD PACKAGE_VERSION "-e8ff7741b2f90ebc"

#endif /* GUESTFS_PROTOCOL_BUILD_H */
