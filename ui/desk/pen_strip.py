"""The strip across the top of the desk: who is writing, large enough to see across a table, and everybody to whom the pen can be passed."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from app.errors import Trouble
from app.here import Here
from app.language import _
from ui.bridge import say_aloud
from ui.desk.room import DeskRoom
from ui.painting import MarkStyle
from ui.widgets.boxes import Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.people import MarkView, PersonChip
from ui.widgets.strips import TintedStrip

HELD, HELD_SMALL = 48, 36
LEAST_FOR_OTHERS = 200


class PenStrip(TintedStrip):
    """The pen in hand and the others. Folded, where text is large for the window, the others stand behind *Change pen*."""

    typing_for_requested = Signal()
    list_requested = Signal()

    def __init__(self, room: DeskRoom) -> None:
        super().__init__(room.look)
        self._room = room
        self._open, self._folded = False, room.look.large
        self._held = Row(room.look, gap=10)
        self._others = FlowRow(room.look, gap=12)
        self._change = Button(room.look, _("Change pen"), "pencil")
        self._type_for = Button(room.look, _("Type for somebody"), "hand-heart", short=_("Type for…"))
        self._place = Button(room.look, "", "format-list-bulleted")
        self._place.clicked.connect(self.list_requested)
        self._tools = FlowRow(room.look, self._change, self._type_for, self._place, gap=12)
        for piece in (self._held, self._others, self._tools):
            self.line.addWidget(piece, 1 if piece is self._others else 0)
        self.line.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._change.clicked.connect(self._toggle)
        self._type_for.clicked.connect(self.typing_for_requested)
        room.pen_changed.connect(self._pen_changed)
        room.people_changed.connect(self.show_pens)
        room.asked_changed.connect(self.show_pens)
        self.show_pens()

    # What you can tell it

    def show_place(self, words: str) -> None:
        """Says which question is shown, where the list has no room beside the page: "5 of 12"."""
        self._place.set_words(words)
        self._place.setAccessibleName(_("Questions: {place}").format(place=words))

    def fold(self, folded: bool) -> None:
        """Takes less room, and has the button that opens the list; or all of it is shown again."""
        if folded != self._folded:
            self._folded = folded
            self.show_pens()

    def show_pens(self) -> None:
        """Shows the pen in hand, and everybody who is here to pass it to."""
        pen = self._room.desk.pen
        self.show_mark(self._room.mark_of_pen(pen) if pen else None)
        self._show_held()
        self._show_others()
        self._arrange()

    def dress(self) -> None:
        super().dress()
        if hasattr(self, "_tools"):
            self._arrange()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """As narrow as the page: what has no room beside something else stands below it."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack()

    # Insides

    def _show_held(self) -> None:
        pen, room = self._room.desk.pen, self._room
        self._held.clear()
        if pen is None:
            return
        height = HELD_SMALL if self._folded else HELD
        mark = MarkView(room.look, room.mark_of_pen(pen), room.pen_in_words(pen), height, held=True)
        self._held.add(mark, Words(room.pen_in_words(pen), "bold" if self._folded else "question"))

    @property
    def _asked_below(self) -> bool:
        """Whether it is asked below who writes, with so little room that the answers need not stand here too."""
        return self._folded and self._room.asks_who_writes

    def _no_pen_in_words(self) -> str:
        """One question at a time: where keys wait it is asked below whose they are."""
        if self._room.asks_who_writes:
            return _("Nobody holds the pen.")
        return _("Who is writing?") if self._folded else _("Nobody holds the pen. Who is writing?")

    def _show_others(self) -> None:
        self._others.clear()
        pen = self._room.desk.pen
        others = [here for here in self._room.desk.people if here.present and not (pen and pen.own_hands and pen.hands == here.person)]
        if pen is None:
            self._others.add(Words(self._no_pen_in_words(), "question"))
        elif others:
            self._others.add(Words(_("Pass the pen to:"), "quiet", wraps=False))
        for here in others if pen is not None or not self._asked_below else ():
            self._others.add(self._chip(here))

    def _chip(self, here: Here) -> PersonChip:
        mark = MarkStyle.of(here.mark, here.initials)
        chip = PersonChip(self._room.look, mark, here.known_as, _("Pass the pen to {name}").format(name=here.known_as))
        chip.clicked.connect(lambda: self._pass_to(here.person))
        return chip

    def _pass_to(self, person: str) -> None:
        self._open = False
        try:
            self._room.take_up(self._room.desk.pens.own(person))
        except Trouble as trouble:  # somebody went meanwhile
            self._room.shell.asking.trouble(trouble)
            self.show_pens()

    def _pen_changed(self) -> None:
        self.show_pens()
        pen = self._room.desk.pen
        say_aloud(self, self._room.pen_in_words(pen) if pen else _("Nobody holds the pen."))

    def _toggle(self) -> None:
        self._open = not self._open
        self._arrange()

    def _arrange(self) -> None:
        folds = self._folded and self._room.desk.pen is not None
        self._change.setVisible(folds)
        self._others.setVisible(not folds or self._open)
        self._held.setVisible(self._room.desk.pen is not None and not (folds and self._open))
        self._place.setVisible(self._folded)
        self._stack()

    def _stack(self) -> None:
        """The buttons stand below where there is no room beside who is writing."""
        said = self._held if self._others.isHidden() else self._others
        said_width = said.sizeHint().width() if said is self._held else self.look.px(LEAST_FOR_OTHERS)
        room = self.width() - 2 * self.look.pad(24) - self.look.pad(16)
        below = said_width + self._tools.sizeHint().width() > room
        self.line.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
