"""What stands between the desk and its pieces on the screen: names and marks, the pen in hand, and the questions that a key can raise."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.desk import Desk, NobodyHoldsThePen, NotThisBox, PenChoice
from app.errors import Trouble, explain
from app.here import Here
from app.language import _
from app.people import known_person
from app.sides import Box, may_put_words
from app.wording import voice_name
from models.marks import INKS, LINES, Mark
from models.people import NoSuchPerson
from models.questions import SideName
from models.text.document import question_of
from models.text.engine import EngineBroken
from models.text.pens import Pen, PenKey, VoiceKind
from models.text.undoing import Undone
from models.text.waiting import strikes_by
from models.text.writing import Clip, Written
from ui.desk.begun import begun_in
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.strips import Saying, Strip, Tone, Way
from ui.writing.ports import Ports

LEAVE, OTHER, MINE, HELP = "leave", "other", "mine", "help"
MOST_CHOICES = 4
MOST_SHOWN = 60  # letters of what was typed while nobody held the pen


class DeskRoom(QObject):
    """The desk as its pieces see it. It is what the editors ask before they write (see ui.writing.ports)."""

    sight_changed = Signal()  # other sides are shown now: family see what was opened to them
    pen_changed = Signal()
    finishing = Signal()  # the pen in hand goes: what was begun with it and can be given is given now
    asked_changed = Signal()  # it is asked who writes, or no more
    box_wanted = Signal(str)  # the side that the keys go to now
    answered = Signal()  # whose the pasted words are; the button that was pressed is gone
    people_changed = Signal()
    places_changed = Signal(object)
    typing_for_requested = Signal(str)  # somebody else writes than was offered; the side it is for, or ""
    plain_word_requested = Signal(str)  # the word that is to be said plainly
    source_requested = Signal(object)  # called with the pen of a named source once somebody has named one

    def __init__(self, shell: Shell, desk: Desk, plan_id: str) -> None:
        super().__init__()
        self.shell, self.desk, self.look, self.plan_id = shell, desk, shell.look, plan_id
        begun = begun_in(shell, desk)
        self.drafts, self._keys = begun.drafts, begun.keys
        self._asked_at = ""
        self._first = False  # somebody wants to go on while keys wait: what comes first has been said
        self._of_strikes: tuple[Strip | None, str, PenKey] | None = None  # what is said of words that were crossed out
        self._open = True
        self._asked: Strip | None = None  # who writes
        self._known = lru_cache(maxsize=256)(self._look_up)
        self.ports = Ports(self, self, self, self)
        desk.pen_passed.connect(self._pen_passed)
        desk.places_changed.connect(self._places_changed)
        desk.sight.changed.connect(self._sight_changed)
        self._sitting = shell.open_store.sitting
        if self._sitting is not None:
            self._sitting.people_changed.connect(self._people_changed)

    def close(self) -> None:
        """Lets go of the desk."""
        self._open = False
        if self._sitting is not None:
            self._sitting.people_changed.disconnect(self._people_changed)
        self.desk.pen_passed.disconnect(self._pen_passed)
        self.desk.places_changed.disconnect(self._places_changed)
        self.desk.sight.changed.disconnect(self._sight_changed)

    # ---- names and marks

    def name_of(self, person: str) -> str:
        """How a person likes to be called; words that are no id come back as they are."""
        here = self._here(person)
        return here.known_as if here else self._known(person)[0]

    def mark_of(self, person: str) -> MarkStyle:
        """A person's mark."""
        here = self._here(person)
        return MarkStyle.of(here.mark, here.initials) if here else self._known(person)[1]

    def mark_of_pen(self, pen: Pen) -> MarkStyle:
        """The mark that a pen shows: that of the voice, where it is one person, else of the hands."""
        one_person = len(pen.voice.people) == 1
        return self.mark_of(pen.voice.people[0] if one_person else pen.hands)

    def pen_in_words(self, pen: Pen) -> str:
        """Who writes with a pen: "Sam is writing", "Jo types for Sam"."""
        if pen.own_hands:
            return _("{name} is writing").format(name=self.name_of(pen.hands))
        if pen.voice.kind is VoiceKind.SOURCE:
            return _("{name} types from {source}").format(name=self.name_of(pen.hands), source=pen.voice.named)
        return _("{hands} types for {speaker}").format(hands=self.name_of(pen.hands), speaker=voice_name(pen.voice, self.name_of))

    # ---- pens (PenHolder)

    def pen_for_writing(self, side: str) -> Pen | None:
        """The pen in hand, if its words may go into this side."""
        return self.desk.pen_for(side) if self.desk.writable else None

    def pen_for_striking(self, side: str) -> Pen | None:
        """The pen in hand: anybody may strike or quote anywhere. While letters of it wait in that side what comes after them waits too."""
        pen = self.desk.pen
        waits = bool(side) and pen is not None and pen.key in self._keys.pens and side == self._asked_at
        return pen if self.desk.writable and not waits else None

    def key_without_pen(self, side: str, replay: Callable[[], None], typed: str = "", elsewhere: bool = False) -> None:
        """Asks who is writing; the key is not lost, and what was typed is shown where it is asked."""
        pen = self.desk.pen
        self._keys.add(replay, typed, elsewhere and (not self._keys or side == self._asked_at), side, pen.key if pen else None)
        self._show_what_waits(side)

    def take_back_waiting(self) -> bool:
        """Takes back what was typed last in one go and waits, so that no words elsewhere go instead. Whether anything waited."""
        if not self._keys:
            return False
        self._keys.take_back()
        if self._keys:
            self._show_what_waits(self._asked_at)
        else:
            self.forget_keys()
        return True

    @property
    def keys_wait(self) -> bool:
        """Whether something that was typed or pressed waits for somebody to take up a pen."""
        return bool(self._keys)

    @property
    def asks_who_writes(self) -> bool:
        """Whether it is being asked whose the keys are that wait."""
        return self.shell.asking.shows(self._asked)

    def remind(self) -> None:
        """Says what has to come first, asks again whose it is that waits where that is not asked any more, and puts the keys there."""
        self._first = True
        if self.asks_who_writes and self._asked is not None:
            self._asked.say_instead(self._kept_in_words())
        else:
            self.ask_who_writes(self._asked_at)
        if self._asked is not None and self.asks_who_writes:
            next(iter(self._asked.buttons.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def finish(self) -> None:
        """What is half typed in a field, or half composed, goes in with the pen that is still in hand. For before that pen goes."""
        QGuiApplication.inputMethod().commit()
        held = QApplication.focusWidget()
        if isinstance(held, QLineEdit | QPlainTextEdit):
            held.clearFocus()
        self.finishing.emit()

    def forget_keys(self) -> None:
        """Nobody chose who writes: the keys that waited for it are dropped, and it is asked no more."""
        self._keys.forget()
        self._first = False
        self.shell.asking.take_away(self._asked)
        if self._open:
            self.asked_changed.emit()

    def ask_who_writes(self, side: str) -> None:
        """Shows the strip with large buttons: Sam is writing, Jo types for Sam, somebody else, leave it."""
        if not self.desk.writable:
            self.forget_keys()
            self.shell.asking.trouble(_replaced())
            return
        self._asked_at = side
        choices = (self.desk.choices_for(side) if side else self.desk.own_pens())[:MOST_CHOICES]
        ways = [Way(str(place), self._choice_in_words(choice), "pen" if place == 0 else "") for place, choice in enumerate(choices)]
        own = self._own_side(side)
        if own:
            ways.append(Way(MINE, self._own_in_words(own, side), "arrow-right"))
        ways += [Way(OTHER, _("Somebody else"), "account-question-outline"), Way(LEAVE, _("Do not keep it"), "close")]
        saying = Saying(self._question_at(side), self._kept_in_words(), tuple(ways), Tone.TELL)
        self._asked = self.shell.asking.tell(saying, lambda key: self._who_writes_answered(key, choices, side))
        if self._asked is not None:
            self._asked.went.connect(self._asked_went)
        self.asked_changed.emit()

    def take_up(self, pen: Pen) -> None:
        """Puts a pen in hand. What was begun with the pen before is finished with that one.

        Keys that waited go on only where nobody held another pen when they were pressed; else it is asked anew whose they are.
        """
        if self._keys.may_go_on_with(pen.key):
            self.answer_with(pen)
            return
        self._pass_to(pen)
        self.ask_who_writes(self._asked_at)

    def answer_with(self, pen: Pen) -> None:
        """Somebody said, where it was asked, with which pen the keys go on that wait."""
        self._first = False
        self._pass_to(pen)
        for replay in self._keys.take():
            replay()
        self.sight_changed.emit()  # while keys waited their boxes kept their words, out of sight

    def with_pen_in_hand(self, act: Callable[[], object], side: str = "") -> None:
        """Does something that needs a pen (with a side: one that fits there): at once, or after somebody has taken one up.

        What is pressed with a pen in hand that does not fit is never done with another: whoever has that one presses anew.
        """
        pen = self.pen_for_writing(side) if side else self.pen_for_striking("")
        if pen is not None:
            self.with_trouble_told(act)
        elif self.desk.pen is None or not self.desk.writable:
            self.key_without_pen(side, lambda: self.with_pen_in_hand(act, side))
        else:
            self._say_who_presses(side)

    def offer_help_now(self) -> None:
        """Says that an answer tells nobody by itself, with the way to a person: for an answer that sounds as if somebody needs one."""
        ways = (Way(HELP, _("Get help now"), "phone-in-talk-outline", primary=True), Way(LEAVE, _("Not now"), "close"))
        words = (_("This answer tells nobody by itself."), _("Press Get help now to reach a person."))
        saying = Saying(_("Do you need somebody now?"), words, ways, Tone.CAREFUL)
        self.shell.asking.tell(saying, lambda key: self.shell.help_now_requested.emit() if key == HELP else None)

    def with_trouble_told(self, act: Callable[[], object]) -> None:
        """Does something; trouble is told."""
        try:
            act()
        except Trouble as trouble:
            self.shell.asking.trouble(trouble)

    # ---- acts (Acts)

    def write(self, side: str, at: int, take: int, text: str, burst: str = "", pasted: str | None = None) -> Written:
        """Types, takes out or replaces with the pen in hand."""
        return self._told(lambda: self.desk.write(side, at, take, text, burst, pasted))

    def quote(self, side: str, at: int, take: int, clip: Clip) -> Written:
        """Copies words of the plan."""
        return self._told(lambda: self.desk.quote(side, at, take, clip))

    def move(self, clip: Clip, side: str, at: int) -> Written:
        """Moves words of the plan."""
        return self._told(lambda: self.desk.move(clip, side, at))

    def undo(self) -> Undone | None:
        """Takes the last step of the pen in hand back."""
        return self.desk.undo() if self.desk.pen else None

    def redo(self) -> Undone | None:
        """Does again what the pen in hand took back last."""
        return self.desk.redo() if self.desk.pen else None

    # ---- asking (Asking)

    def whose_words(self, side: str, words: str, put: Callable[[str], None]) -> None:
        """Asks whose the words are that come from outside; puts them in with the pen of the answer, and gives the pen back."""
        pen = self.desk.pen
        if pen is None:
            self.key_without_pen(side, lambda: self.whose_words(side, words, put))
            return
        others = [here for here in self.desk.people if here.present and here.person != pen.hands and self._may_say(pen, here, side)][:3]
        ways = [Way("mine", _("Mine"), "pen")]
        ways += [Way(here.person, _("{name} said this").format(name=here.known_as)) for here in others]
        ways += [Way("source", _("From a letter, leaflet or page"), "file-document-outline"), Way(LEAVE, _("Leave it"), "close")]
        saying = Saying(_("Whose words are these?"), (), tuple(ways))
        self.shell.asking.tell(saying, lambda key: self._paste_answered(key, pen, side, words, put))

    def tell(self, side: str, sentence: str) -> None:
        """Says something in a sentence. What is said of a crossing out goes with it, when it was taken back."""
        strip, pen = self.shell.asking.tell(Saying(sentence)), self.desk.pen
        self._of_strikes = (strip, side, pen.key) if pen is not None and strikes_by(self.desk.document, side, pen.key) else None

    def trouble(self, side: str, trouble: Trouble) -> None:
        """Says what went wrong."""
        self.shell.asking.trouble(trouble)

    # ---- insides

    def _pass_to(self, pen: Pen) -> None:
        self.finish()
        self.desk.take_up(pen)

    def _show_what_waits(self, side: str) -> None:
        if self._asked is not None and self.asks_who_writes:
            self._asked.say_instead(self._kept_in_words())
        else:
            self.ask_who_writes(side)

    def _say_who_presses(self, side: str) -> None:
        """Nothing was done: the box is for others, and they press for themselves."""
        title = _("This box is for {whose}.").format(whose=_whose(self.desk.box(side)))
        self.shell.asking.tell(Saying(title, (_("Nothing was changed. Take up a pen of theirs, then press again."),)))

    def _asked_went(self) -> None:
        """The question is gone: answered, put away, or pushed out by news."""
        if self._open:
            self.asked_changed.emit()

    def _told(self, act: Callable[[], Written]) -> Written:
        """What the act gives; that no pen fits is told as trouble, since the editor asks for one before it acts. So is a fault inside."""
        try:
            return act()
        except EngineBroken as fault:
            raise explain(fault) from fault
        except (NobodyHoldsThePen, NotThisBox) as refusal:
            raise Trouble(
                _("Nobody holds the pen. Who is writing?"), _("This box needs another pen."), _("Take up a pen, then type.")
            ) from refusal

    def _who_writes_answered(self, key: str, choices: Sequence[PenChoice], side: str) -> None:
        if key == LEAVE:
            self.forget_keys()
        elif key == MINE:
            self._put_into_own_box(side)
        elif key == OTHER:
            self.typing_for_requested.emit(side)
        elif self.desk.pens.still_fits(choices[int(key)].pen):
            self.answer_with(choices[int(key)].pen)
        else:
            self.ask_who_writes(side)  # somebody went meanwhile

    def _own_side(self, side: str) -> str:
        """The box in which whoever holds the pen writes, where letters wait that could go there as well; "" for none.

        It is one of this question; for somebody of family who has none here, that of the first question that asks family.
        """
        pen = self.desk.pen
        if not side or pen is None or not self._keys.words_of(pen.key):
            return ""
        asked, number, _side = question_of(side)
        boxes = self.desk.boxes(self.desk.form.question(asked), number)
        if any(here.side is SideName.FAMILY for here in self.desk.people if here.person == pen.hands and pen.own_hands):
            asks_family = [one for one in self.desk.form.questions if SideName.FAMILY in one.sides and one.id != asked]
            boxes += [box for one in asks_family for box in self.desk.boxes(one, self.desk.box_ids(one)[0])]
        return next((box.name for box in boxes if box.owners and box.name != side and may_put_words(pen, box)), "")

    def _own_in_words(self, own: str, side: str) -> str:
        """What the way to one's own box is called: it may stand at another question."""
        if question_of(own)[0] == question_of(side)[0]:
            return _("Put it into the box for {whose}").format(whose=_whose(self.desk.box(own)))
        return _("Put it on the page for {whose}").format(whose=_whose(self.desk.box(own)))

    def _put_into_own_box(self, side: str) -> None:
        """What was typed into somebody else's box goes behind the words of one's own, on a line of its own, and so do the keys."""
        own, pen = self._own_side(side), self.desk.pen
        if not own or pen is None:
            self.ask_who_writes(side)  # the pen went on meanwhile
            return
        words = self._keys.words_of(pen.key).lstrip()
        written = self.desk.document.side(own)
        joint = "\n" if written.length and not written.text.endswith("\n") else ""
        try:
            if words:  # else there was nothing but spaces
                self._told(lambda: self.desk.write(own, written.length, 0, joint + words))
        except Trouble as trouble:
            self.shell.asking.trouble(trouble)
            self.ask_who_writes(side)
            return
        self.forget_keys()
        self.box_wanted.emit(own)

    def _paste_answered(self, key: str, pen: Pen, side: str, words: str, put: Callable[[str], None]) -> None:
        self.answered.emit()
        if key == LEAVE:
            return
        if self.desk.pen != pen:
            self.whose_words(side, words, put)  # the pen went on meanwhile, or a lock came: nobody has answered for whoever is here now
        elif key == "mine":
            put("")
        elif key == "source":
            self.source_requested.emit(lambda source: self._put_from(source, pen, side, words, put))
        else:
            self._put_said(key, pen, side, words, put)

    def _put_said(self, speaker: str, pen: Pen, side: str, words: str, put: Callable[[str], None]) -> None:
        """Puts in what somebody else said, typed by whoever holds the pen."""
        try:
            self._put_with(self.desk.pens.typing_for(pen.hands, speaker), pen, put, "")
        except Trouble as trouble:  # somebody went meanwhile
            self.shell.asking.trouble(trouble)
            self.whose_words(side, words, put)

    def _put_from(self, source: Pen, pen: Pen, side: str, words: str, put: Callable[[str], None]) -> None:
        """Puts in what stands in a letter or on a page, where this box takes it."""
        if self.desk.pen != pen:
            self.whose_words(side, words, put)
        elif may_put_words(source, self.desk.box(side)):
            self._put_with(source, pen, put, source.voice.named)
        else:
            self.shell.asking.tell(Saying(_("These words do not go into this box."), (_("Put them where we write together."),)))

    def _put_with(self, pen: Pen, before: Pen, put: Callable[[str], None], named: str) -> None:
        self.desk.take_up(pen)
        try:
            put(named)
        finally:
            self.desk.take_up(before)
            if self._keys and not self.asks_who_writes:
                self.ask_who_writes(self._asked_at)  # what was asked was put away with the pen

    def _may_say(self, pen: Pen, here: Here, side: str) -> bool:
        """Whether words that somebody said go into that box. They would wait for a pen that fits, and nobody would see them."""
        return may_put_words(self.desk.pens.typing_for(pen.hands, here.person), self.desk.box(side))

    def _choice_in_words(self, choice: PenChoice) -> str:
        return self.pen_in_words(choice.pen)

    def _question_at(self, side: str) -> str:
        box = self.desk.box(side) if side else None
        if self._keys.pens - {None, self.desk.pen.key if self.desk.pen else None}:
            return self._held_before()
        if box is None or self.desk.pen is None or not box.owners:
            return _("Who is writing?")
        return _("This box is for {whose}. Who is writing?").format(whose=_whose(box))

    def _held_before(self) -> str:
        """Who held the pen when it was typed: the pen has gone on since, and with it whoever knows."""
        held = {pen.hands for pen in self._keys.pens if pen is not None}
        if len(held) != 1:
            return _("The pen went on while this was typed. Whose words are they?")
        return _("{name} held the pen when this was typed. Whose words are they?").format(name=self.name_of(held.pop()))

    def _kept_in_words(self) -> tuple[str, ...]:
        """That what was typed is kept, with the end of it: somebody may have gone on for a while without looking up."""
        words = " ".join(self._keys.words.split())
        kept = (*((_("First choose whose words these are."),) if self._first else ()), _("It is kept until you choose."))
        if not words:
            return kept
        shown = words if len(words) <= MOST_SHOWN else f"…{words[1 - MOST_SHOWN :]}"
        return (_("You typed: “{words}”").format(words=shown), *kept)

    def _here(self, person: str) -> Here | None:
        return next((here for here in self.desk.people if here.person == person), None)

    def _look_up(self, person: str) -> tuple[str, MarkStyle]:
        try:
            known = known_person(self.shell.open_store.store, person).person
        except NoSuchPerson:
            return person, MarkStyle.of(Mark(INKS[5], LINES[5]), "?")
        return known.known_as, MarkStyle.of(known.mark, known.initials)

    def _people_changed(self, _people: object) -> None:
        """Somebody came, went or changed: names and marks are read anew."""
        self._known.cache_clear()
        self.people_changed.emit()
        self.sight_changed.emit()

    def _sight_changed(self, _news: None) -> None:
        self.sight_changed.emit()

    def _pen_passed(self, _pen: Pen | None) -> None:
        self.sight_changed.emit()  # first: what goes out of sight does so before the keys go to it
        self.pen_changed.emit()

    def _places_changed(self, places: frozenset[str]) -> None:
        if self._of_strikes is not None:
            strip, side, pen = self._of_strikes
            if side in places and not strikes_by(self.desk.document, side, pen):
                self._of_strikes = None
                self.shell.asking.take_away(strip)
        self.places_changed.emit(places)


def _whose(box: Box) -> str:
    """For whom a box is, inside a sentence."""
    return _("the team") if box.side is SideName.TEAM else box.title


def _replaced() -> Trouble:
    return Trouble(_("This plan was replaced."), _("It stays as it was, for reading."), _("Write in the plan that came after it."))
