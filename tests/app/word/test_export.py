"""Saving a copy: the file, the lines in the log, the list of copies, and what happens when the world is in the way."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Trouble
from app.files import _PART
from app.language import _
from app.plans import start_plan
from app.word.blocks import CopyKind
from app.word.export import copy_of, default_file_name, export_plan
from models.access_log import access_lines
from models.copies import copies_of, file_name_hash
from models.plans import Plan
from tests.app.open_ward import OpenWard, open_ward, write_in_a_plan
from tests.app.word.invariants import WordFile, faults
from tests.app.word.plans import everything

CLEAN, WHO = CopyKind.CLEAN, CopyKind.WHO_WROTE_WHAT


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    """A ward with a sitting about Sam, and a plan on the table."""
    opened = open_ward(tmp_path)
    write_in_a_plan(opened, "I like the garden.")
    yield opened
    opened.close()


def plan_of(ward: OpenWard) -> Plan:
    """The plan on the table."""
    assert ward.store.plan is not None
    return ward.store.plan.plan


def verbs(ward: OpenWard) -> list[tuple[str, str]]:
    """What the log says of exports."""
    with ward.store.store.reading() as session:
        return [(line.verb, line.detail) for line in access_lines(session, plan_id=plan_of(ward).id) if "exported" in line.verb]


def test_a_copy_is_saved_noted_and_listed(ward: OpenWard, tmp_path: Path) -> None:
    path = export_plan(ward.store, plan_of(ward), WHO, tmp_path / "Sam's copy.docx", for_whom="GP")

    assert faults(path.read_bytes()) == []
    assert any(text == "[SO]\N{NO-BREAK SPACE}I like the garden." for style, text in WordFile(path.read_bytes()).paragraphs)
    assert verbs(ward) == [("exported", "who_wrote_what")]
    with ward.store.store.reading() as session:
        [copy] = copies_of(session, plan_of(ward).id)
    assert (copy.kind, copy.for_whom, copy.file_name_hash) == ("who_wrote_what", "GP", file_name_hash("Sam's copy.docx"))
    assert copy.plan_n == 1, "as the plan stood"


def test_the_log_says_who_exported(ward: OpenWard, tmp_path: Path) -> None:
    export_plan(ward.store, plan_of(ward), CLEAN, tmp_path / "copy.docx")

    with ward.store.store.reading() as session:
        [line] = [line for line in access_lines(session) if line.verb == "exported"]
    assert (line.person_id, line.patient_id) == (ward.jo.id, ward.sam.id)


def test_the_words_of_this_moment_leave_also_when_they_wait_to_be_saved(ward: OpenWard, tmp_path: Path) -> None:
    assert ward.store.plan is not None
    ward.store.plan.desk.write("about_important/patient", 0, 0, "Last words. ")

    assert "Last words. I like the garden." in everything(copy_of(ward.store, plan_of(ward), CLEAN))


def test_progress_is_told_and_stopping_leaves_nothing(ward: OpenWard, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    export_plan(ward.store, plan_of(ward), CLEAN, tmp_path / "copy.docx", lambda done, whole: told.append((done, whole)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def stop(done: int, _whole: int | None) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        export_plan(ward.store, plan_of(ward), CLEAN, tmp_path / "other.docx", stop)
    assert not (tmp_path / "other.docx").exists()
    assert len(verbs(ward)) == 1, "a copy that was never begun has no line"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever is root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told_in_words(ward: OpenWard, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(Trouble) as caught:
        export_plan(ward.store, plan_of(ward), CLEAN, folder / "copy.docx")
    assert caught.value.next_step == _("Choose another folder, or ask whoever looks after this computer.")


def test_an_export_that_did_not_come_off_says_so_in_the_log_and_harms_nothing(ward: OpenWard, tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(Trouble) as caught:
        export_plan(ward.store, plan_of(ward), CLEAN, tmp_path / "folder.docx")

    assert "folder" in caught.value.sentence
    assert verbs(ward) == [("exported", "clean"), ("not_exported", "clean")]
    with ward.store.store.reading() as session:
        assert copies_of(session, plan_of(ward).id) == []
    assert not list(tmp_path.glob(f"{_PART[0]}*"))


def test_an_older_copy_stays_whole_when_the_disk_gives_out(ward: OpenWard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = export_plan(ward.store, plan_of(ward), CLEAN, tmp_path / "copy.docx")
    before = path.read_bytes()
    monkeypatch.setattr("app.files._flush", disk_full)

    with pytest.raises(Trouble) as caught:
        export_plan(ward.store, plan_of(ward), WHO, path)
    assert "full" in caught.value.title
    assert path.read_bytes() == before


def test_during_a_sitting_no_other_patients_plan_leaves(ward: OpenWard, tmp_path: Path) -> None:
    from app.forms import shipped_form

    other = start_plan(ward.store.store, ward.clock, ward.robin.id, shipped_form("blank"))
    with pytest.raises(Trouble) as caught:
        export_plan(ward.store, other, CLEAN, tmp_path / "robin.docx")

    assert "Robin" not in str(caught.value)
    assert not (tmp_path / "robin.docx").exists()


def test_nothing_leaves_while_words_are_not_saved(ward: OpenWard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ward.store.keeping, "flush", lambda: False)

    with pytest.raises(Trouble) as caught:
        export_plan(ward.store, plan_of(ward), CLEAN, tmp_path / "copy.docx")
    assert "not saved" in caught.value.title


def test_the_name_that_is_offered_holds_nobodys_name(ward: OpenWard) -> None:
    assert default_file_name(ward.store, plan_of(ward), CLEAN) == "My care plan, Clean copy, 2026-05-04.docx"


def test_the_ward_stands_on_every_page(ward: OpenWard, tmp_path: Path) -> None:
    from app.settings import WARD_NAME
    from tests.app.word.invariants import text_of

    ward.store.settings.set(WARD_NAME, "Ash Ward")
    path = export_plan(ward.store, plan_of(ward), CLEAN, tmp_path / "copy.docx")

    assert text_of(WordFile(path.read_bytes()).header).endswith("My care plan · being written · Ash Ward")


def disk_full(_number: int) -> None:
    """What a disk says that has no room left."""
    import errno

    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
