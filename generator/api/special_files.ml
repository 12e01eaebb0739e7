(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Model
open Vocabulary

let topic = topic "special_files" ~title:"Device nodes, FIFOs and sockets"
  ~doc:{|Nodes of the filesystem that are neither files nor directories. In the guest they
mean devices and channels of the guest; no call of the library reads or writes through them.

The permissions $mode are numbers (0600 in octal is 384 in decimal) and are reduced by the
umask (see @umask). If there is already a file of that name, the calls fail with
`EEXIST`.|}
  ~groups:[ group "mknod" ~probe:Always ~doc:"Device nodes and FIFOs." ]
  (let node_call = call ~group:"mknod" ~run:daemon in
   [ node_call "mkfifo" ~since:"1.0.55"
      [ int "mode"; path "path" ] nothing
      ~short:"create a FIFO (named pipe)"
      ~doc:{|Creates the FIFO $path with the permissions $mode. If $mode has bits beyond 07777 the
call fails with `EINVAL`.|}
      ~tests:[
        on_filesystem [
          run "mkfifo 384 /fifo"; field_is "lstatns /fifo" "st_mode" "4480";
          run "mkfifo 511 /open"; field_is "lstatns /open" "st_mode" "4589" ];
        on_filesystem [
          fails ~errno:"EINVAL" "mkfifo -1 /fifo" "mode must specify only file permission bits";
          fails ~errno:"EINVAL" "mkfifo 4096 /fifo" "10000: mode must specify only file permission bits";
          fails ~errno:"EEXIST" "mkfifo 384 /lost+found" "/lost+found";
          fails ~errno:"ENOENT" "mkfifo 384 /missing/fifo" "/missing/fifo" ] ];

     node_call "mknod" ~since:"1.0.55"
      [ int "mode"; int "devmajor"; int "devminor"; path "path" ] nothing
      ~short:"create a node of any kind"
      ~doc:{|Creates $path. $mode has both the type, as in `mknod(2)`, and the permissions. For
devices, $devmajor and $devminor are the two parts of the device number; for other types they
mean nothing. Usually @mknod_b, @mknod_c and @mkfifo are easier to use.

A negative number is an error, `EINVAL`.|}
      ~tests:[
        on_filesystem [
          run "mknod 8576 1 3 /null"; field_is "lstatns /null" "st_mode" "8576";
          field_is "lstatns /null" "st_rdev" "259"; run "mknod 49536 0 0 /socket";
          equals "is_socket /socket" "true" ];
        on_filesystem [
          fails ~errno:"EINVAL" "mknod -1 1 3 /null" "mode is negative";
          fails ~errno:"EINVAL" "mknod 8576 -1 3 /null" "device number";
          fails ~errno:"EEXIST" "mknod 8576 1 3 /lost+found" "/lost+found" ] ];

     node_call "mknod_b" ~since:"1.0.55"
      [ int "mode"; int "devmajor"; int "devminor"; path "path" ] nothing
      ~short:"create a block device node"
      ~doc:{|Creates the block device node $path for the device $devmajor, $devminor, with the
permissions $mode. If $mode has bits beyond 07777 or a part of the number is negative the call
fails with `EINVAL`.|}
      ~tests:[
        on_filesystem [
          run "mknod_b 384 8 1 /disk"; field_is "lstatns /disk" "st_mode" "24960";
          field_is "lstatns /disk" "st_rdev" "2049";
          fails "cat /disk" "not a regular file" ];
        on_filesystem [
          fails ~errno:"EINVAL" "mknod_b 24960 8 1 /disk" "mode must specify only file permission bits";
          fails ~errno:"EINVAL" "mknod_b 384 8 -1 /disk" "device number";
          fails ~errno:"EEXIST" "mknod_b 384 8 1 /lost+found" "/lost+found" ] ];

     node_call "mknod_c" ~since:"1.0.55"
      [ int "mode"; int "devmajor"; int "devminor"; path "path" ] nothing
      ~short:"create a character device node"
      ~doc:{|Creates the character device node $path for the device $devmajor, $devminor, with the
permissions $mode. If $mode has bits beyond 07777 or a part of the number is negative the call
fails with `EINVAL`.|}
      ~example:[ "mknod_c 438 1 3 /dev/null" ]
      ~tests:[
        on_filesystem [
          run "mknod_c 511 1 3 /null"; field_is "lstatns /null" "st_mode" "8685";
          field_is "lstatns /null" "st_rdev" "259";
          fails "write /null x" "not a regular file" ];
        on_filesystem [
          fails ~errno:"EINVAL" "mknod_c 8576 1 3 /null" "mode must specify only file permission bits";
          fails ~errno:"EINVAL" "mknod_c 384 -1 3 /null" "device number";
          fails ~errno:"EEXIST" "mknod_c 384 1 3 /lost+found" "/lost+found" ] ];
   ])
