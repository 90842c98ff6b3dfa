"""The rules of plain words, held over every sentence that Two Pens can say."""

import re
from pathlib import Path

import pytest

from app.sentences import Sentence, read_floors, read_source

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 15
NOT_OUR_WORDS = ("invalid", "error", "errors", "user", "users", "failed", "failure", "fail", "fails", "must", "abort")
OUR_FILES = ("catalogues", "dates", "errors", "files", "language", "logs", "settings", "tasks")


def faults_of(text: str, more: tuple[str, ...] = ()) -> list[str]:
    """Which rules of plain words a text breaks."""
    whole = re.sub(r"{\w*}", "x", text)
    words = re.findall(r"[a-z’']+", whole.lower())
    sentences = re.split(r"[.?!…:]+(?:\s|$)|\n", whole)
    long = [sentence for sentence in sentences if len(re.findall(r"\w[\w’'-]*", sentence)) > LONGEST]
    return [f"says {word!r}" for word in words if word in (*NOT_OUR_WORDS, *more)] + [f"over {LONGEST} words: {words}" for words in long]


def all_faults(sentences: list[Sentence], more: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{sentence.place}:{sentence.line}: {fault}"
        for sentence in sentences
        for text in (sentence.text, sentence.plural)
        for fault in faults_of(text, more)
    ]


def test_every_sentence_on_screen_is_plain() -> None:
    assert all_faults(read_floors(ROOT).sentences) == []


@pytest.mark.parametrize("name", OUR_FILES)
def test_nothing_says_safe_for_saved(name: str) -> None:
    source = (ROOT / "app" / f"{name}.py").read_text(encoding="utf-8")
    assert all_faults(read_source(source, f"app/{name}.py").sentences, more=("safe", "safely")) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Your words are kept. Free some space.", 0),
        ("An Error: invalid {user}.", 2),
        ("Your words are safe.", 1),
        ("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen.", 0),
        ("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen {sixteen}.", 1),
        ("Not saved: one two three four five six seven eight. Nine ten eleven twelve thirteen fourteen.", 0),
    ],
)
def test_the_rules_see_what_they_look_for(text: str, count: int) -> None:
    assert len(faults_of(text, more=("safe",))) == count
