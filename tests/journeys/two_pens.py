"""Sam and Jo write together, at random: typing, composed input, signs, paste, quotes, striking, answering, typing for Sam, undo and redo.

What is typed is told just before its key reaches the app, in the same round of events, so that no "Saved" can come in between.
"""

from collections.abc import Callable
from random import Random

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from tests.journeys import hands
from tests.journeys.alphabets import ALPHABETS, JO, JO_FOR_SAM, SAM
from tests.journeys.hands import ALT, CONTROL, SHIFT, Key, called, do, find, key, press, shown
from tests.journeys.stage import Script
from ui.writing.side_editor import SideEditor

WORDS_EACH_RUN = 10_000
PAUSES = (0, 0, 5, 10, 30, 60, 100)
# In which boxes a pen puts words, by the end of the box's spoken name.
OWN_BOXES = {SAM: (": Sam", ": Together: what we agree"), JO: (": Team", ": Together: what we agree")}
OWN_BOXES[JO_FOR_SAM] = OWN_BOXES[SAM]
IN_HAND = {SAM: "Sam is writing", JO: "Jo is writing", JO_FOR_SAM: "Jo types for Sam"}
ANSWERS = ("Let it go", "Keep it", "Yes, my words", "Not my words", "Take my crossing out back")

Tell = Callable[[str, str], object]
"""Told before words are put in: which pen, and the words."""


class TwoPens:
    """Two people at one laptop. They begin with no pen in hand and never stop."""

    def __init__(self, dice: Random, run: int, tell: Tell, look: Callable[[], object]) -> None:
        """`run` makes the words of this run other than those before; `look` is called after everything they do."""
        self._dice, self._tell, self._look = dice, tell, look
        self._pen = ""
        self._number = run * WORDS_EACH_RUN

    def write(self) -> Script[None]:
        """Writes for ever."""
        yield from self._take_up_by_typing()
        while True:
            deeds = (self._type, self._type, self._type, self._compose, self._take, self._undo, self._paste, self._quote)
            others = (self._pass_pen, self._answer, self._stand, self._turn_page, self._replace)
            yield from self._dice.choices((*deeds, *others), weights=(6, 6, 6, 4, 8, 4, 3, 2, 7, 6, 1, 1, 2))[0]()
            self._look()
            yield self._dice.choice(PAUSES)

    # ---- the pen

    def _take_up_by_typing(self) -> Script[None]:
        """The first key asks who is writing, and is not lost. The second way to take up a pen is a key of its own."""
        yield lambda: next(shown(SideEditor), None)
        if self._dice.random() < 0.5 or not self._boxes(SAM):
            yield from self._take_up(self._dice.choice((SAM, JO)))
            return
        yield from self._go_into(self._dice.choice(self._boxes(SAM)))
        letter = ALPHABETS[SAM].letters[0]
        yield from hands.type_letter(letter)
        yield lambda: find(QAbstractButton, "Sam is writing")
        self._pen = SAM
        answer = hands.found(QAbstractButton, "Sam is writing")
        yield from do(lambda: (self._tell(SAM, letter), hands.click_now(answer)))

    def _pass_pen(self) -> Script[None]:
        yield from self._take_up(self._dice.choice([pen for pen in ALPHABETS if pen != self._pen]))

    def _take_up(self, pen: str) -> Script[None]:
        if pen == JO_FOR_SAM:
            yield from press("Type for somebody")
            yield from hands.choose("Who types?", "Jo")
            yield from hands.choose("Whose words are you typing?", "Sam")
            yield from press("Start typing")
        else:
            yield from key({SAM: Key.Key_1, JO: Key.Key_2}[pen], CONTROL)
        yield lambda: IN_HAND[pen] in hands.words()
        self._pen = pen

    # ---- writing

    def _type(self) -> Script[None]:
        boxes = self._boxes(self._pen)
        if not boxes:
            yield from self._turn_page()
            return
        yield from self._go_into(self._dice.choice(boxes))
        yield from self._move_caret()
        for letter in self._some_words():
            yield from self._one(letter)
            self._look()
            yield self._dice.choice((0, 0, 0, 1, 5, 30))

    def _one(self, letter: str) -> Script[None]:
        """One key of the pen in hand."""
        if letter == "\n":
            yield from do(lambda: (self._tell(self._pen, "\n"), hands.key_now(Key.Key_Return)))
        else:
            yield from do(lambda: (self._tell(self._pen, letter), hands.letter_now(letter)))

    def _some_words(self) -> list[str]:
        alphabet, out = ALPHABETS[self._pen], list[str]()
        for _word in range(self._dice.randint(1, 3)):
            out += [*self._next_word(), " "]
        if self._dice.random() < 0.3:
            out.append(self._dice.choice(alphabet.signs))
        return [*out, "\n"] if self._dice.random() < 0.15 else out

    def _compose(self) -> Script[None]:
        if boxes := self._boxes(self._pen):
            yield from self._go_into(self._dice.choice(boxes))
            yield from self._move_caret()
            word = ALPHABETS[self._pen].composed_word(self._dice)
            yield from hands.preedit(word)
            self._look()
            yield from do(lambda: (self._tell(self._pen, word), hands.commit_now(word)))

    def _take(self) -> Script[None]:
        """Takes out with the keys, wherever the caret falls: one's own words go, others' are struck."""
        editors = [editor for editor in shown(SideEditor) if editor.side.length]
        if editors:
            yield from self._go_into(self._dice.choice(editors))
            yield from self._move_caret()
            code = self._dice.choice((Key.Key_Backspace, Key.Key_Backspace, Key.Key_Delete))
            for _press in range(self._dice.randint(1, 4)):
                yield from key(code, self._dice.choice((hands.NONE, hands.NONE, CONTROL)))
                self._look()

    def _replace(self) -> Script[None]:
        """Chooses some letters and types over them."""
        boxes = [editor for editor in self._boxes(self._pen) if editor.side.length]
        if boxes:
            yield from self._go_into(self._dice.choice(boxes))
            yield from self._move_caret()
            yield from self._choose_letters()
            yield from self._one(self._next_word()[0])

    def _undo(self) -> Script[None]:
        for _press in range(self._dice.randint(1, 3)):
            yield from key(Key.Key_Z, self._dice.choice((CONTROL, CONTROL, CONTROL | SHIFT)))
            self._look()

    # ---- the clipboard

    def _paste(self) -> Script[None]:
        """Pastes words from outside and says whose they are."""
        boxes = self._boxes(self._pen)
        if not boxes:
            return
        editor = self._dice.choice(boxes)
        saying, pen = "Mine", self._pen
        if pen == JO and called(editor).endswith(OWN_BOXES[SAM][1]) and self._dice.random() < 0.5:
            saying, pen = "Sam said this", JO_FOR_SAM
        words = self._next_word(pen)
        yield from hands.copy_elsewhere(words)
        yield from self._go_into(editor)
        yield from key(Key.Key_V, CONTROL)
        yield lambda: find(QAbstractButton, saying)
        answer = hands.found(QAbstractButton, saying)
        yield from do(lambda: (self._tell(pen, words), hands.click_now(answer)))

    def _quote(self) -> Script[None]:
        """Copies words that stand here to another place; they stay their owner's."""
        sources = [editor for editor in shown(SideEditor) if editor.side.length]
        if not sources:
            return
        yield from self._go_into(self._dice.choice(sources))
        yield from self._move_caret()
        yield from self._choose_letters()
        yield from do(lambda: QGuiApplication.clipboard().clear())
        yield from key(Key.Key_C, CONTROL)
        words = QGuiApplication.clipboard().text()
        yield from self._go_into(self._dice.choice(list(shown(SideEditor))))
        yield from key(Key.Key_End, CONTROL)
        if words:
            yield from do(lambda: (self._tell(self._pen, words), hands.key_now(Key.Key_V, CONTROL)))

    # ---- what is asked

    def _answer(self) -> Script[None]:
        """Answers what waits here for the pen in hand, if something does."""
        check = next((button for button in shown(QAbstractButton) if called(button).startswith("Check what ")), None)
        if check is not None:
            yield from hands.click(check)
        there = [button for name in ANSWERS if (button := find(QAbstractButton, name))]
        if there:
            yield from hands.click(self._dice.choice(there))

    def _stand(self) -> Script[None]:
        agree = next((button for button in shown(QAbstractButton) if called(button).startswith("I agree")), None)
        if agree is not None and self._pen in (SAM, JO):
            yield from hands.click(agree)

    def _turn_page(self) -> Script[None]:
        yield from key(self._dice.choice((Key.Key_Right, Key.Key_Left)), ALT)

    # ---- insides

    def _boxes(self, pen: str) -> list[SideEditor]:
        """The boxes on the page in which this pen puts words."""
        return [editor for editor in shown(SideEditor) if called(editor).endswith(OWN_BOXES[pen])]

    def _go_into(self, editor: SideEditor) -> Script[None]:
        yield from hands.click(editor.viewport())

    def _move_caret(self) -> Script[None]:
        yield from key(self._dice.choice((Key.Key_Home, Key.Key_End)), self._dice.choice((hands.NONE, CONTROL)))
        for _step in range(self._dice.choice((0, 0, 1, 2, 5))):
            yield from key(self._dice.choice((Key.Key_Left, Key.Key_Right)))

    def _choose_letters(self) -> Script[None]:
        for _letter in range(self._dice.randint(1, 8)):
            yield from key(Key.Key_Left, SHIFT)

    def _next_word(self, pen: str = "") -> str:
        """A word in the letters of that pen; of the one in hand when none is named."""
        self._number += 1
        return ALPHABETS[pen or self._pen].word(self._number)
