(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* docs/guestfs-lua.pod: guestfs-lua(3), the methods of a handle topic by
   topic. *)

open Model
open Text

let heading name = "g:" ^ name

let literals = Binding_examples.{
  text = Bindtests_lua.lua_string;
  bytes = Bindtests_lua.lua_string;
  truth = string_of_bool;
  null = "nil";
  list = (fun words -> "{ " ^ String.concat ", " (List.map Bindtests_lua.lua_string words) ^ " }");
}

(* "mount /dev/sda1 /" as g:mount ("/dev/sda1", "/") *)
let example api source =
  let call, arguments, options = Binding_examples.arrange api literals source in
  let option (name, value) = Printf.sprintf "%s = %s" name value in
  let options = match options with
    | [] -> []
    | options -> [ "{ " ^ String.concat ", " (List.map option options) ^ " }" ] in
  Printf.sprintf "g:%s (%s)" call.name (String.concat ", " (arguments @ options))

(* Options are in braces. *)
let synopsis c =
  let last = List.length c.options - 1 in
  let option i o =
    (if i = 0 then "{ " else "") ^ o.opt_name ^ " = …" ^ (if i = last then " }" else "") in
  Binding_manual.wrapped ~first:(Printf.sprintf "g:%s (" c.name) ~last:")"
    (List.map (fun a -> a.arg_name) c.arguments @ List.mapi option c.options)

let argument_type = function
  | Text _ -> "string" | Optional_text -> "string or C<nil>" | Text_list _ -> "list of strings"
  | Buffer -> "string" | Int | Int64 -> "integer" | Bool -> "boolean"
  | Pointer _ -> "address in C as an integer"

let option_type = function
  | Opt_bool -> "boolean" | Opt_int | Opt_int64 -> "integer"
  | Opt_text _ -> "string" | Opt_text_list _ -> "list of strings"

let field_type = function
  | F_text | F_device | F_buffer | F_uuid | F_char -> "string"
  | F_bytes | F_uint64 | F_int64 | F_uint32 | F_int32 -> "integer"
  | F_optional_percent -> "number or nil"

let returned c = match c.returns with
  | Nothing -> None
  | Returns_int _ | Returns_int64 _ -> Some "Returns an integer."
  | Returns_bool _ -> Some "Returns a boolean."
  | Returns_const_text _ | Returns_text _ | Returns_buffer _ -> Some "Returns a string."
  | Returns_optional_const_text _ -> Some "Returns a string or C<nil>."
  | Returns_text_list _ -> Some "Returns a list of strings."
  | Returns_struct (s, _) -> Some (Printf.sprintf "Returns a table, see L</%s>." s)
  | Returns_struct_list (s, _) -> Some (Printf.sprintf "Returns a list of tables, see L</%s>." s)
  | Returns_table _ -> Some "Returns a table of keys and values."

let language api = Binding_manual.{
  words = {
    Pod_markup.reference = reference api heading;
    parameter = (fun name -> Printf.sprintf "I<%s>" name);
    null = "C<nil>";
    true_ = "C<true>";
    false_ = "C<false>";
  };
  heading;
  synopsis;
  aliases = (fun c -> List.map (Printf.sprintf "C<g:%s> is another name of it.") (Swig.aliases c));
  argument_type;
  option_type;
  example = example api;
  returned;
  available = Printf.sprintf "g:available ({ \"%s\" })";
  deprecated_call = "";
  field_type;
  struct_heading = Fun.id;
}

let emit api b =
  let language = language api in
  pr b "%s" Lua_manual.head;
  List.iter (Binding_manual.emit_topic b language) api;
  pr b "=head1 TABLES THAT METHODS RETURN\n\n";
  Binding_manual.emit_structs b language api;
  pr b "%s" Lua_manual.tail

let outputs api = [ file "docs/guestfs-lua.pod" (emit api) ]
