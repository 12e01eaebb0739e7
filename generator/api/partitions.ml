(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "partitions" ~title:"Partitions"
  ~doc:{|Partition tables: making them, and reading and changing what is in them.

Positions are counted in sectors of the disk, which have 512 bytes unless the disk was added
with another `blocksize`; @part_list alone counts in bytes.

After every change the kernel of the appliance knows the new partitions when the call
returns. Partitions of the same disk that are mounted at that time may stay so, as long as they
are not changed themselves.|}
  ~structs:[
    structure "partition"
      ~doc:{|One entry of a partition table, as @part_list returns it.

`part_num` is the number of the partition: 1 for `/dev/sda1`. `part_start` and `part_end` are the
offsets of its first and of its last byte from the start of the disk, and `part_size` is its size,
all in bytes.|}
      [ "part_num", F_int32; "part_start", F_bytes; "part_end", F_bytes; "part_size", F_bytes ] ]
  [ call "part_init" ~since:"1.0.78"
      [ device "device"; text "parttype" ] nothing
      ~short:"write an empty partition table"
      ~doc:{|Writes an empty partition table to $device, usually a whole disk such as
`/dev/sda`. *The partitions that were there are lost*, also if the tables have different types. The
content of the partitions is not erased.

$parttype is the type of the table. Nearly always it is one of these:

- `gpt` or `efi`: GUID partition table, for new disks; needed for disks of 2 TiB and more
- `mbr` or `msdos`: the table of the PC since DOS, for old systems

These exist for disks of other machines:

- `aix`: AIX
- `amiga` or `rdb`: Amiga rigid disk block
- `bsd`: BSD disk label
- `dasd`: IBM mainframe
- `dvh`: SGI (IRIX) volume header
- `mac`: Macintosh of the PowerPC age
- `pc98`: NEC PC-98
- `sun`: Sun SPARC

Any other $parttype is an error, `EINVAL`. The tables for other machines are written by
`parted(8)`, and with some of them it can do only a part of what the format allows (`aix` tables
it cannot write at all, `dasd` only on mainframes); the error then says so.

If a partition of $device is mounted or used otherwise, the call fails with
`EBUSY` and writes nothing.|}
      ~run:daemon
      ~example:[ "part_init /dev/sda gpt"; "part_add /dev/sda p 2048 -34" ]
      ~tests:[
        on_blank [
          run "part_init /dev/sda gpt"; equals "part_get_parttype /dev/sda" "gpt";
          run "part_init /dev/sda efi"; equals "part_get_parttype /dev/sda" "gpt";
          run "part_init /dev/sda mbr"; equals "part_get_parttype /dev/sda" "msdos";
          run "part_init /dev/sda msdos"; equals "part_get_parttype /dev/sda" "msdos" ];
        on_blank [
          run "part_init /dev/sda mac"; equals "part_get_parttype /dev/sda" "mac";
          run "part_init /dev/sda sun"; equals "part_get_parttype /dev/sda" "sun";
          run "part_init /dev/sda amiga"; equals "part_get_parttype /dev/sda" "amiga" ];
        on_partition [
          list_is "list_partitions" [ "/dev/sda1" ];
          run "part_init /dev/sda gpt";
          list_is "list_partitions" [] ];
        on_filesystem [ fails ~errno:"EBUSY" "part_init /dev/sda gpt" "/dev/sda" ];
        on_blank [
          fails ~errno:"EINVAL" "part_init /dev/sda nonsense" "unknown partition type";
          fails ~errno:"ENOENT" "part_init /dev/sdz gpt" "/dev/sdz" ] ];

    call "part_add" ~since:"1.0.78"
      [ device "device"; text "prlogex"; int64 "startsect"; int64 "endsect" ] nothing
      ~short:"add a partition"
      ~doc:{|Adds a partition to the partition table of $device (see @part_init). It gets the
lowest number that is free.

$prlogex is the kind of the partition, which matters for MBR tables only:

- `primary` or `p`: one of up to four normal partitions
- `extended` or `e`: the container for logical partitions; a table has at most one
- `logical` or `l`: a partition, with a number from 5 up, inside the extended one

$startsect and $endsect are the first and the last sector of the partition, both inclusive,
counted from 0. A negative $endsect counts from the end of the disk: -1 is its last sector.
Note that a GPT keeps its second copy in the last 33 sectors of the disk, so there the last
sector of a partition can be at most -34.

The positions are taken as they are, without alignment. Partitions whose first sector is a
multiple of 2048 (1 MiB) are fast on every disk.

On MBR the partition gets the type 0x83 (Linux), an extended one 0x0f; on GPT the type "Linux
filesystem data".

It is an error, and nothing is changed, if the partition would overlap another one or leave the
disk, or if the table has no room for one more.|}
      ~run:daemon
      ~example:[
        "part_init /dev/sda mbr"; "part_add /dev/sda p 2048 1048575";
        "part_add /dev/sda p 1048576 -1" ]
      ~tests:[
        on_blank [
          run "part_init /dev/sda mbr";
          run "part_add /dev/sda p 2048 104447";
          run "part_add /dev/sda extended 104448 -1";
          run "part_add /dev/sda l 106496 206847";
          run "part_add /dev/sda logical 208896 300000";
          list_is "list_partitions" [ "/dev/sda1"; "/dev/sda2"; "/dev/sda5"; "/dev/sda6" ];
          equals "blockdev_getsize64 /dev/sda5" "51380224" ];
        on_blank [
          run "part_init /dev/sda gpt";
          run "part_add /dev/sda primary 64 -34";
          equals "blockdev_getsize64 /dev/sda1" "1073692160" ];
        on_blank [
          run "part_init /dev/sda gpt";
          run "part_add /dev/sda p 2048 4095";
          run "part_add /dev/sda p 4096 6143";
          run "part_del /dev/sda 1";
          run "part_add /dev/sda p 8192 10239";
          equals "blockdev_getsize64 /dev/sda1" "1048576" ];
        on_blank [
          run "part_init /dev/sda mbr";
          run "part_add /dev/sda p 2048 4095";
          run "mkfs ext2 /dev/sda1"; run "mount /dev/sda1 /";
          run "part_add /dev/sda p 4096 8191";
          list_is "list_partitions" [ "/dev/sda1"; "/dev/sda2" ] ];
        on_blank [
          run "part_init /dev/sda mac";
          run "part_add /dev/sda p 2048 4095";
          equals "blockdev_getsize64 /dev/sda2" "1048576" ];
        on_blank [
          fails ~errno:"EINVAL" "part_add /dev/sda p 2048 4095" "unrecognised disk label";
          run "part_init /dev/sda gpt";
          fails ~errno:"EINVAL" "part_add /dev/sda x 2048 4095" "unknown partition type: x";
          fails ~errno:"EINVAL" "part_add /dev/sda p -1 4095" "startsect cannot be negative";
          fails ~errno:"EINVAL" "part_add /dev/sda p 4096 2048" "/dev/sda";
          fails ~errno:"EINVAL" "part_add /dev/sda p 4096 -3000000" "/dev/sda";
          fails "part_add /dev/sda p 2048 -1" "/dev/sda";
          fails "part_add /dev/sda p 2048 80000000" "/dev/sda";
          run "part_add /dev/sda p 2048 4095";
          fails "part_add /dev/sda p 4095 8191" "/dev/sda";
          fails "part_add /dev/sda p 1024 8191" "/dev/sda";
          list_is "list_partitions" [ "/dev/sda1" ] ];
        on_blank [
          run "part_init /dev/sda mbr";
          fails "part_add /dev/sda l 2048 4095" "/dev/sda";
          run "part_add /dev/sda p 2048 4095"; run "part_add /dev/sda p 4096 8191";
          run "part_add /dev/sda p 8192 9215"; run "part_add /dev/sda p 9216 9999";
          fails "part_add /dev/sda p 10240 20000" "/dev/sda" ] ];

    call "part_disk" ~since:"1.0.78"
      [ device "device"; text "parttype" ] nothing
      ~short:"make one partition that fills a disk"
      ~doc:{|Writes a new partition table of the type $parttype to $device and adds one
partition that fills it. It is short for @part_init and @part_add from sector 128 to sector -128:
64 KiB, and a little less at the end, are left for the table and for boot loaders. On a
GPT the partition is named `p1`.

*The partitions that were there are lost.* See @part_init for the values of
$parttype and for the errors.|}
      ~run:daemon
      ~example:[ "part_disk /dev/sda mbr"; "mkfs ext4 /dev/sda1" ]
      ~tests:[
        on_blank [
          run "part_disk /dev/sda mbr";
          equals "part_get_parttype /dev/sda" "msdos";
          equals "blockdev_getsize64 /dev/sda1" "1073611264" ];
        on_blank [
          run "part_disk /dev/sdb gpt";
          equals "part_get_parttype /dev/sdb" "gpt";
          equals "blockdev_getsize64 /dev/sdb1" "536740352" ];
        on_blank [
          run "part_disk /dev/sda gpt"; run "part_disk /dev/sda mbr";
          equals "part_get_parttype /dev/sda" "msdos" ];
        on_filesystem [ fails ~errno:"EBUSY" "part_disk /dev/sda mbr" "/dev/sda" ];
        on_blank [
          fails ~errno:"EINVAL" "part_disk /dev/sda nonsense" "unknown partition type";
          fails ~errno:"ENOENT" "part_disk /dev/sdz mbr" "/dev/sdz" ] ];

    call "part_list" ~since:"1.0.78"
      [ device "device" ] (returns_struct_list "partition" "partitions")
      ~short:"list the partitions of a disk with their positions"
      ~doc:{|Reads the partition table of $device and returns its entries in the order of their
numbers: number, first byte, last byte and size of each, in bytes.

The list is empty if there is a table with nothing in it. If there is no table that
can be recognised the call fails with `EINVAL`. A disk that holds a filesystem directly, without
a table, counts as one partition of number 1.

See @list_partitions for the names of all partitions of all disks.|}
      ~run:daemon
      ~tests:[
        on_blank [
          run "part_init /dev/sda gpt";
          run "part_add /dev/sda p 2048 206847";
          field_is "part_list /dev/sda" "part_num" "1";
          field_is "part_list /dev/sda" "part_start" "1048576";
          field_is "part_list /dev/sda" "part_end" "105906175";
          field_is "part_list /dev/sda" "part_size" "104857600" ];
        on_blank [
          run "part_init /dev/sda mbr";
          run "part_add /dev/sda p 2048 104447";
          run "part_add /dev/sda e 104448 -1";
          run "part_add /dev/sda l 106496 206847";
          run "part_del /dev/sda 1";
          field_is "part_list /dev/sda" "part_num" "2";
          field_is "part_list /dev/sda" "part_start" "53477376";
          field_is "part_list /dev/sda" "part_end" "1073741823" ];
        on_blank [
          run "mkfs vfat /dev/sdb";
          field_is "part_list /dev/sdb" "part_size" "536870912" ];
        on_blank [
          fails ~errno:"EINVAL" "part_list /dev/sda" "unrecognised disk label";
          fails ~errno:"ENOENT" "part_list /dev/sdz" "/dev/sdz" ] ];

    call "part_del" ~since:"1.3.2"
      [ device "device"; int "partnum" ] nothing
      ~short:"delete a partition"
      ~doc:{|Removes the partition with the number $partnum (1 for `/dev/sda1`) from the
partition table of $device. Its content is not erased.

Deleting an extended partition deletes the logical partitions in it too. When a logical
partition is deleted, those with higher numbers move down by one.

If there is no such partition the call fails with `ENOENT`; if it is mounted or used otherwise, with
`EBUSY`, and nothing is changed.|}
      ~run:daemon
      ~tests:[
        on_partition [ run "part_del /dev/sda 1"; list_is "list_partitions" [] ];
        on_blank [
          run "part_init /dev/sda mbr";
          run "part_add /dev/sda p 2048 104447";
          run "part_add /dev/sda e 104448 -1";
          run "part_add /dev/sda l 106496 206847";
          run "part_add /dev/sda l 208896 300000";
          run "part_del /dev/sda 5";
          list_is "list_partitions" [ "/dev/sda1"; "/dev/sda2"; "/dev/sda5" ];
          equals "blockdev_getsize64 /dev/sda5" "46645760";
          run "part_del /dev/sda 2";
          list_is "list_partitions" [ "/dev/sda1" ] ];
        on_blank [
          run "part_init /dev/sda mac";
          run "part_add /dev/sda p 2048 4095";
          run "part_del /dev/sda 2";
          lacks "list_partitions" "/dev/sda2" ];
        on_filesystem [
          fails ~errno:"EBUSY" "part_del /dev/sda 1" "/dev/sda";
          list_is "list_partitions" [ "/dev/sda1" ] ];
        on_partition [
          fails ~errno:"EINVAL" "part_del /dev/sda 0" "partition number must be >= 1";
          fails ~errno:"ENOENT" "part_del /dev/sda 2" "2";
          fails ~errno:"EINVAL" "part_del /dev/sdb 1" "unrecognised disk label" ] ];

    call "part_get_parttype" ~since:"1.0.78"
      [ device "device" ] (returns_text "parttype")
      ~short:"get the type of a partition table"
      ~doc:{|Returns the type of the partition table of $device, one of the names that
@part_init takes: `gpt`, `msdos` (for MBR) or one of the rarer ones.

If there is no table that can be recognised, or if the disk holds a filesystem directly, the
call fails with `EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_partition [
          equals "part_get_parttype /dev/sda" "msdos";
          fails ~errno:"EINVAL" "part_get_parttype /dev/sdb" "unrecognised disk label";
          run "mkfs ext4 /dev/sdb";
          fails ~errno:"EINVAL" "part_get_parttype /dev/sdb" "/dev/sdb: not a partitioned device" ] ];

    call "part_to_dev" ~since:"1.5.15"
      [ device "partition" ] (returns_device "device")
      ~short:"get the disk of a partition"
      ~doc:{|Returns the name of the disk that $partition is on: `/dev/sda` for
`/dev/sda1`. If $partition is not a partition the call fails with `EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_partition [
          equals "part_to_dev /dev/sda1" "/dev/sda";
          fails ~errno:"EINVAL" "part_to_dev /dev/sda" "device name is not a partition";
          fails ~errno:"ENOENT" "part_to_dev /dev/sda2" "/dev/sda2" ];
        on_volume [ fails ~errno:"EINVAL" "part_to_dev /dev/VG/LV" "not a partition" ] ];

    call "part_to_partnum" ~since:"1.13.25"
      [ device "partition" ] (returns_int "partnum")
      ~short:"get the number of a partition"
      ~doc:{|Returns the number of $partition on its disk: 1 for `/dev/sda1`. If
$partition is not a partition the call fails with `EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_blank [
          run "part_init /dev/sdb gpt";
          run "part_add /dev/sdb p 2048 4095"; run "part_add /dev/sdb p 4096 8191";
          equals "part_to_partnum /dev/sdb2" "2";
          fails ~errno:"EINVAL" "part_to_partnum /dev/sdb" "device name is not a partition" ] ];
  ]
