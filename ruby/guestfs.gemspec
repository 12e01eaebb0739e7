# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
#
# gem build guestfs.gemspec
#
# in this folder, after a build of libguestfs: what its generator makes is
# copied from the folder that GUESTFS_GENERATED names, or from
# ../build/generated/ruby.

require "fileutils"

generated = ENV.fetch("GUESTFS_GENERATED", File.expand_path("../build/generated/ruby", __dir__))
%w[guestfs-calls.c sig/guestfs.rbs].each do |name|
  copy = File.join(__dir__, name)
  original = File.join(generated, name)
  next unless File.exist?(original)

  FileUtils.mkdir_p(File.dirname(copy))
  FileUtils.cp(original, copy)
end

# libguestfs.pc of the build tree is there if the copied files were.
libguestfs = File.join(generated, "../../libguestfs.pc")
library_version = File.exist?(libguestfs) ? File.read(libguestfs)[/^Version: (.*)/, 1] : "0"

Gem::Specification.new do |spec|
  spec.name = "guestfs"
  spec.version = library_version
  spec.summary = "Open, inspect and change disk images of virtual machines"
  spec.authors = ["The libguestfs project"]
  spec.license = "LGPL-2.1-or-later"
  spec.required_ruby_version = ">= 3.0"
  spec.extensions = ["extconf.rb"]
  spec.files = Dir.chdir(__dir__) { Dir["*.c", "*.h", "extconf.rb", "lib/*.rb", "sig/*.rbs"] }
end
