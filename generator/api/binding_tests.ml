(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let call = call ~since:"" ~visibility:Model.Binding_test ~blocking:false

(* Each kind of result, once as a value that is made from the text VAL, and
   once as an error. *)
let results = [
  "rint", returns_int "valout", "that number";
  "rint64", returns_int64 "valout", "that number";
  "rbool", returns_bool "valout", "true or false, as it says";
  "rconststring", returns_const_text "valout", "a constant text";
  "rconstoptstring", returns_optional_const_text "valout", "a constant text";
  "rstring", returns_text "valout", "a copy";
  "rstringlist", returns_text_list "valout", "that many texts";
  "rstruct", returns_struct "lvm_pv" "valout", "a struct";
  "rstructlist", returns_struct_list "lvm_pv" "valout", "that many structs";
  "rhashtable", returns_table "valout", "a table with that many entries";
  "rbufferout", returns_buffer "valout", "a copy" ]

let returning (kind, result, what) =
  [ call ("internal_test_" ^ kind) [ text "val" ] result
      ~short:"return a value, for tests of bindings"
      ~doc:("Makes the result from the text $val: " ^ what ^ ".")
      ~run:test_call;

    call ("internal_test_" ^ kind ^ "err") [] result
      ~short:"return an error, for tests of bindings"
      ~doc:"Always fails; what cannot fail returns %null."
      ~run:test_call ]

let numbered_options =
  List.init 63 (fun i -> int_option (Printf.sprintf "opt%d" (i + 1)))

let topic = topic "binding_tests" ~title:"Tests of bindings"
  ~doc:{|With these calls a binding shows that it passes every kind of argument and result
unchanged. They are of no use to programs.|}
  ([ call "internal_test" ~cancellable:true
       [ text "str"; optional_text "optstr"; text_list "strlist"; bool "b"; int "integer";
         int64 "integer64"; file_in "filein"; file_out "fileout"; buffer "bufferin" ] nothing
       ~options:[
         bool_option "obool"; int_option "oint"; int64_option "oint64"; text_option "ostring";
         text_list_option "ostringlist" ]
       ~short:"print all arguments, for tests of bindings"
       ~doc:{|Prints each argument on a line of its own. The files are not opened.|}
       ~run:test_call;

     call "internal_test_only_optargs" ~cancellable:true
       [] nothing ~options:[ int_option "test" ]
       ~short:"print the option, for tests of bindings"
       ~doc:{|Prints the option.|}
       ~run:test_call;

     call "internal_test_63_optargs" ~cancellable:true
       [] nothing ~options:numbered_options
       ~short:"print many options, for tests of bindings"
       ~doc:{|Prints all options: as many as a call can have.|}
       ~run:test_call;

     call "internal_test_set_output" [ text "filename" ] nothing
       ~short:"choose the file that arguments are printed to"
       ~doc:{|Makes these calls print to the file $filename of the host instead of stdout.|}
       ~run:library;

     call "internal_test_close_output" [] nothing
       ~short:"close the file that arguments are printed to"
       ~doc:{|Closes the file of @internal_test_set_output; from now on these calls print to
stdout. If there is no such file the call fails with `EBADF`.|}
       ~run:library ]
   @ List.concat_map returning results)
