# SPDX-License-Identifier: GPL-2.0-or-later
"""A directory of the host whose reads and writes fail when a test wants it.

It is a FUSE filesystem (linux/fuse.h, version 7.31) over another directory, served
by a process of its own, because this one waits in a call of the library meanwhile:

    with FaultyDirectory(tmp_path) as host:
        host.fail("write", "disk.img", errno.ENOSPC, after=3)
        host.count("write", "disk.img")

needs root, who may mount it."""

import ctypes
import errno
import json
import os
import select
import struct
import subprocess
import sys

FOPEN_DIRECT_IO = 1
MNT_DETACH = 2
SHORT = -1  # in place of an error: half of it only

# Which operation is counted by which name.
COUNTED = {15: "read", 16: "write", 20: "fsync"}

libc = ctypes.CDLL(None, use_errno=True)


def why_not():
    """Why there cannot be one; None if there can."""
    if os.geteuid() != 0:
        return "only root can mount a faulty filesystem"
    if not os.path.exists("/dev/fuse"):
        return "the host has no FUSE"
    return None


class FaultyDirectory:
    def __init__(self, directory):
        self.real = directory / "real"
        self.path = directory / "faulty"

    def __enter__(self):
        self.real.mkdir()
        self.path.mkdir()
        self.server = subprocess.Popen(
            [sys.executable, __file__, self.real, self.path], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, encoding="utf-8")
        assert self.server.stdout.readline() == "mounted\n"
        return self

    def __exit__(self, *_):
        libc.umount2(os.fsencode(self.path), MNT_DETACH)
        self.server.kill()
        self.server.wait()
        self.server.stdin.close()
        self.server.stdout.close()

    def ask(self, **command):
        self.server.stdin.write(json.dumps(command) + "\n")
        self.server.stdin.flush()
        return json.loads(self.server.stdout.readline())

    def fail(self, operation, name, error, after=0, times=1 << 40, at=None):
        """From the call number AFTER on (0 is the next), TIMES calls fail; or those that
        touch the byte AT of the file."""
        self.ask(do="fail", operation=operation, name=name, error=error, after=after,
                 times=times, at=at)

    def heal(self):
        """How often it failed."""
        return self.ask(do="heal")

    def count(self, operation, name):
        return self.ask(do="count", operation=operation, name=name)

    def names(self):
        """Of all files that anybody has looked at."""
        return self.ask(do="names")


# ---- the server ----




class Server:
    def __init__(self, real, path):
        self.nodes = {1: os.open(real, os.O_PATH)}
        self.names = {1: ""}
        self.counts = {}
        self.faults = []
        self.failed = 0
        self.device = os.open("/dev/fuse", os.O_RDWR)
        os.umask(0)
        options = f"fd={self.device},rootmode=40000,user_id=0,group_id=0,allow_other"
        if libc.mount(b"faulty", os.fsencode(path), b"fuse.faulty", 0, options.encode()) != 0:
            sys.exit(os.strerror(ctypes.get_errno()))

    # -- what the test wants --

    def obey(self, command):
        if command["do"] == "fail":
            self.faults.append(command)
            return None
        if command["do"] == "heal":
            self.faults = []
            failed, self.failed = self.failed, 0
            return failed
        if command["do"] == "names":
            return list(self.names.values())
        return self.counts.get((command["operation"], command["name"]), 0)

    def fault(self, operation, name, offset, size):
        self.counts[operation, name] = self.counts.get((operation, name), 0) + 1
        for fault in self.faults:
            if (fault["operation"], fault["name"]) != (operation, name):
                continue
            if fault["at"] is not None:
                if not offset <= fault["at"] < offset + size:
                    continue
            elif fault["after"] > 0:
                fault["after"] -= 1
                continue
            if fault["times"] == 0:
                continue
            fault["times"] -= 1
            self.failed += 1
            return fault["error"]
        return 0

    # -- files --

    def path(self, node, name=None):
        return f"/proc/self/fd/{self.nodes[node]}" + (f"/{name}" if name is not None else "")

    @staticmethod
    def attributes(status):
        seconds = [int(time) // 10**9 for time in
                   (status.st_atime_ns, status.st_mtime_ns, status.st_ctime_ns)]
        return struct.pack("<6Q10I", status.st_ino, status.st_size, status.st_blocks, *seconds,
                           status.st_atime_ns % 10**9, status.st_mtime_ns % 10**9,
                           status.st_ctime_ns % 10**9, status.st_mode, status.st_nlink,
                           status.st_uid, status.st_gid, status.st_rdev, 4096, 0)

    def entry(self, node, name):
        found = os.open(self.path(node, name), os.O_PATH | os.O_NOFOLLOW)
        status = os.fstat(found)
        if status.st_ino in self.nodes:
            os.close(found)
        else:
            self.nodes[status.st_ino] = found
        self.names[status.st_ino] = name
        return struct.pack("<4Q2I", status.st_ino, 0, 0, 0, 0, 0) + self.attributes(status)

    @staticmethod
    def opened(handle):
        return struct.pack("<Q2I", handle, FOPEN_DIRECT_IO, 0)

    def open(self, node, data):
        flags = struct.unpack_from("<I", data)[0] & (os.O_ACCMODE | os.O_TRUNC)
        return self.opened(os.open(self.path(node), flags))

    def create(self, node, data):
        flags, mode = struct.unpack_from("<2I", data)
        name = os.fsdecode(data[16:-1])
        handle = os.open(self.path(node, name), (flags & os.O_ACCMODE) | os.O_CREAT, mode & 0o7777)
        return self.entry(node, name) + self.opened(handle)

    def read(self, node, data):
        handle, offset, size = struct.unpack_from("<QQI", data)
        if self.check("read", node, offset, size) == SHORT:
            size = max(size // 2, 1)
        return os.pread(handle, size, offset)

    def write(self, node, data):
        handle, offset, size = struct.unpack_from("<QQI", data)
        if self.check("write", node, offset, size) == SHORT:
            size = max(size // 2, 1)
        return struct.pack("<2I", os.pwrite(handle, data[40:40 + size], offset), 0)

    def fsync(self, node, data):
        self.check("fsync", node, 0, 0)
        os.fsync(struct.unpack_from("<Q", data)[0])
        return b""

    def check(self, operation, node, offset, size):
        error = self.fault(operation, self.names.get(node, ""), offset, size)
        if error > 0:
            raise OSError(error, os.strerror(error))
        return error

    def get_attributes(self, node, _=None):
        return struct.pack("<Q2I", 0, 0, 0) + self.attributes(os.stat(self.path(node)))

    def set_attributes(self, node, data):
        valid, _, _, size, _, atime, mtime, _, atime_ns, mtime_ns, _, mode, _, uid, gid, _ = (
            struct.unpack_from("<2I6Q8I", data))
        path = self.path(node)
        if valid & 1:
            os.chmod(path, mode & 0o7777)
        if valid & 6:
            os.chown(path, uid if valid & 2 else -1, gid if valid & 4 else -1)
        if valid & 8:
            os.truncate(path, size)
        if valid & 48:
            now = os.stat(path)
            os.utime(path, ns=(atime * 10**9 + atime_ns if valid & 16 else now.st_atime_ns,
                               mtime * 10**9 + mtime_ns if valid & 32 else now.st_mtime_ns))
        return self.get_attributes(node)

    def make_directory(self, node, data):
        name = os.fsdecode(data[8:-1])
        os.mkdir(self.path(node, name), struct.unpack_from("<I", data)[0] & 0o7777)
        return self.entry(node, name)

    def rename(self, node, data, header=8):
        old, new = os.fsdecode(data[header:-1]).split("\0")
        target = struct.unpack_from("<Q", data)[0]
        os.rename(self.path(node, old), self.path(target, new))
        inode = os.lstat(self.path(target, new)).st_ino
        self.names[inode] = new
        return b""

    def unlink(self, node, data):
        os.unlink(self.path(node, os.fsdecode(data[:-1])))
        return b""

    def remove_directory(self, node, data):
        os.rmdir(self.path(node, os.fsdecode(data[:-1])))
        return b""

    def list_directory(self, node, data):
        _, offset, size = struct.unpack_from("<QQI", data)
        result = b""
        for number, name in enumerate(sorted(os.listdir(self.path(node)))[offset:], offset + 1):
            raw = os.fsencode(name)
            record = struct.pack("<2Q2I", 1, number, len(raw), 0) + raw
            record += bytes(-len(record) % 8)
            if len(result) + len(record) > size:
                break
            result += record
        return result

    def filesystem(self, node, _):
        found = os.statvfs(self.path(node))
        return struct.pack("<5Q4I24x", found.f_blocks, found.f_bfree, found.f_bavail,
                           found.f_files, found.f_ffree, found.f_bsize, 255, found.f_frsize, 0)

    @staticmethod
    def release(_, data):
        os.close(struct.unpack_from("<Q", data)[0])
        return b""

    def answer(self, operation, node, data):
        methods = {
            1: lambda: self.entry(node, os.fsdecode(data[:-1])), 3: self.get_attributes,
            4: self.set_attributes, 9: self.make_directory, 10: self.unlink,
            11: self.remove_directory, 12: self.rename,
            14: self.open, 15: self.read, 16: self.write, 17: self.filesystem, 18: self.release,
            20: self.fsync, 27: lambda: self.opened(0), 28: self.list_directory,
            29: lambda: b"", 30: lambda: b"", 35: self.create,
            45: lambda: self.rename(node, data, header=16),
            26: lambda: struct.pack("<4I2H2I2H32x", 7, 31, 65536, 0, 16, 12, 65536, 1, 16, 0)}
        method = methods.get(operation)
        if method is None:
            raise OSError(errno.ENOSYS, "no such operation")
        return method() if method.__name__ == "<lambda>" else method(node, data)

    def serve_request(self):
        request = os.read(self.device, 1 << 20)
        _, operation, unique, node = struct.unpack_from("<2I2Q", request)
        if operation in (2, 36, 42):  # forget, interrupt: nobody waits
            return
        try:
            error, result = 0, self.answer(operation, node, request[40:])
        except OSError as caught:
            error, result = caught.errno, b""
        os.write(self.device, struct.pack("<IiQ", 16 + len(result), -error, unique) + result)

    def serve(self):
        print("mounted", flush=True)
        while True:
            ready, _, _ = select.select([self.device, sys.stdin], [], [])
            if self.device in ready:
                self.serve_request()
            if sys.stdin in ready:
                line = sys.stdin.readline()
                if not line:
                    return
                print(json.dumps(self.obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    try:
        Server(sys.argv[1], sys.argv[2]).serve()
    except OSError as end:
        if end.errno != errno.ENODEV:  # it was unmounted
            raise
