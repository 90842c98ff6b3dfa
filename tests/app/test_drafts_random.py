"""Any mix of typing, choosing, sharing parts, locking, reopening and wrong numbers, by three people, against a plain list of sentences.

No word is lost, none stands under another person, and none is shared that was not chosen.
"""

import random
from pathlib import Path

import pytest

from app import sharing
from app.access.pins import PinWait, PinWrong
from app.access.tries import TRIES
from app.desk import Desk
from app.draft_words import Piece, joined
from app.preparing import preparation_for
from app.private_drafts import OpenDraft
from models.questions import CHOOSING, Question
from models.text.document import question_of
from tests.app.prepared import OTHER, Prepared, lay_prepared

STEPS = 250


class Naive:
    """What ought to stand where: for each person and question the private sentences, and those in the plan."""

    def __init__(self) -> None:
        self.private: dict[tuple[str, str], list[list[str]]] = {}
        self.shared: dict[tuple[str, str], list[str]] = {}
        self.chosen: dict[tuple[str, str], tuple[str, ...]] = {}
        self.given: dict[tuple[str, str], tuple[str, ...]] = {}


class Play:
    """One play, step by step."""

    def __init__(self, table: Prepared, chance: random.Random) -> None:
        self.table, self.chance, self.naive = table, chance, Naive()
        self.open: OpenDraft | None = None
        self.numbers = {person: f"{chance.randrange(10**8):08}" for person in (table.sam, table.mum.id, table.ward.jo.id)}
        self.words = 0
        for person, number in self.numbers.items():
            table.start(person, number)
        table.ward.store.drafts.close()

    def step(self) -> None:
        """Does one thing, whatever comes up."""
        acts = (
            [self._type] * 6 + [self._choose] * 2 + [self._share] * 3 + [self._lock, self._reopen, self._reopen, self._guess, self._empty]
        )
        self.chance.choice(acts)()

    # ---- what can be done

    def _draft(self) -> OpenDraft:
        if self.open is None or not self.open.is_open:
            self._reopen()
        assert self.open is not None
        return self.open

    def _questions(self, person: str) -> list[Question]:
        assert self.table.ward.store.sitting is not None
        asked = preparation_for(self.table.plan.form, self.table.ward.store.sitting.person(person))
        return [*asked.first, *asked.more]

    def _type(self) -> None:
        draft = self._draft()
        texts = [question for question in self._questions(draft.person) if question.kind not in CHOOSING]
        question = self.chance.choice(texts)
        boxes = self.naive.private.setdefault((draft.person, question.id), [])
        box = self.chance.randrange(len(boxes) + 1) if question.repeats else 0
        if box == len(boxes):
            boxes.append([])
        self.words += 1
        boxes[box].insert(self.chance.randrange(len(boxes[box]) + 1), f"Word{self.words} of mine.")
        draft.write(question.id, box, " ".join(boxes[box]))

    def _empty(self) -> None:
        """Takes a sentence back: that one is meant to go."""
        draft = self._draft()
        held = [(key, box) for key, boxes in self.naive.private.items() if key[0] == draft.person for box, said in enumerate(boxes) if said]
        if held:
            key, box = self.chance.choice(held)
            said = self.naive.private[key][box]
            said.pop(self.chance.randrange(len(said)))
            draft.write(key[1], box, " ".join(said))

    def _choose(self) -> None:
        draft = self._draft()
        questions = [question for question in self._questions(draft.person) if question.kind in CHOOSING]
        if questions:
            question = self.chance.choice(questions)
            value = self.chance.choice(question.choices).value
            draft.choose(question.id, (value,))
            self.naive.chosen[draft.person, question.id] = (value,)

    def _share(self) -> None:
        draft = self._draft()
        pieces = draft.words.pieces(self.table.plan.form)
        chosen = [piece for piece in pieces if self.chance.random() < 0.4]
        self.chance.shuffle(chosen)
        self.table.preparing.share(draft, chosen)
        for piece in chosen:
            self._note_shared(draft.person, piece)
        for key in {(draft.person, piece.question) for piece in chosen}:
            if key in self.naive.private:
                self.naive.private[key] = [said for said in self.naive.private[key] if said]

    def _note_shared(self, person: str, piece: Piece) -> None:
        key = (person, piece.question)
        if piece.is_choice:
            self.naive.given[key] = self.naive.chosen.pop(key)
            return
        sentence = piece.words.strip()
        next(said for said in self.naive.private[key] if sentence in said).remove(sentence)
        self.naive.shared.setdefault(key, []).append(sentence)

    def _lock(self) -> None:
        store = self.table.ward.store
        store.lock()
        assert self.open is None or not self.open.is_open
        store.unlock_as(self.table.ward.jo.id)

    def _reopen(self) -> None:
        person = self.chance.choice(list(self.numbers))
        self.open = self.table.reopened(person, self.numbers[person])
        self._check_private(self.open)

    def _guess(self) -> None:
        person = self.chance.choice(list(self.numbers))
        others = [OTHER, *(number for other, number in self.numbers.items() if other != person)]
        for _try in range(self.chance.randrange(1, TRIES + 1)):
            with pytest.raises((PinWrong, PinWait)):
                self.table.preparing.open(person, self.chance.choice(others))
        self.table.ward.clock.advance(3_601)

    # ---- what ought to be

    def _check_private(self, draft: OpenDraft) -> None:
        for (person, question), boxes in self.naive.private.items():
            if person == draft.person:
                held = draft.words.jotted(question).boxes
                assert [" ".join(box.split()) for box in held if box.strip()] == [" ".join(said) for said in boxes if said]
        for (person, question), values in self.naive.chosen.items():
            if person == draft.person:
                assert draft.words.jotted(question).values == values

    def check(self) -> None:
        """Everything, at the end."""
        for person, number in self.numbers.items():
            self._check_private(self.table.reopened(person, number))
        found: dict[tuple[str, str], list[str]] = {}
        document = self.table.plan.document
        for side in document.written_sides():
            for run in document.side(side).runs():
                key = (run.look.hands, question_of(side)[0])
                assert run.look.voice.people == (run.look.hands,)
                found.setdefault(key, []).extend(_sentences(run.text))
        assert {key: sorted(said) for key, said in found.items()} == {key: sorted(said) for key, said in self.naive.shared.items() if said}
        for (person, question), values in self.naive.given.items():
            entries = [entry for entry in self.table.plan.desk.entries(f"{question}/patient") if entry.pen.hands == person]
            assert [entry.value["values"] for entry in entries] == [list(values)]


def _sentences(text: str) -> list[str]:
    return [f"{said.strip()}." for said in text.split(".") if said.strip()]


def play_it(folder: Path, seed: int) -> None:
    """One play from that seed, to its end."""
    table = lay_prepared(folder)
    try:
        game = Play(table, random.Random(seed))
        for _step in range(STEPS):
            game.step()
        game.check()
    finally:
        table.ward.close()


@pytest.fixture
def seed() -> int:
    """A fresh seed, printed when the test fails."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    return seed


@pytest.mark.parametrize("play", range(3))
def test_any_mix_keeps_every_word_where_it_belongs(tmp_path: Path, seed: int, play: int) -> None:
    play_it(tmp_path, seed + play)


def test_a_word_that_is_lost_on_the_way_is_found(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: of two sentences that go into one box together the last is left out."""
    monkeypatch.setattr(sharing, "joined", lambda pieces: joined(sorted(pieces, key=lambda piece: piece.start)[:1]))
    with pytest.raises(AssertionError):
        play_it(tmp_path, seed)


def test_a_sentence_that_nobody_chose_is_found(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: whoever shares a sentence shares the whole box."""

    def too_much(desk: Desk, draft: OpenDraft, question: Question, group: list[Piece]) -> None:
        whole = [piece for piece in draft.words.pieces(desk.form) if (piece.question, piece.box) == (question.id, group[0].box)]
        put(desk, draft, question, whole or group)  # boxes move up as those before them are emptied

    put = sharing._put
    monkeypatch.setattr(sharing, "_put", too_much)
    with pytest.raises(AssertionError):
        play_it(tmp_path, seed)
