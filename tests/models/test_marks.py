"""Marks are handed out so that nobody's is anybody else's."""

import pytest

from models.marks import INKS, LINES, Mark, initials_of, next_mark


def test_the_first_eight_people_differ_in_ink_and_line() -> None:
    taken: list[Mark] = []
    for _person in INKS:
        taken.append(next_mark(taken))
    assert ([mark.ink for mark in taken], [mark.line for mark in taken]) == (list(INKS), list(LINES))


def test_the_ninth_person_takes_the_first_ink_with_the_next_line() -> None:
    taken = [Mark(ink, line) for ink, line in zip(INKS, LINES, strict=True)]
    assert next_mark(taken) == Mark(INKS[0], LINES[1])


def test_sixty_four_people_have_marks_of_their_own_and_the_next_has_none() -> None:
    taken: list[Mark] = []
    for _person in range(64):
        taken.append(next_mark(taken))
    assert len(set(taken)) == 64
    with pytest.raises(LookupError):
        next_mark(taken)


@pytest.mark.parametrize(
    ("name", "taken", "initials"),
    [
        ("Sam Okafor", (), "SO"),
        ("Sam Okafor", ("SO",), "SOk"),
        ("Dr Ana Reyes", (), "AR"),
        ("Prof. Lee", (), "LE"),
        ("Sam", (), "SA"),
        ("Dr", (), "DR"),
        ("Wu Li", ("WL", "WLi"), "WL2"),
        ("", (), "?"),
    ],
)
def test_initials_come_from_the_name_and_are_nobody_elses(name: str, taken: tuple[str, ...], initials: str) -> None:
    assert initials_of(name, taken) == initials
