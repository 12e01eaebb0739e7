# SPDX-License-Identifier: LGPL-2.1-or-later
# Arguments of each kind: what is accepted, and how the rest is refused.

use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Test::More;
use Guestfs::Test;

package Overloaded {
    use overload '""' => sub { $_[0]{text} }, '@{}' => sub { [ 'a', 'b' ] };
    sub new { my ($class, $text) = @_; return bless { text => $text }, $class }
}

my $g = Sys::Guestfs->new();
my @names = qw(str optstr strlist b integer integer64 filein fileout bufferin);
my %plain = (
    str => 'abc', optstr => 'def', strlist => ['1'], b => 0, integer => 0, integer64 => 0,
    filein => 'in', fileout => 'out', bufferin => 'buffer',
);

# The arguments of internal_test, with some that are different.
sub arguments { my %arguments = (%plain, @_); return @arguments{@names} }

# What arrived as the argument NAME.
sub arrives {
    my ($name, $value) = @_;
    my @lines = printed($g, 'internal_test', arguments($name => $value));
    my %line;
    @line{@names} = @lines;
    return $line{$name};
}

sub refuses {
    my ($name, $value, $message, $title) = @_;
    dies_like(sub { $g->internal_test(arguments($name => $value)) }, $message, $title);
    return;
}

for my $name (qw(str optstr filein fileout)) {
    is(arrives($name, 'text'), 'text', "$name: text");
    is(arrives($name, ''), '', "$name: empty text");
    is(arrives($name, 42), '42', "$name: a number is text");
    is(arrives($name, "\x{65e5}\x{672c}"), "\xe6\x97\xa5\xe6\x9c\xac", "$name: characters are UTF-8");
    is(arrives($name, "\xff\xfe"), "\xff\xfe", "$name: bytes stay what they are");
    is(arrives($name, Overloaded->new('own')), 'own', "$name: an object with a conversion");
    refuses($name, ['a'], qr/internal_test: argument $name: expected text, not a reference to ARRAY/,
        "$name: reference");
    refuses($name, \'a', qr/argument $name: expected text, not a reference/, "$name: reference to text");
    refuses($name, "a\0b", qr/internal_test: argument $name: embedded null character/,
        "$name: null character");
}

is(arrives('optstr', undef), 'null', 'optional text: undef');
{
    my @warnings;
    local $SIG{__WARN__} = sub { push @warnings, @_ };
    is(arrives('str', undef), '', 'text: undef is empty');
    like($warnings[0], qr/uninitialized/, 'text: undef warns');
}

is(arrives('strlist', []), '[]', 'list: empty');
is(arrives('strlist', [ 'a', 'b c', '' ]), '["a", "b c", ""]', 'list: three texts');
is(arrives('strlist', Overloaded->new('x')), '["a", "b"]', 'list: an object that overloads @{}');
for my $bad ('text', 3, undef, {}, \'text') {
    refuses('strlist', $bad, qr/^array reference expected at /,
        'list: not ' . (ref $bad || $bad // 'undef'));
}
refuses('strlist', [ 'a', ['b'] ], qr/argument strlist: expected text, not a reference to ARRAY/,
    'list: nested');
refuses('strlist', ["a\0b"], qr/argument strlist: embedded null character/, 'list: null character');
{
    # The conversion of the first element empties the list.
    my @list;
    package Emptying { use overload '""' => sub { @list = (); return 'first' } }
    @list = (bless({}, 'Emptying'), 'gone');
    local $SIG{__WARN__} = sub { };
    is(arrives('strlist', \@list), '["first", ""]', 'list: it changes while it is converted');
}

is(arrives('b', 1), 'true', 'boolean: 1');
is(arrives('b', 'yes'), 'true', 'boolean: text');
is(arrives('b', undef), 'false', 'boolean: undef');
is(arrives('b', ''), 'false', 'boolean: empty');

for my $name (qw(integer integer64)) {
    is(arrives($name, -(2**31)), '-2147483648', "$name: smallest of 32 bits");
    is(arrives($name, '17'), '17', "$name: text of digits");
    is(arrives($name, 1e6), '1000000', "$name: floating point");
    is(arrives($name, 7 / 2), '3', "$name: a fraction is cut off");
    is(arrives($name, !1), '0', "$name: false");
    refuses($name, $_, qr/internal_test: argument $name: expected an integer, not "\Q$_\E"/, "$name: '$_'")
        for 'abc', '12x', '', '512M';
    refuses($name, [1], qr/argument $name: expected an integer, not a reference/, "$name: reference");
    refuses($name, $_, qr/argument $name: \S+ does not fit into 64 bits/i, "$name: $_")
        for 2**64, -(2**70), 9**9**9, -sin(9**9**9);
}
is(arrives('integer64', 9223372036854775807), '9223372036854775807', 'integer64: largest');
is(arrives('integer64', '-9223372036854775808'), '-9223372036854775808', 'integer64: smallest');
refuses('integer64', 9223372036854775808, qr/does not fit into 64 bits/, 'integer64: one too large');
refuses('integer', 2**31, qr/argument integer: 2147483648 does not fit into 32 bits/, 'integer: 2**31');
refuses('integer', -(2**31) - 1, qr/does not fit into 32 bits/, 'integer: -2**31 - 1');

is(arrives('bufferin', "ab\0c"), '<61><62><00><63>', 'buffer: with a null character');
is(arrives('bufferin', "\xff"), '<ff>', 'buffer: byte');
is(arrives('bufferin', "\x{e9}\x{263a}"), '<c3><a9><e2><98><ba>', 'buffer: characters are UTF-8');
refuses('bufferin', {}, qr/argument bufferin: expected text, not a reference to HASH/, 'buffer: reference');

# ---- options ----

sub options { my @lines = printed($g, 'internal_test', arguments(), @_); return @lines[ 9 .. 13 ] }

is_deeply([options()], [ map { "$_: unset" } qw(obool oint oint64 ostring ostringlist) ], 'no option');
is_deeply(
    [ options(obool => 1, oint => -1, oint64 => 2**40, ostring => 's', ostringlist => [ 'a', 'b' ]) ],
    [ 'obool: true', 'oint: -1', 'oint64: 1099511627776', 'ostring: s', 'ostringlist: ["a", "b"]' ],
    'all options'
);
is_deeply(
    [ options(ostringlist => [], ostring => '', obool => 0) ],
    [ 'obool: false', 'oint: unset', 'oint64: unset', 'ostring: ', 'ostringlist: []' ],
    'options that are false are set, in any order'
);
is_deeply(
    [ options(obool => undef, oint => undef, ostring => undef, ostringlist => undef) ],
    [ map { "$_: unset" } qw(obool oint oint64 ostring ostringlist) ],
    'options that are undef are not set'
);
is_deeply(
    [ printed($g, 'internal_test_63_optargs', map { ("opt$_" => $_) } 1 .. 63) ],
    [ map { "opt$_: $_" } 1 .. 63 ],
    '63 options'
);

sub refuses_options {
    my ($options, $message, $title) = @_;
    dies_like(sub { $g->internal_test(arguments(), @$options) }, $message, $title);
    return;
}

refuses_options(['obool'], qr/^expecting an even number of extra parameters at /, 'option without a value');
refuses_options([ colour => 1 ], qr/^unknown optional argument 'colour' at /, 'unknown option');
refuses_options([ oint => 1, oint => 1 ], qr/^optional argument 'oint' given more than once at /,
    'option given twice');
refuses_options([ oint => undef, oint => 1 ], qr/given more than once/, 'option given twice, once as undef');
refuses_options([ ostringlist => 'a' ], qr/^array reference expected for 'ostringlist' argument at /,
    'option that is no list');
refuses_options([ oint => 'x' ], qr/argument oint: expected an integer/, 'option that is no integer');
refuses_options([ ostring => [] ], qr/argument ostring: expected text/, 'option that is no text');
refuses_options([ [] => 1 ], qr/name of an option: expected text/, 'option without a name');

# ---- numbers of arguments ----

dies_like(sub { $g->set_program() }, qr/^Usage: Sys::Guestfs::set_program\(g, program\) at /, 'too few');
dies_like(sub { $g->get_program(1) }, qr/^Usage: Sys::Guestfs::get_program\(g\) at /, 'too many');
dies_like(sub { $g->add_drive() }, qr/^Usage: Sys::Guestfs::add_drive\(g, filename, \.\.\.\)/,
    'too few before options');
dies_like(sub { $g->no_such_call() }, qr/Can't locate object method "no_such_call"/, 'no such call');

# ---- arguments that change while a call runs ----

{
    my $changing = 'first value, long enough to have memory of its own' x 10;
    my $expected = $changing;
    my $handle = $g->set_event_callback(sub { $changing = 'second' x 1000 }, $Sys::Guestfs::EVENT_ENTER);
    is($g->internal_test_rstring($changing), $expected, 'an argument that a callback changes');
    $g->delete_event_callback($handle);
}

package Tied {
    sub TIESCALAR { my ($class, $action) = @_; return bless { action => $action }, $class }
    sub FETCH { return $_[0]{action}->() }
}

tie my $tied, 'Tied', sub { 'from a tied variable' };
is($g->internal_test_rstring($tied), 'from a tied variable', 'a tied variable');
tie my $closer, 'Tied', sub { $g->close(); return 'closed' };
dies_like(sub { $g->internal_test_rstring($closer) }, qr/called on a closed handle/,
    'the handle is closed while arguments are converted');

done_testing();
