(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* docs/guestfs-ocaml.pod: guestfs-ocaml(3), the functions of Guestfs topic by
   topic. *)

open Model
open Text

let heading name = "Guestfs." ^ name

(* The call with the names of its arguments. *)
let synopsis c =
  match wrap 70 ("Guestfs." ^ Ocaml_doc.usage c) with
  | first :: rest -> first :: List.map (( ^ ) "  ") rest
  | [] -> []

let returned c = match c.returns with
  | Nothing -> None
  | Returns_struct (s, _) -> Some (Printf.sprintf "Returns a record, see L</%s>." s)
  | Returns_struct_list (s, _) -> Some (Printf.sprintf "Returns an array of records, see L</%s>." s)
  | Returns_table _ -> Some "Returns a list of (key, value)."
  | returns ->
    let name = Ocaml_types.return_type returns in
    let article = if name.[0] = 'i' then "an" else "a" in
    Some (Printf.sprintf "Returns %s %s." article name)

let language api = Binding_manual.{
  words = {
    Pod_markup.reference = reference api heading;
    parameter = (fun name -> Printf.sprintf "I<%s>" name);
    null = "C<None>";
    true_ = "C<true>";
    false_ = "C<false>";
  };
  heading;
  synopsis;
  aliases = (fun c -> List.map (Printf.sprintf "C<Guestfs.%s> is another name of it.") (Ocaml_types.aliases c));
  argument_type = Ocaml_types.argument_type;
  option_type = Ocaml_types.option_type;
  example = Ocaml_doc.example api;
  returned;
  available = Printf.sprintf "Guestfs.available g [| \"%s\" |]";
  deprecated_call = "";
  field_type = Ocaml_types.field_type;
  struct_heading = Fun.id;
}

let emit api b =
  let language = language api in
  pr b "%s" Ocaml_manual.head;
  List.iter (Binding_manual.emit_topic b language) api;
  pr b "=head1 RECORDS THAT FUNCTIONS RETURN\n\n";
  Binding_manual.emit_structs b language api;
  pr b "%s" Ocaml_manual.tail

let outputs api = [ file "docs/guestfs-ocaml.pod" (emit api) ]
