"""What relatives who are here may see is not said yet: the patient is told so once, with the way to the page where it is said."""

from collections.abc import Sequence

from app.language import _
from app.people import join_words
from ui.desk.room import DeskRoom
from ui.widgets.strips import Saying, Way

PAGE, LATER = "family", "later"


def tell_of_family(room: DeskRoom) -> None:
    """Says who sees only their own page, while nobody holds the pen; once more when the patient takes it up, and then never again."""
    desk, patient = room.desk, room.desk.patient
    desk.sight.look_again()
    pen, closed = desk.pen, desk.sight.not_told(desk.people)
    if patient is None or not closed or (pen is not None and not (pen.own_hands and pen.hands == patient.person)):
        return
    ways = (Way(PAGE, _("Family and friends"), "account-group-outline"), Way(LATER, _("Later"), "clock-outline"))
    saying = Saying(_own_pages_only([here.known_as for here in closed], patient.known_as), (), ways)
    room.shell.asking.tell(saying, lambda key: room.shell.go("family") if key == PAGE else None)
    if pen is not None:
        desk.sight.note_told(closed)


def _own_pages_only(names: Sequence[str], patient: str) -> str:
    if len(names) > 1:
        return _("{names} see only their own pages until {patient} says more.").format(names=join_words(names), patient=patient)
    return _("{name} sees only their own page until {patient} says more.").format(name=names[0], patient=patient)
