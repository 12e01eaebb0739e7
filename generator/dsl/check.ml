(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* Checks of the whole model before anything is emitted.  Each finding says
   where the declaration stands and what to do. *)

open Model
include Finding

let is_name s =
  s <> "" && s.[0] >= 'a' && s.[0] <= 'z'
  && String.for_all (fun c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c = '_') s

let check_name where place what name =
  if not (is_name name) then
    [ finding where "%s \"%s\" must be lower-case letters, digits and underscores" what name ]
  else match Reserved.problem place name with
    | Some problem -> [ finding where "%s \"%s\" %s" what name problem ]
    | None -> []

let rec duplicates = function
  | [] -> []
  | x :: rest -> if List.mem x rest then x :: duplicates (List.filter (( <> ) x) rest) else duplicates rest

let is_version s =
  match String.split_on_char '.' s with
  | [ a; b; c ] -> List.for_all (fun n -> int_of_string_opt n <> None) [ a; b; c ]
  | _ -> false

(* ---- one call ---- *)

let names_of c = List.map (fun a -> a.arg_name) c.arguments @ List.map (fun o -> o.opt_name) c.options

let check_names c =
  let where = c.location in
  check_name where Reserved.Call "call" (String.mapi (fun i letter -> if i > 0 then Char.lowercase_ascii letter else letter) c.name)
  @ List.concat_map (fun a -> check_name where Reserved.Argument (c.name ^ ": argument") a.arg_name) c.arguments
  @ List.concat_map (fun o -> check_name where Reserved.Option (c.name ^ ": option") o.opt_name) c.options
  @ List.map (fun n -> finding where "%s: two arguments are named \"%s\"" c.name n) (duplicates (names_of c))

let check_text c =
  let where = c.location in
  let short_problem =
    if c.short = "" then Some "it is empty"
    else if c.short.[String.length c.short - 1] = '.' then Some "it ends in a full stop"
    else if Char.uppercase_ascii c.short.[0] = c.short.[0] && Char.lowercase_ascii c.short.[0] <> c.short.[0]
            && (String.length c.short < 2 || Char.lowercase_ascii c.short.[1] = c.short.[1])
    then Some "it begins with a capital"
    else None in
  (match short_problem with
   | Some problem -> [ finding where "%s: short description: %s" c.name problem ]
   | None -> [])
  @ (if String.trim c.doc = "" then [ finding where "%s: no documentation (~doc)" c.name ] else [])
  @ (if c.visibility = Binding_test || is_version c.since then []
     else [ finding where "%s: ~since:\"%s\" is not a version such as 1.62.0" c.name c.since ])

let check_kinds api c =
  let where = c.location in
  let count p = List.length (List.filter p c.arguments) in
  let pointer a = match a.arg_kind with Pointer _ -> true | _ -> false in
  let is_file k a = a.arg_kind = Text k in
  let struct_of = match c.returns with
    | Returns_struct (s, _) | Returns_struct_list (s, _) -> Some s | _ -> None in
  (if is_daemon_call c && count pointer > 0 then
     [ finding where "%s: a pointer cannot be sent to the daemon; use ~run:library" c.name ] else [])
  @ (if is_daemon_call c then match c.returns with
      | Returns_const_text _ | Returns_optional_const_text _ ->
        [ finding where "%s: a constant text belongs to the handle and cannot come from the daemon" c.name ]
      | _ -> [] else [])
  @ (if is_daemon_call c && (count (is_file File_in) > 1 || count (is_file File_out) > 1
                             || (count (is_file File_in) > 0 && count (is_file File_out) > 0)) then
       [ finding where "%s: at most one file_in or file_out argument can be transferred" c.name ] else [])
  @ (if is_daemon_call c && file_out c <> None && c.returns <> Nothing then
       [ finding where "%s: a call with file_out returns nothing else" c.name ] else [])
  @ List.filter_map (fun o -> match o.opt_kind with
      | Opt_bool | Opt_int | Opt_int64
      | Opt_text (Plain | Path | Device | Mountable | Guid | Secret)
      | Opt_text_list (Plain | Path | Device | File_name) -> None
      | Opt_text _ | Opt_text_list _ -> Some (finding where "%s: the option \"%s\" cannot be of this kind" c.name o.opt_name)) c.options
  @ (if List.length c.options > 63 then [ finding where "%s: more than 63 options" c.name ] else [])
  @ (if c.once_had_no_options && c.options = [] then
       [ finding where "%s: ~once_had_no_options needs options" c.name ] else [])
  @ (match struct_of with
      | Some s when not (List.exists (fun d -> d.struct_name = s) (all_structs api)) ->
        [ finding where "%s: returns the struct \"%s\", which is not declared" c.name s ]
      | _ -> [])
  @ (match c.returns with
      | Returns_optional_const_text _ when c.options <> [] || c.config_only ->
        [ finding where "%s: a call that cannot return an error cannot have options or be config_only" c.name ]
      | _ -> [])

(* ---- what does the work of a call ---- *)

let check_same api c name fixed =
  let problem fmt = Printf.ksprintf (fun m -> [ finding c.location "%s: same_as: %s" c.name m ]) fmt in
  match find_call api name with
  | None -> problem "there is no call \"%s\"" name
  | Some other when not (is_daemon_call other) -> problem "@%s is no call of the daemon" name
  | Some { run = Opens _ | Within _; _ } -> problem "@%s works with a session" name
  | Some other ->
    (* A smaller number is taken as a larger one, a device by its name. *)
    let fits kind own = kind = own || (match kind, own with Int64, Int | Text Plain, Text Device -> true | _ -> false) in
    let fits_fixed kind value = match value, kind with
      | Fixed_bool _, Bool | Fixed_int _, (Int | Int64) | Fixed_text [ Literal _ ], (Text Plain | Optional_text) -> true
      | Fixed_text parts, Text Plain -> List.for_all (function Argument n -> kind_of c n = Some (Text Plain) | Literal _ -> true) parts
      | From n, kind -> Option.fold ~none:false ~some:(fits kind) (kind_of c n)
      | _ -> false in
    let same = if c.returns = other.returns then [] else match c.returns, other.returns with
      | Returns_text (a, _), Returns_text (b, _) when a = b -> []
      | Returns_text_list (a, _), Returns_text_list (b, _) when a = b -> []
      | Returns_bool _, Returns_bool _ | Returns_int _, Returns_int _ | Returns_int64 _, Returns_int64 _
      | Returns_buffer _, Returns_buffer _ -> []
      | Returns_table (a, b, _), Returns_table (x, y, _) when a = x && b = y -> []
      | Returns_struct (a, _), Returns_struct (b, _) | Returns_struct_list (a, _), Returns_struct_list (b, _) when a = b -> []
      | _ -> problem "the results of the two differ" in
    same
    @ List.concat_map (fun a ->
        match kind_of c a.arg_name, List.assoc_opt a.arg_name fixed with
        | Some kind, None when kind = a.arg_kind -> []
        | Some _, None -> problem "\"%s\" is of another kind in @%s" a.arg_name name
        | None, Some value when fits_fixed a.arg_kind value -> []
        | _, Some _ -> problem "\"%s\" cannot be fixed to this value" a.arg_name
        | None, None -> problem "@%s needs \"%s\"" name a.arg_name) other.arguments
    @ List.concat_map (fun (n, value) -> match find_option other n, find_argument other n with
        | Some _, _ when value = Absent -> []
        | Some o, _ when fits_fixed (kind_of_option o.opt_kind) value -> []
        | Some _, _ -> problem "\"%s\" cannot be fixed to this value" n
        | None, Some _ -> []
        | None, None -> problem "@%s has no \"%s\"" name n) fixed
    @ List.concat_map (fun n -> match kind_of other n with
        | None when List.exists (fun (_, value) -> match value with
            | From name -> name = n
            | Fixed_text parts -> List.mem (Argument n) parts
            | Fixed_bool _ | Fixed_int _ | Absent -> false) fixed -> []
        | None -> problem "@%s has no \"%s\"" name n
        | Some kind when find_argument other n = None && not (Option.fold ~none:false ~some:(fits kind) (kind_of c n)) ->
          problem "\"%s\" is of another kind in @%s" n name
        | Some _ -> []) (names_of c)

let check_session api c name =
  let problem fmt = Printf.ksprintf (fun m -> [ finding c.location "%s: %s" c.name m ]) fmt in
  (if List.exists (fun s -> s.session_name = name) (all_sessions api) then []
   else problem "the session \"%s\" is not declared" name)
  @ (match c.run with
      | Opens _ when c.returns <> Nothing -> problem "a call that opens a session returns nothing else"
      | Ends _ when c.returns <> Nothing || names_of c <> [] -> problem "a call that ends a session takes and returns nothing"
      | _ -> [])

(* Names that the generated C has for itself where it is more than a call of do_NAME. *)
let check_own_names c =
  let own = match c.run with
    | Exec _ -> [ "command"; "form"; "i" ]
    | Same_as _ -> [ "other_options" ]
    | Within _ -> [ "session" ]
    | Daemon | Opens _ | Ends _ | Library | Test_call -> [] in
  List.concat_map (fun n ->
      if List.mem n own then [ finding c.location "%s: the generated C of such a call has its own \"%s\"" c.name n ] else [])
    (names_of c)

let check_run api c = check_own_names c @ match c.run with
  | Exec program -> Check_program.check_program api c program
  | Same_as (name, fixed) -> check_same api c name fixed
  | Opens session | Within session | Ends session -> check_session api c session
  | Daemon | Library | Test_call -> []

let check_references api c =
  let where = c.location in
  let exists n = List.exists (fun other -> other.name = n) (all_calls api) in
  let group_exists g = List.exists (fun d -> d.group_name = g) (all_groups api) in
  (match c.group with
   | Some g when not (group_exists g) -> [ finding where "%s: the group \"%s\" is not declared, so it has no probe" c.name g ]
   | _ -> [])
  @ (match c.deprecated with
      | Some (Replaced_by other) when not (exists other) ->
        [ finding where "%s: is deprecated by \"%s\", which does not exist" c.name other ]
      | _ -> [])
  @ List.map (fun m -> finding where "%s: documentation: %s" c.name m)
    (Markup.problems ~exists ~names:(names_of c @ Markup.result_names c.returns) c.doc)

(* ---- test commands ---- *)

let accepts kind word = match kind, word with
  | Text (File_in | Plain), (Input _ | Fixture_file _) | Text (File_out | Plain), Output _ -> true
  | Text (File_in | File_out), Word _ -> true
  | (Text _ | Optional_text | Buffer), Word _ -> true
  | Optional_text, Null -> true
  | Text_list _, Words _ -> true
  | (Int | Int64), Word w -> Int64.of_string_opt w <> None
  | Bool, Word w -> w = "true" || w = "false"
  | _ -> false

let check_command api where context (command : command) =
  let problem fmt = Printf.ksprintf (fun m -> [ finding where "%s: in the command `%s': %s" context command.source m ]) fmt in
  match List.find_opt (fun c -> c.name = command.call_name) (all_calls api) with
  | None -> problem "there is no call \"%s\"" command.call_name
  | Some c ->
    let rec go arguments words = match arguments, words with
      | [], [] -> []
      | a :: _, [] -> problem "the argument \"%s\" is missing" a.arg_name
      | [], Option_word (n, v) :: rest ->
        (match List.find_opt (fun o -> o.opt_name = n) c.options with
         | None -> problem "%s has no option \"%s\"" c.name n
         | Some o when not (accepts (kind_of_option o.opt_kind) v) -> problem "the option \"%s\" does not take this value" n
         | Some _ -> []) @ go [] rest
      | [], _ :: _ -> problem "%s takes %d arguments" c.name (List.length c.arguments)
      | a :: more, w :: rest ->
        (if accepts a.arg_kind w then [] else problem "the argument \"%s\" does not take this value" a.arg_name) @ go more rest in
    go c.arguments (Command_words.arrange (List.length c.arguments) command.words)

let commands_of_step = function
  | Run c | Equals (c, _) | Not_equals (c, _) | Matches (c, _) | At_least (c, _) | Length_is (c, _) | List_is (c, _)
  | Field_is (c, _, _) | Field_of (c, _, _, _) | Contains (c, _) | Lacks (c, _) | Fails (c, _, _) -> [ c ]
  | Host_file_is _ -> []

(* Whether the result of a call can be compared in the way of the step. *)
let check_comparison api where context step =
  let problem (command : command) fmt =
    Printf.ksprintf (fun m -> [ finding where "%s: in the command `%s': %s" context command.source m ]) fmt in
  let returns (command : command) =
    List.find_map (fun c -> if c.name = command.call_name then Some c.returns else None) (all_calls api) in
  let fields s = match List.find_opt (fun d -> d.struct_name = s) (all_structs api) with
    | Some d -> d.fields | None -> [] in
  let element_field field = match String.split_on_char '.' field with
    | [ index; name ] when int_of_string_opt index <> None -> Some name
    | _ -> None in
  match step with
  | Run _ | Host_file_is _ -> []
  | Equals (command, _) | Not_equals (command, _) ->
    (match returns command with
     | Some (Nothing | Returns_text_list _ | Returns_table _ | Returns_struct _ | Returns_struct_list _) ->
       problem command "equals needs a single value; use list_is, field_is or contains"
     | _ -> [])
  | Matches (command, "") -> problem command "an empty pattern matches everything"
  | Matches (command, _) ->
    (match returns command with
     | None | Some (Returns_text _ | Returns_const_text _ | Returns_optional_const_text _ | Returns_text_list _) -> []
     | _ -> problem command "matches needs a text or a list")
  | At_least (command, _) ->
    (match returns command with
     | None | Some (Returns_int _ | Returns_int64 _) -> []
     | _ -> problem command "at_least needs a number")
  | Length_is (command, length) when length < 0 -> problem command "no length is negative"
  | Length_is (command, _) ->
    (match returns command with
     | Some (Nothing | Returns_int _ | Returns_int64 _ | Returns_bool _ | Returns_struct _) ->
       problem command "length_is needs a text, a list or a table"
     | _ -> [])
  | List_is (command, _) ->
    (match returns command with
     | None | Some (Returns_text_list _ | Returns_table _) -> []
     | _ -> problem command "list_is needs a list or a table")
  | Field_is (command, field, _) ->
    let known s name = List.mem_assoc name (fields s) in
    (match returns command with
     | None | Some (Returns_table _) -> []
     | Some (Returns_struct (s, _)) when known s field -> []
     | Some (Returns_struct_list (s, _))
       when field = "len" || known s (Option.value (element_field field) ~default:field) -> []
     | Some (Returns_struct _ | Returns_struct_list _) -> problem command "the struct has no field \"%s\"" field
     | _ -> problem command "field_is needs a struct or a table")
  | Field_of (command, (key, _), field, _) ->
    (match returns command with
     | None -> []
     | Some (Returns_struct_list (s, _)) ->
       List.concat_map (fun name ->
           if List.mem_assoc name (fields s) then []
           else problem command "the struct has no field \"%s\"" name) [ key; field ]
     | _ -> problem command "field_of needs a list of structs")
  | Contains (command, _) | Lacks (command, _) ->
    (match returns command with
     | None | Some (Returns_text _ | Returns_const_text _ | Returns_optional_const_text _ | Returns_buffer _
                   | Returns_text_list _ | Returns_table _) -> []
     | Some (Returns_struct_list (s, _)) when List.exists (fun (_, k) -> k = F_text || k = F_device) (fields s) -> []
     | _ -> problem command "contains needs a text, a list, a table or structs with a text")
  | Fails (command, _, _) ->
    (match returns command with
     | Some (Returns_optional_const_text _) -> problem command "this call cannot fail"
     | _ -> [])

let check_examples api c =
  List.concat_map (fun source -> match Command_words.parse source with
      | Error message -> [ finding c.location "%s: in the example `%s': %s" c.name source message ]
      | Ok (call_name, words) -> check_command api c.location (c.name ^ ": example") { call_name; words; source })
    c.example

let needs_test c = match c.visibility with
  | Public | Public_not_in_shell | State_test -> c.wrapped
  | Debug | Binding_test | Internal -> false

let check_step api where context step =
  match List.concat_map (check_command api where context) (commands_of_step step) with
  | [] -> check_comparison api where context step
  | findings -> findings

let check_tests ~fixtures api c =
  let known t = List.exists (fun f -> f.fixture_name = t.fixture) fixtures in
  (if needs_test c && c.tests = [] then [ finding c.location "%s: has no test (~tests)" c.name ] else [])
  @ List.concat_map (fun t ->
      (if known t then [] else [ finding c.location "%s: no fixture is named \"%s\"" c.name t.fixture ])
      @ List.concat_map (check_step api c.location c.name) t.steps) c.tests

let check_call ~fixtures api c =
  check_names c @ check_text c @ check_kinds api c @ check_run api c @ check_references api c
  @ check_examples api c @ check_tests ~fixtures api c

(* ---- the rest ---- *)

let check_struct s =
  let where = s.struct_location in
  check_name where Reserved.Struct "struct" s.struct_name
  @ (if s.fields = [] then [ finding where "struct %s: has no fields" s.struct_name ] else [])
  @ (if String.trim s.struct_doc = "" then [ finding where "struct %s: no documentation" s.struct_name ] else [])
  @ List.concat_map (fun (n, _) -> check_name where Reserved.Field (Printf.sprintf "struct %s: field" s.struct_name) n) s.fields
  @ List.map (fun n -> finding where "struct %s: two fields are named \"%s\"" s.struct_name n) (duplicates (List.map fst s.fields))

(* The number of a message has one byte for the place of the call in its topic. *)
let calls_of_a_topic = 0xff

let check_topic t =
  match List.nth_opt (List.filter is_daemon_call t.calls) calls_of_a_topic with
  | None -> []
  | Some c ->
    [ finding c.location "%s: the topic \"%s\" has more than %d calls, for which messages have numbers; begin another topic"
        c.name t.topic_name calls_of_a_topic ]

let check_group api g =
  let used = List.exists (fun c -> c.group = Some g.group_name) (all_calls api) in
  if used then [] else [ finding g.group_location "group %s: no call belongs to it" g.group_name ]

let check_sessions api s =
  let has run = List.exists (fun c -> c.run = run) (all_calls api) in
  if has (Opens s.session_name) then [] else [ finding s.session_location "session %s: no call opens it" s.session_name ]

(* A fixture; EARLIER are those before it in the list. *)
let check_fixture api earlier f =
  let where = f.fixture_location and context = "fixture " ^ f.fixture_name in
  let problem condition fmt =
    Printf.ksprintf (fun m -> if condition then [ finding where "%s: %s" context m ] else []) fmt in
  let base = Option.map (fun name -> name, List.find_opt (fun e -> e.fixture_name = name) earlier) f.base in
  (if is_name f.fixture_name then [] else
     [ finding where "fixture \"%s\" must be lower-case letters, digits and underscores" f.fixture_name ])
  @ (match base with
      | Some (name, None) -> problem true "the base \"%s\" is not declared before it" name
      | Some (name, Some base) -> problem (f.launched && not base.launched) "the base \"%s\" is not launched" name
      | None -> problem (f.launched && f.disks = []) "has neither ~base nor ~disks")
  @ problem (not f.launched && (f.disks <> [] || f.content <> [] || f.fixture_needs <> []))
    "disks, content and needs are those of a launched handle"
  @ problem (List.exists (fun size -> size <= 0) f.disks) "a disk has at least 1 MiB"
  @ List.concat_map (fun g ->
      problem (not (List.exists (fun d -> d.group_name = g) (all_groups api))) "the group \"%s\" is not declared" g)
    f.fixture_needs
  @ problem (f.shows = []) "nothing shows that it is what it says (~shows)"
  @ List.concat_map (check_command api where context) (f.content @ f.entering)
  @ List.concat_map (check_step api where context) f.shows

let rec check_fixtures api earlier = function
  | [] -> []
  | f :: rest -> check_fixture api earlier f @ check_fixtures api (f :: earlier) rest

let twice what location_of name_of items =
  List.concat_map (fun n ->
      match List.filter (fun i -> name_of i = n) items with
      | first :: second :: _ ->
        let f : location = location_of first in
        [ finding (location_of second) "%s \"%s\" is already declared at %s:%d" what n f.file f.line ]
      | _ -> []) (duplicates (List.map name_of items))

(* All that is wrong with the API, in the order of the declarations. *)
let findings ~fixtures api =
  List.concat_map (check_call ~fixtures api) (all_calls api)
  @ List.concat_map check_struct (all_structs api)
  @ List.concat_map check_topic api
  @ List.concat_map (check_group api) (all_groups api)
  @ List.concat_map (check_sessions api) (all_sessions api)
  @ check_fixtures api [] fixtures
  @ twice "fixture" (fun f -> f.fixture_location) (fun f -> f.fixture_name) fixtures
  @ twice "call" (fun c -> c.location) (fun c -> c.name) (all_calls api)
  @ twice "struct" (fun s -> s.struct_location) (fun s -> s.struct_name) (all_structs api)
  @ twice "group" (fun g -> g.group_location) (fun g -> g.group_name) (all_groups api)
  @ twice "session" (fun s -> s.session_location) (fun s -> s.session_name) (all_sessions api)
