"""Putting words in, taking them out, quoting and moving them: each one act of one pen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.base import new_id
from models.text.acts import Act, Put, Switch
from models.text.clean import clean, utf16_width
from models.text.document import MOST_ROUNDS, Door, PlanDocument
from models.text.engine import RECORDS
from models.text.pens import Pen
from models.text.records import Record, RecordKind, Source
from models.text.side import Stretch
from models.text.spans import Span, Spans, paired, shared, tidy


@dataclass(frozen=True)
class Written:
    """Where an act left things: visible positions before and behind the new words, and what the pen could not have its way with."""

    start: int
    end: int
    struck: bool = False  # words of somebody else were struck: only their owner can let them go
    refused: bool = False  # words that their owner already kept from this pen stand as they were


@dataclass(frozen=True)
class Clip:
    """Words picked up inside the plan: their side and ids, in reading order. Their text is looked up when they are put down."""

    side: str
    spans: Spans


def write(
    document: PlanDocument,
    pen: Pen,
    side: str,
    at: int,
    take: int = 0,
    text: str = "",
    *,
    burst: str = "",
    pasted: str | None = None,
    undoable: bool = True,
) -> Written:
    """Takes out the `take` visible units from `at` and puts the text in behind what is left of them: typing, deleting, replacing, pasting.

    Own words leave the page; anybody else's are struck. Acts of one `burst` are one step for undo. `pasted` says where text from
    outside came from ("" when nobody said). What is put in for good is not `undoable`: no act is kept of it. Raises ValueError for a
    position inside a character or past the end.
    """
    text = clean(text)
    page = document.side(side)
    taken = page.between(at, at + take) if take else []
    raw = page.raw_behind(at + take)
    takeable, refused = _takeable(pen, taken)
    if not text and not takeable:
        return Written(at, at + take, refused=refused)
    before = _joinable(document, pen, side, burst)
    with document.as_pen(pen) as (door, acts):
        act = before or document.acts.new(pen.key, pen.sitting, side, burst)
        act = _take_out(document, door, act, pen, side, takeable)
        if text:
            act = _put_in(door, act, pen, side, raw, text, pasted)
        if undoable:
            _keep_act(document, acts, act, before)
    return _written(document, side, at, taken, text, takeable, refused)


def pick_up(document: PlanDocument, side: str, start: int, end: int) -> Clip:
    """The visible words between two positions, to be quoted or moved."""
    return Clip(side, document.side(side).ids_of(start, end))


def quote(document: PlanDocument, pen: Pen, side: str, at: int, take: int, clip: Clip) -> Written:
    """Puts a copy of words of the plan in; it is shown as their owner's, quoted by the pen. Takes out what is selected, as typing does."""
    page = document.side(side)
    taken = page.between(at, at + take)
    takeable, refused = _takeable(pen, taken)
    parts = _still_there(document, clip)
    text = "".join(words for _, words in parts)
    if not text:
        return write(document, pen, side, at, take)
    source = Source(clip.side, tuple(span for span, _ in parts))
    raw = page.raw_behind(at + take)
    with document.as_pen(pen) as (door, acts):
        act = _take_out(document, door, document.acts.new(pen.key, pen.sitting, side), pen, side, takeable)
        act = _put_quote(door, act, pen, side, raw, text, source, moved=False)
        _keep_act(document, acts, act, None)
    written = _written(document, side, at, taken, text, takeable, refused)
    # where the selection held the source itself, and it was the pen's own, the quote leaves with it
    standing = page.holding(act.puts[-1].spans)
    return replace(written, end=written.start + sum(stretch.end - stretch.at for stretch in standing))


def move(document: PlanDocument, pen: Pen, clip: Clip, side: str, at: int) -> Written:
    """Takes words out where they stand and quotes them at another place, as one act. Others' words are struck where they were."""
    parts = _still_there(document, clip)
    text = "".join(words for _, words in parts)
    if not text:
        return Written(at, at)
    source = Source(clip.side, tuple(span for span, _ in parts))
    takeable, refused = _takeable(pen, document.side(clip.side).holding(source.spans))
    raw = document.side(side).raw_behind(at)
    with document.as_pen(pen) as (door, acts):
        act = document.acts.new(pen.key, pen.sitting, side)
        if takeable:
            spans = tidy(stretch.span for stretch in takeable)
            act = _note(door, act, clip.side, Record(new_id(), RecordKind.OUT, pen, spans, moved=True, moved_to=side))
        act = _put_quote(door, act, pen, side, raw, text, source, moved=True)
        _keep_act(document, acts, act, None)
    new = document.side(side).holding(act.puts[-1].spans)
    end = new[-1].end if new else at
    return Written(end - utf16_width(text), end, _left_struck(document, clip.side, takeable), refused)


def source_ids(document: PlanDocument, side: str, spans: Spans) -> list[tuple[str, Spans]]:
    """Where the words of a quote come from, for those of the ids that are quoted: source side and ids."""
    out = []
    for record in document.side(side).records.values():
        if record.kind is RecordKind.QUOTE and record.source:
            own = [span for span in spans if document.pen_of(span.peer).key == record.pen.key]  # a quote of others' letters is no quote
            out.append((record.source.side, tidy(_sources_of(record.spans, record.source.spans, own))))
    return [(source, ids) for source, ids in out if ids]


def _sources_of(copies: Spans, sources: Spans, wanted: Iterable[Span]) -> Iterator[Span]:
    for copy, source in paired(copies, sources):
        for part in shared((copy,), wanted):
            yield Span(source.peer, source.first + part.first - copy.first, part.length)


# ---- insides


def _takeable(pen: Pen, taken: Iterable[Stretch]) -> tuple[list[Stretch], bool]:
    """What of the selection this pen can take out or strike now, and whether some of it was kept from it before."""
    fresh = [stretch for stretch in taken if pen.key not in stretch.look.struck_by]
    open_to_it = [stretch for stretch in fresh if not any(voice.same_words_as(pen.voice) for voice in stretch.refused)]
    return open_to_it, len(open_to_it) < len(fresh)


def _take_out(document: PlanDocument, door: Door, act: Act, pen: Pen, side: str, takeable: list[Stretch]) -> Act:
    if not takeable:
        return act
    act = _strike(document, door, act, pen, side, tuple(stretch.span for stretch in takeable))
    moved_here = tuple(stretch.span for stretch in takeable if stretch.look.moved and _owns(pen, stretch))
    for source, ids in _moved_from(document, side, moved_here).items():
        act = _note(door, act, source, Record(new_id(), RecordKind.OUT, pen, ids))  # the words leave for good, not only this copy
    return act


def _moved_from(document: PlanDocument, side: str, spans: Spans) -> dict[str, Spans]:
    """Where words stood before they were moved here, through any chain of moves: their ids in each side."""
    found: dict[str, Spans] = {}
    waiting = [(side, spans)]
    for _ in range(MOST_ROUNDS if spans else 0):
        waiting = [place for name, ids in waiting for place in source_ids(document, name, _moved(document, name, ids))]
        for source, ids in waiting:
            found[source] = tidy([*found.get(source, ()), *ids])
        waiting = list(dict.fromkeys(waiting))
    return found


def _moved(document: PlanDocument, side: str, spans: Spans) -> Spans:
    return tidy(span for span, _, verdict in document.side(side).verdicts(spans) if verdict.look.moved)


def _strike(document: PlanDocument, door: Door, act: Act, pen: Pen, side: str, spans: Spans) -> Act:
    """Notes the take-out; in a burst it makes the burst's own record longer, so that holding the key is one strike."""
    records = document.side(side).records
    mine = [records.get(switch.key) for switch in act.switches if switch.container == RECORDS + side]
    longer = next((record for record in mine if record and record.kind is RecordKind.OUT and record.on and not record.moved), None)
    if longer is None:
        return _note(door, act, side, Record(new_id(), RecordKind.OUT, pen, tidy(spans)))
    door.note(side, replace(longer, pen=pen, spans=tidy([*longer.spans, *spans])))
    return act


def _put_in(door: Door, act: Act, pen: Pen, side: str, raw: int, text: str, pasted: str | None) -> Act:
    span = door.put(side, raw, text)
    last = act.puts[-1] if act.puts else None
    if last and last.side == side:
        act = replace(act, puts=(*act.puts[:-1], replace(last, spans=tidy([*last.spans, span]))))
    else:
        act = replace(act, puts=(*act.puts, Put(side, (span,), new_id())))
    if pasted is not None:
        # not switched by undo: where the words stay all the same (somebody confirmed them meanwhile) they were still pasted
        door.note(side, Record(new_id(), RecordKind.PASTED, pen, (span,), named=clean(pasted)))
    return act


def _put_quote(door: Door, act: Act, pen: Pen, side: str, raw: int, text: str, source: Source, moved: bool) -> Act:
    span = door.put(side, raw, text)
    # the quote's record is not switched by undo: what is taken back is the text, and it stays a quote for ever
    door.note(side, Record(new_id(), RecordKind.QUOTE, pen, (span,), source=source, moved=moved))
    return replace(act, puts=(*act.puts, Put(side, (span,), new_id())))


def _note(door: Door, act: Act, side: str, record: Record) -> Act:
    door.note(side, record)
    return replace(act, switches=(*act.switches, Switch(RECORDS + side, record.key)))


def _joinable(document: PlanDocument, pen: Pen, side: str, burst: str) -> Act | None:
    last = document.acts.last(pen.key, pen.sitting)
    fits = last is not None and burst != "" and last.burst == burst and last.place == side
    return last if fits and document.acts.last_undone(pen.key, pen.sitting) is None else None


def _keep_act(document: PlanDocument, acts: list[Act], act: Act, before: Act | None) -> None:
    if before is not None:
        document.acts.extend(act)
        acts.append(act)
    else:
        acts.extend(document.acts.add(act))


def _still_there(document: PlanDocument, clip: Clip) -> list[tuple[Span, str]]:
    """The picked-up words that have not left the page since, in the order in which they were picked up."""
    verdicts = document.side(clip.side).verdicts(clip.spans)
    return [(span, text) for span, text, verdict in verdicts if not verdict.gone]


def _written(
    document: PlanDocument, side: str, at: int, taken: list[Stretch], text: str, takeable: list[Stretch], refused: bool
) -> Written:
    left = document.side(side).holding(stretch.span for stretch in taken)
    start = at + sum(stretch.end - stretch.at for stretch in left)
    return Written(start, start + utf16_width(text), _left_struck(document, side, takeable), refused)


def _left_struck(document: PlanDocument, side: str, takeable: list[Stretch]) -> bool:
    verdicts = document.side(side).verdicts(stretch.span for stretch in takeable)
    return any(not verdict.gone for _, _, verdict in verdicts)


def _owns(pen: Pen, stretch: Stretch) -> bool:
    return pen.own_hands and stretch.look.voice.owners == {pen.hands}
