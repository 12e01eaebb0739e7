(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Values and calls as Perl writes them. *)

(* Bytes above 127 stay as they are: without "use utf8" they are bytes. *)
let text s =
  let plain c = Char.code c >= 0x20 && Char.code c <> 0x7f in
  let b = Buffer.create (String.length s + 2) in
  let quote = if String.for_all plain s then '\'' else '"' in
  let add c = match c with
    | '\\' -> Buffer.add_string b "\\\\"
    | c when c = quote -> Text.pr b "\\%c" c
    | '$' | '@' when quote = '"' -> Text.pr b "\\%c" c
    | '\n' -> Buffer.add_string b "\\n"
    | '\t' -> Buffer.add_string b "\\t"
    | c when plain c -> Buffer.add_char b c
    | c -> Text.pr b "\\x{%02x}" (Char.code c) in
  Buffer.add_char b quote;
  String.iter add s;
  Buffer.add_char b quote;
  Buffer.contents b

let list words = "[" ^ String.concat ", " (List.map text words) ^ "]"

let literals = Binding_examples.{
  text;
  bytes = text;
  truth = (fun t -> if t then "1" else "0");
  null = "undef";
  list;
}

(* "$g->NAME (A, B, option => C);" *)
let call name arguments options =
  let option (name, value) = name ^ " => " ^ value in
  Printf.sprintf "$g->%s (%s)" name (String.concat ", " (arguments @ List.map option options))

let example api source =
  let c, arguments, options = Binding_examples.arrange api literals source in
  call c.Model.name arguments options ^ ";"
