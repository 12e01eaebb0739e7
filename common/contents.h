/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How internal_contents_out sends files, one after the other: the length of the
 * name (32 bits) and of the content (64 bits), both with the most significant
 * byte first, then the name and the content. */

#ifndef GUESTFS_CONTENTS_H
#define GUESTFS_CONTENTS_H

#define CONTENTS_HEADER_SIZE 12
/* A name is a path, as deep as the tree is. */
#define CONTENTS_NAME_MAX (1024 * 1024)

#endif /* GUESTFS_CONTENTS_H */
