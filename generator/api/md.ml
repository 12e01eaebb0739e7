(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "md" ~title:"MD arrays"
  ~doc:{|Software RAID of Linux. Arrays that are on the disks are started by the first call that
could see them; @list_md_devices lists them.|}
  ~groups:[ group "mdadm" ~probe:(Program [ "mdadm" ]) ~doc:"Software RAID of Linux." ]
  [ call "md_detail" ~since:"1.15.6" ~group:"mdadm"
      [ device "md" ] (returns_table "info")
      ~short:"get what is known of an array"
      ~doc:{|Returns what is known of the array $md, a table. Which keys there are depends on the array,
usually these:

- `level`: such as `raid1`
- `devices`: how many devices it has when it is complete
- `metadata`: format of what its members say of it, such as `1.2`
- `uuid`: its identifier, with colons
- `name`, `devname`: its name, with and without the host that made it
- `device_dev_sda1_dev`: the name of a member, here `/dev/sda1`
- `device_dev_sda1_role`: the number of the member, or `spare`

If $md is no array the call fails.|}
      ~run:(exec [ "mdadm"; "--detail"; "--export"; "%{md}" ]
              ~result:(pairs "=" ~prefix:"MD_" ~lower:true ~devices:true))
      ~tests:[
        on_md [
          field_is "md_detail /dev/md127" "level" "raid1"; field_is "md_detail /dev/md127" "devices" "2";
          field_is "md_detail /dev/md127" "metadata" "1.2"; field_is "md_detail /dev/md127" "name" "guest:mirror";
          field_is "md_detail /dev/md127" "device_dev_sdb_dev" "/dev/sdb";
          field_is "md_detail /dev/md127" "device_dev_sdb_role" "0";
          field_is "md_detail /dev/md127" "device_dev_sdc_dev" "/dev/sdc";
          field_is "md_detail /dev/md127" "device_dev_sdc_role" "1" ];
        on_blank [
          fails "md_detail /dev/sda" "/dev/sda"; fails ~errno:"ENOENT" "md_detail /dev/md127" "/dev/md127" ] ] ]
