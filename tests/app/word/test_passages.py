"""The words of a side on paper: initials at each change of voice, strikes, notes, and words of two voices."""

import pytest

from app.word.blocks import CopyKind, PieceKind
from app.word.passages import LONGEST_WORD
from models.text.pens import UNKNOWN, Pen, Voice, VoiceKind
from tests.app.word.plans import CHIDI, JO, MUM, SAM, PaperPlan, asked, lines_of, person, said_at

TOGETHER = "help/together"


def printed(plan: PaperPlan, place: str = TOGETHER, kind: CopyKind = CopyKind.WHO_WROTE_WHAT) -> list[str]:
    """The lines of one side."""
    parts = asked(plan.copy(kind), place.partition("/")[0]).parts
    return [text for part in parts if part.place == place for text in lines_of(part)]


def clean(plan: PaperPlan, place: str = TOGETHER) -> list[str]:
    """The same in a clean copy."""
    return printed(plan, place, CopyKind.CLEAN)


def test_initials_stand_at_each_change_of_voice() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "Garden first, ")
    plan.says(JO, TOGETHER, "and staff open the door.")

    assert printed(plan) == ["[SO] Garden first, [JN] and staff open the door."]
    assert clean(plan) == ["Garden first, and staff open the door."]


def test_each_line_begins_with_initials() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "One line.\n\nAnother line.\n")

    assert printed(plan) == ["[SO] One line.", "[SO] Another line."]


def test_a_word_of_two_voices_is_followed_by_both_initials() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "the garden is open")
    plan.puts_in(JO, TOGETHER, "gard", "EN")

    assert printed(plan) == ["[SO] the gardENen (SO, JN) [SO] is open"]
    voices = [piece.voice for part in asked(plan.copy(CopyKind.WHO_WROTE_WHAT), "help").parts for piece in part.body[0]]  # type: ignore[union-attr]
    assert Voice.of(JO) in voices, "each letter keeps its line"


def test_a_comma_that_leads_over_to_ones_own_words_asks_for_no_initials_of_its_own() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "Garden first")
    plan.says(JO, TOGETHER, ", and staff too (")
    plan.says(SAM, TOGETHER, "gladly")
    plan.says(JO, TOGETHER, ") come.")

    assert printed(plan) == ["[SO] Garden first, [JN] and staff too ([SO] gladly) [JN] come."]


def test_a_sign_that_stands_alone_under_another_voice_is_said() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "I feel safe")
    plan.says(JO, TOGETHER, "?")

    assert printed(plan) == ["[SO] I feel safe? (SO, JN)"]


def test_open_strikes_stay_in_full_and_say_who_asks() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "Garden, on my own, then music.")
    plan.strikes(JO, TOGETHER, "on my own, ")

    asks = "Not settled: Jo asks to take out “on my own”. Sam has not answered."
    assert clean(plan) == ["Garden, on my own, (Jo asks to take this out) then music.", asks]
    assert printed(plan) == ["[SO] Garden, ~on my own,~ (×JN) [SO] then music.", asks]


def test_a_strike_inside_a_word_prints_the_whole_word_struck_and_the_new_word_after_it() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "My colour is blue.")
    plan.strikes(JO, TOGETHER, "u")
    plan.puts_in(JO, TOGETHER, "colou", "x")

    assert printed(plan)[0] == "[SO] My ~colour~ (×JN) coloxr (SO, JN) [SO] is blue."
    assert clean(plan)[0] == "My colour (Jo asks to take this out) coloxr is blue."


def test_a_full_stop_behind_a_struck_word_is_not_struck_with_it() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "Leave it at night.")
    plan.strikes(JO, TOGETHER, "at night")

    assert printed(plan)[0] == "[SO] Leave it ~at night~ (×JN)."


def test_a_full_stop_behind_a_new_word_is_no_word_of_two_voices() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "I take it at twelve.")
    plan.strikes(JO, TOGETHER, "twelve")
    plan.puts_in(JO, TOGETHER, "twelve", "ten")

    asks = "Not settled: Jo asks to take out “twelve”, and wrote “ten” instead. Sam has not answered."
    assert printed(plan) == ["[SO] I take it at ~twelve~ (×JN) [JN] ten.", asks]
    assert clean(plan) == ["I take it at twelve (Jo asks to take this out) ten.", asks]


def test_two_who_strike_the_same_words_are_both_named() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "Leave it shut.")
    plan.strikes(JO, TOGETHER, "shut")
    plan.strikes(MUM, TOGETHER, "shut")

    assert clean(plan) == [
        "Leave it shut (Jo asks to take this out) (Mum asks to take this out).",
        "Not settled: Jo asks to take out “shut”. Sam has not answered. Mum asks to take out “shut”. Sam has not answered.",
    ]


def test_what_the_owner_let_go_has_left() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "I hate everybody.")
    plan.strikes(JO, TOGETHER, " everybody")
    plan.lets_go(SAM, TOGETHER, " everybody")

    assert clean(plan) == ["I hate."]


def test_kept_words_make_two_texts_of_equal_size() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "Door open at night, please.\nAnd the light on.")
    plan.strikes(JO, TOGETHER, "at night")
    plan.keeps(SAM, TOGETHER, "at night")

    assert said_at(plan.copy(), "help")[-4:] == [
        "As Sam keeps it: Door open at night, please.",
        "Without the words that Jo asks to take out: Door open, please.",
        "And the light on.",
        "Sam and the team have not written here yet.",
    ]


def test_words_typed_for_somebody_say_so_until_they_are_confirmed() -> None:
    plan = PaperPlan()
    plan.types_for(JO, SAM, "help/patient", "I want Mum to ring.")

    assert clean(plan, "help/patient") == ["I want Mum to ring. (typed by Jo, not yet confirmed)"]
    assert printed(plan, "help/patient") == ["[SO·jn] I want Mum to ring. (typed by Jo, not yet confirmed)"]
    plan.confirms(SAM, "help/patient", "I want Mum to ring.")
    assert clean(plan, "help/patient") == ["I want Mum to ring."]
    assert printed(plan, "help/patient") == ["[SO·jn] I want Mum to ring. (typed by Jo; Sam said yes)"]


def test_what_was_changed_since_it_was_confirmed_says_so() -> None:
    plan = PaperPlan()
    plan.types_for(JO, SAM, TOGETHER, "I want Mum to ring.")
    plan.confirms(SAM, TOGETHER, "I want Mum to ring.")
    plan.puts_in(MUM, TOGETHER, "Mum", " or Dan")

    assert "(typed by Jo, changed since Sam said yes)" in clean(plan)[0]


def test_the_way_of_words_is_said_and_who_carried_them_stands_in_the_key() -> None:
    plan = PaperPlan(MUM)
    plan.types_for(JO, MUM, f"help/family:{MUM}", "Ring me.", way=CHIDI)

    side = f"help/family:{MUM}"
    assert printed(plan, side) == ["[GO·jn] Ring me. (typed by Jo by way of Chidi, not yet confirmed)"]
    assert clean(plan, side) == ["Ring me. (typed by Jo by way of Chidi, not yet confirmed)"]
    assert ("CE", "interpreter") in [(row.sign, row.role) for row in plan.copy(CopyKind.WHO_WROTE_WHAT).key]
    plan.confirms(MUM, side, "Ring me.")
    assert printed(plan, side) == ["[GO·jn] Ring me. (typed by Jo by way of Chidi; Mum said yes)"]
    plan.write(Pen("carried", Voice.of(MUM), MUM, CHIDI, "mother", "9" * 32), side, "\nOr write.")
    assert printed(plan, side)[-1] == "[GO] Or write. (by way of Chidi)"


def test_words_that_are_not_theirs_are_in_no_copy() -> None:
    plan = PaperPlan()
    plan.types_for(JO, SAM, TOGETHER, "He likes tea. ")
    plan.says(SAM, TOGETHER, "I like coffee.")
    plan.disowns(SAM, TOGETHER, "He likes tea. ")

    assert clean(plan) == ["I like coffee."]
    assert printed(plan) == ["[SO] I like coffee."]


def test_quoted_words_stay_their_owners() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "The garden.")
    plan.quotes(JO, "help/patient", "The garden.", TOGETHER)
    plan.quotes(JO, "help/patient", "The garden.", "help/team")

    assert printed(plan) == ["[“SO”] The garden. (quoted by Jo)"]
    assert clean(plan) == ["The garden."]
    assert clean(plan, "help/team") == ["The garden. (words of Sam)"], "a title never gives words to the wrong person"


def test_a_comma_behind_a_note_says_whose_it_is() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "the garden")
    plan.quotes(JO, "help/patient", "the garden", TOGETHER)
    plan.says(JO, TOGETHER, ", and staff too.")

    assert printed(plan) == ["[“SO”] the garden (quoted by Jo) [JN], and staff too."]


def test_words_from_a_letter_say_where_they_are_from() -> None:
    plan = PaperPlan()
    letter = Pen("letter", Voice.source("Sam's letter, 3 May", SAM), JO, sitting="s")
    leaflet = Pen("leaflet", Voice.source("Ward leaflet"), JO, sitting="s")
    plan.write(letter, "help/patient", "I miss my cat.")
    plan.write(leaflet, "help/team", "Visits until eight.")

    assert clean(plan, "help/patient") == ["I miss my cat. (from: Sam's letter, 3 May) (typed by Jo, not yet confirmed)"]
    assert printed(plan, "help/patient") == ["[SO·jn] I miss my cat. (from: Sam's letter, 3 May) (typed by Jo, not yet confirmed)"]
    assert clean(plan, "help/team") == ["Visits until eight. (from: Ward leaflet)"]
    assert printed(plan, "help/team") == ["[S1] Visits until eight. (from: Ward leaflet, copied here by Jo)"]


@pytest.mark.parametrize("voice", [UNKNOWN, Voice(VoiceKind.FORM)])
def test_words_of_nobody_have_a_sign_too(voice: Voice) -> None:
    plan = PaperPlan()
    plan.write(Pen("odd", voice, JO, sitting="s"), TOGETHER, "Write here.")

    assert printed(plan)[0].startswith("[?]" if voice == UNKNOWN else "[Form]")


def test_a_strike_on_words_of_somebody_who_left_is_marked_as_not_answered() -> None:
    plan = PaperPlan()
    plan.says(JO, TOGETHER, "Every two hours.")
    plan.strikes(SAM, TOGETHER, "two")
    gone = [person(JO, left_on=plan.facts.day) if one.id == JO else one for one in plan.facts.people]
    object.__setattr__(plan.facts, "people", tuple(gone))

    asks = "Not settled: Sam asks to take out “two”. Not answered: Jo has left."
    assert clean(plan) == ["Every two (Sam asks to take this out. Not answered: Jo has left.) hours.", asks]
    assert printed(plan) == ["[JN] Every ~two~ (×SO, not answered: Jo has left) [JN] hours.", asks]


def test_a_script_without_spaces_has_its_initials_inside() -> None:
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "日" * LONGEST_WORD)
    plan.says(JO, TOGETHER, "本語")

    assert printed(plan) == [f"[SO] {'日' * LONGEST_WORD}[JN] 本語"]


def test_emoji_and_letters_of_other_scripts_stay_as_they_are() -> None:
    plan = PaperPlan()
    text = "👩\u200d👧 שלום e\u0301 سلام"
    plan.says(SAM, TOGETHER, text)

    assert clean(plan) == [text]


def test_what_is_said_of_words_is_never_taken_for_words() -> None:
    plan = PaperPlan()
    plan.types_for(JO, SAM, TOGETHER, "Tea at four")
    pieces = [piece for part in asked(plan.copy(), "help").parts for piece in part.body[0] if part.place]  # type: ignore[union-attr]

    assert [piece.text for piece in pieces if piece.kind is PieceKind.WORDS] == ["Tea at four"]
