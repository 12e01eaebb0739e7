(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "uploads" ~title:"Uploading and downloading"
  ~doc:{|Moving the content of files of any size between the host and the guest. The file on the
host side may also be a pipe, `/dev/stdin`, `/dev/stdout` or `/dev/fd/N`. The file on the guest
side is a regular file or a block device; anything else is an error.

When such a call fails or is cancelled (see @user_cancel), the destination is left
incomplete.

Holes stay holes: where a regular file has 64 KiB or more that were never written, the copy has
a hole too, on a filesystem that can have them, in both directions. What is no regular file gets
zeros there.|}
  [ call "upload" ~since:"1.0.2"
      [ file_in "filename"; device_or_path "remotefilename" ] nothing
      ~short:"upload a file from the host"
      ~doc:{|Copies the file $filename of the host to the file or device $remotefilename of the
guest. A file is created, with permissions 0666 reduced by the umask (see @umask), or emptied
first if it exists; symbolic links are followed. The permissions and times of $filename are not
copied.

See @upload_offset to write into the middle, and @tar_in for directories.|}
      ~progress:true ~cancellable:true ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file \"much longer than that\""; run "upload <\"con\\0tent\" /file";
          equals "read_file /file" "con\000tent"; run "upload <\"\" /file"; equals "filesize /file" "0";
          run "upload <content /new"; field_is "statns /new" "st_mode" "33188" ];
        on_filesystem [ 
          run "pwrite_device /dev/sdb -------- 0"; run "upload <content /dev/sdb";
          equals "pread_device /dev/sdb 8 0" "content-" ];
        on_filesystem [
          run "ln_s /../../etc/outside /link"; run "mkdir /etc"; run "upload <content /link";
          equals "cat /etc/outside" "content" ];
        on_filesystem [
          run "mkdir /dir"; run "mkfifo 384 /fifo";
          fails ~errno:"EISDIR" "upload <content /dir" "/dir";
          fails ~errno:"ENOENT" "upload <content /missing/file" "/missing/file";
          fails "upload <content /fifo" "/fifo: not a regular file";
          equals "exists /dir" "true" ] ];

    call "upload_offset" ~since:"1.5.17"
      [ file_in "filename"; device_or_path "remotefilename"; int64 "offset" ] nothing
      ~short:"upload a file from the host into the middle of a file"
      ~doc:{|As @upload, but writes from byte $offset on and leaves the rest of $remotefilename as
it is. A file is created if it does not exist. If it ends before $offset, the bytes in between
are 0. A negative $offset is an error, `EINVAL`.|}
      ~progress:true ~cancellable:true ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file 0123456789"; run "upload_offset <abc /file 2"; equals "cat /file" "01abc56789";
          run "upload_offset <xyz /file 9"; equals "cat /file" "01abc5678xyz";
          run "upload_offset <end /new 2"; equals "read_file /new" "\000\000end" ];
        on_filesystem [
          run "pwrite_device /dev/sdb ----- 509"; run "upload_offset <abc /dev/sdb 510";
          equals "pread_device /dev/sdb 5 509" "-abc-" ];
        on_filesystem [
          fails ~errno:"EINVAL" "upload_offset <abc /file -1" "/file: offset in file is negative";
          equals "exists /file" "false" ] ];

    call "download" ~since:"1.0.2"
      [ device_or_path "remotefilename"; file_out "filename" ] nothing
      ~short:"download a file to the host"
      ~doc:{|Copies the file or device $remotefilename of the guest to the file $filename of the
host, which is created or emptied first.

See @download_offset for a part, and @tar_out for directories.|}
      ~progress:true ~cancellable:true ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file \"con\\0tent\""; run "download /file >copy"; host_file_is "copy" "con\000tent";
          run "touch /empty"; run "download /empty >copy"; host_file_is "copy" "" ];
        on_filesystem [
          run "part_init /dev/sdb mbr"; run "part_add /dev/sdb p 2048 2048"; run "fill 97 512 /file";
          run "dd /file /dev/sdb1"; run "download /dev/sdb1 >copy";
          host_file_is "copy" (String.make 512 'a') ];
        on_filesystem [
          run "mkdir /dir"; run "mkfifo 384 /fifo"; run "ln_s /etc/passwd /link";
          fails ~errno:"EISDIR" "download /dir >copy" "/dir: is a directory";
          fails ~errno:"ENOENT" "download /missing >copy" "/missing";
          fails ~errno:"ENOENT" "download /link >copy" "/link";
          fails "download /fifo >copy" "/fifo: not a regular file" ] ];

    call "download_offset" ~since:"1.5.17"
      [ device_or_path "remotefilename"; file_out "filename"; int64 "offset"; int64 "size" ] nothing
      ~short:"download a part of a file to the host"
      ~doc:{|As @download, but copies only $size bytes from byte $offset on. If $remotefilename ends
before, only the bytes up to its end are copied, and that is no error. Negative numbers are
errors, `EINVAL`.|}
      ~progress:true ~cancellable:true ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file 0123456789"; run "download_offset /file >part 2 4"; host_file_is "part" "2345";
          run "download_offset /file >part 8 100"; host_file_is "part" "89";
          run "download_offset /file >part 100 1"; host_file_is "part" "";
          run "download_offset /file >part 3 0"; host_file_is "part" "" ];
        on_blank [
          run "pwrite_device /dev/sdb abcde 510"; run "download_offset /dev/sdb >part 511 3";
          host_file_is "part" "bcd" ];
        on_filesystem [
          run "touch /file";
          fails ~errno:"EINVAL" "download_offset /file >part -1 1" "offset";
          fails ~errno:"EINVAL" "download_offset /file >part 1 -1" "size";
          fails ~errno:"ENOENT" "download_offset /missing >part 0 1" "/missing" ] ];

    call "copy_in" ~since:"1.29.24" ~visibility:Public_not_in_shell
      [ text "localpath"; path "remotedir" ] nothing
      ~short:"copy a file or a directory from the host into a directory"
      ~doc:{|Copies the file or the directory $localpath of the host, with all that is in it, into
the directory $remotedir of the guest, where it has the same last name as on the host. What is in
the way is replaced, except that directories are merged.

A path that ends with `.`, `..` or is `/` has no name of its own: what is in that directory is
copied into $remotedir itself. Symbolic links are copied as links, $localpath too if it is one.

Permissions, times, owners (by their number), hard links and holes are kept; extended attributes,
access control lists and labels are not. See @tar_in for these, and for other ways to choose
what is copied. Sockets are left out.

`tar(1)` of the host (GNU tar) packs what is copied. If a file cannot be read the call fails and
says which, but the others have been copied.

Errors: $localpath does not exist or cannot be read (`ENOENT`, `EACCES`); $remotedir is not a
directory (`ENOTDIR`); and those of @tar_in.|}
      ~run:library
      ~example:[ "copy_in /etc/skel /home" ]
      ~tests:[
        on_filesystem [
          run "mkdir /dir"; run "copy_in <content /dir"; equals "cat /dir/input0" "content" ];
        on_filesystem [
          run "mkdir /dir"; run "ln_s dir /link"; run "touch /file";
          fails ~errno:"ENOENT" "copy_in /does/not/exist /dir" "source ‘/does/not/exist’ does not exist";
          fails ~errno:"ENOTDIR" "copy_in <content /missing" "target ‘/missing’ is not a directory";
          fails ~errno:"ENOTDIR" "copy_in <content /link" "target ‘/link’ is not a directory";
          fails ~errno:"ENOTDIR" "copy_in <content /file" "target ‘/file’ is not a directory";
          fails "copy_in <content relative" "must start with a /" ] ];

    call "copy_out" ~since:"1.29.24" ~visibility:Public_not_in_shell
      [ path "remotepath"; text "localdir" ] nothing
      ~short:"copy a file or a directory into a directory of the host"
      ~doc:{|Copies the regular file or the directory $remotepath of the guest, with all that is in
it, into the directory $localdir of the host, where it has the same last name as in the guest. What
is in the way is replaced, except that directories are merged. `/`, and a path that ends with `.`,
has no name of its own: what is in that directory is copied into $localdir itself.

A single file is copied as @download does it: with new permissions. In a directory permissions,
times, hard links and holes are kept, and the owners if the program runs as root. Symbolic links
are copied as links.

If something of that name is a symbolic link in $localdir the call fails (`ELOOP`), because an image
that was copied there before may have made it. Links inside are replaced and never followed. A
directory that exists already has to be on one filesystem with what is in it (`EXDEV`).

`tar(1)` of the host (GNU tar) unpacks what is copied. For a program that runs as root it also makes
device nodes and programs with set-user-ID bits as the image has them: copy an image that is not
trusted to a directory that only root can enter, or not as root.

Errors: $localdir is not a directory (`ENOTDIR`, `ENOENT`); $remotepath is not a file or directory
(`EINVAL`), which is also said of one that does not exist; and those of @tar_out and @download.|}
      ~run:library
      ~example:[ "copy_out /var/log /tmp/logs" ]
      ~tests:[
        on_filesystem [
          run "mkdir_p /dir/sub"; run "write /dir/sub/file content";
          run "copy_out /dir >."; host_file_is "dir/sub/file" "content";
          run "copy_out /dir/sub/file >."; host_file_is "file" "content" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"EINVAL" "copy_out /missing /tmp" "‘/missing’ is not a file or directory";
          fails ~errno:"ENOENT" "copy_out /dir /does/not/exist" "target ‘/does/not/exist’ is not a directory";
          fails ~errno:"ENOTDIR" "copy_out /dir <content" "is not a directory";
          fails "copy_out relative /tmp" "must start with a /" ] ];
  ]
