# SPDX-License-Identifier: GPL-2.0-or-later
"""Launches as somebody else and waits:

    launcher.py IDENTITY LANDLOCK CACHE IMAGE

IDENTITY is root, user, former-root (which gave root up) or weak-root (without CAP_SYS_ADMIN),
LANDLOCK with or without.  Says one line of JSON, and ends when its input does."""

import ctypes
import errno
import json
import os
import sys

USER = 54321

# prctl(2), seccomp(3)
PR_CAPBSET_DROP, CAP_SYS_ADMIN = 24, 21
ALLOW, ERRNO = 0x7fff0000, 0x00050000


def without_landlock():
    """As on a host whose kernel lacks it."""
    seccomp = ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    rules = ctypes.c_void_p(seccomp.seccomp_init(ALLOW))
    call = seccomp.seccomp_syscall_resolve_name(b"landlock_create_ruleset")
    assert seccomp.seccomp_rule_add(rules, ERRNO | errno.ENOSYS, call, 0) == 0
    assert seccomp.seccomp_load(rules) == 0


def become_user():
    os.setgroups([])
    os.setresgid(USER, USER, USER)
    os.setresuid(USER, USER, USER)


def start_again(*words):
    os.execv(sys.executable, [sys.executable, "-B", __file__, *words])


def main(identity, landlock, cache, image):
    if identity == "user":
        become_user()  # and be a program that was never another's
        start_again("itself", landlock, cache, image)
    if identity == "weak-root":
        assert ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN, 0, 0, 0) == 0
        start_again("itself", landlock, cache, image)
    if landlock == "without":
        without_landlock()
    import guestfs
    if identity == "former-root":
        become_user()
    g = guestfs.GuestFS(python_return_dict=True)
    g.set_cachedir(cache)
    g.set_memsize(512)
    g.add_drive(image, format="raw", readonly=True)
    g.launch()
    print(json.dumps({"pid": g.get_pid(), "program": os.getpid(), "report": g.launch_report()}),
          flush=True)
    sys.stdin.read()
    try:
        g.close()
    except RuntimeError:
        pass  # the test has killed it


main(*sys.argv[1:])
