(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "lvm" ~title:"LVM"
  ~doc:{|The Linux volume manager, version 2: physical volumes (PVs, disks or partitions that
LVM uses) are combined to volume groups (VGs), and those are divided into logical volumes
(LVs), which are used like partitions. An LV is called `/dev/VG/LV`.

The volume groups that are on the disks are found and activated before the first call that could
see them.|}
  ~groups:[
    group "lvm2" ~probe:Probe_function ~doc:"The Linux volume manager." ]
  ~structs:[
    structure "lvm_pv"
      ~doc:{|A physical volume, as @pvs_full returns it. The fields are those of `pvs(8)`, all sizes
are in bytes, and `pv_uuid` is 32 characters without the dashes that LVM prints.

`pv_size` is what LVM can use of the device, `dev_size` the size of the device, `pv_free` and
`pv_used` are parts of `pv_size`. `pv_pe_count` and `pv_pe_alloc_count` count extents: all, and those
in use. `pe_start` is where the first extent begins. `pv_attr` has a letter for each property. `pv_tags` is
separated by commas. `pv_mda_count` and `pv_mda_free` tell of the areas for LVM's own data.|}
      [ "pv_name", F_device; "pv_uuid", F_uuid; "pv_fmt", F_text; "pv_size", F_bytes;
        "dev_size", F_bytes; "pv_free", F_bytes; "pv_used", F_bytes; "pv_attr", F_text;
        "pv_pe_count", F_int64; "pv_pe_alloc_count", F_int64; "pv_tags", F_text;
        "pe_start", F_bytes; "pv_mda_count", F_int64; "pv_mda_free", F_bytes ];
    structure "lvm_vg"
      ~doc:{|A volume group, as @vgs_full returns it. The fields are those of `vgs(8)`, all sizes
are in bytes, and `vg_uuid` is 32 characters without the dashes that LVM prints.

`vg_extent_size` is the unit that LVs are made of, `vg_extent_count` and `vg_free_count` count all
of them and those that are free. `max_lv` and `max_pv` are 0 if there is no
limit. `pv_count`, `lv_count` and `snap_count` count the parts. `vg_seqno` grows by 1 with
each change. `vg_attr` has a letter for each property. `vg_tags` is separated by
commas.|}
      [ "vg_name", F_text; "vg_uuid", F_uuid; "vg_fmt", F_text; "vg_attr", F_text;
        "vg_size", F_bytes; "vg_free", F_bytes; "vg_sysid", F_text; "vg_extent_size", F_bytes;
        "vg_extent_count", F_int64; "vg_free_count", F_int64; "max_lv", F_int64;
        "max_pv", F_int64; "pv_count", F_int64; "lv_count", F_int64; "snap_count", F_int64;
        "vg_seqno", F_int64; "vg_tags", F_text; "vg_mda_count", F_int64;
        "vg_mda_free", F_bytes ];
    structure "lvm_lv"
      ~doc:{|A logical volume, as @lvs_full returns it. The fields are those of `lvs(8)`, all sizes
are in bytes, and `lv_uuid` is 32 characters without the dashes that LVM prints.

`lv_attr` has a letter for each property. `lv_major` and `lv_minor` are device numbers that the
LV was given for good, otherwise -1; `lv_kernel_major` and `lv_kernel_minor` those that it has now, -1 if it
is not active. `seg_count` counts the segments. `origin` is the LV of which this is a
snapshot. `snap_percent` is how full a snapshot is, `copy_percent` how far a mirror has been
copied. `lv_tags` is separated by commas.|}
      [ "lv_name", F_text; "lv_uuid", F_uuid; "lv_attr", F_text; "lv_major", F_int64;
        "lv_minor", F_int64; "lv_kernel_major", F_int64; "lv_kernel_minor", F_int64;
        "lv_size", F_bytes; "seg_count", F_int64; "origin", F_text;
        "snap_percent", F_optional_percent; "copy_percent", F_optional_percent;
        "move_pv", F_text; "lv_tags", F_text; "mirror_log", F_text; "modules", F_text ] ]
  [ call "pvcreate" ~since:"0.0.8" ~group:"lvm2"
      [ device "device" ] nothing
      ~short:"make an LVM physical volume"
      ~doc:{|Prepares $device, a partition or a whole disk, for LVM, so that it can become part of
a volume group by @vgcreate. *What was on it is lost.* Doing it again is no error unless
the PV belongs to a volume group.

If $device is mounted or used otherwise, also by an active volume group, the call fails with
`EBUSY`.|}
      ~run:daemon
      ~example:[
        "part_disk /dev/sda gpt"; "pvcreate /dev/sda1"; "vgcreate VG [/dev/sda1]";
        "lvcreate ROOT VG 1024"; "mkfs ext4 /dev/VG/ROOT" ]
      ~tests:[
        on_partition [ run "pvcreate /dev/sda1"; list_is "pvs" [ "/dev/sda1" ] ];
        on_blank [
          run "pvcreate /dev/sdb"; run "pvcreate /dev/sdb"; list_is "pvs" [ "/dev/sdb" ] ];
        on_partition [
          run "mkfs ext4 /dev/sda1"; run "pvcreate /dev/sda1";
          equals "vfs_type /dev/sda1" "LVM2_member" ];
        on_filesystem [ fails ~errno:"EBUSY" "pvcreate /dev/sda1" "/dev/sda1" ];
        on_volume [ fails ~errno:"EBUSY" "pvcreate /dev/sda1" "/dev/sda1" ];
        on_blank [ fails ~errno:"ENOENT" "pvcreate /dev/sdz" "/dev/sdz" ] ];

    call "vgcreate" ~since:"0.0.8" ~group:"lvm2"
      [ text "volgroup"; device_list "physvols" ] nothing
      ~short:"make an LVM volume group"
      ~doc:{|Makes a volume group called $volgroup of the devices $physvols, a list that must
not be empty. Devices that are not physical volumes yet become so, as by @pvcreate.

A name may have letters, digits and `.`, `-`, `_`, `+`, and must not begin with
`-`. It must not be in use by another volume group.|}
      ~run:daemon
      ~tests:[
        on_blank [
          run "pvcreate /dev/sdb"; run "pvcreate /dev/sdc";
          run "vgcreate VG [/dev/sdb /dev/sdc]"; list_is "vgs" [ "VG" ];
          field_is "vgs_full" "pv_count" "2" ];
        on_blank [ run "vgcreate VG [/dev/sdb]"; list_is "pvs" [ "/dev/sdb" ] ];
        on_volume [
          fails "vgcreate VG [/dev/sdb]" "VG";
          fails "vgcreate VG2 [/dev/sda1]" "/dev/sda1";
          fails ~errno:"EINVAL" "vgcreate \"V G\" [/dev/sdb]" "V G";
          fails ~errno:"EINVAL" "vgcreate -x [/dev/sdb]" "-x";
          fails ~errno:"EINVAL" "vgcreate \"\" [/dev/sdb]" "name";
          fails ~errno:"EINVAL" "vgcreate VG2 []" "physvols";
          fails ~errno:"ENOENT" "vgcreate VG2 [/dev/sdz]" "/dev/sdz";
          list_is "vgs" [ "VG" ] ] ];

    call "lvcreate" ~since:"0.0.8" ~group:"lvm2"
      [ text "logvol"; text "volgroup"; int "mbytes" ] nothing
      ~short:"make an LVM logical volume"
      ~doc:{|Makes the logical volume $logvol in the volume group $volgroup, with a size of
$mbytes megabytes (of 1024 × 1024 bytes), rounded up to whole extents, which usually have
4 MB. It is active at once, as `/dev/VOLGROUP/LOGVOL`. Signatures of what was at that place of the
disks before are removed.

A name may have letters, digits and `.`, `-`, `_`, `+`, and must not begin with
`-`. $mbytes must be at least 1.|}
      ~run:daemon
      ~tests:[
        on_volume [
          run "lvcreate LV2 VG 50"; list_is "lvs" [ "/dev/VG/LV"; "/dev/VG/LV2" ];
          equals "blockdev_getsize64 /dev/VG/LV2" "54525952";
          run "lvcreate a-b.c_d+e VG 4"; run "mkfs ext2 /dev/VG/a-b.c_d+e";
          contains "lvs" "/dev/VG/a-b.c_d+e" ];
        on_volume [
          run "umount_all"; run "lvremove /dev/VG/LV"; run "lvcreate NEW VG 256";
          equals "vfs_type /dev/VG/NEW" "" ];
        on_volume [
          fails "lvcreate LV VG 10" "already exists";
          fails "lvcreate LV2 NOVG 10" "NOVG";
          fails "lvcreate LV2 VG 5000000" "free";
          fails ~errno:"EINVAL" "lvcreate LV2 VG 0" "mbytes";
          fails ~errno:"EINVAL" "lvcreate LV2 VG -5" "mbytes";
          fails ~errno:"EINVAL" "lvcreate \"l v\" VG 5" "l v";
          fails ~errno:"EINVAL" "lvcreate -n VG 5" "-n";
          fails ~errno:"EINVAL" "lvcreate LV2 --help 5" "--help";
          list_is "lvs" [ "/dev/VG/LV" ] ] ];

    call "lvremove" ~since:"1.0.13" ~group:"lvm2"
      [ device "device" ] nothing
      ~short:"remove an LVM logical volume"
      ~doc:{|Removes the logical volume $device, such as `/dev/VG/LV`. *Its content is lost.*
If $device is the name of a volume group, `/dev/VG`, all its logical volumes are removed.

A logical volume that is mounted or used otherwise is not removed: the call
fails. If $device is another device the error is `EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_volume [
          run "umount_all"; run "lvremove /dev/VG/LV"; list_is "lvs" []; list_is "vgs" [ "VG" ];
          fails ~errno:"ENOENT" "lvremove /dev/VG/LV" "/dev/VG/LV" ];
        on_volume [
          run "umount_all"; run "lvcreate LV2 VG 8"; run "lvremove /dev/VG"; list_is "lvs" [] ];
        on_volume [
          fails "lvremove /dev/VG/LV" "in use"; list_is "lvs" [ "/dev/VG/LV" ];
          fails ~errno:"EINVAL" "lvremove /dev/sda1" "/dev/sda1" ] ];

    call "vgremove" ~since:"1.0.13" ~group:"lvm2"
      [ text "vgname" ] nothing
      ~short:"remove an LVM volume group"
      ~doc:{|Removes the volume group $vgname with all logical volumes in it. *Their content is
lost.* The physical volumes stay: see @pvremove.

If a logical volume is mounted or used otherwise the call fails.|}
      ~run:daemon
      ~tests:[
        on_volume [
          run "umount_all"; run "vgremove VG"; list_is "vgs" []; list_is "lvs" [];
          list_is "pvs" [ "/dev/sda1" ] ];
        on_volume [
          fails "vgremove VG" "in use";
          fails "vgremove NOVG" "NOVG";
          fails ~errno:"EINVAL" "vgremove --all" "--all";
          list_is "vgs" [ "VG" ] ] ];

    call "pvremove" ~since:"1.0.13" ~group:"lvm2"
      [ device "device" ] nothing
      ~short:"remove an LVM physical volume"
      ~doc:{|Removes from $device what made it a physical volume. If it belongs to a volume
group the call fails: see @vgremove. It is no error if $device is not a physical volume any
more.|}
      ~run:daemon
      ~tests:[
        on_blank [
          run "pvcreate /dev/sdb"; run "pvremove /dev/sdb"; list_is "pvs" [];
          equals "vfs_type /dev/sdb" "" ];
        on_volume [
          fails "pvremove /dev/sda1" "/dev/sda1"; list_is "pvs" [ "/dev/sda1" ] ] ];

    call "lvm_remove_all" ~since:"0.0.8" ~group:"lvm2"
      [] nothing
      ~short:"remove everything of LVM"
      ~doc:{|Removes all logical volumes, all volume groups and all physical volumes of all
disks. *All data in logical volumes is lost.*|}
      ~run:daemon
      ~tests:[
        on_volume [
          run "umount_all"; run "pvcreate /dev/sdb"; run "lvm_remove_all";
          list_is "lvs" []; list_is "vgs" []; list_is "pvs" [] ];
        on_volume [ fails "lvm_remove_all" "in use" ];
        on_blank [ run "lvm_remove_all" ] ];

    call "vg_activate" ~since:"1.0.26" ~group:"lvm2"
      [ bool "activate"; text_list "volgroups" ] nothing
      ~short:"activate or deactivate volume groups"
      ~doc:{|If $activate is true, the logical volumes of the volume groups $volgroups can be
used: their devices `/dev/VG/LV` exist. If it is false, the devices go away; nothing on
the disks changes. An empty list $volgroups means all volume groups.

Volume groups are activated by themselves. This is for changing what is below them, or for LVs
that were made inside other LVs.

A logical volume that is mounted or used otherwise cannot be deactivated: the call
fails.|}
      ~run:daemon
      ~tests:[
        on_volume [
          run "umount_all";
          run "vg_activate false [VG]";
          fails ~errno:"ENOENT" "blockdev_getsize64 /dev/VG/LV" "/dev/VG/LV";
          list_is "lvs" [ "/dev/VG/LV" ];
          run "vg_activate true [VG]"; equals "blockdev_getsize64 /dev/VG/LV" "268435456";
          run "vg_activate false []";
          fails ~errno:"ENOENT" "blockdev_getsize64 /dev/VG/LV" "/dev/VG/LV" ];
        on_volume [
          fails "vg_activate false [VG]" "in use";
          fails "vg_activate true [NOVG]" "NOVG";
          fails ~errno:"EINVAL" "vg_activate true [-x]" "-x" ] ];

    call "vg_activate_all" ~since:"1.0.26" ~group:"lvm2"
      [ bool "activate" ] nothing
      ~short:"activate or deactivate all volume groups"
      ~doc:{|As @vg_activate for all volume groups. It is no error if there are none.|}
      ~run:daemon
      ~tests:[
        on_volume [
          run "umount_all"; run "vg_activate_all false";
          fails ~errno:"ENOENT" "blockdev_getsize64 /dev/VG/LV" "/dev/VG/LV";
          run "vg_activate_all true"; run "mount /dev/VG/LV /" ];
        on_volume [ fails "vg_activate_all false" "in use" ];
        on_blank [ run "vg_activate_all true"; run "vg_activate_all false" ] ];

    call "pvs" ~since:"0.0.4" ~group:"lvm2"
      [] (returns_device_list "physvols")
      ~short:"list the LVM physical volumes"
      ~doc:{|Returns the names of all physical volumes, such as `/dev/sda2`, sorted. Those that
belong to a volume group but are missing are left out. See @pvs_full for more about
them.|}
      ~run:daemon
      ~tests:[
        on_blank [
          list_is "pvs" []; run "pvcreate /dev/sdc"; run "pvcreate /dev/sda";
          list_is "pvs" [ "/dev/sda"; "/dev/sdc" ] ];
        on_volume [ list_is "pvs" [ "/dev/sda1" ] ] ];

    call "vgs" ~since:"0.0.4" ~group:"lvm2"
      [] (returns_text_list "volgroups")
      ~short:"list the LVM volume groups"
      ~doc:{|Returns the names of all volume groups, sorted. See @vgs_full for more about
them.|}
      ~run:daemon
      ~tests:[
        on_blank [ list_is "vgs" [] ];
        on_volume [ run "vgcreate A [/dev/sdb]"; list_is "vgs" [ "A"; "VG" ] ] ];

    call "lvs" ~since:"0.0.4" ~group:"lvm2"
      [] (returns_device_list "logvols")
      ~short:"list the LVM logical volumes"
      ~doc:{|Returns the names of all logical volumes, such as `/dev/VG/LV`, sorted.
Logical volumes that are not active are in the list too, thin pools and others that cannot be
used directly are not. See @lvs_full for more about them.|}
      ~run:daemon
      ~tests:[
        on_blank [ list_is "lvs" [] ];
        on_volume [
          run "lvcreate B VG 8"; run "lvcreate A VG 8";
          list_is "lvs" [ "/dev/VG/A"; "/dev/VG/B"; "/dev/VG/LV" ];
          run "umount_all"; run "vg_activate_all false";
          list_is "lvs" [ "/dev/VG/A"; "/dev/VG/B"; "/dev/VG/LV" ] ] ];

    call "pvs_full" ~since:"0.0.4" ~group:"lvm2"
      [] (returns_struct_list "lvm_pv" "physvols")
      ~short:"list the LVM physical volumes with all details"
      ~doc:{|Returns all that `pvs(8)` tells about the physical volumes.|}
      ~run:daemon
      ~tests:[
        on_volume [
          field_is "pvs_full" "pv_name" "/dev/sda1";
          field_is "pvs_full" "pv_fmt" "lvm2";
          field_is "pvs_full" "dev_size" "1073611264";
          field_is "pvs_full" "pv_used" "268435456";
          field_is "pvs_full" "pe_start" "1048576";
          field_is "pvs_full" "pv_pe_alloc_count" "64" ] ];

    call "vgs_full" ~since:"0.0.4" ~group:"lvm2"
      [] (returns_struct_list "lvm_vg" "volgroups")
      ~short:"list the LVM volume groups with all details"
      ~doc:{|Returns all that `vgs(8)` tells about the volume groups.|}
      ~run:daemon
      ~tests:[
        on_volume [
          field_is "vgs_full" "vg_name" "VG";
          field_is "vgs_full" "vg_extent_size" "4194304";
          field_is "vgs_full" "lv_count" "1";
          field_is "vgs_full" "pv_count" "1" ] ];

    call "lvs_full" ~since:"0.0.4" ~group:"lvm2"
      [] (returns_struct_list "lvm_lv" "logvols")
      ~short:"list the LVM logical volumes with all details"
      ~doc:{|Returns all that `lvs(8)` tells about the logical volumes. The name of the volume
group is not in it.|}
      ~run:daemon
      ~tests:[
        on_volume [
          field_is "lvs_full" "lv_name" "LV";
          field_is "lvs_full" "lv_size" "268435456";
          field_is "lvs_full" "seg_count" "1";
          field_is "lvs_full" "origin" "";
          field_is "lvs_full" "lv_major" "-1" ] ];

    call "lvm_canonical_lv_name" ~since:"1.5.24"
      [ text "lvname" ] (returns_device "lv")
      ~short:"get the usual name of a logical volume"
      ~doc:{|A logical volume has several names: `/dev/VG/LV`, `/dev/mapper/VG-LV`, `/dev/dm-0`. This returns
the first form for any of them, $lvname, as @lvs lists it.

If $lvname is the name of another device, or not of a device, the call fails with
`EINVAL`; if there is no such device, with `ENOENT`.|}
      ~run:daemon
      ~tests:[
        on_volume [
          equals "lvm_canonical_lv_name /dev/mapper/VG-LV" "/dev/VG/LV";
          equals "lvm_canonical_lv_name /dev/VG/LV" "/dev/VG/LV";
          run "lvcreate a-b VG 8";
          equals "lvm_canonical_lv_name /dev/mapper/VG-a--b" "/dev/VG/a-b";
          fails ~errno:"EINVAL" "lvm_canonical_lv_name /dev/sda" "not a logical volume";
          fails ~errno:"EINVAL" "lvm_canonical_lv_name sda" "not a device name";
          fails ~errno:"ENOENT" "lvm_canonical_lv_name /dev/nosuch" "/dev/nosuch" ] ];

    call "is_lv" ~since:"1.5.3"
      [ mountable "mountable" ] (returns_bool "lvflag")
      ~short:"test if a device is a logical volume"
      ~doc:{|Returns true if $mountable is an LVM logical volume, false if it is another
device or a btrfs subvolume.|}
      ~run:daemon
      ~tests:[
        on_volume [
          equals "is_lv /dev/VG/LV" "true"; equals "is_lv /dev/mapper/VG-LV" "true";
          equals "is_lv /dev/sda1" "false";
          equals "is_lv btrfsvol:/dev/VG/LV/sub" "false";
          fails ~errno:"ENOENT" "is_lv /dev/sdz" "/dev/sdz" ] ];
  ]
