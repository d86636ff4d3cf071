"""S8: what is written is on the disk before it is answered, and two writers do not meet "busy"."""

from collections.abc import Iterator
from contextlib import ExitStack

from bench.houses import House, Houses
from bench.results import Result
from bench.turns import Effort, in_turn
from bench.worker import Worker, working

LEAST = 0.08
KINDS = (("a check-in", "check_ins", "raw_check_ins"), ("a turn taken", "turns", "raw_turns"))


def measure(houses: Houses, effort: Effort) -> Iterator[Result]:
    """Check-ins and turns, against the same rows by hand; then two processes at once."""
    house = houses.decade.copied("written-in")
    name = house.sign_in("resident")[0]
    with ExitStack() as stack:
        one, other = (_writing(stack, house) for _number in range(2))
        one.ask("check_ins", name=name, count=1)  # so that there are rows to copy by hand
        for what, by_form, by_hand in KINDS:
            ratio = _against_by_hand(one, name, by_form, by_hand, effort)
            yield Result("S8", f"{what}, the whole form: against its rows written by hand", ratio, "≥", LEAST)
        yield from _both(one, other, name, effort)


def _against_by_hand(worker: Worker, name: str, by_form: str, by_hand: str, effort: Effort) -> float:
    def form() -> float:
        return float(worker.ask(by_form, name=name, count=effort.writes)["rate"])

    def hand() -> float:
        return float(worker.ask(by_hand, count=effort.writes))

    return in_turn(form, hand, effort.rounds)


def _writing(stack: ExitStack, house: House) -> Worker:
    name, password = house.sign_in("resident")
    worker = stack.enter_context(working("bench.writing", house.environment))
    worker.ask("sign_in", name=name, password=password)
    return worker


def _both(one: Worker, other: Worker, name: str, effort: Effort) -> Iterator[Result]:
    turned_away = 0.0
    values = {"name": name, "count": effort.writes}

    def together() -> float:
        nonlocal turned_away
        for each in (one, other):
            each.begin("check_ins", **values)
        sent = [each.answer() for each in (one, other)]
        turned_away += sum(each["turned_away"] for each in sent)
        return float(sum(each["rate"] for each in sent))

    ratio = in_turn(together, lambda: one.ask("check_ins", **values)["rate"], effort.rounds)
    yield Result("S8", "check-ins by two processes at once: against one", ratio, "≥", 0.85)
    yield Result("S8", "check-ins by two processes at once: turned away", turned_away, "≤", 0, "")
