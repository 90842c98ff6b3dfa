"""What Two Pens says of itself: its version, the parts it is made with and their licences, and where its draft safety papers lie."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from app.language import _
from app.resources import resource_path

VERSION = "0.1.0"
OWN_LICENCE = "Apache-2.0"

# What we ask for ourselves, as pyproject.toml has it; what those bring along is found from them.
ASKED_FOR = (
    "PySide6-Essentials",
    "loro",
    "sqlcipher3",
    "SQLAlchemy",
    "alembic",
    "keyring",
    "cryptography",
    "python-docx",
    "lxml",
    "qtawesome",
    "platformdirs",
    "filelock",
)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying)", re.IGNORECASE)
_LONGEST_LICENCE = 60  # some put the whole text where the name belongs
_QT = ("PySide6", "shiboken6")  # their licences are not in their packages: they lie with our own data


@dataclass(frozen=True)
class Ingredient:
    """A part that Two Pens is made with: its name, version, what its licence is called, and the text of it, "" where none came along."""

    name: str
    version: str
    licence: str
    text: str


def ingredients() -> list[Ingredient]:
    """Two Pens itself, and everything that runs in it, in order of name. Reads many small files: not for the start."""
    found: dict[str, Ingredient] = {}
    for name in ASKED_FOR:
        for part in _with_what_it_brings(name):
            found.setdefault(_plain(part.name), _ingredient(part))
    own = Ingredient("Two Pens", VERSION, OWN_LICENCE, _read(resource_path().parent / "LICENSE"))
    return [own, *sorted(found.values(), key=lambda one: one.name.casefold())]


def safety_papers() -> Path | None:
    """The folder of the draft safety papers; None where they did not come along."""
    folder = resource_path().parent / "docs" / "safety"
    return folder if folder.is_dir() else None


def _with_what_it_brings(name: str, known: set[str] | None = None) -> Iterator[Distribution]:
    """A part and those that it needs, as far as they are installed here."""
    known = set() if known is None else known
    if _plain(name) in known:
        return
    known.add(_plain(name))
    try:
        part = distribution(name)
    except PackageNotFoundError:
        return  # meant for another system
    yield part
    for needed in part.requires or []:
        found = _NAME.match(needed)
        if found and "extra ==" not in needed:
            yield from _with_what_it_brings(found[0], known)


def _ingredient(part: Distribution) -> Ingredient:
    text = "\n\n".join(filter(None, map(_read, _licence_files(part))))
    return Ingredient(part.name, part.version, _licence_name(part), text)


def _licence_name(part: Distribution) -> str:
    """What the licence is called, wherever the part says so; else that it stands in its text."""
    said = next((words for field in ("License-Expression", "License") for words in part.metadata.get_all(field) or []), "")
    if said and len(said) <= _LONGEST_LICENCE and "\n" not in said:
        return said
    named = [line.split("::")[-1].strip() for line in part.metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    return ", ".join(named) or _("see its text")


def _licence_files(part: Distribution) -> list[Path]:
    if part.name.startswith(_QT):
        return sorted(resource_path("licences").glob("*.txt"), reverse=True)
    files = [file for file in part.files or [] if _LICENCE_FILE.search(file.name) and ".dist-info" in str(file.parent)]
    return [Path(str(part.locate_file(file))) for file in sorted(files, key=str)]


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _plain(name: str) -> str:
    """A name of a part as all its spellings come out: QtAwesome, qtawesome."""
    return re.sub(r"[-_.]+", "-", name).casefold()
