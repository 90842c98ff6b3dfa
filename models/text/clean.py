"""The one place where text from outside is made fit to store: line ends, and characters that no Word file can hold.

Illegal characters become U+FFFD one for one, so that positions hold; nothing is dropped in silence.
Sources: XML 1.0 (5th edition) section 2.2 for what a document may hold; Qt's QTextDocument turns U+FDD0, U+FDD1, U+2028 and U+2029
into breaks of its own, and uses U+FFFC for pictures.
"""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]")
_FAR_NONCHARACTERS = re.compile("[" + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]")


def clean(text: str) -> str:
    """The text with every line end as \\n and every character that cannot be stored as U+FFFD. Tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    text = _ILLEGAL.sub(REPLACEMENT, _LINE_ENDS.sub("\n", _pair_halves(text)))
    return _FAR_NONCHARACTERS.sub(REPLACEMENT, text)


def _pair_halves(text: str) -> str:
    """Two surrogate halves side by side become the character they mean; a lone half becomes U+FFFD."""
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def utf16_width(text: str) -> int:
    """How many UTF-16 units the text takes: the unit in which editors count."""
    return len(text) if text.isascii() else len(text) + sum(letter > "\uffff" for letter in text)


def code_points(text: str, units: int) -> int:
    """How many code points the first `units` UTF-16 units of the text are. Raises ValueError inside a character or past the end."""
    if text.isascii() and units <= len(text):
        return units
    passed = points = 0
    for letter in text:
        if passed >= units:
            break
        passed += 2 if letter > "\uffff" else 1
        points += 1
    if passed != units:
        raise ValueError("a position inside a character, or past the end")
    return points
