"""What is still to be had from a hurt file: which pages are broken, and which plans read from the first row to the last."""

from collections.abc import Iterator
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
# All that a plan needs to be shown: its rows (counted), its snapshots, its pens, its form.
_ROWS = "SELECT blob, hash FROM updates WHERE plan_id = ?"
_BESIDES = (
    "SELECT blob FROM snapshots WHERE plan_id = ?",
    "SELECT pens.voice FROM peers JOIN pens ON pens.id = peers.pen_id WHERE peers.plan_id = ?",
    "SELECT forms.body FROM plans JOIN forms ON forms.form_id = plans.form_id AND forms.version = plans.form_version WHERE plans.id = ?",
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
    pages = cipher.damaged_pages()
    connection = cipher.connect_to_salvage()
    try:
        plans, whole = _plans_in(connection)
        readable = {plan for plan in plans if _reads(connection, plan)}
    finally:
        connection.close()
    return Damage(pages, tuple(sorted(readable)), tuple(sorted(plans - readable)), whole)


def _plans_in(connection: Any) -> tuple[set[str], bool]:
    """Every plan that is named anywhere, and whether the list of plans itself was read to its end."""
    plans: set[str] = set()
    ends = []
    for question in _NAMES_OF_PLANS:
        reached_the_end = _Reached()
        plans.update(row[0] for row in _until_it_breaks(connection, question, reached_the_end))
        ends.append(reached_the_end.yes)
    return plans, ends[0]


class _Reached:
    """Whether a reading came to its end."""

    yes = False


def _until_it_breaks(connection: Any, question: str, reached: _Reached) -> Iterator[Any]:
    try:
        yield from connection.execute(question)
        reached.yes = True
    except driver.Error:
        return


def _reads(connection: Any, plan: str) -> bool:
    try:
        head = connection.execute("SELECT head_n FROM plans WHERE id = ?", (plan,)).fetchone()
        rows = sum(1 for _ in connection.execute(_ROWS, (plan,)))
        for question in _BESIDES:
            connection.execute(question, (plan,)).fetchall()
    except driver.Error:
        return False
    return head is not None and rows == head[0]
