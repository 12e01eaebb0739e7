(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* A real disk in a real appliance: one launch for all of it. *)

open OUnit
open Support

let ticks_during f =
  let ticks = Atomic.make 0 and stop = Atomic.make false in
  let tick () =
    while not (Atomic.get stop) do
      Thread.delay 0.02;
      Atomic.incr ticks
    done in
  let thread = Thread.create tick () in
  Fun.protect f ~finally:(fun () -> Atomic.set stop true; Thread.join thread);
  Atomic.get ticks

(* A reader that waits first makes the call last long enough for messages. *)
let progress_of_download g folder =
  let fifo = Filename.concat folder "fifo" in
  Unix.mkfifo fifo 0o600;
  let read () =
    let channel = open_in_bin fifo in
    Thread.delay 3.;
    (try while true do ignore (really_input_string channel 65536) done with End_of_file -> ());
    close_in channel in
  let reader = Thread.create read () in
  let messages = ref [] in
  let event_handle =
    Guestfs.set_event_callback g (fun _ _ _ numbers -> messages := numbers :: !messages)
      [ Guestfs.EVENT_PROGRESS ] in
  Guestfs.touch g "/large";
  Guestfs.truncate_size g "/large" 67108864L;
  Guestfs.download g "/large" fifo;
  Thread.join reader;
  Guestfs.delete_event_callback g event_handle;
  !messages

let disk_job () =
  with_folder (fun folder -> with_handle (fun g ->
      let events = ref [] in
      ignore (g#set_event_callback (fun event _ _ _ -> events := event :: !events)
                [ Guestfs.EVENT_LAUNCH_DONE ]);
      g#add_drive_scratch 536870912L;
      assert_bool "launch kept other threads from running" (ticks_during g#launch >= 2);
      assert_equal [ Guestfs.EVENT_LAUNCH_DONE ] !events;
      check_texts [ "/dev/sda" ] (Array.to_list (g#list_devices ()));
      g#part_disk "/dev/sda" "mbr";
      g#mkfs ~label:"ROOT" "ext4" "/dev/sda1";
      g#mount "/dev/sda1" "/";
      assert_equal [ "/dev/sda1", "ext4" ] (g#list_filesystems ());

      let content = String.init 1000 (fun i -> Char.chr (i mod 256)) in
      g#write "/file" content;
      check_text content (g#read_file "/file");
      assert_equal 1000L (g#filesize "/file");
      check_int 0o100644 (Int64.to_int (g#statns "/file").Guestfs.st_mode);
      let entry = List.find (fun e -> e.Guestfs.name = "file") (Array.to_list (g#readdir "/")) in
      assert_equal 'r' entry.Guestfs.ftyp;
      g#setxattr "user.test" "\255\001" 2 "/file";
      check_text "\255\001" (g#getxattr "/file" "user.test");

      let download = Filename.concat folder "download" in
      g#download "/file" download;
      check_text content (read_file download);
      (match progress_of_download g#ocaml_handle folder with
       | [| _; _; 67108864L; 67108864L |] :: _ -> ()
       | messages -> assert_failure (Printf.sprintf "%d messages of progress" (List.length messages)));
      raises_error "/missing" (fun () -> g#cat "/missing");
      check_int Guestfs.Errno.errno_ENOENT (g#last_errno ());
      g#shutdown ()))

let tests =
  let launched test () =
    skip_if (Sys.getenv_opt "have_appliance" = Some "") "built without an appliance";
    test () in
  [ "appliance: a disk and a file", launched disk_job ]
