(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The model: what a declaration becomes, and all that an emitter sees.
   Values are built with Vocabulary and checked as a whole by Check. *)

type location = { file : string; line : int }

(* What a string argument means.  The daemon's stub checks and translates
   it accordingly before do_NAME sees it. *)
type text_kind =
  | Plain              (* any string *)
  | Path               (* absolute path in the mounted guest *)
  | File_name          (* one path component, no '/' *)
  | Device             (* block device, API name such as /dev/sda1 *)
  | Mountable          (* device or btrfsvol:DEVICE/SUBVOLUME *)
  | Device_or_path
  | Mountable_or_path
  | File_in            (* host file whose content is sent to the daemon *)
  | File_out           (* host file that receives content *)
  | Key                (* passphrase: never traced, base64:/text: prefixes *)
  | Secret             (* never traced and never on a command line, as it is *)
  | Guid

type argument_kind =
  | Text of text_kind
  | Optional_text               (* NULL allowed *)
  | Text_list of text_kind
  | Buffer                      (* bytes with a length *)
  | Int
  | Int64
  | Bool
  | Pointer of string           (* host pointer of that C type, library calls only *)

type argument = { arg_name : string; arg_kind : argument_kind }

(* Optional arguments, in order of their bits.  What a text means is checked as
   that of an argument is, if the option was given. *)
type option_kind = Opt_bool | Opt_int | Opt_int64 | Opt_text of text_kind | Opt_text_list of text_kind

type optional_argument = { opt_name : string; opt_kind : option_kind; opt_since : string }

(* What a returned string means: Device and Mountable are translated back
   from the names of the appliance's kernel to API names. *)
type result_text = Result_plain | Result_device | Result_mountable

(* The name in each constructor is the name of the result in the manual. *)
type returns =
  | Nothing
  | Returns_int of string
  | Returns_int64 of string
  | Returns_bool of string
  | Returns_const_text of string          (* owned by the handle *)
  | Returns_optional_const_text of string (* NULL is a value; no error possible *)
  | Returns_text of result_text * string
  | Returns_text_list of result_text * string
  | Returns_struct of string * string       (* struct, result name *)
  | Returns_struct_list of string * string
  | Returns_table of result_text * result_text * string  (* keys, values *)
  | Returns_buffer of string

(* One word of a command template: "-L%{mbytes}M" is
   [Literal "-L"; Argument "mbytes"; Literal "M"].  A word that is only a
   list argument becomes as many words as the list has. *)
type word_part = Literal of string | Argument of string
type word_template = word_part list

(* Words that are in the command in one case only. *)
type conditional =
  | If_given of string * word_template list
  | If_true of string * word_template list * word_template list  (* an option or argument; if it is false *)
  | If_not of string * word_template list                        (* it is false, or not given *)
  | For_each of string * word_template list                      (* a list: once for each element *)
  | Joined of string * conditional list                          (* their words are one, joined by commas, after this flag *)

(* What a path of the guest that is given to a program must be. *)
type guest_file =
  | Regular_file
  | Directory
  | File_or_directory
  | New_name            (* it may be missing, its directory is there *)

(* What is refused before anything is done, with the text of the error. *)
type rule =
  | Not_below of int64
  | Not_above of int64
  | Power_of_two
  | One_of of string list
  | At_most_bytes of int
  | Not_empty           (* a list or a text *)
  | Is_uuid             (* a text; without braces *)
  | Not_with of string  (* two options of which one can be given *)

type check = { checked : string; rule : rule; refusal : word_template }

(* Lines that a program prints, each a key and a value. *)
type pairs = {
  separator : string;
  key_prefix : string;        (* removed from keys; lines without it are left out *)
  lower_keys : bool;
  has_devices : bool;           (* names of devices in them are translated *)
  empty_values : string list; (* texts that mean that there is nothing *)
}

(* What the result is made of. *)
type answer =
  | Printed                     (* bytes, text as it is, lines, a number, 0 or 1 *)
  | Trimmed                     (* text without the newline at its end *)
  | Exit_status                 (* the status itself, an int *)
  | Truth of int list * int list  (* the status that means true, false *)
  | Json of string list * (string * string) list   (* keys and indices to the value; fields *)
  | Pairs of pairs * string option * (string * string) list  (* the one key; fields *)

type program = {
  template : word_template list; (* a word that is only "%{options}" is where [conditionals] go *)
  conditionals : conditional list;
  input : string option;        (* the argument that is its stdin *)
  files : (string * guest_file) list;  (* what paths are; not in it: Regular_file *)
  secret_files : string list;   (* arguments that it gets as names of files *)
  unused : string list;         (* devices that nothing may use *)
  wiped : string list;          (* devices whose signatures are removed before it runs *)
  rehearsal : string option;    (* with this flag it only says whether it could, before anything is wiped *)
  tagged_devices : string list; (* texts that are a device, LABEL=… or UUID=… *)
  storage_changes : bool;       (* there may be other MD arrays and volume groups after it *)
  checks : check list;
  success : int list;           (* further statuses that are no error *)
  answer : answer;
}

(* What a call of another name gives an argument or option of the first. *)
type fixed = Fixed_bool of bool | Fixed_int of int | Fixed_text of word_template
           | From of string (* its own argument *)
           | Absent         (* an option is not given, also if an argument of its own has this name *)

type run =
  | Daemon              (* C function do_NAME in daemon/TOPIC.c *)
  | Exec of program     (* a program of the appliance, no C *)
  | Same_as of string * (string * fixed) list  (* another call of the daemon, no C *)
  | Opens of string     (* do_NAME returns the state of this session *)
  | Within of string    (* do_NAME gets it as its first argument *)
  | Ends of string      (* no C *)
  | Library             (* C function impl_NAME in lib/ *)
  | Test_call           (* body generated: the binding round-trip calls *)

type visibility =
  | Public
  | Public_not_in_shell (* guestfish has its own command of that name *)
  | State_test          (* public, about the handle's state *)
  | Debug               (* public, no stability promised *)
  | Binding_test        (* internal_test_*: only to test bindings *)
  | Internal            (* used by the library itself *)

type deprecation = Replaced_by of string | Deprecated_without_replacement

(* Declared tests: steps on a fixture.  A command is written as in
   guestfish: "mkfs ext4 /dev/sda1 label:ROOT". *)
type word =
  | Word of string               (* a word or quoted string *)
  | Words of string list         (* [a b c] *)
  | Option_word of string * word (* name:value *)
  | Input of string              (* <"content": a host file with this content *)
  | Output of string             (* >NAME: a host file in the test's folder *)
  | Fixture_file of string       (* <<NAME: what tests/fixtures/NAME gives *)
  | Null                         (* %null *)

type command = { call_name : string; words : word list; source : string }

type step =
  | Run of command
  | Equals of command * string         (* the result as text, see Vocabulary.equals *)
  | Not_equals of command * string
  | Matches of command * string        (* regular expression *)
  | At_least of command * int64
  | Length_is of command * int
  | List_is of command * string list
  | Field_is of command * string * string       (* struct field, or table key *)
  | Field_of of command * (string * string) * string * string  (* of the struct with this field *)
  | Contains of command * string       (* in a text, a list's element or a table's key *)
  | Lacks of command * string
  | Fails of command * string option * string   (* errno name, part of the message *)
  | Host_file_is of string * string    (* content of an Output file *)

type test = { fixture : string; steps : step list; needs : string option (* group *) }

(* A state of disks on which tests begin. *)
type fixture = {
  fixture_name : string;
  fixture_location : location;
  base : string option;         (* the fixture that it begins as *)
  launched : bool;
  disks : int list;             (* sizes in MiB of sda, sdb …; those of the base if empty *)
  content : command list;       (* done once; a test gets a copy of the disks *)
  entering : command list;      (* done for each test, after those of the base *)
  fixture_needs : string list;  (* groups *)
  shows : step list;            (* a test of the fixture itself *)
}

type call = {
  name : string;
  since : string;               (* "" for Binding_test *)
  location : location;
  arguments : argument list;
  options : optional_argument list;
  returns : returns;
  short : string;
  doc : string;
  run : run;
  group : string option;        (* optional feature it belongs to *)
  visibility : visibility;
  deprecated : deprecation option;
  once_had_no_options : bool;   (* both guestfs_NAME and guestfs_NAME_opts *)
  shell_aliases : string list;
  config_only : bool;           (* allowed only before launch *)
  cancellable : bool;
  progress : bool;              (* sends progress messages *)
  blocking : bool;
  wrapped : bool;               (* false: no lock, no trace, no events *)
  example : string list;        (* commands, shown in each language *)
  tests : test list;
}

type field_kind =
  | F_text | F_device | F_buffer | F_uuid | F_bytes | F_uint64 | F_int64
  | F_uint32 | F_int32 | F_char | F_optional_percent

type structure = {
  struct_name : string;
  fields : (string * field_kind) list;
  struct_doc : string;
  struct_public : bool;
  struct_location : location;
}

(* How the daemon finds out whether a group's calls can work. *)
type probe =
  | Always
  | Program of string list      (* all these programs are in the appliance *)
  | Filesystem of string        (* the appliance's kernel supports it *)
  | Probe_function              (* bool probe_GROUP (void) in daemon/TOPIC.c *)

type group = { group_name : string; probe : probe; group_doc : string; group_location : location }

(* State in the daemon that outlives a call: a library's handle. *)
type session = {
  session_name : string;        (* end_NAME of the daemon ends it *)
  state : string;               (* C type: "struct augeas" *)
  missing : string;             (* the error of a call that needs it *)
  session_location : location;
}

type topic = {
  topic_name : string;          (* name of the file in api/, daemon/ and docs *)
  title : string;
  topic_doc : string;
  structs : structure list;
  groups : group list;
  sessions : session list;
  calls : call list;
}

type api = topic list

(* ---- small questions that many emitters ask ---- *)

let all_calls api = List.concat_map (fun t -> t.calls) api
let all_structs api = List.concat_map (fun t -> t.structs) api
let all_groups api = List.concat_map (fun t -> t.groups) api
let all_sessions api = List.concat_map (fun t -> t.sessions) api

let by_name a b = compare a.name b.name

(* An option as if it were an argument. *)
let kind_of_option = function
  | Opt_bool -> Bool | Opt_int -> Int | Opt_int64 -> Int64 | Opt_text kind -> Text kind | Opt_text_list kind -> Text_list kind

let find_argument c name = List.find_opt (fun a -> a.arg_name = name) c.arguments
let find_option c name = List.find_opt (fun o -> o.opt_name = name) c.options

(* What an argument or option is, if there is one of that name. *)
let kind_of c name = match find_argument c name, find_option c name with
  | Some a, _ -> Some a.arg_kind
  | None, Some o -> Some (kind_of_option o.opt_kind)
  | None, None -> None

let is_daemon_call c = match c.run with
  | Daemon | Exec _ | Same_as _ | Opens _ | Within _ | Ends _ -> true
  | Library | Test_call -> false

let find_call api name = List.find_opt (fun c -> c.name = name) (all_calls api)
let find_session api name = List.find (fun s -> s.session_name = name) (all_sessions api)

let find_struct api name = List.find (fun s -> s.struct_name = name) (all_structs api)

let is_file_argument a = match a.arg_kind with Text (File_in | File_out) -> true | _ -> false
let file_in c = List.find_opt (fun a -> a.arg_kind = Text File_in) c.arguments
let file_out c = List.find_opt (fun a -> a.arg_kind = Text File_out) c.arguments

let is_list_option o = match o.opt_kind with
  | Opt_text_list _ -> true
  | Opt_bool | Opt_int | Opt_int64 | Opt_text _ -> false

(* Arguments that travel in the request message. *)
let message_arguments c = List.filter (fun a -> not (is_file_argument a)) c.arguments

let is_documented c = match c.visibility with
  | Public | Public_not_in_shell | State_test | Debug -> true
  | Binding_test | Internal -> false

(* Name of the C function that takes the options. *)
let c_name c = if c.once_had_no_options then c.name ^ "_opts" else c.name
