from collections.abc import Iterator
from pathlib import Path

import pytest

from app import language
from app.language import _, languages, main, ngettext, pgettext, set_language
from tests.listening import LogListener

CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Own-Name: Cymraeg\\n"
"X-Ready: {ready}\\n"

msgid "{{name}} is writing"
msgstr "Mae {{name}} yn ysgrifennu"

msgid "{{n}} word"
msgid_plural "{{n}} words"
msgstr[0] "{{n}} gair"
msgstr[1] "{{n}} o eiriau"

msgctxt "month"
msgid "May"
msgstr "Mai"
"""


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of catalogues; the source language is spoken again afterwards."""
    monkeypatch.setattr(language, "resource_path", lambda _folder, *parts: tmp_path.joinpath(*parts))
    yield tmp_path
    set_language("en")


def put_welsh(locale: Path, ready: str = "yes") -> None:
    (locale / "cy.po").write_text(CATALOGUE.format(ready=ready), encoding="utf-8")


def test_without_a_choice_the_source_is_spoken() -> None:
    assert _("{name} is writing").format(name="Sam") == "Sam is writing"
    assert [ngettext("{n} word", "{n} words", n).format(n=n) for n in (1, 2)] == ["1 word", "2 words"]
    assert pgettext("month", "May") == "May"


def test_a_chosen_language_is_spoken_at_once_and_left_again(locale: Path) -> None:
    put_welsh(locale)
    assert set_language("cy") == language.language() == "cy"
    assert _("{name} is writing").format(name="Sam") == "Mae Sam yn ysgrifennu"
    assert ngettext("{n} word", "{n} words", 4).format(n=4) == "4 o eiriau"
    assert pgettext("month", "May") == "Mai"
    assert _("Not translated yet.") == "Not translated yet."
    assert set_language("en") == "en"
    assert _("{name} is writing") == "{name} is writing"


@pytest.mark.parametrize("damage", [None, b"msgid", b'msgid "a"\nmsgstr "\xff"\n'], ids=["missing", "torn", "not utf-8"])
def test_a_missing_or_damaged_catalogue_leaves_english(locale: Path, damage: bytes | None, expected_log: LogListener) -> None:
    if damage is not None:
        (locale / "cy.po").write_bytes(damage)
    assert set_language("cy") == "en"
    assert _("{name} is writing") == "{name} is writing"
    assert "app.language" in expected_log.heard[0]


def test_only_finished_languages_can_be_chosen(locale: Path) -> None:
    put_welsh(locale, ready="no")
    (locale / "ga.po").write_bytes(b"torn")
    assert languages() == {"en": "English"}
    put_welsh(locale, ready="yes")
    assert languages() == {"en": "English", "cy": "Cymraeg"}


@pytest.fixture
def house(locale: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of one file, which the command takes for ours."""
    (locale / "app").mkdir()
    monkeypatch.setattr(language, "__file__", str(locale / "app" / "language.py"))
    return locale


def test_the_template_command_writes_every_sentence(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "app" / "plain.py").write_text('def speak():\n    return _("Hello.")\n')
    assert main(["--template"]) == 0
    assert capsys.readouterr().out == f"1 sentences written to {house / 'twopens.pot'}\n"
    assert 'msgid "Hello."' in (house / "twopens.pot").read_text(encoding="utf-8")


def test_the_template_command_says_where_a_sentence_is_not_whole(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "app" / "odd.py").write_text("def speak(word):\n    return _(word)\n")
    assert main(["--template"]) == 1
    assert "app/odd.py:2: " in capsys.readouterr().err
