"""A sitting about Sam with Jo, in a store that also holds Robin and what Robin wrote yesterday: where the walks begin."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.forms import roles, shipped_form
from app.open_store import OpenStore
from app.people import add_patient, add_person, first_keeper
from app.plans import start_plan
from app.services import Services
from models.people import Person
from models.questions import Kind, Question
from tests.journeys import hands
from tests.journeys.hands import press, press_beginning, there
from tests.journeys.stage import Script
from tests.journeys.ways_in import NUMBER, unlock
from ui.writing.side_editor import SideEditor

SECRET = "zinnia by the weir"  # what Robin wrote
CANARY = "marigold on the sill"  # what Sam writes
ENDS_THE_SITTING = ("End for today", "End this sitting", "End it")
ONLY_COLOURS = ("Cream", "Dark", "High contrast")  # these say nothing, and the whole window is dressed anew for each


# ---- the store


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


# ---- the plan


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


def not_to_press() -> tuple[str, ...]:
    """The names of buttons that a walk leaves alone."""
    return (*ENDS_THE_SITTING, *ONLY_COLOURS, *alike())


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
