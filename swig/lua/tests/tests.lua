-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Tests of the Lua binding.  Prints the Test Anything Protocol; an argument
-- is a part of the names of the tests that are to run.

local guestfs = require "guestfs"

local tests = {}

local function test (name, body)
  tests[#tests + 1] = { name = name, body = body }
end

-- ---- what the tests share ----

local function same (got, wanted)
  if got ~= wanted then
    error (string.format ("got %q, wanted %q", tostring (got), tostring (wanted)), 2)
  end
end

local function has (text, part)
  if not tostring (text):find (part, 1, true) then
    error (string.format ("%q has no %q", tostring (text), part), 2)
  end
end

-- The message of the error that the function raises.
local function fails (part, body, ...)
  local good, message = pcall (body, ...)
  if good then
    error ("no error; wanted: " .. part, 2)
  end
  has (message, part)
  same (type (message), "string")
  return message
end

local function read (path)
  local file = assert (io.open (path, "rb"))
  local content = file:read "a"
  file:close ()
  return content
end

-- What BODY prints to the standard error, in another process.
local function stderr_of (program)
  local path = os.tmpname ()
  local source = os.tmpname ()
  local file = assert (io.open (source, "w"))
  file:write (program)
  file:close ()
  local good, kind, status = os.execute (string.format ("%s %s 2> %s", arg[-1], source, path))
  local content = read (path)
  os.remove (path)
  os.remove (source)
  return content, kind == "exit" and status or -1, good
end

-- Lines that a binding test call prints.
local function printed (g, ...)
  local path = os.tmpname ()
  g:internal_test_set_output (path)
  local good, message = pcall (...)
  g:internal_test_close_output ()
  local content = read (path)
  os.remove (path)
  assert (good, message)
  return content
end

local plain = { "abc", "def", { "1" }, false, 0, 0, "in", "out", "buffer" }

-- internal_test with one argument changed.
local function with (g, position, value)
  local arguments = table.move (plain, 1, #plain, 1, {})
  arguments[position] = value
  return g:internal_test (table.unpack (arguments, 1, #plain))
end

-- ---- handles ----

test ("handle: create and close", function ()
  local g = guestfs.create ()
  same (g:get_verbose (), false)
  g:close ()
  fails ("get_verbose: the handle is closed", g.get_verbose, g)
  fails ("close: the handle is closed", g.close, g)
  fails ("last_errno: the handle is closed", g.last_errno, g)
  fails ("mount: the handle is closed", g.mount, g, "/dev/sda1", "/")
  fails ("closed", g.set_event_callback, g, print, guestfs.EVENT_ALL)
  fails ("closed", g.delete_event_callback, g, 0)
end)

test ("handle: options of create", function ()
  guestfs.create ({ environment = false, close_on_exit = false }):close ()
  guestfs.create ({}):close ()
  guestfs.create (nil):close ()
  fails ("create: there is no option colour", guestfs.create, { colour = "red" })
  fails ("create: argument environment: expected a boolean, not a string", guestfs.create,
         { environment = "no" })
  fails ("expected a table, not string", guestfs.create, "environment")
  fails ("key that is no name", guestfs.create, { true })
end)

test ("handle: environment", function ()
  local program = [[
    local guestfs = require "guestfs"
    local a = guestfs.create ():get_memsize ()
    local b = guestfs.create ({ environment = false }):get_memsize ()
    os.exit (a == 777 and b ~= 777 and 42 or 1) ]]
  local path = os.tmpname ()
  local file = io.open (path, "w")
  file:write (program)
  file:close ()
  local _, _, status = os.execute ("LIBGUESTFS_MEMSIZE=777 " .. arg[-1] .. " " .. path)
  os.remove (path)
  same (status, 42)
end)

test ("handle: closed by the garbage collector", function ()
  local closed = 0
  for _ = 1, 10 do
    guestfs.create ():set_event_callback (function () closed = closed + 1 end, guestfs.EVENT_CLOSE)
  end
  collectgarbage ()
  collectgarbage ()
  same (closed, 10)
end)

test ("handle: closed at the end of a block", function ()
  local outside
  do
    local g <close> = guestfs.create ()
    local closed <close> = guestfs.create ()
    closed:close ()
    outside = g
    same (g:get_verbose (), false)
  end
  fails ("the handle is closed", outside.get_verbose, outside)
end)

test ("handle: closed at the end of the program", function ()
  local printed_text, status = stderr_of [[
    local guestfs = require "guestfs"
    g = guestfs.create ()
    g:set_event_callback (function () io.stderr:write "closed\n" end, guestfs.EVENT_CLOSE) ]]
  same (printed_text, "closed\n")
  same (status, 0)
end)

test ("handle: called without a colon", function ()
  local g = guestfs.create ()
  fails ("g:get_verbose (...), with a colon", g.get_verbose)
  fails ("g:mount (...), with a colon", g.mount, "/dev/sda1", "/")
  fails ("get_verbose: argument self: expected a handle, not nil", g.get_verbose, nil)
  fails ("get_verbose: argument self: expected a handle, not userdata", g.get_verbose, io.stdout)
end)

test ("handle: its metatable is hidden", function ()
  same (getmetatable (guestfs.create ()), "GuestFS")
end)

-- ---- errors ----

test ("errors: message and number", function ()
  local g = guestfs.create ()
  same (fails ("error", g.internal_test_rinterr, g), "error")
  same (g:last_errno (), 0)
  fails ("/nosuchfile", g.add_drive, g, "/nosuchfile")
  same (g:last_errno (), 2)
  -- It is not stuck.
  same (g:internal_test_rstring ("text"), "text")
end)

test ("errors: not printed by the library", function ()
  local printed_text, status = stderr_of [[
    local guestfs = require "guestfs"
    local g = guestfs.create ()
    assert (not pcall (g.internal_test_rstringerr, g)) ]]
  same (printed_text, "")
  same (status, 0)
end)

-- ---- arguments ----

test ("arguments: how many", function ()
  local g = guestfs.create ()
  fails ("get_verbose: expected 0 arguments, not 1", g.get_verbose, g, 1)
  fails ("mount: expected 2 arguments, not 1", g.mount, g, "/dev/sda1")
  fails ("mkfs: expected 2 arguments and options, not 4", g.mkfs, g, "ext4", "/dev/sda", {}, {})
end)

test ("arguments: wrong types", function ()
  local g = guestfs.create ()
  local wrong = {
    { 1, nil, "str: expected a string, not nil" },
    { 1, 5, "str: expected a string, not number" },
    { 2, {}, "optstr: expected a string, not table" },
    { 3, "text", "strlist: expected a list of strings, not string" },
    { 3, { "a", 5 }, "strlist: expected a string, not number" },
    { 4, 1, "b: expected a boolean, not number" },
    { 4, nil, "b: expected a boolean, not nil" },
    { 5, "5", "integer: expected an integer, not string" },
    { 5, 1.5, "integer: expected an integer, not number" },
    { 5, 2 ^ 31, "integer: 2147483648 does not fit into 32 bits" },
    { 6, 2 ^ 63, "integer64: expected an integer, not number" },
    { 6, 0 / 0, "integer64: expected an integer, not number" },
    { 7, false, "filein: expected a string, not boolean" },
    { 9, 5, "bufferin: expected a string, not number" },
  }
  for _, case in ipairs (wrong) do
    same (fails ("", with, g, case[1], case[2]), "internal_test: argument " .. case[3])
  end
end)

test ("arguments: null characters", function ()
  local g = guestfs.create ()
  for position, value in pairs { [1] = "a\0b", [2] = "\0", [3] = { "a", "b\0" }, [7] = "\0in" } do
    fails ("has a null character in it", with, g, position, value)
  end
  has (printed (g, with, g, 9, "a\0b"), "<61><00><62>")
end)

test ("arguments: numbers", function ()
  local g = guestfs.create ()
  has (printed (g, with, g, 5, 3.0), "\n3\n")
  has (printed (g, with, g, 6, math.mininteger), "\n-9223372036854775808\n")
end)

test ("options: wrong", function ()
  local g = guestfs.create ()
  local function refused (part, options)
    fails ("internal_test_only_optargs: " .. part, g.internal_test_only_optargs, g, options)
  end
  refused ("there is no option colour", { colour = 1 })
  refused ("argument test: expected an integer, not a string", { test = "1" })
  refused ("argument test: expected an integer, not number", { test = 1.5 })
  refused ("argument test: expected an integer, not function", { test = print })
  refused ("argument test: expected an integer, not a list of strings", { test = { "a" } })
  refused ("argument test: expected an integer, not a table with other values", { test = { 5 } })
  refused ("argument test: 4294967296 does not fit into 32 bits", { test = 1 << 32 })
  refused ("argument options: expected a table, not number", 5)
  fails ("label: the text has a null character", g.mkfs, g, "ext4", "/dev/sda", { label = "a\0b" })
  fails ("server: expected a list of strings, not a table with other", g.add_drive, g, "x",
         { server = { "a\0b" } })
end)

test ("options: nil is no options", function ()
  local g = guestfs.create ()
  has (printed (g, g.internal_test_only_optargs, g, nil), "test: unset")
  has (printed (g, g.internal_test_only_optargs, g, { test = nil }), "test: unset")
  has (printed (g, g.internal_test_only_optargs, g, { test = 5 }), "test: 5")
end)

-- ---- results ----

test ("results: structs", function ()
  local g = guestfs.create ()
  local version = g:version ()
  same (version.major, 1)
  same (math.type (version.minor), "integer")
  same (version.extra, "")
  local list = g:internal_test_rstructlist ("3")
  same (#list, 3)
  same (list[3].pv_name, "pv2")
  same (#list[3].pv_uuid, 32)
  same (list[3].pv_size, 2)
end)

test ("results: large", function ()
  local g = guestfs.create ()
  same (#g:internal_test_rstringlist ("10000"), 10000)
  same (g:internal_test_rhashtable ("10000")["9999"], "9999")
end)

-- ---- events ----

test ("events: what a callback gets", function ()
  local g = guestfs.create ()
  local seen
  local handle = g:set_event_callback (function (...) seen = { ... } end, guestfs.EVENT_ENTER)
  g:get_memsize ()
  same (#seen, 4)
  same (seen[1], guestfs.EVENT_ENTER)
  same (seen[2], handle)
  same (seen[3], "get_memsize")
  same (#seen[4], 0)
end)

test ("events: deleted callback", function ()
  local g = guestfs.create ()
  local count = 0
  local handle = g:set_event_callback (function () count = count + 1 end, guestfs.EVENT_ENTER)
  g:get_memsize ()
  g:delete_event_callback (handle)
  g:get_memsize ()
  g:delete_event_callback (handle)
  g:delete_event_callback (1234)
  same (count, 1)
end)

test ("events: callback that deletes itself", function ()
  local g = guestfs.create ()
  local count = 0
  g:set_event_callback (function (_, handle)
    count = count + 1
    g:delete_event_callback (handle)
    collectgarbage ()
    count = count + 10
  end, guestfs.EVENT_ENTER)
  g:get_memsize ()
  g:get_memsize ()
  same (count, 11)
end)

test ("events: calls in a callback", function ()
  local g, other = guestfs.create (), guestfs.create ()
  local inner
  g:set_event_callback (function (_, _, name)
    if name == "get_memsize" and not inner then
      inner = "started"
      other:set_program ("other")
      fails ("error", g.internal_test_rinterr, g)
      inner = other:get_program ()
    end
  end, guestfs.EVENT_ENTER)
  g:set_memsize (1234)
  same (g:get_memsize (), 1234)
  same (inner, "other")
end)

test ("events: close in a callback", function ()
  local g = guestfs.create ()
  local message
  g:set_event_callback (function () _, message = pcall (g.close, g) end, guestfs.EVENT_ENTER)
  g:get_memsize ()
  has (message, "still running")
  g:close ()
end)

test ("events: closed handle in the CLOSE callback", function ()
  local g = guestfs.create ()
  local message
  g:set_event_callback (function () _, message = pcall (g.get_memsize, g) end, guestfs.EVENT_CLOSE)
  g:close ()
  has (message, "the handle is closed")
end)

test ("events: errors and yields in a callback", function ()
  local printed_text, status = stderr_of [[
    local guestfs = require "guestfs"
    local g = guestfs.create ()
    local bodies = {
      function () error ("thrown here") end,
      function () error ({}) end,
      function () coroutine.yield () end,
      function () g:get_memsize () end }
    for _, body in ipairs (bodies) do
      local handle = g:set_event_callback (body, guestfs.EVENT_ENTER)
      g:set_memsize (1234)
      assert (g:get_memsize () == 1234)
      g:delete_event_callback (handle)
    end
    g:close () ]]
  same (status, 0)
  has (printed_text, "libguestfs: error in an event callback: ")
  has (printed_text, "thrown here")
  has (printed_text, "(no string)")
  has (printed_text, "yield")
  has (printed_text, "stack overflow")
end)

test ("events: in a coroutine", function ()
  local g = guestfs.create ()
  local count = 0
  g:set_event_callback (function ()
    count = count + 1
    if count == 1 then
      coroutine.wrap (function () g:get_memsize () end) ()
    end
  end, guestfs.EVENT_ENTER)
  coroutine.wrap (function () g:get_memsize () end) ()
  same (count, 2)
end)

test ("events: no function", function ()
  local g = guestfs.create ()
  fails ("set_event_callback: argument callback: expected a function, not string",
         g.set_event_callback, g, "print", guestfs.EVENT_ALL)
  fails ("set_event_callback: argument events: expected an integer, not string",
         g.set_event_callback, g, print, "close")
end)

test ("events: names", function ()
  same (guestfs.event_to_string (0), "")
  same (guestfs.event_to_string (guestfs.EVENT_CLOSE | guestfs.EVENT_ENTER), "close,enter")
  same (guestfs.EVENT_ALL, 0x3ff)
end)

-- ---- an appliance ----

test ("appliance: a disk and a file", function ()
  if os.getenv ("have_appliance") == "" then
    return "built without an appliance"
  end
  local g = guestfs.create ()
  local launched = false
  g:set_event_callback (function () launched = true end, guestfs.EVENT_LAUNCH_DONE)
  g:add_drive_scratch (512 << 20)
  g:launch ()
  same (launched, true)
  g:part_disk ("/dev/sda", "mbr")
  g:mkfs ("ext4", "/dev/sda1", { label = "ROOT" })
  g:mount ("/dev/sda1", "/")
  same (g:list_filesystems ()["/dev/sda1"], "ext4")
  local content = "Hello\0\255\n"
  g:write ("/file", content)
  same (g:read_file ("/file"), content)
  same (g:statns ("/file").st_mode, tonumber ("100644", 8))
  same (g:exists ("/file"), true)

  -- A reader that waits first makes the call last long enough for messages.
  local fifo = os.tmpname ()
  assert (os.execute ("rm " .. fifo .. " && mkfifo " .. fifo))
  local reader = io.popen ("{ sleep 3; cat > /dev/null; } < " .. fifo)
  local last
  g:set_event_callback (function (_, _, _, numbers) last = numbers end, guestfs.EVENT_PROGRESS)
  g:touch ("/large")
  g:truncate_size ("/large", 64 << 20)
  g:download ("/large", fifo)
  reader:close ()
  os.remove (fifo)
  same (#last, 4)
  same (last[3], 64 << 20)
  same (last[4], 64 << 20)

  fails ("/missing", g.cat, g, "/missing")
  same (g:last_errno (), 2)
  g:shutdown ()
end)

-- ---- the runner ----

local number, failures = 0, 0
for _, this in ipairs (tests) do
  if not arg[1] or this.name:find (arg[1], 1, true) then
    number = number + 1
    local good, result = xpcall (this.body, debug.traceback)
    if good then
      print (string.format ("ok %d - %s%s", number, this.name, result and " # SKIP " .. result or ""))
    else
      failures = failures + 1
      print (string.format ("not ok %d - %s\n# %s", number, this.name, (tostring (result):gsub ("\n", "\n# "))))
    end
    io.flush ()
  end
end
print ("1.." .. number)
os.exit (failures == 0, true)
