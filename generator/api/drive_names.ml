(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "drive_names" ~title:"Names of drives"
  ~doc:{|The first drive that was added is `/dev/sda`, the second `/dev/sdb`, the 27th
`/dev/sdaa`.|}
  [ call "device_name" ~since:"1.49.1"
      [ int "index" ] (returns_text "name")
      ~short:"get the name of a drive from its number"
      ~doc:{|Returns the name of the drive that was added as number $index, counted from 0:
`/dev/sda`, `/dev/sdb` and so on. If there is no such drive the call fails with `EINVAL`.

@device_index is the opposite.|}
      ~run:library
      ~tests:[
        on_handle [
          run "add_drive /dev/null"; run "add_drive /dev/null";
          equals "device_name 0" "/dev/sda"; equals "device_name 1" "/dev/sdb";
          fails ~errno:"EINVAL" "device_name 2" "drive index out of range";
          fails ~errno:"EINVAL" "device_name -1" "drive index out of range" ];
        on_blank [ equals "device_name 2" "/dev/sdc" ] ];

    call "device_index" ~since:"1.19.7"
      [ device "device" ] (returns_int "index")
      ~short:"get the number of a drive from its name"
      ~doc:{|Returns the number, counted from 0, of the drive whose name is $device: 0 for
`/dev/sda`, 27 for `/dev/sdab`. The kernel's other names of disks, such as `/dev/vda`, are
understood too. Whether the drive was added is not looked at.

If the name is not that of a whole disk the call fails with `ENODEV`.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "device_index /dev/sda" "0"; equals "device_index /dev/sdz" "25";
          equals "device_index /dev/sdaa" "26"; equals "device_index /dev/hdab" "27";
          equals "device_index /dev/xvdb" "1";
          fails ~errno:"ENODEV" "device_index /dev/sda1" "/dev/sda1: device not found";
          fails ~errno:"ENODEV" "device_index /dev/md0" "/dev/md0: device not found";
          fails ~errno:"ENODEV" "device_index sda" "sda: device not found";
          fails ~errno:"ENODEV" "device_index /dev/sd" "device not found";
          fails ~errno:"ENODEV" "device_index /dev/sdzzzzzzz" "device not found" ] ];

    call "canonical_device_name" ~since:"1.19.7"
      [ text "device" ] (returns_text "canonical")
      ~short:"get the usual name of a device"
      ~doc:{|Returns the name of $device as this API uses it, so that names from different sources,
such as a guest's `/etc/fstab`, can be compared:

- `/dev/hda1`, `/dev/vda1` and `/dev/xvda1` become `/dev/sda1`
- `/dev/mapper/VG-LV` and `/dev/dm-0` become `/dev/VG/LV` if they are a logical volume (this is
  known only after @launch)
- any other text is returned as it is

That such a device exists is not checked.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "canonical_device_name /dev/sda" "/dev/sda";
          equals "canonical_device_name /dev/vda1" "/dev/sda1";
          equals "canonical_device_name /dev/hdab3" "/dev/sdab3";
          equals "canonical_device_name /dev/vdaaa" "/dev/sdaaa";
          equals "canonical_device_name /dev/xvda1" "/dev/sda1";
          equals "canonical_device_name /dev/md0" "/dev/md0";
          equals "canonical_device_name /dev/VG/LV" "/dev/VG/LV";
          equals "canonical_device_name /dev/mapper/VG-LV" "/dev/mapper/VG-LV" ];
        on_volume [
          equals "canonical_device_name /dev/mapper/VG-LV" "/dev/VG/LV";
          equals "canonical_device_name /dev/mapper/nosuch" "/dev/mapper/nosuch" ] ] ]
