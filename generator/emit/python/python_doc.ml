(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Docstrings: the documentation of a declaration as plain text that is
   also reStructuredText, in Python's words. *)

open Model
open Text

(* ---- commands of the test notation as Python ---- *)

let python_string s =
  let b = Buffer.create (String.length s + 2) in
  Buffer.add_char b '"';
  String.iter (fun c -> match c with
      | '"' -> Buffer.add_string b "\\\""
      | '\\' -> Buffer.add_string b "\\\\"
      | '\n' -> Buffer.add_string b "\\n"
      | '\t' -> Buffer.add_string b "\\t"
      | c when Char.code c < 0x20 || Char.code c = 0x7f -> pr b "\\x%02x" (Char.code c)
      | c -> Buffer.add_char b c) s;
  Buffer.add_char b '"';
  Buffer.contents b

let literals = Binding_examples.{
  text = python_string;
  bytes = (fun s -> "b" ^ python_string s);
  truth = (fun t -> if t then "True" else "False");
  null = "None";
  list = (fun words -> "[" ^ String.concat ", " (List.map python_string words) ^ "]");
}

(* "mount /dev/sda1 /" as g.mount("/dev/sda1", "/") *)
let example api source =
  let call, arguments, options = Binding_examples.arrange api literals source in
  let option (name, value) = name ^ "=" ^ value in
  Printf.sprintf "g.%s(%s)" call.name (String.concat ", " (arguments @ List.map option options))

(* ---- sentences that follow from the declaration ---- *)

let struct_fields api name =
  let s = find_struct api name in
  String.concat ", "
    (List.map (fun (field, kind) -> Printf.sprintf "%s (%s)" field (Python_types.field_type kind)) s.fields)

let returned api c = match c.returns with
  | Returns_struct (s, _) -> Some (Printf.sprintf "Returns a dict with these keys: %s." (struct_fields api s))
  | Returns_struct_list (s, _) ->
    Some (Printf.sprintf "Returns a list of dicts with these keys: %s." (struct_fields api s))
  | Returns_table _ ->
    Some "Returns a list of (key, value) tuples, or a dict if the handle was created with \
          python_return_dict=True."
  | Returns_bool _ -> Some "Returns 1 for true and 0 for false."
  | Returns_buffer _ -> Some "Returns bytes."
  | _ -> None

let deprecation c = match c.deprecated with
  | Some (Replaced_by other) -> Some (Printf.sprintf "Deprecated: use g.%s() instead." other)
  | Some Deprecated_without_replacement -> Some "Deprecated, without a replacement."
  | None -> None

let option_versions c =
  let later = List.filter (fun o -> o.opt_since <> "") c.options in
  if later = [] then None
  else Some (String.concat " " (List.map (fun o ->
      Printf.sprintf "The option *%s* was added in version %s." o.opt_name o.opt_since) later))

let group c =
  Option.map (fun g ->
      Printf.sprintf "Depends on the feature group \"%s\": g.available([\"%s\"]) fails if the \
                      appliance lacks it." g g) c.group

let since c = if c.since = "" then None else Some (Printf.sprintf "Added in version %s." c.since)

let sentences api c =
  List.filter_map Fun.id [ returned api c; deprecation c; option_versions c; group c; since c ]

(* ---- plain text ---- *)

let inline = function
  | Markup.Words text -> text
  | Call name -> Printf.sprintf "g.%s()" name
  | Name name | Emphasis name -> "*" ^ name ^ "*"
  | Code text -> "``" ^ text ^ "``"
  | Manual (page, section) -> Printf.sprintf "%s(%s)" page section
  | Null_word -> "None"
  | True_word -> "True"
  | False_word -> "False"

let inlines parts = String.concat "" (List.map inline parts)

let item width parts =
  List.mapi (fun i line -> (if i = 0 then "- " else "  ") ^ line) (wrap (width - 2) (inlines parts))

let block width = function
  | Markup.Paragraph parts -> wrap width (inlines parts)
  | Items list -> List.concat_map (item width) list
  | Verbatim text -> List.map (fun line -> "    " ^ line) (String.split_on_char '\n' text)

let examples api c = List.map (fun source -> "    " ^ example api source) c.example

(* Blocks of lines, to be parted by blank ones. *)
let blocks api ~width c =
  let text = Markup.parse c.doc in
  wrap width (String.capitalize_ascii c.short ^ ".")
  :: List.map (block width) text
  @ (if c.example = [] then [] else [ [ "Example:" ]; examples api c ])
  @ List.map (wrap width) (sentences api c)

(* Three quotes in a row would end the docstring. *)
let escape line =
  let b = Buffer.create (String.length line) in
  let after_quotes i = i >= 2 && line.[i - 1] = '"' && line.[i - 2] = '"' in
  String.iteri (fun i c -> match c with
      | '\\' -> Buffer.add_string b "\\\\"
      | '"' when after_quotes i -> Buffer.add_string b "\\\""
      | c -> Buffer.add_char b c) line;
  Buffer.contents b

let docstring b api ~indent c =
  let margin = String.make indent ' ' in
  let line text = if text = "" then "\n" else margin ^ escape text ^ "\n" in
  let paragraphs = List.map (List.map line) (blocks api ~width:(79 - indent) c) in
  let text = String.concat "\n" (List.map (String.concat "") paragraphs) in
  let first = String.sub text indent (String.length text - indent) in
  pr b "%s\"\"\"%s%s\"\"\"\n" margin first margin
