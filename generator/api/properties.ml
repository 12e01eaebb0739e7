(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "properties" ~title:"Properties of a handle"
  ~doc:{|What can be set on a handle, most of it before @launch only.|}
  [ call "set_verbose" ~since:"0.0.3" ~shell_aliases:[ "verbose" ] ~blocking:false
      [ bool "verbose" ] nothing
      ~short:"print what the library and the appliance do"
      ~doc:{|If $verbose is %true, the library says what it does and the messages of the appliance are
shown: to the callbacks of the events `library` and `appliance`, or where there is none on stderr.
The default is %false.

The environment variable `LIBGUESTFS_DEBUG` sets it too. The output of a program that fails, with
this and @set_trace on from the beginning, is what a report of a bug should have.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_verbose true"; equals "get_verbose" "true";
          run "set_verbose false"; equals "get_verbose" "false" ];
        on_blank [ run "set_verbose false" ] ];

    call "get_verbose" ~since:"0.0.3" ~blocking:false
      [] (returns_bool "verbose")
      ~short:"get whether debug output is on"
      ~doc:{|Returns whether it is on. See @set_verbose.|}
      ~run:library
      ~tests:[ on_handle [ run "set_verbose true"; equals "get_verbose" "true" ] ];

    call "set_trace" ~since:"1.0.69" ~shell_aliases:[ "trace" ] ~blocking:false
      [ bool "trace" ] nothing
      ~short:"print every call"
      ~doc:{|If $trace is %true, each call is shown with its arguments when it begins and with its result
when it ends: to the callbacks of the event `trace`, or where there is none on stderr. Passphrases
are not shown. The default is %false.

The environment variable `LIBGUESTFS_TRACE` sets it too.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_trace true"; equals "get_trace" "true";
          run "set_trace false"; equals "get_trace" "false" ];
        on_blank [ run "set_trace false" ] ];

    call "get_trace" ~since:"1.0.69" ~blocking:false
      [] (returns_bool "trace")
      ~short:"get whether calls are printed"
      ~doc:{|Returns whether it is on. See @set_trace.|}
      ~run:library
      ~tests:[ on_handle [ run "set_trace true"; equals "get_trace" "true" ] ];

    call "set_identifier" ~since:"1.31.14" ~shell_aliases:[ "identifier" ] ~blocking:false
      [ text "identifier" ] nothing
      ~short:"set a name for the handle in trace output"
      ~doc:{|Sets a name that stands in each line of trace output on stderr, so that a program with several
handles can tell them apart. It can have letters and digits of ASCII, `_` and `-`; anything else is
an error, `EINVAL`. The default is the empty text: no name.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_identifier Disk-1_a"; equals "get_identifier" "Disk-1_a";
          fails ~errno:"EINVAL" "set_identifier \"a b\"" "identifier must contain only";
          equals "get_identifier" "Disk-1_a"; run "set_identifier \"\""; equals "get_identifier" "" ];
        on_blank [ run "set_identifier a"; run "set_identifier \"\"" ] ];

    call "get_identifier" ~since:"1.31.14" ~blocking:false
      [] (returns_const_text "identifier")
      ~short:"get the handle's name in trace output"
      ~doc:{|Returns the name. See @set_identifier.|}
      ~run:library
      ~tests:[ on_handle [ equals "get_identifier" "" ] ];

    call "set_program" ~since:"1.21.29" ~shell_aliases:[ "program" ] ~blocking:false
      [ text "program" ] nothing
      ~short:"set the name of the program"
      ~doc:{|Sets the name of the program that uses the library. It helps to find out which program a message
belongs to. The default is the last part of the name with which the program was started.|}
      ~run:library
      ~tests:[
        on_handle [ run "set_program tool"; equals "get_program" "tool" ];
        on_blank [ run "set_program tool" ] ];

    call "get_program" ~since:"1.21.29" ~blocking:false
      [] (returns_const_text "program")
      ~short:"get the name of the program"
      ~doc:{|Returns the name. See @set_program.|}
      ~run:library
      ~tests:[ on_handle [ run "get_program" ] ];

    call "set_autosync" ~since:"0.0.3" ~shell_aliases:[ "autosync" ] ~blocking:false
      [ bool "autosync" ] nothing
      ~short:"write everything out when the appliance ends"
      ~doc:{|If $autosync is %true, @shutdown, and closing the handle, first write out and unmount all
filesystems of the guest. The default is %true.

Without it, a program has to call @umount_all or @sync itself, or what was written last can be
missing from the image.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_autosync false"; equals "get_autosync" "false";
          run "set_autosync true"; equals "get_autosync" "true" ];
        on_blank [ run "set_autosync true"; run "set_autosync false" ] ];

    call "get_autosync" ~since:"0.0.3" ~blocking:false
      [] (returns_bool "autosync")
      ~short:"get whether everything is written out at the end"
      ~doc:{|Returns whether it is on. See @set_autosync.|}
      ~run:library
      ~tests:[ on_handle [ run "set_autosync true"; equals "get_autosync" "true" ] ];

    call "set_path" ~since:"0.0.3" ~shell_aliases:[ "path" ] ~config_only:true ~blocking:false
      [ optional_text "searchpath" ] nothing
      ~short:"set where the appliance is looked for"
      ~doc:{|Sets the directories in which the appliance is looked for, with colons between them. An empty
one, and `.`, is the present directory. %null is the default: where the library was installed.

The environment variable `LIBGUESTFS_PATH` sets it too.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_path /a:/b"; equals "get_path" "/a:/b"; run "set_path \"\""; equals "get_path" "";
          run "set_path %null"; contains "get_path" "guestfs" ];
        on_blank [ fails "set_path /a" "config state" ] ];

    call "get_path" ~since:"0.0.3" ~blocking:false
      [] (returns_const_text "path")
      ~short:"get where the appliance is looked for"
      ~doc:{|Returns the directories, with colons between them. See @set_path.|}
      ~run:library
      ~tests:[ on_handle [ run "set_path /a"; equals "get_path" "/a" ] ];

    call "set_append" ~since:"1.0.26" ~shell_aliases:[ "append" ] ~config_only:true ~blocking:false
      [ optional_text "append" ] nothing
      ~short:"add to the appliance's kernel command line"
      ~doc:{|Sets a text that is added to the command line of the appliance's kernel. %null is the default:
nothing. The environment variable `LIBGUESTFS_APPEND` sets it too.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_append nosmp"; equals "get_append" "nosmp"; run "set_append %null";
          run "set_append \"\""; equals "get_append" "" ];
        on_blank [ fails "set_append nosmp" "config state" ] ];

    call "get_append" ~since:"1.0.26" ~blocking:false
      [] (returns_optional_const_text "append")
      ~short:"get what is added to the kernel command line"
      ~doc:{|Returns the text, or %null if none was set. See @set_append.|}
      ~run:library
      ~tests:[ on_handle [ run "set_append debug"; equals "get_append" "debug" ] ];

    call "set_memsize" ~since:"1.0.55" ~shell_aliases:[ "memsize" ] ~config_only:true ~blocking:false
      [ int "memsize" ] nothing
      ~short:"set how much memory the appliance has"
      ~doc:{|Sets the memory of the appliance in MiB (units of 1048576 bytes). The default is enough for most
things; a check of a very large filesystem can need more. Less than 256 is an error, `EINVAL`.

The environment variable `LIBGUESTFS_MEMSIZE` sets it too.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_memsize 256"; equals "get_memsize" "256";
          fails ~errno:"EINVAL" "set_memsize 255" "must be at least 256";
          fails ~errno:"EINVAL" "set_memsize -1" "must be at least 256"; equals "get_memsize" "256" ];
        on_blank [ fails "set_memsize 512" "config state" ] ];

    call "get_memsize" ~since:"1.0.55" ~blocking:false
      [] (returns_int "memsize")
      ~short:"get how much memory the appliance has"
      ~doc:{|Returns the memory in MiB (units of 1048576 bytes). See @set_memsize.|}
      ~run:library
      ~tests:[ on_handle [ run "set_memsize 1000"; equals "get_memsize" "1000" ] ];

    call "set_smp" ~since:"1.13.15" ~shell_aliases:[ "smp" ] ~config_only:true ~blocking:false
      [ int "smp" ] nothing
      ~short:"set how many processors the appliance has"
      ~doc:{|Sets the number of virtual processors, from 1 (the default) to 255; another number is an error,
`EINVAL`. More than one rarely makes anything faster, and each makes the start slower.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "get_smp" "1"; run "set_smp 255"; equals "get_smp" "255";
          fails ~errno:"EINVAL" "set_smp 0" "invalid smp parameter: 0";
          fails ~errno:"EINVAL" "set_smp 256" "unsupported number of smp vcpus: 256" ];
        on_blank [ fails "set_smp 2" "config state" ] ];

    call "get_smp" ~since:"1.13.15" ~blocking:false
      [] (returns_int "smp")
      ~short:"get how many processors the appliance has"
      ~doc:{|Returns the number of virtual processors. See @set_smp.|}
      ~run:library
      ~tests:[ on_handle [ run "set_smp 2"; equals "get_smp" "2" ] ];

    call "set_network" ~since:"1.5.4" ~shell_aliases:[ "network" ] ~config_only:true ~blocking:false
      [ bool "network" ] nothing
      ~short:"give the appliance a network"
      ~doc:{|If $network is %true, the appliance has a network card behind which the hypervisor translates
addresses: programs in it can reach what the host can reach, but cannot be reached. The default is
%false, and that is the safe choice for an image that is not trusted.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "get_network" "false"; run "set_network true"; equals "get_network" "true";
          run "set_network false"; equals "get_network" "false" ];
        on_blank [ fails "set_network true" "config state" ] ];

    call "get_network" ~since:"1.5.4" ~blocking:false
      [] (returns_bool "network")
      ~short:"get whether the appliance has a network"
      ~doc:{|Returns whether it is on. See @set_network.|}
      ~run:library
      ~tests:[ on_handle [ run "set_network true"; equals "get_network" "true" ] ];

    call "set_recovery_proc" ~since:"1.0.77" ~shell_aliases:[ "recovery-proc" ] ~config_only:true ~blocking:false
      [ bool "recoveryproc" ] nothing
      ~short:"set whether the appliance ends with the program"
      ~doc:{|If $recoveryproc is %true, a small process watches the program: if the program is killed, so
that it cannot end the appliance itself, the process ends it, and removes temporary files. The
default is %true. An appliance never goes on in a child of the process that launched it: a
program that becomes a daemon forks first and launches then.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "get_recovery_proc" "true"; run "set_recovery_proc false"; equals "get_recovery_proc" "false";
          run "set_recovery_proc true"; equals "get_recovery_proc" "true" ];
        on_blank [ fails "set_recovery_proc true" "config state" ] ];

    call "get_recovery_proc" ~since:"1.0.77" ~blocking:false
      [] (returns_bool "recoveryproc")
      ~short:"get whether the appliance ends with the program"
      ~doc:{|Returns whether it is on. See @set_recovery_proc.|}
      ~run:library
      ~tests:[ on_handle [ run "set_recovery_proc true"; equals "get_recovery_proc" "true" ] ];

    call "set_pgroup" ~since:"1.11.18" ~shell_aliases:[ "pgroup" ] ~config_only:true ~blocking:false
      [ bool "pgroup" ] nothing
      ~short:"put the hypervisor in a process group of its own"
      ~doc:{|If $pgroup is %true, the hypervisor is in a process group of its own, so that Ctrl-C in the
terminal does not end it along with the program that wants to handle it. The default is %false.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "get_pgroup" "false"; run "set_pgroup true"; equals "get_pgroup" "true";
          run "set_pgroup false"; equals "get_pgroup" "false" ];
        on_blank [ fails "set_pgroup true" "config state" ] ];

    call "get_pgroup" ~since:"1.11.18" ~blocking:false
      [] (returns_bool "pgroup")
      ~short:"get whether the hypervisor is in a process group of its own"
      ~doc:{|Returns whether it is on. See @set_pgroup.|}
      ~run:library
      ~tests:[ on_handle [ run "set_pgroup true"; equals "get_pgroup" "true" ] ];

    call "set_tmpdir" ~since:"1.19.58" ~shell_aliases:[ "tmpdir" ] ~config_only:true ~blocking:false
      [ optional_text "tmpdir" ] nothing
      ~short:"set the directory for temporary files"
      ~doc:{|Sets the directory in which temporary files are made: the overlays of read-only drives and
scratch drives, which can be large. %null is the default: the environment variable `TMPDIR` as it was
when the handle was made, or else `/tmp`. The directory must exist.

The environment variable `LIBGUESTFS_TMPDIR` sets it too. If a file was already made, because a
drive was added, the directory where it is stays in use.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_tmpdir /usr/"; equals "get_tmpdir" "/usr";
          fails ~errno:"ENOENT" "set_tmpdir /nosuchdirectory" "set_tmpdir: /nosuchdirectory";
          fails ~errno:"ENOTDIR" "set_tmpdir /etc/passwd" "is not a directory";
          equals "get_tmpdir" "/usr"; run "set_tmpdir %null"; run "get_tmpdir" ];
        on_blank [ fails "set_tmpdir /usr" "config state" ] ];

    call "get_tmpdir" ~since:"1.19.58" ~blocking:false
      [] (returns_text "tmpdir")
      ~short:"get the directory for temporary files"
      ~doc:{|Returns the directory. See @set_tmpdir.|}
      ~run:library
      ~tests:[ on_handle [ run "set_tmpdir /usr"; equals "get_tmpdir" "/usr" ] ];

    call "set_cachedir" ~since:"1.19.58" ~shell_aliases:[ "cachedir" ] ~config_only:true ~blocking:false
      [ optional_text "cachedir" ] nothing
      ~short:"set the directory for things that are kept"
      ~doc:{|Sets the directory below which the library keeps what a later @launch can use again, in a
directory of the user that nobody else can write. %null is the default: the environment variable
`TMPDIR` as it was when the handle was made, or else `/var/tmp`. The directory must exist.

The environment variable `LIBGUESTFS_CACHEDIR` sets it too.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_cachedir /usr/"; equals "get_cachedir" "/usr";
          fails ~errno:"ENOENT" "set_cachedir /nosuchdirectory" "set_cachedir: /nosuchdirectory";
          fails ~errno:"ENOTDIR" "set_cachedir /etc/passwd" "is not a directory";
          run "set_cachedir %null"; run "get_cachedir" ];
        on_blank [ fails "set_cachedir /usr" "config state" ] ];

    call "get_cachedir" ~since:"1.19.58" ~blocking:false
      [] (returns_text "cachedir")
      ~short:"get the directory for things that are kept"
      ~doc:{|Returns the directory. See @set_cachedir.|}
      ~run:library
      ~tests:[ on_handle [ run "set_cachedir /usr"; equals "get_cachedir" "/usr" ] ];

    call "get_sockdir" ~since:"1.33.8" ~blocking:false
      [] (returns_text "sockdir")
      ~short:"get the directory for sockets"
      ~doc:{|Returns the directory in which the library makes the sockets that connect it with the hypervisor:
for root `/tmp`, for others `XDG_RUNTIME_DIR` as it was when the handle was made, or else `/tmp`. It
cannot be set: the path of a socket must be short.|}
      ~run:library
      ~tests:[ on_handle [ run "get_sockdir" ] ];

    call "set_direct" ~since:"1.0.72" ~shell_aliases:[ "direct" ] ~config_only:true ~blocking:false ~deprecated:(Replaced_by "internal_get_console_socket")
      [ bool "direct" ] nothing
      ~short:"set the direct flag (has no effect)"
      ~doc:{|In old versions the console of the appliance was connected to the terminal if $direct was %true.
Now the flag is kept and has no effect. The default is %false.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "get_direct" "false"; run "set_direct true"; equals "get_direct" "true";
          run "set_direct false"; equals "get_direct" "false" ];
        on_blank [ fails "set_direct true" "config state" ] ];

    call "get_direct" ~since:"1.0.72" ~blocking:false ~deprecated:(Replaced_by "internal_get_console_socket")
      [] (returns_bool "direct")
      ~short:"get the direct flag"
      ~doc:{|Returns whether it is on. See @set_direct.|}
      ~run:library
      ~tests:[ on_handle [ run "set_direct true"; equals "get_direct" "true" ] ] ]
