"""What is offered after some answers: whom to ask after "I could not say no", and the page itself where own words may be missing."""

from app.language import _
from app.reflection import MY_WORDS, NO, SAY_NO, YES
from ui.pages.help import help_now_lines
from ui.shell import Shell
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow


class Offers(Column):
    """Empty until an answer calls for something. It tells nobody, and says so."""

    def __init__(self, shell: Shell, question_id: str) -> None:
        super().__init__(shell.look, gap=12)
        self._shell, self._question = shell, question_id
        self._shown = ""

    def follow(self, choice: str) -> None:
        """Offers what goes with that answer. The same one twice changes nothing: somebody may be reading it."""
        if choice == self._shown:
            return
        self._shown = choice
        self.clear()
        if self._question == SAY_NO and choice == NO:
            self._offer_whom_to_ask()
        elif self._question == MY_WORDS and choice not in ("", YES):
            self._offer_the_page()

    # Insides

    def _offer_whom_to_ask(self) -> None:
        look = self._shell.look
        self.who = Button(look, _("Who to ask"), "account-question-outline")
        self.lines = Column(look, gap=4)
        self.add(Card(look, Words(_("Thank you for saying so. This answer tells nobody.")), FlowRow(look, self.who), self.lines, gap=10))
        self.who.clicked.connect(self._show_whom_to_ask)

    def _show_whom_to_ask(self) -> None:
        self.lines.clear()
        sentences = (
            _("You can ask for an advocate."),
            _("An advocate is a person who helps you say what you want."),
            _("You can ask staff for your rights in easy words."),
            _("You can complain. To complain means to say that something was not right."),
            _("Do you need somebody now?"),
            *help_now_lines(self._shell.services.settings),
        )
        self.lines.add(*map(Words, sentences))

    def _offer_the_page(self) -> None:
        look = self._shell.look
        if self._shell.open_store.plan is None:
            self.add(Card(look, Words(_("You can open the plan from Today, and put your words in."))))
            return
        self.open_page = Button(look, _("Open the page"), "file-document-edit-outline")
        self.open_page.clicked.connect(lambda: self._shell.go("desk"))
        self.add(Card(look, Words(_("You can look at the page, and put your words in.")), FlowRow(look, self.open_page), gap=10))
