(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "partition_entries" ~title:"Attributes of partitions"
  ~doc:{|What a partition table says of one partition, besides where it is.|}
  [ call "part_get_gpt_type" ~since:"1.21.1"
      [ device "device"; int "partnum" ] (returns_text "guid")
      ~short:"get the type of a GPT partition"
      ~doc:{|Returns the type of the partition with the number $partnum (1 for `/dev/sda1`) in the
GPT of $device, a GUID in capitals. See @part_set_gpt_type.

If there is no such partition the call fails with `ENOENT`, if the partition table is no GPT, with
`EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_blank [
          run "part_disk /dev/sda gpt";
          equals "part_get_gpt_type /dev/sda 1" "0FC63DAF-8483-4772-8E79-3D69D8477DE4";
          fails ~errno:"ENOENT" "part_get_gpt_type /dev/sda 2" "/dev/sda: partition number 2 not found";
          fails ~errno:"EINVAL" "part_get_gpt_type /dev/sda 0" "partition number must be >= 1";
          fails ~errno:"EINVAL" "part_get_gpt_type /dev/sdb 1" "/dev/sdb" ];
        on_partition [ fails ~errno:"EINVAL" "part_get_gpt_type /dev/sda 1" "only in a GPT" ] ];

    call "part_set_gpt_type" ~since:"1.21.1"
      [ device "device"; int "partnum"; guid "guid" ] nothing
      ~short:"set the type of a GPT partition"
      ~doc:{|Says in the GPT of $device that the partition with the number $partnum (1 for
`/dev/sda1`) is of the type $guid. Any GUID can be a type; these are used often:

- `C12A7328-F81F-11D2-BA4B-00A0C93EC93B`: EFI system partition
- `0FC63DAF-8483-4772-8E79-3D69D8477DE4`: filesystem of Linux
- `EBD0A0A2-B9E5-4433-87C0-68B6B72699C7`: filesystem of Windows
- `21686148-6449-6E6F-744E-656564454649`: for the boot loader of a BIOS

The content of the partition does not change, and it may be mounted. Errors are those of
@part_get_gpt_type, and `EINVAL` if $guid is no GUID.|}
      ~run:daemon
      ~example:[ "part_set_gpt_type /dev/sda 1 C12A7328-F81F-11D2-BA4B-00A0C93EC93B" ]
      ~tests:[
        on_blank [
          run "part_disk /dev/sda gpt"; run "mkfs ext2 /dev/sda1"; run "mount /dev/sda1 /";
          run "part_set_gpt_type /dev/sda 1 c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
          equals "part_get_gpt_type /dev/sda 1" "C12A7328-F81F-11D2-BA4B-00A0C93EC93B";
          run "part_set_gpt_type /dev/sda 1 {12345678-9abc-def0-1234-56789abcdef0}";
          equals "part_get_gpt_type /dev/sda 1" "12345678-9ABC-DEF0-1234-56789ABCDEF0";
          run "touch /file"; list_is "list_partitions" [ "/dev/sda1" ];
          fails ~errno:"EINVAL" "part_set_gpt_type /dev/sda 1 nonsense" "not a valid GUID";
          fails ~errno:"ENOENT" "part_set_gpt_type /dev/sda 2 C12A7328-F81F-11D2-BA4B-00A0C93EC93B" "2" ];
        on_partition [
          fails ~errno:"EINVAL" "part_set_gpt_type /dev/sda 1 C12A7328-F81F-11D2-BA4B-00A0C93EC93B" "only in a GPT" ] ] ]
