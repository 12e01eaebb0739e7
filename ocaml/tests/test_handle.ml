(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* The life of a handle: creation, closing in each way, and use after that;
   errors. *)

open OUnit
open Support

(* In a process of its own: variables cannot be removed again. *)
let environment () =
  let status = in_child (fun () ->
      Unix.putenv "LIBGUESTFS_MEMSIZE" "777";
      let memsizes = [
        Guestfs.get_memsize (Guestfs.create ());
        Guestfs.get_memsize (Guestfs.create ~environment:true ());
        Guestfs.get_memsize (Guestfs.create ~environment:false ());
        (new Guestfs.guestfs ~environment:false ~close_on_exit:false ())#get_memsize () ] in
      Unix._exit (match memsizes with
          | [ 777; 777; a; b ] when a <> 777 && b <> 777 -> 42
          | _ -> 1)) in
  check_int 42 status

let both_styles () =
  with_handle (fun g ->
      Guestfs.set_memsize g#ocaml_handle 1234;
      check_int 1234 (g#get_memsize ()))

let closed () =
  let g = new Guestfs.guestfs () in
  g#close ();
  raises_closed "get_verbose" g#get_verbose;
  raises_closed "close" g#close;
  raises_closed "mount" (fun () -> g#mount "/dev/sda1" "/");
  raises_closed "add_drive" (fun () -> g#add_drive "bad\000argument");
  raises_closed "user_cancel" g#user_cancel;
  raises_closed "last_errno" g#last_errno;
  raises_closed "set_event_callback" (fun () -> g#set_event_callback (fun _ _ _ _ -> ()) []);
  raises_closed "delete_event_callback"
    (let h = with_handle (fun g -> g#set_event_callback (fun _ _ _ _ -> ()) []) in
     fun () -> g#delete_event_callback h)

let errors () =
  with_handle (fun g ->
      raises_error "error" g#internal_test_rinterr;
      check_int 0 (g#last_errno ());
      raises_error "mount" (fun () -> g#mount "/dev/sda1" "/");
      raises_error "/nosuchfile" (fun () -> g#add_drive "/nosuchfile");
      check_int Guestfs.Errno.errno_ENOENT (g#last_errno ());
      raises_error "memsize" (fun () -> g#set_memsize 1);
      check_int Guestfs.Errno.errno_EINVAL (g#last_errno ()))

let errors_are_not_printed () =
  check_text "" (captured_stderr (fun () ->
      with_handle (fun g -> raises_error "error" g#internal_test_rstringerr)))

(* Counts CLOSE events of handles that nothing refers to. *)
let collected ~with_cycle () =
  let closed = ref 0 in
  let forget () =
    let g = Guestfs.create () in
    let callback _ _ _ _ =
      (* The function refers to its handle, which is closed by now. *)
      if with_cycle then raises_closed "get_pid" (fun () -> Guestfs.get_pid g);
      incr closed in
    ignore (Guestfs.set_event_callback g callback [ Guestfs.EVENT_CLOSE ]) in
  for _ = 1 to 10 do (Sys.opaque_identity forget) () done;
  Gc.full_major ();
  Gc.full_major ();
  check_int 10 !closed

let used_handle_is_kept () =
  let closed = ref false in
  let g = Guestfs.create () in
  ignore (Guestfs.set_event_callback g (fun _ _ _ _ -> closed := true) [ Guestfs.EVENT_CLOSE ]);
  Gc.full_major ();
  assert_bool "closed" (not !closed);
  check_int 0 (Guestfs.last_errno g);
  Guestfs.close g;
  assert_bool "not closed" !closed

(* Like a program that ends without closing its handle. *)
let at_exit_with ~close_on_exit () =
  with_folder (fun folder ->
      let path = Filename.concat folder "closed" in
      let status = in_child (fun () ->
          let g = Guestfs.create ~close_on_exit () in
          let callback _ _ _ _ = close_out (open_out path) in
          ignore (Guestfs.set_event_callback g callback [ Guestfs.EVENT_CLOSE ]);
          exit 7) in
      check_int 7 status;
      assert_equal ~printer:string_of_bool close_on_exit (Sys.file_exists path))

(* The handle of a parent is none of its child's business. *)
let forked () =
  with_folder (fun folder ->
      let path = Filename.concat folder "closed" in
      let g = Guestfs.create () in
      let callback _ _ _ _ = close_out (open_out path) in
      ignore (Guestfs.set_event_callback g callback [ Guestfs.EVENT_CLOSE ]);
      check_int 98 (in_child (fun () -> exit 98));
      assert_bool "the child closed it" (not (Sys.file_exists path));
      check_int 0 (Guestfs.last_errno g);
      Guestfs.close g;
      assert_bool "it was not closed" (Sys.file_exists path))

let many_handles () =
  let open_files () = Array.length (Sys.readdir "/proc/self/fd") in
  let before = open_files () in
  for _ = 1 to 200 do
    let g = Guestfs.create () in
    ignore (Guestfs.set_event_callback g (fun _ _ _ _ -> ()) Guestfs.event_all);
    Guestfs.close g
  done;
  check_int before (open_files ())

let version () =
  with_handle (fun g ->
      let { Guestfs.major; extra; _ } = g#version () in
      assert_equal ~printer:Int64.to_string 1L major;
      check_text "" extra)

let c_pointer () =
  with_handle (fun g ->
      assert_bool "no address" (g#c_pointer () <> 0L);
      assert_equal (g#c_pointer ()) (Guestfs.c_pointer g#ocaml_handle))

let tests = [
  "handle: environment", environment;
  "handle: both styles", both_styles;
  "handle: closed", closed;
  "handle: errors", errors;
  "handle: errors are not printed", errors_are_not_printed;
  "handle: collected", collected ~with_cycle:false;
  "handle: collected with a callback that uses it", collected ~with_cycle:true;
  "handle: kept while it is used", used_handle_is_kept;
  "handle: closed at exit", at_exit_with ~close_on_exit:true;
  "handle: left open at exit", at_exit_with ~close_on_exit:false;
  "handle: in a forked process", forked;
  "handle: many", many_handles;
  "handle: version", version;
  "handle: c_pointer", c_pointer;
]
