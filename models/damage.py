"""What is still to be had from a hurt file: which pages are broken, and which plans read from the first row to the last."""

import contextlib
from typing import Any

from models.cipher import Cipher, driver
from models.store_errors import Damage, StoreDamaged, StoreError, StoreUnreachable, WrongKey

# Whatever still names a plan: if the list of plans itself is hurt, its rows elsewhere may tell.
_NAMES_OF_PLANS = (
    "SELECT id FROM plans",
    "SELECT DISTINCT plan_id FROM updates",
    "SELECT DISTINCT plan_id FROM snapshots",
    "SELECT DISTINCT plan_id FROM peers",
)
# All that a plan needs to be shown: its own row, its record, its snapshots, its pens, its form.
_NEEDED = (
    "SELECT * FROM plans WHERE id = ?",
    "SELECT * FROM updates WHERE plan_id = ?",
    "SELECT * FROM snapshots WHERE plan_id = ?",
    "SELECT pens.* FROM peers JOIN pens ON pens.id = peers.pen_id WHERE peers.plan_id = ?",
    "SELECT forms.* FROM plans JOIN forms ON forms.form_id = plans.form_id AND forms.version = plans.form_version WHERE plans.id = ?",
)


def diagnose(cipher: Cipher) -> StoreError:
    """What is wrong with a file that the engine refuses: WrongKey when no page at all fits the key, else StoreDamaged with a survey."""
    try:
        if len(cipher.damaged_pages()) == cipher.pages():
            return WrongKey(cipher.path)
        return StoreDamaged(cipher.path, survey(cipher))
    except (driver.Error, OSError):
        return StoreUnreachable(cipher.path)


def survey(cipher: Cipher) -> Damage:
    """Reads the whole file, past what is broken, and says which plans still read. Writes nothing."""
    plans, list_is_whole = _plans_in(cipher)
    readable = {plan for plan in plans if _reads(cipher, plan)}
    return Damage(cipher.damaged_pages(), tuple(sorted(readable)), tuple(sorted(plans - readable)), list_is_whole)


def _plans_in(cipher: Cipher) -> tuple[set[str], bool]:
    """Every plan that is named anywhere, and whether the list of plans itself was read to its end."""
    named, whole = zip(*(_until_it_breaks(cipher, question) for question in _NAMES_OF_PLANS), strict=True)
    return set[str]().union(*named), whole[0]


def _until_it_breaks(cipher: Cipher, question: str) -> tuple[set[str], bool]:
    """The answers up to the first page that cannot be read, and whether there was none."""
    found: set[str] = set()
    with _fresh(cipher) as connection:
        try:
            for row in connection.execute(question):
                found.add(row[0])
        except driver.Error:
            return found, False
    return found, True


def _reads(cipher: Cipher, plan: str) -> bool:
    with _fresh(cipher) as connection:
        try:
            for question in _NEEDED:
                for _row in connection.execute(question, (plan,)):
                    pass
        except driver.Error:
            return False
    return True


def _fresh(cipher: Cipher) -> contextlib.closing[Any]:
    """A connection for one question. Once a page's seal was found broken, a connection refuses every other page too."""
    return contextlib.closing(cipher.connect_to_salvage())
