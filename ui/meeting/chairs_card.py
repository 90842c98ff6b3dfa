"""The chair's card: the next line to read aloud, who asked to speak, and who has not spoken yet. It never stands on the second screen."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.here import Here
from app.language import _, ngettext
from app.meeting import MeetingNow
from app.people import join_words
from ui.desk.room import DeskRoom
from ui.painting import MarkStyle
from ui.speaking import HearButton
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind
from ui.widgets.sight import bring_into_sight

LONGEST_LINE_IN_MENU = 70


class ChairsCard(Column):
    """What whoever leads the meeting may want now. Nothing in it has to be done, and nobody sees what was."""

    def __init__(self, room: DeskRoom, meeting: MeetingNow) -> None:
        super().__init__(room.look, gap=12)
        self._room, self._meeting = room, meeting
        self._folded, self._all_shown, self._people_shown = False, False, False
        self._shown_line = ""
        self._buttons: dict[tuple[str, str], Button] = {}  # by whom they are for, and what they do
        self._whose = Words("", "small")
        self._when, self._words = Words("", "bold"), Words("", "question")
        self._who_waits = Words("", "bold")
        self._build()
        meeting.changed.connect(self._meeting_changed)
        room.people_changed.connect(self.show_all)
        self.show_all()

    # What you can ask it

    @property
    def line(self) -> str:
        """The line that is shown: the next one of this part, or another that somebody chose. "" where there is none."""
        return self._shown_line

    # What you can tell it

    def show_all(self) -> None:
        """Shows how the meeting stands now."""
        keys_were_with = self._whose_keys()
        self._buttons = {}
        self._show_line()
        self._show_speaker()
        self._show_turns()
        self._show_quiet()
        self._show_heard()
        self._show_rest()
        if keys_were_with:
            self._give_keys_to(keys_were_with)

    def fold(self, folded: bool) -> None:
        """Shows only the line, and the rest when somebody asks for it; or all of it."""
        self._folded = folded
        self._show_rest()

    def close_down(self) -> None:
        """Lets go of the meeting."""
        self._hear.close_down()
        self._meeting.changed.disconnect(self._meeting_changed)
        self._room.people_changed.disconnect(self.show_all)

    # Insides

    def _build(self) -> None:
        look = self.look
        self._next = Button(look, _("Next line"), "chevron-down")
        self._next.clicked.connect(self._meeting.next_line)
        self._others = Button(look, _("Other lines"), "comment-text-outline")
        self._others.setMenu(QMenu(self))
        self._others.menu().setAccessibleName(_("Other lines"))
        self._others.menu().aboutToShow.connect(self._fill_others)
        self._own = Button(look, _("Lines I wrote"), "format-quote-open")
        self._own.setMenu(QMenu(self))
        self._own.menu().setAccessibleName(_("Lines I wrote"))
        self._own.menu().aboutToShow.connect(self._fill_own)
        self._who_speaks = Button(look, _("Who wants to speak"), "hand-back-right-outline")
        self._who_speaks.clicked.connect(self._turn_people)
        self._more = Button(look, _("More lines, and who speaks"), "chevron-down", short=_("More"))
        self._more.clicked.connect(self._turn_rest)
        self._hear = HearButton(self._room.shell, lambda: [self.line or self._words.text()])
        tools = FlowRow(look, self._next, self._hear, self._more, self._own, self._others, self._who_speaks, gap=8)
        self._shared = Words(_("Lines I wrote are here once they are shared."), "small")
        self._said = Card(look, self._when, self._words, tools, gap=8)
        self._speaker, self._turns, self._quiet, self._heard = (Column(look, gap=6) for _place in range(4))
        self._people = Column(look, self._speaker, self._turns, self._quiet, self._heard, gap=12)
        hidden = Row(look, IconView(look, "eye-off-outline", 20, "quiet"), (self._whose, 1), gap=8)
        self.add(hidden, self._who_waits, self._said, self._people, self._shared)

    def _show_rest(self) -> None:
        """What stands beside the line and below it. That lines are to be shared is said whatever was written: so it tells nothing."""
        meeting, rest = self._meeting, self._all_shown or not self._folded
        self._more.setVisible(self._folded)
        words, short = (_("Only the next line"), _("Less")) if rest else (_("More lines, and who speaks"), _("More"))
        self._more.set_words(words, "chevron-up" if rest else "chevron-down", short)
        self._own.setVisible(rest and bool(meeting.own_lines()))
        self._others.setVisible(rest)
        self._shared.setVisible(rest and meeting.asks_for_lines)
        self._who_speaks.setVisible(rest and self._folded)
        self._people.setVisible(rest and (self._people_shown or not self._folded))

    def _turn_rest(self) -> None:
        self._all_shown = not self._all_shown
        self._show_rest()

    def _turn_people(self) -> None:
        self._people_shown = not self._people_shown
        self._show_rest()

    def _show_line(self) -> None:
        meeting = self._meeting
        names = join_words([here.known_as for here in meeting.leads])
        self._whose.setText(_("{name} leads. Only this screen shows these lines.").format(name=names) if names else _("Nobody leads now."))
        self._when.setText(_("Now: {part}. You can say:").format(part=meeting.at.title))
        line = self._shown_line = meeting.line
        self._words.setText(f"“{line}”" if line else _("Say it in your own words, or go on."))
        again = not line and bool(meeting.lines())
        self._next.set_words(_("From the first line") if again else _("Next line"), "chevron-up" if again else "chevron-down")
        self._next.setVisible(bool(meeting.lines()))
        self._next.clicked.disconnect()
        self._next.clicked.connect(meeting.first_line if again else meeting.next_line)

    def _show_speaker(self) -> None:
        self._speaker.clear()
        speaks = self._meeting.speaks
        if speaks is not None:
            self._speaker.add(Words(_("{name} speaks now.").format(name=speaks.known_as), "bold"))
            self._speaker.add(self._person(speaks, self._asks(speaks), self._spoke(speaks, _("Has finished"))))

    def _show_turns(self) -> None:
        self._turns.clear()
        waiting = self._meeting.turns
        names = [here.known_as for here in waiting]
        asks = ngettext("{names} wants to speak.", "{names} want to speak.", len(names)).format(names=join_words(names))
        self._who_waits.setText(asks if waiting else "")
        self._who_waits.setVisible(bool(waiting))
        if waiting:
            self._turns.add(Words(_("Waiting to speak"), "bold"))
        for here in waiting:
            give = self._button(here, "give", _("Give turn"), "account-voice", self._meeting.give_turn, Kind.PLAIN)
            give.setAccessibleName(_("Give the turn to {name}").format(name=here.known_as))
            down = self._button(here, "down", _("Hand down"), "hand-back-right-off-outline", self._meeting.lower_hand)
            down.setAccessibleName(_("{name} does not want to speak now").format(name=here.known_as))
            self._turns.add(self._person(here, give, down))

    def _show_quiet(self) -> None:
        """Who has not spoken in this part. They may stay quiet: the button only raises a hand for them."""
        self._quiet.clear()
        quiet = self._meeting.not_heard
        if quiet:
            self._quiet.add(Words(_("Not spoken yet. They may stay quiet."), "bold"))
        for here in quiet:
            self._quiet.add(self._person(here, self._asks(here), self._spoke(here, _("Has spoken"))))

    def _show_heard(self) -> None:
        """Who spoke in this part already. They stay on the card, so that they can ask again."""
        self._heard.clear()
        heard = self._meeting.heard
        if heard:
            self._heard.add(Words(_("Spoken already. They can ask again."), "bold"))
        for here in heard:
            self._heard.add(self._person(here, self._asks(here)))

    def _asks(self, here: Here) -> Button:
        asks = self._button(here, "asks", _("Asks to speak"), "hand-back-right-outline", self._meeting.ask_to_speak, Kind.PLAIN)
        asks.setAccessibleName(_("{name} asks to speak").format(name=here.known_as))
        return asks

    def _spoke(self, here: Here, words: str) -> Button:
        spoke = self._button(here, "spoke", words, "check", self._meeting.note_spoken)
        spoke.setAccessibleName(_("{name} spoke").format(name=here.known_as))
        return spoke

    def _button(self, here: Here, key: str, words: str, icon: str, act: Callable[[str], None], kind: Kind = Kind.GHOST) -> Button:
        button = Button(self.look, words, icon, kind)
        button.clicked.connect(lambda: act(here.person))
        self._buttons[here.person, key] = button
        return button

    def _whose_keys(self) -> str:
        """Whose button has the keys; "" where none of the card's people has."""
        focused = QApplication.focusWidget()
        return next((person for (person, _key), button in self._buttons.items() if button is focused), "")

    def _give_keys_to(self, person: str) -> None:
        """The keys stay with the same person, wherever they stand on the card now; where they left it, with the first one."""
        buttons = [button for (whose, _key), button in self._buttons.items() if whose == person] or [*self._buttons.values()]
        first = (buttons or [self._next])[0]
        first.setFocus()
        QTimer.singleShot(0, first, lambda: bring_into_sight(first))  # they may stand elsewhere on the card now

    def _person(self, here: Here, *buttons: Button) -> QWidget:
        mark = MarkView(self.look, MarkStyle.of(here.mark, here.initials), here.known_as, 40)
        return Column(self.look, Row(self.look, mark, (Words(here.known_as), 1), gap=8), FlowRow(self.look, *buttons, gap=6), gap=4)

    def _fill_own(self) -> None:
        """What the patient wrote down to be read aloud."""
        menu = self._own.menu()
        menu.clear()
        for line in self._meeting.own_lines():
            self._offer(menu, _("“{line}”").format(line=_in_menu(line)), _("Written down before"), line)

    def _fill_others(self) -> None:
        """Lines for what can happen at any time: a hard word, strong feelings, somebody talks over."""
        menu = self._others.menu()
        menu.clear()
        for when, line in self._meeting.other_lines():
            self._offer(menu, _("{when}: “{line}”").format(when=when, line=_in_menu(line)), when, line)

    def _offer(self, menu: QMenu, words: str, when: str, line: str) -> None:
        menu.addAction(words).triggered.connect(lambda _checked=False: self._show_other(when, line))

    def _show_other(self, when: str, line: str) -> None:
        """Shows one of the other lines until somebody goes on."""
        self._shown_line = line
        self._when.setText(when)
        self._words.setText(f"“{line}”")

    def _meeting_changed(self, _news: None) -> None:
        self.show_all()


def _in_menu(line: str) -> str:
    return line if len(line) <= LONGEST_LINE_IN_MENU else line[: LONGEST_LINE_IN_MENU - 1] + "…"
