(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* The states of disks on which declared tests begin.  Files that they are made
   of, and the guests, are in tests/fixtures. *)

open Vocabulary

let plain = [
  fixture "handle" ~launched:false ~shows:[ equals "is_config" "true" ];

  fixture "blank" ~disks:[ 1024; 512; 512 ]
    ~shows:[ list_is "list_devices" [ "/dev/sda"; "/dev/sdb"; "/dev/sdc" ]; list_is "list_partitions" [] ];

  fixture "partition" ~base:"blank"
    ~content:[ "part_disk /dev/sda mbr" ]
    ~shows:[ list_is "list_partitions" [ "/dev/sda1" ] ];

  fixture "filesystem" ~base:"partition"
    ~content:[ "mkfs ext4 /dev/sda1" ]
    ~entering:[ "mount /dev/sda1 /" ]
    ~shows:[ list_is "mounts" [ "/dev/sda1" ] ];

  fixture "volume" ~base:"partition" ~needs:[ "lvm2" ]
    ~content:[ "pvcreate /dev/sda1"; "vgcreate VG [/dev/sda1]"; "lvcreate LV VG 256"; "mkfs ext4 /dev/VG/LV" ]
    ~entering:[ "mount /dev/VG/LV /" ]
    ~shows:[ list_is "mounts" [ "/dev/VG/LV" ];
             field_of "lvs_full" ~key:("lv_name", "LV") "lv_size" "268435456" ];
]

(* Programs of the host do in the appliance what no call does; they stand on a
   disk that is wiped again. *)
let storage = [
  (* Subvolumes home and var, snapshots/home-1 of home (read-only). *)
  fixture "btrfs" ~base:"partition" ~needs:[ "wipefs" ]
    ~content:[
      "mkfs btrfs /dev/sda1"; "mkfs ext4 /dev/sdb"; "mount /dev/sdb /"; "tar_in <<\"host-programs btrfs\" /";
      "mkdir /disk"; "mount /dev/sda1 /disk";
      "command [btrfs subvolume create /disk/home]"; "command [btrfs subvolume create /disk/var]";
      "mkdir /disk/snapshots"; "write /disk/home/file \"first\\n\"";
      "command [btrfs subvolume snapshot -r /disk/home /disk/snapshots/home-1]";
      "write /disk/home/file \"second\\n\""; "umount_all"; "wipefs /dev/sdb" ]
    ~entering:[ "mount /dev/sda1 /" ]
    ~shows:[ equals "cat /home/file" "second\n"; equals "cat /snapshots/home-1/file" "first\n";
             fails ~errno:"EROFS" "touch /snapshots/home-1/new" "Read-only";
             field_is "list_filesystems" "btrfsvol:/dev/sda1/snapshots/home-1" "btrfs" ];

  (* LUKS2 on sda1, with the key "secret". *)
  fixture "luks" ~base:"partition"
    ~content:[ "upload <<luks /dev/sda1" ]
    ~shows:[ equals "vfs_type /dev/sda1" "crypto_LUKS" ];

  (* A mirror of sdb and sdc, ext4 on it. *)
  fixture "md" ~base:"blank" ~needs:[ "wipefs" ]
    ~content:[
      "mkfs ext4 /dev/sda"; "mount /dev/sda /"; "tar_in <<\"host-programs mdadm\" /";
      "mkdir /dev"; "mkdir /proc"; "mkdir /sys";
      "command [mdadm --create /dev/md0 --run --assume-clean --metadata=1.2 --level=1 --raid-devices=2 \
       --name=guest:mirror /dev/sdb /dev/sdc]";
      "mkfs ext4 /dev/md0"; "umount_all"; "wipefs /dev/sda" ]
    ~shows:[ length_is "list_md_devices" 1; matches "list_md_devices" "^/dev/md[0-9]+$" ];

  fixture "swap" ~base:"partition"
    ~content:[ "upload <<swap /dev/sda1" ]
    ~shows:[ equals "vfs_type /dev/sda1" "swap"; equals "vfs_label /dev/sda1" "exchange" ];

  fixture "ntfs" ~base:"partition"
    ~content:[ "mkfs ntfs /dev/sda1 label:Data" ]
    ~entering:[ "mount /dev/sda1 /" ]
    ~shows:[ equals "vfs_type /dev/sda1" "ntfs"; equals "vfs_label /dev/sda1" "Data"; run "touch /file" ];

  fixture "xfs" ~base:"partition"
    ~content:[ "mkfs xfs /dev/sda1" ]
    ~entering:[ "mount /dev/sda1 /" ]
    ~shows:[ equals "vfs_type /dev/sda1" "xfs"; run "touch /file" ];
]

let files = [
  (* /hive, as tests/fixtures/registry/small says. *)
  fixture "registry" ~base:"filesystem"
    ~content:[ "upload <<\"make-hive registry/small\" /hive" ]
    ~shows:[ equals "pread /hive 4 0" "regf" ];

  (* A journal of three entries, where journalctl --directory looks for it. *)
  fixture "journal" ~base:"filesystem"
    ~content:[
      "mkdir_p /var/log/journal/0123456789abcdef0123456789abcdef";
      "upload <<\"make-journal journal/boot\" /var/log/journal/0123456789abcdef0123456789abcdef/system.journal" ]
    ~shows:[ equals "pread /var/log/journal/0123456789abcdef0123456789abcdef/system.journal 8 0" "LPKSHHRH" ];

  (* Files that Augeas knows. *)
  fixture "configuration" ~base:"filesystem"
    ~content:[ "tar_in <<configuration /" ]
    ~shows:[ contains "read_lines /etc/hosts" "192.0.2.7\tserver.example.org server"; run "cat /etc/ssh/sshd_config" ];
]

(* A program of which nothing but the header is there. *)
let program header target = [ Printf.sprintf "upload <<\"program-header %s\" %s" header target; "chmod 0755 " ^ target ]

let shell_in_usr = [ "mkdir_p /usr/bin"; "ln_s usr/bin /bin" ] @ program "elf x86_64" "/usr/bin/sh"
let shell_in_bin = "mkdir /bin" :: program "elf x86_64" "/bin/sh"

(* A guest for inspection: the tree tests/fixtures/guests/NAME.  FILE is one
   that tells what it is. *)
let guest ?(base = "filesystem") ?(content = shell_in_usr) name file pattern =
  fixture ("guest_" ^ name) ~base
    ~content:(Printf.sprintf "tar_in <<guests/%s /" name :: content)
    ~shows:[ matches ("cat " ^ file) pattern ]

let hive name target = Printf.sprintf "upload <<\"make-hive registry/%s\" %s" name target

let guests = [
  guest "debian" "/etc/debian_version" "^12\\.";
  guest "ubuntu" "/etc/lsb-release" "^DISTRIB_ID=Ubuntu$";
  guest "fedora" ~base:"volume" "/etc/fedora-release" "^Fedora release";
  guest "rhel" "/etc/redhat-release" "^Red Hat Enterprise Linux release";
  guest "suse" "/etc/os-release" "^ID=\"opensuse-leap\"$";
  guest "arch" "/etc/os-release" "^ID=arch$";
  guest "alpine" ~content:shell_in_bin "/etc/alpine-release" "^3\\.";
  guest "gentoo" "/etc/gentoo-release" "^Gentoo Base System";
  guest "void" "/etc/os-release" "^ID=\"void\"$";
  guest "freebsd" ~content:shell_in_bin "/etc/freebsd-update.conf" "^Components";
  guest "netbsd" ~content:shell_in_bin "/etc/release" "^NetBSD";
  guest "openbsd" ~content:shell_in_bin "/etc/motd" "^OpenBSD";
  guest "coreos" "/usr/lib/os-release" "^ID=flatcar$";
  guest "ostree" ~content:[] "/ostree/deploy/fedora-coreos/deploy/0123456789abcdef.0/usr/lib/os-release" "^VARIANT_ID=coreos$";
  guest "windows" ~base:"ntfs"
    ~content:([ "mkdir /Windows/System32/config"; hive "windows-software" "/Windows/System32/config/SOFTWARE";
                hive "windows-system" "/Windows/System32/config/SYSTEM" ]
              @ program "pe x86_64" "/Windows/System32/cmd.exe")
    "/Windows/System32/drivers/etc/hosts" "localhost";
]

let all = plain @ storage @ files @ guests
