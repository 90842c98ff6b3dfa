"""The guarded door: what is written is the pen's in hand, or it is not kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from models.text import engine
from models.text.document import PlanDocument
from models.text.engine import NOBODY, STROKE, TEXT, Engine, EngineBroken, EngineFault, Update, peers_of
from models.text.pens import Pen
from models.text.side import Side
from models.text.writing import write
from tests.models.text.pages import HERE, JO, SAM, Page

IN_THE_ENGINE = TEXT + HERE.replace("/", STROKE)


def test_an_update_holds_its_own_pens_operations_only() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.type(JO, " first")
    assert [len(peers_of(blob)) for blob in page.blobs] == [1, 1]
    assert [page.pen_of(peers_of(blob)[0][0]) for blob in page.blobs] == [SAM, JO]


def test_between_edits_nobody_holds_the_pen() -> None:
    page = Page()
    page.type(SAM, "Garden")
    assert page.engine._doc.peer_id == NOBODY


def test_an_operation_that_was_left_behind_is_refused() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.engine._doc.get_text(IN_THE_ENGINE).insert(0, "stray")
    with pytest.raises(EngineFault):
        page.type(SAM, " first")
    with pytest.raises(EngineFault):
        page.receive(Page().engine.snapshot())
    assert len(page.rows) == 1


def test_operations_of_another_pen_inside_the_door_are_not_kept() -> None:
    page = Page()
    with pytest.raises(EngineFault):
        _write_as_two_pens(page)
    assert page.rows == []


def _write_as_two_pens(page: PlanDocument) -> None:
    with page.as_pen(SAM) as (door, _):
        door.put(HERE, 0, "Garden")
        page.engine._doc.commit()
        page.engine._doc.peer_id = 4711
        page.engine._doc.get_text(IN_THE_ENGINE).insert(0, "not Sam's")


def test_operations_that_the_door_was_not_told_of_are_not_kept() -> None:
    page = Page()
    with pytest.raises(EngineFault):
        _write(page, SAM, lambda: page.engine.insert(TEXT + HERE, 0, "more"))
    assert page.rows == []


def _write(page: PlanDocument, pen: Pen, meanwhile: Callable[[], object]) -> None:
    with page.as_pen(pen) as (door, _):
        door.put(HERE, 0, "half a sen")
        meanwhile()


def test_nothing_is_kept_when_something_goes_wrong_inside_the_door() -> None:
    page = Page()
    page.type(SAM, "Garden")
    with pytest.raises(EngineBroken):
        _write(page, JO, lambda: 1 // 0)
    assert len(page.rows) == 1
    assert_broken(page)
    assert PlanDocument(page.blobs).side(HERE).text == "Garden"


def assert_broken(page: Page) -> None:
    """Nobody writes in it, nothing is taken in, and no snapshot is made of it; what is on the page can still be read."""
    rows = len(page.rows)
    for act in (lambda: page.type(JO, "more"), lambda: page.receive(Page().engine.snapshot()), page.engine.snapshot):
        with pytest.raises(EngineBroken):
            act()
    assert (len(page.rows), page.text[:6]) == (rows, "Garden")


def fails_once(patch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    """The next call goes wrong, and none after it."""
    right = getattr(owner, name)

    def wrong(*_given: object, **_named: object) -> object:
        patch.setattr(owner, name, right)
        raise LookupError(name)

    patch.setattr(owner, name, wrong)


@pytest.mark.parametrize(
    ("owner", "name", "left"),
    [
        (Engine, "set", "Garden"),
        (engine, "_checked", "Garden"),
        (Side, "put_text", "Garden first"),
        (Page, "_settle", "Garden first"),
        (Side, "take_ops", "Garden first"),
    ],
)
def test_whatever_goes_wrong_once_and_wherever_every_row_that_is_kept_can_be_read(
    owner: object, name: str, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page()
    page.type(SAM, "Garden")
    fails_once(monkeypatch, owner, name)

    with pytest.raises(EngineBroken):
        write(page, SAM, HERE, 6, 0, " first", pasted="")

    assert_broken(page)
    assert PlanDocument(page.blobs).side(HERE).text == left


def test_words_that_nobody_keeps_are_followed_by_none() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.keep = lambda committed: [][0]
    with pytest.raises(EngineBroken):
        page.type(SAM, " first")

    assert_broken(page)
    assert PlanDocument(page.blobs).side(HERE).text == "Garden"


def test_a_view_that_missed_a_step_is_written_in_no_more_and_the_step_is_kept() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.watch_side(HERE, lambda ops: [][0])

    with pytest.raises(EngineBroken):
        page.type(SAM, " first")

    assert_broken(page)
    assert PlanDocument(page.blobs).side(HERE).text == "Garden first"


def test_who_only_hears_which_places_changed_and_fails_stops_nobody() -> None:
    page = Page()
    page.side(HERE)
    stop = page.watch_places(lambda places: [][0])
    with pytest.raises(IndexError):
        page.type(SAM, "Garden")
    stop()

    page.type(SAM, " first")
    assert (page.text, PlanDocument(page.blobs).side(HERE).text) == ("Garden first", "Garden first")


def test_what_is_refused_before_anything_was_written_breaks_nothing() -> None:
    page = Page()
    page.type(SAM, "Garden")
    with pytest.raises(ZeroDivisionError):
        _open_the_door(page, lambda: 1 // 0)
    with pytest.raises(EngineFault):
        page.receive(b"no update")

    page.type(SAM, " first")
    assert PlanDocument([page.engine.snapshot()]).side(HERE).text == "Garden first"


def _open_the_door(page: PlanDocument, meanwhile: Callable[[], object]) -> None:
    with page.as_pen(SAM):
        meanwhile()


def test_what_came_and_could_not_be_shown_breaks_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page, other = Page(), Page()
    page.type(SAM, "Garden")
    other.type(JO, "first")
    fails_once(monkeypatch, Side, "put_text")

    with pytest.raises(EngineBroken):
        page.receive(other.blobs[0])

    assert_broken(page)


def test_no_snapshot_is_made_of_what_was_left_behind() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.engine._doc.get_text(IN_THE_ENGINE).insert(0, "stray")
    with pytest.raises(EngineFault):
        page.engine.snapshot()


def test_one_door_at_a_time() -> None:
    page = Page()
    with pytest.raises(EngineFault):
        _write(page, SAM, lambda: page.type(JO, "first"))
    assert page.rows == []


def test_what_is_shown_was_kept_first() -> None:
    kept: list[str] = []
    page = PlanDocument(keep=lambda committed: kept.append("kept"))
    page.side(HERE)
    page.watch_side(HERE, lambda ops: kept.append("shown"))
    write(page, SAM, HERE, 0, 0, "Garden")
    assert kept == ["kept", "shown"]


def test_every_start_writes_under_a_peer_that_was_never_used() -> None:
    page = Page()
    page.type(SAM, "Garden")
    again = Page(*page.blobs)
    again.type(SAM, " first")
    assert peers_of(page.blobs[0])[0][0] != peers_of(again.blobs[0])[0][0]
    assert again.reads() == ["Garden first: sam"]


def test_two_pens_with_one_door_each_have_a_peer_of_their_own() -> None:
    page = Page()
    page.type(SAM, "a")
    page.type(Pen("other", SAM.voice, "sam", way="talking aid", sitting="monday"), "b")
    assert page.reads() == ["a: sam", "b: sam"]
    assert page.side(HERE).runs()[1].look.way == "talking aid"


def test_rows_that_do_not_fit_together_are_refused() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.type(SAM, " first")
    with pytest.raises(EngineFault):
        PlanDocument(page.blobs[1:])


@pytest.mark.parametrize("blob", [b"", b"no update", bytes(200), b"loro" + bytes(60)])
def test_bytes_that_are_no_update_are_refused(blob: bytes) -> None:
    with pytest.raises(EngineFault):
        PlanDocument().receive(blob)
    with pytest.raises(EngineFault):
        PlanDocument([blob])


# ---- the door left open: the tests above have to notice


@contextmanager
def left_open(self: Engine, peer: int, at_ms: int) -> Iterator[list[Update]]:
    """A door that asks nobody: whatever was written goes as this pen's."""
    self._doc.peer_id = peer
    updates: list[Update] = []
    yield updates
    self._doc.commit()
    self._doc.peer_id = NOBODY
    own = [(first, end) for blob in self._written for writer, first, end in peers_of(blob) if writer == peer]
    updates.extend(Update(peer, first, end, at_ms, blob) for (first, end), blob in zip(own, self._written, strict=False))
    self._written = []


@pytest.mark.parametrize(
    "guarded", [test_an_operation_that_was_left_behind_is_refused, test_operations_of_another_pen_inside_the_door_are_not_kept]
)
def test_an_open_door_would_be_noticed_by(guarded: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "as_peer", left_open)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        guarded()  # type: ignore[operator]
