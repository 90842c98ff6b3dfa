"""Small secrets sealed inside other secrets: a key wrapped by a passphrase, a recovery code or a PIN, and proofs that a key fits.

Sealing is AES-256-GCM under a key that serves for this one wrap. A passphrase goes through argon2id first; a recovery code is random
enough already. Everything that tells what a wrap is for is bound into it, so that a wrap cannot be put in another one's place.
"""

import contextlib
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
SEAL_BYTES = _NONCE_BYTES + _TAG_BYTES

# WORKAROUND(cryptography 50.0): two of these hashes on two threads at once take half of OpenSSL's threads each, and wait for ever.
_ONE_HASH_AT_A_TIME = Lock()


class WrapShut(Exception):
    """The wrap did not open: another secret closed it, or it was changed."""


class SlownessOutOfBounds(ValueError):
    """A file asks for a hash that is too quick to protect anything, or so slow that it would stop this computer."""


@dataclass(frozen=True)
class Slowness:
    """What one try of a passphrase or PIN costs: memory in KiB, turns over it, and lanes side by side (argon2id)."""

    memory_kib: int
    turns: int
    lanes: int

    def __post_init__(self) -> None:
        memory_fits = 19 * 1024 <= self.memory_kib <= 1024 * 1024
        if not (memory_fits and 1 <= self.turns <= 16 and 1 <= self.lanes <= 16):
            raise SlownessOutOfBounds(self)

    def written(self) -> str:
        """The three numbers as they are bound into a wrap."""
        return f"argon2id {self.memory_kib} {self.turns} {self.lanes}"

    def hash(self, secret: bytes, salt: bytes) -> bytes:
        """32 bytes that cost this much to make from the secret."""
        # Not at the top: a start that finds its key in the key ring needs no cipher of ours.
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=self.turns, lanes=self.lanes, memory_cost=self.memory_kib)
        with _ONE_HASH_AT_A_TIME:
            return kdf.derive(secret)


PASSPHRASE_SLOWNESS = Slowness(memory_kib=128 * 1024, turns=3, lanes=4)
"""About 0.6 s on two cores, once at a start."""


@dataclass(frozen=True)
class Wrap:
    """A sealed secret, with all that is needed to open it but the secret that closed it. `slowness` is None for a recovery code."""

    salt: bytes
    nonce: bytes
    sealed: bytes
    slowness: Slowness | None = None


def wrap_by_passphrase(key: bytes, passphrase: str, bound: tuple[str, ...]) -> Wrap:
    """The key, sealed so that only the passphrase opens it; `bound` says what it is for."""
    salt, slowness = secrets.token_bytes(SALT_BYTES), PASSPHRASE_SLOWNESS
    return _seal(slowness.hash(plain_passphrase(passphrase), salt), key, salt, bound, slowness)


def wrap_by_code(key: bytes, code_secret: bytes, bound: tuple[str, ...]) -> Wrap:
    """The key, sealed so that only the recovery code's secret opens it."""
    salt = secrets.token_bytes(SALT_BYTES)
    return _seal(derive(code_secret, "recovery wrap", salt), key, salt, bound, None)


def open_by_passphrase(wrap: Wrap, passphrase: str, bound: tuple[str, ...]) -> bytes:
    """The key inside. Raises WrapShut for another passphrase."""
    if wrap.slowness is None:
        raise WrapShut
    return _open(wrap.slowness.hash(plain_passphrase(passphrase), wrap.salt), wrap, bound)


def open_by_code(wrap: Wrap, code_secret: bytes, bound: tuple[str, ...]) -> bytes:
    """The key inside. Raises WrapShut for another code."""
    return _open(derive(code_secret, "recovery wrap", wrap.salt), wrap, bound)


def wrap_by_pin(key: bytes, pin: bytes, secret: bytes, bound: tuple[str, ...], slowness: Slowness) -> Wrap:
    """The key, sealed so that only the PIN and the secret of this computer together open it."""
    salt = secrets.token_bytes(SALT_BYTES)
    return _seal(derive(secret, "PIN wrap", slowness.hash(pin, salt)), key, salt, bound, slowness)


def open_by_pin(wrap: Wrap, pin: bytes, known_secrets: Iterable[bytes], bound: tuple[str, ...]) -> bytes:
    """The key inside, by the PIN and whichever of these secrets closed it. Raises WrapShut. Takes as long for none of them as for one."""
    if wrap.slowness is None:
        raise WrapShut
    slow = wrap.slowness.hash(pin, wrap.salt)
    for secret in known_secrets:
        with contextlib.suppress(WrapShut):
            return _open(derive(secret, "PIN wrap", slow), wrap, bound)
    raise WrapShut


def wrap_of_nothing(slowness: Slowness) -> Wrap:
    """What looks like a wrap by a PIN, and that nothing opens: chance alone made it."""
    return Wrap(secrets.token_bytes(SALT_BYTES), secrets.token_bytes(_NONCE_BYTES), secrets.token_bytes(KEY_BYTES + _TAG_BYTES), slowness)


def seal(content: bytes, key: bytes, bound: tuple[str, ...]) -> bytes:
    """The content, sealed by the key: each time other bytes, SEAL_BYTES longer. `bound` says what it is, and opens nothing else."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, _joined(bound))


def unseal(sealed: bytes, key: bytes, bound: tuple[str, ...]) -> bytes:
    """The content that was sealed. Raises WrapShut for another key, for what is bound to something else, and for changed bytes."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _joined(bound))
    except (InvalidTag, ValueError) as fault:
        raise WrapShut from fault


def plain_passphrase(typed: str) -> bytes:
    """The passphrase as it counts: spaces around it and between words do not matter, nor how a letter with an accent was made."""
    return " ".join(unicodedata.normalize("NFKC", typed).split()).encode("utf-8", "surrogatepass")


def derive(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """32 bytes for one purpose from a secret that is random already (HKDF with SHA-256, of which 32 bytes are one block)."""
    first = hmac.digest(salt, secret, "sha256")
    return hmac.digest(first, b"two pens: " + purpose.encode() + b"\x01", "sha256")


def proof(key: bytes, *about: str) -> str:
    """A value that only the holder of the key could have made about these texts."""
    return hmac.digest(key, _joined(about), "sha256").hex()


def proof_fits(given: str, key: bytes, *about: str) -> bool:
    """Whether the proof was made with this key about these texts. Takes as long for a near miss as for a far one."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), proof(key, *about).encode())


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal: says whether bytes came through whole, not who wrote them."""
    return hashlib.sha256(content).hexdigest()


def _seal(by: bytes, key: bytes, salt: bytes, bound: tuple[str, ...], slowness: Slowness | None) -> Wrap:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return Wrap(salt, nonce, AESGCM(by).encrypt(nonce, key, _bound(bound, slowness)), slowness)


def _open(by: bytes, wrap: Wrap, bound: tuple[str, ...]) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(by).decrypt(wrap.nonce, wrap.sealed, _bound(bound, wrap.slowness))
    except (InvalidTag, ValueError) as fault:  # ValueError: a nonce or a wrap of a length that cannot be
        raise WrapShut from fault


def _bound(bound: tuple[str, ...], slowness: Slowness | None) -> bytes:
    return _joined((*bound, slowness.written() if slowness else "code"))


def _joined(texts: tuple[str, ...]) -> bytes:
    """The texts as bytes with their lengths before them, so that no two lists of texts give the same bytes."""
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)
