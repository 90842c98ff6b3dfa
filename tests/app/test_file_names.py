from pathlib import Path

import pytest

from app.files import safe_file_name, write_whole


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sam Okafor, care plan, 4 May 2026", "Sam Okafor, care plan, 4 May 2026"),
        ("Sam / plan: what?", "Sam plan what"),
        ("../../etc/passwd", "etc passwd"),
        ("  two\nlines\tand  blanks ", "two lines and blanks"),
        ("ends with dots...", "ends with dots"),
        (".hidden", "hidden"),
        ("nul", "Two Pens nul"),
        ("COM1.docx", "Two Pens COM1.docx"),
        ("", "Two Pens"),
        ("???", "Two Pens"),
        ("plan\u202etxt.exe", "plan txt.exe"),
        ("half \ud83d of a sign", "half of a sign"),
        ("cafe\u0301", "café"),
        ("قصة سام", "قصة سام"),
    ],
)
def test_any_text_makes_a_name_that_every_computer_keeps(tmp_path: Path, text: str, name: str) -> None:
    assert safe_file_name(text) == name
    write_whole(tmp_path / safe_file_name(text), b"words")
    assert names_in(tmp_path) == [name]


def test_a_long_text_is_cut_between_letters_with_room_for_an_ending(tmp_path: Path) -> None:
    assert safe_file_name("x" * 300) == "x" * 100
    assert safe_file_name("word " * 50, longest=12) == "word word wo"
    assert len(safe_file_name("👩" * 300).encode()) <= 200
    assert safe_file_name("b\u0323\u0302" * 80, longest=7) == "ḅ̂" * 3
    write_whole(tmp_path / (safe_file_name("ŵ" * 300) + " who wrote what.docx"), b"words")


def test_another_word_stands_in_where_nothing_is_left() -> None:
    assert safe_file_name("///", otherwise="plan") == "plan"
