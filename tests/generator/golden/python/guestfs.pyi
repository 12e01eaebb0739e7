# SPDX-License-Identifier: LGPL-2.1-or-later
# Made by generator/emit/python_stubs.ml from the declarations in generator/api/.

import os
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

Text = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]
Bytes = Union[bytes, bytearray, memoryview, str]
Table = Union[List[Tuple[str, str]], Dict[str, str]]
EventCallback = Callable[[int, int, bytes, List[int]], object]

class CPointer(Protocol):
    def c_pointer(self) -> int: ...

EVENT_CLOSE: int
EVENT_SUBPROCESS_QUIT: int
EVENT_LAUNCH_DONE: int
EVENT_PROGRESS: int
EVENT_APPLIANCE: int
EVENT_LIBRARY: int
EVENT_TRACE: int
EVENT_ENTER: int
EVENT_LIBVIRT_AUTH: int
EVENT_WARNING: int
EVENT_ALL: int

class Error(RuntimeError):
    errno: Optional[int]
    function: Optional[str]

class ClosedHandle(ValueError): ...

def event_to_string(events: int, /) -> str: ...

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


class GuestFS:
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
    def about_thing(self) -> Table: ...
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
    ) -> None: ...
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
    ) -> None: ...
    all_options_opts = all_options
    def check_thing(self, thing: Text) -> int: ...
    def close_memory(self) -> None: ...
    def download_thing(self, remote: Text, filename: Text) -> None: ...
    def find_thing(self) -> Optional[str]: ...
    def get_thing(self) -> str: ...
    def image_of_thing(self) -> bytes: ...
    def is_thing(self, thing: Text) -> int: ...
    def list_thing(
        self,
        directory: Text,
        level: int,
        words: Iterable[Text],
    ) -> List[str]: ...
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
    ) -> None: ...
    def name_of_thing(self) -> str: ...
    def names_of_things(self) -> List[str]: ...
    def number_of_things(self) -> int: ...
    def odd_thing(self) -> None: ...
    def old_options(
        self,
        title: Text,
        depth: int,
        label: Optional[Text] = None,
    ) -> None: ...
    def old_thing(self, name: Text) -> None: ...
    def older_options(self) -> None: ...
    def older_thing(self) -> None: ...
    def oldest_options(self, title: Text, thing: Text) -> None: ...
    def open_memory(self, name: Text) -> None: ...
    def remember(self, name: Text) -> str: ...
    def returns_bool(self) -> int: ...
    def returns_buffer(self) -> bytes: ...
    def returns_device(self) -> str: ...
    def returns_device_list(self) -> List[str]: ...
    def returns_int(self) -> int: ...
    def returns_int64(self) -> int: ...
    def returns_mountable(self) -> str: ...
    def returns_mountable_list(self) -> List[str]: ...
    def returns_nothing(self) -> None: ...
    def returns_struct(self) -> Item: ...
    def returns_struct_list(self) -> List[Item]: ...
    def returns_table(self) -> Table: ...
    def returns_text(self) -> str: ...
    def returns_text_list(self) -> List[str]: ...
    def send_thing(self, remote: Text, filename: Text) -> None: ...
    def set_thing(self, name: Text) -> None: ...
    def size_of_thing(self, thing: Text) -> int: ...
    def stop_thing(self) -> None: ...
    def take_pointer(self, thing: CPointer) -> int: ...
    def thing_as_struct(self) -> Item: ...
    def things_as_structs(self) -> List[Item]: ...
    def upload_thing(self, filename: Text, remote: Text) -> None: ...
    def uuid_of_thing(self) -> str: ...
