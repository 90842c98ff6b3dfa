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
    answered: bool = False  # the owner has let go of them where they stood, or kept them there from the pen that quotes
    confirmed_by: frozenset[str] = frozenset()
    carried: bool = False  # from an earlier plan: what is asked about the words can only be answered here


@dataclass(frozen=True)
class Verdict:
    """What some characters are: their look, whether they have left the page, and whether quotes of them leave with them.

    `answered`: the pen that put them here can't take that back alone any more. `let_go` and `refused` tell what the owner answered.
    """

    look: Look
    gone: bool = False
    withdrawn: bool = False
    answered: bool = False
    let_go: bool = False
    refused: frozenset[Voice] = frozenset()  # whose strikes an owner refused
    confirmed_by: frozenset[str] = frozenset()  # the owners who said: yes, my words

    @property
    def struck(self) -> bool:
        """Whether somebody struck them, in vain or not."""
        return bool(self.look.struck_by or self.look.kept_from)

    def refuses(self, striker: Voice) -> bool:
        """Whether an owner has refused a strike by this voice: it can't be made again."""
        return any(voice.same_words_as(striker) for voice in self.refused)


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
    return Verdict(
        look=_look(case, said, going),
        gone=gone,
        withdrawn=gone and (withdrawn_here or not staying_elsewhere),
        answered=_answered_since(case),
        let_go=bool(_owners(case, RecordKind.LET_GO)),
        refused=_refused(case),
        confirmed_by=_confirmed_by(case),
    )


def asked_of(voice: Voice, hands: str) -> frozenset[str]:
    """The people who are asked whether words typed by these hands are theirs. Empty when own hands typed them or nobody owns them."""
    return voice.owners - {hands}


def _hides(record: Record, case: Case) -> bool:
    if record.kind is RecordKind.UNDONE:
        return record.pen.key == case.pen.key and not _answered_since(case)
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


def _answered_since(case: Case) -> bool:
    """Whether the pen may not take its own step back any more: somebody else has said yes to the words, or answered the move of theirs."""
    if _own_words(case.pen, case.voice):
        return False
    if case.quote is None or case.origin is None:
        return bool(_confirmed_by(case))
    return case.quote.moved and (case.origin.answered or bool(_owners(case, RecordKind.LET_GO, RecordKind.KEEP)))


def _confirmed_by(case: Case) -> frozenset[str]:
    if case.origin is not None and not case.origin.carried:
        return case.origin.confirmed_by
    return frozenset(record.actor for record in _last_words(case) if record.kind is RecordKind.CONFIRM)


def _last_words(case: Case) -> list[Record]:
    """Each owner's "yes" and "not my words" that the same person did not say otherwise later. Two said at one moment both count."""
    said = _owners(case, RecordKind.CONFIRM, RecordKind.NOT_MINE)
    replaced = {(record.actor, key) for record in said for key in record.instead_of}
    return [record for record in said if (record.actor, record.key) not in replaced]


def _owners(case: Case, *kinds: RecordKind) -> list[Record]:
    """The owners' own answers of these kinds."""
    return [record for record in case.of_kind(*kinds) if record.actor in case.voice.owners]


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
    """The owner who agrees by this record that words go: by letting go, or by taking out where several speak. "" for nobody."""
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
        return Said.CHANGED if case.origin.said is Said.CONFIRMED and _changed_here(case) else case.origin.said
    return _answered(case, asked_of(case.voice, case.origin.hands), otherwise=case.origin.said)


def _answered(case: Case, asked: frozenset[str], otherwise: Said) -> Said:
    """What those who are asked say of the words; `otherwise` while not all of them have answered."""
    if not asked:
        return Said.OWN
    words = [record for record in _last_words(case) if record.actor in asked]
    if any(record.kind is RecordKind.NOT_MINE for record in words):
        return Said.NOT_MINE
    if not asked <= {record.actor for record in words}:
        return otherwise
    sound = {record.actor for record in words if record.key not in case.broken}
    return Said.CONFIRMED if asked <= sound else Said.CHANGED


def _changed_here(case: Case) -> bool:
    """Whether somebody confirmed moved words where they stand now, and something changed there since."""
    words = [record for record in _last_words(case) if record.kind is RecordKind.CONFIRM]
    sound = {record.actor for record in words if record.key not in case.broken}
    return any(record.actor not in sound for record in words)


def _look(case: Case, said: Said, going: Collection[Record]) -> Look:
    strikes = {record.pen.key for record in case.of_kind(RecordKind.OUT, RecordKind.UNDONE) if record not in going}
    refused = _refused(case)
    kept = {key for key in strikes if any(voice.same_words_as(key.voice) for voice in refused)}
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


def _refused(case: Case) -> frozenset[Voice]:
    return frozenset(voice for record in _owners(case, RecordKind.KEEP) for voice in record.against)


def _in_order(keys: Collection[PenKey]) -> tuple[PenKey, ...]:
    return tuple(sorted(keys, key=lambda key: (key.voice.kind, key.voice.people, key.voice.named, key.hands)))
