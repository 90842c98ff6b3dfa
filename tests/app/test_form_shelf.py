"""The forms that plans can be started from."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import Trouble
from app.form_shelf import add_form_file, forms_at_hand, newest_version, put_on_shelf, versions_of, what_it_is_for
from app.forms import SHIPPED, shipped_form
from app.plans import start_plan
from app.resources import resource_path
from tests.app.open_ward import OpenWard, open_ward


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    yield ward
    ward.close()


def test_at_first_the_shipped_forms_are_at_hand_and_starting_a_plan_adds_none(ward: OpenWard) -> None:
    start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("care_plan"))
    assert [form.id for form in forms_at_hand(ward.store.store)] == list(SHIPPED)


def test_a_form_file_is_at_hand_once_it_was_added(ward: OpenWard, tmp_path: Path) -> None:
    source = resource_path("forms", "blank.toml").read_text(encoding="utf-8")
    file = tmp_path / "ours.toml"
    file.write_text(
        source.replace('id = "blank"', 'id = "our_page"', 1).replace('title = "Blank"', 'title = "Our page"', 1), encoding="utf-8"
    )

    added = add_form_file(ward.store.store, file)

    assert forms_at_hand(ward.store.store)[-1] == added
    assert newest_version(ward.store.store, "our_page").title == "Our page"


def test_the_newest_version_is_offered_and_the_older_ones_stay(ward: OpenWard) -> None:
    blank = shipped_form("blank")
    newer = put_on_shelf(ward.store.store, replace(blank, version=2, title="Blank, bigger"))

    assert newest_version(ward.store.store, "blank") == newer
    assert versions_of(ward.store.store, "blank") == [newer, blank]
    assert [form.id for form in forms_at_hand(ward.store.store)] == list(SHIPPED)


def test_a_version_that_says_something_else_is_refused_in_plain_words(ward: OpenWard) -> None:
    put_on_shelf(ward.store.store, replace(shipped_form("blank"), version=2))

    for form in (replace(shipped_form("blank"), title="Other"), replace(shipped_form("blank"), version=2, title="Other")):
        with pytest.raises(Trouble) as told:
            put_on_shelf(ward.store.store, form)
        assert told.value.title == "This version is here already"


def test_a_form_of_the_service_says_what_it_is_for_in_its_own_words() -> None:
    blank = shipped_form("blank")

    assert what_it_is_for(blank) == "For anything else. We choose what it is for."
    assert what_it_is_for(replace(blank, id="our_page")) == blank.sections[0].help
