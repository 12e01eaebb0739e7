(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* What guestfs-ocaml(3) says around its list of functions. *)

let head = {|=encoding utf8

=head1 NAME

guestfs-ocaml - use libguestfs from OCaml

=head1 SYNOPSIS

=for example first-program

 let () =
   let g = new Guestfs.guestfs () in
   g#add_drive ~readonly:true Sys.argv.(1);
   g#launch ();
   List.iter
     (fun (device, kind) -> print_endline (device ^ ": " ^ kind))
     (g#list_filesystems ());
   g#close ()

It is compiled with C<ocamlfind>:

 ocamlfind ocamlopt -package guestfs -linkpkg program.ml -o program

=head1 DESCRIPTION

The module C<Guestfs> opens, inspects and changes disk images of virtual
machines. Each call of L<guestfs(3)> is a function of the module; that manual
explains the concepts, this one lists the functions and says what is
particular to OCaml.

=head1 TWO STYLES

Each function is also a method of the class C<Guestfs.guestfs>. These two do
the same:

=for example two-styles

 let memory_of_function =
   let g = Guestfs.create () in
   Guestfs.set_memsize g 1024;
   Guestfs.get_memsize g

 let memory_of_method =
   let g = new Guestfs.guestfs () in
   g#set_memsize 1024;
   g#get_memsize ()

A method of a call without arguments takes C<()>, so that C<g#launch> alone is
a function. C<g#ocaml_handle> is the handle of an object.

=head1 HANDLES

=over 4

=item B<Guestfs.create ?environment ?close_on_exit ()>

=item B<new Guestfs.guestfs ?environment ?close_on_exit ()>

Creates a handle. With C<~environment:false> the variables
C<LIBGUESTFS_DEBUG>, C<LIBGUESTFS_TRACE> and so on are ignored. With
C<~close_on_exit:false> the handle is not closed when the program exits.

=item B<Guestfs.close g>

Closes the handle. Every later use of it raises C<Guestfs.Handle_closed>. A
handle can't be closed while a call on it runs, in another thread or around an
event callback: that raises C<Guestfs.Error>.

Errors of the last writes to a disk are not reported here: call
C<Guestfs.shutdown> first to see them.

=back

A handle that nothing refers to any more is closed by the garbage collector,
whenever that gets to it; call C<close> if the disk is to be free at once. All
handles are closed when the program exits. In a forked child the handles of
the parent are not closed implicitly. Do not use them there.

=head1 ARGUMENTS AND RESULTS

Options are labelled; one that is not given is not set. Where the types do not
say it:

=over 4

=item text

A string with a null character in it raises C<Invalid_argument>.

=item int

A number that does not fit into 32 bits raises C<Invalid_argument>.

=item int64

Numbers of structs that have no sign in C keep their bits:
18446744073709551615 is C<-1L>.

=item pointers

The address in C as an int64, as another binding's C<c_pointer> gives it.

=item structs

Records. A percentage that is not known is C<None>.

=item tables of keys and values

An association list in the order in which the library gave it.

=back

=head1 ERRORS

A call that fails raises C<Guestfs.Error> with the message of the library.
C<Guestfs.last_errno g> is then its error number, 0 if there is none, until
the same thread makes another call that fails. C<Guestfs.Errno> has the
numbers that programs compare it with.

=for example errors

 let read_if_there g path =
   try Some (Guestfs.read_file g path)
   with Guestfs.Error _ when Guestfs.last_errno g = Guestfs.Errno.errno_ENOENT -> None

Use of a closed handle raises C<Guestfs.Handle_closed> with the name of the
function.

=head1 EVENTS

=over 4

=item B<Guestfs.set_event_callback g callback events>

Calls C<callback event event_handle message numbers> when one of the events in
the list happens: C<EVENT_CLOSE>, C<EVENT_SUBPROCESS_QUIT>,
C<EVENT_LAUNCH_DONE>, C<EVENT_PROGRESS>, C<EVENT_APPLIANCE>,
C<EVENT_LIBRARY>, C<EVENT_TRACE>, C<EVENT_ENTER>, C<EVENT_LIBVIRT_AUTH>,
C<EVENT_WARNING>, or all of them, C<Guestfs.event_all>. I<message> is a
string, I<numbers> an C<int64 array>; see L<guestfs(3)/EVENTS> for their
meaning. Returns an event handle.

=item B<Guestfs.delete_event_callback g event_handle>

Removes a callback. An event handle that stands for none is ignored.

=item B<Guestfs.event_to_string events>

The names of the events, parted by commas.

=back

A callback runs in the thread whose call caused the event, and may call
functions on the handle, but not C<close>. An exception that it raises does
not end the call: it is printed to the standard error. A callback that refers
to its handle does not keep it from being collected.

=for example progress

 let show_progress g =
   let callback _ _ _ numbers = Printf.printf "%Ld of %Ld\n%!" numbers.(2) numbers.(3) in
   ignore (Guestfs.set_event_callback g callback [ Guestfs.EVENT_PROGRESS ])

=head1 THREADS

Every function releases the runtime while its call runs, so other threads go
on, also during C<Guestfs.launch>. A handle may be used by several threads;
their calls wait for each other. C<Guestfs.user_cancel> does not wait: it ends
a transfer of another thread.

|}

let tail = {|=head1 SEE ALSO

L<guestfs(3)>.
|}
