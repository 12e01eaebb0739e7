(* SPDX-License-Identifier: GPL-2.0-or-later *)

open Vocabulary

let topic = topic "disk_images" ~title:"Disk images on the host"
  ~doc:{|These calls work on files of the host, with the rights of the program and without the
appliance; they can be used before @launch. They use `qemu-img(1)`.|}
  [ call "disk_create" ~since:"1.25.31"
      [ text "filename"; text "format"; int64 "size" ] nothing
      ~options:[
        text_option "backingfile"; text_option "backingformat"; text_option "preallocation";
        text_option "compat"; int_option "clustersize" ]
      ~short:"create an empty disk image"
      ~doc:{|Creates the disk image $filename, or overwrites it if it exists. The new disk reads as
zeroes, or as its backing file if it has one. It is a file of the host; @add_drive then adds it to
the handle.

$format is `raw` or `qcow2`. $size is the size of the disk in bytes. With a backing file it must
be -1, because the backing file says the size; otherwise it must be more than 0.

If $filename is a block device and $format is `raw`, the device keeps its own size, and its blocks
are discarded if it can do that. A character device is never written.

The options:

- $backingfile only `qcow2`: the disk begins with the content of this image. Only what differs
  from it will be in the new file, so it must be kept and never be changed. A relative name is
  relative to the folder of the new file.
- $backingformat only `qcow2`: format of the backing file. If it is not given it is found out,
  which is not safe if a guest that is not trusted wrote the file: see @disk_format.
- $preallocation `off` or its other name `sparse` (the default): blocks are taken from the host
  when they are first written. `full`: they are taken now, so that the host cannot run out of
  space later. `metadata`, only `qcow2`: only the file's own tables are made now.
- $compat only `qcow2`: `1.1` (the default), or `0.10` for programs made before 2012.
- $clustersize only `qcow2`: the unit of allocation in bytes, a power of two from 512 to 2097152.
  The default is 65536.

An option that does not go with the format is an error. If the disk cannot be made whole, because
the host is full for instance, a new file is removed again.

Who may read the new file is what the program's umask says, as with every file that a program
makes. Disks that the library makes for itself (@add_drive_scratch) are for its user alone.|}
      ~run:library
      ~example:[ "disk_create /tmp/disk.img raw 1073741824" ]
      ~tests:[
        on_handle [
          fails ~errno:"EINVAL" "disk_create /dev/null raw 10" "refusing to overwrite char device";
          fails ~errno:"EINVAL" "disk_create /dev/null raw 0" "invalid size: 0";
          fails ~errno:"EINVAL" "disk_create /dev/null raw -1" "invalid size: -1";
          fails ~errno:"EINVAL" "disk_create /dev/null qcow2 0" "invalid size: 0";
          fails ~errno:"EINVAL" "disk_create /dev/null vmdk 10" "unsupported format";
          fails ~errno:"ENOENT" "disk_create /nosuchdirectory/file raw 10" "/nosuchdirectory/file";
          fails "disk_create /nosuchdirectory/file qcow2 10" "/nosuchdirectory/file" ];
        on_handle [
          fails ~errno:"EINVAL" "disk_create /dev/null raw 10 backingfile:/dev/null" "size must be passed as -1";
          fails ~errno:"EINVAL" "disk_create /dev/null raw -1 backingfile:/dev/null" "backingfile cannot be used";
          fails ~errno:"EINVAL" "disk_create /dev/null raw 10 backingformat:raw" "backingformat parameter cannot be used";
          fails ~errno:"EINVAL" "disk_create /dev/null raw 10 compat:1.1" "compat parameter cannot be used";
          fails ~errno:"EINVAL" "disk_create /dev/null raw 10 clustersize:65536" "clustersize parameter cannot be used";
          fails ~errno:"EINVAL" "disk_create /dev/null raw 10 preallocation:metadata" "preallocation" ];
        on_handle [
          fails ~errno:"EINVAL" "disk_create /dev/null qcow2 1024 preallocation:some" "preallocation parameter ‘some’";
          fails ~errno:"EINVAL" "disk_create /dev/null qcow2 1024 compat:1" "compat parameter ‘1’";
          fails ~errno:"EINVAL" "disk_create /dev/null qcow2 1024 clustersize:100" "clustersize parameter ‘100’";
          fails ~errno:"EINVAL" "disk_create /dev/null qcow2 1024 clustersize:513" "clustersize parameter ‘513’";
          fails ~errno:"EINVAL" "disk_create /dev/null qcow2 1024 clustersize:4194304" "clustersize";
          fails ~errno:"EINVAL" "disk_create /dev/null qcow2 1024 backingformat:raw" "backingformat";
          fails ~errno:"EINVAL" "disk_create /dev/null qcow2 -1 backingfile:/dev/null backingformat:\"a b\"" "backingformat parameter ‘a b’" ] ];

    call "disk_format" ~since:"1.19.38"
      [ text "filename" ] (returns_text "format")
      ~short:"find out the format of a disk image"
      ~doc:{|Returns the format of the disk image $filename, such as `qcow2` or `vmdk`, from the
image's first bytes. What is not known to be anything else is `raw`.

A guest decides on the content of its own disk, and so it can make a raw disk look like another
format. If the disk is not trusted, do not use this call to choose the format that is then given to
@add_drive: a format such as `qcow2` can name other files of the host.

The image may be in use by a running guest. Other files that it names are not opened.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "disk_format /dev/null" "raw";
          fails "disk_format /nosuchfile" "/nosuchfile"; fails ~errno:"ENOENT" "disk_format \"\"" "No such file" ] ];

    call "disk_virtual_size" ~since:"1.19.39"
      [ text "filename" ] (returns_int64 "size")
      ~short:"get the size of the disk in a disk image"
      ~doc:{|Returns the size in bytes of the disk that is in the disk image $filename. The file
itself can be much smaller.

The warning about images that are not trusted in @disk_format holds here too.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "disk_virtual_size /dev/null" "0"; fails "disk_virtual_size /nosuchfile" "/nosuchfile" ] ];

    call "disk_has_backing_file" ~since:"1.19.39"
      [ text "filename" ] (returns_bool "backingfile")
      ~short:"test whether a disk image has a backing file"
      ~doc:{|Returns %true if the disk image $filename needs another file, its backing file.

The warning about images that are not trusted in @disk_format holds here too.|}
      ~run:library
      ~tests:[
        on_handle [
          equals "disk_has_backing_file /dev/null" "false";
          fails "disk_has_backing_file /nosuchfile" "/nosuchfile" ] ] ]
