"""Random handling of two editors on one side, with changes from another machine in between; everything is checked after each step.

    python -m tests.ui.writing.fuzz --first 0 --runs 200 --steps 150

What must hold: the documents of both editors and of a reading view say what the side says, and so does a plan opened anew from what was
kept; room for tags is where a naive reading wants it, unit by unit; no character changed its place, its pen or its text; nothing of
somebody else left the page; typing, composing, pasting and cutting came to exactly what they should; carets stand between characters, and
nobody else's caret was pushed.
"""

import argparse
import os
import secrets
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from random import Random
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from models.text import runs
from models.text.answering import confirm, keep, let_go, not_my_words, take_back_strike
from models.text.clean import clean, utf16_width
from models.text.document import Committed, PlanDocument
from models.text.pens import Pen
from models.text.spans import Spans
from models.text.taking import leaves_the_page
from models.text.writing import write
from tests.ui.writing.desk import JO, JO_FOR_SAM, MUM, SAM, SIDE, KnownPeople, TestDesk
from tests.ui.writing.hands import CTRL, PLAIN, SHIFT, click, commit, compose, composed_in, drop, press
from tests.ui.writing.naive_rooms import rooms_by_unit
from ui.look import Look
from ui.writing.net import Change
from ui.writing.side_editor import SideEditor
from ui.writing.side_view import SideView
from ui.writing.wearing import Wardrobe

WORDS = (
    "a", "b c", "walk ", "Tea", " and", ".", "é", "e\u0301", "\u0301", "😀", "👩‍👧", "🇬🇧", "🇬", "שלום", "سلام ", "عليكم", "你好", " ", "  ",
    "naïve ", "\u200d", "\U0001d49c", "👍🏽", "of\u00a0it", "long words ",
)  # fmt: skip
PLAIN_WORDS = ("a", "b", "c ", " d", "ef", " ", "xyz", "walk ", ".")  # in plain words room is made anew in the nearest places only
PASTED = (*WORDS, "\n", "\t", "\r\nx", "\u2028y", "\u2029", "\ufffc", "\ud83d", "two\nlines\n")
SIZES = (200, 280, 430, 800)
LOOKS = (("light", 1.0), ("dark", 1.5), ("high_contrast", 2.0), ("cream", 1.0))


class Fail(AssertionError):
    """Something does not hold."""


class Letter:
    """One character that stands on the page."""

    def __init__(self, key: tuple[int, int], text: str, look: object) -> None:
        self.key, self.text, self.look = key, text, look


class Table:
    """Two editors on one side, a view that only reads, and another machine."""

    def __init__(self, app: QApplication, look: Look, rnd: Random, often: Collection[str] = (), plain: bool | None = None) -> None:
        """What is done `often`, and whether words are all `plain`; left to chance when not said."""
        self.app, self.look, self.rnd, self.often = app, look, rnd, often
        plain = rnd.random() < 0.5 if plain is None else plain
        self.words, self.pasted = (PLAIN_WORDS, (*PLAIN_WORDS, "\n", "two\nlines\n")) if plain else (WORDS, PASTED)
        self.kept: list[bytes] = []
        self.to_other: list[bytes] = []
        self.from_other: list[bytes] = []
        self.document = PlanDocument(keep=self._keep)
        self.other = PlanDocument(keep=lambda committed: self.from_other.extend(update.blob for update in committed.updates))
        self.other.side(SIDE)
        self.desks = [TestDesk(self.document, SAM), TestDesk(self.document, JO)]
        owner = rnd.choice(("", "sam"))
        self.editors = [SideEditor(look, desk.ports(), self.document, SIDE, "plan", owner) for desk in self.desks]
        self.view = SideView(look, KnownPeople(), self.document, SIDE, owner)
        self.wardrobe = Wardrobe(look, KnownPeople(), owner)
        self.composed = ["", ""]
        self.caught = 0  # by the net
        for editor in self.editors:
            editor.changed_from_outside = self._caught_by_net(editor.changed_from_outside)
        self.window = self._window()
        self.op, self.actor, self.whose = "", SAM, 0
        self.counts: Counter[str] = Counter()

    # ---- what happens

    def step(self) -> None:
        """One random thing, and every check after it."""
        self.whose = self.rnd.randrange(2)
        if self.rnd.random() < 0.04:
            self.desks[1].pen = self.rnd.choice((JO, JO, JO_FOR_SAM))
            self.editors[1].pen_passed()
        self.actor = self.desks[self.whose].pen or SAM
        self._remember()
        self.want: str | None = None
        self.caught = 0
        deeds = self._composing_deeds() if self.composed[self.whose] and self.rnd.random() < 0.5 else self._deeds()
        weights = [weight * (8 if deed.__name__.strip("_") in self.often else 1) for weight, deed in deeds]
        deed = self.rnd.choices([deed for _, deed in deeds], weights)[0]
        self.op = deed.__name__.strip("_")
        deed()
        self.app.processEvents()
        self.counts[self.op] += 1
        self._check()

    def close(self) -> None:
        """Clears the table."""
        for editor in (*self.editors, self.view):
            editor.leave()
        self.window.close()
        self.window.deleteLater()
        self.app.processEvents()

    @property
    def editor(self) -> SideEditor:
        """The editor in which something happens."""
        return self.editors[self.whose]

    def _deeds(self) -> list[tuple[int, Callable[[], None]]]:
        return [
            (17, self._type), (4, self._enter), (14, self._take_out), (12, self._move_caret), (9, self._paste), (4, self._copy_and_paste),
            (4, self._cut), (6, self._drop), (5, self._start_composing), (3, self._replace_by_composing), (9, self._undo_or_redo),
            (2, self._base_function), (2, self._screen_reader), (9, self._remote), (3, self._resize), (1, self._change_look),
            (2, self._without_pen), (1, self._hide_marks), (5, self._answer),
        ]  # fmt: skip

    def _composing_deeds(self) -> list[tuple[int, Callable[[], None]]]:
        return [(3, self._compose_more), (5, self._commit), (2, self._give_up_composing)]

    def _type(self) -> None:
        text = self.rnd.choice(self.words)
        self.want = self._replaced(*self.editor.selected(), text)
        press(self.editor, Qt.Key.Key_A if text.isascii() else 0, PLAIN, text)

    def _enter(self) -> None:
        self.want = self._replaced(*self.editor.selected(), "\n")
        press(self.editor, Qt.Key.Key_Return, self.rnd.choice((PLAIN, SHIFT)), "\r")

    def _take_out(self) -> None:
        for _ in range(self.rnd.choice((1, 1, 3))):
            key = self.rnd.choice((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))
            press(self.editor, key, self.rnd.choice((PLAIN, PLAIN, PLAIN, CTRL)))

    def _move_caret(self) -> None:
        chance = self.rnd.random()
        if chance < 0.5:
            one = self.rnd.choice(self.ends)
            self.editor.put_caret(one, self.rnd.choice((one, self.rnd.choice(self.ends))))
        elif chance < 0.8:
            keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
            press(self.editor, self.rnd.choice(keys), self.rnd.choice((PLAIN, SHIFT, CTRL, CTRL | SHIFT)))
        else:
            self.composed[self.whose] = ""  # a click ends it
            click(self.editor, self.rnd.randrange(250), self.rnd.randrange(200), self.rnd.choice((PLAIN, SHIFT)))

    def _paste(self) -> None:
        mime = QMimeData()
        mime.setText("".join(self.rnd.choice(self.pasted) for _ in range(self.rnd.randrange(1, 5))))
        self.want = self._replaced(*self.editor.selected(), mime.text()) if mime.text() else self.text  # nothing takes the place of nothing
        QApplication.clipboard().setMimeData(mime)
        press(self.editor, Qt.Key.Key_V, CTRL)

    def _copy_and_paste(self) -> None:
        source = self.rnd.choice(self.editors)
        if source.selected()[1]:
            source.copy()
            press(self.editor, Qt.Key.Key_V, CTRL)

    def _cut(self) -> None:
        self.want = self._replaced(*self.editor.selected(), "")
        press(self.editor, Qt.Key.Key_X, CTRL)

    def _drop(self) -> None:
        source = self.rnd.choice(self.editors)
        if source.selected()[1]:
            mime, move = source.createMimeDataFromSelection(), self.rnd.random() < 0.5
            dragged = self.document.side(SIDE).ids_of(source.selected()[0], sum(source.selected()))
            drop(self.editor, mime, self.rnd.randrange(250), self.rnd.randrange(150), move)
            self._check_drop(dragged, move)

    def _start_composing(self) -> None:
        self.composed[self.whose] = self.rnd.choice("かxé")
        if self.editor.textCursor().block().layout().preeditAreaText() != self.composed[self.whose]:  # else nothing is new
            self.want = self._replaced(*self.editor.selected(), "")
        compose(self.editor, self.composed[self.whose])

    def _compose_more(self) -> None:
        self.composed[self.whose] += self.rnd.choice("かなx")
        compose(self.editor, self.composed[self.whose])

    def _commit(self) -> None:
        text = self.rnd.choice(("仮名", "漢", "é", "가"))
        self.want = self._replaced(*self.editor.selected(), text)
        commit(self.editor, text)
        self.composed[self.whose] = ""

    def _give_up_composing(self) -> None:
        compose(self.editor, "")
        self.composed[self.whose] = ""

    def _replace_by_composing(self) -> None:
        at, take = self.editor.selected()
        if take or len(self.ends) < 2:
            return
        end = self.ends.index(at)
        start = max(0, end - self.rnd.randrange(4))
        self.want = self._replaced(self.ends[start], at - self.ends[start], "fix")
        commit(self.editor, "fix", self.ends[start] - at, at - self.ends[start])
        self.composed[self.whose] = ""

    def _undo_or_redo(self) -> None:
        press(self.editor, Qt.Key.Key_Z, self.rnd.choice((CTRL, CTRL, CTRL | SHIFT)))

    def _base_function(self) -> None:
        if self.rnd.random() < 0.5:
            QTextEdit.cut(self.editor)
        else:
            QTextEdit.insertPlainText(self.editor, self.rnd.choice(("zz", "q\nq", "😀")))

    def _screen_reader(self) -> None:
        cursor = QTextCursor(self.editor.document())
        start = self.rnd.randrange(len(self.ends))
        cursor.setPosition(self.ends[start])
        cursor.setPosition(self.ends[min(len(self.ends) - 1, start + self.rnd.randrange(3))], QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(self.rnd.choice(("", "voice")))

    def _remote(self) -> None:
        for blob in self.to_other:
            self.other.receive(blob)
        self.to_other.clear()
        self.actor = self.rnd.choice((MUM, MUM, SAM, JO))
        ends = _ends(self.other.side(SIDE).text)
        start = self.rnd.randrange(len(ends))
        take = ends[min(len(ends) - 1, start + self.rnd.choice((0, 0, 0, 2, 6)))] - ends[start]
        write(self.other, self.actor, SIDE, ends[start], take, self.rnd.choice((*self.pasted, *["remote words "] * 5)))
        self._remember_carets()
        for blob in self.from_other:
            self.kept.append(blob)
            self.document.receive(blob)
        self.from_other.clear()

    def _resize(self) -> None:
        self.window.resize(self.rnd.choice(SIZES), 300)

    def _change_look(self) -> None:
        theme, scale = self.rnd.choice(LOOKS)
        self.look.change(theme=theme, scale=scale)
        self.wardrobe.forget()

    def _hide_marks(self) -> None:
        self.editor.set_marks_shown(not self.editor.marks_shown)

    def _answer(self) -> None:
        """Sam or Jo answers about words of theirs, at a button beside the box."""
        self.actor = self.rnd.choice((SAM, JO))
        start, end = sorted((self.rnd.choice(self.ends), self.rnd.choice(self.ends)))
        answer = self.rnd.choice((let_go, keep, confirm, not_my_words, take_back_strike))
        answer(self.document, self.actor, SIDE, self.document.side(SIDE).ids_of(start, end))

    def _without_pen(self) -> None:
        desk = self.desks[self.whose]
        pen, desk.pen = desk.pen, None
        press(self.editor, Qt.Key.Key_A, PLAIN, "n")
        press(self.editor, Qt.Key.Key_Backspace)
        if self.document.side(SIDE).text != self.text:
            raise Fail("words came without a pen")
        assert pen is not None
        desk.take_up(pen)

    # ---- what is known before

    def _remember(self) -> None:
        side = self.document.side(SIDE)
        self.everything = _everything(self.document)
        self.text = side.text
        self.letters = [
            Letter((stretch.span.peer, stretch.span.first + step), letter, stretch.look)
            for stretch in side.stretches()
            for step, letter in enumerate(stretch.text)
        ]
        self.ends = _ends(self.text)
        self._remember_carets()

    def _remember_carets(self) -> None:
        self.carets = [(editor.textCursor().position(), editor.textCursor().anchor()) for editor in self.editors]

    def _replaced(self, at: int, take: int, text: str) -> str | None:
        """What the side has to say once this was replaced. None where words leave of which there may be quotes, which leave with them."""
        start, end = self.ends.index(at), self.ends.index(at + take)
        kept = [letter.text for letter in self.letters[start:end] if self._stays(letter.look)]
        if len(kept) < end - start and any(letter.look.quoted for letter in self.letters):
            return None
        return self.text[:start] + "".join(kept) + clean(text) + self.text[end:]

    def _stays(self, look: runs.Look) -> bool:
        """Whether words stay on the page when the actor takes them: somebody else's, and what was kept from the actor before."""
        kept = any(key.voice.same_words_as(self.actor.voice) for key in look.kept_from)
        return kept or not leaves_the_page(look, self.actor)

    # ---- what must hold after

    def _check(self) -> None:
        side = self.document.side(SIDE)
        text = side.text
        if self.want is not None and text != self.want:
            raise Fail(f"wanted {self.want!a}, came {text!a}")
        if self.caught and self.op not in ("base_function", "screen_reader"):
            raise Fail("Qt edited the document by itself, and only the net caught it")
        self._check_ids()
        again = PlanDocument(self.kept)
        if again.side(SIDE).text != text or [run.text for run in again.side(SIDE).runs()] != [run.text for run in side.runs()]:
            raise Fail("a plan opened anew says something else")
        rooms = rooms_by_unit(side.runs(), self.wardrobe.wear_of)
        for box in (*self.editors, self.view):
            self._check_document(box, text, rooms)
        self._check_carets(text)

    def _check_ids(self) -> None:
        before, after = self.everything, _everything(self.document)
        known = {key for key, _, _ in before}
        if [thing for thing in after if thing[0] in known] != before:
            raise Fail("a character changed its place, its text or its pen, or was lost")
        strangers = {pen.key for key, _, pen in after if key not in known} - {self.actor.key}
        if strangers:
            raise Fail(f"new characters of another pen: {strangers}")
        seen = {(span.peer, span.first + step) for span in self._seen() for step in range(span.length)}
        for letter in self.letters:
            if letter.key not in seen and not leaves_the_page(letter.look, self.actor) and self._must_stay(letter):
                raise Fail(f"somebody else's {letter.text!a} left the page")

    def _must_stay(self, letter: Letter) -> bool:
        """Quotes leave with their source, and undo takes back what the pen put in."""
        let_go_or_undone = self.op == "answer" or (self.op == "undo_or_redo" and letter.look.pen.key == self.actor.key)
        return not letter.look.quoted and not let_go_or_undone

    def _check_drop(self, dragged: Spans, move: bool) -> None:
        """What is moved leaves its place or is struck there, unless it was dropped where it stood; what is copied stays as it was."""
        side = self.document.side(SIDE)
        looks = [stretch.look for stretch in side.holding(dragged)]
        unmoved = [look for look in looks if self.actor.key not in look.struck_by and not look.kept_from]
        if move and side.ever_written > len(self.everything) and unmoved:
            raise Fail("words were moved, and stand where they were")
        if not move and side.ever_written != len(self.everything) + sum(span.length for span in dragged):
            raise Fail("words were dropped as a copy, and no copy came")

    def _seen(self) -> Spans:
        side = self.document.side(SIDE)
        return side.ids_of(0, side.length)

    def _check_document(self, box: SideView, text: str, rooms: list[int]) -> None:
        raw = box.document().toRawText()
        if raw != text.replace("\n", "\u2029"):
            raise Fail(f"the document says {raw!a}, the side {text!a}")
        wanted = rooms if box.marks_shown else [0] * len(rooms)
        found = _rooms_in(box)
        if found != wanted:
            places = [(place, one, other) for place, (one, other) in enumerate(zip(found, wanted, strict=True)) if one != other]
            raise Fail(f"room for tags (where, found, wanted): {places[:4]} in {text!a}")
        self._check_composed(box)
        if abs(box.minimumHeight() - box.document().size().height()) > box.look.px(20):
            raise Fail("the box is not as high as its words")

    def _check_composed(self, box: SideView) -> None:
        """What is being composed stands at the caret alone."""
        shown = composed_in(box)
        if shown and [place for place, _ in shown] != [box.caret]:
            raise Fail(f"composed letters stand at {shown}, the caret at {box.caret}")

    def _check_carets(self, text: str) -> None:
        between = set(_ends(text))
        for editor in self.editors:
            cursor = editor.textCursor()
            if not {cursor.position(), cursor.anchor()} <= between:
                raise Fail(f"a caret inside a character or past the end: {cursor.position()}, {cursor.anchor()} of {max(between)}")
        if self.op in ("type", "enter", "remote"):
            who_waited = (0, 1) if self.op == "remote" else (1 - self.whose,)
            for number in who_waited:
                self._check_not_pushed(number)

    def _check_not_pushed(self, number: int) -> None:
        """A caret at which nobody typed stands directly behind the same character as before, or behind the nearest one that is left.

        Or behind what came in meanwhile before that character: words over which was typed take their quotes with them.
        """
        place = 0
        now: dict[tuple[int, int], int] = {}
        for stretch in self.document.side(SIDE).stretches():
            for step, letter in enumerate(stretch.text):
                place += utf16_width(letter)
                now[(stretch.span.peer, stretch.span.first + step)] = place
        cursor = self.editors[number].textCursor()
        for old, new in zip(self.carets[number], (cursor.position(), cursor.anchor()), strict=True):
            left = [letter.key for letter, end in zip(self.letters, self.ends[1:], strict=True) if end <= old and letter.key in now]
            wanted = now[left[-1]] if left else 0
            if self._nothing_returned(now) and new != wanted and new != self._behind_all_before(old, now):
                raise Fail(f"somebody else's caret was pushed from {old} to {new}")

    def _behind_all_before(self, old: int, now: dict[tuple[int, int], int]) -> int:
        """Behind the nearest character on the page, old or new, that comes before what stood left of a place, gone as it may be."""
        stood = next(letter.key for letter, end in zip(self.letters, self.ends[1:], strict=True) if end == old) if old else None
        place = 0
        for key, _text, _pen in _everything(self.document):
            place = now.get(key, place)
            if key == stood:
                break
        return place if old else 0

    def _nothing_returned(self, now: dict[tuple[int, int], int]) -> bool:
        known = {key for key, _, _ in self.everything}
        return {key for key in now if key in known} <= {letter.key for letter in self.letters}

    # ---- insides

    def _caught_by_net(self, go_on: Callable[[Change], None]) -> Callable[[Change], None]:
        def note(change: Change) -> None:
            self.caught += 1
            go_on(change)

        return note

    def _keep(self, committed: Committed) -> None:
        blobs = [update.blob for update in committed.updates]
        self.kept.extend(blobs)
        self.to_other.extend(blobs)

    def _window(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        for box in (*self.editors, self.view):
            column.addWidget(box)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.resize(self.rnd.choice(SIZES), 300)
        area.show()
        return area


def run(app: QApplication, look: Look, seed: int, steps: int, often: Collection[str] = (), plain: bool | None = None) -> Counter[str]:
    """One table, so many steps. Raises Fail with the step at which something did not hold."""
    with known_ids(seed):
        table = Table(app, look, Random(seed), often, plain)
        try:
            for number in range(steps):
                try:
                    table.step()
                except Fail as fail:
                    raise Fail(f"seed {seed}, step {number}, {table.op}, pen {table.actor.id}: {fail}") from None
        finally:
            table.close()
            look.change(theme="light", scale=1.0)
    return table.counts


@contextmanager
def known_ids(seed: int) -> Iterator[None]:
    """Ids that come from the seed as well, so that a seed plays the same again: what is done depends on their order in places."""
    rnd = Random(f"ids {seed}")
    with (
        patch.object(secrets, "token_hex", lambda length: rnd.randbytes(length).hex()),
        patch.object(secrets, "randbelow", lambda below: rnd.randrange(below)),
    ):
        yield


def _everything(document: PlanDocument) -> list[tuple[tuple[int, int], str, Pen]]:
    """Every character ever written, in place: its id, its text and its pen."""
    return [
        ((span.peer, span.first + step), letter, document.pen_of(span.peer))
        for span, text in document.side(SIDE).everything()
        for step, letter in enumerate(text)
    ]


def _ends(text: str) -> list[int]:
    """Every position between characters."""
    ends = [0]
    for letter in text:
        ends.append(ends[-1] + utf16_width(letter))
    return ends


def _rooms_in(box: SideView) -> list[int]:
    """The room that each unit of a document carries. Line ends have none."""
    out: list[int] = []
    block = box.document().begin()
    while block.isValid():
        for part in block.textFormats():
            out.extend([round(part.format.fontLetterSpacing())] * part.length)
        out.extend([0] * (block.position() + block.length() - len(out)))
        block = block.next()
    return out[:-1]


def main() -> int:
    """As long as told; failures with their seeds."""
    options = _options()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    look = Look()
    look.apply(app)
    counts: Counter[str] = Counter()
    failures = 0
    for seed in range(options.first, options.first + options.runs):
        try:
            counts += run(app, look, seed, options.steps)
        except Fail as fail:
            failures += 1
            print(f"FAILED {fail}")
        except Exception:
            failures += 1
            print(f"FAILED seed {seed}: {traceback.format_exc(limit=-6)}")
    print(f"seeds {options.first} to {options.first + options.runs - 1}: {sum(counts.values())} steps, {failures} failures")
    print(", ".join(f"{name} {number}" for name, number in counts.most_common()))
    return 1 if failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Random handling of two editors on one side.")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--runs", type=int, default=40, help="how many seeds")
    parser.add_argument("--steps", type=int, default=100, help="steps for each seed")
    return parser.parse_args()


if __name__ == "__main__":
    assert QInputMethodEvent  # composed input is part of every run
    code = main()
    sys.stdout.flush()
    os._exit(code)
