"""A house opened in a process of its own, without a server: what one page costs in processor time."""

import logging
import secrets
import time
from typing import Any

from flask import Flask
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from bench.browser import HIDDEN
from bench.worker import answer
from house import create_app
from house.guard import Access, declared

READ_BY_ALL = (Access.everyone, Access.members)


class Visitor:
    """Somebody signed in, whose requests are ready made, so that only their answers are timed."""

    def __init__(self, app: Flask, name: str, password: str) -> None:
        self.app = app
        client = Client(app)
        fields = dict(HIDDEN.findall(client.get("/sign-in").text))
        assert client.post("/sign-in", data={**fields, "sign_in_name": name, "password": password}).status_code == 303
        self.csrf = dict(HIDDEN.findall(client.get("/chores/new").text))["csrf_token"]
        kept = client.get_cookie("house")
        assert kept
        self.headers = {"Cookie": f"house={kept.value}", "Accept-Encoding": "gzip, deflate, br"}

    def request(self, path: str, fields: dict[str, str] | None = None, host: str = "localhost") -> dict[str, Any]:
        """A request, ready to be answered."""
        method, headers = "GET" if fields is None else "POST", [*self.headers.items()]
        return EnvironBuilder(path, f"http://{host}", method=method, headers=headers, data=fields).get_environ()

    def send(self, environ: dict[str, Any]) -> tuple[int, bytes]:
        """The status and the body of an answer."""
        said, status, _headers = run_wsgi_app(self.app, environ, buffered=True)
        return int(status[:3]), b"".join(said)


def quiet_app() -> Flask:
    """The house, whose log is written nowhere."""
    app = create_app()
    app.logger.handlers[:] = [logging.StreamHandler(open("/dev/null", "w"))]  # noqa: SIM115  # open as long as we are
    return app


def _open() -> dict[str, Any]:
    app = quiet_app()
    visitors: dict[str, Visitor] = {}

    def sign_in(name: str, password: str) -> None:
        visitors[name] = Visitor(app, name, password)

    def pages(name: str) -> list[str]:
        """Every page that anyone signed in can open by its address alone, and that leads this one nowhere else."""
        rules = (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments)
        said = ((str(rule), declared(app, rule.endpoint)) for rule in rules)
        read = (path for path, each in said if each and each.access in READ_BY_ALL and not each.writes)
        return sorted(path for path in read if visitors[name].send(visitors[name].request(path))[0] == 200)

    def cost(name: str, path: str, count: int, anew: bool = False) -> float:
        """Milliseconds of processor time for the quickest of a few answers: what disturbs a machine only ever adds.

        `anew`: each time by another address of the house, for which nothing is kept.
        """
        visitor, taken = visitors[name], []
        for _number in range(count):
            host = f"{secrets.token_hex(8)}.example" if anew else "localhost"
            environ = visitor.request(path, host=host)
            began = time.process_time()
            status, _body = visitor.send(environ)
            taken.append(time.process_time() - began)
            assert status == 200, (path, status)
        return min(taken) * 1000

    return {"sign_in": sign_in, "pages": pages, "cost": cost}


if __name__ == "__main__":
    answer(**_open())
