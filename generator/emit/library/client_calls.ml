(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* lib/calls-TOPIC.c: the public function of each call.  It locks the handle,
   checks, traces, and hands over to impl_NAME or to the daemon. *)

open Model
open Text
open C_types

(* ---- checks ---- *)

let check_argument a =
  let n = a.arg_name in
  match a.arg_kind with
  | Text File_name | Text Guid | Text _ | Buffer ->
    Printf.sprintf "call_not_null (&call, \"%s\", %s)" n n
    :: (match a.arg_kind with
        | Text Guid -> [ Printf.sprintf "call_guid (&call, \"%s\", %s)" n n ]
        | Buffer -> [ Printf.sprintf "call_buffer_size (&call, \"%s\", %s_size)" n n ]
        | _ -> [])
  | Text_list kind ->
    Printf.sprintf "call_not_null (&call, \"%s\", %s)" n n
    :: (if kind = File_name then [ Printf.sprintf "call_file_names (&call, \"%s\", %s)" n n ] else [])
  | Pointer _ -> [ Printf.sprintf "call_not_null (&call, \"%s\", %s)" n n ]
  | Optional_text | Int | Int64 | Bool -> []

let is_set c o = Printf.sprintf "(optargs->bitmask & %s)" (option_bitmask c o)

let check_option c o = match o.opt_kind with
  | Opt_text _ | Opt_text_list _ ->
    [ Printf.sprintf "call_option_not_null (&call, \"%s\", %s != 0, optargs->%s, %b)" o.opt_name
        (is_set c o) o.opt_name (is_list_option o) ]
  | Opt_bool | Opt_int | Opt_int64 -> []

let known_bits c = if List.length c.options >= 64 then "UINT64_MAX"
  else Printf.sprintf "UINT64_C (0x%x)" ((1 lsl List.length c.options) - 1)

let emit_checks b c =
  let checks =
    List.concat_map check_argument c.arguments
    @ (match c.returns with Returns_buffer _ -> [ "call_not_null (&call, \"size_r\", size_r)" ] | _ -> [])
    @ (if c.options = [] then []
       else Printf.sprintf "call_known_options (&call, \"%s\", optargs->bitmask, %s)" (c_name c) (known_bits c)
            :: List.concat_map (check_option c) c.options) in
  match error_value c.returns with
  | Some error when checks <> [] ->
    pr b "  if (%s)\n    return %s;\n"
      (String.concat " ||\n      " (List.map (fun e -> e ^ " == -1") checks)) error
  | _ -> ()

(* ---- trace ---- *)

let emit_trace_argument b a =
  let n = a.arg_name in
  match a.arg_kind with
  | Text (Key | Secret) -> pr b "    trace_key (&call);\n"
  | Text _ | Optional_text -> pr b "    trace_text (&call, %s);\n" n
  | Text_list _ -> pr b "    trace_texts (&call, %s);\n" n
  | Buffer -> pr b "    trace_buffer (&call, %s, %s_size);\n" n n
  | Int | Int64 -> pr b "    trace_number (&call, %s);\n" n
  | Bool -> pr b "    trace_bool (&call, %s);\n" n
  | Pointer t -> pr b "    trace_pointer (&call, \"%s\", %s);\n" t n

let emit_trace_option b c o =
  let value f = Printf.sprintf "trace_option_%s (&call, \"%s\", optargs->%s)" f o.opt_name o.opt_name in
  pr b "    if %s\n      %s;\n" (is_set c o)
    (match o.opt_kind with
     | Opt_bool -> value "bool"
     | Opt_int | Opt_int64 -> value "number"
     | Opt_text (Key | Secret) -> Printf.sprintf "trace_option_secret (&call, \"%s\")" o.opt_name
     | Opt_text _ -> value "text"
     | Opt_text_list _ -> value "texts")

let emit_trace b c =
  pr b "  if (call.trace) {\n    trace_begin (&call);\n";
  List.iter (emit_trace_argument b) c.arguments;
  List.iter (emit_trace_option b c) c.options;
  pr b "    trace_end (&call);\n  }\n"

let emit_trace_result b c =
  (match error_value c.returns with
   | Some error ->
     pr b "  if (result == %s) {\n    trace_result_error (&call, \"%s\");\n    return %s;\n  }\n" error error error
   | None -> ());
  (match c.returns with
   | Nothing | Returns_int _ | Returns_bool _ | Returns_int64 _ ->
     pr b "  trace_result_number (&call, result);\n"
   | Returns_const_text _ | Returns_optional_const_text _ | Returns_text _ ->
     pr b "  trace_result_text (&call, result);\n"
   | Returns_text_list _ | Returns_table _ -> pr b "  trace_result_texts (&call, result);\n"
   | Returns_buffer _ -> pr b "  trace_result_buffer (&call, result, *size_r);\n"
   | Returns_struct (s, _) -> pr b "  trace_result_%s (&call, result);\n" s
   | Returns_struct_list (s, _) -> pr b "  trace_result_%s_list (&call, result);\n" s);
  pr b "  return result;\n"

(* ---- the daemon's part ---- *)

let wire_argument a =
  let n = a.arg_name in
  match a.arg_kind with
  | Text Key -> Printf.sprintf "key_%s" n
  | Text _ -> Printf.sprintf "(char *) %s" n
  | Optional_text -> Printf.sprintf "%s ? (wire_string *) &%s : NULL" n n
  | Text_list _ -> Printf.sprintf "wire_texts (%s)" n
  | Buffer -> Printf.sprintf "{ %s_size, (char *) %s }" n n
  | Int | Int64 -> n
  | Bool -> Printf.sprintf "%s != 0" n
  | Pointer _ -> invalid_arg "a pointer in a message"

let wire_option c o =
  let v = "optargs->" ^ o.opt_name in
  match o.opt_kind with
  | Opt_bool -> Printf.sprintf "%s && %s != 0" (is_set c o) v
  | Opt_int | Opt_int64 -> Printf.sprintf "%s ? %s : 0" (is_set c o) v
  | Opt_text _ -> Printf.sprintf "%s ? (char *) %s : (char *) \"\"" (is_set c o) v
  | Opt_text_list _ -> Printf.sprintf "wire_texts (%s ? %s : NULL)" (is_set c o) v

let emit_keys b c =
  List.iter (fun a -> if a.arg_kind = Text Key then
                pr b "  CLEANUP_FREE char *key_%s = call_decode_key (call, \"%s\", %s);\n  if (key_%s == NULL)\n    return %s;\n"
                  a.arg_name a.arg_name a.arg_name a.arg_name (error_value_or_null c.returns)) c.arguments

let emit_take b c =
  match c.returns with
  | Nothing -> pr b "  return 0;\n"
  | Returns_int _ | Returns_int64 _ -> pr b "  return ret.result;\n"
  | Returns_bool _ -> pr b "  return ret.result != FALSE;\n"
  | Returns_text _ -> pr b "  return ret.result;\n"
  | Returns_text_list _ -> pr b "  return take_texts (g, &ret.result);\n"
  | Returns_table _ -> pr b "  return take_table (call, &ret.result);\n"
  | Returns_buffer _ -> pr b "  return take_buffer (g, &ret.result, size_r);\n"
  | Returns_struct (s, _) ->
    pr b "  struct guestfs_%s *value = safe_calloc (g, 1, sizeof *value);\n  take_%s (&ret.result, value);\n  return value;\n" s s
  | Returns_struct_list (s, _) -> pr b "  return take_%s_list (g, &ret.result);\n" s
  | Returns_const_text _ | Returns_optional_const_text _ -> ()

(* Sends the request; a function of its own, so that the public one reads
   the same for the library's calls and the daemon's. *)
let emit_remote b c =
  let form = "remote_" ^ c.name, (if c.options = [] then No_options else Argv) in
  let parameters = (fixed_parameters c) @ option_parameters c (snd form) in
  pr b "static %s\nremote_%s (%s)\n{\n" (return_type c.returns) c.name
    (String.concat ", " ("struct call_scope *call" :: parameters));
  pr b "  guestfs_h *g = call->g;\n\n";
  emit_keys b c;
  if Xdr.has_args c then begin
    pr b "  const %s args = {\n" (Xdr.args_type c);
    List.iter (fun a -> pr b "    .%s = %s,\n" a.arg_name (wire_argument a)) (message_arguments c);
    List.iter (fun o -> pr b "    .%s = %s,\n" o.opt_name (wire_option c o)) c.options;
    pr b "  };\n"
  end;
  if Xdr.has_ret c then pr b "  %s ret = { 0 };\n" (Xdr.ret_type c);
  pr b "  const struct rpc_call request = {\n    .name = \"%s\",\n    .procedure = %s,\n" c.name (Xdr.procedure c);
  if c.options <> [] then pr b "    .options = optargs->bitmask,\n";
  if Xdr.has_args c then pr b "    .encode = (xdrproc_t) xdr_%s,\n    .arguments = &args,\n" (Xdr.args_type c);
  if Xdr.has_ret c then pr b "    .decode = (xdrproc_t) xdr_%s,\n    .result = &ret,\n" (Xdr.ret_type c);
  Option.iter (fun a -> pr b "    .file_in = %s,\n" a.arg_name) (file_in c);
  Option.iter (fun a -> pr b "    .file_out = %s,\n" a.arg_name) (file_out c);
  pr b "  };\n  if (rpc_call_daemon (g, &request) == -1)\n    return %s;\n" (error_value_or_null c.returns);
  emit_take b c;
  pr b "}\n\n"

(* ---- the public function ---- *)

let emit_body b c =
  let error = error_value_or_null c.returns in
  if c.options <> [] then
    pr b "  const struct %s no_options = { 0 };\n  if (optargs == NULL)\n    optargs = &no_options;\n\n" (argv_struct c);
  pr b "  CALL_SCOPE call;\n  if (call_enter (&call, g, \"%s\") == -1)\n    return %s;\n" c.name error;
  if c.config_only then pr b "  if (call_require_config (&call) == -1)\n    return %s;\n" error;
  pr b "  call_event (&call);\n";
  emit_checks b c;
  emit_trace b c;
  let options = if c.options = [] then [] else [ "optargs" ] in
  (if is_daemon_call c then begin
      pr b "  if (call_require_ready (&call) == -1) {\n    trace_result_error (&call, \"%s\");\n    return %s;\n  }\n\n" error error;
      pr b "  %s result = remote_%s (%s);\n" (return_type c.returns) c.name
        (String.concat ", " ("&call" :: fixed_names c @ options))
    end else
     pr b "\n  %s result = impl_%s (%s);\n" (return_type c.returns) c.name
       (String.concat ", " ("g" :: fixed_names c @ options)));
  emit_trace_result b c

let emit_call b c =
  if is_daemon_call c then emit_remote b c;
  let form =
    if c.options = [] then "guestfs_" ^ c.name, No_options
    else "guestfs_" ^ c_name c ^ "_argv", Argv in
  pr b "/* %s */\n%s\n{\n" c.short (definition_head c form);
  emit_body b c;
  pr b "}\n\n"

(* ---- trace and conversion of structs ---- *)

let emit_trace_fields b s =
  pr b "static void\ntrace_fields_%s (struct call_scope *call, const struct guestfs_%s *value)\n{\n" s.struct_name s.struct_name;
  List.iter (fun (n, kind) ->
      match kind with
      | F_text | F_device -> pr b "  trace_printf (call, \"%s: %%s, \", value->%s);\n" n n
      | F_buffer ->
        pr b "  trace_printf (call, \"%s: \");\n  trace_bytes (call, value->%s, value->%s_len);\n  trace_printf (call, \", \");\n" n n n
      | F_uuid -> pr b "  trace_printf (call, \"%s: %%.32s, \", value->%s);\n" n n
      | F_bytes | F_uint64 -> pr b "  trace_printf (call, \"%s: %%\" PRIu64 \", \", value->%s);\n" n n
      | F_int64 -> pr b "  trace_printf (call, \"%s: %%\" PRIi64 \", \", value->%s);\n" n n
      | F_uint32 -> pr b "  trace_printf (call, \"%s: %%\" PRIu32 \", \", value->%s);\n" n n
      | F_int32 -> pr b "  trace_printf (call, \"%s: %%\" PRIi32 \", \", value->%s);\n" n n
      | F_char -> pr b "  trace_printf (call, \"%s: %%c, \", value->%s);\n" n n
      | F_optional_percent -> pr b "  trace_printf (call, \"%s: %%g, \", (double) value->%s);\n" n n) s.fields;
  pr b "}\n\n"

let emit_trace_struct b s =
  let n = s.struct_name in
  pr b "static void\ntrace_result_%s (struct call_scope *call, const struct guestfs_%s *value)\n{\n" n n;
  pr b "  if (!call->trace)\n    return;\n  trace_result_begin (call);\n  trace_printf (call, \"<struct guestfs_%s = \");\n" n;
  pr b "  trace_fields_%s (call, value);\n  trace_printf (call, \">\");\n  trace_end (call);\n}\n\n" n

let emit_trace_list b s =
  let n = s.struct_name in
  pr b "static void\ntrace_result_%s_list (struct call_scope *call, const struct guestfs_%s_list *list)\n{\n" n n;
  pr b "  if (!call->trace)\n    return;\n  trace_result_begin (call);\n  trace_printf (call, \"<struct guestfs_%s_list(%%\" PRIu32 \") = \", list->len);\n" n;
  pr b "  for (uint32_t i = 0; i < list->len; ++i) {\n    trace_printf (call, \"[%%\" PRIu32 \"]{\", i);\n";
  pr b "    trace_fields_%s (call, &list->val[i]);\n    trace_printf (call, \"}\");\n  }\n" n;
  pr b "  trace_printf (call, \">\");\n  trace_end (call);\n}\n\n"

(* Members of the decoded struct change their owner. *)
let emit_take_struct b s =
  let n = s.struct_name in
  pr b "static void\ntake_%s (wire_%s *from, struct guestfs_%s *to)\n{\n" n n n;
  List.iter (fun (f, kind) -> match kind with
      | F_buffer -> pr b "  to->%s_len = from->%s.len;\n  to->%s = from->%s.val;\n" f f f f
      | F_uuid -> pr b "  memcpy (to->%s, from->%s, sizeof to->%s);\n" f f f
      | _ -> pr b "  to->%s = from->%s;\n" f f) s.fields;
  pr b "}\n\n"

let emit_take_list b s =
  let n = s.struct_name in
  pr b "static struct guestfs_%s_list *\ntake_%s_list (guestfs_h *g, wire_%s_list *from)\n{\n" n n n;
  pr b "  struct guestfs_%s_list *list = safe_calloc (g, 1, sizeof *list);\n" n;
  pr b "  list->len = from->wire_%s_list_len;\n  list->val = safe_calloc (g, list->len > 0 ? list->len : 1, sizeof *list->val);\n" n;
  pr b "  for (uint32_t i = 0; i < list->len; ++i)\n    take_%s (&from->wire_%s_list_val[i], &list->val[i]);\n" n n;
  pr b "  free (from->wire_%s_list_val);\n  return list;\n}\n\n" n

let unique list = List.sort_uniq compare list

let emit_structs b api calls =
  let used select = unique (List.filter_map select calls) in
  let single c = match c.returns with Returns_struct (s, _) -> Some s | _ -> None in
  let many c = match c.returns with Returns_struct_list (s, _) -> Some s | _ -> None in
  let remote f c = if is_daemon_call c then f c else None in
  let each names f = List.iter (fun n -> f b (find_struct api n)) names in
  each (unique (used single @ used many)) emit_trace_fields;
  each (used single) emit_trace_struct;
  each (used many) emit_trace_list;
  each (unique (used (remote single) @ used (remote many))) emit_take_struct;
  each (used (remote many)) emit_take_list

let emit api t b =
  c_banner b ~source:"library/client_calls.ml" ~about:(t.title ^ ": the public calls.");
  pr b "#include <config.h>\n\n#include <errno.h>\n#include <inttypes.h>\n#include <stdarg.h>\n#include <stdlib.h>\n#include <string.h>\n\n\
        #include \"base/errors.h\"\n#include \"base/memory.h\"\n#include \"calls/call.h\"\n#include \"calls/trace.h\"\n#include \"cleanup.h\"\n\
        #include \"guestfs-api/%s.h\"\n#include \"lib/%s.h\"\n#include \"protocol/%s.h\"\n#include \"talk/rpc-call.h\"\n#include \"talk/rpc.h\"\n\n"
    t.topic_name t.topic_name t.topic_name;
  let calls = List.filter (fun c -> c.wrapped) t.calls in
  emit_structs b api calls;
  List.iter (emit_call b) calls;
  Client_options.emit_topic t b;
  Client_structs.emit_topic t b

let is_impl c = c.wrapped && not (is_daemon_call c)

(* A part of guestfs.h comes with it where a prototype needs one of its structs. *)
let emit_impl t b =
  let guard = "GUESTFS_LIB_" ^ upper t.topic_name ^ "_H" in
  let calls = List.filter is_impl t.calls in
  let needs_part = List.exists (fun c -> c.options <> [] || Topics_of.structs_of_calls [ c ] <> []) calls in
  c_banner b ~source:"library/client_calls.ml" ~about:(t.title ^ ": the library's function for each call that needs no appliance.");
  pr b "#ifndef %s\n#define %s\n\n#include \"base/api.h\"\n" guard guard;
  if needs_part then Topics_of.include_part b t.topic_name;
  pr b "\n";
  List.iter (fun c -> pr b "extern %s;\n" (impl_prototype c)) calls;
  pr b "\n#endif /* %s */\n" guard

let emit_all_impl api b =
  c_banner b ~source:"library/client_calls.ml" ~about:"The library's functions of all topics.";
  pr b "#ifndef GUESTFS_LIB_IMPL_H\n#define GUESTFS_LIB_IMPL_H\n\n";
  List.iter (fun t -> if List.exists is_impl t.calls then pr b "#include \"lib/%s.h\"\n" t.topic_name) api;
  pr b "\n#endif /* GUESTFS_LIB_IMPL_H */\n"

let outputs api =
  file "lib-impl.h" (emit_all_impl api)
  :: Topics_of.files api (Printf.sprintf "lib/calls-%s.c") (emit api)
  @ Topics_of.files api (Printf.sprintf "lib/%s.h") emit_impl
