"""The desk: one plan, its questions one at a time, everybody's boxes, one pen in hand."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.asked_beforehand import can_be_prepared
from app.family_of_plan import family_of
from app.language import _
from app.open_plan import OpenPlan
from app.settings import MARKS_SHOWN
from models.questions import Question
from models.text.document import question_of
from ui.desk.drafts import Left
from ui.desk.family_hint import tell_of_family
from ui.desk.find_bar import FindBar
from ui.desk.finding import Finding
from ui.desk.half_given import say_what_is_half_given, type_on_in, where_it_waits
from ui.desk.pen_strip import PenStrip
from ui.desk.pens_by_key import PensByKey
from ui.desk.plain_word import PlainWord
from ui.desk.question_view import QuestionView
from ui.desk.room import DeskRoom
from ui.desk.steps_back import StepsBack
from ui.desk.typing_for import TypingFor
from ui.desk.typing_on import TypingOn
from ui.desk.way_through import WayThrough
from ui.look import BODY
from ui.pages.attempting import attempt
from ui.pages.page import Page
from ui.pages.saving_paper import save_pack
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Column, Row, VScroll
from ui.widgets.buttons import Button
from ui.widgets.keeping import keep_place
from ui.widgets.pressing import Kind
from ui.widgets.sight import bring_into_sight
from ui.widgets.strips import Saying, Way
from ui.writing.scrolling import lay_out_now
from ui.writing.side_editor import SideEditor

REST_CHECK_MS = 5_000
NARROW_FOOT = 800
FOOT_BEFORE_MEETING = 900  # the way to the meeting has longer words than the way to a copy
NARROW = 700
LEAST_LINES = 7  # of the text, left between what stands above it and the foot


class DeskPage(Page):
    """The writing."""

    _body: QWidget | None = None  # there once a plan is on the table
    _scrolled_to = 0  # before a word was to be said plainly
    _meeting_waits = False  # the record of a meeting that was not begun: there is a way to it
    _folded = False  # the list and the pens: the window is narrow for so large a text

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.room: DeskRoom | None = None
        self.view: QuestionView | None = None
        self._plan: OpenPlan | None = None
        self._column.removeWidget(self.strips)
        self._rest = QTimer(self, interval=REST_CHECK_MS)
        self._rest.timeout.connect(lambda: self._pens.let_rest() if self.room is not None else None)
        self._soon = QTimer(self, singleShot=True, interval=400)
        self._soon.timeout.connect(self._show_progress)
        self._shortcuts: list[QShortcut] = []
        self._others_are_here = False  # than those the question was shown for

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows the open plan; `about` may be the id of a question to go to."""
        plan = self.shell.open_store.plan
        if plan is None or self.takes_elsewhere(plan):
            self.shell.go(self.takes_elsewhere(plan) if plan else "today", about)
            return
        plan.without_meeting = plan.meeting is None
        fresh = plan is not self._plan
        self._meeting_waits = self._can_hold_meeting(plan) and not plan.is_closed
        if fresh:
            self._take_plan(plan)
        start = about if isinstance(about, str) and about in {question.id for question in plan.form.questions} else ""
        self.go_to(start or (self.view.question.id if self.view else plan.plan.stopped_at or plan.form.questions[0].id))
        if fresh and plan.doubt is not None:
            self.shell.asking.trouble(plan.doubt)
        self._rest.start()
        if self.room is not None:
            tell_of_family(self.room)
        if self.room is not None and self.room.keys_wait:
            self.room.remind()

    def takes_elsewhere(self, plan: OpenPlan) -> str:
        """The page on which this plan is written now, where it is not this one: a meeting that is held has one of its own."""
        return "meeting" if plan.meeting is not None else ""

    def may_close(self) -> bool:
        return self.room is None or not (self.room.keys_wait or self.room.drafts.left())

    def what_waits(self) -> str:
        if self.room is None:
            return ""
        left = self.room.drafts.left()
        if self.room.keys_wait:
            return _("First choose whose words these are.")
        return where_it_waits(self.room, left) if left is not None else ""

    def show_what_waits(self) -> None:
        self._see_to_what_waits(lambda _room, left: self._go_to_half_given(left))

    def say_what_waits(self, go_on: Callable[[], object]) -> None:
        self._see_to_what_waits(lambda room, left: say_what_is_half_given(room, left, lambda: self._go_to_half_given(left), go_on))

    def _see_to_what_waits(self, half_given: Callable[[DeskRoom, Left], object]) -> None:
        """Keys that wait for a pen come first; then what is half given."""
        room = self.room
        if room is None:
            return
        left = room.drafts.left()
        if room.keys_wait:
            room.remind()
        elif left is not None:
            half_given(room, left)

    def finish(self) -> None:
        if self.room is not None:
            self.room.finish()

    def leave(self) -> None:
        self.finish()
        self._rest.stop()
        self._soon.stop()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Alt+Right and Alt+Left"), _("Next question, and the one before")),
            (_("Ctrl+1 to Ctrl+8"), _("Pass the pen")),
            (_("Alt+1 to Alt+8"), _("Type for that person, with the hands that hold the pen")),
            (_("Ctrl+Z and Ctrl+Y"), _("Take back the last step of the pen in hand, or do it again")),
            (_("Ctrl+F"), _("Find words in this plan")),
            (_("Ctrl+M"), _("Hide or show the marks")),
            (_("F2"), _("Whose words stand where you write")),
            (_("F4"), _("Say a hard word plainly")),
        )

    def first_focus(self) -> QWidget | None:
        return (self.view.last_editor or self.view.first_editor) if self.view else None

    # What you can tell it

    def dress(self) -> None:
        """Where text is large for the window the list folds to "5 of 12" in the strip, the foot to the way back and the way on."""
        if self._body is None:
            return
        self._folded = self._is_narrow()
        self.pen_strip.fold(self._folded)
        self._place_strip()
        self.way.list.fill(self._folded)
        self.way.list.setVisible(not self._folded)
        self._right.show()
        keep_place(self.way.before, kept=not self._folded)  # in large text its place would be a line of the foot
        self._fold_foot()
        self._show_tail()

    def go_to(self, question_id: str, side: str = "") -> None:
        """Shows a question; with a side, the keys go to that box. While something waits for a pen the question stays: it would be lost."""
        assert self.room is not None
        question = self.way.question(question_id)
        moves = self.view is None or self.view.question != question
        if moves and self.view is not None:
            self.room.finish()
        if moves and self.room.keys_wait:
            self.room.remind()
            return
        left = self.room.drafts.left() if moves and self.view is not None else None
        half_given = left if left is not None and self.view is not None and question_of(left.place)[0] == self.view.question.id else None
        if moves or (self._others_are_here and not self.room.keys_wait):
            self._show(question)
        if half_given is not None:
            self._say_it_waits(self.room, half_given)
        self.dress()
        box = self.view.box_named(side) if self.view and side else None
        focus = box.first_piece if box else self.first_focus()
        if focus is not None:
            focus.setFocus()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._body is None:
            return
        if self._folded != self._is_narrow():
            self.dress()
        self._place_strip()
        self._fold_foot()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.room is None or not self._typing.takes(event):
            super().keyPressEvent(event)

    # Insides: building. The first three are what a meeting has otherwise

    def _way_through(self, plan: OpenPlan) -> WayThrough:
        return WayThrough(self.shell, plan)

    def _make_foot(self) -> Foot:
        return Foot(self.shell.look, [self.way.before, self._end, self._send, self._start, self._more], "", [self.way.next])

    def _beside(self) -> QWidget | None:
        """What stands at the right of the question; nothing at the desk."""
        return None

    def _is_narrow(self) -> bool:
        return self.shell.look.large or self.width() < self.shell.look.px(NARROW)

    def _place_strip(self) -> None:
        """The pens stay above the page; where very large text leaves the page too little room, they scroll with it."""
        above = [piece for piece in (self.pen_strip, self.find_bar) if not piece.isHidden()]
        strips = 0 if self.strips.isHidden() else self.strips.sizeHint().height()
        left = self.height() - self.foot.sizeHint().height() - strips - sum(piece.heightForWidth(self.width()) for piece in above)
        low = left < LEAST_LINES * self.shell.look.px(BODY)
        place = self._above_scrolled if low else self._above
        for piece in (self.pen_strip, self.find_bar):
            if piece.parentWidget() is not place:
                hidden = piece.isHidden()
                place.add(piece)
                piece.setHidden(hidden)

    def _fold_foot(self) -> None:
        """Where the foot is narrow the way back, the way on and More are enough: the rest stands in More."""
        look = self.shell.look
        room = self.width() - (0 if self.way.list.isHidden() else self.way.list.width())
        wide = not self._folded and room >= look.px(NARROW_FOOT)
        self._end.setVisible(wide and (not self._meeting_waits or room >= look.px(FOOT_BEFORE_MEETING)))
        self._send.setVisible(wide and not self._meeting_waits)
        self._start.setVisible(wide and self._meeting_waits)
        self.foot.fit()
        self._show_tail()

    def _show_tail(self) -> None:
        """What the foot has no room for. Before a meeting that is the way to it, rather than to a copy of nothing."""
        self._send_below.setVisible(not self._meeting_waits)
        self._start_below.setVisible(self._meeting_waits)
        self._tail.setVisible(self._folded or (self._meeting_waits and self._start.isHidden()))

    def _take_plan(self, plan: OpenPlan) -> None:
        self._let_go()
        self.shell.open_store.plan_opened.connect(self._table_changed)
        plan.meeting_begun.connect(self._meeting_begun)
        self._plan = plan
        self.room = DeskRoom(self.shell, plan.desk, plan.plan.id)
        self.way = self._way_through(plan)
        self._steps, self._pens = StepsBack(self.room, lambda: self.view, self.go_to), PensByKey(self.room)
        self._typing = TypingOn(self.room, lambda: self.view, self._leads_on)
        self._build(self.room)
        self._connect(self.room)

    def _let_go(self) -> None:
        if self.view is not None:
            self.view.close_down()
            self.view = None
        if self.room is not None:
            self.room.drafts.turned.disconnect(self._show_primary)
            self.room.close()
            self.room.forget_keys()  # they were pressed in boxes that go with the page
            self.way.close()
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts = []
        if self._body is not None:
            self.strips.setParent(self)
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._plan = self.room = self._body = None

    def _table_changed(self, plan: OpenPlan | None) -> None:
        """Nothing of a plan stays here that was taken off the table elsewhere: from Today, or with the sitting."""
        if plan is not self._plan:
            self._let_go()

    def _meeting_begun(self, plan: OpenPlan) -> None:
        """From now on it is written on another page. What was begun here is kept for that one."""
        if self.takes_elsewhere(plan):
            self._let_go()

    def _build(self, room: DeskRoom) -> None:
        look = self.shell.look
        self.pen_strip, self.typing_for, self.find_bar = PenStrip(room), TypingFor(room), FindBar(room)
        self.plain_word = PlainWord(room)
        self._middle = Column(look)
        self._end = Button(look, _("End for today"), "door", Kind.GHOST)
        self._send = Button(look, _("Send a copy"), "send-outline", Kind.GHOST)
        self._start = Button(look, _("Start the meeting"), "play")  # in the place of the one before
        self._more = Button(look, _("More"), "dots-horizontal", Kind.GHOST)
        self._more.setMenu(self._menu())
        self.foot = self._make_foot()
        # in large text the foot keeps only the way back and the way on; the rest stands at the end of the page
        self._end_below, self._send_below = Button(look, _("End for today"), "door"), Button(look, _("Send a copy"), "send-outline")
        self._start_below = Button(look, _("Start the meeting"), "play")
        self._tail = Row(look, self._end_below, self._send_below, self._start_below, None, gap=12, margins=(24, 0, 24, 16))
        self._body = QWidget()
        self._right = QWidget()
        whole, beside, right = QVBoxLayout(self._body), QHBoxLayout(), QVBoxLayout(self._right)
        for line in (whole, beside, right):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(0)
        self._above, self._above_scrolled = Column(look), Column(look)
        self._above.add(self.pen_strip, self.find_bar)
        for piece in (self._above, self.typing_for, self.strips):
            whole.addWidget(piece)
        self._whole_middle = Column(look, self._above_scrolled, self.plain_word, (self._middle, 1), self._tail)
        self._scroll = VScroll(self._whole_middle)
        self._finding = Finding(room, self.find_bar, self, self._scroll, lambda: self.view, self.go_to)
        right.addWidget(self._scroll, 1)
        beside.addWidget(self.way.list)
        beside.addWidget(self._right, 1)
        if (card := self._beside()) is not None:
            beside.addWidget(card)
            whole.addLayout(beside, 1)
            whole.addWidget(self.foot)
        else:
            right.addWidget(self.foot)
            whole.addLayout(beside, 1)
        self._column.addWidget(self._body, 1)
        self.dress()

    def _connect(self, room: DeskRoom) -> None:
        self.way.wanted.connect(self.go_to)
        self.way.place_changed.connect(self._show_place)
        self.way.list.left.connect(self._close_list)
        for end, send in ((self._end, self._send), (self._end_below, self._send_below)):
            end.clicked.connect(self.shell.end_requested)
            send.clicked.connect(lambda: self.shell.go("send"))
        for start in (self._start, self._start_below):
            start.clicked.connect(lambda: self.shell.go("begin_meeting"))
        self.pen_strip.list_requested.connect(self._open_list)
        self.pen_strip.typing_for_requested.connect(lambda: self.typing_for.open_for())
        self.find_bar.found.connect(self._finding.show)
        self.find_bar.closed.connect(self._finding.put_away)
        room.typing_for_requested.connect(self.typing_for.open_to_answer)
        room.plain_word_requested.connect(lambda word: QTimer.singleShot(0, self, lambda: self.plain_word.open_for(word)))
        self.plain_word.kept.connect(self._word_kept)
        self.plain_word.turned.connect(self._show_word_card)
        room.source_requested.connect(self.typing_for.open_for_source)
        room.pen_changed.connect(self._pen_changed)
        room.answered.connect(lambda: QTimer.singleShot(0, self._give_keys_back))
        for changed in (self.find_bar.turned, room.pen_changed, room.asked_changed, room.people_changed):
            changed.connect(self._place_strip)
        room.box_wanted.connect(lambda side: QTimer.singleShot(0, self, lambda: self._go_on_in(side)))
        room.people_changed.connect(self._people_changed)
        room.drafts.turned.connect(self._show_primary)
        room.places_changed.connect(self._soon.start)
        for keys, act in self._keys():
            self._shortcuts.append(QShortcut(QKeySequence(keys), self, activated=act))

    def _menu(self) -> QMenu:
        """What is needed less often; each has words of its own, and most a key."""
        menu = QMenu(self)
        menu.setAccessibleName(_("More"))
        for words, act in (
            *([(_("Start the meeting"), lambda: self.shell.go("begin_meeting"))] if self._can_hold_meeting(self._plan) else []),
            (_("Somebody joins or goes"), lambda: self.shell.go("who_is_here")),
            (_("Family and friends"), lambda: self.shell.go("family")),
            *([(_("Get ready alone"), lambda: self.shell.go("prepare"))] if self._prepares() else []),
            (_("Take back the last step"), self._steps.undo),
            (_("Do it again"), self._steps.redo),
            *([(_("Only the most important questions, or all"), self.way.turn_short_way)] if self.way.has_short_way else []),
            (_("Find words in this plan"), lambda: self.find_bar.open_bar()),
            (_("Say this word plainly"), self._say_plainly),
            (_("Hide or show the marks"), self._turn_marks),
            (_("What we said last time"), lambda: self.shell.go("last_time")),
            (_("Read it back, and close") if self._is_record else _("Read it back"), lambda: self.shell.go("close_meeting")),
            (_("Send a copy"), lambda: self.shell.go("send")),
            *([(_("Print it to prepare"), self._print_to_prepare)] if self._prepares() else []),
            (_("End for today"), self.shell.end_requested.emit),
            (_("How it came about"), lambda: self.shell.go("history", self.view.question.id if self.view else None)),
            (_("Who looked?"), lambda: self.shell.go("who_looked")),
        ):
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.aboutToShow.connect(lambda: self._fit_menu(menu))
        return menu

    def _fit_menu(self, menu: QMenu) -> None:
        """What has a button of its own in the foot is not said again: with all of it the menu is as high as a small screen."""
        in_foot = {button.accessibleName() for button in (self._end, self._send, self._start) if not button.isHidden()}
        for action in menu.actions():
            if action.text() in (_("End for today"), _("Send a copy"), _("Start the meeting")):
                action.setVisible(action.text() not in in_foot)
            elif action.text() == _("Family and friends"):
                action.setVisible(self._plan is not None and bool(family_of(self.shell.open_store, self._plan)))

    def _say_plainly(self) -> None:
        """Asks what the word means that is chosen in the box where the keys were last."""
        editor = self.view.last_editor if self.view else None
        self.plain_word.open_for(editor.chosen_word() if isinstance(editor, SideEditor) else "")

    def _show_word_card(self) -> None:
        """Brings the card into sight once it has its place; when it goes, the page stands where it stood before."""
        bar = self._scroll.verticalScrollBar()
        if self.plain_word.isVisibleTo(self):
            self._scrolled_to = bar.value()
            QTimer.singleShot(0, self.plain_word, lambda: bring_into_sight(self.plain_word))
        else:
            bar.setValue(self._scrolled_to)

    def _word_kept(self, _said: object) -> None:
        """It is explained at once where it stands."""
        if self.view is not None:
            self.view.words_here.look_again()

    def _can_hold_meeting(self, plan: OpenPlan | None) -> bool:
        """Whether this is the record of a meeting that was not begun."""
        return plan is not None and bool(plan.form.agenda) and plan.desk.writable and plan.meeting is None

    @property
    def _is_record(self) -> bool:
        """Whether it is the record of a meeting, which can be closed."""
        return self._plan is not None and bool(self._plan.form.agenda)

    def _prepares(self) -> bool:
        """Whether the form begins with questions that can be prepared, on paper and alone."""
        return self._plan is not None and can_be_prepared(self._plan.form)

    def _print_to_prepare(self) -> None:
        if self._plan is not None:
            save_pack(self.shell, self._plan.form)

    def _keys(self) -> list[tuple[str, object]]:
        passing = [(f"Ctrl+{number}", lambda place=number - 1: self._pens.pass_to(place)) for number in range(1, 9)]
        passing += [(f"Alt+{number}", lambda place=number - 1: self._pens.type_for(place)) for number in range(1, 9)]
        return [
            ("Alt+Right", lambda: self.way.step(1)),
            ("Alt+Left", lambda: self.way.step(-1)),
            ("Ctrl+Z", self._steps.undo),
            ("Ctrl+Shift+Z", self._steps.redo),
            ("Ctrl+Y", self._steps.redo),
            ("Ctrl+F", self.find_bar.open_bar),
            ("Ctrl+M", self._turn_marks),
            ("F4", self._say_plainly),
            *passing,
        ]

    # Insides: questions

    def _show(self, question: Question) -> None:
        assert self.room is not None
        last = None
        if self.view is not None:
            last = self.view.last_editor
            self.view.close_down()
            self._middle.clear()
        self._others_are_here = False
        self.view = QuestionView(self.room, question)
        if isinstance(last, SideEditor) and (box := self.view.box_named(last.side_name)):
            self.view.last_editor = box.editor  # the same question, for other people: typing goes on where it was
        if self._plan is not None:
            self._plan.here = question.id
        self._middle.add((self.view, 1))
        self._scroll.verticalScrollBar().setValue(0)
        self.way.go_to(question)
        self.shell.asking.clear()

    def _go_to_half_given(self, left: Left) -> None:
        """Shows the question at which something is half given, down to the box it stands in."""
        if self.room is None:
            return
        self.go_to(question_of(left.place)[0])
        piece = self.room.drafts.piece_at(left.place)
        if isinstance(piece, QWidget):
            lay_out_now()
            bring_into_sight(piece)
            if piece.draft() is not None:  # it is the pen in hand with which it was begun
                type_on_in(piece)

    def _say_it_waits(self, room: DeskRoom, left: Left) -> None:
        """Whoever goes on from an answer that is half given is told so: its button may be below the edge."""
        ways = (Way("go", _("Go back to it"), "chevron-left"), Way("later", _("Later"), "clock-outline"))
        saying = Saying(_("It is not given yet."), (where_it_waits(room, left),), ways)
        self.shell.asking.tell(saying, lambda key: self._go_to_half_given(left) if key == "go" else None)

    def _show_primary(self, _news: None) -> None:
        """One button is yellow: while an answer is half given, that is the one that gives it."""
        assert self.room is not None
        self.way.next.set_kind(Kind.PLAIN if self.room.drafts.at_work else Kind.PRIMARY)
        self.foot.fit()

    def _show_place(self) -> None:
        n, of = self.way.place
        self.foot.fit()
        self.foot.words.setText(_("Question {n} of {all}").format(n=n, all=of))
        self.pen_strip.show_place(_("{n} of {all}").format(n=n, all=of))

    def _open_list(self) -> None:
        """Shows the list instead of the question, in large text; choosing a question brings it back."""
        opens = self.way.list.isHidden()
        self.way.list.setVisible(opens)
        self._right.setVisible(not opens)
        if opens:
            self.way.list.setFocus()

    def _close_list(self) -> None:
        """Back to the question, where nothing was chosen."""
        self.dress()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def _show_progress(self) -> None:
        if self._plan is not None and self.shell.has_store and self.shell.open_store.plan is self._plan:
            self.way.show_list()

    # Insides: pens and steps back

    def _pen_changed(self) -> None:
        assert self.room is not None
        pen = self.room.desk.pen
        if pen is None or not self.isVisible():  # taken up on another page, as for sharing: what waits here is said when one is here
            return
        self.shell.asking.clear()  # what was said was said to whoever held the pen before
        self._give_keys_back()  # at once: a key that comes now would press the next button of the strip
        QTimer.singleShot(0, self._give_keys_back)  # and in sight, once the strips have gone that were answered
        tell_of_family(self.room)
        if not pen.own_hands:
            return
        waiting = [thing.side for thing in self.room.desk.waiting_for(pen.hands)]
        waiting += [place for place, _entry in self.room.desk.answers_waiting_for(pen.hands)]
        waiting = [side for side in waiting if not self.room.desk.hides(side)]
        elsewhere = [side for side in waiting if self.view is None or question_of(side)[0] != self.view.question.id]
        if elsewhere:
            name = self.room.name_of(pen.hands)
            ways = (Way("look", _("Look now"), "eye-outline"), Way("later", _("Later"), "clock-outline"))
            why = (_("Words were typed for you, or crossed out."),)
            saying = Saying(_("Something waits for you, {name}.").format(name=name), why, ways)
            self.shell.asking.tell(saying, lambda key: self._look_at(elsewhere[0]) if key == "look" else None)

    def _people_changed(self) -> None:
        """Somebody came or went: their box and their stand are shown as soon as the desk is shown again."""
        self._others_are_here = True
        self._soon.start()

    def _give_keys_back(self) -> None:
        if self.room is not None and self.isVisible():
            self._typing.give_keys_back()

    def _leads_on(self, button: QAbstractButton) -> bool:
        """Whether a button is one of the ways on from the question, in the foot or below the page."""
        return button in (self.way.next, self.way.before) or any(place.isAncestorOf(button) for place in (self.foot, self._tail))

    def _go_on_in(self, side: str) -> None:
        """The keys go behind the words of a box."""
        if self.room is None:
            return  # the plan was taken off the table meanwhile
        self.go_to(question_of(side)[0], side)
        box = self.view.box_named(side) if self.view else None
        if box is not None:
            box.editor.go_to(box.editor.side.length)

    def _look_at(self, side: str) -> None:
        self.go_to(question_of(side)[0], side)
        box = self.view.box_named(side) if self.view else None
        if box is not None:
            box.strips.open_check()

    def _turn_marks(self) -> None:
        """Hides the marks for calm reading, or shows them again. They are never lost."""
        settings = self.shell.services.settings
        shown = not settings.get(MARKS_SHOWN)
        attempt(self.shell, lambda: settings.set(MARKS_SHOWN, shown))  # what cannot be kept holds until the end of the day
        for box in self.view.side_boxes if self.view else ():
            box.editor.set_marks_shown(shown)
