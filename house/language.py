"""The words of the house in the language of whoever reads."""

from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import Babel, Domain


class Words(Domain):  # type: ignore[misc]  # Flask-Babel ships no types
    """All sentences in all languages. Flask-Babel asks for the language at each sentence; this, once an answer."""

    def get_translations(self) -> NullTranslations:
        """The sentences in the language of this answer."""
        if "translations" not in g:
            g.translations = super().get_translations()
        found: NullTranslations = g.translations
        return found


def install(app: Flask) -> None:
    """Have pages and Python alike speak the reader's language."""
    words = Babel(app).domain_instance = Words()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension that Babel has added
        gettext=lambda text: words.get_translations().ugettext(text),
        ngettext=lambda one, many, number: words.get_translations().ungettext(one, many, number),
        newstyle=True,
    )
