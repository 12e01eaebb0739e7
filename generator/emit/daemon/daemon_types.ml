(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* How the model looks to the functions do_NAME of the daemon. *)

open Model
open Text

let parameters a = match a.arg_kind with
  | Text (File_in | File_out) -> []
  | Text (Mountable | Mountable_or_path) -> [ "const struct mountable *" ^ a.arg_name ]
  | Text Device -> [ "const struct device *" ^ a.arg_name ]
  | Text Device_or_path -> [ "const struct place *" ^ a.arg_name ]
  | Text _ | Optional_text -> [ "const char *" ^ a.arg_name ]
  | Text_list _ -> [ "char *const *" ^ a.arg_name ]
  | Buffer -> [ "const char *" ^ a.arg_name; "size_t " ^ a.arg_name ^ "_size" ]
  | Int | Bool -> [ "int " ^ a.arg_name ]
  | Int64 -> [ "int64_t " ^ a.arg_name ]
  | Pointer _ -> []

let return_type = function
  | Nothing | Returns_int _ | Returns_bool _ -> "int "
  | Returns_int64 _ -> "int64_t "
  | Returns_text _ | Returns_buffer _ | Returns_const_text _ | Returns_optional_const_text _ -> "char *"
  | Returns_text_list _ | Returns_table _ -> "char **"
  | Returns_struct (s, _) -> Printf.sprintf "wire_%s *" s
  | Returns_struct_list (s, _) -> Printf.sprintf "wire_%s_list *" s

(* What do_NAME returns: a call that opens a session its state. *)
let result_type api c = match c.run with
  | Opens session -> (find_session api session).state ^ " *"
  | _ -> return_type c.returns

let error_test = function
  | Nothing | Returns_int _ | Returns_bool _ | Returns_int64 _ -> "== -1"
  | _ -> "== NULL"

let result_error_test c = match c.run with
  | Opens _ -> "== NULL"
  | _ -> error_test c.returns

let option_type = function
  | Opt_bool -> "bool " | Opt_int -> "int " | Opt_int64 -> "int64_t "
  | Opt_text Device -> "const struct device *"
  | Opt_text Mountable -> "const struct mountable *"
  | Opt_text _ -> "const char *" | Opt_text_list _ -> "char *const *"

(* ~session is the C type of the state that the call works with. *)
let parameter_list ?session c =
  let list =
    (match session with Some state -> [ state ^ " *session" ] | None -> [])
    @ List.concat_map parameters c.arguments
    @ (if c.options <> [] then [ Printf.sprintf "const struct %s_options *options" c.name ] else [])
    @ (match c.returns with Returns_buffer _ -> [ "size_t *size_r" ] | _ -> []) in
  if list = [] then "void" else String.concat ", " list

let prototype api c =
  let session = match c.run with Within session -> Some (find_session api session).state | _ -> None in
  Printf.sprintf "%sdo_%s (%s)" (result_type api c) c.name (parameter_list ?session c)

let emit_options b c =
  pr b "struct %s_options {\n" c.name;
  List.iter (fun o -> pr b "  bool has_%s;\n  %s%s;\n" o.opt_name (option_type o.opt_kind) o.opt_name) c.options;
  pr b "};\n"
