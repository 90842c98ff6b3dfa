"""The ways from the entrance to the desk, as people walk them."""

from PySide6.QtWidgets import QAbstractButton

from tests.journeys.hands import called, click, fill_in, press, shown, there
from tests.journeys.stage import Script

PASSPHRASE = "garden lantern river"
NUMBER = "246813"


def unlock(name: str, passphrase: str = "", number: str = NUMBER) -> Script[None]:
    """Opens the store (with a passphrase where one is given), and unlocks as the one member of staff."""
    if passphrase:
        yield from fill_in("Passphrase", passphrase)
        yield from press("Open")
    yield from fill_in(f"Your number, {name}", number)
    yield from press("Unlock")


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
