(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "xfs" ~title:"XFS"
  ~doc:{|What only this filesystem has.|}
  ~groups:[ group "xfs" ~probe:(Filesystem "xfs") ~doc:"The filesystem XFS." ]
  ~structs:[
    structure "xfsinfo"
      ~doc:{|The geometry of an XFS, as @xfs_info returns it.

- `xfs_mntpoint`: the device that it is on
- `xfs_inodesize`, `xfs_sectsize`, `xfs_blocksize`: bytes of an inode, a sector, a block
- `xfs_agcount`, `xfs_agsize`: number of allocation groups, and blocks in each
- `xfs_attr`: version of the format of attributes
- `xfs_datablocks`, `xfs_imaxpct`: blocks for data, and the percentage of them that inodes may use
- `xfs_sunit`, `xfs_swidth`: stripe unit and width of a RAID below, in blocks, or 0
- `xfs_dirversion`, `xfs_dirblocksize`, `xfs_cimode`: version and block size of directories, and 1 if they do not
  care for capitals in ASCII
- `xfs_logname`, `xfs_logblocksize`, `xfs_logblocks`, `xfs_logversion`, `xfs_logsectsize`, `xfs_logsunit`: the log:
  `internal` or `external`, its block size, blocks, version, sector size, and stripe unit in blocks
- `xfs_lazycount`: 1 if counters are not in the superblock
- `xfs_rtname`, `xfs_rtextsize`, `xfs_rtblocks`, `xfs_rtextents`: the realtime device: `none` or `external`, bytes of an
  extent, blocks, extents|}
      [ "xfs_mntpoint", F_text; "xfs_inodesize", F_uint32; "xfs_agcount", F_uint32; "xfs_agsize",
        F_uint32; "xfs_sectsize", F_uint32; "xfs_attr", F_uint32; "xfs_blocksize", F_uint32;
        "xfs_datablocks", F_uint64; "xfs_imaxpct", F_uint32; "xfs_sunit", F_uint32; "xfs_swidth",
        F_uint32; "xfs_dirversion", F_uint32; "xfs_dirblocksize", F_uint32; "xfs_cimode", F_uint32;
        "xfs_logname", F_text; "xfs_logblocksize", F_uint32; "xfs_logblocks", F_uint32;
        "xfs_logversion", F_uint32; "xfs_logsectsize", F_uint32; "xfs_logsunit", F_uint32;
        "xfs_lazycount", F_uint32; "xfs_rtname", F_text; "xfs_rtextsize", F_uint32; "xfs_rtblocks",
        F_uint64; "xfs_rtextents", F_uint64 ] ]
  [ call "xfs_info" ~since:"1.19.21" ~group:"xfs"
      [ device_or_path "pathordevice" ] (returns_struct "xfsinfo" "info")
      ~short:"get the geometry of an XFS"
      ~doc:{|Returns sizes and numbers of the XFS on the device $pathordevice, mounted or not, or of the one
that the file or directory $pathordevice is on. If it is no XFS the call fails.|}
      ~run:daemon
      ~tests:(
        let shows name = [
          field_is name "xfs_mntpoint" "/dev/sda1"; field_is name "xfs_blocksize" "1024";
          field_is name "xfs_agcount" "4"; field_is name "xfs_inodesize" "512"; field_is name "xfs_logname" "internal";
          field_is name "xfs_rtname" "none"; field_is name "xfs_attr" "2"; field_is name "xfs_dirversion" "2";
          field_is name "xfs_lazycount" "1"; field_is name "xfs_cimode" "0"; field_is name "xfs_imaxpct" "25";
          field_is name "xfs_dirblocksize" "4096"; field_is name "xfs_logversion" "2" ] in
        [ on_partition (
              run "mkfs xfs /dev/sda1 blocksize:1024" :: shows "xfs_info /dev/sda1"
              @ [ run "mount /dev/sda1 /"; run "mkdir /d" ]
              @ shows "xfs_info /dev/sda1" @ shows "xfs_info /" @ shows "xfs_info /d"
              @ [ run "mkfifo 384 /fifo"; fails ~errno:"EINVAL" "xfs_info /fifo" "/fifo";
                  fails ~errno:"ENOENT" "xfs_info /missing" "/missing";
                  run "umount /"; equals "vfs_type /dev/sda1" "xfs" ]);
          on_filesystem [
            fails "xfs_info /" "/dev/sda1"; fails "xfs_info /dev/sda1" "/dev/sda1"; fails "xfs_info /dev/sdb" "/dev/sdb";
            fails ~errno:"ENOENT" "xfs_info /dev/sdz" "/dev/sdz" ] ]) ]
