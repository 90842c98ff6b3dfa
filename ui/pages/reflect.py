"""After we met: each person of a sitting answers a few questions alone, and they are shown side by side only if everybody wants that.

What somebody said is on this page only while that person holds it. At a lock, or when somebody goes elsewhere, nothing of it stays.
"""

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.access.pins import PinTrouble
from app.after_questions import AfterShelf
from app.errors import Trouble
from app.language import _
from app.reflection import OwnPart, Reflection, reflection_on
from models.people import Person
from ui.locking import forget_our_clipboard, take_out_of_sight
from ui.pages.attempting import attempt
from ui.pages.forgetful import ForgetfulPage
from ui.pages.reading_order import order_tabs
from ui.pages.starting import page_to_write
from ui.reflecting.alone import Alone
from ui.reflecting.columns import side_by_side
from ui.reflecting.number import OwnNumber
from ui.reflecting.overview import Overview
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Column, VScroll
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words


class ReflectPage(ForgetfulPage):
    """`about` is the id of the sitting that it is about; without one it is the sitting under way."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = shell.look
        self._reflection: Reflection | None = None
        self._alone: Alone | None = None
        self._first: QWidget | None = None
        self._shows_everybody = False
        self._shown: QWidget | None = None
        self._gone: QWidget | None = None  # what was shown before: a button of it may be what is pressed just now
        self._visit = object()  # another one for whatever is shown next: a number that was looked at meanwhile opens nothing then
        self._middle = Column(look, margins=(24, 20, 24, 24))
        self._feet = Column(look)
        self._scroll = VScroll(Column(look, self._middle, None))
        self.lay_out(self._scroll, self._feet, scrolls=False)
        QShortcut(QKeySequence.StandardKey.Cancel, self, activated=self._one_step_back)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows who can answer."""
        sitting_id = about if isinstance(about, str) else ""
        try:
            self._find(sitting_id)
        except Exception as error:
            self.shell.go("today")
            self.shell.trouble(error)  # there: nobody sees what is told on a page that is left
            return
        if self._reflection is None:
            self.shell.go("today")
        else:
            self._show_overview()

    def finish(self) -> None:
        """What is half typed is kept."""
        if self._alone is not None:
            self._alone.keep_what_waits()

    def leave(self) -> None:
        self.forget()

    def forget(self) -> None:
        """No name and no answer stays on the page."""
        self._clear()
        self._reflection = None

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Space"), _("Choose what has the ring")),
            (_("Arrow keys"), _("Go through the choices, or up and down the ladder")),
            (_("Escape"), _("Stop reading aloud, or go one step back")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return self._first

    # What is shown

    def _find(self, sitting_id: str) -> None:
        self._reflection = None
        shelf = AfterShelf(self.shell.services.profile.after_folder)
        self._reflection = reflection_on(self.shell.open_store, shelf, sitting_id)
        if shelf.trouble is not None:
            self.shell.asking.trouble(shelf.trouble)

    def _show_overview(self) -> None:
        assert self._reflection is not None
        self._clear()
        overview = Overview(self.shell, self._reflection)
        overview.answers.connect(self._begin)
        overview.side_by_side_wanted.connect(self._show_side_by_side)
        self._shows_everybody = True
        self._put(overview)
        back = self._way_back()
        self._show_foot([back], [self._end()] if self._is_under_way() else [])
        self._turn_to(overview.first or back)

    def _show_side_by_side(self) -> None:
        """What people show each other, asked for anew: somebody may have taken theirs back."""
        assert self._reflection is not None
        shown = self._reflection.side_by_side()
        if not shown:
            self._show_overview()
            return
        self._clear()
        self._put(side_by_side(self.shell, shown, self._reflection.shelf))
        back = self._back_to_everybody()
        self._show_foot([back], [self._end()] if self._is_under_way() else [])
        self._turn_to(back)

    def _show_number(self, person: Person) -> None:
        self._clear()
        asked = OwnNumber(self.look, person.known_as)
        asked.given.connect(partial(self._try_number, person, asked))
        title = Words(_("{name} answers alone").format(name=person.known_as), "title")
        self._put(Column(self.look, title, asked, gap=14))
        self._show_foot([self._back_to_everybody()], [])
        self._turn_to(asked.field.box)

    def _show_alone(self, person: Person, own: OwnPart) -> None:
        assert self._reflection is not None
        self._clear()
        alone = self._alone = Alone(self.shell, own, self._reflection.shelf, person)
        self._put(alone)
        self._show_foot([alone.back], [alone.on])
        alone.left.connect(self._show_overview)
        alone.moved.connect(self._moved)
        alone.begin()

    def _put(self, piece: QWidget) -> None:
        self._shown = piece
        self._middle.add(piece)

    def _show_foot(self, left: list[QWidget], right: list[QWidget]) -> None:
        self._feet.add(Foot(self.look, left, "", right))

    def _clear(self) -> None:
        """Nothing of what was shown stays, in sight or out of it."""
        self._visit = object()
        if self._alone is not None:
            self._alone.close_down()
            forget_our_clipboard()
        self._alone = self._first = None
        self._shows_everybody = False
        self._middle.clear()
        if self._shown is not None:
            take_out_of_sight(self._shown)  # at once: Qt deletes it only when it finds the time
        self._gone, self._shown = self._shown, None
        self._feet.clear()

    def _moved(self) -> None:
        if self._alone is not None:
            self._turn_to(self._alone.first)

    def _turn_to(self, first: QWidget | None) -> None:
        """What is shown anew is read from its top; in large text it may go on below the edge."""
        self._scroll.verticalScrollBar().setValue(0)
        order_tabs(self)
        self._first = first
        if first is not None and self.isVisible():
            first.setFocus()

    # What is pressed

    def _begin(self, person_id: str) -> None:
        attempt(self.shell, lambda: self._begin_with(person_id))

    def _begin_with(self, person_id: str) -> None:
        assert self._reflection is not None
        person = next(asked.person for asked in self._reflection.people() if asked.person.id == person_id)
        if self._reflection.needs_number(person_id):
            self._show_number(person)
        else:
            self._show_alone(person, self._reflection.open_own(person_id))

    def _try_number(self, person: Person, asked: OwnNumber, number: str) -> None:
        reflection, visit = self._reflection, self._visit
        assert reflection is not None
        asked.wait(True)
        self.shell.services.tasks.run(
            lambda _tell: reflection.open_own(person.id, number),
            on_done=lambda own: self._number_taken(visit, person, own),
            on_trouble=lambda trouble: self._number_not_taken(visit, asked, trouble),
        )

    def _number_taken(self, visit: object, person: Person, own: OwnPart) -> None:
        if visit is self._visit:
            self._show_alone(person, own)

    def _number_not_taken(self, visit: object, asked: OwnNumber, trouble: Trouble) -> None:
        if visit is not self._visit:
            return
        asked.say(trouble)
        if not isinstance(trouble.__cause__, PinTrouble):
            self.shell.asking.trouble(trouble)

    def _one_step_back(self) -> None:
        if self._alone is not None and not self._alone.keep_what_waits():
            return
        if self._shows_everybody:
            self._go_back()
        elif self._reflection is not None:
            self._show_overview()

    # The foot of everybody's page

    def _is_under_way(self) -> bool:
        sitting = self.shell.open_store.sitting
        return sitting is not None and self._reflection is not None and sitting.sitting.id == self._reflection.sitting_id

    def _back_to_everybody(self) -> Button:
        button = Button(self.look, _("Back"), "chevron-left")
        button.clicked.connect(self._show_overview)
        return button

    def _way_back(self) -> Button:
        words = _("Back to writing") if self.shell.open_store.plan is not None else _("Back to Today")
        button = Button(self.look, words, "chevron-left", short=_("Back"))
        button.clicked.connect(self._go_back)
        return button

    def _end(self) -> Button:
        button = Button(self.look, _("End for today"), "door", short=_("End"))
        button.clicked.connect(self.shell.end_requested)
        return button

    def _go_back(self) -> None:
        self.shell.go(page_to_write(self.shell.open_store))
