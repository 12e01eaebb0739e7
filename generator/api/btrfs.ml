(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "btrfs" ~title:"Btrfs"
  ~doc:{|What only filesystems of type btrfs have.|}
  ~groups:[ group "btrfs" ~probe:(Filesystem "btrfs") ~doc:"Filesystems of type btrfs." ]
  ~structs:[
    structure "btrfssubvolume"
      ~doc:{|A subvolume, as @btrfs_subvolume_list returns it: its number, that of the subvolume in which
it is (5 is the top level), and its path.|}
      [ "btrfssubvolume_id", F_uint64; "btrfssubvolume_top_level_id", F_uint64; "btrfssubvolume_path", F_text ] ]
  [ call "btrfs_subvolume_list" ~since:"1.17.35" ~group:"btrfs"
      [ mountable_or_path "fs" ] (returns_struct_list "btrfssubvolume" "subvolumes")
      ~short:"list the subvolumes and snapshots of a btrfs filesystem"
      ~doc:{|Returns all subvolumes of a btrfs filesystem, snapshots among them, by their numbers. $fs is
a directory of the filesystem, its device, or one of its subvolumes (`btrfsvol:DEVICE/SUBVOLUME`); a
device need not be mounted and is not changed.

The paths of what is below the subvolume to which $fs leads are relative to it, all others to
the top level. The top level itself is not in the list.

Another filesystem is the error `EINVAL`.|}
      ~run:daemon
      ~tests:[
        on_btrfs [
          length_is "btrfs_subvolume_list /" 3; field_is "btrfs_subvolume_list /" "0.btrfssubvolume_path" "home";
          field_is "btrfs_subvolume_list /" "0.btrfssubvolume_id" "256";
          field_of "btrfs_subvolume_list /snapshots" ~key:("btrfssubvolume_path", "snapshots/home-1")
            "btrfssubvolume_top_level_id" "5" ];
        on_btrfs [
          run "umount_all"; length_is "btrfs_subvolume_list /dev/sda1" 3; list_is "mounts" [];
          field_is "btrfs_subvolume_list btrfsvol:/dev/sda1/home" "2.btrfssubvolume_path" "snapshots/home-1";
          fails ~errno:"ENOENT" "btrfs_subvolume_list btrfsvol:/dev/sda1/none" "none";
          fails ~errno:"EINVAL" "btrfs_subvolume_list /dev/sdb" "/dev/sdb" ];
        on_filesystem [
          fails ~errno:"EINVAL" "btrfs_subvolume_list /" "/: not on a btrfs filesystem";
          fails ~errno:"ENOENT" "btrfs_subvolume_list /none" "/none" ] ] ]
