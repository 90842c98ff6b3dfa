"""The look that the settings ask for, now and after each change of them."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from app.settings import REDUCED_MOTION, TEXT_SIZE, THEME, Change, Settings
from ui.look import Look


def look_from(settings: Settings, system_is_still: bool = False) -> Look:
    """The look that the settings ask for; "system" follows the computer, as far as it is known."""
    theme, motion = settings.get(THEME), settings.get(REDUCED_MOTION)
    still = system_is_still if motion == "system" else motion == "on"
    return Look(system_theme() if theme == "system" else theme, settings.get(TEXT_SIZE) / 100, still)


def system_theme() -> str:
    """The theme that fits what the computer says of itself."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "high_contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


class LookFollows(QObject):
    """Lets a chosen theme, text size or stillness be seen at once, and the computer's own theme too while that is followed."""

    def __init__(self, settings: Settings, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._look = settings, look
        self._system_is_still = False
        settings.changed.connect(self._changed)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def note_stillness(self, still: bool) -> None:
        """The computer asks for less movement, or not: known a moment after the start."""
        if still != self._system_is_still:
            self._system_is_still = still
            self._renew()

    def _changed(self, change: Change) -> None:
        if change.setting in (THEME, TEXT_SIZE, REDUCED_MOTION):
            self._renew()

    def _system_changed(self, *_said: object) -> None:
        if self._settings.get(THEME) == "system":
            self._renew()

    def _renew(self) -> None:
        wanted = look_from(self._settings, self._system_is_still)
        self._look.change(theme=wanted.theme.name, scale=wanted.scale, reduced_motion=wanted.reduced_motion)
