"""Pages that keep nothing of one sitting in the next: one sitting, one patient, no trace of another."""

from typing import TYPE_CHECKING

from ui.pages.page import Page
from ui.shell import Shell

if TYPE_CHECKING:
    from app.open_store import OpenStore


class ForgetfulPage(Page):
    """A page whose `forget` is called when a sitting begins or ends, and when another store is opened; shown or not."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        shell.store_opened.connect(self._follow)
        if shell.has_store:
            shell.open_store.sitting_changed.connect(self._sitting_changed)

    def forget(self) -> None:
        """Empties the page: no name and no word of anybody stays in it."""
        raise NotImplementedError

    def _follow(self, store: "OpenStore | None") -> None:
        if store is not None:
            store.sitting_changed.connect(self._sitting_changed)
        self.forget()

    def _sitting_changed(self, _sitting: object) -> None:
        self.forget()
