# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
# A real launch: a disk, a filesystem, files, and errors of the daemon.

require "helper"

class TestAppliance < GuestfsTest
  def setup
    super
    # Empty: configured without an appliance. Unset: not run by "make check".
    skip "built without an appliance" unless ENV.fetch("have_appliance", "yes") == "yes"
  end

  def write_and_read(g)
    bytes = (0..255).map(&:chr).join.b
    g.write("/bytes", bytes)
    assert_equal bytes, g.read_file("/bytes")
    assert_equal 256, g.filesize("/bytes")
    assert_equal 256, g.statns("/bytes")["st_size"]
    g.write("/☺", "smile")
    assert_includes g.ls("/"), "☺"
    g.download("/bytes", File.join(@folder, "copy"))
    assert_equal bytes, File.binread(File.join(@folder, "copy"))
    assert_equal [true, false], [g.is_file?("/bytes"), g.is_dir?("/bytes")]
  end

  def check_errors(g)
    error = assert_raises(Guestfs::Error) { g.read_file("/missing") }
    assert_match(%r{read_file: .*/missing}, error.message)
    assert_equal ["read_file", Errno::ENOENT::Errno], [error.function, error.errno]
  end

  # Somebody who waits before reading makes the call last long enough for
  # messages of progress.
  def check_progress(g)
    fifo = File.join(@folder, "fifo")
    File.mkfifo(fifo)
    reader = Thread.new { File.open(fifo, "rb") { |pipe| sleep 3; pipe.read.size } }
    progress = []
    event_handle = g.set_event_callback(Guestfs::EVENT_PROGRESS) { |_, _, _, array| progress << array }
    g.touch("/large")
    g.truncate_size("/large", 64 << 20)
    g.download("/large", fifo)
    g.delete_event_callback(event_handle)
    assert_equal 64 << 20, reader.value
    assert_equal [64 << 20] * 2, progress.last&.last(2)
    assert(progress.all? { |array| array.size == 4 })
  end

  def test_launch
    events = []
    ticks = 0
    Guestfs::Guestfs.open do |g|
      g.set_event_callback(Guestfs::EVENT_ALL & ~Guestfs::EVENT_ENTER) { |event,| events << event }
      g.disk_create(File.join(@folder, "disk.img"), "raw", 512 << 20)
      g.add_drive(File.join(@folder, "disk.img"), format: "raw", label: "ruby")
      g.set_backend_setting("template", "off") # what boots says something
      ticker = Thread.new { loop { sleep 0.01; ticks += 1 } }
      g.launch
      ticker.kill.join
      g.part_disk("/dev/sda", "mbr")
      assert_equal 1, g.part_list("/dev/sda").first["part_num"]
      g.mkfs("ext4", "/dev/sda1", label: "ROOT")
      assert_equal({ "/dev/sda1" => "ext4" }, g.list_filesystems)
      g.mount("/dev/sda1", "/")
      write_and_read(g)
      check_errors(g)
      check_progress(g)
    end
    assert_operator ticks, :>, 0, "other threads run during launch"
    assert_equal 1, events.count(Guestfs::EVENT_LAUNCH_DONE)
    assert_includes events, Guestfs::EVENT_APPLIANCE
    assert_equal Guestfs::EVENT_CLOSE, events.last
  end
end
