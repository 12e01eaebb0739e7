# SPDX-License-Identifier: LGPL-2.1-or-later
# The life of a handle: creation, closing in each way, and use after that.

use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Config;
use Test::More;
use Guestfs::Test;

is($Sys::Guestfs::VERSION, '1.0', 'version of the module');

{
    local $ENV{LIBGUESTFS_MEMSIZE} = 777;
    is(Sys::Guestfs->new()->get_memsize(), 777, 'the environment is read');
    is(Sys::Guestfs->new(environment => 1)->get_memsize(), 777, 'also if that is said');
    isnt(Sys::Guestfs->new(environment => 0)->get_memsize(), 777, 'or not');
}
is(Sys::Guestfs->new()->get_program(), 'handle.t', 'the program is named');
{
    local $0 = "/usr/bin/some program";
    is(Sys::Guestfs->new()->get_program(), 'some program', 'without its folder');
}
dies_like(sub { Sys::Guestfs->new('environment') }, qr/even number of parameters at \Q$0\E/, 'new: odd');
dies_like(sub { Sys::Guestfs->new(colour => 1) }, qr/unknown optional argument 'colour'/, 'new: unknown');
dies_like(sub { Sys::Guestfs->new(environment => 0, environment => 0) }, qr/given more than once/, 'new: twice');

my $g = Sys::Guestfs->new();
isa_ok($g, 'Sys::Guestfs');
isa_ok($g->new(), 'Sys::Guestfs', 'a handle made by a handle');
$g->{notes} = 'of the program';
is($g->{notes}, 'of the program', 'values of the program in the handle');
like($g->c_pointer(), qr/^[1-9]\d*$/, 'c_pointer');
is(Sys::Guestfs->can('add_drive'), Sys::Guestfs->can('add_drive_opts') && Sys::Guestfs->can('add_drive'),
    'both names of a call that gained options');

$g->close();
dies_like(sub { $g->get_verbose() }, qr/^Sys::Guestfs::get_verbose\(\): called on a closed handle at /, 'closed: call');
dies_like(sub { $g->close() }, qr/Sys::Guestfs::close\(\): called on a closed handle/, 'closed: close');
dies_like(sub { $g->last_errno() }, qr/last_errno\(\): called on a closed handle/, 'closed: last_errno');
dies_like(sub { $g->user_cancel() }, qr/called on a closed handle/, 'closed: user_cancel');
dies_like(sub { $g->set_event_callback(sub { }, 1) }, qr/called on a closed handle/, 'closed: set_event_callback');
dies_like(sub { $g->delete_event_callback(0) }, qr/called on a closed handle/, 'closed: delete_event_callback');

# ---- what is not a handle ----

for my $bad (undef, 'Sys::Guestfs', 42, {}, [], bless({ _g => 42 }, 'Sys::Guestfs'), bless([], 'Sys::Guestfs')) {
    dies_like(sub { Sys::Guestfs::get_verbose($bad) },
        qr/Sys::Guestfs::get_verbose\(\): g is not a Sys::Guestfs object/, 'not a handle: ' . ($bad // 'undef'));
}
{
    my $copy = bless { %{ Sys::Guestfs->new() } }, 'Sys::Guestfs';
    dies_like(sub { $copy->get_verbose() }, qr/not a Sys::Guestfs object/, 'a copy of the hash is no handle');
}

# ---- closing ----

my @closes;
sub watched { my $h = Sys::Guestfs->new(@_); $h->set_event_callback(sub { push @closes, $_[0] }, $Sys::Guestfs::EVENT_CLOSE); return $h }

my $before = open_descriptors();
{ my $h = watched() }
is_deeply(\@closes, [$Sys::Guestfs::EVENT_CLOSE], 'closed when it goes out of scope');
@closes = ();
{ my $h = watched(); $h->close() }
is(scalar @closes, 1, 'closed once');
@closes = ();
{ my $h = watched(); my $copy = $h; undef $h; is(scalar @closes, 0, 'not closed while there is a reference'); is($copy->get_verbose(), 0, 'which works') }
is(scalar @closes, 1, 'closed with the last reference');
@closes = ();
{ my $h = watched(); $h->DESTROY(); is(scalar @closes, 1, 'DESTROY closes') }
is(scalar @closes, 1, 'once');
@closes = ();

package Derived {
    our @ISA = ('Sys::Guestfs');
    sub answer { return 42 }
    sub DESTROY { return }
}
{
    my $derived = Derived->new();
    is($derived->answer() + $derived->get_verbose(), 42, 'a derived class');
    $derived->set_event_callback(sub { push @closes, 1 }, $Sys::Guestfs::EVENT_CLOSE);
}
is(scalar @closes, 1, 'is closed even if its DESTROY does nothing');
@closes = ();

{ my $h = watched(); $h->set_event_callback(sub { undef $h }, $Sys::Guestfs::EVENT_ENTER); is($h->get_verbose(), 0, 'the last reference is dropped while a call runs'); }
is(scalar @closes, 1, 'closed after the call');
is(open_descriptors(), $before, 'no descriptor is left');

{
    local $@ = 'an error of before';
    { my $h = Sys::Guestfs->new(); }
    is($@, 'an error of before', 'closing leaves $@ alone');
}

# ---- the end of a program ----

is_deeply(
    [ output_of('my $g = Sys::Guestfs->new(); $g->set_event_callback(sub { print "closed\n" }, $Sys::Guestfs::EVENT_CLOSE); print "end\n"') ],
    [ "end\nclosed\n", 0 ], 'closed when the program ends');
is_deeply(
    [ output_of('our $g = Sys::Guestfs->new(); $g->{self} = $g; $g->set_event_callback(sub { print "closed\n" }, $Sys::Guestfs::EVENT_CLOSE); print "end\n"') ],
    [ "end\nclosed\n", 0 ], 'also a handle that refers to itself');
is_deeply(
    [ output_of('our $g = Sys::Guestfs->new(close_on_exit => 0); $g->set_event_callback(sub { print "closed\n" }, $Sys::Guestfs::EVENT_CLOSE); print "end\n"') ],
    [ "end\n", 0 ], 'but not with close_on_exit => 0');
is_deeply(
    [ output_of('my $g = Sys::Guestfs->new(); $g->set_event_callback(sub { exit 3 }, $Sys::Guestfs::EVENT_ENTER); $g->get_verbose(); print "not reached\n"') ],
    [ '', 3 << 8 ], 'exit in a callback');
is_deeply(
    [ output_of('my $g = Sys::Guestfs->new(); $g->set_event_callback(sub { print "closed\n" }, $Sys::Guestfs::EVENT_CLOSE);
                 my $child = fork; if ($child == 0) { undef $g; exit 0 } waitpid $child, 0; print $g->get_verbose(), "\n"') ],
    [ "0\nclosed\n", 0 ], 'a forked child leaves the handle alone');

SKIP: {
    skip 'this Perl has no threads', 1 unless $Config{useithreads};
    is_deeply(
        [ output_of('use threads; my $g = Sys::Guestfs->new(); $g->set_event_callback(sub { print "closed\n" }, $Sys::Guestfs::EVENT_CLOSE);
                     print threads->create(sub { ref $g eq "Sys::Guestfs" ? "handle" : "none" })->join(), "\n";
                     print threads->create(sub { Sys::Guestfs->new()->get_verbose() })->join(), "\n"; print "end\n"') ],
        [ "none\n0\nend\nclosed\n", 0 ], 'a new thread has no part in the handle, but may have its own');
}

is_deeply([children()], [], 'no process is left');
done_testing();
