"""The lock of a private draft: its random key, wrapped by its writer's number together with a secret of this computer.

One that chance made looks the same, counts tries in the same way, and opens for nobody: so nobody can tell who has a draft.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.access.pins import PIN_SLOWNESS, plain_pin
from app.access.sealing import KEY_BYTES, PASSPHRASE_SLOWNESS, Slowness, Wrap, open_by_pin, wrap_by_pin, wrap_of_nothing
from app.access.tries import Tries

_FORMAT = 1


class LockUnreadable(Exception):
    """What is kept as a draft's lock is none."""


@dataclass(frozen=True, repr=False)
class DraftLock:
    """A wrapped key, and the tries that went wrong since it was last opened."""

    wrap: Wrap
    tries: Tries = field(default_factory=Tries)

    @staticmethod
    def of_nothing(slowness: Slowness) -> "DraftLock":
        """A lock that no number opens."""
        return DraftLock(wrap_of_nothing(slowness))

    def open(self, number: str, known_secrets: Iterable[bytes], bound: tuple[str, ...]) -> bytes:
        """The key inside. Slow. Raises WrapShut for another number, person or plan."""
        return open_by_pin(self.wrap, _as_it_counts(number), known_secrets, bound)

    def after(self, tries: Tries) -> "DraftLock":
        """The same lock, after these tries."""
        return replace(self, tries=tries)

    def to_text(self) -> str:
        """The lock as it is kept."""
        wrap = self.wrap
        assert wrap.slowness is not None
        said = {
            "format": _FORMAT,
            "salt": wrap.salt.hex(),
            "nonce": wrap.nonce.hex(),
            "sealed": wrap.sealed.hex(),
            "slowness": [wrap.slowness.memory_kib, wrap.slowness.turns, wrap.slowness.lanes],
            "wrong": self.tries.wrong,
            "wrong_at_ms": self.tries.wrong_at_ms,
        }
        return json.dumps(said)

    @staticmethod
    def from_text(text: str) -> "DraftLock":
        """The lock that was kept. Raises LockUnreadable."""
        try:
            said = json.loads(text)
            memory, turns, lanes = said["slowness"]
            salt, nonce, sealed = (bytes.fromhex(said[name]) for name in ("salt", "nonce", "sealed"))
            wrap = Wrap(salt, nonce, sealed, Slowness(memory, turns, lanes))
            return DraftLock(wrap, Tries(int(said["wrong"]), int(said["wrong_at_ms"])))
        except (ValueError, TypeError, KeyError, RecursionError) as fault:
            raise LockUnreadable from fault


def new_lock(number: str, secret: bytes, bound: tuple[str, ...], slowness: Slowness) -> tuple[bytes, DraftLock]:
    """A fresh key, and its lock by this number. Slow."""
    key = secrets.token_bytes(KEY_BYTES)
    return key, DraftLock(wrap_by_pin(key, _as_it_counts(number), secret, bound, slowness))


def slowness_of(lies_in_key_ring: bool) -> Slowness:
    """What one try costs: more where the number does all the keeping."""
    return PIN_SLOWNESS if lies_in_key_ring else PASSPHRASE_SLOWNESS


def _as_it_counts(number: str) -> bytes:
    return plain_pin(number).encode("utf-8", "surrogatepass")
