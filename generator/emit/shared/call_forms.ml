(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* How one call is written in the languages other than C, for its section in
   guestfs(3).  The words are those of the manuals of these languages. *)

open Text

let languages api = Binding_manual.[
  "Python", (Python_pod.language api).synopsis;
  "Perl", (Perl_pod.language api).synopsis;
  "Ruby", (Ruby_pod.language api).synopsis;
  "OCaml", (Ocaml_pod.language api).synopsis;
  "Lua", (Lua_pod.language api).synopsis;
]

(* The name of the language stands before the first line only. *)
let emit_form b c (language, synopsis) =
  List.iteri (fun i line -> pr b " %-7s %s\n" (if i = 0 then language else "") line) (synopsis c)

let emit b api c =
  List.iter (emit_form b c) (languages api);
  pr b "\n"
