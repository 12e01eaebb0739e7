# SPDX-License-Identifier: LGPL-2.1-or-later
# Made by generator/emit/python_module.ml from the declarations in generator/api/.
"""Access and change disk images of virtual machines.

    import guestfs

    with guestfs.GuestFS(python_return_dict=True) as g:
        g.add_drive("disk.img", format="raw", readonly=True)
        g.launch()
        for device, kind in dict(g.list_filesystems()).items():
            print(device, kind)

Each method of GuestFS is a call of the libguestfs API; guestfs(3) explains
the concepts and guestfs-python(3) lists the methods.
"""

from __future__ import annotations

import atexit
import os
import sys
import warnings
import weakref
from typing import (
    Callable,
    Dict,
    Iterable,
    List,
    Optional,
    Protocol,
    Tuple,
    TypedDict,
    Union,
)

import libguestfsmod
from libguestfsmod import (
    EVENT_ALL,
    EVENT_APPLIANCE,
    EVENT_CLOSE,
    EVENT_ENTER,
    EVENT_LAUNCH_DONE,
    EVENT_LIBRARY,
    EVENT_LIBVIRT_AUTH,
    EVENT_PROGRESS,
    EVENT_SUBPROCESS_QUIT,
    EVENT_TRACE,
    EVENT_WARNING,
    ClosedHandle,
    Error,
    event_to_string,
)

Text = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]
Bytes = Union[bytes, bytearray, memoryview, str]
Table = Union[List[Tuple[str, str]], Dict[str, str]]
EventCallback = Callable[[int, int, bytes, List[int]], object]


class CPointer(Protocol):
    def c_pointer(self) -> int: ...



class Item(TypedDict):
    item_text: str
    item_device: str
    item_buffer: bytes
    item_uuid: str
    item_bytes: int
    item_uint64: int
    item_int64: int
    item_uint32: int
    item_int32: int
    item_char: str
    item_percent: Optional[float]


# Handles to close before the interpreter ends, while event callbacks still
# work.
_close_on_exit: weakref.WeakSet[GuestFS] = weakref.WeakSet()


def _close_handles() -> None:
    for g in list(_close_on_exit):
        try:
            g.close()
        except (ClosedHandle, Error):
            # Closed by its owner, or a thread is still in a call: then the
            # library closes it when the process exits.
            pass


atexit.register(_close_handles)
# A forked child has no part in the handles of its parent.
os.register_at_fork(after_in_child=_close_on_exit.clear)


def _program_name() -> str:
    arguments = getattr(sys, "argv", None) or [""]
    return os.path.basename(arguments[0])


class GuestFS:
    """A libguestfs handle.

    It is closed by close(), at the end of a "with" statement, or when
    nothing refers to it any more.  Methods raise guestfs.Error, a
    RuntimeError, when the call fails, and guestfs.ClosedHandle, a
    ValueError, after close().  All of them release the global interpreter
    lock while the call runs, so other threads go on.

    A str, bytes or os.PathLike object serves wherever text is expected; a
    str is encoded as UTF-8.  An option that is None is not set.
    """

    def __init__(
        self,
        python_return_dict: bool = False,
        environment: bool = True,
        close_on_exit: bool = True,
    ) -> None:
        """Create a handle.

        python_return_dict makes methods that return a table of keys and
        values return a dict instead of a list of (key, value) tuples.
        environment=False ignores LIBGUESTFS_DEBUG and the other environment
        variables.  close_on_exit=False leaves the handle open when the
        program exits.
        """
        flags = 0
        if not environment:
            flags |= libguestfsmod.CREATE_NO_ENVIRONMENT
        if not close_on_exit:
            flags |= libguestfsmod.CREATE_NO_CLOSE_ON_EXIT
        self._python_return_dict = python_return_dict
        self._o = libguestfsmod.create(flags)
        libguestfsmod.set_program(self._o, _program_name())
        if close_on_exit:
            _close_on_exit.add(self)

    def __enter__(self) -> GuestFS:
        return self

    def __exit__(self, kind: object, value: object, traceback: object) -> None:
        # shutdown() says if the last writes failed; close() can't.
        try:
            if kind is None:
                self.shutdown()
        except ClosedHandle:
            return
        finally:
            self._close_if_open()

    def _close_if_open(self) -> None:
        try:
            self.close()
        except ClosedHandle:
            pass

    def close(self) -> None:
        """Close the handle.

        Disks are synchronized and the appliance is stopped, but errors are
        not reported: call shutdown() first to see them.  Raises Error if a
        call on the handle is still running, in another thread or around the
        event callback that calls this.
        """
        self._o.close()

    def set_event_callback(self, cb: EventCallback, event_bitmask: int) -> int:
        """Call a function when one of the events in event_bitmask happens.

        cb(event, event_handle, buf, array) is called in the thread whose
        method call caused the event: event is one of the EVENT_ constants,
        buf the message as bytes, array a list of int.  An exception that it
        raises is reported by sys.unraisablehook and does not end the call.
        Returns an event handle for delete_event_callback().
        """
        event_handle: int = self._o.set_event_callback(cb, event_bitmask)
        return event_handle

    def delete_event_callback(self, event_handle: int) -> None:
        """Remove the callback that set_event_callback() gave this handle.

        A number that stands for no callback is ignored.
        """
        self._o.delete_event_callback(event_handle)

    def _table(self, pairs: List[Tuple[str, str]]) -> Table:
        return dict(pairs) if self._python_return_dict else pairs

    def about_thing(self) -> Table:
        """Run a program.

        Runs.

        Returns a list of (key, value) tuples, or a dict if the handle was
        created with python_return_dict=True.

        Added in version 1.0.5.
        """
        return self._table(libguestfsmod.about_thing(self._o))

    def all_arguments(
        self,
        plain_one: Text,
        path_one: Text,
        device_one: Text,
        mountable_one: Text,
        either_one: Text,
        any_one: Text,
        key_one: Text,
        guid_one: Text,
        maybe_one: Optional[Text],
        texts: Iterable[Text],
        devices: Iterable[Text],
        names: Iterable[Text],
        paths: Iterable[Text],
        content: Bytes,
        number: int,
        large: int,
        flag: bool,
    ) -> None:
        """Take one of every kind.

        Takes *number* of g.returns_table() things, see thing(8).

        Depends on the feature group "thing": g.available(["thing"]) fails if
        the appliance lacks it.

        Added in version 1.0.1.
        """
        libguestfsmod.all_arguments(self._o, plain_one, path_one, device_one, mountable_one, either_one, any_one, key_one, guid_one, maybe_one, texts, devices, names, paths, content, number, large, flag)

    def all_options(
        self,
        name: Text,
        quick: Optional[bool] = None,
        depth: Optional[int] = None,
        offset: Optional[int] = None,
        label: Optional[Text] = None,
        servers: Optional[Iterable[Text]] = None,
        below: Optional[Text] = None,
        journal: Optional[Text] = None,
        origin: Optional[Text] = None,
        ident: Optional[Text] = None,
        password: Optional[Text] = None,
        spares: Optional[Iterable[Text]] = None,
        others: Optional[Iterable[Text]] = None,
        parts: Optional[Iterable[Text]] = None,
        rescue: Optional[bool] = None,
    ) -> None:
        """Take one option of every kind.

        With ``quick`` the *fast* way.

            verbatim

        - item *label*
        - None

        Example:

            g.all_options("x", label="L", quick=True)

        Depends on the feature group "thingfs": g.available(["thingfs"]) fails
        if the appliance lacks it.

        Added in version 1.0.2.
        """
        libguestfsmod.all_options(self._o, name, quick, depth, offset, label, servers, below, journal, origin, ident, password, spares, others, parts, rescue)

    all_options_opts = all_options

    def check_thing(self, thing: Text) -> int:
        """Run a program.

        Runs.

        Added in version 1.0.5.
        """
        return libguestfsmod.check_thing(self._o, thing)

    def close_memory(self) -> None:
        """Close the memory.

        Closes.

        Added in version 1.0.9.
        """
        libguestfsmod.close_memory(self._o)

    def download_thing(self, remote: Text, filename: Text) -> None:
        """Receive a file.

        Receives *filename*.

        Added in version 1.0.3.
        """
        libguestfsmod.download_thing(self._o, remote, filename)

    def find_thing(self) -> Optional[str]:
        """Find a thing.

        Finds, or None.

        Added in version 1.0.6.
        """
        return libguestfsmod.find_thing(self._o)

    def get_thing(self) -> str:
        """Get a thing.

        Gets.

        Added in version 1.0.6.
        """
        return libguestfsmod.get_thing(self._o)

    def image_of_thing(self) -> bytes:
        """Run a program.

        Runs.

        Returns bytes.

        Added in version 1.0.5.
        """
        return libguestfsmod.image_of_thing(self._o)

    def is_thing(self, thing: Text) -> int:
        """Run a program.

        Runs.

        Returns 1 for true and 0 for false.

        Added in version 1.0.5.
        """
        return libguestfsmod.is_thing(self._o, thing)

    def list_thing(
        self,
        directory: Text,
        level: int,
        words: Iterable[Text],
    ) -> List[str]:
        """Run a program.

        Runs.

        Added in version 1.0.5.
        """
        return libguestfsmod.list_thing(self._o, directory, level, words)

    def make_thing(
        self,
        thing: Text,
        others: Iterable[Text],
        log: Text,
        key: Text,
        newkey: Text,
        deep: bool,
        comment: Optional[Text],
        size: Optional[int] = None,
        quick: Optional[bool] = None,
        label: Optional[Text] = None,
        without: Optional[Iterable[Text]] = None,
        journal: Optional[Text] = None,
    ) -> None:
        """Run a program with all words.

        Makes.

        Added in version 1.0.5.
        """
        libguestfsmod.make_thing(self._o, thing, others, log, key, newkey, deep, comment, size, quick, label, without, journal)

    def name_of_thing(self) -> str:
        """Run a program.

        Runs.

        Added in version 1.0.5.
        """
        return libguestfsmod.name_of_thing(self._o)

    def names_of_things(self) -> List[str]:
        """Run a program.

        Runs.

        Added in version 1.0.5.
        """
        return libguestfsmod.names_of_things(self._o)

    def number_of_things(self) -> int:
        """Run a program.

        Runs.

        Added in version 1.0.5.
        """
        return libguestfsmod.number_of_things(self._o)

    def odd_thing(self) -> None:
        """Do an odd thing.

        Does.

        Depends on the feature group "odd": g.available(["odd"]) fails if the
        appliance lacks it.

        Added in version 1.0.8.
        """
        libguestfsmod.odd_thing(self._o)

    def old_options(
        self,
        title: Text,
        depth: int,
        label: Optional[Text] = None,
    ) -> None:
        """Take older options.

        Takes.

        Deprecated: use g.all_options() instead.

        Added in version 1.0.5.
        """
        warnings.warn(
            "use GuestFS.all_options() instead of GuestFS.old_options()",
            DeprecationWarning,
            stacklevel=2,
        )
        libguestfsmod.old_options(self._o, title, depth, label)

    def old_thing(self, name: Text) -> None:
        """Set a thing, once.

        Sets.

        Deprecated: use g.set_thing() instead.

        Added in version 0.0.3.
        """
        warnings.warn(
            "use GuestFS.set_thing() instead of GuestFS.old_thing()",
            DeprecationWarning,
            stacklevel=2,
        )
        libguestfsmod.old_thing(self._o, name)

    def older_options(self) -> None:
        """Take the oldest options.

        Takes.

        Deprecated: use g.all_options() instead.

        Added in version 1.0.5.
        """
        warnings.warn(
            "use GuestFS.all_options() instead of GuestFS.older_options()",
            DeprecationWarning,
            stacklevel=2,
        )
        libguestfsmod.older_options(self._o)

    def older_thing(self) -> None:
        """Do nothing.

        Does nothing.

        Deprecated, without a replacement.

        Added in version 0.0.3.
        """
        warnings.warn(
            "do not use GuestFS.older_thing()",
            DeprecationWarning,
            stacklevel=2,
        )
        libguestfsmod.older_thing(self._o)

    def oldest_options(self, title: Text, thing: Text) -> None:
        """Put options together.

        Takes.

        Deprecated: use g.all_options() instead.

        Added in version 1.0.5.
        """
        warnings.warn(
            "use GuestFS.all_options() instead of GuestFS.oldest_options()",
            DeprecationWarning,
            stacklevel=2,
        )
        libguestfsmod.oldest_options(self._o, title, thing)

    def open_memory(self, name: Text) -> None:
        """Open the memory.

        Opens.

        Added in version 1.0.9.
        """
        libguestfsmod.open_memory(self._o, name)

    def remember(self, name: Text) -> str:
        """Remember a name.

        Remembers.

        Added in version 1.0.9.
        """
        return libguestfsmod.remember(self._o, name)

    def returns_bool(self) -> int:
        """Return a truth.

        Does.

        Returns 1 for true and 0 for false.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_bool(self._o)

    def returns_buffer(self) -> bytes:
        """Return bytes.

        Does.

        Returns bytes.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_buffer(self._o)

    def returns_device(self) -> str:
        """Return a device.

        Does.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_device(self._o)

    def returns_device_list(self) -> List[str]:
        """Return devices.

        Does.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_device_list(self._o)

    def returns_int(self) -> int:
        """Return a number.

        Does.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_int(self._o)

    def returns_int64(self) -> int:
        """Return a large number.

        Does.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_int64(self._o)

    def returns_mountable(self) -> str:
        """Return a mountable.

        Does.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_mountable(self._o)

    def returns_mountable_list(self) -> List[str]:
        """Return mountables.

        Does.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_mountable_list(self._o)

    def returns_nothing(self) -> None:
        """Return nothing.

        Does.

        Added in version 1.0.4.
        """
        libguestfsmod.returns_nothing(self._o)

    def returns_struct(self) -> Item:
        """Return a struct.

        Does.

        Returns a dict with these keys: item_text (str), item_device (str),
        item_buffer (bytes), item_uuid (str), item_bytes (int), item_uint64
        (int), item_int64 (int), item_uint32 (int), item_int32 (int), item_char
        (str), item_percent (Optional[float]).

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_struct(self._o)

    def returns_struct_list(self) -> List[Item]:
        """Return structs.

        Does.

        Returns a list of dicts with these keys: item_text (str), item_device
        (str), item_buffer (bytes), item_uuid (str), item_bytes (int),
        item_uint64 (int), item_int64 (int), item_uint32 (int), item_int32
        (int), item_char (str), item_percent (Optional[float]).

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_struct_list(self._o)

    def returns_table(self) -> Table:
        """Return a table.

        Does.

        Returns a list of (key, value) tuples, or a dict if the handle was
        created with python_return_dict=True.

        Added in version 1.0.4.
        """
        return self._table(libguestfsmod.returns_table(self._o))

    def returns_text(self) -> str:
        """Return text.

        Does.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_text(self._o)

    def returns_text_list(self) -> List[str]:
        """Return texts.

        Does.

        Added in version 1.0.4.
        """
        return libguestfsmod.returns_text_list(self._o)

    def send_thing(self, remote: Text, filename: Text) -> None:
        """Send a thing.

        Sends.

        Added in version 1.0.5.
        """
        libguestfsmod.send_thing(self._o, remote, filename)

    def set_thing(self, name: Text) -> None:
        """Set a thing.

        Sets.

        Added in version 1.0.6.
        """
        libguestfsmod.set_thing(self._o, name)

    def size_of_thing(self, thing: Text) -> int:
        """Run a program.

        Runs.

        Added in version 1.0.5.
        """
        return libguestfsmod.size_of_thing(self._o, thing)

    def stop_thing(self) -> None:
        """Stop it.

        Stops.

        Added in version 1.0.7.
        """
        libguestfsmod.stop_thing(self._o)

    def take_pointer(self, thing: CPointer) -> int:
        """Take a pointer.

        Takes.

        Added in version 1.0.6.
        """
        return libguestfsmod.take_pointer(self._o, thing)

    def thing_as_struct(self) -> Item:
        """Run a program.

        Runs.

        Returns a dict with these keys: item_text (str), item_device (str),
        item_buffer (bytes), item_uuid (str), item_bytes (int), item_uint64
        (int), item_int64 (int), item_uint32 (int), item_int32 (int), item_char
        (str), item_percent (Optional[float]).

        Added in version 1.0.5.
        """
        return libguestfsmod.thing_as_struct(self._o)

    def things_as_structs(self) -> List[Item]:
        """Run a program.

        Runs.

        Returns a list of dicts with these keys: item_text (str), item_device
        (str), item_buffer (bytes), item_uuid (str), item_bytes (int),
        item_uint64 (int), item_int64 (int), item_uint32 (int), item_int32
        (int), item_char (str), item_percent (Optional[float]).

        Added in version 1.0.5.
        """
        return libguestfsmod.things_as_structs(self._o)

    def upload_thing(self, filename: Text, remote: Text) -> None:
        """Send a file.

        Sends *filename*.

        Added in version 1.0.3.
        """
        libguestfsmod.upload_thing(self._o, filename, remote)

    def uuid_of_thing(self) -> str:
        """Run a program.

        Runs.

        Added in version 1.0.5.
        """
        return libguestfsmod.uuid_of_thing(self._o)
