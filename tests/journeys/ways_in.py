"""The ways from the entrance to the desk, as people walk them."""

from PySide6.QtWidgets import QAbstractButton, QLineEdit

from tests.journeys import hands
from tests.journeys.hands import called, choose, click, fill_in, find, press, shown, take_keys_back, there
from tests.journeys.stage import Script
from ui.pages.keep_sheet import Group

PASSPHRASE = "garden lantern river"
NUMBER = "246813"


def unlock(name: str, passphrase: str = "", number: str = NUMBER) -> Script[None]:
    """Opens the store (with a passphrase where one is given), and unlocks as the one member of staff."""
    if passphrase:
        yield from fill_in("Passphrase", passphrase)
        yield from press("Open")
    yield from fill_in(f"Your number, {name}", number)
    yield from press("Unlock")


def give_number_where_asked(name: str, number: str = NUMBER) -> Script[None]:
    """Gives a keeper's number, on a page that asks for it before anything can be changed there."""
    if there("keepers")() and find(QLineEdit, f"Your number, {name}") is not None:
        yield from take_keys_back()
        yield from fill_in(f"Your number, {name}", number)
        yield from press("Go on")
        yield lambda: find(QLineEdit, f"Your number, {name}") is None


def go_on_after_a_crash() -> Script[None]:
    """Goes on with the sitting that was cut off, to the desk; where nobody had written yet, by the one plan that is there."""
    yield from press("Go on with this sitting")
    yield lambda: there("desk")() or _carry_on() is not None
    carry_on = _carry_on()
    if carry_on is not None:
        yield from click(carry_on)
    yield there("desk")


def _carry_on() -> QAbstractButton | None:
    return next((button for button in shown(QAbstractButton) if called(button).startswith(("Carry on:", "Go on writing:"))), None)


def start_for_the_first_time(name: str, role: str) -> Script[None]:
    """Who looks after the plans, the recovery sheet with two groups typed back from it, and done: to Today."""
    yield from fill_in("Your name", name)
    yield from choose("What you are here", role)
    for field in ("Choose a number", "The same number again"):
        yield from fill_in(field, NUMBER)
    for field in ("Choose a passphrase", "The same words again"):
        yield from fill_in(field, PASSPHRASE)
    yield from press("Next")
    yield from keep_the_sheet()
    yield from press("Start")
    yield there("today")


def keep_the_sheet() -> Script[None]:
    """Copies the recovery sheet by hand, and types back the two groups that are asked for; first one of them wrongly."""
    yield lambda: find(QAbstractButton, "I have it")
    sheet = {called(group).partition(":")[0]: called(group).partition(":")[2].replace(" ", "") for group in shown(Group)}
    yield from press("I have it")
    yield lambda: [field for field in shown(QLineEdit) if called(field).startswith("Group ")]
    asked = [called(field) for field in shown(QLineEdit)]
    yield from fill_in(asked[0], "2222")
    yield from press("Next")
    yield lambda: any(words.startswith("This is not group") for words in hands.words())
    for field in asked:
        yield from fill_in(field, sheet[field.removesuffix(" of your sheet")])
    yield from press("Next")


def add_patient(name: str, known_as: str, born: str, number: str) -> Script[None]:
    """From the question whom a plan is about: somebody who was never here before."""
    yield from press("Add a patient")
    for field, words in (("Name", name), ("Call me", known_as), ("Born", born), ("NHS number", number)):
        yield from fill_in(field, words)
    yield from press("Add this patient")


def sit_down_with(staff: str) -> Script[None]:
    """From *Who is here?*: a member of staff joins the patient, and they start writing."""
    yield from press("Add a person")
    yield from press(f"Add {staff}")
    yield from press("Start writing")
    yield there("desk")
