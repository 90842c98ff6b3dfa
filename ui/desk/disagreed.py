"""Where we do not agree, listed at the question that asks for it: each box with the way there. Who said what stands only there."""

from app.differing import DiffersAt, differing_at
from app.language import _
from app.wording import in_short
from models.text.document import side_id
from ui.desk.room import DeskRoom
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind


def disagreed_card(room: DeskRoom) -> Card | None:
    """A card with every box in which people differ; None where they differ in none."""
    found = differing_at(room.desk, room.name_of)
    if not found:
        return None
    ways = [FlowRow(room.look, _way_to(room, place)) for place in found]
    return Card(room.look, Column(room.look, Words(_("You do not agree at:"), "bold"), *ways, gap=2))


def _way_to(room: DeskRoom, place: DiffersAt) -> Button:
    named = _named(room, place)
    button = Button(room.look, named, "arrow-right", Kind.GHOST)
    button.setAccessibleName(_("Go to {question}").format(question=named))
    button.clicked.connect(lambda: room.box_wanted.emit(_side_to_go_to(room, place)))
    return button


def _named(room: DeskRoom, place: DiffersAt) -> str:
    """The question by its number and words; where it has several boxes, with the beginning of what this one is about."""
    desk, question = room.desk, place.question
    number, words = desk.form.number_of(question.id), _about(room, place)
    if not words:
        return _("{n}. {question}").format(n=number, question=question.wording)
    return _("{n}. {question} “{words}”").format(n=number, question=question.wording, words=words)


def _about(room: DeskRoom, place: DiffersAt) -> str:
    """The first words of the box, of the question that leads where several repeat together; "" where the question has one box only."""
    desk = room.desk
    if len(desk.box_ids(place.question)) < 2:
        return ""
    lead = desk.form.question(place.question.repeats_with or place.question.id)
    texts = (desk.document.side(box.name).text for box in desk.boxes(lead, place.box))
    return in_short(next((text for text in texts if text.strip()), ""))


def _side_to_go_to(room: DeskRoom, place: DiffersAt) -> str:
    """The first side of that box; where nobody who is here has one, a name that leads to the question all the same."""
    boxes = room.desk.boxes(place.question, place.box)
    return boxes[0].name if boxes else side_id(place.question.id, place.question.sides[0].value, place.box)
