"""Checking the store: everything in it is read, held against its chains and the last known root, and the outcome is said in words.

The window and `twopens verify` say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.access.anchors import RootUnreadable
from app.access.key_store import KeyringTrouble
from app.clock import Clock
from app.dates import write_day, write_time
from app.errors import explain
from app.language import _, ngettext
from app.tasks import Tell
from models.access_log import ACCESS_LOG
from models.base import from_ms, to_ms
from models.database import Store
from models.listed import BadEntry, Entry
from models.plans import plans
from models.roots import KnownRoot
from models.store_errors import StoreDamaged
from models.text.replay import replayed
from models.verify import BadRow, Behind, Report, What, verify


@dataclass(frozen=True)
class Checked:
    """What checking found, and the same in sentences: the first says whether all is well."""

    report: Report
    sentences: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether everything is as it was written."""
        return self.report.sound


def check(store: Store, last_known_root: Callable[[], KnownRoot | None], clock: Clock, tell: Tell) -> Checked:
    """Reads the whole store. Slow: for a task. `tell` may raise to stop it."""
    known, doubt = _known(last_known_root)
    report = verify(store, known, replayed, to_ms(clock.now()), tell)
    return Checked(report, tuple(in_words(report, _titles(store))) + doubt)


def in_words(report: Report, titles: dict[str, str]) -> list[str]:
    """The report in sentences. `titles` are the plans' titles by id."""
    if report.sound:
        whole = ngettext(
            "{n} plan was read, with {rows} rows. Everything is as it was written.",
            "{n} plans were read, with {rows} rows. Everything is as it was written.",
            report.plans,
        ).format(n=report.plans, rows=report.rows)
        return [whole]
    return [
        _("Not everything is as it was written."),
        *_older(report),
        *(_bad(bad, titles) for bad in report.bad),
        *(_behind(behind, titles) for behind in report.behind),
        *(_list(entry, titles) for entry in report.lists),
        *_damage(report, titles),
        *([_("The guards against changes were taken out of the file, or changed.")] if report.missing_guards else []),
        _("Ask a keeper to open the last good copy."),
    ]


def _known(last_known_root: Callable[[], KnownRoot | None]) -> tuple[KnownRoot | None, tuple[str, ...]]:
    """The last known root; where it cannot be had, a sentence that says so."""
    try:
        return last_known_root(), ()
    except (KeyringTrouble, RootUnreadable) as fault:
        return None, (explain(fault).sentence, _("So it was not seen whether these plans are the newest."))


def _titles(store: Store) -> dict[str, str]:
    """The titles of the plans. None of them where the list itself is hurt."""
    try:
        with store.reading() as session:
            return {plan.id: plan.title for plan in plans(session)}
    except StoreDamaged:
        return {}


def _named(chain: str, titles: dict[str, str]) -> str:
    """A chain as it is named in a sentence: a plan by its title and the beginning of its number, or the log."""
    if chain == ACCESS_LOG:
        return _("The log of who looked")
    return _("{title} ({number})").format(title=titles.get(chain) or _("A plan"), number=chain[:8])


def _older(report: Report) -> list[str]:
    if report.older_than_ms is None:
        return []
    known = from_ms(report.older_than_ms).astimezone()
    day, time = write_day(known.date()), write_time(known)
    return [_("These plans are older than the last known root of {day}, {time}.").format(day=day, time=time)]


def _bad(bad: BadRow, titles: dict[str, str]) -> str:
    plan = _named(bad.chain, titles)
    if bad.n == 0:
        gone = bad.what is What.REMOVED
        return (
            _("{plan}: the plan itself is gone.").format(plan=plan)
            if gone
            else _("{plan}: what it hangs on was changed.").format(plan=plan)
        )
    n = bad.n
    return {
        What.CHANGED: _("{plan}: row {n} was changed.").format(plan=plan, n=n),
        What.REMOVED: _("{plan}: row {n} is gone.").format(plan=plan, n=n),
        What.SWAPPED: _("{plan}: rows {n} and {other} changed places.").format(plan=plan, n=n, other=bad.other_n),
        What.ADDED: _("{plan}: row {n} was put in by something else.").format(plan=plan, n=n),
        What.SNAPSHOT_CHANGED: _("{plan}: the snapshot after row {n} was changed.").format(plan=plan, n=n),
        What.REWRITTEN: _("{plan}: the rows up to {n} were written anew.").format(plan=plan, n=n),
    }[bad.what]


def _behind(behind: Behind, titles: dict[str, str]) -> str:
    plan = _named(behind.chain, titles)
    if behind.n is None:
        return _("{plan}: it is not here. It had {known} rows.").format(plan=plan, known=behind.known_n)
    return _("{plan}: it ends at row {n}. It had {known} rows.").format(plan=plan, n=behind.n, known=behind.known_n)


def _list(bad: BadEntry, titles: dict[str, str]) -> str:
    if bad.entry is Entry.FAMILY:
        return _("What patients said about family was changed, taken out or added to.")
    plan = _named(bad.plan_id, titles)
    return _("{plan}: the list of copies that left was changed, cut or added to.").format(plan=plan)


def _damage(report: Report, titles: dict[str, str]) -> list[str]:
    if report.damage is None:
        return []
    reads = [_named(plan, titles) for plan in report.damage.readable]
    lost = [_named(plan, titles) for plan in report.damage.unreadable]
    return [
        _("Part of the file with the plans is damaged."),
        *([_("These plans still read: {plans}.").format(plans="; ".join(reads))] if reads else [_("No plan reads to its end.")]),
        *([_("These plans do not read: {plans}.").format(plans="; ".join(lost))] if lost else []),
    ]
