(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "drives" ~title:"Adding drives"
  ~doc:{|The disk images that the appliance is to have are added one by one before @launch. The
first is called `/dev/sda` in all calls, the second `/dev/sdb`, and so on.

An image that is written must not be in use by anything else, such as a running guest: that
destroys it. To look into the image of a running guest, add it read-only.|}
  [ call "add_drive" ~since:"0.0.3" ~once_had_no_options:true ~shell_aliases:[ "add" ] ~blocking:false
      [ text "filename" ] nothing
      ~options:[
        bool_option "readonly"; text_option "format"; text_option "iface"; text_option "name";
        text_option "label"; text_option "protocol"; text_list_option "server";
        text_option "username"; secret_option "secret"; text_option "cachemode";
        text_option "discard"; bool_option "copyonread"; int_option "blocksize" ]
      ~short:"add a disk image or a device of the host"
      ~doc:{|Adds a drive. $filename is a disk image, or a block device of the host; with a network
protocol it is the name of the image on the server. The file must be readable now, and writable
unless the drive is read-only. A relative name is relative to the present directory of the
program.

Drives can be added before @launch and while the appliance runs. A drive that is added while it
runs gets the first name that is free: that of a drive which was taken away with @remove_drive,
or the next one. Versions 1.48 to 1.61 of libguestfs could not do that.

The special name `/dev/null` adds an empty disk of 4096 bytes, which is thrown away in the end.
It stands for a drive that is not there, and may be added many times.

The options:

- $readonly if %true, the image is not written. The guest's filesystems can be changed in the
  appliance as usual, but what is written goes to a temporary file. A running guest may have the
  image open; what is seen of its filesystems is then as after a power failure. The default is
  %false.
- $format format of the image, such as `raw` or `qcow2`. If it is not given it is found out from
  the image's first bytes. A guest can write the header of another format to the start of its raw disk, and name
  any file of the host in it; so a backing file that an image names is then only opened if it lies
  beside the image, and otherwise the call fails with `EPERM` (see `backing` in
  @set_backend_settings). If you know the format, state it. The name consists of letters, digits, `-` and `_`.
- $iface is ignored. In old versions it chose the kind of the disk's controller.
- $name is ignored. It was the name of the drive in the guest where it came from.
- $label the drive can also be called `/dev/disk/guestfs/LABEL`, and its partitions
  `/dev/disk/guestfs/LABEL1` and so on. 1 to 20 letters of ASCII.
- $protocol how the image is reached, see below; the default is `file`
- $server the servers, see below
- $username, $secret the name and the password for the server. Not every protocol uses them.
- $cachemode `writeback` (the default): what the guest has synchronised is on the disk.
  `unsafe`: it need not be, so that the image is lost if the host stops. Only for images that
  are thrown away.
- $discard `disable` (the default): nothing happens on the host when the guest discards blocks.
  `enable`: the host frees these blocks, and @launch fails if it can't. `besteffort`: the host
  frees them if it can. `enable` and $readonly exclude each other.
- $copyonread if %true, blocks that were read are kept in the overlay of a read-only drive,
  which makes sense if the image is slow to reach. The default is %false.
- $blocksize the size of the disk's sectors in bytes, 512 or 4096. 0 is as if it was not given: 512.

The protocols are:

- `file` a file or block device of the host; no $server, $username, $secret
- `ftp`, `ftps`, `http`, `https` one server; $filename is the path in the URL and begins with
  `/`. Such a drive can only be read.
- `iscsi` one server; $filename is the name of the target, and if there is a slash the number of the
  unit after it: `iqn.2020-01.com.example:disk/1`
- `nbd` one server; $filename is the name of the export, and may be empty. The server may be a Unix
  domain socket. No $username, $secret.
- `rbd` Ceph. Any number of monitors as $server, each with its port; without any they come from
  the host's configuration of Ceph. $filename is `POOL/IMAGE`; without a pool, the pool is `rbd`.
  $secret is the key in base64.
- `ssh` one server; $filename is the path of the image there, and begins with `/`. The key comes
  from `ssh-agent(1)`; a password cannot be used. The server's key must be known
  (`~/.ssh/known_hosts`).

A server is written `HOST`, `HOST:PORT`, `tcp:HOST`, `tcp:HOST:PORT` or `unix:/PATH`. An IPv6
address with a port stands in brackets: `[::1]:10809`.

A value that is not allowed is an error, `EINVAL`; a file that can't be read gives the errno of
`access(2)`. If a drive cannot be added while the appliance runs, it goes on as it was.|}
      ~run:library
      ~example:[ "add_drive /var/lib/images/guest.img format:raw readonly:true" ]
      ~tests:[
        on_handle [
          run "add_drive /dev/null"; run "add_drive /dev/null format:raw label:DATA blocksize:4096";
          run "add_drive /dev/null readonly:true discard:besteffort copyonread:true cachemode:unsafe iface:ide name:disk";
          equals "device_name 2" "/dev/sdc" ];
        on_handle [
          fails ~errno:"ENOENT" "add_drive /nosuchfile" "/nosuchfile: No such file or directory";
          fails ~errno:"ENOENT" "add_drive \"\"" "No such file or directory";
          fails ~errno:"EINVAL" "add_drive /dev/null format:qcow2" "format must be ‘raw’";
          fails ~errno:"EINVAL" "add_drive /dev/null format:\"\"" "format parameter is empty";
          fails ~errno:"EINVAL" "add_drive /dev/null format:\"a b\"" "disallowed characters";
          fails ~errno:"EINVAL" "add_drive /dev/null label:\"\"" "label parameter is empty";
          fails ~errno:"EINVAL" "add_drive /dev/null label:disk1" "disallowed characters";
          fails ~errno:"EINVAL" "add_drive /dev/null label:abcdefghijklmnopqrstu" "too long";
          fails ~errno:"EINVAL" "add_drive /dev/null cachemode:none" "cachemode parameter must be";
          fails ~errno:"EINVAL" "add_drive /dev/null discard:yes" "discard parameter must be";
          fails ~errno:"EINVAL" "add_drive /dev/null readonly:true discard:enable" "on read-only drives";
          fails ~errno:"EINVAL" "add_drive /dev/null blocksize:1024" "blocksize parameter is invalid";
          run "add_drive /dev/null blocksize:0 discard:enable" ];
        on_handle [
          fails ~errno:"EINVAL" "add_drive /dev/null protocol:gopher" "unknown protocol ‘gopher’";
          fails ~errno:"EINVAL" "add_drive /dev/null server:[localhost]" "you cannot specify a server";
          fails ~errno:"EINVAL" "add_drive /dev/null username:me" "you cannot specify a username";
          fails ~errno:"EINVAL" "add_drive /dev/null secret:it" "you cannot specify a secret";
          fails ~errno:"EINVAL" "add_drive x protocol:nbd" "nbd: you must specify exactly one server";
          fails ~errno:"EINVAL" "add_drive x protocol:nbd server:[a b]" "nbd: you must specify exactly one server";
          fails ~errno:"EINVAL" "add_drive x protocol:nbd server:[a] username:me" "nbd: you cannot specify a username";
          fails ~errno:"EINVAL" "add_drive x protocol:http server:[a]" "curl: pathname must begin with a '/'";
          fails ~errno:"EINVAL" "add_drive /x protocol:https server:[unix:/x]" "curl: only tcp transport";
          fails ~errno:"EINVAL" "add_drive \"\" protocol:ssh server:[a]" "ssh: pathname should not be an empty string";
          fails ~errno:"EINVAL" "add_drive /x protocol:ssh server:[a] username:\"\"" "ssh: username should not be";
          fails ~errno:"EINVAL" "add_drive /x protocol:iscsi server:[a]" "iscsi: target string must not begin";
          fails ~errno:"EINVAL" "add_drive x protocol:rbd server:[a]" "rbd: port number must be specified";
          fails ~errno:"EINVAL" "add_drive /x protocol:rbd" "rbd: image name must not begin" ];
        on_handle [
          fails ~errno:"EINVAL" "add_drive x protocol:nbd server:[host:0]" "invalid port number ‘0’";
          fails ~errno:"EINVAL" "add_drive x protocol:nbd server:[host:65536]" "invalid port number ‘65536’";
          fails ~errno:"EINVAL" "add_drive x protocol:nbd server:[unix:]" "missing Unix domain socket path";
          fails ~errno:"EINVAL" "add_drive x protocol:nbd server:[host!]" "invalid hostname or server string ‘host!’";
          run "add_drive x protocol:nbd server:[host]"; run "add_drive \"\" protocol:nbd server:[unix:/sock]";
          run "add_drive x protocol:nbd server:[\"tcp:[::1]:10809\"]";
          run "add_drive /x protocol:https server:[host:443] format:qcow2" ];
        on_blank [
          run "add_drive /dev/null label:EMPTY"; equals "blockdev_getsize64 /dev/sdd" "4096";
          list_is "list_devices" [ "/dev/sda"; "/dev/sdb"; "/dev/sdc"; "/dev/sdd" ];
          fails ~errno:"ENOENT" "add_drive /nosuchfile" "/nosuchfile";
          run "ping_daemon" ] ];

    call "add_drive_ro" ~since:"1.0.38" ~shell_aliases:[ "add-ro" ] ~config_only:true ~blocking:false
      [ text "filename" ] nothing
      ~short:"add a disk image that is not written"
      ~doc:{|The same as @add_drive with its option `readonly`. The format of the image is found out
from its content, which @add_drive says more about.|}
      ~run:library
      ~tests:[
        on_handle [
          run "add_drive_ro /dev/null"; equals "device_name 0" "/dev/sda";
          fails ~errno:"ENOENT" "add_drive_ro /nosuchfile" "/nosuchfile" ];
        on_blank [ fails "add_drive_ro /dev/null" "config state" ] ];

    call "add_drive_scratch" ~since:"1.23.10" ~shell_aliases:[ "scratch" ] ~blocking:false
      [ int64 "size" ] nothing
      ~options:[ text_option "name"; text_option "label"; int_option "blocksize" ]
      ~short:"add an empty disk that is thrown away"
      ~doc:{|Adds an empty disk of $size bytes. It is a temporary file, which grows as it is written
and is removed when the handle is shut down or closed.

$name, $label and $blocksize are as for @add_drive. A $size of 0 or less is an error, `EINVAL`.|}
      ~run:library
      ~example:[ "add_drive_scratch 1073741824" ]
      ~tests:[
        on_handle [
          run "add_drive_scratch 1048576"; run "add_drive_scratch 1048576 name:disk label:DATA blocksize:4096";
          equals "device_name 1" "/dev/sdb";
          fails ~errno:"EINVAL" "add_drive_scratch 0" "invalid size: 0";
          fails ~errno:"EINVAL" "add_drive_scratch -1" "invalid size: -1";
          fails ~errno:"EINVAL" "add_drive_scratch 1048576 label:1" "label parameter";
          fails ~errno:"EINVAL" "add_drive_scratch 1048576 blocksize:1" "blocksize parameter" ];
        on_blank [ run "add_drive_scratch 1048576"; equals "blockdev_getsize64 /dev/sdd" "1048576" ] ];

    call "add_cdrom" ~since:"0.0.3" ~deprecated:(Replaced_by "add_drive_ro") ~config_only:true ~blocking:false
      [ text "filename" ] nothing
      ~short:"add a CD image"
      ~doc:{|The same as @add_drive_ro. The appliance sees a disk, not a CD drive, but the
filesystem on it can be mounted all the same.|}
      ~run:library
      ~tests:[
        on_handle [
          run "add_cdrom /dev/null"; equals "device_name 0" "/dev/sda";
          fails ~errno:"ENOENT" "add_cdrom /nosuchfile" "/nosuchfile" ] ];

    call "add_drive_with_if" ~since:"1.0.84" ~deprecated:(Replaced_by "add_drive") ~config_only:true ~blocking:false
      [ text "filename"; text "iface" ] nothing
      ~short:"add a disk image"
      ~doc:{|The same as @add_drive. $iface is ignored; in old versions it chose the kind of the
disk's controller.|}
      ~run:library
      ~tests:[
        on_handle [
          run "add_drive_with_if /dev/null ide"; equals "device_name 0" "/dev/sda";
          fails ~errno:"ENOENT" "add_drive_with_if /nosuchfile ide" "/nosuchfile" ] ];

    call "add_drive_ro_with_if" ~since:"1.0.84" ~deprecated:(Replaced_by "add_drive") ~config_only:true ~blocking:false
      [ text "filename"; text "iface" ] nothing
      ~short:"add a disk image that is not written"
      ~doc:{|The same as @add_drive_ro. $iface is ignored; in old versions it chose the kind of the
disk's controller.|}
      ~run:library
      ~tests:[
        on_handle [
          run "add_drive_ro_with_if /dev/null ide"; equals "device_name 0" "/dev/sda";
          fails ~errno:"ENOENT" "add_drive_ro_with_if /nosuchfile ide" "/nosuchfile" ] ];

    call "remove_drive" ~since:"1.19.49" ~deprecated:Deprecated_without_replacement ~blocking:false
      [ text "label" ] nothing
      ~short:"remove a drive"
      ~doc:{|Removes the drive that was added with the option `label` of @add_drive set to $label.

While the appliance runs, what was written is written out, and the drive is taken away from it;
the other drives keep their names. If a filesystem on it is mounted, or a volume group or an array
on it is active, the call fails with `EBUSY`: call @umount_all and @vg_activate_all first. Before
@launch the drives that were added later move up and change their names.

If no drive has the label, the error is `ENOENT`.

Versions 1.48 to 1.61 of libguestfs could not remove drives, and deprecated this call.|}
      ~run:library
      ~example:[ "add_drive_scratch 1073741824 label:SPARE"; "launch"; "remove_drive SPARE" ]
      ~tests:[
        on_handle [
          run "add_drive /dev/null label:DATA"; run "add_drive /dev/null label:MORE";
          run "remove_drive DATA"; equals "device_index /dev/sda" "0";
          fails "device_name 1" "";
          fails ~errno:"ENOENT" "remove_drive DATA" "no drive has the label ‘DATA’" ];
        on_blank [
          run "add_drive_scratch 10485760 label:ONE"; run "add_drive_scratch 20971520 label:TWO";
          list_is "list_devices" [ "/dev/sda"; "/dev/sdb"; "/dev/sdc"; "/dev/sdd"; "/dev/sde" ];
          run "mkfs ext2 /dev/disk/guestfs/TWO"; run "mount /dev/sde /"; run "write /file content";
          fails ~errno:"EBUSY" "remove_drive TWO" "/dev/sde: it is in use";
          run "remove_drive ONE";
          list_is "list_devices" [ "/dev/sda"; "/dev/sdb"; "/dev/sdc"; "/dev/sde" ];
          equals "cat /file" "content";
          run "add_drive_scratch 31457280 label:THREE";
          equals "blockdev_getsize64 /dev/sdd" "31457280";
          equals "blockdev_getsize64 /dev/sde" "20971520";
          run "umount /"; run "remove_drive TWO";
          list_is "list_devices" [ "/dev/sda"; "/dev/sdb"; "/dev/sdc"; "/dev/sdd" ];
          fails ~errno:"ENOENT" "remove_drive TWO" "no drive has the label" ] ];

    call "internal_drives_wait" ~since:"1.62.0" ~visibility:Internal
      [ int "drives" ] nothing
      ~short:"wait until the drives are there"
      ~doc:{|Waits until the first $drives drives can be used, and the disks of a template that are
no drives are gone.|}
      ~run:daemon
      ~tests:[ on_blank [ run "internal_drives_wait 3"; fails ~errno:"EINVAL" "internal_drives_wait 256" "256" ] ];

    call "internal_drive_added" ~since:"1.62.0" ~visibility:Internal
      [ int "drive" ] nothing
      ~short:"wait for a drive that was added"
      ~doc:{|Waits until the appliance's kernel knows the drive with the number $drive.|}
      ~run:daemon
      ~tests:[ on_blank [ run "internal_drive_added 1"; fails ~errno:"EINVAL" "internal_drive_added 255" "255" ] ];

    call "internal_drive_removing" ~since:"1.62.0" ~visibility:Internal
      [ int "drive" ] nothing
      ~short:"make a drive ready to be removed"
      ~doc:{|Writes out the drive with the number $drive, and lets the appliance's kernel forget it.|}
      ~run:daemon
      ~tests:[ on_blank [ run "internal_drive_removing 2"; list_is "list_devices" [ "/dev/sda"; "/dev/sdb" ];
                          fails ~errno:"ENOENT" "internal_drive_removing 2" "no drive 2" ] ];

    call "debug_drives" ~since:"1.13.22" ~visibility:Debug ~blocking:false
      [] (returns_text_list "cmdline")
      ~short:"describe the drives that were added"
      ~doc:{|Returns a line of text for each drive, in the order in which they were added: the name
of the image, then those of its options that are not the default. The form of the lines can change;
they are only for people to read.|}
      ~run:library
      ~tests:[
        on_handle [
          list_is "debug_drives" [];
          run "add_drive x protocol:nbd server:[host] format:raw name:n label:L cachemode:unsafe discard:enable copyonread:true blocksize:512";
          run "add_drive /p protocol:ssh server:[host] discard:besteffort";
          list_is "debug_drives" [
            "x format=raw protocol=nbd name=n label=L cache=unsafe discard=enable copyonread blocksize=512";
            "/p protocol=ssh discard=besteffort" ] ] ] ]
