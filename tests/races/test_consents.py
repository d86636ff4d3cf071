"""Two taps at the same moment: one yes in force, whatever else was tapped with it; and one photo."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from PIL import Image

from house.db import transaction
from house.people.belonging import Consent, Photo
from tests.races.test_coordinators import at_once
from tests.support.cast import NOW, Cast
from tests.support.visiting import sign_in


def held(app: Flask, *which: sa.ColumnElement[bool], kind: type = Consent) -> int:
    with app.app_context(), transaction(may_write=False) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(kind).where(*which)) or 0


@pytest.mark.parametrize("_again", range(3))
def test_two_taps_at_once_leave_one_yes(arena: tuple[Flask, Cast], _again: int) -> None:
    app, cast = arena
    phones = [sign_in(app, cast.resident, NOW) for _ in range(4)]
    answers = at_once(*[lambda b=b: b.post("/me/consents/photo/yes") for b in phones])
    assert [each.status_code for each in answers] == [303] * 4
    assert held(app) == 1


@pytest.mark.parametrize("_again", range(3))
def test_a_yes_and_a_stop_at_once_leave_one_answer(arena: tuple[Flask, Cast], _again: int) -> None:
    app, cast = arena
    phones = [sign_in(app, cast.resident, NOW) for _ in range(4)]
    acts = ("yes", "stop", "yes", "stop")
    taps = [lambda b=b, a=a: b.post(f"/me/consents/photo/{a}") for b, a in zip(phones, acts, strict=True)]
    assert [each.status_code for each in at_once(*taps)] == [303] * 4
    assert held(app, Consent.withdrawn_at.is_(None)) <= 1


def test_two_photos_at_once_leave_one(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    out = BytesIO()
    Image.new("RGB", (300, 300), "orange").save(out, "JPEG")
    phones = [sign_in(app, cast.resident, NOW) for _ in range(3)]
    answers = at_once(*[lambda b=b: b.send_photo(out.getvalue()) for b in phones])
    assert [each.status_code for each in answers] == [303] * 3
    assert held(app, kind=Photo) == 1
