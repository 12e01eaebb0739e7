#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares the declarations with the API of level 1.61 as data.

compare-api.py OURS REFERENCE COMING

OURS is generated/api.json, REFERENCE the description of the API that this
library is compatible with.  Everything that is declared must agree in name,
arguments, options and their order, result, version, group, deprecation and
flags.  COMING is docs/hacking/coming-calls.tsv: each public call is declared or
in there, never both.  Prints TAP, a test for each call and struct, and how many
of the public calls are there.
"""

import json
import sys

TEXT_KINDS = {
    "plain": "PlainString",
    "path": "Pathname",
    "file_name": "Filename",
    "device": "Device",
    "mountable": "Mountable",
    "device_or_path": "Dev_or_Path",
    "mountable_or_path": "Mountable_or_Path",
    "file_in": "FileIn",
    "file_out": "FileOut",
    "key": "Key",
    "guid": "GUID",
}
RESULT_TEXTS = {"plain": "RPlainString", "device": "RDevice", "mountable": "RMountable"}
FIELD_KINDS = {
    "text": "FString",
    "device": "FDevice",
    "buffer": "FBuffer",
    "uuid": "FUUID",
    "bytes": "FBytes",
    "uint64": "FUInt64",
    "int64": "FInt64",
    "uint32": "FUInt32",
    "int32": "FInt32",
    "char": "FChar",
    "optional_percent": "FOptPercent",
}
VISIBILITIES = {
    "public": "public",
    "public_not_in_shell": "publicnofish",
    "state_test": "statetest",
    "debug": "debug",
    "binding_test": "bindtest",
    "internal": "internal",
}
PUBLIC = ("public", "publicnofish", "statetest", "debug")


def argument(a):
    """Kind, type and name of one of our arguments in the reference's words."""
    kind = a["kind"]
    if kind == "text":
        return "String", TEXT_KINDS[a["type"]], a["name"]
    if kind == "text_list":
        return "StringList", TEXT_KINDS[a["type"]], a["name"]
    names = {
        "optional_text": "OptString",
        "buffer": "BufferIn",
        "int": "Int",
        "int64": "Int64",
        "bool": "Bool",
        "pointer": "Pointer",
    }
    return names[kind], a.get("type"), a["name"]


def returns(r):
    kind, name = r["kind"], r.get("name")
    simple = {
        "int": "RInt",
        "int64": "RInt64",
        "bool": "RBool",
        "const_text": "RConstString",
        "optional_const_text": "RConstOptString",
        "buffer": "RBufferOut",
    }
    if kind == "nothing":
        return ("RErr",)
    if kind in simple:
        return simple[kind], name
    if kind == "text":
        return "RString", RESULT_TEXTS[r["type"]], name
    if kind == "text_list":
        return "RStringList", RESULT_TEXTS[r["type"]], name
    if kind == "struct":
        return "RStruct", r["struct"], name
    if kind == "struct_list":
        return "RStructList", r["struct"], name
    return "RHashtable", RESULT_TEXTS[r["keys"]], RESULT_TEXTS[r["values"]], name


def reference_returns(r):
    kind = r["kind"]
    if kind == "RErr":
        return ("RErr",)
    if kind in ("RString", "RStringList"):
        return kind, r["type"], r["name"]
    if kind in ("RStruct", "RStructList"):
        return kind, r["struct"], r["name"]
    if kind == "RHashtable":
        return kind, r["key_type"], r["value_type"], r["name"]
    return kind, r["name"]


def ours_as_facts(call):
    option_kinds = {"bool": "OBool", "int": "OInt", "int64": "OInt64", "text": "OString",
                    "text_list": "OStringList"}
    flags = {name for name in ("config_only", "cancellable", "progress", "non_blocking")
             if call.get(name)}
    if call.get("unwrapped"):
        flags.add("no_wrapper")
    return {
        "arguments": [argument(a) for a in call["arguments"]],
        "options": [(option_kinds[o["kind"]], o["name"]) for o in call["options"]],
        "returns": returns(call["returns"]),
        "since": call["since"] or None,
        "visibility": VISIBILITIES[call["visibility"]],
        "group": call.get("group"),
        "deprecated": call.get("deprecated_by", call.get("deprecated")),
        "once had no options": call.get("once_had_no_options", False),
        "shell aliases": call.get("shell_aliases", []),
        "flags": flags,
        "C symbols": sorted(call["c_symbols"]),
    }


def reference_as_facts(action, coming):
    """A call can be deprecated only when what replaces it is there."""
    replacement = action.get("deprecated_by")
    return {
        "arguments": [(a["kind"], a.get("type"), a["name"]) for a in action["args"]],
        "options": [(o["kind"], o["name"]) for o in action.get("optargs", [])],
        "returns": reference_returns(action["returns"]),
        "since": action["added"],
        "visibility": action["visibility"],
        "group": action.get("group"),
        "deprecated": None if replacement in coming else replacement,
        "once had no options": action.get("once_had_no_optargs", False),
        "shell aliases": action.get("fish_alias", []),
        "flags": set(action.get("flags", [])),
        "C symbols": sorted(action["c_symbols"]),
    }


def is_ours_alone(call):
    """Calls that this library adds say that they appeared after level 1.61."""
    return bool(call["since"]) and tuple(map(int, call["since"].split("."))) >= (1, 62)


def differences(ours, reference):
    return [f"{key}: ours {ours[key]}, reference {reference[key]}"
            for key in ours if ours[key] != reference[key]]


def struct_differences(ours, reference):
    mine = [(f["name"], FIELD_KINDS[f["kind"]]) for f in ours["fields"]]
    theirs = [(f["name"], f["type"]) for f in reference["fields"]]
    return [] if mine == theirs else [f"fields: ours {mine}, reference {theirs}"]


def read_coming(name):
    with open(name, encoding="utf-8") as file:
        return {line.split("\t")[0] for line in list(file)[1:]}


def plan_differences(public, declared, coming):
    """What is wrong with the table of calls that are not declared yet."""
    return ([f"{name} is declared: take it out of the table" for name in sorted(coming & declared)]
            + [f"{name} is no public call" for name in sorted(coming - public)]
            + [f"{name} is neither declared nor in the table"
               for name in sorted(public - declared - coming)])


class Tap:
    def __init__(self):
        self.number = 0
        self.failed = 0

    def result(self, name, problems):
        self.number += 1
        for problem in problems:
            print(f"# {name}: {problem}")
        print(f"{'not ok' if problems else 'ok'} {self.number} - {name}")
        self.failed += bool(problems)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        ours = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        reference = json.load(file)

    coming = read_coming(sys.argv[3])
    tap = Tap()
    actions = {a["name"]: a for a in reference["actions"]}
    for call in ours["calls"]:
        name = call["name"]
        if name in actions:
            problems = differences(ours_as_facts(call), reference_as_facts(actions[name], coming))
        else:
            problems = [] if is_ours_alone(call) else ["the reference has no such call"]
        tap.result(f"call {name}", problems)

    structs = {s["name"]: s for s in reference["structs"]}
    for struct in ours["structs"]:
        name = struct["name"]
        problems = (struct_differences(struct, structs[name]) if name in structs
                    else ["the reference has no such struct"])
        tap.result(f"struct {name}", problems)

    events = [(e["name"], e["value"]) for e in ours["events"]]
    expected = [(e["name"], e["value"]) for e in reference["events"]]
    tap.result("events", [] if events == expected else [f"ours {events}, reference {expected}"])

    declared = {c["name"] for c in ours["calls"]}
    public = {a["name"] for a in reference["actions"] if a["visibility"] in PUBLIC}
    tap.result("each call is declared or coming", plan_differences(public, declared, coming))
    print(f"# {len(public & declared)} of {len(public)} public calls are implemented")
    print(f"1..{tap.number}")
    return 1 if tap.failed else 0


sys.exit(main())
