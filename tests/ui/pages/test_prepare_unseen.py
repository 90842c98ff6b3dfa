"""A private page that was not shared is nowhere: not on a page, in a copy, in search, in the record, nor in a file in clear.

And two stores, one with a private page and one where nobody prepared, show staff the same, word by word and byte by byte.
"""

import io
import logging
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QLineEdit

from app.access.key_store import KeyStore
from app.cli import run
from app.looking import find_words
from app.word.blocks import CopyKind
from app.word.export import export_plan
from models.drafts import draft_of
from models.record import rows_of
from models.text.document import PlanDocument
from tests.fakes import FakeClock, MemoryKeyring
from tests.journeys.eyes import everywhere, in_windows
from tests.ui.pages.preparing import CANARY, NUMBER, WRONG, give_number, lay_meeting, open_page, start_page
from tests.ui.rooms import Room, open_room, room_at_start
from ui.pages.prepare import PreparePage
from ui.window import PAGES

PIN = "246810"
PUBLIC = "Everybody may read this"
BEFORE_THE_LOCK = ("first_start", "unlock", "recover", "restore")
IN_A_SITTING = tuple(page for page in PAGES if page not in (*BEFORE_THE_LOCK, "next_plan"))


# ---- the canary


@pytest.fixture
def written(room: Room, caplog: pytest.LogCaptureFixture) -> Iterator[Room]:
    """Sam wrote the canary on a private page, everybody can read another sentence in the plan, and Jo holds the pen now."""
    caplog.set_level(logging.DEBUG)
    lay_meeting(room)
    plan = room.store.plan
    assert plan is not None
    plan.desk.take_up(plan.desk.pens.own(room.sam.id))
    plan.desk.write("mm_who/patient", 0, 0, PUBLIC)
    start_page(room)
    room.type_into("Thing 1", CANARY)
    room.press("More choices")
    room.press("Something else")
    room.type_into("In my own words", CANARY)
    room.press("Close my page")
    plan.desk.take_up(plan.desk.pens.own(room.jo.id))
    yield room
    assert CANARY not in caplog.text


def test_it_is_on_no_page_shown_or_spoken(written: Room) -> None:
    seen = set()
    for page in IN_A_SITTING:
        written.go(page, "mm_who" if page == "desk" else None)
        said = [words for _kind, words in everywhere()]
        assert not [words for words in said if CANARY in words], page
        seen |= {page for words in said if PUBLIC in words}
    assert "desk" in seen, "the walk saw nothing: it proved little"


def test_words_that_stay_on_a_page_that_was_left_are_found(written: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: leaving the page forgets nothing."""
    monkeypatch.setattr(PreparePage, "leave", lambda page: None)
    open_page(written)
    written.go("desk")
    assert [kind for kind, words in everywhere() if CANARY in words]


def test_the_page_of_who_comes_next_does_not_have_it(written: Room) -> None:
    """Jo and Mum open pages of their own beside the same plan."""
    for who in ("Jo", "Mum"):
        start_page(written, who)
        assert not [words for _kind, words in everywhere() if CANARY in words]


def test_it_is_in_no_search_no_record_and_no_history(written: Room) -> None:
    plan = written.store.plan
    assert plan is not None
    assert find_words(plan.document, plan.form, PUBLIC)
    assert not find_words(plan.document, plan.form, CANARY)
    assert written.store.keeping.flush()
    with written.store.store.reading() as session:
        blobs = [row.update.blob for row in rows_of(session, plan.plan.id)]
    assert any(PUBLIC.encode() in blob for blob in blobs)
    assert not any(CANARY.encode() in blob for blob in blobs)
    document = PlanDocument(blobs)
    assert not any(CANARY in document.side(side).text for side in document.written_sides())


@pytest.mark.parametrize("kind", list(CopyKind))
def test_it_is_in_no_copy(written: Room, tmp_path: Path, kind: CopyKind) -> None:
    plan = written.store.plan
    assert plan is not None
    file = tmp_path / "copy.docx"
    export_plan(written.store, plan.plan, kind, file)
    text = _unzipped(file)
    assert PUBLIC.encode() in text
    assert CANARY.encode() not in text


def test_it_is_in_no_file_of_the_profile_nor_of_a_second_copy(written: Room, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    assert written.store.keeping.flush()
    written.store.in_hand.keep_copy(folder)
    files = [path for place in (written.services.profile.folder, folder) for path in place.rglob("*") if path.is_file()]
    assert len(files) > 4
    for path in files:
        whole = path.read_bytes()
        for words in (CANARY, CANARY[:14], NUMBER):
            assert words.encode() not in whole, path.name
            assert words.encode("utf-16-le") not in whole, path.name


def _unzipped(file: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(file) as zipped:
        return b"\n".join(zipped.read(name) for name in zipped.namelist())


# ---- two stores


class Twin(NamedTuple):
    """All that staff see of a store."""

    pages: list[tuple[str, str, str]]
    copies: list[bytes]
    rows: list[tuple[int, int]]
    verified: str
    second_copy: list[tuple[str, int]]


def test_a_store_with_a_private_page_looks_like_one_without(tmp_path: Path, look: object) -> None:
    profile, ring = _base(tmp_path / "base")
    private = _twin(tmp_path / "private", profile, ring, CANARY)
    assert len(private.pages) > 400, "hardly anything was seen"
    for name, wrote in (("empty", ""), ("declined", None)):
        other = _twin(tmp_path / name, profile, ring, wrote)
        for seen in Twin._fields:
            assert getattr(private, seen) == getattr(other, seen), f"{name}: {seen}"


def _base(folder: Path) -> tuple[Path, MemoryKeyring]:
    """A store in which a sitting about Sam waits, with a meeting's plan in which somebody wrote."""
    room = open_room(folder, pin=PIN)
    lay_meeting(room)
    plan = room.store.plan
    assert plan is not None
    plan.desk.take_up(plan.desk.pens.own(room.sam.id))
    plan.desk.write("mm_who/patient", 0, 0, PUBLIC)
    profile, ring = room.services.profile.folder, room.ring
    room.close()
    return profile, ring


def _twin(folder: Path, profile: Path, ring: MemoryKeyring, wrote: str | None) -> Twin:
    """The same store once more: Sam writes a private page in it, leaves it empty, or (None) wants none. Then Jo looks at everything."""
    shutil.copytree(profile, folder / "Two Pens")
    own_ring = MemoryKeyring()
    own_ring.secrets = deepcopy(ring.secrets)
    room = room_at_start(folder, ring=own_ring, clock=FakeClock())
    try:
        _unlock(room)
        if wrote is not None:
            start_page(room)
            room.type_into("Thing 1", wrote)
            room.press("Close my page")
        else:
            room.go("prepare")
            room.press("Sam")
            room.press("I do not want to prepare")
        room.window.lock()
        room.shell.asking.forget()
        room.store.unlock_as(_jo(room), PIN)
        room.window.page.strips.clear()
        return Twin(_all_pages(room), _both_copies(room, folder), _rows(room), *_outside(room, folder))
    finally:
        room.close()


def _unlock(room: Room) -> None:
    """Jo goes on with the sitting that waits."""
    room.shell.take_store(room.services.open_with_keyring())
    room.store.unlock_as(_jo(room), PIN)
    left = room.store.left_open()
    assert left is not None
    sitting = room.store.go_on_with(left)
    room.store.open_plan(room.store.plans_to_carry_on()[0].plan)
    assert {here.role.id for here in sitting.people} == {"patient", "nurse", "mother"}
    room.go("desk")


def _jo(room: Room) -> str:
    return next(person.id for person in room.store.staff())


def _all_pages(room: Room) -> list[tuple[str, str, str]]:
    """Every page with all that its pieces say; of *Prepare* also what a wrong number is answered."""
    seen = []
    for page in IN_A_SITTING:
        room.go(page)
        seen += [(page, kind, words) for kind, words in in_windows()]
    room.go("prepare")
    for _try in range(6):
        if not room.window.findChildren(QLineEdit):
            room.press("Sam")
        seen += [("gate", kind, words) for kind, words in in_windows()]
        if "I have a number" in room.names():
            room.press("I have a number")
        if "Your number, Sam" in room.words():
            room.type_into("Your number, Sam", WRONG)
            room.press("Open my page")
            room.wait_until(lambda: not room.find(QLineEdit, "Your number, Sam").isReadOnly())
        else:
            give_number(room, "Sam", WRONG)
    seen += [("gate", kind, words) for kind, words in in_windows()]
    return seen


def _both_copies(room: Room, folder: Path) -> list[bytes]:
    plan = room.store.plan
    assert plan is not None
    out = []
    for kind in CopyKind:
        file = folder / f"{kind.value}.docx"
        export_plan(room.store, plan.plan, kind, file)
        out.append(file.read_bytes())
    return out


def _rows(room: Room) -> list[tuple[int, int]]:
    """How the rows of drafts look to whoever has the key of the store."""
    plan, sitting = room.store.plan, room.store.sitting
    assert plan is not None
    assert sitting is not None
    with room.store.store.reading() as session:
        kept = [draft_of(session, here.person, plan.plan.id) for here in sitting.people]
    return [(len(one.sealed), len(one.lock)) for one in kept if one is not None]


def _outside(room: Room, folder: Path) -> tuple[str, list[tuple[str, int]]]:
    """What the command verify says, and how a second copy looks in its folder."""
    copies = folder / "copies"
    copies.mkdir()
    room.store.in_hand.keep_copy(copies)
    look = sorted((path.name, path.stat().st_size) for path in copies.rglob("*.store"))
    room.store.close_plan()
    profile, ring = room.services.profile.folder, room.ring
    room.store.close()
    room.shell.take_store(None)
    room.services.one_writer.release()
    said = io.StringIO()
    with redirect_stdout(said):
        run(["verify", "--profile", str(profile)], lambda _question: "", KeyStore(ring), FakeClock())
    return said.getvalue(), look
