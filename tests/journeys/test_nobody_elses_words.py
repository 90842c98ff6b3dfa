"""During a sitting no word of a second patient is anywhere, and behind the lock no word of anybody: every page, list, menu and box."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from app.access import pins
from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.forms import roles, shipped_form
from app.open_store import OpenStore
from app.people import add_patient, add_person, everybody, first_keeper
from app.plans import all_plans, start_plan
from app.services import Services
from models.people import Person
from models.questions import Kind, Question
from tests.fakes import MemoryKeyring
from tests.journeys import hands
from tests.journeys.eyes import Said, everywhere, in_windows
from tests.journeys.hands import CONTROL, Key, key, press, press_beginning, there
from tests.journeys.house import the_app
from tests.journeys.kills import QUICK
from tests.journeys.stage import Script, play
from tests.journeys.walk import SETTLING_MS, Walk
from tests.journeys.ways_in import NUMBER, unlock
from tests.listening import QtListener
from tests.profiles import TemporaryProfile
from ui.window import PAGES, Window
from ui.writing.side_editor import SideEditor

pytestmark = pytest.mark.long

SECRET = "zinnia by the weir"
ROBINS = (r"\bRobin\b", r"\bVale\b", r"\bRV\b", r"\bWendy\b", r"\bWV\b", r"999 ?000 ?0018", r"1 July 1985", r"zinnia", r"\bweir\b")
CANARY = "marigold on the sill"
SAMS = (r"\bSam\b", r"\bOkafor\b", r"\bSO\b", r"999 ?012 ?3454", r"12 March 1990", r"marigold", r"\bsill\b")
ENDS_THE_SITTING = ("End for today", "End this sitting", "End it")
ONLY_COLOURS = ("Cream", "Dark", "High contrast")  # these say nothing, and the whole window is dressed anew for each

# What is open on a page when the key is pressed: a card, a question, boxes of the system.
OPENS = {"desk": "Type for somebody", "keepers": "Has left: Jo", "send": "Save the copy", "settings": "Choose a folder"}


def ward(folder: Path, ring: KeyStore) -> None:
    """Jo, and two patients: Robin, whose plan was written yesterday with Robin's mother, and Sam."""
    services = Services(Profile(folder), lambda call: None, key_store=ring)
    store, _code = services.make_store()
    jo = first_keeper(store.store, "Jo Nowak", roles()["nurse"], date(2026, 5, 4))
    store.pins.set_pin(jo.id, NUMBER)
    store.unlock_as(jo.id, NUMBER)
    add_patient(store.store, "Sam Okafor", "Sam", date(1990, 3, 12), "9990123454")
    robin = add_patient(store.store, "Robin Vale", "Robin", date(1985, 7, 1), "9990000018").person
    write_robins_plan(store, jo, robin)
    store.close()
    services.close()


def write_robins_plan(store: OpenStore, jo: Person, robin: Person) -> None:
    wendy = add_person(store.store, "Wendy Vale", "Wendy", roles()["mother"])
    sitting = store.begin_sitting(robin.id)
    sitting.arrive(jo.id, roles()["nurse"])
    sitting.arrive(wendy.id, roles()["mother"])
    plan = store.open_plan(start_plan(store.store, store.clock, robin.id, shipped_form("care_plan")))
    for person, side in ((robin, "patient"), (wendy, f"family:{wendy.id}"), (jo, "together")):
        plan.desk.take_up(sitting.pens.own(person.id))
        plan.desk.write(f"safe_helps/{side}", 0, 0, SECRET)
    store.end_sitting("safe_helps")


@pytest.fixture
def opened(home: TemporaryProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app on that ward. Folders and pages of the web are not opened for real."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    monkeypatch.setattr(pins, "PIN_SLOWNESS", QUICK)
    ring = KeyStore(MemoryKeyring())
    ward(tmp_path / "Two Pens", ring)
    with the_app(tmp_path / "Two Pens", ring):
        yield


def test_no_word_of_a_second_patient_is_on_any_page_in_a_sitting(opened: None, expected_qt_messages: QtListener) -> None:
    play(walk_all_pages(), hands.view)


def test_a_name_on_a_page_is_found(opened: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: Today lists the plans of everybody in the middle of a sitting."""
    monkeypatch.setattr(OpenStore, "plans_to_carry_on", lambda store: all_plans(store.store))
    with pytest.raises(AssertionError, match=r"today: \w+ says 'RV'"):
        play(walk_page("today"), hands.view)


def test_a_name_behind_a_button_is_found(opened: None, monkeypatch: pytest.MonkeyPatch, expected_qt_messages: QtListener) -> None:
    """Planted: whoever is to be added to the sitting is chosen from everybody."""
    monkeypatch.setattr(OpenStore, "people_to_choose_from", lambda store: [known.person for known in everybody(store.store)])
    with pytest.raises(AssertionError, match=r"who_is_here > Add a person: \w+ says '(Robin|Wendy|RV|WV|Vale)'"):
        play(walk_page("who_is_here"), hands.view)


def walk_page(page: str) -> Script[None]:
    """A sitting about Sam; then one page."""
    yield from begin_with_sam()
    yield from the_walk().through(page)


def the_walk() -> Walk:
    """A walk that finds every word of Robin's."""
    never = (*ENDS_THE_SITTING, *ONLY_COLOURS, *alike())
    return Walk(lambda place: refuse(ROBINS, everywhere(), place), back_in_the_sitting, never)


def walk_all_pages() -> Script[None]:
    """A sitting about Sam; then every page, and everything on it that can be pressed."""
    yield from begin_with_sam()
    walk = the_walk()
    for question in one_of_each_kind():
        yield from walk.through("desk", question)
    for page in [page for page in PAGES if page != "desk"]:
        yield from walk.through(page)
    yield from walk.onward()
    print(f"{walk.presses} presses")
    assert walk.presses > 150, "hardly anything was pressed: the walk proved little"


def one_of_each_kind() -> list[str]:
    """The first question of each kind of answer in Sam's plan."""
    return list({question.kind: question.id for question in reversed(care_plan())}.values())


def alike() -> list[str]:
    """Ticks that differ by their words alone from one that is pressed."""
    return [
        choice.words
        for question in care_plan()
        if question.kind is Kind.SEVERAL
        for choice in question.choices[1:]
        if not (choice.own_words or choice.shuts_out)
    ]


def care_plan() -> tuple[Question, ...]:
    """The questions of Sam's plan."""
    return tuple(shipped_form("care_plan").questions)


def test_behind_the_lock_no_word_of_anybody_is_in_the_window(opened: None) -> None:
    play(lock_everywhere(), hands.view)


def test_a_page_that_the_lock_leaves_in_the_window_is_found(opened: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: locking shows another page, and leaves what it hides where it was."""
    monkeypatch.setattr(Window, "_keep_the_lock", lambda window: None)
    with pytest.raises(AssertionError, match=r"locked: \w+ says '(Sam|SO|marigold)'"):
        play(lock_everywhere(), hands.view)


def lock_everywhere() -> Script[None]:
    """On every page, with a box open and words on the clipboard: locked, nothing is left; unlocked, the words are there again."""
    yield from begin_with_sam()
    yield from copy_the_canary()
    for page in PAGES:
        yield from back_in_the_sitting()
        yield from hands.do(lambda page=page: hands.window().go(page))
        if page in OPENS:
            yield from press(OPENS[page])
        yield SETTLING_MS
        yield from key(Key.Key_L, CONTROL)
        yield lambda: there("unlock")() and QApplication.activeModalWidget() is None
        assert hands.window().shell.open_store.locked
        yield from hands.take_keys_back()
        refuse((*SAMS, *ROBINS), in_windows(), f"{page}, locked")
    yield from back_in_the_sitting()
    yield from hands.do(lambda: hands.window().go("desk"))
    yield lambda: any(CANARY in editor.toPlainText() for editor in hands.shown(SideEditor))


# ---- steps


def begin_with_sam() -> Script[None]:
    """Unlocks, and writes in a new plan of Sam's, with Jo."""
    yield from unlock("Jo")
    yield from press_beginning("Write a plan together")
    yield from hands.fill_in("Type a part of the name", "Sam")
    yield from press_beginning("Sam Okafor")
    yield from press_beginning("My care plan")
    yield from press("Add a person")
    yield from press("Add Jo Nowak")
    yield from press("Start writing")
    yield there("desk")
    yield from hands.click(next(iter(hands.shown(SideEditor))).viewport())
    yield from hands.type_words("m")
    yield from press("Sam is writing")
    yield from hands.type_words(CANARY[1:])


def copy_the_canary() -> Script[None]:
    """Sam copies the words."""
    yield from key(Key.Key_A, CONTROL)
    yield from key(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == CANARY


def back_in_the_sitting() -> Script[None]:
    """Unlocked, with the sitting open."""
    store = hands.window().shell.open_store
    if store.locked:
        yield from hands.do(lambda: hands.window().go("unlock"))
        yield lambda: any(name.endswith(" number, Jo") for name in hands.names(QLineEdit))
        yield from unlock("Jo") if hands.find(QLineEdit, "Your number, Jo") else choose_a_number_again()
        yield lambda: not store.locked and not there("unlock")()
    assert store.sitting is not None, "something ended the sitting"


def choose_a_number_again() -> Script[None]:
    """Jo has none any more: a keeper let it go."""
    for field in ("Choose a number, Jo", "The same number again"):
        yield from hands.fill_in(field, NUMBER)
    yield from press("Keep this number")


def refuse(needles: Iterable[str], said: Said, place: str) -> None:
    """Fails for the first piece that says what must not be there."""
    pattern = re.compile("|".join(needles))
    for kind, words in said:
        found = pattern.search(words)
        assert found is None, f"{place}: {kind} says {found.group() if found else ''!r} in {words[:200]!r}"
