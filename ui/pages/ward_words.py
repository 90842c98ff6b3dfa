"""The ward's word list: the words that people here said plainly can be seen, changed and taken out; those of Two Pens can be seen.

Nobody's name stands on it: a word may have been said in somebody's own sitting.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.errors import Trouble
from app.forms import words as shipped_words
from app.language import _
from app.ward_words import say_plainly, take_out, words_said_here
from models.ward_words import SaidPlainly
from ui.asking import Question
from ui.desk.plain_word import WordCard, word_kept
from ui.pages.attempting import attempt
from ui.pages.forgetful import ForgetfulPage
from ui.pages.reading_order import order_tabs
from ui.pages.spread import Spread
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Tone, Way

KEEP, OUT = "keep", "out"


class WardWordsPage(ForgetfulPage):
    """One card for each word of this ward. What was half typed goes with the sitting."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = shell.look
        self._changing: str | None = None  # the word that is being changed; "" for a new one
        self._all_shown = False
        self._middle = Column(look, gap=12, margins=(32, 16, 32, 16))
        self._back = Button(look, _("Go back"), "keyboard-return", short=_("Back"))
        self._add = Button(look, _("Add a word"), "plus", Kind.PRIMARY)
        self.lay_out(self._middle, Foot(look, [self._back], "", [self._add]))
        self._back.clicked.connect(shell.go_back)
        self._add.clicked.connect(lambda: self._change(""))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, activated=self._leave_or_go_back)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows the list as it is now."""
        self._show()

    def leave(self) -> None:
        self._middle.clear()

    def forget(self) -> None:
        """Nothing that was half typed stays."""
        self._changing, self._all_shown = None, False
        self._middle.clear()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Enter"), _("Press the button where the ring is")),
            (_("Escape"), _("Go back")),
        )

    def first_focus(self) -> QWidget | None:
        return self._add

    # What is shown

    def _show(self) -> None:
        self._middle.clear()
        said = words_said_here(self.shell.open_store.store)
        nothing = [] if said else [Words(_("Nobody has said a word plainly here yet. On the desk, choose a word and press F4."), "quiet")]
        note = Words(_("Hard words that people here said in plain words. They are explained wherever they stand."), "quiet")
        self._middle.add(Words(_("Hard words in plain words"), "title"), note, *nothing)
        if self._changing == "":
            self._middle.add(self._card_to_write(""))
        self._middle.add(*(self._card_to_write(one.word) if one.word == self._changing else self._card(one) for one in said))
        self._middle.add(8, *self._ours(), None)
        self._add.setEnabled(self._changing is None)
        order_tabs(self)

    def _card(self, said: SaidPlainly) -> QWidget:
        look = self.look
        change, out = Button(look, _("Change"), "pencil-outline"), Button(look, _("Take out"), "close")
        change.setAccessibleName(_("Change what “{word}” means").format(word=said.word))
        out.setAccessibleName(_("Take “{word}” out of the list").format(word=said.word))
        change.clicked.connect(lambda: self._change(said.word))
        out.clicked.connect(lambda: self._take_out(said.word))
        words = Column(look, Words(said.word, "bold"), Words(said.explanation), gap=2)
        return Card(look, Spread(look, words, FlowRow(look, change, out, gap=12)))

    def _card_to_write(self, word: str) -> WordCard:
        self._card_open = WordCard(self.shell, word)
        self._card_open.given.connect(lambda said, meaning: self._keep(said, meaning, word))
        self._card_open.left.connect(lambda: self._change(None))
        return self._card_open

    def _ours(self) -> list[QWidget]:
        """The words that come with Two Pens, shown when somebody asks for them."""
        if not self._all_shown:
            show = Button(self.look, _("Show the words that came with Two Pens"), "chevron-down", icon_after=True)
            show.clicked.connect(self._show_ours)
            return [FlowRow(self.look, show)]
        lines = [Column(self.look, Words(one.word, "bold"), Words(one.explanation), gap=0) for one in shipped_words()]
        return [Words(_("Words that came with Two Pens"), "question"), *lines]

    # What is pressed

    def _show_ours(self) -> None:
        self._all_shown = True
        self._show()
        self._add.setFocus()

    def _change(self, word: str | None) -> None:
        """Opens the fields of a word, of a new one with "", or closes them with None."""
        self._changing = word
        self._show()
        (self._add if word is None else self._card_open.first).setFocus()

    def _keep(self, word: str, meaning: str, before: str) -> None:
        store = self.shell.open_store
        try:
            said = say_plainly(store.store, store.clock, word, meaning, by=self._who(), instead_of=before)
        except Trouble as trouble:
            self.shell.asking.trouble(trouble)
            return
        self._change(None)
        self.shell.asking.tell(word_kept(said))

    def _take_out(self, word: str) -> None:
        ways = (Way(KEEP, _("Leave it in the list"), "close", primary=True), Way(OUT, _("Take it out"), "delete-outline"))
        saying = Saying(
            _("Take “{word}” out of the list?").format(word=word), (_("It is explained nowhere then. Plans stay as they are."),), ways
        )
        if self.shell.asking.ask(Question(saying, KEEP)) == OUT and attempt(
            self.shell, lambda: take_out(self.shell.open_store.store, word)
        ):
            self._change(None)
            self.shell.asking.tell(Saying(_("The word is out of the list."), tone=Tone.GOOD))

    def _leave_or_go_back(self) -> None:
        if self._changing is None:
            self.shell.go_back()
        else:
            self._change(None)

    def _who(self) -> str:
        """Who says it: whoever holds the pen, else whoever unlocked."""
        store = self.shell.open_store
        pen = store.plan.desk.pen if store.plan is not None else None
        if pen is not None:
            return pen.voice.people[0] if len(pen.voice.people) == 1 else pen.hands
        return store.unlocked_by.id if store.unlocked_by else ""
