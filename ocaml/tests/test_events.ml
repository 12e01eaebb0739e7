(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* Functions of OCaml as event callbacks. *)

open OUnit
open Support
open Guestfs

(* The events that F causes, as the callback sees them. *)
let recorded g events f =
  let seen = ref [] in
  let callback event event_handle message numbers =
    seen := (event, event_handle, message, numbers) :: !seen in
  let event_handle = g#set_event_callback callback events in
  f ();
  g#delete_event_callback event_handle;
  List.iter (fun (_, h, _, _) -> assert_equal event_handle h) !seen;
  List.rev_map (fun (event, _, message, _) -> event, message) !seen

let enter () =
  with_handle (fun g ->
      assert_equal [ EVENT_ENTER, "get_memsize" ]
        (recorded g [ EVENT_ENTER ] (fun () -> ignore (g#get_memsize ()))))

let trace () =
  with_handle (fun g ->
      g#set_trace true;
      assert_equal
        [ EVENT_TRACE, "set_memsize 2048"; EVENT_TRACE, "set_memsize = 0" ]
        (recorded g [ EVENT_TRACE ] (fun () -> g#set_memsize 2048));
      g#set_trace false)

let only_wanted_events () =
  with_handle (fun g ->
      g#set_trace true;
      ignore (g#set_event_callback (fun _ _ _ _ -> ()) event_all);
      assert_equal [] (recorded g [] g#get_verbose |> List.map fst);
      let events = recorded g [ EVENT_ENTER; EVENT_CLOSE ] (fun () -> ignore (g#get_verbose ())) in
      assert_equal [ EVENT_ENTER ] (List.map fst events))

let deleted () =
  with_handle (fun g ->
      let count = ref 0 in
      let first = g#set_event_callback (fun _ _ _ _ -> incr count) [ EVENT_ENTER ] in
      let second = g#set_event_callback (fun _ _ _ _ -> count := !count + 10) [ EVENT_ENTER ] in
      ignore (g#get_memsize ());
      check_int 11 !count;
      g#delete_event_callback first;
      ignore (g#get_memsize ());
      check_int 21 !count;
      g#delete_event_callback first;
      g#delete_event_callback second;
      ignore (g#get_memsize ());
      check_int 21 !count)

let deletes_itself () =
  with_handle (fun g ->
      let count = ref 0 in
      let callback _ event_handle _ _ = incr count; g#delete_event_callback event_handle in
      ignore (g#set_event_callback callback [ EVENT_ENTER ]);
      ignore (g#get_memsize ());
      ignore (g#get_memsize ());
      check_int 1 !count)

let exceptions () =
  with_handle (fun g ->
      g#set_memsize 1234;
      ignore (g#set_event_callback (fun _ _ _ _ -> failwith "thrown here") [ EVENT_ENTER ]);
      let printed = captured_stderr (fun () -> check_int 1234 (g#get_memsize ())) in
      assert_bool printed (has_part printed "thrown here");
      assert_bool printed (has_part printed "libguestfs: exception in an event callback"))

(* A call around a callback that makes calls, on this and another handle. *)
let nested_calls () =
  with_handle (fun g -> with_handle (fun other ->
      let inner = ref [] in
      let callback _ _ message _ =
        if message = "get_memsize" && !inner = [] then begin
          inner := [ "started" ];
          other#set_program "other";
          raises_error "error" g#internal_test_rinterr;
          inner := [ other#get_program (); g#internal_test_rstring "text" ];
          Gc.compact ()
        end in
      ignore (g#set_event_callback callback [ EVENT_ENTER ]);
      g#set_memsize 4321;
      check_int 4321 (g#get_memsize ());
      check_texts [ "other"; "text" ] !inner))

let close_in_callback () =
  with_handle (fun g ->
      let refused = ref "" in
      let callback _ _ _ _ = try g#close () with Guestfs.Error message -> refused := message in
      ignore (g#set_event_callback callback [ EVENT_ENTER ]);
      ignore (g#get_memsize ());
      assert_bool !refused (has_part !refused "still running"))

let close_event () =
  let events = ref [] in
  let g = new Guestfs.guestfs () in
  let callback event _ _ _ =
    events := event :: !events;
    raises_closed "get_memsize" g#get_memsize in
  ignore (g#set_event_callback callback [ EVENT_CLOSE ]);
  g#close ();
  assert_equal [ EVENT_CLOSE ] !events

let too_many () =
  with_handle (fun g ->
      for _ = 1 to 1000 do ignore (g#set_event_callback (fun _ _ _ _ -> ()) [ EVENT_CLOSE ]) done;
      raises_error "too many event callbacks"
        (fun () -> g#set_event_callback (fun _ _ _ _ -> ()) [ EVENT_CLOSE ]))

let names () =
  check_text "" (event_to_string []);
  check_text "close,enter,subprocess_quit"
    (event_to_string [ EVENT_SUBPROCESS_QUIT; EVENT_CLOSE; EVENT_ENTER ]);
  check_int 10 (List.length event_all);
  check_text "warning" (event_to_string [ List.nth event_all 9 ])

let tests = [
  "events: enter", enter;
  "events: trace", trace;
  "events: only those wanted", only_wanted_events;
  "events: deleted callback", deleted;
  "events: callback that deletes itself", deletes_itself;
  "events: exceptions", exceptions;
  "events: nested calls", nested_calls;
  "events: close in a callback", close_in_callback;
  "events: close", close_event;
  "events: too many", too_many;
  "events: names", names;
]
