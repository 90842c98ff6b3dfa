from pathlib import Path

import pytest

from app.catalogues import read_catalogue
from app.resources import resource_path
from app.sentences import Reading, read_floors, read_source, template_of

ROOT = Path(__file__).resolve().parents[2]


def read(body: str) -> Reading:
    """The sentences of a small file whose only function has this body."""
    return read_source(f"from app.language import _, ngettext, pgettext\n\ndef speak(name, n):\n    {body}\n", "app/small.py")


@pytest.fixture(scope="module")
def house() -> Reading:
    return read_floors(ROOT)


def test_every_sentence_of_the_house_is_written_whole(house: Reading) -> None:
    assert house.faults == []


def test_the_template_for_translators_is_fresh(house: Reading) -> None:
    kept = resource_path("locale", "twopens.pot").read_text(encoding="utf-8")
    assert kept == template_of(house.sentences), "words changed: run `python -m app.language --template` and commit twopens.pot"


def test_the_catalogues_of_the_house_can_be_spoken_and_keep_every_gap() -> None:
    for path in resource_path("locale").glob("*.po"):
        entries = read_catalogue(path.read_bytes())
        assert [entry.text for entry in entries if entry.text and any(entry.translations) and not entry.speaks] == [], path.name


def test_a_sentence_is_found_with_its_place_and_its_kind() -> None:
    reading = read('return (_("Hello."), ngettext("{n} word", "{n} words", n).format(n=n), pgettext("month", "May"))')
    assert [(s.text, s.plural, s.context, s.line) for s in reading.sentences] == [
        ("Hello.", "", "", 4),
        ("{n} word", "{n} words", "", 4),
        ("May", "", "month", 4),
    ]
    assert reading.faults == []


def test_a_sentence_over_two_lines_of_source_is_one_sentence() -> None:
    assert [s.text for s in read('return _("One "\n        "two.")').sentences] == ["One two."]


@pytest.mark.parametrize(
    "body",
    [
        "return _(name)",
        'return _(f"{name} is here.")',
        'return _("Hello " + name)',
        'return ngettext("{n} word", name, n).format(n=n)',
        'return pgettext("May")',
        'return _("Hello, ") ',
        'return _("")',
        'return _("Hello.") + name',
        'return name + _("{name} is here.").format(name=name)',
        "return f\"{_('Hello.')} {name}\"",
        'return _("Hello %s.") % name',
        'return _("{} is here.").format(name)',
        'return _("{0} is here.").format(name)',
        'return _("{name} is here.")',
        'return _("{name} is here.").format(who=name)',
        'return _("{name} is here.").format(name)',
        'return _("Hello.").format(name=name)',
        'return _("Hello {.").format(name=name)',
        "for _ in name: pass",
        "return lambda _: n",
    ],
)
def test_a_sentence_that_cannot_be_translated_is_a_fault_with_its_line(body: str) -> None:
    faults = read(body).faults
    assert faults
    assert all(fault.startswith("app/small.py:4: ") for fault in faults)


@pytest.mark.parametrize(
    "source",
    [
        'title = _("Hello.")',
        'class A:\n    title = _("Hello.")',
        'def speak(title=_("Hello.")): pass',
        '@called(_("Hello."))\ndef speak(): pass',
    ],
)
def test_what_is_said_before_a_language_is_chosen_is_a_fault(source: str) -> None:
    assert len(read_source(f"from app.language import _\n{source}\n", "app/small.py").faults) == 1


def test_a_file_that_does_not_speak_may_call_what_it_does_not_need_as_it_likes() -> None:
    assert read_source("for _ in range(3): pass\n", "app/small.py").faults == []
    assert read("return [n for _ in name]").faults == []


def test_a_sentence_said_twice_stands_once_in_the_template_with_both_places() -> None:
    one = read_source('def speak(): _("Hello.")', "app/one.py").sentences
    two = read_source('def speak(): _("Hello."); _("Hello.")', "ui/two.py").sentences
    entries = read_catalogue(template_of([*one, *two]).encode())
    assert [(entry.text, entry.places) for entry in entries[1:]] == [("Hello.", ["app/one.py", "ui/two.py"])]
