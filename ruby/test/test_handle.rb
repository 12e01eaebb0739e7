# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
# The life of a handle: creation, closing in each way, and use after that.

require "helper"

class TestHandle < GuestfsTest
  def with_memsize(value)
    ENV["LIBGUESTFS_MEMSIZE"] = value
    yield
  ensure
    ENV.delete("LIBGUESTFS_MEMSIZE")
  end

  def test_environment
    with_memsize("777") do
      assert_equal 777, handle.get_memsize
      assert_equal 777, handle(environment: true).get_memsize
      refute_equal 777, handle(environment: false).get_memsize
    end
  end

  def test_options_of_new
    assert_raises(TypeError) { Guestfs::Guestfs.new(1) }
    assert_raises(ArgumentError) { Guestfs::Guestfs.new({}, {}) }
    assert_match(/unknown keyword: :colour/, assert_raises(ArgumentError) { Guestfs::Guestfs.new(colour: 1) }.message)
    with_memsize("777") do
      g = Guestfs::Guestfs.new({ environment: false })
      refute_equal 777, g.get_memsize
      g.close
    end
  end

  def test_create
    g = Guestfs.create(environment: false)
    assert_instance_of Guestfs::Guestfs, g
    g.close
  end

  def test_program
    assert_equal ["some program\n", "", 0], run_ruby("$0 = '/usr/bin/some program'\nputs Guestfs::Guestfs.new.get_program")
  end

  def test_closed_handle
    g = handle
    refute g.closed?
    assert_nil g.close
    assert g.closed?
    assert_nil g.close
    {
      "get_verbose" => -> { g.get_verbose },
      "mount" => -> { g.mount("/dev/sda1", "/") },
      "user_cancel" => -> { g.user_cancel },
      "set_event_callback" => -> { g.set_event_callback(->(*) {}, 1) },
      "delete_event_callback" => -> { g.delete_event_callback(0) }
    }.each do |name, use|
      assert_equal "#{name}: used handle after closing it", assert_raises(ArgumentError, &use).message
    end
  end

  def test_what_is_not_a_handle
    assert_raises(ArgumentError) { Guestfs::Guestfs.allocate.get_verbose }
    assert_raises(ArgumentError) { handle.dup.get_verbose }
    assert_raises(ArgumentError) { handle.send(:initialize) }
    assert_raises(TypeError) { Guestfs::Guestfs.instance_method(:get_verbose).bind(Object.new) }
  end

  def closes_of(g)
    closes = []
    g.set_event_callback(Guestfs::EVENT_CLOSE) { |event,| closes << event }
    closes
  end

  def test_close_event
    g = handle
    closes = closes_of(g)
    g.close
    assert_equal [Guestfs::EVENT_CLOSE], closes
  end

  def test_open
    outer = nil
    value = Guestfs::Guestfs.open(environment: false) do |g|
      outer = g
      42
    end
    assert_equal [42, true], [value, outer.closed?]
  end

  def test_open_with_a_handle_closed_in_the_block
    assert_equal 1, (Guestfs::Guestfs.open { |g| g.close; 1 })
  end

  def test_open_passes_exceptions_on
    outer = nil
    assert_raises(KeyError) { Guestfs::Guestfs.open { |g| outer = g; raise KeyError } }
    assert outer.closed?
  end

  def test_subclass
    mine = Class.new(Guestfs::Guestfs) do
      def answer
        42
      end
    end
    mine.open { |g| assert_equal [42, 0], [g.answer, g.get_trace] }
  end

  # The library itself says that it closes the handle.
  COLLECTED = <<~RUBY
    def forget(depth)
      depth.zero? ? Guestfs::Guestfs.new.get_verbose : forget(depth - 1)
    end
    forget(50)
    # Something else takes the place where the reference was.
    def overwrite(depth)
      [depth] * 10
      overwrite(depth - 1) if depth.positive?
    end
    overwrite(100)
    GC.start
    warn "collected"
  RUBY

  def test_closed_by_the_garbage_collector
    _, errors, status = run_ruby(COLLECTED, "LIBGUESTFS_TRACE" => "1")
    assert_equal 0, status
    assert_match(/trace: close\n.*collected\n\z/m, errors)
  end

  def test_collected_with_a_callback_that_refers_to_it
    program = COLLECTED.sub("Guestfs::Guestfs.new.get_verbose",
                            "(g = Guestfs::Guestfs.new; g.set_event_callback(Guestfs::EVENT_CLOSE) { g.inspect; puts 'never' }; nil)")
    output, errors, status = run_ruby(program, "LIBGUESTFS_TRACE" => "1")
    assert_equal ["", 0], [output, status]
    assert_match(/trace: close\n.*collected\n\z/m, errors)
  end

  def test_many_handles_are_collected
    before = descriptors
    200.times { Guestfs::Guestfs.new.set_event_callback(Guestfs::EVENT_ALL) {} }
    GC.start
    assert_equal before, descriptors
  end

  CLOSES = "g = Guestfs::Guestfs.new%s\ng.set_event_callback(Guestfs::EVENT_CLOSE) { puts 'closed' }\n"

  def test_closed_when_the_program_ends
    assert_equal ["end\nclosed\n", "", 0], run_ruby("#{format(CLOSES, '')}puts 'end'")
    assert_equal ["closed\n", "", 3], run_ruby("#{format(CLOSES, '')}exit 3")
    assert_equal ["end\n", "", 0], run_ruby("#{format(CLOSES, '(close_on_exit: false)')}puts 'end'")
  end

  def test_forked_child_leaves_the_handle_alone
    program = "#{format(CLOSES, '')}pid = fork { g = nil; GC.start }\nProcess.wait(pid)\nputs $?.exitstatus, g.get_verbose"
    assert_equal ["0\n0\nclosed\n", "", 0], run_ruby(program)
  end

  def test_c_pointer
    assert_operator handle.c_pointer, :>, 0
  end
end
