# SPDX-License-Identifier: LGPL-2.1-or-later
# The generated round trips: every kind of argument and result.

use strict;
use warnings;
use File::Basename;
use Test::More;
use Sys::Guestfs;

my $folder = dirname($INC{'Sys/Guestfs.pm'}) . '/../../tests';
plan skip_all => 'the module is not that of a build tree' unless -e "$folder/bindtests.pl";

sub lines { my ($mode, @source) = @_; open my $lines, $mode, @source or die "@source: $!"; return [<$lines>] }

my $output = lines('-|', $^X, "$folder/bindtests.pl");
is($?, 0, 'bindtests.pl ends well');
is_deeply($output, lines('<', "$folder/bindtests-expected.txt"), 'its output is that of every language');
done_testing();
