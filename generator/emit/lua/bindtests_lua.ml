(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* bindtests.lua: the round trips of bindtests.ml as a program in Lua. *)

open Model
open Text
open Bindtests

let prologue = {|local guestfs = require "guestfs"
local g = guestfs.create ()

local function texts (items)
  local quoted = {}
  for i, item in ipairs (items) do
    quoted[i] = '"' .. item .. '"'
  end
  return "[" .. table.concat (quoted, ", ") .. "]"
end

local function pairs_of_table (entries)
  local keys, flat = {}, {}
  for key in pairs (entries) do
    keys[#keys + 1] = key
  end
  table.sort (keys)
  for _, key in ipairs (keys) do
    flat[#flat + 1] = key
    flat[#flat + 1] = entries[key]
  end
  return texts (flat)
end

local function optional (text)
  return text or "null"
end

local function hexadecimal (bytes)
  return (bytes:gsub (".", function (c) return string.format ("<%02x>", c:byte ()) end))
end

-- Fields of a table have no order; that of the declaration is in NAMES.
local function struct (names)
  return function (fields)
    local lines = {}
    for i, name in ipairs (names) do
      lines[i] = name .. ": " .. tostring (fields[name])
    end
    return table.concat (lines, "\n")
  end
end

local function struct_list (names)
  return function (list)
    local lines = {}
    for i, fields in ipairs (list) do
      lines[i] = "[" .. i - 1 .. "]\n" .. struct (names) (fields)
    end
    return #lines > 0 and table.concat (lines, "\n") or nil
  end
end

local function show (notation, method, ...)
  local good, result = pcall (method, g, ...)
  local lines = good and notation (result)
  if not good then
    lines = "error: " .. result
  end
  if lines then
    print (lines)
  end
  -- The calls print their arguments past Lua's buffer.
  io.flush ()
end

|}

let lua_string s =
  let escaped c = match c with
    | '"' | '\\' -> Printf.sprintf "\\%c" c
    | c when Char.code c < 0x20 || Char.code c >= 0x7f -> Printf.sprintf "\\x%02x" (Char.code c)
    | c -> String.make 1 c in
  "\"" ^ String.concat "" (List.map escaped (List.of_seq (String.to_seq s))) ^ "\""

(* The smallest number is read as a float. *)
let number n = if n = Int64.to_string Int64.min_int then "math.mininteger" else n

let literal = function
  | Text_value s | Bytes_value s -> lua_string s
  | Null_value -> "nil"
  | Texts l -> "{ " ^ String.concat ", " (List.map lua_string l) ^ " }"
  | Number n -> number n
  | Truth t -> string_of_bool t

let names api s =
  let fields = (find_struct api s).fields in
  "{ " ^ String.concat ", " (List.map (fun (name, _) -> Printf.sprintf "\"%s\"" name) fields) ^ " }"

let notation api = function
  | Nothing -> invalid_arg "a result of nothing"
  | Returns_int _ | Returns_int64 _ | Returns_const_text _ | Returns_text _ | Returns_bool _ -> "tostring"
  | Returns_optional_const_text _ -> "optional"
  | Returns_text_list _ -> "texts"
  | Returns_struct (s, _) -> Printf.sprintf "struct (names_of_%s)" s
  | Returns_struct_list (s, _) -> Printf.sprintf "struct_list (names_of_%s)" s
  | Returns_table _ -> "pairs_of_table"
  | Returns_buffer _ -> "hexadecimal"

let line api i =
  let option (o, value) = Printf.sprintf "%s = %s" o.opt_name (literal value) in
  let options = match i.options with
    | [] -> []
    | options -> [ "{ " ^ String.concat ", " (List.map option options) ^ " }" ] in
  let arguments = List.map literal i.arguments @ options in
  if i.call.returns = Nothing then
    Printf.sprintf "g:%s (%s)" i.call.name (String.concat ", " arguments)
  else
    Printf.sprintf "show (%s)"
      (String.concat ", " (notation api i.call.returns :: ("g." ^ i.call.name) :: arguments))

let emit api b =
  let invocations = invocations api in
  pr b "-- SPDX-License-Identifier: LGPL-2.1-or-later\n";
  pr b "-- Round trips through the Lua binding; bindtests-expected.txt is the output.\n";
  pr b "-- Made by generator/emit/bindtests_lua.ml from the declarations in generator/api/.\n\n";
  pr b "%s" prologue;
  List.iter (fun s -> pr b "local names_of_%s = %s\n" s.struct_name (names api s.struct_name))
    (Binding_tables.returned_structs api (List.map (fun i -> i.call) invocations));
  List.iter (fun i -> pr b "%s\n" (line api i)) invocations;
  pr b "print \"EOF\"\n"

let outputs api = [ file "tests/bindtests.lua" (emit api) ]
