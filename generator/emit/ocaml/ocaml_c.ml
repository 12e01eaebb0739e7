(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* mlguestfs-calls.c: the stubs of OCaml's externals, a function for each
   call. *)

open Model
open Text

(* ---- arguments ---- *)

(* Declares the C variables of an argument and converts its value. *)
let emit_argument b a =
  let n = a.arg_name in
  let convert c_type f = pr b "  %s%s = mlguestfs_%s (&call, \"%s\", %s_value);\n" c_type n f n n in
  match a.arg_kind with
  | Text _ -> convert "const char *" "text"
  | Optional_text -> convert "const char *" "optional_text"
  | Text_list _ -> convert "char *const *" "text_list"
  | Buffer ->
    pr b "  size_t %s_size;\n" n;
    pr b "  const char *%s = mlguestfs_buffer (&call, %s_value, &%s_size);\n" n n n
  | Int -> convert "int " "int"
  | Int64 -> pr b "  int64_t %s = Int64_val (%s_value);\n" n n
  | Bool -> pr b "  int %s = Bool_val (%s_value);\n" n n
  | Pointer _ -> pr b "  void *%s = mlguestfs_pointer (%s_value);\n" n n

let option_conversion o =
  let content = Printf.sprintf "Field (%s_value, 0)" o.opt_name in
  let convert f = Printf.sprintf "mlguestfs_%s (&call, \"%s\", %s)" f o.opt_name content in
  match o.opt_kind with
  | Opt_bool -> Printf.sprintf "Bool_val (%s)" content
  | Opt_int -> convert "int"
  | Opt_int64 -> Printf.sprintf "Int64_val (%s)" content
  | Opt_text _ -> convert "text"
  | Opt_text_list _ -> convert "text_list"

let emit_option b c o =
  pr b "  if (mlguestfs_given (%s_value, &optargs.bitmask, %s))\n" o.opt_name (C_types.option_bitmask c o);
  pr b "    optargs.%s = %s;\n" o.opt_name (option_conversion o)

(* ---- results ---- *)

let failed c = match C_types.error_value c.returns with
  | Some value -> "result == " ^ value
  | None -> "false"

let converted = function
  | Nothing -> "Val_unit"
  | Returns_int _ -> "Val_int (result)"
  | Returns_bool _ -> "Val_bool (result)"
  | Returns_int64 _ -> "caml_copy_int64 (result)"
  | Returns_const_text _ -> "caml_copy_string (result)"
  | Returns_optional_const_text _ -> "mlguestfs_optional_text_result (result)"
  | Returns_text _ -> "mlguestfs_text_result (result)"
  | Returns_text_list _ -> "mlguestfs_text_list_result (result)"
  | Returns_table _ -> "mlguestfs_table_result (result)"
  | Returns_buffer _ -> "mlguestfs_buffer_result (result, result_size)"
  | Returns_struct (s, _) -> Printf.sprintf "mlguestfs_struct_result (%s_fields, result)" s
  | Returns_struct_list (s, _) ->
    Printf.sprintf "mlguestfs_struct_list_result (%s_fields, result->val,\n\
                   \                                                sizeof *result->val, result->len)" s

let emit_result b c =
  let released = match c.returns with
    | Returns_struct (s, _) -> Some ("guestfs_free_" ^ s)
    | Returns_struct_list (s, _) -> Some (Printf.sprintf "guestfs_free_%s_list" s)
    | _ -> None in
  match released with
  | None -> pr b "  CAMLreturn (%s);\n" (converted c.returns)
  | Some free ->
    pr b "  value converted = %s;\n" (converted c.returns);
    pr b "  %s (result);\n  CAMLreturn (converted);\n" free

(* ---- the stub ---- *)

(* "FIRST (A, B)", over several lines if it is long. *)
let wrapped first values =
  let first = first ^ " (" in
  let margin = String.make (String.length first) ' ' in
  let add (lines, line) v =
    let next = if line = "" || line = first then line ^ v else line ^ ", " ^ v in
    if String.length next <= 98 then lines, next else (line ^ ",\n") :: lines, margin ^ v in
  let lines, last = List.fold_left add ([], first) values in
  String.concat "" (List.rev lines) ^ last ^ ")"

let emit_stub b c =
  let parameters = List.map (( ^ ) "value ") (Ocaml_types.value_names c) in
  pr b "value\n%s\n{\n" (wrapped (Ocaml_types.stub c) parameters);
  pr b "  CAMLparam1 (g_value);\n  struct mlguestfs_call call;\n";
  if c.options <> [] then pr b "  struct %s optargs = { .bitmask = 0 };\n" (C_types.argv_struct c);
  (match c.returns with Returns_buffer _ -> pr b "  size_t result_size;\n" | _ -> ());
  pr b "\n  mlguestfs_begin (&call, \"%s\", &g_value);\n" c.name;
  List.iter (emit_argument b) c.arguments;
  List.iter (emit_option b c) c.options;
  pr b "  mlguestfs_enter (&call);\n";
  pr b "  %s = %s;\n" (Binding_tables.declare (C_types.return_type c.returns) "result")
    (Binding_tables.invocation ~handle:"call.g" c);
  pr b "  mlguestfs_leave (&call, %s);\n" (failed c);
  emit_result b c;
  pr b "}\n\n"

let emit_bytecode_stub b c =
  let count = List.length (Ocaml_types.value_names c) in
  let values = List.init count (Printf.sprintf "values[%d]") in
  pr b "value\n%s (value *values, int count)\n{\n  (void) count;\n" (Ocaml_types.bytecode_stub c);
  pr b "%s;\n}\n\n" (wrapped ("  return " ^ Ocaml_types.stub c) values)

let emit api t b =
  let calls = Ocaml_types.calls [ t ] in
  c_banner b ~source:"ocaml/ocaml_c.ml" ~about:(t.title ^ ": the calls as functions of the module Guestfs.");
  pr b "#include \"binding.h\"\n";
  Topics_of.include_part_if_there b t;
  pr b "\n";
  List.iter (Binding_tables.emit_fields b) (Binding_tables.returned_structs api calls);
  List.iter (fun c ->
      emit_stub b c;
      if Ocaml_types.has_bytecode_stub c then emit_bytecode_stub b c) calls

let outputs api = Topics_of.files api (Printf.sprintf "ocaml/calls-%s.c") (emit api)
