"""The words on screen, in the language that was chosen. English is the source; other languages are .po files in `resources/locale`.

    from app.language import _
    _("{name} is writing").format(name=person.known_as)

Whole sentences with named gaps, said inside a function: a language may be chosen after the module was loaded.
`python -m app.language --template` writes `resources/locale/twopens.pot`, from which translators work.
"""

import argparse
import gettext
import logging
import sys
from pathlib import Path

from app.catalogues import CatalogueError, Entry, read_catalogue, translations_of
from app.resources import resource_path

SOURCE = "en"
_log = logging.getLogger(__name__)
_spoken: gettext.NullTranslations = gettext.NullTranslations()
_code = SOURCE


def _(text: str) -> str:
    """The sentence in the language that was chosen; as it stands where nobody translated it yet."""
    return _spoken.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The sentence for this number of things: `ngettext("{n} thing waits.", "{n} things wait.", n).format(n=n)`."""
    return _spoken.ngettext(one, many, n)


def pgettext(context: str, text: str) -> str:
    """The sentence or word in one of its senses, such as "May" the month. The context is for translators and never shown."""
    return _spoken.pgettext(context, text)


def language() -> str:
    """The code of the language that is spoken now: "en", "cy"."""
    return _code


def languages() -> dict[str, str]:
    """The languages that people can choose, from code to own name. A catalogue is among them once its header says `X-Ready: yes`."""
    ready = {SOURCE: "English"}
    for path in sorted(resource_path("locale").glob("*.po")):
        header = _header_of(path)
        if header.get("x-ready") == "yes":
            ready[path.stem] = header.get("x-own-name", path.stem)
    return ready


def set_language(code: str) -> str:
    """Speak this language from now on. Gives the code now spoken: English where that catalogue is missing or damaged."""
    global _spoken, _code
    try:
        _spoken = gettext.NullTranslations() if code == SOURCE else translations_of(_read(_path_of(code)))
        _code = code
    except (CatalogueError, OSError):
        _log.exception("A catalogue could not be read; English is spoken")
        _spoken, _code = gettext.NullTranslations(), SOURCE
    return _code


def main(arguments: list[str] | None = None) -> int:
    """The command for those who change words: write the template, or say what is wrong with how sentences are written."""
    from app.sentences import read_floors, template_of

    parser = argparse.ArgumentParser(prog="python -m app.language", description="Keep the catalogues of sentences.")
    parser.add_argument("--template", action="store_true", required=True, help="write resources/locale/twopens.pot")
    parser.parse_args(arguments)
    reading = read_floors(Path(__file__).resolve().parent.parent)
    print("\n".join(reading.faults), end="\n" if reading.faults else "", file=sys.stderr)
    template = resource_path("locale", "twopens.pot")
    template.write_text(template_of(reading.sentences), encoding="utf-8", newline="\n")
    print(f"{len(reading.sentences)} sentences written to {template}")
    return 1 if reading.faults else 0


def _path_of(code: str) -> Path:
    return resource_path("locale", f"{code}.po")


def _read(path: Path) -> list[Entry]:
    return read_catalogue(path.read_bytes())


def _header_of(path: Path) -> dict[str, str]:
    """The fields of a catalogue's header, names in small letters. Empty when the catalogue cannot be read."""
    try:
        return dict(translations_of(_read(path)).info())
    except (CatalogueError, OSError):
        return {}


if __name__ == "__main__":
    sys.exit(main())
