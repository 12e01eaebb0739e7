(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The fields of structs as tables in C, from which a binding makes a dict, a
   record or what its language has for them. *)

open Model
open Text

let field_kind = function
  | F_text | F_device -> "FIELD_TEXT"
  | F_buffer -> "FIELD_BUFFER"
  | F_uuid -> "FIELD_UUID"
  | F_bytes | F_uint64 -> "FIELD_UINT64"
  | F_int64 -> "FIELD_INT64"
  | F_uint32 -> "FIELD_UINT32"
  | F_int32 -> "FIELD_INT32"
  | F_char -> "FIELD_CHAR"
  | F_optional_percent -> "FIELD_OPTIONAL_PERCENT"

(* STRUCT_fields, an array of the C type [c_type] that ends with a NULL name. *)
let emit_fields ~c_type b s =
  let offset name = Printf.sprintf "offsetof (struct guestfs_%s, %s)" s.struct_name name in
  pr b "static const %s %s_fields[] = {\n" c_type s.struct_name;
  List.iter (fun (name, kind) ->
      let length = if kind = F_buffer then offset (name ^ "_len") else "0" in
      pr b "  { \"%s\", %s, %s, %s },\n" name (field_kind kind) (offset name) length) s.fields;
  pr b "  { NULL, 0, 0, 0 }\n};\n\n"

(* Structs that one of the calls returns. *)
let returned_structs api calls =
  let names = List.filter_map (fun c -> match c.returns with
      | Returns_struct (s, _) | Returns_struct_list (s, _) -> Some s
      | _ -> None) calls in
  List.filter (fun s -> List.mem s.struct_name names) (all_structs api)
