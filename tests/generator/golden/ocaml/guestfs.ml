(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* Made by generator/emit/ocaml_module.ml from the declarations in generator/api/. *)

exception Error of string
exception Handle_closed of string

(* C raises them by these names. *)
let () =
  Callback.register_exception "Guestfs.Error" (Error "");
  Callback.register_exception "Guestfs.Handle_closed" (Handle_closed "")

type event =
  | EVENT_CLOSE
  | EVENT_SUBPROCESS_QUIT
  | EVENT_LAUNCH_DONE
  | EVENT_PROGRESS
  | EVENT_APPLIANCE
  | EVENT_LIBRARY
  | EVENT_TRACE
  | EVENT_ENTER
  | EVENT_LIBVIRT_AUTH
  | EVENT_WARNING

let bit = function
  | EVENT_CLOSE -> 0x1
  | EVENT_SUBPROCESS_QUIT -> 0x2
  | EVENT_LAUNCH_DONE -> 0x4
  | EVENT_PROGRESS -> 0x8
  | EVENT_APPLIANCE -> 0x10
  | EVENT_LIBRARY -> 0x20
  | EVENT_TRACE -> 0x40
  | EVENT_ENTER -> 0x80
  | EVENT_LIBVIRT_AUTH -> 0x100
  | EVENT_WARNING -> 0x200

let event_all = [ EVENT_CLOSE; EVENT_SUBPROCESS_QUIT; EVENT_LAUNCH_DONE; EVENT_PROGRESS; EVENT_APPLIANCE; EVENT_LIBRARY; EVENT_TRACE; EVENT_ENTER; EVENT_LIBVIRT_AUTH; EVENT_WARNING ]

type event_handle = int
type event_callback = event -> event_handle -> string -> int64 array -> unit

(* C knows a callback by its number, OCaml keeps the function: a cycle between
   a handle and a function that uses it is ordinary garbage. *)
type registration = {
  number : int;
  callback : event_callback;
  mutable event_handle : event_handle;
}

(* A custom block; see handle.c. *)
type handle

type t = { handle : handle; registrations : registration list Atomic.t }

(* Threads may be switched between reading and writing. *)
let rec update cell change =
  let old = Atomic.get cell in
  if not (Atomic.compare_and_set cell old (change old)) then update cell change

(* ---- handles ---- *)

external create_handle : bool -> bool -> handle = "guestfs_ocaml_create"
external close : t -> unit = "guestfs_ocaml_close"
external close_forgotten : t -> unit = "guestfs_ocaml_close_forgotten"
external last_errno : t -> int = "guestfs_ocaml_last_errno"

(* Handles to close before the program ends, while event callbacks still
   work. *)
let close_on_exit_handles : t Weak.t list Atomic.t = Atomic.make []

let remember g =
  let weak = Weak.create 1 in
  Weak.set weak 0 (Some g);
  update close_on_exit_handles (fun all -> weak :: List.filter (fun w -> Weak.check w 0) all)

let () =
  at_exit (fun () ->
      List.iter (fun weak -> Option.iter close_forgotten (Weak.get weak 0))
        (Atomic.get close_on_exit_handles))

let create ?(environment = true) ?(close_on_exit = true) () =
  let g = { handle = create_handle environment close_on_exit; registrations = Atomic.make [] } in
  Gc.finalise close_forgotten g;
  if close_on_exit then remember g;
  g

(* ---- events ---- *)

external add_callback : t -> int -> int -> event_handle = "guestfs_ocaml_set_event_callback"
external remove_callback : t -> event_handle -> unit = "guestfs_ocaml_delete_event_callback"
external names_of_events : int -> string = "guestfs_ocaml_event_to_string"

let bitmask events = List.fold_left (fun mask event -> mask lor bit event) 0 events

let event_to_string events = names_of_events (bitmask events)

let report error =
  prerr_endline ("libguestfs: exception in an event callback: " ^ Printexc.to_string error);
  if Printexc.backtrace_status () then Printexc.print_backtrace stderr

(* Called from C. *)
let dispatch g number event event_handle message numbers =
  try
    match List.find_opt (fun r -> r.number = number) (Atomic.get g.registrations) with
    | Some registration -> registration.callback event event_handle message numbers
    | None -> ()
  with error -> report error

let () = Callback.register "Guestfs.dispatch" dispatch

let last_number = Atomic.make 0

(* An event may come before add_callback returns. *)
let set_event_callback g callback events =
  let number = 1 + Atomic.fetch_and_add last_number 1 in
  let registration = { number; callback; event_handle = -1 } in
  update g.registrations (fun all -> registration :: all);
  match add_callback g number (bitmask events) with
  | event_handle ->
    registration.event_handle <- event_handle;
    event_handle
  | exception error ->
    update g.registrations (List.filter (fun r -> r.number <> number));
    raise error

(* The function is forgotten first, because afterwards the library may give
   the event handle to another one. *)
let delete_event_callback g event_handle =
  let all = Atomic.get g.registrations in
  match List.find_opt (fun r -> r.event_handle = event_handle) all with
  | Some { number; _ } ->
    update g.registrations (List.filter (fun r -> r.number <> number));
    remove_callback g event_handle
  | None -> remove_callback g event_handle

(* ---- error numbers ---- *)

external errno_numbers : unit -> int array = "guestfs_ocaml_errno_numbers"

module Errno = struct
  let numbers = errno_numbers ()
  let errno_EINVAL = numbers.(0)
  let errno_ENOTSUP = numbers.(1)
  let errno_EPERM = numbers.(2)
  let errno_ESRCH = numbers.(3)
  let errno_ENOENT = numbers.(4)
  let errno_EROFS = numbers.(5)
  let errno_ENOSPC = numbers.(6)
end

(* ---- structs ---- *)

type item = {
  item_text : string;
  item_device : string;
  item_buffer : string;
  item_uuid : string;
  item_bytes : int64;
  item_uint64 : int64;
  item_int64 : int64;
  item_uint32 : int32;
  item_int32 : int32;
  item_char : char;
  item_percent : float option;
}

(* ---- calls ---- *)

external about_thing : t -> (string * string) list = "guestfs_ocaml_about_thing"
external all_arguments : t -> string -> string -> string -> string -> string -> string -> string -> string -> string option -> string array -> string array -> string array -> string array -> string -> int -> int64 -> bool -> unit = "guestfs_ocaml_all_arguments_bytecode" "guestfs_ocaml_all_arguments"
external all_options : t -> ?quick:bool -> ?depth:int -> ?offset:int64 -> ?label:string -> ?servers:string array -> ?below:string -> ?journal:string -> ?origin:string -> ?ident:string -> ?password:string -> ?spares:string array -> ?others:string array -> ?parts:string array -> ?rescue:bool -> string -> unit = "guestfs_ocaml_all_options_bytecode" "guestfs_ocaml_all_options"
external all_options_opts : t -> ?quick:bool -> ?depth:int -> ?offset:int64 -> ?label:string -> ?servers:string array -> ?below:string -> ?journal:string -> ?origin:string -> ?ident:string -> ?password:string -> ?spares:string array -> ?others:string array -> ?parts:string array -> ?rescue:bool -> string -> unit = "guestfs_ocaml_all_options_bytecode" "guestfs_ocaml_all_options"
external check_thing : t -> string -> int = "guestfs_ocaml_check_thing"
external close_memory : t -> unit = "guestfs_ocaml_close_memory"
external download_thing : t -> string -> string -> unit = "guestfs_ocaml_download_thing"
external find_thing : t -> string option = "guestfs_ocaml_find_thing"
external get_thing : t -> string = "guestfs_ocaml_get_thing"
external image_of_thing : t -> string = "guestfs_ocaml_image_of_thing"
external is_thing : t -> string -> bool = "guestfs_ocaml_is_thing"
external list_thing : t -> string -> int64 -> string array -> string array = "guestfs_ocaml_list_thing"
external make_thing : t -> ?size:int64 -> ?quick:bool -> ?label:string -> ?without:string array -> ?journal:string -> string -> string array -> string -> string -> string -> bool -> string option -> unit = "guestfs_ocaml_make_thing_bytecode" "guestfs_ocaml_make_thing"
external name_of_thing : t -> string = "guestfs_ocaml_name_of_thing"
external names_of_things : t -> string array = "guestfs_ocaml_names_of_things"
external number_of_things : t -> int = "guestfs_ocaml_number_of_things"
external odd_thing : t -> unit = "guestfs_ocaml_odd_thing"
external old_options : t -> ?label:string -> string -> int -> unit = "guestfs_ocaml_old_options"
external old_thing : t -> string -> unit = "guestfs_ocaml_old_thing"
external older_options : t -> unit = "guestfs_ocaml_older_options"
external older_thing : t -> unit = "guestfs_ocaml_older_thing"
external oldest_options : t -> string -> string -> unit = "guestfs_ocaml_oldest_options"
external open_memory : t -> string -> unit = "guestfs_ocaml_open_memory"
external remember : t -> string -> string = "guestfs_ocaml_remember"
external returns_bool : t -> bool = "guestfs_ocaml_returns_bool"
external returns_buffer : t -> string = "guestfs_ocaml_returns_buffer"
external returns_device : t -> string = "guestfs_ocaml_returns_device"
external returns_device_list : t -> string array = "guestfs_ocaml_returns_device_list"
external returns_int : t -> int = "guestfs_ocaml_returns_int"
external returns_int64 : t -> int64 = "guestfs_ocaml_returns_int64"
external returns_mountable : t -> string = "guestfs_ocaml_returns_mountable"
external returns_mountable_list : t -> string array = "guestfs_ocaml_returns_mountable_list"
external returns_nothing : t -> unit = "guestfs_ocaml_returns_nothing"
external returns_struct : t -> item = "guestfs_ocaml_returns_struct"
external returns_struct_list : t -> item array = "guestfs_ocaml_returns_struct_list"
external returns_table : t -> (string * string) list = "guestfs_ocaml_returns_table"
external returns_text : t -> string = "guestfs_ocaml_returns_text"
external returns_text_list : t -> string array = "guestfs_ocaml_returns_text_list"
external send_thing : t -> string -> string -> unit = "guestfs_ocaml_send_thing"
external set_thing : t -> string -> unit = "guestfs_ocaml_set_thing"
external size_of_thing : t -> string -> int64 = "guestfs_ocaml_size_of_thing"
external stop_thing : t -> unit = "guestfs_ocaml_stop_thing"
external take_pointer : t -> int64 -> int = "guestfs_ocaml_take_pointer"
external thing_as_struct : t -> item = "guestfs_ocaml_thing_as_struct"
external things_as_structs : t -> item array = "guestfs_ocaml_things_as_structs"
external upload_thing : t -> string -> string -> unit = "guestfs_ocaml_upload_thing"
external uuid_of_thing : t -> string = "guestfs_ocaml_uuid_of_thing"

(* ---- objects ---- *)

class guestfs ?environment ?close_on_exit () =
  let g = create ?environment ?close_on_exit () in
  object
    method ocaml_handle = g
    method close () = close g
    method set_event_callback = set_event_callback g
    method delete_event_callback = delete_event_callback g
    method last_errno () = last_errno g
    method about_thing () = about_thing g
    method all_arguments = all_arguments g
    method all_options = all_options g
    method all_options_opts = all_options_opts g
    method check_thing = check_thing g
    method close_memory () = close_memory g
    method download_thing = download_thing g
    method find_thing () = find_thing g
    method get_thing () = get_thing g
    method image_of_thing () = image_of_thing g
    method is_thing = is_thing g
    method list_thing = list_thing g
    method make_thing = make_thing g
    method name_of_thing () = name_of_thing g
    method names_of_things () = names_of_things g
    method number_of_things () = number_of_things g
    method odd_thing () = odd_thing g
    method old_options = old_options g
    method old_thing = old_thing g
    method older_options () = older_options g
    method older_thing () = older_thing g
    method oldest_options = oldest_options g
    method open_memory = open_memory g
    method remember = remember g
    method returns_bool () = returns_bool g
    method returns_buffer () = returns_buffer g
    method returns_device () = returns_device g
    method returns_device_list () = returns_device_list g
    method returns_int () = returns_int g
    method returns_int64 () = returns_int64 g
    method returns_mountable () = returns_mountable g
    method returns_mountable_list () = returns_mountable_list g
    method returns_nothing () = returns_nothing g
    method returns_struct () = returns_struct g
    method returns_struct_list () = returns_struct_list g
    method returns_table () = returns_table g
    method returns_text () = returns_text g
    method returns_text_list () = returns_text_list g
    method send_thing = send_thing g
    method set_thing = set_thing g
    method size_of_thing = size_of_thing g
    method stop_thing () = stop_thing g
    method take_pointer = take_pointer g
    method thing_as_struct () = thing_as_struct g
    method things_as_structs () = things_as_structs g
    method upload_thing = upload_thing g
    method uuid_of_thing () = uuid_of_thing g
  end
