(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* lib-options.c: the forms of calls with optional arguments that end in
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
  | Opt_text -> "const char *" | Opt_text_list -> "char *const *"

let emit_va_list b c =
  let error = error_value_or_null c.returns in
  pr b "%s\n{\n  struct %s optargs = { 0 };\n\n" (definition_head c ("guestfs_" ^ c_name c ^ "_va", Va_list)) (argv_struct c);
  pr b "  for (int option; (option = va_arg (args, int)) >= 0;) {\n    switch (option) {\n";
  List.iter (fun o ->
      pr b "    case %s:\n      optargs.%s = va_arg (args, %s);\n      break;\n" (option_constant c o) o.opt_name (va_arg_type o.opt_kind))
    c.options;
  pr b "    default:\n      set_unknown_option (g, \"%s\", option);\n      return %s;\n    }\n" c.name error;
  pr b "    if (set_option_bit (g, \"%s\", option, &optargs.bitmask) == -1)\n      return %s;\n  }\n" c.name error;
  pr b "  return guestfs_%s_argv (%s);\n}\n\n" (c_name c) (actuals c "&optargs")

let helpers = {|static void
set_unknown_option (guestfs_h *g, const char *name, int option)
{
  set_error (g, EINVAL,
             "%s: unknown option %d (this can happen if a program is compiled against a newer "
             "version of libguestfs, then dynamically linked to an older version)",
             name, option);
}

static int
set_option_bit (guestfs_h *g, const char *name, int option, uint64_t *bitmask)
{
  uint64_t bit = UINT64_C (1) << option;

  if (*bitmask & bit)
    return set_error (g, EINVAL, "%s: same optional argument specified more than once", name);
  *bitmask |= bit;
  return 0;
}

|}

let emit api b =
  c_banner b ~source:"client_options.ml" ~about:"Optional arguments in their variadic forms.";
  pr b "#include <config.h>\n\n#include <errno.h>\n#include <stdarg.h>\n#include <stdint.h>\n\n#include \"base/api.h\"\n#include \"base/errors.h\"\n\n%s" helpers;
  List.iter (fun c ->
      if c.options <> [] then begin
        if c.once_had_no_options then emit_no_options b c;
        emit_varargs b c;
        emit_va_list b c
      end) (List.sort by_name (all_calls api))

let outputs api = [ file "lib-options.c" (emit api) ]
