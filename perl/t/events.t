# SPDX-License-Identifier: LGPL-2.1-or-later
# Event callbacks: what they get, and what happens when they die.

use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Scalar::Util qw(weaken);
use Test::More;
use Guestfs::Test;

my @kinds = qw(CLOSE SUBPROCESS_QUIT LAUNCH_DONE PROGRESS APPLIANCE LIBRARY TRACE ENTER LIBVIRT_AUTH WARNING);
{
    no strict 'refs';
    is(${"Sys::Guestfs::EVENT_$kinds[$_]"}, 1 << $_, "EVENT_$kinds[$_]") for 0 .. $#kinds;
}
is($Sys::Guestfs::EVENT_ALL, 0x3ff, 'EVENT_ALL');
dies_like(sub { $Sys::Guestfs::EVENT_ALL = 1 }, qr/read-only/, 'constants are constant');

is(Sys::Guestfs::event_to_string(0), '', 'event_to_string: none');
is(Sys::Guestfs::event_to_string($Sys::Guestfs::EVENT_CLOSE | $Sys::Guestfs::EVENT_ENTER | $Sys::Guestfs::EVENT_SUBPROCESS_QUIT),
    'close,enter,subprocess_quit', 'event_to_string: three');
is(scalar(split /,/, Sys::Guestfs::event_to_string($Sys::Guestfs::EVENT_ALL)), 10, 'event_to_string: all');
dies_like(sub { Sys::Guestfs::event_to_string() }, qr/^Usage: /, 'event_to_string: no argument');

my $g = Sys::Guestfs->new();
my @events;
sub record { my @event = @_; push @events, \@event; return }

my $handle = $g->set_event_callback(\&record, $Sys::Guestfs::EVENT_ENTER);
is($handle, 0, 'the first event handle');
$g->get_memsize();
is_deeply(\@events, [ [ $Sys::Guestfs::EVENT_ENTER, 0, 'get_memsize', [] ] ], 'enter');
$g->delete_event_callback($handle);
@events = ();
$g->get_memsize();
is_deeply(\@events, [], 'deleted');
$g->delete_event_callback($_) for $handle, 99, -1;
pass('event handles that do not exist are ignored');

$handle = $g->set_event_callback(\&record, $Sys::Guestfs::EVENT_TRACE);
$g->set_trace(1);
$g->get_memsize();
$g->set_trace(0);
is_deeply([ grep { $_ eq 'get_memsize' } map { $_->[2] } @events ], ['get_memsize'], 'trace');
$g->delete_event_callback($handle);

{
    my $h = Sys::Guestfs->new();
    $h->set_event_callback(\&record, $Sys::Guestfs::EVENT_LIBRARY);
    @events = ();
    $h->set_verbose(1);
    $h->close();
    is($events[-1][0], $Sys::Guestfs::EVENT_LIBRARY, 'library');
    like($events[-1][2], qr/closing guestfs handle/, 'its message');
}

# ---- several of them ----

my $order = '';
my @handles = map { my $name = $_; $g->set_event_callback(sub { $order .= $name }, $Sys::Guestfs::EVENT_ENTER) } qw(a b c);
$g->get_memsize();
is($order, 'abc', 'several callbacks in their order');
$g->delete_event_callback($_) for reverse @handles;

{
    my $count = 0;
    $g->set_event_callback(sub { $count++; $g->delete_event_callback($_[1]) }, $Sys::Guestfs::EVENT_ENTER);
    $g->get_memsize() for 1, 2;
    is($count, 1, 'a callback that deletes itself');
}
{
    my @many = map { $g->set_event_callback(\&record, $Sys::Guestfs::EVENT_CLOSE) } 1 .. 990;
    dies_like(sub { $g->set_event_callback(\&record, $Sys::Guestfs::EVENT_CLOSE) for 1 .. 20 },
        qr/too many event callbacks registered/, 'too many');
    $g->delete_event_callback($_) for reverse 0 .. 1000;
}

# ---- references ----

sub released { my ($end, $title) = @_; my $sub = do { my $value = 1; sub { return $value } };
    $end->($sub); weaken($sub); return ok(!defined $sub, $title) }

released(sub { $g->delete_event_callback($g->set_event_callback($_[0], $Sys::Guestfs::EVENT_CLOSE)) },
    'a deleted callback is released');
released(sub { my $h = Sys::Guestfs->new(); $h->set_event_callback($_[0], $Sys::Guestfs::EVENT_TRACE); $h->close() },
    'callbacks are released by close');
released(sub { my $h = Sys::Guestfs->new(); $h->set_event_callback($_[0], $Sys::Guestfs::EVENT_TRACE); undef $h },
    'and by the end of the handle');
released(sub { eval { $g->set_event_callback($_[0], 'x') } }, 'and if the registration fails');

# ---- what is not a callback ----

for my $bad (undef, 3, 'no such sub', {}, \'x') {
    no warnings;
    dies_like(sub { $g->set_event_callback($bad, 1) }, qr/^set_event_callback: the callback is not a reference to a sub at /,
        'not a callback: ' . ($bad // 'undef'));
}
$handle = $g->set_event_callback('main::record', $Sys::Guestfs::EVENT_ENTER);
@events = ();
$g->get_memsize();
is(scalar @events, 1, 'the name of a sub');
$g->delete_event_callback($handle);
dies_like(sub { $g->set_event_callback(\&record, 'all') }, qr/argument event_bitmask: expected an integer/, 'not a mask');

# ---- callbacks that die ----

my @warnings;
local $SIG{__WARN__} = sub { push @warnings, @_ };
$handle = $g->set_event_callback(sub { die "mine\n" }, $Sys::Guestfs::EVENT_ENTER);
{
    local $@ = 'before';
    cmp_ok($g->get_memsize(), '>', 0, 'the call goes on');
    is($@, 'before', '$@ is left alone');
}
is_deeply(\@warnings, ["Sys::Guestfs: an event callback died: mine\n"], 'with a warning');
{
    local $SIG{__WARN__} = sub { die @_ };
    cmp_ok($g->get_memsize(), '>', 0, 'the call goes on if the handler of warnings dies');
    is($g->internal_test_rint('3'), 3, 'and so do later ones');
}
$g->delete_event_callback($handle);

@warnings = ();
my $rounds = 0;
$handle = $g->set_event_callback(sub { no warnings; last }, $Sys::Guestfs::EVENT_ENTER);
for (1 .. 3) { $g->get_memsize(); $rounds++ }
is($rounds, 3, '"last" in a callback does not leave a loop around the call');
is(scalar @warnings, 3, 'but warns');
$g->delete_event_callback($handle);

# ---- calls in callbacks ----

{
    my @sizes;
    $handle = $g->set_event_callback(sub { push @sizes, $g->get_memsize() if $_[2] eq 'get_verbose' }, $Sys::Guestfs::EVENT_ENTER);
    $g->get_verbose();
    is_deeply(\@sizes, [ $g->get_memsize() ], 'a call inside a callback');
    $g->delete_event_callback($handle);
}
{
    my $error;
    $handle = $g->set_event_callback(
        sub { if ($_[2] eq 'get_verbose') { eval { $g->internal_test_rinterr() }; $error = $@ } },
        $Sys::Guestfs::EVENT_ENTER);
    is($g->get_verbose(), 0, 'an error inside a callback is not that of the call');
    like($error, qr/^error at /, 'but its own');
    $g->delete_event_callback($handle);
}
{
    @warnings = ();
    $handle = $g->set_event_callback(sub { $g->close() }, $Sys::Guestfs::EVENT_ENTER);
    is($g->get_verbose(), 0, 'close inside a callback');
    like($warnings[0], qr/close: a call on this handle is still running/, 'is refused');
    $g->delete_event_callback($handle);
}
{
    @warnings = ();
    $g->set_event_callback(sub { $g->get_verbose() }, $Sys::Guestfs::EVENT_CLOSE);
    $g->close();
    like($warnings[0], qr/called on a closed handle/, 'a call while the handle is closed');
}

# Perl's stack grows, and so moves, in the callback.
{
    my $h = Sys::Guestfs->new();
    $h->set_event_callback(sub { my @many = (1) x 100_000; return scalar grep { $_ } (@many, @many) }, $Sys::Guestfs::EVENT_ENTER);
    is_deeply([ 'a', $h->internal_test_rstringlist('3'), 'z' ], [ 'a', 0, 1, 2, 'z' ], 'the stack moves during a call');
}

done_testing();
