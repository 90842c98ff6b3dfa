"""What people of the store are called."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.naming import Naming
from app.people import mark_as_left
from tests.app.open_ward import OpenWard, open_ward


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    yield ward
    ward.close()


def test_people_are_called_as_they_like_also_after_they_left(ward: OpenWard) -> None:
    mark_as_left(ward.store.store, ward.sam.id, date(2026, 5, 4), by=ward.jo.id)
    naming = Naming(ward.store.store)

    assert (naming.name(ward.sam.id), naming.initials(ward.sam.id), naming.mark(ward.sam.id)) == ("Sam", "SO", ward.sam.mark)


def test_an_unknown_id_is_never_shown_and_other_words_come_back(ward: OpenWard) -> None:
    naming = Naming(ward.store.store)

    assert (naming.name("f" * 32), naming.initials("f" * 32), naming.mark("f" * 32)) == ("somebody unknown", "?", None)
    assert naming.name("a talking aid") == "a talking aid"
