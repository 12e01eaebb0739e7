(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* What guestfs-ruby(3) says around its list of methods. *)

let head = {|=encoding utf8

=head1 NAME

guestfs-ruby - use libguestfs from Ruby

=head1 SYNOPSIS

 require "guestfs"

 Guestfs::Guestfs.open do |g|
   g.add_drive("disk.img", format: "raw", readonly: true)
   g.launch
   g.list_filesystems.each { |device, kind| puts "#{device}: #{kind}" }
 end

=head1 DESCRIPTION

The module C<Guestfs> opens, inspects and changes disk images of virtual
machines. Each call of L<guestfs(3)> is a method of the class
C<Guestfs::Guestfs>; that manual explains the concepts, this one lists the
methods and says what is particular to Ruby.

=head1 A FIRST PROGRAM

This prints the filesystems of a disk image and, if there is a Linux system on
one of them, its name. The image is opened read-only.

=for example first-program

 require "guestfs"

 abort "usage: #{$PROGRAM_NAME} IMAGE" if ARGV.size != 1

 Guestfs::Guestfs.open do |g|
   g.add_drive(ARGV[0], readonly: true)
   g.launch

   g.list_filesystems.each do |device, kind|
     puts "#{device}: #{kind}"
     begin
       g.mount_ro(device, "/")
     rescue Guestfs::Error
       next # what can't be mounted, such as swap space
     end
     puts g.cat("/etc/os-release") if g.exists?("/etc/os-release")
     g.umount_all
   end
 end

=head1 HANDLES

=over 4

=item B<Guestfs::Guestfs.new(environment: true, close_on_exit: true)>

Creates a handle. With C<environment: false> the variables C<LIBGUESTFS_DEBUG>,
C<LIBGUESTFS_TRACE> and so on are ignored. With C<close_on_exit: false> the
handle is not closed when the program ends. The options may also be one Hash.
C<Guestfs.create> is an older name.

=item B<g.close>

Closes the handle. This happens by itself when the garbage collector finds that
nothing refers to the handle any more, and when the program ends. Every later
use of the handle raises C<ArgumentError>, but it may be closed again. A handle
can't be closed while a call on it runs, in another thread or around an event
callback: that raises C<Guestfs::Error> with C<Errno::EBUSY::Errno>. The garbage
collector calls no event callbacks.

=item B<g.closed?>

Whether the handle is closed.

=item B<Guestfs::Guestfs.open(environment: true, close_on_exit: true) { |g| … }>

Creates a handle and returns the value of the block. At its end C<g.shutdown>
is called, which raises an exception if the last writes to a disk failed, and
then C<g.close>. If the block itself ends with an exception, the handle is only
closed.

=back

In a forked child the handles of the parent are not closed implicitly. Do not
use them there.

=head1 ARGUMENTS AND RESULTS

=over 4

=item text

A String, or an object with C<to_str> or C<to_path>, such as a Pathname. Its
bytes are used as they are, whatever its encoding; a String in UTF-16 or the
like is converted to UTF-8. A null character is an C<ArgumentError>. Results are
Strings in UTF-8, and may be invalid ones where a guest has other bytes.

=item Array of text

Results are Arrays of Strings.

=item binary String

As text, but null characters are allowed. Results are in C<ASCII-8BIT>.

=item Integer

An Integer; a Float is cut off. What does not fit is a C<RangeError>.

=item true or false

Everything but C<nil> and C<false> is true, also 0. Results are 1 and 0; the
method whose name ends in a question mark returns true or false instead:

 puts "a directory" if g.is_dir?("/etc")

=item options

By keyword, or as one Hash whose keys are Symbols. An option that is C<nil> is
not set. Words of Ruby are names like any other here: C<rescue: true>.

=item structs

A Hash with a String as key for each field. A percentage that is not known is
C<nil>.

=back

An argument of a wrong class raises C<TypeError>, which names the method and the
argument.

=head1 ERRORS

A call that fails raises C<Guestfs::Error>, a C<StandardError>. Its C<message>
is that of the library, its C<errno> the error number or C<nil> if there is
none, its C<function> the name of the call.

 begin
   g.cat("/etc/shadow.old")
 rescue Guestfs::Error => e
   raise unless e.errno == Errno::ENOENT::Errno
 end

Methods that are deprecated warn in the category C<:deprecated>, which
C<ruby -w> turns on.

=head1 EVENTS

=over 4

=item B<g.set_event_callback(callback, event_bitmask)>

=item B<g.set_event_callback(event_bitmask) { |event, event_handle, buf, array| … }>

Calls the block, or C<callback.call(event, event_handle, buf, array)>, when one
of the events in I<event_bitmask> happens: C<Guestfs::EVENT_CLOSE>,
C<EVENT_SUBPROCESS_QUIT>, C<EVENT_LAUNCH_DONE>, C<EVENT_PROGRESS>,
C<EVENT_APPLIANCE>, C<EVENT_LIBRARY>, C<EVENT_TRACE>, C<EVENT_ENTER>,
C<EVENT_LIBVIRT_AUTH>, C<EVENT_WARNING>, or all of them, C<EVENT_ALL>. I<buf> is
a String, I<array> an Array of Integers; see L<guestfs(3)/EVENTS> for their
meaning. Returns an Integer, the event handle.

=item B<g.delete_event_callback(event_handle)>

Removes a callback. A number that stands for none is ignored.

=item B<Guestfs.event_to_string(events)>

The names of the events in a bitmask, parted by commas.

=back

A callback runs in the thread whose method call caused the event, and may call
methods of the handle, but not C<close>. A C<StandardError> that it raises does
not end the call: it is printed. What is to end more than that, as C<exit>,
C<Interrupt> or C<throw> do, cancels a launch or a transfer that is going on,
and takes effect when the call has returned.

 g.set_event_callback(Guestfs::EVENT_PROGRESS) do |event, event_handle, buf, array|
   procedure, serial, position, total = array
   puts "#{position} of #{total}"
 end

=head1 THREADS

Every method releases the global VM lock while its call runs, so other threads
go on, also during C<g.launch>. A handle may be used by several threads; their
calls wait for each other. C<g.user_cancel> does not wait: it ends a launch or a
transfer of another thread.

C<Timeout>, C<Thread#raise> and Ctrl-C take effect when the call has returned.
Where there is a callback, for example an empty one for progress, they cancel a
launch or a transfer at its next event.

=head1 TYPES

The gem and the installed library come with signatures in RBS,
F<sig/guestfs.rbs>.

|}

let tail = {|=head1 SEE ALSO

L<guestfs(3)>.
|}
