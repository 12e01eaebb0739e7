(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* What guestfs-python(3) says around its list of methods. *)

let head = {|=encoding utf8

=head1 NAME

guestfs-python - use libguestfs from Python

=head1 SYNOPSIS

 import guestfs

 with guestfs.GuestFS(python_return_dict=True) as g:
     g.add_drive("disk.img", format="raw", readonly=True)
     g.launch()
     for device, kind in dict(g.list_filesystems()).items():
         print(device, kind)

=head1 DESCRIPTION

The module C<guestfs> opens, inspects and changes disk images of virtual
machines. Each call of L<guestfs(3)> is a method of the class C<GuestFS>;
that manual explains the concepts, this one lists the methods and says what
is particular to Python.

=head1 HANDLES

=over 4

=item B<guestfs.GuestFS(python_return_dict=False, environment=True, close_on_exit=True)>

Creates a handle. With I<python_return_dict>, methods that return a table of
keys and values return a dict, without it a list of (key, value) tuples. With
C<environment=False> the variables C<LIBGUESTFS_DEBUG>, C<LIBGUESTFS_TRACE>
and so on are ignored. With C<close_on_exit=False> the handle is not closed
when the program exits.

=item B<g.close()>

Closes the handle. This happens by itself when nothing refers to the handle
any more, and when the program exits. Every later use of the handle raises
C<guestfs.ClosedHandle>. A handle can't be closed while a call on it runs, in
another thread or around an event callback: that raises C<guestfs.Error> with
C<errno.EBUSY>.

=item B<with guestfs.GuestFS() as g:>

Calls C<g.shutdown()> at the end of the block, which raises an exception if
the last writes to a disk failed, and then C<g.close()>. If the block itself
ends with an exception, the handle is only closed.

=back

In a forked child the handles of the parent are not closed implicitly. Do not
use them there.

=head1 ARGUMENTS AND RESULTS

=over 4

=item text

A str, a bytes object or an object with C<__fspath__>, such as
C<pathlib.Path>. A str is encoded as UTF-8; surrogates, which C<os.fsdecode>
makes of a file name that is not UTF-8, become the bytes they stand for. A
null character is a C<ValueError>. Results are str; a result that is not UTF-8
raises C<UnicodeDecodeError>.

=item list of text

Any iterable, but not a single str or bytes object.

=item bytes

An object with the buffer protocol (bytes, bytearray, memoryview) or a str,
which is encoded as UTF-8. Results are bytes.

=item int

An int. A number that does not fit is an C<OverflowError>.

=item bool

A bool or an int. Results are the ints 1 and 0.

=item options

By keyword, or by position after the arguments. C<None> means that the option
is not set.

=item structs

A dict with a key for each field. Fields of bytes are bytes; a percentage that
is not known is C<None>.

=back

An argument of a wrong type raises C<TypeError>, which names the method and
the argument.

=head1 ERRORS

A call that fails raises C<guestfs.Error>, a subclass of C<RuntimeError>. Its
text is the message of the library. Its attribute C<errno> is the error number
(see the module C<errno>) or C<None> if there is none, its attribute
C<function> the name of the call.

 try:
     g.cat("/etc/shadow.old")
 except guestfs.Error as error:
     if error.errno != errno.ENOENT:
         raise

Use of a closed handle raises C<guestfs.ClosedHandle>, a subclass of
C<ValueError>. Methods that are deprecated issue a C<DeprecationWarning> which
names the replacement.

=head1 EVENTS

=over 4

=item B<g.set_event_callback(cb, event_bitmask)>

Calls C<cb(event, event_handle, buf, array)> when one of the events in
I<event_bitmask> happens: C<guestfs.EVENT_CLOSE>, C<EVENT_SUBPROCESS_QUIT>,
C<EVENT_LAUNCH_DONE>, C<EVENT_PROGRESS>, C<EVENT_APPLIANCE>, C<EVENT_LIBRARY>,
C<EVENT_TRACE>, C<EVENT_ENTER>, C<EVENT_LIBVIRT_AUTH>, C<EVENT_WARNING>, or
all of them, C<EVENT_ALL>. I<buf> is bytes, I<array> a list of int; see
L<guestfs(3)/EVENTS> for their meaning. Returns an int, the event handle.

=item B<g.delete_event_callback(event_handle)>

Removes a callback. A number that stands for none is ignored.

=item B<guestfs.event_to_string(events)>

The names of the events in a bitmask, parted by commas.

=back

A callback runs in the thread whose method call caused the event, and may call
methods of the handle, but not C<close>. An exception that it raises does not
end the call: it goes to C<sys.unraisablehook>, which prints it.

 def progress(event, event_handle, buf, array):
     procedure, serial, position, total = array
     print("%d of %d" % (position, total))

 g.set_event_callback(progress, guestfs.EVENT_PROGRESS)

=head1 THREADS

Every method releases the global interpreter lock while its call runs, so
other threads go on, also during C<g.launch()>. A handle may be used by several
threads; their calls wait for each other. C<g.user_cancel()> does not wait: it
ends a transfer of another thread.

=head1 TYPES

The module comes with type stubs. C<guestfs.Text>, C<guestfs.Bytes>,
C<guestfs.Table> and C<guestfs.EventCallback> are the types of arguments and
results above. The dicts of structs are C<TypedDict> classes, listed under
L</DICTS THAT METHODS RETURN>.

|}

let tail = {|=head1 SEE ALSO

L<guestfs(3)>.
|}
