"""What the house is held against: Flask alone, on the same server, with the same bytes.

It imports nothing of the house, so that its start is Flask's own. `python -m bench.bare PORT`.
"""

import os
import sys
from pathlib import Path

from flask import Flask, Response
from granian import Granian
from granian.constants import Interfaces

app = Flask(__name__)
PAGES = {path.name: path.read_bytes() for path in Path(os.environ["BENCH_PAGES"]).iterdir()}


@app.get("/hello")
def hello() -> str:
    """The least that Flask can say."""
    return "hello"


@app.get("/page/<name>")
def page(name: str) -> Response:
    """Bytes that are there already."""
    return Response(PAGES[name], mimetype="text/html")


def serve(target: str, port: int) -> None:
    """A server as house/serve.py starts it, with one worker."""
    Granian(
        target,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=1,
        backlog=1024,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    serve("bench.bare:app", int(sys.argv[1]))
