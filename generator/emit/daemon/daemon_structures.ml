(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* daemon-structures.h, .c: what base/structures.h must know of each struct. *)

open Model
open Text

let kind = function
  | F_text | F_device -> "FIELD_TEXT"
  | F_buffer -> "FIELD_BUFFER"
  | F_uuid -> "FIELD_UUID"
  | F_bytes | F_uint64 -> "FIELD_UINT64"
  | F_int64 -> "FIELD_INT64"
  | F_uint32 -> "FIELD_UINT32"
  | F_int32 -> "FIELD_INT32"
  | F_char -> "FIELD_CHAR"
  | F_optional_percent -> "FIELD_PERCENT"

let about = "The structs of results, field by field."

let emit_header api b =
  daemon_banner b ~source:"daemon/daemon_structures.ml" ~about;
  pr b "#ifndef DAEMON_STRUCTURES_H\n#define DAEMON_STRUCTURES_H\n\n#include \"base/structures.h\"\n\n";
  List.iter (fun s -> pr b "extern const struct structure_type structure_%s;\n" s.struct_name) (all_structs api);
  pr b "\n#endif /* DAEMON_STRUCTURES_H */\n"

let emit_structure b s =
  let n = s.struct_name in
  pr b "_Static_assert(sizeof (wire_%s) <= STRUCTURE_SIZE_MAX, \"larger than all others\");\n" n;
  pr b "static const struct structure_field fields_of_%s[] = {\n" n;
  List.iter (fun (field, k) ->
      pr b "  { \"%s\", %s, offsetof (wire_%s, %s) },\n" field (kind k) n field) s.fields;
  pr b "};\nconst struct structure_type structure_%s = {\n" n;
  pr b "  \"%s\", sizeof (wire_%s), fields_of_%s, %d, (xdrproc_t) xdr_wire_%s,\n};\n\n" n n n (List.length s.fields) n

let emit api b =
  daemon_banner b ~source:"daemon/daemon_structures.ml" ~about;
  pr b "#include <config.h>\n\n#include \"daemon-structures.h\"\n";
  List.iter (fun t -> if t.structs <> [] then pr b "#include \"protocol/%s.h\"\n" t.topic_name) api;
  pr b "\n";
  List.iter (emit_structure b) (all_structs api)

let outputs api = [ file "daemon-structures.h" (emit_header api); file "daemon-structures.c" (emit api) ]
