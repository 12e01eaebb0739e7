(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Tables in the C part of a binding: the fields of structs, and the options
   of calls.  The binding's own header says what their elements are. *)

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

let emit_fields b s =
  let offset name = Printf.sprintf "offsetof (struct guestfs_%s, %s)" s.struct_name name in
  pr b "static const struct field %s_fields[] = {\n" s.struct_name;
  List.iter (fun (name, kind) ->
      let length = if kind = F_buffer then offset (name ^ "_len") else "0" in
      pr b "  { \"%s\", %s, %s, %s },\n" name (field_kind kind) (offset name) length) s.fields;
  pr b "  { NULL, 0, 0, 0 }\n};\n\n"

(* The calls of a topic. *)
let topic_calls t = List.filter (fun c -> c.visibility <> Internal) t.calls

(* Structs that a call of the binding returns. *)
let returned_structs api calls =
  let names = List.filter_map (fun c -> match c.returns with
      | Returns_struct (s, _) | Returns_struct_list (s, _) -> Some s
      | _ -> None) calls in
  List.filter (fun s -> List.mem s.struct_name names) (all_structs api)

let option_kind = function
  | Opt_bool -> "OPTION_BOOL"
  | Opt_int -> "OPTION_INT"
  | Opt_int64 -> "OPTION_INT64"
  | Opt_text _ -> "OPTION_TEXT"
  | Opt_text_list _ -> "OPTION_TEXT_LIST"

let emit_options b c =
  if c.options <> [] then begin
    pr b "static const struct option %s_options[] = {\n" c.name;
    List.iter (fun o ->
        pr b "  { \"%s\", %s, offsetof (struct %s, %s),\n    %s },\n" o.opt_name (option_kind o.opt_kind)
          (C_types.argv_struct c) o.opt_name (C_types.option_bitmask c o)) c.options;
    pr b "  { NULL, 0, 0, 0 }\n};\n\n"
  end

(* The library's own calls may change at any time. *)
let calls api = List.filter (fun c -> c.visibility <> Internal) (all_calls api)

(* "TYPE NAME", without a blank after a star. *)
let declare c_type name =
  if c_type.[String.length c_type - 1] = '*' then c_type ^ name else c_type ^ " " ^ name

(* "guestfs_NAME (call.g, …)"; BEFORE stands before the names of arguments
   and of "optargs" and "result_size". *)
let invocation ?(before = "") ~handle c =
  let names = List.map (( ^ ) before) (List.concat_map C_types.names_of_argument c.arguments) in
  let size = match c.returns with Returns_buffer _ -> [ "&" ^ before ^ "result_size" ] | _ -> [] in
  let form, optargs =
    if c.options = [] then "guestfs_" ^ c.name, []
    else "guestfs_" ^ C_types.(c_name c) ^ "_argv", [ "&" ^ before ^ "optargs" ] in
  Printf.sprintf "%s (%s)" form (String.concat ", " ((handle :: names) @ size @ optargs))

(* The names of a method: a call that once had no options has two. *)
let names c = c.name :: (if c.once_had_no_options then [ c.name ^ "_opts" ] else [])

(* The files in C of a binding, in its FOLDER: calls-TOPIC.c, topics.c, which
   knows all topics, and WHOLE, which is all of it, for who builds the binding
   outside of this tree. *)
let files api ~source ~folder ~whole ~about ~emit_calls ~emit_index =
  let head b title =
    c_banner b ~source ~about:(title ^ about);
    pr b "#include \"module.h\"\n" in
  let fields b calls = List.iter (emit_fields b) (returned_structs api calls) in
  file (Printf.sprintf "%s/%s" folder whole) (fun b ->
      head b "All ";
      pr b "\n";
      fields b (calls api);
      List.iter (emit_calls b) api;
      emit_index b api)
  :: file (folder ^ "/topics.c") (fun b ->
      head b "The topics of the ";
      pr b "\n";
      emit_index b api)
  :: Topics_of.files api (Printf.sprintf "%s/calls-%s.c" folder) (fun t b ->
      head b (t.title ^ ": the ");
      Topics_of.include_part_if_there b t;
      pr b "\n";
      fields b (topic_calls t);
      emit_calls b t)
