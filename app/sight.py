"""Who of family and friends may see which side of the plan on the table, as it holds now. What was not opened is not shown to them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from app.announcements import Announcement
from app.family import Said, may_see
from app.here import Here
from app.language import _
from app.people import join_words
from models.questions import SideName
from models.text.document import question_of, side_id

_PLAN = side_id("", SideName.PATIENT.value)  # stands for every side that is not family's


class Sight:
    """What was said of family, kept up to date; `changed` tells when something else holds. Without `read` everybody sees everything."""

    def __init__(self, read: Callable[[], Mapping[str, Said]] | None = None) -> None:
        self.changed: Announcement[None] = Announcement()
        self._read = read
        self._said: Mapping[str, Said] = read() if read else {}
        self._told: set[str] = set()  # the people of whom the patient was told that they see only their own page

    def look_again(self) -> None:
        """Reads anew what was said."""
        said = self._read() if self._read else {}
        if said != self._said:
            self._said = said
            self.changed.announce(None)

    def may_see(self, viewer: Here, side: str) -> bool:
        """Whether somebody may see a side, by its name in the plan."""
        return self._read is None or may_see(self._said, viewer, side)

    def closed_to(self, people: Iterable[Here], side: str) -> list[Here]:
        """Those of the people in the room who may not see a side."""
        return [here for here in people if here.present and not self.may_see(here, side)]

    def not_opened_to(self, people: Iterable[Here]) -> list[Here]:
        """Those of these people, here or not, who see only their own page."""
        return [here for here in people if not self.may_see(here, _PLAN)]

    def not_told(self, people: Iterable[Here]) -> list[Here]:
        """Those in the room who see only their own page, and of whom the patient was not told so yet."""
        return [here for here in self.not_opened_to(people) if here.present and here.person not in self._told]

    def note_told(self, people: Iterable[Here]) -> None:
        """The patient was told of these."""
        self._told |= {here.person for here in people}


def owner_in_family(side: str) -> str:
    """Whose side of family it is; "" for any other side."""
    kind, _colon, owner = question_of(side)[2].partition(":")
    return owner if kind == SideName.FAMILY.value else ""


def why_not_shown(side: str, viewers: Sequence[Here], patient: str, name_of: Callable[[str], str]) -> str:
    """Why the words of a side are not shown to these people, in a sentence."""
    owner = owner_in_family(side)
    if owner:
        return _("This is {name}'s own page.").format(name=name_of(owner))
    names = join_words([here.known_as for here in viewers])
    return _("{patient} has not opened this to {name}.").format(patient=patient, name=names)
