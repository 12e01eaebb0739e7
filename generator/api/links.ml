(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "links" ~title:"Links"
  ~doc:{|Hard and symbolic links, and the names behind them. Symbolic links are
resolved as the guest itself would: an absolute target starts at the root of the
mounted filesystems, and `..` never leads above it.|}
  [ call "ln" ~since:"1.0.66"
      [ text "target"; path "linkname" ] nothing
      ~short:"create a hard link"
      ~doc:{|Makes $linkname a second name of the existing file $target. Both must lie on
the same filesystem (otherwise `EXDEV`), and there must be no $linkname yet
(otherwise `EEXIST`; see @ln_f). If $target is a symbolic link, the link itself gets
the second name.

A $target that does not begin with `/` counts from the root.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file content"; run "ln /file /second"; equals "cat /second" "content";
          field_is "statns /file" "st_nlink" "2";
          fails ~errno:"EEXIST" "ln /file /second" "/second" ];
        on_filesystem [
          run "ln_s /outside /link"; run "ln /link /second"; equals "readlink /second" "/outside" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"ENOENT" "ln /missing /second" "/missing";
          fails ~errno:"EPERM" "ln /dir /second" "/dir" ] ];

    call "ln_f" ~since:"1.0.66"
      [ text "target"; path "linkname" ] nothing
      ~short:"create a hard link, replacing an existing file"
      ~doc:{|As @ln, but an existing file or symbolic link $linkname is removed first. An
existing directory is not: the call fails with `EISDIR`. Nothing is removed when
$target does not exist.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file new"; run "write /second old"; run "ln_f /file /second";
          equals "cat /second" "new"; field_is "statns /file" "st_nlink" "2" ];
        on_filesystem [
          run "write /file new"; run "ln_f /file /second"; equals "cat /second" "new" ];
        on_filesystem [
          run "write /second old"; run "touch /file"; run "mkdir /dir";
          fails ~errno:"ENOENT" "ln_f /missing /second" "/missing";
          equals "cat /second" "old";
          fails ~errno:"EISDIR" "ln_f /file /dir" "/dir" ];
        on_filesystem [
          run "write /file kept"; run "ln_f /file /file"; equals "cat /file" "kept" ] ];

    call "ln_s" ~since:"1.0.66"
      [ text "target"; path "linkname" ] nothing
      ~short:"create a symbolic link"
      ~doc:{|Makes $linkname a symbolic link to $target. $target is stored as it is: it is
not checked, need not exist, and if it is relative it counts from the directory of
$linkname whenever the link is used.

If $linkname is a directory (and not a symbolic link to one), the link is made inside it, under
the last element of $target, as `ln(1)` does. Otherwise there must be no $linkname yet: see
@ln_sf. If the name is taken the call fails with `EEXIST`.|}
      ~run:daemon
      ~example:[ "ln_s /usr/share/zoneinfo/Europe/Prague /etc/localtime" ]
      ~tests:[
        on_filesystem [
          run "write /file content"; run "ln_s /file /link"; equals "readlink /link" "/file";
          equals "cat /link" "content"; run "ln_s -strange /odd"; equals "readlink /odd" "-strange" ];
        on_filesystem [
          run "mkdir /dir"; run "ln_s /dir /link"; run "ln_s a/target /dir";
          equals "readlink /dir/target" "a/target";
          fails ~errno:"EEXIST" "ln_s b/target/ /dir" "/dir";
          fails ~errno:"EEXIST" "ln_s / /dir" "/dir";
          fails ~errno:"EEXIST" "ln_s /other /link" "/link"; list_is "ls /dir" [ "target" ] ];
        on_filesystem [
          run "touch /file";
          fails ~errno:"EEXIST" "ln_s /target /file" "/file";
          fails ~errno:"ENOENT" "ln_s /target /missing/link" "/missing/link" ] ];

    call "ln_sf" ~since:"1.0.66"
      [ text "target"; path "linkname" ] nothing
      ~short:"create a symbolic link, replacing an existing file"
      ~doc:{|As @ln_s, but a file or symbolic link that has the name already is removed first. A
directory is not: the call fails with `EISDIR`.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "ln_sf /one /link"; equals "readlink /link" "/one";
          run "ln_sf /two /link"; equals "readlink /link" "/two" ];
        on_filesystem [
          run "mkdir /dir"; run "ln_s /dir /link"; run "ln_sf /elsewhere /link";
          equals "readlink /link" "/elsewhere"; list_is "ls /dir" [];
          run "ln_sf /one/target /dir"; run "ln_sf /two/target /dir"; equals "readlink /dir/target" "/two/target";
          run "mkdir /dir/sub"; fails ~errno:"EISDIR" "ln_sf /sub /dir" "/dir" ] ];

    call "readlink" ~since:"1.0.66"
      [ path "path" ] (returns_text "link")
      ~short:"read the target of a symbolic link"
      ~doc:{|Returns what the symbolic link $path points to, as it is stored in the link.
The target may not exist. If $path is not a symbolic link the call fails with
`EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_filesystem [ run "ln_s ../no/such /link"; equals "readlink /link" "../no/such" ];
        on_filesystem [
          run "touch /file";
          fails ~errno:"EINVAL" "readlink /file" "/file";
          fails ~errno:"ENOENT" "readlink /missing" "/missing" ] ];

    call "realpath" ~since:"1.0.66"
      [ path "path" ] (returns_text "rpath")
      ~short:"resolve all symbolic links of a path"
      ~doc:{|Returns the absolute path of the file $path in which no component is a
symbolic link, `.` or `..`. The file must exist.

A path above the root is the root: `/../etc` is `/etc`.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir_p /usr/lib"; run "ln_s usr/lib /lib"; run "touch /usr/lib/file";
          run "ln_s /lib/file /link";
          equals "realpath /link" "/usr/lib/file";
          equals "realpath /../lib/./file" "/usr/lib/file";
          equals "realpath /" "/" ];
        on_filesystem [
          run "ln_s ../../../../etc/passwd /link";
          fails ~errno:"ENOENT" "realpath /missing" "/missing";
          fails ~errno:"ENOENT" "realpath /link" "/link" ] ];
  ]
