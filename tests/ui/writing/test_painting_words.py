"""What is painted round words: tints, lines, tags, strikes and the caret, told by the colours in a picture."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from models.text.answering import not_my_words
from models.text.pens import Pen, Voice
from tests.ui.pictures import settle
from tests.ui.writing.desk import JO, JO_FOR_SAM, SAM, SAMS, SIDE, TestDesk, write
from tests.ui.writing.hands import type_text
from ui.look import Look
from ui.writing.side_editor import SideEditor
from ui.writing.side_view import SideView

MakeEditor = Callable[..., SideEditor]
MakeView = Callable[..., SideView]


def colours_in(box: SideView, place: QRect | None = None) -> set[str]:
    """Every colour of a picture of the box, or of a part of it."""
    picture = box.viewport().grab(place or box.viewport().rect()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {QColor(picture.pixel(x, y)).name() for x in range(picture.width()) for y in range(picture.height())}


def under(box: SideView, start: int, end: int) -> QRect:
    """The part of the box in which the line under some words of one line stands."""
    one, other = box.cursorRect(box.place_of(start)), box.cursorRect(box.place_of(end))
    return QRect(one.x() + 2, one.bottom() - 1, max(2, other.x() - one.x() - 6), 8)


def inks(look: Look, name: str) -> tuple[str, str]:
    """A person's ink and tint."""
    ink = look.theme.inks[name]
    return ink.ink.lower(), ink.tint.lower()


def test_the_owners_own_words_have_no_ground_and_no_line(make_view: MakeView, desk: TestDesk, look: Look):
    view = make_view(SAMS, owner="sam")
    write(desk.document, SAM, "Garden first", side=SAMS)
    ink, tint = inks(look, "honey")
    seen = colours_in(view, view.viewport().rect().adjusted(60, 0, 0, 0))
    assert not {ink, tint} & seen


def test_a_thread_in_the_owners_ink_hangs_beside_the_words(make_view: MakeView, desk: TestDesk, look: Look):
    view = make_view(SAMS, owner="sam")
    write(desk.document, SAM, "Garden\nfirst", side=SAMS)
    assert inks(look, "honey")[0] in colours_in(view, QRect(20, 0, 24, view.height()))


def test_no_speck_of_the_thread_stands_beside_a_tag_in_its_place(make_view: MakeView, desk: TestDesk, look: Look):
    view = make_view(SAMS, owner="sam")
    write(desk.document, JO, "Words of Jo", side=SAMS)
    settle(QApplication.instance())
    beside_it = QRect(20, 0, 24, view.cursorRect(view.place_of(0)).bottom())
    assert inks(look, "honey")[0] not in colours_in(view, beside_it)

    write(desk.document, SAM, "Garden\n\nfirst\n", side=SAMS)
    settle(QApplication.instance())
    assert inks(look, "honey")[0] in colours_in(view, QRect(20, 0, 24, view.height()))


@pytest.mark.parametrize("theme", ["light", "cream", "dark"])
def test_other_voices_wear_tint_line_and_tag(make_view: MakeView, desk: TestDesk, look: Look, theme: str):
    look.change(theme=theme)
    view = make_view()
    write(desk.document, JO, "and staff open the door")
    ink, tint = inks(look, "sea")
    assert tint in colours_in(view)
    assert ink in colours_in(view, under(view, 0, 9))
    assert ink in colours_in(view, QRect(0, 0, 68, view.height()))


def test_in_high_contrast_the_line_is_there_and_the_tint_is_not(make_view: MakeView, desk: TestDesk, look: Look):
    look.change(theme="high_contrast")
    view = make_view()
    write(desk.document, JO, "and staff open the door")
    assert "#ffffff" in colours_in(view, under(view, 0, 9))
    assert not {"#ddebfb", "#1a304b"} & colours_in(view)


def test_a_strike_is_drawn_in_the_strikers_ink(make_view: MakeView, desk: TestDesk, look: Look):
    view = make_view(SAMS, owner="sam")
    write(desk.document, SAM, "Garden first", side=SAMS)
    write(desk.document, JO, "", at=0, take=6, side=SAMS)
    letters = view.cursorRect(view.place_of(0)).united(view.cursorRect(view.place_of(5)))
    assert inks(look, "sea")[0] in colours_in(view, letters)


def test_a_struck_line_end_shows_a_sign(make_view: MakeView, desk: TestDesk, look: Look):
    view = make_view(SAMS, owner="sam")
    write(desk.document, SAM, "one\ntwo", side=SAMS)
    write(desk.document, JO, "", at=3, take=1, side=SAMS)
    behind = view.cursorRect(view.place_of(3)).adjusted(2, 0, 14, 0)
    assert inks(look, "sea")[0] in colours_in(view, behind)


def test_words_that_are_nobodys_here_wear_the_texts_own_colour(make_view: MakeView, desk: TestDesk, look: Look):
    view = make_view()
    write(desk.document, Pen("leaflet", Voice.source("Leaflet"), "jo"), "Rest at the same hour")
    assert look.theme.text.lower() in colours_in(view, under(view, 0, 9))
    assert look.theme.chosen.lower() in colours_in(view)


def test_hidden_marks_leave_strikes_alone(make_view: MakeView, desk: TestDesk, look: Look, qapp: QApplication):
    view = make_view()
    write(desk.document, SAM, "Garden first ")
    write(desk.document, JO, "and tea")
    write(desk.document, JO, "", at=0, take=6)
    view.set_marks_shown(False)
    settle(qapp)
    honey, sea = inks(look, "honey"), inks(look, "sea")
    seen = colours_in(view)
    assert not {honey[0], honey[1], sea[1]} & seen
    assert sea[0] in seen
    view.set_marks_shown(True)
    settle(qapp)
    assert {honey[0], honey[1], sea[1]} <= colours_in(view)


def test_hiding_the_marks_gives_the_room_of_tags_back(make_view: MakeView, desk: TestDesk):
    view = make_view()
    write(desk.document, SAM, "Garden first ")
    write(desk.document, JO, "and tea")
    wide = view.cursorRect(view.place_of(20)).x()
    view.set_marks_shown(False)
    assert view.cursorRect(view.place_of(20)).x() < wide - 30


def test_not_my_words_look_other_than_words_that_wait(make_view: MakeView, desk: TestDesk, look: Look):
    view = make_view()
    write(desk.document, JO_FOR_SAM, "I like peas")
    waiting = view.viewport().grab().toImage()
    not_my_words(desk.document, SAM, SIDE, desk.document.side(SIDE).ids_of(0, 11))
    assert view.viewport().grab().toImage() != waiting


def test_selected_words_keep_their_lines(make_view: MakeView, desk: TestDesk, look: Look):
    view = make_view()
    write(desk.document, JO, "and staff open the door")
    view.selectAll()
    assert inks(look, "sea")[0] in colours_in(view, under(view, 0, 9))


def test_the_caret_wears_the_ink_of_the_pen(editor: SideEditor, desk: TestDesk, look: Look):
    type_text(editor, "Garden ")
    write(desk.document, SAM, "\n\n")
    editor.put_caret(editor.side.length)
    place = editor.cursorRect().adjusted(-3, -4, 3, 4)
    assert inks(look, "honey")[0] in colours_in(editor, place)
    desk.pen = JO
    editor.pen_passed()
    assert inks(look, "sea")[0] in colours_in(editor, place)


def test_the_caret_stands_before_a_tag_unless_its_pen_goes_on_behind_it(editor: SideEditor, desk: TestDesk, look: Look):
    write(desk.document, SAM, "Garden ")
    write(desk.document, JO, "and staff")
    editor.put_caret(7)
    qts_own = editor.cursorRect().x()
    assert editor._find_caret().x() < qts_own - 30
    desk.pen = JO
    editor.pen_passed()
    assert abs(editor._find_caret().x() - qts_own) < 4


def test_the_ninth_person_and_unusual_initials_are_painted(make_view: MakeView, desk: TestDesk, look: Look):
    view = make_view()
    for number in range(20):
        write(desk.document, Pen(f"p{number}", Voice.of(f"p{number}"), f"p{number}"), f"words of {number} ")
    assert inks(look, "slate")[0] in colours_in(view)


def test_a_box_says_what_goes_there_while_it_is_empty(make_view: MakeView, desk: TestDesk, look: Look, qapp: QApplication):
    view = make_view()
    view.set_empty_words("What we agree goes here.")
    assert look.theme.quiet.lower() in colours_in(view)
    write(desk.document, JO, "tea")
    assert look.theme.quiet.lower() not in colours_in(view)
