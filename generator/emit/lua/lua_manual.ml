(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* What guestfs-lua(3) says around its list of methods. *)

let head = {|=encoding utf8

=head1 NAME

guestfs-lua - use libguestfs from Lua

=head1 SYNOPSIS

=for example first-program

 local guestfs = require "guestfs"

 local g = guestfs.create ()
 g:add_drive (arg[1], { readonly = true })
 g:launch ()
 for device, kind in pairs (g:list_filesystems ()) do
   print (device .. ": " .. kind)
 end
 g:close ()

=head1 DESCRIPTION

The module C<guestfs> opens, inspects and changes disk images of virtual
machines. Each call of L<guestfs(3)> is a method of a handle; that manual
explains the concepts, this one lists the methods and says what is particular
to Lua.

=head1 HANDLES

=over 4

=item B<guestfs.create ({ environment = true, close_on_exit = true })>

Creates a handle. With C<environment = false> the variables
C<LIBGUESTFS_DEBUG>, C<LIBGUESTFS_TRACE> and so on are ignored. With
C<close_on_exit = false> a handle that is still open when the process exits
without closing the Lua state, as C<os.exit> does, is left open.

=item B<g:close ()>

Closes the handle. Every later use of it is an error. A handle can't be closed
by an event callback while the call that caused the event runs.

Errors of the last writes to a disk are not reported here: call
C<g:shutdown ()> first to see them.

=back

C<local g E<lt>closeE<gt> = guestfs.create ()> closes the handle at the end of the
block, also when that ends with an error.

A handle that nothing refers to any more is closed by the garbage collector,
and so are all handles when the program ends. In a forked child the handles of
the parent are not closed. Do not use them there.

=head1 ARGUMENTS AND RESULTS

=over 4

=item text

A string without null characters. A number is no text.

=item list of text

A table with strings from index 1 on.

=item bytes

A string, which may have null characters in it.

=item int

A number without a fraction. One that does not fit is an error. Numbers that
have no sign in C and more than 63 bits keep their bits:
18446744073709551615 is -1.

=item bool

C<true> or C<false>, and nothing else.

=item options

A table after the arguments: the name of each option that is set, and its
value.

=item structs

A table with a value for each field. A percentage that is not known is C<nil>.

=item tables of keys and values

A table. The order in which the library gave them is lost.

=back

An argument of a wrong type is an error that names the method and the
argument.

=head1 ERRORS

A call that fails raises an error: a string, the message of the library.
C<g:last_errno ()> is then the error number, 0 if there is none.

=for example errors

 local guestfs = require "guestfs"
 local g = guestfs.create ()
 local good, message = pcall (g.add_drive, g, "/nosuchfile")
 if not good then
   print (message, g:last_errno ())
 end

=head1 EVENTS

=over 4

=item B<g:set_event_callback (callback, events)>

Calls C<callback (event, event_handle, message, numbers)> when one of the
events happens: C<guestfs.EVENT_CLOSE>, C<EVENT_SUBPROCESS_QUIT>,
C<EVENT_LAUNCH_DONE>, C<EVENT_PROGRESS>, C<EVENT_APPLIANCE>,
C<EVENT_LIBRARY>, C<EVENT_TRACE>, C<EVENT_ENTER>, C<EVENT_LIBVIRT_AUTH>,
C<EVENT_WARNING>, several of them joined by C<|>, or C<guestfs.EVENT_ALL>.
I<message> is a string, I<numbers> a list; see L<guestfs(3)/EVENTS> for their
meaning. Returns an event handle.

=item B<g:delete_event_callback (event_handle)>

Removes a callback. A number that stands for none is ignored.

=item B<guestfs.event_to_string (events)>

The names of the events, parted by commas.

=back

A callback may call methods of the handle, but not C<close>, and it can't
yield. An error in it does not end the call: it is printed to the standard
error. As long as a handle has a callback that refers to it, the garbage
collector does not close it.

=for example progress

 local guestfs = require "guestfs"
 local g = guestfs.create ()
 g:set_event_callback (function (event, event_handle, message, numbers)
   print (numbers[3] .. " of " .. numbers[4])
 end, guestfs.EVENT_PROGRESS)

|}

let tail = {|=head1 SEE ALSO

L<guestfs(3)>.
|}
