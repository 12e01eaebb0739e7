# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
# Arguments of each kind: what is accepted, and how the rest is refused.

require "helper"
require "pathname"

class TestArguments < GuestfsTest
  PLAIN = {
    str: "abc", optstr: "def", strlist: ["1"], b: false, integer: 0, integer64: 0,
    filein: "in", fileout: "out", bufferin: "buffer"
  }.freeze
  TEXTS = %i[str optstr filein fileout].freeze

  OwnText = Struct.new(:text) do
    def to_str
      text
    end
  end
  OwnNumber = Struct.new(:number) do
    def to_int
      number
    end
  end

  def setup
    super
    @g = handle
  end

  def call(options = {}, **arguments)
    @g.internal_test(*PLAIN.merge(arguments).values, options)
  end

  # What arrives as the argument NAME.
  def arrives(name, value)
    printed(@g, :internal_test, *PLAIN.merge(name => value).values)[PLAIN.keys.index(name)]
  end

  def assert_refused(exception, message, name, value)
    error = assert_raises(exception, "#{name}: #{value.inspect}") { call(name => value) }
    assert_match(message, error.message)
  end

  def test_text
    TEXTS.each do |name|
      ["text", "", "日本語", "\xff\xfe"].each { |text| assert_equal text, arrives(name, text) }
      assert_equal "/some/path", arrives(name, Pathname.new("/some/path"))
      assert_equal "own", arrives(name, OwnText.new("own"))
      assert_equal "日本", arrives(name, "日本".encode("UTF-16LE"))
      assert_equal "\xe9", arrives(name, "é".encode("ISO-8859-1"))
    end
  end

  def test_text_of_a_wrong_class
    TEXTS.each do |name|
      [1, :symbol, ["a"], {}, true].each do |value|
        assert_refused(TypeError, /internal_test: argument #{name}: expected a String or a path, not #{value.class}/, name, value)
      end
    end
    %i[str filein fileout].each { |name| assert_refused(TypeError, /argument #{name}: .*not NilClass/, name, nil) }
  end

  def test_optional_text_is_nil
    assert_equal "null", arrives(:optstr, nil)
  end

  def test_null_character
    TEXTS.each { |name| assert_refused(ArgumentError, /internal_test: argument #{name}: string contains null byte/, name, "a\0b") }
    assert_refused(ArgumentError, /argument strlist: string contains null byte/, :strlist, ["a\0"])
  end

  def test_conversion_that_gives_nonsense
    assert_refused(TypeError, /OwnText/, :str, OwnText.new(3))
  end

  def test_list
    assert_equal "[]", arrives(:strlist, [])
    assert_equal '["a", "b c", ""]', arrives(:strlist, ["a", "b c", ""])
    assert_equal '["p", "own"]', arrives(:strlist, [Pathname.new("p"), OwnText.new("own")])
    many = (0..9999).map(&:to_s)
    assert_equal many.inspect, arrives(:strlist, many)
  end

  def test_list_of_a_wrong_class
    ["text", 3, nil, { a: 1 }].each do |value|
      assert_refused(TypeError, /argument strlist: wrong argument type #{value.class} \(expected Array\)/, :strlist, value)
    end
    [[1], ["a", nil], [["a"]]].each do |value|
      assert_refused(TypeError, /argument strlist: expected a String or a path/, :strlist, value)
    end
  end

  def test_list_that_changes_while_it_is_converted
    list = []
    grower = Object.new
    grower.define_singleton_method(:to_str) { list.clear; "first" }
    list.push(grower, "gone")
    assert_equal '["first"]', arrives(:strlist, list)
  end

  def test_bool
    { true => "true", false => "false", nil => "false", 0 => "true", "x" => "true" }.each do |value, line|
      assert_equal line, arrives(:b, value)
    end
  end

  def test_integer
    %i[integer integer64].each do |name|
      { -(2**31) => "-2147483648", 1.9 => "1", OwnNumber.new(5) => "5" }.each do |value, line|
        assert_equal line, arrives(name, value)
      end
    end
    assert_equal "9223372036854775807", arrives(:integer64, 2**63 - 1)
    assert_equal "-9223372036854775808", arrives(:integer64, -(2**63))
  end

  def test_integer_of_a_wrong_class
    %i[integer integer64].each do |name|
      ["1", nil, [], true].each do |value|
        assert_refused(TypeError, /argument #{name}: expected an Integer, not #{value.class}/, name, value)
      end
    end
  end

  def test_integer_out_of_range
    [2**31, -(2**31) - 1].each { |n| assert_refused(RangeError, /argument integer: #{n} does not fit into 32 bits/, :integer, n) }
    %i[integer integer64].each do |name|
      [2**63, -(2**63) - 1, 2**64, -(2**64), 2**64 - 1, 2**80].each do |n|
        assert_refused(RangeError, /argument #{name}: #{n} does not fit into 64 bits/, name, n)
      end
      assert_refused(FloatDomainError, /Infinity/, name, Float::INFINITY)
    end
  end

  def test_buffer
    { "ab\0c" => "<61><62><00><63>", "\xff" => "<ff>", "é" => "<c3><a9>", "" => "" }.each do |value, line|
      assert_equal line, arrives(:bufferin, value)
    end
    [nil, 3, ["a"]].each { |value| assert_refused(TypeError, /argument bufferin: expected a String/, :bufferin, value) }
  end

  def options(given)
    printed(@g, :internal_test, *PLAIN.values, **given).drop(PLAIN.size)
  end

  UNSET = %w[obool oint oint64 ostring ostringlist].map { |name| "#{name}: unset" }.freeze

  def test_options
    assert_equal ["obool: true", "oint: -1", "oint64: 1099511627776", "ostring: /p", 'ostringlist: ["a", "b"]'],
                 options(obool: true, oint: -1, oint64: 2**40, ostring: Pathname.new("/p"), ostringlist: %w[a b])
    assert_equal UNSET, options({})
  end

  def test_options_that_are_nil_are_not_set
    assert_equal UNSET, options(obool: nil, oint: nil, oint64: nil, ostring: nil, ostringlist: nil)
  end

  def test_options_that_are_false_are_set
    assert_equal ["obool: false", "oint: 0", "oint64: unset", "ostring: ", "ostringlist: []"],
                 options(ostringlist: [], ostring: "", oint: 0, obool: false)
  end

  def test_options_as_a_hash
    assert_equal ["test: 7"], printed(@g, :internal_test_only_optargs, { test: 7 })
  end

  def test_63_options
    given = (1..63).to_h { |i| [:"opt#{i}", i] }
    assert_equal given.map { |name, i| "#{name}: #{i}" }, printed(@g, :internal_test_63_optargs, **given)
  end

  def test_options_of_a_wrong_class
    { oint: "x", oint64: [], ostring: 1, ostringlist: "x" }.each do |name, value|
      error = assert_raises(TypeError) { call({ name => value }) }
      assert_match(/internal_test: argument #{name}: /, error.message)
    end
    assert_match(/wrong argument type Integer \(expected Hash\)/, assert_raises(TypeError) { call(3) }.message)
  end

  def test_unknown_options
    { colour: ":colour", "oint" => '"oint"', 3 => "3" }.each do |name, text|
      error = assert_raises(ArgumentError) { call({ name => 1 }) }
      assert_equal "internal_test: unknown keyword: #{text}", error.message
    end
  end

  def test_number_of_arguments
    assert_match(/given 0, expected 1/, assert_raises(ArgumentError) { @g.set_program }.message)
    assert_match(/given 1, expected 0/, assert_raises(ArgumentError) { @g.get_program("more") }.message)
    [[], ["a", {}, 1]].each do |arguments|
      error = assert_raises(ArgumentError) { @g.add_drive(*arguments) }
      assert_match(/expecting 1 or 2 arguments/, error.message)
    end
  end

  def test_handle_that_is_closed_while_arguments_are_converted
    closer = Object.new
    g = @g
    closer.define_singleton_method(:to_str) { g.close; "text" }
    error = assert_raises(ArgumentError) { @g.set_program(closer) }
    assert_equal "set_program: used handle after closing it", error.message
  end

  def test_argument_that_changes_during_the_call
    text = +"first value, long enough to have memory of its own" * 10
    expected = text.dup
    @g.set_event_callback(Guestfs::EVENT_ENTER) { text.replace("second" * 1000) }
    assert_equal expected, @g.internal_test_rstring(text)
  end

  def test_arguments_under_stress_of_the_garbage_collector
    @g.set_event_callback(Guestfs::EVENT_ENTER) { GC.compact if GC.respond_to?(:compact) }
    3.times do
      GC.stress = true
      line = @g.internal_test_rstring(+"short")
      GC.stress = false
      assert_equal "short", line
    end
    assert_equal '["a", "b"]', arrives(:strlist, [+"a", +"b"])
  ensure
    GC.stress = false
  end

  def test_both_names_of_a_call_that_gained_options
    assert_equal Guestfs::Guestfs.instance_method(:add_drive), Guestfs::Guestfs.instance_method(:add_drive_opts)
  end
end
