"""The words of the house: no avoid-word in any template, message, form or command (DOMAIN, glossary)."""

import ast
import re
from functools import cache
from pathlib import Path

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


@cache
def everything_said() -> tuple[tuple[str, int, str], ...]:
    return (*messages(), *plain_sentences())


def test_there_are_messages_to_read() -> None:
    assert len(everything_said()) > 200


def test_every_message_uses_the_words_of_the_house() -> None:
    allowed = {(words, place) for words, place, _why in ALLOWED}
    found = [
        (f"{where}:{line}", word, text)
        for where, line, text in everything_said()
        for word in FORBIDDEN.findall(text)
        if (word.casefold(), where) not in allowed
    ]
    assert not found


def test_no_message_shouts() -> None:
    assert not [(f"{where}:{line}", text) for where, line, text in everything_said() if PRAISE.search(text)]


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_there_are_templates_to_read() -> None:
    assert len(TEMPLATES) > 100


def test_templates_say_everything_through_the_catalogue() -> None:
    assert not {str(path): bare for path in TEMPLATES if (bare := bare_words(path))}


def bare_words(path: Path) -> list[str]:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<[^>]*>", " ", path.read_text(), flags=re.DOTALL)
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", " ", text))
