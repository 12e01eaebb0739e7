# SPDX-License-Identifier: GPL-2.0-or-later
"""System calls made inside of another process, by ptrace(2): what a program could do that
has taken it over."""

import ctypes
import os
import platform
import signal
import time

AVAILABLE = platform.machine() == "x86_64" and os.geteuid() == 0

# linux/ptrace.h
CONTINUE, SINGLESTEP, GETREGS, SETREGS, DETACH = 7, 9, 12, 13, 17
SEIZE, INTERRUPT = 0x4206, 0x4207

WALL = 0x40000000  # __WALL of wait4(2)

ATTEMPTS = 100

SYSCALL_INSTRUCTION = b"\x0f\x05"

# Below what the interrupted function may use (System V ABI of x86-64, 3.2.2).
RED_ZONE = 128


class Registers(ctypes.Structure):
    """struct user_regs_struct of x86-64."""
    _fields_ = [(name, ctypes.c_ulonglong) for name in (
        "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss "
        "fs_base gs_base ds es fs gs").split()]


class Killed(Exception):
    """The process ended; its argument is the signal."""


libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def ptrace(request, pid, address=None, data=None):
    if libc.ptrace(request, pid, address, data) == -1:
        raise OSError(ctypes.get_errno(), f"ptrace {request}")


def wait_for_stop(pid):
    status = os.waitpid(pid, WALL)[1]
    if os.WIFSIGNALED(status):
        raise Killed(os.WTERMSIG(status))
    assert os.WIFSTOPPED(status), status
    if os.WSTOPSIG(status) == signal.SIGSYS:  # the process may answer that itself
        ptrace(CONTINUE, pid, None, signal.SIGSYS)
        wait_for_stop(pid)


class Inside:
    """The main thread of a process, stopped in the system call in which it waits."""

    def __init__(self, pid):
        self.pid = pid
        self.ended = False

    def __enter__(self):
        ptrace(SEIZE, self.pid)
        self.memory = os.open(f"/proc/{self.pid}/mem", os.O_RDWR | os.O_CLOEXEC)
        self.before = Registers()
        for _ in range(ATTEMPTS):
            ptrace(INTERRUPT, self.pid)
            wait_for_stop(self.pid)
            ptrace(GETREGS, self.pid, None, ctypes.addressof(self.before))
            if os.pread(self.memory, 2, self.before.rip - 2) == SYSCALL_INSTRUCTION:
                return self
            ptrace(CONTINUE, self.pid)  # it was not waiting just now
            time.sleep(0.01)
        raise AssertionError(f"process {self.pid} never waits")

    def __exit__(self, *_):
        os.close(self.memory)
        if not self.ended:
            ptrace(SETREGS, self.pid, None, ctypes.addressof(self.before))
            ptrace(DETACH, self.pid)

    def place(self, content):
        """Puts CONTENT on the stack; its address."""
        address = (self.before.rsp - RED_ZONE - 4096) & ~15
        os.pwrite(self.memory, content, address)
        return address

    def call(self, number, *arguments):
        """The result, or the negative errno.  Bytes are passed by their address: at most one
        of ARGUMENTS."""
        registers = Registers.from_buffer_copy(self.before)
        registers.rip -= len(SYSCALL_INSTRUCTION)
        registers.orig_rax = (1 << 64) - 1  # nothing is to be started again
        registers.rax = number
        for name, value in zip("rdi rsi rdx r10 r8 r9".split(), arguments + (0,) * 6):
            value = self.place(value) if isinstance(value, bytes) else value
            setattr(registers, name, value & ((1 << 64) - 1))
        ptrace(SETREGS, self.pid, None, ctypes.addressof(registers))
        try:
            ptrace(SINGLESTEP, self.pid)
            wait_for_stop(self.pid)
        except Killed:
            self.ended = True
            raise
        ptrace(GETREGS, self.pid, None, ctypes.addressof(registers))
        return ctypes.c_longlong(registers.rax).value
