(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Documentation prose as POD (perlpod(1)). *)

open Markup
open Text

(* What a language says for the neutral words of the markup. *)
type words = {
  reference : string -> string;     (* reference to a call *)
  parameter : string -> string;     (* argument, option or result *)
  null : string;
  true_ : string;
  false_ : string;
}

(* In running text only < and > mean something. *)
let text s =
  let b = Buffer.create (String.length s) in
  String.iter (function
      | '<' -> Buffer.add_string b "E<lt>"
      | '>' -> Buffer.add_string b "E<gt>"
      | c -> Buffer.add_char b c) s;
  Buffer.contents b

let inline words = function
  | Words s -> text s
  | Call name -> words.reference name
  | Name name -> words.parameter name
  | Code s -> Printf.sprintf "C<%s>" (text s)
  | Emphasis s -> Printf.sprintf "I<%s>" (text s)
  | Manual (page, section) -> Printf.sprintf "L<%s(%s)>" page section
  | Null_word -> words.null
  | True_word -> words.true_
  | False_word -> words.false_

let line words inlines = String.concat "" (List.map (inline words) inlines)

let render_block b words = function
  | Paragraph inlines -> pr b "%s\n\n" (line words inlines)
  | Verbatim s -> List.iter (pr b " %s\n") (String.split_on_char '\n' s); pr b "\n"
  | Items items ->
    pr b "=over 4\n\n";
    List.iter (fun item -> pr b "=item *\n\n%s\n\n" (line words item)) items;
    pr b "=back\n\n"

let render b words doc = List.iter (render_block b words) (parse doc)
