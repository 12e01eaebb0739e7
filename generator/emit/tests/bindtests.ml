(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Round trips through a language binding: each binding test call is made
   with every interesting value of each argument, option and result, and what
   comes out must be the text here, whatever the language.

   The calls that take arguments print them themselves (lib-test-calls.c).
   The program of a language prints results, in the notation of
   [result_lines], and EOF at the end.  A new language needs one file that
   renders [invocations] as a program: see bindtests_python.ml. *)

open Model
open Text

type value =
  | Text_value of string
  | Null_value
  | Texts of string list
  | Bytes_value of string
  | Number of string           (* decimal *)
  | Truth of bool

type invocation = {
  call : call;
  arguments : value list;
  options : (optional_argument * value) list;
}

(* ---- the values that are tried ---- *)

let texts = [ "abc"; ""; "two words"; "\"quoted\" and \\"; "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e" ]
let text_lists = [ [ "1" ]; []; [ "1"; "2" ]; [ ""; "a b"; "\xc3\xa9" ] ]
let buffers = [ "abc\000abc"; ""; "\xff\x00\x80"; "plain" ]
let ints = [ "0"; "1"; "-1"; "2147483647"; "-2147483648" ]
let int64s = [ "0"; "1"; "-1"; "4294967296"; "9223372036854775807"; "-9223372036854775808" ]
let truths = [ Truth false; Truth true ]

let text_values = List.map (fun t -> Text_value t) texts
let number_values = List.map (fun n -> Number n)
let list_values = List.map (fun l -> Texts l) text_lists

let argument_values a = match a.arg_kind with
  | Text _ -> text_values
  | Optional_text -> Text_value "def" :: Null_value :: List.tl text_values
  | Text_list _ -> list_values
  | Buffer -> List.map (fun b -> Bytes_value b) buffers
  | Int -> number_values ints
  | Int64 -> number_values int64s
  | Bool -> truths
  | Pointer _ -> invalid_arg "a binding test with a pointer"

let option_values o = match o.opt_kind with
  | Opt_bool -> truths
  | Opt_int -> number_values ints
  | Opt_int64 -> number_values int64s
  | Opt_text _ -> text_values
  | Opt_text_list _ -> list_values

(* Value number [i], beginning again after the last. *)
let pick values i = List.nth values (i mod List.length values)

let most lists = List.fold_left (fun m l -> max m (List.length l)) 1 lists

let rec upto n = if n = 0 then [] else upto (n - 1) @ [ n - 1 ]

(* Every value of each argument at least once; every value of each option
   with no other option set; all options together. *)
let argument_invocations (call : call) =
  let arguments i = List.map (fun a -> pick (argument_values a) i) call.arguments in
  let plain = List.map (fun i -> { call; arguments = arguments i; options = [] })
      (upto (most (List.map argument_values call.arguments))) in
  (* A call of very many options shows that each arrives as itself. *)
  let tried o = if List.length call.options > 10 then [ List.hd (option_values o) ] else option_values o in
  let single = List.concat_map (fun o ->
      List.map (fun v -> { call; arguments = arguments 0; options = [ o, v ] }) (tried o))
      call.options in
  let all i = { call; arguments = arguments i; options = List.map (fun o -> o, pick (option_values o) i) call.options } in
  plain @ single @ (if call.options = [] then [] else [ all 0; all 1 ])

(* -1 is C's return for an error. *)
let without_error numbers = List.filter (( <> ) "-1") numbers

(* What the result is made from: a number of elements, or the result itself. *)
let result_values (call : call) = match call.returns with
  | Returns_int _ -> without_error ints @ [ "nonsense" ]
  | Returns_int64 _ -> without_error int64s @ [ "nonsense" ]
  | Returns_bool _ -> [ "true"; "false" ]
  | Returns_text_list _ | Returns_table _ -> [ "0"; "1"; "3"; "1000" ]
  | Returns_struct_list _ -> [ "0"; "1"; "3" ]
  | Returns_text _ | Returns_buffer _ -> texts
  | Nothing | Returns_const_text _ | Returns_optional_const_text _ | Returns_struct _ -> [ "x" ]

let result_invocations (call : call) =
  if call.arguments = [] then [ { call; arguments = []; options = [] } ]
  else List.map (fun v -> { call; arguments = [ Text_value v ]; options = [] }) (result_values call)

(* These say where the other calls print. *)
let is_about_output c = c.name = "internal_test_set_output" || c.name = "internal_test_close_output"

let invocations api =
  let calls = List.filter (fun c -> c.run = Test_call && not (is_about_output c)) (all_calls api) in
  List.concat_map (fun c ->
      if c.returns = Nothing then argument_invocations c else result_invocations c)
    (List.sort by_name calls)

(* ---- what must come out ---- *)

let list_text items = "[" ^ String.concat ", " (List.map (fun i -> "\"" ^ i ^ "\"") items) ^ "]"

let bytes_text s =
  String.concat "" (List.map (fun c -> Printf.sprintf "<%02x>" (Char.code c)) (List.of_seq (String.to_seq s)))

let value_text = function
  | Text_value t | Number t -> t
  | Null_value -> "null"
  | Texts l -> list_text l
  | Bytes_value s -> bytes_text s
  | Truth t -> string_of_bool t

let option_line invocation o =
  let value = match List.find_opt (fun (other, _) -> other.opt_name = o.opt_name) invocation.options with
    | Some (_, value) -> value_text value
    | None -> "unset" in
  o.opt_name ^ ": " ^ value

(* Field of element [i] of the structs: a fixed text, or a text that ends in
   the number, or the number. *)
let field_text i (name, kind) =
  let n = string_of_int i in
  name ^ ": " ^
  match name, kind with
  | "pv_name", _ -> "pv" ^ n
  | "pv_fmt", _ -> "unknown"
  | "pv_attr", _ -> "attr" ^ n
  | "pv_tags", _ -> "tag" ^ n
  | _, F_uuid -> "12345678901234567890123456789012"
  | _, (F_bytes | F_uint64 | F_int64 | F_uint32 | F_int32) -> n
  | _, (F_text | F_device | F_buffer | F_char | F_optional_percent) ->
    invalid_arg ("a field of the binding tests: " ^ name)

let numbers count = List.map string_of_int (upto count)

(* In this notation the program of each language prints a result: a text, a
   number, true or false as it is; null for no text; bytes in hexadecimal; a
   table as the list of its keys and values, sorted by the keys' text; a
   struct as a line for each field; each struct of a list after a line with
   its number; an error as "error: " and its message. *)
let result_lines api { call; arguments; _ } =
  let value = match arguments with [ Text_value v ] -> v | _ -> "" in
  let count () = int_of_string value in
  let fields name = (find_struct api name).fields in
  match call.returns with
  | Returns_optional_const_text _ when arguments = [] -> [ "null" ]
  | _ when arguments = [] -> [ "error: error" ]
  | Returns_int _ when value = "nonsense" ->
    [ Printf.sprintf "error: %s: expecting int argument" call.name ]
  | Returns_int64 _ when value = "nonsense" ->
    [ Printf.sprintf "error: %s: expecting int64 argument" call.name ]
  | Returns_int _ | Returns_int64 _ | Returns_bool _ | Returns_text _ -> [ value ]
  | Returns_const_text _ | Returns_optional_const_text _ -> [ "static string" ]
  | Returns_text_list _ -> [ list_text (numbers (count ())) ]
  | Returns_table _ ->
    [ list_text (List.concat_map (fun n -> [ n; n ]) (List.sort compare (numbers (count ())))) ]
  | Returns_struct (name, _) -> List.map (field_text 0) (fields name)
  | Returns_struct_list (name, _) ->
    List.concat_map (fun i -> Printf.sprintf "[%d]" i :: List.map (field_text i) (fields name)) (upto (count ()))
  | Returns_buffer _ -> [ bytes_text value ]
  | Nothing -> []

let expected_lines api invocation =
  if invocation.call.returns <> Nothing then result_lines api invocation
  else
    List.map value_text invocation.arguments
    @ List.map (option_line invocation) invocation.call.options

let emit api b =
  List.iter (fun i -> List.iter (pr b "%s\n") (expected_lines api i)) (invocations api);
  pr b "EOF\n"

let outputs api = [ file "tests/bindtests-expected.txt" (emit api) ]
