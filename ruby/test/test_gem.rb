# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
# The gem can be built and installed outside of the source tree.

require "helper"

class TestGem < GuestfsTest
  def run_gem(*arguments, folder:)
    output, status = Open3.capture2e(@environment, RbConfig.ruby, "-S", "gem", *arguments, chdir: folder)
    assert status.success?, output
  end

  def test_gem
    library = $LOADED_FEATURES.grep(%r{/guestfs\.rb\z}).first
    generated = File.expand_path("..", File.dirname(library))
    skip "the extension is not that of a build tree" unless File.exist?(File.join(generated, "guestfs-calls.c"))

    source = File.join(@folder, "ruby")
    FileUtils.cp_r(File.expand_path("..", __dir__), source)
    FileUtils.chmod_R("u+w", source)
    gems = File.join(@folder, "gems")
    # The library of the build tree, as if it were installed.
    @environment = { "GUESTFS_GENERATED" => generated, "RUBYLIB" => nil, "GEM_HOME" => gems, "MAKEFLAGS" => nil }
    run_gem("build", "guestfs.gemspec", "-o", "guestfs.gem", folder: source)
    run_gem("install", "--local", "--no-document", "guestfs.gem", folder: source)
    program = 'gem "guestfs"; require "guestfs"; puts $LOADED_FEATURES.grep(/_guestfs/), Guestfs::Guestfs.new.get_verbose'
    output, status = Open3.capture2e(@environment, RbConfig.ruby, "-e", program)
    assert status.success?, output
    assert_match(%r{\A#{gems}/.*_guestfs\.so\n0\n\z}, output)
    assert Dir[File.join(gems, "gems/*/sig/guestfs.rbs")].any?, "the signatures are in the gem"
  end
end
