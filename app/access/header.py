"""The header of a store: the little that is written outside the cipher, so that we can say what is wrong before we have a key.

It names the store and the key, holds the key wrapped for recovery (and for a passphrase, where there is one), and a proof by which a key
is known to be the right one. It lies beside the store, twice; the newer readable copy counts. All of it is sealed by the key, so that
once the key is there a header that somebody else wrote is known. Headers from before there were seals are taken once, and then sealed.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.access.profile import Profile, make_private_folder
from app.access.sealing import Slowness, Wrap, digest, proof, proof_fits
from app.errors import Trouble, explains
from app.files import write_whole
from app.language import _

KIND = "two pens header"
FORMAT = 2
_UNSEALED = 1  # the format of headers from before there were seals
_MOST_BYTES = 4_000_000
_MARK_BYTES = 16


class HeaderTrouble(Exception):
    """The header does not tell what it should. `path` is the file that was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class HeaderMissing(HeaderTrouble):
    """Neither of the two copies is there."""


class HeaderDamaged(HeaderTrouble):
    """It is one of ours, and torn or changed; so is the other copy, or it is gone."""


class HeaderNotOurs(HeaderTrouble):
    """What lies there is something else."""


class HeaderForged(HeaderTrouble):
    """It is whole, and was not written with the key of its store: somebody else changed it, or took its seal away."""


class HeaderFromTheFuture(HeaderTrouble):
    """A newer Two Pens wrote it, in a format that we do not know."""

    def __init__(self, path: Path, found: int) -> None:
        super().__init__(path)
        self.found = found


@dataclass(frozen=True)
class Header:
    """What the header says. `turn` counts how often it was written; `store_mark` is how the store's file begins, empty until it is made.

    `keyring` is the full name of the key ring that has the key, empty where a passphrase opens the store. `root` is kept for anchors.py.
    `seal` is a proof by the key over all the rest, empty in a header from before there were seals.
    """

    store_id: str
    key_id: str
    made_at_ms: int
    proof: str
    recovery: Wrap
    passphrase: Wrap | None = None
    keyring: str = ""
    store_mark: str = ""
    root: str = ""
    turn: int = 1
    seal: str = ""

    def fits(self, key: bytes) -> bool:
        """Whether this is the key of this store."""
        return proof_fits(self.proof, key, *bound_to("proof", self.store_id, self.key_id))

    def is_sealed_by(self, key: bytes) -> bool:
        """Whether all of this was written by somebody who has the key."""
        return proof_fits(self.seal, key, *self._what_is_sealed())

    def sealed_by(self, key: bytes) -> "Header":
        """The same header under a seal made with this key."""
        return replace(self, seal=proof(key, *self._what_is_sealed()))

    def _what_is_sealed(self) -> tuple[str, ...]:
        return *self.bound("header"), _plainly(_body(replace(self, seal="")))

    def bound(self, purpose: str) -> tuple[str, ...]:
        """What a wrap in this header is bound to."""
        return bound_to(purpose, self.store_id, self.key_id)


def proof_of(key: bytes, store_id: str, key_id: str) -> str:
    """The proof by which the header knows this key again."""
    return proof(key, *bound_to("proof", store_id, key_id))


def bound_to(purpose: str, store_id: str, key_id: str) -> tuple[str, ...]:
    """What a proof or a wrap is bound to, so that it serves for nothing else."""
    return ("two pens store", purpose, store_id, key_id)


# On the disk


def read_header(profile: Profile) -> Header:
    """The newest readable copy that belongs to the store lying there. Raises one of the header's troubles when there is none."""
    found: list[Header] = []
    troubles: list[HeaderTrouble] = []
    for path in (profile.header_file, profile.header_copy):
        try:
            found.append(read_header_file(path))
        except HeaderFromTheFuture:
            raise  # the other copy may be older and readable, and still it is not ours to open
        except HeaderTrouble as trouble:
            troubles.append(trouble)
    if found:
        return max(found, key=lambda header: (_is_of(header, profile.store_file), header.turn))
    raise next((trouble for trouble in troubles if not isinstance(trouble, HeaderMissing)), troubles[0])


def write_header(profile: Profile, header: Header, key: bytes) -> Header:
    """Write both copies under a fresh seal. Gives the header as written. Raises Trouble or OSError."""
    written = replace(header, turn=header.turn + 1).sealed_by(key)
    put_header(profile, written)
    return written


def put_header(profile: Profile, header: Header) -> None:
    """Write both copies as this header is, each whole or not at all, the second first. Raises Trouble or OSError."""
    for path in (profile.header_copy, profile.header_file):
        write_header_file(path, header)


def mend_header(profile: Profile, header: Header) -> None:
    """Write again whichever copy does not say what this header says, as far as the disk lets us: it is no reason to stay shut."""
    for path in (profile.header_copy, profile.header_file):
        if not _says(path, header):
            with contextlib.suppress(Trouble, OSError):
                write_header_file(path, header)


def write_header_file(path: Path, header: Header) -> None:
    """Write one copy. Raises Trouble or OSError."""
    make_private_folder(path.parent)
    write_whole(path, to_bytes(header))


def read_header_file(path: Path) -> Header:
    """The header in this file. Raises HeaderMissing, HeaderNotOurs, HeaderFromTheFuture or HeaderDamaged."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise HeaderMissing(path) from None
    return from_bytes(content, path)


def mark_of(store_file: Path) -> str:
    """How the store's file begins: random bytes that stay the same as long as it is the same store. Empty if there is no file."""
    try:
        with store_file.open("rb") as file:
            return file.read(_MARK_BYTES).hex()
    except FileNotFoundError:
        return ""


def _is_of(header: Header, store_file: Path) -> bool:
    return header.store_mark in ("", mark_of(store_file))


def _says(path: Path, header: Header) -> bool:
    try:
        return read_header_file(path) == header
    except HeaderTrouble:
        return False


# As bytes


def to_bytes(header: Header) -> bytes:
    """The header as text that a person can look at."""
    body = _body(header)
    whole = {"kind": KIND, "format": FORMAT if header.seal else _UNSEALED, "body": body, "digest": _digest_of(body)}
    return json.dumps(whole, indent=1).encode()


def _body(header: Header) -> dict[str, Any]:
    body = {
        "store": header.store_id,
        "key": header.key_id,
        "made_at_ms": header.made_at_ms,
        "proof": header.proof,
        "recovery": _wrap_to_json(header.recovery),
        "passphrase": header.passphrase and _wrap_to_json(header.passphrase),
        "keyring": header.keyring,
        "store_mark": header.store_mark,
        "root": header.root,
        "turn": header.turn,
    }
    return {**body, "seal": header.seal} if header.seal else body


def from_bytes(content: bytes, path: Path) -> Header:
    """The header in these bytes, which came from `path`. Raises HeaderNotOurs, HeaderFromTheFuture or HeaderDamaged."""
    whole = _read_json(content, path)
    if whole.get("kind") != KIND:
        raise HeaderNotOurs(path)
    if isinstance(whole.get("format"), int) and whole["format"] > FORMAT:
        raise HeaderFromTheFuture(path, whole["format"])
    body = whole.get("body")
    if not isinstance(body, dict) or whole.get("format") != _format_of(body) or whole.get("digest") != _digest_of(body):
        raise HeaderDamaged(path)
    try:
        return _from_json(body)
    except (KeyError, TypeError, ValueError) as fault:
        raise HeaderDamaged(path) from fault


def _format_of(body: Mapping[str, Any]) -> int:
    return FORMAT if body.get("seal") else _UNSEALED


def _read_json(content: bytes, path: Path) -> dict[str, Any]:
    """The object in these bytes; torn if it begins as ours do, and otherwise not ours."""
    try:
        whole = json.loads(content) if len(content) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict):
        return whole
    raise HeaderDamaged(path) if not content.strip(b"\0 \n") or KIND.encode() in content[:200] else HeaderNotOurs(path)


def _from_json(body: Mapping[str, Any]) -> Header:
    return Header(
        store_id=_text(body["store"]),
        key_id=_text(body["key"]),
        made_at_ms=_number(body["made_at_ms"]),
        proof=_text(body["proof"]),
        recovery=_wrap_from_json(body["recovery"]),
        passphrase=_wrap_from_json(body["passphrase"]) if body["passphrase"] else None,
        keyring=_text(body["keyring"]),
        store_mark=_text(body["store_mark"]),
        root=_text(body["root"]),
        turn=_number(body["turn"]),
        seal=_text(body.get("seal", "")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _digest_of(body: Mapping[str, Any]) -> str:
    return digest(_plainly(body).encode())


def _plainly(body: Mapping[str, Any]) -> str:
    """The one way in which a body is written where its text counts."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"))


def _wrap_to_json(wrap: Wrap) -> dict[str, Any]:
    slowness = wrap.slowness
    return {
        "salt": wrap.salt.hex(),
        "nonce": wrap.nonce.hex(),
        "sealed": wrap.sealed.hex(),
        "argon2id": slowness and [slowness.memory_kib, slowness.turns, slowness.lanes],
    }


def _wrap_from_json(said: Mapping[str, Any]) -> Wrap:
    slowness = Slowness(*map(_number, said["argon2id"])) if said["argon2id"] else None
    salt, nonce, sealed = (bytes.fromhex(said[part]) for part in ("salt", "nonce", "sealed"))
    return Wrap(salt, nonce, sealed, slowness)


# In words


@explains(HeaderMissing)
def _explain_missing(_missing: HeaderMissing) -> Trouble:
    return Trouble(
        _("A file that belongs to the plans is gone"),
        _("The plans are here. The small file that opens them is not."),
        _("Ask a keeper to open a second copy with the recovery sheet."),
        kept=_("Nothing was changed."),
    )


@explains(HeaderDamaged)
def _explain_damaged(_damaged: HeaderDamaged) -> Trouble:
    return Trouble(
        _("A file that belongs to the plans cannot be read"),
        _("The small file that opens the plans is damaged, and so is its copy."),
        _("Ask a keeper to open a second copy with the recovery sheet."),
        kept=_("Nothing was changed."),
    )


@explains(HeaderNotOurs)
def _explain_not_ours(trouble: HeaderNotOurs) -> Trouble:
    return Trouble(
        _("Not a file of Two Pens"),
        _("{name} was not made by Two Pens.").format(name=trouble.path.name),
        _("Ask a keeper to choose the right folder, or to open a second copy."),
        kept=_("Nothing was changed."),
    )


@explains(HeaderForged)
def _explain_forged(_forged: HeaderForged) -> Trouble:
    return Trouble(
        _("A file that belongs to the plans was changed"),
        _("Something else than Two Pens changed the small file that opens the plans."),
        _("Ask a keeper to use the code on the recovery sheet."),
        kept=_("The plans were not touched."),
    )


@explains(HeaderFromTheFuture)
def _explain_future(_future: HeaderFromTheFuture) -> Trouble:
    return Trouble(
        _("Made with a newer Two Pens"),
        _("These plans were written with a newer Two Pens."),
        _("Ask a keeper to update this computer."),
        kept=_("Nothing was changed."),
    )
