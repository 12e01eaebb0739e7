# SPDX-License-Identifier: LGPL-2.1-or-later
# Sys::Guestfs: access and change disk images of virtual machines.  Its manual
# is Sys/Guestfs.pod; the methods are in C.

package Sys::Guestfs;

use 5.016;
use strict;
use warnings;

use Carp ();
use XSLoader;

# Never changes: programs ask for it with "use Sys::Guestfs 1.0".
our $VERSION = '1.0';

XSLoader::load('Sys::Guestfs', $VERSION);

# A handle belongs to the thread that created it: in a new one it is undef.
sub CLONE_SKIP { return 1 }

sub _program_name {
    my ($name) = $0 =~ m{([^/]*)\z};
    return $name =~ s/\0.*//sr;
}

# Called by the extension.
sub _callback_died {
    my ($error) = @_;
    warn "Sys::Guestfs: an event callback died: $error";
    return;
}

sub new {
    my $proto = shift;
    Carp::croak('Sys::Guestfs->new: expecting an even number of parameters') if @_ % 2;
    my %option = (environment => 1, close_on_exit => 1);
    my %given;
    while (my ($name, $value) = splice @_, 0, 2) {
        exists $option{$name}
            or Carp::croak("Sys::Guestfs->new: unknown optional argument '$name'");
        $given{$name}++
            and Carp::croak("Sys::Guestfs->new: optional argument '$name' given more than once");
        $option{$name} = $value;
    }
    my $class = ref $proto || $proto;
    # 1 is GUESTFS_CREATE_NO_ENVIRONMENT.
    my $self = _create($class, $option{environment} ? 0 : 1, $option{close_on_exit});
    $self->set_program(_program_name());
    return $self;
}

1;
