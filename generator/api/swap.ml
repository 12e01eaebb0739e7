(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

(* mkswap with one option as an argument. *)
let older name ?group label value test =
  call name ~since:"1.0.55" ?group ~deprecated:(Replaced_by "mkswap") [ text label; device "device" ] nothing
    ~short:("make swap space with a " ^ label) ~run:(same_as "mkswap")
    ~doc:(Printf.sprintf "Does what @mkswap does with the option `%s` of this value." label)
    ~tests:[ on_partition [ run (Printf.sprintf "%s %s /dev/sda1" name value); test ] ]

let topic = topic "swap" ~title:"Swap space"
  ~doc:{|Making swap space.|}
  ([ call "mkswap" ~since:"1.0.55" ~once_had_no_options:true ~options:[ text_option "label"; text_option "uuid" ]
       [ device "device" ] nothing
       ~short:"make swap space"
       ~doc:{|Makes $device swap space. *What was on it is lost.*

$label is its name, up to 15 bytes, and $uuid its identifier, a UUID; without them it has no name and
a random UUID. @vfs_label and @vfs_uuid return them.

Wrong options are `EINVAL` before anything is written, and a device that is used is `EBUSY`.|}
       ~run:(exec [ "mkswap"; "-f"; "%{device}" ] ~unused:[ "device" ] ~wiped:[ "device" ]
               ~options:[ if_given "label" [ "-L"; "%{label}" ]; if_given "uuid" [ "-U"; "%{uuid}" ] ]
               ~checks:[ at_most_bytes 15 "label"; is_uuid "uuid" ])
       ~tests:[
         on_partition [ run "mkswap /dev/sda1"; equals "vfs_type /dev/sda1" "swap"; equals "vfs_label /dev/sda1" "" ];
         on_partition [
           run "mkswap /dev/sda1 label:exchange uuid:01234567-89ab-cdef-0123-456789ABCDEF";
           equals "vfs_label /dev/sda1" "exchange";
           equals "vfs_uuid /dev/sda1" "01234567-89ab-cdef-0123-456789abcdef" ];
         on_filesystem [
           fails ~errno:"EINVAL" "mkswap /dev/sda1 label:1234567890123456" "label is limited to 15 bytes";
           fails ~errno:"EINVAL" "mkswap /dev/sda1 uuid:foo" "uuid: 'foo' is not a valid UUID";
           fails ~errno:"EBUSY" "mkswap /dev/sda1" "/dev/sda1";
           run "umount_all"; equals "vfs_type /dev/sda1" "ext4" ] ];

     call "mkswap_file" ~since:"1.0.66" [ path "path" ] nothing
       ~short:"make swap space in a file"
       ~doc:{|Makes the regular file $path swap space. It must have its size already, 40 KiB at least (see
@fallocate64). *What was in it is lost.*|}
       ~run:(exec [ "mkswap"; "-f"; "%{path}" ])
       ~tests:[
         on_filesystem [
           run "fallocate64 /swap 1048576"; run "mkswap_file /swap"; equals "pread /swap 10 4086" "SWAPSPACE2";
           run "touch /empty"; fails "mkswap_file /empty" "/empty";
           fails ~errno:"ENOENT" "mkswap_file /missing" "/missing" ] ] ]
   @ [ older "mkswap_L" "label" "exchange" (equals "vfs_label /dev/sda1" "exchange");
       older "mkswap_U" ~group:"linuxfsuuid" "uuid" "01234567-89ab-cdef-0123-456789abcdef"
         (equals "vfs_uuid /dev/sda1" "01234567-89ab-cdef-0123-456789abcdef") ])
