(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "copying" ~title:"Copying and moving files"
  ~doc:{|Copying and moving files and trees of directories inside the guest. Where the
destination is a directory, or a symbolic link to one, the copy is made inside it, under
the last element of the source's name, as the commands `cp(1)` and `mv(1)` do.

Symbolic links that are met *inside* a tree are never followed, neither on the side that
is read nor on the side that is written.|}
  [ call "cp" ~since:"1.0.18"
      [ path "src"; path "dest" ] nothing
      ~short:"copy a file"
      ~doc:{|Copies the content and the permissions of the file $src to $dest, which is
overwritten if it is an existing file. If $dest is a directory the copy is made in it.
Symbolic links are followed on both sides. Holes of a sparse file stay holes.

$src must be a regular file: a directory is an error (see @cp_r and @cp_a), and so is
a $dest that is the same file as $src or a symbolic link that leads nowhere.|}
      ~run:daemon
      ~example:[ "cp /etc/fstab /etc/fstab.bak" ]
      ~tests:[
        on_filesystem [
          run "write /file content"; run "chmod 416 /file"; run "cp /file /copy";
          equals "cat /copy" "content"; field_is "statns /copy" "st_mode" "33184";
          run "write /file x"; run "cp /file /copy"; equals "cat /copy" "x" ];
        on_filesystem [
          run "write /file content"; run "mkdir /dir"; run "ln_s /dir /link";
          run "cp /file /dir"; equals "cat /dir/file" "content";
          run "write /second more"; run "cp /second /link"; equals "cat /dir/second" "more" ];
        on_filesystem [
          run "write /file content"; run "ln_s file /link"; run "cp /link /copy";
          equals "is_file /copy" "true"; equals "cat /copy" "content";
          run "write /new changed"; run "cp /new /link"; equals "cat /file" "changed" ];
        on_filesystem [
          run "write /file content"; run "mkdir /dir"; run "ln_s /nowhere /dangling";
          fails ~errno:"ENOENT" "cp /missing /copy" "/missing";
          fails ~errno:"EISDIR" "cp /dir /copy" "/dir";
          fails "cp /file /file" "same file";
          fails "cp /file /dangling" "dangling";
          fails ~errno:"ENOENT" "cp /file /missing/copy" "/missing/copy";
          fails "cp /file /copy/" "/copy/";
          equals "cat /file" "content" ];
        on_filesystem [
          run "ln_s /../../etc/passwd /link";
          fails ~errno:"ENOENT" "cp /link /copy" "/link" ] ];

    call "cp_a" ~since:"1.0.18"
      [ path "src"; path "dest" ] nothing
      ~short:"copy a file or a tree with all its attributes"
      ~doc:{|Copies $src, and if it is a directory everything below it, to $dest. Owners,
permissions, times, extended attributes with access control lists and security labels,
symbolic links, hard links within the tree, device nodes and FIFOs are kept.

If $dest is a directory the copy is made in it. A tree is merged into one that exists
there: files are replaced, other files stay. A directory cannot replace a file, nor a file
a directory. A directory cannot be copied into itself.

When the filesystem of $dest cannot hold an attribute (owners on FAT, for example), it is
left out.|}
      ~run:daemon
      ~example:[ "cp_a /home/old /home/new" ]
      ~tests:[
        on_filesystem [
          run "mkdir_p /dir/sub"; run "write /dir/sub/file content"; run "chmod 384 /dir/sub/file";
          run "chown 10 20 /dir/sub/file"; run "ln /dir/sub/file /dir/second"; run "ln_s /nowhere /dir/link";
          run "setxattr user.note yes 3 /dir/sub/file"; run "chmod 320 /dir/sub";
          run "cp_a /dir /copy";
          list_is "find /copy" [ "link"; "second"; "sub"; "sub/file" ];
          equals "cat /copy/second" "content"; equals "readlink /copy/link" "/nowhere";
          field_is "statns /copy/sub/file" "st_mode" "33152";
          field_is "statns /copy/sub/file" "st_uid" "10";
          field_is "statns /copy/sub/file" "st_gid" "20";
          field_is "statns /copy/sub/file" "st_nlink" "2";
          field_is "statns /copy/sub" "st_mode" "16704";
          equals "getxattr /copy/sub/file user.note" "yes" ];
        on_filesystem [
          run "mkdir /dir"; run "write /dir/file new"; run "mkdir_p /place/dir"; run "write /place/dir/file old";
          run "write /place/dir/other kept"; run "cp_a /dir /place";
          equals "cat /place/dir/file" "new"; equals "cat /place/dir/other" "kept" ];
        on_filesystem [
          run "mkdir /dir"; run "write /dir/name new"; run "write /precious kept";
          run "mkdir_p /place/dir"; run "ln_s /precious /place/dir/name"; run "cp_a /dir /place";
          equals "cat /precious" "kept"; equals "cat /place/dir/name" "new" ];
        on_filesystem [
          run "mkdir_p /dir/sub"; run "mkdir_p /place"; run "ln_s / /place/dir";
          fails "cp_a /dir /place" "directory";
          equals "exists /sub" "false" ];
        on_filesystem [
          run "mkdir_p /dir/sub"; run "write /file kept"; run "mkdir_p /place/file";
          fails ~errno:"ENOENT" "cp_a /missing /copy" "/missing";
          fails ~errno:"EINVAL" "cp_a /dir /dir/sub" "itself";
          fails ~errno:"ENOTDIR" "cp_a /dir /file" "/file";
          fails ~errno:"EISDIR" "cp_a /file /place" "file";
          list_is "find /dir" [ "sub" ]; equals "cat /file" "kept" ] ];

    call "cp_r" ~since:"1.21.38"
      [ path "src"; path "dest" ] nothing
      ~short:"copy a file or a tree"
      ~doc:{|As @cp_a, but the copies are new files: they belong to root, their times are
now, their permissions are those of the source reduced by the umask, extended attributes
are not copied, and hard links become files of their own. Symbolic links are kept as
links.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir_p /dir/sub"; run "write /dir/sub/file content"; run "chown 10 20 /dir/sub/file";
          run "ln_s file /dir/sub/link"; run "ln /dir/sub/file /dir/second"; run "cp_r /dir /copy";
          list_is "find /copy" [ "second"; "sub"; "sub/file"; "sub/link" ];
          field_is "statns /copy/sub/file" "st_uid" "0"; field_is "statns /copy/sub/file" "st_nlink" "1";
          equals "readlink /copy/sub/link" "file";
          run "cp_r /dir/second /copy"; equals "cat /copy/second" "content" ];
        on_filesystem [
          run "mkdir_p /dir/sub";
          fails ~errno:"EINVAL" "cp_r /dir /dir/sub" "itself";
          fails ~errno:"ENOENT" "cp_r /missing /copy" "/missing" ] ];

    call "mv" ~since:"1.0.18"
      [ path "src"; path "dest" ] nothing
      ~short:"move a file or a tree"
      ~doc:{|Moves $src to $dest; if $dest is a directory, into it. An existing file of that
name is replaced. A directory can only replace an empty directory. Symbolic links are moved
themselves.

Between two filesystems everything is copied with all its attributes as @cp_a does, and
the source is removed after that. If copying fails, the source is untouched and what was
copied so far remains at the destination.

See @rename to move to a name and never into a directory.|}
      ~run:daemon
      ~example:[ "mv /etc/motd /etc/motd.old" ]
      ~tests:[
        on_filesystem [
          run "write /file content"; run "mv /file /moved"; equals "cat /moved" "content";
          equals "exists /file" "false" ];
        on_filesystem [
          run "mkdir_p /from/sub"; run "write /from/sub/file x"; run "mkdir /to"; run "ln_s to /link";
          run "mv /from /link"; list_is "find /to" [ "from"; "from/sub"; "from/sub/file" ];
          run "ln_s /nowhere /dangling"; run "mv /dangling /moved"; equals "readlink /moved" "/nowhere" ];
        on_filesystem [
          run "mkfs ext4 /dev/sdb"; run "mkdir /mount"; run "mount /dev/sdb /mount";
          run "mkdir_p /dir/sub"; run "write /dir/sub/file content"; run "chown 7 8 /dir/sub/file";
          run "mv /dir /mount";
          equals "exists /dir" "false"; equals "cat /mount/dir/sub/file" "content";
          field_is "statns /mount/dir/sub/file" "st_uid" "7";
          run "mkdir_p /dir/sub"; run "write /dir/kept x";
          fails ~errno:"ENOTEMPTY" "mv /dir /mount" "dir";
          equals "cat /dir/kept" "x";
          run "write /file second"; run "mv /file /mount/dir/sub/file";
          equals "cat /mount/dir/sub/file" "second" ];
        on_filesystem [
          run "mkdir_p /dir/sub"; run "write /file x"; run "mkdir_p /place/file";
          fails ~errno:"ENOENT" "mv /missing /moved" "/missing";
          fails ~errno:"EINVAL" "mv /dir /dir/sub" "itself";
          fails ~errno:"ENOTDIR" "mv /dir /file" "/file";
          fails ~errno:"EISDIR" "mv /file /place" "file";
          fails "mv /file /file" "same file" ] ];

    call "rename" ~since:"1.21.5"
      [ path "oldpath"; path "newpath" ] nothing
      ~short:"rename a file within one filesystem"
      ~doc:{|Gives the file or directory $oldpath the name $newpath, in one step. If there is
a file $newpath it is replaced. Both must be on the same filesystem, otherwise the call
fails with `EXDEV`; $newpath is never taken as a directory to move into. In most cases @mv
is what you want.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /old content"; run "write /new x"; run "rename /old /new";
          equals "cat /new" "content"; equals "exists /old" "false" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /file";
          fails ~errno:"EISDIR" "rename /file /dir" "/file: /dir";
          fails ~errno:"ENOENT" "rename /missing /new" "/missing: /new" ] ];
  ]
