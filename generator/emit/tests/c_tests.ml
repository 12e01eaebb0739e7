(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* tests/api-tests.c: the declared tests and their fixtures as C, run by
   tests/declared.
   Check has refused what cannot be compared. *)

open Model
open Text
open C_types

let find_call api name = List.find (fun c -> c.name = name) (all_calls api)

(* ---- a command as a call in C ---- *)

let texts list = Printf.sprintf "(char *[]) { %s }" (String.concat ", " (List.map c_string list @ [ "NULL" ]))

let actual_argument a word = match a.arg_kind, word with
  | Buffer, Word w -> [ c_string w; string_of_int (String.length w) ]
  | Int64, Word w -> [ Printf.sprintf "INT64_C (%s)" w ]
  | Int, Word w -> [ w ]
  | Bool, Word w -> [ if w = "true" then "1" else "0" ]
  | _, Word w -> [ c_string w ]
  | _, Words list -> [ texts list ]
  | _, Input content -> [ Printf.sprintf "input_file (t, %s, %d)" (c_string content) (String.length content) ]
  | _, Fixture_file name -> [ Printf.sprintf "fixture_file (t, %s)" (c_string name) ]
  | _, Output name -> [ Printf.sprintf "output_file (t, %s)" (c_string name) ]
  | _, Null -> [ "NULL" ]
  | _, Option_word _ -> invalid_arg "an option in place of an argument"

let actual_option c name word =
  let o = List.find (fun o -> o.opt_name = name) c.options in
  let value = match o.opt_kind, word with
    | Opt_int64, Word w -> Printf.sprintf "INT64_C (%s)" w
    | Opt_int, Word w -> w
    | Opt_bool, Word w -> if w = "true" then "1" else "0"
    | Opt_text _, Word w -> c_string w
    | Opt_text_list _, Words list -> texts list
    | _ -> invalid_arg ("value of option " ^ name) in
  [ option_constant c o; value ]

let c_call api (command : command) =
  let c = find_call api command.call_name in
  let words = Command_words.arrange (List.length c.arguments) command.words in
  let options = List.filter_map (function Option_word (n, v) -> Some (n, v) | _ -> None) words in
  let plain = List.filter (function Option_word _ -> false | _ -> true) words in
  let fixed = List.concat (List.map2 actual_argument c.arguments plain) in
  let size = match c.returns with Returns_buffer _ -> [ "&size" ] | _ -> [] in
  let variadic = c.options <> [] && (options <> [] || not c.once_had_no_options) in
  let trailing = if variadic then List.concat_map (fun (n, v) -> actual_option c n v) options @ [ "-1" ] else [] in
  let name = if variadic then c_name c else c.name in
  c, Printf.sprintf "guestfs_%s (%s)" name (String.concat ", " ([ "t->g" ] @ fixed @ size @ trailing))

(* ---- steps ---- *)

let cleanup = function
  | Returns_text _ | Returns_buffer _ -> "CLEANUP_FREE "
  | Returns_text_list _ | Returns_table _ -> "CLEANUP_FREE_STRINGS "
  | _ -> ""

let free_struct b c = match c.returns with
  | Returns_struct (s, _) -> pr b "    guestfs_free_%s (r);\n" s
  | Returns_struct_list (s, _) -> pr b "    guestfs_free_%s_list (r);\n" s
  | _ -> ()

(* The variable r with the result, after the check that there is one. *)
let emit_result b api (command : command) =
  let c, expression = c_call api command in
  (match c.returns with Returns_buffer _ -> pr b "    size_t size = 0;\n" | _ -> ());
  pr b "    %s%sr = %s;\n" (cleanup c.returns)
    (let t = return_type c.returns in if t.[String.length t - 1] = '*' then t else t ^ " ") expression;
  (match error_value c.returns with
   | Some error -> pr b "    if (r == %s)\n      return call_failed (t, %s);\n" error (c_string command.source)
   | None -> ());
  c

let quoted (command : command) = c_string command.source

(* r as a struct text: pointer and size of its bytes. *)
let scalar_text c = match c.returns with
  | Nothing | Returns_int _ | Returns_int64 _ -> "number_text (t, r)"
  | Returns_bool _ -> "bool_text (r)"
  | Returns_const_text _ | Returns_optional_const_text _ | Returns_text _ -> "string_text (r)"
  | Returns_buffer _ -> "bytes_text (r, size)"
  | Returns_text_list _ | Returns_table _ | Returns_struct _ | Returns_struct_list _ ->
    invalid_arg c.name

(* A field of the struct before which VALUE is written. *)
let field_text api s field =
  let kind = match List.assoc_opt field (find_struct api s).fields with
    | Some kind -> kind
    | None -> invalid_arg field in
  fun value -> match kind with
    | F_text | F_device -> Printf.sprintf "string_text (%s%s)" value field
    | F_buffer -> Printf.sprintf "bytes_text (%s%s, %s%s_len)" value field value field
    | F_uuid -> Printf.sprintf "bytes_text (%s%s, 32)" value field
    | F_char -> Printf.sprintf "bytes_text (&%s%s, 1)" value field
    | F_optional_percent -> Printf.sprintf "percent_text (t, %s%s)" value field
    | F_bytes | F_uint64 | F_int64 | F_uint32 | F_int32 -> Printf.sprintf "number_text (t, %s%s)" value field

(* "field" of a struct; of a list of structs "len", "INDEX.field", or
   "field" of the first. *)
let emit_field b api c (command : command) field value =
  let expect text =
    pr b "    int order = expect_text (t, %s, %s, %s, %d);\n" (c_string (command.source ^ " -> " ^ field)) text (c_string value) (String.length value);
    free_struct b c;
    pr b "    if (order == -1)\n      return -1;\n" in
  match c.returns with
  | Returns_struct (s, _) -> expect (field_text api s field "r->")
  | Returns_struct_list _ when field = "len" -> expect "number_text (t, r->len)"
  | Returns_struct_list (s, _) ->
    let index, name = match String.split_on_char '.' field with
      | [ index; name ] -> index, name
      | _ -> "0", field in
    pr b "    if (r->len <= %s)\n      return missing_element (t, %s, %s, r->len);\n" index (quoted command) index;
    expect (field_text api s name (Printf.sprintf "r->val[%s]." index))
  | Returns_table _ ->
    pr b "    if (expect_entry (t, %s, r, %s, %s) == -1)\n      return -1;\n" (quoted command) (c_string field) (c_string value)
  | _ -> invalid_arg c.name

(* "field" of the struct whose key is so. *)
let emit_field_of b api c (command : command) (key, key_value) field value =
  let s = match c.returns with Returns_struct_list (s, _) -> s | _ -> invalid_arg c.name in
  let same name value =
    Printf.sprintf "same_text (%s, %s, %d)" (field_text api s name "r->val[i].") (c_string value) (String.length value) in
  pr b "    int order = missing_key;\n\
       \    for (uint32_t i = 0; i < r->len && order == missing_key; ++i)\n\
       \      if (%s)\n        order = expect_text (t, %s, %s, %s, %d);\n" (same key key_value)
    (c_string (Printf.sprintf "%s -> %s %s -> %s" command.source key key_value field))
    (field_text api s field "r->val[i].") (c_string value) (String.length value);
  free_struct b c;
  pr b "    if (order == missing_key)\n      return no_such_key (t, %s, %s, %s);\n    if (order == -1)\n      return -1;\n"
    (quoted command) (c_string key) (c_string key_value)

(* How long the result is, in elements or bytes. *)
let length_of c = match c.returns with
  | Returns_text _ | Returns_const_text _ | Returns_optional_const_text _ -> "strlen (r)"
  | Returns_buffer _ -> "size"
  | Returns_text_list _ -> "list_length (r)"
  | Returns_table _ -> "list_length (r) / 2"
  | Returns_struct_list _ -> "r->len"
  | Nothing | Returns_int _ | Returns_int64 _ | Returns_bool _ | Returns_struct _ -> invalid_arg c.name

let pattern_on c = match c.returns with
  | Returns_text_list _ -> "r"
  | _ -> "(char *[]) { (char *) r, NULL }"

(* Elements that contains and lacks look at. *)
let membership api c part = match c.returns with
  | Returns_text _ | Returns_const_text _ | Returns_optional_const_text _ ->
    Printf.sprintf "has_part (r, strlen (r), %s, %d)" (c_string part) (String.length part)
  | Returns_buffer _ -> Printf.sprintf "has_part (r, size, %s, %d)" (c_string part) (String.length part)
  | Returns_text_list _ -> Printf.sprintf "has_element (r, 1, %s)" (c_string part)
  | Returns_table _ -> Printf.sprintf "has_element (r, 2, %s)" (c_string part)
  | Returns_struct_list (s, _) ->
    let first = List.find_map (fun (n, k) -> match k with F_text | F_device -> Some n | _ -> None) (find_struct api s).fields in
    (match first with
     | Some field -> Printf.sprintf "has_struct (r->val, r->len, sizeof *r->val, offsetof (struct guestfs_%s, %s), %s)" s field (c_string part)
     | None -> invalid_arg c.name)
  | _ -> invalid_arg c.name

let emit_membership b api command part wanted =
  let c = emit_result b api command in
  pr b "    bool found = %s;\n" (membership api c part);
  free_struct b c;
  pr b "    if (expect_found (t, %s, %s, found, %b) == -1)\n      return -1;\n" (quoted command) (c_string part) wanted

let emit_step b api = function
  | Run command ->
    let c = emit_result b api command in
    (match c.returns with
     | Returns_struct _ | Returns_struct_list _ -> free_struct b c
     | Nothing | Returns_int _ | Returns_int64 _ | Returns_bool _ -> ()
     | _ -> pr b "    (void) r;\n")
  | Equals (command, value) ->
    let c = emit_result b api command in
    pr b "    if (expect_text (t, %s, %s, %s, %d) == -1)\n      return -1;\n" (quoted command) (scalar_text c) (c_string value) (String.length value)
  | Not_equals (command, value) ->
    let c = emit_result b api command in
    pr b "    if (expect_other (t, %s, %s, %s, %d) == -1)\n      return -1;\n" (quoted command) (scalar_text c) (c_string value) (String.length value)
  | Matches (command, pattern) ->
    let c = emit_result b api command in
    pr b "    if (expect_match (t, %s, %s, %s) == -1)\n      return -1;\n" (quoted command) (pattern_on c) (c_string pattern)
  | At_least (command, least) ->
    ignore (emit_result b api command);
    pr b "    if (expect_at_least (t, %s, r, INT64_C (%Ld)) == -1)\n      return -1;\n" (quoted command) least
  | Length_is (command, length) ->
    let c = emit_result b api command in
    pr b "    const size_t length = %s;\n" (length_of c);
    free_struct b c;
    pr b "    if (expect_length (t, %s, length, %d) == -1)\n      return -1;\n" (quoted command) length
  | List_is (command, values) ->
    let c = emit_result b api command in
    (match c.returns with
     | Returns_text_list _ | Returns_table _ -> ()
     | _ -> invalid_arg c.name);
    pr b "    if (expect_list (t, %s, r, %s) == -1)\n      return -1;\n" (quoted command) (texts values)
  | Field_is (command, field, value) ->
    let c = emit_result b api command in
    emit_field b api c command field value
  | Field_of (command, key, field, value) ->
    let c = emit_result b api command in
    emit_field_of b api c command key field value
  | Contains (command, part) -> emit_membership b api command part true
  | Lacks (command, part) -> emit_membership b api command part false
  | Fails (command, errno, part) ->
    let c, expression = c_call api command in
    (match c.returns with Returns_buffer _ -> pr b "    size_t size = 0;\n" | _ -> ());
    let error = match error_value c.returns with
      | Some error -> error
      | None -> invalid_arg c.name in
    pr b "    bool failed = %s == %s;\n" expression error;
    pr b "    if (expect_error (t, %s, failed, %s, %s) == -1)\n      return -1;\n" (quoted command)
      (match errno with Some e -> e | None -> "0") (c_string part)
  | Host_file_is (name, content) ->
    pr b "    if (expect_host_file (t, %s, %s, %d) == -1)\n      return -1;\n" (c_string name) (c_string content) (String.length content)

let test_name c i = Printf.sprintf "%s_%d" c.name i

let emit_steps b api name steps =
  pr b "static int\n%s (struct test_run *t)\n{\n" name;
  List.iter (fun step -> pr b "  {\n"; emit_step b api step; pr b "  }\n") steps;
  pr b "  return 0;\n}\n\n"

let emit_test b api c i test = emit_steps b api ("test_" ^ test_name c i) test.steps

(* A test needs the group of its call, or that of its own ~needs. *)
let needs c test = match test.needs, c.group with
  | Some g, _ | None, Some g -> c_string g
  | None, None -> "NULL"

(* ---- fixtures ---- *)

(* The name of a function with these commands; NULL if there are none. *)
let emit_commands b api name commands =
  if commands = [] then "NULL"
  else begin
    emit_steps b api name (List.map (fun command -> Run command) commands);
    name
  end

let emit_fixture b api f =
  let content = emit_commands b api ("make_" ^ f.fixture_name) f.content in
  let entering = emit_commands b api ("enter_" ^ f.fixture_name) f.entering in
  let constant type_ name = function
    | [] -> "NULL"
    | values -> Printf.sprintf "(%s[]) { %s }" type_ (String.concat ", " (values @ [ name ])) in
  emit_steps b api ("show_" ^ f.fixture_name) f.shows;
  pr b "const struct fixture %s_fixture = {\n  .name = %s,\n  .base = %s,\n  .launched = %b,\n  .disks = %s,\n\
       \  .needs = %s,\n  .make = %s,\n  .enter = %s,\n};\n\n"
    f.fixture_name (c_string f.fixture_name)
    (match f.base with Some base -> "&" ^ base ^ "_fixture" | None -> "NULL")
    f.launched (constant "const unsigned" "0" (List.map string_of_int f.disks))
    (constant "char *const" "NULL" (List.map c_string f.fixture_needs)) content entering

(* What the commands call is of some topics; of guestfs.h they get those parts. *)
let used_topics api commands =
  let names = List.map (fun (command : command) -> command.call_name) commands in
  List.filter (fun topic -> List.exists (fun c -> List.mem c.name names) topic.calls) api

let commands_of_steps = List.concat_map Check.commands_of_step

let emit_begin b ~about api commands =
  c_banner b ~source:"tests/c_tests.ml" ~about;
  pr b "/* Deprecated and internal calls are tested too. */\n#define GUESTFS_NO_WARN_DEPRECATED 1\n#define GUESTFS_PRIVATE 1\n\n#include <config.h>\n\n#include <errno.h>\n#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <stdlib.h>\n#include <string.h>\n\n\
        #include \"cleanup.h\"\n#include \"fixtures.h\"\n#include \"harness.h\"\n\n";
  List.iter (fun used -> Topics_of.include_part b used.topic_name) (used_topics api commands);
  pr b "\n"

let declare_fixture b name = pr b "extern const struct fixture %s_fixture;\n" name

let emit api t b =
  let calls = List.sort by_name t.calls in
  let tests = List.concat_map (fun c -> c.tests) calls in
  emit_begin b ~about:(t.title ^ ": the tests that stand beside each declaration.") api
    (List.concat_map (fun test -> commands_of_steps test.steps) tests);
  List.iter (declare_fixture b) (List.sort_uniq compare (List.map (fun test -> test.fixture) tests));
  pr b "\n";
  List.iter (fun c -> List.iteri (emit_test b api c) c.tests) calls;
  pr b "extern const struct declared_test %s_tests[];\n\nconst struct declared_test %s_tests[] = {\n" t.topic_name t.topic_name;
  List.iter (fun c -> List.iteri (fun i test ->
      pr b "  { \"%s\", &%s_fixture, %s, test_%s },\n" (test_name c i) test.fixture (needs c test) (test_name c i)) c.tests) calls;
  pr b "  { NULL, NULL, NULL, NULL },\n};\n"

(* The fixtures, and what each of them shows as a test. *)
let emit_fixtures fixtures api b =
  emit_begin b ~about:"The fixtures of the tests." api
    (List.concat_map (fun f -> f.content @ f.entering @ commands_of_steps f.shows) fixtures);
  List.iter (fun f -> declare_fixture b f.fixture_name) fixtures;
  pr b "extern const struct declared_test fixture_tests[];\n\n";
  List.iter (emit_fixture b api) fixtures;
  pr b "const struct declared_test fixture_tests[] = {\n";
  List.iter (fun f ->
      pr b "  { \"fixture_%s\", &%s_fixture, NULL, show_%s },\n" f.fixture_name f.fixture_name f.fixture_name) fixtures;
  pr b "  { NULL, NULL, NULL, NULL },\n};\n"

let emit_topics api b =
  c_banner b ~source:"tests/c_tests.ml" ~about:"The topics of the tests.";
  pr b "#include <config.h>\n\n#include \"harness.h\"\n\n";
  List.iter (fun t -> pr b "extern const struct declared_test %s_tests[];\n" t.topic_name) api;
  pr b "extern const struct declared_test fixture_tests[];\n\nconst struct declared_test *const declared_tests[] = {\n";
  List.iter (fun t -> pr b "  %s_tests,\n" t.topic_name) api;
  pr b "  fixture_tests,\n  NULL,\n};\n"

let outputs fixtures api =
  file "tests/topics.c" (emit_topics api)
  :: file "tests/fixtures.c" (emit_fixtures fixtures api)
  :: Topics_of.files api (Printf.sprintf "tests/api-tests-%s.c") (emit api)
