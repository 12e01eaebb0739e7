(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* protocol/TOPIC.x: the messages between library and daemon, for rpcgen.
   Types of variable size are those of common/bounded-xdr.h; what is said
   around the calls is in common/frames.x. *)

open Model
open Text

let daemon_calls api = List.sort by_name (List.filter is_daemon_call (all_calls api))
let topic_calls t = List.filter is_daemon_call t.calls

let procedure c = "PROC_" ^ upper c.name
let args_type c = Printf.sprintf "wire_%s_args" c.name
let ret_type c = Printf.sprintf "wire_%s_ret" c.name

let has_args c = message_arguments c <> [] || c.options <> []
let has_ret c = c.returns <> Nothing

let argument_type = function
  | Text _ -> "wire_string" | Optional_text -> "wire_optional_string"
  | Text_list _ -> "wire_string_list" | Buffer -> "wire_buffer"
  | Int -> "int" | Int64 -> "hyper" | Bool -> "bool"
  | Pointer _ -> invalid_arg "a pointer in a message"

let option_type = function
  | Opt_bool -> "bool" | Opt_int -> "int" | Opt_int64 -> "hyper"
  | Opt_text _ -> "wire_string" | Opt_text_list _ -> "wire_string_list"

let return_type = function
  | Returns_int _ -> "int" | Returns_int64 _ -> "hyper" | Returns_bool _ -> "bool"
  | Returns_text _ -> "wire_string"
  | Returns_text_list _ | Returns_table _ -> "wire_string_list"
  | Returns_struct (s, _) -> "wire_" ^ s
  | Returns_struct_list (s, _) -> Printf.sprintf "wire_%s_list" s
  | Returns_buffer _ -> "wire_buffer"
  | Nothing | Returns_const_text _ | Returns_optional_const_text _ ->
    invalid_arg "no such result in a message"

let field (name, kind) = match kind with
  | F_text | F_device -> "wire_string " ^ name
  | F_buffer -> "wire_buffer " ^ name
  | F_uuid -> Printf.sprintf "opaque %s[32]" name
  | F_bytes | F_uint64 -> "unsigned hyper " ^ name
  | F_int64 -> "hyper " ^ name
  | F_uint32 -> "unsigned int " ^ name
  | F_int32 -> "int " ^ name
  | F_char -> "char " ^ name
  | F_optional_percent -> "float " ^ name

(* Least size of a field in a message (RFC 4506). *)
let least_size (_, kind) = match kind with
  | F_uuid -> 32
  | F_bytes | F_uint64 | F_int64 -> 8
  | F_text | F_device | F_buffer | F_uint32 | F_int32 | F_char | F_optional_percent -> 4

let emit_struct b s =
  let n = s.struct_name in
  pr b "struct wire_%s {\n" n;
  List.iter (fun f -> pr b "  %s;\n" (field f)) s.fields;
  pr b "};\n\n";
  let least = List.fold_left (fun sum f -> sum + least_size f) 0 s.fields in
  pr b "#ifdef RPC_HDR\n\
        %%typedef struct {\n%%  u_int wire_%s_list_len;\n%%  wire_%s *wire_%s_list_val;\n%%} wire_%s_list;\n\
        %%extern bool_t xdr_wire_%s_list (XDR *, wire_%s_list *);\n#endif\n" n n n n n n;
  pr b "#ifdef RPC_XDR\n\
        %%bool_t\n%%xdr_wire_%s_list (XDR *xdrs, wire_%s_list *list)\n%%{\n\
        %%  return xdr_bounded_array (xdrs, (void **) &list->wire_%s_list_val, &list->wire_%s_list_len,\n\
        %%                            sizeof (wire_%s), %d, (xdrproc_t) xdr_wire_%s);\n%%}\n#endif\n\n" n n n n n least n

let emit_call b c =
  if has_args c then begin
    pr b "struct %s {\n" (args_type c);
    List.iter (fun a -> pr b "  %s %s;\n" (argument_type a.arg_kind) a.arg_name) (message_arguments c);
    List.iter (fun o -> pr b "  %s %s;\n" (option_type o.opt_kind) o.opt_name) c.options;
    pr b "};\n\n"
  end;
  if has_ret c then
    pr b "struct %s {\n  %s result;\n};\n\n" (ret_type c) (return_type c.returns)

(* The number of a call's procedure: the topic's place in the API, and the
   call's place in its topic, which has a byte (Check.calls_of_a_topic).  So a
   new call moves none of another topic. *)
let number api c =
  let rec place n same = function
    | [] -> invalid_arg c.name
    | item :: rest -> if same item then n else place (n + 1) same rest in
  let topic = Topics_of.of_call api c.name in
  (place 1 (( == ) topic) api lsl 8) lor place 1 (fun other -> other.name = c.name) (topic_calls topic)

let emit api t b =
  c_banner b ~source:"protocol/xdr.ml" ~about:(t.title ^ ": messages between the library and the daemon.");
  pr b "#ifdef RPC_HDR\n%%#include \"bounded-xdr.h\"\n";
  List.iter (pr b "%%#include \"protocol/%s.h\"\n") (Topics_of.foreign api t);
  pr b "#endif\n\n";
  List.iter (emit_struct b) t.structs;
  let calls = topic_calls t in
  List.iter (emit_call b) calls;
  List.iter (fun c -> pr b "const %s = 0x%04x;\n" (procedure c) (number api c)) calls

let outputs api = Topics_of.files api (Printf.sprintf "protocol/%s.x") (emit api)
