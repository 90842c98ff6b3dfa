"""What family and friends may see, and whether their own words stand in copies that leave. The patient says so, in own hands, and dated.

Whether two relatives see each other's side is theirs to say: both have to. What was said before stays in the list; nothing is erased.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.clock import Clock
from app.errors import Trouble
from app.here import Here
from app.language import _
from models.database import Store
from models.family import FamilySetting, family_setting, family_settings, set_for_family
from models.questions import SideName
from models.text.document import question_of
from models.text.pens import Pen


class MaySee(StrEnum):
    """What is opened, as it is kept."""

    PLAN = "plan"  # the patient opens to this person what stands in every side that is not family's
    RELATIVES = "relatives"  # this person opens their own side to those relatives who open theirs


@dataclass(frozen=True)
class Said:
    """What was said about one member of family or friend. `since` is None before anything was: then nothing is open."""

    person: str
    sees_plan: bool = False
    in_copies: bool = False
    open_to_relatives: bool = False
    since: datetime | None = None


def said_about(store: Store, patient: str, person: str) -> Said:
    """What holds for this person now."""
    with store.reading() as session:
        return _said(family_setting(session, patient, person))


def said_about_everybody(store: Store, patient: str) -> dict[str, Said]:
    """What holds now, for everybody about whom something was ever said."""
    return {said.person: said for said in all_ever_said(store, patient)}


def all_ever_said(store: Store, patient: str) -> list[Said]:
    """All that ever held, person by person, oldest first."""
    with store.reading() as session:
        return [_said(setting) for setting in family_settings(session, patient)]


def let_see(store: Store, clock: Clock, pen: Pen, patient: str, person: str, *, sees_plan: bool, in_copies: bool) -> Said:
    """The patient says what somebody may see from now on, and whether that person's words stand in new copies.

    Raises Trouble for any pen but the patient's own.
    """
    _must_be_own(pen, patient, _("Only the patient can say this."))
    return _keep(store, clock, patient, replace(said_about(store, patient, person), sees_plan=sees_plan, in_copies=in_copies))


def open_to_relatives(store: Store, clock: Clock, pen: Pen, patient: str, yes: bool) -> Said:
    """Somebody of the family opens their own side to relatives who open theirs, or closes it again. Raises Trouble for other hands."""
    _must_be_own(pen, pen.hands, _("Only you can say this."))
    return _keep(store, clock, patient, replace(said_about(store, patient, pen.hands), open_to_relatives=yes))


def may_see(said: Mapping[str, Said], viewer: Here, side: str) -> bool:
    """Whether somebody may see a side (by its name in the plan). Family see their own at any time, and of the rest what was opened."""
    if viewer.side is not SideName.FAMILY:
        return True
    mine = said.get(viewer.person, Said(viewer.person))
    kind, _colon, owner = question_of(side)[2].partition(":")
    if kind != SideName.FAMILY.value:
        return mine.sees_plan
    return owner == viewer.person or (mine.open_to_relatives and owner in said and said[owner].open_to_relatives)


def not_their_own(title: str) -> Trouble:
    """That it takes the pen of whose it is to say."""
    return Trouble(title, _("It is said with one's own pen, in one's own hands."), _("Pass the pen, then say it again."))


# ---- insides


def _keep(store: Store, clock: Clock, patient: str, said: Said) -> Said:
    """What was said holds from now on. The same said again holds since it was said first."""
    if said == said_about(store, patient, said.person):
        return said
    opened = {MaySee.PLAN: said.sees_plan, MaySee.RELATIVES: said.open_to_relatives}
    codes = tuple(code.value for code, is_open in opened.items() if is_open)
    with store.session() as session:
        return _said(set_for_family(session, FamilySetting(patient, said.person, codes, said.in_copies, clock.now())))


def _said(setting: FamilySetting) -> Said:
    sees_plan, to_relatives = MaySee.PLAN in setting.may_see, MaySee.RELATIVES in setting.may_see
    return Said(setting.person_id, sees_plan, setting.stands_in_copies, to_relatives, setting.set_at)


def _must_be_own(pen: Pen, person: str, title: str) -> None:
    if not pen.own_hands or pen.hands != person:
        raise not_their_own(title)
