# SPDX-License-Identifier: LGPL-2.1-or-later
"""Builds the module guestfs against libguestfs, installed or in a build tree.

    pip install --no-build-isolation ./python

The files that libguestfs's generator makes are taken from the folder that
GUESTFS_GENERATED names, or from build/generated/python or generated/python
of the source tree around this folder, and kept in the folder "generated"
here, so that a source distribution has them.

The library is that of the same build tree, or the one that pkg-config knows.
GUESTFS_CFLAGS and GUESTFS_LIBS replace what is found.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup

HERE = Path(__file__).resolve().parent
COPIES = HERE / "generated"

# Name in the build tree, and here.  The marker and the stubs become a stub
# package, because PEP 561 has no place for them beside a single module.
GENERATED = {
    "libguestfsmod-calls.c": "libguestfsmod-calls.c",
    "guestfs.py": "guestfs.py",
    "guestfs.pyi": "guestfs-stubs/__init__.pyi",
    "py.typed": "guestfs-stubs/py.typed",
}


def generated_folder():
    """The folder of a build tree; None where only the copies are."""
    folders = [HERE.parent / "build/generated/python", HERE.parent / "generated/python"]
    if "GUESTFS_GENERATED" in os.environ:
        folders = [Path(os.environ["GUESTFS_GENERATED"]).resolve()]
    for folder in folders:
        if all((folder / name).is_file() for name in GENERATED):
            return folder
    return None


def copy_generated(folder):
    if folder is not None:
        for name, copy in GENERATED.items():
            (COPIES / copy).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, COPIES / copy)
    missing = [copy for copy in GENERATED.values() if not (COPIES / copy).is_file()]
    if missing:
        sys.exit(
            "setup.py: no generated files (%s): run \"make\" in the source tree of "
            "libguestfs first, or name its folder generated/python in GUESTFS_GENERATED"
            % ", ".join(missing)
        )


def pkg_config(package, option):
    command = [os.environ.get("PKG_CONFIG", "pkg-config"), option, package]
    try:
        return subprocess.run(
            command, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(
            "setup.py: libguestfs was not found: %s; install it, or set PKG_CONFIG_PATH "
            "to the folder of libguestfs.pc" % error
        )


def library(folder):
    """Version, compiler and linker options of the library."""
    tree = None if folder is None else folder.parent.parent
    if tree is not None and (tree / ".libs/libguestfs.so").exists():
        version = pkg_config(str(tree / "libguestfs.pc"), "--modversion")
        return version, "-I%s" % folder.parent, "-L%s -lguestfs" % (tree / ".libs")
    return tuple(
        pkg_config("libguestfs", option) for option in ("--modversion", "--cflags", "--libs")
    )


def describe():
    """Arguments of setup() that depend on what is found."""
    folder = generated_folder()
    copy_generated(folder)
    version, cflags, libs = library(folder)
    sources = sorted(path.name for path in HERE.glob("*.c"))
    return {
        "version": version,
        "ext_modules": [
            Extension(
                "libguestfsmod",
                sources=sources + ["generated/libguestfsmod-calls.c"],
                include_dirs=["."],
                extra_compile_args=shlex.split(os.environ.get("GUESTFS_CFLAGS", cflags)),
                extra_link_args=shlex.split(os.environ.get("GUESTFS_LIBS", libs)),
            )
        ],
    }


os.chdir(HERE)
setup(
    package_dir={"": "generated"},
    py_modules=["guestfs"],
    packages=["guestfs-stubs"],
    package_data={"guestfs-stubs": ["*.pyi", "py.typed"]},
    **describe(),
)
