"""What the key of the open store is good for while it is in hand: copies, a fresh recovery sheet, another passphrase, the key ring.

The key itself is never given out.
"""

from datetime import date
from pathlib import Path

from app.access.anchors import Anchors, OlderThanKnown, RootUnreadable
from app.access.backup import Backup
from app.access.copies import Copy, list_copies
from app.access.hurt import HurtStore, look_at_hurt
from app.access.key_store import KeyringTrouble
from app.access.recovery import RecoveryCode, RecoverySheet, recovery_sheet
from app.access.vault import Vault
from app.clock import Clock
from models.base import to_ms
from models.database import Store
from models.roots import root
from models.store_errors import StoreDamaged


class KeyInHand:
    """The key of one open store. All of its calls may ask the key ring or the disk: from a page, call them in a task."""

    def __init__(self, vault: Vault, key: bytes, store: Store, clock: Clock) -> None:
        self._vault, self._key, self._store, self._clock = vault, key, store, clock
        self._anchors = Anchors(vault, key, store)
        self._backup = Backup(vault.profile, store, key, clock, self._is_in_doubt)

    @property
    def opened_by_passphrase(self) -> bool:
        """Whether the store is opened by a passphrase here, and not by the key ring."""
        header = self._vault.header()
        return header.passphrase is not None and not header.keyring

    def sheet(self, code: RecoveryCode, made_on: date) -> RecoverySheet:
        """The recovery sheet of this store with that code."""
        return recovery_sheet(code, self._vault.header().store_id, made_on)

    def new_recovery_code(self) -> RecoveryCode:
        """A fresh code in place of the one before, which opens nothing made from now on."""
        return self._vault.new_recovery_code(self._key)

    def set_recovery_code(self, code: RecoveryCode) -> None:
        """Lets this code count from now on, in place of the one before."""
        self._vault.set_recovery_code(self._key, code)

    def set_passphrase(self, passphrase: str) -> None:
        """Lets this passphrase open the store here. Raises PassphraseTooShort."""
        self._vault.set_passphrase(self._key, passphrase)

    def change_passphrase(self, old: str, new: str) -> None:
        """Puts a new passphrase in place of the old one. Raises PassphraseWrong, NoPassphrase or PassphraseTooShort."""
        self._vault.change_passphrase(old, new)

    def into_keyring(self) -> None:
        """Keeps the key in this computer's key ring from now on. Raises the ring's troubles."""
        self._vault.put_key_into_keyring(self._key)

    def keep_copy(self, folder: Path) -> Copy:
        """A fresh locked copy in that folder. Raises CopyNotMade."""
        return self._backup.keep_copy(folder)

    def copies_in(self, folder: Path) -> list[Copy]:
        """The copies of this store in a folder, the newest first. Raises OSError if the folder cannot be read."""
        return list_copies(folder, self._vault.header().store_id)

    def look_at_hurt(self, fault: StoreDamaged) -> HurtStore:
        """The same fault, with the plans that still read by name. The store itself may be closed."""
        return look_at_hurt(fault, self._key)

    def _is_in_doubt(self) -> bool:
        """Whether the store is behind its last known root, or nobody can tell: then older copies may be all there is of the rest."""
        with self._store.reading() as session:
            now = root(session, to_ms(self._clock.now()))
        try:
            self._anchors.refuse_older(now)
        except (OlderThanKnown, RootUnreadable, KeyringTrouble):
            return True
        return False
