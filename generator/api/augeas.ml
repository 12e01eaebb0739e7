(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "augeas" ~title:"Augeas"
  ~doc:{|Augeas presents files of configuration as one tree: `/files/etc/hosts/1/ipaddr` is the address in the
first line of `/etc/hosts`. Its web site, `https://augeas.net/`, tells of paths in the tree and of the
lenses that know the files. @aug_init begins, and the other calls work with the tree that it made.

The files are read in a process of its own, whose root is the guest: no symbolic link of
the guest leads out of it.|}
  ~sessions:[
    session "augeas" ~state:"struct session_child" ~missing:"augeas is not there yet: call aug_init first" ]
  [ call "aug_init" ~since:"0.0.7"
      [ path "root"; int "flags" ] nothing
      ~short:"begin to work with augeas"
      ~doc:{|Reads the files of configuration below the directory $root of the guest, usually `/`. A
tree that was there before is thrown away, with what was not saved, even if this call
fails. @aug_close and @umount_all end it; until then the filesystem cannot be unmounted by @umount.

$flags is the sum of

- 1: saving keeps the old file beside the new one, as `FILE.augsave`
- 2: it writes `FILE.augnew` and leaves the file as it is
- 4: lenses are checked, which takes long
- 8, 64: the usual lenses are not searched for, not loaded
- 16: it writes nothing
- 32: no files are read yet
- 128: the tree tells where in its file a node was

Others are the error `EINVAL`. What could not be read is no error: it is below `/augeas//error`.

The first call is quick if the appliance comes from a template; others,
and those with flags 4 to 8 and 64 or more, load the lenses and take seconds where there is no KVM.|}
      ~run:(opens "augeas")
      ~example:[ "aug_init / 0"; "aug_get /files/etc/hosts/1/canonical" ]
      ~tests:[
        on "configuration" [
          run "aug_init / 0"; equals "aug_get /augeas/save" "overwrite"; equals "aug_get /augeas/root" "/";
          run "aug_init / 49"; equals "aug_get /augeas/save" "backup"; list_is "aug_match /files/etc/*" [];
          run "aug_init /etc 0"; list_is "aug_match /files/etc" [];
          fails ~errno:"EINVAL" "aug_init / 1048576" "1048576"; fails "aug_get /files" "call aug_init first";
          fails ~errno:"ENOENT" "aug_init /none 0" "/none"; fails ~errno:"ENOTDIR" "aug_init /etc/hosts 0" "/etc/hosts" ];
        (* The appliance has a /etc/group and a /etc/hostname. *)
        on "filesystem" [
          run "mkdir /etc"; run "ln_s /proc/1/root/etc/hostname /etc/hostname";
          run "ln_s ../../../../etc/group /etc/group"; run "mkfifo 0644 /etc/hosts"; run "aug_init / 0";
          list_is "aug_match /files/etc/*" [] ];
        on "configuration" [
          run "aug_init / 0"; fails ~errno:"EBUSY" "umount /" "in use"; run "umount_all";
          fails "aug_get /files" "call aug_init first" ] ];

    call "aug_close" ~since:"0.0.7" [] nothing
      ~short:"end the work with augeas"
      ~doc:{|Throws away the tree that @aug_init made. What was not saved is lost.|}
      ~run:(ends "augeas")
      ~tests:[
        on "configuration" [
          fails "aug_close" "call aug_init first"; run "aug_init / 32"; run "aug_close";
          fails "aug_close" "call aug_init first"; run "umount /" ] ];

    call "aug_get" ~since:"0.0.7" [ text "augpath" ] (returns_text "val")
      ~short:"return the value of a node of augeas"
      ~doc:{|Returns the value of the one node that $augpath matches. The error `ENOENT` says that
there is none, or that it has no value; `EINVAL` that there are several, or that $augpath is no
expression of augeas.|}
      ~run:(within "augeas")
      ~tests:[
        on "configuration" [
          fails "aug_get /files" "call aug_init first"; run "aug_init / 0";
          equals "aug_get /files/etc/hosts/*[ipaddr='192.0.2.7']/canonical" "server.example.org";
          fails ~errno:"ENOENT" "aug_get /files/none" "no matching node";
          fails ~errno:"ENOENT" "aug_get /files" "no value"; fails ~errno:"EINVAL" "aug_get /files/etc/hosts/*" "Too many";
          fails ~errno:"EINVAL" "aug_get /files[" "Invalid path expression" ] ];

    call "aug_match" ~since:"0.0.7" [ text "augpath" ] (returns_text_list "matches")
      ~short:"list the nodes of augeas that match"
      ~doc:{|Returns the paths of all nodes that $augpath matches, in the order of the tree; an empty list
if there is none.|}
      ~run:(within "augeas")
      ~tests:[
        on "configuration" [
          fails "aug_match /files" "call aug_init first"; run "aug_init / 0";
          contains "aug_match /files/etc/*" "/files/etc/hosts"; list_is "aug_match /files/none" [];
          fails ~errno:"EINVAL" "aug_match /files/" "empty name" ] ];

    call "aug_defvar" ~since:"0.0.7" [ text "name"; optional_text "expr" ] (returns_int "nrnodes")
      ~short:"define a variable of augeas"
      ~doc:{|Defines the variable $name, which is written as `$NAME` in paths, by the expression $expr, or removes it
if $expr is %null. Returns how many nodes it stands for: 0 for a number or a text.|}
      ~run:(within "augeas")
      ~tests:[
        on "configuration" [
          fails "aug_defvar hosts /files" "call aug_init first"; run "aug_init / 0";
          equals "aug_defvar host /files/etc/hosts/*[ipaddr='192.0.2.7']" "1";
          equals "aug_get $host/canonical" "server.example.org"; equals "aug_defvar host %null" "0";
          fails ~errno:"EINVAL" "aug_get $host" "undefined variable" ] ] ]
