/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Headers of qcow, qcow2 and QED. */

#ifndef GUESTFS_IMAGE_QCOW_H
#define GUESTFS_IMAGE_QCOW_H

#include "images/image-reference.h"

extern image_reader image_read_qcow2, image_read_qcow, image_read_qed;

#endif /* GUESTFS_IMAGE_QCOW_H */
