(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* do_NAME of the calls that need no C: those that are a program of the
   appliance, another call, or the end of a session. *)

open Model
open Text

(* ---- values of arguments and options ---- *)

let kind c name = match kind_of c name with
  | Some kind -> kind
  | None -> invalid_arg (c.name ^ ": " ^ name)

let is_option c name = find_argument c name = None
let value c name = if is_option c name then "options->" ^ name else name

let is_file p c name = match kind c name with
  | Text (Path | Device_or_path) -> true
  | _ -> List.mem name p.secret_files

(* What stands for an argument in a word. *)
let word_value p c name =
  if is_file p c name then name ^ "_file"
  else if List.mem name p.tagged_devices then name ^ "_word"
  else match kind c name with
    | Text Device -> value c name ^ "->kernel"
    | _ -> value c name

(* What stands for it in an error. *)
let shown_value c name = match kind c name with
  | Text (Device | Device_or_path) -> value c name ^ "->name"
  | _ -> value c name

(* [condition] on an option, which can hold only if it was given. *)
let if_given c name condition =
  if not (is_option c name) then condition
  else match condition with
    | "" -> Printf.sprintf "options->has_%s" name
    | condition -> Printf.sprintf "options->has_%s && %s" name condition

let is_set c name = match kind c name with
  | Bool -> if_given c name (value c name)
  | Optional_text -> name ^ " != NULL"
  | _ -> if_given c name ""

(* ---- words ---- *)

let doubled_percent text = String.concat "%%" (String.split_on_char '%' text)

(* A printf format as C, and its values. *)
let format_of c value_of word =
  let part = function
    | Literal text -> c_string (doubled_percent text), []
    | Argument name ->
      (match kind c name with
       | Int | Bool -> "\"%d\""
       | Int64 -> "\"%\" PRIi64"
       | _ -> "\"%s\""), [ value_of name ] in
  let parts = List.map part word in
  String.concat " " (List.map fst parts), List.concat_map snd parts

let call_format b indent function_ first (format, values) =
  pr b "%s%s (%s%s%s);\n" indent function_ first format (String.concat "" (List.map (fun v -> ", " ^ v) values))

let emit_word b ~indent c value_of word =
  let one value = pr b "%scommand_word (&command, %s);\n" indent value in
  match word with
  | [ Argument name ] ->
    (match kind c name with
     | Text_list _ when value_of name = value c name -> pr b "%scommand_words (&command, %s);\n" indent (value_of name)
     | Int | Int64 | Bool -> call_format b indent "command_format" "&command, " (format_of c value_of word)
     | _ -> one (value_of name))
  | [ Literal text ] -> one (c_string text)
  | _ -> call_format b indent "command_format" "&command, " (format_of c value_of word)

let emit_block b head emit_body =
  pr b "  %s {\n" head;
  emit_body "    ";
  pr b "  }\n"

let emit_joined_word b flag ~indent c value_of word =
  call_format b indent "command_join" (Printf.sprintf "&command, %s, " (c_string flag)) (format_of c value_of word)

let rec emit_conditional ?(emit_word = emit_word) b p c conditional =
  let words value_of list indent = List.iter (emit_word b ~indent c value_of) list in
  let usual = word_value p c in
  match conditional with
  | Joined (flag, parts) ->
    List.iter (emit_conditional ~emit_word:(fun b -> emit_joined_word b flag) b p c) parts
  | If_given (_, []) -> ()
  | If_given (name, list) ->
    let given = match kind c name with Optional_text -> name ^ " != NULL" | _ -> if_given c name "" in
    emit_block b (Printf.sprintf "if (%s)" given) (words usual list)
  | If_true (name, list, otherwise) ->
    emit_block b (Printf.sprintf "if (%s)" (if_given c name (value c name))) (words usual list);
    if otherwise <> [] then
      emit_block b (Printf.sprintf "if (%s)" (if_given c name ("!" ^ value c name))) (words usual otherwise)
  | If_not (name, list) ->
    emit_block b (Printf.sprintf "if (!(%s))" (if_given c name (value c name))) (words usual list)
  | For_each (name, list) ->
    let element n = if n = name then value c n ^ "[i]" else usual n in
    let condition = if_given c name (value c name ^ "[i] != NULL") in
    emit_block b (Printf.sprintf "for (size_t i = 0; %s; ++i)" condition) (words element list)

let is_options_place word = word = [ Argument "options" ]

(* The words before and after those that depend on options. *)
let split_words p =
  let has_argument = List.exists (function Argument _ -> true | Literal _ -> false) in
  let is_place = if List.exists is_options_place p.template then is_options_place else has_argument in
  let rec go before = function
    | word :: after when not (is_place word) -> go (word :: before) after
    | after -> List.rev before, List.filter (fun word -> not (is_options_place word)) after in
  go [] p.template

let emit_words b p c =
  let words = List.iter (emit_word b ~indent:"  " c (word_value p c)) in
  let before, after = split_words p in
  words before;
  List.iter (emit_conditional b p c) p.conditionals;
  words after

(* ---- before the program runs ---- *)

let is_refused c { checked; rule; _ } =
  let v = value c checked in
  let condition = match rule with
    | Not_below n -> Printf.sprintf "%s < INT64_C (%Ld)" v n
    | Not_above n -> Printf.sprintf "%s > INT64_C (%Ld)" v n
    | Power_of_two -> Printf.sprintf "(%s <= 0 || (%s & (%s - 1)) != 0)" v v v
    | One_of words ->
      Printf.sprintf "!command_is_one_of (%s, (const char *const[]) { %s, NULL })" v
        (String.concat ", " (List.map c_string words))
    | At_most_bytes n -> Printf.sprintf "strlen (%s) > %d" v n
    | Not_empty -> (match kind c checked with Text_list _ -> v ^ "[0] == NULL" | _ -> v ^ "[0] == '\\0'")
    | Is_uuid -> Printf.sprintf "(!is_guid (%s) || %s[0] == '{')" v v
    | Not_with other -> is_set c other in
  match rule with
  | Not_with _ -> Printf.sprintf "%s && %s" (is_set c checked) condition
  | _ -> if_given c checked condition

let emit_check b c error check =
  pr b "  if (%s) {\n" (is_refused c check);
  call_format b "    " "reply_error_text" "EINVAL, " (format_of c (shown_value c) check.refusal);
  pr b "    return %s;\n  }\n" error

let file_kind p name = match List.assoc_opt name p.files with
  | None | Some Regular_file -> "GUEST_REGULAR_FILE"
  | Some Directory -> "GUEST_DIRECTORY"
  | Some File_or_directory -> "GUEST_FILE_OR_DIRECTORY"
  | Some New_name -> "GUEST_NEW_NAME"

let emit_object b p a =
  let n = a.arg_name in
  let file call = pr b "  const char *%s_file = %s;\n" n call in
  match a.arg_kind with
  | Text Path -> file (Printf.sprintf "command_guest_file (&command, %s, %s)" n (file_kind p n))
  | Text Device_or_path -> file (Printf.sprintf "command_place (&command, %s, %s)" n (file_kind p n))
  | Text Device -> pr b "  command_about_device (&command, %s);\n" n
  | _ when List.mem n p.secret_files -> file (Printf.sprintf "command_secret_file (&command, %s)" n)
  | _ -> ()

let emit_tagged_device b c n =
  let call = Printf.sprintf "command_tagged_device (&command, %s)" (value c n) in
  pr b "  const char *%s_word = %s;\n" n
    (if is_option c n then Printf.sprintf "options->has_%s ? %s : NULL" n call else call)

let emit_for_devices b c function_ name = match kind c name with
  | Text_list _ ->
    pr b "  for (size_t i = 0; %s[i] != NULL; ++i)\n    %s (&command, %s[i]);\n" name function_ name
  | _ -> pr b "  %s (&command, %s->kernel);\n" function_ (value c name)

let emit_input b c name = match kind c name with
  | Buffer -> pr b "  command_input (&command, %s, %s_size);\n" name name
  | Text_list _ -> pr b "  command_input_lines (&command, %s);\n" (value c name)
  | _ -> pr b "  command_input (&command, %s, strlen (%s));\n" (value c name) (value c name)

let statuses list = String.concat " | " (List.map (Printf.sprintf "COMMAND_STATUS (%d)") (List.sort_uniq compare list))

let emit_success b p =
  match p.answer, p.success with
  | Exit_status, [] -> pr b "  command.success = COMMAND_ANY_STATUS;\n"
  | Truth (yes, no), more -> pr b "  command.success = %s;\n" (statuses (yes @ no @ more))
  | _, [] -> ()
  | _, more -> pr b "  command.success = %s;\n" (statuses (0 :: more))

(* ---- the result ---- *)

let string_array = function
  | [] -> "(const char *const[]) { NULL }"
  | list -> Printf.sprintf "(const char *const[]) { %s, NULL }" (String.concat ", " (List.map c_string list))

let emit_form b form =
  pr b "  const struct pairs_form form = {\n    %s, %s, %b, %b, %s,\n  };\n" (c_string form.separator)
    (c_string form.key_prefix) form.lower_keys form.has_devices (string_array form.empty_values)

(* A single value as text. *)
let scalar = function
  | Printed | Trimmed -> "command_trimmed (&command)"
  | Json (path, _) -> Printf.sprintf "json_text (&command, %s)" (string_array path)
  | Pairs (_, Some key, _) -> Printf.sprintf "pairs_text (&command, &form, %s)" (c_string key)
  | Exit_status | Truth _ | Pairs (_, None, _) -> invalid_arg "no single value"

(* The keys of the fields of a struct. *)
let keys api s fields =
  let key (name, _) = match List.assoc_opt name fields with Some key -> c_string key | None -> "NULL" in
  Printf.sprintf "(const char *const[]) { %s }" (String.concat ", " (List.map key (find_struct api s).fields))

let structure api function_ s = function
  | Json (path, fields) ->
    Printf.sprintf "json_%s (&command, %s, &structure_%s, %s)" function_ (string_array path) s (keys api s fields)
  | Pairs (_, _, fields) ->
    Printf.sprintf "pairs_%s (&command, &form, &structure_%s, %s)" function_ s (keys api s fields)
  | _ -> invalid_arg "no struct"

let result api c answer = match c.returns, answer with
  | Returns_text _, Printed -> "command_text (&command)"
  | Returns_text _, _ -> scalar answer
  | Returns_buffer _, _ -> "command_buffer (&command, size_r)"
  | Returns_int _, Exit_status -> "command_exit_status (&command)"
  | Returns_int _, _ -> Printf.sprintf "command_number (&command, %s, INT_MAX)" (scalar answer)
  | Returns_int64 _, _ -> Printf.sprintf "command_number (&command, %s, INT64_MAX)" (scalar answer)
  | Returns_bool _, Truth (yes, _) ->
    Printf.sprintf "(COMMAND_STATUS (command_exit_status (&command)) & (%s)) != 0" (statuses yes)
  | Returns_bool _, _ -> Printf.sprintf "command_truth (&command, %s)" (scalar answer)
  | Returns_text_list _, Json (path, _) -> Printf.sprintf "json_texts (&command, %s)" (string_array path)
  | Returns_text_list _, _ -> "command_lines (&command)"
  | Returns_table _, Json (path, _) -> Printf.sprintf "json_table (&command, %s)" (string_array path)
  | Returns_table _, _ -> "pairs_table (&command, &form)"
  | Returns_struct (s, _), _ -> structure api "structure" s answer
  | Returns_struct_list (s, _), _ -> structure api "structures" s answer
  | (Nothing | Returns_const_text _ | Returns_optional_const_text _), _ -> invalid_arg "result of a program"

let error_value c = if Daemon_types.error_test c.returns = "== -1" then "-1" else "NULL"

let emit_head b c = pr b "%s\ndo_%s (%s)\n{\n" (String.trim (Daemon_types.return_type c.returns)) c.name (Daemon_types.parameter_list c)

let emit_program b api c p =
  let error = error_value c in
  emit_head b c;
  (match p.answer with Pairs (form, _, _) -> emit_form b form | _ -> ());
  pr b "  CLEANUP_COMMAND struct command command = COMMAND_EMPTY;\n\n";
  List.iter (emit_check b c error) p.checks;
  List.iter (emit_object b p) c.arguments;
  List.iter (emit_tagged_device b c) p.tagged_devices;
  List.iter (emit_for_devices b c "command_check_unused") p.unused;
  Option.iter (emit_input b c) p.input;
  emit_success b p;
  emit_words b p c;
  Option.iter (fun flag -> pr b "  command_rehearse (&command, %s);\n" (c_string flag)) p.rehearsal;
  List.iter (emit_for_devices b c "command_wipe") p.wiped;
  if p.storage_changes then pr b "  command.storage_changes = true;\n";
  if file_out c <> None then pr b "  return command_send (&command);\n"
  else if c.returns = Nothing then pr b "  return command_run (&command);\n"
  else pr b "  if (command_run (&command) == -1)\n    return %s;\n  return %s;\n" error (result api c p.answer);
  pr b "}\n\n"

(* ---- another call ---- *)

(* [name] of the other call is a variable if its text must be put together. *)
let fixed_value c name target = function
  | Fixed_bool truth -> string_of_bool truth
  | Fixed_int number -> string_of_int number
  | Fixed_text [ Literal text ] -> c_string text
  | Fixed_text _ -> name ^ "_text"
  | Absent -> invalid_arg name
  | From argument -> (match kind c argument, target with
      | Text Device, Text Plain -> argument ^ "->name"
      | _ -> argument)

let emit_fixed_text b c error = function
  | _, Fixed_text [ Literal _ ] | _, (Fixed_bool _ | Fixed_int _ | From _ | Absent) -> ()
  | name, Fixed_text word ->
    let format, values = format_of c (fun n -> n) word in
    pr b "  CLEANUP_FREE char *%s_text = NULL;\n\n  if (asprintf (&%s_text, %s) == -1) {\n    reply_error (ENOMEM, %s);\n    return %s;\n  }\n"
      name name (String.concat ", " (format :: values)) (c_string name) error

(* The initializers of an option of the other call. *)
let option_value c fixed o =
  let n = o.opt_name in
  match List.assoc_opt n fixed, find_argument c n, find_option c n with
  | Some Absent, _, _ -> []
  | Some value, _, _ -> [ Printf.sprintf ".has_%s = true, .%s = %s" n n (fixed_value c n (kind_of_option o.opt_kind) value) ]
  | None, Some _, _ -> [ Printf.sprintf ".has_%s = true, .%s = %s" n n n ]
  | None, None, Some _ -> [ Printf.sprintf ".has_%s = options->has_%s, .%s = options->%s" n n n n ]
  | None, None, None -> []

let argument_values c fixed a = match List.assoc_opt a.arg_name fixed, a.arg_kind with
  | Some value, _ -> [ fixed_value c a.arg_name a.arg_kind value ]
  | None, Text (File_in | File_out) -> []
  | None, Buffer -> [ a.arg_name; a.arg_name ^ "_size" ]
  | None, _ -> [ a.arg_name ]

let emit_same b c other fixed =
  emit_head b c;
  let values = List.concat_map (option_value c fixed) other.options in
  List.iter (emit_fixed_text b c (error_value c)) fixed;
  if other.options <> [] then
    pr b "  const struct %s_options other_options = { %s };\n\n" other.name
      (if values = [] then "0" else String.concat ", " values);
  let actuals =
    List.concat_map (argument_values c fixed) other.arguments
    @ (if other.options <> [] then [ "&other_options" ] else [])
    @ (match other.returns with Returns_buffer _ -> [ "size_r" ] | _ -> []) in
  pr b "  return do_%s (%s);\n}\n\n" other.name (String.concat ", " actuals)

let emit_end b c session =
  emit_head b c;
  pr b "  guest_session_end (SESSION_%s);\n  return 0;\n}\n\n" (upper session)

(* The topics whose functions the calls of this one stand for. *)
let other_topics api t =
  List.filter_map (fun c -> match c.run with
      | Same_as (name, _) -> Some (Topics_of.of_call api name).topic_name
      | _ -> None) t.calls
  |> List.filter (( <> ) t.topic_name)
  |> List.sort_uniq compare

(* They stand in the file of their topic's stubs. *)
let needs_no_c c = match c.run with
  | Exec _ | Same_as _ | Ends _ -> true
  | Daemon | Opens _ | Within _ | Library | Test_call -> false

let system_includes t =
  if List.exists needs_no_c t.calls then "#include <errno.h>\n#include <inttypes.h>\n#include <limits.h>\n#include <string.h>\n" else ""

let emit_includes b api t =
  let is_program c = match c.run with Exec _ -> true | _ -> false in
  if List.exists is_program t.calls then
    List.iter (pr b "#include \"%s.h\"\n") [
      "command/command"; "command/command-result"; "command/json-result"; "command/pairs-result"; "daemon-structures"; "guid" ];
  List.iter (pr b "#include \"daemon/%s.h\"\n") (other_topics api t)

let emit_topic api t b =
  List.iter (fun c -> match c.run with
      | Exec p -> emit_program b api c p
      | Same_as (name, fixed) -> Option.iter (fun other -> emit_same b c other fixed) (find_call api name)
      | Ends session -> emit_end b c session
      | Daemon | Opens _ | Within _ | Library | Test_call -> ()) t.calls
