# SPDX-License-Identifier: LGPL-2.1-or-later
# Round trips through the Ruby binding; bindtests-expected.txt is the output.
# Made by generator/emit/bindtests_ruby.ml from the declarations in generator/api/.

require "guestfs"

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
puts "EOF"
