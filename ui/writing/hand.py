"""The hand that writes in one box: wishes become acts of the pen in hand, and the caret goes where the act left it.

Whose pen it is and what it may do is asked, never known here. Without a pen the wish waits until somebody has taken one up.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from app.clock import Clock
from app.errors import Trouble
from app.language import _
from app.wording import strike_made, strike_refused
from models.text.clean import clean, utf16_width
from models.text.pens import Pen, Voice
from models.text.spans import Spans
from models.text.taking import leaves_the_page, taken_at
from models.text.undoing import Undone
from models.text.writing import Clip, Written
from ui.writing.bursts import BurstKind, Bursts
from ui.writing.clipboard import Clipping, clipping_in
from ui.writing.clusters import cluster
from ui.writing.ports import TAKEN_BACK, Ports
from ui.writing.side_page import SidePage

# One paste. Forty pages of A4: more than any answer, and still laid out in the time of a breath. Longer papers belong beside the plan.
LONGEST_PASTE = 100_000

T = TypeVar("T")


class Hand:
    """Does what is wished at the caret of a view."""

    def __init__(self, view: SidePage, ports: Ports, plan: str, clock: Clock) -> None:
        self._view, self._ports, self._plan = view, ports, plan
        self._bursts = Bursts(clock)
        self._told_in = ""  # the burst in which striking was spoken of already

    # ---- what it can do

    def type(self, text: str) -> None:
        """Types at the caret, over what is selected."""
        at, take = self._view.selected()
        if take:
            self._bursts.end()
        self._write(at, take, text, BurstKind.TYPING, again=lambda: self.type(text), elsewhere=True)
        if text == "\n":
            self._bursts.end()

    def take(self, forward: bool, whole_words: bool = False) -> None:
        """Takes out what is selected, else what stands before or behind the caret."""
        at, width = self._view.selected()
        one_back = not (forward or whole_words or width)
        pen = self._pen_for_striking(lambda: self.take(forward, whole_words), TAKEN_BACK if one_back else "", elsewhere=one_back)
        if pen is None:
            return
        if not width:
            found = taken_at(self._view.side, at, pen, cluster, forward=forward, whole_words=whole_words)
            at, width = found.at, found.width
        if width:
            self._write(at, width, "", BurstKind.TAKING, again=lambda: None, stays_before=not forward)
        else:
            self._view.put_caret(at)

    def compose(self, place: QTextCursor, text: str) -> None:
        """Puts in what was composed, in the place of what is selected there: typing, as long as it takes nothing out."""
        at, take = _range_of(place)
        if take:
            self._bursts.end()
        if text or self._ports.pens.pen_for_striking(self._view.side_name) is not None:
            self._write(at, take, text, BurstKind.TYPING, again=lambda: self.compose(place, text), elsewhere=not take)
        else:
            self._view.put_caret(at + take)  # nobody may take it out, and Qt would as soon as a composition starts

    def replace(self, place: QTextCursor, text: str = "") -> None:
        """Puts text in the place of what is selected there, as one step."""
        self._bursts.end()
        at, take = _range_of(place)
        if take or text:
            self._write(at, take, text, None, again=lambda: self.replace(place, text))

    def put(self, mime: QMimeData, place: QTextCursor | None = None, move: bool = False) -> None:
        """Puts down what was copied or dragged, at a place or over what is selected. Words from outside ask first whose they are."""
        self._bursts.end()
        place = QTextCursor(place or self._view.textCursor())
        place.setKeepPositionOnInsert(True)
        clipping = clipping_in(mime)
        if clipping is None:
            self._ask_whose(clean(mime.text()), place)
        elif clipping.plan != self._plan:
            self._tell(_("These words belong to another person's plan. They stay there."))
        elif move:
            self._move(clipping, place)
        else:
            self._quote(clipping, place)

    def take_back(self) -> None:
        """Takes the pen's last step back; what waits for a pen first."""
        if self._ports.pens.take_back_waiting():
            self._bursts.end()
            return
        self._turn(self._ports.acts.undo, self.take_back)

    def do_again(self) -> None:
        """Does the pen's last step again that was taken back."""
        self._turn(self._ports.acts.redo, self.do_again)

    def end_burst(self) -> None:
        """The next key begins a step of its own."""
        self._bursts.end()

    # ---- insides: writing

    def _write(
        self,
        at: int,
        take: int,
        text: str,
        kind: BurstKind | None,
        again: Callable[[], None],
        stays_before: bool = False,
        elsewhere: bool = False,
    ) -> None:
        pen = self._pen_for_writing(again, text, elsewhere) if text else self._pen_for_striking(again)
        if pen is None:
            return
        burst = self._bursts.join(kind, pen.key, self._view.caret) if kind else ""
        other = self._other_voice(pen, at, take)
        side = self._view.side_name
        stay = self._view.place_of(at) if stays_before and not text else self._end_of(at + take)
        written = self._act(lambda: self._ports.acts.write(side, at, take, text, burst))
        if written is None:
            return
        self._view.put_caret(stay.position())
        self._bursts.went_on(self._view.caret)
        self._speak_of_striking(written, other, burst)

    def _end_of(self, position: int) -> QTextCursor:
        """A place that moves on with what is put in at it: behind the new words, whatever else an act changes before them."""
        place = self._view.place_of(position)
        place.setKeepPositionOnInsert(False)
        return place

    def _act(self, act: Callable[[], T | None]) -> T | None:
        """What an act came to; None when the world said no, which has been told by then."""
        try:
            with self._view.acting():
                return act()
        except Trouble as trouble:
            self._ports.asking.trouble(self._view.side_name, trouble)
            return None

    def _other_voice(self, pen: Pen, at: int, take: int) -> Voice | None:
        """Whose words a take-out would strike: the first of them."""
        if not take:
            return None
        found = (stretch.look for stretch in self._view.side.between(at, at + take))
        return next((look.voice for look in found if pen.key not in look.struck_by and not leaves_the_page(look, pen)), None)

    def _speak_of_striking(self, written: Written, voice: Voice | None, burst: str) -> None:
        if voice is None or not (written.struck or written.refused) or (burst and burst == self._told_in):
            return
        self._told_in = burst
        sentence = strike_refused if written.refused else strike_made
        self._tell(sentence(voice, self._ports.people.name_of))

    # ---- insides: putting down

    def _ask_whose(self, words: str, place: QTextCursor) -> None:
        if utf16_width(words) > LONGEST_PASTE:
            self._tell(_("These words are too many to put in at once. Copy the part that matters here."))
        elif words:
            self._ports.asking.whose_words(self._view.side_name, words, lambda source: self._paste(words, source, place))

    def _paste(self, words: str, source: str, place: QTextCursor) -> None:
        side = self._view.side_name
        if self._pen_for_writing(lambda: self._paste(words, source, place), words) is not None:
            at, take = _range_of(place)
            self._done(at + take, lambda: self._ports.acts.write(side, at, take, words, "", source))

    def _quote(self, clipping: Clipping, place: QTextCursor) -> None:
        """Copies words of this plan. What the pen itself has cut meanwhile left the page, and is written again by the same pen."""
        pen = self._pen_for_striking(lambda: self._quote(clipping, place))
        if pen is None:
            return
        parts = self._parts(clipping, pen)
        if not parts:
            self._tell(_("These words have left the plan. They cannot be put here any more."))
        at, take = _range_of(place)
        for part in parts:
            if not self._put_part(clipping, part, at, take):
                return
            at, take = self._view.caret, 0

    def _put_part(self, clipping: Clipping, part: Spans | str, at: int, take: int) -> bool:
        acts, side = self._ports.acts, self._view.side_name
        if isinstance(part, str):
            return self._done(at + take, lambda: acts.write(side, at, take, part))
        return self._done(at + take, lambda: acts.quote(side, at, take, Clip(clipping.side, part)))

    def _parts(self, clipping: Clipping, pen: Pen) -> list[Spans | str]:
        """What can be put down, in order: ids of words that still stand, or words that this pen itself took out and may write again."""
        may_write = self._ports.pens.pen_for_writing(self._view.side_name) == pen
        out: list[Spans | str] = []
        for span, text, verdict in self._view.plan.side(clipping.side).verdicts(clipping.spans):
            mine = verdict.look.pen.key == pen.key and not verdict.look.quoted and may_write
            if not verdict.gone:
                joins = bool(out) and not isinstance(out[-1], str)
                out[-1:] = [(*out[-1], span)] if joins else [*out[-1:], (span,)]
            elif mine:
                joins = bool(out) and isinstance(out[-1], str)
                out[-1:] = [out[-1] + text] if joins else [*out[-1:], text]
        return out

    def _move(self, clipping: Clipping, place: QTextCursor) -> None:
        side, at = self._view.side_name, place.position()
        if clipping.side == side and any(part.at <= at <= part.end for part in self._view.side.holding(clipping.spans)):
            return  # dropped where it was
        if self._pen_for_striking(lambda: self._move(clipping, place)) is not None:
            self._done(at, lambda: self._ports.acts.move(Clip(clipping.side, clipping.spans), side, at))

    def _done(self, position: int, act: Callable[[], Written]) -> bool:
        """Does an act that puts words in at a position, and puts the caret behind them. False when the world said no."""
        end = self._end_of(position)
        done = self._act(act) is not None
        if done:
            self._view.put_caret(end.position())
        return done

    # ---- insides

    def _turn(self, turn: Callable[[], Undone | None], again: Callable[[], None]) -> None:
        self._bursts.end()
        if self._pen_for_striking(again) is None:
            return
        undone = self._act(turn)
        if undone is None:
            return
        if undone.refused:
            self._tell(_("Somebody has answered about these words. This step stays."))
        if undone.place == self._view.side_name and not undone.refused:
            self._view.put_caret(self._view.changed_last)

    def _pen_for_writing(self, again: Callable[[], None], typed: str, elsewhere: bool = False) -> Pen | None:
        pen = self._ports.pens.pen_for_writing(self._view.side_name)
        if pen is None:
            self._ports.pens.key_without_pen(self._view.side_name, again, typed, elsewhere)
        return pen

    def _pen_for_striking(self, again: Callable[[], None], typed: str = "", elsewhere: bool = False) -> Pen | None:
        pen = self._ports.pens.pen_for_striking(self._view.side_name)
        if pen is None:
            self._ports.pens.key_without_pen(self._view.side_name, again, typed, elsewhere)
        return pen

    def _tell(self, sentence: str) -> None:
        self._ports.asking.tell(self._view.side_name, sentence)


def _range_of(place: QTextCursor) -> tuple[int, int]:
    return place.selectionStart(), place.selectionEnd() - place.selectionStart()
