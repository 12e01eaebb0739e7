(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* docs/guestfs-perl.pod and perl/Sys/Guestfs.pod: the manual of Sys::Guestfs,
   once as the page guestfs-perl(3), once for perldoc. *)

open Model
open Text

let argument_type = function
  | Text _ -> "text" | Optional_text -> "text or C<undef>" | Text_list _ -> "reference to an array of text"
  | Buffer -> "bytes" | Int | Int64 -> "integer" | Bool -> "boolean"
  | Pointer _ -> "object that holds a pointer"

let option_type = function
  | Opt_bool -> "boolean" | Opt_int | Opt_int64 -> "integer"
  | Opt_text _ -> "text" | Opt_text_list _ -> "reference to an array of text"

let field_type = function
  | F_text | F_device -> "text" | F_uuid -> "text of 32 characters" | F_char -> "one character"
  | F_buffer -> "bytes"
  | F_bytes | F_uint64 | F_int64 | F_uint32 | F_int32 -> "integer"
  | F_optional_percent -> "number, or -1 if it is not known"

let returned c = match c.returns with
  | Nothing -> None
  | Returns_int _ | Returns_int64 _ -> Some "Returns an integer."
  | Returns_bool _ -> Some "Returns 1 for true, 0 for false."
  | Returns_const_text _ | Returns_text _ -> Some "Returns text."
  | Returns_optional_const_text _ -> Some "Returns text or C<undef>."
  | Returns_text_list _ -> Some "Returns a list."
  | Returns_table _ -> Some "Returns a list of keys and values, for a hash."
  | Returns_struct (s, _) -> Some (Printf.sprintf "Returns a list of keys and values, see L</%s>." s)
  | Returns_struct_list (s, _) ->
    Some (Printf.sprintf "Returns a list of references to hashes, see L</%s>." s)
  | Returns_buffer _ -> Some "Returns bytes."

let result c = match c.returns with
  | Nothing -> ""
  | Returns_int n | Returns_int64 n | Returns_bool n | Returns_const_text n
  | Returns_optional_const_text n | Returns_text (_, n) | Returns_buffer n -> Printf.sprintf "$%s = " n
  | Returns_text_list (_, n) | Returns_struct_list (_, n) -> Printf.sprintf "@%s = " n
  | Returns_struct (_, n) | Returns_table (_, _, n) -> Printf.sprintf "%%%s = " n

let parameters c =
  let argument a = (match a.arg_kind with Text_list _ -> "\\@" | _ -> "$") ^ a.arg_name in
  let option o =
    Printf.sprintf "%s => %s%s" o.opt_name (if is_list_option o then "\\@" else "$") o.opt_name in
  List.map argument c.arguments @ List.map option c.options

let heading name = "$g->" ^ name

let language api = Binding_manual.{
  words = {
    reference = reference api heading;
    parameter = (fun name -> Printf.sprintf "I<%s>" name);
    null = "C<undef>";
    true_ = "1";
    false_ = "0";
  };
  heading;
  synopsis = (fun c ->
      wrapped ~first:(Printf.sprintf "%s$g->%s (" (result c) c.name) ~last:");" (parameters c));
  aliases = (fun c ->
      List.map (Printf.sprintf "C<$g-E<gt>%s> is another name of it.") (List.tl (Binding_tables.names c)));
  argument_type;
  option_type;
  example = Perl_words.example api;
  returned;
  available = Printf.sprintf "$g->available (['%s'])";
  deprecated_call = "A call is a warning of the category C<deprecated>.";
  field_type;
  struct_heading = Fun.id;
}

let emit api ~name b =
  let language = language api in
  pr b "=encoding utf8\n\n=head1 NAME\n\n%s - use libguestfs from Perl\n\n" name;
  pr b "%s" Perl_manual.head;
  List.iter (Binding_manual.emit_topic b language) api;
  pr b "=head1 STRUCTS THAT METHODS RETURN\n\n";
  pr b "The keys of the hashes, and what their values are.\n\n";
  Binding_manual.emit_structs b language api;
  pr b "%s" Perl_manual.tail

let outputs api = [
  file "docs/guestfs-perl.pod" (emit api ~name:"guestfs-perl");
  file "perl/Sys/Guestfs.pod" (emit api ~name:"Sys::Guestfs");
]
