# frozen_string_literal: true

# SPDX-License-Identifier: LGPL-2.1-or-later

require "_guestfs"

# Access and change disk images of virtual machines.
#
#   require "guestfs"
#
#   Guestfs::Guestfs.open do |g|
#     g.add_drive("disk.img", format: "raw", readonly: true)
#     g.launch
#     g.list_filesystems.each { |device, kind| puts "#{device}: #{kind}" }
#   end
#
# guestfs(3) explains the concepts, guestfs-ruby(3) lists the methods.
module Guestfs
  # The old name of Guestfs::Guestfs.new.
  def self.create(...)
    Guestfs.new(...)
  end

  # A handle. Each call of the library is a method. A call that fails raises
  # Guestfs::Error; a method of a closed handle raises ArgumentError.
  class Guestfs
    # Handles to close before the program ends, while Ruby code still runs.
    @handles = ObjectSpace::WeakMap.new

    class << self
      # Creates a handle, gives it to the block and returns the block's value.
      # At the end of the block the appliance is shut down, which raises if the
      # last writes to a disk failed, and the handle is closed. If the block
      # raises, the handle is only closed. Takes the options of new.
      def open(*arguments, **options)
        g = new(*arguments, **options)
        begin
          value = yield g
          g.shutdown unless g.closed?
          value
        ensure
          g.close
        end
      end

      private

      def remember(handle)
        @handles[handle] = true
      end

      def close_all
        @handles.keys.each { |handle| handle.__send__(:_program_ends) }
      end
    end

    # Creates a handle. With <tt>environment: false</tt> the variables
    # LIBGUESTFS_DEBUG, LIBGUESTFS_TRACE and so on are ignored. With
    # <tt>close_on_exit: false</tt> the handle is not closed when the program
    # ends. The options may also be one Hash.
    def initialize(options = {}, **keywords)
      unless options.is_a?(Hash)
        raise TypeError, "wrong argument type #{options.class} (expected Hash)"
      end

      create(**options, **keywords)
    end

    private

    def create(environment: true, close_on_exit: true)
      _create(environment, close_on_exit)
      set_program(File.basename($PROGRAM_NAME))
      Guestfs.__send__(:remember, self)
    end

    at_exit { Guestfs.__send__(:close_all) }
  end
end
