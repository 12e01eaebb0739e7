/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Identifies the protocol that library and daemon were built with: the version,
 * and a hash of the conversation and of the messages of all calls. */

#ifndef PROTOCOL_BUILD_H
#define PROTOCOL_BUILD_H

extern const char protocol_build[];

#endif /* PROTOCOL_BUILD_H */
