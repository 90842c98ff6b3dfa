"""Who is here today, and how each of them takes part. Role and expertise are chosen each time; a person is one person whatever the role."""

from dataclasses import dataclass

from models.form_lists import Expertise, Role
from models.marks import Mark
from models.questions import SideName
from models.sittings import TakesPart

PRESENT = frozenset({TakesPart.SPEAKS, TakesPart.SPEAKS_WITH_HELP, TakesPart.READ_BY_ANOTHER})


@dataclass(frozen=True)
class Here:
    """One person of this sitting. `role` is today's, `needs` are the short words of what this person needs to join in."""

    person: str
    name: str
    known_as: str
    initials: str
    mark: Mark
    role: Role
    takes_part: TakesPart = TakesPart.SPEAKS
    expertise: Expertise = Expertise.NEITHER
    helper: str = ""
    needs: tuple[str, ...] = ()
    is_patient: bool = False
    left: bool = False

    @property
    def present(self) -> bool:
        """Whether this person is in the room now: only then can words be typed for them as they say them."""
        return self.takes_part in PRESENT and not self.left

    @property
    def side(self) -> SideName | None:
        """Where this person's own words go; None for those who only carry or keep the words of others."""
        return SideName.PATIENT if self.is_patient else self.role.side
