"""Opening a kept copy, step by step: find the copies, look at one with the code, hear what is newer where, and use it.

All of it is slow: from a page, call it in a task.
"""

from dataclasses import dataclass
from pathlib import Path

from app.access.copies import Copy, list_copies, read_copy
from app.access.recovery import RecoveryCode
from app.access.restore import Adopted, Comparison, Newer, OpenCopy, PlanDifference, Reached, Restore
from app.dates import write_day, write_time
from app.errors import Trouble
from app.forms import SHIPPED, shipped_form
from app.language import _, ngettext
from app.open_store import OpenStore
from app.services import Services


@dataclass(frozen=True)
class Looked:
    """A copy that was opened beside today's store. `sentences` say what is newer where; `loses` whether today's store has more."""

    copy: OpenCopy
    sentences: tuple[str, ...]
    loses: bool


def find_copies(place: Path) -> list[Copy]:
    """The copies in this folder, or the one that this folder or file is. The newest first. Raises OSError if it cannot be read."""
    folder = place if place.is_dir() else place.parent
    itself = read_copy(folder)
    return [itself] if itself else list_copies(folder)


def look_at(services: Services, today: OpenStore | None, folder: Path, code: RecoveryCode) -> Looked:
    """Opens the copy in this folder with its code, and holds it against the store that is open (None: none opens).

    Raises CodeOfAnotherStore, Trouble for a copy of which a part is damaged, and what one that is not whole leads to.
    """
    services.profile.prepare()
    services.one_writer.take()
    restore = Restore(services.vault, services.clock)
    copy = restore.open_copy(folder, code)
    try:
        if copy.store.damaged_pages():
            raise Trouble(
                _("This copy is damaged"), _("Part of this copy is damaged."), _("Choose another copy."), kept=_("Nothing was changed.")
            )
        found = restore.compare(today.store if today else None, copy)
    except BaseException:
        copy.close()
        raise
    return Looked(copy, tuple(in_words(found, nothing_here=today is None)), bool(found.would_lose))


def use(services: Services, looked: Looked, passphrase: str | None = None) -> Adopted:
    """Puts the copy in the place of today's store, which must be closed; that one is kept aside.

    Raises StoreStillOpen, one of the key ring's troubles (then a passphrase is to be given), or PassphraseTooShort.
    """
    return Restore(services.vault, services.clock).adopt(looked.copy, passphrase)


def copy_in_words(copy: Copy) -> str:
    """A copy as it stands in a list: "4 May 2026, 10:20"."""
    made = copy.at.astimezone()
    when = _("{day}, {time}").format(day=write_day(made.date()), time=write_time(made))
    return when if copy.is_whole else _("{when} (part of it is missing)").format(when=when)


def in_words(found: Comparison, *, nothing_here: bool = False) -> list[str]:
    """What is newer where, in sentences. They name forms, and no person."""
    if nothing_here:
        return [_("The plans of this computer do not open, or there are none."), _in_the_copy(len(found.plans))]
    if not found.same_store:
        return [_("The copy holds other plans than this computer."), *(_difference(plan) for plan in found.plans)]
    changed = [plan for plan in found.plans if plan.newer is not Newer.SAME]
    same = len(found.plans) - len(changed)
    alike = ngettext("{n} plan is the same here and in the copy.", "{n} plans are the same here and in the copy.", same).format(n=same)
    return [*(_difference(plan) for plan in changed), *([alike] if same or not changed else [])]


def _in_the_copy(count: int) -> str:
    return ngettext("There is {n} plan in the copy.", "There are {n} plans in the copy.", count).format(n=count)


def _difference(plan: PlanDifference) -> str:
    name, here, there = _named(plan), _when(plan.today), _when(plan.copy)
    return {
        Newer.SAME: _("{plan}: the same here and in the copy.").format(plan=name),
        Newer.TODAY: _("{plan}: newer here, up to {here}. The copy ends {there}.").format(plan=name, here=here, there=there),
        Newer.COPY: _("{plan}: newer in the copy, up to {there}. Here it ends {here}.").format(plan=name, here=here, there=there),
        Newer.BOTH: _("{plan}: each has words that the other has not.").format(plan=name),
        Newer.ONLY_TODAY: _("{plan}: only here, and not in the copy.").format(plan=name),
        Newer.ONLY_COPY: _("{plan}: only in the copy.").format(plan=name),
    }[plan.newer]


def _named(plan: PlanDifference) -> str:
    title = shipped_form(plan.form_id).title if plan.form_id in SHIPPED else _("A plan")
    return _("{title} ({number})").format(title=title, number=plan.plan_id[:8])


def _when(reached: Reached | None) -> str:
    if reached is None:
        return ""
    at = reached.at.astimezone()
    return _("{day}, {time}").format(day=write_day(at.date()), time=write_time(at))
