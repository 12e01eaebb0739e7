(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* sig/guestfs.rbs: the types of the Ruby binding, for Steep and editors. *)

open Model
open Text

let head = {|module Guestfs
  # What is accepted as text: a String, or an object with to_str or to_path.
  type text = string | path
  interface _Callback
    def call: (Integer event, Integer event_handle, String buf, Array[Integer] array) -> untyped
  end

  interface _Pointer
    def c_pointer: () -> Integer
  end

  class Error < StandardError
    attr_reader errno: Integer?
    attr_reader function: String?
  end

  def self.create: (?Hash[Symbol, untyped] options, ?environment: boolish, ?close_on_exit: boolish) -> Guestfs
  def self?.event_to_string: (Integer events) -> String

|}

let handle_class = {|  class Guestfs
    def self.open: [T] (?Hash[Symbol, untyped] options, ?environment: boolish, ?close_on_exit: boolish) { (Guestfs g) -> T } -> T
    def initialize: (?Hash[Symbol, untyped] options, ?environment: boolish, ?close_on_exit: boolish) -> void
    def close: () -> nil
    def closed?: () -> bool
    def set_event_callback: (_Callback callback, Integer event_bitmask) -> Integer
                          | (Integer event_bitmask) { (Integer event, Integer event_handle, String buf, Array[Integer] array) -> untyped } -> Integer
    def delete_event_callback: (Integer event_handle) -> nil
|}

let argument_type a = match a.arg_kind with
  | Text _ -> "text"
  | Optional_text -> "text?"
  | Text_list _ -> "Array[text]"
  | Buffer -> "text"
  | Int | Int64 -> "int"
  | Bool -> "boolish"
  | Pointer _ -> "_Pointer"

let option_type = function
  | Opt_bool -> "boolish"
  | Opt_int | Opt_int64 -> "int?"
  | Opt_text _ -> "text?"
  | Opt_text_list _ -> "Array[text]?"

let field_type = function
  | F_text | F_device | F_uuid | F_char | F_buffer -> "String"
  | F_bytes | F_uint64 | F_int64 | F_uint32 | F_int32 -> "Integer"
  | F_optional_percent -> "Float?"

let return_type = function
  | Nothing -> "nil"
  | Returns_int _ | Returns_int64 _ -> "Integer"
  | Returns_bool _ -> "(0 | 1)"
  | Returns_const_text _ | Returns_text _ | Returns_buffer _ -> "String"
  | Returns_optional_const_text _ -> "String?"
  | Returns_text_list _ -> "Array[String]"
  | Returns_struct (s, _) -> s
  | Returns_struct_list (s, _) -> Printf.sprintf "Array[%s]" s
  | Returns_table _ -> "Hash[String, String]"

let parameters c =
  String.concat ", "
    (List.map (fun a -> argument_type a ^ " " ^ a.arg_name) c.arguments
     @ List.map (fun o -> Printf.sprintf "?%s: %s" o.opt_name (option_type o.opt_kind)) c.options)

let emit_struct b s =
  let field (name, kind) = Printf.sprintf "\"%s\" => %s" name (field_type kind) in
  pr b "  type %s = { %s }\n" s.struct_name (String.concat ", " (List.map field s.fields))

let emit_call b c =
  List.iter (fun name -> pr b "    def %s: (%s) -> %s\n" name (parameters c) (return_type c.returns))
    (Binding_tables.names c);
  Option.iter (fun name -> pr b "    def %s: (%s) -> bool\n" name (parameters c)) (Ruby_words.predicate c)

let emit api b =
  let calls = Binding_tables.calls api in
  pr b "# SPDX-License-Identifier: LGPL-2.1-or-later\n";
  hash_banner b ~source:"ruby_rbs.ml" ~about:"The types of the Ruby binding.";
  pr b "%s" head;
  List.iter (fun event -> pr b "  EVENT_%s: Integer\n" (upper event)) (C_types.events @ [ "all" ]);
  pr b "\n";
  List.iter (emit_struct b) (Binding_tables.returned_structs api calls);
  pr b "\n%s" handle_class;
  List.iter (emit_call b) (List.sort by_name calls);
  pr b "  end\nend\n"

let outputs api = [ file "ruby/sig/guestfs.rbs" (emit api) ]
