"""What is half given at the desk: a reason without its press, a choice that is not signed yet.

It belongs to the pen it was begun with. It is put away when another pen is taken up or another question shown, and shown again when that
pen is back. It is kept in memory only, for as long as the plan is on the table.
"""

from typing import Any, NamedTuple

from app.announcements import Announcement
from models.text.pens import Pen, PenKey

Draft = tuple[Any, ...]


class Left(NamedTuple):
    """Where something is half given, and with which pen; None where nobody held one."""

    place: str
    pen: PenKey | None


class Drafts:
    """All that is half given, by place and pen. What was begun with no pen in hand goes to whoever takes one up."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, PenKey | None], Draft] = {}
        self._open: list[HalfGiven] = []  # the pieces that are shown now
        self.turned: Announcement[None] = Announcement()  # something was begun, or given, or put away

    @property
    def at_work(self) -> bool:
        """Whether a piece that is shown waits for the press that gives what was begun in it."""
        return any(piece.at_work for piece in self._open)

    def left(self) -> Left | None:
        """Something that is half given anywhere in the plan, what is shown now first. None when all was given, or left behind."""
        shown = (Left(piece.place, piece.begun_with) for piece in self._open if piece.draft() is not None)
        return next(shown, None) or next((Left(*where) for where in self._kept), None)

    def begun_by_others(self, piece: "HalfGiven") -> list[Left]:
        """What was begun in the place of a piece with other pens than the one it is shown for."""
        return [Left(*where) for where in self._kept if where[0] == piece.place and where[1] not in (None, piece.begun_with)]

    def piece_at(self, place: str) -> "HalfGiven | None":
        """The piece that stands in a place, where it is shown."""
        return next((piece for piece in self._open if piece.place == place), None)

    def throw_away(self, left: Left) -> Draft | None:
        """Somebody does not want to give it: it goes. What it was, so that it can be brought back."""
        thrown = self._kept.pop((left.place, left.pen), None)
        for piece in self._shown_with(left):
            thrown = piece.draft()
            piece.show_draft(None)
        self.tell_turned()
        return thrown

    def bring_back(self, left: Left, draft: Draft) -> None:
        """It was thrown away, and is wanted all the same."""
        shown = self._shown_with(left)
        for piece in shown:
            piece.show_draft(draft)
        if not shown:
            self._kept[left.place, left.pen] = draft
        self.tell_turned()

    def show(self, piece: "HalfGiven") -> None:
        """A piece is there, in which something may be half given."""
        self._open.append(piece)

    def tell_turned(self) -> None:
        """Something is half given now, or no more: every piece says what others began in it."""
        for piece in list(self._open):
            piece.show_begun(self.begun_by_others(piece))
        self.turned.announce(None)

    def put_away(self, piece: "HalfGiven") -> None:
        """It goes; what is half given in it is kept by now."""
        self._open = [other for other in self._open if other is not piece]

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

    def _shown_with(self, left: Left) -> "list[HalfGiven]":
        return [piece for piece in self._open if (piece.place, piece.begun_with) == (left.place, left.pen)]


class HalfGiven:
    """Mixed into a piece in which something is given in more than one step. It says what `draft` is, and how a draft is shown."""

    _drafts: Drafts | None = None
    _place = ""
    _begun_with: PenKey | None = None

    @property
    def place(self) -> str:
        """Where it stands in the plan."""
        return self._place

    @property
    def begun_with(self) -> PenKey | None:
        """The pen it was begun with."""
        return self._begun_with

    def draft(self) -> Draft | None:
        """What is half given here now; None when nothing is."""
        raise NotImplementedError

    def show_draft(self, draft: Draft | None) -> None:
        """Shows what was half given, or that nothing is."""
        raise NotImplementedError

    @property
    def at_work(self) -> bool:
        """Whether it waits for the press that gives what was begun."""
        return self.draft() is not None

    def show_begun(self, others: list[Left]) -> None:
        """Shows what others began here with their pens, and did not give."""

    def begin_drafts(self, drafts: Drafts, place: str, pen: Pen | None) -> None:
        """Shows what was half given here with the pen in hand. Call it once the piece is built."""
        self._drafts, self._place, self._begun_with = drafts, place, _key(pen)
        drafts.show(self)
        draft = drafts.take(place, self._begun_with)
        if draft is not None:
            self.show_draft(draft)
        drafts.tell_turned()

    def follow_pen(self, pen: Pen | None) -> None:
        """Another pen is in hand. One that was only laid down changes nothing: the same person is there still."""
        now = _key(pen)
        if now is None or now == self._begun_with or self._drafts is None:
            return
        before, draft = self._begun_with, self.draft()
        self._begun_with = now
        if before is not None:
            self._drafts.keep(self._place, before, draft)
            self.show_draft(self._drafts.take(self._place, now))
        self._drafts.tell_turned()

    def tell_turned(self) -> None:
        """Something was begun here just now, or given. Quiet while the piece is being built."""
        if self._drafts is not None:
            self._drafts.tell_turned()

    def keep_draft(self) -> None:
        """The piece goes: what is half given in it stays."""
        if self._drafts is None:
            return
        self._drafts.keep(self._place, self._begun_with, self.draft())
        self._drafts.put_away(self)


def _key(pen: Pen | None) -> PenKey | None:
    return None if pen is None else pen.key
