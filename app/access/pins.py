"""The optional PIN of a pen: digits or words that only its person knows, and growing waits for whoever guesses.

A PIN keeps somebody at the same keyboard from taking up another's pen. It is no key: who can read the store's key can read the store. It is
hashed slowly together with a secret of this computer, and each try is written down before it is judged, so that switching the computer off
gives no further tries. Setting the clock forward gives none while the program runs.
"""

import hmac
import json
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from app.access.sealing import SALT_BYTES, Slowness, derive, proof, proof_fits
from app.access.tries import Tries, Waits
from app.clock import Clock
from app.errors import Trouble, explains
from app.files import write_whole
from app.language import _, ngettext

LEAST_FOR_STAFF = 6
PIN_SLOWNESS = Slowness(memory_kib=64 * 1024, turns=3, lanes=4)
"""About 0.35 s on two cores, at each taking up of a pen that has a PIN."""

_KIND = "two pens pins"


class PinTrouble(Exception):
    """A PIN was not taken."""


class NoPin(PinTrouble):
    """This person has chosen no PIN here."""


class PinTooShort(PinTrouble):
    """A new PIN has fewer than `least` signs."""

    def __init__(self, least: int) -> None:
        super().__init__(least)
        self.least = least


class PinWrong(PinTrouble):
    """It is not the PIN. `tries_left` come without a wait."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(tries_left)
        self.tries_left = tries_left


class PinWait(PinTrouble):
    """Too many tries went wrong: the next one is taken in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        """The wait in full minutes, at least one."""
        return max(1, -int(-self.seconds // 60))


class PinsUnreadable(PinTrouble):
    """The file of PINs was changed, or this computer's secret is another one. No PIN can be checked until PINs are started anew."""


@dataclass(frozen=True)
class _Entry:
    """One person's PIN as a slow hash, and the tries that went wrong since the last right one."""

    salt: str
    hash: str
    slowness: tuple[int, int, int]
    wrong: int = 0
    wrong_at_ms: int = 0

    @property
    def tries(self) -> Tries:
        """The tries that went wrong, as they count."""
        return Tries(self.wrong, self.wrong_at_ms)

    def after(self, tries: Tries) -> "_Entry":
        """The same PIN, after these tries."""
        return replace(self, wrong=tries.wrong, wrong_at_ms=tries.wrong_at_ms)


class Pins:
    """The PINs chosen on this computer for the pens of one store.

    `secret` is asked for when a PIN is first needed, and not before: a store is opened without it. It comes from PenSecret, and may raise
    what the key ring raises.
    """

    def __init__(self, file: Path, secret: Callable[[], bytes], clock: Clock) -> None:
        self._file = file
        self._ask_for_secret = secret
        self._clock = clock
        self._waits = Waits(clock)

    def has_pin(self, person: str) -> bool:
        """Whether this person (an id) has chosen a PIN here."""
        return person in self._read()

    def set_pin(self, person: str, pin: str, least: int = LEAST_FOR_STAFF) -> None:
        """Let this be the person's PIN, in place of an earlier one. Raises PinTooShort."""
        plain = plain_pin(pin)
        if len(plain) < least:
            raise PinTooShort(least)
        salt = secrets.token_bytes(SALT_BYTES)
        numbers = (PIN_SLOWNESS.memory_kib, PIN_SLOWNESS.turns, PIN_SLOWNESS.lanes)
        self._keep(person, _Entry(salt.hex(), self._hash(plain, salt, numbers).hex(), numbers))

    def take_away(self, person: str) -> None:
        """Ask this person for no PIN any more."""
        self._write({other: entry for other, entry in self._read().items() if other != person})

    def wait_left(self, person: str) -> float:
        """Seconds until the next try of this person's PIN is taken; 0 if it is taken now. Raises NoPin."""
        return self._waits.left(person, self._settled(person).tries)

    def check(self, person: str, pin: str) -> None:
        """Says nothing if it is the PIN. Raises PinWrong, PinWait or NoPin; a try during a wait is not looked at and does not count."""
        seconds = self.wait_left(person)
        if seconds > 0:
            raise PinWait(seconds)
        entry = self._note_wrong_try(person)
        if self._matches(entry, pin):
            self._waits.end(person)
            return self._keep(person, entry.after(Tries()))
        if entry.tries.wait:
            raise PinWait(entry.tries.wait)
        raise PinWrong(entry.tries.left)

    def start_anew(self, now: datetime) -> Path:
        """Forget every PIN, for when they cannot be read: the file is kept under a dated name. The recovery code is asked for before."""
        kept = self._file.with_name(f"{self._file.name}.{now:%Y%m%d%H%M%S}.{secrets.token_hex(2)}")
        self._file.rename(kept)
        return kept

    # Insides

    @cached_property
    def _secret(self) -> bytes:
        return self._ask_for_secret()

    def _note_wrong_try(self, person: str) -> _Entry:
        """Count the try as wrong before it is judged: a right one takes the count back."""
        entry = self._entry(person)
        entry = entry.after(entry.tries.with_one_more(self._clock))
        self._keep(person, entry)
        self._waits.begin(person, entry.tries)
        return entry

    def _matches(self, entry: _Entry, pin: str) -> bool:
        made = self._hash(plain_pin(pin), bytes.fromhex(entry.salt), entry.slowness)
        return hmac.compare_digest(made, bytes.fromhex(entry.hash))

    def _hash(self, plain: str, salt: bytes, numbers: tuple[int, int, int]) -> bytes:
        """The PIN hashed slowly, and that bound to this computer's secret."""
        slow = Slowness(*numbers).hash(plain.encode("utf-8", "surrogatepass"), salt)
        return derive(self._secret, "PIN of a pen", slow)

    def _settled(self, person: str) -> _Entry:
        """The person's entry. If the clock was put back to before the last wrong try, the wait begins again, rather than last for years."""
        entry = self._entry(person)
        settled = entry.after(entry.tries.settled(self._clock))
        if settled != entry:
            self._keep(person, settled)
        return settled

    def _entry(self, person: str) -> _Entry:
        try:
            return self._read()[person]
        except KeyError:
            raise NoPin(person) from None

    def _keep(self, person: str, entry: _Entry) -> None:
        self._write({**self._read(), person: entry})

    # On the disk

    def _read(self) -> dict[str, _Entry]:
        try:
            content = self._file.read_bytes()
        except FileNotFoundError:
            return {}
        try:
            whole = json.loads(content)
            if not proof_fits(whole["proof"], self._secret, _KIND, _as_text(whole["pins"])):
                raise PinsUnreadable
            return {person: _entry_from(said) for person, said in whole["pins"].items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
            raise PinsUnreadable from fault

    def _write(self, entries: Mapping[str, _Entry]) -> None:
        said = {person: asdict(entry) for person, entry in entries.items()}
        whole = {"kind": _KIND, "format": 1, "pins": said, "proof": proof(self._secret, _KIND, _as_text(said))}
        write_whole(self._file, json.dumps(whole, indent=1).encode())


def plain_pin(typed: str) -> str:
    """The PIN as it counts: of digits only the digits; of words neither capitals nor how many spaces."""
    words = unicodedata.normalize("NFKC", typed).casefold().split()
    together = "".join(words).replace("-", "")
    return together if together.isdecimal() else " ".join(words)


def _as_text(said: Any) -> str:
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def _entry_from(said: Mapping[str, Any]) -> _Entry:
    memory, turns, lanes = said["slowness"]
    return _Entry(said["salt"], said["hash"], (memory, turns, lanes), said["wrong"], said["wrong_at_ms"])


# In words


@explains(NoPin)
def _explain_no_pin(_none: NoPin) -> Trouble:
    return Trouble(_("No number was chosen"), _("There is no number for this pen here."), _("Choose one in Settings, or take up the pen."))


@explains(PinTooShort)
def _explain_short(short: PinTooShort) -> Trouble:
    return Trouble(
        _("A longer one is needed"),
        _("It has at least {n} digits or letters.").format(n=short.least),
        _("Choose a longer number, or some words."),
    )


@explains(PinWrong)
def _explain_wrong(_wrong: PinWrong) -> Trouble:
    return Trouble(_("Not yet"), _("That is not the right number."), _("Try again."), kept=_("Nothing is lost."))


@explains(PinWait)
def _explain_wait(wait: PinWait) -> Trouble:
    return Trouble(
        _("A short wait"),
        _("Five tries did not fit."),
        ngettext("Wait {n} minute, then try again.", "Wait {n} minutes, then try again.", wait.minutes).format(n=wait.minutes),
        kept=_("Nothing is lost."),
    )


@explains(PinsUnreadable)
def _explain_unreadable(_unreadable: PinsUnreadable) -> Trouble:
    return Trouble(
        _("The numbers of the pens cannot be read"),
        _("Two Pens cannot check the number of any pen on this computer."),
        _("Ask a keeper to start the numbers anew, with the recovery sheet."),
        kept=_("Your words are kept."),
    )
