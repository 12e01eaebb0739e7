# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later
# Results of each kind, errors, the round trips, and the signatures.

require "helper"

class TestResults < GuestfsTest
  def setup
    super
    @g = handle
  end

  def test_results
    assert_nil @g.set_program("x")
    assert_equal(-5, @g.internal_test_rint("-5"))
    assert_equal 2**63 - 1, @g.internal_test_rint64("9223372036854775807")
    assert_equal(-(2**63), @g.internal_test_rint64("-9223372036854775808"))
    assert_equal [1, 0], [@g.internal_test_rbool("true"), @g.internal_test_rbool("false")]
    assert_equal "static string", @g.internal_test_rconstoptstring("x")
    assert_nil @g.internal_test_rconstoptstringerr
    assert_equal [], @g.internal_test_rstringlist("0")
    assert_equal (0..999).map(&:to_s), @g.internal_test_rstringlist("1000")
    assert_equal({ "0" => "0", "1" => "1" }, @g.internal_test_rhashtable("2"))
    assert_equal [], @g.internal_test_rstructlist("0")
  end

  def test_predicates
    assert_equal [true, false], [@g.internal_test_rbool?("true"), @g.internal_test_rbool?("false")]
    assert_equal false, @g.get_trace?
    assert_raises(Guestfs::Error) { @g.internal_test_rboolerr? }
    assert_raises(ArgumentError) { @g.internal_test_rbool? }
  end

  def test_encodings
    assert_equal "日本", @g.internal_test_rstring("日本")
    assert_equal Encoding::UTF_8, @g.internal_test_rstring("x").encoding
    refute @g.internal_test_rstring("\xff").valid_encoding?
    assert_equal Encoding::BINARY, @g.internal_test_rbufferout("x").encoding
  end

  def test_structs
    struct = @g.internal_test_rstruct("x")
    assert_equal ["pv0", "1234567890" * 3 + "12", 0], struct.values_at("pv_name", "pv_uuid", "pv_size")
    assert_equal 14, struct.size
    structs = @g.internal_test_rstructlist("3")
    assert_equal %w[pv0 pv1 pv2], (structs.map { |s| s["pv_name"] })
    assert_equal struct.keys, structs.last.keys
    assert_equal %w[extra major minor release], @g.version.keys.sort
  end

  def test_errors
    %w[int int64 bool conststring string stringlist struct structlist hashtable bufferout].each do |kind|
      error = assert_raises(Guestfs::Error) { @g.public_send("internal_test_r#{kind}err") }
      assert_equal ["error", "internal_test_r#{kind}err"], [error.message, error.function]
    end
    error = assert_raises(Guestfs::Error) { @g.disk_create("/nonexistent/x", "raw", 1024) }
    assert_includes error.message, "/nonexistent/x"
    assert_equal Errno::ENOENT::Errno, error.errno
    assert_kind_of StandardError, error
    assert_nil Guestfs::Error.new("of a program").errno
  end

  def test_errors_are_not_printed
    assert_output("", "") { assert_raises(Guestfs::Error) { @g.internal_test_rinterr } }
    program = "begin; Guestfs::Guestfs.new.internal_test_rinterr; rescue Guestfs::Error => e; puts e.message; end"
    assert_equal ["error\n", "", 0], run_ruby(program)
  end

  def test_deprecated_call
    before = Warning[:deprecated]
    Warning[:deprecated] = true
    assert_output("", /test_results.rb:\d+: warning: Guestfs#set_direct is deprecated/) { @g.set_direct(false) }
    Warning[:deprecated] = false
    assert_output("", "") { @g.set_direct(false) }
  ensure
    Warning[:deprecated] = before
  end

  def build_tree
    library = $LOADED_FEATURES.grep(%r{/guestfs\.rb\z}).first
    tree = File.expand_path("../..", File.dirname(library))
    File.exist?(File.join(tree, "tests/bindtests.rb")) ? tree : skip("the extension is not that of a build tree")
  end

  def test_round_trips
    folder = File.join(build_tree, "tests")
    output, errors, status = Open3.capture3(RbConfig.ruby, "#{folder}/bindtests.rb")
    assert_equal ["", 0], [errors, status.exitstatus]
    assert_equal File.binread("#{folder}/bindtests-expected.txt").lines, output.b.lines
  end

  # ri and other readers of RDoc know each method.
  def test_documentation
    require "rdoc"
    documentation = File.join(@folder, "ri")
    calls = File.join(build_tree, "ruby/guestfs-calls.c")
    capture_io { RDoc::RDoc.new.document(["--quiet", "--ri", "--op", documentation, calls]) }
    store = RDoc::Store.new(documentation)
    store.load_cache
    methods = store.load_class("Guestfs::Guestfs").method_list
    documented = methods.select { |method| store.load_method("Guestfs::Guestfs", "##{method.name}").documented? }
    mine = Guestfs::Guestfs.instance_methods(false).grep_v(/\A(internal_|close|(set|delete)_event_callback)/)
    assert_empty mine.map(&:to_s) - documented.map(&:name)
    mount = store.load_method("Guestfs::Guestfs", "#mount")
    assert_equal "g.mount(mountable, mountpoint) -> nil", mount.call_seq.strip
  end

  def signatures
    gem "rbs"
    require "rbs"
    File.read(File.join(build_tree, "ruby/sig/guestfs.rbs"))
  rescue LoadError
    skip "this Ruby has no rbs"
  end

  # The signatures can be resolved, and there is one for each method.
  def test_signatures
    source = signatures
    loader = RBS::EnvironmentLoader.new
    folder = File.join(@folder, "sig")
    Dir.mkdir(folder)
    File.write("#{folder}/guestfs.rbs", source)
    loader.add(path: Pathname.new(folder))
    loader.add(library: "pathname")
    environment = RBS::Environment.from_loader(loader).resolve_type_names
    builder = RBS::DefinitionBuilder.new(env: environment)
    type = RBS::TypeName.new(name: :Guestfs, namespace: RBS::Namespace.parse("::Guestfs::"))
    declared = builder.build_instance(type).methods.select { |_, m| m.implemented_in == type }
    declared.each_value { |method| assert_operator method.method_types.size, :>=, 1 }
    assert_equal Guestfs::Guestfs.instance_methods(false).sort, (declared.keys - [:initialize]).sort
  end
end
