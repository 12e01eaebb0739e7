# SPDX-License-Identifier: LGPL-2.1-or-later
# Round trips through the Perl binding; bindtests-expected.txt is the output.
# Made by generator/emit/bindtests_perl.ml from the declarations in generator/api/.

use strict;
use warnings;
use Sys::Guestfs;

# The calls print their arguments past Perl's buffer.
$| = 1;

my $g = Sys::Guestfs->new ();

sub plain { return "$_[0]\n" }

sub truth { return $_[0] == 1 ? "true\n" : "false\n" }

sub optional { return defined $_[0] ? "$_[0]\n" : "null\n" }

sub texts { return '[' . join (', ', map { "\"$_\"" } @_) . "]\n" }

sub hexadecimal { return join ('', map { sprintf '<%02x>', ord } split //, $_[0]) . "\n" }

sub struct {
    my $lines = '';
    while (my ($name, $value) = splice @_, 0, 2) {
        $lines .= "$name: $value\n";
    }
    return $lines;
}

# In the order of the fields of a struct alone; a hash has none.
sub struct_list {
    my %example = my @example = $g->internal_test_rstruct ('x');
    my @names = grep { exists $example{$_} } @example[map { 2 * $_ } 0 .. @example / 2 - 1];
    my $lines = '';
    for my $i (0 .. $#_) {
        $lines .= "[$i]\n" . struct (map { $_ => $_[$i]{$_} } @names);
    }
    return $lines;
}

sub table {
    my %table = @_;
    return texts (map { $_ => $table{$_} } sort keys %table);
}

sub show {
    my ($notation, $method, @arguments) = @_;
    my @result = eval { $g->$method (@arguments) };
    my $error = $@;
    $error =~ s/ at \S+ line \d+\.\n\z/\n/;
    print $error ? "error: $error" : $notation->(@result);
    return;
}

print "EOF\n";
