"""Ask one server for one page, many times over a few kept connections, from a process of its own.

Sockets and no HTTP library: whoever asks must be much quicker than whoever answers.
"""

import selectors
import socket
import time
from dataclasses import dataclass, field

from bench.worker import answer

CONNECTIONS = 4  # enough that the server never waits for us


@dataclass
class Line:
    """One kept connection, and what has come of its answer so far."""

    socket: socket.socket
    status: int
    got: bytearray = field(default_factory=bytearray)

    def has_answer(self) -> bool:
        """Take in what has come; whether the answer is whole."""
        self.got += self.socket.recv(1 << 18)
        head, end, body = self.got.partition(b"\r\n\r\n")
        if not end or len(body) < _length(head):
            return False
        if int(head[9:12]) != self.status:
            raise SystemExit(f"An answer of {self.status} was expected: {head[:60].decode()}")
        self.got.clear()
        return True


def _length(head: bytearray) -> int:
    _, found, after = bytes(head).lower().partition(b"\r\ncontent-length:")
    return int(after.partition(b"\r\n")[0]) if found else 0


def ask(port: int, path: str, headers: dict[str, str], status: int, count: int) -> float:
    """How many answers a second this server gives."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    words = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{lines}\r\n".encode()
    with selectors.DefaultSelector() as selector:
        sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
        for each in sockets:
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(each, selectors.EVENT_READ, Line(each, status))
        seconds = _time(selector, words, count)
        for each in sockets:
            each.close()
    return count / seconds


def _time(selector: selectors.BaseSelector, words: bytes, count: int) -> float:
    began, asked, answered = time.perf_counter(), 0, 0
    for key in selector.get_map().values():
        key.data.socket.sendall(words)
        asked += 1
    while answered < asked:
        for key, _ready in selector.select():
            if not key.data.has_answer():
                continue
            answered += 1
            if asked < count:
                key.data.socket.sendall(words)
                asked += 1
    return time.perf_counter() - began


if __name__ == "__main__":
    answer(ask=ask)
