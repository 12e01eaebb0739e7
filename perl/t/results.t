# SPDX-License-Identifier: LGPL-2.1-or-later
# Results of each kind, as Perl's values.

use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Test::More;
use Guestfs::Test;

my $g = Sys::Guestfs->new();

is_deeply([ $g->set_program('x') ], [], 'nothing');
is($g->internal_test_rint('-5'), -5, 'integer');
is($g->internal_test_rint64('9223372036854775807'), 9223372036854775807, 'integer of 64 bits');
is($g->internal_test_rint64('-9223372036854775808'), '-9223372036854775808', 'negative one');
is($g->internal_test_rbool('true'), 1, 'true');
is($g->internal_test_rbool('false'), 0, 'false');
is($g->internal_test_rconststring('x'), 'static string', 'constant text');
is($g->internal_test_rconstoptstring('x'), 'static string', 'optional text');
is_deeply([ $g->internal_test_rconstoptstringerr() ], [undef], 'optional text that is not there');
is($g->internal_test_rstring("\x{263a}"), "\xe2\x98\xba", 'text is bytes');
ok(!utf8::is_utf8($g->internal_test_rstring("\x{263a}")), 'and not characters');
is($g->internal_test_rbufferout("\xff"), "\xff", 'bytes');
is_deeply([ $g->internal_test_rstringlist('3') ], [ 0, 1, 2 ], 'list');
is_deeply([ $g->internal_test_rstringlist('0') ], [], 'empty list');
is_deeply([ 'before', $g->internal_test_rstringlist('1000'), 'after' ], [ 'before', 0 .. 999, 'after' ],
    'long list among others');
is(scalar(my ($first) = $g->internal_test_rstringlist('2')), 2, 'list in list context');
is_deeply({ $g->internal_test_rhashtable('3') }, { 0 => 0, 1 => 1, 2 => 2 }, 'table');

my %struct = $g->internal_test_rstruct('x');
is($struct{pv_name}, 'pv0', 'struct: text');
is($struct{pv_uuid}, '12345678901234567890123456789012', 'struct: UUID');
is($struct{pv_size}, 0, 'struct: number');
is(keys %struct, 14, 'struct: number of fields');

my @structs = $g->internal_test_rstructlist('3');
is_deeply([ map { $_->{pv_name} } @structs ], [ 'pv0', 'pv1', 'pv2' ], 'list of structs');
is_deeply([ sort keys %{ $structs[2] } ], [ sort keys %struct ], 'each with all fields');
is_deeply([ $g->internal_test_rstructlist('0') ], [], 'empty list of structs');

my %version = $g->version();
is($version{major}, 1, 'version: major');
cmp_ok($version{minor}, '>=', 48, 'version: minor');

# ---- errors ----

for my $kind (qw(int int64 bool conststring string stringlist struct structlist hashtable bufferout)) {
    my $method = "internal_test_r${kind}err";
    dies_like(sub { $g->$method() }, qr/^error at \Q$0\E line \d+\.$/, "$method: message, file and line");
}
eval { $g->disk_create('/nonexistent/x', 'raw', 1024) };
like($@, qr{/nonexistent/x}, 'a real error');
is($g->last_errno(), Errno::ENOENT(), 'and its errno');
{
    my @warnings;
    local $SIG{__WARN__} = sub { push @warnings, @_ };
    eval { $g->internal_test_rinterr() };
    is_deeply(\@warnings, [], 'nothing but the exception');
}

# ---- deprecated calls ----

my @warnings;
local $SIG{__WARN__} = sub { push @warnings, @_ };
$g->set_direct(0);
like($warnings[0], qr/^Sys::Guestfs::set_direct is deprecated.* at \Q$0\E line \d+\.$/, 'a deprecated call warns');
@warnings = ();
{
    no warnings 'deprecated';
    $g->set_direct(0);
}
is_deeply(\@warnings, [], 'unless that is switched off');

done_testing();
