-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Round trips through the Lua binding; bindtests-expected.txt is the output.
-- Made by generator/emit/bindtests_lua.ml from the declarations in generator/api/.

local guestfs = require "guestfs"
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

print "EOF"
