#!/usr/bin/env python3
"""Writes first inputs for every fuzz target, made from the fixtures: seeds.py FOLDER."""
import glob, gzip, os, shutil, struct, subprocess, sys

LINKS = 36
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def write(target, name, octets):
    folder = os.path.join(sys.argv[1], target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(octets)


def packets(capture):
    offset = 24
    while offset + 16 <= len(capture):
        length = struct.unpack_from("<I", capture, offset + 8)[0]
        yield capture[offset + 16:offset + 16 + length]
        offset += 16 + length


IP = (struct.pack(">BBHHHBBH", 0x45, 0, 40, 1, 0, 64, 6, 0) + bytes([192, 0, 2, 1, 192, 0, 2, 2])
      + struct.pack(">HHIIBBHHH", 40000, 80, 1, 0, 0x50, 2, 64240, 0, 0))
FRAME = bytes(12) + b"\x08\x00" + IP


def udp(port, payload):
    octets = struct.pack(">HHHH", 40000, port, 8 + len(payload), 0) + payload
    return bytes(12) + b"\x08\x00" + struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(octets), 1, 0, 64, 17, 0) + b"\x0a\0\0\1\x0a\0\0\2" + octets


def inside(protocol, payload):
    return bytes(12) + b"\x08\x00" + struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), 1, 0, 64, protocol, 0) + b"\x0a\0\0\1\x0a\0\0\2" + payload


def block(kind, body, order="<"):
    body += bytes(-len(body) % 4)
    return struct.pack(order + "II", kind, len(body) + 12) + body + struct.pack(order + "I", len(body) + 12)


def pcapng(capture, order):
    """The packets of a capture on two interfaces, with options, statistics, names and a second section."""
    link = struct.unpack_from("<I", capture, 20)[0]
    resolution, comment = struct.pack(order + "HHI", 9, 1, 9 if order == "<" else 9 << 24), struct.pack(order + "HH4s", 1, 4, b"note")
    section = block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1), order)
    section += block(1, struct.pack(order + "HHI", link, 0, 0) + resolution, order) + block(1, struct.pack(order + "HHI", 101, 0, 96), order)
    for index, packet in enumerate(packets(capture)):
        head = struct.pack(order + "IIIII", index & 1, 0x17A0, index, len(packet), len(packet))
        section += block(6, head + packet + bytes(-len(packet) % 4) + comment, order)
    section += block(3, struct.pack(order + "I", 60) + bytes(60), order) + block(4, bytes(4), order) + block(0xBAD, b"custom", order)
    section += block(5, struct.pack(order + "III", 0, 0, 1) + struct.pack(order + "HHQ", 7, 8, 3), order)
    return section + section


def rare(capture):
    """The packets of a capture in formats without blocks."""
    taken = list(packets(capture))[:8]
    snoop = b"snoop\0\0\0" + struct.pack(">II", 2, 4) + b"".join(
        struct.pack(">6I", len(p), len(p), 24 + len(p), 0, 1_700_000_000, i) + p for i, p in enumerate(taken))
    yield "snoop", snoop
    for minor, trailer in ((0, b""), (1, b"\1\0"), (3, b"\1\0" + bytes(4) + struct.pack("<Q", 133_000_000_000_000_000) + b"\0")):
        frames = b"".join(struct.pack("<QII", i, len(p), len(p)) + p + trailer for i, p in enumerate(taken))
        head = b"GMBU" + bytes([minor, 2]) + struct.pack("<9H", 1, 2023, 11, 2, 14, 22, 13, 20, 250)
        head += struct.pack("<II", 128 + len(frames), 4 * len(taken))
        yield f"netmon-{minor}", head + bytes(128 - len(head)) + frames + bytes(4 * len(taken))
    frames = b"".join(struct.pack("<IHH", i, len(p), len(p)) + p for i, p in enumerate(taken))
    head = b"RTSS" + bytes([1, 1]) + struct.pack("<9H", 1, 2023, 11, 2, 14, 22, 13, 20, 250) + struct.pack("<II", 128 + len(frames), 4)
    yield "netmon-one", head + bytes(128 - len(head)) + frames + bytes(4)
    frames = b"".join(struct.pack(">HHHBBQ", 0, len(p), 0, 0, 0, 3_700_000_000_000_000 + i) + p + bytes(len(p) & 1) for i, p in enumerate(taken))
    yield "peek", bytes([7, 0]) + struct.pack(">3I", 50 + len(frames), len(taken), 3_700_000_000) + bytes(36) + frames


for path in sorted(glob.glob(f"{root}/Fixtures/captures/*/middle.pcap"))[:4]:
    capture = open(path, "rb").read()
    name = os.path.basename(os.path.dirname(path))
    write("pcapng", name, pcapng(capture, "<"))
    write("pcapng", name + "-big", pcapng(capture, ">"))
    write("pcapng", name + ".pcap", capture)
    for kind, octets in rare(capture):
        write("pcapng", f"{name}.{kind}", octets)
    write("compressed", name + ".gz", gzip.compress(capture[:200], mtime=0) + gzip.compress(capture[200:], mtime=0))
    for program in ("zstd", "lz4"):
        if shutil.which(program):
            write("compressed", f"{name}.{program}", subprocess.run([program, "-c"], input=capture, capture_output=True).stdout)

for path in sorted(glob.glob(f"{root}/Fixtures/captures/*/middle.pcap")):
    capture = open(path, "rb").read()
    name = os.path.basename(os.path.dirname(path))
    write("pipeline", name, capture)
    for index, packet in enumerate(packets(capture)):
        if index < 3:
            write("packet", f"{name}-{index}", b"\0" + packet)
for link in range(LINKS):
    write("packet", f"link-{link}", bytes([link]) + FRAME)
    write("packet", f"ip-{link}", bytes([link]) + IP)
tunnels = [udp(4789, bytes.fromhex("0800000000002a00") + FRAME), udp(6081, bytes.fromhex("0000655800002a00") + FRAME),
           udp(2152, bytes.fromhex("30ff002800000063") + IP), udp(1701, bytes.fromhex("000200010002ff030021") + IP),
           udp(3544, b"\x60" + bytes(3) + b"\0\x14\x06\x40" + bytes(32) + IP[20:]), udp(4754, bytes.fromhex("00000800") + IP),
           udp(5247, bytes.fromhex("0010020000000000") + FRAME), udp(4790, bytes.fromhex("0c00000100002b00") + IP),
           inside(47, bytes.fromhex("00000800") + IP), inside(47, bytes.fromhex("100088be0000000110000009" + "00000000") + FRAME),
           inside(47, bytes.fromhex("3001880b00280005" + "00000001ff030021") + IP), inside(4, IP), inside(97, b"\x30\0" + FRAME),
           inside(115, bytes.fromhex("0000000300000000") + FRAME), inside(137, bytes.fromhex("00010140") + IP),
           bytes(12) + b"\x88\xa8\0\x0a\x81\0\0\x14\x08\0" + IP, bytes(12) + b"\x88\x47\0\x01\x01\x40\0\0\0\0" + FRAME]
for index, packet in enumerate(tunnels):
    write("packet", f"tunnel-{index}", b"\0" + packet)
    write("pipeline", f"tunnel-{index}", struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
          + struct.pack("<IIII", 1, 0, len(packet), len(packet)) + packet)
for index, text in enumerate(["020405b4", "0101080a0000000100000002", "020405b40402080a00000001000000000103030 7".replace(" ", ""),
                              "0101050a0000000100000002", "2208aabbccddeeff", "1e0c0081000102030405060708", "fe04f989", "1312" + "00" * 16]):
    write("options", str(index), bytes.fromhex(text))
for index, text in enumerate(["tcp port 80 or 443", "host 10.0.0.1 and not net 192.168.0.0/16", "(src host 2001:db8::1 or vlan 7) && port http",
                              "portrange 1-1024", "src or dst port 22", "! icmp6"]):
    write("filter", str(index), text.encode())
for path in sorted(glob.glob(f"{root}/Fixtures/scenarios/*/*.pkt")):
    write("scenario", os.path.basename(path), open(path, "rb").read())
