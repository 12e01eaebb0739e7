(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let older name ~since ~now ?fixed arguments ~short ~doc tests =
  call name ~since ~group:"luks" ~deprecated:(Replaced_by now) arguments nothing ~short ~doc
    ~run:(same_as now ?fixed) ~tests:[ on_luks tests ]

let open_arguments = [ device "device"; key "key"; text "mapname" ]

let topic = topic "encryption" ~title:"Encrypted devices"
  ~doc:{|An encrypted device, as @vfs_type shows it by `crypto_LUKS` or `BitLocker`, is opened with its
key, and is then a device `/dev/mapper/NAME` that has a filesystem or volume group.|}
  ~groups:[ group "luks" ~probe:Probe_function ~doc:"Encrypted devices: LUKS, BitLocker." ]
  [ call "cryptsetup_open" ~since:"1.43.2" ~group:"luks" open_arguments nothing
      ~options:[ bool_option "readonly"; text_option "crypttype"; text_option "cipher" ]
      ~short:"open an encrypted device"
      ~doc:{|Opens the encrypted $device with $key, a passphrase or recovery key, as
`/dev/mapper/MAPNAME`, where $mapname is a name that is not used yet, has no `/` and does not begin with a dot. What
is in it can be mounted, or is a volume group, which is activated by the next call that could see it.

- $readonly: nothing can be written to it. The default is %false.
- $crypttype: what $device is: `luks` (any), `luks1`, `luks2`, `bitlk` (BitLocker) or `fvault2`
  (FileVault). By default it is found out, which is possible for LUKS and BitLocker.
- $cipher: for devices without a header, which cannot be opened: the error is `ENOTSUP`.

If the key is wrong the error is `EPERM`. `EINVAL`: it is not encrypted, or not as $crypttype
says, or the name is bad. `EEXIST`: there is a device of that name. `EBUSY`: it is open already, or
mounted. `ENOMEM`: LUKS2 can make a key cost up to 1 GiB of memory, see @set_memsize.|}
      ~run:daemon
      ~example:[ "cryptsetup_open /dev/sda1 secret plain"; "mount /dev/mapper/plain /" ]
      ~tests:[
        on_luks [
          run "cryptsetup_open /dev/sda1 secret plain"; contains "list_dm_devices" "/dev/mapper/plain";
          fails ~errno:"EEXIST" "cryptsetup_open /dev/sda1 secret plain" "/dev/mapper/plain";
          fails ~errno:"EBUSY" "cryptsetup_open /dev/sda1 secret other" "/dev/sda1";
          run "mkfs ext2 /dev/mapper/plain"; run "mount /dev/mapper/plain /"; run "touch /file";
          fails ~errno:"EBUSY" "cryptsetup_close /dev/mapper/plain" "/dev/mapper/plain" ];
        on_luks [
          run "cryptsetup_open /dev/sda1 secret plain readonly:true crypttype:luks2";
          fails "pwrite_device /dev/mapper/plain x 0" "/dev/mapper/plain" ];
        on_luks [
          fails ~errno:"EPERM" "cryptsetup_open /dev/sda1 wrong plain" "the key does not open it";
          fails ~errno:"EINVAL" "cryptsetup_open /dev/sda1 secret plain crypttype:luks1" "/dev/sda1";
          fails ~errno:"EINVAL" "cryptsetup_open /dev/sda1 secret plain crypttype:none" "crypttype none";
          fails ~errno:"ENOTSUP" "cryptsetup_open /dev/sda1 secret plain cipher:aes" "cipher";
          fails ~errno:"EINVAL" "cryptsetup_open /dev/sda1 secret control" "control";
          fails ~errno:"EINVAL" "cryptsetup_open /dev/sda1 secret a/b" "a/b";
          fails ~errno:"EINVAL" "cryptsetup_open /dev/sdb secret plain" "/dev/sdb: not encrypted";
          list_is "list_dm_devices" [] ] ];

    call "cryptsetup_close" ~since:"1.43.2" ~group:"luks" [ device "device" ] nothing
      ~short:"close an encrypted device"
      ~doc:{|Closes $device, a `/dev/mapper/NAME` that @cryptsetup_open made; another one is the
error `EINVAL`. While it is mounted, or a volume group in it is active, the error is `EBUSY`: see @umount
and @vg_activate.|}
      ~run:daemon
      ~tests:[
        on_luks [
          run "cryptsetup_open /dev/sda1 secret plain"; run "pvcreate /dev/mapper/plain";
          run "vgcreate VG [/dev/mapper/plain]"; run "lvcreate LV VG 8";
          fails ~errno:"EBUSY" "cryptsetup_close /dev/mapper/plain" "/dev/mapper/plain";
          run "vg_activate false [VG]"; run "cryptsetup_close /dev/mapper/plain"; list_is "list_dm_devices" [];
          run "cryptsetup_open /dev/sda1 secret plain"; list_is "lvs" [ "/dev/VG/LV" ];
          fails ~errno:"EINVAL" "cryptsetup_close /dev/sda1" "/dev/sda1" ];
        on_volume [
          run "umount_all"; fails ~errno:"EINVAL" "cryptsetup_close /dev/mapper/VG-LV" "/dev/mapper/VG-LV" ] ];

    older "luks_open" ~since:"1.5.1" ~now:"cryptsetup_open" ~fixed:[ "crypttype", is_text "luks" ] open_arguments
      ~short:"open a LUKS device" ~doc:"As @cryptsetup_open, with the option `crypttype` `luks`."
      [ run "luks_open /dev/sda1 secret plain"; equals "pwrite_device /dev/mapper/plain x 0" "1";
        fails ~errno:"EINVAL" "luks_open /dev/sdb secret other" "/dev/sdb" ];
    older "luks_open_ro" ~since:"1.5.1" ~now:"cryptsetup_open"
      ~fixed:[ "crypttype", is_text "luks"; "readonly", is_true ] open_arguments
      ~short:"open a LUKS device read-only" ~doc:"As @cryptsetup_open, with the option `crypttype` `luks`, and `readonly`."
      [ run "luks_open_ro /dev/sda1 secret plain"; fails "pwrite_device /dev/mapper/plain x 0" "/dev/mapper/plain" ];
    older "luks_close" ~since:"1.5.1" ~now:"cryptsetup_close" [ device "device" ]
      ~short:"close a LUKS device" ~doc:"As @cryptsetup_close."
      [ run "luks_open /dev/sda1 secret plain"; run "luks_close /dev/mapper/plain"; list_is "list_dm_devices" [] ] ]
