"""A large choice with a picture: its words, a quiet line, and a tick where it is chosen."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.icons import draw_icon
from ui.look import Look
from ui.widgets.buttons import Door
from ui.widgets.pressing import is_chosen

_BADGE = 24


class KindCard(Door):
    """A door that stays chosen. Which of several is chosen is up to whoever holds them."""

    def __init__(self, look: Look, words: str, line: str, icon: str) -> None:
        super().__init__(look, words, line, icon)
        self.setCheckable(True)

    def draw_ground(self, painter: QPainter, chosen: bool, radius: float = 10.0) -> None:
        super().draw_ground(painter, is_chosen(self), radius)

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        if is_chosen(self):
            badge = self.look.px(_BADGE)
            draw_icon(painter, "check-circle", QRectF(self.width() - badge - 8, 8, badge, badge), self.look.colour("accent"))

    def nextCheckState(self) -> None:
        """Pressing what is chosen leaves it chosen."""
        self.setChecked(True)
