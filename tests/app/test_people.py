"""People: names, needs, patients, and what keepers alone may do."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.forms import roles
from app.people import (
    LONGEST_NAME,
    LONGEST_NEED,
    add_patient,
    add_person,
    change_names,
    everybody,
    first_keeper,
    first_name,
    join_entries,
    join_words,
    known_person,
    make_keeper,
    make_patient,
    mark_as_left,
    must_be_keeper,
    need_in_words,
    patients,
    read_nhs_number,
    set_needs,
    staff,
    tidy_name,
    too_few_keepers,
)
from models.database import Store
from models.people import Need, NoSuchPerson, Person
from tests.app.rooms import empty_store, told

TODAY, LATER, BORN = date(2026, 5, 4), date(2026, 6, 4), date(1990, 3, 12)
NUMBER, OTHER_NUMBER = "9990123454", "9990000018"
NURSE, MOTHER = roles()["nurse"], roles()["mother"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = empty_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def jo(store: Store) -> Person:
    """The first keeper."""
    return first_keeper(store, "Jo Nkemelu", NURSE, TODAY)


@pytest.fixture
def ade(store: Store, jo: Person) -> Person:
    """Another nurse, who is no keeper."""
    return add_person(store, "Dr Ade Bello", role=NURSE, by=jo.id)


def names(store: Store) -> list[str]:
    return [known.person.known_as for known in everybody(store)]


# ---- adding


def test_somebody_new_has_a_mark_of_their_own_and_is_called_by_the_first_name(store: Store) -> None:
    mum, dad = add_person(store, " Grace  Okafor ", role=MOTHER), add_person(store, "George Okafor", "Dad")

    assert (mum.name, mum.known_as, mum.usual_role, mum.is_staff) == ("Grace Okafor", "Grace", "mother", False)
    assert dad.known_as == "Dad"
    assert (mum.mark, mum.initials) != (dad.mark, dad.initials)


def test_staff_are_added_by_a_keeper_alone(store: Store, jo: Person, ade: Person) -> None:
    assert ade.is_staff

    for by in (ade.id, "", "f" * 32):
        with told("Only a keeper"):
            add_person(store, "Sal Stranger", role=NURSE, by=by)
    assert [person.known_as for person in staff(store)] == ["Dr Ade Bello", "Jo"]


def test_family_can_be_added_by_anybody(store: Store) -> None:
    assert not add_person(store, "Grace Okafor", role=MOTHER).is_staff


def test_a_patient_has_a_day_of_birth_and_a_number(store: Store) -> None:
    known = add_patient(store, "Sam Okafor", "", BORN, "999 012 3454")

    assert known.patient is not None
    assert (known.person.known_as, known.patient.date_of_birth, known.patient.nhs_number) == ("Sam", BORN, NUMBER)
    assert patients(store) == [known]


def test_a_patient_may_have_neither(store: Store) -> None:
    for name in ("Sam Okafor", "Robin Vale"):
        known = add_patient(store, name, "", None)
        assert known.patient is not None
        assert (known.patient.date_of_birth, known.patient.nhs_number) == (None, "")


def test_two_patients_with_one_number_are_refused_and_nobody_is_stored(store: Store) -> None:
    add_patient(store, "Sam Okafor", "", BORN, NUMBER)

    with told("This NHS number is here already"):
        add_patient(store, "Robin Vale", "", BORN, NUMBER)
    assert names(store) == ["Sam"]


def test_somebody_known_can_be_a_patient_too_and_the_facts_can_be_mended(store: Store, jo: Person) -> None:
    assert make_patient(store, jo.id, None).date_of_birth is None
    assert make_patient(store, jo.id, BORN, OTHER_NUMBER).nhs_number == OTHER_NUMBER

    known = known_person(store, jo.id)
    assert known.keeper
    assert known.patient is not None
    assert known.patient.date_of_birth == BORN


def test_a_number_that_somebody_has_is_refused_when_facts_are_mended_too(store: Store) -> None:
    add_patient(store, "Sam Okafor", "", BORN, NUMBER)
    robin = add_patient(store, "Robin Vale", "", BORN, OTHER_NUMBER).person

    with told("This NHS number is here already"):
        make_patient(store, robin.id, BORN, NUMBER)
    found = known_person(store, robin.id).patient
    assert found is not None
    assert found.nhs_number == OTHER_NUMBER


def test_nobody_unknown_becomes_a_patient(store: Store) -> None:
    with pytest.raises(NoSuchPerson):
        make_patient(store, "f" * 32, BORN)


def test_there_is_room_for_a_whole_hospital(store: Store) -> None:
    for number in range(70):
        add_person(store, f"Person {number}")

    assert len({known.person.initials for known in everybody(store)}) == 70


# ---- names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("سام عكافور", "سام عكافور"),
        ("Zoë  Ó Briain\n", "Zoë Ó Briain"),
        ("Sam 🌻 Okafor", "Sam 🌻 Okafor"),
        ("Sam\x00\ud83d Okafor", "Sam�� Okafor"),
        ("李雷", "李雷"),
        ("N'Golo-K Ë", "N'Golo-K Ë"),
    ],
)
def test_a_name_in_any_writing_is_kept_and_found_again(store: Store, typed: str, kept: str) -> None:
    person = add_person(store, typed)

    found = known_person(store, person.id).person
    assert (found.name, found.known_as) == (kept, kept.split()[0])
    assert found.initials


@pytest.mark.parametrize("name", ["", "   ", "\n", "🌻", "--", "\x00"])
def test_a_name_without_a_letter_is_refused(store: Store, name: str) -> None:
    with told("A name is missing"):
        add_person(store, name)
    assert everybody(store) == []


def test_a_name_that_is_a_whole_text_is_refused(store: Store) -> None:
    assert tidy_name("a" * LONGEST_NAME)
    for name, known_as in (("a" * (LONGEST_NAME + 1), ""), ("Sam Okafor", "S" * (LONGEST_NAME + 1)), ("x" * 1_000_000, "")):
        with told("too long"):
            add_person(store, name, known_as)
        with told("too long"):
            add_patient(store, name, known_as, None)
    assert everybody(store) == []


def test_what_somebody_is_called_stands_on_one_line_too(store: Store) -> None:
    assert add_person(store, "Sam Okafor", "Sam\r\nO \ud83d").known_as == "Sam O �"


def test_names_change_and_mark_and_initials_stay(store: Store) -> None:
    before = add_person(store, "Sam Okafor")

    after = change_names(store, before.id, "Samira Okafor", " Mira ", "she\n")

    assert (after.name, after.known_as, after.pronoun) == ("Samira Okafor", "Mira", "she")
    assert (after.mark, after.initials) == (before.mark, before.initials)
    assert change_names(store, before.id, "Samira Okafor", "").known_as == "Samira"


@pytest.mark.parametrize(("name", "known_as", "pronoun"), [("", "Sam", ""), ("Sam", "S" * 121, ""), ("Sam", "Sam", "s" * 121)])
def test_names_that_do_not_fit_change_nothing(store: Store, name: str, known_as: str, pronoun: str) -> None:
    before = add_person(store, "Sam Okafor")

    with told("name is missing" if not name else "too long"):
        change_names(store, before.id, name, known_as, pronoun)
    assert known_person(store, before.id).person == before


@pytest.mark.parametrize(
    ("name", "called"), [("Sam Okafor", "Sam"), ("Dr Ade Bello", "Dr Ade Bello"), ("Mrs. Vale", "Mrs. Vale"), ("Drew Hill", "Drew")]
)
def test_somebody_is_called_by_the_first_name_and_by_all_of_it_after_a_title(name: str, called: str) -> None:
    assert first_name(name) == called


# ---- numbers


def test_a_number_is_read_however_it_is_spaced(store: Store) -> None:
    assert read_nhs_number(" 999 012 3454 ") == NUMBER
    assert read_nhs_number("  ") == ""


@pytest.mark.parametrize("typed", ["999 012 3455", "12345", "999012345X", "999O123454", "9" * 1000])
def test_a_number_that_does_not_add_up_is_refused_and_nobody_is_stored(store: Store, typed: str) -> None:
    with told("Check the NHS number"):
        add_patient(store, "Sam Okafor", "", BORN, typed)
    assert everybody(store) == []


# ---- needs


def test_needs_are_kept_flagged_in_words_and_taken_away_when_not_named(store: Store) -> None:
    sam = add_person(store, "Sam Okafor")
    set_needs(store, sam.id, ["large_print", "time"], "A quiet room", TODAY)

    assert {need.code for need in set_needs(store, sam.id, ["large_print"], "A quiet room", LATER, LATER)} == {"large_print", "own"}
    known = known_person(store, sam.id)
    assert "A quiet room" in known.needs_in_words
    assert {(need.recorded_on, need.reviewed_on, need.review_on) for need in known.needs} == {(TODAY, LATER, LATER)}
    assert set_needs(store, sam.id, [], "", LATER) == ()
    assert known_person(store, sam.id).needs_in_words == ""


def test_needs_that_nobody_knows_are_not_kept(store: Store) -> None:
    sam = add_person(store, "Sam Okafor")

    assert set_needs(store, sam.id, ["made_up", "large_print"], " \n", TODAY) == (Need(sam.id, "large_print", "", TODAY, TODAY),)


def test_own_words_of_a_need_are_made_fit_or_refused(store: Store) -> None:
    sam = add_person(store, "Sam Okafor")

    assert set_needs(store, sam.id, [], "quiet\ud83d\nroom", TODAY)[0].words == "quiet� room"
    with told("too long"):
        set_needs(store, sam.id, [], "q" * (LONGEST_NEED + 1), TODAY)
    assert [need.words for need in known_person(store, sam.id).needs] == ["quiet� room"]


def test_needs_are_said_in_the_persons_own_words_or_short() -> None:
    assert need_in_words(Need("a", "own", "A quiet room", TODAY)) == "A quiet room"
    assert need_in_words(Need("a", "gone_code", "", TODAY)) == "gone_code"


def test_words_in_a_row_are_joined_as_people_say_them() -> None:
    assert [join_words(words) for words in ([], ["time"], ["time", "print"], ["print", "breaks", "time"])] == [
        "",
        "time",
        "time and print",
        "print, breaks and time",
    ]


# ---- lists


def test_who_left_and_double_entries_are_listed_only_when_asked_for(store: Store, jo: Person, ade: Person) -> None:
    double = add_person(store, "Ade Bello")
    join_entries(store, double.id, ade.id, by=jo.id)
    gone = add_person(store, "Pat Gone", role=NURSE, by=jo.id)
    mark_as_left(store, gone.id, TODAY, by=jo.id)

    assert names(store) == ["Dr Ade Bello", "Jo"]
    assert len(everybody(store, gone_too=True)) == 4
    assert gone.id not in {person.id for person in staff(store)}


def test_a_person_nobody_knows_is_not_found(store: Store) -> None:
    with pytest.raises(NoSuchPerson):
        known_person(store, "f" * 32)


# ---- keepers


def test_the_first_of_staff_is_the_first_keeper_and_there_is_no_second_first(store: Store, jo: Person) -> None:
    assert known_person(store, jo.id).keeper
    assert jo.is_staff

    with told("There is a keeper already"):
        first_keeper(store, "Sal Stranger", NURSE, TODAY)
    assert names(store) == ["Jo"]


def test_the_first_keeper_is_of_staff(store: Store) -> None:
    with told("Only staff"):
        first_keeper(store, "Grace Okafor", MOTHER, TODAY)
    assert everybody(store) == []


def test_a_keeper_makes_another_member_of_staff_a_keeper(store: Store, jo: Person, ade: Person) -> None:
    assert too_few_keepers(store)
    make_keeper(store, ade.id, TODAY, by=jo.id)

    assert not too_few_keepers(store)
    must_be_keeper(store, ade.id)


def test_only_staff_who_are_still_here_become_keepers(store: Store, jo: Person, ade: Person) -> None:
    mum = add_person(store, "Grace Okafor", role=MOTHER)
    mark_as_left(store, ade.id, TODAY, by=jo.id)

    for person in (mum, ade):
        with told("Only staff can be keepers"):
            make_keeper(store, person.id, TODAY, by=jo.id)


def test_nobody_else_does_what_keepers_do(store: Store, jo: Person, ade: Person) -> None:
    for act in (
        lambda: mark_as_left(store, jo.id, TODAY, by=ade.id),
        lambda: join_entries(store, jo.id, ade.id, by=ade.id),
        lambda: make_keeper(store, ade.id, TODAY, by=ade.id),
        lambda: must_be_keeper(store, ade.id),
        lambda: must_be_keeper(store, ""),
    ):
        with told("Only a keeper"):
            act()
    assert names(store) == ["Dr Ade Bello", "Jo"]


def test_a_keeper_who_left_or_was_joined_away_is_a_keeper_no_more(store: Store, jo: Person, ade: Person) -> None:
    pat = add_person(store, "Pat Third", role=NURSE, by=jo.id)
    for person in (ade, pat):
        make_keeper(store, person.id, TODAY, by=jo.id)

    mark_as_left(store, ade.id, TODAY, by=jo.id)
    join_entries(store, pat.id, jo.id, by=jo.id)

    assert too_few_keepers(store)
    for person in (ade, pat):
        assert not known_person(store, person.id).keeper
        with told("Only a keeper"):
            must_be_keeper(store, person.id)


def test_the_last_keeper_stays_until_there_is_another(store: Store, jo: Person, ade: Person) -> None:
    for act in (lambda: mark_as_left(store, jo.id, TODAY, by=jo.id), lambda: join_entries(store, jo.id, ade.id, by=jo.id)):
        with told("the last keeper"):
            act()
    make_keeper(store, ade.id, TODAY, by=jo.id)

    assert mark_as_left(store, jo.id, TODAY, by=jo.id).left_on == TODAY
    must_be_keeper(store, ade.id)


def test_whoever_is_left_alone_with_a_store_of_gone_keepers_does_not_become_the_first(store: Store, jo: Person, ade: Person) -> None:
    make_keeper(store, ade.id, TODAY, by=jo.id)
    mark_as_left(store, jo.id, TODAY, by=jo.id)

    with told("There is a keeper already"):
        first_keeper(store, "Sal Stranger", NURSE, TODAY)


def test_a_double_entry_points_to_the_other_and_both_stay(store: Store, jo: Person) -> None:
    one, other = add_person(store, "Grace Okafor"), add_person(store, "Mrs Okafor")

    assert join_entries(store, other.id, one.id, by=jo.id).merged_into == one.id
    assert known_person(store, other.id).person.name == "Mrs Okafor"


def test_an_entry_does_not_point_to_itself_nor_to_one_that_points_on(store: Store, jo: Person) -> None:
    one, other, third = (add_person(store, name) for name in ("Grace Okafor", "Mrs Okafor", "Mum Okafor"))
    join_entries(store, other.id, one.id, by=jo.id)

    for double, person in ((one, one), (one, other), (third, other)):
        with told("This is one entry" if double is person else "double entry itself"):
            join_entries(store, double.id, person.id, by=jo.id)
