"""Clients that ask without a pause, over kept connections, in a process of its own: `python -m benchmarks.load PLAN`.

One loop over raw sockets, so that the asking costs little beside the answering; its share of the processor is told.
PLAN is a JSON file: {"port", "server": process group, "clients", "seconds", "warm_up", "expect": status,
"requests": [text …], "once": bool}.
With `once` no request is sent twice.
"""

from __future__ import annotations

import json
import os
import re
import selectors
import socket
import sys
import time
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from statistics import quantiles

PATIENCE = 30  # seconds
TICK = 1 / os.sysconf("SC_CLK_TCK")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Client:
    """One kept connection, with at most one request on its way."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.got, self.whole, self.sent_at = b"", 0, 0.0

    def send(self, request: bytes) -> None:
        self.got, self.whole, self.sent_at = b"", 0, time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> int | None:
        """The status of the answer when it is complete, else None."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self.got += piece
        if not self.whole and (end := self.got.find(b"\r\n\r\n")) >= 0:
            found = LENGTH.search(self.got, 0, end + 2)
            if found is None:
                raise ConnectionError("the answer does not tell its length")
            self.whole = end + 4 + int(found[1])
        return int(self.got[9:12]) if self.whole and len(self.got) >= self.whole else None


def drive(plan: dict) -> dict:
    """Requests a second, the median and the 95th percentile in ms, and what went wrong."""
    texts = [text.encode() for text in plan["requests"]]
    requests = iter(texts) if plan.get("once") else cycle(texts)
    clients, chooser = [Client(plan["port"]) for _n in range(plan["clients"])], selectors.DefaultSelector()
    took: list[float] = []
    unexpected: dict[str, int] = {}
    for client in clients:
        chooser.register(client.socket, selectors.EVENT_READ, client)
        client.send(next(requests))
    spent = None
    begin = time.perf_counter() + plan["warm_up"]
    end, busy, size = begin + plan["seconds"], time.process_time(), 0
    # On a machine that is busy elsewhere a short turn may see no answer at all; it then goes on until there is one.
    while (now := time.perf_counter()) < end or (not took and now < end + PATIENCE):
        if spent is None and now >= begin:
            spent = processor_seconds(plan["server"])
        for key, _mask in chooser.select(0.5):
            client = key.data
            if (status := client.read()) is None:
                continue
            now = time.perf_counter()
            if status != plan["expect"]:
                unexpected[str(status)] = unexpected.get(str(status), 0) + 1
            elif client.sent_at >= begin:
                took.append(now - client.sent_at)
                size = client.whole
            if (request := next(requests, None)) is None:
                raise RuntimeError("the plan ran out of requests")
            client.send(request)
    measured = max(end, now) - begin
    spent = max(TICK, processor_seconds(plan["server"]) - (spent or 0))  # no less than the clock can tell
    cuts = quantiles(took, n=100) if len(took) > 1 else [0.0] * 99
    return {
        "per_second": len(took) / measured,
        "median_ms": cuts[49] * 1_000,
        "p95_ms": cuts[94] * 1_000,
        "bytes": size,
        "processor_ms": spent * 1_000 / max(1, len(took)),
        "unexpected": unexpected,
        "own_share": (time.process_time() - busy) / (measured + plan["warm_up"]),
    }


def processor_seconds(group: int) -> float:
    """What a server and its workers have used of the processors: unlike a rate it hardly minds who else is at work."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                ticks += int(fields[11]) + int(fields[12])
    return ticks * TICK


if __name__ == "__main__":
    print(json.dumps(drive(json.loads(Path(sys.argv[1]).read_text()))))
