#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the same calls with this library and with another libguestfs and
compares the answers.

compare.py                 both, then compare; prints TAP
compare.py answers FILE    one: writes the answers of the guestfs module that
                           Python finds to FILE, as JSON

The other one is the distribution's: the guestfs module that /usr/bin/python3
finds by itself.  Where an answer differs on purpose, EXPECTED_DIFFERENCES says
why."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

# Answer → why ours differs.
EXPECTED_DIFFERENCES: dict[str, str] = {
    "version major": "the distribution's library is of an older level",
}

# What no two runs have in common: UUIDs, times, inode numbers, counters of
# free blocks, the names of temporary files.
VOLATILE_FIELDS = {
    "st_atime_sec", "st_mtime_sec", "st_ctime_sec", "st_atime_nsec", "st_mtime_nsec",
    "st_ctime_nsec", "st_ino", "st_dev", "ino", "lv_uuid", "fsid", "bfree", "bavail", "ffree",
    "favail", "lv_kernel_major", "lv_kernel_minor", "pv_uuid", "vg_uuid", "blocks", "files",
}

MEBIBYTE = 1 << 20


class Answers:
    """The answers of one library, by name."""

    def __init__(self, g, work):
        self.g = g
        self.work = work
        self.answers = {}
        self.used = set()

    def ask(self, call, *args, name=None, keep=None, **options):
        """Calls and notes the answer; KEEP reduces it to what must agree."""
        self.used.add(call)
        label = name or " ".join([call] + [self.words(a) for a in args]
                                 + [f"{k}:{self.words(v)}" for k, v in options.items()])
        assert label not in self.answers, label
        try:
            result = getattr(self.g, call)(*args, **options)
            answer = plain(keep(result) if keep else result)
        except RuntimeError as error:
            # The texts may differ (ours say more); that it fails may not.
            result = None
            answer = {"error": str(error).replace(str(self.work), "WORK")}
        self.answers[label] = answer
        return result

    def words(self, value):
        return str(value).replace(str(self.work), "WORK")

    def note(self, label, value):
        self.answers[label] = plain(value)


def plain(value):
    """VALUE as JSON can hold it, without what changes from run to run."""
    if isinstance(value, bytes):
        if len(value) > 4096:
            return f"{len(value)} bytes, sha256 {hashlib.sha256(value).hexdigest()}"
        return value.decode("latin-1")
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items() if k not in VOLATILE_FIELDS}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value


def is_uuid(text):
    return bool(re.fullmatch(r"[0-9A-Fa-f-]{8,36}", text))


def handle(a):
    a.ask("version", name="version major", keep=lambda v: [v["major"], v["minor"]])
    a.ask("get_autosync")
    a.ask("set_memsize", 100)
    a.ask("set_smp", 0)
    a.ask("set_smp", 2)
    a.ask("get_smp")
    a.ask("set_smp", 1)
    a.ask("set_identifier", "no spaces")
    a.ask("set_identifier", "comparison")
    a.ask("get_identifier")
    a.ask("set_append", "quiet_test")
    a.ask("get_append")
    a.ask("set_append", None)
    a.ask("get_backend")
    a.ask("set_backend_setting", "comparison", "1")
    a.ask("get_backend_setting", "comparison")
    a.ask("clear_backend_setting", "comparison")
    a.ask("get_backend_setting", "comparison", name="get_backend_setting cleared")
    a.ask("set_backend", "nonsense")
    a.ask("get_state")
    a.ask("is_config")
    a.ask("ping_daemon", name="ping_daemon before launch")
    a.ask("max_disks")
    a.ask("get_pid", name="get_pid before launch", keep=lambda pid: pid > 0)


def disk_images(a):
    raw, qcow2, overlay = (a.work / n for n in ("disk.raw", "disk.qcow2", "overlay.qcow2"))
    a.ask("disk_create", str(raw), "raw", MEBIBYTE)
    a.ask("disk_create", str(qcow2), "qcow2", 10 * MEBIBYTE, compat="1.1", clustersize=65536)
    a.ask("disk_create", str(overlay), "qcow2", -1, backingfile=str(qcow2), backingformat="qcow2")
    a.ask("disk_create", str(a.work / "bad"), "vmdk", MEBIBYTE)
    a.ask("disk_create", str(a.work / "bad"), "raw", -5)
    for image in (raw, qcow2, overlay):
        a.ask("disk_format", str(image))
        a.ask("disk_virtual_size", str(image))
        a.ask("disk_has_backing_file", str(image))
    a.ask("disk_format", str(a.work / "missing"))


def drives(a):
    disk = a.work / "sda.img"
    with open(disk, "wb") as file:
        file.truncate(1024 * MEBIBYTE)
    a.ask("add_drive", str(a.work / "missing"))
    a.ask("add_drive", str(disk), format="")
    a.ask("add_drive", str(disk), cachemode="odd")
    a.ask("add_drive", str(disk), discard="odd")
    a.ask("add_drive", str(disk), protocol="odd")
    a.ask("add_drive", str(disk), label="not-letters")
    a.ask("add_drive", str(disk), server=["host"])
    a.ask("add_drive", "/export", protocol="nbd", server=["host:99999"], format="raw")
    a.ask("add_drive", str(disk), format="raw", cachemode="unsafe", label="first")
    a.ask("add_drive_scratch", 512 * MEBIBYTE)
    a.ask("add_drive_ro", str(a.work / "disk.raw"))
    a.ask("add_drive", "/dev/null", name="add_drive null")
    a.ask("add_cdrom", str(a.work / "disk.raw"))
    a.ask("launch")
    a.ask("get_state", name="get_state after launch")
    a.ask("is_ready")
    a.ask("ping_daemon")
    a.ask("list_devices")
    for device in ("/dev/sda", "/dev/sdb", "/dev/sdd"):
        a.ask("blockdev_getsize64", device)
    a.ask("device_index", "/dev/sdb")
    a.ask("device_index", "/dev/sdz9x")
    for name in ("/dev/vda1", "/dev/hdb", "/dev/sda3"):
        a.ask("canonical_device_name", name)


def availability(a):
    a.ask("available", ["lvm2", "linuxxattrs"])
    a.ask("available", ["nonsense"])
    a.ask("feature_available", ["lvm2"])
    a.ask("available_all_groups", keep=lambda groups: "lvm2" in groups)
    for filesystem in ("ext4", "xfs", "nonsense"):
        a.ask("filesystem_available", filesystem)


def partitions(a):
    a.ask("part_list", "/dev/sda", name="part_list blank")
    a.ask("part_init", "/dev/sda", "odd")
    a.ask("part_init", "/dev/sda", "mbr")
    a.ask("part_add", "/dev/sda", "p", 2048, 206847)
    a.ask("part_add", "/dev/sda", "e", 206848, -1)
    a.ask("part_add", "/dev/sda", "l", 208896, 411647)
    a.ask("part_add", "/dev/sda", "x", 1, 2)
    a.ask("part_list", "/dev/sda", name="part_list mbr")
    a.ask("list_partitions", name="list_partitions mbr")
    a.ask("part_init", "/dev/sdb", "gpt")
    a.ask("part_add", "/dev/sdb", "p", 64, 204863)
    a.ask("part_add", "/dev/sdb", "p", 204864, -64)
    a.ask("part_list", "/dev/sdb", name="part_list gpt")
    for kind in ("mbr", "gpt"):
        a.ask("part_disk", "/dev/sda", kind)
        a.ask("part_list", "/dev/sda", name=f"part_list part_disk {kind}")
    a.ask("list_partitions")
    a.ask("part_list", "/dev/missing")


def filesystems(a):
    device = "/dev/sda1"
    a.ask("vfs_type", device, name="vfs_type blank")
    a.ask("mount", device, "/", name="mount blank")
    for kind, options in (
            ("ext2", {"blocksize": 1024}), ("ext3", {"inode": 256}), ("ext4", {"label": "ROOT"}),
            ("ext4", {"features": "^metadata_csum", "blocksize": 4096}), ("xfs", {"label": "DATA"}),
            ("btrfs", {"label": "TREE"}), ("vfat", {"label": "DOS"}), ("ntfs", {"label": "WINDOWS"})):
        text = " ".join(f"{k}:{v}" for k, v in options.items())
        a.ask("mkfs", kind, device, **options)
        a.ask("vfs_type", device, name=f"vfs_type {kind} {text}")
        a.ask("vfs_label", device, name=f"vfs_label {kind} {text}")
        a.ask("vfs_uuid", device, name=f"vfs_uuid {kind} {text}", keep=is_uuid)
        a.ask("mount", device, "/", name=f"mount {kind} {text}")
        a.ask("statvfs", "/", name=f"statvfs {kind} {text}",
              keep=lambda v: [v["bsize"], v["namemax"]])
        a.ask("umount", "/", name=f"umount {kind} {text}")
    a.ask("mkfs", "ext4", device, label="longer than sixteen bytes")
    a.ask("mkfs", "xfs", device, label="longer than twelve")
    a.ask("mkfs", "btrfs", device, blocksize=4096)
    a.ask("mkfs", "ext4", device, blocksize=1000)
    a.ask("mkfs", "nonsense", device)
    a.ask("mkfs", "xfs", device, inode=512)


def volumes(a):
    a.ask("pvcreate", "/dev/sda1")
    a.ask("vgcreate", "VG", ["/dev/sda1"])
    a.ask("lvcreate", "one", "VG", 64)
    a.ask("lvcreate", "two", "VG", 32)
    a.ask("lvcreate", "large", "VG", 100000)
    a.ask("lvcreate", "one", "VG", 64, name="lvcreate again")
    for call in ("pvs", "vgs", "lvs", "lvs_full"):
        a.ask(call)
    a.ask("mkfs", "ext4", "/dev/VG/one")
    a.ask("list_filesystems")
    a.ask("vfs_type", "/dev/VG/one")
    a.ask("vfs_type", "/dev/VG/missing")


def mounts(a):
    a.ask("ls", "/", name="ls not mounted")
    a.ask("mount", "/dev/VG/one", "/missing")
    a.ask("mount_ro", "/dev/VG/one", "/")
    a.ask("touch", "/file", name="touch read-only")
    a.ask("umount_all")
    a.ask("mount_options", "noatime", "/dev/VG/one", "/")
    a.ask("mounts")
    a.ask("mountpoints")
    a.ask("sync")
    a.ask("umount", "/missing")


def files(a):
    a.ask("touch", "/file")
    a.ask("touch", "relative")
    a.ask("touch", "/missing/file")
    a.ask("write", "/text", b"one\ntwo\r\n\nlast")
    a.ask("cat", "/text")
    a.ask("read_file", "/text")
    a.ask("read_lines", "/text")
    a.ask("read_lines", "/file", name="read_lines empty")
    a.ask("write", "/zero", b"a\0b")
    a.ask("read_file", "/zero")
    a.ask("cat", "/zero")
    a.ask("cat", "/missing")
    a.ask("cat", "/")
    a.ask("filesize", "/text")
    a.ask("filesize", "/missing")
    a.ask("mkdir", "/dir")
    a.ask("mkdir", "/dir", name="mkdir again")
    a.ask("mkdir_p", "/dir/a/b/c")
    a.ask("mkdir_p", "/text/a")
    a.ask("ln_s", "/text", "/link")
    a.ask("ln_s", "/nowhere", "/dangling")
    a.ask("ln_s", "../../../../etc", "/dir/up")
    a.ask("readlink", "/link")
    a.ask("readlink", "/text")
    a.ask("cat", "/link")
    for path in ("/text", "/dir", "/link", "/dangling", "/missing"):
        a.ask("exists", path)
        a.ask("is_file", path)
        a.ask("is_dir", path)
        a.ask("is_file", path, followsymlinks=True)
    a.ask("chmod", 0o600, "/text")
    a.ask("chmod", -1, "/text")
    a.ask("statns", "/text")
    a.ask("statns", "/missing")
    a.ask("lstatns", "/link")
    a.ask("lstatnslist", "/", ["text", "link", "missing"],
          keep=lambda stats: [[s["st_mode"], s["st_size"], s["st_ino"] == -1] for s in stats])
    a.ask("lstatnslist", "/", ["a/b"])
    a.ask("ls", "/")
    a.ask("ls", "/missing")
    a.ask("ll", "/dir", keep=without_times)
    a.ask("readdir", "/dir", keep=lambda entries: sorted([e["name"], e["ftyp"]] for e in entries))
    a.ask("find", "/")
    a.ask("find", "/dir/")
    a.ask("find", "/text")
    a.ask("setxattr", "user.comment", "value", 5, "/text")
    a.ask("getxattrs", "/text")
    a.ask("getxattrs", "/missing")


def without_times(listing):
    """Mode, links, owner, group, size and name of each line of ll."""
    lines = [line.split() for line in listing.splitlines()]
    return [[*words[:5], *words[8:]] if len(words) >= 9 else words for words in lines]


def copies(a):
    a.ask("cp", "/text", "/copy")
    a.ask("cp", "/missing", "/copy2")
    a.ask("cp", "/text", "/dir")
    a.ask("cp_a", "/dir", "/dir2")
    a.ask("mv", "/copy", "/moved")
    a.ask("mv", "/missing", "/copy2")
    a.ask("find", "/", name="find after copies")
    a.ask("dd", "/text", "/dd")
    a.ask("copy_size", "/text", "/part", 3)
    a.ask("copy_size", "/text", "/part", 1000)
    a.ask("cat", "/part")
    a.ask("pread", "/text", 3, 4)
    a.ask("pread", "/text", 100, 10)
    a.ask("pread", "/text", -1, 0)
    a.ask("pwrite", "/text", b"TWO", 4)
    a.ask("pwrite", "/text", b"x", -1)
    a.ask("cat", "/text", name="cat after pwrite")
    for kind in ("crc", "md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
        a.ask("checksum", kind, "/text")
    a.ask("checksum", "odd", "/text")
    a.ask("checksum", "md5", "/dir")
    a.ask("rm", "/moved")
    a.ask("rm", "/dir2")
    a.ask("rm", "/missing")
    a.ask("rm_rf", "/dir2")
    a.ask("rm_rf", "/missing")
    a.ask("rm_rf", "/")
    a.ask("find", "/", name="find after rm")


def transfers(a):
    source = a.work / "source"
    source.write_bytes(bytes(range(256)) * 5000)
    a.ask("upload", str(source), "/uploaded")
    a.ask("filesize", "/uploaded")
    a.ask("checksum", "sha256", "/uploaded")
    a.ask("upload", str(source), "/dir")
    a.ask("upload", str(a.work / "missing"), "/x")
    back = a.work / "back"
    a.ask("download", "/uploaded", str(back))
    a.note("downloaded", back.read_bytes())
    a.ask("download", "/missing", str(a.work / "nothing"))
    a.ask("download", "/dir", str(a.work / "nothing"))
    with tarfile.open(a.work / "in.tar", "w") as tar:
        info = tarfile.TarInfo("folder/file")
        info.size, info.mode, info.uid, info.gid = 5, 0o640, 7, 8
        with open(source, "rb") as content:
            tar.addfile(info, content)
    for name, compress in (("in.tar", None), ("in.tar.gz", "gzip")):
        if compress:
            subprocess.run(["gzip", "-k", str(a.work / "in.tar")], check=True)
        a.ask("mkdir", f"/from-{name}")
        options = {"compress": compress} if compress else {}
        a.ask("tar_in", str(a.work / name), f"/from-{name}", **options)
        a.ask("lstatns", f"/from-{name}/folder/file")
    a.ask("tar_in", str(source), "/dir", name="tar_in not a tar file")
    out = a.work / "out.tar"
    a.ask("tar_out", "/from-in.tar", str(out))
    with tarfile.open(out) as tar:
        a.note("names of tar_out", sorted(tar.getnames()))
    a.ask("tar_out", "/from-in.tar", str(out), name="tar_out excludes", excludes=["file"])
    with tarfile.open(out) as tar:
        a.note("names of tar_out with excludes", sorted(tar.getnames()))
    a.ask("tar_out", "/missing", str(out))


def install_shell(g):
    """/bin/sh of this host and the libraries that it needs."""
    listing = subprocess.run(["ldd", "/bin/sh"], stdout=subprocess.PIPE, check=True)
    libraries = re.findall(r"(/\S+) \(0x", listing.stdout.decode())
    g.mkdir("/proc")
    for path in ["/bin/sh", *libraries]:
        g.mkdir_p(os.path.dirname(path))
        g.upload(path, path)
        g.chmod(0o755, path)


def programs(a):
    install_shell(a.g)
    a.ask("command", ["/bin/sh", "-c", "echo one; echo two"])
    a.ask("command", ["/bin/sh", "-c", "echo reason >&2; exit 3"])
    a.ask("sh", "cd /proc && test -e self && echo here")
    a.ask("sh", "exit 1")
    a.ask("command", ["/missing"])
    a.ask("command", [])
    a.ask("sh", "echo hello")


CHAPTERS = (handle, disk_images, drives, availability, partitions, filesystems, volumes, mounts,
            files, copies, transfers, programs)


def write_answers(path):
    import guestfs
    with tempfile.TemporaryDirectory() as work:
        g = guestfs.GuestFS(python_return_dict=True)
        answers = Answers(g, Path(work))
        for chapter in CHAPTERS:
            chapter(answers)
        answers.ask("shutdown")
        g.close()
    Path(path).write_text(json.dumps({"answers": answers.answers, "used": sorted(answers.used)},
                                     indent=1), encoding="utf-8")


def run(library, environment, path):
    """Runs this program with a library; returns its answers."""
    print(f"# asking {library}", flush=True)
    subprocess.run(["/usr/bin/python3" if library == "the distribution's" else "python3",
                    __file__, "answers", path],
                   env=environment, check=True, stdin=subprocess.DEVNULL)
    return json.loads(Path(path).read_text(encoding="utf-8"))


def their_environment():
    """Without what leads to our library, and with a kernel if the host has none."""
    sys.path.append(str(Path(__file__).resolve().parents[3] / "bench"))
    from libraries import kernel_for_original

    environment = {name: value for name, value in os.environ.items()
                   if name not in ("LD_LIBRARY_PATH", "PYTHONPATH", "LIBGUESTFS_PATH")}
    environment.update(LIBGUESTFS_BACKEND="direct", LIBGUESTFS_BACKEND_SETTINGS="force_tcg")
    build = Path(os.environ["build"])
    environment.update(kernel_for_original(build, build / "tests"))
    return environment


def same(ours, theirs):
    both_errors = all(isinstance(x, dict) and "error" in x for x in (ours, theirs))
    return both_errors or ours == theirs


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "answers":
        write_answers(sys.argv[2])
        return 0
    if len(sys.argv) != 1:
        sys.exit("usage: compare.py [answers FILE]")

    with tempfile.TemporaryDirectory() as work:
        ours = run("this library", dict(os.environ), os.path.join(work, "ours.json"))["answers"]
        theirs = run("the distribution's", their_environment(),
                     os.path.join(work, "theirs.json"))["answers"]

    failed = 0
    for number, name in enumerate(sorted(ours.keys() | theirs.keys()), start=1):
        mine, other = ours.get(name), theirs.get(name)
        if same(mine, other):
            print(f"ok {number} - {name}")
        elif name in EXPECTED_DIFFERENCES:
            print(f"ok {number} - {name} # differs: {EXPECTED_DIFFERENCES[name]}")
        else:
            failed += 1
            print(f"# ours:   {json.dumps(mine)[:1500]}\n# theirs: {json.dumps(other)[:1500]}")
            print(f"not ok {number} - {name}")
    print(f"1..{len(ours.keys() | theirs.keys())}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
