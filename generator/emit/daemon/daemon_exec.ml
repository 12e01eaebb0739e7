(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* do_NAME of the calls that are a command template. *)

open Model
open Text

let kind_of c name =
  match List.find_opt (fun a -> a.arg_name = name) c.arguments with
  | Some a -> a.arg_kind
  | None -> invalid_arg (c.name ^ ": " ^ name)

let is_path = function Text (Path | Device_or_path) -> true | _ -> false

(* A printf format and its values for a word. *)
let format_of c word =
  let part = function
    | Literal text -> replace_char text '%' '%', []
    | Argument name ->
      match kind_of c name with
      | Int | Bool -> "%d", [ name ]
      | Int64 -> "%\" PRIi64 \"", [ name ]
      | Text Path -> "%s", [ name ^ "_path" ]
      | Text Device -> "%s", [ name ^ "->kernel" ]
      | _ -> "%s", [ name ] in
  let parts = List.map part word in
  String.concat "" (List.map fst parts), List.concat_map snd parts

let emit_word b c word =
  match word with
  | [ Argument name ] when (match kind_of c name with Text_list _ -> true | _ -> false) ->
    pr b "  for (size_t i = 0; %s[i] != NULL; ++i)\n    failed |= string_list_add (&command, %s[i]);\n" name name
  | [ Literal text ] -> pr b "  failed |= string_list_add (&command, %s);\n" (c_string text)
  | _ ->
    let format, values = format_of c word in
    pr b "  failed |= string_list_add_format (&command, \"%s\"%s);\n" format
      (String.concat "" (List.map (fun v -> ", " ^ v) values))

let emit_path b error a =
  let n = a.arg_name in
  pr b "  char %s_path[FD_PATH_SIZE];\n  CLEANUP_CLOSE int %s_fd = sysroot_open (%s, O_PATH, 0);\n" n n n;
  pr b "  if (%s_fd == -1) {\n    reply_error (errno, \"%%s\", %s);\n    return %s;\n  }\n  fd_path (%s_fd, %s_path);\n" n n error n n

let error_value c = if Daemon_types.error_test c.returns = "== -1" then "-1" else "NULL"

let emit_result b c = match c.returns with
  | Nothing -> pr b "  return 0;\n"
  | Returns_text _ -> pr b "  char *result = output.out;\n  output.out = NULL;\n  return result;\n"
  | Returns_text_list _ ->
    pr b "  char **lines = split_bytes (output.out, output.out_size, '\\n');\n\
         \  return lines ? lines : reply_error_null (errno, \"lines of the output\");\n"
  | _ -> invalid_arg "result of a command template"

let emit_call b c words =
  let error = error_value c in
  let paths = List.filter (fun a -> is_path a.arg_kind) c.arguments in
  pr b "%s\ndo_%s (%s)\n{\n" (String.trim (Daemon_types.return_type c.returns)) c.name (Daemon_types.parameter_list c);
  List.iter (emit_path b error) paths;
  pr b "  CLEANUP_STRING_LIST struct string_list command = STRING_LIST_EMPTY;\n  int failed = 0;\n";
  List.iter (emit_word b c) words;
  pr b "  CLEANUP_FREE_STRINGS char **argv = failed ? NULL : string_list_take (&command);\n";
  pr b "  if (argv == NULL) {\n    reply_error (ENOMEM, \"arguments\");\n    return %s;\n  }\n\n" error;
  pr b "  struct program program = { .argv = (const char *const *) argv%s };\n"
    (if paths = [] then ""
     else Printf.sprintf ", .keep_fd = { %s }" (String.concat ", " (List.map (fun a -> a.arg_name ^ "_fd") paths)));
  pr b "  CLEANUP_PROGRAM_OUTPUT struct program_output output = { 0 };\n";
  pr b "  if (program_check (&program, &output) == -1) {\n";
  List.iter (fun a -> pr b "    reply_error_replace (%s_path, %s);\n" a.arg_name a.arg_name) paths;
  pr b "    return %s;\n  }\n" error;
  emit_result b c;
  pr b "}\n\n"

(* They stand in the file of their topic's stubs. *)
let includes = "#include <errno.h>\n#include <fcntl.h>\n#include <inttypes.h>\n"

let is_exec c = match c.run with Exec _ -> true | Daemon | Library | Test_call -> false

let emit_topic t b =
  List.iter (fun c -> match c.run with
      | Exec words -> emit_call b c words
      | Daemon | Library | Test_call -> ()) t.calls
