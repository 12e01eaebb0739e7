# SPDX-License-Identifier: LGPL-2.1-or-later
# A real launch: a disk, a filesystem, files, progress, and errors of the
# daemon.

use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Errno;
use File::Temp;
use POSIX qw(mkfifo);
use Test::More;
use Guestfs::Test;

# Empty: configured without an appliance.  Unset: not run by "make check".
plan skip_all => 'built without an appliance' unless ($ENV{have_appliance} // 'yes') eq 'yes';

my $folder = File::Temp->newdir();
my @events;
{
    my $g = Sys::Guestfs->new();
    $g->set_event_callback(sub { push @events, $_[0] },
        $Sys::Guestfs::EVENT_LAUNCH_DONE | $Sys::Guestfs::EVENT_CLOSE | $Sys::Guestfs::EVENT_APPLIANCE);
    $g->disk_create("$folder/disk.img", 'raw', 512 << 20);
    $g->add_drive("$folder/disk.img", format => 'raw', label => 'perl');
    $g->set_backend_setting('template', 'off'); # what boots says something
    $g->launch();
    is(scalar(grep { $_ == $Sys::Guestfs::EVENT_LAUNCH_DONE } @events), 1, 'launched');
    ok(scalar(grep { $_ == $Sys::Guestfs::EVENT_APPLIANCE } @events), 'the appliance says something');

    is_deeply([ $g->list_devices() ], ['/dev/sda'], 'list_devices');
    $g->part_disk('/dev/sda', 'mbr');
    my ($part) = $g->part_list('/dev/sda');
    is($part->{part_num}, 1, 'part_list');
    $g->mkfs('ext4', '/dev/sda1', label => 'ROOT');
    is_deeply({ $g->list_filesystems() }, { '/dev/sda1' => 'ext4' }, 'list_filesystems');
    $g->mount('/dev/sda1', '/');

    my $bytes = join '', map { chr } 0 .. 255;
    $g->write('/bytes', $bytes);
    is($g->read_file('/bytes'), $bytes, 'bytes are written and read');
    is($g->filesize('/bytes'), 256, 'filesize');
    $g->write("/\x{263a}", 'smile');
    ok(scalar(grep { $_ eq "\xe2\x98\xba" } $g->ls('/')), 'a name beyond ASCII');
    my %stat = $g->statns('/bytes');
    is($stat{st_size}, 256, 'a struct');

    $g->download('/bytes', "$folder/copy");
    is(-s "$folder/copy", 256, 'download');

    # Somebody who waits before reading makes the call last long enough for
    # messages of progress.
    my @progress;
    my $handle = $g->set_event_callback(sub { push @progress, $_[3] }, $Sys::Guestfs::EVENT_PROGRESS);
    $g->touch('/large');
    $g->truncate_size('/large', 64 << 20);
    mkfifo("$folder/fifo", 0600) or die "$folder/fifo: $!";
    my $reader = fork // die "fork: $!";
    if ($reader == 0) {
        exec 'sh', '-c', '{ sleep 3; cat > /dev/null; } < "$0"', "$folder/fifo" or POSIX::_exit(127);
    }
    $g->download('/large', "$folder/fifo");
    waitpid $reader, 0;
    is_deeply([ @{ $progress[-1] // [] }[ 2, 3 ] ], [ 64 << 20, 64 << 20 ], 'progress: position and total');
    is(scalar(grep { @$_ != 4 } @progress), 0, 'progress: always four numbers');
    $g->delete_event_callback($handle);

    ok(!eval { $g->read_file('/missing'); 1 }, 'a missing file');
    like($@, qr{^read_file: .*/missing.* at \Q$0\E line \d+\.$}, 'its message');
    is($g->last_errno(), Errno::ENOENT(), 'its errno');
    ok($g->feature_available(['lvm2']), 'feature_available');
    $g->shutdown();
    @events = ();
}
is_deeply([ grep { $_ == $Sys::Guestfs::EVENT_CLOSE } @events ], [$Sys::Guestfs::EVENT_CLOSE], 'closed at the end');
is_deeply([children()], [], 'no process is left');

done_testing();
