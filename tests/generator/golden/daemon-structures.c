/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The structs of results, field by field.
 * Made by generator/emit/daemon/daemon_structures.ml from the declarations in generator/api/. */

#include <config.h>

#include "daemon-structures.h"
#include "protocol/things.h"

_Static_assert(sizeof (wire_item) <= STRUCTURE_SIZE_MAX, "larger than all others");
static const struct structure_field fields_of_item[] = {
  { "item_text", FIELD_TEXT, offsetof (wire_item, item_text) },
  { "item_device", FIELD_TEXT, offsetof (wire_item, item_device) },
  { "item_buffer", FIELD_BUFFER, offsetof (wire_item, item_buffer) },
  { "item_uuid", FIELD_UUID, offsetof (wire_item, item_uuid) },
  { "item_bytes", FIELD_UINT64, offsetof (wire_item, item_bytes) },
  { "item_uint64", FIELD_UINT64, offsetof (wire_item, item_uint64) },
  { "item_int64", FIELD_INT64, offsetof (wire_item, item_int64) },
  { "item_uint32", FIELD_UINT32, offsetof (wire_item, item_uint32) },
  { "item_int32", FIELD_INT32, offsetof (wire_item, item_int32) },
  { "item_char", FIELD_CHAR, offsetof (wire_item, item_char) },
  { "item_percent", FIELD_PERCENT, offsetof (wire_item, item_percent) },
};
const struct structure_type structure_item = {
  "item", sizeof (wire_item), fields_of_item, 11, (xdrproc_t) xdr_wire_item,
};

