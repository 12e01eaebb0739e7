(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let copy_options =
  [ int64_option "srcoffset"; int64_option "destoffset"; int64_option "size";
    bool_option "sparse"; bool_option "append" ]

(* The four calls differ in what their source and destination are. *)
let copy_call name ~from ~into ~about_destination ~tests source destination =
  call name ~since:"1.13.25" [ source "src"; destination "dest" ] nothing
    ~options:copy_options ~progress:true ~run:daemon
    ~short:(Printf.sprintf "copy bytes from a %s to a %s" from into)
    ~doc:(Printf.sprintf {|Copies the content of the %s $src to the %s $dest, inside the
appliance.

$srcoffset and $destoffset are the bytes to start from on each side; the default is 0. $size
is the number of bytes to copy; by default everything up to the end of $src. A negative number
is an error, `EINVAL`. If $size is given and $src ends before, the call fails with `EIO`, after
what there was has been copied.

If $sparse is true, blocks of zeros are not written but skipped; the default is false. So the
destination must be known to hold zeros there already.

%s|} from into about_destination)
    ~tests

(* In the notation of test commands. *)
let block_of_zeros = String.concat "" (List.init 4096 (fun _ -> "\\0"))

let to_device =
  {|The device is not cleared before, and keeps what it has beyond the copied bytes. $append
cannot be used with a device: that is an error, `EINVAL`.|}

let to_file =
  {|$dest is created if it does not exist, and emptied before if it does. If $append is true it
is not emptied, so that its content stays except where bytes are copied to; the default is
false.|}

(* A path of the guest is one, also where the appliance has a device of that name. *)
let path_is_no_device steps =
  on_filesystem
    ([ run "pwrite_device /dev/sdb of-sdb 0"; run "pwrite_device /dev/sdc of-sdc 0"; run "mkdir_p /dev" ]
     @ steps @ [ equals "pread_device /dev/sdb 6 0" "of-sdb" ])

let topic = topic "byte_copies" ~title:"Copying bytes between devices and files"
  ~doc:{|These calls copy bytes inside the appliance, between block devices and regular files of
the guest, without moving them through the library.|}
  [ copy_call "copy_device_to_device" ~from:"device" ~into:"device" ~about_destination:to_device
      device device
      ~tests:[
        on_blank [
          run "pwrite_device /dev/sda abcdef 0"; run "pwrite_device /dev/sdb ------ 0";
          run "copy_device_to_device /dev/sda /dev/sdb size:4"; equals "pread_device /dev/sdb 6 0" "abcd--";
          run "copy_device_to_device /dev/sda /dev/sdb srcoffset:4 destoffset:1 size:2";
          equals "pread_device /dev/sdb 6 0" "aefd--" ];
        on_blank [
          run (Printf.sprintf "pwrite_device /dev/sda \"%sx\" 0" block_of_zeros);
          run "pwrite_device /dev/sdb kept 0"; run "pwrite_device /dev/sdb - 4096";
          run "copy_device_to_device /dev/sda /dev/sdb size:4097 sparse:true";
          equals "pread_device /dev/sdb 4 0" "kept"; equals "pread_device /dev/sdb 1 4096" "x" ];
        on_blank [
          fails ~errno:"EINVAL" "copy_device_to_device /dev/sda /dev/sdb srcoffset:-1" "srcoffset is negative";
          fails ~errno:"EINVAL" "copy_device_to_device /dev/sda /dev/sdb destoffset:-1" "destoffset is negative";
          fails ~errno:"EINVAL" "copy_device_to_device /dev/sda /dev/sdb size:-1" "size is negative";
          fails ~errno:"EINVAL" "copy_device_to_device /dev/sda /dev/sdb append:true" "append";
          fails ~errno:"ENOSPC" "copy_device_to_device /dev/sda /dev/sdb destoffset:536870912 size:1" "/dev/sdb";
          fails "copy_device_to_device /dev/sda /dev/sdz" "/dev/sdz" ];
        (* Errors name what was written, whatever the other device is called. *)
        on_partition [
          fails ~errno:"ENOSPC" "copy_device_to_device /dev/vda /dev/sda1 destoffset:2147483648 size:1" ": /dev/sda1: ";
          fails ~errno:"ENOSPC" "copy_device_to_device /dev/sda1 /dev/vda destoffset:2147483648 size:1" ": /dev/vda: " ] ];

    copy_call "copy_device_to_file" ~from:"device" ~into:"file" ~about_destination:to_file
      device path
      ~tests:[
        on_filesystem [
          run "pwrite_device /dev/sdb abcdef 0"; run "copy_device_to_file /dev/sdb /file size:6";
          equals "read_file /file" "abcdef";
          run "copy_device_to_file /dev/sdb /file srcoffset:1 size:2"; equals "read_file /file" "bc";
          run "copy_device_to_file /dev/sdb /file destoffset:1 size:3 append:true";
          equals "read_file /file" "babc" ];
        on_filesystem [
          run "fill 0 1048576 /zeros"; run "copy_file_to_device /zeros /dev/sdb";
          run "copy_device_to_file /dev/sdb /file size:1048576 sparse:true";
          equals "filesize /file" "1048576"; field_is "statns /file" "st_blocks" "0" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"EISDIR" "copy_device_to_file /dev/sdb /dir" "/dir";
          fails ~errno:"EIO" "copy_device_to_file /dev/sdb /file srcoffset:536870911 size:2" "input too short";
          fails ~errno:"EINVAL" "copy_device_to_file /dev/sdb /file size:-1" "size is negative" ];
        path_is_no_device [
          run "copy_device_to_file /dev/sdc /dev/sdb size:6"; equals "cat /dev/sdb" "of-sdc" ] ];

    copy_call "copy_file_to_device" ~from:"file" ~into:"device" ~about_destination:to_device
      path device
      ~tests:[
        on_filesystem [
          run "write /file abcdef"; run "pwrite_device /dev/sdb ------- 0"; run "copy_file_to_device /file /dev/sdb";
          equals "pread_device /dev/sdb 7 0" "abcdef-";
          run "copy_file_to_device /file /dev/sdb srcoffset:5 destoffset:1 size:1";
          equals "pread_device /dev/sdb 7 0" "afcdef-" ];
        on_filesystem [
          run "write /file abcdef"; run "mkdir /dir";
          fails ~errno:"EIO" "copy_file_to_device /file /dev/sdb size:7" "/file: input too short";
          fails ~errno:"EINVAL" "copy_file_to_device /file /dev/sdb append:true" "append";
          fails ~errno:"ENOENT" "copy_file_to_device /missing /dev/sdb" "/missing";
          fails ~errno:"EISDIR" "copy_file_to_device /dir /dev/sdb" "/dir" ];
        path_is_no_device [
          run "write /dev/sdb hello"; run "copy_file_to_device /dev/sdb /dev/sdc";
          equals "pread_device /dev/sdc 6 0" "helloc" ] ];

    copy_call "copy_file_to_file" ~from:"file" ~into:"file"
      ~about_destination:(to_file ^ {|

When the call fails, $dest is removed if the call had created it. $src and $dest must not be the
same file, `EINVAL`. @cp keeps the permissions, which this call does not.|})
      path path
      ~tests:[
        on_filesystem [
          run "write /file abcdef"; run "copy_file_to_file /file /copy"; equals "cat /copy" "abcdef";
          run "copy_file_to_file /file /copy srcoffset:2 size:3"; equals "cat /copy" "cde";
          run "copy_file_to_file /file /copy append:true destoffset:2"; equals "cat /copy" "cdabcdef" ];
        on_filesystem [
          run "fill 0 1000000 /zeros"; run "copy_file_to_file /zeros /copy sparse:true";
          equals "filesize /copy" "1000000"; field_is "statns /copy" "st_blocks" "0" ];
        on_filesystem [
          run "write /file abcdef";
          fails ~errno:"EIO" "copy_file_to_file /file /copy size:7" "/file: input too short";
          equals "exists /copy" "false";
          fails ~errno:"EINVAL" "copy_file_to_file /file /file" "same file";
          fails ~errno:"EINVAL" "copy_file_to_file /file /copy destoffset:-1" "destoffset is negative";
          equals "cat /file" "abcdef" ];
        path_is_no_device [
          run "write /hello hello"; run "copy_file_to_file /hello /dev/sdb"; equals "cat /dev/sdb" "hello";
          run "copy_file_to_file /dev/sdb /copy"; equals "cat /copy" "hello" ] ];

    call "dd" ~since:"1.0.80" ~deprecated:(Model.Replaced_by "copy_device_to_device")
      [ device_or_path "src"; device_or_path "dest" ] nothing
      ~short:"copy from one device or file to another"
      ~doc:{|Copies the content of the file or device $src to the file or device $dest. A file $dest
is created or emptied first. If $dest is a device that is too small the call fails with
`ENOSPC`, after it has been filled.

The newer calls @copy_device_to_device, @copy_device_to_file, @copy_file_to_device and
@copy_file_to_file say what they copy from and to, and can copy a part.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file content"; run "write /copy longer-than-that"; run "dd /file /copy";
          equals "cat /copy" "content"; run "pwrite_device /dev/sdb -------- 0";
          run "dd /file /dev/sdb"; equals "pread_device /dev/sdb 8 0" "content-" ];
        on_filesystem [
          run "part_init /dev/sdb mbr"; run "part_add /dev/sdb p 2048 4095"; run "dd /dev/sdb1 /image";
          equals "filesize /image" "1048576" ];
        on_filesystem [
          run "mkdir /dir";
          fails ~errno:"ENOENT" "dd /missing /copy" "/missing";
          fails ~errno:"EISDIR" "dd /dir /copy" "/dir";
          fails ~errno:"ENOENT" "dd /file /missing/copy" "/";
          fails "dd /dev/sdz /copy" "/dev/sdz" ] ];

    call "copy_size" ~since:"1.0.87" ~deprecated:(Model.Replaced_by "copy_device_to_device")
      [ device_or_path "src"; device_or_path "dest"; int64 "size" ] nothing
      ~short:"copy a number of bytes from one device or file to another"
      ~doc:{|As @dd, but copies exactly $size bytes. If $src is shorter the call fails with `EIO`,
after what there was has been copied. A negative $size is an error, `EINVAL`.|}
      ~progress:true ~run:daemon
      ~tests:[
        on_filesystem [
          run "write /file content"; run "copy_size /file /copy 4"; equals "cat /copy" "cont";
          run "copy_size /file /copy 0"; equals "cat /copy" "";
          run "pwrite_device /dev/sdb --------- 0"; run "copy_size /file /dev/sdb 7";
          run "copy_size /dev/sdb /copy 9"; equals "cat /copy" "content--" ];
        on_filesystem [
          run "write /file content";
          fails ~errno:"EIO" "copy_size /file /copy 8" "/file: input file too short";
          fails ~errno:"EINVAL" "copy_size /file /copy -1" "-1";
          fails ~errno:"ENOENT" "copy_size /missing /copy 1" "/missing" ] ];
  ]
