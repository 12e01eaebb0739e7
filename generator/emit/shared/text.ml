(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* What emitters write with. *)

let pr = Printf.bprintf

(* The file whose content WRITE puts into a buffer. *)
let file path write =
  let buffer = Buffer.create 65536 in
  write buffer;
  path, Buffer.contents buffer

(* The first lines of a generated C file. *)
let c_banner b ~source ~about =
  pr b "/* SPDX-License-Identifier: LGPL-2.1-or-later */\n";
  pr b "/* %s\n * Made by generator/emit/%s from the declarations in generator/api/. */\n\n" about source

let daemon_banner b ~source ~about =
  pr b "/* SPDX-License-Identifier: GPL-2.0-or-later */\n";
  pr b "/* %s\n * Made by generator/emit/%s from the declarations in generator/api/. */\n\n" about source

let hash_banner b ~source ~about =
  pr b "# %s\n# Made by generator/emit/%s from the declarations in generator/api/.\n\n" about source

let upper = String.uppercase_ascii

let starts_with prefix s = String.length s >= String.length prefix && String.sub s 0 (String.length prefix) = prefix

(* A C string literal with quotes. *)
let c_string s =
  let b = Buffer.create (String.length s + 2) in
  Buffer.add_char b '"';
  String.iter (fun c -> match c with
      | '"' -> Buffer.add_string b "\\\""
      | '\\' -> Buffer.add_string b "\\\\"
      | '\n' -> Buffer.add_string b "\\n"
      | '\t' -> Buffer.add_string b "\\t"
      | '?' -> Buffer.add_string b "\\?"
      | ' ' .. '~' -> Buffer.add_char b c
      | c -> Printf.bprintf b "\\%03o" (Char.code c)) s;
  Buffer.add_char b '"';
  Buffer.contents b

(* A JSON string literal with quotes. *)
let json_string s =
  let b = Buffer.create (String.length s + 2) in
  Buffer.add_char b '"';
  String.iter (fun c -> match c with
      | '"' -> Buffer.add_string b "\\\""
      | '\\' -> Buffer.add_string b "\\\\"
      | '\n' -> Buffer.add_string b "\\n"
      | '\t' -> Buffer.add_string b "\\t"
      | c when Char.code c < 0x20 -> Printf.bprintf b "\\u%04x" (Char.code c)
      | c -> Buffer.add_char b c) s;
  Buffer.add_char b '"';
  Buffer.contents b

(* Lines of at most [width] characters; longer words stay whole. *)
let wrap width text =
  let words = List.filter (( <> ) "") (String.split_on_char ' ' text) in
  let add lines word = match lines with
    | line :: rest when String.length line + 1 + String.length word <= width -> (line ^ " " ^ word) :: rest
    | lines -> word :: lines in
  List.rev (List.fold_left add [] words)
