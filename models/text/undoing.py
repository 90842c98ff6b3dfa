"""Undo and redo: a pen switches what its own act wrote. Nobody else's words or answers ever change by it."""

from dataclasses import dataclass

from models.text.acts import Act, Switch
from models.text.document import Door, PlanDocument
from models.text.engine import ENTRIES, RECORDS
from models.text.pens import Pen
from models.text.records import Record, RecordKind, record_from_json
from models.text.side import Stretch


@dataclass(frozen=True)
class Undone:
    """What an undo or redo came to: the place where it happened, and a visible position there to show.

    That is the end of its words; where they have left the page, the place where they stood; None when they were not on the page at all.
    """

    place: str
    position: int | None
    refused: bool = False  # the words were confirmed, or the move was answered: they are no longer this pen's to take back


def next_undo(document: PlanDocument, pen: Pen) -> Undone | None:
    """Where the pen's next undo would happen, so that it can be shown first. None when there is nothing to take back."""
    act = document.acts.last(pen.key, pen.sitting)
    return None if act is None else Undone(act.place, _position(document, act), refused=not _may_take_back(document, act))


def undo(document: PlanDocument, pen: Pen) -> Undone | None:
    """Takes the pen's last act of this sitting back. None when there is none. What others have answered since is refused, and dropped."""
    act = document.acts.last(pen.key, pen.sitting)
    if act is None:
        return None
    if not _may_take_back(document, act):
        with document.as_pen(pen) as (_, acts):
            acts.append(document.acts.give_up(act))
        return Undone(act.place, _position(document, act), refused=True)
    return _turn(document, pen, act, undone=True)


def redo(document: PlanDocument, pen: Pen) -> Undone | None:
    """Does the act again that the pen took back last. None when there is none."""
    act = document.acts.last_undone(pen.key, pen.sitting)
    return None if act is None else _turn(document, pen, act, undone=False)


def _turn(document: PlanDocument, pen: Pen, act: Act, undone: bool) -> Undone:
    before = min((stretch.at for stretch in _stretches(document, act)), default=None)
    with document.as_pen(pen) as (door, acts):
        for put in act.puts:
            before_it = document.side(put.side).records.get(put.taken_back)
            if before_it is None or before_it.on is not undone:
                door.note(put.side, Record(put.taken_back, RecordKind.UNDONE, pen, put.spans, on=undone))
        for switch in act.switches:
            _switch(document, door, pen, switch, on=undone if switch.off else not undone)
        acts.append(document.acts.turn(act, undone))
    return Undone(act.place, _position(document, act, before))


def _switch(document: PlanDocument, door: Door, pen: Pen, switch: Switch, on: bool) -> None:
    found = document.engine.value(switch.container, switch.key)
    if found is None:
        return
    value, _ = found
    if value.get("on") is on:
        return  # the same pen has switched it on another machine already, and the engine writes nothing twice
    if switch.container.startswith(RECORDS):
        record = record_from_json(switch.key, pen, {**value, "on": on})
        door.note(switch.container.removeprefix(RECORDS), record)
    else:
        door.enter(switch.container.removeprefix(ENTRIES), switch.key, {**value, "on": on})


def _may_take_back(document: PlanDocument, act: Act) -> bool:
    return not any(verdict.answered for put in act.puts for _, _, verdict in document.side(put.side).verdicts(put.spans))


def _position(document: PlanDocument, act: Act, otherwise: int | None = None) -> int | None:
    """Where the act's words end that stand on the page of its place; `otherwise`, but no further than the page goes, when none does."""
    end = max((stretch.end for stretch in _stretches(document, act)), default=None)
    if end is None and otherwise is not None:
        return min(otherwise, document.side(act.place).length)
    return end


def _stretches(document: PlanDocument, act: Act) -> list[Stretch]:
    """All words on the page of the act's place that the act touched."""
    side = document.side(act.place)
    spans = [span for put in act.puts if put.side == act.place for span in put.spans]
    for switch in act.switches:
        record = side.records.get(switch.key) if switch.container == RECORDS + act.place else None
        spans.extend(record.spans if record else ())
    return side.holding(spans)
