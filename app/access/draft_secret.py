"""The secret of this computer that goes with the number of a private draft. A secret of its own: never the store's key, never made from it.

It lies in the key ring. Where a passphrase guards the store it lies in a private file of the profile, which is in no copy; there a draft's
number is as long as a passphrase (docs/decisions/0021-private-drafts.md). No recovery sheet and no keeper has it.
"""

import secrets

from app.access.key_store import KeyringChanged, KeyringTrouble, SecretNotFound
from app.access.profile import make_private_folder
from app.access.sealing import KEY_BYTES
from app.access.vault import Vault
from app.errors import Trouble, explains
from app.files import write_whole
from app.language import _

PURPOSE = "drafts"


class DraftSecretAway(Exception):
    """The key ring of this computer does not give the secret just now. Nothing is made in its place."""


class DraftSecretElsewhere(DraftSecretAway):
    """This computer uses another key ring than before, and the secret lies in the old one. It may be back tomorrow."""


class DraftSecret:
    """The secrets with which the drafts of one store were closed on this computer."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @property
    def lies_in_key_ring(self) -> bool:
        """Whether the key ring keeps it. Else it is a file, and the number has to do all the keeping."""
        return bool(self._vault.header().keyring)

    def find(self) -> list[bytes]:
        """Every secret that may have closed a draft here, the one for new drafts first: the key may have moved into a ring, or out of it.

        Empty when there is none yet, or not any more. Raises DraftSecretAway.
        """
        ring, file = self._from_ring(), self._from_file()
        found = (ring, file) if self.lies_in_key_ring else (file, ring)
        return [secret for secret in found if secret is not None]

    def find_or_make(self) -> list[bytes]:
        """The same; one is made and kept now if there is none. Raises DraftSecretAway."""
        return self.find() or [self._make()]

    def _make(self) -> bytes:
        secret, header = secrets.token_bytes(KEY_BYTES), self._vault.header()
        if not header.keyring:
            self._to_file(secret)
            return secret
        try:
            self._vault.key_store.put(PURPOSE, header.store_id, secret.hex(), header.keyring)
        except KeyringTrouble as fault:
            raise DraftSecretAway from fault
        return secret

    def _from_ring(self) -> bytes | None:
        """None where the ring has none, and where a passphrase guards the store and there is no ring that answers.

        Another ring than the one that has it is not "none": the next secret would call each right number wrong.
        """
        header = self._vault.header()
        try:
            return bytes.fromhex(self._vault.key_store.find(PURPOSE, header.store_id, header.keyring))
        except (SecretNotFound, ValueError):
            return None
        except KeyringChanged as fault:
            raise DraftSecretElsewhere from fault
        except KeyringTrouble as fault:
            if header.keyring:
                raise DraftSecretAway from fault
            return None

    def _from_file(self) -> bytes | None:
        try:
            secret = self._vault.profile.draft_secret_file.read_bytes()
        except FileNotFoundError:
            return None
        return secret if len(secret) == KEY_BYTES else None

    def _to_file(self, secret: bytes) -> None:
        file = self._vault.profile.draft_secret_file
        make_private_folder(file.parent)
        write_whole(file, secret)


@explains(DraftSecretAway)
def _explain_away(_away: DraftSecretAway) -> Trouble:
    return Trouble(
        _("This page can't be opened now"),
        _("The key ring of this computer stayed locked."),
        _("Unlock it, then try again."),
        kept=_("Nothing is lost."),
    )


@explains(DraftSecretElsewhere)
def _explain_elsewhere(_elsewhere: DraftSecretElsewhere) -> Trouble:
    return Trouble(
        _("This page can't be opened now"),
        _("This computer now uses another key ring. Your page needs the old one."),
        _("Ask who looks after this computer for the old key ring."),
        kept=_("Nothing is lost."),
    )
