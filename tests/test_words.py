"""The words of the house: no avoid-word in any template, message, form or command (DOMAIN, glossary)."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from jinja2.ext import babel_extract

ROOT = Path(__file__).parent.parent

# Whole words, any case. Left of the colon of the glossary stands what we say instead.
AVOID = (
    "client|clients|patient|patients|service users?|participants?|consumers?|staff members?|carers?|"
    "key workers?|support providers?|manager|managers|supervisor|supervisors|admin|admins|administrator|"
    "welfare checks?|assessments?|monitor|monitoring|monitored|case notes?|progress notes?|dispute|"
    "disputes|non-agreement|overdue|missed|late|failed|failure|incomplete|skipped|cancelled|assigned|"
    "assign|assigns|allocated|duty|duties|declined|refused|no-show|no-shows|dna|absent|excused|apologies|"
    "off sick|intervention|interventions|chair|secretary|veto|expired|non-compliant|compliance|complaint|"
    "triggers|behaviours?|symptoms?|episode|decompensating|attention-seeking|resistant|denies|suffers|"
    "afflicted|mentally ill|committed suicide|risk escalation|breach|crisis button|admission|discharge|"
    "placement|bed|beds|opt-out|unsubscribe|access log|audit|should|must|just|simply|amazing|awesome|"
    "oops|sorry|error|errors|invalid|illegal|forbidden|denied|score|scores|streak|points|unfortunately|"
    "please note|click here|rule|rules|policy"
)
FORBIDDEN = re.compile(rf"\b({AVOID})\b", re.IGNORECASE)
PRAISE = re.compile(r"!")

# Files that speak to people without the catalogue.
SPEAKING = (
    "cli.py",
    "config.py",
    "chores/sheet.py",
    "demo/build.py",
    "keys.py",
    "people/lines.py",
    "rotating.py",
    "rosters/packs.py",
    "rosters/sheet.py",
    "seal.py",
    "sealed.py",
    "serve.py",
    "upgrade.py",
    "when/rule.py",
    "when/words.py",
)

# (words, where, why they may stand)
ALLOWED: tuple[tuple[str, str, str], ...] = ()


def messages() -> list[tuple[str, int, str]]:
    """Every message of the code and the templates, with its place."""
    found: list[tuple[str, int, str]] = []
    for path in sorted((ROOT / "house").rglob("*.py")):
        found += [
            (str(path.relative_to(ROOT)), line, _text(text))
            for line, text, *_ in extract_from_file("python", str(path))
        ]
    for path in sorted((ROOT / "templates").rglob("*.html")):
        with path.open("rb") as file:
            rows = babel_extract(file, ("_", "gettext", "ngettext"), (), {"encoding": "utf-8"})
            found += [(str(path.relative_to(ROOT)), line, _text(text)) for line, _function, text, _comments in rows]
    return found


def _text(text: object) -> str:
    return " / ".join(str(each) for each in text if each) if isinstance(text, tuple) else str(text)


def plain_sentences() -> list[tuple[str, int, str]]:
    """Sentences that are said without the catalogue: at the command line, and by the pure files of words."""
    found = []
    for name in SPEAKING:
        tree = ast.parse((ROOT / "house" / name).read_text())
        docs = {id(node.body[0].value) for node in ast.walk(tree) if _has_doc(node)} if name != "cli.py" else set()
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and " " in node.value
                and id(node) not in docs
            ):
                found.append((f"house/{name}", node.lineno, node.value))
    return found


def _has_doc(node: ast.AST) -> bool:
    body = getattr(node, "body", None)
    return (
        isinstance(body, list)
        and bool(body)
        and isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
    )


EVERY = messages() + plain_sentences()


def test_there_are_messages_to_read() -> None:
    assert len(EVERY) > 200


@pytest.mark.parametrize(("where", "line", "text"), EVERY, ids=[f"{where}:{line}" for where, line, _ in EVERY])
def test_a_message_uses_the_words_of_the_house(where: str, line: int, text: str) -> None:
    allowed = {words for words, place, _why in ALLOWED if place == where}
    found = [word for word in FORBIDDEN.findall(text) if word.casefold() not in allowed]
    assert not found, f"{text!r}"


@pytest.mark.parametrize(("where", "line", "text"), EVERY, ids=[f"{where}:{line}" for where, line, _ in EVERY])
def test_a_message_shouts_nothing(where: str, line: int, text: str) -> None:
    assert not PRAISE.search(text), f"{text!r}"


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_says_everything_through_the_catalogue(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<[^>]*>", " ", path.read_text(), flags=re.DOTALL)
    bare = [word for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", " ", text))]
    assert not bare
