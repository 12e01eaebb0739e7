# SPDX-License-Identifier: LGPL-2.1-or-later
# Round trips through the Python binding; bindtests-expected.txt is the output.
# Made by generator/emit/bindtests_python.ml from the declarations in generator/api/.

import guestfs


def texts(items):
    return "[" + ", ".join('"%s"' % item for item in items) + "]"


def struct(fields):
    return "\n".join("%s: %s" % field for field in fields.items())


def struct_list(structs):
    return "\n".join("[%d]\n%s" % (i, struct(s)) for i, s in enumerate(structs))


def table(pairs):
    return texts(text for pair in sorted(pairs) for text in pair)


def truth(number):
    return "true" if number == 1 else "false"


def optional(text):
    return "null" if text is None else text


def hexadecimal(value):
    return "".join("<%02x>" % byte for byte in value)


def show(notation, method, *arguments):
    try:
        lines = notation(method(*arguments))
    except guestfs.Error as error:
        lines = "error: %s" % error
    if lines or notation is not struct_list:
        # The calls print their arguments past Python's buffer.
        print(lines, flush=True)


g = guestfs.GuestFS()
print("EOF")
