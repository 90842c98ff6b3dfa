"""Sharing a private page: chosen words go into the plan as their writer's own, in the right box of the right question, for good.

They go in as words and not as keystrokes, through the desk, under the writer's own pen. What has gone in leaves the private page; should
something stand in the way on the way, the rest stays there. Sharing is not undone.
"""

from collections.abc import Iterable
from itertools import groupby

from app.answers import Chosen, chosen_value
from app.desk import Desk
from app.draft_words import Piece, joined
from app.errors import Trouble
from app.language import _
from app.private_drafts import OpenDraft
from models.questions import Question, SideName


def share(desk: Desk, draft: OpenDraft, pieces: Iterable[Piece]) -> None:
    """Puts these pieces into the plan, box by box in the order of the form. Raises Trouble; what had gone in by then is in the plan alone.

    No other pen is in hand afterwards than the one before, or none.
    """
    before, shared = draft.words, list[Piece]()
    held, own = desk.pen, desk.pens.own(draft.person)
    desk.take_up(own)
    try:
        for question, group in _in_order(desk, pieces):
            _put(desk, draft, question, group)
            shared += group
            draft.let_go(group, before.without(shared))
    finally:
        if held != own:
            desk.put_down()


def _in_order(desk: Desk, pieces: Iterable[Piece]) -> Iterable[tuple[Question, list[Piece]]]:
    """The pieces that go into one box together, with their question."""
    ordered = sorted(pieces, key=lambda piece: (desk.form.number_of(piece.question), piece.box, piece.start))
    for (question, _at), group in groupby(ordered, key=lambda piece: (piece.question, piece.box)):
        yield desk.form.question(question), list(group)


def _put(desk: Desk, draft: OpenDraft, question: Question, group: list[Piece]) -> None:
    if group[0].is_choice:
        jotted = draft.words.jotted(question.id)
        desk.enter(_own_side(desk, question, draft.person), chosen_value(question, Chosen(jotted.values, jotted.own)), for_good=True)
        return
    _own_side(desk, question, draft.person)  # before a box is added: there may be no place in it
    number = _box_for_one_thing(desk, question) if question.repeats or question.repeats_with else ""
    desk.put_in_for_good(_own_side(desk, question, draft.person, number), joined(group))


def _box_for_one_thing(desk: Desk, question: Question) -> str:
    """A box of its own for each thing: the first one while nobody has written there, else a new one."""
    if desk.box_ids(question) == [""] and not desk.somebody_wrote(question):
        return ""
    return desk.add_box(question, for_good=True)


def _own_side(desk: Desk, question: Question, person: str, number: str = "") -> str:
    """The box of the question in which this person's own words stand. Raises Trouble for one who has no side in it today."""
    boxes = [box for box in desk.boxes(question, number) if person in box.owners and box.side is not SideName.TOGETHER]
    if not boxes:
        raise Trouble(
            _("No place for this today"),
            _("The one who wrote this takes part in another role today."),
            _("Keep it private, or change the role at Who is here."),
            kept=_("What was not shared stays on your page."),
        )
    return boxes[0].name
