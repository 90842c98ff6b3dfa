"""How everything looks just now: the theme, the text size, and whether things may move. One of these for the whole application."""

from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette, QPen
from PySide6.QtWidgets import QApplication

from app.resources import resource_path
from ui.focus import FocusRing
from ui.sheet import style_sheet
from ui.theme import Theme, read_theme

# The first that the computer has. Installers put the files of the first one into resources/fonts.
FAMILIES = ("Atkinson Hyperlegible Next", "Atkinson Hyperlegible", "Lexend", "Verdana", "DejaVu Sans", "sans-serif")

BODY, QUESTION, TITLE, SMALL = 17, 22, 28, 15
REGULAR, SEMI, BOLD = 400, 600, 700

LEAST_SCALE, MOST_SCALE = 1.0, 3.0
LARGE_FROM = 1.75
MOST_PADDING = 1.25
TARGET = 44
_MOST_REMEMBERED = 2000

T = TypeVar("T")


class Look(QObject):
    """Theme, text size and stillness. Gives sizes and colours by name; `changed` says that all of them may be others now."""

    changed = Signal()

    def __init__(self, theme: str = "light", scale: float = 1.0, reduced_motion: bool = False) -> None:
        super().__init__()
        self._app: QApplication | None = None
        self._take(theme, scale, reduced_motion)

    # What you can ask

    @property
    def theme(self) -> Theme:
        """The colours of the room."""
        return self._theme

    @property
    def scale(self) -> float:
        """Text size: 1.0 is 100 %."""
        return self._scale

    @property
    def large(self) -> bool:
        """Whether text is so large that things stand one above the other."""
        return self._scale >= LARGE_FROM

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing may move by itself."""
        return self._reduced_motion

    def px(self, size: float) -> int:
        """A size that grows with the text."""
        return round(size * self._scale)

    def pad(self, room: float) -> int:
        """Room around and between things: grows by a quarter at most, so that large text keeps the page."""
        return round(room * min(self._scale, MOST_PADDING))

    def target(self) -> int:
        """The least height of what can be pressed."""
        return max(TARGET, self.px(20) + 2 * self.pad(12))

    def stroke(self) -> float:
        """How much thicker lines are drawn than at 100 %."""
        return max(1.0, self._scale * 0.85)

    def edge(self) -> float:
        """How thick the edge of a box is."""
        return 2.0 if self._theme.outlined else 1.5

    def milliseconds(self, length: int) -> int:
        """How long a movement of that length takes; 0 where nothing may move."""
        return 0 if self._reduced_motion else length

    def colour(self, name: str) -> QColor:
        """A colour of the theme by its name, such as "quiet"."""
        return tone(getattr(self._theme, name))

    def pen(self, name: str, width: float) -> QPen:
        """A pen in a colour of the theme."""
        return QPen(self.colour(name), width)

    def font(self, size: int = BODY, weight: int = REGULAR) -> QFont:
        """The font for painted words of a size at 100 %. Shared: do not change it."""
        return self.font_of_pixels(self.px(size), weight)

    def font_of_pixels(self, pixels: int, weight: int = REGULAR) -> QFont:
        """The font in a size that does not grow again, for initials inside a mark. Shared: do not change it."""
        return self.remember(("font", pixels, weight), lambda: _new_font(pixels, weight))

    def metrics(self, size: int = BODY, weight: int = REGULAR) -> QFontMetricsF:
        """The measures of the font of that size."""
        return self.metrics_of_pixels(self.px(size), weight)

    def metrics_of_pixels(self, pixels: int, weight: int = REGULAR) -> QFontMetricsF:
        """The measures of the font in a size that does not grow again."""
        return self.remember(("metrics", pixels, weight), lambda: QFontMetricsF(self.font_of_pixels(pixels, weight)))

    def text_width(self, words: str, size: int = BODY, weight: int = REGULAR) -> float:
        """How wide painted words are."""
        return self.remember((words, size, weight), lambda: self.metrics(size, weight).horizontalAdvance(words))

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this key until the look changes: measures, fonts, pictures of tags."""
        if key not in self._memory:
            if len(self._memory) >= _MOST_REMEMBERED:
                self._memory.clear()
            self._memory[key] = make()
        return self._memory[key]

    # What you can tell it

    def apply(self, app: QApplication) -> None:
        """Dresses the application, now and after every change."""
        self._app = app
        if not app.styleSheet():  # it wears nothing of ours yet
            app.setStyle("Fusion")
        _load_fonts(resource_path("fonts").glob("*.ttf"))
        if app.findChild(FocusRing) is None:
            FocusRing(app)
        self._memory.clear()
        self._dress()

    def leave(self) -> None:
        """Dresses the application no more; what it wears stays until another look is applied."""
        self._app = None

    def change(self, *, theme: str | None = None, scale: float | None = None, reduced_motion: bool | None = None) -> None:
        """Takes what is given, leaves the rest as it is, and says so once."""
        self._take(
            self._theme.name if theme is None else theme,
            self._scale if scale is None else scale,
            self._reduced_motion if reduced_motion is None else reduced_motion,
        )
        self._dress()
        self.changed.emit()

    # Insides

    def _take(self, theme: str, scale: float, reduced_motion: bool) -> None:
        self._theme = read_theme(theme)
        self._scale = min(max(scale, LEAST_SCALE), MOST_SCALE)
        self._reduced_motion = reduced_motion
        self._memory: dict[Hashable, Any] = {}

    def _dress(self) -> None:
        if self._app is None:
            return
        moves = not self._reduced_motion
        for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip):
            self._app.setEffectEnabled(effect, moves)
        self._app.setFont(_new_font(self.px(BODY), REGULAR))
        self._app.setPalette(palette(self._theme))
        sheet = style_sheet(self)
        if self._app.styleSheet() != sheet:  # Qt would dress every widget anew, though nothing is new
            self._app.setStyleSheet(sheet)


def _new_font(pixels: int, weight: int) -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font


def tone(colour: str) -> QColor:
    """The Qt colour of a "#RRGGBB". Made once each; do not change it."""
    if colour not in _TONES:
        _TONES[colour] = QColor(colour)
    return _TONES[colour]


def between(first: str, second: str, share: float) -> QColor:
    """The colour that lies between two, `share` of the way to the second: hovers and pressed grounds."""
    a, b = tone(first), tone(second)
    parts = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(one + (other - one) * share) for one, other in parts))


def palette(theme: Theme) -> QPalette:
    """The theme in Qt's own terms, for what the style sheet does not name."""
    colours = QPalette()
    for role, name in _PALETTE.items():
        colours.setColor(role, tone(getattr(theme, name)))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, tone(theme.quiet))
    return colours


def _load_fonts(files: Iterable[Path]) -> None:
    for file in sorted(files):
        QFontDatabase.addApplicationFont(str(file))


_TONES: dict[str, QColor] = {}

_PALETTE = {
    QPalette.ColorRole.Window: "room",
    QPalette.ColorRole.Base: "paper",
    QPalette.ColorRole.AlternateBase: "bar",
    QPalette.ColorRole.Button: "paper",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.ToolTipBase: "paper",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_ink",
    QPalette.ColorRole.Accent: "accent",
}
