"""One-time links: found by their secret, whether it was followed or typed."""

from typing import TypeVar

import sqlalchemy as sa
from flask import abort

from house import clock
from house.db import db
from house.people.models import Invite, ReentryLink, SetUpLink
from house.tokens import hash_token, typed_code

Link = TypeVar("Link", SetUpLink, Invite, ReentryLink)


def still_good(kind: type[Link], token: str, purpose: str) -> Link:
    """The link behind a token while it can be used; 404 for one that never was, 410 for one that is used up."""
    hashes = {hash_token(words, purpose) for words in (token, typed_code(token))}
    query = sa.select(kind).where(kind.token_hash.in_(hashes)).execution_options(populate_existing=True)
    link = db.session.scalars(query).one_or_none()
    if link is None:
        abort(404)
    if link.used_at or link.expires_at <= clock.now() or getattr(link, "withdrawn_at", None):
        abort(410)
    return link
