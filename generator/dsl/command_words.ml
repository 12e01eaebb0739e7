(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The notation of commands in declared tests and examples:

     mkfs ext4 /dev/sda1 label:ROOT
     write /hello "two words\n"
     vgcreate VG [/dev/sda1 /dev/sdb]
     upload <"content of a host file" /file
     download /file >copy
     tar_in <<guests/debian /
     aug_defvar name %null

   <<NAME is a host file made of tests/fixtures/NAME: a folder is packed as
   tar, of a program (and its arguments, <<"NAME ARGUMENT…") it is what that
   writes into the file that it is given, any other file is it itself.

   A word in double quotes takes the escapes of C (n t r 0, a backslash, a
   quote, xHH).  Options (name:value) come after all arguments. *)

open Model

exception Malformed of string

let is_name_char c = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c = '_'
let is_space c = c = ' ' || c = '\n' || c = '\t'

let quoted source start =
  let buffer = Buffer.create 32 and length = String.length source in
  let hex i = match int_of_string_opt ("0x" ^ String.sub source i 2) with
    | Some value -> Char.chr value
    | None | exception Invalid_argument _ -> raise (Malformed "\\x needs two hexadecimal digits") in
  let rec go i =
    if i >= length then raise (Malformed "a quote is not closed")
    else match source.[i] with
      | '"' -> i + 1
      | '\\' when i + 1 < length ->
        let put c next = Buffer.add_char buffer c; go next in
        (match source.[i + 1] with
         | 'n' -> put '\n' (i + 2) | 't' -> put '\t' (i + 2) | 'r' -> put '\r' (i + 2)
         | '0' -> put '\000' (i + 2) | 'x' -> put (hex (i + 2)) (i + 4)
         | ('\\' | '"') as c -> put c (i + 2)
         | c -> raise (Malformed (Printf.sprintf "unknown escape \\%c" c)))
      | c -> Buffer.add_char buffer c; go (i + 1) in
  let next = go start in
  Buffer.contents buffer, next

let bare source start stops =
  let length = String.length source in
  let rec go i =
    if i < length && not (is_space source.[i]) && not (String.contains stops source.[i])
    then go (i + 1) else i in
  let next = go start in
  String.sub source start (next - start), next

let skip_spaces source start =
  let rec go i = if i < String.length source && is_space source.[i] then go (i + 1) else i in
  go start

let quoted_or_bare source i stops =
  if i < String.length source && source.[i] = '"' then quoted source (i + 1)
  else bare source i stops

let rec list_items source i items =
  let i = skip_spaces source i in
  if i >= String.length source then raise (Malformed "a list is not closed by ]")
  else if source.[i] = ']' then List.rev items, i + 1
  else
    let item, next = quoted_or_bare source i "]" in
    list_items source next (item :: items)

(* The position of the colon if an option starts at [i]. *)
let option_colon source i =
  let rec go j =
    if j < String.length source && is_name_char source.[j] then go (j + 1)
    else if j > i && j < String.length source && source.[j] = ':' then Some j
    else None in
  go i

let value source i =
  if i < String.length source && source.[i] = '[' then
    let items, next = list_items source (i + 1) [] in
    Words items, next
  else
    let text, next = quoted_or_bare source i "" in
    Word text, next

let word source i =
  match source.[i] with
  | '<' when i + 1 < String.length source && source.[i + 1] = '<' ->
    let text, next = quoted_or_bare source (i + 2) "" in
    if text = "" then raise (Malformed "<< needs the name of a file in tests/fixtures");
    Fixture_file text, next
  | '<' -> let text, next = quoted_or_bare source (i + 1) "" in Input text, next
  | '>' -> let text, next = bare source (i + 1) "" in Output text, next
  | '[' | '"' -> value source i
  | '%' when bare source i "" |> fst = "%null" -> Null, i + 5
  | _ ->
    match option_colon source i with
    | Some colon ->
      let v, next = value source (colon + 1) in
      Option_word (String.sub source i (colon - i), v), next
    | None -> value source i

let parse source =
  let rec words i found =
    let i = skip_spaces source i in
    if i >= String.length source then List.rev found
    else
      let w, next = word source i in
      words next (w :: found) in
  try
    let start = skip_spaces source 0 in
    let name, next = bare source start "" in
    if name = "" then Error "it is empty" else Ok (name, words next [])
  with Malformed message -> Error message

(* The first [count] words are arguments, even if they look like options:
   btrfsvol:/dev/sda1/subvolume. *)
let rec arrange count words = match words with
  | Option_word (name, Word value) :: rest when count > 0 -> Word (name ^ ":" ^ value) :: arrange (count - 1) rest
  | word :: rest when count > 0 -> word :: arrange (count - 1) rest
  | _ -> words
