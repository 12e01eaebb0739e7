(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Values, calls and parameters as Ruby writes them. *)

open Model

let string_with escape s =
  let b = Buffer.create (String.length s + 2) in
  Buffer.add_char b '"';
  String.iteri (fun i c ->
      let next = if i + 1 < String.length s then s.[i + 1] else ' ' in
      match c with
      | '"' | '\\' -> Text.pr b "\\%c" c
      (* Would begin an interpolation. *)
      | '#' when next = '{' || next = '$' || next = '@' -> Buffer.add_string b "\\#"
      | '\n' -> Buffer.add_string b "\\n"
      | '\t' -> Buffer.add_string b "\\t"
      | c when escape c -> Text.pr b "\\x%02x" (Char.code c)
      | c -> Buffer.add_char b c) s;
  Buffer.add_char b '"';
  Buffer.contents b

let is_control c = Char.code c < 0x20 || Char.code c = 0x7f

let text = string_with is_control
let bytes = string_with (fun c -> is_control c || Char.code c >= 0x80)
let list words = "[" ^ String.concat ", " (List.map text words) ^ "]"

let literals = Binding_examples.{
  text;
  bytes;
  truth = string_of_bool;
  null = "nil";
  list;
}

(* "g.NAME(A, B, option: C)", without parentheses if there is nothing in
   them. *)
let call name arguments options =
  match arguments @ List.map (fun (name, value) -> name ^ ": " ^ value) options with
  | [] -> "g." ^ name
  | parameters -> Printf.sprintf "g.%s(%s)" name (String.concat ", " parameters)

let example api source =
  let c, arguments, options = Binding_examples.arrange api literals source in
  call c.name arguments options

let parameters c =
  List.map (fun a -> a.arg_name) c.arguments
  @ List.map (fun o -> o.opt_name ^ ": nil") c.options

(* A call that tells true from false has a method more, which says so in
   Ruby's own values. *)
let predicate c = match c.returns with
  | Returns_bool _ -> Some (c.name ^ "?")
  | _ -> None
