(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "hivex" ~title:"Registry of Windows"
  ~doc:{|Windows keeps its registry in files, the hives, such as `SYSTEM` and `SOFTWARE` in
`/Windows/System32/config`. One of them at a time is opened with @hivex_open; what the other calls
here take and return are numbers of its nodes, good until it is closed.

A hive is read in a process of its own: a damaged one makes a call fail, and nothing else.|}
  ~groups:[ group "hivex" ~probe:Always ~doc:"Hives of the registry of Windows." ]
  ~sessions:[
    session "hivex" ~state:"struct session_child" ~missing:"no hive is open: call hivex_open first" ]
  [ call "hivex_open" ~since:"1.19.35" ~group:"hivex"
      [ path "filename" ] nothing
      ~options:[ bool_option "verbose"; bool_option "debug"; bool_option "write"; bool_option "unsafe" ]
      ~short:"open a hive of the registry of Windows"
      ~doc:{|Opens the hive $filename, a regular file of up to 256 MiB. A hive that was open
is closed first, without its changes being written, even if this call fails. @umount_all
closes it too; until it is closed the filesystem cannot be unmounted by @umount.

- $write: it will be changed. Without it the file is only read. The default is %false.
- $unsafe: read as much as possible of a damaged hive: what is corrupt is left out instead of
  being an error. The default is %false.
- $verbose, $debug: the library tells on the appliance's console what it does. The default is %false.

What is not a hive is the error `EINVAL` or `ENOTSUP`; a hive of Windows that was hibernated or
crashed may lack its newest changes, which are in log files beside it.|}
      ~run:(opens "hivex")
      ~example:[ "hivex_open /Windows/System32/config/SOFTWARE"; "hivex_root" ]
      ~tests:[
        on "registry" [
          run "hivex_open /hive"; at_least "hivex_root" 32;
          run "hivex_open /hive write:true verbose:true debug:true unsafe:true"; at_least "hivex_root" 32;
          run "touch /empty"; fails ~errno:"EINVAL" "hivex_open /empty" "/empty: not a hive";
          fails "hivex_root" "call hivex_open first"; fails ~errno:"ENOENT" "hivex_open /none" "/none";
          fails ~errno:"EISDIR" "hivex_open /" "directory"; run "mkfifo 0644 /fifo";
          fails ~errno:"EINVAL" "hivex_open /fifo" "not a regular file"; run "touch /large"; run "truncate_size /large 268435457";
          fails ~errno:"EFBIG" "hivex_open /large" "256 MiB"; run "ln_s /etc/passwd /outside";
          fails ~errno:"ENOENT" "hivex_open /outside" "/outside" ];
        on "registry" [
          run "hivex_open /hive"; fails ~errno:"EBUSY" "umount /" "in use"; run "umount_all";
          fails "hivex_root" "call hivex_open first"; run "mount_ro /dev/sda1 /"; run "hivex_open /hive";
          fails ~errno:"EROFS" "hivex_open /hive write:true" "/hive" ] ];

    call "hivex_close" ~since:"1.19.35" ~group:"hivex" [] nothing
      ~short:"close the open hive"
      ~doc:{|Closes the hive that @hivex_open opened. Changes that were not written are lost.|}
      ~run:(ends "hivex")
      ~tests:[
        on "registry" [
          fails "hivex_close" "call hivex_open first"; run "hivex_open /hive"; run "hivex_close";
          fails "hivex_close" "call hivex_open first"; run "umount /" ] ];

    call "hivex_root" ~since:"1.19.35" ~group:"hivex" [] (returns_int64 "nodeh")
      ~short:"return the root node of the hive"
      ~doc:{|Returns the number of the root node, from which all others are reached.|}
      ~run:(within "hivex")
      ~tests:[
        on "registry" [
          fails "hivex_root" "call hivex_open first"; run "hivex_open /hive"; equals "hivex_root" "4176" ] ];

    call "hivex_node_name" ~since:"1.19.35" ~group:"hivex"
      [ int64 "nodeh" ] (returns_text "name")
      ~short:"return the name of a node of the hive"
      ~doc:{|Returns the name of the node $nodeh, in UTF-8. The root's name says nothing: programs
of Windows choose it as they like. If $nodeh is no node of the hive the call fails.|}
      ~run:(within "hivex")
      ~tests:[
        on "registry" [
          fails "hivex_node_name 4176" "call hivex_open first"; run "hivex_open /hive";
          equals "hivex_node_name 4176" "ROOT"; fails ~errno:"EINVAL" "hivex_node_name 4177" "node 4177";
          fails "hivex_node_name -1" "node -1"; fails "hivex_node_name 0" "node 0" ] ] ]
