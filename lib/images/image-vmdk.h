/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Headers of VMDK and VPC. */

#ifndef GUESTFS_IMAGE_VMDK_H
#define GUESTFS_IMAGE_VMDK_H

#include "images/image-reference.h"

extern image_reader image_read_vmdk, image_read_vpc;

#endif /* GUESTFS_IMAGE_VMDK_H */
