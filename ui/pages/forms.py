"""Forms: which there are, what each asks in both wordings, and bringing in one from a file."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.asked_beforehand import can_be_prepared
from app.errors import Trouble
from app.form_shelf import add_form_file, forms_at_hand, versions_of, what_it_is_for
from app.forms import with_name
from app.language import _
from models.forms import Form, Section
from models.questions import Question
from ui.icons import picture_icon
from ui.pages.page import Page
from ui.pages.saving_paper import save_pack
from ui.pages.spread import Spread
from ui.pages.starting import NewPlan
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import PictureView
from ui.widgets.strips import Saying, Tone
from ui.widgets.waiting import Busy

FORM_FILES = "Two Pens (*.toml *.json)"


class FormsPage(Page):
    """The list of forms, or one of them to look through. Nothing can be changed here."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = shell.look
        self._middle = Column(look, gap=14, margins=(32, 16, 32, 16))
        self._busy = Busy(look, _("Reading the form…"), can_stop=False)
        self._back = Button(look, _("Today"), "home-outline")
        self._all = Button(look, _("All forms"), "chevron-left")
        self._add = Button(look, _("Bring in a form from a file"), "folder-open-outline", short=_("Bring in"))
        self.lay_out(Column(look, self._busy, (self._middle, 1)), Foot(look, [self._back, self._all], "", [self._add]))
        self._back.clicked.connect(lambda: shell.go("today"))
        self._all.clicked.connect(self._show_list)
        self._add.clicked.connect(self._choose_file)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows all forms; `about` may be a form to look through."""
        if isinstance(about, Form):
            self._show_form(about)
        else:
            self._show_list()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return ((_("Tab"), _("The next thing to press")), (_("Enter"), _("Press the button where the ring is")))

    # Insides

    def _show_list(self) -> None:
        look = self.look
        self._middle.clear()
        self._all.hide()
        hard_words = Button(look, _("Hard words in plain words"), "information-outline", short=_("Hard words"))
        hard_words.clicked.connect(lambda: self.shell.go("ward_words"))
        self._middle.add(Words(_("Forms"), "title"), Words(_("A form is the questions of a plan."), "quiet"), FlowRow(look, hard_words))
        for form in forms_at_hand(self.shell.open_store.store):
            press = Button(look, _("Look through it"), "eye-outline")
            press.setAccessibleName(_("Look through {form}").format(form=form.title))
            press.clicked.connect(lambda _checked=False, form=form: self._show_form(form))
            tools = FlowRow(look, press, *self._printing(form), self._write_button(form), gap=12, at_end=True)
            said = Column(look, Words(form.title, "bold"), Words(what_it_is_for(form)), Words(self._versions(form), "small"), gap=2)
            self._middle.add(Card(look, Spread(look, said, tools, gap=16)))
        self._middle.add(None)

    def _write_button(self, form: Form) -> Button:
        write = Button(self.look, _("Write with this form"), "pencil")
        write.setAccessibleName(_("Write with this form: {form}").format(form=form.title))
        write.clicked.connect(lambda: self.shell.go("start_plan", NewPlan(form.id)))
        return write

    def _printing(self, form: Form) -> list[Button]:
        """An empty paper to prepare on by hand, for a form that begins with questions for that."""
        if not can_be_prepared(form):
            return []
        button = Button(self.look, _("Print an empty one"), "printer-outline")
        button.setAccessibleName(_("Print an empty one: {form}").format(form=form.title))
        button.clicked.connect(lambda: save_pack(self.shell, form))
        return [button]

    def _versions(self, form: Form) -> str:
        asked = len(form.questions)
        known = versions_of(self.shell.open_store.store, form.id)
        earlier = _("Earlier versions: {versions}.").format(versions=", ".join(str(one.version) for one in known[1:])) if known[1:] else ""
        return " ".join(part for part in (_("Version {n}, {q} questions.").format(n=form.version, q=asked), earlier) if part)

    def _show_form(self, form: Form) -> None:
        self._middle.clear()
        self._all.show()
        self._middle.add(Words(form.title, "title"), Words(_("Staff see: {words}").format(words=form.professional_title), "small"))
        if form.before:
            self._middle.add(Words(form.before))
        if form.credit:
            self._middle.add(Words(form.credit, "quiet"))
        self._middle.add(FlowRow(self.look, self._write_button(form)))
        for section in form.sections:
            self._middle.add(self._section(form, section))
        self._middle.add(None)

    def _section(self, form: Form, section: Section) -> QWidget:
        look = self.look
        lines: list[QWidget] = [Words(section.title, "question")]
        lines += [Words(section.help, "quiet")] if section.help else []
        lines += [Words(_("This section is about safety. It can't be folded or left out."), "small")] if section.safety else []
        lines += [Words(_("The law names this section. It can't be left out."), "small")] if section.law else []
        return Column(look, *lines, *(self._question(form, question) for question in section.questions), gap=8)

    def _question(self, form: Form, question: Question) -> QWidget:
        look = self.look
        lines = [Words(_("{n}. {question}").format(n=form.number_of(question.id), question=question.wording), "bold")]
        lines += [Words(_("Staff see: {words}").format(words=question.professional_wording), "small")]
        lines += [Words(with_name(question.help, ""))] if question.help else []
        if question.choices:
            lines.append(Words(_("Choices: {words}").format(words=" · ".join(choice.words for choice in question.choices)), "small"))
        return Card(look, Row(look, PictureView(look, picture_icon(question.picture), 44), (Column(look, *lines, gap=2), 1), gap=14))

    def _choose_file(self) -> None:
        path = self.shell.asking.ask_for_file(_("Which form?"), Path.home(), FORM_FILES)
        if path is None:
            return
        store = self.shell.open_store.store
        self._busy.begin()
        self.shell.services.tasks.run(lambda tell: add_form_file(store, path), on_done=self._brought_in, on_trouble=self._not_brought_in)

    def _brought_in(self, form: Form) -> None:
        self._busy.end()
        self._show_form(form)
        self.shell.asking.tell(Saying(_("The form is here. New plans can use it."), tone=Tone.GOOD))

    def _not_brought_in(self, trouble: Trouble) -> None:
        self._busy.end()
        self.shell.asking.trouble(trouble)
