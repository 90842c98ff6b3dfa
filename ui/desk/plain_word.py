"""Saying a hard word plainly: which word, and what it means. A card under the pens of the desk, and on the page of words."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.errors import Trouble
from app.language import _
from app.ward_words import LONGEST_MEANING, LONGEST_WORD, checked, meaning_of, say_plainly
from models.ward_words import SaidPlainly
from ui.desk.room import DeskRoom
from ui.keys_back import KeysBack
from ui.shell import Shell
from ui.widgets.boxes import Card
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.fields import Field
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Tone


class WordCard(Card):
    """The fields for one word. `given` carries word and meaning once both can be kept; `left` says that nothing is wanted any more."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, shell: Shell, word: str = "") -> None:
        look = shell.look
        self._shell, self.chosen = shell, word
        self._word, self._meaning = (
            Field(look, _("Which word?")),
            Field(look, _asked(word), help=_("Say it as you would say it to a friend.")),
        )
        keep, leave = Button(look, _("Keep it"), "check", Kind.PRIMARY), Button(look, _("Leave it"), "close", Kind.GHOST)
        note = Words(_("It joins the word list that everybody here can read. Names do not go there."), "small")
        super().__init__(look, self._word, self._meaning, note, FlowRow(look, keep, leave, gap=12), gap=8)
        self._fill(word)
        keep.clicked.connect(self._give)
        leave.clicked.connect(self.left)
        self._word.box.returnPressed.connect(self._meaning.box.setFocus)
        self._meaning.box.returnPressed.connect(self._give)

    @property
    def first(self) -> QLineEdit:
        """Where the keys go: the meaning of a word that was chosen, else the word."""
        return self._meaning.box if self.chosen else self._word.box

    @property
    def typed(self) -> tuple[str, str]:
        """What stands in the fields: the word, and what it means."""
        return self._word.box.text(), self._meaning.box.text()

    def type_in(self, word: str, meaning: str) -> None:
        """Puts into the fields what was typed before."""
        self._word.box.setText(word)
        self._meaning.box.setText(meaning)

    def _fill(self, word: str) -> None:
        """A word that was chosen is not asked for again; what the list says of it stands there to be made better."""
        self._word.box.setMaxLength(LONGEST_WORD)
        self._meaning.box.setMaxLength(LONGEST_MEANING)
        self._word.box.setText(word)
        self._word.setVisible(not word)
        self._meaning.box.setText(meaning_of(self._shell.open_store.store, word) if word else "")
        self._meaning.box.selectAll()

    def _give(self) -> None:
        """Says under its field what the list does not take; what was typed stays."""
        for field in (self._word, self._meaning):
            field.set_trouble("")
        try:
            word, meaning = checked(self._shell.open_store.store, *self.typed)
        except Trouble as trouble:
            field = self._word if self._word.isVisible() and not self._word.box.text().strip() else self._meaning
            field.set_trouble(f"{trouble.title} {trouble.next_step}")
            field.box.setFocus()
            return
        self.given.emit(word, meaning)


@dataclass(frozen=True)
class _Waiting:
    """A card that may not be shown now: who opened it, the word that was chosen, and what was typed."""

    opener: str
    chosen: str
    word: str
    meaning: str


class PlainWord(Dressed, QWidget):
    """The card on the desk, above the question and scrolled with it. `kept` says that the list has another word."""

    kept = Signal(object)
    turned = Signal()  # it is there, or no more

    def __init__(self, room: DeskRoom) -> None:
        super().__init__()
        self._room = room
        self._column = QVBoxLayout(self)
        self._keys = KeysBack(self)
        self._card: WordCard | None = None
        self._opener = ""  # of the card: whose hands held the pen
        self._waiting: list[_Waiting] = []
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, activated=self.put_away, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        room.pen_changed.connect(self._show_to_whoever_may_read)
        self.wear(room.look)
        self.hide()

    def open_for(self, word: str) -> None:
        """Asks what a word means; with "" it asks for the word as well."""
        self._keys.remember()
        card = WordCard(self._room.shell, " ".join(word.split())[:LONGEST_WORD])
        self._put(card, self._hands)
        card.first.setFocus()

    def put_away(self) -> None:
        """The card goes, and the keys go back to the writing. One that waited comes, where whoever reads now may see it."""
        self._keys.give_back(self)
        self._take_away()
        self._show_to_whoever_may_read()

    def dress(self) -> None:
        pad = self.look.pad
        self._column.setContentsMargins(pad(24), pad(8), pad(24), pad(4))

    # Insides

    def _keep(self, word: str, meaning: str) -> None:
        """Whoever holds the pen said it; where nobody does, it is asked first who it is."""
        self._room.with_pen_in_hand(lambda: self._say(word, meaning))

    def _say(self, word: str, meaning: str) -> None:
        room, pen = self._room, self._room.desk.pen
        if pen is None:
            return
        store = room.shell.open_store
        by = pen.voice.people[0] if len(pen.voice.people) == 1 else pen.hands
        said = say_plainly(store.store, store.clock, word, meaning, by=by)
        if self._card is None and self._waiting:
            self._waiting.pop()  # it was this card that went out of sight when the pen was taken up
        self.put_away()
        room.shell.asking.tell(word_kept(said))
        self.kept.emit(said)

    @property
    def _hands(self) -> str:
        """Whose hands hold the pen; "" where nobody's do."""
        pen = self._room.desk.pen
        return pen.hands if pen is not None else ""

    def _show_to_whoever_may_read(self) -> None:
        """Its words may come from a box that somebody of family may not see: it waits, out of the window, until the pen goes on."""
        all_shown = not self._room.desk.why_not_all_is_shown(self._room.name_of)
        if self._card is not None and not all_shown and self._opener != self._hands:
            self._waiting.append(_Waiting(self._opener, self._card.chosen, *self._card.typed))
            self._take_away()
        may = [one for one in self._waiting if all_shown or one.opener == self._hands]
        if self._card is None and may:
            self._waiting.remove(may[-1])
            self._put(WordCard(self._room.shell, may[-1].chosen), may[-1].opener)
            self._card.type_in(may[-1].word, may[-1].meaning)

    def _put(self, card: WordCard, opener: str) -> None:
        self._clear()
        self._card, self._opener = card, opener
        card.given.connect(self._keep)
        card.left.connect(self.put_away)
        self._column.addWidget(card)
        self.show()
        self.turned.emit()

    def _take_away(self) -> None:
        self._clear()
        self.hide()
        self.turned.emit()

    def _clear(self) -> None:
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None


def word_kept(said: SaidPlainly) -> Saying:
    """What is said once a word is in the list."""
    title = _("“{word}” is in the word list now.").format(word=said.word)
    return Saying(title, (_("Its meaning is shown below each question where it stands."),), tone=Tone.GOOD)


def _asked(word: str) -> str:
    return _("What does “{word}” mean, in plain words?").format(word=word) if word else _("What does it mean, in plain words?")
