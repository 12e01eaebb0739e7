(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* daemon/stubs-TOPIC.c: for each call a stub that decodes the request, checks and
   translates the arguments, calls do_NAME and replies. *)

open Model
open Text


(* A local that holds what the check of an argument makes. *)
let emit_local b a =
  let n = a.arg_name in
  match a.arg_kind with
  | Text (Mountable | Mountable_or_path) ->
    pr b "  CLEANUP_MOUNTABLE struct mountable %s = { .type = MOUNTABLE_DEVICE };\n" n
  | Text Device -> pr b "  CLEANUP_DEVICE struct device %s = { NULL, NULL };\n" n
  | Text Device_or_path -> pr b "  CLEANUP_PLACE struct place %s = { .is_device = false };\n" n
  | Text_list Device -> pr b "  CLEANUP_FREE_STRINGS char **%s = NULL;\n" n
  | Text_list _ -> pr b "  CLEANUP_FREE char **%s = NULL;\n" n
  | _ -> ()

(* What an option of this kind was translated to, if it was given. *)
let option_local o = "option_" ^ o.opt_name

let emit_option_local b o =
  let n = option_local o in
  match o.opt_kind with
  | Opt_text Device -> pr b "  CLEANUP_DEVICE struct device %s = { NULL, NULL };\n" n
  | Opt_text Mountable -> pr b "  CLEANUP_MOUNTABLE struct mountable %s = { .type = MOUNTABLE_DEVICE };\n" n
  | Opt_text_list Device -> pr b "  CLEANUP_FREE_STRINGS char **%s = NULL;\n" n
  | Opt_text_list _ -> pr b "  CLEANUP_FREE char **%s = NULL;\n" n
  | Opt_bool | Opt_int | Opt_int64 | Opt_text _ -> ()

(* The expression that checks one argument and is -1 on error. *)
let check a =
  let n = a.arg_name in
  match a.arg_kind with
  | Text Path -> Some (Printf.sprintf "stub_check_path (args.%s)" n)
  | Text Device -> Some (Printf.sprintf "stub_device (args.%s, &%s)" n n)
  | Text Device_or_path -> Some (Printf.sprintf "stub_place (args.%s, &%s)" n n)
  | Text Mountable -> Some (Printf.sprintf "stub_mountable (args.%s, &%s)" n n)
  | Text Mountable_or_path -> Some (Printf.sprintf "stub_mountable_or_path (args.%s, &%s)" n n)
  | Text Guid -> Some (Printf.sprintf "stub_guid_check (\"%s\", args.%s)" n n)
  | Text_list Device -> Some (Printf.sprintf "stub_device_list (args.%s.val, args.%s.len, &%s)" n n n)
  | Text_list Path -> Some (Printf.sprintf "stub_path_list (args.%s.val, args.%s.len, &%s)" n n n)
  | Text_list File_name -> Some (Printf.sprintf "stub_file_name_list (\"%s\", args.%s.val, args.%s.len, &%s)" n n n n)
  | Text_list _ -> Some (Printf.sprintf "stub_text_list (args.%s.val, args.%s.len, &%s)" n n n)
  | Text (Plain | Key | Secret | File_name | File_in | File_out) | Optional_text | Buffer | Int | Int64 | Bool | Pointer _ -> None

let option_is_given i = Printf.sprintf "stub_has_option (request, %d)" i

(* The same for option I, which is not looked at if it was not given. *)
let option_check i o =
  let n = o.opt_name and local = option_local o in
  let check = match o.opt_kind with
    | Opt_text Path -> Some (Printf.sprintf "stub_check_path (args.%s)" n)
    | Opt_text Device -> Some (Printf.sprintf "stub_device (args.%s, &%s)" n local)
    | Opt_text Mountable -> Some (Printf.sprintf "stub_mountable (args.%s, &%s)" n local)
    | Opt_text Guid -> Some (Printf.sprintf "stub_guid_check (\"%s\", args.%s)" n n)
    | Opt_text_list Device -> Some (Printf.sprintf "stub_device_list (args.%s.val, args.%s.len, &%s)" n n local)
    | Opt_text_list Path -> Some (Printf.sprintf "stub_path_list (args.%s.val, args.%s.len, &%s)" n n local)
    | Opt_text_list File_name -> Some (Printf.sprintf "stub_file_name_list (\"%s\", args.%s.val, args.%s.len, &%s)" n n n local)
    | Opt_text_list _ -> Some (Printf.sprintf "stub_text_list (args.%s.val, args.%s.len, &%s)" n n local)
    | Opt_bool | Opt_int | Opt_int64 | Opt_text _ -> None in
  Option.map (fun check -> Printf.sprintf "(%s && %s == -1)" (option_is_given i) check) check

let actual a =
  let n = a.arg_name in
  match a.arg_kind with
  | Text (File_in | File_out) -> []
  | Text (Mountable | Mountable_or_path | Device | Device_or_path) -> [ "&" ^ n ]
  | Text_list _ -> [ n ]
  | Optional_text -> [ Printf.sprintf "args.%s ? *args.%s : NULL" n n ]
  | Buffer -> [ Printf.sprintf "args.%s.val" n; Printf.sprintf "args.%s.len" n ]
  | Text _ | Int | Int64 | Bool -> [ "args." ^ n ]
  | Pointer _ -> []

(* What was not given is zero, whatever the message says. *)
let emit_options b c =
  pr b "  struct %s_options options = { 0 };\n" c.name;
  List.iteri (fun i o ->
      let value = match o.opt_kind with
        | Opt_text (Device | Mountable) -> "&" ^ option_local o
        | Opt_text_list _ -> option_local o
        | Opt_bool | Opt_int | Opt_int64 | Opt_text _ -> "args." ^ o.opt_name in
      pr b "  if (%s) {\n    options.has_%s = true;\n    options.%s = %s;\n  }\n" (option_is_given i) o.opt_name o.opt_name value)
    c.options

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
    @ (match c.run with Ends session -> [ Printf.sprintf "stub_check_session (%s)" (Daemon_sessions.constant session) ] | _ -> [])
    @ List.filter_map check (message_arguments c) in
  let option_checks = List.filter_map Fun.id (List.mapi option_check c.options) in
  let decode = if Xdr.has_args c
    then [ Printf.sprintf "!stub_decode (request, (xdrproc_t) xdr_%s, &args)" (Xdr.args_type c) ] else [] in
  let tests = decode @ List.map (fun e -> e ^ " == -1") checks @ option_checks in
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

let emit_stub api b c =
  pr b "static void\n%s_stub (struct daemon_request *request)\n{\n" c.name;
  if Xdr.has_args c then
    pr b "  %s args = { 0 };\n  FREE_XDR struct xdr_guard guard = { (xdrproc_t) xdr_%s, &args };\n"
      (Xdr.args_type c) (Xdr.args_type c);
  List.iter (emit_local b) c.arguments;
  List.iter (emit_option_local b) c.options;
  emit_checks b c;
  (match c.run with
   | Within session -> pr b "  %s *session = guest_session_state (%s);\n" (find_session api session).state (Daemon_sessions.constant session);
     pr b "  if (session == NULL) {\n    stub_reply_error (request);\n    return;\n  }\n"
   | _ -> ());
  if c.options <> [] then emit_options b c;
  let is_buffer = match c.returns with Returns_buffer _ -> true | _ -> false in
  if is_buffer then pr b "  size_t size = 0;\n";
  let actuals = (match c.run with Within _ -> [ "session" ] | _ -> [])
                @ List.concat_map actual c.arguments
                @ (if c.options <> [] then [ "&options" ] else [])
                @ (if is_buffer then [ "&size" ] else []) in
  (match c.run with
   | Opens session -> pr b "  guest_session_end (%s);\n" (Daemon_sessions.constant session)
   | _ -> ());
  pr b "  %sresult = do_%s (%s);\n" (Daemon_types.result_type api c) c.name (String.concat ", " actuals);
  if file_out c <> None then pr b "  stub_finish_file_out (request, result);\n"
  else begin
    pr b "  if (result %s) {\n    stub_reply_error (request);\n    return;\n  }\n" (Daemon_types.result_error_test c);
    (match c.run with
     | Opens session -> pr b "  guest_session_begin (%s, result);\n" (Daemon_sessions.constant session)
     | _ -> ());
    if Xdr.has_ret c then begin
      pr b "\n  %s ret = { 0 };\n  FREE_XDR struct xdr_guard ret_guard = { (xdrproc_t) xdr_%s, &ret };\n"
        (Xdr.ret_type c) (Xdr.ret_type c);
      emit_result b api c;
      pr b "  stub_reply_ok (request, (xdrproc_t) xdr_%s, &ret);\n" (Xdr.ret_type c)
    end else
      pr b "  stub_reply_ok (request, NULL, NULL);\n"
  end;
  pr b "}\n\n"

let emit_table b t =
  let calls = Xdr.topic_calls t in
  (* An array has at least one element. *)
  pr b "static const struct daemon_procedure procedures[] = {\n  { NULL, false, false, NULL },\n";
  List.iter (fun c ->
      pr b "  [%s & 0xff] = { \"%s\", %b, %b, %s_stub },\n" (Xdr.procedure c) c.name
        (file_in c <> None) (file_out c <> None) c.name) calls;
  pr b "};\n\nconst struct daemon_topic %s_topic = { procedures, sizeof procedures / sizeof *procedures };\n" t.topic_name

let emit api t b =
  daemon_banner b ~source:"daemon/daemon_stubs.ml" ~about:(t.title ^ ": from a request to do_NAME and back.");
  pr b "#include <config.h>\n\n%s#include <stdlib.h>\n\n#include \"daemon/%s.h\"\n#include \"stubs/procedures.h\"\n#include \"stubs/stub-reply.h\"\n#include \"stubs/stub-support.h\"\n"
    (Daemon_exec.system_includes t) t.topic_name;
  Daemon_exec.emit_includes b api t;
  pr b "\n";
  Daemon_exec.emit_topic api t b;
  List.iter (emit_stub api b) (Xdr.topic_calls t);
  emit_table b t

(* The only unit that knows all topics: it changes with a new one. *)
let emit_topics api b =
  daemon_banner b ~source:"daemon/daemon_stubs.ml" ~about:"The topics of the calls.";
  pr b "#include <config.h>\n\n#include \"stubs/procedures.h\"\n\n";
  List.iter (fun t -> pr b "extern const struct daemon_topic %s_topic;\n" t.topic_name) api;
  pr b "\nconst struct daemon_topic *const daemon_topics[] = {\n  NULL,\n";
  List.iter (fun t -> pr b "  &%s_topic,\n" t.topic_name) api;
  pr b "};\nconst size_t daemon_topics_count = sizeof daemon_topics / sizeof *daemon_topics;\n"

let outputs api =
  file "daemon/topics.c" (emit_topics api)
  :: Topics_of.files api (Printf.sprintf "daemon/stubs-%s.c") (emit api)
