(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* Round trips through the OCaml binding; bindtests-expected.txt is the output.
   Made by generator/emit/bindtests_ocaml.ml from the declarations in generator/api/. *)

let texts items =
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

let () =
  let g = new Guestfs.guestfs () in
  print_endline "EOF"
