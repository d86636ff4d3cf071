"""The pages of running a meeting: who may, what each part shows, and what is said when somebody was quicker."""

import pytest

from house.db import db
from house.meetings import proposing
from house.meetings.action_models import Action, Ask
from house.meetings.acts import ItemWords, add_item
from house.meetings.consent import Stage, Word
from house.meetings.deciding import Proposal, Response
from house.meetings.models import AgendaItem, Meeting, Status
from house.meetings.rotation import Part
from house.meetings.running_models import MeetingRun, SpokenAnswer
from house.meetings.script import Kind
from house.meetings.taking_part import Attendance, MeetingRole, Standing
from tests.support.cast import NOW


@pytest.fixture
def path(at, meeting):
    at("2026-08-06 19:05")
    return f"/meetings/{meeting.id}"


@pytest.fixture
def begun(path, visit, resident):
    visit(resident).post(f"{path}/begin")
    return path


@pytest.fixture
def go_to(begun, visit, resident, rows):
    """Go to a part, seeing the one where it is."""

    def go_to(part, by=resident, **more):
        return visit(by).post(f"{begun}/run/go-on", part=part, seen=rows(MeetingRun)[0].part, **more)

    return go_to


def give(inside, meeting, somebody, part, standing=Standing.accepted):
    with inside():
        own = {"part": part, "standing": standing, "changed_at": NOW, "person_id": somebody.person_id}
        db.session.add(MeetingRole(house_id=meeting.house_id, meeting_id=meeting.id, **own))


# --- who may ---


def test_before_it_begins_its_parts_can_be_read(visit, worker, meeting):
    page = visit(worker).page(f"/meetings/{meeting.id}/run")
    assert all(words in page for words in ("Arrive", "Thanks", "Who is home, who is on", "Asks", "Free time"))
    assert "Begin the meeting" not in page


def test_a_resident_begins_it(begun, meetings):
    assert meetings()[0].status is Status.under_way


@pytest.mark.parametrize("who", ["worker", "coordinator"])
@pytest.mark.parametrize(
    ("part", "standing", "may"),
    [
        (Part.host, Standing.accepted, True),
        (Part.host, Standing.offered, False),
        (Part.notes, Standing.accepted, False),
    ],
)
def test_others_begin_it_where_residents_asked_them_to_host(
    who, part, standing, may, request, inside, visit, path, meeting
):
    somebody = request.getfixturevalue(who)
    give(inside, meeting, somebody, part, standing)
    assert visit(somebody).post(f"{path}/begin").status_code == (303 if may else 404)


@pytest.mark.parametrize("act", ["run/go-on", "run/end", "run/here"])
def test_who_does_not_run_it_changes_nothing(begun, visit, worker, act, rows):
    assert visit(worker).post(f"{begun}/{act}", part="thanks", seen="arrive").status_code == 404
    assert rows(MeetingRun)[0].part == "arrive"


def test_who_does_not_run_it_sees_where_it_is(begun, visit, worker):
    page = visit(worker).page(f"{begun}/run")
    assert "Look again" in page
    assert "Go on" not in page


def test_somebody_of_another_house_sees_nothing(begun, visit, outsider):
    assert visit(outsider).get(f"{begun}/run").status_code == 404


def test_the_page_of_the_meeting_leads_there(begun, visit, worker):
    assert f"{begun}/run" in visit(worker).page(begun)
    assert "The meeting is going on" in visit(worker).page(begun)


# --- going on ---


def test_one_part_is_shown_at_a_time(go_to, begun, visit, resident):
    go_to("thanks")
    page = visit(resident).page(f"{begun}/run")
    assert "Who or what are we glad about?" in page
    assert "After this: What people offered last time" in page


def test_the_time_is_said_gently(go_to, begun, visit, resident, at):
    go_to("thanks")
    assert "Since 7:05pm. It is meant to take about 3 minutes." in visit(resident).page(f"{begun}/run")
    at("2026-08-06 19:20")
    page = visit(resident).page(f"{begun}/run")
    assert "Since 7:05pm, 15 minutes by now; about 3 minutes were meant." in page


def test_past_its_end_the_meeting_can_go_on(begun, visit, resident, at):
    at("2026-08-06 20:30")
    assert "It was meant to go until 8pm." in visit(resident).page(f"{begun}/run")


def test_two_at_once_hear_where_the_meeting_is(begun, visit, resident, housemate):
    one, other = visit(resident), visit(housemate)
    one.post(f"{begun}/run/go-on", part="thanks", seen="arrive")
    answer = other.post(f"{begun}/run/go-on", part="thanks", seen="arrive")
    assert "Somebody else went on a moment ago." in other.after(answer)


@pytest.mark.parametrize("part", ["", "nonsense", "item-999", "item-x", "a" * 5000, "item-" + "9" * 30])
def test_a_part_that_is_none_changes_nothing(begun, visit, resident, part, rows):
    browser = visit(resident)
    answer = browser.post(f"{begun}/run/go-on", part=part, seen="arrive")
    assert "not in this meeting any more" in browser.after(answer)
    assert rows(MeetingRun)[0].part == "arrive"


def test_the_second_to_begin_hears_it_has_begun(begun, visit, housemate):
    browser = visit(housemate)
    assert "it has begun" in browser.after(browser.post(f"{begun}/begin"))


def test_long_before_its_time_it_does_not_begin(visit, resident, meeting, meetings):
    browser = visit(resident)
    answer = browser.post(f"/meetings/{meeting.id}/begin")
    assert "up to an hour before its time" in browser.after(answer)
    assert meetings()[0].status is Status.planned


def test_a_thing_is_finished_by_going_on(item, begun, go_to, visit, resident, rows):
    go_to(f"item-{item.id}")
    assert "A new kettle" in visit(resident).page(f"{begun}/run")
    visit(resident).post(f"{begun}/run/go-on", finished="asks", seen=f"item-{item.id}")
    assert (rows(MeetingRun)[0].part, rows(AgendaItem)[0].finished_at is not None) == ("asks", True)


def test_going_on_can_leave_it_open(item, begun, go_to, rows):
    go_to(f"item-{item.id}")
    go_to("asks")
    assert (rows(MeetingRun)[0].part, rows(AgendaItem)[0].finished_at) == ("asks", None)


def test_taking_a_thing_out_goes_on_to_the_next(item, begun, go_to, visit, resident, rows):
    go_to(f"item-{item.id}")
    page = visit(resident)
    said = page.after(page.post(f"/meetings/items/{item.id}/elsewhere"))
    assert "talked about elsewhere" in said
    assert rows(MeetingRun)[0].part == "asks"


def test_it_can_be_taken_back_in(item, begun, visit, resident, rows):
    visit(resident).post(f"/meetings/items/{item.id}/elsewhere")
    assert "Take it back in" in visit(resident).page(f"{begun}/run")
    visit(resident).post(f"/meetings/items/{item.id}/back-in")
    assert not rows(AgendaItem)[0].is_elsewhere


@pytest.mark.parametrize("act", ["elsewhere", "back-in"])
def test_a_peer_worker_takes_nothing_out(item, begun, visit, worker, act):
    assert visit(worker).post(f"/meetings/items/{item.id}/{act}").status_code == 404


# --- who is here ---


def test_who_is_here_is_written_down_on_one_phone(begun, visit, resident, housemate, rows):
    browser = visit(resident)
    browser.post(f"{begun}/run/here", there=[str(resident.person_id), str(housemate.person_id)])
    assert len(rows(Attendance)) == 2
    page = browser.page(f"{begun}/run")
    assert "Hana" in page
    assert "Robin" in page


@pytest.mark.parametrize("sent", ["x", "-1", "0", "9" * 40, "²"])
def test_nobody_is_written_down_by_nonsense(begun, visit, resident, sent, rows):
    assert visit(resident).post(f"{begun}/run/here", there=sent).status_code == 303
    assert rows(Attendance) == []


def test_they_see_who_wrote_it_down(begun, visit, resident, housemate):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    assert "Robin wrote down that you are there." in visit(housemate).page(begun)


def test_who_said_so_themselves_is_not_asked_of_others(begun, visit, resident, housemate):
    visit(housemate).post(f"{begun}/coming", answer="away")
    page = visit(resident).page(f"{begun}/run/here")
    assert "away, by their own word" in page
    assert f'value="{housemate.person_id}"' not in page


# --- what comes of it ---


def test_something_offered_leads_back_to_the_meeting(begun, visit, resident, rows):
    answer = visit(resident).post(
        f"/meetings/actions/new?meeting={begun.rsplit('/', 1)[1]}&back=run",
        **{"what": "Ring the plumber", "who": "me", "by_day": "", "meeting": begun.rsplit("/", 1)[1]},
    )
    assert answer.headers["Location"].endswith(f"{begun}/run")
    assert rows(Action)[0].meeting_id is not None


def test_something_asked_stands_in_the_record(begun, visit, resident, rows, meeting):
    fields = {"text": "A second key", "to_whom": "The landlord", "reply_by": "2026-08-20", "name": "signed"}
    answer = visit(resident).post(f"/meetings/asks/new?meeting={meeting.id}", **fields)
    assert answer.headers["Location"].endswith(f"{begun}/run")
    assert rows(Ask)[0].meeting_id == meeting.id
    assert "A second key" in visit(resident).page(f"{begun}/record")


def test_an_ask_of_another_day_belongs_to_no_meeting(visit, resident, rows, meeting):
    fields = {"text": "A second key", "to_whom": "The landlord", "reply_by": "2026-08-20", "name": "signed"}
    visit(resident).post(f"/meetings/asks/new?meeting={meeting.id}", **fields)
    assert rows(Ask)[0].meeting_id is None


def test_hosting_next_time_leads_back_to_the_meeting(go_to, begun, visit, resident, meetings, rows):
    go_to("next")
    following = meetings()[1]
    page = visit(resident).page(f"{begun}/run")
    assert f"/meetings/{following.id}/roles/take" in page
    answer = visit(resident).post(f"/meetings/{following.id}/roles/take", part="host", back=begun.rsplit("/", 1)[1])
    assert answer.headers["Location"].endswith(f"{begun}/run")
    assert "Host: Robin" in visit(resident).page(f"{begun}/run")


def test_the_end_says_what_can_come_next(begun, visit, resident, meetings):
    browser = visit(resident)
    said = browser.after(browser.post(f"{begun}/run/end", seen="arrive"))
    assert "The meeting has ended." in said
    assert "Write the record" in said
    assert meetings()[0].status is Status.record_drafted


def test_the_record_says_when_it_was_and_who_hosts_next(begun, visit, resident, at):
    visit(resident).post(f"{begun}/run/here", there=str(resident.person_id))
    at("2026-08-06 20:10")
    visit(resident).post(f"{begun}/run/end", seen="arrive")
    page = visit(resident).page(f"{begun}/record")
    assert "7:05pm to 8:10pm" in page
    assert "Next meeting: Thursday 13 August, 7pm. Nobody hosts yet." in page


def test_the_record_says_no_more_of_what_was_taken_out(item, begun, visit, resident):
    visit(resident).post(f"/meetings/items/{item.id}/elsewhere")
    assert "Talked about elsewhere" in visit(resident).page(f"{begun}/record")
    assert f"text-item-{item.id}" not in visit(resident).page(f"{begun}/record/write")


def test_a_meeting_that_ended_early_is_among_those_before(begun, visit, resident, meetings):
    visit(resident).post(f"{begun}/run/end", seen="arrive")
    page = visit(resident).page("/meetings").split("Earlier")[0]
    assert f'href="{begun}"' not in page
    assert f'href="{begun}"' in visit(resident).page("/meetings/earlier")


def test_one_that_goes_on_past_its_time_is_still_the_next_one(begun, visit, resident, at):
    at("2026-08-06 21:00")
    page = visit(resident).page("/meetings")
    assert f'href="{begun}"' in page
    assert "it is going on now" in page


# --- deciding at the meeting ---


@pytest.fixture
def to_decide(visit, resident, meeting, rows, fields):
    visit(resident).post(f"/meetings/{meeting.id}", **fields(title="Quiet after ten", kind="decide"))
    return rows(AgendaItem)[0]


def propose(browser, item):
    fields = {"title": "Quiet after ten", "why": "Sleep", "text": "We are quiet from 10pm."}
    return browser.post(f"/meetings/proposals/new?item={item.id}", **fields)


@pytest.fixture
def round_of(to_decide, begun, visit, resident, inside, rows):
    """A proposal from the agenda, in its round at the meeting."""
    propose(visit(resident), to_decide)
    with inside():
        found = db.session.get_one(Proposal, rows(Proposal)[0].id)
        for stage in (Stage.shared, Stage.questions, Stage.reactions, Stage.consent_round):
            proposing.step(found, stage, resident.person_id, NOW)
    return f"/meetings/proposals/{rows(Proposal)[0].id}"


def test_a_proposal_of_the_agenda_stands_under_its_item(to_decide, go_to, begun, visit, resident, rows):
    propose(visit(resident), to_decide)
    go_to(f"item-{to_decide.id}")
    assert rows(Proposal)[0].meeting_id is not None
    assert f"/meetings/proposals/{rows(Proposal)[0].id}" in visit(resident).page(f"{begun}/run")


def test_a_draft_is_its_proposers_alone_there_too(to_decide, go_to, begun, visit, resident, housemate, rows):
    propose(visit(resident), to_decide)
    go_to(f"item-{to_decide.id}")
    assert f"/meetings/proposals/{rows(Proposal)[0].id}" not in visit(housemate).page(f"{begun}/run")


def test_an_item_of_another_house_gives_no_meeting(to_decide, visit, outsider, rows):
    propose(visit(outsider), to_decide)
    assert rows(Proposal)[0].meeting_id is None


def aloud(browser, round_of, somebody, word="consent", words=""):
    return browser.post(round_of, who=str(somebody.person_id), word=word, words=words)


def test_an_answer_said_aloud_is_typed_for_somebody_who_is_there(
    round_of, begun, visit, resident, housemate, rows, meeting
):
    browser = visit(resident)
    browser.post(f"{begun}/run/here", there=str(housemate.person_id))
    assert "Still to hear: Hana" in browser.page(round_of)
    aloud(browser, round_of, housemate)
    assert [(each.person_id, each.word) for each in rows(Response)] == [(housemate.person_id, Word.consent)]
    assert [each.typed_by_id for each in rows(SpokenAnswer)] == [resident.person_id]
    page = browser.page(round_of)
    assert "said aloud, typed by Robin" in page
    assert "Heard: Hana" in page


def test_after_ten_minutes_it_is_its_persons_alone(round_of, begun, visit, resident, housemate, rows, at):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    aloud(visit(resident), round_of, housemate)
    at("2026-08-06 19:16")
    path = f"/meetings/responses/{rows(Response)[0].id}/take-back"
    assert visit(resident).post(path).status_code == 404
    assert visit(housemate).post(path).status_code == 303


def test_its_person_is_asked_whether_it_is_right(round_of, begun, visit, resident, housemate, rows):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    aloud(visit(resident), round_of, housemate)
    hana = visit(housemate)
    assert "Somebody typed what you said aloud: Quiet after ten" in hana.page("/")
    assert "That is right" in hana.page(round_of)
    hana.post(f"/meetings/responses/{rows(Response)[0].id}/is-right")
    assert "Somebody typed what you said aloud" not in hana.page("/")
    assert "That is right" not in hana.page(round_of)


def test_nobody_else_says_that_it_is_right(round_of, begun, visit, resident, housemate, rows):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    aloud(visit(resident), round_of, housemate)
    assert visit(resident).post(f"/meetings/responses/{rows(Response)[0].id}/is-right").status_code == 404


def test_it_is_asked_once_it_is_agreed_too_until_it_holds(round_of, begun, visit, resident, housemate, at):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    aloud(visit(resident), round_of, housemate)
    visit(resident).post(f"{round_of}/close")
    assert "Somebody typed what you said aloud" in visit(housemate).page("/")
    at("2026-08-14 09:00")
    assert "Somebody typed what you said aloud" not in visit(housemate).page("/")


def test_nobody_is_chosen_beforehand_once_the_typist_was_heard(round_of, begun, visit, resident, housemate):
    browser = visit(resident)
    browser.post(f"{begun}/run/here", there=[str(housemate.person_id), str(resident.person_id)])
    browser.post(round_of, who="me", word="consent", words="")
    page = browser.page(round_of)
    assert '<option selected value="">Choose who</option>' in page
    assert browser.post(round_of, who="", word="pass", words="").status_code == 422


def test_words_of_somebody_who_was_heard_meanwhile_become_nobodys(round_of, begun, visit, resident, housemate, rows):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    visit(housemate).post(round_of, word="consent", words="", who="me")
    answer = aloud(visit(resident), round_of, housemate, "consent with concern", "I wake early.")
    assert answer.status_code == 422
    assert "I wake early." not in answer.get_data(as_text=True)
    assert len(rows(Response)) == 1


@pytest.mark.parametrize("who", ["resident", "housemate"])
def test_a_slip_is_taken_back_by_its_person_or_its_typist(
    round_of, begun, visit, resident, housemate, rows, who, request
):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    aloud(visit(resident), round_of, housemate)
    visit(request.getfixturevalue(who)).post(f"/meetings/responses/{rows(Response)[0].id}/take-back")
    assert rows(Response)[0].withdrawn_at is not None


def test_nobody_else_takes_it_back(round_of, begun, visit, resident, housemate, coordinator, rows):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    aloud(visit(resident), round_of, housemate)
    assert visit(coordinator).post(f"/meetings/responses/{rows(Response)[0].id}/take-back").status_code == 404


def test_nobody_speaks_for_somebody_who_is_not_there(round_of, visit, resident, housemate, rows):
    assert aloud(visit(resident), round_of, housemate).status_code == 422
    assert rows(Response) == []


@pytest.mark.parametrize("who", ["worker", "coordinator"])
def test_only_whoever_runs_the_meeting_types_for_others(
    round_of, begun, visit, resident, housemate, rows, who, request
):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    assert aloud(visit(request.getfixturevalue(who)), round_of, housemate).status_code == 422
    assert rows(Response) == []


def test_a_peer_worker_is_not_heard_in_the_round(round_of, begun, visit, resident, worker, rows):
    visit(resident).post(f"{begun}/run/here", there=str(worker.person_id))
    assert aloud(visit(resident), round_of, worker).status_code == 422
    assert rows(Response) == []


def test_an_objection_said_aloud_needs_its_reason(round_of, begun, visit, resident, housemate, rows):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    assert aloud(visit(resident), round_of, housemate, "objection").status_code == 422
    aloud(visit(resident), round_of, housemate, "objection", "I work nights.")
    assert [each.words for each in rows(Response)] == ["I work nights."]
    assert rows(Proposal)[0].stage is Stage.objection_raised


def test_after_the_meeting_everyone_speaks_for_themselves(round_of, begun, visit, resident, housemate, rows):
    visit(resident).post(f"{begun}/run/here", there=str(housemate.person_id))
    visit(resident).post(f"{begun}/run/end", seen="arrive")
    assert aloud(visit(resident), round_of, housemate).status_code == 422
    assert rows(Response) == []


def test_what_is_agreed_stands_in_the_record(round_of, begun, visit, resident, meeting):
    visit(resident).post(round_of, word="consent", words="", who="me")
    visit(resident).post(f"{round_of}/close")
    page = visit(resident).page(f"{begun}/record")
    assert "We are quiet from 10pm." in page


def test_what_a_conversation_agrees_is_marked_as_such(round_of, begun, visit, resident, inside, rows, meeting):
    with inside() as session:
        session.get_one(Meeting, meeting.id).status = Status.conversation_only
    visit(resident).post(round_of, word="consent", words="", who="me")
    browser = visit(resident)
    page = browser.after(browser.post(f"{round_of}/close"))
    assert "Few people were there" in page


def test_sixty_things_ask_no_more_of_the_database_than_one(begun, visit, resident, inside, queries, meeting, rows):
    counted = []
    for number in (1, 59):
        with inside():
            found = db.session.get_one(Meeting, meeting.id)
            for n in range(number):
                add_item(found, resident.person_id, ItemWords(f"Thing {n}", Kind.talk), NOW)
        browser = visit(resident)
        with queries() as count:
            for page in (begun, f"{begun}/run", f"{begun}/record", f"{begun}/record/write", f"{begun}/order"):
                browser.page(page)
        counted.append(count.count)
    assert counted[0] == counted[1]


def test_no_part_of_a_meeting_asks_more_than_twelve_times(to_decide, go_to, begun, visit, resident, queries, rows):
    for part in ("arrive", "thanks", "actions", "home", "chores", f"item-{to_decide.id}", "asks", "next", "free"):
        if rows(MeetingRun)[0].part != part:
            go_to(part)
        browser = visit(resident)
        with queries() as seen:
            browser.page(f"{begun}/run")
        assert seen.count <= 12, part


def test_a_proposal_goes_where_its_item_goes(round_of, to_decide, begun, visit, resident, meetings, rows):
    visit(resident).post(f"{begun}/run/end", seen="arrive")
    visit(resident).post(f"/meetings/items/{to_decide.id}/carry-over")
    assert rows(Proposal)[0].meeting_id == meetings()[1].id


def test_what_was_ended_can_go_on_after_all(begun, visit, resident, meetings):
    browser = visit(resident)
    said = browser.after(browser.post(f"{begun}/run/end", seen="arrive"))
    assert "It goes on after all" in said
    browser.post(f"{begun}/run/go-on-after-all")
    assert meetings()[0].status is Status.under_way


def test_an_accepted_record_keeps_what_came_next(begun, visit, resident, meetings):
    browser = visit(resident)
    browser.post(f"{begun}/run/end", seen="arrive")
    browser.post(f"{begun}/record/open")
    browser.post(f"{begun}/record/accept")
    browser.post(f"/meetings/{meetings()[1].id}/call-off", why="rain")
    assert "Next meeting: Thursday 13 August, 7pm." in browser.page(f"{begun}/record")
