# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
# What the tests share: handles, a check that nothing is left behind, and
# output as the Test Anything Protocol.

require "minitest"
require "open3"
require "rbconfig"
require "tmpdir"
require "guestfs"

# Prints a line for each test.
class Tap < Minitest::AbstractReporter
  def initialize
    super
    @count = 0
    @failed = false
  end

  def record(result)
    @count += 1
    name = "#{result.klass}##{result.name}"
    if result.skipped?
      puts "ok #{@count} - #{name} # SKIP #{result.failure.message.lines.first.chomp}"
    elsif result.passed?
      puts "ok #{@count} - #{name}"
    else
      @failed = true
      puts "not ok #{@count} - #{name}"
      result.failures.each { |failure| failure.message.each_line { |line| puts "# #{line}" } }
      result.failures.each { |failure| puts "# #{failure.location}" }
    end
    $stdout.flush
  end

  def report
    puts "1..#{@count}"
  end

  def passed?
    !@failed
  end
end

module Minitest
  def self.plugin_tap_init(_options)
    reporter.reporters.clear
    reporter << Tap.new
  end
end
Minitest.extensions << "tap"
Minitest.autorun

class GuestfsTest < Minitest::Test
  def setup
    @folder = Dir.mktmpdir
    ENV["LIBGUESTFS_TMPDIR"] = File.join(@folder, "handles")
    Dir.mkdir(ENV["LIBGUESTFS_TMPDIR"])
    GC.start
    @descriptors = descriptors
    @handles = []
  end

  def teardown
    @handles.each(&:close)
    assert_empty children, "processes are left behind"
    assert_empty descriptors - @descriptors, "descriptors are left open"
    assert_empty Dir.children(File.join(@folder, "handles")), "temporary files are left behind"
    FileUtils.rm_rf(@folder)
  end

  # What is open besides Ruby's own pipes and the folder that is being read.
  def descriptors
    Dir.children("/proc/self/fd").filter_map do |fd|
      target = File.readlink("/proc/self/fd/#{fd}")
      "#{fd}: #{target}" unless target.end_with?("/fd")
    rescue Errno::ENOENT
      nil
    end
  end

  def children
    Dir["/proc/self/task/*/children"].flat_map { |file| File.read(file).split }
  end

  # A handle that is closed at the end of the test.
  def handle(**options)
    @handles << Guestfs::Guestfs.new(**options)
    @handles.last
  end

  # The lines that a binding test call prints.
  def printed(g, method, *arguments, **options)
    output = File.join(@folder, "output")
    g.internal_test_set_output(output)
    begin
      g.public_send(method, *arguments, **options)
    ensure
      g.internal_test_close_output
    end
    File.binread(output).split("\n", -1)[0..-2].map { |line| line.force_encoding("UTF-8") }
  end

  # Runs a program in a Ruby of its own: output, errors, status. A deadlock
  # ends with a failure.
  def run_ruby(program, env = {})
    output, errors, status = Open3.capture3(
      env, "timeout", "60", RbConfig.ruby, "-w", "-e", "require 'guestfs'\n$stdout.sync = true\n#{program}"
    )
    [output, errors, status.exitstatus]
  end
end
