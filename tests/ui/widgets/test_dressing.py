"""Words to read: plain, of their role, in one line where that reads well."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.widgets.dressing import Words

SENTENCE = "They stay until you choose, and nobody else can take them away from this page."


def shown(words: Words, qtbot: QtBot, width: int = 0) -> Words:
    qtbot.addWidget(words)
    if width:
        words.resize(width, words.heightForWidth(width))
    words.show()
    return words


def test_a_short_sentence_likes_one_line(look: Look, qtbot: QtBot) -> None:
    words = shown(Words("Jo crossed out your words."), qtbot)

    assert words.sizeHint().height() < 1.5 * words.fontMetrics().lineSpacing()


def test_a_long_text_likes_lines_of_at_most_seventy_two_letters(look: Look, qtbot: QtBot) -> None:
    words = shown(Words(SENTENCE * 4), qtbot)

    assert words.sizeHint().width() <= 72 * words.fontMetrics().averageCharWidth()
    assert words.sizeHint().height() > 3 * words.fontMetrics().lineSpacing()


def test_words_never_become_narrower_than_the_longest_of_them(look: Look, qtbot: QtBot) -> None:
    words = shown(Words("a co-production b"), qtbot)

    assert words.minimumSizeHint().width() >= words.fontMetrics().horizontalAdvance("co-production")


def test_a_name_with_signs_of_markup_is_shown_as_it_is_written(look: Look, qtbot: QtBot) -> None:
    words = shown(Words("<b>Sam</b> & Jo"), qtbot)

    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.sizeHint().width() > words.fontMetrics().horizontalAdvance("Sam & Jo")


def test_a_role_gives_size_weight_and_colour_and_can_change(look: Look, qtbot: QtBot) -> None:
    words = shown(Words("Saved", "good"), qtbot)
    assert words.palette().color(words.foregroundRole()) == look.colour("good")

    words.set_role("title")

    assert (words.fontInfo().pixelSize(), words.font().weight()) == (28, 700)
