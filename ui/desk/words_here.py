"""Words of the ward's list that stand in the question: a quiet line with each word as a button, and below it what that word means."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.language import _
from app.ward_words import explained_in
from models.easy_read import WardWord
from ui.bridge import say_aloud
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.sight import bring_into_sight
from ui.writing.side_editor import SideEditor

REST_MS = 400


class WordsHere(Column):
    """The line at the end of a question. Without a word to explain there is none.

    It stands below everything else, so that nothing moves under the hand when it comes or goes; while somebody writes it does neither.
    """

    def __init__(self, shell: Shell, texts: Callable[[], Iterable[str]]) -> None:
        self._shell, self._texts = shell, texts
        self._words: list[WardWord] = []
        self._row = FlowRow(shell.look, gap=6)
        self._meaning = Words("", "semi")
        super().__init__(shell.look, self._row, self._meaning, gap=4)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look_if_nobody_writes)
        for piece in (self._row, self._meaning):
            piece.hide()

    @property
    def words(self) -> list[str]:
        """The words that are offered to be explained."""
        return [word.word for word in self._words]

    def look_again(self) -> None:
        """Looks through the question anew."""
        words = explained_in(self._shell.open_store.store, self._texts())
        if words != self._words:
            self._words = words
            self._fill()
        self._row.setVisible(bool(words))

    def look_soon(self) -> None:
        """Looks again once the writing rests."""
        self._rest.start()

    def close_down(self) -> None:
        """Looks no more: the question goes."""
        self._rest.stop()

    # Insides

    def _look_if_nobody_writes(self) -> None:
        if self.isVisible() and self._shell.has_store and not isinstance(QApplication.focusWidget(), SideEditor):
            self.look_again()

    def _fill(self) -> None:
        look = self._shell.look
        self._row.clear()
        self._meaning.hide()
        self._row.add(Words(_("Words here:"), "small", wraps=False))
        for word in self._words:
            button = Button(look, word.word, "information-outline", Kind.GHOST)
            button.setCheckable(True)
            button.setAccessibleName(_("What does “{word}” mean?").format(word=word.word))
            button.clicked.connect(lambda opened, word=word: self._show(word, opened))
            self._row.add(button)

    def _show(self, word: WardWord, opened: bool) -> None:
        """Shows what one word means, below the line; pressed again it goes."""
        for button, one in zip(self._buttons(), self._words, strict=True):
            button.setChecked(opened and one == word)
        self._meaning.setVisible(opened)
        if opened:
            said = _("{word}: {meaning}").format(word=word.word, meaning=word.explanation)
            self._meaning.setText(said)
            QTimer.singleShot(0, self, lambda: bring_into_sight(self))
            say_aloud(self._meaning, said, at_once=True)

    def _buttons(self) -> list[Button]:
        return [piece for piece in self._row.widgets() if isinstance(piece, Button)]
