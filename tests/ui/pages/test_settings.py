"""The settings page: each thing is applied at once and kept, and it is said when it cannot be kept."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QRadioButton

from app import settings as settings_module
from app.after_questions import AfterShelf
from app.errors import Trouble
from app.resources import resource_path
from app.settings import (
    BACKUP_FOLDER,
    HELP_NOW_TEXT,
    LADDER,
    LANGUAGE,
    LOCK_AFTER_MINUTES,
    MAIN_WORKER_TITLE,
    MARKS_SHOWN,
    PEN_REST_MINUTES,
    REDUCED_MOTION,
    SETTINGS,
    SHORT_PLANS,
    TEXT_SIZE,
    THEME,
    WARD_NAME,
    WINDOW_GEOMETRY,
    Setting,
    Settings,
)
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.rooms import Room, add_staff
from ui.look import Look
from ui.widgets.dressing import MAY_BREAK

ROOT = Path(__file__).resolve().parents[3]


def kept(room: Room, setting: Setting) -> object:
    """What the file says: what the next start would find."""
    return Settings(room.services.profile.settings_file).get(setting)


@pytest.fixture
def page(room: Room) -> Room:
    room.go("settings")
    return room


@pytest.mark.parametrize(
    ("button", "setting", "value"),
    [
        ("200 %", TEXT_SIZE, 200),
        ("Dark", THEME, "dark"),
        ("High contrast", THEME, "high_contrast"),
        ("Things stand still", REDUCED_MOTION, "on"),
        ("Show whose words are whose", MARKS_SHOWN, False),
        ("Seven steps", LADDER, "ladder_seven"),
    ],
)
def test_a_press_applies_and_keeps(page: Room, button: str, setting: Setting, value: object) -> None:
    page.press(button)

    assert page.services.settings.get(setting) == value
    assert kept(page, setting) == value


def test_a_service_brings_in_its_own_words_for_after_we_met_and_goes_back_to_ours(page: Room, tmp_path: Path) -> None:
    ours = resource_path("after", "ladder_five.toml").read_text("utf-8")
    own = tmp_path / "our ladder.toml"
    own.write_text(ours.replace("Involvement", "Being there"), "utf-8")
    folder = page.services.profile.after_folder
    page.answer(own)
    page.press("Bring in our own words from a file")
    assert "This service uses its own words." in page.words()
    assert AfterShelf(folder).ladder("ladder_five").steps[0].name == "Being there"

    page.press("Use the words of Two Pens")
    assert AfterShelf(folder).ladder("ladder_five").steps[0].name == "Involvement"


def test_a_file_that_is_none_of_ours_is_refused_with_a_sentence(page: Room, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("format = 1", "utf-8")
    page.answer(tmp_path / "other.toml")
    page.press("Bring in our own words from a file")

    assert "This form cannot be used" in page.words()
    assert "The words that come with Two Pens are used." in page.words()


def test_text_size_and_colours_are_seen_at_once(page: Room, look: Look) -> None:
    page.press("300 %")
    page.press("Cream")
    page.press("Things stand still")

    assert (look.scale, look.theme.name, look.reduced_motion) == (3.0, "cream", True)


def test_larger_text_by_key_shows_on_the_page(page: Room) -> None:
    page.key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)

    assert page.services.settings.get(TEXT_SIZE) == 125
    assert page.find(QRadioButton, "125 %").isChecked()

    page.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.services.settings.get(TEXT_SIZE) == 100


@pytest.mark.parametrize(
    ("name", "minutes", "setting"), [("Lock by itself", 10, LOCK_AFTER_MINUTES), ("Ask again who is writing", 1, PEN_REST_MINUTES)]
)
def test_minutes_are_picked_from_a_list(page: Room, name: str, minutes: int, setting: Setting) -> None:
    box = page.find(QComboBox, name)

    box.setCurrentIndex(box.findData(str(minutes)))
    box.activated.emit(box.currentIndex())

    assert kept(page, setting) == minutes


def test_words_are_kept_when_the_box_is_left(page: Room) -> None:
    page.type_into("Name of the ward or service", "  Ash   Ward ")
    page.key(Qt.Key.Key_Tab)
    page.type_into("What a main worker is called", "Key nurse")

    page.go("today")

    assert (kept(page, WARD_NAME), kept(page, MAIN_WORKER_TITLE)) == ("Ash Ward", "Key nurse")


def test_the_name_of_the_ward_stands_in_the_banner_at_once(page: Room) -> None:
    page.type_into("Name of the ward or service", "Ash Ward")
    page.key(Qt.Key.Key_Return)

    assert "Ash Ward" in [label.text() for label in page.window.banner.findChildren(type(page.window.banner.saved._words))]


def test_what_get_help_now_shows_can_have_several_lines(page: Room) -> None:
    page.type_into("Get help now", "Ring the bell.")
    page.key(Qt.Key.Key_Return)
    QTest.keyClicks(page.focused, "Or find a nurse.")

    page.window.lock()

    assert kept(page, HELP_NOW_TEXT) == "Ring the bell.\nOr find a nurse."


def test_a_setting_that_cannot_be_kept_holds_and_says_so(page: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise Trouble("The disk is full", "This could not be saved: the disk is full.", "Free some space, then press Try again.")

    monkeypatch.setattr(settings_module, "write_whole", full)

    page.press("Dark")

    assert page.said == ["The disk is full"]
    assert page.services.settings.get(THEME) == "dark"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_that_is_offered_is_read_somewhere(page: Room, setting: Setting) -> None:
    """And what nothing reads is not offered: it would be a door that leads nowhere."""
    offered = {row.setting.key for row in page.page._rows} | {BACKUP_FOLDER.key, LANGUAGE.key, WINDOW_GEOMETRY.key, SHORT_PLANS.key}
    name = next(name for name, value in vars(settings_module).items() if value is setting)
    readers = [path for floor in ("app", "ui") for path in (ROOT / floor).rglob("*.py") if path.name not in ("settings.py",)]

    assert (setting.key in offered) == any(re.search(rf"\b{name}\b", path.read_text("utf-8")) for path in readers)


# Second copies


def test_without_a_folder_it_says_that_no_copy_is_kept(page: Room) -> None:
    assert "No second copy is being kept. A keeper can choose a folder for it." in page.words()
    assert "Stop keeping copies" not in page.names()


def test_a_folder_is_tried_before_copies_go_there(page: Room, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    page.answer(tmp_path / "gone", tmp_path / "stick")
    page.press("Choose a folder")
    page.wait_until(lambda: page.said == ["No second copy was made"])

    page.press("Choose a folder")
    page.wait_until(lambda: kept(page, BACKUP_FOLDER) == str(tmp_path / "stick"))

    assert f"A locked copy goes to {tmp_path / 'stick'} each time you end for the day." in page.words().replace(MAY_BREAK, "")


def test_stopping_copies_asks_first(page: Room, tmp_path: Path) -> None:
    page.services.settings.set(BACKUP_FOLDER, str(tmp_path))
    page.answer("keep", "stop")

    page.press("Stop keeping copies")
    assert kept(page, BACKUP_FOLDER) == str(tmp_path)
    page.press("Stop keeping copies")

    assert kept(page, BACKUP_FOLDER) == ""


def test_only_a_keeper_chooses_the_folder(room: Room, tmp_path: Path) -> None:
    ade = add_staff(room)
    room.store.unlock_as(ade.id)
    room.go("settings")
    room.answer(tmp_path)

    room.press("Choose a folder")
    room.wait_until(lambda: room.said == ["Only a keeper can do this."])

    assert kept(room, BACKUP_FOLDER) == ""


# Getting about


def test_escape_leads_back_to_today_or_to_the_writing(page: Room) -> None:
    page.key(Qt.Key.Key_Escape)
    assert page.window.page_name == "today"

    page.open_plan()
    page.go("settings")

    assert "Back to writing" in page.names()


@pytest.mark.parametrize("size", [(1366, 768), (640, 480)])
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_nothing_on_it_is_cut_or_without_a_name(page: Room, look: Look, scale: float, size: tuple[int, int]) -> None:
    page.services.settings.set(BACKUP_FOLDER, "/media/somebody/a_memory_stick_with_a_long_name/and_a_folder_in_it/for_all_the_copies")
    look.change(scale=scale)
    page.window.resize(*size)
    page.settle()

    shown = page.page
    assert (cut_pieces(shown), sideways(shown), nameless(shown), too_low_to_press(shown)) == ([], [], [], [])
