"""What one line of the table of permissions is: something people do here, and what each role may of it."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

YES = "✓"
OWN = _("own")
NO = "–"
IF_SHARED = _("if shared")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing people do here, what each role may of it, and the routes by which it is done."""

    words: Any
    resident: Any
    worker: Any
    coordinator: Any
    routes: tuple[str, ...]

    @property
    def who(self) -> list[str]:
        """Whom the page names under it: nobody who may not, and all three at once where they may the same."""
        cells = (self.resident, self.worker, self.coordinator)
        if cells[0] == cells[1] == cells[2]:
            return [_with(gettext("Everyone here"), cells[0])]
        names = (gettext("Who lives here"), gettext("Peer workers"), gettext("Coordinators"))
        return [_with(name, cell) for name, cell in zip(names, cells, strict=True) if cell != NO]


def _with(who: str, cell: Any) -> str:
    return who if cell == YES else f"{who}: {cell}"


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together."""

    title: Any
    lines: tuple[Line, ...]


def everybody(words: Any, *routes: str) -> Line:
    """Something that everybody here does."""
    return Line(words, YES, YES, YES, routes)


def own(words: Any, *routes: str) -> Line:
    """Something that is each person's own."""
    return Line(words, OWN, OWN, OWN, routes)


def coordinators(words: Any, *routes: str) -> Line:
    """Something that coordinators do."""
    return Line(words, NO, NO, YES, routes)


def not_workers(words: Any, *routes: str) -> Line:
    """Something that residents and coordinators do."""
    return Line(words, YES, NO, YES, routes)
