(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "checksums" ~title:"Checksums"
  [ call "checksum" ~since:"1.0.2"
      [ text "csumtype"; path "path" ] (returns_text "checksum")
      ~short:"compute the checksum of a file"
      ~doc:{|Returns the checksum of the content of the regular file $path, as lowercase
hexadecimal digits (`crc`: as a decimal number). Symbolic links are followed. $csumtype, in
any case of letters, says which:

- `crc` the cyclic redundancy check of POSIX, as `cksum(1)` prints it
- `md5` MD5
- `sha1` SHA-1
- `sha224`, `sha256`, `sha384`, `sha512` SHA-2 of that many bits
- `gost`, `gost12` GOST R 34.11-94, and R 34.11-2012 of 256 bits, as `gostsum(1)` and
  `gost12sum(1)` print them; where the appliance lacks these programs the call fails with
  `ENOTSUP`

Any other word is an error, `EINVAL`.

Where the appliance's processor is emulated, more than 256 KiB are moved to the host and computed
there, which is quicker.

CRC finds accidents, not manipulation, and MD5 and SHA-1 are no longer safe against a
forger either.|}
      ~run:library
      ~example:[ "checksum sha256 /etc/passwd" ]
      ~tests:[
        on_filesystem [
          run "write /file \"hello\\n\"";
          equals "checksum crc /file" "3015617425";
          equals "checksum md5 /file" "b1946ac92492d2347c6235b4d2611184";
          equals "checksum sha1 /file" "f572d396fae9206628714fb2ce00f72e94f2258f";
          equals "checksum sha224 /file" "2d6d67d91d0badcdd06cbbba1fe11538a68a37ec9c2e26457ceff12b";
          equals "checksum sha256 /file" "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
          equals "checksum sha384 /file"
            "1d0f284efe3edea4b9ca3bd514fa134b17eae361ccc7a1eefeff801b9bd6604e01f21f6bf249ef030599f0c218f2ba8c";
          equals "checksum sha512 /file"
            "e7c22b994c59d9cf2b48e549b1e24666636045930d3da7c1acb299d1c3b7f931f94aae41edda2c2b207a36e10f8bcb8d45223e54878f5b316e7ce3b6bc019629";
          equals "checksum MD5 /file" "b1946ac92492d2347c6235b4d2611184" ];
        on_filesystem [
          run "touch /empty"; equals "checksum crc /empty" "4294967295";
          equals "checksum md5 /empty" "d41d8cd98f00b204e9800998ecf8427e" ];
        on_filesystem [
          run "write /target \"hello\\n\""; run "ln_s ../../../../target /link"; run "ln_s /etc/passwd /outside";
          equals "checksum crc /link" "3015617425";
          fails ~errno:"ENOENT" "checksum md5 /outside" "/outside" ];
        on_filesystem [
          run "mkdir /dir"; run "touch /file";
          fails ~errno:"EINVAL" "checksum rot13 /file" "unknown checksum type";
          fails ~errno:"EISDIR" "checksum md5 /dir" "/dir";
          fails ~errno:"ENOENT" "checksum md5 /missing" "/missing" ] ];

    call "checksum_device" ~since:"1.3.2"
      [ text "csumtype"; device "device" ] (returns_text "checksum")
      ~short:"compute the checksum of a device"
      ~doc:{|Returns the checksum of the whole content of the block device $device. $csumtype
is as for @checksum.|}
      ~run:library
      ~tests:[
        on_filesystem [
          run "part_init /dev/sdb mbr"; run "part_add /dev/sdb p 2048 4095";
          run "fill 0 1048576 /zeros"; run "copy_file_to_device /zeros /dev/sdb1";
          equals "checksum_device md5 /dev/sdb1" "b6d81b360a5672d80c27430f39153e2c";
          run "pwrite_device /dev/sdb1 hello 0";
          equals "checksum_device crc /dev/sdb1" "3419109097";
          fails ~errno:"EINVAL" "checksum_device rot13 /dev/sdb1" "unknown checksum type";
          fails "checksum_device md5 /dev/sdz" "/dev/sdz" ] ];

    call "checksums_out" ~since:"1.3.7" ~cancellable:true
      [ text "csumtype"; path "directory"; file_out "sumsfile" ] nothing
      ~short:"compute the checksums of all files of a directory"
      ~doc:{|Writes the checksums of all regular files in and below the directory $directory to the
file $sumsfile of the host, one line for each file, in no order:

    415290769594460e2e485922904f345d  ./etc/fstab

$csumtype is as for @checksum, except that `gost` and `gost12` are not possible here. Names begin
with `./`, for $directory. Symbolic links are not followed, except $directory itself.

The lines are those of `md5sum(1)` and its relatives, whose option `--check` reads them: if a name
has a backslash or a newline, the line begins with a backslash, and in the name each backslash is
doubled and each newline is a backslash and an `n`. With `crc` the lines are those of `cksum(1)`:
checksum, size in bytes and name, which is written as it is.

A file that cannot be read is an error, which leaves $sumsfile incomplete.|}
      ~run:library
      ~example:[ "checksums_out sha256 /boot boot.sums" ]
      ~tests:[
        on_filesystem [
          run "mkdir_p /dir/sub"; run "write /dir/sub/file \"hello\\n\""; run "ln_s file /dir/link";
          run "checksums_out md5 /dir >sums";
          host_file_is "sums" "b1946ac92492d2347c6235b4d2611184  ./sub/file\n";
          run "checksums_out CRC /dir >sums"; host_file_is "sums" "3015617425 6 ./sub/file\n";
          run "ln_s dir /to_dir"; run "checksums_out sha1 /to_dir >sums";
          host_file_is "sums" "f572d396fae9206628714fb2ce00f72e94f2258f  ./sub/file\n" ];
        on_filesystem [
          run "mkdir /dir"; run "touch \"/dir/new\\nline\"";
          run "checksums_out md5 /dir >sums";
          host_file_is "sums" "\\d41d8cd98f00b204e9800998ecf8427e  ./new\\nline\n";
          run "mv \"/dir/new\\nline\" \"/dir/back\\\\slash\""; run "checksums_out md5 /dir >sums";
          host_file_is "sums" "\\d41d8cd98f00b204e9800998ecf8427e  ./back\\\\slash\n" ];
        on_filesystem [
          run "mkdir /dir"; run "checksums_out md5 /dir >sums"; host_file_is "sums" "";
          run "touch /file";
          fails ~errno:"EINVAL" "checksums_out rot13 /dir >sums" "unknown checksum type";
          fails ~errno:"EINVAL" "checksums_out gost /dir >sums" "unknown checksum type";
          fails ~errno:"ENOTDIR" "checksums_out md5 /file >sums" "/file: not a directory";
          fails ~errno:"ENOENT" "checksums_out md5 /missing >sums" "/missing" ] ];

    call "internal_checksum" ~since:"1.62.0" ~visibility:Model.Internal
      [ text "csumtype"; path "path"; int64 "limit" ] (returns_text "checksum")
      ~short:"compute a checksum in the appliance"
      ~doc:{|What @checksum returns, or an empty text if the file is larger than $limit and that is not
negative.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file \"hello\\n\"";
          equals "internal_checksum md5 /file 6" "b1946ac92492d2347c6235b4d2611184";
          equals "internal_checksum md5 /file 5" "";
          equals "internal_checksum crc /file -1" "3015617425";
          fails ~errno:"EINVAL" "internal_checksum rot13 /file -1" "unknown checksum type" ] ];

    call "internal_checksum_device" ~since:"1.62.0" ~visibility:Model.Internal
      [ text "csumtype"; device "device"; int64 "limit" ] (returns_text "checksum")
      ~short:"compute a checksum of a device in the appliance"
      ~doc:{|As @internal_checksum, for a device.|}
      ~run:daemon
      ~tests:[
        on_blank [
          run "part_init /dev/sdb mbr"; run "part_add /dev/sdb p 2048 4095";
          equals "internal_checksum_device md5 /dev/sdb1 -1" "b6d81b360a5672d80c27430f39153e2c";
          equals "internal_checksum_device md5 /dev/sdb1 1000" "";
          fails "internal_checksum_device md5 /dev/sdz -1" "/dev/sdz" ] ];

    call "internal_contents_out" ~since:"1.62.0" ~visibility:Model.Internal ~cancellable:true
      [ path "directory"; file_out "contents" ] nothing
      ~short:"content of all files of a directory"
      ~doc:{|Sends the names and the content of all regular files in and below $directory, in the
format of common/contents.h.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkdir /dir"; run "write /dir/file content"; run "internal_contents_out /dir >contents";
          host_file_is "contents" "\000\000\000\004\000\000\000\000\000\000\000\007filecontent";
          fails ~errno:"ENOTDIR" "internal_contents_out /dir/file >contents" "not a directory" ] ];
  ]
