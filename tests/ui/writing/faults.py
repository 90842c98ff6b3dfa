"""Faults that we plant in the editor, one at a time, to see that the fuzz finds each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QTextEdit

from ui.writing import patches, projection, side_editor
from ui.writing.marks_cache import MarksCache
from ui.writing.side_editor import SideEditor
from ui.writing.side_page import SidePage

Plant = Callable[[pytest.MonkeyPatch], None]


def _left_to_qt(name: str) -> Plant:
    """One of our overrides is missing."""
    return lambda patch: patch.setattr(SideEditor, name, lambda self, *given: getattr(QTextEdit, name)(self, *given))


def _no_caret_is_put_back(patch: pytest.MonkeyPatch) -> None:
    put = SidePage.put_caret

    def only_when_acting(self: SidePage, *place: int) -> None:
        if not self._projection.writing and _called_by(self):
            put(self, *place)

    def _called_by(self: SidePage) -> bool:
        return self.hasFocus() or self._acting

    patch.setattr(SidePage, "put_caret", only_when_acting)


def _room_is_made_only_where_words_changed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(projection.Projection, "_reach", lambda self, start, end: (start, end))


def _neighbours_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(projection.Projection, "_settled_from", lambda self, start, end: end)


def _a_character_is_always_one_unit(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(patches.PatchReader, "_carrier", lambda self, before, at, behind: (at - 1, at))


def _nothing_is_caught(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SidePage, "_notice", lambda self, *given: None)


def _a_composition_leaves_the_selection_to_qt(patch: pytest.MonkeyPatch) -> None:
    def only_commits(event: QInputMethodEvent, composed: str) -> bool:
        return bool(event.commitString())

    patch.setattr(side_editor, "changes_words", only_commits)


def _what_is_replaced_is_kept(patch: pytest.MonkeyPatch) -> None:
    def no_range(event: QInputMethodEvent, at: int, take: int, length: int) -> tuple[int, int]:
        return at, take

    patch.setattr(side_editor, "replaced_range", no_range)


def _marks_are_remembered_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(MarksCache, "changed", lambda self, start, end, grown: None)


def _a_part_is_read_only_once(patch: pytest.MonkeyPatch) -> None:
    """What was read of a side serves again although the side has changed."""
    read = patches.PatchReader.read

    def stale(self: patches.PatchReader, start: int, end: int) -> Any:
        side, _, first, last = self._covers
        self._covers = (side, self.side.version, first, last)
        return read(self, start, end)

    patch.setattr(patches.PatchReader, "read", stale)


@dataclass(frozen=True)
class Fault:
    """A fault, and what brings it out: things done often, and whether all words are plain."""

    plant: Plant
    often: tuple[str, ...] = ()
    plain: bool | None = None


FAULTS = {
    "keys reach Qt": Fault(_left_to_qt("keyPressEvent")),
    "composed input reaches Qt": Fault(_left_to_qt("inputMethodEvent")),
    "pasting is left to Qt": Fault(_left_to_qt("insertFromMimeData")),
    "dropping is left to Qt": Fault(_left_to_qt("dropEvent"), ("drop", "move_caret", "paste")),
    "cutting is left to Qt": Fault(_left_to_qt("cut"), ("cut", "move_caret", "paste")),
    "nothing is caught by the net": Fault(_nothing_is_caught, ("screen_reader",)),
    "carets of others are not put back": Fault(_no_caret_is_put_back),
    "room is made only where words changed": Fault(_room_is_made_only_where_words_changed),
    "neighbours are forgotten": Fault(_neighbours_are_forgotten, ("take_out", "remote"), plain=True),
    "a character is always one unit": Fault(_a_character_is_always_one_unit, plain=False),
    "a composition leaves the selection to Qt": Fault(_a_composition_leaves_the_selection_to_qt, ("start_composing", "move_caret")),
    "what a composition replaces is kept": Fault(_what_is_replaced_is_kept, ("replace_by_composing",)),
    "a part is read only once": Fault(_a_part_is_read_only_once),
}
MARKS_FAULT = Fault(_marks_are_remembered_for_ever)
