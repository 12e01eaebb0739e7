(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* A small API with one of every kind, for the golden tests. *)

open Model
open Vocabulary

let structs = [
  structure "item" ~doc:"One of every kind of field."
    [ "item_text", F_text; "item_device", F_device; "item_buffer", F_buffer; "item_uuid", F_uuid;
      "item_bytes", F_bytes; "item_uint64", F_uint64; "item_int64", F_int64; "item_uint32", F_uint32;
      "item_int32", F_int32; "item_char", F_char; "item_percent", F_optional_percent ] ]

let sessions = [ session "memory" ~state:"struct memory" ~missing:"call open_memory first" ]

let groups = [
  group "thing" ~probe:(Program [ "thing" ]) ~doc:"Things.";
  group "thingfs" ~probe:(Filesystem "thingfs") ~doc:"The filesystem of things.";
  group "odd" ~probe:Probe_function ~doc:"Odd things." ]

let daemon_calls = [
  call "all_arguments" ~since:"1.0.1" ~group:"thing"
    [ text "plain_one"; path "path_one"; device "device_one"; mountable "mountable_one";
      device_or_path "either_one"; mountable_or_path "any_one"; key "key_one"; guid "guid_one";
      optional_text "maybe_one"; text_list "texts"; device_list "devices"; file_name_list "names";
      path_list "paths"; buffer "content"; int "number"; int64 "large"; bool "flag" ] nothing
    ~short:"take one of every kind" ~doc:{|Takes $number of @returns_table things, see thing(8).|} ~run:daemon
    ~tests:[ on_blank [
        run "all_arguments a /b /dev/sda /dev/sda1 /c /d secret 01234567-0123-0123-0123-0123456789ab %null [x y] [/dev/sda] [n] [/p] \"a\\x00b\" 1 2 true" ] ];
  call "all_options" ~since:"1.0.2" ~group:"thingfs"
    ~options:[ bool_option "quick"; int_option "depth"; int64_option "offset"; text_option "label"; text_list_option "servers";
                path_option "below"; device_option "journal"; mountable_option "origin"; guid_option "ident";
                secret_option "password"; device_list_option "spares"; path_list_option "others";
                file_name_list_option "parts"; bool_option "rescue" ]
    ~once_had_no_options:true ~shell_aliases:[ "options" ]
    [ text "name" ] nothing
    ~short:"take one option of every kind" ~doc:"With `quick` the *fast* way.\n\n    verbatim\n\n- item $label\n- %null"
    ~run:daemon ~example:[ "all_options x label:L quick:true" ]
    ~tests:[ on_filesystem [ run "all_options x quick:true depth:3 offset:4 label:L servers:[a b]"; run "all_options x" ] ];
  call "upload_thing" ~since:"1.0.3" ~cancellable:true ~progress:true [ file_in "filename"; path "remote" ] nothing
    ~short:"send a file" ~doc:"Sends $filename." ~run:daemon
    ~tests:[ on_filesystem [ run "upload_thing <\"hello\\n\" /x"; fails ~errno:"ENOENT" "upload_thing /missing /x" "/missing" ] ];
  call "download_thing" ~since:"1.0.3" ~cancellable:true [ path "remote"; file_out "filename" ] nothing
    ~short:"receive a file" ~doc:"Receives $filename." ~run:daemon
    ~tests:[ on_filesystem [ run "download_thing /x >copy"; host_file_is "copy" "hello\n" ] ];
  call "returns_nothing" ~since:"1.0.4" [] nothing ~short:"return nothing" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ run "returns_nothing" ] ];
  call "returns_int" ~since:"1.0.4" [] (returns_int "number") ~short:"return a number" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ equals "returns_int" "42" ] ];
  call "returns_int64" ~since:"1.0.4" [] (returns_int64 "large") ~short:"return a large number" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ equals "returns_int64" "42" ] ];
  call "returns_bool" ~since:"1.0.4" [] (returns_bool "flag") ~short:"return a truth" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ equals "returns_bool" "true" ] ];
  call "returns_text" ~since:"1.0.4" [] (returns_text "words") ~short:"return text" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ equals "returns_text" "x"; contains "returns_text" "x"; not_equals "returns_text" "y";
                        matches "returns_text" "^x?$"; length_is "returns_text" 1 ] ];
  call "returns_device" ~since:"1.0.4" [] (returns_device "device_one") ~short:"return a device" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ equals "returns_device" "/dev/sda" ] ];
  call "returns_mountable" ~since:"1.0.4" [] (returns_mountable "mountable_one") ~short:"return a mountable" ~doc:"Does."
    ~run:daemon ~tests:[ on_blank [ equals "returns_mountable" "/dev/sda" ] ];
  call "returns_text_list" ~since:"1.0.4" [] (returns_text_list "texts") ~short:"return texts" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ list_is "returns_text_list" [ "a"; "b" ]; contains "returns_text_list" "a"; lacks "returns_text_list" "c";
                        matches "returns_text_list" "[ab]"; length_is "returns_text_list" 2 ] ];
  call "returns_device_list" ~since:"1.0.4" [] (returns_device_list "devices") ~short:"return devices" ~doc:"Does."
    ~run:daemon ~tests:[ on_blank [ list_is "returns_device_list" [] ] ];
  call "returns_mountable_list" ~since:"1.0.4" [] (returns_mountable_list "mountables") ~short:"return mountables"
    ~doc:"Does." ~run:daemon ~tests:[ on_blank [ list_is "returns_mountable_list" [] ] ];
  call "returns_struct" ~since:"1.0.4" [] (returns_struct "item" "thing") ~short:"return a struct" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ field_is "returns_struct" "item_text" "t"; field_is "returns_struct" "item_percent" "1" ] ];
  call "returns_struct_list" ~since:"1.0.4" [] (returns_struct_list "item" "things") ~short:"return structs" ~doc:"Does."
    ~run:daemon ~tests:[ on_blank [ field_is "returns_struct_list" "len" "1"; field_is "returns_struct_list" "0.item_uuid" "u";
                                    contains "returns_struct_list" "t"; length_is "returns_struct_list" 1;
                                    field_of "returns_struct_list" ~key:("item_text", "t") "item_bytes" "7" ] ];
  call "returns_table" ~since:"1.0.4" [] (returns_table_of Result_mountable Result_plain "pairs") ~short:"return a table"
    ~doc:"Does." ~run:daemon ~tests:[ on_blank [ field_is "returns_table" "k" "v"; length_is "returns_table" 1 ] ];
  call "returns_buffer" ~since:"1.0.4" [] (returns_buffer "content") ~short:"return bytes" ~doc:"Does." ~run:daemon
    ~tests:[ on_blank [ equals "returns_buffer" "a\x00b"; length_is "returns_buffer" 3 ] ];
  call "list_thing" ~since:"1.0.5" [ path "directory"; int64 "level"; text_list "words" ] (returns_text_list "lines")
    ~short:"run a program" ~doc:"Runs." ~run:(exec [ "thing"; "--level=%{level}"; "--"; "%{words}"; "%{directory}" ]
      ~directories:[ "directory" ])
    ~tests:[ on_filesystem [ list_is "list_thing / 1 [a]" [] ] ];
]

let program name ?(options = []) arguments returns run =
  call name ~since:"1.0.5" ~options arguments returns ~short:"run a program" ~doc:"Runs." ~run
    ~tests:[ on_blank [ fails (name ^ String.concat "" (List.map (fun _ -> " 1") arguments)) "" ] ]

let things = [ "item_text", "text"; "item_uuid", "the uuid" ]

let programs = [
  call "make_thing" ~since:"1.0.5"
    ~options:[ int64_option "size"; bool_option "quick"; text_option "label"; text_list_option "without"; text_option "journal" ]
    [ device "thing"; device_list "others"; path "log"; key "key"; key "newkey"; bool "deep"; optional_text "comment" ] nothing
    ~short:"run a program with all words" ~doc:"Makes." ~run:(
      exec [ "mkthing"; "100%"; "%{options}"; "--to=%{thing}"; "%{others}"; "%{log}"; "%{newkey}" ]
        ~options:[
          if_given "size" [ "-s"; "%{size}k" ];
          if_true "quick" [ "-q" ] ~otherwise:[ "-e"; "noquick" ];
          if_given "label" [ "-L"; "%{label}" ];
          for_each "without" [ "-x"; "%{without}" ];
          if_true "deep" [ "--deep" ]; if_not "quick" [ "--slow" ];
          if_given "comment" [ "-c"; "%{comment}" ];
          joined "-E" [
            if_given "size" [ "size=%{size}" ]; if_true "quick" [ "quick" ] ~otherwise:[ "noquick" ];
            if_given "journal" [ "journal=%{journal}" ] ] ]
        ~rehearsal:"-n" ~tagged_devices:[ "journal" ] ~input:"key" ~secret_files:[ "newkey" ] ~new_names:[ "log" ] ~unused:[ "thing"; "others" ]
        ~wiped:[ "others" ] ~storage_changes:true ~success:[ 1 ]
        ~checks:[
          not_below 0 "size"; not_above 4096 "size" ~refusal:"%{size} is 100% too much"; power_of_two "size";
          one_of [ "A"; "B" ] "label"; at_most_bytes 16 "label"; is_uuid "journal"; not_empty "others"; not_with "label" "quick" ])
    ~tests:[ on_blank [ fails "make_thing /dev/sda [/dev/sdb] /log key new true %null label:C" "must be one of" ] ];
  program "size_of_thing" [ device "thing" ] (returns_int64 "size") (exec [ "thing"; "--size"; "%{thing}" ]);
  program "is_thing" [ device "thing" ] (returns_bool "truth")
    (exec [ "thing"; "%{thing}" ] ~result:(truth ~yes:[ 0 ] ~no:[ 1; 2 ]));
  program "check_thing" [ device_or_path "thing" ] (returns_int "status")
    (exec [ "thing"; "%{thing}" ] ~result:exit_status ~files_or_directories:[ "thing" ]);
  program "name_of_thing" [] (returns_text "name") (exec [ "thing"; "--name" ] ~result:trimmed);
  program "uuid_of_thing" [] (returns_text "uuid") (exec [ "thing" ] ~result:(json "things.0.uuid"));
  program "number_of_things" [] (returns_int "number") (exec [ "thing" ] ~result:(pairs ~key:"Count" ":"));
  program "names_of_things" [] (returns_text_list "names") (exec [ "thing" ] ~result:(json "names"));
  program "about_thing" [] (returns_table "about")
    (exec [ "thing" ] ~result:(pairs "=" ~prefix:"THING_" ~lower:true ~devices:true ~empty:[ "<none>" ]));
  program "thing_as_struct" [] (returns_struct "item" "thing") (exec [ "thing" ] ~result:(json "" ~fields:things));
  program "things_as_structs" [] (returns_struct_list "item" "things")
    (exec [ "thing" ] ~result:(pairs ":" ~fields:things));
  program "image_of_thing" [] (returns_buffer "image") (exec [ "thing"; "--image" ]);
  call "send_thing" ~since:"1.0.5" [ path "remote"; file_out "filename" ] nothing ~short:"send a thing" ~doc:"Sends."
    ~run:(exec [ "thing"; "%{remote}" ]) ~tests:[ on_filesystem [ run "send_thing /x >copy" ] ];
  call "old_options" ~since:"1.0.5" ~deprecated:(Replaced_by "all_options") ~options:[ text_option "label" ]
    [ text "title"; int "depth" ] nothing ~short:"take older options" ~doc:"Takes."
    ~run:(same_as "all_options" ~fixed:[ "name", is_argument "title"; "quick", is_true ])
    ~tests:[ on_blank [ run "old_options old 1 label:x" ] ];
  call "older_options" ~since:"1.0.5" ~deprecated:(Replaced_by "all_options") [] nothing ~short:"take the oldest options"
    ~doc:"Takes." ~run:(same_as "all_options" ~fixed:[ "name", is_text "older"; "depth", is_number 3; "quick", is_false ])
    ~tests:[ on_blank [ run "older_options" ] ];
  call "oldest_options" ~since:"1.0.5" ~deprecated:(Replaced_by "all_options") [ text "title"; device "thing" ] nothing
    ~short:"put options together" ~doc:"Takes." ~run:(same_as "all_options" ~fixed:[
        "name", is_text "N=%{title}"; "quick", is_absent; "depth", is_number 3; "label", is_argument "thing" ])
    ~tests:[ on_blank [ run "oldest_options x /dev/sda" ] ];
]

let in_session = [
  call "open_memory" ~since:"1.0.9" [ text "name" ] nothing ~short:"open the memory" ~doc:"Opens."
    ~run:(opens "memory") ~tests:[ on_blank [ run "open_memory x" ] ];
  call "remember" ~since:"1.0.9" [ text "name" ] (returns_text "last") ~short:"remember a name" ~doc:"Remembers."
    ~run:(within "memory") ~tests:[ on_blank [ fails "remember x" "call open_memory first" ] ];
  call "close_memory" ~since:"1.0.9" [] nothing ~short:"close the memory" ~doc:"Closes."
    ~run:(ends "memory") ~tests:[ on_blank [ fails "close_memory" "call open_memory first" ] ];
]

let fixtures = [
  fixture "handle" ~launched:false ~shows:[ equals "get_thing" "x" ];
  fixture "blank" ~disks:[ 1024; 512 ] ~shows:[ run "returns_nothing" ];
  fixture "filesystem" ~base:"blank" ~needs:[ "thing"; "odd" ] ~content:[ "upload_thing <<tree /"; "returns_nothing" ]
    ~entering:[ "returns_int" ] ~shows:[ at_least "returns_int" 2 ];
]

let library_calls = [
  call "set_thing" ~since:"1.0.6" ~config_only:true ~blocking:false [ text "name" ] nothing ~short:"set a thing" ~doc:"Sets."
    ~run:library ~tests:[ on_handle [ run "set_thing x" ] ];
  call "get_thing" ~since:"1.0.6" ~blocking:false [] (returns_const_text "name") ~short:"get a thing" ~doc:"Gets."
    ~run:library ~tests:[ on_handle [ equals "get_thing" "x" ] ];
  call "find_thing" ~since:"1.0.6" ~blocking:false [] (returns_optional_const_text "name") ~short:"find a thing" ~doc:"Finds, or %null."
    ~run:library ~tests:[ on_handle [ run "find_thing" ] ];
  call "take_pointer" ~since:"1.0.6" [ pointer "thingPtr" "thing" ] (returns_int "number") ~short:"take a pointer"
    ~doc:"Takes." ~run:library ~visibility:Debug;
  call "old_thing" ~since:"0.0.3" ~deprecated:(Replaced_by "set_thing") [ text "name" ] nothing ~short:"set a thing, once"
    ~doc:"Sets." ~run:library ~tests:[ on_handle [ run "old_thing x" ] ];
  call "older_thing" ~since:"0.0.3" ~deprecated:Deprecated_without_replacement [] nothing ~short:"do nothing"
    ~doc:"Does nothing." ~run:library ~tests:[ on_handle [ run "older_thing" ] ];
  call "stop_thing" ~since:"1.0.7" ~wrapped:false ~blocking:false [] nothing ~short:"stop it" ~doc:"Stops." ~run:library;
]

let test_calls = [
  call "internal_test_rstruct" ~since:"" ~visibility:Binding_test [ text "val" ] (returns_struct "item" "valout")
    ~short:"test" ~doc:"Test." ~run:test_call;
]

let all = [
  topic "things" ~title:"Things" ~doc:"All about things." ~structs ~groups ~sessions (daemon_calls @ programs @ in_session);
  topic "handle" ~title:"The handle" (library_calls @ [
      call "odd_thing" ~since:"1.0.8" ~group:"odd" [] nothing ~short:"do an odd thing" ~doc:"Does." ~run:daemon
        ~tests:[ on_blank [ run "odd_thing" ] ] ]);
]
