(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* bindtests.rb: the round trips of bindtests.ml as a Ruby program. *)

open Model
open Text
open Bindtests

let prologue = {|require "guestfs"

# The calls print their arguments past Ruby's buffer.
$stdout.sync = true

def texts(items)
  "[#{items.map { |item| %("#{item}") }.join(", ")}]"
end

def struct(fields)
  fields.map { |name, value| "#{name}: #{value}" }.join("\n")
end

def struct_list(structs)
  structs.each_with_index.map { |fields, i| "[#{i}]\n#{struct(fields)}" }.join("\n")
end

def table(pairs)
  texts(pairs.sort.flatten)
end

def truth(number)
  number == 1
end

def optional(text)
  text.nil? ? "null" : text
end

def hexadecimal(value)
  value.each_byte.map { |byte| format("<%02x>", byte) }.join
end

def plain(value)
  value
end

def show(notation, call, *arguments)
  lines = send(notation, call.call(*arguments))
  # An empty list of structs is no line.
  puts lines unless lines == "" && notation == :struct_list
rescue Guestfs::Error => e
  puts "error: #{e.message}"
end

g = Guestfs::Guestfs.new
|}

let literal = function
  | Text_value t -> Ruby_words.text t
  | Bytes_value t -> Ruby_words.bytes t
  | Null_value -> "nil"
  | Texts l -> Ruby_words.list l
  | Number n -> n
  | Truth t -> string_of_bool t

let notation = function
  | Nothing -> invalid_arg "a result of nothing"
  | Returns_int _ | Returns_int64 _ | Returns_const_text _ | Returns_text _ -> "plain"
  | Returns_bool _ -> "truth"
  | Returns_optional_const_text _ -> "optional"
  | Returns_text_list _ -> "texts"
  | Returns_struct _ -> "struct"
  | Returns_struct_list _ -> "struct_list"
  | Returns_table _ -> "table"
  | Returns_buffer _ -> "hexadecimal"

let line i =
  let arguments = List.map literal i.arguments in
  if i.call.returns = Nothing then
    Ruby_words.call i.call.name arguments (List.map (fun (o, v) -> o.opt_name, literal v) i.options)
  else
    Printf.sprintf "show(%s)"
      (String.concat ", " ((":" ^ notation i.call.returns)
                           :: Printf.sprintf "g.method(:%s)" i.call.name :: arguments))

let emit api b =
  pr b "# SPDX-License-Identifier: LGPL-2.1-or-later\n";
  hash_banner b ~source:"bindtests_ruby.ml"
    ~about:"Round trips through the Ruby binding; bindtests-expected.txt is the output.";
  pr b "%s" prologue;
  List.iter (fun i -> pr b "%s\n" (line i)) (invocations api);
  pr b "puts \"EOF\"\n"

let outputs api = [ file "tests/bindtests.rb" (emit api) ]
