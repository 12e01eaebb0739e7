(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* docs/guestfs-python.pod: guestfs-python(3), the methods of GuestFS topic by
   topic. *)

open Model
open Text
open Pod_markup

(* Calls that have no section are only named. *)
let words api = {
  reference = (fun name ->
      if List.exists (fun c -> c.name = name && is_documented c) (all_calls api)
      then Printf.sprintf "L</g.%s>" name else Printf.sprintf "C<g.%s>" name);
  parameter = (fun name -> Printf.sprintf "I<%s>" name);
  null = "C<None>";
  true_ = "C<True>";
  false_ = "C<False>";
}

(* "g.NAME(…)", over several lines if it is long. *)
let synopsis c =
  let first = Printf.sprintf "g.%s(" c.name in
  let margin = String.make (String.length first) ' ' in
  let add lines parameter = match lines with
    | line :: rest when line = first -> (line ^ parameter) :: rest
    | line :: rest when String.length line + String.length parameter <= 70 ->
      (line ^ ", " ^ parameter) :: rest
    | line :: rest -> (margin ^ parameter) :: (line ^ ",") :: rest
    | [] -> [ parameter ] in
  match List.fold_left add [ first ] (Python_types.parameters ~annotated:false c) with
  | line :: rest -> List.rev ((line ^ ")") :: rest)
  | [] -> []

(* The type in words that need no stubs. *)
let argument_type = function
  | Text _ -> "str" | Optional_text -> "str or C<None>" | Text_list _ -> "list of str"
  | Buffer -> "bytes" | Int | Int64 -> "int" | Bool -> "bool"
  | Pointer _ -> "object with a method C<c_pointer>"

let option_type = function
  | Opt_bool -> "bool" | Opt_int | Opt_int64 -> "int"
  | Opt_text -> "str" | Opt_text_list -> "list of str"

let emit_parameters b c =
  let argument a = Printf.sprintf "I<%s> (%s)" a.arg_name (argument_type a.arg_kind) in
  let option o = Printf.sprintf "I<%s> (%s)" o.opt_name (option_type o.opt_kind) in
  if c.arguments <> [] then
    pr b "Arguments: %s.\n\n" (String.concat ", " (List.map argument c.arguments));
  if c.options <> [] then
    pr b "Options: %s.\n\n" (String.concat ", " (List.map option c.options))

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

let emit_notes b api c =
  let note = Option.iter (pr b "%s\n\n") in
  note (returned c);
  note (Option.map (fun g ->
      Printf.sprintf "Needs the feature C<%s>: C<g.available([\"%s\"])> fails if the appliance lacks it." g g) c.group);
  (match c.deprecated with
   | Some (Replaced_by other) ->
     pr b "I<Deprecated>: new programs use %s. A call is a C<DeprecationWarning>.\n\n" ((words api).reference other)
   | Some Deprecated_without_replacement ->
     pr b "I<Deprecated>: new programs do not need it. A call is a C<DeprecationWarning>.\n\n"
   | None -> ());
  List.iter (fun o ->
      if o.opt_since <> "" then pr b "The option I<%s> was added in %s.\n\n" o.opt_name o.opt_since) c.options;
  if c.since <> "" then pr b "(Added in %s)\n\n" c.since

let emit_call b api c =
  pr b "=head2 g.%s\n\n" c.name;
  List.iter (pr b " %s\n") (synopsis c);
  pr b "\n";
  List.iter (pr b "C<g.%s> is another name of it.\n\n") (Python_types.aliases c);
  emit_parameters b c;
  render b (words api) c.doc;
  if c.example <> [] then begin
    List.iter (fun source -> pr b " %s\n" (Python_doc.example api source)) c.example;
    pr b "\n"
  end;
  emit_notes b api c

let emit_topic b api t =
  match List.filter is_documented t.calls with
  | [] -> ()
  | calls ->
    pr b "=head1 %s\n\n" (upper t.title);
    render b (words api) t.topic_doc;
    List.iter (emit_call b api) (List.sort by_name calls)

let emit_struct b api s =
  pr b "=head2 %s\n\n" (Python_types.class_of_struct s.struct_name);
  render b (words api) s.struct_doc;
  List.iter (fun (name, kind) -> pr b " %-24s %s\n" name (Python_types.field_type kind)) s.fields;
  pr b "\n"

let emit api b =
  pr b "%s" Python_manual.head;
  List.iter (emit_topic b api) api;
  pr b "=head1 DICTS THAT METHODS RETURN\n\n";
  pr b "Their types are C<TypedDict> classes of the module, for annotations.\n\n";
  List.iter (emit_struct b api)
    (List.sort (fun a b -> compare a.struct_name b.struct_name) (Python_types.public_structs api));
  pr b "%s" Python_manual.tail

let outputs api = [ file "docs/guestfs-python.pod" (emit api) ]
