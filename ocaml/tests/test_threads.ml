(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* The runtime is released while a call runs. *)

open OUnit
open Support

(* Opening a pipe for writing blocks until somebody reads it: BODY runs while
   another thread is in a call. *)
let during_a_call (g : Guestfs.guestfs) body =
  with_folder (fun folder ->
      let fifo = Filename.concat folder "fifo" in
      Unix.mkfifo fifo 0o600;
      let entered = Atomic.make false in
      let event_handle =
        g#set_event_callback (fun _ _ _ _ -> Atomic.set entered true) [ Guestfs.EVENT_ENTER ] in
      let blocked = Thread.create g#internal_test_set_output fifo in
      while not (Atomic.get entered) do Thread.delay 0.01 done;
      Fun.protect body ~finally:(fun () ->
          let reader = open_in fifo in
          Thread.join blocked;
          g#delete_event_callback event_handle;
          g#internal_test_only_optargs ~test:5 ();
          g#internal_test_close_output ();
          check_text "test: 5" (input_line reader);
          close_in reader))

let other_threads_run () =
  with_handle (fun g ->
      let ran = ref false in
      during_a_call g (fun () -> Thread.join (Thread.create (fun () -> Gc.full_major (); ran := true) ()));
      assert_bool "no other thread ran" !ran)

let close_is_refused () =
  let g = new Guestfs.guestfs () in
  during_a_call g (fun () -> raises_error "still running" g#close);
  g#close ()

let cancel_does_not_wait () =
  with_handle (fun g -> during_a_call g g#user_cancel)

(* A second thread waits for the handle, a third one runs. *)
let waiting_threads () =
  with_handle (fun g ->
      let waiting = ref None in
      during_a_call g (fun () ->
          waiting := Some (Thread.create (fun () -> ignore (g#get_memsize ())) ());
          Thread.delay 0.05;
          with_handle (fun other -> ignore (other#get_memsize ())));
      Option.iter Thread.join !waiting)

let one_handle () =
  with_handle (fun g ->
      let events = Atomic.make 0 and failures = Atomic.make 0 in
      ignore (g#set_event_callback (fun _ _ _ _ -> Atomic.incr events) [ Guestfs.EVENT_ENTER ]);
      let work number =
        let text = Printf.sprintf "thread %d" number in
        for _ = 1 to 200 do
          if g#internal_test_rstring text <> text then Atomic.incr failures;
          (match g#internal_test_rinterr () with
           | _ -> Atomic.incr failures
           | exception Guestfs.Error message -> if message <> "error" then Atomic.incr failures);
          g#delete_event_callback (g#set_event_callback (fun _ _ _ _ -> ()) [ Guestfs.EVENT_ENTER ])
        done in
      List.iter Thread.join (List.init 4 (Thread.create work));
      check_int 0 (Atomic.get failures);
      check_int (4 * 200 * 2) (Atomic.get events))

let many_handles () =
  let closed = Atomic.make 0 in
  let work () =
    for i = 1 to 50 do
      let g = Guestfs.create () in
      ignore (Guestfs.set_event_callback g (fun _ _ _ _ -> Atomic.incr closed) [ Guestfs.EVENT_CLOSE ]);
      if i mod 2 = 0 then Guestfs.close g
    done in
  List.iter Thread.join (List.init 4 (fun _ -> Thread.create work ()));
  Gc.full_major ();
  Gc.full_major ();
  check_int 200 (Atomic.get closed)

(* Handlers of signals run between calls and in callbacks; what they raise
   must leave the handle usable. *)
let signals () =
  let g = new Guestfs.guestfs () in
  let behaviour = Sys.signal Sys.sigusr1 (Sys.Signal_handle (fun _ -> raise Exit)) in
  let raised = ref 0 in
  Fun.protect ~finally:(fun () -> Sys.set_signal Sys.sigusr1 behaviour) (fun () ->
      for _ = 1 to 200 do
        try
          Unix.kill (Unix.getpid ()) Sys.sigusr1;
          ignore (g#get_memsize ());
          ignore (ref ())
        with Exit -> incr raised
      done);
  assert_bool "no signal arrived" (!raised > 0);
  g#close ()

let tests = [
  "threads: others run during a call", other_threads_run;
  "threads: close is refused during a call", close_is_refused;
  "threads: user_cancel does not wait", cancel_does_not_wait;
  "threads: waiting for the handle", waiting_threads;
  "threads: one handle in many", one_handle;
  "threads: many handles in many", many_handles;
  "threads: signals", signals;
]
