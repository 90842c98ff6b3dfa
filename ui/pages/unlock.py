"""The first page of every start, and the cover of the lock: the store is opened, and a member of staff unlocks it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.access.vault import PassphraseWrong
from app.errors import Trouble, explain
from app.language import _
from app.opening import (
    AtTheDoor,
    Door,
    Found,
    Opening,
    WayOn,
    begin,
    begin_with_passphrase,
    look_at_door,
    still_reads,
    unlock_with_new_number,
    ways_on,
)
from ui.asking import Question
from ui.pages.hidden_field import HiddenField, HiddenFields
from ui.pages.number_panel import NewNumberPanel, NumberPanel
from ui.pages.start_page import StartPage
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import PictureView
from ui.widgets.people import PersonCard
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Tone, Way
from ui.widgets.waiting import Busy

if TYPE_CHECKING:
    from app.left_open import LeftOpen
    from models.people import Person


class UnlockPage(StartPage):
    """Of what the lock hides there are only the names of staff on it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._back_to: tuple[str, object] | None = None
        self._opening = False
        self._panel: NumberPanel | NewNumberPanel | None = None
        self._cards: dict[str, PersonCard] = {}

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Opens the store, or asks who unlocks. `about` is where to go afterwards: (page, about)."""
        if isinstance(about, tuple) and about[0] not in ("", "unlock"):  # who was locked out at this door goes on behind it
            self._back_to = about
        if not self.shell.has_store:
            self._open()
        elif self.shell.open_store.left_open_waits():
            self._ask_about_left_open()
        else:
            self._show_door(self._look_at_door())

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Space"), _("Choose who you are")),
            (_("Enter"), _("Unlock, once your number is typed")),
            (_("Ctrl and +"), _("Make words larger")),
            (_("F1"), _("Help")),
        )

    # Opening the store

    def _open(self) -> None:
        if self._opening:
            return
        self._opening = True
        busy = Busy(self.look, _("Opening the plans…"), can_stop=False)
        self.show_step(Words("Two Pens", "title"), busy)
        busy.begin()
        services = self.shell.services
        services.tasks.run(lambda _tell: begin(services), on_done=self._opened, on_trouble=self._not_opened)

    def _opened(self, opening: Opening) -> None:
        self._opening = False
        if opening.store is not None:
            self.shell.take_store(opening.store)
        if opening.found is Found.FIRST_START:
            self.shell.go("first_start")
        elif opening.found is Found.PASSPHRASE:
            self._ask_passphrase()
        else:
            self._show_door(opening.door)
        for trouble in (*self._about_settings(), *opening.warnings):
            self.tell(_warning(trouble))

    def _about_settings(self) -> tuple[Trouble, ...]:
        """What was wrong with the settings when they were read; told once."""
        settings = self.shell.services.settings
        trouble, settings.trouble = settings.trouble, None
        return () if trouble is None else (trouble,)

    def _not_opened(self, trouble: Trouble) -> None:
        self._opening = False
        reads = still_reads(trouble)
        heading = [Words(_("These plans still read:"), "bold")] if reads else []
        title = Words(_("Your plans are not open yet."), "title")
        self.show_step(PictureView(self.look, "lock-question", 88), title, *heading, *map(Words, reads))
        first, *others = ways_on(self.shell.services, trouble)
        self.say(trouble, _way(first, primary=True), *map(_way, others), on_answer=self._go_on_by)

    def _go_on_by(self, way: str) -> None:
        if way == WayOn.AGAIN:
            self._open()
        elif way == WayOn.PASSPHRASE:
            self._ask_passphrase()
        elif way == WayOn.ANEW:
            self._begin_anew()
        else:
            self.shell.go({WayOn.SHEET: "recover", WayOn.COPY: "restore"}[WayOn(way)])

    def _begin_anew(self) -> None:
        saying = Saying(
            _("Start with nothing?"),
            (_("The plans that were here are not found."), _("If the file comes back later, ask a keeper to open it.")),
            (Way("back", _("Leave it"), "keyboard-return", primary=True), Way("anew", _("Start with nothing"), "file-plus-outline")),
            Tone.CAREFUL,
        )
        if self.shell.asking.ask(Question(saying, "back")) == "anew":
            self.shell.go("first_start", "anew")
        else:
            self._open()

    # The passphrase

    def _ask_passphrase(self) -> None:
        look = self.look
        self._phrase = HiddenField(look, _("Passphrase"), _("The words that were chosen for this computer."))
        self._phrase_button = Button(look, _("Open"), "lock-open-variant-outline", Kind.PRIMARY)
        self._phrase.box.returnPressed.connect(self._try_passphrase)
        self._phrase_button.clicked.connect(self._try_passphrase)
        title = _("Your plans are locked.")
        fields, button = HiddenFields(look, self._phrase), FlowRow(look, self._phrase_button)
        self.show_step(
            Words(title, "title"), fields, button, 16, self._other_ways(), 16, self._what_is_this(), focus=self._phrase.box, title=title
        )

    def _try_passphrase(self) -> None:
        if not self._phrase.typed or not self._phrase_button.isEnabled():
            return
        self._phrase_button.setEnabled(False)
        typed = self._phrase.typed
        self.shell.services.tasks.run(
            lambda _tell: begin_with_passphrase(self.shell.services, typed), on_done=self._opened, on_trouble=self._passphrase_not_taken
        )

    def _passphrase_not_taken(self, trouble: Trouble) -> None:
        if not isinstance(trouble.__cause__, PassphraseWrong):
            self._not_opened(trouble)
            return
        self._phrase_button.setEnabled(True)
        self._phrase.set_trouble(str(trouble))
        self._phrase.box.selectAll()
        self.turn_to(self._phrase.box)

    def _other_ways(self) -> QWidget:
        ways = [_way(way) for way in (WayOn.SHEET, WayOn.COPY)]
        buttons = [Button(self.look, way.words, way.icon) for way in ways]
        for button, way in zip(buttons, ways, strict=True):
            button.clicked.connect(lambda _checked=False, key=way.key: self._go_on_by(key))
        return FlowRow(self.look, *buttons, gap=12)

    def _what_is_this(self) -> QWidget:
        """The Easy Read pages hold nothing of anybody: whoever waits here can read them."""
        door = Button(self.look, _("What is this?"), "help-circle-outline")
        door.clicked.connect(lambda: self.shell.go("what_is_this"))
        return FlowRow(self.look, door)

    # Who unlocks

    def _look_at_door(self) -> Door:
        try:
            return look_at_door(self.shell.open_store)
        except Exception as error:
            return Door((), explain(error))

    def _show_door(self, door: Door) -> None:
        self._panel, self._cards = None, {one.person.id: self._card(one) for one in door.people}
        self._panel_place = Column(self.look)
        under_way = self.shell.open_store.sitting is not None
        title = _("Two Pens is locked. Your words are kept.") if under_way else _("Who opens Two Pens today?")
        line = Words(_("A member of staff can unlock it."), "quiet")
        cards = list(self._cards.values())
        row = FlowRow(self.look, *cards, gap=16, even=True)
        self.show_step(
            Words(title, "title"), line, row, self._panel_place, 24, self._what_is_this(), focus=next(iter(cards), None), title=title
        )
        if door.trouble is not None:
            self.say(door.trouble, _way(WayOn.SHEET), _way(WayOn.AGAIN), on_answer=self._mend_numbers)
        elif len(door.people) == 1:
            self._choose(door.people[0])

    def _mend_numbers(self, way: str) -> None:
        if way == WayOn.SHEET:
            self.shell.go("recover", "")
        else:
            self._show_door(self._look_at_door())

    def _card(self, one: AtTheDoor) -> PersonCard:
        person = one.person
        card = PersonCard(self.look, MarkStyle.of(person.mark, person.initials), person.name, (one.role,) if one.role else ())
        card.clicked.connect(lambda: self._choose(one))
        return card

    def _choose(self, one: AtTheDoor) -> None:
        for person, card in self._cards.items():
            card.setChecked(person == one.person.id)
        kind = NumberPanel if one.number else NewNumberPanel
        panel = self._panel = kind(self.look, one.person.known_as)
        panel.given.connect(lambda number: self._unlock(one, number))
        if isinstance(panel, NumberPanel):
            panel.forgotten.connect(lambda: self.shell.go("recover", one.person.id))
        self._panel_place.clear()
        self._panel_place.add(panel)
        self.turn_to(panel.field.box)

    def _unlock(self, one: AtTheDoor, number: str) -> None:
        store, panel = self.shell.open_store, self._panel
        unlock = store.unlock_as if one.number else lambda person, typed: unlock_with_new_number(store, person, typed)
        if panel is not None:
            panel.wait(True)
        self.shell.services.tasks.run(
            lambda _tell: unlock(one.person.id, number), on_done=self._unlocked, on_trouble=self._number_not_taken
        )

    def _number_not_taken(self, trouble: Trouble) -> None:
        if self._panel is not None:
            self._panel.wait(False)
            self._panel.say(trouble)

    # After unlocking

    def _unlocked(self, _who: "Person") -> None:
        store = self.shell.open_store
        store.after_sitting.catch_up()
        if store.left_open_waits():
            self._ask_about_left_open()
        else:
            self._go_back()

    def _ask_about_left_open(self) -> None:
        # not above: it brings the database, which the start has to do without
        from app.left_open import find_left_open
        from ui.pages.left_open import LeftOpenCard

        left = find_left_open(self.shell.open_store)
        assert left is not None, "it waits"
        card = LeftOpenCard(self.shell, left)
        card.answered.connect(lambda where: self._left_open_answered(left, where))
        self.show_step(card, focus=card.first)

    def _left_open_answered(self, left: "LeftOpen", where: str) -> None:
        """Goes on. Where neither was possible (a full disk) plans can still be read, and it is asked again after the next lock."""
        self.shell.open_store.put_off_left_open(left.sitting)
        self._go_back(where)

    def _go_back(self, where: str = "") -> None:
        page, about = (where, None) if where else self._back_to or ("today", None)
        self._back_to = None
        self.shell.go(page, about)
        if self.shell.open_store.plan is not None and not where:
            self.shell.asking.tell(Saying(_("Welcome back.")))


def _way(way: WayOn, primary: bool = False) -> Way:
    """A way on as a button."""
    words, icon = {
        WayOn.AGAIN: (_("Try again"), "refresh"),
        WayOn.PASSPHRASE: (_("Type the passphrase"), "form-textbox-password"),
        WayOn.SHEET: (_("I have the recovery sheet"), "file-key-outline"),
        WayOn.COPY: (_("Open a second copy"), "folder-open-outline"),
        WayOn.ANEW: (_("Start with nothing"), "file-plus-outline"),
    }[way]
    return Way(way, words, icon, primary)


def _warning(trouble: Trouble) -> Saying:
    """Something to know that keeps nobody out."""
    return Saying(trouble.title, tuple(filter(None, (trouble.sentence, trouble.kept, trouble.next_step))), tone=Tone.CAREFUL)
