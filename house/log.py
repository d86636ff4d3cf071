"""The log: one line a request, with no words of anybody's, no names, no tokens and no addresses."""

import logging
import sys
import time
from pathlib import Path
from time import perf_counter

from flask import Flask, Response, current_app, g, has_request_context, request
from werkzeug.middleware.proxy_fix import ProxyFix


class PlainFormatter(logging.Formatter):
    """One line each, in UTC. Of an exception only its kind and place: its words and its path may be somebody's."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        message = trouble_line(error) if error else record.getMessage()
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        return f"{at} {record.levelname} {' '.join(message.split())}"


def trouble_line(error: BaseException) -> str:
    """What is logged of a fault of our own."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "?"
    endpoint = request.endpoint if has_request_context() else None
    return f"trouble kind={type(error).__name__} at={place} endpoint={endpoint or '-'}"


def install(app: Flask, proxies: int) -> None:
    """Log each request by its route, never by its path; believe as many proxies as are set."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0)  # type: ignore[method-assign]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlainFormatter())
    # SQLAlchemy and the rest write their warnings through the root, where words would pass as they are.
    for logger in (app.logger, logging.getLogger("sqlalchemy")):
        logger.handlers.clear()
        logger.addHandler(handler)
        logger.propagate = False
    app.logger.setLevel(logging.INFO)
    app.before_request(_begin)
    app.after_request(_note)


def _begin() -> None:
    g.began = perf_counter()


def _note(response: Response) -> Response:
    if request.endpoint != "static":
        took = round((perf_counter() - g.get("began", perf_counter())) * 1000)
        line = "request method=%s route=%s status=%d ms=%d"
        current_app.logger.info(line, request.method, request.url_rule or "-", response.status_code, took)
    return response
