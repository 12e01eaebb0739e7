(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* guestfs_protocol.x: the messages between library and daemon, for rpcgen.
   Types of variable size are those of common/bounded-xdr.h. *)

open Model
open Text

let daemon_calls api = List.sort by_name (List.filter is_daemon_call (all_calls api))

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
  | Opt_text -> "wire_string" | Opt_text_list -> "wire_string_list"

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

let frames = {|/* Each frame on the wire: FRAME_MAGIC, kind, serial and length of the payload,
 * four big-endian words, then the payload.  HACKING.md describes the exchange. */
const FRAME_MAGIC = 0x47465331;
const FRAME_HEADER_SIZE = 16;

/* The window is a disk whose blocks are memory that the library shares.  Who
 * sends fills its parts in turn and says so; who receives says when it has
 * taken one, which may then be filled again.  Parts before a CALL or a REPLY are
 * the begin of its payload. */
const WINDOW_PARTS = 2;
const WINDOW_PART_SIZE = 4194304;
%#define WINDOW_SERIAL "guestfs-window"

enum frame_kind {
  FRAME_HELLO = 1,
  FRAME_CALL = 2,
  FRAME_REPLY = 3,
  FRAME_CHUNK = 4,
  FRAME_CANCEL = 5,
  FRAME_PROGRESS = 6,
  FRAME_PART = 7,
  FRAME_TAKEN = 8,
  FRAME_EXTENT = 9
};

struct wire_hello {
  wire_string build;
};

struct wire_call_header {
  unsigned int procedure;
  unsigned hyper size_hint;
  unsigned hyper options;
};

struct wire_reply_header {
  unsigned int procedure;
  unsigned int status;
};

struct wire_error {
  wire_string errno_name;
  wire_string message;
};

struct wire_progress {
  unsigned int procedure;
  unsigned hyper position;
  unsigned hyper total;
};

/* The next SIZE bytes are in part NUMBER of the window. */
struct wire_part {
  unsigned int number;
  unsigned int size;
};

/* The next LENGTH bytes of a file are a hole, for which nothing is sent, or
 * data, which follow. */
struct wire_extent {
  bool is_hole;
  unsigned hyper length;
};

|}

let emit api b =
  c_banner b ~source:"xdr.ml" ~about:"Messages between the library and the daemon.";
  pr b "#ifdef RPC_HDR\n%%#include \"bounded-xdr.h\"\n#endif\n\n";
  pr b "%s" frames;
  List.iter (emit_struct b) (all_structs api);
  let calls = daemon_calls api in
  List.iter (emit_call b) calls;
  pr b "enum procedure {\n";
  List.iteri (fun i c -> pr b "  %s = %d,\n" (procedure c) (i + 1)) calls;
  pr b "  PROC_COUNT = %d\n};\n" (List.length calls + 1)

(* What hello must say: any change of a message makes another build. *)
let emit_build api b =
  let _, protocol = file "" (emit api) in
  c_banner b ~source:"xdr.ml" ~about:"Identifies the protocol that library and daemon were built with.";
  pr b "#ifndef GUESTFS_PROTOCOL_BUILD_H\n#define GUESTFS_PROTOCOL_BUILD_H\n\n";
  pr b "#define PROTOCOL_BUILD PACKAGE_VERSION \"-%s\"\n\n" (String.sub (Digest.to_hex (Digest.string protocol)) 0 16);
  pr b "#endif /* GUESTFS_PROTOCOL_BUILD_H */\n"

let outputs api = [
  file "guestfs_protocol.x" (emit api);
  file "guestfs_protocol_build.h" (emit_build api);
]
