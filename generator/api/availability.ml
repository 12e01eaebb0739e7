(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "availability" ~title:"What the appliance can do"
  ~doc:{|Some calls need a program or a kernel feature that an appliance may lack. Such calls are
put together in groups, and a program can ask whether a group is there.|}
  [ call "available" ~since:"1.0.80"
      [ text_list "groups" ] nothing
      ~short:"check that groups of calls can be used"
      ~doc:{|Checks that the appliance has all that the $groups need. The call succeeds if it has,
and otherwise fails with an error that names the first group which is not there: `ENOTSUP` if the
group is known but cannot be used, `EINVAL` if there is no such group.

To get the answer as a value, use @feature_available. To know which groups there are, use
@available_all_groups; the manual lists them with their calls.

The handle must be launched. A group of which each program is there can still fail on one
particular disk. The calls that belong to no group are always available.|}
      ~run:library
      ~example:[ "available [lvm2 xfs]" ]
      ~tests:[
        on_handle [ fails "available [lvm2]" "launch" ];
        on_blank [
          run "available []"; run "available [lvm2]"; run "available [lvm2 lvm2]";
          fails ~errno:"EINVAL" "available [lvm2 nosuchgroup]" "nosuchgroup: unknown group" ] ];

    call "feature_available" ~since:"1.21.26"
      [ text_list "groups" ] (returns_bool "isavailable")
      ~short:"test whether groups of calls can be used"
      ~doc:{|Returns %true if the appliance has all that the $groups need, and %false if not. A
group that does not exist is an error, `EINVAL`. See @available.|}
      ~run:library
      ~example:[ "feature_available [lvm2]" ]
      ~tests:[
        on_handle [ fails "feature_available [lvm2]" "launch" ];
        on_blank [
          equals "feature_available []" "true"; equals "feature_available [lvm2]" "true";
          fails ~errno:"EINVAL" "feature_available [nosuchgroup]" "nosuchgroup: unknown group" ] ];

    call "available_all_groups" ~since:"1.3.15"
      [] (returns_text_list "groups")
      ~short:"list the groups of calls"
      ~doc:{|Returns the names of all groups, sorted, also of those that this appliance lacks: each
can be asked about with @available or @feature_available.|}
      ~run:daemon
      ~tests:[
        on_handle [ fails "available_all_groups" "launch" ];
        on_blank [ contains "available_all_groups" "lvm2"; lacks "available_all_groups" "nosuchgroup" ] ];

    call "filesystem_available" ~since:"1.19.5"
      [ text "filesystem" ] (returns_bool "fsavail")
      ~short:"test whether a filesystem can be mounted"
      ~doc:{|Returns %true if the kernel of the appliance can mount filesystems of the type
$filesystem, such as `ext4`; a module that the kernel needs for it is loaded.

The name is the kernel's, as in `/proc/filesystems`. If it has other characters than letters,
digits and underscores the call fails with `EINVAL`.

Whether such a filesystem can also be made or changed is another question: see @available.|}
      ~run:daemon
      ~tests:[
        on_handle [ fails "filesystem_available ext4" "launch" ];
        on_blank [
          equals "filesystem_available ext4" "true"; equals "filesystem_available nosuchfs" "false";
          fails ~errno:"EINVAL" "filesystem_available ../ext4" "non-alphanumeric" ] ];

    call "internal_feature_available" ~since:"1.31.25" ~visibility:Model.Internal
      [ text "group" ] (returns_int "result")
      ~short:"test whether one group can be used"
      ~doc:{|Returns 0 if the appliance has all that the group $group needs, 1 if it has not, and 2
if there is no such group.|}
      ~run:daemon ]
