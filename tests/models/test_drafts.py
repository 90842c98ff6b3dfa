"""Sealed pages in the store: one row for a person and a plan, kept as it is given, and never covered by what only looks like one."""

from pathlib import Path

import pytest

from models.drafts import KeptDraft, draft_of, drafts_of_double_entries, keep_draft, keep_where_there_is_none
from models.people import join_entries, people
from models.writer import Tempo, WriterThread
from tests.models.stores import Ward, new_ward


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return new_ward(tmp_path / "s.twopens")


def sealed(ward: Ward, content: bytes, person: str = "") -> KeptDraft:
    return KeptDraft(person or ward.pen.hands, ward.plan, "{}", content)


def test_nothing_is_kept_to_begin_with(ward: Ward) -> None:
    with ward.store.reading() as session:
        assert draft_of(session, ward.pen.hands, ward.plan) is None


def test_what_is_kept_later_takes_the_place_of_what_was_kept_before(ward: Ward) -> None:
    with ward.store.session() as session:
        keep_draft(session, sealed(ward, b"one"))
        keep_draft(session, sealed(ward, b"two"))
    with ward.store.reading() as session:
        assert draft_of(session, ward.pen.hands, ward.plan) == sealed(ward, b"two")


def test_what_looks_like_a_draft_covers_none(ward: Ward) -> None:
    with ward.store.session() as session:
        keep_draft(session, sealed(ward, b"mine"))
        keep_where_there_is_none(session, [sealed(ward, b"chance")])
        keep_where_there_is_none(session, [])
        assert draft_of(session, ward.pen.hands, ward.plan) == sealed(ward, b"mine")


def test_the_writer_keeps_sealed_pages_in_order_as_it_keeps_words(ward: Ward) -> None:
    writer = WriterThread(ward.store, tempo=Tempo(idle=0.001, longest_wait=0.01))
    for number in range(20):
        writer.put(sealed(ward, b"%d" % number))
    assert writer.close()
    with ward.store.reading() as session:
        assert draft_of(session, ward.pen.hands, ward.plan) == sealed(ward, b"19")


def test_a_draft_of_a_double_entry_is_found_by_the_one_it_points_to(ward: Ward) -> None:
    with ward.store.session() as session:
        one, other = (person.id for person in people(session)[:2])
        keep_draft(session, sealed(ward, b"theirs", other))
        assert drafts_of_double_entries(session, one, ward.plan) == []
        join_entries(session, other, one)
        assert drafts_of_double_entries(session, one, ward.plan) == [sealed(ward, b"theirs", other)]
