"""The ward's word list: said plainly, explained where it stands, nobody's name in it, and no plan changed by it."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Trouble
from app.forms import words as shipped_words
from app.people import add_person
from app.ward_words import checked, explained_in, meaning_of, say_plainly, take_out, ward_list, words_said_here
from models.text.document import side_id
from tests.app.open_ward import OpenWard, open_ward, write_in_a_plan

MEANING = "Medicine to take home."


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path)
    yield opened
    opened.close()


def say(ward: OpenWard, word: str = "TTO", meaning: str = MEANING, **more: str) -> None:
    say_plainly(ward.store.store, ward.clock, word, meaning, by=ward.jo.id, **more)


def own(ward: OpenWard) -> list[tuple[str, str]]:
    return [(one.word, one.explanation) for one in words_said_here(ward.store.store)]


def found(ward: OpenWard, *texts: str) -> list[str]:
    return [word.word for word in explained_in(ward.store.store, texts)]


def test_a_word_said_plainly_is_explained_where_it_next_appears(ward: OpenWard) -> None:
    assert found(ward, "Your TTOs are here.") == []
    say(ward)

    assert found(ward, "Your TTOs are here.") == ["TTO"]
    assert meaning_of(ward.store.store, "tto") == MEANING


def test_who_said_it_and_when_is_kept(ward: OpenWard) -> None:
    say(ward)
    (said,) = words_said_here(ward.store.store)
    assert (said.person_id, said.said_at) == (ward.jo.id, ward.clock.now())


def test_the_words_that_ship_are_in_the_list(ward: OpenWard) -> None:
    assert ward_list(ward.store.store) == shipped_words()
    assert found(ward, "My advocate came.", "Section 117 is a law.") == ["advocate", "section 117"]


@pytest.mark.parametrize("word", ["advocate", "Advocate", "CPA"])
def test_what_is_said_here_stands_in_place_of_what_ships(ward: OpenWard, word: str) -> None:
    say(ward, word, "Somebody who speaks up for me.")
    explained = explained_in(ward.store.store, [f"The {word} was there."])

    assert [one.explanation for one in explained] == ["Somebody who speaks up for me."]


def test_a_word_is_changed_and_written_otherwise(ward: OpenWard) -> None:
    say(ward, "TOT", MEANING)
    say(ward, "TTO", "Tablets to take home.", instead_of="TOT")
    say(ward, "tto", "Tablets for home.", instead_of="TTO")

    assert own(ward) == [("tto", "Tablets for home.")]


def test_a_word_is_taken_out(ward: OpenWard) -> None:
    say(ward)
    take_out(ward.store.store, "TTO")

    assert own(ward) == []
    with pytest.raises(Trouble, match="Somebody has taken it out"):
        take_out(ward.store.store, "TTO")


@pytest.mark.parametrize("word", ["Sam", "okafor", "Sam's tablets", "ROBIN VALE", "Nowak"])
def test_a_name_is_refused_in_a_kind_sentence(ward: OpenWard, word: str) -> None:
    with pytest.raises(Trouble) as caught:
        say(ward, word)

    assert caught.value.title == "This may be somebody's name."
    assert str(caught.value) == "Everybody here can read this list. Say it without the name, please."
    assert own(ward) == []


@pytest.mark.parametrize("meaning", ["What Sam takes at night.", "See Okafor.", "Robin's word for it."])
def test_a_name_is_refused_in_the_meaning_too(ward: OpenWard, meaning: str) -> None:
    with pytest.raises(Trouble, match="without the name"):
        say(ward, "TTO", meaning)


def test_a_small_word_that_only_sounds_like_a_name_may_stand_in_a_meaning(ward: OpenWard) -> None:
    add_person(ward.store.store, "Will Marsh")
    say(ward, "TTO", "It will help, on the marsh.")
    assert own(ward)


@pytest.mark.parametrize(("word", "meaning"), [("999 012 3454", MEANING), ("TTO", "See 999-012-3454."), ("No 9990123455", MEANING)])
def test_a_number_of_ten_digits_is_refused(ward: OpenWard, word: str, meaning: str) -> None:
    with pytest.raises(Trouble, match="without the number"):
        say(ward, word, meaning)
    assert own(ward) == []


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("", MEANING), ("  \n", MEANING), ("…", MEANING), ("TTO", ""), ("TTO", " - "), ("a" * 61, MEANING), ("TTO", "a" * 201)],
)
def test_what_is_missing_or_too_long_is_said(ward: OpenWard, word: str, meaning: str) -> None:
    with pytest.raises(Trouble):
        checked(ward.store.store, word, meaning)


def test_odd_characters_and_line_ends_are_made_fit(ward: OpenWard) -> None:
    say(ward, " TT\u202eO\n", "Medicine\nto take\x00 home.")
    ((word, meaning),) = own(ward)
    assert word == "TTO"
    assert "\n" not in meaning
    assert "\x00" not in meaning


def test_the_list_never_changes_the_words_of_a_plan(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward, "My TTO and my section.")
    before = (plan.document.side(side_id("about_important", "patient")).text, plan.refresh().head_n, plan.plan.head_hash)
    say(ward)
    say(ward, "section", "A part of the law.")
    take_out(ward.store.store, "TTO")
    assert ward.store.keeping.flush()

    assert (plan.document.side(side_id("about_important", "patient")).text, plan.refresh().head_n, plan.plan.head_hash) == before


def test_the_list_is_what_a_simple_dictionary_would_hold(ward: OpenWard) -> None:
    """Many words said, changed and taken out in any order, against a dictionary by small letters."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance, oracle = random.Random(seed), dict[str, tuple[str, str]]()
    for _turn in range(120):
        word = "".join(chance.choice((str.upper, str.lower))(letter) for letter in chance.choice(("abc", "ödem", "tto", "c-pack", "mdt")))
        if chance.random() < 0.3 and oracle:
            gone = chance.choice(sorted(oracle))
            take_out(ward.store.store, oracle.pop(gone)[0].swapcase())
        else:
            meaning = f"Meaning {chance.randrange(1000)}."
            say(ward, word, meaning)
            oracle[word.casefold()] = (word, meaning)
        assert sorted(own(ward)) == sorted(oracle.values())
