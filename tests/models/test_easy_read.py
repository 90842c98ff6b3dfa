from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.easy_read import WardWord, count_words, long_sentences, sentences, unexplained_hard_words

ADVOCATE = WardWord("advocate", "An advocate is a person who helps me say what I want.", hard=True)
SECTION = WardWord("section", "A section is a part of the law.", hard=True)
SECTION_117 = WardWord("section 117", "Section 117 is a law that gives some people free help after hospital.", hard=True)
TEAM = WardWord("multidisciplinary team", "It is a team of people with different jobs.", also=("MDT",), hard=True)
ALLERGY = WardWord("allergy", "An allergy means that something makes my body ill.", hard=True)
LEAVE = WardWord("leave", "Leave means time away from the ward.")
WORDS = (ADVOCATE, SECTION, SECTION_117, TEAM, ALLERGY, LEAVE)


def texts_of(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("One idea", ["One idea"]),
        ("I go out. It helps me!", ["I go out.", "It helps me!"]),
        ("Why? Because… it helps.", ["Why?", "Because…", "it helps."]),
        ("i went out. then i came back", ["i went out.", "then i came back"]),
        ("Garden first\nThen music", ["Garden first", "Then music"]),
        ("I see Dr. Ade and Mr. Lee. They listen.", ["I see Dr. Ade and Mr. Lee.", "They listen."]),
        ("J. Novak came. So did I. Then we ate.", ["J. Novak came.", "So did I.", "Then we ate."]),
        ("At 7.30 I take 2.5 mg. Then I sleep.", ["At 7.30 I take 2.5 mg.", "Then I sleep."]),
        ("Small things, e.g. tea, help. Tea is good.", ["Small things, e.g. tea, help.", "Tea is good."]),
        ('Ask "Shall we go on?" between parts. Wait.', ['Ask "Shall we go on?" between parts.', "Wait."]),
        ('She said "Stop." Then she sat.', ['She said "Stop."', "Then she sat."]),
        ("ما المهم؟ عائلتي.", ["ما المهم؟", "عائلتي."]),
        ("... Wait", ["...", "Wait"]),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, expected: list[str]) -> None:
    assert texts_of(text) == expected


@given(st.text(alphabet="ab. ?!…\n\"'”)(éI1ß🐝", max_size=60))
def test_sentences_stand_where_they_say_and_lose_no_word(text: str) -> None:
    found = sentences(text)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert all(sentence.end <= following.start for sentence, following in pairwise(found))
    assert "".join("".join(sentence.text.split()) for sentence in found) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one", 1), ("don't stop", 2), ("yes / no", 2), ("self-neglect – again", 2), ("“7 May”, at 10", 4), ("{Sam} is writing", 3)],
)
def test_words_are_counted_as_people_count_them(text: str, count: int) -> None:
    assert count_words(text) == count


def test_a_sentence_of_fifteen_words_is_not_long_and_one_of_sixteen_is() -> None:
    fifteen = "one " * 14 + "end."
    assert long_sentences(fifteen) == []
    (long,) = long_sentences(f"Short. one {fifteen}")
    assert (long.words, long.start) == (16, 7)
    assert long_sentences("one two three", limit=2)[0].words == 3


@pytest.mark.parametrize(
    ("text", "following", "unexplained"),
    [
        ("Do I want an advocate?", "", [ADVOCATE]),
        ("Do I want an advocate?", "An advocate is a person who helps me.", []),
        ("Two Advocates came.", "", [ADVOCATE]),
        ("My advocate, who is the person who helps me say what I want", "", []),
        ("Advocate: somebody who helps me.", "", []),
        ("The advocate (who helps me) came.", "", []),
        ("The advocate helps.", "It is a person.", [ADVOCATE]),
        ("Section 117 helps me.", "", [SECTION_117]),
        ("Section 117 helps me.", "Section 117 means help after hospital.", []),
        ("A section, and section 117.", "Section 117 is a law.", [SECTION]),
        ("The MDT met, and the mdt ate.", "", [TEAM]),
        ("The MDT met.", "It is a team of people with different jobs.", []),
        ("I have allergies.", "", [ALLERGY]),
        ("I have allergies.", "Allergies are things that make me ill.", []),
        ("I ask for leave.", "", []),
        ("A dissection, and advocated.", "", []),
    ],
)
def test_a_hard_word_is_found_unless_somebody_explains_it(text: str, following: str, unexplained: list[WardWord]) -> None:
    assert unexplained_hard_words(text, following, WORDS) == unexplained


def test_hard_words_come_once_each_as_they_first_appear() -> None:
    assert unexplained_hard_words("MDT, advocate, MDT.", "", WORDS) == [TEAM, ADVOCATE]
