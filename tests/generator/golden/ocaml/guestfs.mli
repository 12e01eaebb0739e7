(* SPDX-License-Identifier: LGPL-2.1-or-later *)
(* Made by generator/emit/ocaml_module.ml from the declarations in generator/api/. *)

(** Access and change disk images of virtual machines.

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

val event_all : event list
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
  val errno_EINVAL : int
  val errno_ENOTSUP : int
  val errno_EPERM : int
  val errno_ESRCH : int
  val errno_ENOENT : int
  val errno_EROFS : int
  val errno_ENOSPC : int
end

(** {2 Structs} *)

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
(** One of every kind of field. *)

(** {2 Calls} *)

val about_thing : t -> (string * string) list
(** [about_thing g]: run a program.

    Runs.

    @since 1.0.5 *)

val all_arguments : t -> string -> string -> string -> string -> string -> string -> string -> string -> string option -> string array -> string array -> string array -> string array -> string -> int -> int64 -> bool -> unit
(** [all_arguments g plain_one path_one device_one mountable_one either_one
    any_one key_one guid_one maybe_one texts devices names paths content number
    large flag]: take one of every kind.

    Takes [number] of {!returns_table} things, see thing(8).

    Depends on the feature group [thing]: [available] fails with it if the
    appliance lacks it.

    @since 1.0.1 *)

val all_options : t -> ?quick:bool -> ?depth:int -> ?offset:int64 -> ?label:string -> ?servers:string array -> ?below:string -> ?journal:string -> ?origin:string -> ?ident:string -> ?password:string -> ?spares:string array -> ?others:string array -> ?parts:string array -> ?rescue:bool -> string -> unit
(** [all_options g ?quick ?depth ?offset ?label ?servers ?below ?journal ?origin
    ?ident ?password ?spares ?others ?parts ?rescue name]: take one option of
    every kind.

    With [quick] the {e fast} way.

    {v
    verbatim
    v}

    - item [label]
    - [None]

    {[
    Guestfs.all_options g ~label:"L" ~quick:true "x"
    ]}

    Depends on the feature group [thingfs]: [available] fails with it if the
    appliance lacks it.

    @since 1.0.2 *)

val all_options_opts : t -> ?quick:bool -> ?depth:int -> ?offset:int64 -> ?label:string -> ?servers:string array -> ?below:string -> ?journal:string -> ?origin:string -> ?ident:string -> ?password:string -> ?spares:string array -> ?others:string array -> ?parts:string array -> ?rescue:bool -> string -> unit
(** Another name of {!all_options}. *)

val check_thing : t -> string -> int
(** [check_thing g thing]: run a program.

    Runs.

    @since 1.0.5 *)

val close_memory : t -> unit
(** [close_memory g]: close the memory.

    Closes.

    @since 1.0.9 *)

val download_thing : t -> string -> string -> unit
(** [download_thing g remote filename]: receive a file.

    Receives [filename].

    @since 1.0.3 *)

val find_thing : t -> string option
(** [find_thing g]: find a thing.

    Finds, or [None].

    @since 1.0.6 *)

val get_thing : t -> string
(** [get_thing g]: get a thing.

    Gets.

    @since 1.0.6 *)

val image_of_thing : t -> string
(** [image_of_thing g]: run a program.

    Runs.

    @since 1.0.5 *)

val is_thing : t -> string -> bool
(** [is_thing g thing]: run a program.

    Runs.

    @since 1.0.5 *)

val list_thing : t -> string -> int64 -> string array -> string array
(** [list_thing g directory level words]: run a program.

    Runs.

    @since 1.0.5 *)

val make_thing : t -> ?size:int64 -> ?quick:bool -> ?label:string -> ?without:string array -> ?journal:string -> string -> string array -> string -> string -> string -> bool -> string option -> unit
(** [make_thing g ?size ?quick ?label ?without ?journal thing others log key
    newkey deep comment]: run a program with all words.

    Makes.

    @since 1.0.5 *)

val name_of_thing : t -> string
(** [name_of_thing g]: run a program.

    Runs.

    @since 1.0.5 *)

val names_of_things : t -> string array
(** [names_of_things g]: run a program.

    Runs.

    @since 1.0.5 *)

val number_of_things : t -> int
(** [number_of_things g]: run a program.

    Runs.

    @since 1.0.5 *)

val odd_thing : t -> unit
(** [odd_thing g]: do an odd thing.

    Does.

    Depends on the feature group [odd]: [available] fails with it if the
    appliance lacks it.

    @since 1.0.8 *)

val old_options : t -> ?label:string -> string -> int -> unit
(** [old_options g ?label title depth]: take older options.

    Takes.

    @deprecated Use {!all_options} instead.

    @since 1.0.5 *)

val old_thing : t -> string -> unit
(** [old_thing g name]: set a thing, once.

    Sets.

    @deprecated Use {!set_thing} instead.

    @since 0.0.3 *)

val older_options : t -> unit
(** [older_options g]: take the oldest options.

    Takes.

    @deprecated Use {!all_options} instead.

    @since 1.0.5 *)

val older_thing : t -> unit
(** [older_thing g]: do nothing.

    Does nothing.

    @deprecated There is no replacement.

    @since 0.0.3 *)

val oldest_options : t -> string -> string -> unit
(** [oldest_options g title thing]: put options together.

    Takes.

    @deprecated Use {!all_options} instead.

    @since 1.0.5 *)

val open_memory : t -> string -> unit
(** [open_memory g name]: open the memory.

    Opens.

    @since 1.0.9 *)

val remember : t -> string -> string
(** [remember g name]: remember a name.

    Remembers.

    @since 1.0.9 *)

val returns_bool : t -> bool
(** [returns_bool g]: return a truth.

    Does.

    @since 1.0.4 *)

val returns_buffer : t -> string
(** [returns_buffer g]: return bytes.

    Does.

    @since 1.0.4 *)

val returns_device : t -> string
(** [returns_device g]: return a device.

    Does.

    @since 1.0.4 *)

val returns_device_list : t -> string array
(** [returns_device_list g]: return devices.

    Does.

    @since 1.0.4 *)

val returns_int : t -> int
(** [returns_int g]: return a number.

    Does.

    @since 1.0.4 *)

val returns_int64 : t -> int64
(** [returns_int64 g]: return a large number.

    Does.

    @since 1.0.4 *)

val returns_mountable : t -> string
(** [returns_mountable g]: return a mountable.

    Does.

    @since 1.0.4 *)

val returns_mountable_list : t -> string array
(** [returns_mountable_list g]: return mountables.

    Does.

    @since 1.0.4 *)

val returns_nothing : t -> unit
(** [returns_nothing g]: return nothing.

    Does.

    @since 1.0.4 *)

val returns_struct : t -> item
(** [returns_struct g]: return a struct.

    Does.

    @since 1.0.4 *)

val returns_struct_list : t -> item array
(** [returns_struct_list g]: return structs.

    Does.

    @since 1.0.4 *)

val returns_table : t -> (string * string) list
(** [returns_table g]: return a table.

    Does.

    @since 1.0.4 *)

val returns_text : t -> string
(** [returns_text g]: return text.

    Does.

    @since 1.0.4 *)

val returns_text_list : t -> string array
(** [returns_text_list g]: return texts.

    Does.

    @since 1.0.4 *)

val send_thing : t -> string -> string -> unit
(** [send_thing g remote filename]: send a thing.

    Sends.

    @since 1.0.5 *)

val set_thing : t -> string -> unit
(** [set_thing g name]: set a thing.

    Sets.

    @since 1.0.6 *)

val size_of_thing : t -> string -> int64
(** [size_of_thing g thing]: run a program.

    Runs.

    @since 1.0.5 *)

val stop_thing : t -> unit
(** [stop_thing g]: stop it.

    Stops.

    @since 1.0.7 *)

val take_pointer : t -> int64 -> int
(** [take_pointer g thing]: take a pointer.

    Takes.

    @since 1.0.6 *)

val thing_as_struct : t -> item
(** [thing_as_struct g]: run a program.

    Runs.

    @since 1.0.5 *)

val things_as_structs : t -> item array
(** [things_as_structs g]: run a program.

    Runs.

    @since 1.0.5 *)

val upload_thing : t -> string -> string -> unit
(** [upload_thing g filename remote]: send a file.

    Sends [filename].

    @since 1.0.3 *)

val uuid_of_thing : t -> string
(** [uuid_of_thing g]: run a program.

    Runs.

    @since 1.0.5 *)

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

  method about_thing : unit -> (string * string) list
  (** See {!Guestfs.about_thing}. *)

  method all_arguments : string -> string -> string -> string -> string -> string -> string -> string -> string option -> string array -> string array -> string array -> string array -> string -> int -> int64 -> bool -> unit
  (** See {!Guestfs.all_arguments}. *)

  method all_options : ?quick:bool -> ?depth:int -> ?offset:int64 -> ?label:string -> ?servers:string array -> ?below:string -> ?journal:string -> ?origin:string -> ?ident:string -> ?password:string -> ?spares:string array -> ?others:string array -> ?parts:string array -> ?rescue:bool -> string -> unit
  (** See {!Guestfs.all_options}. *)

  method all_options_opts : ?quick:bool -> ?depth:int -> ?offset:int64 -> ?label:string -> ?servers:string array -> ?below:string -> ?journal:string -> ?origin:string -> ?ident:string -> ?password:string -> ?spares:string array -> ?others:string array -> ?parts:string array -> ?rescue:bool -> string -> unit
  (** See {!Guestfs.all_options_opts}. *)

  method check_thing : string -> int
  (** See {!Guestfs.check_thing}. *)

  method close_memory : unit -> unit
  (** See {!Guestfs.close_memory}. *)

  method download_thing : string -> string -> unit
  (** See {!Guestfs.download_thing}. *)

  method find_thing : unit -> string option
  (** See {!Guestfs.find_thing}. *)

  method get_thing : unit -> string
  (** See {!Guestfs.get_thing}. *)

  method image_of_thing : unit -> string
  (** See {!Guestfs.image_of_thing}. *)

  method is_thing : string -> bool
  (** See {!Guestfs.is_thing}. *)

  method list_thing : string -> int64 -> string array -> string array
  (** See {!Guestfs.list_thing}. *)

  method make_thing : ?size:int64 -> ?quick:bool -> ?label:string -> ?without:string array -> ?journal:string -> string -> string array -> string -> string -> string -> bool -> string option -> unit
  (** See {!Guestfs.make_thing}. *)

  method name_of_thing : unit -> string
  (** See {!Guestfs.name_of_thing}. *)

  method names_of_things : unit -> string array
  (** See {!Guestfs.names_of_things}. *)

  method number_of_things : unit -> int
  (** See {!Guestfs.number_of_things}. *)

  method odd_thing : unit -> unit
  (** See {!Guestfs.odd_thing}. *)

  method old_options : ?label:string -> string -> int -> unit
  (** See {!Guestfs.old_options}. *)

  method old_thing : string -> unit
  (** See {!Guestfs.old_thing}. *)

  method older_options : unit -> unit
  (** See {!Guestfs.older_options}. *)

  method older_thing : unit -> unit
  (** See {!Guestfs.older_thing}. *)

  method oldest_options : string -> string -> unit
  (** See {!Guestfs.oldest_options}. *)

  method open_memory : string -> unit
  (** See {!Guestfs.open_memory}. *)

  method remember : string -> string
  (** See {!Guestfs.remember}. *)

  method returns_bool : unit -> bool
  (** See {!Guestfs.returns_bool}. *)

  method returns_buffer : unit -> string
  (** See {!Guestfs.returns_buffer}. *)

  method returns_device : unit -> string
  (** See {!Guestfs.returns_device}. *)

  method returns_device_list : unit -> string array
  (** See {!Guestfs.returns_device_list}. *)

  method returns_int : unit -> int
  (** See {!Guestfs.returns_int}. *)

  method returns_int64 : unit -> int64
  (** See {!Guestfs.returns_int64}. *)

  method returns_mountable : unit -> string
  (** See {!Guestfs.returns_mountable}. *)

  method returns_mountable_list : unit -> string array
  (** See {!Guestfs.returns_mountable_list}. *)

  method returns_nothing : unit -> unit
  (** See {!Guestfs.returns_nothing}. *)

  method returns_struct : unit -> item
  (** See {!Guestfs.returns_struct}. *)

  method returns_struct_list : unit -> item array
  (** See {!Guestfs.returns_struct_list}. *)

  method returns_table : unit -> (string * string) list
  (** See {!Guestfs.returns_table}. *)

  method returns_text : unit -> string
  (** See {!Guestfs.returns_text}. *)

  method returns_text_list : unit -> string array
  (** See {!Guestfs.returns_text_list}. *)

  method send_thing : string -> string -> unit
  (** See {!Guestfs.send_thing}. *)

  method set_thing : string -> unit
  (** See {!Guestfs.set_thing}. *)

  method size_of_thing : string -> int64
  (** See {!Guestfs.size_of_thing}. *)

  method stop_thing : unit -> unit
  (** See {!Guestfs.stop_thing}. *)

  method take_pointer : int64 -> int
  (** See {!Guestfs.take_pointer}. *)

  method thing_as_struct : unit -> item
  (** See {!Guestfs.thing_as_struct}. *)

  method things_as_structs : unit -> item array
  (** See {!Guestfs.things_as_structs}. *)

  method upload_thing : string -> string -> unit
  (** See {!Guestfs.upload_thing}. *)

  method uuid_of_thing : unit -> string
  (** See {!Guestfs.uuid_of_thing}. *)
end
