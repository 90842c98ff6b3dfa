"""Faults that could be planted in the engine: each one thing gone wrong, named as one would report it. The fuzz must find all of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from models.text import entries, judging, side, undoing, writing
from models.text.acts import Act, Acts
from models.text.blocks import Piece
from models.text.document import Door, PlanDocument
from models.text.engine import Engine
from models.text.judging import Case, Origin, Verdict
from models.text.passages import Passages
from models.text.pens import Pen, PenKey
from models.text.records import Record, RecordKind
from models.text.side import Side
from models.text.spans import Span, Spans

Fault = Callable[[pytest.MonkeyPatch], None]
FAULTS: list[Fault] = []


def planted(fault: Fault) -> Fault:
    """Adds a fault to those that must be found."""
    FAULTS.append(fault)
    return fault


@planted
def a_foreign_word_is_hidden(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "_own_words", lambda pen, voice: pen.own_hands)


@planted
def new_words_stand_one_place_to_the_left(patch: pytest.MonkeyPatch) -> None:
    insert = Engine.insert
    patch.setattr(Engine, "insert", lambda self, name, raw, text: insert(self, name, max(0, raw - 1), text))


@planted
def a_quote_is_the_quoters(patch: pytest.MonkeyPatch) -> None:
    origins = PlanDocument._origins

    def wrong(self: PlanDocument, quote: Record, source: object) -> Iterator[tuple[Span, Origin]]:
        for span, origin in origins(self, quote, source):  # type: ignore[arg-type]
            yield span, replace(origin, voice=quote.pen.voice)

    patch.setattr(PlanDocument, "_origins", wrong)


@planted
def a_confirm_is_ignored(patch: pytest.MonkeyPatch) -> None:
    answered = judging._answered
    patch.setattr(judging, "_answered", lambda case, asked, otherwise: answered(_without(case, RecordKind.CONFIRM), asked, otherwise))


@planted
def a_scribe_takes_out_what_was_confirmed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "_confirmed_by", lambda case: frozenset())


@planted
def undo_takes_another_pens_act(patch: pytest.MonkeyPatch) -> None:
    def last(self: Acts, pen: PenKey, sitting: str) -> Act | None:
        tops = [acts[-1] for (key, held), acts in self._done.items() if acts and held == sitting and key.voice == pen.voice]
        return max(tops, key=lambda act: act.number, default=None)

    patch.setattr(Acts, "last", last)


@planted
def keep_is_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "_refused", lambda case: frozenset())


@planted
def a_changed_passage_is_not_noticed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Passages, "_is_broken", lambda self, passage: False)


@planted
def quotes_do_not_follow_their_source(patch: pytest.MonkeyPatch) -> None:
    def deaf(self: PlanDocument, source: str) -> set[str]:
        self._sides[source].take_changed()
        return set()

    patch.setattr(PlanDocument, "_tell_quotes", deaf)


@planted
def a_burst_is_joined_across_pens(patch: pytest.MonkeyPatch) -> None:
    def joinable(document: PlanDocument, pen: Pen, side: str, burst: str) -> Act | None:
        fitting = [acts[-1] for acts in document.acts._done.values() if acts and (acts[-1].burst, acts[-1].place) == (burst or None, side)]
        return max(fitting, key=lambda act: act.number, default=None)

    patch.setattr(writing, "_joinable", joinable)


@planted
def a_view_operation_is_one_place_off(patch: pytest.MonkeyPatch) -> None:
    def off(self: Side, before: Verdict, piece: Piece, at: int) -> None:
        tell(self, before, piece, at + 1)

    tell = Side._tell
    patch.setattr(Side, "_tell", off)


@planted
def an_act_is_lost_on_restart(patch: pytest.MonkeyPatch) -> None:
    start = Acts.__init__
    patch.setattr(Acts, "__init__", lambda self, acts=(): start(self, sorted(acts, key=lambda act: act.number)[:-1]))


@planted
def one_of_several_speakers_lets_go_for_all(patch: pytest.MonkeyPatch) -> None:
    def enough(case: Case, moves_too: bool) -> bool:
        records = [record for record in case.of_kind(RecordKind.LET_GO, RecordKind.OUT) if moves_too or not record.moved]
        return any(judging.agreed_by(record, case.voice) in case.voice.owners for record in records)

    patch.setattr(judging, "_all_let_go", enough)


@planted
def a_quote_stays_when_its_source_has_left(patch: pytest.MonkeyPatch) -> None:
    judge = judging.judge
    patch.setattr(side, "judge", lambda case: replace(judge(case), withdrawn=False))


@planted
def a_moved_word_takes_its_quotes_along(patch: pytest.MonkeyPatch) -> None:
    judge = judging.judge
    patch.setattr(side, "judge", lambda case: replace(verdict := judge(case), withdrawn=verdict.gone))


@planted
def yes_wins_over_not_my_words(patch: pytest.MonkeyPatch) -> None:
    answered = judging._answered

    def wrong(case: Case, asked: frozenset[str], otherwise: object) -> object:
        yes = any(record.kind is RecordKind.CONFIRM and record.actor in asked for record in judging._last_words(case))
        return answered(_without(case, RecordKind.NOT_MINE) if yes else case, asked, otherwise)  # type: ignore[arg-type]

    patch.setattr(judging, "_answered", wrong)


@planted
def the_earlier_answer_counts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "_last_words", lambda case: judging._owners(case, RecordKind.CONFIRM, RecordKind.NOT_MINE))


@planted
def a_move_is_undone_after_its_owner_answered(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "_answered_since", lambda case: False)


@planted
def the_newest_entry_is_not_the_last_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(entries, "_next_number", lambda document, place: 1)


@planted
def positions_are_counted_in_code_points(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(side, "code_points", lambda text, units: min(units, len(text)))


@planted
def pasted_words_forget_that_they_were(patch: pytest.MonkeyPatch) -> None:
    look = judging._look
    patch.setattr(judging, "_look", lambda case, said, going: replace(look(case, said, going), pasted=None))


@planted
def redo_brings_back_too_little(patch: pytest.MonkeyPatch) -> None:
    turn = undoing._turn

    def wrong(document: PlanDocument, pen: Pen, act: Act, undone: bool) -> object:
        return turn(document, pen, act if undone else replace(act, switches=act.switches[:-1]), undone)

    patch.setattr(undoing, "_turn", wrong)


@planted
def a_strike_lands_on_its_neighbour_too(patch: pytest.MonkeyPatch) -> None:
    def wide(document: PlanDocument, door: Door, act: Act, pen: Pen, name: str, spans: Spans) -> Act:
        return strike(document, door, act, pen, name, tuple(Span(span.peer, span.first, span.length + 1) for span in spans))

    strike = writing._strike
    patch.setattr(writing, "_strike", wide)


@planted
def a_document_that_failed_halfway_is_written_in_further(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Engine, "_must_be_whole", lambda self: None)


def _without(case: Case, kind: RecordKind) -> Case:
    return replace(case, records=tuple(record for record in case.records if record.kind is not kind))
