(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The forms of calls with optional arguments that end in
   guestfs_NAME_argv: varargs, va_list, and the old form without options. *)

open Model
open Text
open C_types

let actuals c extra = String.concat ", " ("g" :: fixed_names c @ [ extra ])

let emit_no_options b c =
  pr b "%s\n{\n  return guestfs_%s_argv (%s);\n}\n\n"
    (definition_head c ("guestfs_" ^ c.name, No_options)) (c_name c) (actuals c "NULL")

(* A varargs function: starts the list, remembers the result, ends it. *)
let emit_varargs b c =
  let last = match List.rev (fixed_names c) with name :: _ -> name | [] -> "g" in
  let result = return_type c.returns in
  pr b "%s\n{\n  va_list args;\n  va_start (args, %s);\n  %s result = guestfs_%s_va (%s);\n  va_end (args);\n  return result;\n}\n\n"
    (definition_head c ("guestfs_" ^ c_name c, Varargs)) last result (c_name c) (actuals c "args")

let va_arg_type = function
  | Opt_bool | Opt_int -> "int" | Opt_int64 -> "int64_t"
  | Opt_text _ -> "const char *" | Opt_text_list _ -> "char *const *"

let emit_va_list b c =
  let error = error_value_or_null c.returns in
  pr b "%s\n{\n  struct %s optargs = { 0 };\n\n" (definition_head c ("guestfs_" ^ c_name c ^ "_va", Va_list)) (argv_struct c);
  pr b "  for (int option; (option = va_arg (args, int)) >= 0;) {\n    switch (option) {\n";
  List.iter (fun o ->
      pr b "    case %s:\n      optargs.%s = va_arg (args, %s);\n      break;\n" (option_constant c o) o.opt_name (va_arg_type o.opt_kind))
    c.options;
  pr b "    default:\n      call_unknown_option (g, \"%s\", option);\n      return %s;\n    }\n" c.name error;
  pr b "    if (call_option_bit (g, \"%s\", option, &optargs.bitmask) == -1)\n      return %s;\n  }\n" c.name error;
  pr b "  return guestfs_%s_argv (%s);\n}\n\n" (c_name c) (actuals c "&optargs")

(* They stand in the file of their topic's calls. *)
let emit_topic t b =
  List.iter (fun c ->
      if c.options <> [] then begin
        if c.once_had_no_options then emit_no_options b c;
        emit_varargs b c;
        emit_va_list b c
      end) t.calls
