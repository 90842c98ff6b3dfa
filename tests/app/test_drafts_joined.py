"""Private pages of somebody who had two entries: whichever page a number opens, the other one is as it was, and no word is lost."""

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from app.access.pins import PinTrouble
from app.forms import roles
from app.people import add_person, join_entries
from app.plans import start_plan
from app.private_drafts import OpenDraft
from models.drafts import KeptDraft, draft_of, keep_draft
from tests.app.meeting_forms import meeting_form
from tests.app.prepared import NUMBER, OTHER, Prepared, lay_prepared

SEEDS, ACTS = 8, 14
PLACE = "mm_family_brings"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Prepared]:
    made = lay_prepared(tmp_path)
    yield made
    made.ward.close()


def two_entries(table: Prepared) -> tuple[str, str]:
    """A fresh plan on the table, and one person who came under two entries. The first is to be joined with the second."""
    store, ward = table.ward.store, table.ward
    table.plan = store.open_plan(start_plan(store.store, ward.clock, ward.sam.id, meeting_form()))
    assert store.sitting is not None
    both = [add_person(store.store, "Grace Okafor", "Mum", roles()["mother"]).id for _entry in range(2)]
    for entry in both:
        store.sitting.arrive(entry, roles()["mother"])
    table.preparing.begin()
    return both[0], both[1]


def join(table: Prepared, double: str, person: str) -> None:
    join_entries(table.ward.store.store, double, person, by=table.ward.jo.id)


def words_on(draft: OpenDraft) -> list[str]:
    return sorted(draft.words.jotted(PLACE).boxes)


def opened(table: Prepared, person: str, number: str) -> OpenDraft | None:
    """The page as it lies on the disk; None when the number opens none."""
    try:
        return table.reopened(person, number)
    except PinTrouble:
        return None


CASES = list(product((None, NUMBER), (None, NUMBER, OTHER), (True, False), (True, False)))


@pytest.mark.parametrize(("under_double", "under_own", "joined_before", "other_way_round"), CASES)
def test_each_number_opens_its_page_again_and_again(
    table: Prepared, under_double: str | None, under_own: str | None, joined_before: bool, other_way_round: bool
) -> None:
    double, person = two_entries(table)
    if joined_before:
        join(table, double, person)
    expected: dict[str, list[str]] = {}
    for entry, number, words in ((double, under_double, "under the double"), (person, under_own, "under the own")):
        if number is not None:
            if joined_before and entry == person:
                expected.clear()  # whoever starts anew is told that a page of before is gone
            table.ward.store.drafts.start(entry, table.plan.plan.id, number).write(PLACE, 0, words)
            expected.setdefault(number, []).append(words)
    if not joined_before:
        join(table, double, person)
    for number in 2 * sorted((NUMBER, OTHER), reverse=other_way_round):
        draft = opened(table, person, number)
        assert (words_on(draft) if draft else []) == sorted(expected.get(number, []))
        assert draft is None or draft.person == person


def test_a_page_under_the_double_of_a_double_entry_opens_too(table: Prepared) -> None:
    first, second = two_entries(table)
    table.start(first, OTHER).write(PLACE, 0, "under the first")
    join(table, first, second)
    join(table, second, table.mum.id)
    assert words_on(table.reopened(table.mum.id, OTHER)) == ["under the first"]


def test_a_choice_beside_another_one_is_kept_and_comes_once_there_is_room(table: Prepared) -> None:
    double, person = two_entries(table)
    for entry, choice in ((double, "send"), (person, "speak")):
        table.start(entry).choose("mm_take_part", (choice,))
    join(table, double, person)
    draft = table.reopened(person)
    assert draft.words.jotted("mm_take_part").values == ("speak",)
    draft.choose("mm_take_part", ())
    assert table.reopened(person).words.jotted("mm_take_part").values == ("send",)


def test_a_hurt_page_under_the_double_entry_does_not_shut_the_own_one(table: Prepared) -> None:
    double, person = two_entries(table)
    for entry in (double, person):
        table.start(entry).write(PLACE, 0, f"of {entry}")
    store = table.ward.store
    assert store.keeping.flush()
    with store.store.session() as session:
        kept = draft_of(session, double, table.plan.plan.id)
        assert kept is not None
        keep_draft(session, KeptDraft(double, kept.plan_id, kept.lock, bytes(len(kept.sealed))))
    join(table, double, person)
    assert words_on(table.reopened(person)) == [f"of {person}"]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_word_is_ever_lost_whatever_is_opened_and_written(table: Prepared, seed: int) -> None:
    print(f"seed {seed}")
    chance = random.Random(seed)
    double, person = two_entries(table)
    numbers = {double: chance.choice((NUMBER, OTHER)), person: chance.choice((NUMBER, OTHER))}
    expected: dict[str, list[str]] = {}
    for entry in chance.sample(list(numbers), chance.choice((1, 2, 2))):
        table.start(entry, numbers[entry]).write(PLACE, 0, f"first of {entry}")
        expected.setdefault(numbers[entry], []).append(f"first of {entry}")
    join(table, double, person)
    for act in range(ACTS):
        number = chance.choice((NUMBER, OTHER))
        draft = opened(table, person, number)
        assert (words_on(draft) if draft else []) == sorted(expected.get(number, []))
        if draft is not None and chance.random() < 0.6:
            words, at = f"act {act}", chance.randrange(len(draft.words.jotted(PLACE).boxes) + 1)
            before = [*draft.words.jotted(PLACE).boxes, ""]
            before[at] = words
            draft.write(PLACE, at, words)
            expected[number] = [box for box in before if box]
