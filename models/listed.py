"""What is listed for ever outside the record: copies that left, and what patients said about family. Each entry has its line in the log.

The line carries a fingerprint of the entry. So an entry that was changed, taken out or put in by something else is found by the log, whose
chain and known root tell of a change in the log itself.
"""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.access_log import AccessLine, access_lines, log_access
from models.chain import Field, digest


class Entry(StrEnum):
    """What is listed. The value is the verb of its line."""

    COPY = "copy_listed"
    FAMILY = "family_set"


@dataclass(frozen=True)
class BadEntry:
    """An entry without its line, or a line without its entry. `plan_id` is the plan of a copy, empty for what was said about family."""

    entry: Entry
    plan_id: str


# Each column as it lies in the store, in the order in which it is sealed.
_COLUMNS = {
    Entry.COPY: ("copies", ("id", "plan_id", "plan_n", "made_at_ms", "kind", "file_name_hash", "for_whom")),
    Entry.FAMILY: ("family_settings", ("patient_id", "person_id", "n", "may_see", "stands_in_copies", "set_at_ms")),
}


def log_entry(session: Session, entry: Entry, at_ms: int, patient_id: str, plan_id: str, *values: Field) -> None:
    """Adds the line of an entry that is listed in this transaction. `values` are its columns, in order."""
    log_access(session, AccessLine(at_ms, "", entry.value, plan_id, patient_id, fingerprint(entry, *values)))


def fingerprint(entry: Entry, *values: Field) -> str:
    """The fingerprint of an entry by its columns."""
    return digest(f"entry of {_COLUMNS[entry][0]}", *values).hex()


def check_lists(session: Session) -> list[BadEntry]:
    """The entries that were changed, taken out or put in, each plan named once."""
    bad = [BadEntry(entry, plan) for entry in Entry for plan in _plans_that_differ(session, entry)]
    return sorted(bad, key=lambda one: (one.entry, one.plan_id))


def _plans_that_differ(session: Session, entry: Entry) -> set[str]:
    said = Counter((line.plan_id, str(line.detail)) for line in access_lines(session) if line.verb == entry.value)
    there = Counter(_entries(session, entry))
    return {plan for plan, _print in (said - there) + (there - said)}


def _entries(session: Session, entry: Entry) -> Iterator[tuple[str, str]]:
    """The plan and the fingerprint of each entry as it lies there, whatever kinds of values somebody left in it."""
    table, columns = _COLUMNS[entry]
    for row in session.execute(text(f"SELECT {', '.join(columns)} FROM {table}")):
        plan = str(row.plan_id) if entry is Entry.COPY else ""
        try:
            yield plan, fingerprint(entry, *row)
        except (struct.error, AttributeError):
            yield plan, ""
