"""A slow and lossy cable between this network namespace and another.

    link.py PID NUMBER [--delay MS] [--loss PERCENT] [--larger BYTES] [--rate BYTES_PER_SECOND]
            [--rate-from SECONDS] [--queue PACKETS] [--outage FROM,TO] [--drop-syn]

The other namespace is that of the process PID. This end has the address 192.0.2.(4n+1), the other one 192.0.2.(4n+2).
Frames are carried between two TAP interfaces: late, not at all by chance, not if they are too large, at most as many bytes a
second, or not between two points of time. Times are in seconds after the first TCP payload. Needs root.
"""
import argparse
import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import time

TUNSETIFF = 0x400454CA
IFF_TAP, IFF_NO_PI = 0x0002, 0x1000


def open_tap(name):
    tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP | IFF_NO_PI))
    return tap


def run(*command):
    subprocess.run(command, check=True)


options = argparse.ArgumentParser()
options.add_argument("pid")
options.add_argument("number", type=int)
options.add_argument("--delay", type=float, default=0)
options.add_argument("--loss", type=float, default=0)
options.add_argument("--larger", type=int, default=9999)
options.add_argument("--rate", type=float, default=0)
options.add_argument("--rate-from", type=float, default=0)
options.add_argument("--queue", type=int, default=1000)
options.add_argument("--outage", default="")
options.add_argument("--drop-syn", action="store_true")
told = options.parse_args()
outage = [float(second) for second in told.outage.split(",")] if told.outage else None
chance = random.Random(7)

taps = [open_tap("near"), open_tap("far")]
there = ["nsenter", "--net", "--target", told.pid]
run("ip", "link", "set", "far", "netns", told.pid)
run("ip", "address", "add", f"192.0.2.{told.number * 4 + 1}/30", "dev", "near")
run("ip", "link", "set", "near", "up")
run(*there, "ip", "address", "add", f"192.0.2.{told.number * 4 + 2}/30", "dev", "far")
run(*there, "ip", "link", "set", "far", "up")
print("up", flush=True)

waiting = []  # (when, number, tap, frame)
free_at = [0.0, 0.0]
numbers = iter(range(1 << 62))
began = None


def passes(frame, side, now):
    """Whether a frame gets through; TCP over IPv4 only, anything else always does."""
    global began
    if frame[12:14] != b"\x08\x00" or frame[23] != 6:
        return True
    tcp = 14 + (frame[14] & 15) * 4
    flags = frame[tcp + 13]
    if told.drop_syn and flags & 2:
        return False
    length = struct.unpack("!H", frame[16:18])[0] - (frame[14] & 15) * 4 - (frame[tcp + 12] >> 4) * 4
    if length > 0 and began is None:
        began = now
    if len(frame) > told.larger:
        return False
    if outage and began is not None and outage[0] <= now - began < outage[1]:
        return False
    if sum(1 for _, _, tap, _ in waiting if tap == taps[1 - side]) >= told.queue:
        return False
    return length == 0 or chance.random() * 100 >= told.loss


while True:
    timeout = max(0, waiting[0][0] - time.monotonic()) if waiting else None
    for tap in select.select(taps, [], [], timeout)[0]:
        frame = os.read(tap, 65536)
        side = taps.index(tap)
        now = time.monotonic()
        if not passes(frame, side, now):
            continue
        when = now + told.delay / 1000
        if told.rate and began is not None and now - began >= told.rate_from:
            free_at[side] = max(free_at[side], now) + len(frame) / told.rate
            when += free_at[side] - now
        heapq.heappush(waiting, (when, next(numbers), taps[1 - side], frame))
    while waiting and waiting[0][0] <= time.monotonic():
        _, _, tap, frame = heapq.heappop(waiting)
        os.write(tap, frame)
