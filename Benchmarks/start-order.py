#!/usr/bin/env python3
"""Writes down what a start of the tool runs and reads, for the linker to put together (see Package.swift).

Run it in the top folder, on Linux, with valgrind installed: python3 Benchmarks/start-order.py
It overwrites Sources/tcptrace-swift/start.order. What is in that file and no longer in the tool does no harm.
"""

import bisect
import collections
import os
import subprocess
import sys
import tempfile

ORDER = "Sources/tcptrace-swift/start.order"
# The header of a capture without packets.
CAPTURE = bytes.fromhex("d4c3b2a1020004000000000000000000ffff000001000000")
# Sections up to so many octets hold one function: they are put together first, and the many functions of a module in one after them.
SMALL = 6000
# Names kept of a section, any of which places it. Code has more, as what the compiler makes of a generic function may be gone tomorrow.
NAMES = {".text": 2, ".rodata": 1}


def build(link_map):
    """Builds the tool, with a map of it, and returns its path."""
    command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "tcptrace-swift"]
    command += ["-Xlinker", f"-Map={link_map}", "-Xlinker", "--no-demangle"]
    subprocess.run(command, check=True)
    folder = subprocess.run(command + ["--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
    return os.path.realpath(f"{folder}/tcptrace-swift")


def sections(link_map):
    """The linked sections of code and constants: address, size, kind and names of each, in the order of addresses."""
    found, output = [], ""
    with open(link_map) as rows:
        header = next(rows)
        out, within, symbol = (header.index(title) for title in ("Out", "In", "Symbol"))
        for row in rows:
            name = row[out:].rstrip()
            if not name.startswith(" "):
                output = name
            elif output not in NAMES:
                continue
            elif row[within:symbol].strip():
                address, _, size, _, _ = row.split(None, 4)
                found.append((int(address, 16), int(size, 16), output, []))
            else:
                found[-1][3].append(name.strip())
    return sorted((section for section in found if section[1] > 0), key=lambda section: section[0])


def touched(tool):
    """The addresses that a start of `tool` runs or reads, within it, in the order of their first use."""
    output, trace = os.pipe()
    run = subprocess.Popen(
        ["valgrind", "--quiet", "--tool=lackey", "--trace-mem=yes", f"--log-fd={trace}", tool, "-q", "-r", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=[trace])
    os.close(trace)
    base, seen = None, {}
    with os.fdopen(output, errors="replace") as rows:
        for row in rows:
            if base is None:
                # The tool waits for its capture: what it is mapped at can be read.
                with open(f"/proc/{run.pid}/maps") as maps:
                    base = next(int(line.split("-")[0], 16) for line in maps if line.rstrip().endswith(tool))
                run.stdin.write(CAPTURE)
                run.stdin.close()
            if row.startswith(("I ", " L")):
                seen[row[3:].partition(",")[0]] = None
    if run.wait() != 0:
        sys.exit("the tool did not run as it should")
    return [int(address, 16) - base for address in seen]


def main():
    with tempfile.TemporaryDirectory() as folder:
        link_map = f"{folder}/map"
        tool = build(link_map)
        placed = sections(link_map)
    table = subprocess.run(["nm", "--defined-only", tool], capture_output=True, text=True, check=True).stdout
    kinds, times = {}, collections.Counter()
    for row in table.splitlines():
        _, kind, name = row.split(None, 2)
        kinds[name] = kind
        times[name] += 1
    starts = [section[0] for section in placed]
    used = {}
    for address in touched(tool):
        index = bisect.bisect(starts, address) - 1
        if index >= 0 and address < placed[index][0] + placed[index][1]:
            used[index] = None
    order = []
    for index in sorted(used, key=lambda index: placed[index][1] > SMALL):
        # A name that several objects have would place all of them. One that others can link to is the more lasting.
        names = [name for name in placed[index][3] if times[name] == 1 and " " not in name]
        names.sort(key=lambda name: (kinds[name].islower(), len(name), name))
        order += names[:NAMES[placed[index][2]]]
    with open(ORDER, "w") as file:
        file.writelines(f"{name}\n" for name in order)
    print(f"{len(order)} names of {len(used)} sections, {sum(placed[index][1] for index in used)} octets")


main()
