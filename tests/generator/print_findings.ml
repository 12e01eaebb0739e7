(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Prints what the generator says about bad_declarations.ml. *)

let () =
  List.iter (fun f -> print_endline (Check.to_string f)) (Check.findings ~fixtures:Bad_declarations.fixtures Bad_declarations.all);
  List.iter (fun declare ->
      try declare (); print_endline "(no error)"
      with e -> print_endline (Printexc.to_string e)) Bad_declarations.unreadable
