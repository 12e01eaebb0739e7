(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* Runs tests of OUnit one after the other and prints the Test Anything
   Protocol.  The arguments of the program are parts of names: then only the
   tests with one of them are run. *)

open OUnit

let has_part text part =
  let n = String.length part in
  let rec at i = i + n <= String.length text && (String.sub text i n = part || at (i + 1)) in
  at 0

let wanted name = match List.tl (Array.to_list Sys.argv) with
  | [] -> true
  | parts -> List.exists (has_part name) parts

let explain message =
  List.iter (fun line -> print_endline ("# " ^ line)) (String.split_on_char '\n' message)

let fail number name message =
  Printf.printf "not ok %d - %s\n%!" number name;
  explain message;
  false

(* Whether the test passed. *)
let print number name = function
  | RSuccess _ -> Printf.printf "ok %d - %s\n%!" number name; true
  | RSkip (_, reason) -> Printf.printf "ok %d - %s # SKIP %s\n%!" number name reason; true
  | RFailure (_, message) | RError (_, message) | RTodo (_, message) -> fail number name message

let run tests =
  let tests = List.filter (fun (name, _) -> wanted name) tests in
  let one i (name, test) = match perform_test ignore (TestCase test) with
    | [ result ] -> print (i + 1) name result
    | _ -> failwith name in
  let passed = List.mapi one tests in
  Printf.printf "1..%d\n%!" (List.length tests);
  exit (if List.for_all Fun.id passed then 0 else 1)
