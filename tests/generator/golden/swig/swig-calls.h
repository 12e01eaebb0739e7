/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The calls of all topics as SWIG wraps them.
 * Made by generator/emit/swig/swig.ml from the declarations in generator/api/. */

#ifndef GUESTFS_SWIG_CALLS_H
#define GUESTFS_SWIG_CALLS_H

#include "swig/calls-things.h"
#include "swig/calls-handle.h"

#endif /* GUESTFS_SWIG_CALLS_H */
