"""Who is here? Each person arrives, says what they are here as, what they need, and how they take part; then writing starts."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.asked_beforehand import is_for_meeting
from app.here import Here
from app.joining import usual_role
from app.language import _
from app.people import join_words
from app.plans import form_of, start_plan
from app.sitting import SittingNow, flags
from models.form_lists import Role
from models.forms import Form
from models.people import Person
from models.plans import Plan
from ui.asking import Question
from ui.pages.adding_person import AddingPerson, Typed
from ui.pages.attempting import attempt
from ui.pages.forgetful import ForgetfulPage
from ui.pages.person_box import PersonBox
from ui.pages.person_words import lines_about, role_name
from ui.pages.reading_order import order_tabs
from ui.pages.spread import Spread
from ui.pages.starting import NewPlan, first_page
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.people import AddCard, PersonCard
from ui.widgets.pressing import Kind
from ui.widgets.sight import bring_into_sight
from ui.widgets.strips import Saying, Way

ADD, WITHOUT, STAY = "add", "without", "stay"
SETTLED_MS = 50  # until the heights that follow from widths are known


class WhoIsHerePage(ForgetfulPage):
    """The people of the sitting. `about` is the plan to open afterwards, or the form to start one on; None goes on where we were."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._next: Plan | Form | None = None
        self._about: object = None
        self._picked = ""
        self._adding = False
        self._typed = Typed()
        self._build()

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows everybody of the sitting that is open."""
        sitting = self._sitting
        if sitting is None:
            self.shell.go("today")
            return
        if about is not self._about:
            self._about, self._next = about, about if isinstance(about, Plan | Form) else None
        sitting.people_changed.connect(self._people_changed)
        self._show_all()

    def leave(self) -> None:
        if self._sitting is not None:
            self._sitting.people_changed.disconnect(self._people_changed)

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Space"), _("Choose what has the ring")),
            (_("Arrow keys"), _("Go through the choices of one question")),
            (_("F1"), _("Help")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return next((card for card in self._cards.widgets() if not card.isHidden()), None)

    def forget(self) -> None:
        """No person is shown."""
        self._about = self._next = None
        self._picked, self._adding, self._typed = "", False, Typed()
        for part in (self._flags, self._cards, self._place):
            part.clear()

    # Building

    def _build(self) -> None:
        look = self.shell.look
        title = Column(
            look, Words(_("Who is here?"), "title"), Words(_("Each of you picks up a pen. Your mark stays yours."), "quiet"), None, gap=2
        )
        self._flags = Column(look, gap=8)
        self._cards = FlowRow(look, gap=18, even=True)
        self._place = Column(look)
        self._start = Button(look, _("Start writing"), "pencil", Kind.PRIMARY)
        self._start.clicked.connect(lambda: self._nobody_waits() and attempt(self.shell, self._start_writing))
        page = Column(look, Spread(look, title, self._flags), self._cards, self._place, None, gap=14, margins=(32, 16, 32, 16))
        self.lay_out(page, Foot(look, middle=_("You can change this at any time."), right=[self._start]))

    # What is shown

    @property
    def _sitting(self) -> SittingNow | None:
        return self.shell.open_store.sitting if self.shell.has_store else None

    def _show_all(self) -> None:
        sitting = self._sitting
        assert sitting is not None
        if self._picked not in [here.person for here in sitting.people]:
            self._picked = sitting.people[0].person if sitting.people else ""
        self._start.set_words(*self._ways_on())
        self._show_people(sitting)
        self._show_place(sitting)
        order_tabs(self)

    def _ways_on(self) -> tuple[str, str]:
        """The words and the picture of the way on: a meeting does not begin with writing."""
        form = self._form_on_the_way()
        if form is not None and is_for_meeting(form):
            return _("Go on"), "chevron-right"
        return _("Go on writing") if self.shell.open_store.plan else _("Start writing"), "pencil"

    def _form_on_the_way(self) -> Form | None:
        """The form of what comes afterwards; None while nothing was chosen."""
        store = self.shell.open_store
        if isinstance(self._next, Plan):
            return form_of(store.store, self._next)
        return self._next or (store.plan.form if store.plan else None)

    def _show_people(self, sitting: SittingNow) -> None:
        self._show_cards(sitting)
        self._show_flags(sitting)

    def _show_cards(self, sitting: SittingNow) -> None:
        look = self.shell.look
        self._cards.clear()
        for here in sitting.people:
            self._cards.add(self._card(here))
        unlocked_by = self.shell.open_store.unlocked_by
        if unlocked_by is not None and unlocked_by.id not in [here.person for here in sitting.people]:
            self._cards.add(self._card_for_who_unlocked(unlocked_by))
        add = AddCard(look, _("Add a person"))
        add.clicked.connect(self._begin_adding)
        self._cards.add(add)

    def _show_flags(self, sitting: SittingNow) -> None:
        self._flags.clear()
        flagged = flags(sitting.people)
        self._flags.add(*(self._flag(here) for here in flagged))
        if not flagged:
            self._flags.add(Words(_("Does anybody need something so that they can join in?"), "quiet"))

    def _show_place(self, sitting: SittingNow) -> None:
        """Below the cards: the person who was picked, or the ways to add one."""
        self._place.clear()
        if self._adding:
            self._someone_new = AddingPerson(self.shell, sitting, self._typed)
            self._someone_new.added.connect(self._added)
            self._someone_new.left.connect(self._stop_adding)
            self._place.add(self._someone_new)
            self._someone_new.first.setFocus()
        elif self._picked:
            box = PersonBox(self.shell, sitting, sitting.person(self._picked))
            self._place.add(box)

    def _picked_card(self) -> PersonCard:
        return next(card for card in self._cards.widgets() if isinstance(card, PersonCard) and card.isChecked())

    def _card(self, here: Here) -> PersonCard:
        card = PersonCard(self.shell.look, MarkStyle.of(here.mark, here.initials), here.known_as, lines_about(here))
        card.setAutoExclusive(False)  # Qt would leave all but one of them out of the tab order
        card.setChecked(here.person == self._picked and not self._adding)
        card.clicked.connect(lambda: self._pick(here.person))
        return card

    def _card_for_who_unlocked(self, person: Person) -> AddCard:
        """One press for whoever sits at the screen most likely. Nobody is here without being asked: that would be a record of a guess."""
        role = self._usual_role(person)
        card = AddCard(self.shell.look, _("Add {name}").format(name=person.name), (role_name(role),))
        card.clicked.connect(lambda: self._join_at_once(person))
        return card

    def _usual_role(self, person: Person) -> Role:
        return usual_role(person, about_nobody=self._sitting is not None and self._sitting.about_nobody)

    def _flag(self, here: Here) -> QWidget:
        words = Words(_("{name} needs: {needs}.").format(name=here.known_as, needs=join_words(here.needs)))
        return Card(
            self.shell.look,
            Row(self.shell.look, IconView(self.shell.look, "flag", 20, "accent"), (words, 1), gap=10),
            margins=(14, 8, 14, 8),
        )

    # What is pressed

    def _pick(self, person: str) -> None:
        sitting = self._sitting
        if sitting is not None and (person != self._picked or self._adding):
            self._picked, self._adding = person, False
            for card, here in zip(self._cards.widgets(), sitting.people, strict=False):
                card.setChecked(here.person == person)
            self._show_place(sitting)
            order_tabs(self)
            self._bring_into_sight()

    def _begin_adding(self) -> None:
        self._adding = True
        self._show_all()
        self._bring_into_sight()

    def _join_at_once(self, person: Person) -> None:
        sitting = self._sitting
        if sitting is not None and attempt(self.shell, lambda: sitting.arrive(person.id, self._usual_role(person))):
            self._added(person.id)

    def _stop_adding(self) -> None:
        self._adding, self._typed = False, Typed()
        self._show_all()
        self._cards.widgets()[-1].setFocus()

    def _added(self, person: str) -> None:
        """Shows the one who joined; the keys go on at that card."""
        self._picked, self._adding, self._typed = person, False, Typed()
        self._show_all()
        self._picked_card().setFocus()
        self._bring_into_sight()

    def _people_changed(self, _people: tuple[Here, ...]) -> None:
        """Names, flags and lines may say something else now; the box of the picked person shows what was changed in it by itself."""
        sitting = self._sitting
        if sitting is None:
            return
        cards = [card for card in self._cards.widgets() if isinstance(card, PersonCard)]
        if len(cards) == len(sitting.people):  # nobody ever leaves the list, so they are the same; one may be held down just now
            for card, here in zip(cards, sitting.people, strict=True):
                card.show_person(MarkStyle.of(here.mark, here.initials), here.known_as, lines_about(here))
        else:
            self._show_cards(sitting)
        self._show_flags(sitting)
        order_tabs(self)

    def _bring_into_sight(self) -> None:
        """Scrolls down to what was opened below the cards, where the page is too low to show it."""
        QTimer.singleShot(SETTLED_MS, self, lambda: bring_into_sight(self._place))

    def _nobody_waits(self) -> bool:
        """Whether one can go on: who was typed and not added would be missing without a word, so it is asked."""
        name = self._typed.name.strip()
        if not self._adding or not name:
            return True
        ways = (Way(ADD, _("Add {name}").format(name=name), "check", primary=True), Way(WITHOUT, _("Go on without"), "chevron-right"))
        saying = Saying(_("{name} is not added yet.").format(name=name), ways=(*ways, Way(STAY, _("Stay here"), "close")))
        answer = self.shell.asking.ask(Question(saying, STAY))
        return answer == WITHOUT or (answer == ADD and self._someone_new.add_new())

    def _start_writing(self) -> None:
        """Opens what was chosen before; a plan on a new form is started only now."""
        store = self.shell.open_store
        if isinstance(self._next, Form):
            assert store.sitting is not None
            self._next = start_plan(store.store, store.clock, store.sitting.sitting.patient_id, self._next)
        if isinstance(self._next, Plan) and (store.plan is None or store.plan.plan.id != self._next.id):
            store.open_plan(self._next)
        if store.plan is None:
            self.shell.go("start_plan", NewPlan())
        else:
            self.shell.go(first_page(store, store.plan))
