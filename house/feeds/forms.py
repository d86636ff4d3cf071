"""The form of a new calendar link."""

from flask_babel import lazy_gettext as _

from house.feeds.models import Detail
from house.forms import BaseForm, cards, line


class FeedForm(BaseForm):
    """What a new calendar link is for, and how much it says."""

    label = line(
        _("What is it for?"),
        40,
        needed=_("Give it a name, such as “my phone”."),
        hint=_("A name for you alone: “my phone”."),
    )
    detail = cards(
        _("What it says"),
        [
            (Detail.quiet.value, _("Quiet names, such as “House meeting” or “A small job at home”")),
            (
                Detail.full.value,
                _("Full names, such as “Chore: kitchen bins”. You say yes to that, and can stop it any time."),
            ),
            (Detail.busy.value, _("Only “Busy”")),
        ],
        _("Choose one."),
        start=Detail.quiet.value,
    )
