/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The topics of the calls of the API as functions of libguestfsmod.
 * Made by generator/emit/python/python_c.ml from the declarations in generator/api/. */

#include "module.h"

extern PyMethodDef things_calls[];
extern PyMethodDef handle_calls[];

PyMethodDef *const generated_calls[] = {
  things_calls,
  handle_calls,
  NULL,
};
