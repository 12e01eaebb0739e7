(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

(* 512 bytes of value 0, as written in a test command. *)
let zero_sector = String.concat "" (List.init 512 (fun _ -> "\\0"))

let topic = topic "devices" ~title:"Block devices"
  ~doc:{|The disks that were added before launch, and what is made of them: partitions, MD
arrays and device-mapper devices.

The disks are called `/dev/sda`, `/dev/sdb` and so on in the order in which they were added,
whatever the kernel of the appliance calls them. Their partitions are `/dev/sda1`,
`/dev/sda2`…|}
  [ call "list_devices" ~since:"0.0.4"
      [] (returns_device_list "devices")
      ~short:"list the disks"
      ~doc:{|Returns the disks of the handle, in the order in which they were added:
`/dev/sda`, `/dev/sdb`…

Only whole disks are in the list. See @list_partitions for partitions, @list_md_devices for
MD arrays, @lvs for logical volumes and @list_filesystems for everything that can be
mounted.|}
      ~run:daemon
      ~tests:[
        on_blank [ list_is "list_devices" [ "/dev/sda"; "/dev/sdb"; "/dev/sdc" ] ];
        on_partition [ list_is "list_devices" [ "/dev/sda"; "/dev/sdb"; "/dev/sdc" ] ];
        on_handle [ fails "list_devices" "launch" ] ];

    call "nr_devices" ~since:"1.19.15"
      [] (returns_int "nrdisks")
      ~short:"count the disks"
      ~doc:{|Returns how many disks @list_devices lists.|}
      ~run:daemon
      ~tests:[ on_blank [ equals "nr_devices" "3" ] ];

    call "list_partitions" ~since:"0.0.4"
      [] (returns_device_list "partitions")
      ~short:"list the partitions of all disks"
      ~doc:{|Returns all partitions that the kernel sees, such as `/dev/sda1`: those of the
disks, disk by disk in the order of @list_devices, then those of MD arrays. The partitions of
one disk are in the order of their numbers.

Extended MBR partitions are in the list like all others. Logical volumes are not: see
@lvs.|}
      ~run:daemon
      ~tests:[
        on_blank [ list_is "list_partitions" [] ];
        on_partition [ list_is "list_partitions" [ "/dev/sda1" ] ];
        on_blank [
          run "part_disk /dev/sdb mbr";
          run "part_init /dev/sda gpt";
          run "part_add /dev/sda p 2048 4095";
          run "part_add /dev/sda p 4096 6143";
          list_is "list_partitions" [ "/dev/sda1"; "/dev/sda2"; "/dev/sdb1" ] ];
        on_volume [ list_is "list_partitions" [ "/dev/sda1" ] ] ];

    call "list_md_devices" ~since:"1.15.4"
      [] (returns_device_list "devices")
      ~short:"list the MD arrays"
      ~doc:{|Returns the Linux software RAID (MD) arrays that are running, such as `/dev/md127`,
in the order of their numbers. Arrays whose members are found on the disks are started before
the first call that could see them.|}
      ~run:daemon
      ~tests:[ on_blank [ list_is "list_md_devices" [] ] ];

    call "list_dm_devices" ~since:"1.11.15"
      [] (returns_device_list "devices")
      ~short:"list the device-mapper devices"
      ~doc:{|Returns the devices `/dev/mapper/NAME` in the order of their names, for example
opened encrypted devices. Logical volumes are device-mapper devices too, but they are left
out: see @lvs.|}
      ~run:daemon
      ~tests:[
        on_blank [ list_is "list_dm_devices" [] ];
        on_volume [ list_is "list_dm_devices" [] ] ];

    call "is_whole_device" ~since:"1.21.9"
      [ device "device" ] (returns_bool "flag")
      ~short:"test if a device is a whole disk"
      ~doc:{|Returns true if $device is a disk as @list_devices lists them, and false if it is
a partition, a logical volume, an MD array or another device-mapper device.|}
      ~run:daemon
      ~tests:[
        on_volume [
          equals "is_whole_device /dev/sda" "true";
          equals "is_whole_device /dev/sda1" "false";
          equals "is_whole_device /dev/VG/LV" "false";
          fails ~errno:"ENOENT" "is_whole_device /dev/sdz" "/dev/sdz" ] ];

    call "blockdev_getsize64" ~since:"1.9.3"
      [ device "device" ] (returns_int64 "sizeinbytes")
      ~short:"get the size of a device in bytes"
      ~doc:{|Returns the size of $device in bytes. It may be a disk, a partition, a logical
volume or any other block device.|}
      ~run:daemon
      ~tests:[
        on_blank [
          equals "blockdev_getsize64 /dev/sda" "1073741824";
          equals "blockdev_getsize64 /dev/sdb" "536870912";
          fails ~errno:"ENOENT" "blockdev_getsize64 /dev/sdz" "/dev/sdz";
          fails "blockdev_getsize64 /sda" "/sda" ];
        on_blank [
          run "part_init /dev/sda mbr";
          run "part_add /dev/sda p 2048 4095";
          equals "blockdev_getsize64 /dev/sda1" "1048576" ];
        on_volume [ equals "blockdev_getsize64 /dev/VG/LV" "268435456" ] ];

    call "blockdev_rereadpt" ~since:"1.9.3"
      [ device "device" ] nothing
      ~short:"make the kernel read a partition table again"
      ~doc:{|Makes the kernel read the partition table of the whole disk $device again. That
is needed only after the table was changed by writing to the disk directly, for example by
@upload: calls like @part_add do it themselves.

While a partition of $device is mounted or used otherwise, the call fails with
`EBUSY`. A partition has no table that the kernel would read, and gives `EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_partition [
          run "blockdev_rereadpt /dev/sda";
          list_is "list_partitions" [ "/dev/sda1" ];
          fails ~errno:"EINVAL" "blockdev_rereadpt /dev/sda1" "/dev/sda1" ];
        on_partition [
          run (Printf.sprintf "upload <\"%s\" /dev/sda" zero_sector);
          list_is "list_partitions" [ "/dev/sda1" ];
          run "blockdev_rereadpt /dev/sda";
          list_is "list_partitions" [] ];
        on_filesystem [ fails ~errno:"EBUSY" "blockdev_rereadpt /dev/sda" "/dev/sda" ] ];
  ]
