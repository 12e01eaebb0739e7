# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
# Event callbacks: what they get, and what their exceptions do.

require "helper"

class TestEvents < GuestfsTest
  KINDS = %w[CLOSE SUBPROCESS_QUIT LAUNCH_DONE PROGRESS APPLIANCE LIBRARY TRACE ENTER LIBVIRT_AUTH WARNING].freeze

  def setup
    super
    @g = handle
  end

  def test_constants
    assert_equal((0..9).map { |bit| 1 << bit }, KINDS.map { |kind| Guestfs.const_get("EVENT_#{kind}") })
    assert_equal 0x3ff, Guestfs::EVENT_ALL
  end

  def test_event_to_string
    assert_equal "", Guestfs.event_to_string(0)
    assert_equal "close,enter,subprocess_quit",
                 Guestfs.event_to_string(Guestfs::EVENT_CLOSE | Guestfs::EVENT_ENTER | Guestfs::EVENT_SUBPROCESS_QUIT)
    assert_equal 10, Guestfs.event_to_string(Guestfs::EVENT_ALL).split(",").size
    assert_raises(TypeError) { Guestfs.event_to_string("trace") }
  end

  # All that a callback gets, as an array of arrays.
  def record(mask)
    found = []
    @g.set_event_callback(mask) { |*event| found << event }
    found
  end

  def test_enter
    found = record(Guestfs::EVENT_ENTER)
    @g.get_memsize
    assert_equal [[Guestfs::EVENT_ENTER, 0, "get_memsize", []]], found
  end

  def test_trace
    found = record(Guestfs::EVENT_TRACE)
    assert_output("", "") do
      @g.set_trace(true)
      @g.get_memsize
      @g.set_trace(false)
    end
    assert_includes found.map { |event| event[2] }, "get_memsize"
  end

  def test_library
    found = record(Guestfs::EVENT_LIBRARY)
    @g.set_verbose(true)
    assert_output("", "") { @g.close }
    assert_equal Guestfs::EVENT_LIBRARY, found.last[0]
    assert_match(/closing guestfs handle/, found.last[2])
  end

  def test_forms_of_callbacks
    calls = []
    object = Object.new
    object.define_singleton_method(:call) { |*event| calls << event[2] }
    @g.set_event_callback(object, Guestfs::EVENT_ENTER)
    @g.set_event_callback(->(_, _, buf, _) { calls << buf }, Guestfs::EVENT_ENTER)
    @g.set_event_callback(calls.method(:push).to_proc, Guestfs::EVENT_ENTER)
    calls.clear
    @g.get_memsize
    assert_equal %w[get_memsize get_memsize], calls.first(2)
    assert_equal 6, calls.size
  end

  def test_order_and_handles
    order = +""
    handles = %w[a b c].map { |name| @g.set_event_callback(Guestfs::EVENT_ENTER) { order << name } }
    assert_equal [0, 1, 2], handles
    order.clear
    @g.get_memsize
    assert_equal "abc", order
  end

  def test_delete
    found = record(Guestfs::EVENT_ENTER)
    @g.delete_event_callback(0)
    found.clear
    @g.get_memsize
    assert_empty found
    [0, 99, -1].each { |unknown| assert_nil @g.delete_event_callback(unknown) }
    assert_raises(TypeError) { @g.delete_event_callback("0") }
  end

  def test_callback_that_deletes_itself
    calls = 0
    @g.set_event_callback(Guestfs::EVENT_ENTER) { |_, event_handle,| calls += 1; @g.delete_event_callback(event_handle) }
    2.times { @g.get_memsize }
    assert_equal 1, calls
  end

  def test_what_is_not_a_callback
    [nil, 3, "text"].each { |bad| assert_raises(TypeError) { @g.set_event_callback(bad, 1) } }
    assert_raises(TypeError) { @g.set_event_callback(->(*) {}, "all") }
    assert_raises(ArgumentError) { @g.set_event_callback(1) }
    assert_raises(ArgumentError) { @g.set_event_callback }
  end

  def test_too_many_callbacks
    1000.times { @g.set_event_callback(Guestfs::EVENT_CLOSE) {} }
    error = assert_raises(Guestfs::Error) { @g.set_event_callback(Guestfs::EVENT_CLOSE) {} }
    assert_match(/too many event callbacks registered/, error.message)
  end

  def test_exception_is_printed_and_the_call_goes_on
    @g.set_event_callback(Guestfs::EVENT_ENTER) { raise KeyError, "mine" }
    assert_output("", "libguestfs: exception in callback: mine\n") { assert_operator @g.get_memsize, :>, 0 }
  end

  def test_callback_of_wrong_arity
    @g.set_event_callback(-> {}, Guestfs::EVENT_ENTER)
    assert_output("", /exception in callback: wrong number of arguments/) { @g.get_memsize }
  end

  def test_exit_ends_the_program_after_the_call
    program = <<~RUBY
      g = Guestfs::Guestfs.new
      calls = 0
      g.set_event_callback(Guestfs::EVENT_ENTER) { calls += 1; exit 3 }
      begin
        g.get_memsize
      ensure
        puts calls
      end
    RUBY
    assert_equal ["1\n", "", 3], run_ruby(program)
  end

  def with_callback(callback)
    event_handle = @g.set_event_callback(callback, Guestfs::EVENT_ENTER)
    yield
  ensure
    @g.delete_event_callback(event_handle)
  end

  def test_throw_comes_through
    with_callback(->(*) { throw :mine, 42 }) do
      assert_equal(42, catch(:mine) { @g.get_memsize; :not_reached })
    end
    assert_operator @g.get_memsize, :>, 0
  end

  def test_interrupt_comes_through
    interrupted = false
    with_callback(->(*) { raise Interrupt }) do
      @g.get_memsize
    rescue Interrupt
      interrupted = true
    end
    assert interrupted
    assert_operator @g.get_memsize, :>, 0
  end

  def test_error_raised_by_another_thread_is_not_that_of_the_callback
    test = Thread.current
    finished = false
    callback = lambda do |_, _, name, _|
      next unless name == "get_memsize"

      Thread.new { test.raise(KeyError, "mine") }.join
      finished = @g.get_verbose.zero?
    end
    with_callback(callback) do
      assert_output("", "") { assert_raises(KeyError) { @g.get_memsize } }
    end
    assert finished
    assert_operator @g.get_memsize, :>, 0
  end

  def test_calls_inside_a_callback
    sizes = []
    @g.set_event_callback(Guestfs::EVENT_ENTER) { |_, _, buf, _| sizes << @g.get_memsize if buf == "get_verbose" }
    @g.get_verbose
    assert_equal [@g.get_memsize], sizes
  end

  def test_error_inside_a_callback_is_not_that_of_the_call
    @g.set_event_callback(Guestfs::EVENT_ENTER) do |_, _, buf, _|
      assert_raises(Guestfs::Error) { @g.internal_test_rinterr } if buf == "get_verbose"
    end
    assert_output("", "") { assert_equal 0, @g.get_verbose }
  end

  def test_close_inside_a_callback_is_refused
    @g.set_event_callback(Guestfs::EVENT_ENTER) { @g.close }
    assert_output("", /close: a call on this handle is still running/) { assert_equal 0, @g.get_verbose }
  end

  def test_use_inside_the_close_event
    @g.set_event_callback(Guestfs::EVENT_CLOSE) { @g.get_verbose }
    assert_output("", /get_verbose: used handle after closing it/) { @g.close }
  end

  def test_another_handle_is_collected_inside_a_callback
    program = <<~RUBY
      g = Guestfs::Guestfs.new
      g.set_event_callback(Guestfs::EVENT_ENTER) do
        50.times { Guestfs::Guestfs.new.set_event_callback(Guestfs::EVENT_ALL) { } }
        GC.start
      end
      puts g.get_verbose
    RUBY
    assert_equal ["0\n", "", 0], run_ruby(program)
  end
end
