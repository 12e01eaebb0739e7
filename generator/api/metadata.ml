(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let statns = structure "statns"
  ~doc:{|What is known about a file: the fields of `stat(2)` with their usual meaning, and
times in seconds since 1970 and nanoseconds. `st_blocks` counts 512 bytes each. The spare
fields are 0.|}
  [ "st_dev", F_int64; "st_ino", F_int64; "st_mode", F_int64; "st_nlink", F_int64;
    "st_uid", F_int64; "st_gid", F_int64; "st_rdev", F_int64; "st_size", F_int64;
    "st_blksize", F_int64; "st_blocks", F_int64;
    "st_atime_sec", F_int64; "st_atime_nsec", F_int64;
    "st_mtime_sec", F_int64; "st_mtime_nsec", F_int64;
    "st_ctime_sec", F_int64; "st_ctime_nsec", F_int64;
    "st_spare1", F_int64; "st_spare2", F_int64; "st_spare3", F_int64;
    "st_spare4", F_int64; "st_spare5", F_int64; "st_spare6", F_int64 ]

let stat = structure "stat"
  ~doc:{|What is known about a file, without the nanoseconds of its times.|}
  [ "dev", F_int64; "ino", F_int64; "mode", F_int64; "nlink", F_int64; "uid", F_int64;
    "gid", F_int64; "rdev", F_int64; "size", F_int64; "blksize", F_int64;
    "blocks", F_int64; "atime", F_int64; "mtime", F_int64; "ctime", F_int64 ]

(* The questions about the type of a file differ in one word each. *)
let is_type name ~since ~result ~what ~tests =
  call name ~since [ path "path" ] (returns_bool result)
    ~options:[ bool_option "followsymlinks" ] ~once_had_no_options:true
    ~short:("test if a path is " ^ what)
    ~doc:(Printf.sprintf {|Returns true if there is a file $path and it is %s, and
false if it is anything else or does not exist.

If $followsymlinks is true and $path is a symbolic link, the answer is about what it points
to. The default is false: a symbolic link is never %s.

A file that cannot be looked at for another reason than that it is missing is an
error.|} what what) ~run:daemon ~tests

let topic = topic "metadata" ~title:"Information about files"
  ~doc:{|Whether a file exists, what kind of file it is, its size, times, owner and
permissions.

Permissions are numbers in all calls. Usually they are written in octal: 0644 is 420 in
decimal.|}
  ~structs:[ stat; statns ]
  [ call "exists" ~since:"0.0.8"
      [ path "path" ] (returns_bool "existsflag")
      ~short:"test if a file exists"
      ~doc:{|Returns true if there is a file, a directory or anything else called $path. A
symbolic link counts, whether or not its target exists.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "touch /file"; run "mkdir /dir"; run "ln_s /nowhere /link";
          equals "exists /file" "true"; equals "exists /dir" "true"; equals "exists /link" "true";
          equals "exists /" "true"; equals "exists /missing" "false"; equals "exists /missing/deeper" "false";
          equals "exists /file/below" "false" ];
        on_filesystem [
          run "ln_s / /root"; run "ln_s ../../../.. /up";
          equals "exists /root/etc/passwd" "false"; equals "exists /up/etc/passwd" "false";
          equals "exists /../../etc/passwd" "false" ];
        on_filesystem [
          run "ln_s /loop2 /loop1"; run "ln_s /loop1 /loop2";
          fails ~errno:"ELOOP" "exists /loop1/file" "/loop1/file" ] ];

    is_type "is_file" ~since:"0.0.8" ~result:"fileflag" ~what:"a regular file"
      ~tests:[
        on_filesystem [
          run "touch /file"; run "mkdir /dir"; run "ln_s /file /link"; run "ln_s /nowhere /dangling";
          equals "is_file /file" "true"; equals "is_file /dir" "false"; equals "is_file /missing" "false";
          equals "is_file /link" "false"; equals "is_file /link followsymlinks:false" "false";
          equals "is_file /link followsymlinks:true" "true";
          equals "is_file /dangling followsymlinks:true" "false" ];
        on_filesystem [
          run "ln_s /etc/passwd /outside"; equals "is_file /outside followsymlinks:true" "false" ] ];

    is_type "is_dir" ~since:"0.0.8" ~result:"dirflag" ~what:"a directory"
      ~tests:[
        on_filesystem [
          run "touch /file"; run "mkdir /dir"; run "ln_s /dir /link";
          equals "is_dir /file" "false"; equals "is_dir /dir" "true"; equals "is_dir /missing" "false";
          equals "is_dir /link" "false"; equals "is_dir /link followsymlinks:true" "true" ] ];

    is_type "is_fifo" ~since:"1.5.10" ~result:"flag" ~what:"a FIFO (named pipe)"
      ~tests:[
        on_filesystem [
          run "touch /file"; run "mkfifo 384 /fifo"; run "ln_s /fifo /link";
          equals "is_fifo /fifo" "true"; equals "is_fifo /file" "false"; equals "is_fifo /missing" "false";
          equals "is_fifo /link" "false"; equals "is_fifo /link followsymlinks:true" "true" ] ];

    is_type "is_chardev" ~since:"1.5.10" ~result:"flag" ~what:"a character device"
      ~tests:[
        on_filesystem [
          run "touch /file"; run "mknod_c 384 1 3 /null"; run "ln_s /null /link";
          equals "is_chardev /null" "true"; equals "is_chardev /file" "false"; equals "is_chardev /missing" "false";
          equals "is_chardev /link" "false"; equals "is_chardev /link followsymlinks:true" "true" ] ];

    is_type "is_blockdev" ~since:"1.5.10" ~result:"flag" ~what:"a block device"
      ~tests:[
        on_filesystem [
          run "touch /file"; run "mknod_b 384 7 0 /loop"; run "ln_s /loop /link";
          equals "is_blockdev /loop" "true"; equals "is_blockdev /file" "false"; equals "is_blockdev /missing" "false";
          equals "is_blockdev /link" "false"; equals "is_blockdev /link followsymlinks:true" "true" ] ];

    is_type "is_socket" ~since:"1.5.10" ~result:"flag" ~what:"a Unix domain socket"
      ~tests:[
        on_filesystem [
          run "touch /file"; run "mknod 49536 0 0 /socket"; run "ln_s /socket /link";
          equals "is_socket /socket" "true"; equals "is_socket /file" "false"; equals "is_socket /missing" "false";
          equals "is_socket /link" "false"; equals "is_socket /link followsymlinks:true" "true" ] ];

    call "is_symlink" ~since:"1.5.10"
      [ path "path" ] (returns_bool "flag")
      ~short:"test if a path is a symbolic link"
      ~doc:{|Returns true if $path is a symbolic link, whether or not its target exists, and
false if it is anything else or does not exist.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "touch /file"; run "ln_s /nowhere /link";
          equals "is_symlink /link" "true"; equals "is_symlink /file" "false";
          equals "is_symlink /missing" "false" ] ];

    call "filesize" ~since:"1.0.82"
      [ path "file" ] (returns_int64 "size")
      ~short:"return the size of a file in bytes"
      ~doc:{|Returns the size of the file $file in bytes; symbolic links are followed. For
anything but a regular file the number means what the filesystem makes of it. The size of a
block device is told by @blockdev_getsize64.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file content"; run "ln_s ../../../file /link";
          equals "filesize /file" "7"; equals "filesize /link" "7";
          run "truncate_size /file 5000000000"; equals "filesize /file" "5000000000";
          fails ~errno:"ENOENT" "filesize /missing" "/missing" ] ];

    call "statns" ~since:"1.27.53"
      [ path "path" ] (returns_struct "statns" "statbuf")
      ~short:"get information about a file"
      ~doc:{|Returns what is known about the file $path: type and permissions, size, owner,
times. Symbolic links are followed (see @lstatns).|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file content"; run "chown 10 20 /file"; run "ln_s /file /link";
          field_is "statns /file" "st_size" "7"; field_is "statns /file" "st_uid" "10";
          field_is "statns /file" "st_gid" "20"; field_is "statns /file" "st_nlink" "1";
          field_is "statns /file" "st_mode" "33188"; field_is "statns /link" "st_mode" "33188";
          field_is "statns /" "st_ino" "2"; field_is "statns /file" "st_spare1" "0" ];
        on_filesystem [
          run "ln_s /etc/passwd /link";
          fails ~errno:"ENOENT" "statns /missing" "/missing";
          fails ~errno:"ENOENT" "statns /link" "/link" ] ];

    call "lstatns" ~since:"1.27.53"
      [ path "path" ] (returns_struct "statns" "statbuf")
      ~short:"get information about a file or link"
      ~doc:{|As @statns, but if $path is a symbolic link, about the link itself.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "ln_s /nowhere /link"; run "mkdir /dir";
          field_is "lstatns /link" "st_mode" "41471"; field_is "lstatns /link" "st_size" "8";
          field_is "lstatns /dir" "st_mode" "16877";
          fails ~errno:"ENOENT" "lstatns /missing" "/missing" ] ];

    call "lstatnslist" ~since:"1.27.53"
      [ path "path"; file_name_list "names" ] (returns_struct_list "statns" "statbufs")
      ~short:"get information about many files of a directory"
      ~doc:{|Returns what @lstatns would for each of the files $names in the directory $path,
in the same order, in one call. For a name that does not exist or cannot be looked at,
`st_ino` is -1 and the other fields are 0.

The names are single elements of a path, such as @ls returns.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir /dir"; run "touch /dir/file";
          field_is "lstatnslist /dir [file missing]" "len" "2";
          field_is "lstatnslist /dir [missing file]" "0.st_ino" "-1";
          field_is "lstatnslist /dir [missing file]" "0.st_mode" "0";
          field_is "lstatnslist /dir [missing file]" "1.st_mode" "33188";
          fails "lstatnslist /dir [..]" "..";
          field_is "lstatnslist /dir []" "len" "0";
          fails ~errno:"ENOENT" "lstatnslist /missing [file]" "/missing";
          fails ~errno:"ENOTDIR" "lstatnslist /dir/file [file]" "/dir/file";
          fails "lstatnslist /dir [a/b]" "a/b" ] ];

    call "stat" ~since:"1.9.2" ~deprecated:(Replaced_by "statns")
      [ path "path" ] (returns_struct "stat" "statbuf")
      ~short:"get information about a file, times in seconds"
      ~doc:{|As @statns, which replaces it because it also has the nanoseconds of the
times.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file content"; run "ln_s /file /link";
          field_is "stat /link" "size" "7"; field_is "stat /link" "mode" "33188";
          fails ~errno:"ENOENT" "stat /missing" "/missing" ] ];

    call "lstat" ~since:"1.9.2" ~deprecated:(Replaced_by "lstatns")
      [ path "path" ] (returns_struct "stat" "statbuf")
      ~short:"get information about a file or link, times in seconds"
      ~doc:{|As @lstatns, which replaces it because it also has the nanoseconds of the
times.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "ln_s /nowhere /link"; field_is "lstat /link" "mode" "41471";
          fails ~errno:"ENOENT" "lstat /missing" "/missing" ] ];

    call "lstatlist" ~since:"1.0.77" ~deprecated:(Replaced_by "lstatnslist")
      [ path "path"; file_name_list "names" ] (returns_struct_list "stat" "statbufs")
      ~short:"get information about many files of a directory, times in seconds"
      ~doc:{|As @lstatnslist, which replaces it because it also has the nanoseconds of the
times. For a name that does not exist or cannot be looked at, `ino` is -1.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir /dir"; run "touch /dir/file"; field_is "lstatlist /dir [file missing]" "0.mode" "33188";
          field_is "lstatlist /dir [file missing]" "1.ino" "-1";
          fails ~errno:"ENOENT" "lstatlist /missing [file]" "/missing" ] ];

    call "chmod" ~since:"0.0.8"
      [ int "mode"; path "path" ] nothing
      ~short:"change the permissions of a file"
      ~doc:{|Gives the file $path the permissions $mode, a number (0755 in octal is 493 in
decimal) that the umask does not reduce. Symbolic links are followed. A negative $mode is an
error, `EINVAL`.|}
      ~run:daemon
      ~example:[ "chmod 493 /usr/local/bin/tool" ]
      ~tests:[
        on_filesystem [
          run "touch /file"; run "ln_s /file /link"; run "chmod 4095 /link";
          field_is "statns /file" "st_mode" "36863"; run "chmod 0 /file";
          field_is "statns /file" "st_mode" "32768" ];
        on_filesystem [
          run "touch /file"; run "ln_s /etc/passwd /link";
          fails ~errno:"EINVAL" "chmod -1 /file" "/file: mode is negative";
          fails ~errno:"ENOENT" "chmod 384 /missing" "/missing: 0600";
          fails ~errno:"ENOENT" "chmod 384 /link" "/link" ] ];

    call "chown" ~since:"0.0.8"
      [ int "owner"; int "group"; path "path" ] nothing
      ~short:"change owner and group of a file"
      ~doc:{|Gives the file $path to the user with the number $owner and the group with the
number $group; -1 leaves the one or the other as it is. Symbolic links are followed (see
@lchown).

Names are not possible, because only the guest knows what number belongs to a name: look it
up in its `/etc/passwd`.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "touch /file"; run "ln_s file /link"; run "chown 1000 2000 /link";
          field_is "statns /file" "st_uid" "1000"; field_is "statns /file" "st_gid" "2000";
          field_is "lstatns /link" "st_uid" "0"; run "chown -1 7 /file";
          field_is "statns /file" "st_uid" "1000"; field_is "statns /file" "st_gid" "7";
          fails ~errno:"ENOENT" "chown 1 2 /missing" "/missing: 1.2" ] ];

    call "lchown" ~since:"1.0.77"
      [ int "owner"; int "group"; path "path" ] nothing
      ~short:"change owner and group of a file or link"
      ~doc:{|As @chown, but if $path is a symbolic link, of the link itself.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "touch /file"; run "ln_s file /link"; run "lchown 1000 2000 /link";
          field_is "lstatns /link" "st_uid" "1000"; field_is "statns /file" "st_uid" "0";
          fails ~errno:"ENOENT" "lchown 1 2 /missing" "/missing: 1.2" ] ];
  ]
