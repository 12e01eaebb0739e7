(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Comments that RDoc and YARD find before the functions in C. *)

open Model

let result c = match c.returns with
  | Nothing -> "nil"
  | Returns_int _ | Returns_int64 _ -> "Integer"
  | Returns_bool _ -> "1 or 0"
  | Returns_const_text _ | Returns_text _ | Returns_buffer _ -> "String"
  | Returns_optional_const_text _ -> "String or nil"
  | Returns_text_list _ -> "Array of String"
  | Returns_struct _ -> "Hash"
  | Returns_struct_list _ -> "Array of Hash"
  | Returns_table _ -> "Hash"

(* What RDoc would take for markup, or C for the end of the comment. *)
let escape s =
  let b = Buffer.create (String.length s) in
  String.iteri (fun i c -> match c with
      | '<' -> Buffer.add_string b "\\<"
      | '/' when i > 0 && s.[i - 1] = '*' -> Buffer.add_string b "&#47;"
      | c -> Buffer.add_char b c) s;
  Buffer.contents b

let inline = function
  | Markup.Words text -> escape text
  | Call name -> "#" ^ name
  | Name name -> Printf.sprintf "<tt>%s</tt>" name
  | Code text -> Printf.sprintf "<tt>%s</tt>" (escape text)
  | Emphasis text -> Printf.sprintf "<em>%s</em>" (escape text)
  | Manual (page, section) -> Printf.sprintf "%s(%s)" page section
  | Null_word -> "nil"
  | True_word -> "true"
  | False_word -> "false"

let inlines parts = String.concat "" (List.map inline parts)

let item parts =
  List.mapi (fun i line -> (if i = 0 then "- " else "  ") ^ line) (Text.wrap 72 (inlines parts))

let block = function
  | Markup.Paragraph parts -> Text.wrap 74 (inlines parts)
  | Items list -> List.concat_map item list
  | Verbatim text -> List.map (fun line -> "  " ^ line) (String.split_on_char '\n' (escape text))

let notes c =
  let deprecated = match c.deprecated with
    | Some (Replaced_by other) -> [ [ Printf.sprintf "Deprecated: use #%s instead." other ] ]
    | Some Deprecated_without_replacement -> [ [ "Deprecated, without a replacement." ] ]
    | None -> [] in
  deprecated @ if c.since = "" then [] else [ [ Printf.sprintf "Added in version %s." c.since ] ]

let blocks api c =
  let signature = Ruby_words.call c.name (Ruby_words.parameters c) [] in
  let sequence = Printf.sprintf "  %s -> %s" signature (result c) in
  [ [ "call-seq:"; sequence ]; Text.wrap 74 (String.capitalize_ascii c.short ^ ".") ]
  @ List.map block (Markup.parse c.doc)
  @ (if c.example = [] then [] else [ List.map (fun e -> "  " ^ Ruby_words.example api e) c.example ])
  @ notes c

let comment b api c =
  let line text = if text = "" then " *\n" else " * " ^ text ^ "\n" in
  let paragraphs = List.map (fun lines -> String.concat "" (List.map line lines)) (blocks api c) in
  Text.pr b "/*\n%s */\n" (String.concat " *\n" paragraphs)
