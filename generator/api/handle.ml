(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "handle" ~title:"The handle and its life"
  ~doc:{|A handle is first configured: drives are added and properties set. @launch then starts
the appliance, a small virtual machine which has the drives, and the handle is ready. All calls
that look into disk images need a handle that is ready. @shutdown ends the appliance and reports
whether everything was written; the handle can then be configured and launched again.

Environment variables set properties of a new handle, see @parse_environment.|}
  ~structs:[
    structure "version" ~doc:"Version of the library."
      [ "major", F_int64; "minor", F_int64; "release", F_int64; "extra", F_text ] ]
  [ call "launch" ~since:"0.0.3" ~shell_aliases:[ "run" ] ~config_only:true ~progress:true
      [] nothing
      ~short:"start the appliance"
      ~doc:{|Starts the appliance with the drives that were added, and returns when it is ready.

Most properties cannot be set after this call.

If it fails, the error says which step failed and shows the last lines of what the hypervisor
and the appliance's kernel printed. The handle is as it was before the call, with its drives and
properties, so that a program can correct a property and call @launch again. With the environment variables `LIBGUESTFS_DEBUG=1` and `LIBGUESTFS_TRACE=1` everything
that happens is printed.

More drives than @max_disks are an error. If the appliance is not ready after 20 minutes the
call fails; the backend setting `launch_timeout` (see @set_backend_settings) changes that time.

The first launch on a machine boots the appliance and saves it as a template in the cache
directory (see @get_cachedir), from which later launches restore it: that takes about a tenth of a
second, while booting takes some seconds where the host has no hardware virtualisation (KVM).
@launch_report tells what was done, and why.|}
      ~run:library
      ~example:[ "add_drive_ro /var/lib/images/guest.img"; "launch"; "list_filesystems" ]
      ~tests:[
        on_blank [ equals "is_ready" "true";
                   fails "launch" "this function can only be called in the config state" ] ];

    call "launch_report" ~since:"1.62.0" ~blocking:false
      [] (returns_table "report")
      ~short:"tell how the appliance was started"
      ~doc:{|Returns what the last @launch of this handle did, as pairs of a name and a text. It is
meant for people who ask why a launch was slow or what protects the host, and for tests; names
may be added. A launch that failed tells how far it came. Before the first launch there are
none.

- `hypervisor` the program
- `accelerator` `kvm` or `tcg`; `accelerator_reason` why it is not KVM
- `appliance` the directory in which the appliance was found
- `start` `restored` from a template, or `booted`; `start_reason` why it was not restored
- `template` the directory of the template
- `sandbox` the parts of the sandbox in which the hypervisor runs, with commas;
  `sandbox_missing` those that are not there, and why
- `milliseconds` how long it took until the appliance was ready|}
      ~run:library
      ~tests:[
        on_handle [ list_is "launch_report" [] ];
        on_blank [ contains "launch_report" "hypervisor"; contains "launch_report" "milliseconds" ] ];

    call "shutdown" ~since:"1.19.16"
      [] nothing
      ~short:"end the appliance"
      ~doc:{|Ends the appliance. If autosync is on (see @set_autosync, it is on by default), all
filesystems of the guest are first written out and unmounted.

A program that has written to a disk image should call this and look at the error: the handle can
also simply be closed, but then nobody learns that the last data could not be written. It says
the same as @umount about each filesystem.

The drives are forgotten. The handle is then as it was before they were added, and can be
configured and launched again. On a handle that was not launched this does nothing.|}
      ~run:library
      ~tests:[
        on_handle [ run "shutdown"; run "shutdown" ];
        on_blank [ run "shutdown"; equals "is_config" "true"; list_is "debug_drives" [];
                   fails "list_devices" "launch"; run "shutdown" ] ];

    call "kill_subprocess" ~since:"0.0.3" ~deprecated:(Replaced_by "shutdown")
      [] nothing
      ~short:"end the appliance"
      ~doc:{|The same as @shutdown. In old versions it killed the hypervisor without writing
anything out.|}
      ~run:library
      ~tests:[
        on_handle [ run "kill_subprocess" ];
        on_blank [ run "kill_subprocess"; equals "is_config" "true" ] ];

    call "wait_ready" ~since:"0.0.3" ~visibility:State_test ~blocking:false
      ~deprecated:Deprecated_without_replacement
      [] nothing
      ~short:"wait until the appliance is ready (does nothing)"
      ~doc:{|Once @launch returned before the appliance was ready, and this call waited for it. Now
@launch waits itself. If the handle is not ready the call fails.|}
      ~run:library
      ~tests:[
        on_handle [ fails "wait_ready" "not been launched" ];
        on_blank [ run "wait_ready" ] ];

    call "is_config" ~since:"1.0.2" ~blocking:false
      [] (returns_bool "config")
      ~short:"is the handle being configured"
      ~doc:{|Returns %true if drives can be added and properties set: before @launch, after
@shutdown, and after the hypervisor ended by itself.|}
      ~run:library
      ~tests:[ on_handle [ equals "is_config" "true" ]; on_blank [ equals "is_config" "false" ] ];

    call "is_launching" ~since:"1.0.2" ~visibility:State_test ~blocking:false
      [] (returns_bool "launching")
      ~short:"is the appliance being started"
      ~doc:{|Returns %true while @launch runs. Only a callback of an event can see that: a call
from another thread waits until @launch is done.|}
      ~run:library
      ~tests:[ on_handle [ equals "is_launching" "false" ]; on_blank [ equals "is_launching" "false" ] ];

    call "is_ready" ~since:"1.0.2" ~visibility:State_test ~blocking:false
      [] (returns_bool "ready")
      ~short:"is the appliance ready"
      ~doc:{|Returns %true after @launch, as long as the appliance runs.|}
      ~run:library
      ~tests:[ on_handle [ equals "is_ready" "false" ]; on_blank [ equals "is_ready" "true" ] ];

    call "is_busy" ~since:"1.0.2" ~visibility:State_test ~blocking:false
      [] (returns_bool "busy")
      ~short:"is a call being worked on (always false)"
      ~doc:{|Returns %false. A call holds the handle until it is done, so nobody can find it
busy.|}
      ~run:library
      ~tests:[ on_handle [ equals "is_busy" "false" ]; on_blank [ equals "is_busy" "false" ] ];

    call "get_state" ~since:"1.0.2" ~visibility:State_test ~blocking:false
      [] (returns_int "state")
      ~short:"get the state as a number"
      ~doc:{|Returns 0 while the handle is configured, 1 while it is launched, and 2 when it is
ready. Programs should rather ask @is_config, @is_launching and @is_ready.|}
      ~run:library
      ~tests:[ on_handle [ equals "get_state" "0" ]; on_blank [ equals "get_state" "2" ] ];

    call "get_pid" ~since:"1.0.56" ~shell_aliases:[ "pid" ] ~blocking:false
      [] (returns_int "pid")
      ~short:"get the process of the hypervisor"
      ~doc:{|Returns the process identifier of the hypervisor, for example to look at it with
`ps(1)`. To end it, use @shutdown. Before @launch the call fails.|}
      ~run:library
      ~tests:[ on_handle [ fails "get_pid" "after launch" ]; on_blank [ run "get_pid" ] ];

    call "max_disks" ~since:"1.19.7" ~blocking:false
      [] (returns_int "disks")
      ~short:"get how many drives a handle can have"
      ~doc:{|Returns how many drives can be added before @launch.|}
      ~run:library
      ~tests:[ on_handle [ equals "max_disks" "255" ] ];

    call "user_cancel" ~since:"1.11.18" ~blocking:false ~wrapped:false
      [] nothing
      ~short:"cancel the transfer of a file that another thread waits for"
      ~doc:{|Stops the transfer of a file, such as @upload or @download, that runs on the same
handle. That call fails with `EINTR`. What was already transferred is left where it is: a file
that was being written is incomplete.

It is the one call that can be made while another call on the same handle runs: from another
thread, from a callback of an event, or from a signal handler. It does not wait for the transfer
to end. If nothing runs that can be cancelled it does nothing: it has no effect on calls that are
made later.

Not every call can be cancelled; the manual says of each call that can.|}
      ~run:library
      ~tests:[ on_handle [ run "user_cancel" ]; on_blank [ run "user_cancel"; run "list_devices" ] ];

    call "parse_environment" ~since:"1.19.53" ~blocking:false
      [] nothing
      ~short:"set properties from environment variables"
      ~doc:{|Sets properties of the handle from these environment variables. A new handle does this
by itself, unless it was created with the flag that suppresses it.

- `LIBGUESTFS_TRACE`, `LIBGUESTFS_DEBUG` as @set_trace and @set_verbose. `1`, `true`, `t`, `yes`,
  `y` or `on`, and `0`, `false`, `f`, `no`, `n` or `off`, in any case of letters; anything else is
  an error.
- `LIBGUESTFS_TMPDIR` as @set_tmpdir
- `LIBGUESTFS_CACHEDIR` as @set_cachedir
- `TMPDIR` the directory that is used where none of those two is set
- `LIBGUESTFS_PATH` as @set_path
- `LIBGUESTFS_HV` as @set_hv; if it is not set, its old name `LIBGUESTFS_QEMU`
- `LIBGUESTFS_APPEND` as @set_append, also if it is empty
- `LIBGUESTFS_MEMSIZE` as @set_memsize
- `LIBGUESTFS_BACKEND` as @set_backend; if it is not set, its old name
  `LIBGUESTFS_ATTACH_METHOD`
- `LIBGUESTFS_BACKEND_SETTINGS` as @set_backend_settings, with colons between the settings
- `XDG_RUNTIME_DIR` the directory for sockets, see @get_sockdir

Unless something else is said above, an empty variable is like one that is not set. A bad value is
an error; the other variables are set all the same, and @launch fails with that error until the
variables were read again without one, so that nothing is launched with other settings than those
that were meant (but for `XDG_RUNTIME_DIR`). In a set-user-ID program the variables are ignored.|}
      ~run:library
      ~tests:[ on_handle [ run "parse_environment" ] ];

    call "parse_environment_list" ~since:"1.19.53" ~blocking:false
      [ text_list "environment" ] nothing
      ~short:"set properties from a list of variables"
      ~doc:{|Like @parse_environment, but the variables come from $environment, a list of
`NAME=value`. If a name is there twice the first counts. Elements with other names, or without
`=`, are ignored.|}
      ~run:library
      ~tests:[
        on_handle [
          run "parse_environment_list [LIBGUESTFS_TRACE=0 LIBGUESTFS_MEMSIZE=512 LIBGUESTFS_HV=/one LIBGUESTFS_HV=/two OTHER nothing=1]";
          equals "get_memsize" "512"; equals "get_hv" "/one" ];
        on_handle [
          run "parse_environment_list [LIBGUESTFS_BACKEND_SETTINGS=force_tcg:a=b LIBGUESTFS_APPEND= LIBGUESTFS_PATH=/a:/b]";
          list_is "get_backend_settings" [ "force_tcg"; "a=b" ];
          equals "get_append" ""; equals "get_path" "/a:/b" ];
        on_handle [
          run "parse_environment_list [LIBGUESTFS_TMPDIR=/usr TMPDIR=/]";
          equals "get_tmpdir" "/usr"; equals "get_cachedir" "/" ];
        on_handle [
          fails ~errno:"EINVAL" "parse_environment_list [LIBGUESTFS_TRACE=maybe]" "LIBGUESTFS_TRACE=maybe: non-boolean value";
          fails ~errno:"EINVAL" "parse_environment_list [LIBGUESTFS_MEMSIZE=12x]" "non-numeric value for LIBGUESTFS_MEMSIZE";
          fails "parse_environment_list [LIBGUESTFS_MEMSIZE=12]" "too small";
          fails "parse_environment_list [LIBGUESTFS_BACKEND=none]" "invalid backend";
          fails ~errno:"ENOENT" "parse_environment_list [TMPDIR=/nosuchdirectory]" "/nosuchdirectory" ] ];

    call "version" ~since:"1.0.58" ~blocking:false
      [] (returns_struct "version" "version")
      ~short:"get the version of the library"
      ~doc:{|Returns the version of the library that the program runs with. The version of the API
is `major.minor.release`, numbers; `extra` is normally empty, and otherwise a text of those who
packaged the library, to be printed after the numbers.

To find out whether a call exists, use the macros `GUESTFS_HAVE_…` of the header (in C) or ask the
language, rather than comparing versions.|}
      ~run:library
      ~tests:[ on_handle [ field_is "version" "major" "1"; field_is "version" "extra" "" ] ];

    call "c_pointer" ~since:"1.29.17"
      [] (returns_int64 "ptr")
      ~short:"get the address of the handle in C"
      ~doc:{|Returns the address of the C handle as a number, so that a program in another language
can pass the handle to a C library.|}
      ~run:library
      ~tests:[ on_handle [ run "c_pointer" ] ];

    call "internal_get_console_socket" ~since:"1.37.1" ~visibility:Internal
      [] (returns_int "fd")
      ~short:"get the socket of the appliance's console"
      ~doc:{|Returns the descriptor of the socket that is connected to the console of the appliance,
for a program that lets a person type there.|}
      ~run:library ]
