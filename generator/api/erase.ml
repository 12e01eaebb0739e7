(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "erase" ~title:"Zeros"
  ~doc:{|Finding out whether there is anything.|}
  [ call "is_zero" ~since:"1.11.8"
      [ path "path" ] (returns_bool "zeroflag")
      ~short:"test whether a file has only zeros"
      ~doc:{|Returns whether $path, a regular file, has no other bytes than zeros. An empty file has none,
so the result is %true. Holes of the file are not read, and the rest only up to the first byte that is
not zero.|}
      ~run:daemon
      ~tests:[
        on_filesystem [
          run "touch /file"; equals "is_zero /file" "true";
          run "truncate_size /file 9000000000"; run "ln_s /file /link"; equals "is_zero /link" "true";
          run "pwrite /file \"\\x00\\x00\" 5000000000"; equals "is_zero /file" "true";
          run "pwrite /file x 8999999999"; equals "is_zero /file" "false";
          run "write /small \"\\x00\\x00x\""; equals "is_zero /small" "false" ];
        on_filesystem [
          fails ~errno:"EISDIR" "is_zero /" "/"; fails ~errno:"ENOENT" "is_zero /missing" "/missing" ] ];

    call "is_zero_device" ~since:"1.11.8"
      [ device "device" ] (returns_bool "zeroflag")
      ~short:"test whether a device has only zeros"
      ~doc:{|Returns whether $device has no other bytes than zeros. It is read up to the first other one; a
large device without any takes long.|}
      ~run:daemon
      ~tests:[
        on_blank [
          equals "is_zero_device /dev/sdb" "true";
          run "pwrite_device /dev/sdb x 536870911"; equals "is_zero_device /dev/sdb" "false";
          fails ~errno:"ENOENT" "is_zero_device /dev/sdz" "/dev/sdz" ] ] ]
