"""Catalogues of translated sentences: GNU .po files, read directly and spoken through Python's own gettext.

No compiled .mo file is kept: the .po becomes one in memory when a language is chosen, so a translator's work shows at the next start.
"""

import gettext
import io
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from string import Formatter

_MO_MAGIC = 0x950412DE
_LINE = re.compile(r'(?:(?P<part>msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+)?"(?P<text>(?:[^"\\]|\\.)*)"\s*')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


class CatalogueError(ValueError):
    """A catalogue that does not have the shape of a .po file, with the line at which that shows."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass
class Entry:
    """One sentence of a catalogue: its source text, where it stands in our code, and what the translator wrote."""

    text: str = ""
    plural: str = ""
    context: str = ""
    translations: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    unsure: bool = False  # the translator's tool guessed, and nobody looked yet ("fuzzy")

    @property
    def speaks(self) -> bool:
        """Whether the translation can be shown: whole, looked at, and with the gaps of its source. A header always speaks."""
        return not self.text or (all(self.translations) and not self.unsure and not self.strange_gaps)

    @property
    def strange_gaps(self) -> set[str]:
        """Gaps that some translation has too many or lacks. Where there is a plural, a form may say its number in words and lack {n}."""
        known = gaps_of(self.text) | gaps_of(self.plural)
        needed = gaps_of(self.text) & gaps_of(self.plural) - {"n"} if self.plural else known
        found = [gaps_of(translation) for translation in self.translations if translation]
        return set().union(*((gaps - known) | (needed - gaps) for gaps in found))


def gaps_of(text: str) -> set[str]:
    """The names of the gaps in a sentence. A sentence with broken braces has one gap named after its fault."""
    try:
        return {name for _words, name, _spec, _conversion in Formatter().parse(text) if name is not None}
    except ValueError as error:
        return {f"({error})"}


def read_catalogue(data: bytes) -> list[Entry]:
    """Every sentence of a .po file, its header (the one with an empty text) first. Raises CatalogueError."""
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise CatalogueError(data.count(b"\n", 0, error.start) + 1) from error
    blocks = groupby(enumerate(lines, start=1), key=lambda numbered: bool(numbered[1].strip()))
    entries = [_entry(list(block)) for full, block in blocks if full]
    return [entry for entry in entries if entry.translations]


def translations_of(entries: Iterable[Entry]) -> gettext.GNUTranslations:
    """The sentences that can be shown, as a language to speak. Raises CatalogueError when the header is missing or makes no sense."""
    spoken = {_key(entry): "\0".join(entry.translations) for entry in entries if entry.speaks}
    if "charset=utf-8" not in spoken.get("", "").lower():
        raise CatalogueError(1)
    try:
        return gettext.GNUTranslations(io.BytesIO(_compiled(spoken)))
    except ValueError as error:  # a plural rule that cannot be read
        raise CatalogueError(1) from error


def write_catalogue(entries: Iterable[Entry]) -> str:
    """The text of a .po or .pot file with these sentences, in this order."""
    return "\n".join(_written(entry) for entry in entries)


def _entry(block: list[tuple[int, str]]) -> Entry:
    """The sentence that these neighbouring lines hold. One without translations when they are all comments."""
    entry, part = Entry(), ""
    for number, line in block:
        if line.startswith("#"):
            _note_comment(entry, line)
            continue
        found = _LINE.fullmatch(line)
        if found is None or not (part or found["part"]) or (found["part"] == "msgid" and part not in ("", "msgctxt")):
            raise CatalogueError(number)
        part = found["part"] or part
        _add(entry, part, _unquoted(found["text"]), begins=bool(found["part"]))
    if part and not entry.translations:
        raise CatalogueError(block[-1][0])
    return entry


def _note_comment(entry: Entry, line: str) -> None:
    if line.startswith("#:"):
        entry.places.extend(line[2:].split())
    elif line.startswith("#,"):
        entry.unsure = entry.unsure or "fuzzy" in line


def _add(entry: Entry, part: str, text: str, begins: bool) -> None:
    """Put text at the end of one part of the entry; a translation begins anew at each `msgstr`."""
    if part == "msgctxt":
        entry.context += text
    elif part == "msgid":
        entry.text += text
    elif part == "msgid_plural":
        entry.plural += text
    elif begins:
        entry.translations.append(text)
    else:
        entry.translations[-1] += text


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[0]), text)


def _key(entry: Entry) -> str:
    context = f"{entry.context}\4" if entry.context else ""
    plural = f"\0{entry.plural}" if entry.plural else ""
    return f"{context}{entry.text}{plural}"


def _compiled(sentences: dict[str, str]) -> bytes:
    """The bytes of a GNU .mo file: a header, two tables of (length, place), and the texts, each ended by a zero."""
    pairs = sorted((key.encode(), text.encode()) for key, text in sentences.items())
    texts = [key for key, _text in pairs] + [text for _key, text in pairs]
    place = 28 + 8 * len(texts)
    table = b""
    for text in texts:
        table += struct.pack("<II", len(text), place)
        place += len(text) + 1
    header = struct.pack("<7I", _MO_MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28 + 8 * len(texts))
    return header + table + b"".join(text + b"\0" for text in texts)


def _written(entry: Entry) -> str:
    lines = [f"#: {place}" for place in entry.places]
    lines += ["#, fuzzy"] if entry.unsure else []
    lines += [f"msgctxt {_quoted(entry.context)}"] if entry.context else []
    lines += [f"msgid {_quoted(entry.text)}"]
    if entry.plural:
        lines += [f"msgid_plural {_quoted(entry.plural)}"]
        lines += [f"msgstr[{index}] {_quoted(text)}" for index, text in enumerate(entry.translations or ["", ""])]
    else:
        lines += [f"msgstr {_quoted(''.join(entry.translations))}"]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """The text as .po quotes it: a line of the file for each of its own lines."""
    lines = [f'"{_escaped(line)}"' for line in re.findall(r"[^\n]*\n|[^\n]+", text)]
    return "\n".join(lines) if len(lines) == 1 else "\n".join(['""', *lines])


def _escaped(text: str) -> str:
    for letter, sign in reversed(_ESCAPES.items()):
        text = text.replace(sign, f"\\{letter}")
    return text
