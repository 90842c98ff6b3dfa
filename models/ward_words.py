"""Words that somebody here said in plain words: the service's own part of the ward's word list. Kept with who said it and when.

A word stands here once, whatever its large and small letters. Each function works inside the session it is given.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.tables import WardWordRow


class NoSuchWord(LookupError):
    """The word is not in the list."""


@dataclass(frozen=True)
class SaidPlainly:
    """One word and what it means. Who said it is kept and never shown beside it: it may have been said in somebody's own sitting."""

    word: str
    explanation: str
    person_id: str
    said_at: datetime


def keep_word(session: Session, said: SaidPlainly) -> SaidPlainly:
    """Keeps a word in place of what was said of it before."""
    before = _row(session, said.word)
    if before is not None:
        session.delete(before)
        session.flush()
    session.add(WardWordRow(**vars(said)))
    session.flush()
    return said


def forget_word(session: Session, word: str) -> SaidPlainly:
    """Takes a word out of the list, and gives what it was. Raises NoSuchWord."""
    row = _row(session, word)
    if row is None:
        raise NoSuchWord(word)
    session.delete(row)
    session.flush()
    return _said(row)


def words_said(session: Session) -> list[SaidPlainly]:
    """All words, in order of the alphabet."""
    rows = session.scalars(select(WardWordRow).order_by(func.lower(WardWordRow.word), WardWordRow.word))
    return [_said(row) for row in rows]


def _row(session: Session, word: str) -> WardWordRow | None:
    """The row of a word. Compared here and not in the store: SQL knows small letters only of the English alphabet."""
    folded = word.casefold()
    return next((row for row in session.scalars(select(WardWordRow)) if row.word.casefold() == folded), None)


def _said(row: WardWordRow) -> SaidPlainly:
    return SaidPlainly(row.word, row.explanation, row.person_id, row.said_at)
