"""Before a copy leaves: what would leave, who could get it, and which copies left before. Copies themselves are made in app.word."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.clock import today_by
from app.dates import write_day
from app.errors import Trouble
from app.language import _, ngettext
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.people import join_words
from app.settings import MAIN_WORKER_TITLE
from app.word.blocks import CopyKind, Identity
from app.word.export import copy_of
from models.copies import Copy, copies_of
from models.marks import Mark
from models.plans import Plan
from models.receipts import Receipt, note_receipt, receipts_of

LISTED = 8


@dataclass(frozen=True)
class Leaves:
    """What a copy would hold: about whom, how many questions somebody answered, and how many things are not settled."""

    about: Identity | None
    answered: int
    unsettled: int


@dataclass(frozen=True)
class Receiver:
    """Somebody who could get a copy. People of the sitting have a mark; others are named by what they do."""

    key: str
    words: str
    initials: str = ""
    mark: Mark | None = None


def what_leaves(open_store: OpenStore, plan: OpenPlan) -> Leaves:
    """What is in a copy of this plan as it stands now; the same in every kind. Raises Trouble while words are not saved."""
    copy = copy_of(open_store, plan.plan, CopyKind.CLEAN)
    answered = sum(plan.desk.somebody_wrote(question) for question in plan.form.questions)
    return Leaves(copy.about, answered, copy.unsettled)


def leaves_in_words(leaves: Leaves) -> list[str]:
    """The same in sentences: what goes out, what stays, what is not settled."""
    facts = _facts_about(leaves.about)
    questions = ngettext("{n} question with its answers", "{n} questions with their answers", leaves.answered).format(n=leaves.answered)
    said = [
        _("This leaves: {parts}.").format(parts=join_words([*facts, questions])),
        _("This stays here: pages you did not share, and words somebody says are not theirs."),
    ]
    if leaves.unsettled:
        said.append(
            ngettext(
                "{n} thing is not settled yet. The copy says so in words.",
                "{n} things are not settled yet. The copy says so in words.",
                leaves.unsettled,
            ).format(n=leaves.unsettled)
        )
    return said


def receivers(open_store: OpenStore) -> list[Receiver]:
    """Who could get a copy: everybody of the sitting, the patient first, then those whom plans about somebody are usually sent to."""
    sitting = open_store.sitting
    people = sitting.people if sitting else ()
    here = [Receiver(one.person, one.known_as, one.initials, one.mark) for one in people]
    if sitting is not None and sitting.about_nobody:
        return here
    main_worker = open_store.settings.get(MAIN_WORKER_TITLE) or _("main worker")
    return [*here, Receiver("family_doctor", _("family doctor (GP)")), Receiver("main_worker", main_worker)]


def not_opened_to(open_store: OpenStore, plan: OpenPlan, chosen: Iterable[str]) -> list[str]:
    """What is to be known before a copy goes to family: to whom of those who are chosen the plan is not opened, each in a sentence."""
    sitting, keys = open_store.sitting, frozenset(chosen)
    people = [here for here in sitting.people if here.person in keys] if sitting else []
    closed = plan.desk.sight.not_opened_to(people)
    return [
        _("{patient} has not opened the plan to {name} yet.").format(patient=plan.desk.patient_name, name=one.known_as) for one in closed
    ]


def receivers_in_words(chosen: Iterable[Receiver], others: str = "") -> str:
    """Who gets a copy, as it is kept beside it: "Sam, Mum and family doctor (GP)". "" when nobody was named."""
    return join_words([*(one.words for one in chosen), *([others.strip()] if others.strip() else [])])


@dataclass(frozen=True)
class CopyLeft:
    """A copy that left, in a sentence. `given` says when it was handed over; "" while nobody said so."""

    id: str
    whom: str
    words: str
    given: str = ""


def copies_left(open_store: OpenStore, plan: Plan) -> list[CopyLeft]:
    """The newest copies of a plan that left; a copy that left stays listed."""
    with open_store.store.reading() as session:
        copies, given = copies_of(session, plan.id), receipts_of(session, plan.id)
    return [_copy_left(one, given.get(one.id)) for one in reversed(copies[-LISTED:])]


def note_given(open_store: OpenStore, copy: CopyLeft) -> None:
    """Notes that a copy was handed over today, by whoever unlocked. Raises Trouble behind the lock."""
    who = open_store.unlocked_by
    if who is None:
        raise Trouble(_("Two Pens is locked."), _("A member of staff can unlock it."), _("Ask a member of staff."))
    today = today_by(open_store.clock)
    with open_store.store.session() as session:
        note_receipt(session, Receipt(copy.id, copy.whom, today, who.id))


def kind_name(kind: CopyKind) -> str:
    """The name of a kind of copy, as it stands by itself."""
    return {CopyKind.CLEAN: _("Clean"), CopyKind.WHO_WROTE_WHAT: _("Who wrote what")}[kind]


def _facts_about(about: Identity | None) -> list[str]:
    """What a copy says of the person it is about; nothing where it is about nobody."""
    if about is None:
        return []
    return [_("the name"), *([_("the day of birth")] if about.born else []), *([_("the NHS number")] if about.nhs_number else [])]


def _copy_left(copy: Copy, given: Receipt | None) -> CopyLeft:
    words = _copy_line(copy.kind, write_day(copy.made_at.astimezone().date()), copy.for_whom)
    when = _("Given on {day}.").format(day=write_day(given.given_on)) if given else ""
    return CopyLeft(copy.id, copy.for_whom, words, when)


def _copy_line(code: str, day: str, for_whom: str) -> str:
    names = {kind.value.replace("-", "_"): kind_name(kind) for kind in CopyKind}
    if for_whom:
        return _("{day}: {kind}, for {people}").format(day=day, kind=names.get(code, code), people=for_whom)
    return _("{day}: {kind}").format(day=day, kind=names.get(code, code))
