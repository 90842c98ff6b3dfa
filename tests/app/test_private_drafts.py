"""Private drafts on a real store: one number opens one page, nobody can tell who has one, and nothing of it lies anywhere in clear."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.access.draft_secret import DraftSecret, DraftSecretAway, DraftSecretElsewhere
from app.access.key_store import KeyStore
from app.access.pins import PinTooShort, PinWait, PinWrong
from app.access.tries import TRIES
from app.access.vault import Vault
from app.draft_words import BLOCK, DraftWords
from app.errors import Trouble, explain
from app.forms import roles
from app.people import add_person, join_entries
from app.private_drafts import DraftClosed, DraftDamaged, PrivateDrafts
from models.access_log import log_head
from models.drafts import KeptDraft, draft_of, keep_draft
from models.store_errors import DiskFull
from models.tables import DraftRow
from models.verify import verify
from tests.app.prepared import CANARY, NUMBER, OTHER, Prepared, lay_prepared
from tests.fakes import LockedKeyring, MemoryKeyring

SLACK_S = 0.25  # for a computer that does other things as well
PASSPHRASE = "three blue gardens"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Prepared]:
    made = lay_prepared(tmp_path)
    yield made
    made.ward.close()


def row_of(table: Prepared, person: str) -> KeptDraft:
    """What lies in the store for somebody."""
    assert table.ward.store.keeping.flush()
    with table.ward.store.store.reading() as session:
        kept = draft_of(session, person, table.plan.plan.id)
    assert kept is not None
    return kept


def miss(table: Prepared, times: int, number: str = OTHER) -> None:
    """Wrong tries, one after the other."""
    for _try in range(times):
        with pytest.raises((PinWrong, PinWait)):
            table.preparing.open(table.sam, number)


# ---- opening


def test_what_was_written_is_there_again_by_the_number_alone(table: Prepared) -> None:
    draft = table.start(table.sam)
    draft.write("mm_say", 0, CANARY)
    draft.choose("mm_take_part", ("send",))
    again = table.reopened(table.sam, NUMBER.replace(" ", ""))
    assert again.words.jotted("mm_say").boxes == (CANARY,)
    assert again.words.jotted("mm_take_part").values == ("send",)
    with pytest.raises(PinWrong):
        table.reopened(table.sam, OTHER)


def test_each_person_and_each_plan_has_a_page_of_its_own(table: Prepared) -> None:
    table.start(table.sam).write("mm_say", 0, CANARY)
    table.start(table.mum.id).write("mm_family_brings", 0, "Mum's own")
    assert table.reopened(table.sam).words.jotted("mm_say").boxes == (CANARY,)
    assert table.reopened(table.mum.id).words.jotted("mm_family_brings").boxes == ("Mum's own",)


def test_a_page_put_in_another_persons_place_opens_for_nobody(table: Prepared) -> None:
    table.start(table.sam).write("mm_say", 0, CANARY)
    kept = row_of(table, table.sam)
    with table.ward.store.store.session() as session:
        keep_draft(session, KeptDraft(table.mum.id, kept.plan_id, kept.lock, kept.sealed))
    with pytest.raises(PinWrong):
        table.preparing.open(table.mum.id, NUMBER)


def test_words_put_under_another_lock_are_said_to_be_changed(table: Prepared) -> None:
    table.start(table.sam).write("mm_say", 0, CANARY)
    kept = row_of(table, table.sam)
    with table.ward.store.store.session() as session:
        keep_draft(session, KeptDraft(table.sam, kept.plan_id, kept.lock, bytes(len(kept.sealed))))
    with pytest.raises(DraftDamaged):
        table.preparing.open(table.sam, NUMBER)


def test_starting_anew_destroys_the_page_of_before(table: Prepared) -> None:
    table.start(table.sam).write("mm_say", 0, CANARY)
    assert table.start(table.sam, OTHER).words.is_empty
    miss(table, 1, NUMBER)
    assert table.reopened(table.sam, OTHER).words.is_empty


def test_a_page_written_under_a_double_entry_opens_after_both_were_joined(table: Prepared) -> None:
    mum, jo, store = table.mum, table.ward.jo, table.ward.store
    table.start(mum.id).write("mm_family_brings", 0, CANARY)
    other = add_person(store.store, "Grace Okafor", "Mum", roles()["mother"])
    assert store.sitting is not None
    store.sitting.arrive(other.id, roles()["mother"])
    table.preparing.begin()
    join_entries(store.store, mum.id, other.id, by=jo.id)
    with pytest.raises(PinWrong):
        table.preparing.open(other.id, OTHER)
    again = table.reopened(other.id)
    assert again.person == other.id
    assert again.words.jotted("mm_family_brings").boxes == (CANARY,)
    again.write("mm_family_brings", 0, "More.")
    assert table.reopened(other.id).words.jotted("mm_family_brings").boxes == ("More.",)


def test_starting_anew_destroys_what_lay_under_a_double_entry_too(table: Prepared) -> None:
    mum, store = table.mum, table.ward.store
    table.start(mum.id).write("mm_family_brings", 0, CANARY)
    other = add_person(store.store, "Grace Okafor", "Mum", roles()["mother"])
    assert store.sitting is not None
    store.sitting.arrive(other.id, roles()["mother"])
    join_entries(store.store, mum.id, other.id, by=table.ward.jo.id)
    table.start(other.id, OTHER)
    with pytest.raises(PinWrong):
        table.preparing.open(other.id, NUMBER)


def test_a_new_number_is_not_too_short(table: Prepared) -> None:
    with pytest.raises(PinTooShort):
        table.preparing.start(table.sam, "12345")


def test_it_opens_for_somebody_who_is_here_and_in_a_sitting_about_this_patient(table: Prepared) -> None:
    table.start(table.sam)
    preparing = table.preparing
    with pytest.raises(Trouble):
        preparing.open(table.ward.robin.id, NUMBER)
    table.ward.store.lock()
    with pytest.raises(Trouble):
        preparing.open(table.sam, NUMBER)


# ---- wrong numbers


def test_after_five_wrong_tries_the_waits_grow_and_a_restart_does_not_end_them(table: Prepared) -> None:
    table.start(table.sam)
    miss(table, TRIES - 1)
    with pytest.raises(PinWait) as caught:
        table.preparing.open(table.sam, OTHER)
    assert caught.value.seconds == 60
    table.ward.store.drafts = fresh_drafts(table)  # as after a restart: only the store knows
    with pytest.raises(PinWait):
        table.preparing.open(table.sam, NUMBER)
    table.ward.clock.advance(61)
    with pytest.raises(PinWait) as caught:
        table.preparing.open(table.sam, OTHER)
    assert caught.value.seconds == 120
    table.ward.clock.advance(121)
    assert table.reopened(table.sam).is_open
    miss(table, TRIES - 1)  # the count began anew


def fresh_drafts(table: Prepared) -> PrivateDrafts:
    store = table.ward.store
    return PrivateDrafts(store.store, store.keeping, DraftSecret(table.ward.services.vault), table.ward.clock)


def test_whoever_has_no_page_is_answered_as_whoever_has_one(table: Prepared) -> None:
    """Mum has none, Sam has one: the same answers, the same waits."""
    table.start(table.sam)
    table.preparing.begin()
    answers: dict[str, list[str]] = {}
    for person in (table.sam, table.mum.id):
        for _try in range(TRIES + 2):
            with pytest.raises((PinWrong, PinWait)) as caught:
                table.preparing.open(person, OTHER)
            answers.setdefault(person, []).append(f"{explain(caught.value)} {caught.value.args}")
    assert answers[table.sam] == answers[table.mum.id]


# ---- nobody can tell


def test_everybody_of_the_sitting_has_a_row_of_the_same_look(table: Prepared) -> None:
    table.start(table.sam).write("mm_say", 0, CANARY)
    table.preparing.begin()
    rows = [row_of(table, person) for person in (table.sam, table.ward.jo.id, table.mum.id)]
    assert len({len(row.sealed) for row in rows}) == 1
    assert len({len(row.lock) for row in rows}) == 1


def test_what_looks_like_a_page_never_takes_the_place_of_one(table: Prepared) -> None:
    table.start(table.sam).write("mm_say", 0, CANARY)
    table.preparing.begin()
    assert table.reopened(table.sam).words.jotted("mm_say").boxes == (CANARY,)


def test_the_log_the_record_and_verify_say_nothing_of_it(table: Prepared) -> None:
    store = table.ward.store.store
    with store.reading() as session:
        before = log_head(session)
    found = verify(store)
    table.start(table.sam).write("mm_say", 0, CANARY)
    table.reopened(table.sam)
    miss(table, 2)
    with store.reading() as session:
        assert log_head(session) == before
    assert table.plan.document.written_sides() == []
    assert verify(store) == found
    assert found.sound


def test_no_byte_of_it_lies_in_the_profile_in_clear(table: Prepared) -> None:
    draft = table.start(table.sam)
    for length in range(1, len(CANARY) + 1):
        draft.write("mm_say", 0, CANARY[:length])
    assert table.ward.store.keeping.flush()
    folder = table.ward.services.profile.folder
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)
    for path in files:
        whole = path.read_bytes()
        for words in (CANARY, CANARY[:12], NUMBER, NUMBER.replace(" ", "")):
            assert words.encode() not in whole, path.name
            assert words.encode("utf-16-le") not in whole, path.name


def test_who_reads_the_store_with_its_key_finds_sealed_bytes_alone(table: Prepared) -> None:
    table.start(table.sam).write("mm_say", 0, CANARY)
    kept = row_of(table, table.sam)
    assert CANARY.encode() not in kept.sealed
    assert CANARY not in kept.lock
    assert len(kept.sealed) == BLOCK + 28


def test_the_same_words_are_sealed_otherwise_each_time(table: Prepared) -> None:
    draft = table.start(table.sam)
    draft.write("mm_say", 0, "a")
    first = row_of(table, table.sam).sealed
    draft.write("mm_say", 0, "")
    draft.write("mm_say", 0, "a")
    assert row_of(table, table.sam).sealed != first


# ---- open, and closed


def test_the_lock_and_the_end_of_the_plan_forget_what_is_open(table: Prepared) -> None:
    draft = table.start(table.sam)
    draft.write("mm_say", 0, CANARY)
    table.ward.store.lock()
    assert not draft.is_open
    with pytest.raises(DraftClosed):
        draft.write("mm_say", 0, "more")
    assert not [held for held in vars(draft).values() if isinstance(held, DraftWords)]
    table.ward.store.unlock_as(table.ward.jo.id)
    again = table.reopened(table.sam)
    assert table.ward.store.close_plan()
    assert not again.is_open


def test_a_page_that_was_opened_while_the_lock_came_is_closed_at_once(table: Prepared) -> None:
    table.start(table.sam)
    opened = table.preparing.open(table.sam, NUMBER)
    table.ward.store.lock()
    assert table.preparing.take_up(opened) is None
    assert not opened.is_open


# ---- the secret of this computer


def test_its_secret_lies_in_the_key_ring_apart_from_the_key_and_from_that_of_pens(table: Prepared) -> None:
    table.start(table.sam)
    table.ward.store.pins.set_pin(table.ward.jo.id, "123456")
    drafts = [secret for (service, _name), secret in table.ward.ring.secrets.items() if " drafts " in service]
    others = [secret for (service, _name), secret in table.ward.ring.secrets.items() if " drafts " not in service]
    assert len(drafts) == 1
    assert not any(drafts[0] in secret for secret in others)
    assert not table.ward.services.profile.draft_secret_file.exists()


def test_without_that_secret_the_number_opens_nothing(table: Prepared) -> None:
    """A copy on another computer: the store opens by its sheet, and the page does not."""
    table.start(table.sam)
    elsewhere = DraftSecret(Vault(table.ward.services.profile, KeyStore(MemoryKeyring())))
    store = table.ward.store
    store.drafts = PrivateDrafts(store.store, store.keeping, elsewhere, table.ward.clock)
    with pytest.raises(PinWrong):
        table.preparing.open(table.sam, NUMBER)


def test_a_locked_key_ring_is_said_and_no_new_secret_is_made(table: Prepared) -> None:
    table.start(table.sam)
    locked = DraftSecret(Vault(table.ward.services.profile, KeyStore(LockedKeyring())))
    for ask in (locked.find, locked.find_or_make):
        with pytest.raises(DraftSecretAway):
            ask()


class AnotherKeyring(MemoryKeyring):
    """A key ring of another kind than the one that was used before."""


def test_for_a_day_with_another_key_ring_nothing_is_made_anew_and_the_page_opens_afterwards(table: Prepared) -> None:
    table.start(table.sam).write("mm_say", 0, CANARY)
    store, ours, ring = table.ward.store, table.ward.store.drafts, AnotherKeyring()
    before = row_of(table, table.sam)
    elsewhere = DraftSecret(Vault(table.ward.services.profile, KeyStore(ring)))
    store.drafts = PrivateDrafts(store.store, store.keeping, elsewhere, table.ward.clock)
    for ask in (table.preparing.open, table.preparing.start):
        with pytest.raises(DraftSecretElsewhere) as caught:
            ask(table.sam, NUMBER)
        assert "another key ring" in str(explain(caught.value))
    assert ring.secrets == {}
    assert row_of(table, table.sam) == before

    store.drafts = ours
    assert table.reopened(table.sam).words.jotted("mm_say").boxes == (CANARY,)


def test_a_lost_or_torn_lock_is_said(table: Prepared) -> None:
    table.start(table.sam)
    kept = row_of(table, table.sam)
    with table.ward.store.store.session() as session:
        keep_draft(session, KeptDraft(kept.person_id, kept.plan_id, "{}", kept.sealed))
    with pytest.raises(DraftDamaged):
        table.preparing.open(table.sam, NUMBER)


def test_under_a_passphrase_the_secret_is_a_file_and_the_number_as_long_as_a_passphrase(tmp_path: Path) -> None:
    table = lay_prepared(tmp_path, passphrase=PASSPHRASE)
    try:
        with pytest.raises(PinTooShort):
            table.preparing.start(table.sam, NUMBER)
        table.start(table.sam, "red green blue").write("mm_say", 0, CANARY)
        file = table.ward.services.profile.draft_secret_file
        assert file.stat().st_mode & 0o077 == 0
        assert table.reopened(table.sam, "Red  Green Blue").words.jotted("mm_say").boxes == (CANARY,)
    finally:
        table.ward.close()


def test_the_page_opens_after_the_key_of_the_store_has_moved(tmp_path: Path) -> None:
    """From the key ring to a passphrase: the secret in the ring is found still."""
    table = lay_prepared(tmp_path)
    try:
        table.start(table.sam).write("mm_say", 0, CANARY)
        table.ward.store.in_hand.set_passphrase(PASSPHRASE)
        assert table.reopened(table.sam).words.jotted("mm_say").boxes == (CANARY,)
    finally:
        table.ward.close()


# ---- saving


def test_a_full_disk_keeps_the_words_and_stores_them_later(table: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = table.start(table.sam)
    assert table.ward.store.keeping.flush()
    with monkeypatch.context() as full:
        full.setattr("models.writer.keep_draft", lambda *_given: (_ for _ in ()).throw(DiskFull(Path("store"))))
        draft.write("mm_say", 0, CANARY)
        assert not table.ward.store.keeping.flush()
        with pytest.raises(Trouble):
            table.preparing.open(table.sam, NUMBER)
    assert table.ward.store.keeping.flush()
    assert table.reopened(table.sam).words.jotted("mm_say").boxes == (CANARY,)


def test_what_was_typed_lies_sealed_on_the_disk_within_a_quarter_second(table: Prepared) -> None:
    """Nobody asks for it: no flush, no leaving, no lock."""
    draft, store = table.start(table.sam), table.ward.store.store
    with store.reading() as session:
        before = draft_of(session, table.sam, table.plan.plan.id)
    draft.write("mm_say", 0, CANARY)
    since, now = time.monotonic(), before
    while now == before and time.monotonic() - since < 5:
        with store.reading() as session:
            now = draft_of(session, table.sam, table.plan.plan.id)
    assert now != before
    assert time.monotonic() - since < 0.25 + SLACK_S


def test_every_row_is_about_somebody_of_the_sitting(table: Prepared) -> None:
    table.preparing.begin()
    with table.ward.store.store.reading() as session:
        people = set(session.scalars(select(DraftRow.person_id)))
    assert people == {table.sam, table.ward.jo.id, table.mum.id}
