"""Seeing where a page wants to go, without going there: the page that is asked for may need more than the test has."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.ui.rooms import Room


@contextmanager
def went_to(room: Room) -> Iterator[list[tuple[str, object]]]:
    """The pages that were asked for, and what each was to show. The first page of the test is gone to all the same."""
    gone: list[tuple[str, object]] = []

    def note(page: str, about: object) -> None:
        gone.append((page, about))

    shell = room.shell
    shell.go_requested.disconnect(room.window.go)
    shell.go_requested.connect(note)
    try:
        yield gone
    finally:
        shell.go_requested.disconnect(note)
        shell.go_requested.connect(room.window.go)
