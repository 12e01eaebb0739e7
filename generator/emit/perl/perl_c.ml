(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Guestfs-calls.c: a sub of the package Sys::Guestfs for each call. *)

open Model
open Text

(* ---- the sub ---- *)

let usage c =
  let names = "g" :: List.map (fun a -> a.arg_name) c.arguments in
  String.concat ", " (names @ if c.options = [] then [] else [ "..." ])

let emit_signature b c =
  pr b "  static const struct signature signature\n";
  pr b "    = { \"%s\", \"%s\", %d, %s };\n" c.name (usage c) (List.length c.arguments + 1)
    (if c.options = [] then "NULL" else c.name ^ "_options")

(* "NAME = VALUE;", on two lines if it is long. *)
let emit_definition b c_type name value =
  let line = Printf.sprintf "  %s = %s;" (Binding_tables.declare c_type name) value in
  if String.length line <= 100 then pr b "%s\n" line
  else pr b "  %s\n    = %s;\n" (Binding_tables.declare c_type name) value

let emit_argument b index a =
  let convert kind extra =
    Printf.sprintf "%s_argument (aTHX_ &call, %d, \"%s\"%s)" kind (index + 1) a.arg_name extra in
  let define c_type kind = emit_definition b c_type a.arg_name (convert kind "") in
  match a.arg_kind with
  | Text _ -> define "const char *" "text"
  | Optional_text -> define "const char *" "optional_text"
  | Text_list _ -> define "char *const *" "text_list"
  | Buffer ->
    pr b "  size_t %s_size;\n" a.arg_name;
    emit_definition b "const char *" a.arg_name (convert "buffer" (Printf.sprintf ", &%s_size" a.arg_name))
  | Int -> define "int" "int"
  | Int64 -> define "int64_t" "int64"
  | Bool -> define "int" "bool"
  | Pointer _ -> define "void *" "pointer"

let failed c = match C_types.error_value c.returns with
  | Some value -> "result == " ^ value
  | None -> "false"

let emit_result b c =
  let value = Printf.bprintf b "  return_value (aTHX_ &call, %s);\n" in
  match c.returns with
  | Nothing -> pr b "  return_nothing (aTHX_ &call);\n"
  | Returns_int _ | Returns_bool _ -> value "newSViv (result)"
  | Returns_int64 _ -> value "int64_value (aTHX_ result)"
  | Returns_const_text _ | Returns_optional_const_text _ ->
    pr b "  return_const_text (aTHX_ &call, result);\n"
  | Returns_text _ -> pr b "  return_text (aTHX_ &call, result);\n"
  | Returns_text_list _ | Returns_table _ -> pr b "  return_text_list (aTHX_ &call, result);\n"
  | Returns_buffer _ -> pr b "  return_buffer (aTHX_ &call, result, result_size);\n"
  | Returns_struct (s, _) ->
    pr b "  return_struct (aTHX_ &call, %s_fields, result);\n  guestfs_free_%s (result);\n" s s
  | Returns_struct_list (s, _) ->
    pr b "  return_struct_list (aTHX_ &call, %s_fields, result->val,\n" s;
    pr b "                      sizeof *result->val, result->len);\n";
    pr b "  guestfs_free_%s_list (result);\n" s

let emit_deprecation b c = match c.deprecated with
  | Some (Replaced_by other) -> pr b "  warn_deprecated (aTHX_ &call, \"%s\");\n" other
  | Some Deprecated_without_replacement -> pr b "  warn_deprecated (aTHX_ &call, NULL);\n"
  | None -> ()

let emit_call b c =
  Binding_tables.emit_options b c;
  pr b "static void\ncall_%s (pTHX_ CV *cv)\n{\n  dXSARGS;\n" c.name;
  emit_signature b c;
  pr b "  struct call call;\n";
  if c.options <> [] then pr b "  struct %s optargs = { .bitmask = 0 };\n" (C_types.argv_struct c);
  (match c.returns with Returns_buffer _ -> pr b "  size_t result_size;\n" | _ -> ());
  pr b "\n  begin_call (aTHX_ &call, &signature, cv, ax, items);\n";
  emit_deprecation b c;
  List.iteri (emit_argument b) c.arguments;
  if c.options <> [] then pr b "  take_options (aTHX_ &call, &optargs);\n";
  pr b "\n  enter_library (aTHX_ &call);\n";
  emit_definition b (C_types.return_type c.returns) "result" (Binding_tables.invocation ~handle:"call.g" c);
  pr b "  leave_library (aTHX_ &call, %s);\n" (failed c);
  emit_result b c;
  pr b "}\n\n"

let emit_table b t calls =
  pr b "static const struct {\n  const char *name;\n  XSUBADDR_t sub;\n} calls_%s[] = {\n" t.topic_name;
  List.iter (fun c ->
      List.iter (fun name -> pr b "  { \"Sys::Guestfs::%s\", call_%s },\n" name c.name)
        (Binding_tables.names c)) calls;
  (* An array has at least one element. *)
  pr b "  { NULL, NULL },\n};\n\nvoid\nboot_calls_%s (pTHX)\n{\n" t.topic_name;
  pr b "  for (size_t i = 0; calls_%s[i].name != NULL; ++i)\n" t.topic_name;
  pr b "    newXS (calls_%s[i].name, calls_%s[i].sub, __FILE__);\n}\n" t.topic_name t.topic_name

let emit_calls b t =
  let calls = Binding_tables.topic_calls t in
  pr b "extern void boot_calls_%s (pTHX);\n\n" t.topic_name;
  List.iter (emit_call b) calls;
  emit_table b t calls;
  pr b "\n"

let emit_index b api =
  List.iter (fun t -> pr b "extern void boot_calls_%s (pTHX);\n" t.topic_name) api;
  pr b "\nvoid\nboot_calls (pTHX)\n{\n";
  List.iter (fun t -> pr b "  boot_calls_%s (aTHX);\n" t.topic_name) api;
  pr b "}\n"

let outputs api =
  Binding_tables.files api ~source:"perl/perl_c.ml" ~folder:"perl" ~whole:"Guestfs-calls.c"
    ~about:"calls of the API as subs of Sys::Guestfs." ~emit_calls ~emit_index
