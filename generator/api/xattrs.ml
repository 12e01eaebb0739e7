(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let xattr = structure "xattr"
  ~doc:{|One extended attribute: its name with the namespace (`user.comment`), and its value,
bytes of any kind.|}
  [ "attrname", F_text; "attrval", F_buffer ]

let topic = topic "xattrs" ~title:"Extended attributes"
  ~doc:{|Extended attributes are named values attached to a file. The name begins with a
namespace: `user.` for anything, `security.` for SELinux labels and capabilities,
`system.` for access control lists, `trusted.` for the administrator. On most filesystems
attributes of the namespace `user.` are for regular files and directories only.

The calls whose names begin with `l` act on a symbolic link itself, the others on what it
points to.

A filesystem without extended attributes gives the error `ENOTSUP`.|}
  ~groups:[ group "linuxxattrs" ~probe:Always ~doc:"Extended attributes of files." ]
  ~structs:[ xattr ]
  (let xattr_call = call ~group:"linuxxattrs" ~run:daemon in
   [ xattr_call "getxattrs" ~since:"1.0.59"
      [ path "path" ] (returns_struct_list "xattr" "xattrs")
      ~short:"list the extended attributes of a file"
      ~doc:{|Returns all extended attributes of the file or directory $path, sorted by name;
symbolic links are followed (see @lgetxattrs). The list is empty if there are none.

The attribute `user.WofCompressedData`, which NTFS drivers show for a file that Windows
keeps compressed, is left out: it holds the file's content.|}
      ~tests:[
        on_filesystem [
          run "touch /file"; run "ln_s /file /link"; run "setxattr user.b two 3 /file";
          run "setxattr user.a one 3 /link";
          field_is "getxattrs /link" "len" "2"; field_is "getxattrs /link" "0.attrname" "user.a";
          field_is "getxattrs /link" "0.attrval" "one"; field_is "getxattrs /file" "1.attrname" "user.b" ];
        on_filesystem [
          run "touch /file"; field_is "getxattrs /file" "len" "0";
          run "setxattr user.WofCompressedData x 1 /file"; field_is "getxattrs /file" "len" "0" ];
        on_filesystem [
          run "mkdir /dir"; run "ln_s /etc/passwd /link";
          fails ~errno:"ENOENT" "getxattrs /missing" "/missing";
          fails ~errno:"ENOENT" "getxattrs /link" "/link" ] ];

     xattr_call "lgetxattrs" ~since:"1.0.59"
      [ path "path" ] (returns_struct_list "xattr" "xattrs")
      ~short:"list the extended attributes of a file or link"
      ~doc:{|As @getxattrs, but if $path is a symbolic link, those of the link itself.|}
      ~tests:[
        on_filesystem [
          run "ln_s /nowhere /link"; run "lsetxattr trusted.note one 3 /link";
          field_is "lgetxattrs /link" "0.attrname" "trusted.note"; field_is "lgetxattrs /link" "0.attrval" "one";
          fails ~errno:"ENOENT" "getxattrs /link" "/link";
          fails ~errno:"ENOENT" "lgetxattrs /missing" "/missing" ] ];

     xattr_call "getxattr" ~since:"1.7.24"
      [ path "path"; text "name" ] (returns_buffer "xattr")
      ~short:"read an extended attribute of a file"
      ~doc:{|Returns the value of the extended attribute $name (with its namespace) of the file
$path; symbolic links are followed (see @lgetxattr). If the file has no such attribute the
call fails with `ENODATA`.|}
      ~example:[ "getxattr /usr/bin/ping security.capability" ]
      ~tests:[
        on_filesystem [
          run "touch /file"; run "setxattr user.note value 5 /file"; equals "getxattr /file user.note" "value";
          run "setxattr user.empty \"\" 0 /file"; equals "getxattr /file user.empty" "";
          fails ~errno:"ENODATA" "getxattr /file user.missing" "user.missing";
          fails ~errno:"ENOENT" "getxattr /missing user.note" "/missing" ] ];

     xattr_call "lgetxattr" ~since:"1.7.24"
      [ path "path"; text "name" ] (returns_buffer "xattr")
      ~short:"read an extended attribute of a file or link"
      ~doc:{|As @getxattr, but if $path is a symbolic link, of the link itself.|}
      ~tests:[
        on_filesystem [
          run "touch /file"; run "ln_s /file /link"; run "setxattr trusted.note file 4 /link";
          run "lsetxattr trusted.note link 4 /link";
          equals "getxattr /link trusted.note" "file"; equals "lgetxattr /link trusted.note" "link";
          fails ~errno:"ENODATA" "lgetxattr /link trusted.missing" "trusted.missing" ] ];

     xattr_call "setxattr" ~since:"1.0.59"
      [ text "xattr"; text "val"; int "vallen"; path "path" ] nothing
      ~short:"set an extended attribute of a file"
      ~doc:{|Sets the extended attribute $xattr (its name with the namespace) of the file $path
to the first $vallen bytes of $val, creating or replacing it. Symbolic links are followed
(see @lsetxattr).

A $vallen that is negative or larger than the text is an error, `EINVAL`. So a value cannot
have a byte 0 in it. The largest value that Linux allows is 64 KiB (`E2BIG`), and many
filesystems allow less (`ENOSPC`).|}
      ~example:[ "setxattr user.comment checked 7 /srv/data" ]
      ~tests:[
        on_filesystem [
          run "touch /file"; run "setxattr user.note value 5 /file"; run "setxattr user.note other 2 /file";
          equals "getxattr /file user.note" "ot" ];
        on_filesystem [
          run "touch /file";
          fails ~errno:"EINVAL" "setxattr user.note value -1 /file" "vallen";
          fails ~errno:"EINVAL" "setxattr user.note value 6 /file" "vallen";
          fails ~errno:"ENOTSUP" "setxattr nonamespace value 5 /file" "nonamespace";
          fails ~errno:"ENOENT" "setxattr user.note value 5 /missing" "/missing" ] ];

     xattr_call "lsetxattr" ~since:"1.0.59"
      [ text "xattr"; text "val"; int "vallen"; path "path" ] nothing
      ~short:"set an extended attribute of a file or link"
      ~doc:{|As @setxattr, but if $path is a symbolic link, of the link itself. Linux does not
allow attributes of the namespace `user.` on links (`EPERM`).|}
      ~tests:[
        on_filesystem [
          run "touch /file"; run "ln_s /file /link"; run "lsetxattr trusted.note value 5 /link";
          equals "lgetxattr /link trusted.note" "value";
          fails ~errno:"ENODATA" "getxattr /file trusted.note" "trusted.note";
          fails ~errno:"EPERM" "lsetxattr user.note value 5 /link" "/link" ] ];

     xattr_call "removexattr" ~since:"1.0.59"
      [ text "xattr"; path "path" ] nothing
      ~short:"remove an extended attribute of a file"
      ~doc:{|Removes the extended attribute $xattr (its name with the namespace) of the file
$path; symbolic links are followed (see @lremovexattr). If the file has no such attribute
the call fails with `ENODATA`.|}
      ~tests:[
        on_filesystem [
          run "touch /file"; run "setxattr user.note value 5 /file"; run "removexattr user.note /file";
          fails ~errno:"ENODATA" "getxattr /file user.note" "user.note";
          fails ~errno:"ENODATA" "removexattr user.note /file" "user.note" ] ];

     xattr_call "lremovexattr" ~since:"1.0.59"
      [ text "xattr"; path "path" ] nothing
      ~short:"remove an extended attribute of a file or link"
      ~doc:{|As @removexattr, but if $path is a symbolic link, of the link itself.|}
      ~tests:[
        on_filesystem [
          run "touch /file"; run "ln_s /file /link"; run "lsetxattr trusted.note value 5 /link";
          run "setxattr trusted.note file 4 /file"; run "lremovexattr trusted.note /link";
          fails ~errno:"ENODATA" "lgetxattr /link trusted.note" "trusted.note";
          equals "getxattr /file trusted.note" "file" ] ];
   ])
