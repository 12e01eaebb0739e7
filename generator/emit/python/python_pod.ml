(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* docs/guestfs-python.pod: guestfs-python(3), the methods of GuestFS topic by
   topic. *)

open Model
open Text

(* The type in words that need no stubs. *)
let argument_type = function
  | Text _ -> "str" | Optional_text -> "str or C<None>" | Text_list _ -> "list of str"
  | Buffer -> "bytes" | Int | Int64 -> "int" | Bool -> "bool"
  | Pointer _ -> "object with a method C<c_pointer>"

let option_type = function
  | Opt_bool -> "bool" | Opt_int | Opt_int64 -> "int"
  | Opt_text _ -> "str" | Opt_text_list _ -> "list of str"

let returned c = match c.returns with
  | Nothing -> None
  | Returns_int _ | Returns_int64 _ -> Some "Returns an int."
  | Returns_bool _ -> Some "Returns 1 for true, 0 for false."
  | Returns_const_text _ | Returns_text _ -> Some "Returns a str."
  | Returns_optional_const_text _ -> Some "Returns a str or C<None>."
  | Returns_text_list _ -> Some "Returns a list of str."
  | Returns_struct (s, _) -> Some (Printf.sprintf "Returns a dict, see L</%s>." (Python_types.class_of_struct s))
  | Returns_struct_list (s, _) ->
    Some (Printf.sprintf "Returns a list of dicts, see L</%s>." (Python_types.class_of_struct s))
  | Returns_table _ ->
    Some "Returns a list of (key, value) tuples, or a dict if the handle was created with \
          C<python_return_dict=True>."
  | Returns_buffer _ -> Some "Returns bytes."

let heading name = "g." ^ name

let language api = Binding_manual.{
  words = {
    reference = reference api heading;
    parameter = (fun name -> Printf.sprintf "I<%s>" name);
    null = "C<None>";
    true_ = "C<True>";
    false_ = "C<False>";
  };
  heading;
  synopsis = (fun c ->
      wrapped ~first:(Printf.sprintf "g.%s(" c.name) ~last:")" (Python_types.parameters ~annotated:false c));
  aliases = (fun c -> List.map (Printf.sprintf "C<g.%s> is another name of it.") (Python_types.aliases c));
  argument_type;
  option_type;
  example = Python_doc.example api;
  returned;
  available = Printf.sprintf "g.available([\"%s\"])";
  deprecated_call = "A call is a C<DeprecationWarning>.";
  field_type = Python_types.field_type;
  struct_heading = Python_types.class_of_struct;
}

let emit api b =
  let language = language api in
  pr b "%s" Python_manual.head;
  List.iter (Binding_manual.emit_topic b language) api;
  pr b "=head1 DICTS THAT METHODS RETURN\n\n";
  pr b "Their types are C<TypedDict> classes of the module, for annotations.\n\n";
  Binding_manual.emit_structs b language api;
  pr b "%s" Python_manual.tail

let outputs api = [ file "docs/guestfs-python.pod" (emit api) ]
