# SPDX-License-Identifier: GPL-2.0-or-later
"""Launches, until the appliance answers its first call."""

from case import MEBIBYTE, Case, World, milliseconds_each, seconds


def warm_with(drives: int):
    """What a launch leaves for the next one is there.  The original has one
    appliance for all, made when it was asked what it is."""

    def prepare(world: World) -> None:
        if world.is_ours:
            world.launched(drives).close()

    return prepare


warm = warm_with(1)


def launch_and_ping(g) -> float:
    def action() -> None:
        g.launch()
        g.ping_daemon()

    return seconds(action)


def launch(drives: int):
    def run(world: World) -> float:
        g = world.new(drives)
        value = launch_and_ping(g)
        g.close()
        return value

    return run


def first_ever(world: World) -> float:
    """The original has to build its appliance first, which takes much longer;
    it is compared with its launches after that."""
    if not world.is_ours:
        return launch(1)(world)
    with world.other_cache() as cache:
        g = world.new()
        g.set_cachedir(cache)
        value = launch_and_ping(g)
        g.close()
    return value


def make_guest(world: World) -> None:
    """A disk as an installer makes it: /boot, and a volume group for the rest."""
    image = str(world.folder / "guest.qcow2")
    g = world.guestfs.GuestFS(python_return_dict=True)
    g.disk_create(image, "qcow2", 4096 * MEBIBYTE)
    g.add_drive(image, format="qcow2")
    g.launch()
    g.part_init("/dev/sda", "mbr")
    g.part_add("/dev/sda", "p", 2048, 1024 * 1024 - 1)
    g.part_add("/dev/sda", "p", 1024 * 1024, -2048)
    g.mkfs("ext4", "/dev/sda1")
    g.pvcreate("/dev/sda2")
    g.vgcreate("guest", ["/dev/sda2"])
    for name in ("root", "home", "var"):
        g.lvcreate(name, "guest", 512)
        g.mkfs("ext4", f"/dev/guest/{name}")
    g.shutdown()
    g.close()
    world.facts["image"] = image


def launch_guest(world: World) -> float:
    g = world.guestfs.GuestFS(python_return_dict=True)
    g.add_drive(world.facts["image"], format="qcow2", readonly=True)

    def action() -> None:
        g.launch()
        assert g.vgs() == ["guest"]
        assert len(g.lvs()) == 3

    value = seconds(action)
    g.close()
    return value


def ping(world: World) -> float:
    return milliseconds_each(world.handle.ping_daemon, 1000)


def open_handle(world: World) -> None:
    world.handle = world.launched()


CASES = [
    Case("launch, one drive", "s", launch(1), warm, target=40),
    Case("launch, 16 drives", "s", launch(16), warm_with(16), target=20),
    Case("launch, LVM guest and list of volumes", "s", launch_guest, make_guest),
    Case("launch, first ever (original: warm)", "s", first_ever, warm, target=1),
    Case("ping", "ms", ping, open_handle, target=2),
]
