"""The Word file itself: what must be true of each one, and how odd words come through."""

import re
from datetime import date

import pytest

from app.resources import resource_path
from app.word.base import BASE, SMALLEST, base_document
from app.word.blocks import Copy, CopyKind, Piece, PieceKind
from app.word.elements import IllegalText
from app.word.layout import LONGEST_CELL, MOST_LETTERS, MOST_LINES
from app.word.marks import UNDERLINES, ink_colours
from app.word.writer import write_copy
from models.marks import INKS, LINES
from models.text.pens import Voice
from tests.app.word.invariants import W, WordFile, faults, text_of
from tests.app.word.plans import JO, MUM, SAM, TODAY, PaperPlan

BOTH = tuple(CopyKind)


def lively_plan() -> PaperPlan:
    """A plan with words of several voices, strikes, a difference and an action."""
    plan = PaperPlan(MUM)
    plan.says(SAM, "help/together", "Garden, on my own, then music.")
    plan.strikes(JO, "help/together", "on my own")
    plan.says(MUM, f"help/family:{MUM}", "He hums.")
    plan.types_for(JO, SAM, "safe/patient", "Knock first.")
    plan.says(SAM, "step/together", "Ring Dan.")
    plan.enters(SAM, "review/patient", {"day": "2026-06-03"})
    plan.enters(JO, "review/team", {"day": "2026-07-01"})
    return plan


def written(plan: PaperPlan, kind: CopyKind = CopyKind.WHO_WROTE_WHAT) -> bytes:
    """The Word file of a plan."""
    return write_copy(plan.copy(kind), TODAY)


@pytest.mark.parametrize("kind", BOTH)
def test_every_invariant_holds(kind: CopyKind) -> None:
    assert faults(written(lively_plan(), kind)) == []
    assert faults(written(PaperPlan(), kind)) == []


def test_the_invariants_see_what_they_look_for() -> None:
    data = written(lively_plan())
    broken = {
        b"<w:cantSplit/>": b"",
        b"<w:tblHeader/>": b"",
        b'<w:tblCaption w:val="We differ. Both sides stay."/>': b'<w:tblCaption w:val=""/>',
        b'w:val="Sidewords"': b'w:val="Nosuch"',
        b' xml:space="preserve"': b"",
        b'w:val="Heading2"': b'w:val="Heading3"',
        b"<w:p>": b'<w:p><w:r><w:rPr><w:sz w:val="20"/></w:rPr></w:r>',
    }
    for what, instead in broken.items():
        assert faults(with_document(data, what, instead)), what


@pytest.mark.parametrize("kind", BOTH)
def test_the_same_copy_makes_the_same_bytes(kind: CopyKind) -> None:
    copy = lively_plan().copy(kind)

    assert write_copy(copy, TODAY) == write_copy(copy, TODAY)
    assert write_copy(copy, TODAY) != write_copy(copy, date(2026, 5, 5))


def test_the_base_document_in_the_repository_is_the_one_that_its_module_makes() -> None:
    kept = WordFile(resource_path(*BASE).read_bytes()).parts

    assert kept == WordFile(base_document()).parts


def test_each_person_has_a_colour_and_a_line() -> None:
    file = WordFile(written(lively_plan()))
    style = file.styles.xpath("//*[local-name()='style'][@*[local-name()='styleId']='Wordsofperson1']")[0]

    assert [one.get(f"{W}val") for one in style.iter(f"{W}color", f"{W}u")] == [ink_colours()["honey"], "single"]
    words = file.runs("Garden, ")[0]
    assert words.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "Wordsofperson1"


def test_a_clean_copy_has_no_persons_style() -> None:
    assert b"ofperson" not in WordFile(written(lively_plan(), CopyKind.CLEAN)).parts["word/styles.xml"]


def test_struck_words_have_a_line_through_and_the_strikers_initials_behind() -> None:
    file = WordFile(written(lively_plan()))
    struck = file.runs("on my own")[0]

    assert struck.find(f"{W}rPr/{W}strike") is not None
    assert text_of(struck.getnext()) == "\N{NO-BREAK SPACE}(×JN)"
    assert not list(WordFile(written(lively_plan(), CopyKind.CLEAN)).document.iter(f"{W}strike"))


def test_all_lines_are_told_apart_in_grey_and_none_is_a_wave() -> None:
    assert list(UNDERLINES) == list(LINES)
    assert len(set(UNDERLINES.values())) == len(LINES)
    assert not [line for line in UNDERLINES.values() if "wav" in line]


def test_every_ink_stands_out_from_white() -> None:
    assert list(ink_colours()) == list(INKS)
    assert min(contrast_to_white(colour) for colour in ink_colours().values()) >= 7


def test_who_the_plan_is_about_is_on_every_page() -> None:
    file = WordFile(written(PaperPlan()))

    assert text_of(file.header).startswith("Sam Okafor (Sam) · born 12 March 1990 · NHS number 999 012 3454")
    assert "being written" in text_of(file.header)
    assert text_of(file.footer) == "Who wrote what, 4 May 2026Form version 3 · Record 7, 0001 0203 0405\tPage 1 of 1"


def test_the_properties_say_nothing_of_the_plan() -> None:
    file = WordFile(written(lively_plan()))
    properties = file.parts["docProps/core.xml"].decode() + file.parts["docProps/app.xml"].decode()

    assert not re.search("Sam|Okafor|care|garden|999", properties)
    assert "A copy from Two Pens" in properties


def test_words_that_run_to_the_left_are_marked_so() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "سلام and peace")
    plan.says(SAM, "help/together", "I say שלום to you")
    file = WordFile(written(plan, CopyKind.CLEAN))

    arabic, hebrew = file.runs("سلام ")[0], file.runs("שלום ")[0]
    assert arabic.find(f"{W}rPr/{W}rtl") is not None
    assert arabic.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ar-SA"
    assert hebrew.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "he-IL"
    assert arabic.getparent().find(f"{W}pPr/{W}bidi") is not None
    assert hebrew.getparent().find(f"{W}pPr/{W}bidi") is None, "the paragraph begins in English"
    assert faults(written(plan)) == []


def test_tabs_and_long_texts_come_through() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "one\ttwo " + "é" * 70_000)
    file = WordFile(written(plan, CopyKind.CLEAN))

    texts = [text for style, text in file.paragraphs if style == "Sidewords"]
    assert texts == ["one\ttwo " + "é" * 70_000]
    assert faults(written(plan)) == []


def test_lines_become_paragraphs() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "one\n\n  two")

    assert [text for style, text in WordFile(written(plan, CopyKind.CLEAN)).paragraphs if style == "Sidewords"] == ["one", "two"]


@pytest.mark.parametrize("text", ["\x00", "a\x0bb", "\ud800", "\ufffe", "\uffff"])
def test_what_no_word_file_can_hold_is_refused_and_never_mended_in_silence(text: str) -> None:
    with pytest.raises(IllegalText):
        write_copy(with_words(PaperPlan().copy(), text), TODAY)


def test_texts_that_no_page_could_hold_stand_one_below_the_other() -> None:
    plan = PaperPlan()
    plan.says(SAM, "differ/patient", "door " * (MOST_LETTERS // 5 + 1))
    plan.says(JO, "differ/team", "fire")
    plan.says(SAM, "step/together", "ring\n" * (MOST_LINES + 1))
    file = WordFile(written(plan, CopyKind.CLEAN))

    assert not [row for row in file.document.iter(f"{W}tr") if "door" in text_of(row) or "ring" in text_of(row)]
    assert ("Sidewords", "fire") in file.paragraphs
    assert file.paragraphs.count(("Sidewords", "ring")) == MOST_LINES
    assert faults(written(plan)) == []


def test_a_step_that_fills_pages_stands_in_no_table() -> None:
    plan = PaperPlan()
    plan.says(SAM, "step/together", "ring " * LONGEST_CELL)

    assert not list(WordFile(written(plan, CopyKind.CLEAN)).document.iter(f"{W}tbl"))[:-1], "only that of who took part"


def test_a_welsh_form_is_read_aloud_in_welsh() -> None:
    plan = PaperPlan()
    copy = plan.copy()
    object.__setattr__(copy, "language", "cy")

    assert b'w:val="cy-GB"' in WordFile(write_copy(copy, TODAY)).parts["word/styles.xml"]


def test_no_size_of_ours_is_below_eleven_points() -> None:
    assert SMALLEST == 22


def with_document(data: bytes, what: bytes, instead: bytes) -> bytes:
    """The file with something else in its body, once."""
    from app.word.base import zipped

    parts = WordFile(data).parts
    assert what in parts["word/document.xml"], what
    return zipped({**parts, "word/document.xml": parts["word/document.xml"].replace(what, instead, 1)})


def with_words(copy: Copy, text: str) -> Copy:
    """The copy with one line of these words at its end, past every door that words come through."""
    last = copy.closing[-1]
    object.__setattr__(last, "body", (*last.body, (Piece(PieceKind.WORDS, text, Voice.of(SAM)),)))
    return copy


def contrast_to_white(colour: str) -> float:
    """How far a colour stands out from white paper, as WCAG reckons it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_the_sides_of_a_short_question_stay_on_one_page_and_those_of_a_long_one_may_part() -> None:
    short, long = PaperPlan(), PaperPlan()
    for plan, words in ((short, "tea"), (long, "tea " * 200)):
        plan.says(SAM, "help/patient", words)
        plan.says(JO, "help/team", words)

    assert [stays_with_the_next(written(plan), "tea") for plan in (short, long)] == [True, False]


def stays_with_the_next(data: bytes, words: str) -> bool:
    """Whether the first paragraph of somebody's words may not end a page."""
    found = next(
        one for one in WordFile(data).document.iter(f"{W}p") if text_of(one).removeprefix("[SO]\N{NO-BREAK SPACE}").startswith(words)
    )
    return found.find(f"{W}pPr/{W}keepNext") is not None
