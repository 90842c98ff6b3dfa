"""The marks of people in print: a character style each, with the colour of the light theme and a line that is told apart in grey."""

import tomllib
from functools import cache

from lxml import etree

from app.resources import resource_path
from app.word.base import SMALLEST
from app.word.blocks import KeyRow
from app.word.elements import Element, add, w
from models.marks import LINES, Mark
from models.text.pens import Voice

# Wave lines hardly show in print, so none of these is one.
UNDERLINES = dict(zip(LINES, ("single", "dash", "dotted", "double", "dotDash", "dotDotDash", "thick", "dashedHeavy"), strict=True))


@cache
def ink_colours() -> dict[str, str]:
    """The colour of each ink on paper, as six hexadecimal digits. Each stands out from white by 7 to 1 at least."""
    theme = tomllib.loads(resource_path("themes", "light.toml").read_text(encoding="utf-8"))
    return {name: colours["ink"].removeprefix("#").upper() for name, colours in theme["inks"].items()}


class MarkStyles:
    """The styles of everybody in the key of a copy: one for words, one for initials."""

    def __init__(self, key: tuple[KeyRow, ...]) -> None:
        self._marks = [row.mark for row in key if row.mark]
        self._numbers = {row.voice.people: number for number, row in enumerate((row for row in key if row.mark), 1)}

    def words(self, voice: Voice | None) -> str:
        """The style of words of a voice; "" where the voice is not one person's."""
        return self._of("Wordsofperson", voice)

    def sign(self, voice: Voice | None) -> str:
        """The style of the initials of a voice."""
        return self._of("Signofperson", voice) or "Sign"

    def add_to(self, styles: Element) -> None:
        """Writes them into the part of styles."""
        for number, mark in enumerate(self._marks, 1):
            _words_style(styles, number, mark)
            _sign_style(styles, number, mark)

    def _of(self, style: str, voice: Voice | None) -> str:
        number = self._numbers.get(voice.people) if voice else None
        return f"{style}{number}" if number else ""


def _words_style(styles: Element, number: int, mark: Mark) -> None:
    properties = _character_style(styles, f"Words of person {number}")
    colour = ink_colours()[mark.ink]
    add(properties, "color", val=colour)
    add(properties, "u", val=UNDERLINES[mark.line], color=colour)


def _sign_style(styles: Element, number: int, mark: Mark) -> None:
    properties = _character_style(styles, f"Sign of person {number}")
    add(properties, "b")
    add(properties, "bCs")
    add(properties, "color", val=ink_colours()[mark.ink])
    add(properties, "sz", val=str(SMALLEST))
    add(properties, "szCs", val=str(SMALLEST))


def _character_style(styles: Element, name: str) -> Element:
    """The run properties of a new style. Its id is its name without spaces, as LibreOffice makes it too."""
    style = add(styles, "style", type="character", customStyle="1", styleId=name.replace(" ", ""))
    add(style, "name", val=name)
    return etree.SubElement(style, w("rPr"))
