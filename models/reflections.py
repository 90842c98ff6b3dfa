"""What people said after a sitting, one row for each person and sitting. Who may read it is decided upstairs.

A row is changed in place and can be emptied: these answers are no part of the record, and whoever takes one back has taken it back.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import ReflectionRow


@dataclass(frozen=True)
class Answer:
    """What somebody answered to one question: a choice, own words, or both. Empty when it was skipped."""

    choice: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self.choice or self.words)


@dataclass(frozen=True)
class Promise:
    """A promise in its writer's own words; `shared` once the writer shows it to the others."""

    words: str = ""
    shared: bool = False


@dataclass(frozen=True)
class Said:
    """Everything that one person said after one sitting: answers by the id of the question, and a promise.

    `beside` are the ids of the questions whose answers may stand beside those of others.
    """

    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    promise: Promise = Promise()
    beside: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self.answers) or bool(self.promise.words)


@dataclass(frozen=True)
class Reflection:
    """One person's part. `finished`: answered or passed; `shared`: to be shown side by side, if the others want that too."""

    sitting_id: str
    person_id: str
    said: Said = Said()
    finished: bool = False
    shared: bool = False


def reflection(session: Session, sitting_id: str, person_id: str) -> Reflection:
    """One person's part; an empty one, not finished, before that person said anything."""
    row = session.get(ReflectionRow, (sitting_id, person_id))
    return _reflection(row) if row else Reflection(sitting_id, person_id)


def reflections_of(session: Session, sitting_id: str) -> list[Reflection]:
    """The parts of everybody who began, in order of their ids, which says nothing about anybody."""
    rows = select(ReflectionRow).where(ReflectionRow.sitting_id == sitting_id).order_by(ReflectionRow.person_id)
    return [_reflection(row) for row in session.scalars(rows)]


def keep_reflection(session: Session, kept: Reflection) -> Reflection:
    """Keeps somebody's part as it is now, in place of what it was."""
    row = session.get(ReflectionRow, (kept.sitting_id, kept.person_id))
    if row is None:
        row = ReflectionRow(sitting_id=kept.sitting_id, person_id=kept.person_id)
        session.add(row)
    row.said, row.finished, row.shared = _to_json(kept.said), kept.finished, kept.shared
    session.flush()
    return kept


def _reflection(row: ReflectionRow) -> Reflection:
    return Reflection(row.sitting_id, row.person_id, _from_json(row.said), row.finished, row.shared)


def _to_json(said: Said) -> str:
    answers = {question: [answer.choice, answer.words] for question, answer in said.answers.items() if answer}
    promise = [said.promise.words, said.promise.shared]
    return json.dumps({"answers": answers, "promise": promise, "beside": sorted(said.beside)}, sort_keys=True)


def _from_json(text: str) -> Said:
    """What a row says."""
    held: Any = json.loads(text)
    answers = {question: Answer(str(choice), str(words)) for question, (choice, words) in held["answers"].items()}
    words, shared = held["promise"]
    return Said(MappingProxyType(answers), Promise(str(words), bool(shared)), frozenset(held["beside"]))
