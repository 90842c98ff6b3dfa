"""What every page is given: the look, the services, the one door for asking, and the way to other pages."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import explain
from app.services import Services
from ui.asking import Asking
from ui.bridge import Bridge
from ui.look import Look
from ui.widgets.strips import Strip, Way

if TYPE_CHECKING:
    from app.open_store import OpenStore
    from ui.desk.begun import Begun


class Shell(QObject):
    """The room that all pages share. A page never reaches for another: it asks to `go` somewhere, by name."""

    go_requested = Signal(str, object)
    back_requested = Signal()
    lock_requested = Signal()
    end_requested = Signal()
    help_now_requested = Signal()
    store_opened = Signal(object)
    identity_changed = Signal()

    asking: Asking  # the window's: it gives it when it is built

    def __init__(self, look: Look, services: Services, bridge: Bridge) -> None:
        super().__init__()
        self.look, self.services, self.bridge = look, services, bridge
        self._open_store: OpenStore | None = None
        self.begun: Begun | None = None  # in the plan on the table, on whichever page: see ui.desk.begun

    @property
    def open_store(self) -> "OpenStore":
        """The open store. Raises LookupError before there is one: only the pages of the start are shown then."""
        if self._open_store is None:
            raise LookupError("the store is not open yet")
        return self._open_store

    @property
    def has_store(self) -> bool:
        """Whether the store is open."""
        return self._open_store is not None

    def take_store(self, open_store: "OpenStore | None") -> None:
        """Takes the store that was opened, or lets it go."""
        self._open_store = open_store
        if open_store is not None:
            open_store.plan_opened.connect(self._table_changed)
        self.store_opened.emit(open_store)

    def _table_changed(self, _plan: object) -> None:
        """Nothing that was begun in one plan is kept past it."""
        self.begun = None

    def go(self, page: str, about: object = None) -> None:
        """Asks for a page, by its name; `about` is what that page is to show."""
        self.go_requested.emit(page, about)

    def go_back(self) -> None:
        """Asks for the page that was shown before this one."""
        self.back_requested.emit()

    def trouble(self, error: BaseException, *ways: Way, on_answer: Callable[[str], object] | None = None) -> Strip | None:
        """Tells of an error in plain words, on the page that is shown."""
        return self.asking.trouble(explain(error), *ways, on_answer=on_answer)
