"""Giving the keys back: a strip or a bar that goes leaves them where they were before it got them, never to the banner by chance."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class KeysBack(QObject):
    """Remembers for one piece of a page where the keys were before they came into it.

    First comes the box that somebody wrote in, even when the keys went to the piece by way of other buttons; then whatever had them just
    before; then what the page itself gives them to.
    """

    def __init__(self, piece: QWidget) -> None:
        super().__init__(piece)
        self._piece = piece
        self._before: QWidget | None = None
        self._writing: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._moved)

    def remember(self) -> None:
        """To be called when the piece, or something in it, appears: whoever writes just now goes on there afterwards."""
        focused = self._piece.window().focusWidget()
        if focused is not None and not _holds(self._piece, focused):
            self._writing = focused if _is_written_in(focused) else None

    def give_back(self, going: QWidget) -> None:
        """To be called before something goes. Does nothing where the keys are elsewhere."""
        if going.isVisible() and _holds(going, going.window().focusWidget()):
            target = next(filter(self._can_take_keys, self._targets()), None)
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if isValid(self._piece) and _holds(self._piece, now) and not _holds(self._piece, before):
            self._before = before

    def _targets(self) -> list[QWidget | None]:
        page = _page_of(self._piece)
        wrote = [one for one in (self._before, self._writing) if one is not None and isValid(one) and _is_written_in(one)]
        return [*wrote, self._before, page.first_focus() if page is not None else None]  # type: ignore[attr-defined]

    def _can_take_keys(self, widget: QWidget | None) -> bool:
        if widget is None or not isValid(widget) or not widget.isVisible() or not widget.isEnabled() or _holds(self._piece, widget):
            return False
        page = _page_of(self._piece)
        return page is None or page.isAncestorOf(widget)


def _holds(piece: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is piece or piece.isAncestorOf(widget))


def _is_written_in(widget: QWidget) -> bool:
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _page_of(piece: QWidget) -> QWidget | None:
    """The page that holds the piece: it says itself where its keys begin."""
    holder = piece.parentWidget()
    while holder is not None and not hasattr(holder, "first_focus"):
        holder = holder.parentWidget()
    return holder
