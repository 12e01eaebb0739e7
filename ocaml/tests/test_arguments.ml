(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* Arguments that the library cannot take, and values that must not suffer on
   their way; the generated round trips have the others. *)

open OUnit
open Support

let call ?ostring ?ostringlist ?oint ?(str = "a") ?(optstr = None) ?(strlist = [||]) ?(integer = 0)
    ?(filein = "in") ?(buffer = "") (g : Guestfs.guestfs) =
  g#internal_test ?ostring ?ostringlist ?oint str optstr strlist false integer 0L filein "out" buffer

let null_characters () =
  with_handle (fun g ->
      let refused name f = raises_invalid [ "Guestfs.internal_test"; name; "null character" ] f in
      refused "str" (fun () -> call g ~str:"a\000b");
      refused "optstr" (fun () -> call g ~optstr:(Some "\000"));
      refused "strlist" (fun () -> call g ~strlist:[| "a"; "b\000" |]);
      refused "filein" (fun () -> call g ~filein:"\000in");
      refused "ostring" (fun () -> call g ~ostring:"a\000b");
      refused "ostringlist" (fun () -> call g ~ostringlist:[| "\000" |]))

let int_range () =
  with_handle (fun g ->
      let refused name f = raises_invalid [ "Guestfs.internal_test"; name; "32 bits" ] f in
      refused "integer" (fun () -> call g ~integer:0x80000000);
      refused "integer" (fun () -> call g ~integer:(-0x80000001));
      refused "integer" (fun () -> call g ~integer:max_int);
      refused "oint" (fun () -> call g ~oint:min_int))

(* A refused call leaves nothing behind: the handle can be used and closed. *)
let after_refusal () =
  let g = new Guestfs.guestfs () in
  raises_invalid [ "str" ] (fun () -> call g ~str:"\000");
  check_texts [ "test: 5"; "" ] (printed g (fun () -> g#internal_test_only_optargs ~test:5 ()));
  g#close ()

(* The collector moves short strings while the arguments are converted. *)
let moving_values () =
  with_handle (fun g ->
      let element i = Printf.sprintf "element %d" i in
      for i = 0 to 50 do
        let lines = printed g (fun () ->
            call g ~str:(element i) ~optstr:(Some (element (i + 1)))
              ~strlist:(Array.init 500 element) ~ostring:(element (i + 2))) in
        check_text (element i) (List.nth lines 0);
        check_text (element (i + 1)) (List.nth lines 1);
        assert_bool "the list" (has_part (List.nth lines 2) (Printf.sprintf "%S]" (element 499)));
        assert_bool "the option" (List.mem ("ostring: " ^ element (i + 2)) lines)
      done)

let large_buffer () =
  with_handle (fun g ->
      let size = 3 * 1024 * 1024 in
      let lines = printed g (fun () -> call g ~buffer:(String.make size '\000')) in
      check_int (4 * size) (String.length (List.nth lines 8)))

(* Results are made while the collector is busy. *)
let many_results () =
  with_handle (fun g ->
      for _ = 1 to 20 do
        check_int 5000 (Array.length (g#internal_test_rstringlist "5000"));
        let table = g#internal_test_rhashtable "5000" in
        check_int 5000 (List.length table);
        check_text "4999" (List.assoc "4999" table);
        let structs = g#internal_test_rstructlist "500" in
        check_text "pv499" structs.(499).Guestfs.pv_name;
        check_int 32 (String.length structs.(250).Guestfs.pv_uuid);
        assert_equal 250L structs.(250).Guestfs.pv_size
      done)

let order_of_tables () =
  with_handle (fun g ->
      assert_equal [ "0", "0"; "1", "1"; "2", "2" ] (g#internal_test_rhashtable "3"))

let tests = [
  "arguments: null characters", null_characters;
  "arguments: numbers that do not fit", int_range;
  "arguments: after a refusal", after_refusal;
  "arguments: moving values", moving_values;
  "arguments: large buffer", large_buffer;
  "results: many", many_results;
  "results: order of tables", order_of_tables;
]
