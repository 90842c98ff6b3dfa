"""The meeting: the desk with an agenda at its left, the chair's card at its right, and what a meeting needs along the foot."""

import contextlib
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from app.bringing import bring_in
from app.dates import write_time
from app.errors import Trouble
from app.language import _
from app.meeting import BREAKS, MeetingNow
from app.open_plan import OpenPlan
from app.standing import Rest
from models.questions import Question
from ui.desk.room import DeskRoom
from ui.desk.way_through import WayThrough
from ui.meeting.agenda_way import AgendaWay
from ui.meeting.chairs_card import ChairsCard
from ui.meeting.handing import ask_who_leads
from ui.meeting.second_screen import SecondScreen
from ui.pages.attempting import attempt
from ui.pages.desk import DeskPage
from ui.screens import Screens
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Column, VScroll
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying, Strip, Way

CARD_WIDTH = 324
LINES_BESIDE = 2  # of the way on, in the width of the card
ROOM_FOR_CARD = 1180  # of width: below it the card stands above the question


class MeetingPage(DeskPage):
    """The desk while a meeting is held."""

    way: AgendaWay
    card: ChairsCard
    second: SecondScreen
    screens: Screens | None = None  # where a test hands them in

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._resting: Strip | None = None
        self._entered = False

    # Comes and goes

    def takes_elsewhere(self, plan: OpenPlan) -> str:
        return "" if plan.meeting is not None else "begin_meeting" if plan.form.agenda else "desk"

    def enter(self, about: object = None) -> None:
        """Shows the part that we are in, where nothing else was asked for."""
        plan = self.shell.open_store.plan
        if about is None and plan is not None and plan.meeting is not None and plan is not self._plan:
            about = plan.meeting.at.questions[0]
        self._entered = True
        super().enter(about)
        if self.room is not None and plan is not None and plan is self._plan and self.room.desk.writable:
            self._bring_in(plan)
            self._show_rest()

    def leave(self) -> None:
        """What is said of a break is said where there is the meeting: on another page it would be pressed for something else."""
        self._entered = False
        super().leave()
        self._take_rest_away()

    def _bring_in(self, plan: OpenPlan) -> None:
        """What was shared meanwhile, or was cut off before: it comes whenever the meeting is gone on with."""
        with contextlib.suppress(Trouble):  # nobody is here just now: it comes later
            bring_in(self.shell.open_store, plan, [here.person for here in self.meeting.leads])

    def keys(self) -> tuple[tuple[str, str], ...]:
        return ((_("Ctrl+1 to Ctrl+8"), _("One key for each person: who speaks, or writes")), *super().keys()[:1], *super().keys()[2:])

    # Insides: what a meeting has otherwise

    @property
    def meeting(self) -> MeetingNow:
        """The meeting that is held."""
        return self.way.meeting

    def _way_through(self, plan: OpenPlan) -> WayThrough:
        return AgendaWay(self.shell, plan, plan.begin_meeting())

    def _make_foot(self) -> Foot:
        look = self.shell.look
        self._break = Button(look, _("Break"), "coffee-outline")
        self._pause = Button(look, _("Pause"), "pause")
        self._joins = Button(look, _("Someone joins or goes"), "account-plus-outline", short=_("Join, go"))
        self._hand_over = Button(look, _("Who leads?"), "swap-horizontal")
        self._close_button = Button(look, _("Close the meeting"), "flag-checkered", short=_("Close"))
        self._for_the_room = Button(look, _("Second screen"), "projector")
        self._for_the_room.setAccessibleName(_("Show the page for the room, or put it away"))
        self._for_the_room.clicked.connect(lambda: self.second.turn())
        self._break.setMenu(self._break_menu())
        self._pause.clicked.connect(lambda: attempt(self.shell, self._turn_pause))
        self._joins.clicked.connect(lambda: self.shell.go("who_is_here"))
        self._hand_over.clicked.connect(self._ask_who_leads)
        self._close_button.clicked.connect(lambda: self.shell.go("close_meeting"))
        self._end.hide()
        self._send.hide()
        left = [self._break, self._pause, self._joins, self._hand_over, self._for_the_room, self._more]
        self._ways_in_foot = FlowRow(look, gap=12, at_end=True)
        return Foot(look, left, "", [self._close_button, self._ways_in_foot])

    def _beside(self) -> QWidget:
        assert self.room is not None
        look = self.shell.look
        self.card = ChairsCard(self.room, self.way.meeting)
        self._card_scrolls = Column(look, self.card, None, margins=(16, 12, 16, 8))
        self._card_scroll, self._card_at = VScroll(self._card_scrolls), self.way.meeting.at
        self._ways_beside = Column(look, gap=8, margins=(16, 4, 16, 12))
        self._beside_place = Column(look, (self._card_scroll, 1), self._ways_beside)
        self._above_card = Column(look, margins=(24, 8, 24, 0))
        return self._beside_place

    def _build(self, room: DeskRoom) -> None:
        super()._build(room)
        self._whole_middle.add(self._above_card)
        self._whole_middle.put_first(self._above_card)
        self._fold_foot()

    def _connect(self, room: DeskRoom) -> None:
        super()._connect(room)
        self.meeting.changed.connect(self._meeting_changed)
        self.second = SecondScreen(self, room, self.meeting, self.screens)

    def _show(self, question: Question) -> None:
        super()._show(question)
        self.second.follow(question)
        self._show_rest()

    def _pen_changed(self) -> None:
        super()._pen_changed()
        self._show_rest()

    def _let_go(self) -> None:
        if self._body is not None:
            self.meeting.changed.disconnect(self._meeting_changed)
            self.card.close_down()
            self.second.close_down()
        super()._let_go()

    def _fold_foot(self) -> None:
        """Where there is no room for the card at the side, the foot has the ways on, and the rest stands in More."""
        beside = self._has_room_beside
        for button in (self._break, self._pause, self._joins, self._hand_over, self._for_the_room, self._close_button):
            button.setVisible(beside)
        self._tail.hide()
        self._place_card()
        self.foot.fit()

    @property
    def _has_room_beside(self) -> bool:
        return not self._folded and self.width() >= self.shell.look.px(ROOM_FOR_CARD)

    def _place_card(self) -> None:
        """The card stands beside the question where there is room; else the line to say stands above it, and scrolls with it."""
        beside = self._has_room_beside
        self._beside_place.setVisible(beside)
        self._above_card.setVisible(not beside)
        self._beside_place.setFixedWidth(self.shell.look.px(CARD_WIDTH))
        self.card.fold(not beside)
        self.way.next.keep_lines(LINES_BESIDE if beside else 1)
        self.way.next.shorten(not beside)  # always as wide: else *Before* beside it would move
        place = self._card_scrolls if beside else self._above_card
        if self.card.parentWidget() is not place:
            place.add(self.card)
            place.put_first(self.card)
        ways = self._ways_beside if beside else self._ways_in_foot
        for button in (self.way.next, self.way.before) if beside else (self.way.before, self.way.next):
            if button.parentWidget() is not ways:
                hidden = button.isHidden()
                ways.add(button)
                button.setHidden(hidden)

    def _show_place(self) -> None:
        n, of = self.way.place
        self.foot.fit()
        self.foot.words.setText(_("Part {n} of {all}").format(n=n, all=of))
        self.pen_strip.show_place(_("{n} of {all}").format(n=n, all=of))

    def _leads_on(self, button: QAbstractButton) -> bool:
        """The buttons of the card too: whoever was given the turn there may begin to type."""
        return super()._leads_on(button) or self._beside_place.isAncestorOf(button) or self._above_card.isAncestorOf(button)

    # Insides: more

    def _menu(self) -> QMenu:
        menu = super()._menu()
        first = menu.actions()[0]
        in_foot = [action for action in menu.actions() if action.text() == _("Somebody joins or goes")]
        for words, act in (
            (_("Change the agenda"), lambda: self.shell.go("agenda")),
            (_("Who leads?"), self._ask_who_leads),
            *((_("A break of {n} minutes").format(n=minutes), partial(self._take_a_break, minutes)) for minutes in BREAKS),
            (_("Pause, or go on"), self._turn_pause),
            (_("Show the page for the room, or put it away"), lambda: self.second.turn()),
            (_("Close the meeting"), lambda: self.shell.go("close_meeting")),
        ):
            action = menu.addAction(words)
            in_foot += [action] if words != _("Change the agenda") else []
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.insertAction(first, action)
        menu.aboutToShow.connect(lambda: self._leave_out(in_foot))
        return menu

    def _leave_out(self, in_foot: list[QAction]) -> None:
        """What has a button of its own in the foot is not said again: with all of it the menu is higher than the screen."""
        for action in in_foot:
            action.setVisible(not self._has_room_beside)

    def _break_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(_("Break"))
        for minutes in BREAKS:
            menu.addAction(_("{n} minutes").format(n=minutes)).triggered.connect(
                lambda _checked=False, minutes=minutes: self._take_a_break(minutes)
            )
        return menu

    def _take_a_break(self, minutes: int) -> None:
        self.meeting.take_a_break(minutes)

    def _turn_pause(self) -> None:
        """Stops, or goes on after a stop or a break: the same button leads out of it again."""
        if self.meeting.rest is Rest.NONE:
            self.meeting.pause()
        else:
            self.meeting.go_on_again()

    def _ask_who_leads(self) -> None:
        ask_who_leads(self.shell, self.meeting)

    def _meeting_changed(self, _news: None) -> None:
        self.pen_strip.show_pens()
        self._show_rest()
        if self._card_at != self.meeting.at:  # each part begins with its line in sight
            self._card_at = self.meeting.at
            self._card_scroll.verticalScrollBar().setValue(0)

    def _show_rest(self) -> None:
        """Says that there is a break or a pause, and how to go on; nothing begins again by itself."""
        rest, back = self.meeting.rest, self.meeting.back_at
        self._pause.set_words(*((_("Pause"), "pause") if rest is Rest.NONE else (_("We go on"), "play")))
        self._take_rest_away()
        if rest is Rest.NONE or not self._entered:
            return
        title = _("We have a break until {time}.").format(time=write_time(back)) if back else _("We have stopped for a while.")
        saying = Saying(title, (_("The clock stops. You can still write."),), (Way("on", _("We go on"), "play", primary=True),))
        self._resting = self.shell.asking.tell(saying, lambda _key: self.meeting.go_on_again())

    def _take_rest_away(self) -> None:
        self.shell.asking.take_away(self._resting)
        self._resting = None
