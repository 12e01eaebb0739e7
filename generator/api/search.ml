(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

(* The older names: egrep -> extended, fgrep -> fixed, an i behind -> insensitive, a
   z in front -> compressed. *)
let older name ~since ?(pattern = "regex") flags =
  call name ~since ~deprecated:(Replaced_by "grep") [ text pattern; path "path" ] (returns_text_list "lines")
    ~short:("return lines that match, as " ^ name ^ "(1)")
    ~doc:(Printf.sprintf "As @grep with the options %s."
            (String.concat ", " (List.map (Printf.sprintf "`%s`") flags)))
    ~run:(same_as "grep" ~fixed:(
        (if pattern = "regex" then [] else [ "regex", is_argument pattern ])
        @ List.map (fun flag -> flag, is_true) flags))
    ~tests:[
      on_filesystem [
        run "write /file \"a+b\\nA+B\\naab\\n\"";
        list_is (name ^ " a+b /file")
          (match List.mem "extended" flags, List.mem "insensitive" flags with
           | true, _ -> [ "aab" ]
           | false, true -> [ "a+b"; "A+B" ]
           | false, false -> [ "a+b" ]) ] ]

let topic = topic "search" ~title:"Searching"
  ~doc:{|Finding lines in files.|}
  ([ call "grep" ~since:"1.0.66" ~once_had_no_options:true
       ~options:[ bool_option "extended"; bool_option "fixed"; bool_option "insensitive"; bool_option "compressed" ]
       [ text "regex"; path "path" ] (returns_text_list "lines")
       ~short:"return lines that match"
       ~doc:{|Returns the lines of $path that match $regex, without their newlines; an empty list if
none does. $regex is a basic regular expression as `grep(1)` knows them, and may begin with a
dash. A file that is not text is searched as well.

If $extended is %true it is an extended regular expression, with $fixed a text without special
characters: only one of the two can be given. With $insensitive capitals do not matter. With
$compressed a file that was compressed by `gzip(1)` is searched as if it were not. The default of all is
%false.

$path must be a regular file. A regular expression that is none is an error.|}
       ~run:(exec [ "%{options}"; "--text"; "--no-filename"; "-e"; "%{regex}"; "%{path}" ]
               ~options:[
                 if_true "compressed" [ "zgrep" ]; if_not "compressed" [ "grep" ];
                 if_true "extended" [ "-E" ]; if_true "fixed" [ "-F" ]; if_true "insensitive" [ "-i" ] ]
               ~success:[ 1 ]
               ~checks:[ not_with "fixed" "extended"
                           ~refusal:"can't use 'extended' and 'fixed' flags at the same time" ])
       ~tests:[
         on_filesystem [
           run "write /file \"alpha\\na+b\\nALPHA\\n-v\\nx\\x00y\\n\\n\"";
           list_is "grep ^a /file" [ "alpha"; "a+b" ];
           list_is "grep ^a /file insensitive:true extended:false" [ "alpha"; "a+b"; "ALPHA" ];
           list_is "grep \"^(alpha|-v)$\" /file extended:true" [ "alpha"; "-v" ];
           list_is "grep a+b /file fixed:true" [ "a+b" ]; list_is "grep -v /file" [ "-v" ];
           list_is "grep nothing /file" []; list_is "grep ^$ /file" [ "" ];
           run "copy_file_to_file /file /packed"; list_is "grep ^a /packed compressed:true" [ "alpha"; "a+b" ];
           fails ~errno:"EINVAL" "grep a /file fixed:true extended:true"
             "can't use 'extended' and 'fixed' flags at the same time";
           fails "grep \"\\\\(\" /file" "/file" ];
         on_filesystem [
           fails ~errno:"ENOENT" "grep x /missing" "/missing"; fails ~errno:"EISDIR" "grep x /" "is a directory";
           run "mkfifo 384 /fifo"; fails ~errno:"EINVAL" "grep x /fifo" "/fifo: not a regular file" ] ] ]
   @ [ older "grepi" ~since:"1.0.66" [ "insensitive" ];
       older "egrep" ~since:"1.0.66" [ "extended" ];
       older "egrepi" ~since:"1.0.66" [ "extended"; "insensitive" ];
       older "fgrep" ~since:"1.0.66" ~pattern:"pattern" [ "fixed" ];
       older "fgrepi" ~since:"1.0.66" ~pattern:"pattern" [ "fixed"; "insensitive" ];
       older "zgrep" ~since:"1.0.66" [ "compressed" ];
       older "zgrepi" ~since:"1.0.66" [ "compressed"; "insensitive" ];
       older "zegrep" ~since:"1.0.66" [ "compressed"; "extended" ];
       older "zegrepi" ~since:"1.0.66" [ "compressed"; "extended"; "insensitive" ];
       older "zfgrep" ~since:"1.0.66" ~pattern:"pattern" [ "compressed"; "fixed" ];
       older "zfgrepi" ~since:"1.0.66" ~pattern:"pattern" [ "compressed"; "fixed"; "insensitive" ] ])
