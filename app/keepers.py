"""What keepers alone may do with the store as a whole; each deed is a line of the log.

Who may join people's entries and add staff: app.people.
"""

from pathlib import Path

from app.access.backup import try_folder
from app.access.recovery import RecoveryCode
from app.errors import Trouble
from app.language import _
from app.open_store import OpenStore
from app.people import everybody, known_person, must_be_keeper
from app.plans import note_access
from app.settings import BACKUP_FOLDER


def is_keeper(open_store: OpenStore) -> bool:
    """Whether whoever unlocked is a keeper."""
    who = open_store.unlocked_by
    return who is not None and known_person(open_store.store, who.id).keeper


def number_wanted(open_store: OpenStore) -> bool:
    """Whether a keeper gives their own number before they change something for everybody. Only while no keeper has one it is not.

    Raises Trouble unless a keeper unlocked, for one without a number where another has one, and where numbers cannot be read.
    """
    must_be_keeper(open_store.store, _who(open_store))
    if open_store.pins.has_pin(_who(open_store)):
        return True
    if any(known.keeper and open_store.pins.has_pin(known.person.id) for known in everybody(open_store.store)):
        raise Trouble(
            _("This page needs your number."), _("You have not chosen one yet."), _("Lock Two Pens. You choose one when you unlock.")
        )
    return False


def give_number(open_store: OpenStore, number: str) -> None:
    """The keeper who unlocked gives their number: until the visit is forgotten they may change things. Raises a PIN's trouble."""
    must_be_keeper(open_store.store, _who(open_store))
    open_store.check_number(_who(open_store), number)
    open_store.keeper_visits = True


def forget_visit(open_store: OpenStore) -> None:
    """The keeper leaves the page: the next visit asks for the number again."""
    open_store.keeper_visits = False


def draw_recovery_code(open_store: OpenStore) -> RecoveryCode:
    """A fresh recovery code to put on paper. It counts only once it is taken. Raises Trouble unless a keeper asks."""
    _must_be_keeper(open_store)
    return RecoveryCode.new()


def take_recovery_code(open_store: OpenStore, code: RecoveryCode) -> None:
    """Lets a code that is on paper now count in place of the one before. Raises Trouble unless a keeper asks."""
    _must_be_keeper(open_store)
    open_store.in_hand.set_recovery_code(code)
    _note(open_store, "new_sheet")


def change_passphrase(open_store: OpenStore, old: str, new: str) -> None:
    """Puts a new passphrase in place of the old one. Raises Trouble, PassphraseWrong or PassphraseTooShort."""
    _must_be_keeper(open_store)
    open_store.in_hand.change_passphrase(old, new)
    _note(open_store, "new_passphrase")


def forget_number(open_store: OpenStore, person: str) -> None:
    """Lets a member of staff choose a number anew at the next unlock. Raises Trouble unless a keeper asks."""
    _must_be_keeper(open_store)
    open_store.pins.take_away(person)
    _note(open_store, "number_forgotten", person)


def set_copy_folder(open_store: OpenStore, folder: Path | None) -> None:
    """Lets second copies go into this folder, or into none. Try it first. Raises Trouble unless a keeper asks."""
    _must_be_keeper(open_store)
    open_store.settings.set(BACKUP_FOLDER, str(folder) if folder else "")
    _note(open_store, "copies_moved")


def take_as_newest(open_store: OpenStore) -> None:
    """Forgets a later root: from now on the plans as they lie here are the newest. Raises Trouble unless a keeper asks."""
    _must_be_keeper(open_store)
    _note(open_store, "taken_as_newest")
    open_store.after_sitting.remember_root(on_purpose=True)


def try_copy_folder(open_store: OpenStore, folder: Path) -> None:
    """Says nothing if second copies can go there. Raises Trouble for a folder beside the plans themselves, or CopyNotMade. May be slow."""
    if folder.resolve().is_relative_to(open_store.store.path.parent.resolve()):
        raise Trouble(
            _("This is no second place"),
            _("This folder lies with the plans themselves."),
            _("Choose a folder on another disk, or on a memory stick."),
        )
    try_folder(folder)


def _note(open_store: OpenStore, deed: str, whose: str = "") -> None:
    """What a keeper does with the store stands in the log of every patient."""
    if open_store.unlocked_by:
        note_access(open_store.store, open_store.clock, open_store.unlocked_by.id, deed, detail=whose)


def _who(open_store: OpenStore) -> str:
    return open_store.unlocked_by.id if open_store.unlocked_by else ""


def _must_be_keeper(open_store: OpenStore) -> None:
    """A keeper who has given their number on this visit, where there is one to give."""
    if number_wanted(open_store) and not open_store.keeper_visits:
        raise Trouble(_("Your number first."), _("Nothing was changed."), _("Give your number on the page for keepers."))
