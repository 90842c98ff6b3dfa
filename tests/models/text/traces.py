"""Real typing histories, and made-up ones where those are not at hand, replayed through the product's own document.

One writer is one pen; of several, each has a document of its own and gets the others' updates exactly when the history says so. There,
taking out another's words only strikes them: positions count what is not struck, and the end is compared without struck words.
"""

import gzip
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from random import Random
from typing import Any, NamedTuple

from models.text.clean import clean, utf16_width
from models.text.document import PlanDocument
from models.text.pens import Pen, Voice
from models.text.side import ViewOp
from models.text.writing import write
from tests.models.text.made_up_histories import made_up_history
from tests.real_data import real_data_folder

SEQUENTIAL = ("clownschool_flat", "json-crdt-blog-post", "rustcode", "seph-blog1", "automerge-paper")
CONCURRENT = ("friendsforever", "clownschool")
LONG = ("seph-blog1", "automerge-paper")
SIDE = "history/patient"


class Patch(NamedTuple):
    """At a place (counted in characters) so many characters go, and a text comes."""

    at: int
    gone: int
    text: str


@dataclass(frozen=True)
class Edit:
    """What one writer did at once, knowing all that the parents (other edits, by number) led to."""

    agent: int
    parents: tuple[int, ...]
    patches: tuple[Patch, ...]


@dataclass(frozen=True)
class TypingHistory:
    """All that was typed, causes before what came of them, and the text that it ends in."""

    name: str
    real: bool
    edits: Sequence[Edit]
    end: str

    @property
    def agents(self) -> int:
        """How many writers there were."""
        return 1 + max(edit.agent for edit in self.edits)

    def typed_by(self, agent: int) -> str:
        """Everything that one writer ever typed, in that order."""
        return "".join(patch.text for edit in self.edits if edit.agent == agent for patch in edit.patches)


@dataclass
class Replayed:
    """How a replay came out: a document for each writer, all kept updates, how many patches, and seconds of processor time."""

    documents: list[PlanDocument] = field(default_factory=list)
    rows: list[bytes] = field(default_factory=list)
    patches: int = 0
    seconds: float = 0.0


def history(name: str) -> TypingHistory:
    """The real history of that name; where the real ones are not at hand, a made-up one of its kind."""
    folder = real_data_folder()
    path = folder / "traces" / f"{name}.json.gz" if folder else None
    if path is None or not path.is_file():
        return made_up(name)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return _read(name, True, json.load(file))


def made_up(name: str) -> TypingHistory:
    """A history of our own, of as many writers at once as the real one of that name has more or less."""
    return _read(name, False, made_up_history(Random(name), agents=2 if name in CONCURRENT else 1))


def pen_of(agent: int) -> Pen:
    """A writer's pen, in own hands."""
    return Pen(f"pen{agent}", Voice.of(f"writer{agent}"), f"writer{agent}", sitting="history")


def replay_alone(typed: TypingHistory, *, group: int = 1) -> Replayed:
    """One writer's history: each patch an act of one pen, or `group` of them one burst, as keys that are typed in one go."""
    done = Replayed()
    document = PlanDocument(keep=lambda committed: done.rows.extend(update.blob for update in committed.updates))
    pen, start = pen_of(0), time.process_time()
    for patch in (patch for edit in typed.edits for patch in edit.patches):
        burst = f"group {done.patches // group}" if group > 1 else ""
        write(document, pen, SIDE, patch.at, patch.gone, patch.text, burst=burst)
        done.patches += 1
    done.seconds = time.process_time() - start
    done.documents.append(document)
    return done


def replay_together(typed: TypingHistory) -> Replayed:
    """The history of several writers. In the end all have everything."""
    agents = range(typed.agents)
    writers = [Writer(agent, len(agents)) for agent in agents]
    known: list[tuple[int, ...]] = []  # for each edit, how many of each writer's edits it builds on, itself included
    start = time.process_time()
    for edit in typed.edits:
        for other in agents:
            turns = max((known[parent][other] for parent in edit.parents), default=0)
            writers[edit.agent].catch_up(other, writers[other].rows, turns)
        writers[edit.agent].do(edit)
        known.append(tuple(writers[edit.agent].turns))
    for writer in writers:
        for other in agents:
            writer.catch_up(other, writers[other].rows, len(writers[other].rows))
    seconds = time.process_time() - start
    rows = [row for writer in writers for rows in writer.rows for row in rows]
    return Replayed([writer.document for writer in writers], rows, sum(len(edit.patches) for edit in typed.edits), seconds)


class Writer:
    """One of several writers: a document, and where on its page the words stand that nobody struck."""

    def __init__(self, agent: int, agents: int) -> None:
        self.agent, self.turns = agent, [0] * agents
        self.rows: list[list[bytes]] = []  # what each of its edits kept
        self._kept: list[bytes] = []
        self.document = PlanDocument(keep=lambda committed: self._kept.extend(update.blob for update in committed.updates))
        self._struck = bytearray()  # for each unit on the page, whether somebody struck it
        self.document.side(SIDE)
        self.document.watch_side(SIDE, self._follow)

    def catch_up(self, other: int, rows: Sequence[Sequence[bytes]], turns: int) -> None:
        """Takes in the rows of another writer's first `turns` edits, as far as they are new here."""
        if other == self.agent:
            return
        for blob in [blob for row in rows[self.turns[other] : turns] for blob in row]:
            self.document.receive(blob)  # the engine's own batches are no faster
        self.turns[other] = max(self.turns[other], turns)

    def do(self, edit: Edit) -> None:
        """Does what the history says this writer did next."""
        for patch in edit.patches:
            end = self._behind(patch.at + patch.gone)
            start = self._struck.find(0, self._behind(patch.at)) if patch.gone else end
            write(self.document, pen_of(self.agent), SIDE, start, end - start, patch.text)
        self.rows.append(self._kept)
        self._kept = []
        self.turns[self.agent] += 1

    def _behind(self, count: int) -> int:
        """The place on the page directly behind so many letters that nobody struck."""
        place, before = count, -1
        while place != before:
            place, before = count + self._struck.count(1, 0, place), place
        return place

    def _follow(self, ops: list[ViewOp]) -> None:
        for op in ops:
            if op.kind == "in":
                self._struck[op.at : op.at] = b"\2" * op.width
            elif op.kind == "out":
                del self._struck[op.at : op.at + op.width]
            else:
                self._struck[op.at : op.at + op.width] = b"\2" * op.width
        self._look_again()

    def _look_again(self) -> None:
        start = self._struck.find(2)
        while start >= 0:
            whole = next(stretch for stretch in self.document.side(SIDE).stretches(start) if stretch.end > start)
            struck = b"\1" if whole.look.struck_by else b"\0"
            end = next((place for place in range(start, whole.end) if self._struck[place] != 2), whole.end)
            self._struck[start:end] = struck * (end - start)
            start = self._struck.find(2, end)


def unstruck_text(document: PlanDocument) -> str:
    """What the page says without the words that somebody struck."""
    return "".join(run.text for run in document.side(SIDE).runs() if not run.look.struck_by)


def typed_in(document: PlanDocument, agent: int) -> str:
    """Everything that the document says this writer ever typed, gone or not, in the order of typing."""
    parts = [(span, text) for span, text in document.side(SIDE).everything() if document.pen_of(span.peer) == pen_of(agent)]
    return "".join(text for _, text in sorted(parts))


def other_places(typed: TypingHistory, document: PlanDocument) -> list[str]:
    """Each place where the end reads otherwise than in the history: what stands there, and what stood."""
    here = unstruck_text(document)
    matched = SequenceMatcher(None, here, typed.end, autojunk=False).get_opcodes() if here != typed.end else []
    return [f"at {a}: {here[a:b]!r} instead of {typed.end[c:d]!r}" for kind, a, b, c, d in matched if kind != "equal"]


def check_alone(typed: TypingHistory, done: Replayed) -> None:
    """Raises AssertionError unless the page ends as the history does, and every letter ever typed is the writer's."""
    (document,) = done.documents
    assert document.side(SIDE).text == typed.end
    assert typed_in(document, 0) == typed.typed_by(0)
    assert {run.look.pen for run in document.side(SIDE).runs()} == {pen_of(0)}


def check_together(typed: TypingHistory, done: Replayed) -> list[str]:
    """Each place that reads otherwise than in the history because two wrote there at one moment. Raises AssertionError for anything worse.

    Every letter must be there, under its writer, and in the same order on all machines.
    """
    first = done.documents[0]
    for document in done.documents:
        assert sorted(unstruck_text(document)) == sorted(typed.end)
        assert [typed_in(document, agent) for agent in range(typed.agents)] == [typed.typed_by(agent) for agent in range(typed.agents)]
        assert document.side(SIDE).runs() == first.side(SIDE).runs()
    return other_places(typed, first)


def told(typed: TypingHistory, done: Replayed) -> str:
    """One line on how long it took."""
    kind = "" if typed.real else " (real histories: not here; a made-up one)"
    each = done.seconds / done.patches * 1e6
    return f"{typed.name}{kind}: {done.patches} edits, {done.seconds:.1f} s of processor time, {each:.0f} microseconds an edit"


def _read(name: str, real: bool, plain: Mapping[str, Any]) -> TypingHistory:
    assert not plain.get("startContent"), "a history begins with an empty page"
    edits = [
        Edit(txn.get("agent", 0), tuple(txn.get("parents", ())), tuple(Patch(*patch) for patch in txn["patches"])) for txn in plain["txns"]
    ]
    for text in (patch.text for edit in edits for patch in edit.patches):
        assert clean(text) == text, "every character of a history is stored as it is"
        assert utf16_width(text) == len(text), "and takes one unit, so that its positions are ours"
    return TypingHistory(name, real, edits, plain["endContent"])
