"""Starting the next plan from this one: answers come over as quotes with their owners; what is not settled stays behind, and is listed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.base import new_id
from models.text.document import Door, PlanDocument, question_of
from models.text.entries import all_entries, answers
from models.text.pens import Pen, PenKey, Voice, voice_to_json
from models.text.records import Carried, Record, RecordKind
from models.text.runs import Look, Run, Said


@dataclass(frozen=True)
class LeftBehind:
    """Words that did not come over: where they stand in the earlier plan, what they say, whose they are, and who had struck them.

    An answer that is not text has its value instead of a text. `asked` is False where nobody asks the question any more.
    """

    side: str
    text: str
    voice: Voice
    struck_by: tuple[PenKey, ...]
    asked: bool = True
    value: Mapping[str, Any] = field(default_factory=dict, hash=False)


_GIVEN_ANEW = frozenset({"stand", "not_able", "not_now", "signing"})
_BOXES = "boxes"


def carry_over(earlier: PlanDocument, earlier_plan: str, later: PlanDocument, pen: Pen, questions: Iterable[str]) -> list[LeftBehind]:
    """Brings the answers to these questions over, as one act of the pen that starts the next plan. Returns what stayed behind.

    Open strikes, words that their owner said are not theirs, and all that other questions were answered with stay behind. So do stands and
    signatures, which are given anew.
    """
    wanted = set(questions)
    left: list[LeftBehind] = []
    with later.as_pen(pen) as (door, _):
        for name in earlier.written_sides():
            runs, asked = earlier.side(name).runs(), question_of(name)[0] in wanted
            left.extend(_behind(name, run, asked) for run in runs if not (asked and _comes_over(run.look)))
            if asked:
                _put_runs(door, pen, earlier_plan, name, [run for run in runs if _comes_over(run.look)])
        for place in _answered(earlier):
            if question_of(place)[0] in wanted:
                _put_answers(earlier, door, pen, earlier_plan, place)
            else:
                left.extend(_answers_behind(earlier, place))
    return left


def carry_places(
    earlier: PlanDocument,
    earlier_plan: str,
    later: PlanDocument,
    pen: Pen,
    places: Mapping[str, str],
    boxes: Mapping[str, str],
    strikes: Mapping[str, str],
) -> None:
    """Brings the words of some places, and what was entered there, over to other places of the next plan, as one act of the pen.

    `places` says from where to where; `boxes` are the boxes that are added for them, each with the place in which boxes are noted.
    What is struck and not let go comes too: `strikes` says where it is noted who asked to take which words of a place out. What its owner
    says is not theirs stays behind.
    """
    with later.as_pen(pen) as (door, _):
        for number, (box, place) in enumerate(boxes.items(), start=1):
            door.enter(place, new_id(), {"v": {"box": box, "brought": True}, "n": number, "at": later.clock(), "on": True})
        for source, target in places.items():
            runs = [run for run in earlier.side(source).runs() if run.look.said is not Said.NOT_MINE]
            _put_runs(door, pen, earlier_plan, source, runs, target)
            _put_answers(earlier, door, pen, earlier_plan, source, target)
            if source in strikes:
                _note_strikes(door, earlier_plan, runs, strikes[source], later.clock())


def _note_strikes(door: Door, plan: str, runs: Iterable[Run], place: str, at_ms: int) -> None:
    """Notes for each who struck something the words of it, as theirs."""
    struck: dict[PenKey, list[str]] = {}
    for run in runs:
        for key in run.look.struck_by:
            struck.setdefault(key, []).append(run.text)
    for number, (key, words) in enumerate(struck.items(), start=1):
        carried = {"plan": plan, "voice": voice_to_json(key.voice), "hands": key.hands, "said": Said.CONFIRMED.value}
        door.enter(place, new_id(), {"v": {"out": words}, "n": number, "at": at_ms, "on": True, "c": carried})


def _answered(earlier: PlanDocument) -> Iterator[str]:
    """The places with entries that the next plan is to have: not where people stood."""
    return (place for place in earlier.entry_places() if question_of(place)[2] not in _GIVEN_ANEW)


def _comes_over(look: Look) -> bool:
    return not look.struck_by and look.said is not Said.NOT_MINE


def _behind(side: str, run: Run, asked: bool) -> LeftBehind:
    return LeftBehind(side, run.text, run.look.voice, run.look.struck_by, asked)


def _answers_behind(earlier: PlanDocument, place: str) -> Iterator[LeftBehind]:
    if question_of(place)[2] != _BOXES:
        for entry in answers(earlier, place):
            yield LeftBehind(place, "", entry.pen.voice, (), asked=False, value=entry.value)


def _put_runs(door: Door, pen: Pen, plan: str, side: str, runs: list[Run], target: str = "") -> None:
    raw, target = 0, target or side
    for run in runs:
        look = run.look
        span = door.put(target, raw, run.text)
        raw += len(run.text)
        carried = Carried(plan, side, look.voice, look.hands, look.way, look.said)
        door.note(target, Record(new_id(), RecordKind.QUOTE, pen, (span,), carried=carried))


def _put_answers(earlier: PlanDocument, door: Door, pen: Pen, plan: str, place: str, target: str = "") -> None:
    # of answers each person's newest is enough; of the boxes that were added every one
    entries = all_entries(earlier, place) if question_of(place)[2] == _BOXES else answers(earlier, place)
    for number, entry in enumerate(entries, start=1):
        carried = {"plan": plan, "voice": voice_to_json(entry.pen.voice), "hands": entry.pen.hands, "said": entry.said.value}
        door.enter(target or place, new_id(), {"v": entry.value, "n": number, "at": entry.at_ms, "on": True, "c": carried})
