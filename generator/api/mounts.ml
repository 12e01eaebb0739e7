(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "mounts" ~title:"Mounting"
  ~doc:{|Before files can be read or changed, the filesystem that they are on is mounted, as on
any Unix system: first one at `/`, then others at directories in it. This happens in the appliance
only; nothing is mounted on the host.

A *mountable* is what can be mounted: the name of a device such as `/dev/sda1` or `/dev/VG/LV`, or a btrfs
subvolume, written `btrfsvol:/dev/sda1/path/of/subvolume`. @list_filesystems lists them.|}
  ~structs:[
    structure "statvfs"
      ~doc:{|Size of a filesystem and what is free of it, as @statvfs returns it.

`bsize` is the block size that suits the filesystem best, and `frsize` the size of the blocks
that the next three count, in bytes. `blocks` is the size of the filesystem, `bfree` what is free of
it, and `bavail` what users other than root may use of that. `files` is the number of inodes,
`ffree` how many are free, and `favail` how many of those users other than root may use; all three
are 0 on filesystems that have no such limit. `fsid` is a number that identifies the filesystem, `flag` is a
set of the bits `ST_RDONLY` (1), `ST_NOSUID` (2) and so on as in `statvfs(3)`, and
`namemax` is the longest name of a file, in bytes.|}
      [ "bsize", F_int64; "frsize", F_int64; "blocks", F_int64; "bfree", F_int64;
        "bavail", F_int64; "files", F_int64; "ffree", F_int64; "favail", F_int64;
        "fsid", F_int64; "flag", F_int64; "namemax", F_int64 ];
    structure "internal_mountable" ~public:false
      ~doc:{|A mountable taken apart: kind, device and btrfs subvolume.|}
      [ "im_type", F_int32; "im_device", F_text; "im_volume", F_text ] ]
  [ call "mount" ~since:"0.0.3"
      [ mountable "mountable"; text "mountpoint" ] nothing
      ~short:"mount a filesystem"
      ~doc:{|Mounts the filesystem $mountable at $mountpoint, a directory of what is mounted
already. The first one is mounted at `/`.

The filesystem's own default options are used, so it can be written to (as far as the disk was not added
read-only). Note that even without a change by the caller, mounting may change the disk: a journal
is replayed, the time of the mount is stored. See @mount_ro if that must not happen.

$mountpoint must exist and be a directory, otherwise the call fails with `ENOENT` or
`ENOTDIR`; make it by @mkdir, or by @mkmountpoint if nothing is mounted yet. Symbolic links on the
way are followed inside the guest. If the device holds no filesystem that is known, the error is
`EINVAL`, and `ENODEV` if it is of a type that the appliance cannot mount. Damage that the kernel
found is in the text of the error.

NTFS is mounted by `ntfs-3g(8)`. A volume that Windows hibernated, or did not shut down cleanly, is
mounted read-only, because writing could destroy what Windows still wants to store.|}
      ~run:daemon
      ~example:[ "mount /dev/sda2 /"; "mount /dev/sda1 /boot" ]
      ~tests:[
        on_partition [
          run "mkfs ext4 /dev/sda1"; run "mount /dev/sda1 /"; run "touch /file";
          equals "exists /file" "true"; list_is "mounts" [ "/dev/sda1" ] ];
        on_filesystem [
          run "mkfs ext2 /dev/sdb"; run "mkdir /data"; run "mount /dev/sdb /data";
          run "touch /data/file"; list_is "mountpoints" [ "/dev/sda1"; "/"; "/dev/sdb"; "/data" ] ];
        on_filesystem [
          run "mkfs ext2 /dev/sdb"; run "mkdir /target"; run "ln_s /target /link";
          run "mount /dev/sdb /link";
          list_is "mountpoints" [ "/dev/sda1"; "/"; "/dev/sdb"; "/target" ] ];
        on_filesystem [
          run "mkfs ext2 /dev/sdb"; run "touch /file"; run "ln_s ../../../../etc /outside";
          fails ~errno:"ENOENT" "mount /dev/sdb /missing" "mount point is not a directory";
          fails ~errno:"ENOTDIR" "mount /dev/sdb /file" "mount point is not a directory";
          fails ~errno:"ENOENT" "mount /dev/sdb /outside" "/outside";
          fails ~errno:"EBUSY" "mount /dev/sda1 /" "/dev/sda1";
          list_is "mounts" [ "/dev/sda1" ] ];
        on_blank [
          fails ~errno:"EINVAL" "mount /dev/sda /" "/dev/sda";
          fails ~errno:"ENOENT" "mount /dev/sdz /" "/dev/sdz";
          run "mkfs ext2 /dev/sda";
          fails "mount btrfsvol:/dev/sda/sub /" "btrfs" ];
        on_volume [
          run "umount_all"; fails ~errno:"EINVAL" "mount /dev/sda1 /" "LVM2_member";
          run "mount /dev/VG/LV /" ];
        on_partition [
          run "mkfs btrfs /dev/sda1";
          fails ~errno:"ENOENT" "mount btrfsvol:/dev/sda1/missing /" "missing" ] ];

    call "mount_ro" ~since:"1.0.10"
      [ mountable "mountable"; text "mountpoint" ] nothing
      ~short:"mount a filesystem read-only"
      ~doc:{|As @mount, but the filesystem cannot be written to: calls that would do so
fail with `EROFS`.

To be sure that the disk image is not changed at all, add the disk read-only by @add_drive_ro: some
filesystems replay their journal even when they are mounted read-only.|}
      ~run:daemon
      ~tests:[
        on_partition [
          run "mkfs ext4 /dev/sda1"; run "mount_ro /dev/sda1 /";
          fails ~errno:"EROFS" "touch /file" "/file" ];
        on_blank [ fails ~errno:"EINVAL" "mount_ro /dev/sda /" "/dev/sda" ] ];

    call "mount_options" ~since:"1.0.10"
      [ text "options"; mountable "mountable"; text "mountpoint" ] nothing
      ~short:"mount a filesystem with options"
      ~doc:{|As @mount, with mount options as in `mount(8)`: $options is a list of words
separated by commas, such as `ro,noatime`. An empty string means no options.

If the filesystem does not know an option or its value, the call fails with
`EINVAL`; the text says which if the filesystem tells. (On NTFS unknown options have no
effect.)|}
      ~run:daemon
      ~example:[ "mount_options ro,noatime /dev/sda1 /" ]
      ~tests:[
        on_partition [
          run "mkfs ext4 /dev/sda1"; run "mount_options ro,noatime /dev/sda1 /";
          fails ~errno:"EROFS" "touch /file" "/file";
          field_is "statvfs /" "flag" "1025" ];
        on_partition [
          run "mkfs ext4 /dev/sda1"; run "mount_options \"\" /dev/sda1 /"; run "touch /file" ];
        on_partition [
          run "mkfs ext4 /dev/sda1"; run "mount_options errors=continue,defaults /dev/sda1 /" ];
        on_partition [
          run "mkfs ext4 /dev/sda1";
          fails ~errno:"EINVAL" "mount_options bogus /dev/sda1 /" "bogus";
          fails ~errno:"EINVAL" "mount_options commit=soon /dev/sda1 /" "commit";
          list_is "mounts" [] ] ];

    call "mount_vfs" ~since:"1.0.10"
      [ text "options"; text "vfstype"; mountable "mountable"; text "mountpoint" ] nothing
      ~short:"mount a filesystem with options and type"
      ~doc:{|As @mount_options, and the filesystem type $vfstype is used without looking at the
device: `ext4`, for example, mounts an ext2 filesystem by the driver of ext4. An empty string
means that the type is found out, as @mount does.

If the kernel of the appliance has no such type, the call fails with `ENODEV`; if it is not
what is on the device, with `EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_partition [
          run "mkfs ext2 /dev/sda1"; run "mount_vfs ro ext4 /dev/sda1 /";
          list_is "mounts" [ "/dev/sda1" ] ];
        on_partition [
          run "mkfs ext2 /dev/sda1"; run "mount_vfs \"\" \"\" /dev/sda1 /"; run "touch /file" ];
        on_partition [
          run "mkfs ext4 /dev/sda1";
          fails ~errno:"EINVAL" "mount_vfs \"\" xfs /dev/sda1 /" "/dev/sda1";
          fails ~errno:"ENODEV" "mount_vfs \"\" nonsense /dev/sda1 /" "nonsense" ] ];

    call "umount" ~since:"0.0.8" ~once_had_no_options:true ~shell_aliases:[ "unmount" ]
      [ device_or_path "pathordevice" ] nothing
      ~options:[ bool_option "force"; bool_option "lazyunmount" ]
      ~short:"unmount a filesystem"
      ~doc:{|Unmounts a filesystem; all data is written to the disk first. $pathordevice is
the directory where it is mounted, or its device. If a device is mounted several times, the mount
that was made last is undone.

If something that was written since it was mounted is not on the disk, because the host's disk
was full or failed, that is an error, even if @sync has said so; the filesystem is unmounted
nevertheless.

If other filesystems are mounted inside it the call fails with `EBUSY`: unmount
them first, or use @umount_all. If nothing is mounted there the error is `EINVAL`.

The options are both false by default:

- $force: give up a filesystem that does not answer; of use for few types only
- $lazyunmount: take it out of the tree at once, with all that is mounted in it, and unmount it
  really when it is no longer used|}
      ~run:daemon
      ~tests:[
        on_filesystem [ run "umount /"; list_is "mounts" []; fails "umount /" "mount" ];
        on_filesystem [ run "umount /dev/sda1"; list_is "mounts" [] ];
        on_filesystem [
          run "mkfs ext2 /dev/sdb"; run "mkdir /data"; run "mount /dev/sdb /data";
          fails ~errno:"EBUSY" "umount /" "/";
          run "umount /data"; list_is "mounts" [ "/dev/sda1" ];
          fails ~errno:"EINVAL" "umount /data" "/data";
          fails ~errno:"EINVAL" "umount /dev/sdb" "/dev/sdb";
          fails ~errno:"ENOENT" "umount /missing" "/missing" ];
        on_filesystem [ run "umount / force:true"; list_is "mounts" [] ];
        on_filesystem [
          run "mkfs ext2 /dev/sdb"; run "mkdir /data"; run "mount /dev/sdb /data";
          run "umount / lazyunmount:true"; list_is "mounts" [] ];
        on_filesystem [
          run "umount / force:false lazyunmount:false"; list_is "mounts" [] ] ];

    call "umount_all" ~since:"0.0.8" ~shell_aliases:[ "unmount-all" ]
      [] nothing
      ~short:"unmount all filesystems"
      ~doc:{|Unmounts everything that was mounted, in the right order. It is no error if nothing
was. If one cannot be unmounted, or has lost something (see @umount), the others are unmounted
nevertheless, and the call fails. Directories made by @mkmountpoint stay.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "mkfs ext2 /dev/sdb"; run "mkdir /data"; run "mount /dev/sdb /data";
          run "umount_all"; list_is "mounts" []; run "umount_all" ];
        on_volume [ run "umount_all"; list_is "mountpoints" [] ] ];

    call "mounts" ~since:"0.0.8"
      [] (returns_mountable_list "devices")
      ~short:"list the mounted devices"
      ~doc:{|Returns the devices that are mounted, in the order in which they were mounted. Logical
volumes are written as `/dev/VG/LV`; of a btrfs subvolume the device is in the list. See
@mountpoints for the directories.|}
      ~run:daemon
      ~tests:[
        on_blank [ list_is "mounts" [] ];
        on_volume [ list_is "mounts" [ "/dev/VG/LV" ] ];
        on_filesystem [
          run "mkfs ext2 /dev/sdc"; run "mkfs ext2 /dev/sdb"; run "mkdir /a"; run "mkdir /b";
          run "mount /dev/sdc /b"; run "mount /dev/sdb /a";
          list_is "mounts" [ "/dev/sda1"; "/dev/sdc"; "/dev/sdb" ] ] ];

    call "mountpoints" ~since:"1.0.62"
      [] (returns_table_of Result_mountable Result_plain "mps")
      ~short:"list the mounted devices with their directories"
      ~doc:{|Returns a table of what is mounted, in the order in which it was mounted: the keys
are the devices as in @mounts, the values the directories where they are mounted.|}
      ~run:daemon
      ~tests:[
        on_blank [ list_is "mountpoints" [] ];
        on_volume [ list_is "mountpoints" [ "/dev/VG/LV"; "/" ] ];
        on_filesystem [
          run "mkdir \"/with space\""; run "mkfs ext2 /dev/sdb";
          run "mount /dev/sdb \"/with space\"";
          field_is "mountpoints" "/dev/sdb" "/with space" ] ];

    call "mkmountpoint" ~since:"1.0.62"
      [ text "exemptpath" ] nothing
      ~short:"make a directory to mount on, with nothing mounted"
      ~doc:{|Makes the directory $exemptpath even if nothing is mounted. It is then in the
memory of the appliance, and one or more filesystems can be mounted side by side, as in the example,
without one at `/`.

Such a directory is hidden as soon as a filesystem is mounted at `/`. If $exemptpath exists, the call
fails with `EEXIST`; if its parent does not, with `ENOENT`. See @rmmountpoint.|}
      ~run:daemon
      ~example:[
        "mkmountpoint /disk1"; "mkmountpoint /disk2"; "mount /dev/sda1 /disk1";
        "mount /dev/sdb1 /disk2" ]
      ~tests:[
        on_partition [
          run "mkfs ext2 /dev/sda1"; run "mkfs ext2 /dev/sdb";
          run "mkmountpoint /a"; run "mkmountpoint /b";
          run "mount /dev/sda1 /a"; run "mount /dev/sdb /b"; run "touch /b/file";
          list_is "ls /" [ "a"; "b" ];
          list_is "mountpoints" [ "/dev/sda1"; "/a"; "/dev/sdb"; "/b" ];
          run "umount_all"; run "rmmountpoint /a"; run "rmmountpoint /b" ];
        on_blank [
          run "mkmountpoint /a";
          fails ~errno:"EEXIST" "mkmountpoint /a" "/a";
          fails ~errno:"ENOENT" "mkmountpoint /b/c" "/b/c";
          fails ~errno:"EINVAL" "mkmountpoint a" "path must start with a / character";
          run "rmmountpoint /a" ] ];

    call "rmmountpoint" ~since:"1.0.62"
      [ text "exemptpath" ] nothing
      ~short:"remove a directory made by mkmountpoint"
      ~doc:{|Removes the empty directory $exemptpath, which @mkmountpoint made; nothing needs
to be mounted. While a filesystem is mounted on it, the call fails with `EBUSY`.|}
      ~run:daemon
      ~tests:[
        on_partition [
          run "mkfs ext2 /dev/sda1"; run "mkmountpoint /a"; run "mount /dev/sda1 /a";
          fails ~errno:"EBUSY" "rmmountpoint /a" "/a";
          run "umount /a"; run "rmmountpoint /a";
          fails ~errno:"ENOENT" "rmmountpoint /a" "/a" ];
        on_blank [
          fails ~errno:"EINVAL" "rmmountpoint a" "path must start with a / character" ] ];

    call "sync" ~since:"0.0.3"
      [] nothing
      ~short:"write all data to the disks"
      ~doc:{|Writes everything that was changed and is still only in the memory of the
appliance to the disk images. When the call returns, the data is there.

If something that was written before could not be, the call fails. It says so once: write it
again, and call @sync again. A filesystem that has become read-only by itself, which those do that
meet an error, fails each time.

It is rarely needed: unmounting and @shutdown do the same.|}
      ~run:daemon
      ~tests:[
        on_filesystem [ run "write /file content"; run "sync"; equals "cat /file" "content" ];
        on_blank [ run "sync" ] ];

    call "statvfs" ~since:"1.9.2"
      [ path "path" ] (returns_struct "statvfs" "statbuf")
      ~short:"get the size of a filesystem and its free space"
      ~doc:{|Returns what `statvfs(3)` says about the filesystem that $path is on: its size,
what is free of it, and more. $path may be any file or directory on it.

The free space in bytes is `bavail` times `frsize`.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          field_is "statvfs /" "bsize" "4096"; field_is "statvfs /" "frsize" "4096";
          field_is "statvfs /" "namemax" "255"; field_is "statvfs /" "flag" "4096" ];
        on_filesystem [
          run "mkfs vfat /dev/sdb"; run "mkdir /fat"; run "mount_ro /dev/sdb /fat";
          field_is "statvfs /fat" "files" "0"; field_is "statvfs /fat" "flag" "4097" ];
        on_filesystem [ fails ~errno:"ENOENT" "statvfs /missing" "/missing" ];
        on_blank [ fails "statvfs /" "mount" ] ];

    call "mountable_device" ~since:"1.33.15"
      [ mountable "mountable" ] (returns_device "device")
      ~short:"get the device of a mountable"
      ~doc:{|Returns the device that $mountable is on: for `btrfsvol:/dev/sda1/home` it is
`/dev/sda1`; a device is returned as it is.|}
      ~run:library
      ~tests:[
        on_partition [
          equals "mountable_device /dev/sda1" "/dev/sda1";
          equals "mountable_device btrfsvol:/dev/sda1/a/b" "/dev/sda1";
          fails ~errno:"ENOENT" "mountable_device /dev/sdz" "/dev/sdz" ] ];

    call "mountable_subvolume" ~since:"1.33.15"
      [ mountable "mountable" ] (returns_text "subvolume")
      ~short:"get the btrfs subvolume of a mountable"
      ~doc:{|Returns the subvolume of $mountable: `a/b` for `btrfsvol:/dev/sda1/a/b`. If
$mountable is a device the call fails with `EINVAL`.|}
      ~run:library
      ~tests:[
        on_partition [
          equals "mountable_subvolume btrfsvol:/dev/sda1/a/b" "a/b";
          fails ~errno:"EINVAL" "mountable_subvolume /dev/sda1"
            "not a btrfs subvolume identifier" ] ];

    call "internal_parse_mountable" ~since:"1.21.11" ~visibility:Internal
      [ mountable "mountable" ] (returns_struct "internal_mountable" "mountable")
      ~short:"take a mountable apart"
      ~doc:{|Returns the parts of $mountable for @mountable_device and
@mountable_subvolume. `im_type` is 0 for a device and 1 for a btrfs subvolume.|}
      ~run:daemon
      ~tests:[
        on_partition [
          field_is "internal_parse_mountable btrfsvol:/dev/sda1/a/b" "im_volume" "a/b";
          field_is "internal_parse_mountable /dev/sda1" "im_device" "/dev/sda1" ] ];

    call "internal_autosync" ~since:"1.9.7" ~visibility:Internal
      [] nothing
      ~short:"unmount everything and write all data"
      ~doc:{|What @shutdown does in the appliance: @umount_all and @sync.|}
      ~run:daemon
      ~tests:[ on_filesystem [ run "internal_autosync"; list_is "mounts" [] ] ];
  ]
