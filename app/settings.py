"""The settings: one table that declares each of them, and the values that were chosen, kept in a file of the profile.

settings = Settings(profile.settings_file)
settings.get(TEXT_SIZE)             # 100
settings.set(TEXT_SIZE, 150)        # kept at once, and announced by settings.changed
"""

import contextlib
import json
import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from app.announcements import Announcement
from app.errors import Trouble, explain
from app.files import write_whole
from app.language import _, languages

T = TypeVar("T", bool, int, str)

_VERSION = 1
_LONGEST_FILE = 1_000_000


class Where(StrEnum):
    """To what a setting belongs. Both kinds lie in one file for as long as a store belongs to one computer."""

    COMPUTER = "this computer"
    STORE = "store"  # goes with the plans to another computer, and is the same for all who share them


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One thing that can be chosen. `allowed` gives all its values, where they can be counted; a text may be `longest` letters long."""

    key: str
    default: T
    where: Where
    help: Callable[[], str]
    allowed: Callable[[], Collection[T]] | None = None
    longest: int = 200

    def fits(self, value: object) -> bool:
        """Whether this is a value that the setting takes."""
        if type(value) is not type(self.default):  # True is a number to Python, and not to us
            return False
        if self.allowed is not None:
            return value in self.allowed()
        return not isinstance(value, str) or len(value) <= self.longest


TEXT_SIZE = Setting("text_size", 100, Where.COMPUTER, lambda: _("How large the words are, in per cent."), lambda: range(100, 301, 25))
THEME = Setting(
    "theme",
    "system",
    Where.COMPUTER,
    lambda: _("The colours of the pages. They can follow this computer."),
    lambda: ("light", "cream", "dark", "high_contrast", "system"),
)
REDUCED_MOTION = Setting(
    "reduced_motion",
    "system",
    Where.COMPUTER,
    lambda: _("Whether things on the screen stand still instead of moving."),
    lambda: ("system", "on", "off"),
)
MARKS_SHOWN = Setting("marks_shown", True, Where.COMPUTER, lambda: _("Whether colours, lines and initials show whose words are whose."))
LANGUAGE = Setting("language", "en", Where.COMPUTER, lambda: _("The language of pages and buttons."), lambda: languages())
WINDOW_GEOMETRY = Setting("window_geometry", "", Where.COMPUTER, lambda: _("Where the window was, and how large."), longest=4000)
SHORT_PLANS = Setting(
    "short_plans",
    "",
    Where.COMPUTER,
    lambda: _("The plans in which only the most important questions are gone through."),
    longest=4000,
)
BACKUP_FOLDER = Setting(
    "backup_folder",
    "",
    Where.COMPUTER,
    lambda: _("The folder that gets a locked copy of all plans after each sitting."),
    longest=4000,
)
LOCK_AFTER_MINUTES = Setting(
    "lock_after_minutes", 5, Where.STORE, lambda: _("After how many quiet minutes Two Pens locks itself."), lambda: range(1, 61)
)
PEN_REST_MINUTES = Setting(
    "pen_rest_minutes", 3, Where.STORE, lambda: _("After how many quiet minutes we ask again who is writing."), lambda: range(1, 31)
)
MEETING_NAME = Setting(
    "meeting_name", "My meeting", Where.STORE, lambda: _("What meetings are called here, such as CPA review."), longest=60
)
WARD_NAME = Setting("ward_name", "", Where.STORE, lambda: _("The name of your ward or service, as it stands on copies."), longest=80)
MAIN_WORKER_TITLE = Setting(
    "main_worker_title", "", Where.STORE, lambda: _("What a main worker is called here. Left empty, we say main worker."), longest=80
)
HELP_NOW_TEXT = Setting(
    "help_now_text", "", Where.STORE, lambda: _("What Get help now shows: whom to call or find, and how."), longest=1000
)
LADDER = Setting(
    "ladder",
    "ladder_five",
    Where.STORE,
    lambda: _("The ladder on which each of us places the day, after we met."),
    lambda: ("ladder_five", "ladder_seven"),
)
ADVOCATE_WORDS = Setting("advocate_words", "", Where.STORE, lambda: _("Who speaks up for people here, and how to reach them."), longest=80)
URGENT_PHONE = Setting(
    "urgent_phone", "", Where.STORE, lambda: _("The urgent number for somebody at home. Check it at each review."), longest=40
)
KEEPER_WORDS = Setting("keeper_words", "", Where.STORE, lambda: _("Whom people ask about Two Pens."), longest=80)

SETTINGS: tuple[Setting[Any], ...] = (
    TEXT_SIZE,
    THEME,
    REDUCED_MOTION,
    MARKS_SHOWN,
    LANGUAGE,
    WINDOW_GEOMETRY,
    SHORT_PLANS,
    BACKUP_FOLDER,
    LOCK_AFTER_MINUTES,
    PEN_REST_MINUTES,
    WARD_NAME,
    MEETING_NAME,
    MAIN_WORKER_TITLE,
    HELP_NOW_TEXT,
    LADDER,
    ADVOCATE_WORDS,
    URGENT_PHONE,
    KEEPER_WORDS,
)


class Change(NamedTuple):
    """A setting has a new value."""

    setting: Setting[Any]
    value: Any


class Settings:
    """What was chosen, for everything in the table. Announces `changed`.

    `trouble` is what to show after the start when the file could not be read as it was; the old one then lies beside it under a new name.
    """

    def __init__(self, path: Path) -> None:
        self.changed: Announcement[Change] = Announcement()
        self.trouble: Trouble | None = None
        self._path = path
        self._stored: dict[str, Any] = {}  # also what a later Two Pens put there, which we keep and do not understand
        self._load()

    def get(self, setting: Setting[T]) -> T:
        """The value that was chosen, or the usual one."""
        value: T = self._stored.get(setting.key, setting.default)
        return value

    def set(self, setting: Setting[T], value: T) -> None:
        """Choose a value: it holds and is announced at once, then it is kept.

        Raises Trouble when it cannot be kept: it holds until Two Pens is closed. Raises ValueError for a value the setting does not take.
        """
        if not setting.fits(value):
            raise ValueError(f"{setting.key} does not take this value")
        if value == self.get(setting):
            return
        self._stored[setting.key] = value
        self.changed.announce(Change(setting, value))
        self._save()

    def _load(self) -> None:
        try:
            with self._path.open("rb") as file:
                data = file.read(_LONGEST_FILE + 1)
        except FileNotFoundError:
            return
        except OSError as error:
            return self._start_anew(explain(error))
        try:
            self._stored = _parse(data)
        except _Unreadable as fault:
            return self._start_anew(_newer() if fault.newer else _damaged())
        odd = [setting.key for setting in SETTINGS if not setting.fits(self._stored.get(setting.key, setting.default))]
        for key in odd:
            del self._stored[key]
        if odd:
            self._start_anew(_partly_damaged())

    def _start_anew(self, trouble: Trouble) -> None:
        """Put the old file aside and write one that reads well. Where that is not possible the old one stays, and tells again next time."""
        self.trouble = trouble
        aside = next(place for place in map(self._aside, count(1)) if not place.exists())
        with contextlib.suppress(OSError):
            os.replace(self._path, aside)
            try:
                self._save()
            except Trouble:
                os.replace(aside, self._path)

    def _aside(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.stem} kept aside {number}{self._path.suffix}")

    def _save(self) -> None:
        write_whole(self._path, json.dumps({"version": _VERSION, "settings": self._stored}, indent=1).encode())


class _Unreadable(Exception):
    """A file of settings that is damaged, or from a newer Two Pens."""

    def __init__(self, newer: bool = False) -> None:
        super().__init__()
        self.newer = newer


def _parse(data: bytes) -> dict[str, Any]:
    """The values in a file, whether or not they fit. Raises _Unreadable."""
    if len(data) > _LONGEST_FILE:
        raise _Unreadable
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _Unreadable from error
    version = content.get("version") if isinstance(content, dict) else None
    if type(version) is not int or version < 1:
        raise _Unreadable
    stored = content.get("settings")
    if version > _VERSION or not isinstance(stored, dict):
        raise _Unreadable(newer=version > _VERSION)
    return stored


def _damaged() -> Trouble:
    return Trouble(
        _("Settings could not be read"),
        _("The settings of this computer could not be read."),
        _("Open Settings, and choose again what you need."),
        kept=_("Your plans are as they were. The old settings are kept aside."),
    )


def _partly_damaged() -> Trouble:
    return Trouble(
        _("Some settings could not be read"),
        _("Some settings could not be read, and have their usual value now."),
        _("Open Settings, and look through them."),
        kept=_("Your plans are as they were. The old settings are kept aside."),
    )


def _newer() -> Trouble:
    return Trouble(
        _("Settings of a newer Two Pens"),
        _("These settings were made with a newer Two Pens."),
        _("Ask a keeper to update this computer."),
        kept=_("They are kept aside, and nothing in them was changed."),
    )
