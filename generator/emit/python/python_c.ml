(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* libguestfsmod-calls.c: a function of the extension module for each call.
   Its arguments are the handle and then all arguments and options in their
   order, None for an option that is not given. *)

open Model
open Text

(* ---- arguments ---- *)

let declaration a = match a.arg_kind with
  | Text _ | Optional_text -> Printf.sprintf "const char *%s;" a.arg_name
  | Text_list _ -> Printf.sprintf "char *const *%s;" a.arg_name
  | Buffer -> Printf.sprintf "const char *%s;\n  size_t %s_size;" a.arg_name a.arg_name
  | Int | Bool -> Printf.sprintf "int %s;" a.arg_name
  | Int64 -> Printf.sprintf "int64_t %s;" a.arg_name
  | Pointer _ -> Printf.sprintf "void *%s;" a.arg_name

let conversion index a =
  let convert kind = Printf.sprintf "%s_argument (&call, %d, \"%s\", &%s)" kind index a.arg_name a.arg_name in
  match a.arg_kind with
  | Text _ -> convert "text"
  | Optional_text -> convert "optional_text"
  | Text_list _ -> convert "text_list"
  | Buffer ->
    Printf.sprintf "buffer_argument (&call, %d, \"%s\", &%s, &%s_size)" index a.arg_name
      a.arg_name a.arg_name
  | Int -> convert "int"
  | Int64 -> convert "int64"
  | Bool -> convert "bool"
  | Pointer _ -> convert "pointer"

let option_conversion c index o =
  let kind = match o.opt_kind with
    | Opt_bool -> "bool" | Opt_int -> "int" | Opt_int64 -> "int64"
    | Opt_text _ -> "text" | Opt_text_list _ -> "text_list" in
  Printf.sprintf "%s_option (&call, %d, \"%s\", &optargs.%s,\n      &optargs.bitmask, %s)" kind index
    o.opt_name o.opt_name (C_types.option_bitmask c o)

(* All that can fail before the library is entered, in this order. *)
let preparations c =
  let first_option = List.length c.arguments in
  [ Printf.sprintf "begin_call (&call, \"%s\", given, nr_given, %d)" c.name
      (first_option + List.length c.options) ]
  @ List.mapi conversion c.arguments
  @ List.mapi (fun i o -> option_conversion c (first_option + i) o) c.options
  @ [ "enter_library (&call)" ]

(* ---- results ---- *)

let failed c = match C_types.error_value c.returns with
  | Some value -> "result == " ^ value
  | None -> "false"

let emit_result b c = match c.returns with
  | Nothing -> pr b "  Py_RETURN_NONE;\n"
  | Returns_int _ | Returns_bool _ -> pr b "  return PyLong_FromLong (result);\n"
  | Returns_int64 _ -> pr b "  return PyLong_FromLongLong (result);\n"
  | Returns_const_text _ | Returns_optional_const_text _ ->
    pr b "  return const_text_result (result);\n"
  | Returns_text _ -> pr b "  return text_result (result);\n"
  | Returns_text_list _ -> pr b "  return text_list_result (result);\n"
  | Returns_table _ -> pr b "  return table_result (result);\n"
  | Returns_buffer _ -> pr b "  return buffer_result (result, result_size);\n"
  | Returns_struct (s, _) ->
    pr b "  PyObject *object = struct_result (%s_fields, result);\n" s;
    pr b "  guestfs_free_%s (result);\n  return object;\n" s
  | Returns_struct_list (s, _) ->
    pr b "  PyObject *object = struct_list_result (%s_fields, result->val,\n" s;
    pr b "                                         sizeof *result->val, result->len);\n";
    pr b "  guestfs_free_%s_list (result);\n  return object;\n" s

(* ---- the function ---- *)

let emit_call b c =
  pr b "static PyObject *\ncall_%s (PyObject *module, PyObject *const *given, Py_ssize_t nr_given)\n{\n" c.name;
  pr b "  CLEANUP_CALL struct call call = { 0 };\n";
  List.iter (fun a -> pr b "  %s\n" (declaration a)) c.arguments;
  if c.options <> [] then pr b "  struct %s optargs = { .bitmask = 0 };\n" (C_types.argv_struct c);
  (match c.returns with Returns_buffer _ -> pr b "  size_t result_size;\n" | _ -> ());
  pr b "  (void) module;\n\n";
  pr b "  if (!%s)\n    return NULL;\n" (String.concat " ||\n      !" (preparations c));
  pr b "  %s = %s;\n" (Binding_tables.declare (C_types.return_type c.returns) "result")
    (Binding_tables.invocation ~handle:"call.g" c);
  pr b "  if (!leave_library (&call, %s))\n    return NULL;\n" (failed c);
  emit_result b c;
  pr b "}\n\n"

let emit_table b t calls =
  pr b "PyMethodDef %s_calls[] = {\n" t.topic_name;
  List.iter (fun c ->
      pr b "  { \"%s\", (PyCFunction) (void (*) (void)) call_%s, METH_FASTCALL, NULL },\n" c.name c.name)
    calls;
  pr b "  { NULL, NULL, 0, NULL }\n};\n"

let emit_calls b t =
  let calls = Binding_tables.topic_calls t in
  pr b "extern PyMethodDef %s_calls[];\n\n" t.topic_name;
  List.iter (emit_call b) calls;
  emit_table b t calls;
  pr b "\n"

let emit_index b api =
  List.iter (fun t -> pr b "extern PyMethodDef %s_calls[];\n" t.topic_name) api;
  pr b "\nPyMethodDef *const generated_calls[] = {\n";
  List.iter (fun t -> pr b "  %s_calls,\n" t.topic_name) api;
  pr b "  NULL,\n};\n"

let outputs api =
  Binding_tables.files api ~source:"python/python_c.ml" ~folder:"python" ~whole:"libguestfsmod-calls.c"
    ~about:"calls of the API as functions of libguestfsmod." ~emit_calls ~emit_index
