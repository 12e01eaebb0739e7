(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

(* Numbers of mke2fs and what they become: none may be negative. *)
let with_letter = [
  "blocksize", "-b"; "blockspergroup", "-g"; "numberofgroups", "-G"; "bytesperinode", "-i"; "inodesize", "-I";
  "numberofinodes", "-N"; "reservedblockspercentage", "-m" ]
let extended_numbers = [
  "stridesize", "stride"; "stripewidth", "stripe_width"; "maxonlineresize", "resize";
  "mmpupdateinterval", "mmp_update_interval" ]
let features = [
  "extent", "extent"; "filetype", "filetype"; "flexbg", "flex_bg"; "hasjournal", "has_journal";
  "journaldev", "journal_dev"; "largefile", "large_file"; "quota", "quota"; "resizeinode", "resize_inode";
  "sparsesuper", "sparse_super"; "uninitbg", "uninit_bg" ]

let value (name, letter) = if_given name [ letter; "%{" ^ name ^ "}" ]
let assigned (name, word) = if_given name [ word ^ "=%{" ^ name ^ "}" ]
let feature (name, word) = if_true name [ word ] ~otherwise:[ "^" ^ word ]
let switch (name, word) = if_true name [ word ^ "=1" ] ~otherwise:[ word ^ "=0" ]

(* mke2fs has no fragments any more, so that $fragsize does nothing.  The number of
   blocks must come after the device, and options may. *)
let make =
  exec [ "mke2fs"; "-q"; "%{device}"; "%{options}" ]
    ~options:(
      List.map value (with_letter @ [
          "label", "-L"; "lastmounteddir", "-M"; "creatoros", "-o"; "fstype", "-t"; "usagetype", "-T"; "uuid", "-U" ])
      @ [ if_true "forcecreate" [ "-F" ]; if_true "writesbandgrouponly" [ "-S" ]; if_given "fragsize" [];
          joined "-J" (List.map assigned [ "journalsize", "size"; "journaldevice", "device" ]);
          joined "-E" (
            List.map assigned extended_numbers
            @ List.map switch [ "lazyitableinit", "lazy_itable_init"; "lazyjournalinit", "lazy_journal_init" ]
            @ [ if_true "testfs" [ "test_fs" ]; if_true "quotatype" [ "quotatype=usrquota:grpquota" ];
                if_true "discard" [ "discard" ]; if_not "discard" [ "nodiscard" ] ]);
          joined "-O" (List.map feature features);
          if_given "blockscount" [ "%{blockscount}" ] ])
    ~unused:[ "device" ] ~wiped:[ "device" ] ~rehearsal:"-n" ~tagged_devices:[ "journaldevice" ]
    ~checks:(List.map (not_below 0)
               ([ "blockscount"; "fragsize"; "journalsize" ] @ List.map fst (with_letter @ extended_numbers))
             @ [ at_most_bytes 16 "label" ~refusal:"%{label}: ext2/3/4 labels are limited to 16 bytes" ])

(* mke2fs with less to choose. *)
let older name ?group ~short ~doc ~test arguments fixed =
  call name ~since:"1.0.68" ?group ~deprecated:(Replaced_by "mke2fs") arguments nothing ~short ~doc
    ~run:(same_as "mke2fs" ~fixed)
    ~tests:[ on_blank test; on_filesystem [
        fails ~errno:"EBUSY"
          (String.concat " " (name :: List.map (fun a -> match a.arg_name with
               | "device" -> "/dev/sda1" | "journal" -> "/dev/sdb" | "fstype" -> "ext4"
               | "blocksize" -> "4096" | "label" -> "J" | _ -> "01234567-89ab-cdef-0123-456789abcdef") arguments)) "/dev/sda1" ] ]

let with_journal name ?group argument ~value ~making journaldevice =
  older name ?group [ text "fstype"; int "blocksize"; device "device"; argument ] [
      "journaldevice", journaldevice; "label", is_absent; "uuid", is_absent ]
    ~short:"make a filesystem with a journal elsewhere"
    ~doc:(Printf.sprintf "Makes a filesystem as @mke2fs does, of the type $fstype with blocks of $blocksize bytes and with \
                          the journal that $%s names." argument.arg_name)
    ~test:[
      run making; run (Printf.sprintf "%s ext4 1024 /dev/sda %s" name value);
      run "mount /dev/sda /"; run "touch /file"; run "umount /"; equals "vfs_label /dev/sda" "";
      not_equals "vfs_uuid /dev/sda" "01234567-89ab-cdef-0123-456789abcdef";
      field_is "tune2fs_l /dev/sda" "Journal UUID" "01234567-89ab-cdef-0123-456789abcdef" ]

let journal name ?group arguments ~values test =
  older name ?group arguments [ "journaldev", is_true ] ~short:"make a journal for filesystems elsewhere"
    ~doc:"Makes a journal as @mke2fs does with `journaldev`, with blocks of $blocksize bytes."
    ~test:[ run (Printf.sprintf "%s 1024 %s" name values); equals "vfs_type /dev/sdb" "jbd"; test ]

let topic = topic "ext" ~title:"ext2, ext3 and ext4"
  ~doc:{|What only these filesystems have. For the rest see @mkfs, @vfs_label and @vfs_uuid.|}
  ~groups:[ group "linuxfsuuid" ~probe:Always ~doc:"Identifiers of filesystems that are given when they are made." ]
  [ call "mke2fs" ~since:"1.19.44"
      [ device "device" ] nothing
      ~options:(
        List.map int64_option [
          "blockscount"; "blocksize"; "fragsize"; "blockspergroup"; "numberofgroups"; "bytesperinode"; "inodesize";
          "journalsize"; "numberofinodes"; "stridesize"; "stripewidth"; "maxonlineresize" ]
        @ List.map int_option [ "reservedblockspercentage"; "mmpupdateinterval" ]
        @ List.map text_option [
          "journaldevice"; "label"; "lastmounteddir"; "creatoros"; "fstype"; "usagetype"; "uuid" ]
        @ List.map bool_option ([
          "forcecreate"; "writesbandgrouponly"; "lazyitableinit"; "lazyjournalinit"; "testfs"; "discard"; "quotatype" ]
          @ List.map fst features))
      ~short:"make an ext2, ext3 or ext4 filesystem, with all that can be chosen"
      ~doc:{|Makes a new, empty filesystem on $device. *What was on the device is lost.* For a filesystem
as it usually is, @mkfs is shorter.

$fstype is `ext2` (the default), `ext3` or `ext4`. A device that is too small for a journal gets none.

Sizes and numbers, none of them negative; what is not given is chosen by the size of the device:

- $blockscount: size of the filesystem in blocks; the default is the whole device
- $blocksize: size of a block in bytes, 1024, 2048 or 4096
- $fragsize: without effect, as these filesystems have no fragments
- $blockspergroup: blocks in a group, a multiple of 8
- $numberofgroups: groups whose tables lie together (with $flexbg), a power of 2
- $bytesperinode: an inode is made for so many bytes
- $inodesize: size of an inode in bytes, a power of 2 from 128 to the size of a block
- $numberofinodes: how many inodes to make; it is rounded up
- $journalsize: size of the journal in MiB
- $stridesize, $stripewidth: of a RAID below, blocks on one disk before the next one comes, and blocks in
  a stripe of data
- $maxonlineresize: blocks up to which the filesystem can grow while it is mounted
- $reservedblockspercentage: part of the blocks that only root can use, 0 to 50; the default is 5
- $mmpupdateinterval: seconds between the updates that protect it against being mounted twice

Names:

- $label: up to 16 bytes, see @vfs_label
- $uuid: a UUID, or `random` (the default), `time`, `clear`
- $lastmounteddir: where it says that it was mounted last
- $creatoros: the system it says it was made by: `linux`, `hurd`, `freebsd`…
- $usagetype: what it is for, such as `small`, `largefile` or `news`: another way to choose sizes
- $journaldevice: the journal is on this device, which was made by @mke2fs with $journaldev and has the same
  size of blocks: its name, or `LABEL=…` or `UUID=…` of it

What is %true or %false:

- $forcecreate: do it also if `mke2fs(8)` has objections, such as blocks larger than a page of memory
- $writesbandgrouponly: write only superblock and group descriptors, the last try to save a filesystem; it needs
  $forcecreate, too. Before, the signatures of $device are removed all the same
- $lazyitableinit, $lazyjournalinit: leave the inode tables, the journal, to be cleared when it is mounted
- $testfs: say that it is for tests of the kernel
- $discard: discard all blocks of the device first; the default is %false
- $quotatype: with $quota, keep quotas of users and of groups, which is the default of $quota, too
- $journaldev: make no filesystem, but a journal for others
- $extent, $filetype, $flexbg, $hasjournal, $largefile, $quota, $resizeinode, $sparsesuper, $uninitbg: the
  features `extent`, `filetype`, `flex_bg`, `has_journal`, `large_file`, `quota`, `resize_inode`, `sparse_super`
  and `uninit_bg` of `ext4(5)`, on or off; the default depends on $fstype

Wrong options are refused before anything is written, so that the device is then as it was. If it
is mounted or used otherwise the call fails with `EBUSY`.|}
      ~run:make
      ~example:[ "mke2fs /dev/sda1 fstype:ext4 reservedblockspercentage:0 label:DATA" ]
      ~tests:(
        let has ?(fstype = "ext4") options expected =
          on_blank (run (Printf.sprintf "mke2fs /dev/sda fstype:%s %s" fstype options)
                    :: List.map (fun (key, value) -> field_is "tune2fs_l /dev/sda" key value) expected) in
        let refused errno options message = fails ?errno ("mke2fs /dev/sda " ^ options) message in
        [ on_partition [ run "mke2fs /dev/sda"; equals "vfs_type /dev/sda" "ext2"; list_is "list_partitions" [] ];
          has "label:ROOT uuid:01234567-89ab-cdef-0123-456789abcdef lastmounteddir:\"/a b\" creatoros:hurd" [
            "Filesystem volume name", "ROOT"; "Filesystem UUID", "01234567-89ab-cdef-0123-456789abcdef";
            "Last mounted on", "/a b"; "Filesystem OS type", "Hurd" ];
          has "blocksize:1024 blockscount:40000 blockspergroup:4096 numberofgroups:4 inodesize:512 journalsize:2 \
               numberofinodes:2560 reservedblockspercentage:10 fragsize:1024" [
            "Block size", "1024"; "Block count", "40000"; "Blocks per group", "4096"; "Flex block group size", "4";
            "Inode size", "512"; "Inode count", "2560"; "Reserved block count", "4000" ];
          has "stridesize:4 stripewidth:8 mmpupdateinterval:7 testfs:true bytesperinode:65536 maxonlineresize:10000000 \
               lazyitableinit:false lazyjournalinit:true discard:true forcecreate:true" [
            "RAID stride", "4"; "RAID stripe width", "8"; "Inode count", "16384"; "Reserved GDT blocks", "4" ];
          has ~fstype:"ext2" "usagetype:news extent:true flexbg:true hasjournal:true uninitbg:true quota:true quotatype:true" [
            "Inode count", "262144"; "Filesystem features",
            "has_journal ext_attr resize_inode dir_index filetype extent flex_bg sparse_super large_file uninit_bg quota" ];
          has ~fstype:"ext3" "filetype:false largefile:false resizeinode:false sparsesuper:false extent:false flexbg:false \
               hasjournal:false" [ "Filesystem features", "ext_attr dir_index" ];
          on_blank [
            run "mke2fs /dev/sdb journaldev:true label:J"; equals "vfs_type /dev/sdb" "jbd";
            run "mke2fs /dev/sda fstype:ext4 journaldevice:/dev/sdb"; run "mount /dev/sda /"; run "write /file content"; run "umount /";
            run "mke2fs /dev/sda writesbandgrouponly:true forcecreate:true"; equals "vfs_type /dev/sda" "ext2" ];
          on_blank [
            run "mkfs btrfs /dev/sda label:kept";
            refused (Some "EINVAL") "blocksize:-1" "blocksize must be >= 0";
            refused (Some "EINVAL") "mmpupdateinterval:-1" "mmpupdateinterval must be >= 0";
            refused (Some "EINVAL") "label:12345678901234567" "limited to 16 bytes";
            refused (Some "EINVAL") "journaldevice:LABEL=a,size=4" "no comma";
            refused (Some "ENOENT") "journaldevice:/dev/sdz" "/dev/sdz";
            refused None "journaldevice:/dev/sdb" "/dev/sdb";
            refused None "journaldevice:LABEL=none" "LABEL=none";
            refused None "hasjournal:true journalsize:100000" "journal"; refused None "blocksize:512" "block size"; refused None "creatoros:none" "none";
            refused None "fstype:nonsense" "nonsense"; refused None "reservedblockspercentage:60" "60";
            refused None "blocksize:65536" "65536"; equals "vfs_label /dev/sda" "kept" ];
          on_filesystem [ fails ~errno:"EBUSY" "mke2fs /dev/sda1" "/dev/sda1"; run "touch /file" ] ]);

    call "tune2fs_l" ~since:"1.9.2"
      [ device "device" ] (returns_table "superblock")
      ~short:"get what the superblock says"
      ~doc:{|Returns what the superblock of the filesystem on $device says, a table in the order and with
the keys of `tune2fs -l`, such as `Block count` or `Filesystem features`. What is not set is "".

If there is none of these filesystems on $device the call fails.|}
      ~run:(exec [ "tune2fs"; "-l"; "%{device}" ] ~result:(pairs ":" ~empty:[ "<none>"; "(none)"; "<not available>" ]))
      ~tests:[
        on_partition [
          run "mkfs ext4 /dev/sda1 label:a:b"; field_is "tune2fs_l /dev/sda1" "Filesystem volume name" "a:b";
          field_is "tune2fs_l /dev/sda1" "Last mounted on" ""; field_is "tune2fs_l /dev/sda1" "Filesystem state" "clean";
          run "mkfs ext4 /dev/sda1"; field_is "tune2fs_l /dev/sda1" "Filesystem volume name" "";
          lacks "tune2fs_l /dev/sda1" "tune2fs 1.47.0 (5-Feb-2023)" ];
        on_blank [ fails "tune2fs_l /dev/sda" "/dev/sda"; fails ~errno:"ENOENT" "tune2fs_l /dev/sdz" "/dev/sdz" ] ];

    with_journal "mke2fs_J" (device "journal") (is_argument "journal") ~value:"/dev/sdb"
      ~making:"mke2fs /dev/sdb journaldev:true blocksize:1024 uuid:01234567-89ab-cdef-0123-456789abcdef";
    with_journal "mke2fs_JL" (text "label") (is_text "LABEL=%{label}") ~value:"J"
      ~making:"mke2fs /dev/sdb journaldev:true blocksize:1024 label:J uuid:01234567-89ab-cdef-0123-456789abcdef";
    with_journal "mke2fs_JU" ~group:"linuxfsuuid" (text "uuid") (is_text "UUID=%{uuid}")
      ~value:"01234567-89ab-cdef-0123-456789abcdef"
      ~making:"mke2fs /dev/sdb journaldev:true blocksize:1024 uuid:01234567-89ab-cdef-0123-456789abcdef";
    journal "mke2journal" [ int "blocksize"; device "device" ] ~values:"/dev/sdb" (equals "vfs_label /dev/sdb" "");
    journal "mke2journal_L" [ int "blocksize"; text "label"; device "device" ] ~values:"J /dev/sdb"
      (equals "vfs_label /dev/sdb" "J");
    journal "mke2journal_U" ~group:"linuxfsuuid" [ int "blocksize"; text "uuid"; device "device" ]
      ~values:"01234567-89ab-cdef-0123-456789abcdef /dev/sdb"
      (equals "vfs_uuid /dev/sdb" "01234567-89ab-cdef-0123-456789abcdef") ]
