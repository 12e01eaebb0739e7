(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Declarations that cannot be right, one mistake each.  What the generator
   says about them is in bad_declarations.expected. *)

open Model
open Vocabulary

let good = [ on_blank [ run "fine" ] ]

let fine = call "fine" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good

let calls = [
  fine;
  call "fine" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "Capital" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "no_doc" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"" ~run:daemon ~tests:good;
  call "no_short" ~since:"1.0.0" [] nothing ~short:"" ~doc:"Does." ~run:daemon ~tests:good;
  call "full_stop" ~since:"1.0.0" [] nothing ~short:"do." ~doc:"Does." ~run:daemon ~tests:good;
  call "no_version" ~since:"soon" [] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "no_test" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon;
  call "keyword" ~since:"1.0.0" [ text "lambda" ] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  (* Ruby's "rescue" and OCaml's "type" are no keywords where an argument is seen. *)
  call "keywords_elsewhere" ~since:"1.0.0" ~options:[ bool_option "rescue" ] [ text "type" ] nothing
    ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "keyword_options" ~since:"1.0.0" ~options:[ bool_option "type"; bool_option "virtual"; bool_option "until" ] [] nothing
    ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "end" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "own_name" ~since:"1.0.0" [ text "optargs" ] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "same_names" ~since:"1.0.0" ~options:[ int_option "one" ] [ text "one" ] nothing
    ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "bad_call_reference" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"See @nowhere." ~run:daemon ~tests:good;
  call "bad_name_reference" ~since:"1.0.0" [ text "one" ] nothing ~short:"do" ~doc:"Takes $two." ~run:daemon ~tests:good;
  call "unknown_group" ~since:"1.0.0" ~group:"nogroup" [] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "unknown_struct" ~since:"1.0.0" [] (returns_struct "nostruct" "thing") ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "unknown_replacement" ~since:"1.0.0" ~deprecated:(Replaced_by "nowhere") [] nothing
    ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "pointer_to_daemon" ~since:"1.0.0" [ pointer "thingPtr" "thing" ] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "constant_from_daemon" ~since:"1.0.0" [] (returns_const_text "words") ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "two_files" ~since:"1.0.0" [ file_in "one"; file_in "two" ] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "file_and_result" ~since:"1.0.0" [ file_out "one" ] (returns_int "number") ~short:"do" ~doc:"Does." ~run:daemon ~tests:good;
  call "template_unknown" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:(exec [ "ls"; "%{one}" ]) ~tests:good;
  call "template_unused" ~since:"1.0.0" [ text "one" ] nothing ~short:"do" ~doc:"Does." ~run:(exec [ "ls" ]) ~tests:good;
  call "template_list" ~since:"1.0.0" [ text_list "words" ] nothing ~short:"do" ~doc:"Does."
    ~run:(exec [ "ls"; "-x%{words}" ]) ~tests:good;
  call "template_result" ~since:"1.0.0" [] (returns_int "number") ~short:"do" ~doc:"Does." ~run:(exec [ "ls" ]) ~tests:good;
  call "template_literal" ~since:"1.0.0" [ text "one" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "-l"; "%{one}"; "%{options}" ]);
  call "template_bare" ~since:"1.0.0" [ text "one"; text "two" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "%{one}"; "--"; "%{two}" ]);
  call "template_key" ~since:"1.0.0" [ key "secret" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "open"; "--key=%{secret}" ]);
  call "template_kind" ~since:"1.0.0" [ mountable "one" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "%{one}" ]);
  call "template_option_unused" ~since:"1.0.0" ~options:[ int_option "one" ] [] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls" ]);
  call "template_option_always" ~since:"1.0.0" ~options:[ int_option "one" ] [] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "%{one}" ]);
  call "template_if_true" ~since:"1.0.0" ~options:[ int_option "one" ] [] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls" ] ~options:[ if_true "one" [ "-1" ] ]);
  call "template_for_each" ~since:"1.0.0" ~options:[ int_option "one" ] [] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls" ] ~options:[ for_each "one" [ "-1" ] ]);
  call "template_if_given" ~since:"1.0.0" [ int "one" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls" ] ~options:[ if_given "one" [ "-1" ] ]);
  call "template_unknown_option" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls" ] ~options:[ if_given "one" [ "-1" ] ]);
  call "template_no_path" ~since:"1.0.0" [ text "one" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "--"; "%{one}" ] ~directories:[ "one" ]);
  call "template_no_device" ~since:"1.0.0" [ path "one" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "%{one}" ] ~unused:[ "one" ]);
  call "template_check" ~since:"1.0.0" [ text "one" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "--"; "%{one}" ] ~checks:[ not_below 0 "one"; not_with "two" "one" ]);
  call "template_wiped" ~since:"1.0.0" [ device "one" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "%{one}" ] ~wiped:[ "one" ]);
  call "template_rehearsal" ~since:"1.0.0" [ device "one" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "%{one}" ] ~unused:[ "one" ] ~rehearsal:"-n");
  call "template_tagged" ~since:"1.0.0" [ int "one" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "%{one}" ] ~tagged_devices:[ "one" ]);
  call "template_joined" ~since:"1.0.0" ~options:[ int_option "one" ] [] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls" ] ~options:[ joined "-E" [ if_given "one" [ "a=%{one},b" ] ] ]);
  call "template_own_name" ~since:"1.0.0" [ text "command" ] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls"; "--"; "%{command}" ]);
  call "template_status" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls" ] ~success:[ 128 ]);
  call "template_field" ~since:"1.0.0" [] (returns_struct "empty" "thing") ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls" ] ~result:(json "" ~fields:[ "one", "1" ]));
  call "template_answer" ~since:"1.0.0" [] (returns_int "number") ~short:"do" ~doc:"Does." ~tests:good
    ~run:(exec [ "ls" ] ~result:(pairs ":"));
  call "same_nowhere" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:(same_as "nowhere") ~tests:good;
  call "same_result" ~since:"1.0.0" [] (returns_int "number") ~short:"do" ~doc:"Does." ~run:(same_as "fine") ~tests:good;
  call "same_arguments" ~since:"1.0.0" [ text "two"; int "one" ] nothing ~short:"do" ~doc:"Does."
    ~run:(same_as "template_unused" ~fixed:[ "three", is_true ]) ~tests:good;
  call "same_missing" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:(same_as "template_unused") ~tests:good;
  call "no_session" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:(within "nothing") ~tests:good;
  call "session_result" ~since:"1.0.0" [] (returns_int "number") ~short:"do" ~doc:"Does." ~run:(opens "opened") ~tests:good;
  call "session_argument" ~since:"1.0.0" [ text "one" ] nothing ~short:"do" ~doc:"Does." ~run:(ends "opened") ~tests:good;
  call "test_unknown_call" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ run "nowhere" ] ];
  call "test_missing_argument" ~since:"1.0.0" [ int "number" ] nothing ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ run "test_missing_argument" ] ];
  call "test_wrong_kind" ~since:"1.0.0" [ int "number" ] nothing ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ run "test_wrong_kind ten" ] ];
  call "test_too_many" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ run "test_too_many 1" ] ];
  call "test_unknown_option" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ run "test_unknown_option size:1" ] ];
  call "test_wrong_comparison" ~since:"1.0.0" [] (returns_text_list "words") ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ equals "test_wrong_comparison" "x" ] ];
  call "test_unknown_field" ~since:"1.0.0" [] (returns_struct_list "twins" "pairs") ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ field_is "test_unknown_field" "one" "x" ] ];
  call "test_no_structs" ~since:"1.0.0" [] (returns_text_list "words") ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ field_of "test_no_structs" ~key:("one", "x") "one" "x"; at_least "test_no_structs" 1;
                        not_equals "test_no_structs" "x"; matches "test_no_structs" "" ] ];
  call "test_unknown_key" ~since:"1.0.0" [] (returns_struct_list "twins" "pairs") ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ field_of "test_unknown_key" ~key:("three", "x") "four" "x"; matches "test_unknown_key" "x";
                        length_is "test_unknown_key" (-1) ] ];
  call "test_no_length" ~since:"1.0.0" [] (returns_int "number") ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ length_is "test_no_length" 1; matches "test_no_length" "1" ] ];
  call "test_no_fixture" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on "nowhere" [ run "test_no_fixture" ] ];
  call "test_file_for_text" ~since:"1.0.0" [ int "number" ] nothing ~short:"do" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ run "test_file_for_text <<file" ] ];
  call "bad_example" ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon ~example:[ "nowhere" ] ~tests:good;
]

let structs = [
  structure "empty" ~doc:"Nothing." [];
  structure "undocumented" ~doc:"" [ "one", F_text ];
  structure "keywords" ~doc:"Words." [ "method", F_text; "default", F_text; "import", F_text ];
  structure "twins" ~doc:"Twins." [ "one", F_text; "one", F_int32 ];
]

let groups = [ group "unused" ~probe:Always ~doc:"Unused." ]

let sessions = [
  session "opened" ~state:"struct opened" ~missing:"open it";
  session "unopened" ~state:"struct unopened" ~missing:"open it";
]

let fixtures =
  let shows = [ run "fine" ] in
  [ fixture "handle" ~launched:false ~shows;
    fixture "blank" ~disks:[ 512 ] ~shows;
    fixture "blank" ~disks:[ 512 ] ~shows;
    fixture "Capital" ~base:"blank" ~shows;
    fixture "no_disks" ~shows;
    fixture "too_early" ~base:"late" ~shows;
    fixture "late" ~base:"blank" ~shows;
    fixture "not_launched" ~launched:false ~content:[ "fine" ] ~shows;
    fixture "on_handle" ~base:"handle" ~disks:[ 1 ] ~shows;
    fixture "small_disk" ~disks:[ 512; 0 ] ~shows;
    fixture "unknown_group" ~base:"blank" ~needs:[ "nogroup" ] ~shows;
    fixture "unshown" ~base:"blank" ~shows:[];
    fixture "unknown_call" ~base:"blank" ~content:[ "nowhere" ] ~entering:[ "fine 1" ] ~shows:[ equals "fine" "x" ] ]

(* Its last call has no number for its message. *)
let many = List.init 256 (fun i ->
    call (Printf.sprintf "many_%d" i) ~since:"1.0.0" [] nothing ~short:"do" ~doc:"Does." ~run:daemon ~tests:good)

let all = [
  topic "bad" ~title:"Bad declarations" ~structs ~groups ~sessions calls;
  topic "large" ~title:"Too many declarations" many ]

(* Mistakes that are found while a declaration is read. *)
let unreadable = [
  (fun () -> ignore (exec [ "ls"; "%{open" ]));
  (fun () -> ignore (run "write /file \"open"));
  (fun () -> ignore (run ""));
  (fun () -> ignore (run "upload << /file"));
  (fun () -> ignore (run "vgcreate VG [/dev/sda"));
]
