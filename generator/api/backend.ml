(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "backend" ~title:"The hypervisor"
  ~doc:{|The backend is the way in which the hypervisor is started that runs the appliance. Few
programs have to choose it: the default works without any rights and without a service.|}
  [ call "set_backend" ~since:"1.21.26" ~shell_aliases:[ "backend" ] ~config_only:true ~blocking:false
      [ text "backend" ] nothing
      ~short:"set how the hypervisor is started"
      ~doc:{|Sets the backend:

- `direct` the library starts qemu itself. This is the default.
- `libvirt`, `libvirt:null` or `libvirt:URI` libvirt starts it. These names are accepted for the
  sake of old programs, but @launch then fails with `ENOTSUP`: this library starts qemu itself.
- `appliance` the old name of `direct`

Any other text is an error, `EINVAL`. The environment variable `LIBGUESTFS_BACKEND` sets it
too.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_backend direct"; equals "get_backend" "direct";
          run "set_backend appliance"; equals "get_backend" "direct";
          run "set_backend libvirt:qemu:///session"; equals "get_backend" "libvirt:qemu:///session";
          fails ~errno:"EINVAL" "set_backend bogus" "invalid backend: bogus";
          fails ~errno:"EINVAL" "set_backend \"\"" "invalid backend";
          equals "get_backend" "libvirt:qemu:///session" ];
        on_blank [ fails "set_backend direct" "config state" ] ];

    call "get_backend" ~since:"1.21.26" ~blocking:false
      [] (returns_text "backend")
      ~short:"get how the hypervisor is started"
      ~doc:{|Returns the backend, with its argument if it has one. See @set_backend.|}
      ~run:library
      ~tests:[ on_handle [ run "set_backend libvirt"; equals "get_backend" "libvirt" ] ];

    call "set_attach_method" ~since:"1.9.8" ~shell_aliases:[ "attach-method" ] ~config_only:true ~blocking:false
      ~deprecated:(Replaced_by "set_backend")
      [ text "backend" ] nothing
      ~short:"set how the hypervisor is started"
      ~doc:{|The same as @set_backend: the backend $backend had this name before.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_attach_method appliance"; equals "get_backend" "direct";
          fails ~errno:"EINVAL" "set_attach_method bogus" "invalid backend" ] ];

    call "get_attach_method" ~since:"1.9.8" ~blocking:false ~deprecated:(Replaced_by "get_backend")
      [] (returns_text "backend")
      ~short:"get how the hypervisor is started"
      ~doc:{|The same as @get_backend, but with the old name `appliance` instead of `direct`.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_backend direct"; equals "get_attach_method" "appliance";
          run "set_backend libvirt"; equals "get_attach_method" "libvirt" ] ];

    call "set_backend_settings" ~since:"1.25.24" ~config_only:true ~blocking:false
      [ text_list "settings" ] nothing
      ~short:"replace the settings of the backend"
      ~doc:{|Replaces all settings of the backend by $settings. Each is `NAME` or `NAME=VALUE`;
`NAME` alone means `NAME=1`.

These settings have a meaning; others are kept and ignored:

- `force_tcg` do not use hardware virtualisation (KVM)
- `force_kvm` use it; @launch fails if it does not work here
- `launch_timeout=SECONDS` how long @launch waits for the appliance: 1200 by default
- `template=off` always boot the appliance; `template=make` restore it from a template, and fail
  if there is none and none can be made; `template=remake` make the template anew first
- `backing=beside` the default: files that the header of an image names (a backing file, for example) are
  opened if the format of the image was stated when it was added, or if they are only read and lie
  in the image's directory or, not hidden, below it; `backing=any` they are always opened; `backing=none` never
- `sandbox=auto` the default: the hypervisor runs in a sandbox of as many parts as the host
  offers, see @launch_report; `sandbox=required` @launch fails if a part is missing;
  `sandbox=off` there is none
- `gdb` the hypervisor waits until a debugger connects to TCP port 1234 of this host

The environment variable `LIBGUESTFS_BACKEND_SETTINGS` sets them too, with colons between them.|}
      ~run:library
      ~example:[ "set_backend_settings [force_tcg]" ]
      ~tests:[
        on_handle [
          run "set_backend_settings [a b=2]"; list_is "get_backend_settings" [ "a"; "b=2" ];
          run "set_backend_settings []"; list_is "get_backend_settings" [] ];
        on_blank [ fails "set_backend_settings []" "config state" ] ];

    call "get_backend_settings" ~since:"1.25.24" ~blocking:false
      [] (returns_text_list "settings")
      ~short:"get the settings of the backend"
      ~doc:{|Returns the settings of the backend. See @set_backend_settings.|}
      ~run:library
      ~tests:[ on_handle [ run "set_backend_settings [a]"; list_is "get_backend_settings" [ "a" ] ] ];

    call "get_backend_setting" ~since:"1.27.2" ~blocking:false
      [ text "name" ] (returns_text "val")
      ~short:"get one setting of the backend"
      ~doc:{|Returns the value of the setting $name: what follows `=`, or `1` if the setting is the
name alone. If it is there more than once, the first counts. If it is not there the call fails with
`ESRCH`.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_backend_settings [a b= c=1 a=2 cc=3]";
          equals "get_backend_setting a" "1"; equals "get_backend_setting b" "";
          equals "get_backend_setting c" "1";
          fails ~errno:"ESRCH" "get_backend_setting d" "setting not found" ] ];

    call "set_backend_setting" ~since:"1.27.2" ~config_only:true ~blocking:false
      [ text "name"; text "val" ] nothing
      ~short:"set one setting of the backend"
      ~doc:{|Removes all settings $name, and adds `NAME=VALUE` with $val as the value. See
@set_backend_settings.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_backend_settings [a b= a=2]"; run "set_backend_setting a 9";
          list_is "get_backend_settings" [ "b="; "a=9" ] ];
        on_blank [ fails "set_backend_setting a 1" "config state" ] ];

    call "clear_backend_setting" ~since:"1.27.2" ~config_only:true ~blocking:false
      [ text "name" ] (returns_int "count")
      ~short:"remove one setting of the backend"
      ~doc:{|Removes all settings $name, and returns how many there were; that can be 0.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_backend_settings [a b= a=2 ab]";
          equals "clear_backend_setting a" "2"; equals "clear_backend_setting a" "0";
          list_is "get_backend_settings" [ "b="; "ab" ] ];
        on_blank [ fails "clear_backend_setting a" "config state" ] ];

    call "set_hv" ~since:"1.23.17" ~shell_aliases:[ "hv" ] ~config_only:true ~blocking:false
      [ text "hv" ] nothing
      ~short:"set the program of the hypervisor"
      ~doc:{|Sets the program that is started as the hypervisor: qemu, or a script that in the end
executes qemu with the arguments that it got. A name without a slash is looked for in `PATH`. Whether
it exists is found out by @launch.

The environment variable `LIBGUESTFS_HV` sets it too.|}
      ~run:library
      ~tests:[
        on_handle [ run "set_hv /bin/qemu"; equals "get_hv" "/bin/qemu" ];
        on_blank [ fails "set_hv /bin/qemu" "config state" ] ];

    call "get_hv" ~since:"1.23.17" ~blocking:false
      [] (returns_text "hv")
      ~short:"get the program of the hypervisor"
      ~doc:{|Returns the program of the hypervisor. If it was not set, that is
`qemu-system-ARCHITECTURE` of this host.|}
      ~run:library
      ~tests:[ on_handle [ contains "get_hv" "qemu"; run "set_hv other"; equals "get_hv" "other" ] ];

    call "set_qemu" ~since:"1.0.6" ~shell_aliases:[ "qemu" ] ~config_only:true ~blocking:false
      ~deprecated:(Replaced_by "set_hv")
      [ optional_text "hv" ] nothing
      ~short:"set the program of the hypervisor"
      ~doc:{|The same as @set_hv; in addition, $hv can be %null for the default.|}
      ~run:library
      ~tests:[
        on_handle [
          run "set_qemu /bin/qemu"; equals "get_hv" "/bin/qemu";
          run "set_qemu %null"; contains "get_hv" "qemu-system" ] ];

    call "get_qemu" ~since:"1.0.6" ~blocking:false ~deprecated:(Replaced_by "get_hv")
      [] (returns_const_text "hv")
      ~short:"get the program of the hypervisor"
      ~doc:{|The same as @get_hv.|}
      ~run:library
      ~tests:[ on_handle [ contains "get_qemu" "qemu"; run "set_hv other"; equals "get_qemu" "other" ] ];

    call "config" ~since:"0.0.3" ~config_only:true ~blocking:false
      [ text "hvparam"; optional_text "hvvalue" ] nothing
      ~short:"add a parameter to the hypervisor's command line"
      ~doc:{|Adds the parameter $hvparam, and if it is not %null the word $hvvalue after it, to the
command line of the hypervisor. That is for experiments: which parameters work is up to qemu, and a
parameter that gives the guest access to other things of the host does just that.

These parameters are not allowed, because the appliance itself needs them: `-kernel`, `-initrd`,
`-nographic`, `-display`, `-serial`, `-full-screen`, `-std-vga` and `-vnc`.|}
      ~run:library
      ~example:[ "config -device i6300esb" ]
      ~tests:[
        on_handle [
          run "config -name guest"; run "config -no-user-config %null";
          fails ~errno:"EPERM" "config -kernel /vmlinuz" "parameter ‘-kernel’ isn't allowed";
          fails ~errno:"EPERM" "config -vnc :0" "isn't allowed" ];
        on_blank [ fails "config -name guest" "config state" ] ] ]
