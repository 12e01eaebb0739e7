(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* daemon-stubs.c: for each call a stub that decodes the request, checks and
   translates the arguments, calls do_NAME and replies. *)

open Model
open Text

let is_mountable a = match a.arg_kind with Text (Mountable | Mountable_or_path) -> true | _ -> false
let is_translated a = match a.arg_kind with Text (Device | Device_or_path) -> true | _ -> false

(* A local that holds what the check of an argument makes. *)
let emit_local b a =
  let n = a.arg_name in
  match a.arg_kind with
  | Text (Mountable | Mountable_or_path) ->
    pr b "  CLEANUP_MOUNTABLE struct mountable %s = { MOUNTABLE_DEVICE, NULL, NULL };\n" n
  | Text (Device | Device_or_path) -> pr b "  CLEANUP_FREE char *%s = NULL;\n" n
  | Text_list Device -> pr b "  CLEANUP_FREE_STRINGS char **%s = NULL;\n" n
  | Text_list _ -> pr b "  CLEANUP_FREE char **%s = NULL;\n" n
  | _ -> ()

let emit_option_local b o = match o.opt_kind with
  | Opt_text_list -> pr b "  CLEANUP_FREE char **option_%s = NULL;\n" o.opt_name
  | _ -> ()

let quoted c = "\"" ^ c.name ^ "\""

(* The expression that checks one argument and is -1 on error. *)
let check c a =
  let n = a.arg_name and q = quoted c in
  match a.arg_kind with
  | Text Path -> Some (Printf.sprintf "stub_check_path (%s, args.%s)" q n)
  | Text Device -> Some (Printf.sprintf "stub_device (%s, args.%s, &%s)" q n n)
  | Text Device_or_path -> Some (Printf.sprintf "stub_device_or_path (%s, args.%s, &%s)" q n n)
  | Text Mountable -> Some (Printf.sprintf "stub_mountable (%s, args.%s, &%s)" q n n)
  | Text Mountable_or_path -> Some (Printf.sprintf "stub_mountable_or_path (%s, args.%s, &%s)" q n n)
  | Text Guid -> Some (Printf.sprintf "stub_guid_check (%s, \"%s\", args.%s)" q n n)
  | Text_list Device -> Some (Printf.sprintf "stub_device_list (%s, args.%s.val, args.%s.len, &%s)" q n n n)
  | Text_list Path -> Some (Printf.sprintf "stub_path_list (%s, args.%s.val, args.%s.len, &%s)" q n n n)
  | Text_list File_name -> Some (Printf.sprintf "stub_file_name_list (%s, \"%s\", args.%s.val, args.%s.len, &%s)" q n n n n)
  | Text_list _ -> Some (Printf.sprintf "stub_text_list (args.%s.val, args.%s.len, &%s)" n n n)
  | Text (Plain | Key | File_name | File_in | File_out) | Optional_text | Buffer | Int | Int64 | Bool | Pointer _ -> None

let option_check o = match o.opt_kind with
  | Opt_text_list ->
    Some (Printf.sprintf "stub_text_list (args.%s.val, args.%s.len, &option_%s)" o.opt_name o.opt_name o.opt_name)
  | _ -> None

let actual a =
  let n = a.arg_name in
  match a.arg_kind with
  | Text (File_in | File_out) -> []
  | Text (Mountable | Mountable_or_path) -> [ "&" ^ n ]
  | Text (Device | Device_or_path) | Text_list _ -> [ n ]
  | Optional_text -> [ Printf.sprintf "args.%s ? *args.%s : NULL" n n ]
  | Buffer -> [ Printf.sprintf "args.%s.val" n; Printf.sprintf "args.%s.len" n ]
  | Text _ | Int | Int64 | Bool -> [ "args." ^ n ]
  | Pointer _ -> []

let emit_options b c =
  pr b "  struct %s_options options = {\n" c.name;
  List.iteri (fun i o ->
      let value = match o.opt_kind with
        | Opt_text_list -> "option_" ^ o.opt_name
        | _ -> "args." ^ o.opt_name in
      pr b "    .has_%s = request->options & (UINT64_C (1) << %d),\n    .%s = %s,\n" o.opt_name i o.opt_name value)
    c.options;
  pr b "  };\n"

let known_options c =
  let n = List.length c.options in
  if n = 0 then "0"
  else if n >= 64 then "UINT64_MAX"
  else Printf.sprintf "(UINT64_C (1) << %d) - 1" n

let emit_checks b c =
  let group = match c.group with
    | Some g -> [ Printf.sprintf "stub_check_group (\"%s\")" g ]
    | None -> [] in
  let checks =
    [ Printf.sprintf "stub_check_options (request, %s)" (known_options c) ]
    @ group
    @ List.filter_map (check c) (message_arguments c)
    @ List.filter_map option_check c.options in
  let decode = if Xdr.has_args c
    then [ Printf.sprintf "!stub_decode (request, (xdrproc_t) xdr_%s, &args)" (Xdr.args_type c) ] else [] in
  let tests = decode @ List.map (fun e -> e ^ " == -1") checks in
  pr b "  if (%s) {\n" (String.concat " ||\n      " tests);
  pr b "    stub_reply_error (request);\n    return;\n  }\n\n"

(* Names of the appliance's kernel in a result become those of the API. *)
let translation = function
  | Result_plain -> None
  | Result_device -> Some "stub_result_device"
  | Result_mountable -> Some "stub_result_mountable"

let translated_text kind = match translation kind with
  | Some f -> f ^ " (result)"
  | None -> "result"

(* Every [step]th string of the list from [first] on. *)
let emit_translated_list b ~first ~step kind =
  Option.iter (fun f ->
      pr b "  for (size_t i = 0; result[i] != NULL; i += %d)\n    result[i + %d] = %s (result[i + %d]);\n"
        step first f first) (translation kind)

let emit_list b = pr b "  ret.result = (wire_string_list) { count_strings (result), result };\n"

let device_fields api s =
  List.filter_map (fun (n, k) -> if k = F_device then Some n else None) (find_struct api s).fields

let emit_result b api c =
  match c.returns with
  | Nothing -> ()
  | Returns_int _ | Returns_int64 _ -> pr b "  ret.result = result;\n"
  | Returns_bool _ -> pr b "  ret.result = result != 0;\n"
  | Returns_text (kind, _) -> pr b "  ret.result = %s;\n" (translated_text kind)
  | Returns_text_list (kind, _) ->
    emit_translated_list b ~first:0 ~step:1 kind;
    emit_list b
  | Returns_table (keys, values, _) ->
    emit_translated_list b ~first:0 ~step:2 keys;
    emit_translated_list b ~first:1 ~step:2 values;
    emit_list b
  | Returns_struct (s, _) ->
    pr b "  ret.result = *result;\n  free (result);\n";
    List.iter (fun f -> pr b "  ret.result.%s = stub_result_device (ret.result.%s);\n" f f) (device_fields api s)
  | Returns_struct_list (s, _) ->
    pr b "  ret.result = *result;\n  free (result);\n";
    let fields = device_fields api s in
    if fields <> [] then begin
      pr b "  for (u_int i = 0; i < ret.result.wire_%s_list_len; ++i) {\n    wire_%s *item = &ret.result.wire_%s_list_val[i];\n" s s s;
      List.iter (fun f -> pr b "    item->%s = stub_result_device (item->%s);\n" f f) fields;
      pr b "  }\n"
    end
  | Returns_buffer _ -> pr b "  ret.result = (wire_buffer) { size, result };\n"
  | Returns_const_text _ | Returns_optional_const_text _ -> ()

(* The kernel may call a disk otherwise than the caller did. *)
let emit_names_in_error b c =
  let devices = List.filter is_translated c.arguments in
  if devices <> [] then begin
    pr b "  if (result %s) {\n" (Daemon_types.error_test c.returns);
    List.iter (fun a -> pr b "    reply_error_replace (%s, args.%s);\n" a.arg_name a.arg_name) devices;
    pr b "  }\n"
  end

let emit_stub api b c =
  pr b "static void\n%s_stub (struct daemon_request *request)\n{\n" c.name;
  if Xdr.has_args c then
    pr b "  %s args = { 0 };\n  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_%s, &args };\n"
      (Xdr.args_type c) (Xdr.args_type c);
  List.iter (emit_local b) c.arguments;
  List.iter (emit_option_local b) c.options;
  emit_checks b c;
  if c.options <> [] then emit_options b c;
  let is_buffer = match c.returns with Returns_buffer _ -> true | _ -> false in
  if is_buffer then pr b "  size_t size = 0;\n";
  let actuals = List.concat_map actual c.arguments
                @ (if c.options <> [] then [ "&options" ] else [])
                @ (if is_buffer then [ "&size" ] else []) in
  pr b "  %sresult = do_%s (%s);\n" (Daemon_types.return_type c.returns) c.name (String.concat ", " actuals);
  emit_names_in_error b c;
  if file_out c <> None then pr b "  stub_finish_file_out (request, result);\n"
  else begin
    pr b "  if (result %s) {\n    stub_reply_error (request);\n    return;\n  }\n" (Daemon_types.error_test c.returns);
    if Xdr.has_ret c then begin
      pr b "\n  %s ret = { 0 };\n  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_%s, &ret };\n"
        (Xdr.ret_type c) (Xdr.ret_type c);
      emit_result b api c;
      pr b "  stub_reply_ok (request, (xdrproc_t) xdr_%s, &ret);\n" (Xdr.ret_type c)
    end else
      pr b "  stub_reply_ok (request, NULL, NULL);\n"
  end;
  pr b "}\n\n"

let emit_table b calls =
  pr b "const struct daemon_procedure daemon_procedures[PROC_COUNT] = {\n";
  List.iter (fun c ->
      pr b "  [%s] = { \"%s\", %b, %b, %s_stub },\n" (Xdr.procedure c) c.name
        (file_in c <> None) (file_out c <> None) c.name) calls;
  pr b "};\n"

let emit api b =
  daemon_banner b ~source:"daemon_stubs.ml" ~about:"From a request to do_NAME and back.";
  pr b "#include <config.h>\n\n#include <stdlib.h>\n\n#include \"daemon-calls.h\"\n#include \"stubs/procedures.h\"\n#include \"stubs/stub-reply.h\"\n#include \"stubs/stub-support.h\"\n\n";
  let calls = Xdr.daemon_calls api in
  List.iter (emit_stub api b) calls;
  emit_table b calls

let outputs api = [ file "daemon-stubs.c" (emit api) ]
