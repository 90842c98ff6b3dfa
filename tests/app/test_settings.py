import json
import os
from pathlib import Path
from typing import Any

import pytest

from app import settings as module
from app.errors import Trouble
from app.settings import (
    HELP_NOW_TEXT,
    LANGUAGE,
    LOCK_AFTER_MINUTES,
    MARKS_SHOWN,
    PEN_REST_MINUTES,
    SETTINGS,
    TEXT_SIZE,
    THEME,
    WARD_NAME,
    Change,
    Setting,
    Settings,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def put(path: Path, values: dict[str, Any], version: object = 1) -> None:
    path.write_text(json.dumps({"version": version, "settings": values}))


def kept_aside(path: Path) -> list[str]:
    return [place.read_text() for place in sorted(path.parent.iterdir()) if place != path]


def test_at_the_first_start_everything_has_its_usual_value_and_nothing_is_written(path: Path) -> None:
    settings = Settings(path)
    assert settings.trouble is None
    assert (settings.get(TEXT_SIZE), settings.get(THEME), settings.get(LOCK_AFTER_MINUTES), settings.get(PEN_REST_MINUTES)) == (
        100,
        "system",
        5,
        3,
    )
    assert not path.exists()


def test_what_was_chosen_holds_at_the_next_start(path: Path) -> None:
    settings = Settings(path)
    settings.set(TEXT_SIZE, 150)
    settings.set(MARKS_SHOWN, False)
    settings.set(WARD_NAME, "Ward y tŷ")
    again = Settings(path)
    assert (again.get(TEXT_SIZE), again.get(MARKS_SHOWN), again.get(WARD_NAME)) == (150, False, "Ward y tŷ")
    assert again.trouble is None
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_change_is_announced_with_its_value_and_only_if_it_is_one(path: Path) -> None:
    settings = Settings(path)
    heard: list[Change] = []
    settings.changed.connect(heard.append)
    settings.set(THEME, "dark")
    settings.set(THEME, "dark")
    assert heard == [(THEME, "dark")]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (TEXT_SIZE, 110),
        (TEXT_SIZE, 325),
        (TEXT_SIZE, True),
        (TEXT_SIZE, "150"),
        (THEME, "pink"),
        (MARKS_SHOWN, 1),
        (LOCK_AFTER_MINUTES, 0),
        (LOCK_AFTER_MINUTES, True),
        (LANGUAGE, "xx"),
        (WARD_NAME, "x" * 81),
        (WARD_NAME, None),
    ],
)
def test_a_value_that_a_setting_does_not_take_is_refused(path: Path, setting: Setting[Any], value: object) -> None:
    settings = Settings(path)
    with pytest.raises(ValueError, match=setting.key):
        settings.set(setting, value)
    assert settings.get(setting) == setting.default
    assert not path.exists()


def test_a_change_that_cannot_be_kept_holds_all_the_same_and_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(path)
    heard: list[Change] = []
    settings.changed.connect(heard.append)

    def full(*_given: object) -> None:
        raise Trouble("Full", "It is full.", "Make room.")

    monkeypatch.setattr(module, "write_whole", full)
    with pytest.raises(Trouble, match="It is full"):
        settings.set(TEXT_SIZE, 200)
    assert settings.get(TEXT_SIZE) == 200
    assert heard == [(TEXT_SIZE, 200)]


def test_what_a_later_version_of_this_shape_put_there_is_kept(path: Path) -> None:
    put(path, {"text_size": 125, "speaks_loudly": [1, 2]})
    settings = Settings(path)
    settings.set(THEME, "cream")
    assert settings.trouble is None
    assert json.loads(path.read_text())["settings"] == {"text_size": 125, "speaks_loudly": [1, 2], "theme": "cream"}


DAMAGE = {
    "empty": "",
    "torn": "{",
    "a list": "[]",
    "nothing": "null",
    "no version": "{}",
    "version 0": '{"version": 0, "settings": {}}',
    "version yes": '{"version": true, "settings": {}}',
    "no settings": '{"version": 1}',
    "a list of settings": '{"version": 1, "settings": []}',
    "too deep": "[" * 100_000,
    "zeros after a power cut": "\0" * 50,
    "too long": '{"version": 1, "settings": {}}' + " " * 1_000_000,
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_gives_the_usual_values_and_is_kept_aside(path: Path, content: str) -> None:
    path.write_text(content)
    settings = Settings(path)
    assert settings.get(TEXT_SIZE) == 100
    assert settings.trouble is not None
    assert "could not be read" in settings.trouble.sentence
    assert "kept aside" in settings.trouble.kept
    assert kept_aside(path) == [content]
    assert Settings(path).trouble is None


def test_bytes_that_are_no_text_are_damage_too(path: Path) -> None:
    path.write_bytes(b'{"version": 1, "settings": {"theme": "\xff"}}')
    assert Settings(path).trouble is not None
    assert len(list(path.parent.iterdir())) == 2


def test_settings_of_a_newer_two_pens_are_kept_aside_unchanged(path: Path) -> None:
    put(path, {"text_size": {"pages": 150}}, version=2)
    before = path.read_text()
    settings = Settings(path)
    assert settings.get(TEXT_SIZE) == 100
    assert settings.trouble is not None
    assert settings.trouble.sentence == "These settings were made with a newer Two Pens."
    assert settings.trouble.kept == "They are kept aside, and nothing in them was changed."
    assert kept_aside(path) == [before]


def test_one_odd_value_costs_only_that_value(path: Path) -> None:
    put(path, {"text_size": 110, "theme": "dark", "help_now_text": 7})
    before = path.read_text()
    settings = Settings(path)
    assert (settings.get(TEXT_SIZE), settings.get(THEME), settings.get(HELP_NOW_TEXT)) == (100, "dark", "")
    assert settings.trouble is not None
    assert settings.trouble.title == "Some settings could not be read"
    assert kept_aside(path) == [before]
    again = Settings(path)
    assert again.trouble is None
    assert again.get(THEME) == "dark"


def test_each_damaged_file_is_kept_under_its_own_name(path: Path) -> None:
    for content in ("one", "two"):
        path.write_text(content)
        Settings(path)
    assert kept_aside(path) == ["one", "two"]


def test_a_folder_in_the_place_of_the_file_is_put_aside(path: Path) -> None:
    path.mkdir()
    settings = Settings(path)
    assert settings.trouble is not None
    settings.set(TEXT_SIZE, 150)
    assert Settings(path).get(TEXT_SIZE) == 150


def test_where_nothing_can_be_written_the_damaged_file_stays_and_tells_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise Trouble("Full", "It is full.", "Make room.")

    path.write_text("torn")
    monkeypatch.setattr(module, "write_whole", full)
    assert Settings(path).trouble is not None
    assert path.read_text() == "torn"
    assert kept_aside(path) == []


def test_every_setting_is_declared_once_fits_its_own_default_and_says_what_it_is_for() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    assert {value for value in vars(module).values() if isinstance(value, Setting)} == set(SETTINGS)
    assert [setting.key for setting in SETTINGS if not setting.fits(setting.default)] == []
    assert [setting.key for setting in SETTINGS if not setting.help().endswith(".")] == []
