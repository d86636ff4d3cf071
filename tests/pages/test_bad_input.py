"""Every form there is, filled with nonsense: a clear word beside the field, what was typed is kept, nothing changes."""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

import pytest
import sqlalchemy as sa
from werkzeug.routing import Rule

from house.db import Base, transaction
from tests.pages.test_every_page import Pages
from tests.support.full import Full

READERS = ("resident", "on_shift", "coordinator")
LONG = "x" * 30_000
# Tries at passwords are counted, on purpose, though the form comes back.
COUNTED = {"sign_in_try"}


@dataclass
class _Fields(HTMLParser):
    """The fields a person can fill in the form of a page."""

    texts: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name, kind = values.get("name") or "", values.get("type")
        if tag == "textarea" or (tag == "input" and kind in ("text", "date", "time", "number", "tel", "url")):
            self.texts.append(name)
        elif tag == "input" and kind == "password":
            self.secrets.append(name)
        elif tag == "select" or (tag == "input" and kind == "radio"):
            self.choices.append(name)

    @property
    def nonsense(self) -> dict[str, str]:
        return dict.fromkeys([*self.texts, *self.secrets], LONG) | dict.fromkeys(self.choices, "\N{SNOWMAN}")


def forms(full: Full, opened: Pages, who: str) -> list[tuple[Rule, _Fields]]:
    """Every page of this reader with a form to fill in."""
    found = []
    for rule in full.pages():
        page, fields = opened(who).get(rule.endpoint), _Fields()
        if page and page.status == 200 and "POST" in (rule.methods or ()):
            fields.feed(page.text)
            if fields.nonsense:
                found.append((rule, fields))
    return found


def everything(full: Full) -> dict[str, list[str]]:
    """Every row of the house."""
    with full.app.app_context(), transaction(may_write=False) as session:
        tables = (table for table in Base.metadata.sorted_tables if table.name not in COUNTED)
        return {
            table.name: sorted(map(str, session.execute(sa.select(sa.text("*")).select_from(table))))
            for table in tables
        }


@pytest.mark.parametrize("who", READERS)
def test_nonsense_in_every_field_is_met_kindly(full: Full, opened: Pages, who: str) -> None:
    trouble: dict[str, str] = {}
    for rule, fields in forms(full, opened, who):
        with full.passing():
            browser = full.visit(who)
            before = everything(full)
            answer = browser.post(full.path(rule), **fields.nonsense)
            page = answer.get_data(as_text=True)
            if answer.status_code != 422:
                trouble[rule.endpoint] = f"answered {answer.status_code}"
            elif 'class="error"' not in page and 'role="alert"' not in page:
                trouble[rule.endpoint] = "no word of what to mend"
            elif fields.texts and escape(LONG) not in page:
                trouble[rule.endpoint] = "what was typed is gone"
            elif everything(full) != before:
                trouble[rule.endpoint] = "something changed"
    assert not trouble


@pytest.mark.parametrize("who", READERS)
def test_an_empty_form_changes_nothing_unless_empty_is_fine(full: Full, opened: Pages, who: str) -> None:
    """Empty is refused with a word, or is a fine answer; it is never a fault of ours."""
    trouble = {}
    for rule, _fields in forms(full, opened, who):
        with full.passing():
            status = full.visit(who).post(full.path(rule)).status_code
        if status not in (422, 303):
            trouble[rule.endpoint] = status
    assert not trouble


def test_there_are_forms_to_try(full: Full, opened: Pages) -> None:
    assert len(forms(full, opened, "coordinator")) > 10
