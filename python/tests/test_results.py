# SPDX-License-Identifier: LGPL-2.1-or-later
"""Results of each kind, errors, and that nothing of them leaks."""

import errno
import gc
import pickle
import sys
import warnings

import guestfs
import pytest

PV_0 = {
    "pv_name": "pv0",
    "pv_uuid": "12345678901234567890123456789012",
    "pv_fmt": "unknown",
    "pv_size": 0,
    "dev_size": 0,
    "pv_free": 0,
    "pv_used": 0,
    "pv_attr": "attr0",
    "pv_pe_count": 0,
    "pv_pe_alloc_count": 0,
    "pv_tags": "tag0",
    "pe_start": 0,
    "pv_mda_count": 0,
    "pv_mda_free": 0,
}


def test_numbers(g):
    assert g.internal_test_rint("-2147483648") == -(2**31)
    assert g.internal_test_rint64("9223372036854775807") == 2**63 - 1


def test_truth_is_int(g):
    assert repr(g.internal_test_rbool("true")) == "1"
    assert repr(g.internal_test_rbool("false")) == "0"


def test_texts(g):
    assert g.internal_test_rstring("日本語") == "日本語"
    assert g.internal_test_rconststring("x") == "static string"
    assert g.internal_test_rconstoptstring("x") == "static string"
    assert g.internal_test_rconstoptstringerr() is None
    assert g.internal_test_rstringlist("3") == ["0", "1", "2"]
    assert g.internal_test_rstringlist("0") == []


def test_text_that_is_not_utf8(g):
    with pytest.raises(UnicodeDecodeError):
        g.internal_test_rstring(b"\xff")


def test_buffer(g):
    assert g.internal_test_rbufferout(b"\xff") == b"\xff"
    assert g.internal_test_rbufferout("") == b""


def test_struct(g):
    assert g.internal_test_rstruct("x") == PV_0
    assert list(g.internal_test_rstruct("x")) == list(PV_0)


def test_struct_list(g):
    structs = g.internal_test_rstructlist("3")
    assert len(structs) == 3
    assert structs[0] == PV_0
    assert structs[2]["pv_name"] == "pv2" and structs[2]["pv_size"] == 2
    assert g.internal_test_rstructlist("0") == []


def test_table_as_dict():
    with guestfs.GuestFS(python_return_dict=True) as g:
        assert g.internal_test_rhashtable("2") == {"0": "0", "1": "1"}


def test_table_as_list():
    with guestfs.GuestFS() as g:
        assert g.internal_test_rhashtable("2") == [("0", "0"), ("1", "1")]


ERROR_CALLS = [
    "internal_test_rinterr",
    "internal_test_rint64err",
    "internal_test_rboolerr",
    "internal_test_rconststringerr",
    "internal_test_rstringerr",
    "internal_test_rstringlisterr",
    "internal_test_rstructerr",
    "internal_test_rstructlisterr",
    "internal_test_rhashtableerr",
    "internal_test_rbufferouterr",
]


@pytest.mark.parametrize("name", ERROR_CALLS)
def test_error_of_each_kind(g, name, capfd):
    with pytest.raises(RuntimeError) as caught:
        getattr(g, name)()
    assert type(caught.value) is guestfs.Error
    assert str(caught.value) == "error"
    assert caught.value.args == ("error",)
    assert caught.value.function == name
    assert caught.value.errno is None
    assert capfd.readouterr().err == ""


def test_error_with_errno(g, tmp_path):
    with pytest.raises(guestfs.Error) as caught:
        g.add_drive(tmp_path / "missing.img")
    assert caught.value.errno == errno.ENOENT
    assert caught.value.function == "add_drive"
    assert "missing.img" in str(caught.value)


def test_error_message_that_is_not_utf8(g, tmp_path):
    with pytest.raises(guestfs.Error, match="missing-\\\\xff"):
        g.add_drive(bytes(tmp_path) + b"/missing-\xff")


def test_error_before_launch(g):
    with pytest.raises(guestfs.Error, match="call launch before"):
        g.mount("/dev/sda1", "/")


def test_error_can_be_pickled(g):
    with pytest.raises(guestfs.Error) as caught:
        g.internal_test_rinterr()
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.function) == ("error", "internal_test_rinterr")


def test_error_class_has_defaults():
    error = guestfs.Error("message")
    assert (error.errno, error.function) == (None, None)


def test_deprecated_call_warns_where_it_is_called(g):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with pytest.raises(guestfs.Error):
            g.wait_ready()
    assert [w.category for w in caught] == [DeprecationWarning]
    assert caught[0].filename == __file__


def test_deprecated_call_names_the_replacement(g):
    with pytest.warns(DeprecationWarning, match=r"use GuestFS.add_drive_ro\(\) instead of GuestFS.add_cdrom\(\)"):
        with pytest.raises(guestfs.Error):
            g.add_cdrom("/nowhere/missing.iso")


def uses_of_every_kind(g):
    g.internal_test_rint("1")
    g.internal_test_rstring("text")
    g.internal_test_rstringlist("10")
    g.internal_test_rstruct("x")
    g.internal_test_rstructlist("10")
    g.internal_test_rhashtable("10")
    g.internal_test_rbufferout("x" * 1000)
    g.set_backend_settings(["a=%d" % i for i in range(10)])
    for name in ERROR_CALLS[:3]:
        try:
            getattr(g, name)()
        except guestfs.Error:
            pass
    try:
        g.set_backend_settings(["a", 1])
    except TypeError:
        pass
    event = g.set_event_callback(lambda *_: None, guestfs.EVENT_ALL)
    g.get_verbose()
    g.delete_event_callback(event)


def test_no_object_leaks(g):
    # The interpreter's own caches fill at first.
    for _ in range(1000):
        uses_of_every_kind(g)
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(1000):
        uses_of_every_kind(g)
    gc.collect()
    assert sys.getallocatedblocks() - before < 300


def resident_kilobytes():
    with open("/proc/self/status") as status:
        return int(next(line for line in status if line.startswith("VmRSS")).split()[1])


def test_no_memory_of_the_library_leaks(g):
    for _ in range(20):
        g.internal_test_rstructlist("1000")
        g.internal_test_rbufferout("x" * 100000)
    before = resident_kilobytes()
    for _ in range(200):
        g.internal_test_rstructlist("1000")
        g.internal_test_rbufferout("x" * 100000)
    # Each round handles about 300 kB.
    assert resident_kilobytes() - before < 4000
