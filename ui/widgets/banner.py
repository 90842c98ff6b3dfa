"""The banner above every page and the foot below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.language import _
from ui.bridge import say_aloud
from ui.look import BODY, SEMI, Look
from ui.widgets.boxes import HAIR, Panel, Row, draw_hair
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.pressing import Kind


@dataclass(frozen=True)
class Identity:
    """Who a plan is about, as the banner shows it: `born` in words, `number` in its three groups."""

    name: str
    known_as: str
    born: str
    number: str = ""


class Saved(Enum):
    """Whether the last words are kept on the disk."""

    YES = "yes"
    SAVING = "saving"
    NO = "no"


_SIGNS = {
    Saved.YES: ("check-circle", "good", "good"),
    Saved.SAVING: ("dots-horizontal-circle-outline", "quiet", "quiet"),
    Saved.NO: ("alert-circle", "stop", "stop"),
}


class SavedLabel(Dressed, QWidget):
    """Whether the last words are saved, always in words. As wide in each state, so that nothing jumps; in large text it may wrap.

    Where something waits at a place that can be gone to, it is a button that leads there.
    """

    pressed = Signal()
    turned = Signal()  # it is a button now, or is none any more

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.state = Saved.YES
        self._icon, self._words = IconView(look, _SIGNS[Saved.YES][0], 22, "good"), Words(role="good")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._icon)
        self._line.addWidget(self._words, 1)
        self._button = Button(look, "", _SIGNS[Saved.SAVING][0])
        self._button.hide()
        self._line.addWidget(self._button)
        self._button.clicked.connect(self.pressed)
        self.wear(look)
        self.show_state(Saved.YES)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_state(self, state: Saved, words: str = "", waits: str = "") -> None:
        """Says the state in words of its own, or in those given. Not saved, and saved again after that, are spoken aloud too.

        `waits` says what has to be given first, and where: then it can be pressed.
        """
        icon, colour, role = _SIGNS[state]
        loud = (state is Saved.NO) != (self.state is Saved.NO) and state is not Saved.SAVING
        self.state = state if state is not Saved.SAVING or self.state is not Saved.NO else self.state
        self._icon.show_icon(icon, colour)
        self._words.set_role(role)
        self._words.setText(words or _usual_words(state))
        self.setAccessibleName(self.words)
        self._show_button(waits)
        if loud:
            say_aloud(self, self.words, at_once=state is Saved.NO)

    def _show_button(self, waits: str) -> None:
        self._button.set_words(self.words)
        self._button.setAccessibleName(_("{state}. {waits}").format(state=self.words, waits=waits))
        self._button.setToolTip(waits)
        if self._button.isHidden() == bool(waits):
            for piece in (self._icon, self._words):
                piece.setVisible(not waits)
            self._button.setVisible(bool(waits))
            self.turned.emit()

    def dress(self) -> None:
        self._line.setSpacing(self.look.pad(8))
        usual = max(self.look.text_width(_usual_words(state), BODY, SEMI) for state in Saved)
        self._words.setMinimumWidth(0 if self.look.large else round(usual) + 4)


class Banner(Dressed, QFrame):
    """Who the plan is about, whether it is saved, and the ways out: Today, help now, help, lock.

    Where all that does not fit in one line it folds: help now and a menu stand in `folded_buttons`. What still does not fit goes on in a
    second line.
    """

    today_requested = Signal()
    help_now_requested = Signal()
    help_requested = Signal()
    lock_requested = Signal()

    def __init__(self, look: Look, identity: Identity | None = None, title: str = "", place: str = "", *, at_work: bool = False) -> None:
        """`at_work`: a sitting about nobody, so that all the ways are there although no name is."""
        super().__init__()
        self._identity = identity
        self._at_work = at_work or identity is not None
        self._folded = False
        self.saved = SavedLabel(look)
        self._who = _Who(look, identity) if identity else FlowRow(look, Words(title, "bold"), Words(place, "quiet"), gap=12)
        self._build_buttons(look)
        self._build(look)
        self._connect()
        self.wear(look)

    # What you can ask it

    @property
    def folded(self) -> bool:
        """Whether the ways out stand in a menu."""
        return self._folded

    @property
    def identity(self) -> Identity | None:
        """Who the plan is about; None on a page without a patient."""
        return self._identity

    # What you can tell it

    def show_lock(self, shown: bool) -> None:
        """Offers the lock, or not where it is locked already."""
        self._lock.setVisible(shown)
        self._actions[2].setVisible(shown)
        self._arrange()

    # Qt overrides

    def dress(self) -> None:
        pad = self.look.pad
        self._lines.setContentsMargins(pad(14), 3, pad(14), 3 + HAIR)
        self._lines.setSpacing(pad(4))
        self._first.setSpacing(pad(12))
        self._second.setSpacing(pad(12))
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its folded self: it folds when it must."""
        return QSize(self._who.minimumSizeHint().width() + 2 * self.look.pad(14), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_hair(self, self.look, Qt.Edge.BottomEdge)

    # Insides

    def _build_buttons(self, look: Look) -> None:
        self._today = Button(look, _("Today"), "home-outline", Kind.GHOST)
        self._help_now = Button(look, _("Get help now"), "phone-in-talk-outline", Kind.GHOST)
        self._help = Button(look, _("Help"), "help-circle-outline", Kind.GHOST)
        self._lock = Button(look, _("Lock"), "lock-outline", Kind.GHOST)
        self._folded_help_now = Button(look, _("Get help now"), "phone-in-talk-outline", short=_("Get help"))
        self._open_menu = Button(look, _("Menu"), "menu")
        self._menu = QMenu(self._open_menu)
        self._actions = [self._menu.addAction(words) for words in (_("Today"), _("Help"), _("Lock"))]
        self._open_menu.setMenu(self._menu)

    def _build(self, look: Look) -> None:
        self.buttons = Row(look, self._help_now, self._help, self._lock)
        self.folded_buttons = Row(look, self._folded_help_now, self._open_menu, gap=10)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._lines = QVBoxLayout(self)
        self._lines.addLayout(self._first)
        self._lines.addLayout(self._second)
        self._first.addWidget(self._today)
        self._first.addWidget(self._who, 1)
        # Here already, in the order of the Tab key: shown without a parent, each would be a window of its own. _arrange moves them.
        self._filled: tuple[list[QWidget], list[QWidget]] = ([], [self.saved, self.buttons, self.folded_buttons])
        self._second.addStretch(1)  # before the last of the line
        for piece in self._filled[1]:
            self._second.addWidget(piece)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        for piece in (self.saved, self._help_now, self._folded_help_now):
            piece.setVisible(self._at_work)
        self._actions[0].setVisible(self._at_work)

    def _connect(self) -> None:
        self.saved.turned.connect(self._arrange)
        for button, signal in (
            (self._today, self.today_requested),
            (self._help_now, self.help_now_requested),
            (self._folded_help_now, self.help_now_requested),
            (self._help, self.help_requested),
            (self._lock, self.lock_requested),
        ):
            button.clicked.connect(signal)
        for action, signal in zip(self._actions, (self.today_requested, self.help_requested, self.lock_requested), strict=True):
            action.triggered.connect(signal)

    def _arrange(self) -> None:
        """Folds where it must, and fills the first line with what fits; the rest goes into the second."""
        room = self.width() - 2 * self.look.pad(14)
        self._folded = self.look.large or self._line_width(self._today, self._who, self.saved, self.buttons) > room
        self._today.setVisible(self._at_work and not self._folded)
        self.buttons.setVisible(not self._folded)
        self.folded_buttons.setVisible(self._folded)
        if isinstance(self._who, _Who):
            self._who.shorten(self._folded)
        tools = self.folded_buttons if self._folded else self.buttons
        mine = [piece for piece in (self.saved, tools) if not piece.isHidden()]
        first = mine if self._line_width(self._who, *mine) <= room else [] if self.look.large else mine[:1]
        self._fill(first, [piece for piece in mine if piece not in first])

    def _fill(self, first: list[QWidget], second: list[QWidget]) -> None:
        """Puts these behind the name, and those into the line below, the last of them at its end."""
        if (first, second) == self._filled:
            return
        for line, pieces in zip((self._first, self._second), self._filled, strict=True):
            for piece in pieces:
                line.removeWidget(piece)
        for piece in first:
            self._first.addWidget(piece)
        for place, piece in enumerate(second[:-1]):
            self._second.insertWidget(place, piece)
        for piece in second[-1:]:
            self._second.addWidget(piece)
        self._filled = (first, second)

    def _line_width(self, *pieces: QWidget) -> int:
        shown = [piece for piece in pieces if self._at_work or piece not in (self._today, self.saved)]
        return sum(piece.sizeHint().width() + self.look.pad(12) for piece in shown)


class _Who(FlowRow):
    """Name, known-as, day of birth and number. In its short form without the dots and signs between them."""

    def __init__(self, look: Look, identity: Identity) -> None:
        self._number = identity.number
        self._number_words = Words(_number(identity), "quiet")
        self._dots = [Words("·", "quiet"), Words("·", "quiet")]
        known_as = [Words(f"({identity.known_as})")] if identity.known_as not in ("", identity.name) else []
        born = Words(_("born {day}").format(day=identity.born), "quiet")
        name = Words(identity.name, "bold")
        number = [self._dots[1], self._number_words] if identity.number else []
        super().__init__(look, name, *known_as, self._dots[0], born, *number, gap=8)
        self.setAccessibleName(_spoken(identity))

    def shorten(self, short: bool) -> None:
        """Leaves out what only decorates."""
        for dot in self._dots:
            dot.setVisible(not short)
        self.set_gap(16 if short else 8)
        self._number_words.setText(self._number if short else _("NHS {number}").format(number=self._number))


class Foot(Panel):
    """The foot of a page: ways back at the left, words in the middle, the way on at the right."""

    def __init__(self, look: Look, left: Sequence[QWidget] = (), middle: str = "", right: Sequence[QWidget] = ()) -> None:
        self.words = Words(middle, "quiet")
        self._buttons = [piece for piece in (*left, *right) if isinstance(piece, Button)]
        before = [FlowRow(look, *left, gap=12), None] if left else []
        after = FlowRow(look, *right, gap=12, at_end=True)
        super().__init__(look, *before, self.words, None, after, edge=Qt.Edge.TopEdge, gap=16, margins=(24, 8, 24, 8))

    def dress(self) -> None:
        super().dress()
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Shortens what can be shortened where the buttons do not fit beside each other; words between them only where there is room."""
        shown = [button for button in self._buttons if not button.isHidden() or button.sizePolicy().retainSizeWhenHidden()]
        for button in shown:
            button.shorten(False)
        tight = self._left_over(shown) < 0
        for button in shown:
            button.shorten(tight)
        room_for_words = self._left_over(shown) > self.look.text_width(self.words.text()) + self.look.pad(48)
        self.words.setVisible(bool(self.words.text()) and not self.look.large and room_for_words)

    def _left_over(self, buttons: Sequence[Button]) -> int:
        """How much of the width the buttons leave; below nothing where they do not fit beside each other."""
        return self.width() - sum(button.natural_width() + self.look.pad(12) for button in buttons) - self.look.pad(48)


def _number(identity: Identity) -> str:
    return _("NHS {number}").format(number=identity.number) if identity.number else ""


def _spoken(identity: Identity) -> str:
    """The identity as a screen reader says it."""
    return _("{name}, called {known_as}, born {day}, NHS number {number}").format(
        name=identity.name, known_as=identity.known_as, day=identity.born, number=identity.number
    )


def _usual_words(state: Saved) -> str:
    return {Saved.YES: _("Saved, just now"), Saved.SAVING: _("Saving…"), Saved.NO: _("Not saved")}[state]
