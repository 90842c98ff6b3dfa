"""A secret of this computer that goes with a PIN, so that a PIN alone opens nothing elsewhere.

It lies in the key ring, beside the store's key and apart from it. Where there is no key ring it lies in a private file of the profile; then
a PIN protects no more than the profile's folder does. It goes into no copy: on another computer a PIN is chosen anew.
"""

import secrets

from app.access.key_store import KeyringChanged, SecretNotFound
from app.access.profile import make_private_folder
from app.access.sealing import KEY_BYTES
from app.access.vault import Vault
from app.files import write_whole

PURPOSE = "pens"


class PenSecret:
    """The secret of this computer for the store in a profile."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def find(self) -> bytes | None:
        """The secret, or None if there is none here (yet, or any more). Raises what the key ring is up to.

        Another ring than the one that has it is not "none": a new secret would call each right PIN wrong.
        """
        header = self._vault.header()
        if not header.keyring:
            return self._from_file()
        try:
            return bytes.fromhex(self._vault.key_store.find(PURPOSE, header.store_id, header.keyring))
        except (SecretNotFound, ValueError):
            return self._from_file()
        except KeyringChanged:
            found = self._from_file()
            if found is None:
                raise
            return found

    def find_or_make(self) -> bytes:
        """The secret; made and kept now if there is none."""
        return self.find() or self._make()

    def _make(self) -> bytes:
        secret = secrets.token_bytes(KEY_BYTES)
        header = self._vault.header()
        if header.keyring:
            self._vault.key_store.put(PURPOSE, header.store_id, secret.hex(), header.keyring)
        else:
            self._to_file(secret)
        return secret

    def _from_file(self) -> bytes | None:
        try:
            secret = self._vault.profile.pen_secret_file.read_bytes()
        except FileNotFoundError:
            return None
        return secret if len(secret) == KEY_BYTES else None

    def _to_file(self, secret: bytes) -> None:
        file = self._vault.profile.pen_secret_file
        make_private_folder(file.parent)
        write_whole(file, secret)
