(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* How the model looks in OCaml: types of arguments, results and fields.
   guestfs.mli, guestfs.ml, the stubs in C and the manual use the same. *)

open Model

let calls api = List.sort by_name (Binding_tables.calls api)

let structs api =
  List.sort (fun a b -> compare a.struct_name b.struct_name)
    (List.filter (fun s -> s.struct_public) (all_structs api))

let argument_type = function
  | Text _ -> "string"
  | Optional_text -> "string option"
  | Text_list _ -> "string array"
  | Buffer -> "string"
  | Int -> "int"
  | Int64 | Pointer _ -> "int64"
  | Bool -> "bool"

let option_type = function
  | Opt_bool -> "bool"
  | Opt_int -> "int"
  | Opt_int64 -> "int64"
  | Opt_text _ -> "string"
  | Opt_text_list _ -> "string array"

let field_type = function
  | F_text | F_device | F_buffer | F_uuid -> "string"
  | F_bytes | F_uint64 | F_int64 -> "int64"
  | F_uint32 | F_int32 -> "int32"
  | F_char -> "char"
  | F_optional_percent -> "float option"

let return_type = function
  | Nothing -> "unit"
  | Returns_int _ -> "int"
  | Returns_int64 _ -> "int64"
  | Returns_bool _ -> "bool"
  | Returns_const_text _ | Returns_text _ | Returns_buffer _ -> "string"
  | Returns_optional_const_text _ -> "string option"
  | Returns_text_list _ -> "string array"
  | Returns_struct (s, _) -> s
  | Returns_struct_list (s, _) -> s ^ " array"
  | Returns_table _ -> "(string * string) list"

let labelled o = Printf.sprintf "?%s:%s" o.opt_name (option_type o.opt_kind)

let arrows = String.concat " -> "

let parameter_types c =
  List.map labelled c.options @ List.map (fun a -> argument_type a.arg_kind) c.arguments

(* Of the function in the module, whose first argument is the handle. *)
let function_type c = arrows (("t" :: parameter_types c) @ [ return_type c.returns ])

(* A method without arguments takes (), so that g#NAME alone is a function. *)
let method_type c =
  let unit = if c.arguments = [] then [ "unit" ] else [] in
  arrows (parameter_types c @ unit @ [ return_type c.returns ])

(* Other names of the same function. *)
let aliases c = List.tl (Binding_tables.names c)

(* Values that a stub in C takes: handle, options, arguments. *)
let value_names c =
  "g_value" :: List.map (fun o -> o.opt_name ^ "_value") c.options
  @ List.map (fun a -> a.arg_name ^ "_value") c.arguments

(* Beyond five arguments bytecode passes them as an array, to another stub. *)
let has_bytecode_stub c = List.length (value_names c) > 5

let stub c = "guestfs_ocaml_" ^ c.name
let bytecode_stub c = stub c ^ "_bytecode"

let stub_names c =
  if has_bytecode_stub c then Printf.sprintf "\"%s\" \"%s\"" (bytecode_stub c) (stub c)
  else Printf.sprintf "\"%s\"" (stub c)

let emit_struct b s =
  Text.pr b "type %s = {\n" s.struct_name;
  List.iter (fun (name, kind) -> Text.pr b "  %s : %s;\n" name (field_type kind)) s.fields;
  Text.pr b "}\n"

(* EVENT_CLOSE, and so on, in the order of their bits. *)
let events = List.map (fun e -> "EVENT_" ^ Text.upper e) C_types.events

let emit_events b =
  Text.pr b "type event =\n";
  List.iter (Text.pr b "  | %s\n") events;
  Text.pr b "\n"

(* The values of Guestfs.Errno; ocaml/handle.c has the numbers in this order. *)
let errnos = [ "EINVAL"; "ENOTSUP"; "EPERM"; "ESRCH"; "ENOENT"; "EROFS"; "ENOSPC" ]
