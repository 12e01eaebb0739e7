(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "files" ~title:"Files"
  ~doc:{|Making, emptying and removing single files. Directories have a section of
their own, and so have the content of files and what is known about them.|}
  [ call "touch" ~since:"0.0.3"
      [ path "path" ] nothing
      ~short:"create an empty file or update the times of a file"
      ~doc:{|If there is no file $path, it is created empty, with permissions 0666
reduced by the umask (see @umask). If there is one, its times of last access and
last change become the present time and its content stays as it is.

Only regular files can be touched. If $path is anything else, also if it is a
symbolic link to a regular file, the call fails.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "touch /new"; equals "filesize /new" "0";
          field_is "statns /new" "st_mode" "33188" ];
        on_filesystem [
          run "write /file content"; run "touch /file"; equals "cat /file" "content" ];
        on_filesystem [
          run "mkdir /dir"; run "ln_s /dir /link"; run "ln_s /nowhere /dangling";
          fails "touch /dir" "/dir";
          fails "touch /link" "/link";
          fails "touch /dangling" "/dangling";
          equals "exists /nowhere" "false";
          fails ~errno:"ENOENT" "touch /missing/file" "/missing/file" ];
        on_blank [ fails "touch /file" "mount" ] ];

    call "rm" ~since:"0.0.8"
      [ path "path" ] nothing
      ~short:"remove a file"
      ~doc:{|Removes the name $path. A symbolic link is removed itself, not what it
points to. If other hard links to the same file exist, they keep its content.

A directory is not removed: the call fails with `EISDIR`; see @rmdir and @rm_rf.
A missing file is an error, `ENOENT`; see @rm_f.|}
      ~run:daemon
      ~example:[ "rm /etc/resolv.conf" ]
      ~tests:[
        on_filesystem [ run "touch /file"; run "rm /file"; equals "exists /file" "false" ];
        on_filesystem [
          run "write /target kept"; run "ln_s /target /link"; run "rm /link";
          equals "exists /link" "false"; equals "cat /target" "kept" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"EISDIR" "rm /dir" "/dir";
          fails ~errno:"ENOENT" "rm /missing" "/missing" ] ];

    call "rm_f" ~since:"1.19.42"
      [ path "path" ] nothing
      ~short:"remove a file if it exists"
      ~doc:{|As @rm, but a missing file is no error. All other errors remain: in
particular a directory is not removed.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "touch /file"; run "rm_f /file"; equals "exists /file" "false";
          run "rm_f /file"; run "rm_f /missing/file" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /file";
          fails ~errno:"EISDIR" "rm_f /dir" "/dir";
          fails ~errno:"ENOTDIR" "rm_f /file/below" "/file/below" ] ];

    call "truncate" ~since:"1.0.77"
      [ path "path" ] nothing
      ~short:"make a file empty"
      ~doc:{|Sets the size of the file $path to 0. The file must exist. Symbolic links
are followed.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file content"; run "truncate /file"; equals "filesize /file" "0" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"EISDIR" "truncate /dir" "/dir";
          fails ~errno:"ENOENT" "truncate /missing" "/missing" ] ];

    call "truncate_size" ~since:"1.0.77"
      [ path "path"; int64 "size" ] nothing
      ~short:"set the size of a file"
      ~doc:{|Sets the size of the file $path to $size bytes. Content beyond the new size
is lost; if the file was shorter, it grows by bytes of value 0 that take no space
on the disk where the filesystem can do that.

The file must exist. Symbolic links are followed. A negative $size is an error,
`EINVAL`; a size that the filesystem cannot hold is `EFBIG`.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file content"; run "truncate_size /file 3"; equals "cat /file" "con";
          run "truncate_size /file 5"; equals "read_file /file" "con\000\000" ];
        on_filesystem [
          run "touch /file";
          fails ~errno:"EINVAL" "truncate_size /file -1" "/file";
          fails ~errno:"EFBIG" "truncate_size /file 9000000000000000000" "/file";
          fails ~errno:"ENOENT" "truncate_size /missing 1" "/missing" ] ];

    call "fallocate" ~since:"1.0.66"
      [ path "path"; int "len" ] nothing
      ~short:"make a file that has its space reserved"
      ~doc:{|Like @fallocate64, for sizes below 2 GiB.|}
      ~deprecated:(Replaced_by "fallocate64") ~run:daemon
      ~tests:[
        on_filesystem [
          run "fallocate /file 1000000"; equals "filesize /file" "1000000";
          fails ~errno:"EINVAL" "fallocate /file -1" "length" ] ];

    call "fallocate64" ~since:"1.3.17"
      [ path "path"; int64 "len" ] nothing
      ~short:"make a file that has its space reserved"
      ~doc:{|Makes the file $path, of $len bytes of value 0 whose space on the disk is reserved: it
can be written later without running out of it. A file that exists is emptied first. Symbolic
links are followed.

With @truncate_size a file of that size takes no space until something is written.

A $len of less than 1 is an error, `EINVAL`. If there is not enough space the error is `ENOSPC` (or
`EFBIG` for what the filesystem could never hold), and the file is empty afterwards.|}
      ~run:daemon
      ~example:[ "fallocate64 /swapfile 1073741824" ]
      ~tests:[
        on_filesystem [
          run "fallocate64 /file 1000000"; equals "filesize /file" "1000000";
          field_is "statns /file" "st_mode" "33188";
          run "write /file content"; run "fallocate64 /file 3"; equals "read_file /file" "\000\000\000";
          fails ~errno:"EINVAL" "fallocate64 /file 0" "length"; equals "filesize /file" "3" ];
        on_blank [
          run "mkfs vfat /dev/sda"; run "mount /dev/sda /";
          run "fallocate64 /file 1000000"; equals "filesize /file" "1000000" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"ENOSPC" "fallocate64 /file 1099511627776" "/file"; equals "filesize /file" "0";
          fails ~errno:"EINVAL" "fallocate64 /file -1" "length";
          fails ~errno:"EISDIR" "fallocate64 /dir 1" "/dir";
          fails ~errno:"ENOENT" "fallocate64 /missing/file 1" "/missing/file" ] ];

    call "fill" ~since:"1.0.79"
      [ int "c"; int "len"; path "path" ] nothing
      ~short:"fill a file with one byte value"
      ~doc:{|Writes $len bytes of value $c at the start of the file $path, and creates
the file first if there is none. An existing file is not truncated: what it has
beyond the first $len bytes stays.

$c is a number from 0 to 255, $len is at least 0; anything else is an error,
`EINVAL`.|}
      ~progress:true ~run:daemon
      ~example:[ "fill 0 1048576 /swapfile" ]
      ~tests:[
        on_filesystem [
          run "fill 97 5 /file"; equals "read_file /file" "aaaaa";
          run "fill 0 2 /file"; equals "read_file /file" "\000\000aaa" ];
        on_filesystem [ run "fill 255 1000000 /file"; equals "filesize /file" "1000000" ];
        on_filesystem [ run "fill 97 0 /file"; equals "filesize /file" "0" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"EINVAL" "fill 256 1 /file" "256";
          fails ~errno:"EINVAL" "fill -1 1 /file" "-1";
          fails ~errno:"EINVAL" "fill 97 -1 /file" "-1";
          fails ~errno:"EISDIR" "fill 97 1 /dir" "/dir";
          equals "exists /file" "false" ] ];

    call "umask" ~since:"1.0.55"
      [ int "mask" ] (returns_int "oldmask")
      ~short:"set the file mode creation mask"
      ~doc:{|Sets the umask: the permission bits that files and directories made from now
on do *not* get. $mask is a number from 0 to 0777 (octal); anything else is an error,
`EINVAL`. The umask is 022 after launch, so that new files are not writable by others.

It counts for all calls that create files, @upload and @mkdir among them, but not
for @chmod.

The previous umask is returned.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          equals "umask 63" "18"; equals "umask 18" "63" ];
        on_filesystem [
          run "umask 23"; run "mkdir /dir"; run "touch /file"; run "umask 18";
          field_is "statns /dir" "st_mode" "16872";
          field_is "statns /file" "st_mode" "33184" ];
        on_blank [
          fails ~errno:"EINVAL" "umask -1" "mask";
          fails ~errno:"EINVAL" "umask 512" "mask" ] ];

    call "get_umask" ~since:"1.3.4"
      [] (returns_int "mask")
      ~short:"get the file mode creation mask"
      ~doc:{|Returns the present umask. It is 022 (octal) unless it was changed by
@umask.|}
      ~run:daemon
      ~tests:[
        on_blank [
          equals "get_umask" "18"; run "umask 63"; equals "get_umask" "63"; run "umask 18" ] ];
  ]
