(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let dirent = structure "dirent"
  ~doc:{|One entry of a directory: the number of its inode, its type as one letter (see
@readdir), and its name.|}
  [ "ino", F_int64; "ftyp", F_char; "name", F_text ]

let topic = topic "directories" ~title:"Directories"
  ~doc:{|Making, listing, searching and removing directories. Names of files are bytes:
they come back as they are on the disk, whatever their encoding.|}
  ~structs:[ dirent ]
  [ call "mkdir" ~since:"0.0.8"
      [ path "path" ] nothing
      ~short:"create a directory"
      ~doc:{|Creates the directory $path, with permissions 0777 reduced by the umask (see
@umask). The directory above it must exist: see @mkdir_p. If $path exists, whatever it
is, the call fails with `EEXIST`.|}
      ~run:daemon
      ~example:[ "mkdir /srv/data" ]
      ~tests:[
        on_filesystem [
          run "mkdir /dir"; equals "is_dir /dir" "true"; field_is "statns /dir" "st_mode" "16877";
          run "mkdir /dir/below/"; equals "is_dir /dir/below" "true" ];
        on_filesystem [
          run "touch /file"; run "ln_s /nowhere /dangling";
          fails ~errno:"EEXIST" "mkdir /file" "/file";
          fails ~errno:"EEXIST" "mkdir /dangling" "/dangling";
          fails ~errno:"EEXIST" "mkdir /" "/";
          fails ~errno:"ENOENT" "mkdir /missing/dir" "/missing/dir";
          fails "mkdir relative" "must start with a /" ];
        on_filesystem [
          run "mkdir /dir"; run "ln_s ../../../../../../dir /link"; run "mkdir /link/../link/inside";
          equals "is_dir /dir/inside" "true" ] ];

    call "mkdir_mode" ~since:"1.0.77"
      [ path "path"; int "mode" ] nothing
      ~short:"create a directory with given permissions"
      ~doc:{|As @mkdir, with the permissions $mode reduced by the umask (see @umask).
$mode is a number: 0750 in octal is 488 in decimal. Bits beyond 07777 are ignored by
some filesystems and kept by others. A negative $mode is an error, `EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir_mode /dir 73"; field_is "statns /dir" "st_mode" "16457" ];
        on_filesystem [
          run "mkdir_mode /dir 511"; field_is "statns /dir" "st_mode" "16877" ];
        on_filesystem [
          fails ~errno:"EINVAL" "mkdir_mode /dir -1" "/dir: mode is negative";
          equals "exists /dir" "false" ] ];

    call "mkdir_p" ~since:"0.0.8"
      [ path "path" ] nothing
      ~short:"create a directory and all directories above it"
      ~doc:{|As @mkdir, but directories that are missing on the way are created too, and
it is no error if the directory $path exists already.

If $path exists and is not a directory (a symbolic link to a directory is none), or if
one of the elements above it is not a directory, the call fails.|}
      ~run:daemon
      ~example:[ "mkdir_p /srv/data/2024/01" ]
      ~tests:[
        on_filesystem [
          run "mkdir_p /a/b/c"; equals "is_dir /a/b/c" "true"; run "mkdir_p /a/b/c";
          run "mkdir_p /a//b/d/"; equals "is_dir /a/b/d" "true"; run "mkdir_p /" ];
        on_filesystem [
          run "mkdir /dir"; run "ln_s /dir /link"; run "mkdir_p /link/a/b";
          equals "is_dir /dir/a/b" "true";
          fails "mkdir_p /link" "a path element was not a directory" ];
        on_filesystem [
          run "touch /file"; run "ln_s /nowhere /dangling";
          fails "mkdir_p /file" "/file: a path element was not a directory";
          fails ~errno:"ENOTDIR" "mkdir_p /file/dir" "/file/dir";
          fails "mkdir_p /dangling/dir" "a path element was not a directory";
          equals "exists /nowhere" "false" ] ];

    call "mkdtemp" ~since:"1.0.54"
      [ path "tmpl" ] (returns_text "dir")
      ~short:"create a directory with a new unique name"
      ~doc:{|Creates a directory that nobody but its owner can enter (permissions 0700).
$tmpl is a full path that ends in `XXXXXX`; the six letters are replaced so that the
name is new. The path of the directory is returned. It is not removed by itself when
it is no longer needed: see @rm_rf.

If $tmpl does not end in `XXXXXX` the call fails with `EINVAL`.|}
      ~run:daemon
      ~example:[ "mkdtemp /tmp/workXXXXXX" ]
      ~tests:[
        on_filesystem [
          run "mkdir /tmp"; contains "mkdtemp /tmp/workXXXXXX" "/tmp/work"; lacks "ls /tmp" "workXXXXXX" ];
        on_filesystem [
          fails ~errno:"EINVAL" "mkdtemp /workXX" "/workXX";
          fails ~errno:"ENOENT" "mkdtemp /missing/workXXXXXX" "/missing/workXXXXXX" ] ];

    call "rmdir" ~since:"0.0.8"
      [ path "path" ] nothing
      ~short:"remove an empty directory"
      ~doc:{|Removes the directory $path, which must be empty: otherwise the call fails
with `ENOTEMPTY`; see @rm_rf. If $path is not a directory it fails with `ENOTDIR`.|}
      ~run:daemon
      ~tests:[
        on_filesystem [ run "mkdir /dir"; run "rmdir /dir"; equals "exists /dir" "false" ];
        on_filesystem [
          run "mkdir_p /dir/below"; run "touch /file"; run "ln_s /dir /link";
          fails ~errno:"ENOTEMPTY" "rmdir /dir" "/dir";
          fails ~errno:"ENOTDIR" "rmdir /file" "/file";
          fails ~errno:"ENOTDIR" "rmdir /link" "/link";
          fails ~errno:"ENOENT" "rmdir /missing" "/missing" ] ];

    call "rm_rf" ~since:"0.0.8"
      [ path "path" ] nothing
      ~short:"remove a file or a directory with all that is in it"
      ~doc:{|Removes $path, and if it is a directory everything below it, at any depth.
Symbolic links are removed, not followed. It is no error if $path does not exist.

What is mounted below $path is emptied too, and then the call fails with `EBUSY` at the
mount point: unmount it before.

The root directory is never removed: that is an error, before anything is touched. If
something cannot be removed, the call stops there and its error names it; what was
removed before stays removed.|}
      ~run:daemon
      ~example:[ "rm_rf /var/cache/apt" ]
      ~tests:[
        on_filesystem [
          run "mkdir_p /dir/a/b"; run "write /dir/a/b/file x"; run "write /dir/.hidden x";
          run "write /kept x"; run "ln_s /kept /dir/a/link"; run "ln_s / /dir/a/rootlink";
          run "rm_rf /dir"; equals "exists /dir" "false"; equals "cat /kept" "x" ];
        on_filesystem [
          run "touch /file"; run "rm_rf /file"; equals "exists /file" "false";
          run "rm_rf /missing"; run "rm_rf /missing/deeper" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /dir/file"; run "ln_s /dir /link"; run "rm_rf /link";
          equals "exists /link" "false"; equals "exists /dir/file" "true" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /file";
          fails "rm_rf /" "cannot remove root directory";
          fails "rm_rf //." "cannot remove";
          fails "rm_rf /dir/.." "cannot remove";
          equals "exists /file" "true"; equals "exists /dir" "true" ] ];

    call "ls" ~since:"0.0.4"
      [ path "directory" ] (returns_text_list "listing")
      ~short:"list the names in a directory"
      ~doc:{|Returns the names in $directory, sorted by their bytes. Hidden files (names
that begin with a dot) are listed, `.` and `..` are not. If $directory is not a directory
the call fails with `ENOTDIR`.

See @readdir for the types of the files too, @find for what lies deeper, and @ll for a
listing to show to a person.|}
      ~run:daemon
      ~example:[ "ls /etc" ]
      ~tests:[
        on_filesystem [
          run "mkdir /dir"; run "touch /dir/b"; run "touch /dir/.a"; run "mkdir /dir/C";
          run "touch \"/dir/with space\""; run "touch \"/dir/\\xff\\xfe\"";
          list_is "ls /dir" [ ".a"; "C"; "b"; "with space"; "\xff\xfe" ] ];
        on_filesystem [
          list_is "ls /" [ "lost+found" ];
          run "mkdir /dir"; list_is "ls /dir" []; run "touch /dir/file";
          run "ln_s ../../../../../dir /link"; list_is "ls /link" [ "file" ] ];
        on_filesystem [
          run "touch /file";
          fails ~errno:"ENOTDIR" "ls /file" "/file";
          fails ~errno:"ENOENT" "ls /missing" "/missing" ];
        on_filesystem [
          run "ln_s /etc /link"; run "ln_s ../../../../../../etc /second";
          fails ~errno:"ENOENT" "ls /link" "/link";
          fails ~errno:"ENOENT" "ls /second" "/second";
          fails ~errno:"ENOENT" "ls /../../../etc" "/../../../etc" ] ];

    call "ls0" ~since:"1.19.32"
      [ path "dir"; file_out "filenames" ] nothing
      ~short:"list the names in a directory into a file"
      ~doc:{|Writes the names in the directory $dir to the file $filenames on the host, each
followed by a byte 0. The names are the same as those of @ls, but not sorted.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir /dir"; run "touch \"/dir/with\\nnewline\""; run "ls0 /dir >names";
          host_file_is "names" "with\nnewline\000" ];
        on_filesystem [ run "mkdir /dir"; run "ls0 /dir >names"; host_file_is "names" "" ];
        on_filesystem [
          run "touch /file";
          fails ~errno:"ENOTDIR" "ls0 /file >names" "/file";
          fails ~errno:"ENOENT" "ls0 /missing >names" "/missing" ] ];

    call "ll" ~since:"0.0.4"
      [ path "directory" ] (returns_text "listing")
      ~short:"list a directory in long format"
      ~doc:{|Returns the output of `ls -lan` for $directory, to be shown to a person. Its form
is not fixed: do not parse it. Programs want @ls, @readdir or @lstatnslist.

Owners and groups appear as numbers: their names are in the guest, and the appliance
has other ones.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir /dir"; run "write /dir/file content"; run "ln_s /away /dir/link";
          contains "ll /dir" " file\n"; contains "ll /dir" " ..\n"; contains "ll /dir" "link -> /away\n" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /dir/file"; run "ln_s /dir /link"; contains "ll /link" " file\n" ];
        on_filesystem [
          run "touch /file"; contains "ll /file" " file\n"; contains "ll /" " file\n";
          fails ~errno:"ENOENT" "ll /missing" "/missing" ] ];

    call "find" ~since:"1.0.27"
      [ path "directory" ] (returns_text_list "names")
      ~short:"find all files below a directory"
      ~doc:{|Returns the names of all files and directories below $directory, at any depth,
relative to it (`a`, `a/b`), sorted by their bytes. $directory itself is not among them.
Symbolic links are listed and not followed, except $directory itself if it is one.

If $directory is not a directory the call fails with `ENOTDIR`. The whole list must fit
in the memory of the appliance and of the caller: see @find0 for very large
filesystems.|}
      ~run:daemon
      ~example:[ "find /etc" ]
      ~tests:[
        on_filesystem [
          run "mkdir_p /dir/a/b"; run "touch /dir/a/b/file"; run "touch /dir/a-c"; run "mkdir /dir/empty";
          run "ln_s /dir /dir/loop";
          list_is "find /dir" [ "a"; "a-c"; "a/b"; "a/b/file"; "empty"; "loop" ];
          list_is "find /dir/" [ "a"; "a-c"; "a/b"; "a/b/file"; "empty"; "loop" ];
          list_is "find /dir/loop" [ "a"; "a-c"; "a/b"; "a/b/file"; "empty"; "loop" ];
          list_is "find /dir/empty" [] ];
        on_filesystem [ run "touch /file"; list_is "find /" [ "file"; "lost+found" ] ];
        on_filesystem [
          run "touch /file"; run "ln_s /usr /link";
          fails ~errno:"ENOTDIR" "find /file" "/file: not a directory";
          fails ~errno:"ENOENT" "find /link" "/link" ] ];

    call "find0" ~since:"1.0.74"
      [ path "directory"; file_out "files" ] nothing
      ~short:"find all files below a directory into a file"
      ~doc:{|Writes the names that @find would return to the file $files on the host, each
followed by a byte 0. They are not sorted, and there may be any number of them.|}
      ~cancellable:true ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir_p /dir/a/b"; run "find0 /dir >names"; host_file_is "names" "a\000a/b\000" ];
        on_filesystem [
          run "touch /file";
          fails ~errno:"ENOTDIR" "find0 /file >names" "/file: not a directory";
          fails ~errno:"ENOENT" "find0 /missing >names" "/missing" ] ];

    call "readdir" ~since:"1.0.55"
      [ path "dir" ] (returns_struct_list "dirent" "entries")
      ~short:"list a directory with inodes and types"
      ~doc:{|Returns the entries of the directory $dir, `.` and `..` among them, in the order
in which the filesystem has them. Besides the name each has the number of its inode
(`ino`) and its type (`ftyp`), one letter:

- `b` block device
- `c` character device
- `d` directory
- `f` FIFO (named pipe)
- `l` symbolic link
- `r` regular file
- `s` socket
- `u` the filesystem does not tell: ask @lstatns
- `?` a type that this version does not know

See @ls for the names alone and @lstatnslist for the rest of what is known about the
files.|}
      ~progress:true ~cancellable:true ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir /dir"; run "touch /dir/file"; run "mkdir /empty";
          field_is "readdir /dir" "len" "3"; contains "readdir /dir" "file";
          contains "readdir /dir" "."; contains "readdir /dir" "..";
          field_is "readdir /empty" "0.ftyp" "d"; field_is "readdir /empty" "1.ftyp" "d" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /dir/file";
          fails ~errno:"ENOTDIR" "readdir /dir/file" "/dir/file";
          fails ~errno:"ENOENT" "readdir /missing" "/missing" ] ];
  ]
