# SPDX-License-Identifier: LGPL-2.1-or-later
# Makefile.PL builds the module outside of the source tree.

use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Temp;
use FindBin;
use Test::More;
use Sys::Guestfs;

my $generated = abs_path(dirname($INC{'Sys/Guestfs.pm'}) . '/..');
plan skip_all => 'the module is not that of a build tree' unless -e "$generated/Guestfs-calls.c";
plan skip_all => 'no make' if system('make --version > /dev/null 2>&1');

my $folder = File::Temp->newdir();
system('cp', '-r', "$FindBin::Bin/..", "$folder/perl") and die "cp: $?";
system('chmod', '-R', 'u+w', "$folder/perl") and die "chmod: $?";
$ENV{GUESTFS_GENERATED} = $generated;
delete $ENV{MAKEFLAGS};
delete $ENV{PERL5LIB};

sub run {
    my ($command) = @_;
    my $output = `cd $folder/perl && { $command; } 2>&1`;
    diag($output) if $?;
    return $? == 0;
}

ok(run("$^X Makefile.PL"), 'Makefile.PL');
ok(run('make OPTIMIZE=-O0'), 'make');
ok(run("$^X -Mblib -MSys::Guestfs -e 'exit ref (Sys::Guestfs->new ()) ne q(Sys::Guestfs)'"), 'the module works');
ok(run('make test TEST_FILES=t/results.t'), 'make test');
ok(run("make install DESTDIR=$folder/stage"), 'make install');
my $installed = `cd $folder/stage && find . -name 'Guestfs.*'`;
like($installed, qr{/Sys/$_$}m, "$_ is installed") for 'Guestfs.pm', 'Guestfs.pod';
like($installed, qr{/auto/Sys/Guestfs/Guestfs\.\w+$}m, 'the extension is installed');

done_testing();
