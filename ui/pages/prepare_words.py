"""What the page *Prepare* says again and again: whose page it is, who can see it, and how to get help now."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.here import Here
from app.language import _
from ui.look import Look
from ui.pages.spread import Spread
from ui.painting import MarkStyle
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.icon_view import IconView
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind


def whose_page(look: Look, here: Here) -> QWidget:
    """The mark of the person, and that this page is theirs."""
    title = Words(_("{name}, this page is yours.").format(name=here.known_as), "title")
    return Row(look, MarkView(look, MarkStyle.of(here.mark, here.initials), here.known_as, 56), (title, 1), gap=16)


def who_sees(look: Look, here: Here, get_help: Callable[[], object]) -> QWidget:
    """Who can see this page, and that nobody comes because of what stands on it. Who is staff or family is not told that they cannot."""
    alone = (
        _("Only you can open this page. Staff and family cannot.")
        if here.is_patient
        else _("Only you can open this page. Nobody else can.")
    )
    help_now = Button(look, _("Get help now"), "phone-in-talk-outline", Kind.HELP)
    help_now.clicked.connect(get_help)
    sees = Row(look, IconView(look, "eye-off-outline", 28, "good"), (Words(alone, "bold"), 1))
    comes = Words(_("Nobody sees this page, so it cannot call for help. If you need help, press Get help now."))
    return Card(look, Spread(look, Column(look, sees, comes, gap=6), help_now, gap=16), margins=(16, 12, 16, 12))


def not_now(look: Look) -> Button:
    """The button of whoever does not want to prepare. Nobody asks why."""
    return Button(look, _("I do not want to prepare"), "hand-wave-outline")
