"""Whose words these are, said where somebody points, on a key, and to screen readers: the name first."""

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QTextEdit, QToolTip

from app.language import _
from app.wording import passage_line, whose_words
from models.text.reading import Passage
from models.text.runs import Look
from models.text.side import Side
from ui.bridge import say_aloud
from ui.writing.ports import People

REST = 1000  # milliseconds without a change after which the words for screen readers are made anew
LONGEST_DESCRIPTION = 1_500  # letters
_SHOWN_FOR = 12_000  # milliseconds


class ReadingAid(QObject):
    """Speaks of the words in one box. `side` gives the side that is shown there."""

    def __init__(self, box: QTextEdit, side: Callable[[], Side], people: People) -> None:
        super().__init__(box)
        self._box, self._side, self._people = box, side, people
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.describe)
        box.document().contentsChanged.connect(self._rest.start)

    def sentence_at(self, position: int) -> str:
        """Whose words stand at a position, in a sentence. Empty on an empty page."""
        look = look_at(self._side(), position)
        return whose_words(look, self._people.name_of) if look else ""

    def key_at(self, position: int) -> str:
        """What the signs in the tag of these words mean. Empty where the tag is plain initials: one's own words."""
        look = look_at(self._side(), position)
        if look is None or look.own_hands:
            return ""
        return _("In the tag: whose words · who typed them. ○ not confirmed, ● confirmed.")

    def say_at_caret(self) -> str:
        """Shows and says whose words stand at the caret: behind it, or before it at the end of a word. Gives the sentence."""
        caret, document = self._box.textCursor().position(), self._box.document()
        at_end = caret > 0 and (caret >= self._side().length or document.characterAt(caret).isspace())
        sentence = self.sentence_at(caret - 1 if at_end else caret)
        place = self._box.viewport().mapToGlobal(self._box.cursorRect().bottomRight())
        self._show(place, sentence, self.key_at(caret - 1 if at_end else caret))
        say_aloud(self._box, sentence, at_once=True)
        return sentence

    def describe(self) -> None:
        """Tells screen readers the words of the side, the name first. Long sides are told in part."""
        self._box.setAccessibleDescription(spoken(self._side(), self._people))

    def describe_if_changed(self) -> None:
        """The same at once, if words changed since: somebody comes to read them."""
        if self._rest.isActive():
            self._rest.stop()
            self.describe()

    def say_under(self, position: int | None, place: QPoint) -> None:
        """Shows whose words stand at a position, at a place on the screen; nothing when the pointer is beside all words."""
        if position is None:
            self._show(place, "")
        else:
            self._show(place, self.sentence_at(position), self.key_at(position))

    def _show(self, place: QPoint, sentence: str, key: str = "") -> None:
        """Shows it, with a key to the signs below where there are some: it is seen there, and needs no saying aloud."""
        if sentence:
            paragraphs = "".join(f"<p>{escape(part, quote=False)}</p>" for part in (sentence, key) if part)
            QToolTip.showText(place, paragraphs, self._box.viewport(), QRect(), _SHOWN_FOR)
        else:
            QToolTip.hideText()


def look_at(side: Side, position: int) -> Look | None:
    """What is known of the character behind a position; of the last one at the end. None on an empty page."""
    position = max(0, min(position, side.length - 1))
    return next((stretch.look for stretch in side.stretches(position, position) if position < stretch.end), None)


def spoken(side: Side, people: People) -> str:
    """The side as it is read to who cannot see it, passage by passage."""
    said: list[str] = []
    length = 0
    for passage in _passages(side):
        if length > LONGEST_DESCRIPTION:
            return " ".join([*said, _("There is more. The list by voice reads all of it.")])
        said.append(passage_line(passage, people.name_of))
        length += len(said[-1])
    return " ".join(said)


def _passages(side: Side) -> Iterator[Passage]:
    """The passages of a side as `models.text.reading` makes them, one by one, so that the rest of a long side costs nothing."""
    for key, stretches in groupby(side.stretches(), lambda stretch: _key(stretch.look)):
        text = "".join(stretch.text for stretch in stretches)
        if text.strip():
            yield Passage(*key, text)


def _key(look: Look) -> tuple:
    return look.voice, look.hands, look.way, look.said, bool(look.struck_by)
