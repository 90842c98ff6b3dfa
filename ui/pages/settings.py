"""Settings: how it looks, how it writes and locks, the words of this ward, and where second copies go. Each is applied and kept at once.

Only what something reads is offered: a setting that does nothing would be a promise that is not kept.
"""

from PySide6.QtWidgets import QWidget

from app.after_questions import shipped_ladder
from app.errors import Trouble
from app.language import _, languages, ngettext
from app.settings import (
    ADVOCATE_WORDS,
    HELP_NOW_TEXT,
    KEEPER_WORDS,
    LADDER,
    LANGUAGE,
    LOCK_AFTER_MINUTES,
    MAIN_WORKER_TITLE,
    MARKS_SHOWN,
    MEETING_NAME,
    PEN_REST_MINUTES,
    REDUCED_MOTION,
    TEXT_SIZE,
    THEME,
    URGENT_PHONE,
    WARD_NAME,
    Change,
)
from ui.pages.copy_folder import CopyFolder
from ui.pages.narrow import Narrow
from ui.pages.own_after_words import OwnAfterWords
from ui.pages.own_pages import OwnPages
from ui.pages.page import Page
from ui.pages.reading_order import order_tabs
from ui.pages.setting_rows import ChoiceSetting, LongTextSetting, PickSetting, SettingRow, TextSetting, TickSetting
from ui.pages.way_back import WayBack
from ui.shell import Shell
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.choices import Option
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying

LOCK_STEPS = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)
PEN_STEPS = (1, 2, 3, 5, 10, 15, 20, 30)


class SettingsPage(Page):
    """Everything that can be chosen on this computer."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._rows: list[SettingRow] = []
        self._copies = CopyFolder(shell)
        self._copies.trouble_met.connect(self._not_kept)
        self._copies.told.connect(shell.asking.tell)
        self._build()
        shell.services.settings.changed.connect(self._changed)
        order_tabs(self)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows where copies go now."""
        self._copies.show_folder()
        self._own_after.look_again()
        self._own_pages.show_pages()
        self._back.look_again()

    def leave(self) -> None:
        """What was typed and not left yet is kept too."""
        for row in self._rows:
            row.give_up_focus()
        self._copies.forget_visit()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one setting to the next")),
            (_("Space"), _("Choose")),
            (_("Ctrl and +"), _("Make words larger")),
            (_("Ctrl and -"), _("Make words smaller")),
            (_("Escape"), _("Go back")),
        )

    def first_focus(self) -> QWidget:
        return self._sizes.first

    # Building

    def _build(self) -> None:
        title = Words(_("Settings"), "title")
        parts = (self._looks(), self._writing(), self._locking(), self._ward(), self._after(), self._what_is_this(), self._second())
        self._back = WayBack(self.shell, self)
        self.lay_out(Narrow(self.look, title, *parts, widest=900), self._back)

    def _looks(self) -> Column:
        settings, look = self.shell.services.settings, self.look
        sizes = [Option(str(size), _("{n} %").format(n=size)) for size in TEXT_SIZE.allowed()]
        self._sizes = ChoiceSetting(look, settings, TEXT_SIZE, _("Text size"), sizes)
        return self._section(
            _("How it looks"),
            self._sizes,
            ChoiceSetting(look, settings, THEME, _("Colours"), _themes()),
            ChoiceSetting(look, settings, REDUCED_MOTION, _("Movement"), _motions()),
            *self._language(),
        )

    def _language(self) -> list[SettingRow]:
        """Nothing to choose while there is one language."""
        known = [Option(code, name) for code, name in languages().items()]
        return [ChoiceSetting(self.look, self.shell.services.settings, LANGUAGE, _("Language"), known)] if len(known) > 1 else []

    def _writing(self) -> Column:
        settings, look = self.shell.services.settings, self.look
        return self._section(
            _("Writing"),
            TickSetting(look, settings, MARKS_SHOWN, _("Show whose words are whose")),
            PickSetting(look, settings, PEN_REST_MINUTES, _("Ask again who is writing"), _after(PEN_STEPS, settings.get(PEN_REST_MINUTES))),
        )

    def _locking(self) -> Column:
        settings, look = self.shell.services.settings, self.look
        steps = _after(LOCK_STEPS, settings.get(LOCK_AFTER_MINUTES))
        return self._section(_("Locking"), PickSetting(look, settings, LOCK_AFTER_MINUTES, _("Lock by itself"), steps))

    def _ward(self) -> Column:
        settings, look = self.shell.services.settings, self.look
        words = Button(look, _("Hard words in plain words"), "information-outline")
        words.clicked.connect(lambda: self.shell.go("ward_words"))
        names = self._section(
            _("The words you use here"),
            TextSetting(look, settings, WARD_NAME, _("Name of the ward or service")),
            TextSetting(look, settings, MEETING_NAME, _("What meetings are called")),
            TextSetting(look, settings, MAIN_WORKER_TITLE, _("What a main worker is called")),
            LongTextSetting(look, settings, HELP_NOW_TEXT, _("Get help now")),
        )
        return Column(look, names, FlowRow(look, words))

    def _what_is_this(self) -> Column:
        """The names in the Easy Read pages, and pages of the service's own."""
        settings, look = self.shell.services.settings, self.look
        self._own_pages = OwnPages(self.shell)
        names = self._section(
            _("The pages of “What is this?”"),
            TextSetting(look, settings, ADVOCATE_WORDS, _("Advocate")),
            TextSetting(look, settings, URGENT_PHONE, _("Urgent number")),
            TextSetting(look, settings, KEEPER_WORDS, _("Whom to ask about Two Pens")),
        )
        return Column(look, names, Card(look, self._own_pages, margins=(20, 16, 20, 16)))

    def _after(self) -> Column:
        """Which ladder is shown, and whose words are used after a sitting."""
        settings, look = self.shell.services.settings, self.look
        ladders = [Option(ladder.id, ladder.name, "ladder") for ladder in map(shipped_ladder, LADDER.allowed())]
        section = self._section(_("After we met"), ChoiceSetting(look, settings, LADDER, _("The ladder"), ladders))
        self._own_after = OwnAfterWords(self.shell)
        section.add(Card(look, self._own_after, margins=(20, 16, 20, 16)))
        return section

    def _second(self) -> Column:
        return Column(self.look, Words(_("If this computer breaks"), "question"), Card(self.look, self._copies, margins=(20, 16, 20, 16)))

    def _section(self, heading: str, *rows: SettingRow) -> Column:
        self._rows += rows
        for row in rows:
            row.not_kept.connect(self._not_kept)
        return Column(self.look, Words(heading, "question"), Card(self.look, *rows, gap=20, margins=(20, 16, 20, 16)))

    # What happens

    def _not_kept(self, trouble: Trouble) -> None:
        self.shell.asking.trouble(trouble)

    def _changed(self, change: Change) -> None:
        if change.setting is WARD_NAME:
            self.shell.identity_changed.emit()
        elif change.setting is LANGUAGE:
            self.shell.asking.tell(Saying(_("Close Two Pens and open it again to see every page in this language.")))


def _themes() -> list[Option]:
    return [
        Option("system", _("As this computer"), "laptop"),
        Option("light", _("Light"), "white-balance-sunny"),
        Option("cream", _("Cream"), "book-open-page-variant-outline"),
        Option("dark", _("Dark"), "weather-night"),
        Option("high_contrast", _("High contrast"), "contrast-circle"),
    ]


def _motions() -> list[Option]:
    return [
        Option("system", _("As this computer")),
        Option("on", _("Things stand still")),
        Option("off", _("Things may move")),
    ]


def _after(steps: tuple[int, ...], chosen: int) -> list[Option]:
    """Minutes to pick from, and the one that is chosen where somebody wrote another into the file."""
    return [
        Option(str(step), ngettext("after {n} quiet minute", "after {n} quiet minutes", step).format(n=step))
        for step in sorted({*steps, chosen})
    ]
