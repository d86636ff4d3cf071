"""Every page that shows something, opened by one reader: what came back, and what it asked of the database."""

from dataclasses import dataclass

from house.db import db
from tests.support.databases import counting
from tests.support.full import Full

WITH_A_LINK = {
    "people.set_up",
    "people.join",
    "people.before",
    "people.reentry",
    "home.taking_along",
    "home.let_name_go",
}  # their links are used once, and have tests of their own


@dataclass(frozen=True, slots=True)
class Opened:
    """What a reader met at one address."""

    status: int
    leads_to: str
    statements: int
    text: str


def open_every_page(full: Full, who: str | None) -> dict[str, Opened]:
    """Each page by its endpoint, each in a house where nothing else was opened before."""
    with full.app.app_context():
        engine = db.engine
    found = {}
    for rule in full.pages():
        if rule.endpoint not in WITH_A_LINK | {"static"}:
            with full.passing():
                browser = full.visit(who)
                with counting(engine) as asked:
                    answer = browser.get(full.path(rule))
            leads_to, text = answer.headers.get("Location", ""), answer.get_data(as_text=True)
            found[rule.endpoint] = Opened(answer.status_code, leads_to, asked.count, text)
    return found
