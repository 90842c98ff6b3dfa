"""Chains: rows that each carry the hash of the one before, so that a change anywhere shows in all that follows.

A hash is SHA-256 over fields that each carry their length: no byte can slip from one field into its neighbour.
"""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Field = bytes | str | int

_whole = struct.Struct(">q").pack


def digest(kind: str, *fields: Field) -> bytes:
    """SHA-256 over a kind ("plan", "snapshot" …) and its fields. Two kinds never share a hash."""
    return _sealed(kind, [_as_bytes(field) for field in fields])


def printed(value: bytes, groups: int = 4) -> str:
    """The beginning of a hash as a person can compare it: groups of four characters, "3f2a 91bc 07de 55a1"."""
    return " ".join(value.hex()[4 * place : 4 * place + 4] for place in range(groups))


@dataclass(frozen=True)
class Head:
    """How far a chain goes: the number of its last row, and that row's hash. Row 0 is where it hangs."""

    n: int
    hash: bytes


def head_as_read(n: object, value: object) -> Head:
    """A head from columns that somebody may have changed. What can be no head becomes one that nothing fits."""
    return Head(n, value) if isinstance(n, int) and isinstance(value, bytes) else Head(-1, b"")


class Link(NamedTuple):
    """One row of a chain as it was found: its place, what it says of its neighbours, and what it holds.

    SQLite takes any kind of value in any column, and so a forger may leave any: read rows with `link_as_read`.
    """

    n: int
    previous: bytes
    hash: bytes
    fields: tuple[bytes, ...]


def link_as_read(n: object, previous: object, value: object, fields: tuple[bytes, ...]) -> Link:
    """A link from columns that somebody may have changed. What can be no row becomes one that fits nowhere."""
    if isinstance(n, int) and isinstance(previous, bytes) and isinstance(value, bytes):
        return Link(n, previous, value, fields)
    return Link(n if isinstance(n, int) else -1, b"", b"", ())


@dataclass(frozen=True)
class Chain:
    """A kind of chain and whose it is; two plans never share a hash, even of the same rows."""

    kind: str
    owner: str = ""

    def hash_at(self, n: int, previous: bytes, fields: Sequence[bytes]) -> bytes:
        """The hash that a row with these fields must have at that place."""
        return _sealed(self._name, (_whole(n), previous, *fields))

    @cached_property
    def _name(self) -> str:
        return f"{self.kind} of {self.owner}"

    def follow(self, start: Head, links: Iterable[Link]) -> tuple[Head, Link | None]:
        """The last row that fits, going on from `start`, and the first that does not; None if all fit."""
        head = start
        for link in links:
            expected = self.hash_at(head.n + 1, head.hash, link.fields)
            if link.n != head.n + 1 or link.previous != head.hash or link.hash != expected:
                return head, link
            head = Head(link.n, expected)
        return head, None


def same_fields_elsewhere(chain: Chain, good: Head, links: Sequence[Link]) -> Link | None:
    """The row, among those that follow `good`, whose content belongs directly after it: it was swapped away. None if there is none."""
    stored = {link.hash for link in links}
    for link in links[1:]:
        if chain.hash_at(good.n + 1, good.hash, link.fields) in stored:
            return link
    return None


def _sealed(kind: str, fields: Sequence[bytes]) -> bytes:
    """The lengths go first, all of them, and then the fields: as plain as lengths between, and twice as fast."""
    name = f"two pens {kind}".encode()
    lengths = struct.pack(f">{len(fields) + 2}Q", len(fields), len(name), *map(len, fields))
    return hashlib.sha256(b"".join((lengths, name, *fields))).digest()


def _as_bytes(field: Field) -> bytes:
    if isinstance(field, bytes):
        return field
    return field.encode() if isinstance(field, str) else _whole(field)
