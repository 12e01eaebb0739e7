(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

(* ---- archives for the tests, made here byte by byte ---- *)

(* One header of the ustar format (POSIX.1-1988, "Extended tar Format"). *)
let header ?(magic = "ustar\00000") ?(kind = '0') ?(mode = 0o644) ?(owner = 0) ?(target = "") name size =
  let block = Bytes.make 512 '\000' in
  let put offset text = Bytes.blit_string text 0 block offset (String.length text) in
  put 0 name;
  put 100 (Printf.sprintf "%07o" mode);
  put 108 (Printf.sprintf "%07o" owner);
  put 116 (Printf.sprintf "%07o" owner);
  put 124 (Printf.sprintf "%011o" size);
  put 136 (Printf.sprintf "%011o" 1000000000);
  put 148 "        ";
  put 156 (String.make 1 kind);
  put 157 target;
  put 257 magic;
  let sum = Bytes.fold_left (fun sum c -> sum + Char.code c) 0 block in
  put 148 (Printf.sprintf "%06o\000 " sum);
  Bytes.to_string block

let padded content =
  content ^ String.make ((512 - String.length content mod 512) mod 512) '\000'

let file ?mode ?owner name content =
  header ?mode ?owner name (String.length content) ^ padded content
let directory ?(mode = 0o755) name = header ~kind:'5' ~mode name 0
let symlink name target = header ~kind:'2' ~target name 0
let hardlink name target = header ~kind:'1' ~target name 0

(* The GNU format differs in the magic, for members as simple as these. *)
let gnu name kind mode owner size = header ~magic:"ustar  \000" ~kind ~mode ~owner name size

(* A whole archive as tar(1) writes it, a multiple of 10 KiB. *)
let recorded members =
  let bytes = String.concat "" members in
  bytes ^ String.make (10240 - String.length bytes) '\000'

(* A pax header: attributes "keyword=value" of the member that follows. *)
let pax attributes =
  let line (keyword, value) =
    let rest = Printf.sprintf " %s=%s\n" keyword value in
    let rec length guess =
      let exact = String.length (string_of_int guess) + String.length rest in
      if exact = guess then exact else length exact in
    string_of_int (length (String.length rest)) ^ rest in
  let content = String.concat "" (List.map line attributes) in
  header ~kind:'x' "pax" (String.length content) ^ padded content

(* The word of a test command for a host file with this content. *)
let host_file bytes =
  let escape c = match c with
    | '\000' -> "\\0"
    | '"' | '\\' | '\x01' .. '\x1f' | '\x7f' .. '\xff' -> Printf.sprintf "\\x%02x" (Char.code c)
    | c -> String.make 1 c in
  let escaped = Buffer.create (2 * String.length bytes) in
  String.iter (fun c -> Buffer.add_string escaped (escape c)) bytes;
  Printf.sprintf "<\"%s\"" (Buffer.contents escaped)

let archive members = host_file (String.concat "" members ^ String.make 1024 '\000')

(* What each compression makes of the archive of one file, "file", with the
   content "content": in hexadecimal digits. *)
let compressed_archives = [
  "gzip", "1f8b08000000000002034bcbcc4965a031300002331313300d04e834109823b141e2666606260c0a060c7400\
    a5c5258945402b19462648cecf2b49cd2b611805a360148c825130b200003ba949f700080000";
  "bzip2", "425a683931415926535970ec17c300002c5b80c9804000458000046b259e00081820005451a000069a341242\
    8d341ea0004d0f91dd820bfa6b8cb0ad1030362e276112e8982ae4448227e1031e6ba447e351d929f8bb9229\
    c284838760be18";
  "xz", "fd377a585a0000016922de36020021011c00000010cf58cce007ff00415d00331a49d6b63821af01ee6e0573\
    3bc0fc80cf37b04875d76ea4a8fe176005ae53dc6b31200091bce8dd30bb2e1d44b282ee25d290dd4a67aec8\
    ccd91f683d7c0700000000003ba949f70001598010000000ef6a2b093e300d8b020000000001595a";
  "lzma", "5d00000004ffffffffffffffff00331a49d6b63821af01ee6e05733bc0fc80cf37b04875d76ea4a8fe176005\
    ae53dc6b31200091bce8dd30bb2e1d44b282ee25d290dd4a67aec8ccd91f685556d2fffff6626800";
  "zstd", "28b52ffd0468e5010002830910b0a9034b32b8b0ac2406f671c6a16419cd8379d0e8378954ab83da77df1bfe\
    6b76ff4553480720701ff5fd7c8e3a60f2844b0486c393d30230cd1cfa";
  "lzop", "894c5a4f000d0a1a0a104020a0094003090300000d000000006b042fe200000000002a4202f6000008000000\
    004d1e9110d01666696c6500203e01003043003634349c0040002e1c00410037292c007f023636300b0b2030\
    0020420000027573746172490e0020d5000005636f6e74656e7400200000000000dc000011000000000000";
  "compress", "1f9d9066d2b02903a0a0c18308132a5cc8b0a1c3871011c29808c3060d1a00286acca87122c78e146f7c04e9\
    71a20d1b3030828011b1a5cb97306302a833874e18391c65eadcc9b3a7cf9f40830a2d38e68d1b3a658e0e5d\
    cab4a9d3a750a34a9d4ab5aad5ab58b36addcab5abd7af60c38a1d4bb6acd9b368d3aa7508";
]

let of_hexadecimal digits =
  String.init (String.length digits / 2) (fun i -> Char.chr (int_of_string ("0x" ^ String.sub digits (2 * i) 2)))

let compressed_file name = host_file (of_hexadecimal (List.assoc name compressed_archives))

let compression_test (name, _) =
  on_filesystem [
    run "mkdir /dir"; run (Printf.sprintf "tar_in %s /dir compress:%s" (compressed_file name) name);
    equals "cat /dir/file" "content" ]

let unpack ?(options = "") ?(into = "/dir") members =
  run (Printf.sprintf "tar_in %s %s %s" (archive members) into options)
let refuse ?errno ?(options = "") ?(into = "/dir") members part =
  fails ?errno (Printf.sprintf "tar_in %s %s %s" (archive members) into options) part

let tar_in_tests = [
  on_filesystem [
    run "mkdir /dir";
    unpack [ directory ~mode:0o750 "./sub/"; file ~mode:0o4755 ~owner:1000 "./sub/file" "content";
             symlink "link" "sub/file"; hardlink "second" "sub/file" ];
    list_is "find /dir" [ "link"; "second"; "sub"; "sub/file" ];
    equals "cat /dir/second" "content"; equals "readlink /dir/link" "sub/file";
    field_is "statns /dir/sub" "st_mode" "16872"; field_is "statns /dir/sub/file" "st_mode" "35309";
    field_is "statns /dir/sub/file" "st_uid" "1000"; field_is "statns /dir/sub/file" "st_gid" "1000";
    field_is "statns /dir/sub/file" "st_nlink" "2";
    field_is "statns /dir/sub/file" "st_mtime_sec" "1000000000";
    field_is "statns /dir/sub" "st_mtime_sec" "1000000000" ];
  (* what exists is replaced, and other files stay *)
  on_filesystem [
    run "mkdir /dir"; run "write /dir/file old"; run "write /dir/other kept"; run "write /precious kept";
    run "ln_s /precious /dir/link";
    unpack [ file "file" "new"; file "link" "new" ];
    equals "cat /dir/file" "new"; equals "cat /dir/other" "kept";
    equals "cat /dir/link" "new"; equals "cat /precious" "kept" ];
  (* links to directories *)
  on_filesystem [
    run "mkdir_p /dir/real"; run "ln_s real /dir/link";
    unpack ~options:"keepdirlink:true" [ directory "link/"; file "link/file" "content" ];
    equals "readlink /dir/link" "real"; equals "cat /dir/real/file" "content";
    unpack [ directory "link/"; file "link/file" "content" ];
    equals "is_dir /dir/link" "true"; equals "cat /dir/link/file" "content" ];
  on_filesystem [
    run "mkdir_p /usr/lib"; run "ln_s /usr/lib /lib"; unpack ~into:"/" [ file "lib/file" "content" ];
    equals "cat /usr/lib/file" "content"; equals "readlink /lib" "/usr/lib" ];
  (* names that try to get out of the directory *)
  on_filesystem [
    run "mkdir_p /dir/sub"; run "write /outside kept";
    unpack [ file "/absolute" "content"; file "../outside" "evil"; file "sub/../../../outside" "evil" ];
    list_is "ls /" [ "dir"; "lost+found"; "outside" ];
    equals "cat /outside" "kept"; equals "cat /dir/absolute" "content"; equals "cat /dir/outside" "evil" ];
  on_filesystem [
    run "mkdir /dir"; run "mkdir /etc"; run "write /etc/passwd kept";
    refuse [ symlink "link" "/etc"; file "link/passwd" "evil" ] "link";
    equals "cat /etc/passwd" "kept" ];
  on_filesystem [
    run "mkdir /dir"; run "mkdir /etc"; run "write /etc/passwd kept";
    refuse [ symlink "link" "../etc"; file "link/passwd" "evil" ] "link";
    equals "cat /etc/passwd" "kept" ];
  on_filesystem [
    run "mkdir /dir"; run "mkdir /etc"; run "write /etc/passwd kept";
    refuse [ hardlink "link" "../etc/passwd"; file "link" "evil" ] "link";
    refuse [ hardlink "link" "/etc/passwd"; file "link" "evil" ] "link";
    equals "cat /etc/passwd" "kept" ];
  on_filesystem [
    run "mkdir /dir"; unpack [ symlink "link" "/etc"; symlink "up" "../.."; file "file" "content" ];
    equals "readlink /dir/link" "/etc"; equals "readlink /dir/up" "../..";
    equals "exists /dir/link/passwd" "false" ];
  (* attributes are restored only when asked for *)
  on_filesystem [
    run "mkdir /dir";
    unpack [ pax [ "SCHILY.xattr.user.note", "value" ]; file "file" "content" ];
    fails ~errno:"ENODATA" "getxattr /dir/file user.note" "user.note";
    unpack ~options:"xattrs:true" [ pax [ "SCHILY.xattr.user.note", "value" ]; file "file" "content" ];
    equals "getxattr /dir/file user.note" "value" ];
  on_filesystem [
    run "mkdir /dir";
    unpack ~options:"acls:true" [ pax [ "RHT.security.selinux", "system_u:object_r:etc_t:s0" ]; file "file" "content" ];
    fails ~errno:"ENODATA" "getxattr /dir/file security.selinux" "security.selinux";
    unpack ~options:"selinux:true" [ pax [ "RHT.security.selinux", "system_u:object_r:etc_t:s0" ]; file "file" "content" ];
    contains "getxattr /dir/file security.selinux" "system_u:object_r:etc_t:s0" ];
  on_filesystem [
    run "mkdir /dir";
    unpack [ pax [ "SCHILY.acl.access", "user::rw-,user:1000:rw-,group::r--,mask::rw-,other::r--" ]; file "file" "x" ];
    fails ~errno:"ENODATA" "getxattr /dir/file system.posix_acl_access" "posix_acl_access";
    unpack ~options:"acls:true"
      [ pax [ "SCHILY.acl.access", "user::rw-,user:1000:rw-,group::r--,mask::rw-,other::r--" ]; file "file" "x" ];
    contains "getxattr /dir/file system.posix_acl_access" "\x02" ];
  (* FAT has no owners: that is no error *)
  on_blank [
    run "mkfs vfat /dev/sdb"; run "mount /dev/sdb /";
    unpack ~into:"/" [ file ~owner:1000 "file" "content" ]; equals "cat /file" "content";
    list_is "ls /" [ "file" ] ];
  on_filesystem [
    run "mkdir /dir"; run "touch /file";
    fails "tar_in <\"\" /dir" "/dir";
    fails "tar_in <\"this is not an archive\" /dir" "/dir";
    fails "tar_in <\"this is not compressed\" /dir compress:gzip" "/dir";
    fails ~errno:"EINVAL" "tar_in <\"\" /dir compress:unknown" "unknown compression type: unknown";
    fails ~errno:"ENOENT" "tar_in <\"\" /missing" "/missing";
    fails ~errno:"ENOTDIR" "tar_in <\"\" /file" "/file";
    fails "tar_in <\"\" relative" "must start with a /" ];
  (* a disk that gets full is an error, and the session goes on *)
  on_blank [
    run "part_init /dev/sdb mbr"; run "part_add /dev/sdb p 2048 6143"; run "mkfs ext2 /dev/sdb1";
    run "mount /dev/sdb1 /"; run "mkdir /dir"; run "fill 1 1500000 /ballast";
    refuse ~errno:"ENOSPC" [ file "file" (String.make 1000000 'x') ] "file"; run "ls /dir" ];
]
  @ List.map compression_test compressed_archives

let tar_out_tests = [
  (* every byte, padded to the 10 KiB of tar(1) *)
  on_filesystem [
    run "mkdir /dir"; unpack [ directory "./"; file ~owner:1234 "./file" "content" ];
    run "tar_out /dir >archive numericowner:true";
    host_file_is "archive" (recorded [ gnu "./" '5' 0o755 0 0; gnu "./file" '0' 0o644 1234 7; padded "content" ]);
    run "tar_out /dir >archive numericowner:true excludes:[fi*]";
    host_file_is "archive" (recorded [ gnu "./" '5' 0o755 0 0 ]);
    run "tar_out /dir >archive numericowner:true excludes:[./file nothing]";
    host_file_is "archive" (recorded [ gnu "./" '5' 0o755 0 0 ]) ];
  on_filesystem [
    run "mkdir_p /dir/sub"; run "touch /dir/sub/file"; run "setxattr user.note value 5 /dir/sub/file";
    run "tar_out /dir >a compress:gzip"; run "tar_out /dir >b compress:bzip2"; run "tar_out /dir >c compress:xz";
    run "tar_out /dir >d compress:lzma"; run "tar_out /dir >e compress:zstd"; run "tar_out /dir >f compress:compress";
    run "tar_out /dir >g compress:lzop";
    run "tar_out /dir >h xattrs:true selinux:true acls:true";
    run "tar_out /dir >i excludes:[file sub/*]" ];
  on_filesystem [
    run "touch /file"; run "mkdir /dir";
    fails ~errno:"EINVAL" "tar_out /dir >archive compress:unknown" "unknown compression type: unknown";
    fails ~errno:"ENOENT" "tar_out /missing >archive" "/missing";
    fails ~errno:"ENOTDIR" "tar_out /file >archive" "/file";
    fails ~errno:"EINVAL" "tar_out relative >archive" "relative" ];
  on_filesystem [
    run "mkdir /dir"; run "ln_s /etc /dir/link"; run "ln_s /usr /outside";
    fails ~errno:"ENOENT" "tar_out /outside >archive" "/outside"; run "tar_out /dir >archive" ];
  on_blank [ fails "tar_out / >archive" "mount" ];
]

let compressions = {|- `compress` the old LZW method, `.Z`
- `gzip`, `bzip2`, `xz`, `lzma`, `zstd`
- `lzop`, if the appliance has that program; otherwise the call fails with `ENOTSUP`

Any other word is an error, `EINVAL`.|}

(* The older calls with a fixed compression. *)
let fixed_in name ~since ?group compression tests =
  call name ~since ?group ~deprecated:(Replaced_by "tar_in") ~cancellable:true ~run:daemon
    [ file_in "tarball"; path "directory" ] nothing
    ~short:(Printf.sprintf "unpack a tar file compressed by %s into a directory" compression)
    ~doc:(Printf.sprintf {|The same as @tar_in with the option `compress` set to `%s`, which
replaces it.|} compression) ~tests

let fixed_out name ~since ?group compression tests =
  call name ~since ?group ~deprecated:(Replaced_by "tar_out") ~cancellable:true ~run:daemon
    [ path "directory"; file_out "tarball" ] nothing
    ~short:(Printf.sprintf "pack a directory into a tar file compressed by %s" compression)
    ~doc:(Printf.sprintf {|The same as @tar_out with the option `compress` set to `%s`, which
replaces it.|} compression) ~tests

let out_of name = [
  on_filesystem [
    run "mkdir /dir"; run "touch /dir/file"; run (name ^ " /dir >archive");
    fails ~errno:"ENOENT" (name ^ " /missing >archive") "/missing" ] ]

let topic = topic "archives" ~title:"Archives"
  ~doc:{|Moving whole directories between the host and the guest as `tar(1)` files.|}
  ~groups:[ group "xz" ~probe:Always ~doc:"Compression by xz in the calls that have it in their name." ]
  [ call "tar_in" ~since:"1.0.3"
      [ file_in "tarfile"; path "directory" ] nothing
      ~options:[ text_option "compress"; bool_option "xattrs"; bool_option "selinux";
                 bool_option "acls"; bool_option "keepdirlink" ]
      ~once_had_no_options:true
      ~short:"unpack a tar file into a directory"
      ~doc:({|Unpacks the tar file $tarfile of the host (which may be compressed) into the
directory $directory of the guest, which must exist. Files that exist there are replaced;
others stay. Owners are set by the numbers in the archive; on a filesystem without owners, such
as FAT, they are left out.

The options:

- $compress: what the file is compressed with; by default it is not compressed. See below.
- $xattrs: if true, all extended attributes are restored, with those of the next two options
- $selinux: if true, SELinux labels are restored
- $acls: if true, POSIX access control lists are restored
- $keepdirlink: if true, and the archive has a directory where the guest has a symbolic link to
  a directory, the link is kept and the content goes where it points to; otherwise the link is
  replaced by a directory

The options that are true or false are false by default. $compress is one of:

|} ^ compressions ^ {|

Nothing in the archive can reach out of $directory: a leading `/` and everything up to a `..` is
removed from the names of members and the targets of hard links, and symbolic links in the archive
that are absolute or have a `..` are made last, so that no other member can go through them. Links
that were in the guest before are followed as the guest would.

The first error ends the call; what was unpacked before stays.|})
      ~cancellable:true ~run:daemon ~tests:tar_in_tests;

    call "tar_out" ~since:"1.0.3"
      [ text "directory"; file_out "tarfile" ] nothing
      ~options:[ text_option "compress"; bool_option "numericowner"; text_list_option "excludes";
                 bool_option "xattrs"; bool_option "selinux"; bool_option "acls" ]
      ~once_had_no_options:true
      ~short:"pack a directory into a tar file"
      ~doc:({|Packs everything in the directory $directory of the guest into the tar file $tarfile of
the host. The names of the members begin with `./`. Symbolic links are packed as links.

The options:

- $compress: what to compress the file with; by default it is not compressed. See below.
- $numericowner: if true, only the numbers of users and groups are stored; otherwise their names
  too, as far as the appliance (not the guest) knows them
- $excludes: patterns as of the shell; members that match one are left out, and directories with
  all that is in them. A pattern is compared with the name from its beginning and from any `/` in
  it, and `*` also matches a `/`.
- $xattrs: if true, all extended attributes are stored as they are, SELinux labels and access
  control lists among them
- $selinux: if true, SELinux labels are stored as `tar --selinux` looks for them
- $acls: if true, POSIX access control lists are stored as `tar --acls` looks for them

The options that are true or false are false by default. If one of the last three is true, the
archive is of the pax format, which has parts of a second, otherwise of the GNU format; both are as
GNU tar writes them. Holes of sparse files are left out, which GNU tar and `bsdtar(1)` know. A
directory is followed by all that is in it. $compress is one of:

|} ^ compressions ^ {|

Sockets cannot be stored and are left out.|})
      ~cancellable:true ~run:daemon ~tests:tar_out_tests;

    fixed_in "tgz_in" ~since:"1.0.3" "gzip" [
      on_filesystem [
        run "mkdir /dir";
        run (Printf.sprintf "tgz_in %s /dir" (compressed_file "gzip")); equals "cat /dir/file" "content";
        fails "tgz_in <\"this is not compressed\" /dir" "/dir";
        fails ~errno:"ENOENT" "tgz_in <\"\" /missing" "/missing" ] ];
    fixed_out "tgz_out" ~since:"1.0.3" "gzip" (out_of "tgz_out");
    fixed_in "txz_in" ~since:"1.3.2" ~group:"xz" "xz" [
      on_filesystem [
        run "mkdir /dir";
        run (Printf.sprintf "txz_in %s /dir" (compressed_file "xz")); equals "cat /dir/file" "content";
        fails "txz_in <\"this is not compressed\" /dir" "/dir";
        fails ~errno:"ENOENT" "txz_in <\"\" /missing" "/missing" ] ];
    fixed_out "txz_out" ~since:"1.3.2" ~group:"xz" "xz" (out_of "txz_out");
  ]
