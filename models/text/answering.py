"""What belongs to the owner of words alone: let go, keep, confirm, not my words; and what belongs to the striker: taking a strike back.

Silence is keep. Nobody answers for somebody else; who cannot use the keys may have the answer entered by another and seen by a third.
"""

from dataclasses import replace

from models.base import new_id
from models.text.acts import Act, Switch
from models.text.document import MOST_ROUNDS, Door, PlanDocument
from models.text.engine import RECORDS
from models.text.judging import asked_of
from models.text.pens import Pen, Voice, VoiceKind
from models.text.records import Record, RecordKind
from models.text.runs import Look
from models.text.side import Side
from models.text.spans import Span, Spans, minus, shared, tidy
from models.text.writing import source_ids


class NotTheirs(Exception):
    """An answer by somebody to whom it does not belong, or entered for somebody without a witness."""


def let_go(document: PlanDocument, pen: Pen, side: str, spans: Spans, witness: str = "") -> bool:
    """Agrees that struck words of one's own go. False when none of these words is one's own and struck. Raises NotTheirs."""
    own = _struck_of(document, side, spans, _answering(pen, witness))
    if not own:
        return False
    gone: dict[bool, list[Span]] = {}
    for span, strikes in own:
        gone.setdefault(all(strike.moved for strike in strikes), []).append(span)
    with _Answer(document, pen, side, witness) as answer:
        for moved, let_go_of in gone.items():
            answer.note(side, RecordKind.LET_GO, tidy(let_go_of), moved=moved)
    return True


def keep(document: PlanDocument, pen: Pen, side: str, spans: Spans, witness: str = "") -> bool:
    """Refuses the strikes on words of one's own: both stand, and the same striker can't strike them again. False when there is none."""
    own = _struck_of(document, side, spans, _answering(pen, witness))
    if not own:
        return False
    refused: dict[tuple[Voice, ...], list[Span]] = {}
    for span, strikes in own:
        against = sorted({strike.pen.voice for strike in strikes}, key=lambda voice: (voice.people, voice.named))
        refused.setdefault(tuple(against), []).append(span)
    with _Answer(document, pen, side, witness) as answer:
        for voices, kept in refused.items():
            answer.note(side, RecordKind.KEEP, tidy(kept), against=voices)
    return True


def confirm(document: PlanDocument, pen: Pen, side: str, spans: Spans, witness: str = "") -> bool:
    """Says of words that were typed for one: yes, my words. False when none of them was. Words of a quote are confirmed at their source."""
    return _say(document, pen, side, spans, witness, RecordKind.CONFIRM)


def not_my_words(document: PlanDocument, pen: Pen, side: str, spans: Spans, witness: str = "") -> bool:
    """Says of words that were typed for one: not my words. False when none of them was typed for this person."""
    return _say(document, pen, side, spans, witness, RecordKind.NOT_MINE)


def take_back_strike(document: PlanDocument, pen: Pen, side: str, spans: Spans) -> bool:
    """Takes one's own strikes on these words back. False when there is none of one's own."""
    records = document.side(side).records.values()
    kinds = (RecordKind.OUT, RecordKind.UNDONE)  # an undo that met a confirm is a strike too
    mine = [record for record in records if record.kind in kinds and record.on and record.pen.key == pen.key]
    touched = [record for record in mine if shared(record.spans, spans)]
    if not touched:
        return False
    with _Answer(document, pen, side, "") as answer:
        for record in touched:
            answer.shorten(side, record, spans)
    return True


# ---- insides


class _Answer:
    """One answer under way: a single act at the guarded door, whichever sides it touches."""

    def __init__(self, document: PlanDocument, pen: Pen, place: str, witness: str) -> None:
        self._document, self._pen, self._witness = document, pen, witness
        self._act = document.acts.new(pen.key, pen.sitting, place)
        self._place = place
        self._door: Door
        self._acts: list[Act]

    def __enter__(self) -> "_Answer":
        self._way_in = self._document.as_pen(self._pen)
        self._door, self._acts = self._way_in.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None and self._act.switches:
            self._acts.extend(self._document.acts.add(self._act))
        self._way_in.__exit__(kind, error, trace)  # type: ignore[arg-type]

    def note(
        self,
        side: str,
        kind: RecordKind,
        spans: Spans,
        *,
        moved: bool = False,
        against: tuple[Voice, ...] = (),
        around: Spans = (),
        struck: Spans = (),
        instead_of: tuple[str, ...] = (),
    ) -> None:
        record = Record(new_id(), kind, self._pen, spans, witness=self._witness, moved=moved, against=against)
        self._write(side, replace(record, around=around, struck=struck, instead_of=instead_of))

    def shorten(self, side: str, record: Record, spans: Spans) -> None:
        """Takes some characters out of an earlier record of the same pen: withdraws it and notes what is left of it anew."""
        self._door.note(side, replace(record, pen=self._pen, on=False))
        self._act = replace(self._act, switches=(*self._act.switches, Switch(RECORDS + side, record.key, off=True)))
        left = minus(record.spans, spans)
        if left:
            self._write(side, replace(record, key=new_id(), pen=self._pen, spans=left))

    def _write(self, side: str, record: Record) -> None:
        self._door.note(side, record)
        self._act = replace(self._act, switches=(*self._act.switches, Switch(RECORDS + side, record.key)))


def _answering(pen: Pen, witness: str) -> str:
    """The person whose answer this is. Raises NotTheirs for anything but own hands or a witnessed entry for one person."""
    actor = Record("", RecordKind.KEEP, pen, (), witness=witness).actor
    if not actor:
        raise NotTheirs("own hands or a witness")
    return actor


def _struck_of(document: PlanDocument, side: str, spans: Spans, person: str) -> list[tuple[Span, list[Record]]]:
    """The struck words of this person among the characters, each part with the strikes that wait for an answer."""
    page = document.side(side)
    parts = [(span, verdict.look) for span, _, verdict in page.verdicts(spans) if not verdict.gone]
    return [(span, _strikes_on(page, span, look)) for span, look in parts if look.struck_by and person in look.voice.owners]


def _strikes_on(page: Side, span: Span, look: Look) -> list[Record]:
    kinds = (RecordKind.OUT, RecordKind.UNDONE)
    strikes = (record for record in page.records.values() if record.kind in kinds and record.on and record.pen.key in look.struck_by)
    return [record for record in strikes if shared(record.spans, (span,))]


def _say(document: PlanDocument, pen: Pen, side: str, spans: Spans, witness: str, kind: RecordKind) -> bool:
    person = _answering(pen, witness)
    asked = [(name, asked_spans(document, name, ids, person)) for name, ids in at_their_source(document, side, spans)]
    if kind is RecordKind.CONFIRM:
        asked.append((side, _moved_here(document, side, spans, person)))  # moved words are a passage where they stand now, too
    asked = [(name, ids) for name, ids in asked if ids]
    if not asked:
        return False
    with _Answer(document, pen, side, witness) as answer:
        for name, ids in asked:
            around, struck = document.side(name).passage(ids) if kind is RecordKind.CONFIRM else ((), ())
            earlier = _earlier(document, name, ids, person)
            answer.note(name, kind, ids, around=around, struck=struck, instead_of=earlier)
    return True


def _earlier(document: PlanDocument, side: str, spans: Spans, person: str) -> tuple[str, ...]:
    """The keys of what this person said of the same characters before, taken back or not."""
    kinds = (RecordKind.CONFIRM, RecordKind.NOT_MINE)
    records = document.side(side).records.values()
    said = (record for record in records if record.kind in kinds and record.actor == person)
    return tuple(sorted(record.key for record in said if shared(record.spans, spans)))


def asked_spans(document: PlanDocument, side: str, spans: Spans, person: str) -> Spans:
    """Those of the characters that were typed here for this person, by other hands."""
    verdicts = document.side(side).verdicts(spans)
    return tidy(span for span, _, verdict in verdicts if verdict.look.answered_here and person in _asked(verdict.look))


def _moved_here(document: PlanDocument, side: str, spans: Spans, person: str) -> Spans:
    """Those of the characters that were typed for this person elsewhere and moved here."""
    verdicts = document.side(side).verdicts(spans)
    return tidy(span for span, _, verdict in verdicts if verdict.look.moved and person in _asked(verdict.look))


def _asked(look: Look) -> frozenset[str]:
    return asked_of(look.voice, look.hands) if look.voice.kind is not VoiceKind.UNKNOWN else frozenset()


def at_their_source(document: PlanDocument, side: str, spans: Spans) -> list[tuple[str, Spans]]:
    """The characters where they were first typed: here, or for quoted ones at the source, through any chain of quotes."""
    out: list[tuple[str, Spans]] = []
    waiting = [(side, spans)]
    for _ in range(MOST_ROUNDS):
        quoted = [(name, _quoted(document, name, ids)) for name, ids in waiting]
        out.extend((name, minus(ids, away)) for (name, ids), (_, away) in zip(waiting, quoted, strict=True))
        waiting = list(dict.fromkeys(source for name, away in quoted if away for source in source_ids(document, name, away)))
        if not waiting:
            break
    return [(name, ids) for name, ids in out if ids]


def _quoted(document: PlanDocument, side: str, spans: Spans) -> Spans:
    """Those of the characters about which nothing is asked here, but where they were quoted from."""
    return tidy(span for span, _, verdict in document.side(side).verdicts(spans) if not verdict.look.answered_here)
