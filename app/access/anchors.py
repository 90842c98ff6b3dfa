"""The last known root of the store, kept outside of it: by this an old copy of the file, or one cut short, is told from today's.

A store cannot testify against itself: whoever puts yesterday's file back also puts yesterday's chains back. So after a sitting the root is
kept beside the key, in the key ring. Where there is no key ring it is kept in the header with a proof by the key; then it guards against
an old store beside today's header, not against an old copy of both.
"""

import base64
import contextlib
import json
import zlib
from typing import TYPE_CHECKING

from app.access.key_store import KeyringChanged, KeyringTrouble, SecretNotFound
from app.access.sealing import digest, proof, proof_fits
from app.access.vault import Vault
from app.dates import write_day, write_time
from app.errors import Trouble, explains
from app.language import _
from models.base import from_ms
from models.chain import Head
from models.checks import held_against
from models.roots import KnownRoot, RootFault

if TYPE_CHECKING:
    from models.database import Store

PURPOSE = "root"
_MOST_PARTS = 10_000


class OlderThanKnown(Exception):
    """The store is older than its last known root, or went another way since. `behind` names the chains (plan ids, the access log)."""

    def __init__(self, known: KnownRoot, behind: tuple[str, ...]) -> None:
        super().__init__(behind)
        self.known = known
        self.behind = behind


class RootUnreadable(Exception):
    """What is kept as the last known root is torn or was changed, so that nothing can be held against it."""


class Anchors:
    """Keeps the last root of one store outside of it.

    Where the open `store` is given, its rows themselves are held against the root: a file that was put back and then written on is longer
    than it was known to be, and still went another way.
    """

    def __init__(self, vault: Vault, key: bytes, store: "Store | None" = None) -> None:
        self._vault = vault
        self._key = key
        self._store = store

    def last_known_root(self) -> KnownRoot | None:
        """The root that was kept last, or None if none is known here: a first sitting, or a new computer.

        A root that lies in the key ring counts whatever the header says of where it is kept. Raises RootUnreadable, or what the key ring
        is up to where it is the place for the root.
        """
        texts = (self._text_from_keyring_if_any(), self._text_from_header())
        return max((_unpacked(text) for text in texts if text), key=lambda known: known.at_ms, default=None)

    def remember_root(self, root: KnownRoot, *, after_restore: bool = False) -> None:
        """Keep this root. Raises OlderThanKnown rather than forget a later one, unless an older copy was just restored on purpose."""
        if not after_restore:
            self.refuse_older(root)
        if self._vault.header().keyring:
            self._to_keyring(_packed(root))
        else:
            self._to_header(_packed(root))
            self._forget_in_keyring()

    def refuse_older(self, now: KnownRoot) -> None:
        """Raises OlderThanKnown if a chain is shorter than at the last known root, or went another way before it."""
        known = self.last_known_root()
        behind = self._not_reached(known, now) if known else ()
        if known and behind:
            raise OlderThanKnown(known, behind)

    def _not_reached(self, known: KnownRoot, now: KnownRoot) -> tuple[str, ...]:
        if self._store is None:
            return chains_behind(known, now)
        with self._store.reading() as session:
            return tuple(sorted(found.chain for found in held_against(session, known)))

    # In the key ring. One secret takes little on Windows, so a long list of heads is cut into parts. They lie under one letter while the
    # root points to the other: whoever reads between two writes finds a root with all of its parts.

    def _text_from_keyring_if_any(self) -> str:
        """Where the key ring is not the place for the root, one that does not answer is no trouble."""
        try:
            return self._text_from_keyring()
        except KeyringTrouble:
            if self._vault.header().keyring:
                raise
            return ""

    def _text_from_keyring(self) -> str:
        note = self._note()
        if note is None:
            return ""
        letter, parts, whole = note
        try:
            text = "".join(self._find(f"{PURPOSE} {letter}{part}") for part in range(parts))
        except (SecretNotFound, KeyringChanged) as fault:
            raise RootUnreadable from fault
        if digest(text.encode()) != whole:
            raise RootUnreadable
        return text

    def _to_keyring(self, text: str) -> None:
        note = self._note()
        letter = "b" if note and note[0] == "a" else "a"
        size = self._vault.key_store.longest_secret(self._vault.header().keyring)
        parts = [text[start : start + size] for start in range(0, len(text), size)]
        for number, part in enumerate(parts):
            self._put(f"{PURPOSE} {letter}{number}", part)
        self._put(PURPOSE, json.dumps([letter, len(parts), digest(text.encode())]))

    def _forget_in_keyring(self) -> None:
        """A later root lies in the header now; the ring's would only be in its way after a restore. Its parts are found by no note."""
        header = self._vault.header()
        with contextlib.suppress(KeyringTrouble):
            self._vault.key_store.forget(PURPOSE, header.store_id, header.keyring)

    def _note(self) -> tuple[str, int, str] | None:
        """Where the parts lie: their letter, how many, and the digest of the whole. None if no root was ever kept."""
        try:
            letter, parts, whole = json.loads(self._find(PURPOSE))
            return str(letter), min(int(parts), _MOST_PARTS), str(whole)
        except (SecretNotFound, KeyringChanged):
            return None
        except (ValueError, TypeError, RecursionError) as fault:
            raise RootUnreadable from fault

    def _find(self, purpose: str) -> str:
        header = self._vault.header()
        return self._vault.key_store.find(purpose, header.store_id, header.keyring)

    def _put(self, purpose: str, secret: str) -> None:
        header = self._vault.header()
        self._vault.key_store.put(purpose, header.store_id, secret, header.keyring)

    # In the header

    def _text_from_header(self) -> str:
        header = self._vault.header()
        text, _point, given = header.root.partition(".")
        if text and not proof_fits(given, self._key, *header.bound("root"), text):
            raise RootUnreadable
        return text

    def _to_header(self, text: str) -> None:
        header = self._vault.header()
        self._vault.keep_root(self._key, f"{text}.{proof(self._key, *header.bound('root'), text)}")


def chains_behind(known: KnownRoot, now: KnownRoot) -> tuple[str, ...]:
    """The chains that are shorter than they were known to be, gone, or as long and another."""
    return tuple(sorted(name for name, head in known.heads.items() if not _has_reached(now.heads.get(name), head)))


def _has_reached(now: Head | None, known: Head) -> bool:
    return now is not None and (now.n > known.n or now == known)


def _packed(root: KnownRoot) -> str:
    return base64.b64encode(zlib.compress(root.to_json().encode())).decode()


def _unpacked(text: str) -> KnownRoot:
    try:
        return KnownRoot.from_json(zlib.decompress(base64.b64decode(text)).decode())
    except (ValueError, zlib.error, RootFault, RecursionError) as fault:
        raise RootUnreadable from fault


@explains(OlderThanKnown)
def _explain_older(refusal: OlderThanKnown) -> Trouble:
    known = from_ms(refusal.known.at_ms).astimezone()
    return Trouble(
        _("These plans are older than they were"),
        _("What lies here is older than the last known root of {day}, {time}.").format(day=write_day(known.date()), time=write_time(known)),
        _("Ask a keeper to look for the newer file, or to open a second copy."),
        kept=_("Nothing was changed."),
    )


@explains(RootUnreadable)
def _explain_unreadable(_unreadable: RootUnreadable) -> Trouble:
    return Trouble(
        _("The last known root cannot be read"),
        _("Two Pens cannot tell whether these plans are the newest."),
        _("Ask a keeper to compare them with a copy on paper."),
        kept=_("Nothing was changed."),
    )
