(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The topics in the order of the manual. *)

let all = [
  Handle.topic;
  Drives.topic;
  Drive_names.topic;
  Disk_images.topic;
  Properties.topic;
  Backend.topic;
  Availability.topic;
  Appliance.topic;
  Devices.topic;
  Partitions.topic;
  Partition_entries.topic;
  Lvm.topic;
  Md.topic;
  Encryption.topic;
  Filesystems.topic;
  Ext.topic;
  Xfs.topic;
  Btrfs.topic;
  Swap.topic;
  Erase.topic;
  Mounts.topic;
  Files.topic;
  Directories.topic;
  Content.topic;
  Search.topic;
  Links.topic;
  Special_files.topic;
  Metadata.topic;
  Xattrs.topic;
  Copying.topic;
  Byte_copies.topic;
  Checksums.topic;
  Uploads.topic;
  Archives.topic;
  Commands.topic;
  Augeas.topic;
  Hivex.topic;
  Binding_tests.topic;
]
