# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Builds the extension _guestfs against libguestfs, installed or in a build
# tree:
#
#   ruby extconf.rb && make
#
# The file that libguestfs's generator makes is taken from the folder that
# GUESTFS_GENERATED names, or from build/generated/ruby or generated/ruby of the
# source tree around this folder; a gem has a copy of it.

require "fileutils"
require "mkmf"

CALLS = "guestfs-calls.c"
HERE = __dir__

# The folder of a build tree; nil where only the copy is.
def generated_folder
  folders = [ENV["GUESTFS_GENERATED"]].compact
  folders = ["../build/generated/ruby", "../generated/ruby"].map { |f| File.expand_path(f, HERE) } if folders.empty?
  folders.find { |folder| File.exist?(File.join(folder, CALLS)) }
end

folder = generated_folder
tree = folder && File.expand_path("../..", folder)
FileUtils.cp(File.join(folder, CALLS), CALLS) if folder && !File.exist?(File.join(HERE, CALLS))
if [HERE, "."].none? { |place| File.exist?(File.join(place, CALLS)) }
  abort "extconf.rb: no #{CALLS}: run \"make\" in the source tree of libguestfs first, or name its " \
        "folder generated/ruby in GUESTFS_GENERATED"
end

# The library of the same build tree, or the one that pkg-config knows.
if tree && File.exist?(File.join(tree, ".libs/libguestfs.so"))
  $INCFLAGS << " -I#{tree}/generated"
  $LDFLAGS << " -L#{tree}/.libs"
  $libs << " -lguestfs"
elsif !pkg_config("libguestfs")
  abort "extconf.rb: libguestfs was not found; install it, or set PKG_CONFIG_PATH to the folder of libguestfs.pc"
end

$INCFLAGS << " -I$(srcdir)"
$srcs = Dir.glob(File.join(HERE, "*.c")).map { |file| File.basename(file) } | [CALLS]
$objs = $srcs.map { |file| file.sub(/\.c\z/, ".#{$OBJEXT}") }
create_makefile("_guestfs")
