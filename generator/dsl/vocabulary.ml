(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The words that declarations in api/ are written with. *)

open Model

exception Bad_declaration of location * string

let () = Printexc.register_printer (function
    | Bad_declaration (where, message) -> Some (Printf.sprintf "%s:%d: %s" where.file where.line message)
    | _ -> None)

(* Where the declaration being evaluated stands: the innermost frame of the
   call stack that lies outside this file.  The generator is compiled with
   -g, so that declarations need not carry their position. *)
let[@inline never] here () =
  let stack = Printexc.get_callstack 12 in
  let slots = match Printexc.backtrace_slots stack with
    | Some slots -> Array.to_list slots
    | None -> [] in
  let outside slot = match Printexc.Slot.location slot with
    | Some { Printexc.filename; line_number; _ }
      when Filename.basename filename <> "vocabulary.ml" ->
      Some { file = Filename.basename filename; line = line_number }
    | _ -> None in
  match List.find_map outside slots with
  | Some location -> location
  | None -> { file = "(unknown)"; line = 0 }

let fail_at location fmt =
  Printf.ksprintf (fun message -> raise (Bad_declaration (location, message))) fmt

(* ---- arguments ---- *)

let argument kind name = { arg_name = name; arg_kind = kind }
let text = argument (Text Plain)
let path = argument (Text Path)
let device = argument (Text Device)
let mountable = argument (Text Mountable)
let device_or_path = argument (Text Device_or_path)
let mountable_or_path = argument (Text Mountable_or_path)
let file_in = argument (Text File_in)
let file_out = argument (Text File_out)
let key = argument (Text Key)
let secret = argument (Text Secret)
let guid = argument (Text Guid)
let optional_text = argument Optional_text
let text_list = argument (Text_list Plain)
let device_list = argument (Text_list Device)
let file_name_list = argument (Text_list File_name)
let path_list = argument (Text_list Path)
let buffer = argument Buffer
let int = argument Int
let int64 = argument Int64
let bool = argument Bool
let pointer c_type = argument (Pointer c_type)

(* ---- options ---- *)

let option kind ?(since = "") name = { opt_name = name; opt_kind = kind; opt_since = since }
let bool_option = option Opt_bool
let int_option = option Opt_int
let int64_option = option Opt_int64
let text_option = option (Opt_text Plain)
let path_option = option (Opt_text Path)
let device_option = option (Opt_text Device)
let mountable_option = option (Opt_text Mountable)
let guid_option = option (Opt_text Guid)
let secret_option = option (Opt_text Secret)
let text_list_option = option (Opt_text_list Plain)
let path_list_option = option (Opt_text_list Path)
let device_list_option = option (Opt_text_list Device)
let file_name_list_option = option (Opt_text_list File_name)

(* ---- results ---- *)

let nothing = Nothing
let returns_int name = Returns_int name
let returns_int64 name = Returns_int64 name
let returns_bool name = Returns_bool name
let returns_const_text name = Returns_const_text name
let returns_optional_const_text name = Returns_optional_const_text name
let returns_text name = Returns_text (Result_plain, name)
let returns_device name = Returns_text (Result_device, name)
let returns_mountable name = Returns_text (Result_mountable, name)
let returns_text_list name = Returns_text_list (Result_plain, name)
let returns_device_list name = Returns_text_list (Result_device, name)
let returns_mountable_list name = Returns_text_list (Result_mountable, name)
let returns_struct structure name = Returns_struct (structure, name)
let returns_struct_list structure name = Returns_struct_list (structure, name)
let returns_table name = Returns_table (Result_plain, Result_plain, name)
let returns_table_of keys values name = Returns_table (keys, values, name)
let returns_buffer name = Returns_buffer name

(* ---- who does the work ---- *)

let daemon = Daemon
let library = Library
let test_call = Test_call

(* "-L%{mbytes}M" to [Literal "-L"; Argument "mbytes"; Literal "M"] *)
let template_word location word =
  let rec parse position =
    match String.index_from_opt word position '%' with
    | Some i when i + 1 < String.length word && word.[i + 1] = '{' ->
      let close = match String.index_from_opt word i '}' with
        | Some close -> close
        | None -> fail_at location "command template: no } after %%{ in \"%s\"" word in
      let before = String.sub word position (i - position) in
      let name = String.sub word (i + 2) (close - i - 2) in
      let rest = parse (close + 1) in
      if before = "" then Argument name :: rest else Literal before :: Argument name :: rest
    | Some _ | None ->
      let rest = String.sub word position (String.length word - position) in
      if rest = "" then [] else [ Literal rest ] in
  if word = "" then [ Literal "" ] else parse 0

(* A program of the appliance and its arguments; "%{name}" stands for an
   argument of the call, and "%{options}", as a word of its own, for [~options]:
   if it is not there they stand in front of the first word with an argument.

     exec [ "resize2fs"; "%{device}" ] ~options:[ if_true "force" [ "-f" ] ]

   A path of the guest is the name of a regular file that is there, if it is not
   one of the other lists; the program gets it already opened.  [~input] is an
   argument that the program reads from its stdin, [~secret_files] are those that
   it gets as the name of a file: a key can be given in these two ways only.  The
   devices [~unused] are refused while anything uses them, and from those [~wiped] the
   signatures of old content are removed, after all that can be refused was: also by
   the program itself, if it has a flag [~rehearsal] with which it does nothing but that.
   [~tagged_devices] are texts that are a device, "LABEL=…" or "UUID=…", which the
   program looks for itself.  [~checks] come before everything else.  [~success] are further statuses that are no
   error.  With [~storage_changes:true] arrays and volume groups are looked for
   again afterwards. *)
let[@inline never] exec ?(options = []) ?input ?(directories = []) ?(files_or_directories = [])
    ?(new_names = []) ?(secret_files = []) ?(unused = []) ?(wiped = []) ?rehearsal
    ?(tagged_devices = []) ?(storage_changes = false) ?(checks = []) ?(success = []) ?(result = Printed) words =
  let location = here () in
  let all kind = List.map (fun name -> name, kind) in
  Exec { template = List.map (template_word location) words; conditionals = options; input;
         files = all Directory directories @ all File_or_directory files_or_directories @ all New_name new_names;
         secret_files; unused; wiped; rehearsal; tagged_devices; storage_changes; checks; success; answer = result }

(* Words of the command that depend on an option, or on an argument: *)
let[@inline never] conditional make words =
  let location = here () in
  make (List.map (template_word location) words)

(* ... if the option was given: if_given "blocksize" [ "-b"; "%{blocksize}" ] *)
let[@inline never] if_given name words = conditional (fun words -> If_given (name, words)) words

(* ... if it is true; ~otherwise is for what was given and is false. *)
let[@inline never] if_true ?(otherwise = []) name words =
  let otherwise = conditional Fun.id otherwise in
  conditional (fun words -> If_true (name, words, otherwise)) words

(* ... if it is false, or was not given *)
let[@inline never] if_not name words = conditional (fun words -> If_not (name, words)) words

(* ... once for each element of the list: for_each "excludes" [ "-e"; "%{excludes}" ] *)
let[@inline never] for_each name words = conditional (fun words -> For_each (name, words)) words

(* ... joined by commas to one word, after FLAG, if there are any:
   joined "-E" [ if_given "stride" [ "stride=%{stride}" ]; if_true "discard" [ "discard" ] ] *)
let joined flag parts = Joined (flag, parts)

(* Checks of arguments; of an option only if it was given.  The error can have
   the value: ~refusal:"unknown level: %{level}" *)
let[@inline never] refuse_unless rule default ?refusal checked =
  let location = here () in
  { checked; rule; refusal = template_word location (Option.value refusal ~default:(default checked)) }
let not_below least =
  refuse_unless (Not_below (Int64.of_int least)) (fun name -> Printf.sprintf "%s must be >= %d" name least)
let not_above most =
  refuse_unless (Not_above (Int64.of_int most)) (fun name -> Printf.sprintf "%s must be <= %d" name most)
let power_of_two = refuse_unless Power_of_two (Printf.sprintf "%s must be > 0 and a power of 2")
let one_of words =
  refuse_unless (One_of words) (fun name -> Printf.sprintf "%s must be one of: %s" name (String.concat ", " words))
let at_most_bytes most =
  refuse_unless (At_most_bytes most) (fun name -> Printf.sprintf "%s is limited to %d bytes" name most)
let not_empty = refuse_unless Not_empty (Printf.sprintf "%s must not be empty")
let is_uuid = refuse_unless Is_uuid (fun name -> Printf.sprintf "%s: '%%{%s}' is not a valid UUID" name name)
(* Of two options only one can be true, or given. *)
let not_with other =
  refuse_unless (Not_with other) (fun name -> Printf.sprintf "only one of '%s' and '%s' can be given" name other)

(* What the result is made of, if not simply of the output. *)
let trimmed = Trimmed
let exit_status = Exit_status
let truth ~yes ~no = Truth (yes, no)

(* JSON: the value to which the path of keys and indices leads, "report.0.lv".
   [~fields] names the key of a struct's field if it has another name. *)
let json ?(fields = []) path =
  Json (List.filter (( <> ) "") (String.split_on_char '.' path), fields)

(* Lines such as "key: value".  The result is the table of them, a struct, a list
   of structs (a new one where a key comes again, and after an empty line), or
   the value of [~key].  With [~devices:true] the names of disks in keys and values
   become those that users know. *)
let pairs ?key ?(fields = []) ?(prefix = "") ?(lower = false) ?(devices = false) ?(empty = []) separator =
  Pairs ({ separator; key_prefix = prefix; lower_keys = lower; has_devices = devices; empty_values = empty }, key, fields)

(* Another call's work, under an older name: what the other one has and this one
   has not is [~fixed], for instance [ "extended", is_true ], or an option that is not
   given. *)
let same_as ?(fixed = []) name = Same_as (name, fixed)
let is_true = Fixed_bool true
let is_false = Fixed_bool false
let is_number number = Fixed_int number
(* Arguments of this call may be in it: is_text "LABEL=%{label}" *)
let[@inline never] is_text text = Fixed_text (template_word (here ()) text)
let is_argument name = From name
let is_absent = Absent

(* State in the daemon that outlives a call.  The function of the call that
   [opens] it returns it, those [within] it get it as their first argument, and
   end_NAME of the daemon ends it: for a call that [ends] it, for the next one
   that opens it, for umount_all and at the end. *)
let opens session = Opens session
let within session = Within session
let ends session = Ends session

(* ---- calls ---- *)

let[@inline never] call ?(group) ?(options = []) ?(visibility = Public)
    ?(deprecated) ?(once_had_no_options = false)
    ?(shell_aliases = []) ?(config_only = false) ?(cancellable = false)
    ?(progress = false) ?(blocking = true) ?(wrapped = true) ?(example = [])
    ?(tests = []) ~since ~short ~doc ~run name arguments returns =
  let location = here () in
  { name; since; location; arguments; options; returns; short; doc; run; group;
    visibility; deprecated; once_had_no_options; shell_aliases; config_only;
    cancellable; progress; blocking; wrapped; example; tests }

(* ---- structs ---- *)

let[@inline never] structure ?(public = true) ~doc name fields =
  let location = here () in
  { struct_name = name; fields; struct_doc = doc; struct_public = public;
    struct_location = location }

(* ---- groups ---- *)

let[@inline never] group ~probe ~doc name =
  let location = here () in
  { group_name = name; probe; group_doc = doc; group_location = location }

(* ---- sessions ---- *)

let[@inline never] session ~state ~missing name =
  let location = here () in
  { session_name = name; state; missing; session_location = location }

(* ---- topics ---- *)

let topic ?(structs = []) ?(groups = []) ?(sessions = []) ?(doc = "") ~title name calls =
  { topic_name = name; title; topic_doc = doc; structs; groups; sessions; calls }

(* ---- declared tests ---- *)

let[@inline never] command source =
  let location = here () in
  match Command_words.parse source with
  | Ok (call_name, words) -> { call_name; words; source }
  | Error message -> fail_at location "in the test command `%s': %s" source message

(* The call succeeds. *)
let[@inline never] run source = Run (command source)

(* The result as text: numbers in decimal, booleans as true or false, texts
   and buffers as they are (a C escape such as \n or \x00 may be written in an
   OCaml string as usual). *)
let[@inline never] equals source value = Equals (command source, value)

let[@inline never] not_equals source value = Not_equals (command source, value)

(* The text, or one element of the list, has a part that matches this extended
   regular expression of POSIX; ^ and $ match at each line. *)
let[@inline never] matches source pattern = Matches (command source, pattern)

(* The number is not smaller. *)
let[@inline never] at_least source number = At_least (command source, Int64.of_int number)

(* Bytes of a text or buffer, elements of a list, keys of a table. *)
let[@inline never] length_is source length = Length_is (command source, length)

(* The result is this list; a table is the flat list of its keys and values. *)
let[@inline never] list_is source values = List_is (command source, values)

(* A struct's field, or a table's value, as text.  Of a list of structs:
   "len", "INDEX.FIELD", or "FIELD" of the first. *)
let[@inline never] field_is source field value = Field_is (command source, field, value)

(* The same of that struct of the list whose field is as ~key says:
   field_of "lvs_full" ~key:("lv_name", "LV") "lv_size" "268435456" *)
let[@inline never] field_of source ~key field value = Field_of (command source, key, field, value)

(* The text has this part; the list or the table's keys have this element. *)
let[@inline never] contains source part = Contains (command source, part)
let[@inline never] lacks source part = Lacks (command source, part)

(* The call fails, with this errno if one is given, and a message that has
   this part. *)
let[@inline never] fails ?errno source part = Fails (command source, errno, part)

(* A host file written by an earlier command's >NAME has this content. *)
let host_file_is name content = Host_file_is (name, content)

let on fixture ?needs steps = { fixture; steps; needs }
let on_handle ?needs steps = on "handle" ?needs steps
let on_blank ?needs steps = on "blank" ?needs steps
let on_partition ?needs steps = on "partition" ?needs steps
let on_filesystem ?needs steps = on "filesystem" ?needs steps
let on_volume ?needs steps = on "volume" ?needs steps
let on_btrfs ?needs steps = on "btrfs" ?needs steps
let on_luks ?needs steps = on "luks" ?needs steps
let on_md ?needs steps = on "md" ?needs steps

(* ---- fixtures ---- *)

(* What tests say with `on NAME'.  ~content is done once, on the disks of
   ~base as a test would find them; ~entering for each test.  ~shows is a test
   of its own: what is claimed is there. *)
let[@inline never] fixture ?base ?(launched = true) ?(disks = []) ?(content = []) ?(entering = [])
    ?(needs = []) ~shows name =
  let location = here () in
  { fixture_name = name; fixture_location = location; base; launched; disks;
    content = List.map command content; entering = List.map command entering;
    fixture_needs = needs; shows }

(* ---- properties of a handle ---- *)

(* set_NAME and get_NAME, two calls of the library.  [~set] and [~get] are their short
   descriptions, [~returns] says what the second one returns: "the name".
   [~on_handle] and [~launched] are the steps of their tests. *)
let[@inline never] property ?(config_only = false) ?deprecated ?result ?(returns = "whether it is on")
    ?(launched = []) ~since ~set ~get ~doc ~on_handle:steps name value =
  let result = match result, value.arg_kind with
    | Some result, _ -> result
    | None, Bool -> Returns_bool value.arg_name
    | None, Int -> Returns_int value.arg_name
    | None, Optional_text -> Returns_optional_const_text value.arg_name
    | None, _ -> Returns_const_text value.arg_name in
  let alias = String.map (fun c -> if c = '_' then '-' else c) name in
  let tests = [ on_handle steps ] in
  [ call ("set_" ^ name) ~since ~config_only ?deprecated ~blocking:false ~shell_aliases:[ alias ] [ value ] nothing
      ~short:set ~doc ~run:library ~tests:(tests @ if launched = [] then [] else [ on_blank launched ]);
    call ("get_" ^ name) ~since ?deprecated ~blocking:false [] result
      ~short:get ~doc:(Printf.sprintf "Returns %s. See @set_%s." returns name) ~run:library ~tests ]
