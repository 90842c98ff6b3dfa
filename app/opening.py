"""From the start of the program to somebody at the door: what stands in the profile, what is in the way, and who can unlock.

Everything here may take long (a key ring that asks, a slow hash, a disk that sleeps): from a page, call it in a task. The database is
loaded only when there is a store to open.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.access.header import HeaderDamaged, HeaderForged, HeaderMissing, HeaderNotOurs, HeaderTrouble
from app.access.key_store import KeyringTrouble
from app.access.pins import PinsUnreadable
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.access.vault import KeyOfAnotherStore, KeyWrong, Standing, StoreGone, StoreOfAnotherHeader
from app.errors import Trouble, explain
from app.language import _
from app.services import Services
from models.store_errors import NotAStore, StoreDamaged, StoreMissing, WrongKey

if TYPE_CHECKING:
    from app.open_store import OpenStore
    from models.people import Person


class Found(StrEnum):
    """What a look at the profile found."""

    FIRST_START = "first start"  # also one that broke off: then the store is open, and nobody is in it
    PASSPHRASE = "passphrase"  # it is opened by a passphrase, which somebody has to type
    OPEN = "open"


class WayOn(StrEnum):
    """What can be done when the store does not open."""

    AGAIN = "again"
    PASSPHRASE = "passphrase"
    SHEET = "sheet"
    COPY = "copy"
    ANEW = "anew"


@dataclass(frozen=True)
class AtTheDoor:
    """A member of staff who can unlock; `number` is whether one was chosen, and so is asked for."""

    person: "Person"
    role: str
    number: bool


@dataclass(frozen=True)
class Door:
    """Who can unlock. `trouble` says why no number can be checked just now; then nobody can, until that is mended."""

    people: tuple[AtTheDoor, ...]
    trouble: Trouble | None = None


@dataclass(frozen=True)
class Opening:
    """How far the store was opened. `warnings` are to be told, and keep nobody out."""

    found: Found
    store: "OpenStore | None" = None
    door: Door = Door(())
    warnings: tuple[Trouble, ...] = ()


def begin(services: Services) -> Opening:
    """Looks at the profile, and opens the store by the key ring where that is its way. Raises whatever is in the way."""
    if services.standing() is not Standing.READY:
        return Opening(Found.FIRST_START)
    header = services.vault.header()
    if header.passphrase is not None and not header.keyring:
        return Opening(Found.PASSPHRASE, warnings=_about_place(services.profile))
    return _opened(services, services.open_with_keyring())


def begin_with_passphrase(services: Services, passphrase: str) -> Opening:
    """Opens the store by its passphrase. Raises PassphraseWrong, NoPassphrase, and whatever is in the way."""
    return _opened(services, services.open_with_passphrase(passphrase))


def begin_with_sheet(services: Services, code: RecoveryCode) -> tuple[Opening, Trouble | None]:
    """Opens the store by its recovery code, and keeps the key in this computer's key ring from now on.

    Where that cannot be, the trouble says why: then a passphrase is to be chosen (`keep_passphrase`). Raises CodeOfAnotherStore, and
    whatever is in the way.
    """
    store = services.open_with_recovery(code)
    with _let_go_on_trouble(store):
        try:
            store.in_hand.into_keyring()
        except KeyringTrouble as fault:
            return Opening(Found.OPEN, store), explain(fault)
        _start_numbers_anew_if_unreadable(store)
        return _at_the_door(services, store), None


def keep_passphrase(services: Services, store: "OpenStore", passphrase: str) -> Opening:
    """Lets a passphrase open the store on this computer, after its recovery code did. Raises PassphraseTooShort."""
    store.in_hand.set_passphrase(passphrase)
    with _let_go_on_trouble(store):
        _start_numbers_anew_if_unreadable(store)
        return _at_the_door(services, store)


def look_at_door(store: "OpenStore") -> Door:
    """Who can unlock now."""
    try:
        return Door(tuple(AtTheDoor(person, _role_of(person), store.pins.has_pin(person.id)) for person in store.staff()))
    except (KeyringTrouble, PinsUnreadable) as fault:
        return Door((), explain(fault))


def unlock_with_new_number(store: "OpenStore", person: str, number: str) -> "Person":
    """A member of staff who has no number yet chooses one, and unlocks with it. Raises PinTooShort, or Trouble where there is one."""
    if store.pins.has_pin(person):
        raise Trouble(
            _("There is a number already"), _("This person has chosen a number already."), _("Type it, or ask a keeper for a new one.")
        )
    store.pins.set_pin(person, number)
    return store.unlock_as(person, number)


def forget_number_by_sheet(services: Services, store: "OpenStore", code: RecoveryCode, person: str) -> Door:
    """Whoever has the recovery sheet may choose a number anew. Raises CodeOfAnotherStore."""
    services.vault.unlock_with_recovery(code)
    _start_numbers_anew_if_unreadable(store)
    if person:
        store.pins.take_away(person)
    return look_at_door(store)


def ways_on(services: Services, trouble: Trouble) -> tuple[WayOn, ...]:
    """What can be done about this trouble of opening, the likeliest first."""
    cause = trouble.__cause__
    if isinstance(cause, StoreDamaged):
        return (WayOn.COPY, WayOn.AGAIN)
    if isinstance(cause, StoreGone):
        return (WayOn.AGAIN, WayOn.COPY, WayOn.ANEW)
    if isinstance(cause, HeaderMissing | HeaderDamaged | HeaderNotOurs | StoreOfAnotherHeader | StoreMissing | NotAStore):
        return (WayOn.AGAIN, WayOn.COPY)
    if isinstance(cause, HeaderForged):
        return (WayOn.SHEET, WayOn.AGAIN, WayOn.COPY)
    if isinstance(cause, KeyringTrouble | KeyWrong | KeyOfAnotherStore | WrongKey):
        return (WayOn.SHEET, *((WayOn.PASSPHRASE,) if _has_passphrase(services) else ()), WayOn.AGAIN)
    return (WayOn.AGAIN,)


def still_reads(trouble: Trouble) -> tuple[str, ...]:
    """The plans that still read in a damaged store, each in words. Empty for any other trouble."""
    if not isinstance(trouble.__cause__, StoreDamaged):
        return ()
    from app.access.hurt import HurtStore

    return tuple(plan.in_words for plan in trouble.__cause__.plans) if isinstance(trouble.__cause__, HurtStore) else ()


def _role_of(person: "Person") -> str:
    """What somebody is here, as it stands by itself: "Nurse"."""
    from app.forms import roles

    words = roles()[person.usual_role].words if person.usual_role in roles() else ""
    return words[:1].upper() + words[1:]


def _opened(services: Services, store: "OpenStore") -> Opening:
    with _let_go_on_trouble(store):
        return _at_the_door(services, store)


@contextmanager
def _let_go_on_trouble(store: "OpenStore") -> Iterator[None]:
    """A store that does not come as far as the door is closed again: else nobody could try again, or put a copy in its place.

    Damage that shows only now says which plans still read, as that which the opening itself meets.
    """
    try:
        yield
    except StoreDamaged as fault:
        store.close(leave_words=True)
        raise store.in_hand.look_at_hurt(fault) from fault
    except BaseException:
        store.close(leave_words=True)
        raise


def _at_the_door(services: Services, store: "OpenStore") -> Opening:
    door = look_at_door(store)
    if not door.people and door.trouble is None:
        return Opening(Found.FIRST_START, store)
    return Opening(Found.OPEN, store, door, (*_about_age(store), *_about_place(services.profile)))


def _about_age(store: "OpenStore") -> tuple[Trouble, ...]:
    """A warning where the store is older than its last known root."""
    from app.access.anchors import OlderThanKnown, RootUnreadable

    try:
        store.after_sitting.refuse_older()
    except (OlderThanKnown, RootUnreadable) as fault:
        return (explain(fault),)
    except KeyringTrouble:  # by a passphrase or the sheet we are in all the same, and checking the store says it
        return ()
    return ()


def _about_place(profile: Profile) -> tuple[Trouble, ...]:
    share = profile.network_share()
    if share is None:
        return ()
    what, risk, to_do = share.sentences
    return (Trouble(_("The plans lie on another computer"), what, to_do, kept=risk),)


def _has_passphrase(services: Services) -> bool:
    try:
        return services.vault.header().passphrase is not None
    except HeaderTrouble:
        return False


def _start_numbers_anew_if_unreadable(store: "OpenStore") -> None:
    """On a computer that has another secret, or none, no number can be checked: each is chosen anew."""
    try:
        store.pins.has_pin("")
    except PinsUnreadable:
        store.pins.start_anew(store.clock.now())
