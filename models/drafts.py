"""Private drafts as the store keeps them: sealed bytes of one person beside one plan. What is in them the store cannot know."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import DraftRow, PersonRow
from models.upsert import insert_or_leave, insert_or_renew


@dataclass(frozen=True)
class KeptDraft:
    """One person's sealed pages beside one plan. `lock` tells how their key is wrapped, and of tries that went wrong."""

    person_id: str
    plan_id: str
    lock: str
    sealed: bytes


def draft_of(session: Session, person_id: str, plan_id: str) -> KeptDraft | None:
    """The sealed pages of that person beside that plan. None when nothing is kept, not even what only looks like them."""
    row = session.get(DraftRow, (person_id, plan_id), populate_existing=True)
    return None if row is None else KeptDraft(row.person_id, row.plan_id, row.lock, row.sealed)


def keep_draft(session: Session, draft: KeptDraft) -> None:
    """Keeps the sealed pages, in place of those before."""
    session.connection().execute(insert_or_renew(session, DraftRow.table()), [vars(draft)])


def keep_where_there_is_none(session: Session, drafts: Iterable[KeptDraft]) -> None:
    """Keeps each of these, but for a person and plan for which something is kept already."""
    rows = [vars(draft) for draft in drafts]
    if rows:
        session.connection().execute(insert_or_leave(session, DraftRow.table()), rows)


def drafts_of_double_entries(session: Session, person_id: str, plan_id: str) -> list[KeptDraft]:
    """What is kept beside a plan under the double entries that point to this person, or to one of those."""
    kept = (draft_of(session, double, plan_id) for double in _double_entries(session, person_id))
    return [draft for draft in kept if draft is not None]


def _double_entries(session: Session, person_id: str) -> list[str]:
    found = list(session.scalars(select(PersonRow.id).where(PersonRow.merged_into == person_id).order_by(PersonRow.id)))
    return found + [further for double in found for further in _double_entries(session, double)]
