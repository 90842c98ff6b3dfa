"""What waits for the person who holds the pen, inside the box where it waits: crossed-out words, words typed for them, a move.

A strip never lies over words, and nothing happens to the words until the person has chosen.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import explain
from app.language import _
from app.wording import in_short, kept_in_words
from models.text.answering import NotTheirs
from models.text.document import question_of
from models.text.pens import PenKey
from models.text.waiting import Waiting, WaitKind, strikes_by, waiting_in
from ui.desk.room import DeskRoom
from ui.keys_back import KeysBack
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.strips import Saying, Strip, Way

AFTER_KEYS_MS = 150  # while somebody types, what waits is looked at once they pause


class WaitingStrips(Dressed, QWidget):
    """The strips of one box. `check_button` stands in the head of the box, and opens what was typed for the holder of the pen."""

    def __init__(self, room: DeskRoom, side: str, box: QWidget) -> None:
        super().__init__(box)  # from the first: what shows itself without a place becomes a window
        self._room, self._side = room, side
        self._later: set[str] = set()
        self._open = False
        self.check_button = Button(room.look, _("Check what was typed for you"), "circle-outline")
        self.check_button.setParent(box)
        self.check_button.clicked.connect(self._toggle_check)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._kept = Words("", "small")  # what was crossed out and is kept: for everybody, and nothing to be done
        self._column.addWidget(self._kept)
        self.strips: list[Strip] = []
        self._keys = KeysBack(self)
        self._shown: object = None
        self._soon = QTimer(self, singleShot=True, interval=AFTER_KEYS_MS)
        self._soon.timeout.connect(self.show_what_waits)
        room.pen_changed.connect(self.show_what_waits)
        room.places_changed.connect(self._places_changed)
        self.wear(room.look)
        self.show_what_waits()

    # What you can tell it

    def show_what_waits(self) -> None:
        """Shows what waits here for the person whose pen is in hand, and what that pen itself crossed out; nothing they may not see."""
        hidden = self._room.desk.hides(self._side)
        pen = None if hidden else self._room.desk.pen
        things = waiting_in(self._room.desk.document, self._side, pen.hands) if pen and pen.own_hands else []
        mine = strikes_by(self._room.desk.document, self._side, pen.key) if pen else []
        kept = [] if hidden else kept_in_words(self._room.desk.document.side(self._side).runs(), self._room.name_of)
        self._kept.setText(" ".join(kept))
        self._kept.setVisible(bool(kept))
        now = (pen, tuple(things), tuple(mine), self._open, frozenset(self._later), tuple(kept))
        if now != self._shown:
            self._shown = now
            self._show(things, mine)

    def _show(self, things: list[Waiting], mine: list[Waiting]) -> None:
        before, self.strips = self.strips, []
        self._keys.remember()
        typed = [thing for thing in things if thing.kind is not WaitKind.STRUCK]
        self.check_button.setVisible(bool(typed) and not self._open)
        if typed:
            words = _("Check what {name} typed").format(name=self._room.name_of(typed[0].by.hands))
            self.check_button.set_words(words, "circle-outline")
        for thing in things:
            if thing.kind is WaitKind.STRUCK and _key_of(thing) not in self._later:
                self._add(self._struck(thing), self._answer_struck(thing))
        for thing in typed[:1] if self._open else ():
            self._add(self._typed_for(thing), self._answer_typed(thing))
        if mine and "mine" not in self._later:
            self._add_own_strikes(mine)
        self._move_keys()
        self._take_away(before)
        self.setVisible(bool(self.strips) or not self._kept.isHidden())

    def open_check(self) -> None:
        """Opens what was typed for the holder of the pen."""
        self._open = True
        self.show_what_waits()

    def close_down(self) -> None:
        """Lets go of the room before the box goes."""
        self._room.pen_changed.disconnect(self.show_what_waits)
        self._room.places_changed.disconnect(self._places_changed)

    def dress(self) -> None:
        pad = self.look.pad
        self._kept.setContentsMargins(pad(12), 0, pad(12), pad(8))

    # Insides: what is said

    def _struck(self, thing: Waiting) -> Saying:
        name = self._striker(thing)
        ways = (
            Way("go", _("Let it go"), "check"),
            Way("keep", _("Keep it"), "hand-back-right-outline"),
            Way("later", _("Choose later"), "clock-outline"),
        )
        if thing.moved_to:
            number = self._room.desk.form.number_of(question_of(thing.moved_to)[0])
            title = _("{name} moved your words “{words}” to question {n}.").format(name=name, words=in_short(thing.text), n=number)
            return self._asked_by(thing, title, _("Happy with it there?"), ways)
        title = _("{name} crossed out your words “{words}”.").format(name=name, words=in_short(thing.text))
        return self._asked_by(thing, title, _("They stay until you choose."), ways)

    def _typed_for(self, thing: Waiting) -> Saying:
        name = self._room.name_of(thing.by.hands)
        if thing.kind is WaitKind.CHANGED:
            title = _("This changed since you said yes: “{words}”.").format(words=in_short(thing.text))
        else:
            title = _("{name} typed this for you: “{words}”.").format(name=name, words=in_short(thing.text))
        ways = (
            Way("yes", _("Yes, my words"), "check"),
            Way("change", _("I want to change them"), "pencil"),
            Way("no", _("Not my words"), "close"),
            Way("later", _("Ask me later"), "clock-outline"),
        )
        return self._asked_by(thing, title, _("Are these your words?"), ways)

    def _asked_by(self, thing: Waiting, title: str, sentence: str, ways: tuple[Way, ...]) -> Saying:
        person = thing.by.hands if thing.kind is not WaitKind.STRUCK else (thing.by.voice.people or (thing.by.hands,))[0]
        return Saying(title, (sentence,), ways, asker=self._room.mark_of(person), asker_name=self._room.name_of(person))

    def _striker(self, thing: Waiting) -> str:
        return self._room.name_of((thing.by.voice.people or (thing.by.hands,))[0])

    def _add_own_strikes(self, mine: list[Waiting]) -> None:
        title = _("You crossed out “{words}”.").format(words=in_short(self._crossed_out_by(mine[0].by)))
        ways = (Way("back", _("Take my crossing out back"), "undo"), Way("later", _("Leave it"), "close"))
        spans = tuple(span for thing in mine for span in thing.spans)
        self._add(Saying(title, (), ways), lambda key: self._take_back(key, spans))

    def _crossed_out_by(self, pen: PenKey) -> str:
        """The words that this pen crossed out, as they stand: pieces of one word together, places apart from each other with dots."""
        places: list[str] = []
        goes_on = False
        for run in self._room.desk.document.side(self._side).runs():
            struck = pen in run.look.struck_by
            if struck and goes_on:
                places[-1] += run.text
            elif struck:
                places.append(run.text)
            goes_on = struck
        return " … ".join(place.strip() for place in places)

    # Insides: what is done

    def _answer_struck(self, thing: Waiting) -> Callable[[str], None]:
        desk = self._room.desk
        done = {"go": lambda: desk.let_go(self._side, thing.spans), "keep": lambda: desk.keep(self._side, thing.spans)}
        return lambda key: self._put_off(thing) if key == "later" else self._do(done[key])

    def _answer_typed(self, thing: Waiting) -> Callable[[str], None]:
        desk = self._room.desk
        done = {"yes": lambda: desk.confirm(self._side, thing.spans), "no": lambda: desk.not_my_words(self._side, thing.spans)}

        def answer(key: str) -> None:
            self._open = key in done
            if key in done:
                self._do(done[key])
            else:
                self.show_what_waits()

        return answer

    def _take_back(self, key: str, spans: tuple[object, ...]) -> None:
        if key == "later":
            self._later.add("mine")
            self.show_what_waits()
            return
        self._do(lambda: self._room.desk.take_back_strike(self._side, spans))  # type: ignore[arg-type]

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except NotTheirs as refusal:
            self._room.shell.asking.trouble(explain(refusal))
        self.show_what_waits()

    def _put_off(self, thing: Waiting) -> None:
        self._later.add(_key_of(thing))
        self.show_what_waits()

    def _add(self, saying: Saying, answer: Callable[[str], None]) -> None:
        strip = Strip(self.look, saying, inside_box=True)
        strip.chosen.connect(answer)
        self.strips.append(strip)
        self._column.addWidget(strip)

    def _move_keys(self) -> None:
        """Keys that were in a strip stay in it where it is shown again, and else go back to where they were before."""
        focused = self.window().focusWidget()
        asked = next((strip for strip in self.findChildren(Strip) if focused in strip.buttons.values()), None)
        again = next((strip for strip in self.strips if asked is not None and strip.saying == asked.saying), None)
        if asked is None or again is None:
            self._keys.give_back(self)
            return
        key = next(key for key, button in asked.buttons.items() if button is focused)
        again.show()
        again.buttons[key].setFocus()

    def _take_away(self, strips: list[Strip]) -> None:
        for strip in strips:
            self._column.removeWidget(strip)
            strip.hide()
            strip.deleteLater()

    def _toggle_check(self) -> None:
        """The button goes while what it opens is open: the keys go on to what can be answered."""
        self._open = not self._open
        self.show_what_waits()
        strip = next((strip for strip in self.strips if "yes" in strip.buttons), None)
        if strip is not None:
            strip.show()
            strip.buttons["yes"].setFocus()

    def _places_changed(self, places: frozenset[str]) -> None:
        if self._side in places:
            self._later.discard("mine")
            self._soon.start()


def _key_of(thing: Waiting) -> str:
    return f"{thing.kind.value}{thing.spans}{thing.by.hands}"
