(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* bindtests.ml: the round trips of bindtests.ml, the emitter, as a program in
   OCaml. *)

open Model
open Text
open Bindtests

let prologue = {|let texts items =
  "[" ^ String.concat ", " (List.map (Printf.sprintf "\"%s\"") items) ^ "]"

let table pairs =
  texts (List.concat_map (fun (key, content) -> [ key; content ]) (List.sort compare pairs))

let text_array array = texts (Array.to_list array)
let optional = function Some text -> text | None -> "null"
let same text = text

let hexadecimal bytes =
  String.concat ""
    (List.map (fun c -> Printf.sprintf "<%02x>" (Char.code c)) (List.of_seq (String.to_seq bytes)))

let show notation call =
  (match notation (call ()) with
   | lines -> print_endline lines
   | exception Guestfs.Error message -> print_endline ("error: " ^ message));
  (* The calls print their arguments past OCaml's buffer. *)
  flush stdout

(* No line at all for an empty list. *)
let show_structs notation call =
  match call () with
  | [||] -> ()
  | structs ->
    let numbered i s = Printf.sprintf "[%d]\n%s" i (notation s) in
    show (String.concat "\n") (fun () -> Array.to_list (Array.mapi numbered structs))
  | exception Guestfs.Error message -> show same (fun () -> raise (Guestfs.Error message))

|}

let number s = if s.[0] = '-' then "(" ^ s ^ ")" else s

let literal ~wide = function
  | Text_value t -> Ocaml_doc.ocaml_string t
  | Null_value -> "None"
  | Texts l -> "[| " ^ String.concat "; " (List.map Ocaml_doc.ocaml_string l) ^ " |]"
  | Bytes_value s -> Printf.sprintf "%S" s
  | Number n -> number (if wide then n ^ "L" else n)
  | Truth t -> string_of_bool t

let argument a value = match a.arg_kind, value with
  | Optional_text, Text_value t -> Printf.sprintf "(Some %s)" (Ocaml_doc.ocaml_string t)
  | kind, value -> literal ~wide:(kind = Int64) value

let option (o, value) = Printf.sprintf "~%s:%s" o.opt_name (literal ~wide:(o.opt_kind = Opt_int64) value)

(* A struct as its lines. *)
let field_text (name, kind) =
  let text = match kind with
    | F_text | F_device | F_uuid -> "s." ^ name
    | F_bytes | F_uint64 | F_int64 -> Printf.sprintf "Int64.to_string s.%s" name
    | F_uint32 | F_int32 -> Printf.sprintf "Int32.to_string s.%s" name
    | F_char -> Printf.sprintf "String.make 1 s.%s" name
    | F_buffer -> Printf.sprintf "hexadecimal s.%s" name
    | F_optional_percent -> Printf.sprintf "Option.fold ~none:\"none\" ~some:string_of_float s.%s" name in
  Printf.sprintf "\"%s: \" ^ %s" name text

let emit_struct_notation b s =
  pr b "let %s (s : Guestfs.%s) =\n  String.concat \"\\n\" [\n" s.struct_name s.struct_name;
  List.iter (fun field -> pr b "    %s;\n" (field_text field)) s.fields;
  pr b "  ]\n\n"

let notation = function
  | Nothing -> invalid_arg "a result of nothing"
  | Returns_int _ -> "string_of_int"
  | Returns_int64 _ -> "Int64.to_string"
  | Returns_const_text _ | Returns_text _ -> "same"
  | Returns_bool _ -> "string_of_bool"
  | Returns_optional_const_text _ -> "optional"
  | Returns_text_list _ -> "text_array"
  | Returns_struct (s, _) | Returns_struct_list (s, _) -> s
  | Returns_table _ -> "table"
  | Returns_buffer _ -> "hexadecimal"

(* As methods, so that both styles are tried: a method calls the function. *)
let invocation i =
  let words = List.map option i.options @ List.map2 argument i.call.arguments i.arguments in
  let unit = if i.call.arguments = [] then [ "()" ] else [] in
  String.concat " " (("g#" ^ i.call.name) :: words @ unit)

let line i = match i.call.returns with
  | Nothing -> invocation i ^ ";"
  | Returns_struct_list _ ->
    Printf.sprintf "show_structs %s (fun () -> %s);" (notation i.call.returns) (invocation i)
  | _ -> Printf.sprintf "show %s (fun () -> %s);" (notation i.call.returns) (invocation i)

let emit api b =
  let invocations = invocations api in
  pr b "(* SPDX-License-Identifier: LGPL-2.1-or-later *)\n";
  pr b "(* Round trips through the OCaml binding; bindtests-expected.txt is the output.\n";
  pr b "   Made by generator/emit/bindtests_ocaml.ml from the declarations in generator/api/. *)\n\n";
  pr b "%s" prologue;
  List.iter (emit_struct_notation b)
    (Binding_tables.returned_structs api (List.map (fun i -> i.call) invocations));
  pr b "let () =\n  let g = new Guestfs.guestfs () in\n";
  List.iter (fun i -> pr b "  %s\n" (line i)) invocations;
  pr b "  print_endline \"EOF\"\n"

let outputs api = [ file "tests/bindtests.ml" (emit api) ]
