"""Choosing what to share of a private page: sentence by sentence, or everything. Nothing is chosen to begin with. Then what was shared."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.draft_words import Piece
from app.language import _, ngettext
from models.forms import Form
from models.questions import Question
from ui.look import Look
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.choices import Option, TickBox
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.sight import bring_into_sight


class SharedWords(Column):
    """What went from an open page into the record, for its writer to read: how many things, and at which question each stands."""

    def __init__(self, look: Look, form: Form, pieces: Sequence[Piece]) -> None:
        n = len(pieces)
        self.said = ngettext("You shared {n} thing", "You shared {n} things", n).format(n=n)
        super().__init__(
            look,
            Words(self.said, "question"),
            Words(_("Everybody who can see the record can read this now."), "quiet"),
            *(self._card(look, question, pieces) for question in form.questions if _at(question, pieces)),
            8,
            gap=12,
        )

    def _card(self, look: Look, question: Question, pieces: Sequence[Piece]) -> Card:
        return Card(look, Words(question.wording, "bold"), *(Words(piece.words.strip()) for piece in _at(question, pieces)), gap=8)


class SharePanel(Column):
    """Everything that stands on the page, each sentence with a box to tick. `given` carries the chosen pieces.

    `keep` is the way back, shown at the end where the foot has no room for it.
    """

    given = Signal(list)

    def __init__(self, look: Look, form: Form, pieces: Sequence[Piece]) -> None:
        self._pieces = list(pieces)
        self._boxes = [TickBox(look, Option(str(at), piece.words.strip())) for at, piece in enumerate(self._pieces)]
        self._everything = Button(look, _("Choose everything"), "check-all")
        self.keep = Button(look, _("Keep it private"), "lock-outline")
        self._none = Words("", "careful")
        super().__init__(
            look,
            Words(_("What do you want to share?"), "title"),
            Words(_("Choose each sentence. What you do not choose stays private.")),
            Words(_("Everybody who can see the record can read what you share."), "quiet"),
            Words(_("After this it is in the record for good."), "bold"),
            *self._cards(look, form),
            FlowRow(look, self._everything, self.keep, gap=12),
            self._none,
            gap=14,
        )
        self._none.hide()
        self.keep.hide()
        for box in self._boxes:
            box.toggled.connect(self._none.hide)
        self._everything.clicked.connect(self._choose_everything)

    @property
    def first(self) -> QWidget:
        """Where the keys go: to one sentence, not to all of them."""
        return self._boxes[0]

    def give(self) -> None:
        """Gives what is chosen; where nothing is, it says so."""
        chosen = [piece for box, piece in zip(self._boxes, self._pieces, strict=True) if box.isChecked()]
        if chosen:
            self.given.emit(chosen)
            return
        self._none.setText(_("Nothing is chosen yet."))
        self._none.show()
        QTimer.singleShot(0, self._none, lambda: bring_into_sight(self._none))

    def _cards(self, look: Look, form: Form) -> list[Card]:
        """A card for each question with a box for each of its pieces, one below the other, as they stand on the page."""
        cards = []
        for question in form.questions:
            boxes = [box for box, piece in zip(self._boxes, self._pieces, strict=True) if piece.question == question.id]
            if boxes:
                cards.append(Card(look, Words(question.wording, "bold"), *boxes, gap=8))
        return cards

    def _choose_everything(self) -> None:
        for box in self._boxes:
            box.setChecked(True)


def _at(question: Question, pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.question == question.id]
