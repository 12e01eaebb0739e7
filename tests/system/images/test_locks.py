# SPDX-License-Identifier: GPL-2.0-or-later
"""One image, two users: never do two write to it, whoever they are."""

import contextlib
import errno
import os
import subprocess
import threading

import guestfs
import pytest

pytestmark = pytest.mark.appliance

MEBIBYTE = 1 << 20

STARTS = ["restored", "booted"]


@pytest.fixture(params=STARTS)
def start(request):
    return request.param


@pytest.fixture
def image(tmp_path):
    path = tmp_path / "disk.img"
    path.write_bytes(b"A" * MEBIBYTE)
    return path


@contextlib.contextmanager
def handle(start="restored"):
    g = guestfs.GuestFS()
    with contextlib.closing(g):
        g.set_backend_setting("template", "auto" if start == "restored" else "off")
        yield g


def add(g, path, readonly=False, **options):
    form = "qcow2" if path.suffix == ".qcow2" else "raw"
    g.add_drive(str(path), format=form, readonly=readonly, **options)


def overlay(tmp_path, name, base):
    path = tmp_path / name
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", base, path],
                   check=True)
    return path


def error_of(call, *arguments):
    with pytest.raises(RuntimeError) as caught:
        call(*arguments)
    return caught.value


@pytest.mark.parametrize("second_is_readonly", [False, True])
@pytest.mark.parametrize("name", ["disk.img", "hard", "symbolic"])
def test_added_twice(image, start, name, second_is_readonly):
    other = image.parent / name
    if name == "hard":
        os.link(image, other)
    elif name == "symbolic":
        other.symlink_to(image)
    with handle(start) as g:
        add(g, image)
        add(g, other, second_is_readonly)
        error = error_of(g.launch)
        assert error.errno == errno.EBUSY
        for part in (str(image), str(other), "/dev/sda", "/dev/sdb"):
            assert part in str(error)
    assert image.read_bytes() == b"A" * MEBIBYTE


def test_only_read_twice(image, start):
    with handle(start) as g:
        add(g, image, readonly=True)
        add(g, image, readonly=True)
        g.launch()
        assert g.pread_device("/dev/sdb", 4, 0) == b"AAAA"


def test_added_again_while_it_runs(image):
    with handle() as g:
        add(g, image, label="ONE")
        g.launch()
        error = error_of(lambda: add(g, image, label="TWO"))
        assert error.errno == errno.EBUSY
        assert "/dev/sda" in str(error) and "/dev/sdb" in str(error)
        g.remove_drive("ONE")
        add(g, image, label="TWO")
        assert g.pread_device("/dev/disk/guestfs/TWO", 4, 0) == b"AAAA"


def test_base_and_overlay(image, tmp_path):
    top = overlay(tmp_path, "top.qcow2", image)
    with handle() as g:
        add(g, top)
        add(g, image)
        assert str(image) in str(error_of(g.launch))


def test_another_handle(image, start):
    with handle(start) as one, handle(start) as two:
        add(one, image)
        one.launch()
        add(two, image)
        error = error_of(two.launch)
        assert error.errno == errno.EBUSY
        assert str(image) in str(error)
        with handle(start) as reader:
            add(reader, image, readonly=True)
            reader.launch()
        one.shutdown()
        two.launch()
        two.pwrite_device("/dev/sda", b"B", 0)


def test_base_of_an_overlay(image, tmp_path, start):
    """Two may read it, nobody may write it."""
    tops = [overlay(tmp_path, f"{name}.qcow2", image) for name in ("one", "two")]
    with handle(start) as one, handle(start) as two, handle(start) as writer:
        add(one, tops[0])
        one.launch()
        add(two, tops[1])
        two.launch()
        add(writer, image)
        error = error_of(writer.launch)
        assert error.errno == errno.EBUSY
        assert str(image) in str(error)
    with handle(start) as writer, handle(start) as one:
        add(writer, image)
        writer.launch()
        add(one, tops[0])
        assert str(image) in str(error_of(one.launch))


def test_other_programs_see_the_lock(image, start):
    with handle(start) as g:
        add(g, image)
        g.launch()
        other = subprocess.run(["qemu-io", "-f", "raw", "-c", "write 0 512", image],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        assert other.returncode != 0
        assert b"lock" in other.stderr
    subprocess.run(["qemu-io", "-f", "raw", "-c", "write 0 512", image], check=True,
                   stdout=subprocess.DEVNULL)


def test_at_the_same_moment(image):
    for _ in range(10):
        with handle() as one, handle() as two:
            launched = []

            def launch(g, launched=launched):
                with contextlib.suppress(RuntimeError):
                    g.launch()
                    launched.append(g)

            for g in (one, two):
                add(g, image)
            threads = [threading.Thread(target=launch, args=[g]) for g in (one, two)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(launched) < 2
