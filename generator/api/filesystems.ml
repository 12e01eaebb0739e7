(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "filesystems" ~title:"Filesystems"
  ~doc:{|Making filesystems, and finding out what is on a device without mounting it.|}
  ~groups:[
    group "wipefs" ~probe:Model.Always
      ~doc:"Removing the signatures of filesystems." ]
  [ call "list_filesystems" ~since:"1.5.15"
      [] (returns_table_of Model.Result_mountable Model.Result_plain "fses")
      ~short:"list everything that can be mounted"
      ~doc:{|Looks at all devices and returns a table: its keys are what can be given to
@mount (mountables), its values what @vfs_type says of each, such as `ext4`. It is the
first question to ask of an unknown disk image.

The keys are in this order: disks without partitions, device-mapper devices that are not logical
volumes, partitions, MD arrays, logical volumes. A btrfs filesystem has a key for the
device and one for each of its subvolumes but the default one, written
`btrfsvol:DEVICE/SUBVOLUME`.

Two values need care:

- `unknown`: nothing was recognised, for example because the device is blank
- `swap`: swap space, which cannot be mounted

Left out are extended MBR partitions, parts of something larger that can be used only as a
whole (of a volume group or of an MD array, for example), encrypted devices that are not open, the
logical volumes that are not active, and the GPT partitions that Windows reserves for
itself.

MD arrays and volume groups that are on the disks are started for this call if they were
not yet.|}
      ~run:daemon
      ~tests:[
        on_blank [
          list_is "list_filesystems"
            [ "/dev/sda"; "unknown"; "/dev/sdb"; "unknown"; "/dev/sdc"; "unknown" ] ];
        on_blank [
          run "part_init /dev/sda mbr";
          run "part_add /dev/sda p 2048 650000";
          run "part_add /dev/sda e 650240 -1";
          run "part_add /dev/sda l 652288 1000000";
          run "mkfs xfs /dev/sda1";
          run "mkfs ext2 /dev/sdb";
          list_is "list_filesystems"
            [ "/dev/sdb"; "ext2"; "/dev/sdc"; "unknown"; "/dev/sda1"; "xfs";
              "/dev/sda5"; "unknown" ] ];
        on_volume [
          list_is "list_filesystems"
            [ "/dev/sdb"; "unknown"; "/dev/sdc"; "unknown"; "/dev/VG/LV"; "ext4" ];
          run "umount_all"; run "vg_activate_all false";
          lacks "list_filesystems" "/dev/VG/LV" ];
        on_blank [
          run "mkfs btrfs /dev/sdb";
          field_is "list_filesystems" "/dev/sdb" "btrfs" ] ];

    call "mkfs" ~since:"0.0.8" ~once_had_no_options:true
      [ text "fstype"; device "device" ] nothing
      ~options:[
        int_option "blocksize"; text_option "features"; int_option "inode";
        int_option "sectorsize"; text_option "label" ]
      ~short:"make a filesystem"
      ~doc:{|Makes a new, empty filesystem of the type $fstype on $device, a partition, a
logical volume or a whole disk. *What was on the device is lost*; its old signatures are removed
first, so that nothing mistakes it for what it was.

$fstype is a type such as `ext4`, `ext3`, `ext2`, `xfs`, `btrfs`, `vfat` or
`ntfs`. Any other type works too if there is a program `mkfs.TYPE` for it in the
appliance; @filesystem_available tells whether the result could be mounted.

The options:

- $blocksize: size of a block in bytes, a power of 2. On FAT and NTFS it is the size of a
  cluster; a FAT cluster has 1 to 128 sectors. For most filesystems it must not be larger
  than the page size of the appliance, often 4096, or they cannot be mounted there. It
  cannot be set for btrfs. The default is chosen by the type and the size of the device.
- $features: for ext2, ext3 and ext4, a list as `mke2fs(8)` takes it after `-O`, such as
  `^has_journal,64bit`. Other types pass it on to their program in the same way; few have a use
  for it.
- $inode: for ext2, ext3 and ext4, the size of an inode in bytes, such as 256.
- $sectorsize: for UFS, the size of a sector in bytes. Other types do not take it.
- $label: the name of the filesystem (see @vfs_label). It may have up to 16 bytes on ext2, ext3 and
  ext4, 12 on xfs, 11 on FAT; btrfs, NTFS and F2FS take longer ones. For other types it is an
  error.

Wrong options are `EINVAL`, before anything is written. If the device is mounted or used
otherwise the call fails with `EBUSY`. When the program that makes the filesystem fails, what it
said is the error.|}
      ~run:daemon
      ~example:[ "part_disk /dev/sda gpt"; "mkfs ext4 /dev/sda1 label:ROOT" ]
      ~tests:[
        on_partition [ run "mkfs ext2 /dev/sda1"; equals "vfs_type /dev/sda1" "ext2" ];
        on_partition [ run "mkfs ext3 /dev/sda1"; equals "vfs_type /dev/sda1" "ext3" ];
        on_partition [
          run "mkfs ext4 /dev/sda1 blocksize:1024 inode:512 features:^has_journal label:ROOT";
          equals "vfs_type /dev/sda1" "ext4"; equals "vfs_label /dev/sda1" "ROOT";
          run "mount /dev/sda1 /"; field_is "statvfs /" "bsize" "1024" ];
        on_partition [
          run "mkfs xfs /dev/sda1 blocksize:1024 label:123456789012";
          equals "vfs_type /dev/sda1" "xfs"; equals "vfs_label /dev/sda1" "123456789012";
          run "mount /dev/sda1 /"; field_is "statvfs /" "bsize" "1024" ];
        on_partition [
          run "mkfs btrfs /dev/sda1 label:\"a longer name\"";
          equals "vfs_type /dev/sda1" "btrfs"; equals "vfs_label /dev/sda1" "a longer name";
          run "mount /dev/sda1 /"; run "touch /file" ];
        on_partition [
          run "mkfs vfat /dev/sda1 blocksize:4096 label:BOOT";
          equals "vfs_type /dev/sda1" "vfat"; equals "vfs_label /dev/sda1" "BOOT";
          run "mount /dev/sda1 /"; field_is "statvfs /" "bsize" "4096" ];
        on_partition [
          run "mkfs ntfs /dev/sda1 blocksize:8192 label:Windows";
          equals "vfs_type /dev/sda1" "ntfs"; equals "vfs_label /dev/sda1" "Windows";
          run "mount /dev/sda1 /"; run "touch /file" ];
        on_partition [
          run "mkfs vfat /dev/sda1"; run "mkfs ext4 /dev/sda1"; run "mkfs btrfs /dev/sda1";
          run "mkfs xfs /dev/sda1"; equals "vfs_type /dev/sda1" "xfs" ];
        on_partition [
          fails ~errno:"EINVAL" "mkfs ext4 /dev/sda1 blocksize:0"
            "block size must be > 0 and a power of 2";
          fails ~errno:"EINVAL" "mkfs ext4 /dev/sda1 blocksize:3000" "power of 2";
          fails ~errno:"EINVAL" "mkfs vfat /dev/sda1 blocksize:256" "unsupported cluster size";
          fails ~errno:"EINVAL" "mkfs vfat /dev/sda1 blocksize:131072" "unsupported cluster size";
          fails ~errno:"EINVAL" "mkfs btrfs /dev/sda1 blocksize:4096"
            "blocksize cannot be set on btrfs";
          fails ~errno:"EINVAL" "mkfs ext4 /dev/sda1 inode:0" "inode size must be larger than zero";
          fails "mkfs ext4 /dev/sda1 inode:100" "inode size";
          fails ~errno:"EINVAL" "mkfs xfs /dev/sda1 inode:512" "ext2/3/4";
          fails "mkfs ext4 /dev/sda1 features:nonsense" "nonsense";
          fails ~errno:"EINVAL" "mkfs ext4 /dev/sda1 sectorsize:512" "ufs";
          fails ~errno:"EINVAL" "mkfs ext4 /dev/sda1 label:12345678901234567" "16 bytes";
          fails ~errno:"EINVAL" "mkfs xfs /dev/sda1 label:1234567890123" "12 bytes";
          fails ~errno:"EINVAL" "mkfs vfat /dev/sda1 label:123456789012" "11";
          fails ~errno:"EINVAL" "mkfs minix /dev/sda1 label:X" "don't know how to set the label";
          fails ~errno:"ENOTSUP" "mkfs nonsense /dev/sda1" "nonsense";
          fails ~errno:"EINVAL" "mkfs ../sh /dev/sda1" "../sh";
          fails ~errno:"ENOENT" "mkfs ext4 /dev/sda2" "/dev/sda2";
          equals "vfs_type /dev/sda1" "" ];
        on_filesystem [
          fails ~errno:"EBUSY" "mkfs ext4 /dev/sda1" "/dev/sda1"; run "touch /file" ] ];

    call "wipefs" ~since:"1.17.6" ~group:"wipefs"
      [ device "device" ] nothing
      ~short:"remove all signatures from a device"
      ~doc:{|Overwrites the signatures of filesystems, of partition tables and of anything
else by which $device is recognised (RAID members, LUKS, LVM…), also the second copies that some
formats keep. Everything else stays where it is: this does not erase the content.

If the device is mounted or used otherwise, the call fails with `EBUSY` and
nothing is changed.|}
      ~run:daemon
      ~tests:[
        on_partition [
          run "mkfs ext4 /dev/sda1"; run "wipefs /dev/sda1"; equals "vfs_type /dev/sda1" "" ];
        on_blank [
          run "part_disk /dev/sda gpt"; run "wipefs /dev/sda";
          fails ~errno:"EINVAL" "part_list /dev/sda" "unrecognised disk label";
          list_is "list_partitions" [] ];
        on_blank [ run "wipefs /dev/sda" ];
        on_filesystem [
          fails ~errno:"EBUSY" "wipefs /dev/sda1" "/dev/sda1";
          fails ~errno:"EBUSY" "wipefs /dev/sda" "/dev/sda";
          equals "vfs_type /dev/sda1" "ext4" ];
        on_blank [ fails ~errno:"ENOENT" "wipefs /dev/sdz" "/dev/sdz" ] ];

    call "vfs_type" ~since:"1.0.75"
      [ mountable "mountable" ] (returns_text "fstype")
      ~short:"get the type of a filesystem"
      ~doc:{|Returns the type of the filesystem on $mountable, as the kernel calls it: `ext4`,
`xfs`, `btrfs`, `vfat`, `ntfs`… Other things on a device have types too: `swap`, `LVM2_member`,
`linux_raid_member`, `crypto_LUKS`.

The result is the empty string if nothing is recognised or if signatures of several types are there, so
that the type cannot be told for sure.|}
      ~run:daemon
      ~tests:[
        on_blank [ equals "vfs_type /dev/sda" "" ];
        on_partition [ run "mkfs vfat /dev/sda1"; equals "vfs_type /dev/sda1" "vfat" ];
        on_volume [
          equals "vfs_type /dev/VG/LV" "ext4"; equals "vfs_type /dev/sda1" "LVM2_member" ];
        on_blank [ fails ~errno:"ENOENT" "vfs_type /dev/sdz" "/dev/sdz" ] ];

    call "vfs_label" ~since:"1.3.18"
      [ mountable "mountable" ] (returns_text "label")
      ~short:"get the label of a filesystem"
      ~doc:{|Returns the label, the name that was given to the filesystem on $mountable when it
was made or later. It is the empty string if the filesystem has none or is of a type that is
not recognised.|}
      ~run:daemon
      ~tests:[
        on_partition [
          run "mkfs ext4 /dev/sda1 label:ROOT"; equals "vfs_label /dev/sda1" "ROOT";
          run "mkfs ext4 /dev/sda1"; equals "vfs_label /dev/sda1" "" ];
        on_partition [
          run "mkfs ntfs /dev/sda1 label:\"\xc3\x9cbung %s\"";
          equals "vfs_label /dev/sda1" "\xc3\x9cbung %s" ];
        on_blank [
          equals "vfs_label /dev/sda" "";
          fails ~errno:"ENOENT" "vfs_label /dev/sdz" "/dev/sdz" ] ];

    call "vfs_uuid" ~since:"1.3.18" ~shell_aliases:[ "get-uuid" ]
      [ mountable "mountable" ] (returns_text "uuid")
      ~short:"get the UUID of a filesystem"
      ~doc:{|Returns the identifier of the filesystem on $mountable. Most types have a UUID
such as `d8ec6b8b-9a41-4a24-92b2-3a3c0a1a7d0c`; FAT has a shorter one such as `4DF2-13A0`, NTFS one of 16
digits. The result is the empty string if there is none.|}
      ~run:daemon
      ~tests:[
        on_partition [
          run "mkfs vfat /dev/sda1"; contains "vfs_uuid /dev/sda1" "-";
          run "mkfs ext4 /dev/sda1"; contains "vfs_uuid /dev/sda1" "-" ];
        on_blank [
          equals "vfs_uuid /dev/sda" "";
          fails ~errno:"ENOENT" "vfs_uuid /dev/sdz" "/dev/sdz" ] ];
  ]
