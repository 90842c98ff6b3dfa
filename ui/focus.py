"""The ring that shows where the keys go: three pixels in the colour of text, two pixels away from what has the focus."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from ui.guarded import Guarded

RING = 3
AWAY = 2
OWN_RING = "ownRing"  # the property of a widget that shows its focus itself
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange, QEvent.Type.ParentChange}
_INPUTS = (QLineEdit, QTextEdit, QPlainTextEdit)


class FocusRing(Guarded, QObject):
    """Follows the focus through every window of the application.

    A click on a button does not show the ring: it tells where the keys go, and whoever clicks looks at the pointer. Boxes to write in
    always show it.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        app.focusChanged.connect(self._focus_moved)

    @property
    def target(self) -> QWidget | None:
        """The widget that the ring goes round now; None while none is shown."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Goes along when the widget, or what holds it, moves."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is not None and _shows_ring(now):
            self._go_round(now)

    def _go_round(self, target: QWidget) -> None:
        ground = _ground_of(target)
        self._target = target
        self._watched = _from_to(target, ground)
        for widget in self._watched:
            widget.installEventFilter(self)
        if self._ring is None or not isValid(self._ring):
            self._ring = _Ring()
        self._ring.setParent(ground)
        self._place()

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched, self._target = [], None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()

    def _place(self) -> None:
        """Puts the ring round the target: whole where there is room, along the edge of the window where there is none."""
        target, ring = self._target, self._ring
        if target is None or ring is None or not isValid(target) or not isValid(ring):
            return
        ground = ring.parentWidget()
        place = QRect(target.mapTo(ground, target.rect().topLeft()), target.size())
        out = AWAY + RING
        ring.setGeometry(place.adjusted(-out, -out, out, out) & ground.rect())
        ring.setVisible(target.isVisibleTo(ground))
        ring.raise_()


class _Ring(Guarded, QWidget):
    """The ring itself: pressed through, never in the way."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().windowText().color(), RING))
        half = RING / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 10 + AWAY, 10 + AWAY)


def _shows_ring(widget: QWidget) -> bool:
    if widget.property(OWN_RING) or widget.isWindow() or widget.window().windowType() == Qt.WindowType.Popup:
        return False
    return isinstance(widget, _INPUTS) or QApplication.mouseButtons() == Qt.MouseButton.NoButton


def _ground_of(widget: QWidget) -> QWidget:
    """What the ring is drawn on: the content of the scroll area that holds the widget, so that both scroll together, or the window."""
    inner, outer = widget, widget.parentWidget()
    while outer is not None and not inner.isWindow():
        if isinstance(outer.parentWidget(), QAbstractScrollArea) and outer.parentWidget().viewport() is outer:
            return inner if inner is not widget else outer
        inner, outer = outer, outer.parentWidget()
    return widget.window()


def _from_to(widget: QWidget, ground: QWidget) -> list[QWidget]:
    """The widget and all that hold it, up to the ground but without it: whatever moves the ring's place."""
    chain = [widget]
    while (parent := chain[-1].parentWidget()) is not None and parent is not ground:
        chain.append(parent)
    return chain
