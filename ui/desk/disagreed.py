"""Where we do not agree, listed at the question that asks for it: each with the way there. What was said stands there, and only there."""

from app.differing import differing_at
from app.language import _
from models.questions import Question
from ui.desk.room import DeskRoom
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind


def disagreed_card(room: DeskRoom) -> Card | None:
    """A card with every question at which people differ; None where they differ at none."""
    found = differing_at(room.desk, room.name_of)
    if not found:
        return None
    ways = [FlowRow(room.look, _way_to(room, question)) for question in found]
    return Card(room.look, Column(room.look, Words(_("You do not agree at:"), "bold"), *ways, gap=2))


def _way_to(room: DeskRoom, question: Question) -> Button:
    named = _("{n}. {question}").format(n=room.desk.form.number_of(question.id), question=question.wording)
    button = Button(room.look, named, "arrow-right", Kind.GHOST)
    button.setAccessibleName(_("Go to {question}").format(question=named))
    button.clicked.connect(lambda: room.box_wanted.emit(room.desk.boxes(question, room.desk.box_ids(question)[0])[0].name))
    return button
