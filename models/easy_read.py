"""Easy Read: how long the sentences of a text are, and which hard words stand in it with nobody explaining them.

For a gentle note beside what somebody writes, and for the checks on our own words. Never a score.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

LONGEST_SENTENCE = 15  # words
_SHORTENED = frozenset({"dr", "mr", "mrs", "ms", "mx", "st", "prof", "rev", "e.g", "i.e", "no", "vs", "approx", "tel"})
# The end of a sentence is its sign (in other scripts: Arabic and full-width ones, the danda), whatever closes behind it, and a blank;
# or the end of a line.
_SIGNS = r".!?…\u061f\u3002\uff01\uff1f\u0964"
_END = re.compile(rf"(?P<sign>[{_SIGNS}]+)(?P<closing>[\"'”’»)\]]*)(?=\s|$)|(?P<line>\n)")
_LAST_WORD = re.compile(r"[^\s(\"“]+$")


@dataclass(frozen=True)
class Sentence:
    """One sentence and where it stands in its text; `end` is one past."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)


@dataclass(frozen=True)
class WardWord:
    """A word that may need explaining: its other forms, whether it is hard, what it means, and what we say instead."""

    word: str
    explanation: str
    also: tuple[str, ...] = ()
    hard: bool = False
    say_instead: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the word in a text: any of its forms, one or several of it, large or small letters."""
        return re.compile(self._any_form, re.IGNORECASE)

    @cached_property
    def meaning_pattern(self) -> re.Pattern[str]:
        """Finds a place that says what the word means: "X means", "X is", "X, who is", "X: …", "X (…)"."""
        return re.compile(rf"{self._any_form}(?:(?:,? (?:who|which|that))? (?:means?|is|are)\b|: | \()", re.IGNORECASE)

    def may_stand_in(self, lowered: str) -> bool:
        """Whether it is worth looking closer at a text in small letters: much quicker than looking."""
        return any(name.lower().removesuffix("y") in lowered for name in (self.word, *self.also))

    @property
    def _any_form(self) -> str:
        return "(?:" + "|".join(map(_one_or_several, (self.word, *self.also))) + ")"


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order. A line that ends is the end of a sentence; a shortened word such as "Dr." is not."""
    found = []
    start = 0
    for end in _ends(text):
        found.append(_trimmed(text, start, end))
        start = end
    return [sentence for sentence in found if sentence.text]


def count_words(text: str) -> int:
    """How many words a text has. A number is a word; a sign that stands alone is none."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def long_sentences(text: str, limit: int = LONGEST_SENTENCE) -> list[Sentence]:
    """The sentences with more words than the limit, in order."""
    return [sentence for sentence in sentences(text) if sentence.words > limit]


def unexplained_hard_words(text: str, following: str, words: Iterable[WardWord]) -> list[WardWord]:
    """The hard words that stand in the text and are explained neither there nor in what follows it, each once, as they first appear."""
    whole = f"{text}\n{following}"
    return [word for word in words_in(text, words) if word.hard and not _is_explained(word, whole)]


def words_in(text: str, words: Iterable[WardWord]) -> list[WardWord]:
    """The ward words of a text, each once, as they first appear. A longer one hides a shorter one in it: "section 117" is no "section"."""
    lowered = text.lower()
    found = [(match.start(), match.end(), word) for word in words if word.may_stand_in(lowered) for match in word.pattern.finditer(text)]
    found.sort(key=lambda place: (place[0], -place[1]))
    shown: dict[WardWord, None] = {}
    reached = 0
    for start, end, word in found:
        if start >= reached:
            shown[word] = None
            reached = end
    return list(shown)


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if match["line"] or _really_ends(text, match):
            yield match.end()
    yield len(text)


def _really_ends(text: str, match: re.Match[str]) -> bool:
    """Not after a shortened word, and not where a quoted sentence goes on inside its own: "Is it?" she said."""
    if match["closing"] and text[match.end() : match.end() + 2].lstrip(" ")[:1].islower():
        return False
    return match["sign"] != "." or not _is_shortened(text[max(0, match.start() - 20) : match.start()])


def _is_shortened(before: str) -> bool:
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[0]
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    return is_initial or word.lower() in _SHORTENED


def _trimmed(text: str, start: int, end: int) -> Sentence:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return Sentence(part.strip(), start, start + len(part.strip()))


def _is_explained(word: WardWord, text: str) -> bool:
    return word.explanation in text or word.meaning_pattern.search(text) is not None


def _one_or_several(name: str) -> str:
    """A pattern for one or several of a word: tribunal and tribunals, allergy and allergies."""
    stem = rf"{re.escape(name[:-1])}(?:y|ies)" if name.endswith("y") else rf"{re.escape(name)}(?:s|es)?"
    return rf"(?<!\w){stem}(?!\w)"  # not \b: a word of a ward may end in another sign, such as "C+"
