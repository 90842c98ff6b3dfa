"""Preparing by oneself: which questions of a plan somebody can think about alone beforehand, and opening the private page for it.

Only forms with a preparation have one. It asks three questions at most; the rest of its first part waits behind "More choices". What the
team brings it writes where everybody can read it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.asked_beforehand import AT_ONCE
from app.draft_words import ALONE, Piece
from app.errors import Trouble
from app.here import Here
from app.language import _
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.private_drafts import OpenDraft
from app.sharing import share
from models.forms import Form
from models.questions import Question, SideName


@dataclass(frozen=True)
class Preparation:
    """What somebody is asked beforehand: at first, and behind "More choices". `in_the_plan` is what the team writes in shared view."""

    first: tuple[Question, ...]
    more: tuple[Question, ...]
    in_the_plan: Question | None = None

    @property
    def parts(self) -> tuple[tuple[Question, ...], ...]:
        """The questions as they are asked: never more than three at once."""
        return (self.first, *(self.more[at : at + AT_ONCE] for at in range(0, len(self.more), AT_ONCE)))

    @property
    def is_empty(self) -> bool:
        """Whether this person is asked nothing."""
        return not self.first and self.in_the_plan is None


def preparation_for(form: Form, here: Here) -> Preparation:
    """What this person is asked. Nothing at first and nothing more for somebody who has no side."""
    team = here.side is SideName.TEAM
    shared = next((question for question in form.questions if team and question.sides[:1] == (SideName.TEAM,)), None)
    asked = [question for question in form.sections[0].questions if _is_asked(question, here) and question != shared]
    if not asked and not team:
        asked = [question for question in form.questions if question.sides[:1] == (here.side,) and _is_asked(question, here)]
    first = ([question for question in asked if question.core] or asked)[:AT_ONCE]
    return Preparation(tuple(first), tuple(question for question in asked if question not in first), shared)


class Preparing:
    """The preparation of the plan on the table. `open` and `start` are slow: call them in a task."""

    def __init__(self, store: OpenStore, plan: OpenPlan) -> None:
        self._store, self._plan = store, plan

    # ---- what you can ask it

    @property
    def form(self) -> Form:
        """The plan's form."""
        return self._plan.form

    @property
    def people(self) -> list[Here]:
        """Whoever is here now and has something to prepare, in the order of the sitting."""
        return [here for here in self._here() if here.present and not preparation_for(self.form, here).is_empty]

    @property
    def least(self) -> int:
        """How many digits or letters a new number has."""
        return self._store.drafts.least

    # ---- what you can tell it

    def begin(self) -> None:
        """Before anybody is asked for a number: from here on nobody can tell who has a page, and who has none."""
        self._store.drafts.make_all_look_alike(self._plan.plan.id, [here.person for here in self._here()])

    def open(self, person: str, number: str) -> OpenDraft:
        """This person's own page, by their number. Raises what PrivateDrafts raises, and Trouble for somebody who is not here."""
        self._must_be_here(person)
        return self._store.drafts.open(person, self._plan.plan.id, number)

    def start(self, person: str, number: str) -> OpenDraft:
        """A new page under a new number; one of before is gone for good. Raises as `open`, and PinTooShort."""
        self._must_be_here(person)
        return self._store.drafts.start(person, self._plan.plan.id, number)

    def take_up(self, draft: OpenDraft) -> OpenDraft | None:
        """Lets the page that was opened in a task be the open one. None, and it is closed, where that cannot be any more."""
        try:
            self._must_be_here(draft.person)
        except Trouble:
            draft.close()
            return None
        return self._store.drafts.take_up(draft)

    def take_pen(self, person: str) -> None:
        """This person said who they are, and writes in the plan itself: their own pen is in hand. Raises Trouble as `open`."""
        self._must_be_here(person)
        self._plan.desk.take_up(self._plan.desk.pens.own(person))

    def share(self, draft: OpenDraft, pieces: Iterable[Piece]) -> None:
        """Puts these pieces into the plan as their writer's own words, for good. Raises Trouble for somebody who is not here."""
        self._must_be_here(draft.person)
        share(self._plan.desk, draft, pieces)

    # ---- insides

    def _here(self) -> list[Here]:
        return list(self._store.sitting.people) if self._store.sitting and not self._store.locked else []

    def _must_be_here(self, person: str) -> None:
        """A private page opens in a sitting about this patient, with this plan on the table, for somebody who is there."""
        if self._store.locked or self._store.plan is not self._plan:
            raise self._store.one_at_a_time()
        if not any(here.present for here in self._here() if here.person == person):
            raise Trouble(_("This page opens for its writer alone."), _("That person is not here."), _("Wait until they are here."))


def _is_asked(question: Question, here: Here) -> bool:
    """Whether a question can be thought about alone, and this person's own words have a place there."""
    return question.kind in ALONE and here.side is not None and here.side in question.sides
