"""Checking the store says in words what was found; the snapshot is held against its rows by the real text engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.anchors import RootUnreadable
from app.access.hurt import HurtStore
from app.checking import Checked, check, in_words
from app.tasks import Stopped
from models.access_log import ACCESS_LOG
from models.copies import note_copy
from models.family import FamilySetting, set_for_family
from models.record import rows_of
from models.roots import KnownRoot, root
from models.store_errors import Damage
from models.text.replay import replayed
from models.verify import BadRow, Behind, Report, What
from tests.app.open_ward import OpenWard, hurt_until_it_does_not_open, open_ward, write_in_a_plan
from tests.models.stores import with_the_key_in_hand

PLAN = "3fa2b1c4" + "0" * 24
TITLES = {PLAN: "My care plan"}


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path)
    yield opened
    opened.close()


def checked(ward: OpenWard, known: KnownRoot | None = None) -> Checked:
    return check(ward.store.store, lambda: known, ward.clock, lambda done, whole=None: None)


def sentences(report: Report) -> list[str]:
    """What is said between the first sentence and the last."""
    return in_words(report, TITLES)[1:-1]


def test_a_sound_store_is_said_to_be_so(ward: OpenWard) -> None:
    write_in_a_plan(ward)

    found = checked(ward)

    assert found.sound
    assert found.sentences == (f"1 plan was read, with {found.report.rows} rows. Everything is as it was written.",)


def test_a_snapshot_of_the_real_engine_says_the_same_as_its_rows(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward, "I like the garden 🌳.")
    ward.store.keeping.keep_snapshot(plan.plan.id, plan.document)
    ward.store.keeping.flush()

    assert checked(ward).sound


def test_a_snapshot_with_a_word_more_than_its_rows_is_found(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward)
    with ward.store.store.reading() as session:
        rows = [row.update.blob for row in rows_of(session, plan.plan.id)]
    before = replayed(rows)
    plan.desk.write("about_important/patient", 0, 0, "Never ")

    assert replayed([plan.document.engine.snapshot()]) != before


def test_a_changed_row_is_named_with_its_plan(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward).plan
    key = ward.services.vault.unlock_with_keyring()
    path = ward.services.profile.store_file
    ward.store.close()
    with with_the_key_in_hand(path, key) as bare:
        bare.execute("UPDATE updates SET at_ms = at_ms + 1 WHERE n = 1")
    ward.store = ward.services.open_with_keyring()

    found = checked(ward)

    assert found.sentences[:2] == ("Not everything is as it was written.", f"My care plan ({plan.id[:8]}): row 1 was changed.")
    assert "The guards against changes were taken out of the file, or changed." in found.sentences


def test_a_list_of_copies_that_was_cut_is_said_with_its_plan(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward).plan
    with ward.store.store.session() as session:
        note_copy(session, plan.id, ward.clock.now(), "clean", "a.docx", "Sam's GP")
        set_for_family(session, FamilySetting(ward.sam.id, ward.robin.id, (), False, ward.clock.now()))
    assert checked(ward).sound
    key = ward.services.vault.unlock_with_keyring()
    ward.store.close()
    with with_the_key_in_hand(ward.services.profile.store_file, key) as bare:
        bare.execute("DELETE FROM copies")
        bare.execute("UPDATE family_settings SET stands_in_copies = 1")
    ward.store = ward.services.open_with_keyring()

    found = checked(ward)

    assert found.sentences[1:3] == (
        f"My care plan ({plan.id[:8]}): the list of copies that left was changed, cut or added to.",
        "What patients said about family was changed, taken out or added to.",
    )


def test_an_older_store_is_said_to_be_older_than_the_last_known_root(ward: OpenWard) -> None:
    with ward.store.store.reading() as session:
        now = root(session, 1_777_888_000_000)
    known = KnownRoot(now.at_ms, {**now.heads, PLAN: now.heads[ACCESS_LOG]})

    found = checked(ward, known)

    assert any("older than the last known root of 4 May 2026" in sentence for sentence in found.sentences)
    assert any("it is not here" in sentence for sentence in found.sentences)


def test_a_root_that_cannot_be_had_is_no_reason_not_to_check(ward: OpenWard) -> None:
    def torn() -> KnownRoot | None:
        raise RootUnreadable

    found = check(ward.store.store, torn, ward.clock, lambda done, whole=None: None)

    assert found.sound
    assert found.sentences[-1] == "So it was not seen whether these plans are the newest."


def test_checking_can_be_stopped(ward: OpenWard) -> None:
    write_in_a_plan(ward)

    def stop(_done: int, _whole: int | None = None) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        check(ward.store.store, lambda: None, ward.clock, stop)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (Report(bad=[BadRow(PLAN, 0, What.REMOVED)]), "My care plan (3fa2b1c4): the plan itself is gone."),
        (Report(bad=[BadRow(PLAN, 0, What.CHANGED)]), "My care plan (3fa2b1c4): what it hangs on was changed."),
        (Report(bad=[BadRow(PLAN, 4, What.REMOVED)]), "My care plan (3fa2b1c4): row 4 is gone."),
        (Report(bad=[BadRow(PLAN, 4, What.SWAPPED, 6)]), "My care plan (3fa2b1c4): rows 4 and 6 changed places."),
        (Report(bad=[BadRow(PLAN, 9, What.ADDED)]), "My care plan (3fa2b1c4): row 9 was put in by something else."),
        (Report(bad=[BadRow(PLAN, 9, What.SNAPSHOT_CHANGED)]), "My care plan (3fa2b1c4): the snapshot after row 9 was changed."),
        (Report(bad=[BadRow(PLAN, 9, What.REWRITTEN)]), "My care plan (3fa2b1c4): the rows up to 9 were written anew."),
        (Report(bad=[BadRow(ACCESS_LOG, 2, What.CHANGED)]), "The log of who looked: row 2 was changed."),
        (Report(behind=[Behind(PLAN, 3, 7)]), "My care plan (3fa2b1c4): it ends at row 3. It had 7 rows."),
    ],
)
def test_each_finding_has_its_sentence(report: Report, said: str) -> None:
    assert said in sentences(report)


def test_damage_names_what_still_reads_and_what_does_not() -> None:
    other = "b" * 32

    said = sentences(Report(damage=Damage((3,), readable=(PLAN,), unreadable=(other,))))

    assert said == [
        "Part of the file with the plans is damaged.",
        "These plans still read: My care plan (3fa2b1c4).",
        "These plans do not read: A plan (bbbbbbbb).",
    ]


def test_a_store_too_damaged_to_open_says_which_plans_still_read(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward).plan
    ward.store.close()
    whole = hurt_until_it_does_not_open(ward.services)

    with pytest.raises(HurtStore) as told:
        ward.services.open_with_keyring()

    assert [still.in_words for still in told.value.plans] == [f"My care plan, begun on 4 May 2026 ({plan.id[:8]})"]
    ward.services.profile.store_file.write_bytes(whole)
    ward.store = ward.services.open_with_keyring()
