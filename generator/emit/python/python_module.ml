(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* guestfs.py: the class GuestFS, a method for each call. *)

open Model
open Text

let head = {|"""Access and change disk images of virtual machines.

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

|}

let pointer_class = {|

class CPointer(Protocol):
    def c_pointer(self) -> int: ...



|}

let handle_class = {|# Handles to close before the interpreter ends, while event callbacks still
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
|}

let emit_body b c =
  let arguments = String.concat ", " ("self._o" :: Python_types.parameter_names c) in
  let invocation = Printf.sprintf "libguestfsmod.%s(%s)" c.name arguments in
  (match Python_types.warning c with
   | Some text -> pr b "        warnings.warn(\n            \"%s\",\n            DeprecationWarning,\n            stacklevel=2,\n        )\n" text
   | None -> ());
  match c.returns with
  | Nothing -> pr b "        %s\n" invocation
  | Returns_table _ -> pr b "        return self._table(%s)\n" invocation
  | _ -> pr b "        return %s\n" invocation

let emit_call b api c =
  pr b "\n%s\n" (Python_types.definition c);
  Python_doc.docstring b api ~indent:8 c;
  emit_body b c;
  List.iter (fun alias -> pr b "\n    %s = %s\n" alias c.name) (Python_types.aliases c)

let emit api b =
  pr b "# SPDX-License-Identifier: LGPL-2.1-or-later\n";
  pr b "# Made by generator/emit/python_module.ml from the declarations in generator/api/.\n";
  pr b "%s%s%s" head Python_types.type_definitions pointer_class;
  List.iter (Python_types.struct_class b) (Python_types.public_structs api);
  pr b "%s" handle_class;
  List.iter (emit_call b api) (List.sort by_name (Binding_tables.calls api))

let outputs api = [ file "python/guestfs.py" (emit api) ]
