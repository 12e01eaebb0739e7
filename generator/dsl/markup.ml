(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The neutral markup of documentation in declarations.  Emitters render it
   in the idiom of their language.

     paragraphs        separated by blank lines
     @mount            a call
     $device           an argument, option or result of the call
     `text`            literal text
     *word*            emphasis
     fsck(8)           a manual page
     %null %true %false   the language's word for it
     - item            list items; continuation lines indented by 2
     four spaces       verbatim

   The common indentation of the text is removed first. *)

open Model

type inline =
  | Words of string
  | Call of string
  | Name of string
  | Code of string
  | Emphasis of string
  | Manual of string * string        (* page, section *)
  | Null_word | True_word | False_word

type block =
  | Paragraph of inline list
  | Items of inline list list
  | Verbatim of string

(* ---- lines ---- *)

let indentation line =
  let n = String.length line in
  let rec go i = if i < n && line.[i] = ' ' then go (i + 1) else i in
  go 0

let is_blank line = String.trim line = ""

(* Lines without their common indentation; text that starts on the line of
   the opening quote counts as indented. *)
let dedent text =
  match String.split_on_char '\n' text with
  | [] -> []
  | first :: rest ->
    let margin = List.fold_left (fun m l -> if is_blank l then m else min m (indentation l)) max_int rest in
    let cut l = if is_blank l then "" else String.sub l margin (String.length l - margin) in
    let first = String.trim first in
    if margin = max_int then [ first ] else first :: List.map cut rest

(* ---- inline ---- *)

let is_word c = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c = '_'

(* End of the run of characters that satisfy [p] from [i]. *)
let run p s i =
  let rec go j = if j < String.length s && p s.[j] then go (j + 1) else j in
  go i

(* "fsck.ext4(8)" at [i]: page, section, end. *)
let manual_at s i =
  let stop = run (fun c -> is_word c || c = '-' || c = '.' || c = '+' || c = ':') s i in
  if stop > i && stop + 2 < String.length s && s.[stop] = '(' && s.[stop + 1] >= '1' && s.[stop + 1] <= '9' then
    let close = run (fun c -> is_word c) s (stop + 1) in
    if close < String.length s && s.[close] = ')' && close - stop <= 4 then
      Some (String.sub s i (stop - i), String.sub s (stop + 1) (close - stop - 1), close + 1)
    else None
  else None

let inline s =
  let length = String.length s in
  let rec go i start found =
    let words upto = if upto > start then Words (String.sub s start (upto - start)) :: found else found in
    let next item j = go j j (item :: words i) in
    let at_word_start = i = 0 || not (is_word s.[i - 1] || s.[i - 1] = '-' || s.[i - 1] = '.' || s.[i - 1] = '/') in
    if i >= length then List.rev (words length)
    else match s.[i] with
      | '@' when at_word_start && i + 1 < length && s.[i + 1] >= 'a' && s.[i + 1] <= 'z' ->
        let stop = run is_word s (i + 1) in
        next (Call (String.sub s (i + 1) (stop - i - 1))) stop
      | '$' when i + 1 < length && s.[i + 1] >= 'a' && s.[i + 1] <= 'z' ->
        let stop = run is_word s (i + 1) in
        next (Name (String.sub s (i + 1) (stop - i - 1))) stop
      | '`' ->
        (match String.index_from_opt s (i + 1) '`' with
         | Some stop -> next (Code (String.sub s (i + 1) (stop - i - 1))) (stop + 1)
         | None -> go (i + 1) start found)
      | '*' when i + 1 < length && is_word s.[i + 1] && at_word_start ->
        (match String.index_from_opt s (i + 1) '*' with
         | Some stop -> next (Emphasis (String.sub s (i + 1) (stop - i - 1))) (stop + 1)
         | None -> go (i + 1) start found)
      | '%' ->
        let stop = run is_word s (i + 1) in
        (match String.sub s (i + 1) (stop - i - 1) with
         | "null" -> next Null_word stop
         | "true" -> next True_word stop
         | "false" -> next False_word stop
         | _ -> go (i + 1) start found)
      | c when is_word c && at_word_start ->
        (match manual_at s i with
         | Some (page, section, stop) -> next (Manual (page, section)) stop
         | None -> go (i + 1) start found)
      | _ -> go (i + 1) start found in
  go 0 0 []

(* ---- blocks ---- *)

let is_item line = String.length line >= 2 && line.[0] = '-' && line.[1] = ' '
let is_verbatim line = indentation line >= 4

let join lines = String.concat " " (List.map String.trim lines)

(* Splits a run of lines without a blank one into items. *)
let items lines =
  let flush current done_ = if current = [] then done_ else join (List.rev current) :: done_ in
  let rec go current done_ = function
    | [] -> List.rev (flush current done_)
    | line :: rest when is_item line ->
      go [ String.sub line 2 (String.length line - 2) ] (flush current done_) rest
    | line :: rest -> go (line :: current) done_ rest in
  List.map inline (go [] [] lines)

let block lines = match lines with
  | first :: _ when is_item first -> Items (items lines)
  | _ when List.for_all is_verbatim lines ->
    Verbatim (String.concat "\n" (List.map (fun l -> String.sub l 4 (String.length l - 4)) lines))
  | _ -> Paragraph (inline (join lines))

(* Neighbouring lists, and verbatim blocks parted by a blank line, are one. *)
let rec merge = function
  | Items a :: Items b :: rest -> merge (Items (a @ b) :: rest)
  | Verbatim a :: Verbatim b :: rest -> merge (Verbatim (a ^ "\n\n" ^ b) :: rest)
  | first :: rest -> first :: merge rest
  | [] -> []

let parse text =
  let rec split current done_ = function
    | [] -> List.rev (if current = [] then done_ else List.rev current :: done_)
    | line :: rest when is_blank line -> split [] (if current = [] then done_ else List.rev current :: done_) rest
    | line :: rest -> split (line :: current) done_ rest in
  merge (List.map block (split [] [] (dedent text)))

let inlines blocks =
  List.concat_map (function
      | Paragraph i -> i
      | Items list -> List.concat list
      | Verbatim _ -> []) blocks

let result_names = function
  | Nothing -> []
  | Returns_int n | Returns_int64 n | Returns_bool n | Returns_const_text n
  | Returns_optional_const_text n | Returns_text (_, n) | Returns_text_list (_, n)
  | Returns_struct (_, n) | Returns_struct_list (_, n) | Returns_table (_, _, n) | Returns_buffer n -> [ n ]

(* What is wrong with the references of a text. *)
let problems ~exists ~names text =
  List.filter_map (function
      | Call n when not (exists n) -> Some (Printf.sprintf "@%s: there is no call of that name" n)
      | Name n when not (List.mem n names) ->
        Some (Printf.sprintf "$%s: the call has no argument, option or result of that name" n)
      | Words w when String.contains w '`' -> Some "a ` is not closed"
      | _ -> None) (inlines (parse text))
