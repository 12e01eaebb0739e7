(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "content" ~title:"Content of files"
  ~doc:{|Reading and writing the content of files through memory. A result or an argument of
such a call may have up to 1 GiB and must also fit in the memory of the appliance, several
times: for large files use @download and @upload, which move any size.

Only regular files can be read and written by these calls (and block devices, by those
that say so). A device node, FIFO or socket in the guest is an error, so that an image
cannot lead a call to another disk or make it wait forever.|}
  [ call "cat" ~since:"0.0.4"
      [ path "path" ] (returns_text "content")
      ~short:"return the content of a text file"
      ~doc:{|Returns the content of the file $path as a string. In most languages a string ends
at the first byte 0: use @read_file for files that may have such bytes, and @download for
large ones.|}
      ~run:daemon
      ~example:[ "cat /etc/hostname" ]
      ~tests:[
        on_filesystem [
          run "write /file \"two\\nlines\\n\""; equals "cat /file" "two\nlines\n";
          run "touch /empty"; equals "cat /empty" "";
          run "write /binary \"ab\\0cd\""; equals "cat /binary" "ab" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"ENOENT" "cat /missing" "/missing";
          fails ~errno:"EISDIR" "cat /dir" "/dir" ];
        on_filesystem [
          run "ln_s /etc/passwd /absolute"; run "ln_s ../../../../../../etc/passwd /dots";
          run "ln_s /etc /etclink"; run "ln_s /proc/1/root/etc/passwd /magic";
          fails ~errno:"ENOENT" "cat /absolute" "/absolute";
          fails ~errno:"ENOENT" "cat /dots" "/dots";
          fails ~errno:"ENOENT" "cat /etclink/passwd" "/etclink/passwd";
          fails ~errno:"ENOENT" "cat /magic" "/magic";
          fails ~errno:"ENOENT" "cat /../../etc/passwd" "/../../etc/passwd";
          run "mkdir /etc"; run "write /etc/passwd guest";
          equals "cat /absolute" "guest"; equals "cat /dots" "guest";
          equals "cat /etclink/passwd" "guest"; equals "cat /../../etc/passwd" "guest" ];
        on_blank [ fails "cat /file" "mount" ] ];

    call "read_file" ~since:"1.0.63"
      [ path "path" ] (returns_buffer "content")
      ~short:"return the content of a file"
      ~doc:{|Returns the content of the file $path, bytes of any value. A file of more than
1 GiB is an error, `EFBIG`, and one that does not fit in the free memory of the appliance
is `ENOMEM`; both before anything is read. Use @download for them, or @pread for a part.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file \"ab\\0\\xff\\n\""; equals "read_file /file" "ab\000\xff\n";
          run "touch /empty"; equals "read_file /empty" "" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /huge"; run "truncate_size /huge 2000000000";
          fails ~errno:"EFBIG" "read_file /huge" "download";
          fails ~errno:"ENOENT" "read_file /missing" "/missing";
          fails ~errno:"EISDIR" "read_file /dir" "/dir" ] ];

    call "read_lines" ~since:"0.0.7"
      [ path "path" ] (returns_text_list "lines")
      ~short:"return the lines of a text file"
      ~doc:{|Returns the lines of the file $path without their line ends, which may be a line
feed or a carriage return and a line feed. A last line without a line end counts too; an
empty file has no lines.

The same limits of size as for @read_file apply. A line ends at its first byte 0.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file \"a\\nb\\r\\n\\n\""; list_is "read_lines /file" [ "a"; "b"; "" ];
          run "write /file \"a\\nlast\""; list_is "read_lines /file" [ "a"; "last" ];
          run "write /file \"\\n\""; list_is "read_lines /file" [ "" ];
          run "write /file \"a\\rb\\r\""; list_is "read_lines /file" [ "a\rb" ];
          run "touch /empty"; list_is "read_lines /empty" [] ];
        on_filesystem [
          run "mkdir /dir"; run "touch /huge"; run "truncate_size /huge 2000000000";
          fails ~errno:"EFBIG" "read_lines /huge" "/huge";
          fails ~errno:"ENOENT" "read_lines /missing" "/missing";
          fails ~errno:"EISDIR" "read_lines /dir" "/dir" ] ];

    call "write" ~since:"1.3.14"
      [ path "path"; buffer "content" ] nothing
      ~short:"create a file with this content"
      ~doc:{|Creates the file $path, or empties an existing one, and writes the bytes $content
to it. A new file gets the permissions 0666 reduced by the umask (see @umask). Symbolic
links are followed.|}
      ~run:daemon
      ~example:[ "write /etc/hostname \"server1\\n\"" ]
      ~tests:[
        on_filesystem [
          run "write /file \"first \\0 \\xff\""; equals "read_file /file" "first \000 \xff";
          run "write /file x"; equals "read_file /file" "x";
          field_is "statns /file" "st_mode" "33188";
          run "write /file \"\""; equals "filesize /file" "0" ];
        on_filesystem [
          run "write /file old"; run "truncate_size /file 5000"; run "write /file \"much newer\"";
          equals "cat /file" "much newer";
          run "truncate_size /file 4096"; run "write /file newest"; equals "cat /file" "newest";
          equals "filesize /file" "6" ];
        on_filesystem [
          run "ln_s /created /link"; run "write /link content"; equals "cat /created" "content";
          equals "readlink /link" "/created" ];
        on_filesystem [
          run "ln_s ../../../../../root/outside /link"; run "mkdir /root"; run "write /link content";
          equals "cat /root/outside" "content" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"EISDIR" "write /dir x" "/dir";
          fails ~errno:"ENOENT" "write /missing/file x" "/missing/file" ] ];

    call "write_append" ~since:"1.11.18"
      [ path "path"; buffer "content" ] nothing
      ~short:"append content to a file"
      ~doc:{|Writes the bytes $content at the end of the file $path, which is created first
if there is none. Symbolic links are followed.|}
      ~run:daemon
      ~example:[ "write_append /etc/fstab \"/dev/sdb1 /data ext4 defaults 0 2\\n\"" ]
      ~tests:[
        on_filesystem [
          run "write_append /file one"; run "write_append /file \"\""; run "write_append /file two";
          equals "cat /file" "onetwo" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"EISDIR" "write_append /dir x" "/dir";
          fails ~errno:"ENOENT" "write_append /missing/file x" "/missing/file" ] ];

    call "write_file" ~since:"0.0.8" ~deprecated:(Model.Replaced_by "write")
      [ path "path"; text "content"; int "size" ] nothing
      ~short:"create a file with this text"
      ~doc:{|Creates the file $path, or empties an existing one, and writes the first $size
bytes of $content to it, or all of it if $size is 0. A $size that is negative or larger than
the text is an error, `EINVAL`.

Texts end at a byte 0, and the size has to be counted by the caller: both are needless
with @write.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write_file /file content 0"; equals "cat /file" "content";
          run "write_file /file content 3"; equals "cat /file" "con" ];
        on_filesystem [
          fails ~errno:"EINVAL" "write_file /file content -1" "size cannot be negative";
          fails ~errno:"EINVAL" "write_file /file content 8" "size parameter is larger than string content";
          equals "exists /file" "false" ] ];

    call "pread" ~since:"1.0.77"
      [ path "path"; int "count"; int64 "offset" ] (returns_buffer "content")
      ~short:"read a part of a file"
      ~doc:{|Reads up to $count bytes of the file $path, from byte $offset on. Fewer bytes are
returned when the file ends before, and none at all when $offset lies at or beyond its end.
Negative numbers are errors, `EINVAL`; a $count above 1 GiB is `EFBIG`.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file 0123456789"; equals "pread /file 4 2" "2345";
          equals "pread /file 100 8" "89"; equals "pread /file 1 10" "";
          equals "pread /file 1 5000000000" ""; equals "pread /file 0 0" "";
          equals "pread /file 1000000000 9" "9" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /file";
          fails ~errno:"EINVAL" "pread /file -1 0" "count is negative";
          fails ~errno:"EINVAL" "pread /file 1 -1" "offset is negative";
          fails ~errno:"EFBIG" "pread /file 2000000000 0" "2000000000";
          fails ~errno:"EISDIR" "pread /dir 1 0" "/dir";
          fails ~errno:"ENOENT" "pread /missing 1 0" "/missing" ] ];

    call "pwrite" ~since:"1.3.14"
      [ path "path"; buffer "content"; int64 "offset" ] (returns_int "nbytes")
      ~short:"write to a part of a file"
      ~doc:{|Writes the bytes $content to the file $path, from byte $offset on. The file must
exist; it is not truncated, and grows if it ends before. A negative $offset is an error,
`EINVAL`.

The number of bytes written is returned. It is less than the size of $content only if the
disk became full in the middle.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file 0123456789"; equals "pwrite /file ab 2" "2"; equals "cat /file" "01ab456789";
          equals "pwrite /file xyz 9" "3"; equals "cat /file" "01ab45678xyz";
          equals "pwrite /file \"\" 0" "0" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /file";
          fails ~errno:"EINVAL" "pwrite /file x -1" "offset is negative";
          fails ~errno:"EISDIR" "pwrite /dir x 0" "/dir";
          fails ~errno:"ENOENT" "pwrite /missing x 0" "/missing" ] ];

    call "pread_device" ~since:"1.5.21"
      [ device "device"; int "count"; int64 "offset" ] (returns_buffer "content")
      ~short:"read a part of a device"
      ~doc:{|As @pread, from the block device $device.|}
      ~run:daemon
      ~tests:[
        on_partition [
          equals "pread_device /dev/sda 2 510" "\x55\xaa";
          run "pwrite_device /dev/sdb ab 536870910"; equals "pread_device /dev/sdb 4 536870910" "ab";
          equals "pread_device /dev/sdb 4 536870912" "" ];
        on_blank [
          fails ~errno:"EINVAL" "pread_device /dev/sda -1 0" "count is negative";
          fails ~errno:"EINVAL" "pread_device /dev/sda 1 -1" "offset is negative";
          fails "pread_device /dev/sdz 1 0" "/dev/sdz" ] ];

    call "pwrite_device" ~since:"1.5.20"
      [ device "device"; buffer "content"; int64 "offset" ] (returns_int "nbytes")
      ~short:"write to a part of a device"
      ~doc:{|As @pwrite, to the block device $device. At its end a device does not grow: the
bytes up to the end are written and counted, and if $offset lies there already the call
fails with `ENOSPC`.

Partitions that are written this way (a new partition table) are noticed by the kernel only
after it has read the table again.|}
      ~run:daemon
      ~tests:[
        on_blank [
          run "pwrite_device /dev/sda ----- 999"; equals "pwrite_device /dev/sda abc 1000" "3";
          equals "pread_device /dev/sda 5 999" "-abc-";
          equals "pwrite_device /dev/sdb abcd 536870910" "2" ];
        on_blank [
          fails ~errno:"EINVAL" "pwrite_device /dev/sda x -1" "offset is negative";
          fails ~errno:"ENOSPC" "pwrite_device /dev/sdb x 536870912" "/dev/sdb";
          fails "pwrite_device /dev/sdz x 0" "/dev/sdz" ] ];

    call "head" ~since:"1.0.54"
      [ path "path" ] (returns_text_list "lines")
      ~short:"return the first 10 lines of a file"
      ~doc:{|Returns up to 10 lines from the beginning of $path, without their newlines.
See @read_lines for all lines.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file \"1\\n2\\n3\\n4\\n5\\n6\\n7\\n8\\n9\\n10\\n11\\n\"";
          list_is "head /file" [ "1"; "2"; "3"; "4"; "5"; "6"; "7"; "8"; "9"; "10" ];
          run "write /file \"\""; list_is "head /file" [] ];
        on_filesystem [
          fails ~errno:"ENOENT" "head /missing" "/missing"; fails ~errno:"EISDIR" "head /" "is a directory";
          run "mkfifo 384 /fifo"; fails ~errno:"EINVAL" "head /fifo" "/fifo: not a regular file";
          run "mknod_b 384 8 0 /disk"; fails ~errno:"EINVAL" "head /disk" "/disk: not a regular file" ] ];

    call "tail" ~since:"1.0.54"
      [ path "path" ] (returns_text_list "lines")
      ~short:"return the last 10 lines of a file"
      ~doc:{|Returns up to 10 lines from the end of $path, without their newlines: of a
log file, the latest.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file \"1\\n2\\n3\\n4\\n5\\n6\\n7\\n8\\n9\\n10\\n11\\nend\"";
          list_is "tail /file" [ "3"; "4"; "5"; "6"; "7"; "8"; "9"; "10"; "11"; "end" ] ];
        on_filesystem [
          run "write /file \"one\\n\""; list_is "tail /file" [ "one" ];
          run "write /file \"\\n\\n\""; list_is "tail /file" [ ""; "" ];
          run "write /file \"\""; list_is "tail /file" [];
          run "touch /sparse"; run "truncate_size /sparse 1099511627776";
          fails ~errno:"EFBIG" "tail /sparse" "/sparse: the lines are larger than" ];
        on_filesystem [
          fails ~errno:"ENOENT" "tail /missing" "/missing"; fails ~errno:"EISDIR" "tail /" "is a directory";
          run "mkfifo 384 /fifo"; fails ~errno:"EINVAL" "tail /fifo" "/fifo: not a regular file";
          run "mknod_b 384 8 0 /disk"; fails ~errno:"EINVAL" "tail /disk" "/disk: not a regular file" ] ];

    call "hexdump" ~since:"1.0.22"
      [ path "path" ] (returns_text "dump")
      ~short:"show a file in hexadecimal and ASCII"
      ~doc:{|Returns the output of `hexdump -C` for $path: offset, 16 bytes in hexadecimal, the
same as characters. See hexdump(1).|}
      ~run:(exec [ "hexdump"; "-C"; "%{path}" ])
      ~tests:[
        on_filesystem [
          run "write /file abc"; contains "hexdump /file" "00000000  61 62 63";
          run "write /file \"\""; equals "hexdump /file" "" ];
        on_filesystem [
          fails ~errno:"ENOENT" "hexdump /missing" "/missing";
          run "mkfifo 384 /fifo"; fails ~errno:"EINVAL" "hexdump /fifo" "/fifo: not a regular file";
          run "mknod_c 384 1 3 /null"; fails ~errno:"EINVAL" "hexdump /null" "/null: not a regular file" ] ];
  ]
