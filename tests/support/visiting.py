"""Visit the house as one of the cast: pages asked for and forms sent as a browser would."""

from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from house.db import transaction
from house.once import new_nonce
from house.people.models import SignIn
from house.tokens import hash_token, new_token
from tests.support.cast import Somebody


class _Form(HTMLParser):
    """The hidden fields of the form that is sent to `action`, be it by one of its buttons; or the first without one."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.is_it, self.here, self.fields = action, False, dict[str, str](), dict[str, str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form":
            self.is_it, self.here = values.get("action") in (None, "", self.action), {}
        if tag == "button" and values.get("formaction") == self.action:
            self.is_it = True
        if tag == "input" and values.get("type") == "hidden":
            self.here[values["name"] or ""] = values.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.is_it and not self.fields:
            self.fields = self.here


@dataclass
class Visit:
    """A browser of one person, or of nobody."""

    app: Flask
    sign_in_id: int | None = None
    token: str = ""
    csrf: str = "c" * 40
    client: Any = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()
        with self.client.session_transaction() as session:
            session["csrf_token"] = self.csrf
            if self.token:
                session["_user_id"] = self.token

    def get(self, path: str, **more: Any) -> TestResponse:
        """Ask for a page."""
        return self.client.get(path, buffered=True, **more)

    def page(self, path: str) -> str:
        """The text of a page that is there."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return answer.get_data(as_text=True)

    def post(self, path: str, nonce: str | None = None, **fields: Any) -> TestResponse:
        """Send fields straight to a path, with the token and the nonce a page would have carried."""
        return self.client.post(path, data={"csrf_token": self._masked(), "nonce": nonce or new_nonce(), **fields})

    def send_photo(self, data: bytes, name: str = "me.jpg") -> TestResponse:
        """Send a picture from the page of my photo."""
        return self.send_file("/me/photo", "photo", data, name)

    def send_file(self, path: str, field: str, data: bytes, name: str) -> TestResponse:
        """Send a file from a page; the body is written here, as a browser writes it."""
        fields = {"csrf_token": self._masked(), "nonce": new_nonce()}
        parts = [f'--edge\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{fields[key]}' for key in fields]
        parts.append(f'--edge\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n')
        body = "\r\n".join(parts).encode() + data + b"\r\n--edge--\r\n"
        return self.client.post(path, data=body, content_type="multipart/form-data; boundary=edge")

    def submit(self, path: str, page: str | None = None, **fields: Any) -> TestResponse:
        """Open the page, fill in its form and send it."""
        form = _Form(path)
        form.feed(self.page(page or path))
        return self.client.post(path, data={**form.fields, **fields})

    def after(self, answer: TestResponse) -> str:
        """The text of the page an answer leads to."""
        assert answer.status_code == 303, answer.status_code
        return self.page(answer.headers["Location"])

    def _masked(self) -> str:
        signed = URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(self.csrf).encode()
        return (bytes(len(signed)) + signed).hex()


def sign_in(app: Flask, somebody: Somebody, now: datetime) -> Visit:
    """A visit by somebody who signed in at `now`."""
    token = new_token()
    with app.app_context(), transaction() as session:
        row = SignIn(
            house_id=somebody.house_id,
            person_id=somebody.person_id,
            token_hash=hash_token(token, "sign-in"),
            device_label="A browser on a device",
            started_at=now,
            last_seen_at=now,
            confirmed_at=now,
            awake_since=now,
        )
        session.add(row)
        session.flush()
        sign_in_id = row.id
    return Visit(app, sign_in_id, token)
