(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Commands of the test notation, such as the examples of a declaration, as
   calls in the words of a language. *)

open Model

(* How a language writes down values. *)
type literals = {
  text : string -> string;
  bytes : string -> string;
  truth : bool -> string;
  null : string;
  list : string list -> string;
}

type kind = Number | Truth | Bytes | Characters

let kind_of_argument a = match a.arg_kind with
  | Int | Int64 -> Number
  | Bool -> Truth
  | Buffer -> Bytes
  | Text _ | Optional_text | Text_list _ | Pointer _ -> Characters

let kind_of_option o = match o.opt_kind with
  | Opt_bool -> Truth
  | Opt_int | Opt_int64 -> Number
  | Opt_text _ | Opt_text_list _ -> Characters

let is_true = function "true" | "1" | "yes" -> true | _ -> false

let rec literal l kind = function
  | Null -> l.null
  | Input _ | Fixture_file _ -> l.text "local-file"
  | Output name -> l.text name
  | Words words -> l.list words
  | Option_word (_, word) -> literal l kind word
  | Word text ->
    match kind with
    | Number -> text
    | Truth -> l.truth (is_true text)
    | Bytes -> l.bytes text
    | Characters -> l.text text

(* "mount /dev/sda1 /" as the call, the arguments, and the options by name. *)
let arrange api l source =
  let command = Vocabulary.command source in
  let call = List.find (fun c -> c.name = command.call_name) (all_calls api) in
  let options, values = List.partition (function Option_word _ -> true | _ -> false) command.words in
  let option = function
    | Option_word (name, word) ->
      let o = List.find (fun o -> o.opt_name = name) call.options in
      name, literal l (kind_of_option o) word
    | _ -> invalid_arg source in
  let arguments = List.map2 (fun a w -> literal l (kind_of_argument a) w) call.arguments values in
  call, arguments, List.map option options
