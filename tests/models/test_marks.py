"""Marks are handed out so that nobody's is anybody else's while there are enough; then to those who do not meet."""

from dataclasses import replace
from datetime import date

import pytest

from models.marks import ALL_MARKS, INKS, LINES, Carrier, Mark, initials_of, next_mark

EVERYBODY = [Carrier(mark) for mark in ALL_MARKS]


def handed_out(count: int) -> list[Mark]:
    """The marks of the first so many people."""
    taken: list[Mark] = []
    for _person in range(count):
        taken.append(next_mark([Carrier(mark) for mark in taken]))
    return taken


def test_the_first_eight_people_differ_in_ink_and_line() -> None:
    taken = handed_out(len(INKS))
    assert ([mark.ink for mark in taken], [mark.line for mark in taken]) == (list(INKS), list(LINES))


def test_the_ninth_person_takes_the_first_ink_with_the_next_line() -> None:
    assert handed_out(9)[-1] == Mark(INKS[0], LINES[1])


def test_sixty_four_people_have_marks_of_their_own_and_the_next_64_carry_each_a_second_time() -> None:
    assert len(set(handed_out(64))) == 64
    assert sorted(map(str, handed_out(128)[64:])) == sorted(map(str, ALL_MARKS))


def test_a_mark_that_nobody_carries_comes_before_that_of_somebody_who_left() -> None:
    assert next_mark([replace(EVERYBODY[0], left_on=date(1999, 1, 1)), *EVERYBODY[1:63]]) == ALL_MARKS[63]


def test_the_mark_of_whoever_left_first_is_carried_again_first() -> None:
    carriers = [replace(one, left_on=date(2020, 1, 30 - place)) if place in (4, 7, 9) else one for place, one in enumerate(EVERYBODY)]
    assert next_mark(carriers) == ALL_MARKS[9]


def test_a_mark_is_not_carried_again_by_somebody_who_meets_its_first_carrier() -> None:
    carriers = [replace(one, meets=place != 40) for place, one in enumerate(EVERYBODY)]
    assert next_mark([replace(carriers[0], left_on=date(2020, 1, 1)), *carriers[1:]]) == ALL_MARKS[40]
    assert next_mark([replace(one, meets=True) for one in EVERYBODY]) == ALL_MARKS[0]


@pytest.mark.parametrize(
    ("name", "taken", "initials"),
    [
        ("Sam Okafor", (), "SO"),
        ("Sam Okafor", ("SO",), "SOk"),
        ("Dr Ana Reyes", (), "AR"),
        ("Prof. Lee", (), "LE"),
        ("Sam", (), "SA"),
        ("Wu Li", ("WL", "WLi", *(f"WL{number}" for number in range(2, 1000))), "WL1000"),
        ("Dr", (), "DR"),
        ("Wu Li", ("WL", "WLi"), "WL2"),
        ("", (), "?"),
    ],
)
def test_initials_come_from_the_name_and_are_nobody_elses(name: str, taken: tuple[str, ...], initials: str) -> None:
    assert initials_of(name, taken) == initials
