"""A small browser: it keeps cookies, fills in a form's hidden fields, and counts what comes over the wire."""

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
NONE: Mapping[str, str] = {}
STATUS_LINE = len("HTTP/1.1 200 OK\r\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def wire_bytes(self) -> int:
        """What came over the wire, head and all."""
        head = STATUS_LINE + sum(len(name) + len(value) + 4 for name, value in self.headers.items()) + 2
        return head + len(self.body)


@dataclass
class Browser:
    """Somebody at a server of this machine."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, path: str, fields: Mapping[str, str] | None = None, headers: Mapping[str, str] = NONE) -> Answer:
        """Ask for a page, or send a form."""
        sent = urlencode(fields).encode() if fields is not None else None
        extra = {"Content-Type": "application/x-www-form-urlencoded"} if fields is not None else {}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(
            "POST" if sent is not None else "GET", path, sent, {"Cookie": self.cookie, **extra, **headers}
        )
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        for each in response.headers.get_all("Set-Cookie", ()):
            name, _, value = each.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def sign_in(self, name: str, password: str) -> "Browser":
        """Come in by the door, as people do."""
        page = self.ask("/sign-in").body.decode()
        fields = {**dict(HIDDEN.findall(page)), "sign_in_name": name, "password": password}
        if self.ask("/sign-in", fields).status != 303:
            raise SystemExit(f"{name} could not sign in.")
        return self
