(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* guestfs.i, the interface for SWIG, and swig/calls-TOPIC.c, the functions that it
   wraps: one for each call, in the types of swig/glue.h.  They are the same
   for every language; what a language needs is its typemaps. *)

open Model
open Text

let calls api = List.sort by_name (Binding_tables.calls api)

(* Other names of the same method. *)
let aliases c = List.tl (Binding_tables.names c)

(* ---- prototypes ---- *)

let argument_type = function
  | Text _ -> "text"
  | Optional_text -> "optional_text"
  | Text_list _ -> "text_list"
  | Buffer -> "bytes"
  | Int -> "int"
  | Int64 -> "int64_t"
  | Bool -> "truth"
  | Pointer _ -> "address"

let return_type = function
  | Nothing -> "void"
  | Returns_int _ -> "int"
  | Returns_int64 _ -> "int64_t"
  | Returns_bool _ -> "truth"
  | Returns_const_text _ | Returns_optional_const_text _ -> "const_text"
  | Returns_text _ -> "text_result"
  | Returns_text_list _ -> "text_list_result"
  | Returns_table _ -> "table_result"
  | Returns_buffer _ -> "bytes_result"
  | Returns_struct _ -> "struct_result"
  | Returns_struct_list _ -> "struct_list_result"

(* The declaration of an argument with a name. *)
let arguments c = List.map (fun a -> Printf.sprintf "%s %s" (argument_type a.arg_kind) a.arg_name) c.arguments

let options c = if c.options = [] then [] else [ "const struct options *options" ]

let prototype c =
  Printf.sprintf "%s guestfs_handle_%s (%s)" (return_type c.returns) c.name
    (String.concat ", " (("struct guestfs_handle *handle" :: arguments c) @ options c))

let definition_head c =
  Printf.sprintf "%s\nguestfs_handle_%s (%s)" (return_type c.returns) c.name
    (String.concat ", " (("struct guestfs_handle *handle" :: arguments c) @ options c))

(* ---- guestfs.i ---- *)

let interface_head = {|%module guestfs

%{
#include "swig-calls.h"
%}

%include <stdint.i>

/* The types of the declarations below. */
typedef const char *text;
typedef const char *optional_text;
typedef char **text_list;
typedef int truth;
typedef void *address;
typedef const char *const_text;
typedef char *text_result;
typedef char **text_list_result;
typedef char **table_result;

/* The only file that knows a language. */
%include "guestfs-typemaps.i"

/* raise_failure () comes from it. */
%exception {
  $action
  if (failure () != NULL)
    raise_failure ();
}

%feature ("compactdefaultargs");

|}

let interface_handle = {|%newobject create;
struct guestfs_handle *create (const struct options *options = NULL);
text_result event_to_string (int64_t events);

%rename (GuestFS) guestfs_handle;
%nodefaultctor guestfs_handle;
struct guestfs_handle {
  %extend {
    ~guestfs_handle ();
    void close ();
    int last_errno ();
    int set_event_callback (struct callback *callback, int64_t events);
    void delete_event_callback (int event_handle);
|}

let emit_method b c name =
  let options = if c.options = [] then [] else [ "const struct options *options = NULL" ] in
  pr b "    %s %s (%s);\n" (return_type c.returns) name (String.concat ", " (arguments c @ options))

let emit_constants b =
  List.iteri (fun bit name -> pr b "%%constant int EVENT_%s = 0x%x;\n" (upper name) (1 lsl bit)) C_types.events;
  pr b "%%constant int EVENT_ALL = 0x%x;\n\n" ((1 lsl List.length C_types.events) - 1)

let emit_interface api b =
  c_banner b ~source:"swig.ml" ~about:"The interface of libguestfs for SWIG.";
  pr b "%s" interface_head;
  emit_constants b;
  pr b "%s" interface_handle;
  List.iter (fun c -> List.iter (emit_method b c) (Binding_tables.names c)) (calls api);
  pr b "  }\n};\n"

(* ---- swig/calls-TOPIC.h ---- *)

(* A method that is another name of a call is the same function. *)
let emit_header t b =
  let guard = "GUESTFS_SWIG_" ^ upper t.topic_name ^ "_H" in
  c_banner b ~source:"swig/swig.ml" ~about:(t.title ^ ": the calls as SWIG wraps them.");
  pr b "#ifndef %s\n#define %s\n\n#include \"glue.h\"\n\n" guard guard;
  List.iter (fun c ->
      pr b "extern %s;\n" (prototype c);
      List.iter (fun alias -> pr b "#define guestfs_handle_%s guestfs_handle_%s\n" alias c.name) (aliases c)) (calls [ t ]);
  pr b "\n#endif /* %s */\n" guard

let emit_all_headers api b =
  c_banner b ~source:"swig/swig.ml" ~about:"The calls of all topics as SWIG wraps them.";
  pr b "#ifndef GUESTFS_SWIG_CALLS_H\n#define GUESTFS_SWIG_CALLS_H\n\n";
  List.iter (fun t -> pr b "#include \"swig/calls-%s.h\"\n" t.topic_name) api;
  pr b "\n#endif /* GUESTFS_SWIG_CALLS_H */\n"

(* ---- swig/calls-TOPIC.c ---- *)

let passed a = match a.arg_kind with
  | Buffer -> [ a.arg_name ^ ".content"; a.arg_name ^ ".size" ]
  | _ -> [ a.arg_name ]

let invocation c =
  let names = List.concat_map passed c.arguments in
  let size = match c.returns with Returns_buffer _ -> [ "&size" ] | _ -> [] in
  let form, optargs =
    if c.options = [] then "guestfs_" ^ c.name, []
    else "guestfs_" ^ c_name c ^ "_argv", [ "&optargs" ] in
  Printf.sprintf "%s (%s)" form (String.concat ", " (("handle->g" :: names) @ size @ optargs))

let failed c = match C_types.error_value c.returns with
  | Some value -> "result == " ^ value
  | None -> "false"

(* After a failure the wrapper does not look at what is returned. *)
let return_nothing c = match c.returns with
  | Nothing -> "return;"
  | Returns_buffer _ -> "return (bytes_result) { NULL, 0 };"
  | Returns_struct _ | Returns_struct_list _ -> "return (struct_result) { 0 };"
  | returns -> Printf.sprintf "return %s;" (C_types.error_value_or_null returns)

(* How results that are structs are freed, each once. *)
let released calls =
  List.sort_uniq compare (List.filter_map (fun c -> match c.returns with
      | Returns_struct (s, _) -> Some s
      | Returns_struct_list (s, _) -> Some (s ^ "_list")
      | _ -> None) calls)

let emit_release b name =
  pr b "static void\nrelease_%s (void *owned)\n{\n  guestfs_free_%s (owned);\n}\n\n" name name

let emit_result b c = match c.returns with
  | Returns_buffer _ -> pr b "  return (bytes_result) { result, size };\n"
  | Returns_struct (s, _) ->
    pr b "  return (struct_result) {\n    .fields = %s_fields,\n    .first = result,\n" s;
    pr b "    .size = sizeof *result,\n    .count = 1,\n    .owned = result,\n    .release = release_%s,\n  };\n" s
  | Returns_struct_list (s, _) ->
    pr b "  return (struct_result) {\n    .fields = %s_fields,\n    .first = result->val,\n" s;
    pr b "    .size = sizeof *result->val,\n    .count = result->len,\n    .owned = result,\n\
         \    .release = release_%s_list,\n  };\n" s
  | Nothing -> ()
  | _ -> pr b "  return result;\n"

let emit_call b c =
  Binding_tables.emit_options b c;
  pr b "%s\n{\n" (definition_head c);
  if c.options <> [] then pr b "  struct %s optargs = { .bitmask = 0 };\n" (C_types.argv_struct c);
  (match c.returns with Returns_buffer _ -> pr b "  size_t size;\n" | _ -> ());
  if c.options <> [] then
    pr b "\n  if (!take_options (\"%s\", options, %s_options, &optargs, &optargs.bitmask))\n    %s"
      c.name c.name (return_nothing c);
  pr b "\n  if (!begin_call (handle, \"%s\"))\n    %s\n" c.name (return_nothing c);
  pr b "  %s = %s;\n" (Binding_tables.declare (C_types.return_type c.returns) "result") (invocation c);
  if c.returns = Nothing then pr b "  end_call (handle, %s);\n" (failed c)
  else pr b "  if (!end_call (handle, %s))\n    %s\n" (failed c) (return_nothing c);
  emit_result b c;
  pr b "}\n\n"

let emit_calls api t b =
  let calls = calls [ t ] in
  c_banner b ~source:"swig/swig.ml" ~about:(t.title ^ ": the calls as SWIG wraps them.");
  pr b "#include \"swig/calls-%s.h\"\n#include \"guestfs-api/%s.h\"\n\n" t.topic_name t.topic_name;
  List.iter (Binding_tables.emit_fields b) (Binding_tables.returned_structs api calls);
  List.iter (emit_release b) (released calls);
  List.iter (emit_call b) calls

let outputs api =
  file "swig/guestfs.i" (emit_interface api)
  :: file "swig/swig-calls.h" (emit_all_headers api)
  :: Topics_of.files api (Printf.sprintf "swig/calls-%s.h") emit_header
  @ Topics_of.files api (Printf.sprintf "swig/calls-%s.c") (emit_calls api)
