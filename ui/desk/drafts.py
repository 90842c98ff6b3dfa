"""What is half given at the desk: a reason without its press, a choice that is not signed yet.

It belongs to the pen it was begun with. It is put away when another pen is taken up or another question shown, and shown again when that
pen is back. It is kept in memory only, for as long as the plan is on the table.
"""

from typing import Any

from models.text.pens import Pen, PenKey

Draft = tuple[Any, ...]


class Drafts:
    """All that is half given, by place and pen. What was begun with no pen in hand goes to whoever takes one up."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, PenKey | None], Draft] = {}

    def keep(self, place: str, pen: PenKey | None, draft: Draft | None) -> None:
        """Keeps what is half given there; None when nothing is."""
        if draft is None:
            self._kept.pop((place, pen), None)
        else:
            self._kept[place, pen] = draft

    def take(self, place: str, pen: PenKey | None) -> Draft | None:
        """What was half given there with that pen, or with none in hand."""
        mine = self._kept.pop((place, pen), None)
        return mine if mine is not None else self._kept.pop((place, None), None)


class HalfGiven:
    """Mixed into a piece in which something is given in more than one step. It says what `draft` is, and how a draft is shown."""

    def draft(self) -> Draft | None:
        """What is half given here now; None when nothing is."""
        raise NotImplementedError

    def show_draft(self, draft: Draft | None) -> None:
        """Shows what was half given, or that nothing is."""
        raise NotImplementedError

    def begin_drafts(self, drafts: Drafts, place: str, pen: Pen | None) -> None:
        """Shows what was half given here with the pen in hand. Call it once the piece is built."""
        self._drafts, self._place, self._begun_with = drafts, place, _key(pen)
        draft = drafts.take(place, self._begun_with)
        if draft is not None:
            self.show_draft(draft)

    def follow_pen(self, pen: Pen | None) -> None:
        """Another pen is in hand. One that was only laid down changes nothing: the same person is there still."""
        now = _key(pen)
        if now is None or now == self._begun_with:
            return
        if self._begun_with is not None:
            self._drafts.keep(self._place, self._begun_with, self.draft())
            self.show_draft(self._drafts.take(self._place, now))
        self._begun_with = now

    def keep_draft(self) -> None:
        """The piece goes: what is half given in it stays."""
        self._drafts.keep(self._place, self._begun_with, self.draft())


def _key(pen: Pen | None) -> PenKey | None:
    return None if pen is None else pen.key
