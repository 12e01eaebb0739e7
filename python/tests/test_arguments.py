# SPDX-License-Identifier: LGPL-2.1-or-later
"""Arguments of each kind: what is accepted, and how the rest is refused."""

import os
import pathlib

import pytest

# str, optstr, strlist, b, integer, integer64, filein, fileout, bufferin
PLAIN = {
    "str": "abc",
    "optstr": "def",
    "strlist": ["1"],
    "b": False,
    "integer": 0,
    "integer64": 0,
    "filein": "in",
    "fileout": "out",
    "bufferin": b"buffer",
}
LINES = list(PLAIN)


def line_of(printed, g, name, value):
    lines = printed(g.internal_test, **{**PLAIN, name: value})
    return lines[LINES.index(name)]


class OwnPath:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


class Index:
    def __index__(self):
        return 5


@pytest.mark.parametrize("name", ["str", "optstr", "filein", "fileout"])
@pytest.mark.parametrize(
    "value, line",
    [
        ("text", "text"),
        ("", ""),
        ("日本語", "日本語"),
        (b"bytes", "bytes"),
        (b"\xff\xfe", "\udcff\udcfe"),
        ("\udcff", "\udcff"),
        (pathlib.PurePosixPath("/some/path"), "/some/path"),
        (OwnPath("own"), "own"),
        (OwnPath(b"own bytes"), "own bytes"),
    ],
)
def test_text(printed, g, name, value, line):
    assert line_of(printed, g, name, value) == line


def test_optional_text_is_none(printed, g):
    assert line_of(printed, g, "optstr", None) == "null"


@pytest.mark.parametrize("name", ["str", "filein", "fileout"])
def test_text_is_not_none(g, name):
    with pytest.raises(TypeError, match="internal_test: argument %s: expected str" % name):
        g.internal_test(**{**PLAIN, name: None})


@pytest.mark.parametrize("value", [1, 1.5, ["text"], object()])
@pytest.mark.parametrize("name", ["str", "optstr", "filein", "fileout"])
def test_text_of_bad_type(g, name, value):
    with pytest.raises(TypeError, match="internal_test: argument %s: expected str" % name):
        g.internal_test(**{**PLAIN, name: value})


def test_path_object_with_a_bad_path(g):
    with pytest.raises(TypeError):
        g.set_program(OwnPath(3))


@pytest.mark.parametrize("value", ["a\0b", b"a\0b", OwnPath("a\0b")])
def test_embedded_null(g, value):
    with pytest.raises(ValueError, match="argument program: embedded null character"):
        g.set_program(value)


@pytest.mark.parametrize(
    "value, line",
    [
        ([], "[]"),
        (["a", "b"], '["a", "b"]'),
        (("a", "b"), '["a", "b"]'),
        ((text for text in "ab"), '["a", "b"]'),
        ({"a": 1, "b": 2}, '["a", "b"]'),
        ([b"a", pathlib.PurePosixPath("b")], '["a", "b"]'),
    ],
)
def test_list(printed, g, value, line):
    assert line_of(printed, g, "strlist", value) == line


@pytest.mark.parametrize("value", ["text", b"bytes", 3, None, OwnPath("p")])
def test_list_of_bad_type(g, value):
    with pytest.raises(TypeError, match="argument strlist: expected list of str"):
        g.internal_test(**{**PLAIN, "strlist": value})


@pytest.mark.parametrize("value", [[1], ["a", None], [["a"]]])
def test_list_element_of_bad_type(g, value):
    with pytest.raises(TypeError, match="argument strlist: expected str"):
        g.internal_test(**{**PLAIN, "strlist": value})


def test_list_whose_iterator_raises(g):
    def broken():
        yield "a"
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        g.internal_test(**{**PLAIN, "strlist": broken()})


def test_list_that_changes_while_it_is_converted(g, printed):
    class Grower:
        def __fspath__(self):
            del items[:]
            return "grown"

    items = [Grower(), "kept"]
    assert line_of(printed, g, "strlist", items) == '["grown", "kept"]'


@pytest.mark.parametrize("value, line", [(True, "true"), (False, "false"), (1, "true"), (0, "false")])
def test_bool(printed, g, value, line):
    assert line_of(printed, g, "b", value) == line


@pytest.mark.parametrize("value", ["false", None, [], 1.0])
def test_bool_of_bad_type(g, value):
    with pytest.raises(TypeError, match="argument b: expected bool"):
        g.internal_test(**{**PLAIN, "b": value})


@pytest.mark.parametrize("name", ["integer", "integer64"])
@pytest.mark.parametrize("value, line", [(-(2**31), "-2147483648"), (True, "1"), (Index(), "5")])
def test_int(printed, g, name, value, line):
    assert line_of(printed, g, name, value) == line


@pytest.mark.parametrize("name", ["integer", "integer64"])
@pytest.mark.parametrize("value", ["1", 1.0, None, b"1"])
def test_int_of_bad_type(g, name, value):
    with pytest.raises(TypeError, match="argument %s: expected int" % name):
        g.internal_test(**{**PLAIN, name: value})


@pytest.mark.parametrize(
    "name, value, bits",
    [
        ("integer", 2**31, 32),
        ("integer", -(2**31) - 1, 32),
        ("integer", 2**80, 64),
        ("integer64", 2**63, 64),
        ("integer64", -(2**63) - 1, 64),
    ],
)
def test_int_out_of_range(g, name, value, bits):
    with pytest.raises(OverflowError, match="argument %s: .* does not fit into %d bits" % (name, bits)):
        g.internal_test(**{**PLAIN, name: value})


@pytest.mark.parametrize(
    "value, line",
    [
        (b"ab\0c", "<61><62><00><63>"),
        (bytearray(b"ab"), "<61><62>"),
        (memoryview(b"abcd")[1:3], "<62><63>"),
        (memoryview(b"abcd")[::2], "<61><63>"),
        ("é", "<c3><a9>"),
        (b"", ""),
        (b"\xff", "<ff>"),
    ],
)
def test_buffer(printed, g, value, line):
    assert line_of(printed, g, "bufferin", value) == line


@pytest.mark.parametrize("value", [None, 3, ["a"]])
def test_buffer_of_bad_type(g, value):
    with pytest.raises(TypeError, match="argument bufferin: expected bytes-like object"):
        g.internal_test(**{**PLAIN, "bufferin": value})


def test_options(printed, g):
    lines = printed(
        g.internal_test,
        **PLAIN,
        obool=True,
        oint=-1,
        oint64=2**40,
        ostring=pathlib.PurePosixPath("/p"),
        ostringlist=["a", "b"],
    )
    assert lines[len(PLAIN) :] == [
        "obool: true",
        "oint: -1",
        "oint64: 1099511627776",
        "ostring: /p",
        'ostringlist: ["a", "b"]',
    ]


def test_options_that_are_none(printed, g):
    lines = printed(g.internal_test, **PLAIN, obool=None, ostring=None)
    assert [line.split(": ")[1] for line in lines[len(PLAIN) :]] == ["unset"] * 5


def test_option_false_is_set(printed, g):
    lines = printed(g.internal_test, **PLAIN, obool=False, oint=0, ostring="", ostringlist=[])
    assert lines[len(PLAIN) :] == [
        "obool: false",
        "oint: 0",
        "oint64: unset",
        "ostring: ",
        "ostringlist: []",
    ]


def test_options_by_position(printed, g):
    lines = printed(g.internal_test, *PLAIN.values(), True, 7)
    assert lines[len(PLAIN) :][:2] == ["obool: true", "oint: 7"]


@pytest.mark.parametrize(
    "option",
    [{"obool": "x"}, {"oint": "x"}, {"oint64": 1.5}, {"ostring": 1}, {"ostringlist": "x"}],
)
def test_option_of_bad_type(g, option):
    with pytest.raises(TypeError, match="argument %s: expected" % list(option)[0]):
        g.internal_test(**PLAIN, **option)


def test_unknown_option(g):
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        g.internal_test(**PLAIN, colour="red")


def test_wrong_number_of_arguments(g):
    with pytest.raises(TypeError):
        g.set_program()
    with pytest.raises(TypeError):
        g.get_program("more")


def test_63_options(printed, g):
    options = {"opt%d" % i: i for i in range(1, 64)}
    assert printed(g.internal_test_63_optargs, **options) == [
        "opt%d: %d" % (i, i) for i in range(1, 64)
    ]


def test_host_file_name_that_is_not_utf8(g, tmp_path):
    name = os.fsencode(tmp_path) + b"/\xff.img"
    g.disk_create(name, "raw", 1024)
    assert os.path.getsize(name) == 1024
    g.add_drive(os.fsdecode(name), format="raw")


def test_both_names_of_a_call_that_gained_options(g):
    assert type(g).add_drive_opts is type(g).add_drive
    assert type(g).mkfs_opts is type(g).mkfs
