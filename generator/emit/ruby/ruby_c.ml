(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* guestfs-calls.c: a method of Guestfs::Guestfs for each call.  The arguments
   travel in a structure, as the library runs without the global VM lock. *)

open Model
open Text

let emit_structure b c =
  pr b "struct %s_call {\n  struct call call;\n" c.name;
  List.iter (fun a -> match a.arg_kind with
      | Text _ | Optional_text -> pr b "  const char *%s;\n" a.arg_name
      | Text_list _ -> pr b "  char *const *%s;\n" a.arg_name
      | Buffer -> pr b "  const char *%s;\n  size_t %s_size;\n" a.arg_name a.arg_name
      | Int | Bool -> pr b "  int %s;\n" a.arg_name
      | Int64 -> pr b "  int64_t %s;\n" a.arg_name
      | Pointer _ -> pr b "  void *%s;\n" a.arg_name) c.arguments;
  if c.options <> [] then pr b "  struct %s optargs;\n" (C_types.argv_struct c);
  (match c.returns with Returns_buffer _ -> pr b "  size_t result_size;\n" | _ -> ());
  pr b "  %s;\n};\n\n" (Binding_tables.declare (C_types.return_type c.returns) "result")

(* ---- without the lock ---- *)

let emit_run b c =
  pr b "static bool\nrun_%s (void *data)\n{\n" c.name;
  pr b "  struct %s_call *c = data;\n" c.name;
  pr b "  c->result = %s;\n" (Binding_tables.invocation ~before:"c->" ~handle:"c->call.g" c);
  pr b "  return %s;\n}\n\n" (match C_types.error_value c.returns with
      | Some value -> "c->result != " ^ value
      | None -> "true")

(* ---- the method ---- *)

let emit_argument b index a =
  let kind = match a.arg_kind with
    | Text _ -> "text"
    | Optional_text -> "optional_text"
    | Text_list _ -> "text_list"
    | Buffer -> "buffer"
    | Int -> "int"
    | Int64 -> "int64"
    | Bool -> "bool"
    | Pointer _ -> "pointer" in
  let size = if a.arg_kind = Buffer then Printf.sprintf ", &c.%s_size" a.arg_name else "" in
  pr b "  c.%s = %s_argument (&c.call, %d, \"%s\"%s);\n" a.arg_name kind index a.arg_name size

let emit_deprecation b c = match c.deprecated with
  | Some (Replaced_by other) -> pr b "  warn_deprecated (\"%s\", \"%s\");\n" c.name other
  | Some Deprecated_without_replacement -> pr b "  warn_deprecated (\"%s\", NULL);\n" c.name
  | None -> ()

let emit_result b c = match c.returns with
  | Nothing -> pr b "  return Qnil;\n"
  | Returns_int _ | Returns_bool _ -> pr b "  return INT2NUM (c.result);\n"
  | Returns_int64 _ -> pr b "  return LL2NUM (c.result);\n"
  | Returns_const_text _ | Returns_optional_const_text _ -> pr b "  return const_text_result (c.result);\n"
  | Returns_text _ -> pr b "  return text_result (c.result);\n"
  | Returns_text_list _ -> pr b "  return text_list_result (c.result);\n"
  | Returns_table _ -> pr b "  return table_result (c.result);\n"
  | Returns_buffer _ -> pr b "  return buffer_result (c.result, c.result_size);\n"
  | Returns_struct (s, _) ->
    pr b "  VALUE object = struct_result (%s_fields, c.result);\n" s;
    pr b "  guestfs_free_%s (c.result);\n  return object;\n" s
  | Returns_struct_list (s, _) ->
    pr b "  VALUE object = struct_list_result (%s_fields, c.result->val,\n" s;
    pr b "                                     sizeof *c.result->val, c.result->len);\n";
    pr b "  guestfs_free_%s_list (c.result);\n  return object;\n" s

let emit_method b api c =
  let wanted = List.length c.arguments in
  let options = if c.options = [] then "NULL" else c.name ^ "_options" in
  if is_documented c then Ruby_doc.comment b api c;
  pr b "static VALUE\ncall_%s (int argc, VALUE *argv, VALUE self)\n{\n" c.name;
  pr b "  struct %s_call c;\n\n" c.name;
  pr b "  begin_call (&c.call, \"%s\", self, argc, argv, %d, %s);\n" c.name wanted options;
  emit_deprecation b c;
  List.iteri (emit_argument b) c.arguments;
  if c.options <> [] then begin
    pr b "  c.optargs.bitmask = 0;\n";
    pr b "  take_options (&c.call, %d, %s, &c.optargs);\n" wanted options
  end;
  pr b "  run_call (run_%s, &c);\n" c.name;
  emit_result b c;
  pr b "}\n\n"

let emit_predicate b c =
  Option.iter (fun name ->
      pr b "/*\n * The same as #%s, but true or false.\n */\n" c.name;
      pr b "static VALUE\nask_%s (int argc, VALUE *argv, VALUE self)\n{\n" c.name;
      pr b "  return call_%s (argc, argv, self) == INT2FIX (1) ? Qtrue : Qfalse; /* %s */\n}\n\n"
        c.name name) (Ruby_words.predicate c)

let emit_call b api c =
  Binding_tables.emit_options b c;
  emit_structure b c;
  emit_run b c;
  emit_method b api c;
  emit_predicate b c

let emit_definitions b t calls =
  pr b "void\ndefine_calls_%s (void)\n{\n" t.topic_name;
  (* Said again, for RDoc and YARD, which read one file at a time. *)
  pr b "  VALUE module = rb_define_module (\"Guestfs\");\n";
  pr b "  VALUE class = rb_define_class_under (module, \"Guestfs\", rb_cObject);\n\n";
  (* A topic may have no calls. *)
  if calls = [] then pr b "  (void) class;\n";
  List.iter (fun c ->
      List.iter (fun name -> pr b "  rb_define_method (class, \"%s\", call_%s, -1);\n" name c.name)
        (Binding_tables.names c);
      Option.iter (fun name -> pr b "  rb_define_method (class, \"%s\", ask_%s, -1);\n" name c.name)
        (Ruby_words.predicate c)) calls;
  pr b "}\n"

let emit_calls api b t =
  let calls = Binding_tables.topic_calls t in
  pr b "extern void define_calls_%s (void);\n\n" t.topic_name;
  List.iter (emit_call b api) calls;
  emit_definitions b t calls;
  pr b "\n"

let emit_index b api =
  List.iter (fun t -> pr b "extern void define_calls_%s (void);\n" t.topic_name) api;
  pr b "\nvoid\ndefine_calls (void)\n{\n";
  List.iter (fun t -> pr b "  define_calls_%s ();\n" t.topic_name) api;
  pr b "}\n"

let outputs api =
  Binding_tables.files api ~source:"ruby/ruby_c.ml" ~folder:"ruby" ~whole:"guestfs-calls.c"
    ~about:"calls of the API as methods of Guestfs::Guestfs." ~emit_calls:(emit_calls api) ~emit_index
