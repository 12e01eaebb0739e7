(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* docs/guestfs-ruby.pod: guestfs-ruby(3), the methods of Guestfs::Guestfs topic
   by topic. *)

open Model
open Text

let argument_type = function
  | Text _ -> "text" | Optional_text -> "text or C<nil>" | Text_list _ -> "Array of text"
  | Buffer -> "String" | Int | Int64 -> "Integer" | Bool -> "true or false"
  | Pointer _ -> "object with a method C<c_pointer>"

let option_type = function
  | Opt_bool -> "true or false" | Opt_int | Opt_int64 -> "Integer"
  | Opt_text _ -> "text" | Opt_text_list _ -> "Array of text"

let field_type = function
  | F_text | F_device | F_uuid | F_char -> "String"
  | F_buffer -> "String, binary"
  | F_bytes | F_uint64 | F_int64 | F_uint32 | F_int32 -> "Integer"
  | F_optional_percent -> "Float or nil"

let returned c = match c.returns with
  | Nothing -> None
  | Returns_int _ | Returns_int64 _ -> Some "Returns an Integer."
  | Returns_bool _ -> Some (Printf.sprintf "Returns 1 for true, 0 for false; C<g.%s?> returns true or false." c.name)
  | Returns_const_text _ | Returns_text _ -> Some "Returns a String."
  | Returns_optional_const_text _ -> Some "Returns a String or C<nil>."
  | Returns_text_list _ -> Some "Returns an Array of String."
  | Returns_table _ -> Some "Returns a Hash of String."
  | Returns_struct (s, _) -> Some (Printf.sprintf "Returns a Hash, see L</%s>." s)
  | Returns_struct_list (s, _) -> Some (Printf.sprintf "Returns an Array of Hash, see L</%s>." s)
  | Returns_buffer _ -> Some "Returns a binary String."

let heading name = "g." ^ name

let synopsis c = match Ruby_words.parameters c with
  | [] -> [ "g." ^ c.name ]
  | parameters -> Binding_manual.wrapped ~first:(Printf.sprintf "g.%s(" c.name) ~last:")" parameters

let language api = Binding_manual.{
  words = {
    reference = reference api heading;
    parameter = (fun name -> Printf.sprintf "I<%s>" name);
    null = "C<nil>";
    true_ = "C<true>";
    false_ = "C<false>";
  };
  heading;
  synopsis;
  aliases = (fun c ->
      List.map (Printf.sprintf "C<g.%s> is another name of it.") (List.tl (Binding_tables.names c)));
  argument_type;
  option_type;
  example = Ruby_words.example api;
  returned;
  available = Printf.sprintf "g.available([\"%s\"])";
  deprecated_call = "A call is a warning of the category C<:deprecated>.";
  field_type;
  struct_heading = Fun.id;
}

let emit api b =
  let language = language api in
  pr b "%s" Ruby_manual.head;
  List.iter (Binding_manual.emit_topic b language) api;
  pr b "=head1 HASHES THAT METHODS RETURN\n\n";
  pr b "Their keys, which are Strings, and the classes of their values.\n\n";
  Binding_manual.emit_structs b language api;
  pr b "%s" Ruby_manual.tail

let outputs api = [ file "docs/guestfs-ruby.pod" (emit api) ]
