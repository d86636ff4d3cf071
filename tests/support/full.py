"""The example house as a place for tests that enumerate: every page, every reader, every sample of an id."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from house import clock, create_app, facts
from house.checkins import acts as checkin_acts
from house.checkins import need_acts, noting
from house.checkins.models import KIND as CHECK_IN
from house.checkins.models import About, CheckIn
from house.checkins.need_models import NeedSignal, Step
from house.checkins.note_models import Answer, Contact, ContactNote, ContactOffer, Made, NoteDraft, Saying, Starter
from house.checkins.note_words import NoteWords
from house.checkins.words import CheckInWords
from house.chores import acts as chore_acts
from house.chores import joining, swapping
from house.chores.between import ChoreDraft, Swap, Together
from house.chores.joining import Invitation
from house.chores.kinds import Mode
from house.chores.models import Chore, Status, Turn
from house.db import Base, db, transaction
from house.demo.build import Plan, build
from house.diary.models import DiaryDay, DiaryLine
from house.diary.plan import Repeat
from house.feeds.acts import make_feed
from house.feeds.models import Detail, Feed
from house.gatherings import chat_acts, circle_acts, circle_hosts, circle_moving
from house.gatherings.chat_models import Chat, UpForIt, Wish
from house.gatherings.chat_models import Mode as ChatMode
from house.gatherings.chat_models import Status as ChatStatus
from house.gatherings.circle_models import Circle, CircleHost, CircleSession
from house.gatherings.circle_plan import CirclePlan, CircleWords
from house.guard import Access, declared
from house.home import kitchen_acts
from house.home.models import KitchenScreen
from house.meetings import acts as meeting_acts
from house.meetings import proposing, recording, running, thoughts
from house.meetings.action_models import Action, ActionStatus, Ask, AskStatus
from house.meetings.consent import Stage, Word
from house.meetings.deciding import Decision, Proposal
from house.meetings.models import AgendaItem, Meeting
from house.meetings.models import Status as MeetingStatus
from house.meetings.record_models import OtherText
from house.meetings.script import Kind
from house.meetings.skipping import take_away
from house.meetings.suggested import SuggestedItem
from house.meetings.taking_part import MeetingRole, Standing, Thought
from house.people import acts as people_acts
from house.people import consents, roles
from house.people.belonging import Photo, Purpose, RoleAction
from house.people.models import House, Invite, Membership, Passkey, Person, SignIn, SupportLine
from house.people.sharing import Sharing
from house.rosters import agreeing, handing_over
from house.rosters import swapping as shift_swapping
from house.rosters.acts import give_shift
from house.rosters.cover_models import ShiftSwap
from house.rosters.findings import Check
from house.rosters.handing_models import CallOut
from house.rosters.here import on_shift
from house.rosters.models import WITH_SOMEONE, Shift, ShiftStatus
from house.rosters.period_models import RosterPeriod
from house.rosters.plan import ShiftKind, ShiftPlan
from house.rosters.terms_models import WorkAgreement
from house.rosters.time_off import Off
from house.tokens import hash_token
from house.trust.models import Audience, Share
from house.viewer import Role
from house.when.repeat import weekly
from tests.support.cast import NOW, ZONE, Somebody
from tests.support.databases import settings, undone
from tests.support.visiting import Visit, sign_in

OF_A_RECORD = (
    *("record", "record_as_text", "write_record", "open_record", "accept_record"),
    *("correct_record", "take_out_of_record"),
)
OF_A_SHIFT_SWAP = ("agree_to_swap", "allow_swap", "let_swap_go")
OF_AN_ASK = ("ask", "ask_is_seen", "answer_ask", "raise_ask_further", "close_ask")
OWNER, WORKERS = frozenset({"resident"}), frozenset({"on_shift", "off_shift"})


@dataclass(frozen=True)
class Planted:
    """A word that stands nowhere but in one check-in, and everybody it reaches: its owner, and its audience."""

    word: str
    audience: Audience
    reaches: frozenset[str]
    whom: str | None = None  # where the audience is a person
    owner: str = "resident"
    hours_ago: int = 0  # when it was written
    until: int | None = None  # how many hours ago its sharing ended by itself
    on_call: bool = False  # with whoever is on shift: on call too


PLANTED = (
    Planted("kumquat-for-nobody", Audience.only_me, OWNER),
    Planted("quandong-for-the-shift", Audience.on_shift, OWNER | {"on_shift"}),
    Planted("riberry-for-on-call-too", Audience.on_shift, OWNER | {"on_shift"}, on_call=True),
    Planted("lillypilly-for-workers", Audience.workers, OWNER | WORKERS),
    Planted("muntries-for-the-house", Audience.house, OWNER | WORKERS | {"housemate", "returned"}),
    Planted("feijoa-for-hana", Audience.person, OWNER | {"housemate"}, whom="housemate"),
    Planted("tamarillo-for-cleo", Audience.person, OWNER | {"coordinator"}, whom="coordinator"),
    Planted("babaco-for-a-while", Audience.house, OWNER, hours_ago=2, until=1),
    Planted("sapote-named-before", Audience.person, OWNER, whom="returned", hours_ago=48),
    # Shared with everybody, and never ended: of an earlier time of somebody who has come back since.
    Planted("cherimoya-of-before", Audience.house, frozenset(), owner="returned", hours_ago=48),
)
REPLY = "marula-i-will-knock"  # what Alex says to what Robin asks the shift for
PASSED_ON = "illawarra-plum-for-the-next-shift"
STOPPED = "rambutan-no-longer-shared"
TYPED = "mulberry-typed-beside-ida"  # for somebody without an account, who shares it with nobody


@dataclass(frozen=True)
class PlantedNote:
    """The same of a note about Robin by the worker on shift: its words, words before, next step, Robin's own words."""

    words: tuple[str, ...]
    audience: Audience
    reaches: frozenset[str]
    whom: str | None = None
    is_ended: bool = False  # Robin has ended its author's reading


PLANTED_NOTES = (
    PlantedNote(
        ("longan-noted", "longan-before", "longan-next", "longan-said"), Audience.only_me, OWNER | {"on_shift"}
    ),
    PlantedNote(
        ("pulasan-noted", "pulasan-before", "pulasan-next", "pulasan-said"), Audience.only_me, OWNER, is_ended=True
    ),
    PlantedNote(
        ("salak-noted", "salak-before", "salak-next", "salak-said"),
        *(Audience.person, OWNER | {"on_shift", "housemate"}, "housemate"),
    ),
    PlantedNote(("santol-noted", "santol-before", "santol-next", "santol-said"), Audience.workers, OWNER | WORKERS),
    PlantedNote(
        ("jabuticaba-noted", "jabuticaba-before", "jabuticaba-next", "jabuticaba-said"),
        *(Audience.house, OWNER | WORKERS | {"housemate", "returned"}),
    ),
)
DRAFT = "marang-half-written"  # in the draft of the worker on shift
TOPIC = "jaboticaba-about-the-letter"  # what Robin writes to the worker on shift whom they ask for a chat
CHAT_LINK = "https://meet.example/langsat"  # for those two
UNSEEN_CHAT = 7000000000000000007  # the id of a chat between Hana and the worker off shift: in every link to it
CAME_BACK = timedelta(hours=24)  # how long ago the one who has returned did


@dataclass(frozen=True)
class Full:
    """The example house on one database, and who is in it."""

    app: Flask
    people: dict[str, Somebody]
    feed_token: str
    samples: dict[str, int | str] = field(default_factory=dict)

    def visit(self, who: str | None) -> Visit:
        """Visit as one of them, or as nobody."""
        return sign_in(self.app, self.people[who], clock.now()) if who else Visit(self.app)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """What happens inside is gone afterwards."""
        with undone(self.app):
            yield

    def pages(self) -> list[Rule]:
        """Every route that shows something."""
        return [rule for rule in self.app.url_map.iter_rules() if "GET" in (rule.methods or ())]

    def path(self, rule: Rule) -> str:
        """An address of a route, with ids of things that are there."""
        values = {name: self.samples.get(f"{rule.endpoint}.{name}", self.samples[name]) for name in rule.arguments}
        built = rule.build(values)
        assert built is not None
        return built[1]

    def may_open(self, rule: Rule, who: str) -> bool:
        """Whether a route is for this person's roles at all."""
        said = declared(self.app, rule.endpoint)
        assert said is not None
        roles, wanted = self.people[who].roles, said.access
        return {
            Access.coordinators: Role.coordinator in roles,
            Access.workers: Role.peer_worker in roles,
            Access.residents: Role.resident in roles,
        }.get(wanted, True)


def make_full(folder: Path, url: str | None = None, years: int = 0) -> Full:
    """Build the example house, with planted words and one of everything."""
    app = create_app(settings(folder, url))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        with transaction():
            Base.metadata.create_all(db.session.connection())
        build(Plan(today=NOW.date(), years=years))
        with transaction():
            people = _people()
            _plant_words(people)
            _plant_notes(people)
            _plant_chats(people)
            turns = _plant(people["resident"])
            # A second coordinator asks that Robin becomes one: Cleo can agree, and Robin can rather not.
            second, robin = _somebody("Pat"), people["resident"]
            asked = roles.ask(robin.house_id, robin.person_id, RoleAction.make, second.person_id, NOW)
            token = make_feed(people["resident"].house_id, people["resident"].person_id, "phone", Detail.full, NOW)
            cleo = people["coordinator"]
            wall = kitchen_acts.make(cleo.house_id, cleo.person_id, "by the door", NOW)
            full = Full(app, people, token)
            full.samples["home.kitchen.token"] = wall
            full.samples["screen_id"] = db.session.scalars(sa.select(KitchenScreen.id)).one()
            full.samples.update(_samples(full, db.session, turns))
            full.samples.update({"ask_id": asked.id, "people.ask_to_end.person_id": second.person_id})
    return full


def _people() -> dict[str, Somebody]:
    names = {"resident": "Robin", "housemate": "Hana", "coordinator": "Cleo", "departed": "Dana", "outsider": "Omar"}
    names |= {"outside_coordinator": "Odette", "returned": "Elif"}
    found = {part: _somebody(name) for part, name in names.items()}
    here = {name for _id, name in on_shift(found["resident"].house_id, NOW)}
    workers = ("Alex", "Sam", "Amara", "Ben", "Iris", "Teo", "Lena")
    found["on_shift"] = _somebody(next(name for name in workers if name in here))
    found["off_shift"] = _somebody(next(name for name in workers if name not in here))
    return found


def _somebody(name: str) -> Somebody:
    query = (
        sa.select(Membership.person_id, Membership.house_id, Membership.role)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.called_name == name)
    )
    rows = db.session.execute(query.order_by(Membership.house_id)).all()
    return Somebody(rows[0].person_id, rows[0].house_id, name, tuple(row.role for row in rows))


def _plant_words(people: dict[str, Somebody]) -> None:
    """Every planted check-in, and one whose sharing has been stopped."""
    robin, back = people["resident"], people["returned"]
    for each in PLANTED:
        owner, words = people[each.owner], CheckInWords("mixed", "a chat", each.word)
        until = None if each.until is None else NOW - timedelta(hours=each.until)
        whom_id = people[each.whom].person_id if each.whom else None
        at = NOW - timedelta(hours=each.hours_ago)
        of = (owner.house_id, owner.person_id, words, each.audience, at, whom_id, until)
        checkin_acts.check_in(*of, on_call=each.on_call)
    stopped = checkin_acts.check_in(
        robin.house_id, robin.person_id, CheckInWords("hard", "", STOPPED), Audience.on_shift, NOW
    )
    checkin_acts.end_sharing(stopped, NOW)
    theirs = sa.update(Membership).where(Membership.person_id == back.person_id)
    db.session.execute(theirs.values(private_since=NOW - CAME_BACK))


def _plant_notes(people: dict[str, Somebody]) -> None:
    """Every planted note, with words before those it has and something said to it; one to be read back; and a draft."""
    robin, worker = people["resident"], people["on_shift"]

    def write(*words: str, made: Made) -> ContactNote:
        about = (About.now, Contact.chat, Starter.resident, made, NoteWords(*words))
        return noting.write(robin.house_id, worker.person_id, noting.NewNote(robin.person_id, *about), NOW)

    for each in PLANTED_NOTES:
        now_words, before, next_step, said = each.words
        note = write(before, made=Made.together)
        noting.reword(note, Made.together, NoteWords(now_words, next_step), NOW)
        noting.say(note, Saying.differently, said, NOW)
        whom = people[each.whom] if each.whom else None
        noting.share_with_others(note, Sharing(each.audience, whom.person_id if whom else None), NOW)
        if each.is_ended:
            noting.end_authors_reading(note, NOW)
    write("We sat on the steps for a while.", made=Made.later)
    of_both = {"house_id": robin.house_id, "author_id": worker.person_id}
    draft = NoteDraft(**of_both, kept_at=NOW)
    draft.fields = json.dumps({"person": str(robin.person_id), "text": DRAFT})
    offer = ContactOffer(**of_both, owner_id=robin.person_id, at=NOW, kind=Contact.knock, answer=Answer.not_today)
    db.session.add_all([draft, offer])


def _plant_chats(people: dict[str, Somebody]) -> None:
    """Robin asks the worker on shift, who is up for it. Hana and the other worker have agreed on tomorrow."""
    robin, worker, other, hana = (people[part] for part in ("resident", "on_shift", "off_shift", "housemate"))
    asked = chat_acts.Asked(worker.person_id, False, ChatMode.video, 20, Wish.week, topic=TOPIC, link=CHAT_LINK)
    chat_acts.ask(robin.house_id, robin.person_id, asked, ZONE, NOW)
    starts, made = NOW + timedelta(hours=20), {"made_at": NOW, "changed_at": NOW}
    db.session.add(UpForIt(house_id=robin.house_id, worker_id=worker.person_id, until=NOW + timedelta(hours=1)))
    agreed = Chat(
        **{"id": UNSEEN_CHAT, "house_id": robin.house_id, "asker_id": hana.person_id, "other_id": other.person_id},
        **{"for_anyone": False, "is_offer": False, "mode": ChatMode.walk, "minutes": 20, "wish": Wish.week},
        **{"starts_at": starts, "starts_local": starts.astimezone(ZONE).replace(tzinfo=None), **made},
        **{
            "status": ChatStatus.agreed,
            "ends_at": starts + timedelta(minutes=20),
            "until": starts + timedelta(hours=1),
        },
    )
    db.session.add(agreed)


def _plant(owner: Somebody) -> list[Turn]:
    """Robin's other things: a turn they have, one they did, one left up for grabs, and an item for a meeting."""
    query = sa.select(Turn).where(Turn.house_id == owner.house_id, Turn.status == Status.up_for_grabs)
    turns = list(db.session.scalars(query.where(Turn.window_to > NOW.date()).order_by(Turn.id).limit(5)))
    chore_acts.take(turns[0], owner.person_id, NOW)
    chore_acts.mark_done(turns[1], owner.person_id, NOW)
    # Hana asks Robin, and did one more that Robin can thank her for.
    hana = _somebody("Hana")
    chore_acts.take(turns[3], hana.person_id, NOW)
    swapping.ask(turns[3], hana.person_id, owner.person_id, None, NOW)
    chore_acts.mark_done(turns[4], hana.person_id, NOW)
    tea = Invitation("Tea and papers", Mode.quiet, NOW + timedelta(days=1), timedelta(minutes=40), False)
    joining.invite(owner.house_id, owner.person_id, tea, NOW)
    meetings = sa.select(Meeting).where(Meeting.house_id == owner.house_id, Meeting.starts_at > NOW)
    meeting = db.session.scalars(meetings.order_by(Meeting.starts_at).limit(1)).one()
    meeting_acts.add_item(meeting, owner.person_id, meeting_acts.ItemWords("A shelf for boots", Kind.talk), NOW)
    thoughts.send(meeting, None, owner.person_id, "Could it be by the door?", NOW)
    return turns


# --- a sample of each id, Robin's own where it has an owner; a route with a new id fails until it is named here ---


def _samples(full: Full, session: Session, turns: list[Turn]) -> dict[str, int | str]:
    robin, worker = full.people["resident"], full.people["on_shift"]
    _with_photo(full.people["housemate"])
    noor = _without_account(robin.house_id, full.people["coordinator"].person_id)
    ida, typed, shared = _typed_beside(worker)

    def one(column: Any, *where: Any) -> int:
        query = sa.select(column).where(column.class_.house_id == robin.house_id, *where)
        return int(session.scalars(query.order_by(column.desc()).limit(1)).one())

    ahead = (Meeting.starts_at > NOW, Meeting.status == MeetingStatus.planned)
    signed_in = SignIn(**_device(robin))
    passkey = Passkey(
        person_id=robin.person_id,
        credential_id=b"a passkey of Robin's",
        public_key=b"",
        sign_count=0,
        label="A phone",
        made_at=NOW,
    )
    session.add_all([signed_in, passkey])
    session.flush()
    return {
        "check_in_id": one(
            CheckIn.id,
            # Not one that asks for something: it goes while everything is sent, and what was answered goes with it.
            *(
                CheckIn.owner_id == robin.person_id,
                CheckIn.written_at == NOW,
                CheckIn.id.not_in(sa.select(NeedSignal.id)),
            ),
        ),
        "checkins.type_for.person_id": ida,
        "checkins.open_beside.person_id": _with_a_new_account(robin.house_id),
        "checkins.take_away.check_in_id": typed,
        "checkins.end_sharing_beside.check_in_id": shared,
        "need_id": _asked_of_the_shift(robin),
        "kind": CHECK_IN,
        "note_id": one(ContactNote.id, ContactNote.made == Made.later, *_between(ContactNote, robin, worker)),
        "offer_id": one(ContactOffer.id, ContactOffer.at == NOW, *_between(ContactOffer, robin, worker)),
        "thing_id": one(
            Share.thing_id,
            *(Share.owner_id == robin.person_id, Share.kind == CHECK_IN, Share.withdrawn_at.is_(None)),
        ),
        "chat_id": one(Chat.id, Chat.asker_id == robin.person_id, Chat.other_id == worker.person_id),
        "chore_id": one(Chore.id),
        **_circle(robin, full.people["coordinator"]),
        "draft_id": one(ChoreDraft.id),
        "help_code": session.get_one(House, robin.house_id).help_code,
        "day_id": _coming_round(robin.house_id),
        "feed_id": one(Feed.id, Feed.owner_id == robin.person_id),
        "house_id": full.people["outsider"].house_id,
        "invite_id": one(Invite.id),
        "action_id": one(Action.id, Action.person_id == robin.person_id, Action.status == ActionStatus.offered),
        **{f"meetings.{name}.ask_id": one(Ask.id, Ask.status == AskStatus.answered) for name in OF_AN_ASK},
        "item_id": one(AgendaItem.id, AgendaItem.raised_by_id == robin.person_id, AgendaItem.meeting_id.in_(_ahead())),
        "proposal_id": one(Proposal.id, Proposal.stage == Stage.consent_round),
        "meetings.change_draft.proposal_id": one(Proposal.id, Proposal.stage == Stage.draft),
        "decision_id": one(Decision.id, Decision.number == 2),
        "response_id": _robins_response(robin),
        "line_id": one(SupportLine.id),
        "name": "settling_in_days",
        "meeting_id": one(Meeting.id, *ahead),
        "key": f"meeting-{one(Meeting.id, *ahead)}",
        "role_id": one(
            MeetingRole.id, MeetingRole.person_id == robin.person_id, MeetingRole.standing == Standing.offered
        ),
        "thought_id": one(Thought.id, Thought.written_by_id == robin.person_id),
        **_recorded(robin, full.people["housemate"]),
        "meetings.put_back_on.meeting_id": one(Meeting.id, Meeting.status == MeetingStatus.called_off),
        "meetings.put_back.day_id": _left_out(robin),
        "membership_id": one(Membership.id, Membership.person_id == full.people["housemate"].person_id),
        "passkey_id": passkey.id,
        "person_id": full.people["housemate"].person_id,
        "people.invite_to_sign_in.person_id": noor,
        "rosters.they_said_yes.shift_id": one(Shift.id, Shift.worker_id == noor),
        "shift_id": one(Shift.id, Shift.status == ShiftStatus.given, Shift.worker_id == worker.person_id),
        "rosters.give.shift_id": one(Shift.id, Shift.status == ShiftStatus.open),
        "period_id": one(RosterPeriod.id, RosterPeriod.published_at.is_(None)),
        "agreement_id": one(WorkAgreement.id),
        "off_id": _time_off(worker),
        "call_id": _call(worker),
        "rosters.take_line_away.line_id": _passed_on(robin),
        "rosters.swap.swap_id": _swap(worker, full.people["off_shift"]),
        **{f"rosters.{name}.swap_id": _swap(worker, full.people["off_shift"]) for name in OF_A_SHIFT_SWAP},
        "week": 1,
        "check_name": Check.rest.value,
        "rosters.worker_terms.person_id": worker.person_id,
        "sign_in_id": signed_in.id,
        "swap_id": one(Swap.id),
        "together_id": one(Together.id, Together.by_id == robin.person_id),
        "chores.thanks.turn_id": turns[4].id,
        "chores.another_go.turn_id": turns[4].id,
        "turn_id": turns[0].id,
        "chores.undo_done.turn_id": turns[1].id,
        "chores.take.turn_id": turns[2].id,
        "chores.mark_done.turn_id": turns[2].id,
        "people.say_yes.name": "photo",
        "people.stop.name": "calendar",
        "people.still_ok.name": "calendar",
        "token": full.feed_token,
    }


def _circle(robin: Somebody, other: Somebody) -> dict[str, int]:
    """A circle that Robin hosts, where one time is called off; one they are asked to host; one that nobody hosts."""
    house = db.session.get_one(House, robin.house_id)
    every_week = CirclePlan(weekly(2), time(10))

    def made(by: Somebody) -> Circle:
        return circle_acts.make(house, by.person_id, CircleWords("Morning pages"), every_week, NOW)

    own, asked, left = made(robin), made(other), made(other)
    circle_hosts.ask_to_host(asked, robin.person_id, NOW)
    circle_hosts.hosts_leave(other.person_id, robin.house_id, NOW)
    host = sa.select(CircleHost.id).where(CircleHost.circle_id == asked.id, CircleHost.since.is_(None))
    times = list(
        db.session.scalars(
            sa.select(CircleSession.id).where(CircleSession.circle_id == own.id).order_by(CircleSession.id).limit(2)
        )
    )
    circle_moving.call_off_one(db.session.get_one(CircleSession, times[1]), robin.person_id, "", NOW)
    return {
        "circle_id": own.id,
        "gatherings.take_on.circle_id": left.id,
        "session_id": times[0],
        "gatherings.put_time_back_on.session_id": times[1],
        "host_id": db.session.scalars(host).one(),
    }


def _asked_of_the_shift(robin: Somebody) -> int:
    """What Robin asks whoever is on shift for; Alex has said a word to it."""
    on_shift_asked = sa.select(NeedSignal).join(Share, Share.thing_id == NeedSignal.id)
    which = (Share.owner_id == robin.person_id, Share.audience == Audience.on_shift, ~Share.on_call)
    signal = db.session.scalars(
        on_shift_asked.where(*which, Share.withdrawn_at.is_(None), NeedSignal.asked_at == NOW)
    ).one()
    need_acts.say(signal, Step.arranged, REPLY, _somebody("Alex").person_id, NOW)
    return signal.id


def _between(kind: Any, owner: Somebody, author: Somebody) -> tuple[sa.ColumnElement[bool], ...]:
    return kind.owner_id == owner.person_id, kind.author_id == author.person_id


def _swap(worker: Somebody, other: Somebody) -> int:
    """A worker asks another to swap a shift."""
    theirs = sa.select(Shift).where(Shift.starts_at > NOW, Shift.status.in_(WITH_SOMEONE)).order_by(Shift.starts_at)
    mine, yours = (
        db.session.scalars(theirs.where(Shift.worker_id == each.person_id)).all()[-1] for each in (worker, other)
    )
    kept = sa.select(ShiftSwap.id).where(ShiftSwap.shift_id == mine.id)
    return db.session.scalar(kept) or shift_swapping.ask_swap(mine, yours, worker.person_id, NOW).id


def _passed_on(robin: Somebody) -> int:
    """Robin asks whoever is on shift to pass something on."""
    consents.say_yes(robin.house_id, robin.person_id, Purpose.pass_on, "page", NOW)
    return handing_over.pass_on(robin.house_id, robin.person_id, robin.person_id, PASSED_ON, NOW).id


def _call(worker: Somebody) -> int:
    """A worker was called in a shift of theirs."""
    own = sa.select(Shift).where(Shift.worker_id == worker.person_id, Shift.starts_at < NOW)
    shift = db.session.scalars(own.order_by(Shift.starts_at.desc()).limit(1)).one()
    call = CallOut(house_id=shift.house_id, shift_id=shift.id, person_id=worker.person_id, noted_at=NOW)
    call.starts_at, call.ends_at = shift.starts_at, shift.starts_at + timedelta(minutes=20)
    db.session.add(call)
    db.session.flush()
    return call.id


def _time_off(worker: Somebody) -> int:
    """A day on which a worker can't."""
    off = Off(0, worker.person_id, False, NOW.date() + timedelta(days=90), NOW.date() + timedelta(days=90))
    return agreeing.enter_time_off(worker.house_id, off, NOW).id


def _robins_response(robin: Somebody) -> int:
    """What Robin says in the round that goes on."""
    goes_on = sa.select(Proposal).where(Proposal.house_id == robin.house_id, Proposal.stage == Stage.consent_round)
    proposal, said = db.session.scalars(goes_on).one(), proposing.Said(Word.passed)
    return proposing.say(proposal, robin.person_id, said, True, NOW).id


def _recorded(writer: Somebody, other: Somebody) -> dict[str, int]:
    """The record of the last meeting, with a text that met its words and a correction."""
    before = sa.select(Meeting).where(Meeting.house_id == writer.house_id, Meeting.ends_at < NOW)
    meeting = db.session.scalars(before.order_by(Meeting.ends_at.desc()).limit(1)).one()
    record = recording.give_record(meeting, NOW)
    summary = {"summary": recording.Written("We talked about another thing.", 0, "another page")}
    recording.write(record, summary, other.person_id, NOW)
    correction = recording.suggest(record, writer.person_id, "It was Friday.", NOW)
    return {
        **{f"meetings.{name}.meeting_id": meeting.id for name in OF_A_RECORD},
        **_going_on(writer),
        "suggested_id": _suggested(writer.house_id),
        "text_id": db.session.scalars(sa.select(OtherText.id)).one(),
        "correction_id": correction.id,
    }


def _suggested(house_id: int) -> int:
    """A chore whose shape is suggested to talk about."""
    facts.chore_stuck.send(house_id, chore_id=10**6, name="Kitchen bins", now=NOW)
    return db.session.scalars(sa.select(SuggestedItem.id).where(SuggestedItem.chore_id == 10**6)).one()


def _going_on(host: Somebody) -> dict[str, int]:
    """A meeting that goes on, at something that is to be decided."""
    start = NOW.astimezone(ZONE).replace(tzinfo=None)
    meeting = Meeting(house_id=host.house_id, title="Evening talk", status=MeetingStatus.planned, changed_at=NOW)
    meeting.stand_at(start, 60, ZONE)
    db.session.add(meeting)
    db.session.flush()
    item = meeting_acts.add_item(meeting, host.person_id, meeting_acts.ItemWords("Quiet hours", Kind.decide), NOW)
    running.begin(meeting, host.person_id, NOW)
    running.go_to(meeting, f"item-{item.id}", "arrive", NOW)
    of_the_meeting = ("run", "go_on", "who_is_here", "end", "go_on_after_all")
    of_the_item = ("take_elsewhere", "take_back_in")
    return {
        **{f"meetings.{name}.meeting_id": meeting.id for name in of_the_meeting},
        **{f"meetings.{name}.item_id": item.id for name in of_the_item},
    }


def _left_out(planner: Somebody) -> int:
    """A day half a year ahead that has no meeting, known beforehand."""
    query = sa.select(Meeting).where(
        Meeting.house_id == planner.house_id, Meeting.starts_at > NOW + timedelta(days=180)
    )
    meeting = db.session.scalars(query.order_by(Meeting.starts_at).limit(1)).one()
    return take_away(meeting, planner.person_id, NOW).id


def _coming_round(house_id: int) -> int:
    """A day to come of a line of the house diary that comes round."""
    line = sa.select(DiaryLine.id).where(DiaryLine.house_id == house_id, DiaryLine.repeat == Repeat.weekly)
    ahead = sa.select(DiaryDay.id).where(DiaryDay.line_id.in_(line), DiaryDay.starts_at > NOW)
    return db.session.scalars(ahead.order_by(DiaryDay.starts_at).limit(1)).one()


def _with_photo(somebody: Somebody) -> None:
    """A photo that its owner says yes to showing."""
    picture = b"RIFF\x00\x00\x00\x00WEBP"
    db.session.add(Photo(house_id=somebody.house_id, person_id=somebody.person_id, picture=picture, made_at=NOW))
    consents.say_yes(somebody.house_id, somebody.person_id, Purpose.photo, "beside my photo", NOW)


def _without_account(house_id: int, coordinator_id: int) -> int:
    """A peer worker who never signs in, with a shift far enough ahead that no page of today changes."""
    noor = people_acts.add_person("Noor", NOW)
    people_acts.join(house_id, noor.id, Role.peer_worker, NOW)
    plan = ShiftPlan(ShiftKind.day, noor.id, NOW.date() + timedelta(days=40), time(9), time(17))
    give_shift(house_id, coordinator_id, plan, NOW)
    return noor.id


def _typed_beside(worker: Somebody) -> tuple[int, int, int]:
    """A resident who never signs in, and two check-ins the worker typed beside her: hers alone, and the shift's."""
    ida = people_acts.add_person("Ida", NOW)
    people_acts.join(worker.house_id, ida.id, Role.resident, NOW)
    own, shared = (
        checkin_acts.check_in(
            *(worker.house_id, ida.id, CheckInWords("good", "", words), audience, NOW),
            typed_by_id=worker.person_id,
        )
        for words, audience in ((TYPED, Audience.only_me), ("", Audience.on_shift))
    )
    return ida.id, own.id, shared.id


def _with_a_new_account(house_id: int) -> int:
    """A resident who has had an account for a moment: what is from before is closed to it."""
    lou = people_acts.add_person("Lou", NOW, "lou")
    membership = people_acts.join(house_id, lou.id, Role.resident, NOW - timedelta(days=1))
    membership.private_since = NOW
    return lou.id


def _ahead() -> sa.Select[tuple[int]]:
    return sa.select(Meeting.id).where(Meeting.starts_at > NOW)


def _device(somebody: Somebody) -> dict[str, Any]:
    stamps = dict.fromkeys(("started_at", "last_seen_at", "confirmed_at", "awake_since"), NOW)
    token = hash_token("a device of Robin's", "sign-in")
    return {
        "house_id": somebody.house_id,
        "person_id": somebody.person_id,
        "token_hash": token,
        "device_label": "A",
        **stamps,
    }
