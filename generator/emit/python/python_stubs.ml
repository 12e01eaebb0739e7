(* SPDX-License-Identifier: GPL-2.0-or-later *)
(* guestfs.pyi and py.typed: the types of guestfs.py for mypy and editors. *)

open Model
open Text

let head = {|import os
from types import TracebackType
from typing import (
    Callable,
    Dict,
    Iterable,
    List,
    Optional,
    Protocol,
    Tuple,
    Type,
    TypedDict,
    Union,
)

|}

let errors = {|class Error(RuntimeError):
    errno: Optional[int]
    function: Optional[str]

class ClosedHandle(ValueError): ...

def event_to_string(events: int, /) -> str: ...

|}

let handle_class = {|class GuestFS:
    def __init__(
        self,
        python_return_dict: bool = False,
        environment: bool = True,
        close_on_exit: bool = True,
    ) -> None: ...
    def __enter__(self) -> GuestFS: ...
    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        value: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None: ...
    def close(self) -> None: ...
    def set_event_callback(self, cb: EventCallback, event_bitmask: int) -> int: ...
    def delete_event_callback(self, event_handle: int) -> None: ...
|}

let emit_call b c =
  pr b "%s ...\n" (Python_types.definition c);
  List.iter (fun alias -> pr b "    %s = %s\n" alias c.name) (Python_types.aliases c)

let emit api b =
  pr b "# SPDX-License-Identifier: LGPL-2.1-or-later\n";
  pr b "# Made by generator/emit/python_stubs.ml from the declarations in generator/api/.\n\n";
  pr b "%s%s\n" head Python_types.type_definitions;
  pr b "class CPointer(Protocol):\n    def c_pointer(self) -> int: ...\n\n";
  List.iter (fun event -> pr b "EVENT_%s: int\n" (upper event)) (C_types.events @ [ "all" ]);
  pr b "\n%s" errors;
  List.iter (Python_types.struct_class b) (Python_types.public_structs api);
  pr b "%s" handle_class;
  List.iter (emit_call b) (List.sort by_name (Binding_tables.calls api))

(* The marker of PEP 561 is an empty file. *)
let outputs api = [ file "python/guestfs.pyi" (emit api); "python/py.typed", "" ]
