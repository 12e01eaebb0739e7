# SPDX-License-Identifier: LGPL-2.1-or-later
# What the tests share.

package Guestfs::Test;

use strict;
use warnings;
use Exporter qw(import);
use File::Temp;
use Test::More;
use Sys::Guestfs;

our @EXPORT = qw(children dies_like open_descriptors output_of printed);

# Every handle has its temporary files in here.
my $folder = File::Temp->newdir();
$ENV{LIBGUESTFS_TMPDIR} = "$folder";

sub dies_like {
    my ($code, $message, $title) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $lived = eval { $code->(); 1 };
    return $lived ? fail("$title (it lived)") : like($@, $message, $title);
}

# The lines that a binding test call prints.
sub printed {
    my ($g, $method, @arguments) = @_;
    my $file = "$folder/output";
    $g->internal_test_set_output($file);
    my $lived = eval { $g->$method(@arguments); 1 };
    my $error = $@;
    $g->internal_test_close_output();
    die $error unless $lived;
    open my $lines, '<', $file or die "$file: $!";
    chomp(my @lines = <$lines>);
    return @lines;
}

sub open_descriptors {
    opendir my $folder, '/proc/self/fd' or die "/proc/self/fd: $!";
    return scalar grep { !/^\./ } readdir $folder;
}

sub children {
    my @found;
    for my $file (glob '/proc/self/task/*/children') {
        open my $list, '<', $file or next;
        push @found, split ' ', <$list> // '';
    }
    return @found;
}

# Runs a program in a Perl of its own; its output and errors, and its status.
sub output_of {
    my ($program, @arguments) = @_;
    my $file = File::Temp->new(SUFFIX => '.pl');
    print {$file} "use strict;\nuse warnings;\nuse Sys::Guestfs;\n\$| = 1;\n#line 1\n$program\n";
    close $file;
    # A deadlock ends with a failure.
    open my $output, '-|', 'timeout', '60', 'sh', '-c', 'exec "$@" 2>&1', 'sh', $^X, "$file", @arguments
        or die "$^X: $!";
    my $text = do { local $/; <$output> };
    close $output;
    return ($text, $?);
}

END {
    opendir my $left, "$folder" or die "$folder: $!";
    my @left = grep { !/^\.|^output$/ } readdir $left;
    if (@left) {
        diag("left in LIBGUESTFS_TMPDIR: @left");
        $? ||= 1;
    }
}

1;
