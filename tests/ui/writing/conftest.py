"""What the tests of the editor get: a desk, and boxes on the screen that are cleared away again."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from tests.fakes import FakeClock
from tests.ui.pictures import settle
from tests.ui.writing.desk import SIDE, KnownPeople, TestDesk
from ui.look import Look
from ui.writing.clipboard import forget_words
from ui.writing.side_editor import SideEditor
from ui.writing.side_page import SidePage
from ui.writing.side_view import SideView

MakeEditor = Callable[..., SideEditor]
MakeView = Callable[..., SideView]


@pytest.fixture
def desk() -> TestDesk:
    """A desk with Sam's pen in hand."""
    return TestDesk()


class Screen:
    """A page that scrolls, with boxes one above the other."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.page = QWidget()
        self.column = QVBoxLayout(self.page)
        self.column.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.page)
        self.area.resize(640, 320)

    def show(self, box: SidePage) -> None:
        """Puts a box below the others."""
        self.column.insertWidget(self.column.count() - 1, box)
        self.area.show()
        settle(self.app)


@pytest.fixture
def screen(qapp: QApplication) -> Iterator[Screen]:
    """The page on which the boxes of a test stand."""
    own = Screen(qapp)
    yield own
    own.area.close()
    own.area.deleteLater()
    settle(qapp)
    qapp.clipboard().clear()
    forget_words()


@pytest.fixture
def make_editor(look: Look, desk: TestDesk, screen: Screen, clock: FakeClock) -> MakeEditor:
    """Makes editors on the desk's plan, shows them, and puts the keys into the newest."""

    def make(side: str = SIDE, owner: str = "", plan: str = "plan", at: TestDesk | None = None) -> SideEditor:
        sits = at or desk
        editor = SideEditor(look, sits.ports(), sits.document, side, plan, owner, clock=clock)
        screen.show(editor)
        screen.area.activateWindow()
        editor.setFocus()
        settle(screen.app)
        return editor

    return make


@pytest.fixture
def editor(make_editor: MakeEditor) -> SideEditor:
    """An empty editor on *together*."""
    return make_editor()


@pytest.fixture
def make_view(look: Look, desk: TestDesk, screen: Screen) -> MakeView:
    """Makes views for reading and shows them."""

    def make(side: str = SIDE, owner: str = "") -> SideView:
        view = SideView(look, KnownPeople(), desk.document, side, owner)
        screen.show(view)
        return view

    return make
