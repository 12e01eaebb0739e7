(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* guestfs.mli and guestfs.ml: the module Guestfs, a function and a method
   for each call. *)

open Model
open Text

let banner b =
  pr b "(* SPDX-License-Identifier: LGPL-2.1-or-later *)\n";
  pr b "(* Made by generator/emit/ocaml_module.ml from the declarations in generator/api/. *)\n\n"

(* ---- the interface ---- *)

let interface_head = {|(** Access and change disk images of virtual machines.

    {[
      let () =
        let g = new Guestfs.guestfs () in
        g#add_drive ~format:"raw" ~readonly:true "disk.img";
        g#launch ();
        List.iter
          (fun (device, kind) -> print_endline (device ^ ": " ^ kind))
          (g#list_filesystems ());
        g#close ()
    ]}

    Each call of the libguestfs API is a function of this module and a method
    of the class {!guestfs}; guestfs(3) explains the concepts, and
    guestfs-ocaml(3) is the manual of this module. *)

(** {2 Handles} *)

type t
(** A handle. *)

exception Error of string
(** A call failed; the text is the library's message. {!last_errno} has the
    error number. *)

exception Handle_closed of string
(** The handle had been closed; the text is the name of the function. *)

val create : ?environment:bool -> ?close_on_exit:bool -> unit -> t
(** Create a handle. [~environment:false] ignores [LIBGUESTFS_DEBUG] and the
    other environment variables. [~close_on_exit:false] leaves the handle
    open when the program exits. Both are [true] by default. *)

val close : t -> unit
(** Close the handle. Disks are synchronized and the appliance is stopped, but
    errors are not reported: call {!shutdown} first to see them.

    A handle that nothing refers to any more is closed by the garbage
    collector, and all handles are closed when the program exits. A call that
    is still running, in another thread or around the event callback that
    calls this, makes [close] fail with {!Error}. *)

(** {2 Events} *)

|}

let interface_events = {|val event_all : event list
(** All events. *)

type event_handle
(** What {!delete_event_callback} wants. *)

type event_callback = event -> event_handle -> string -> int64 array -> unit
(** [callback event event_handle message numbers] is called in the thread
    whose call caused the event. guestfs(3) says which events have a message
    and which have numbers. *)

val set_event_callback : t -> event_callback -> event list -> event_handle
(** [set_event_callback g callback events] calls the function when one of the
    events happens on the handle. It may call functions on [g], but not
    {!close}. An exception that it raises is printed to the standard error
    and does not end the call.

    A callback that refers to [g] does not keep the handle from being
    collected and closed. *)

val delete_event_callback : t -> event_handle -> unit
(** Remove a callback. An event handle that stands for none is ignored. *)

val event_to_string : event list -> string
(** The names of the events, sorted and parted by commas. *)

(** {2 Error numbers} *)

val last_errno : t -> int
(** The error number of the last {!Error} that the handle gave to this thread,
    or 0 if it had none. *)

(** Error numbers that {!last_errno} may return. *)
module Errno : sig
|}

let interface_class = {|
(** {2 Objects} *)

(** The same with a handle as an object: [g#mount "/dev/sda1" "/"] instead of
    [Guestfs.mount g "/dev/sda1" "/"]. A method of a call without arguments
    takes [()]. *)
class guestfs : ?environment:bool -> ?close_on_exit:bool -> unit -> object
  method ocaml_handle : t
  (** The handle, for functions of the module. *)

  method close : unit -> unit
  (** See {!Guestfs.close}. *)

  method set_event_callback : event_callback -> event list -> event_handle
  (** See {!Guestfs.set_event_callback}. *)

  method delete_event_callback : event_handle -> unit
  (** See {!Guestfs.delete_event_callback}. *)

  method last_errno : unit -> int
  (** See {!Guestfs.last_errno}. *)
|}

let struct_comment b api s =
  match Markup.parse s.struct_doc with
  | [] -> ()
  | blocks -> Ocaml_doc.comment b ~indent:0 (List.map (Ocaml_doc.block api 76) blocks)

let emit_value b api c =
  pr b "\nval %s : %s\n" c.name (Ocaml_types.function_type c);
  Ocaml_doc.call_comment b api c;
  List.iter (fun alias ->
      pr b "\nval %s : %s\n(** Another name of {!%s}. *)\n" alias (Ocaml_types.function_type c) c.name)
    (Ocaml_types.aliases c)

let emit_method_type b c name =
  pr b "\n  method %s : %s\n  (** See {!Guestfs.%s}. *)\n" name (Ocaml_types.method_type c) name

let emit_interface api b =
  let calls = Ocaml_types.calls api in
  banner b;
  pr b "%s" interface_head;
  Ocaml_types.emit_events b;
  pr b "%s" interface_events;
  List.iter (pr b "  val errno_%s : int\n") Ocaml_types.errnos;
  pr b "end\n\n(** {2 Structs} *)\n";
  List.iter (fun s ->
      pr b "\n";
      Ocaml_types.emit_struct b s;
      struct_comment b api s) (Ocaml_types.structs api);
  pr b "\n(** {2 Calls} *)\n";
  List.iter (emit_value b api) calls;
  pr b "%s" interface_class;
  List.iter (fun c -> List.iter (emit_method_type b c) (Binding_tables.names c)) calls;
  pr b "end\n"

(* ---- the implementation ---- *)

let implementation_types = {|exception Error of string
exception Handle_closed of string

(* C raises them by these names. *)
let () =
  Callback.register_exception "Guestfs.Error" (Error "");
  Callback.register_exception "Guestfs.Handle_closed" (Handle_closed "")

|}

let implementation_handle = {|type event_handle = int
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
|}

let implementation_class = {|
(* ---- objects ---- *)

class guestfs ?environment ?close_on_exit () =
  let g = create ?environment ?close_on_exit () in
  object
    method ocaml_handle = g
    method close () = close g
    method set_event_callback = set_event_callback g
    method delete_event_callback = delete_event_callback g
    method last_errno () = last_errno g
|}

let emit_bits b =
  pr b "let bit = function\n";
  List.iteri (fun i event -> pr b "  | %s -> 0x%x\n" event (1 lsl i)) Ocaml_types.events;
  pr b "\nlet event_all = [ %s ]\n\n" (String.concat "; " Ocaml_types.events)

let emit_external b c name =
  pr b "external %s : %s = %s\n" name (Ocaml_types.function_type c) (Ocaml_types.stub_names c)

let emit_method b c name =
  if c.arguments <> [] then pr b "    method %s = %s g\n" name name
  else
    let options = String.concat "" (List.map (fun o -> " ?" ^ o.opt_name) c.options) in
    pr b "    method %s%s () = %s g%s\n" name options name options

let emit_implementation api b =
  let calls = Ocaml_types.calls api in
  let each b emit = List.iter (fun c -> List.iter (emit b c) (Binding_tables.names c)) calls in
  banner b;
  pr b "%s" implementation_types;
  Ocaml_types.emit_events b;
  emit_bits b;
  pr b "%s" implementation_handle;
  List.iteri (fun i name -> pr b "  let errno_%s = numbers.(%d)\n" name i) Ocaml_types.errnos;
  pr b "end\n\n(* ---- structs ---- *)\n\n";
  List.iter (fun s -> Ocaml_types.emit_struct b s; pr b "\n") (Ocaml_types.structs api);
  pr b "(* ---- calls ---- *)\n\n";
  each b emit_external;
  pr b "%s" implementation_class;
  each b emit_method;
  pr b "  end\n"

let outputs api = [
  file "ocaml/guestfs.mli" (emit_interface api);
  file "ocaml/guestfs.ml" (emit_implementation api) ]
