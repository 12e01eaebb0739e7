(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* api.json: the whole API as data, and the same text inside the library. *)

open Model
open Text

type json =
  | String of string
  | Number of int
  | True
  | List of json list
  | Object of (string * json) list

let rec write b = function
  | String s -> Buffer.add_string b (json_string s)
  | Number n -> pr b "%d" n
  | True -> pr b "true"
  | List [] -> pr b "[]"
  | List items -> pr b "["; separated b (write b) items; pr b "]"
  | Object fields ->
    pr b "{";
    separated b (fun (k, v) -> pr b "%s: " (json_string k); write b v) fields;
    pr b "}"

and separated : 'a. Buffer.t -> ('a -> unit) -> 'a list -> unit = fun b f items ->
  List.iteri (fun i item -> if i > 0 then pr b ", "; f item) items

let text_kind = function
  | Plain -> "plain" | Path -> "path" | File_name -> "file_name" | Device -> "device"
  | Mountable -> "mountable" | Device_or_path -> "device_or_path"
  | Mountable_or_path -> "mountable_or_path" | File_in -> "file_in" | File_out -> "file_out"
  | Key -> "key" | Secret -> "secret" | Guid -> "guid"

let argument a =
  let kind, more = match a.arg_kind with
    | Text k -> "text", [ "type", String (text_kind k) ]
    | Text_list k -> "text_list", [ "type", String (text_kind k) ]
    | Optional_text -> "optional_text", []
    | Buffer -> "buffer", [] | Int -> "int", [] | Int64 -> "int64", [] | Bool -> "bool", []
    | Pointer t -> "pointer", [ "type", String t ] in
  Object ([ "name", String a.arg_name; "kind", String kind ] @ more)

let option_kind = function
  | Opt_bool -> "bool" | Opt_int -> "int" | Opt_int64 -> "int64" | Opt_text _ -> "text" | Opt_text_list _ -> "text_list"

let option_type o = match o.opt_kind with
  | Opt_text k | Opt_text_list k -> [ "type", String (text_kind k) ]
  | Opt_bool | Opt_int | Opt_int64 -> []

let option_argument o =
  Object ([ "name", String o.opt_name; "kind", String (option_kind o.opt_kind) ]
          @ option_type o
          @ if o.opt_since = "" then [] else [ "since", String o.opt_since ])

let result_text = function
  | Result_plain -> "plain" | Result_device -> "device" | Result_mountable -> "mountable"

let returns r =
  let kind, fields = match r with
    | Nothing -> "nothing", []
    | Returns_int n -> "int", [ "name", String n ]
    | Returns_int64 n -> "int64", [ "name", String n ]
    | Returns_bool n -> "bool", [ "name", String n ]
    | Returns_const_text n -> "const_text", [ "name", String n ]
    | Returns_optional_const_text n -> "optional_const_text", [ "name", String n ]
    | Returns_text (k, n) -> "text", [ "name", String n; "type", String (result_text k) ]
    | Returns_text_list (k, n) -> "text_list", [ "name", String n; "type", String (result_text k) ]
    | Returns_struct (s, n) -> "struct", [ "name", String n; "struct", String s ]
    | Returns_struct_list (s, n) -> "struct_list", [ "name", String n; "struct", String s ]
    | Returns_table (k, v, n) ->
      "table", [ "name", String n; "keys", String (result_text k); "values", String (result_text v) ]
    | Returns_buffer n -> "buffer", [ "name", String n ] in
  Object (("kind", String kind) :: fields)

let visibility = function
  | Public -> "public" | Public_not_in_shell -> "public_not_in_shell" | State_test -> "state_test"
  | Debug -> "debug" | Binding_test -> "binding_test" | Internal -> "internal"

let flag name set = if set then [ name, True ] else []

let call topic c =
  Object
    ([ "name", String c.name; "topic", String topic.topic_name; "short", String c.short;
       "since", String c.since; "visibility", String (visibility c.visibility);
       "runs_in", String (if is_daemon_call c then "appliance" else "library");
       "arguments", List (List.map argument c.arguments);
       "options", List (List.map option_argument c.options);
       "returns", returns c.returns;
       "c_symbols", List (List.map (fun (n, _) -> String n) (C_types.public_forms c)) ]
     @ (match c.group with Some g -> [ "group", String g ] | None -> [])
     @ (match c.deprecated with
         | Some (Replaced_by other) -> [ "deprecated_by", String other ]
         | Some Deprecated_without_replacement -> [ "deprecated", True ]
         | None -> [])
     @ (if c.shell_aliases = [] then [] else [ "shell_aliases", List (List.map (fun s -> String s) c.shell_aliases) ])
     @ flag "once_had_no_options" c.once_had_no_options
     @ flag "config_only" c.config_only @ flag "cancellable" c.cancellable
     @ flag "progress" c.progress @ flag "non_blocking" (not c.blocking) @ flag "unwrapped" (not c.wrapped))

let field_kind = function
  | F_text -> "text" | F_device -> "device" | F_buffer -> "buffer" | F_uuid -> "uuid" | F_bytes -> "bytes"
  | F_uint64 -> "uint64" | F_int64 -> "int64" | F_uint32 -> "uint32" | F_int32 -> "int32"
  | F_char -> "char" | F_optional_percent -> "optional_percent"

let structure s =
  Object ([ "name", String s.struct_name;
            "fields", List (List.map (fun (n, k) -> Object [ "name", String n; "kind", String (field_kind k) ]) s.fields) ]
          @ flag "internal" (not s.struct_public))

let group api g =
  let members = List.filter (fun c -> c.group = Some g.group_name) (List.sort by_name (all_calls api)) in
  Object [ "name", String g.group_name; "calls", List (List.map (fun c -> String c.name) members) ]

let event i name = Object [ "name", String name; "value", Number (1 lsl i) ]

(* One element a line, so that the file can be read and compared. *)
let lines b name items last =
  pr b "%s: [\n" (json_string name);
  List.iteri (fun i item ->
      if i > 0 then pr b ",\n";
      write b item) items;
  pr b "\n]%s\n" (if last then "" else ",")

let emit api b =
  pr b "{\n";
  let calls = List.concat_map (fun t -> List.map (fun c -> c.name, call t c) t.calls) api in
  lines b "calls" (List.map snd (List.sort (fun (a, _) (b, _) -> compare a b) calls)) false;
  lines b "structs" (List.map structure (all_structs api)) false;
  lines b "events" (List.mapi event C_types.events) false;
  lines b "groups" (List.map (group api) (List.sort (fun a b -> compare a.group_name b.group_name) (all_groups api))) true;
  pr b "}\n"

(* As a character array: a string literal of this length is not portable C. *)
let emit_c api b =
  let _, text = file "" (emit api) in
  c_banner b ~source:"library/json.ml" ~about:"The API as JSON, for programs that ask the library.";
  pr b "#include <config.h>\n\n#include \"base/api.h\"\n\n";
  pr b "static const char api_json[] = {\n";
  String.iteri (fun i c -> pr b "%d,%s" (Char.code c) (if i mod 24 = 23 then "\n" else "")) text;
  pr b "0\n};\n\nconst char *\nguestfs_api_json (void)\n{\n  return api_json;\n}\n"

let outputs api = [ file "api.json" (emit api); file "lib/api-json.c" (emit_c api) ]
