(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* How the model looks in C: types, parameters and prototypes of the public
   API.  The same names serve guestfs.h, the client and the bindings in C. *)

open Model
open Text

let parameters_of_argument a = match a.arg_kind with
  | Text _ | Optional_text -> [ "const char *" ^ a.arg_name ]
  | Text_list _ -> [ "char *const *" ^ a.arg_name ]
  | Buffer -> [ "const char *" ^ a.arg_name; "size_t " ^ a.arg_name ^ "_size" ]
  | Int | Bool -> [ "int " ^ a.arg_name ]
  | Int64 -> [ "int64_t " ^ a.arg_name ]
  | Pointer _ -> [ "void *" ^ a.arg_name ]

(* Names alone, for passing the parameters on. *)
let names_of_argument a = match a.arg_kind with
  | Buffer -> [ a.arg_name; a.arg_name ^ "_size" ]
  | _ -> [ a.arg_name ]

let option_type = function
  | Opt_bool | Opt_int -> "int "
  | Opt_int64 -> "int64_t "
  | Opt_text _ -> "const char *"
  | Opt_text_list _ -> "char *const *"

let return_type = function
  | Nothing | Returns_int _ | Returns_bool _ -> "int"
  | Returns_int64 _ -> "int64_t"
  | Returns_const_text _ | Returns_optional_const_text _ -> "const char *"
  | Returns_text _ | Returns_buffer _ -> "char *"
  | Returns_text_list _ | Returns_table _ -> "char **"
  | Returns_struct (s, _) -> Printf.sprintf "struct guestfs_%s *" s
  | Returns_struct_list (s, _) -> Printf.sprintf "struct guestfs_%s_list *" s

(* What the C function returns on error; None if it has no error. *)
let error_value = function
  | Nothing | Returns_int _ | Returns_bool _ | Returns_int64 _ -> Some "-1"
  | Returns_optional_const_text _ -> None
  | Returns_const_text _ | Returns_text _ | Returns_text_list _ | Returns_struct _
  | Returns_struct_list _ | Returns_table _ | Returns_buffer _ -> Some "NULL"

let error_value_or_null returns = match error_value returns with Some v -> v | None -> "NULL"

let argv_struct c = Printf.sprintf "guestfs_%s_argv" (c_name c)
let option_constant c o = Printf.sprintf "GUESTFS_%s_%s" (upper (c_name c)) (upper o.opt_name)
let option_bitmask c o = option_constant c o ^ "_BITMASK"

let fixed_parameters c =
  List.concat_map parameters_of_argument c.arguments
  @ (match c.returns with Returns_buffer _ -> [ "size_t *size_r" ] | _ -> [])

let fixed_names c =
  List.concat_map names_of_argument c.arguments
  @ (match c.returns with Returns_buffer _ -> [ "size_r" ] | _ -> [])

type options_form = No_options | Varargs | Va_list | Argv

let option_parameters c = function
  | No_options -> []
  | Varargs -> [ "..." ]
  | Va_list -> [ "va_list args" ]
  | Argv -> [ Printf.sprintf "const struct %s *optargs" (argv_struct c) ]

let parameter_list c form =
  String.concat ", " (("guestfs_h *g" :: fixed_parameters c) @ option_parameters c form)

(* The forms in which a call exists in C: name and how options are passed. *)
let public_forms c =
  let name = "guestfs_" ^ c.name and full = "guestfs_" ^ c_name c in
  if c.options = [] then [ name, No_options ]
  else
    (if c.once_had_no_options then [ name, No_options ] else [])
    @ [ full, Varargs; full ^ "_va", Va_list; full ^ "_argv", Argv ]

let prototype c (name, form) =
  let t = return_type c.returns in
  let space = if t.[String.length t - 1] = '*' then "" else " " in
  Printf.sprintf "%s%s%s (%s)" t space name (parameter_list c form)

(* "int\nNAME (…)": a definition's head. *)
let definition_head c (name, form) =
  Printf.sprintf "%s\n%s (%s)" (return_type c.returns) name (parameter_list c form)

let impl_prototype c =
  let form = if c.options = [] then No_options else Argv in
  prototype c ("impl_" ^ c.name, form)

let field_declarations (name, kind) = match kind with
  | F_text | F_device -> [ "char *" ^ name ]
  | F_buffer -> [ "uint32_t " ^ name ^ "_len"; "char *" ^ name ]
  | F_uuid -> [ "char " ^ name ^ "[32]" ]
  | F_bytes | F_uint64 -> [ "uint64_t " ^ name ]
  | F_int64 -> [ "int64_t " ^ name ]
  | F_uint32 -> [ "uint32_t " ^ name ]
  | F_int32 -> [ "int32_t " ^ name ]
  | F_char -> [ "char " ^ name ]
  | F_optional_percent -> [ "float " ^ name ]

(* Functions that are written by hand in lib/ but belong to the public API:
   name and prototype, in the order of the header. *)
let hand_written = [
  "create", "guestfs_h *guestfs_create (void)";
  "create_flags", "guestfs_h *guestfs_create_flags (unsigned flags, ...)";
  "close", "void guestfs_close (guestfs_h *g)";
  "last_error", "const char *guestfs_last_error (guestfs_h *g)";
  "last_errno", "int guestfs_last_errno (guestfs_h *g)";
  "set_error_handler", "void guestfs_set_error_handler (guestfs_h *g, guestfs_error_handler_cb cb, void *opaque)";
  "get_error_handler", "guestfs_error_handler_cb guestfs_get_error_handler (guestfs_h *g, void **opaque_rtn)";
  "push_error_handler", "void guestfs_push_error_handler (guestfs_h *g, guestfs_error_handler_cb cb, void *opaque)";
  "pop_error_handler", "void guestfs_pop_error_handler (guestfs_h *g)";
  "set_out_of_memory_handler", "void guestfs_set_out_of_memory_handler (guestfs_h *g, guestfs_abort_cb cb)";
  "get_out_of_memory_handler", "guestfs_abort_cb guestfs_get_out_of_memory_handler (guestfs_h *g)";
  "set_event_callback", "int guestfs_set_event_callback (guestfs_h *g, guestfs_event_callback cb, uint64_t event_bitmask, int flags, void *opaque)";
  "delete_event_callback", "void guestfs_delete_event_callback (guestfs_h *g, int event_handle)";
  "event_to_string", "char *guestfs_event_to_string (uint64_t event)";
  "set_log_message_callback", "void guestfs_set_log_message_callback (guestfs_h *g, guestfs_log_message_cb cb, void *opaque)";
  "set_subprocess_quit_callback", "void guestfs_set_subprocess_quit_callback (guestfs_h *g, guestfs_subprocess_quit_cb cb, void *opaque)";
  "set_launch_done_callback", "void guestfs_set_launch_done_callback (guestfs_h *g, guestfs_launch_done_cb cb, void *opaque)";
  "set_close_callback", "void guestfs_set_close_callback (guestfs_h *g, guestfs_close_cb cb, void *opaque)";
  "set_progress_callback", "void guestfs_set_progress_callback (guestfs_h *g, guestfs_progress_cb cb, void *opaque)";
  "set_private", "void guestfs_set_private (guestfs_h *g, const char *key, void *data)";
  "get_private", "void *guestfs_get_private (guestfs_h *g, const char *key)";
  "first_private", "void *guestfs_first_private (guestfs_h *g, const char **key_rtn)";
  "next_private", "void *guestfs_next_private (guestfs_h *g, const char **key_rtn)";
  "api_json", "const char *guestfs_api_json (void)";
]

(* Those whose prototypes are marked deprecated, with what replaces them. *)
let hand_written_deprecated = [
  "set_log_message_callback"; "set_subprocess_quit_callback"; "set_launch_done_callback";
  "set_close_callback"; "set_progress_callback" ]

let struct_functions s =
  let n = s.struct_name in
  [ Printf.sprintf "int guestfs_compare_%s (const struct guestfs_%s *a, const struct guestfs_%s *b)" n n n;
    Printf.sprintf "int guestfs_compare_%s_list (const struct guestfs_%s_list *a, const struct guestfs_%s_list *b)" n n n;
    Printf.sprintf "struct guestfs_%s *guestfs_copy_%s (const struct guestfs_%s *from)" n n n;
    Printf.sprintf "struct guestfs_%s_list *guestfs_copy_%s_list (const struct guestfs_%s_list *from)" n n n;
    Printf.sprintf "void guestfs_free_%s (struct guestfs_%s *value)" n n;
    Printf.sprintf "void guestfs_free_%s_list (struct guestfs_%s_list *list)" n n ]

let struct_function_names s =
  let n = s.struct_name in
  List.concat_map (fun verb -> [ Printf.sprintf "guestfs_%s_%s" verb n; Printf.sprintf "guestfs_%s_%s_list" verb n ])
    [ "compare"; "copy"; "free" ]

let events = [ "close"; "subprocess_quit"; "launch_done"; "progress"; "appliance"; "library";
               "trace"; "enter"; "libvirt_auth"; "warning" ]
