(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* bindtests.py: the round trips of bindtests.ml as a Python program. *)

open Model
open Text
open Bindtests

let prologue = {|import guestfs


def texts(items):
    return "[" + ", ".join('"%s"' % item for item in items) + "]"


def struct(fields):
    return "\n".join("%s: %s" % field for field in fields.items())


def struct_list(structs):
    return "\n".join("[%d]\n%s" % (i, struct(s)) for i, s in enumerate(structs))


def table(pairs):
    return texts(text for pair in sorted(pairs) for text in pair)


def truth(number):
    return "true" if number == 1 else "false"


def optional(text):
    return "null" if text is None else text


def hexadecimal(value):
    return "".join("<%02x>" % byte for byte in value)


def show(notation, method, *arguments):
    try:
        lines = notation(method(*arguments))
    except guestfs.Error as error:
        lines = "error: %s" % error
    if lines or notation is not struct_list:
        # The calls print their arguments past Python's buffer.
        print(lines, flush=True)


g = guestfs.GuestFS()
|}

let bytes_literal s =
  let escaped c = match c with
    | '"' | '\\' -> Printf.sprintf "\\%c" c
    | ' ' .. '~' -> String.make 1 c
    | c -> Printf.sprintf "\\x%02x" (Char.code c) in
  "b\"" ^ String.concat "" (List.map escaped (List.of_seq (String.to_seq s))) ^ "\""

let literal = function
  | Text_value t -> Python_doc.python_string t
  | Null_value -> "None"
  | Texts l -> "[" ^ String.concat ", " (List.map Python_doc.python_string l) ^ "]"
  | Bytes_value s -> bytes_literal s
  | Number n -> n
  | Truth t -> if t then "True" else "False"

let notation = function
  | Nothing -> invalid_arg "a result of nothing"
  | Returns_int _ | Returns_int64 _ | Returns_const_text _ | Returns_text _ -> "str"
  | Returns_bool _ -> "truth"
  | Returns_optional_const_text _ -> "optional"
  | Returns_text_list _ -> "texts"
  | Returns_struct _ -> "struct"
  | Returns_struct_list _ -> "struct_list"
  | Returns_table _ -> "table"
  | Returns_buffer _ -> "hexadecimal"

let line i =
  let arguments = List.map literal i.arguments in
  let options = List.map (fun (o, v) -> o.opt_name ^ "=" ^ literal v) i.options in
  if i.call.returns = Nothing then
    Printf.sprintf "g.%s(%s)" i.call.name (String.concat ", " (arguments @ options))
  else
    Printf.sprintf "show(%s)"
      (String.concat ", " ((notation i.call.returns :: ("g." ^ i.call.name) :: arguments)))

let emit api b =
  pr b "# SPDX-License-Identifier: LGPL-2.1-or-later\n";
  hash_banner b ~source:"bindtests_python.ml" ~about:"Round trips through the Python binding; bindtests-expected.txt is the output.";
  pr b "%s" prologue;
  List.iter (fun i -> pr b "%s\n" (line i)) (invocations api);
  pr b "print(\"EOF\")\n"

let outputs api = [ file "tests/bindtests.py" (emit api) ]
