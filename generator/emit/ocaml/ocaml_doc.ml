(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The documentation of a declaration as a comment of odoc, in OCaml's
   words. *)

open Model
open Text

(* ---- commands of the test notation as OCaml ---- *)

let ocaml_string s =
  let b = Buffer.create (String.length s + 2) in
  Buffer.add_char b '"';
  String.iter (fun c -> match c with
      | '"' -> Buffer.add_string b "\\\""
      | '\\' -> Buffer.add_string b "\\\\"
      | '\n' -> Buffer.add_string b "\\n"
      | '\t' -> Buffer.add_string b "\\t"
      | c when Char.code c < 0x20 || Char.code c = 0x7f -> pr b "\\%03d" (Char.code c)
      | c -> Buffer.add_char b c) s;
  Buffer.add_char b '"';
  Buffer.contents b

let literals = Binding_examples.{
  text = ocaml_string;
  bytes = ocaml_string;
  truth = string_of_bool;
  null = "None";
  list = (fun words -> "[| " ^ String.concat "; " (List.map ocaml_string words) ^ " |]");
}

let number s = if s.[0] = '-' then "(" ^ s ^ ")" else s

let argument_literal a s = match a.arg_kind with
  | Int -> number s
  | Int64 | Pointer _ -> number (s ^ "L")
  | Optional_text -> if s = "None" then s else "(Some " ^ s ^ ")"
  | Text _ | Text_list _ | Buffer | Bool -> s

let option_literal call name s =
  let o = List.find (fun o -> o.opt_name = name) call.options in
  match o.opt_kind with
  | Opt_int -> number s
  | Opt_int64 -> number (s ^ "L")
  | Opt_bool | Opt_text _ | Opt_text_list _ -> s

(* "mount /dev/sda1 /" as Guestfs.mount g "/dev/sda1" "/" *)
let example api source =
  let call, arguments, options = Binding_examples.arrange api literals source in
  let option (name, value) = Printf.sprintf "~%s:%s" name (option_literal call name value) in
  String.concat " "
    (("Guestfs." ^ call.name) :: "g" :: List.map option options
     @ List.map2 argument_literal call.arguments arguments)

(* How a call looks, with the names of its arguments. *)
let usage c =
  String.concat " "
    (c.name :: "g" :: List.map (fun o -> "?" ^ o.opt_name) c.options
     @ List.map (fun a -> a.arg_name) c.arguments)

(* ---- what may stand in a comment ---- *)

(* Whether OCaml's lexer, which reads strings in comments, finds their ends. *)
let has_whole_strings s =
  let n = String.length s in
  let rec go i inside =
    if i >= n then not inside
    else match s.[i] with
      | '"' -> go (i + 1) (not inside)
      | '\\' when inside -> go (i + 2) inside
      | '\'' when not inside && i + 2 < n && s.[i + 1] = '"' && s.[i + 2] = '\'' -> false
      | _ -> go (i + 1) inside in
  go 0 false

let replace part into s =
  let n = String.length part in
  let b = Buffer.create (String.length s) in
  let rec go i =
    if i + n > String.length s then Buffer.add_string b (String.sub s i (String.length s - i))
    else if String.sub s i n = part then (Buffer.add_string b into; go (i + n))
    else (Buffer.add_char b s.[i]; go (i + 1)) in
  go 0;
  Buffer.contents b

(* Nothing may open or close a comment, or open a string. *)
let commentable s =
  let s = replace "(*" "( *" (replace "*)" "* )" s) in
  let s = if String.contains s '|' then replace "{" "{ " s else s in
  if has_whole_strings s then s else replace "\"" "''" s

(* ---- the markup of odoc ---- *)

let escape_if special s =
  let b = Buffer.create (String.length s) in
  String.iter (fun c -> if special c then Buffer.add_char b '\\'; Buffer.add_char b c) s;
  Buffer.contents b

let plain s = commentable (escape_if (String.contains "{}[]@") s)

let count c s = String.fold_left (fun n d -> if c = d then n + 1 else n) 0 s

(* A code may have brackets in it if they match. *)
let code s =
  let s = commentable s in
  if count '[' s = count ']' s then Printf.sprintf "[%s]" s
  else Printf.sprintf "[%s]" (escape_if (String.contains "[]") s)

(* Calls that the module lacks are only named. *)
let reference api name =
  if List.exists (fun c -> c.name = name) (Ocaml_types.calls api)
  then Printf.sprintf "{!%s}" name else code name

let inline api = function
  | Markup.Words s -> plain s
  | Call name -> reference api name
  | Name name -> code name
  | Code s -> code s
  | Emphasis s -> Printf.sprintf "{e %s}" (plain s)
  | Manual (page, section) -> Printf.sprintf "%s(%s)" page section
  | Null_word -> "[None]"
  | True_word -> "[true]"
  | False_word -> "[false]"

let inlines api parts = String.concat "" (List.map (inline api) parts)

let item api width parts =
  List.mapi (fun i line -> (if i = 0 then "- " else "  ") ^ line) (wrap (width - 2) (inlines api parts))

let verbatim lines = ("{v" :: List.map commentable lines) @ [ "v}" ]

let block api width = function
  | Markup.Paragraph parts -> wrap width (inlines api parts)
  | Items list -> List.concat_map (item api width) list
  | Verbatim text -> verbatim (String.split_on_char '\n' text)

(* ---- sentences that follow from the declaration ---- *)

let sentences api c =
  let option o =
    if o.opt_since = "" then None
    else Some (Printf.sprintf "The option [%s] was added in version %s." o.opt_name o.opt_since) in
  let group g =
    Printf.sprintf "Depends on the feature group %s: %s fails with it if the appliance lacks it."
      (code g) (reference api "available") in
  List.filter_map option c.options @ List.map group (Option.to_list c.group)

let tags api c =
  (match c.deprecated with
   | Some (Replaced_by other) -> [ [ Printf.sprintf "@deprecated Use %s instead." (reference api other) ] ]
   | Some Deprecated_without_replacement -> [ [ "@deprecated There is no replacement." ] ]
   | None -> [])
  @ (if c.since = "" then [] else [ [ "@since " ^ c.since ] ])

(* Blocks of lines, to be parted by blank ones. *)
let blocks api ~width c =
  wrap width (Printf.sprintf "%s: %s." (code (usage c)) (plain c.short))
  :: List.map (block api width) (Markup.parse c.doc)
  @ (if c.example = [] then []
     else [ ("{[" :: List.map (fun e -> commentable (example api e)) c.example) @ [ "]}" ] ])
  @ List.map (wrap width) (sentences api c)
  @ tags api c

(* "(** … *)", indented. *)
let comment b ~indent blocks =
  let margin = String.make (indent + 4) ' ' in
  let line text = if text = "" then "\n" else margin ^ text ^ "\n" in
  let text = String.concat "\n" (List.map (fun lines -> String.concat "" (List.map line lines)) blocks) in
  let body = String.sub text (indent + 4) (String.length text - indent - 5) in
  pr b "%s(** %s *)\n" (String.make indent ' ') body

let call_comment b api c = comment b ~indent:0 (blocks api ~width:76 c)
