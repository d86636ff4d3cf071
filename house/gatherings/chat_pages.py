"""The pages that show chats: mine and whom I can ask, and one of them."""

from datetime import datetime

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.gatherings import chat_acts
from house.gatherings.blueprint import bp
from house.gatherings.chat_access import is_one_of_them, may_chat, may_see
from house.gatherings.chat_cards import card, choices
from house.gatherings.chat_forms import UpForm
from house.gatherings.chat_models import FROM_AFAR, Chat
from house.gatherings.chat_reading import SeenChat, asked_of_anyone, get_seen, mine
from house.gatherings.chat_whom import Asking, Stands, my_word, whom_to_ask
from house.gatherings.chat_written import open_link, read_topic
from house.guard import Access, access, members
from house.people.sharing_words import closed_words
from house.rosters.reach import Way, ways
from house.rosters.reading import get_profile, workers_here
from house.viewer import Viewer, get_viewer
from house.web import fetch
from house.when.words import clock_words


@bp.get("/chats")
@members
def chats() -> ResponseReturnValue:
    """My chats, and whom I can ask for one."""
    return chats_page(UpForm())


def chats_page(up_form: UpForm) -> str:
    """The same, with the form by which a peer worker says that they are up for one."""
    viewer, now = get_viewer(), clock.now()
    if not may_chat(viewer):
        abort(404)
    cards = [card(each, viewer, now) for each in mine(viewer, now)]
    word, asking = my_word(viewer, now), whom_to_ask(viewer, now)
    return render_template(
        "gatherings/chats.html",
        going_on=[each for each in cards if not each.is_over],
        over=[each for each in cards if each.is_over],
        for_anyone=[card(each, viewer, now) for each in asked_of_anyone(viewer, now)],
        workers=_whom(asking, viewer),
        housemates=[(each.person_id, each.called_name) for each in asking.housemates],
        up_until=clock_words(word.until, viewer.zone) if word else "",
        form=up_form,
        closed=closed_words(viewer, now),
    )


def _whom(asking: Asking, viewer: Viewer) -> list[tuple[int, str, str]]:
    """Each peer worker with a word about how they stand; who is up for a chat comes first, then who is here."""
    return [(each.person_id, each.called_name, _stands_words(stands, viewer)) for each, stands in asking.workers]


def _stands_words(stands: Stands, viewer: Viewer) -> str:
    if stands.up_until:
        return _("up for a chat until %(time)s", time=clock_words(stands.up_until, viewer.zone))
    return _("on shift") if stands.is_here else ""


@bp.get("/chats/<id:chat_id>")
@access(Access.members, writes=True, is_private=True)
def chat(chat_id: int) -> ResponseReturnValue:
    """One chat; opening it is the look at what was written with it, where something was."""
    viewer, now = get_viewer(), clock.now()
    found = fetch(Chat, chat_id, may_see)
    seen = get_seen(found.id)
    topic = read_topic(viewer, seen, now)
    if is_one_of_them(viewer, found):
        chat_acts.see(found, viewer.person_id)
    return render_template(
        "gatherings/chat.html",
        chat=card(seen, viewer, now),
        can=choices(seen, viewer, now),
        other_id=seen.other_id if viewer.person_id == seen.asker_id else seen.asker_id,
        asker=seen.asker_name,
        is_asker=viewer.person_id == seen.asker_id,
        topic=topic,
        link=open_link(seen.id, now) if is_one_of_them(viewer, found) else "",
        reach=_reach(viewer, seen, now),
    )


def _reach(viewer: Viewer, seen: SeenChat, now: datetime) -> tuple[Way, ...]:
    """How the peer worker of the two is reached, in their own words, where they don't meet in one place."""
    other_id = seen.other_id if viewer.person_id == seen.asker_id else seen.asker_id
    if seen.mode not in FROM_AFAR or not seen.is_live(now) or viewer.is_worker or other_id is None:
        return ()
    if other_id not in {each.person_id for each in workers_here(viewer.house_id, now)}:
        return ()
    return ways(get_profile(viewer.house_id, other_id).reach_by, _("Call {number}"))
