(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "properties" ~title:"Properties of a handle"
  ~doc:{|What can be set on a handle, most of it before @launch only.|}
  (List.concat [
    property "verbose" ~since:"0.0.3" (bool "verbose")
      ~set:"print what the library and the appliance do"
      ~get:"get whether debug output is on"
      ~doc:{|If $verbose is %true, the library says what it does and the messages of the appliance are
shown: to the callbacks of the events `library` and `appliance`, or where there is none on stderr.
The default is %false.

The environment variable `LIBGUESTFS_DEBUG` sets it too. The output of a program that fails, with
this and @set_trace on from the beginning, is what a report of a bug should have.|}
      ~on_handle:[
        run "set_verbose true"; equals "get_verbose" "true";
        run "set_verbose false"; equals "get_verbose" "false" ]
      ~launched:[ run "set_verbose false" ];

    property "trace" ~since:"1.0.69" (bool "trace")
      ~set:"print every call"
      ~get:"get whether calls are printed"
      ~doc:{|If $trace is %true, each call is shown with its arguments when it begins and with its result
when it ends: to the callbacks of the event `trace`, or where there is none on stderr. Passphrases
are not shown. The default is %false.

The environment variable `LIBGUESTFS_TRACE` sets it too.|}
      ~on_handle:[
        run "set_trace true"; equals "get_trace" "true";
        run "set_trace false"; equals "get_trace" "false" ]
      ~launched:[ run "set_trace false" ];

    property "identifier" ~since:"1.31.14" (text "identifier")
      ~set:"set a name for the handle in trace output"
      ~get:"get the handle's name in trace output" ~returns:"the name"
      ~doc:{|Sets a name that stands in each line of trace output on stderr, so that a program with several
handles can tell them apart. It can have letters and digits of ASCII, `_` and `-`; anything else is
an error, `EINVAL`. The default is the empty text: no name.|}
      ~on_handle:[
        run "set_identifier Disk-1_a"; equals "get_identifier" "Disk-1_a";
        fails ~errno:"EINVAL" "set_identifier \"a b\"" "identifier must contain only";
        equals "get_identifier" "Disk-1_a"; run "set_identifier \"\""; equals "get_identifier" "" ]
      ~launched:[ run "set_identifier a"; run "set_identifier \"\"" ];

    property "program" ~since:"1.21.29" (text "program")
      ~set:"set the name of the program"
      ~get:"get the name of the program" ~returns:"the name"
      ~doc:{|Sets the name of the program that uses the library. It helps to find out which program a message
belongs to. The default is the last part of the name with which the program was started.|}
      ~on_handle:[ run "set_program tool"; equals "get_program" "tool" ]
      ~launched:[ run "set_program tool" ];

    property "autosync" ~since:"0.0.3" (bool "autosync")
      ~set:"write everything out when the appliance ends"
      ~get:"get whether everything is written out at the end"
      ~doc:{|If $autosync is %true, @shutdown, and closing the handle, first write out and unmount all
filesystems of the guest. The default is %true.

Without it, a program has to call @umount_all or @sync itself, or what was written last can be
missing from the image.|}
      ~on_handle:[
        run "set_autosync false"; equals "get_autosync" "false";
        run "set_autosync true"; equals "get_autosync" "true" ]
      ~launched:[ run "set_autosync true"; run "set_autosync false" ];

    property "path" ~since:"0.0.3" ~config_only:true (optional_text "searchpath") ~result:(returns_const_text "path")
      ~set:"set where the appliance is looked for"
      ~get:"get where the appliance is looked for" ~returns:"the directories, with colons between them"
      ~doc:{|Sets the directories in which the appliance is looked for, with colons between them. An empty
one, and `.`, is the present directory. %null is the default: where the library was installed.

The environment variable `LIBGUESTFS_PATH` sets it too.|}
      ~on_handle:[
        run "set_path /a:/b"; equals "get_path" "/a:/b"; run "set_path \"\""; equals "get_path" "";
        run "set_path %null"; contains "get_path" "guestfs" ]
      ~launched:[ fails "set_path /a" "config state" ];

    property "append" ~since:"1.0.26" ~config_only:true (optional_text "append")
      ~set:"add to the appliance's kernel command line"
      ~get:"get what is added to the kernel command line" ~returns:"the text, or %null if none was set"
      ~doc:{|Sets a text that is added to the command line of the appliance's kernel. %null is the default:
nothing. The environment variable `LIBGUESTFS_APPEND` sets it too.|}
      ~on_handle:[
        run "set_append nosmp"; equals "get_append" "nosmp"; run "set_append %null";
        run "set_append \"\""; equals "get_append" "" ]
      ~launched:[ fails "set_append nosmp" "config state" ];

    property "memsize" ~since:"1.0.55" ~config_only:true (int "memsize")
      ~set:"set how much memory the appliance has"
      ~get:"get how much memory the appliance has" ~returns:"the memory in MiB (units of 1048576 bytes)"
      ~doc:{|Sets the memory of the appliance in MiB (units of 1048576 bytes). The default is enough for most
things; a check of a very large filesystem can need more. Less than 256 is an error, `EINVAL`.

The environment variable `LIBGUESTFS_MEMSIZE` sets it too.|}
      ~on_handle:[
        run "set_memsize 256"; equals "get_memsize" "256";
        fails ~errno:"EINVAL" "set_memsize 255" "must be at least 256";
        fails ~errno:"EINVAL" "set_memsize -1" "must be at least 256"; equals "get_memsize" "256" ]
      ~launched:[ fails "set_memsize 512" "config state" ];

    property "smp" ~since:"1.13.15" ~config_only:true (int "smp")
      ~set:"set how many processors the appliance has"
      ~get:"get how many processors the appliance has" ~returns:"the number of virtual processors"
      ~doc:{|Sets the number of virtual processors, from 1 (the default) to 255; another number is an error,
`EINVAL`. More than one rarely makes anything faster, and each makes the start slower.|}
      ~on_handle:[
        equals "get_smp" "1"; run "set_smp 255"; equals "get_smp" "255";
        fails ~errno:"EINVAL" "set_smp 0" "invalid smp parameter: 0";
        fails ~errno:"EINVAL" "set_smp 256" "unsupported number of smp vcpus: 256" ]
      ~launched:[ fails "set_smp 2" "config state" ];

    property "network" ~since:"1.5.4" ~config_only:true (bool "network")
      ~set:"give the appliance a network"
      ~get:"get whether the appliance has a network"
      ~doc:{|If $network is %true, the appliance has a network card behind which the hypervisor translates
addresses: programs in it can reach what the host can reach, but cannot be reached. The default is
%false, and that is the safe choice for an image that is not trusted.|}
      ~on_handle:[
        equals "get_network" "false"; run "set_network true"; equals "get_network" "true";
        run "set_network false"; equals "get_network" "false" ]
      ~launched:[ fails "set_network true" "config state" ];

    property "recovery_proc" ~since:"1.0.77" ~config_only:true (bool "recoveryproc")
      ~set:"set whether the appliance ends with the program"
      ~get:"get whether the appliance ends with the program"
      ~doc:{|If $recoveryproc is %true, a small process watches the program: if the program is killed, so
that it cannot end the appliance itself, the process ends it, and removes temporary files. The
default is %true. An appliance never goes on in a child of the process that launched it: a
program that becomes a daemon forks first and launches then.|}
      ~on_handle:[
        equals "get_recovery_proc" "true"; run "set_recovery_proc false"; equals "get_recovery_proc" "false";
        run "set_recovery_proc true"; equals "get_recovery_proc" "true" ]
      ~launched:[ fails "set_recovery_proc true" "config state" ];

    property "pgroup" ~since:"1.11.18" ~config_only:true (bool "pgroup")
      ~set:"put the hypervisor in a process group of its own"
      ~get:"get whether the hypervisor is in a process group of its own"
      ~doc:{|If $pgroup is %true, the hypervisor is in a process group of its own, so that Ctrl-C in the
terminal does not end it along with the program that wants to handle it. The default is %false.
The sandbox puts it into a session of its own in any case.|}
      ~on_handle:[
        equals "get_pgroup" "false"; run "set_pgroup true"; equals "get_pgroup" "true";
        run "set_pgroup false"; equals "get_pgroup" "false" ]
      ~launched:[ fails "set_pgroup true" "config state" ];

    property "tmpdir" ~since:"1.19.58" ~config_only:true (optional_text "tmpdir") ~result:(returns_text "tmpdir")
      ~set:"set the directory for temporary files"
      ~get:"get the directory for temporary files" ~returns:"the directory"
      ~doc:{|Sets the directory in which temporary files are made: the overlays of read-only drives and
scratch drives, which can be large. %null is the default: the environment variable `TMPDIR` as it was
when the handle was made, or else `/tmp`. The directory must exist.

The environment variable `LIBGUESTFS_TMPDIR` sets it too. If a file was already made, because a
drive was added, the directory where it is stays in use.|}
      ~on_handle:[
        run "set_tmpdir /usr/"; equals "get_tmpdir" "/usr";
        fails ~errno:"ENOENT" "set_tmpdir /nosuchdirectory" "set_tmpdir: /nosuchdirectory";
        fails ~errno:"ENOTDIR" "set_tmpdir /etc/passwd" "is not a directory";
        equals "get_tmpdir" "/usr"; run "set_tmpdir %null"; run "get_tmpdir" ]
      ~launched:[ fails "set_tmpdir /usr" "config state" ];

    property "cachedir" ~since:"1.19.58" ~config_only:true (optional_text "cachedir") ~result:(returns_text "cachedir")
      ~set:"set the directory for things that are kept"
      ~get:"get the directory for things that are kept" ~returns:"the directory"
      ~doc:{|Sets the directory below which the library keeps what a later @launch can use again, in a
directory of the user that nobody else can write. %null is the default: the environment variable
`TMPDIR` as it was when the handle was made, or else `/var/tmp`. The directory must exist.

The environment variable `LIBGUESTFS_CACHEDIR` sets it too.|}
      ~on_handle:[
        run "set_cachedir /usr/"; equals "get_cachedir" "/usr";
        fails ~errno:"ENOENT" "set_cachedir /nosuchdirectory" "set_cachedir: /nosuchdirectory";
        fails ~errno:"ENOTDIR" "set_cachedir /etc/passwd" "is not a directory";
        run "set_cachedir %null"; run "get_cachedir" ]
      ~launched:[ fails "set_cachedir /usr" "config state" ];

    [ call "get_sockdir" ~since:"1.33.8" ~blocking:false
      [] (returns_text "sockdir")
      ~short:"get the directory for sockets"
      ~doc:{|Returns the directory in which the library makes the sockets that connect it with the hypervisor:
for root `/tmp`, for others `XDG_RUNTIME_DIR` as it was when the handle was made, or else `/tmp`. It
cannot be set: the path of a socket must be short.|}
      ~run:library
      ~tests:[ on_handle [ run "get_sockdir" ] ] ];

    property "direct" ~since:"1.0.72" ~config_only:true
      ~deprecated:(Replaced_by "internal_get_console_socket") (bool "direct")
      ~set:"set the direct flag (has no effect)"
      ~get:"get the direct flag"
      ~doc:{|In old versions the console of the appliance was connected to the terminal if $direct was %true.
Now the flag is kept and has no effect. The default is %false.|}
      ~on_handle:[
        equals "get_direct" "false"; run "set_direct true"; equals "get_direct" "true";
        run "set_direct false"; equals "get_direct" "false" ]
      ~launched:[ fails "set_direct true" "config state" ] ])
