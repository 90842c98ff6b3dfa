"""What the records over some characters come to: gone from the page, struck, kept, confirmed. The rules of semantics, word for word.

A pure function of the set of records: their order never matters, so replicas that hold the same records say the same.
"""

from collections.abc import Collection
from dataclasses import dataclass

from models.text.pens import UNKNOWN, Pen, PenKey, Voice, VoiceKind
from models.text.records import Record, RecordKind
from models.text.runs import Look, Said


@dataclass(frozen=True)
class Origin:
    """What quoted characters inherit from their source: whose words, how they came, and whether they still stand there."""

    voice: Voice = UNKNOWN
    hands: str = ""
    way: str = ""
    said: Said = Said.OWN
    withdrawn: bool = False
    carried: bool = False  # from an earlier plan: what is asked about the words can only be answered here


@dataclass(frozen=True)
class Verdict:
    """What some characters are: their look, whether they have left the page, and whether quotes of them leave with them."""

    look: Look
    gone: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class Case:
    """Some characters that share one pen, one origin and one set of records."""

    pen: Pen
    records: tuple[Record, ...]
    broken: frozenset[str]  # keys of confirms whose passage changed since
    origin: Origin | None  # None: not quoted

    @property
    def voice(self) -> Voice:
        """Whose words these are: their pen's, or for a quote its source's."""
        return self.pen.voice if self.origin is None else self.origin.voice

    @property
    def quote(self) -> Record | None:
        """The record that says these were copied from elsewhere. Believed only from the pen that put them here."""
        mine = (record for record in self.records if record.kind is RecordKind.QUOTE and record.pen.key == self.pen.key)
        return min(mine, key=lambda record: record.key, default=None)

    def of_kind(self, *kinds: RecordKind) -> list[Record]:
        """The records of these kinds."""
        return [record for record in self.records if record.kind in kinds]


def judge(case: Case) -> Verdict:
    """What these characters come to."""
    said = _said(case)
    going = [record for record in case.of_kind(RecordKind.OUT, RecordKind.UNDONE) if _hides(record, case)]
    withdrawn_here = case.origin is not None and case.origin.withdrawn
    gone = withdrawn_here or bool(going) or _all_let_go(case, moves_too=True)
    staying_elsewhere = not any(not record.moved for record in going) and not _all_let_go(case, moves_too=False)
    return Verdict(_look(case, said, going), gone, gone and (withdrawn_here or not staying_elsewhere))


def asked_of(voice: Voice, hands: str) -> frozenset[str]:
    """The people who are asked whether words typed by these hands are theirs. Empty when own hands typed them or nobody owns them."""
    return voice.owners - {hands}


def _hides(record: Record, case: Case) -> bool:
    if record.kind is RecordKind.UNDONE:
        return record.pen.key == case.pen.key and _still_the_pens_own(case)
    if case.quote is not None:
        return _hides_a_quote(record, case)
    return _own_words(record.pen, case.voice) or (_same_scribe(record.pen, case) and not _confirmed_by(case))


def _hides_a_quote(record: Record, case: Case) -> bool:
    if _own_words(record.pen, case.voice):
        return True
    quote = case.quote
    return record.pen.key == case.pen.key and quote is not None and not quote.moved and quote.carried is None


def _own_words(pen: Pen, voice: Voice) -> bool:
    return pen.own_hands and voice.owners == {pen.hands}


def _same_scribe(pen: Pen, case: Case) -> bool:
    """Whether this pen typed these words for somebody else, who is not one of several speaking together with the hands."""
    return pen.voice.same_words_as(case.voice) and pen.hands == case.pen.hands and pen.hands not in case.voice.owners


def _still_the_pens_own(case: Case) -> bool:
    """Whether the pen may still take its own step back: nobody else has said yes to the words, or answered the move of theirs."""
    quote = case.quote
    if quote is None:
        return case.pen.own_hands or not _confirmed_by(case)
    answered = bool(case.of_kind(RecordKind.LET_GO, RecordKind.KEEP, RecordKind.CONFIRM))
    return not (quote.moved and answered)


def _confirmed_by(case: Case) -> frozenset[str]:
    owners = case.voice.owners
    return frozenset(record.actor for record in case.of_kind(RecordKind.CONFIRM) if record.actor in owners)


def _all_let_go(case: Case, moves_too: bool) -> bool:
    """Whether every owner agrees that the words go: by letting go, or by taking out words of a voice they share."""
    owners = case.voice.owners
    if not owners:
        return False
    agreed: set[str] = set()
    for record in case.of_kind(RecordKind.LET_GO, RecordKind.OUT):
        if moves_too or not record.moved:
            agreed.add(agreed_by(record, case.voice))
    return owners <= agreed


def agreed_by(record: Record, voice: Voice) -> str:
    """The owner who agrees by this record that words of the voice go: by letting go, or by taking them out where several speak. "" for nobody."""
    if record.kind is RecordKind.LET_GO:
        return record.actor
    if record.kind is not RecordKind.OUT or voice.kind is not VoiceKind.SHARED:
        return ""
    alone_or_together = record.pen.own_hands or record.pen.voice == voice
    return record.pen.hands if alone_or_together and record.pen.hands in voice.owners else ""


def _said(case: Case) -> Said:
    if case.origin is None:
        return _answered(case, asked_of(case.voice, case.pen.hands), otherwise=Said.WAITING)
    if not case.origin.carried:
        return case.origin.said
    return _answered(case, asked_of(case.voice, case.origin.hands), otherwise=case.origin.said)


def _answered(case: Case, asked: frozenset[str], otherwise: Said) -> Said:
    """What those who are asked say of the words; `otherwise` while not all of them have answered."""
    if not asked:
        return Said.OWN
    if any(record.actor in asked for record in case.of_kind(RecordKind.NOT_MINE)):
        return Said.NOT_MINE
    yes = [record for record in case.of_kind(RecordKind.CONFIRM) if record.actor in asked]
    if not asked <= {record.actor for record in yes}:
        return otherwise
    sound = {record.actor for record in yes if record.key not in case.broken}
    return Said.CONFIRMED if asked <= sound else Said.CHANGED


def _look(case: Case, said: Said, going: Collection[Record]) -> Look:
    strikes = {record.pen.key for record in case.of_kind(RecordKind.OUT, RecordKind.UNDONE) if record not in going}
    kept = {key for key in strikes if _refused(key, case)}
    quote, origin = case.quote, case.origin
    return Look(
        pen=case.pen,
        voice=case.voice,
        hands=case.pen.hands if origin is None else origin.hands,
        way=case.pen.way if origin is None else origin.way,
        struck_by=_in_order(strikes - kept),
        kept_from=_in_order(kept),
        said=said,
        pasted=next((record.named for record in case.of_kind(RecordKind.PASTED) if record.pen.key == case.pen.key), None),
        quoted=quote is not None,
        moved=quote is not None and quote.moved,
        carried=quote is not None and quote.carried is not None,
    )


def _refused(striker: PenKey, case: Case) -> bool:
    keeps = [record for record in case.of_kind(RecordKind.KEEP) if record.actor in case.voice.owners]
    return any(voice.same_words_as(striker.voice) for record in keeps for voice in record.against)


def _in_order(keys: Collection[PenKey]) -> tuple[PenKey, ...]:
    return tuple(sorted(keys, key=lambda key: (key.voice.kind, key.voice.people, key.voice.named, key.hands)))
