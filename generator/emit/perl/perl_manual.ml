(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* What the manual of Sys::Guestfs says around its list of methods. *)

let head = {|=head1 SYNOPSIS

 use Sys::Guestfs;

 my $g = Sys::Guestfs->new ();
 $g->add_drive ('disk.img', format => 'raw', readonly => 1);
 $g->launch ();
 my %filesystems = $g->list_filesystems ();
 print "$_: $filesystems{$_}\n" for sort keys %filesystems;

=head1 DESCRIPTION

The module C<Sys::Guestfs> opens, inspects and changes disk images of virtual
machines. Each call of L<guestfs(3)> is a method of a handle; that manual
explains the concepts, this one lists the methods and says what is particular
to Perl.

=head1 A FIRST PROGRAM

This prints the filesystems of a disk image and, if there is a Linux system on
one of them, its name. The image is opened read-only.

=for example first-program

 use strict;
 use warnings;
 use Sys::Guestfs;

 my $image = shift @ARGV or die "usage: $0 IMAGE\n";

 my $g = Sys::Guestfs->new ();
 $g->add_drive ($image, readonly => 1);
 $g->launch ();

 my %filesystems = $g->list_filesystems ();
 for my $device (sort keys %filesystems) {
     print "$device: $filesystems{$device}\n";
     # What can't be mounted, such as swap space, is passed over.
     next unless eval { $g->mount_ro ($device, '/'); 1 };
     print $g->cat ('/etc/os-release') if $g->exists ('/etc/os-release');
     $g->umount_all ();
 }

=head1 HANDLES

=over 4

=item B<Sys::Guestfs-E<gt>new ([environment =E<gt> 0], [close_on_exit =E<gt> 0])>

Creates a handle. With C<environment =E<gt> 0> the variables
C<LIBGUESTFS_DEBUG>, C<LIBGUESTFS_TRACE> and so on are ignored. With
C<close_on_exit =E<gt> 0> a handle that is still referred to when the program
ends is not closed; variables of the main program that C<my> declares go out of
scope before.

The object is a hash in which programs may keep values of their own, under
keys that do not begin with an underscore.

=item B<$g-E<gt>close ()>

Closes the handle. This happens by itself when nothing refers to the handle
any more, and when the program ends. Every later use of the handle dies with
C<Sys::Guestfs::METHOD(): called on a closed handle>. A handle can't be closed
from an event callback while a call on it runs.

The last writes to a disk may fail; C<close> can't say so. A program that
changed something calls C<$g-E<gt>shutdown ()> before, which dies then.

=back

In a forked child the handles of the parent are not closed implicitly. Do not
use them there. In a new thread (L<threads>) they are C<undef>.

=head1 ARGUMENTS AND RESULTS

=over 4

=item text

A string without null characters. Its bytes are used as they are, and
characters as UTF-8 if Perl keeps the string so, as C<open> does it with the
name of a file; C<Encode::encode> makes sure. C<undef> is an empty string, with
Perl's warning. A reference is an error, unless it is an object with a
conversion to text. Results are bytes: C<Encode::decode> makes characters of
them.

=item array of text

A reference to an array. Results are lists; assigned to a scalar, a list is its
last element: C<my ($first) = $g-E<gt>list_devices ()> takes the first.

=item bytes

As text, but null characters are allowed.

=item integer

A number, or a string that is one. What does not fit, and a string that is not
a number, is an error; a fraction is cut off.

=item boolean

What Perl takes as true or false. Results are 1 and 0.

=item options

Pairs of name and value after the arguments. An option whose value is C<undef>
is not set.

=item tables and structs

A list of keys and values, to be assigned to a hash. Several structs are a list
of references to hashes.

=back

=head1 ERRORS

A call that fails dies; C<$@> is the message of the library, followed by file
and line. C<$g-E<gt>last_errno ()> is the error number of the last call that
failed, or 0 if it had none. L<Errno> has names for them.

 use Errno qw(ENOENT);

 my $shadow = eval { $g->cat ('/etc/shadow.old') };
 die $@ if $@ && $g->last_errno () != ENOENT;

Methods that are deprecated warn in the category C<deprecated>, which
C<use warnings> turns on.

=head1 EVENTS

=over 4

=item B<$event_handle = $g-E<gt>set_event_callback (\&cb, $event_bitmask)>

Calls C<cb ($event, $event_handle, $buf, $array)> when one of the events in
I<event_bitmask> happens: C<$Sys::Guestfs::EVENT_CLOSE>,
C<$EVENT_SUBPROCESS_QUIT>, C<$EVENT_LAUNCH_DONE>, C<$EVENT_PROGRESS>,
C<$EVENT_APPLIANCE>, C<$EVENT_LIBRARY>, C<$EVENT_TRACE>, C<$EVENT_ENTER>,
C<$EVENT_LIBVIRT_AUTH>, C<$EVENT_WARNING>, or all of them, C<$EVENT_ALL>.
I<buf> is bytes, I<array> a reference to an array of integers; see
L<guestfs(3)/EVENTS> for their meaning.

=item B<$g-E<gt>delete_event_callback ($event_handle)>

Removes a callback. A number that stands for none is ignored.

=item B<Sys::Guestfs::event_to_string ($events)>

The names of the events in a bitmask, parted by commas.

=back

A callback may call methods of the handle, but not C<close>. If it dies, that
is a warning and the call goes on.

 $g->set_event_callback (sub {
     my ($event, $event_handle, $buf, $array) = @_;
     my ($procedure, $serial, $position, $total) = @$array;
     print "$position of $total\n";
 }, $Sys::Guestfs::EVENT_PROGRESS);

=head1 SIGNALS

Perl runs the handlers in C<%SIG> when the call has returned, or before it runs
an event callback. So a handler that is to end a transfer needs a callback for
progress, which may be empty, and calls C<$g-E<gt>user_cancel ()>.

 $SIG{INT} = sub { $g->user_cancel () };
 $g->set_event_callback (sub { }, $Sys::Guestfs::EVENT_PROGRESS);

|}

let tail = {|=head1 SEE ALSO

L<guestfs(3)>, L<Errno(3perl)>.
|}
