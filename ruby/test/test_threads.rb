# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
# The global VM lock is free while a call runs. Each test has its own Ruby, so
# that a deadlock is a failure and not the end of all tests.

require "helper"

class TestThreads < GuestfsTest
  # Opening a pipe for writing blocks until somebody reads it.
  BLOCKING = <<~RUBY
    fifo = ENV.fetch("FIFO")
    g = Guestfs::Guestfs.new
    entered = Queue.new
    g.set_event_callback(Guestfs::EVENT_ENTER) { |_, _, name, _| entered << name }
    blocked = Thread.new { g.internal_test_set_output(fifo) }
    entered.pop until entered.num_waiting.zero? && !entered.empty? || entered.pop == "internal_test_set_output"
  RUBY

  READ = <<~RUBY
    File.open(fifo) do |pipe|
      blocked.join
      g.internal_test_only_optargs(test: 5)
      g.internal_test_close_output
      print pipe.read
    end
  RUBY

  def run_with_fifo(program)
    fifo = File.join(@folder, "fifo")
    File.mkfifo(fifo)
    run_ruby(program, "FIFO" => fifo)
  end

  def test_other_threads_run_during_a_call
    assert_equal ["test: 5\n", "", 0], run_with_fifo(BLOCKING + READ)
  end

  def test_close_during_a_call_is_refused
    program = <<~RUBY
      begin
        g.close
      rescue Guestfs::Error => e
        puts e.errno == Errno::EBUSY::Errno
      end
    RUBY
    assert_equal ["true\ntest: 5\n", "", 0], run_with_fifo(BLOCKING + program + READ)
  end

  def test_user_cancel_does_not_wait
    assert_equal ["cancelled\ntest: 5\n", "", 0], run_with_fifo("#{BLOCKING}g.user_cancel\nputs 'cancelled'\n#{READ}")
  end

  def test_waiting_for_the_handle_does_not_keep_the_lock
    # A second thread waits for the lock of the handle, a third one runs.
    program = "#{BLOCKING}waiting = Thread.new { g.get_memsize }\nThread.pass\n#{READ}waiting.join\n"
    assert_equal ["test: 5\n", "", 0], run_with_fifo(program)
  end

  def test_raise_takes_effect_after_the_call
    program = <<~RUBY
      blocked.report_on_exception = false
      blocked.raise("mine")
      File.open(fifo) do |pipe|
        begin
          blocked.join
        rescue RuntimeError => e
          puts e.message
        end
        g.internal_test_only_optargs(test: 5)
        g.internal_test_close_output
        print pipe.read
      end
    RUBY
    assert_equal ["mine\ntest: 5\n", "", 0], run_with_fifo(BLOCKING + program)
  end

  def test_one_handle_in_many_threads
    # Callbacks take the VM lock while they hold the lock of the handle.
    program = <<~RUBY
      g = Guestfs::Guestfs.new
      events = Queue.new
      g.set_event_callback(Guestfs::EVENT_ENTER) { |*event| events << event }
      threads = 4.times.map do
        Thread.new do
          200.times do
            g.get_memsize
            raise unless g.internal_test_rstring("text") == "text"
            begin
              g.internal_test_rinterr
              raise "no error"
            rescue Guestfs::Error => e
              raise unless e.message == "error"
            end
            g.delete_event_callback(g.set_event_callback(Guestfs::EVENT_CLOSE) { })
          end
        end
      end
      threads.each(&:join)
      puts events.size
    RUBY
    assert_equal ["#{4 * 200 * 3}\n", "", 0], run_ruby(program)
  end

  def test_many_handles_in_many_threads
    program = <<~RUBY
      threads = 4.times.map do
        Thread.new do
          30.times do
            Guestfs::Guestfs.open do |g|
              g.set_event_callback(Guestfs::EVENT_ALL) { }
              g.get_memsize
            end
          end
        end
      end
      threads.each(&:join)
    RUBY
    assert_equal ["", "", 0], run_ruby(program)
  end
end
