"""Everything the program stands on, built in this order: profile, settings, clock, tasks, key store, vault; then, once there is a key,
the store, its writer, and the last known root. The entrance builds one Services; windows and the command line ask it for the rest.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.access.key_store import KeyStore
from app.access.one_writer import OneWriter
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.access.unfinished import clear_leftovers, finish_restore
from app.access.vault import Standing, Vault
from app.clock import Clock, SystemClock
from app.settings import LANGUAGE, Settings
from app.speech import Speaker, voice_of_this_computer
from app.tasks import Deliver, Tasks

if TYPE_CHECKING:
    from app.open_store import OpenStore
    from models.database import Store


class Services:
    """What there is before the store is open, and the ways to open it."""

    def __init__(self, profile: Profile, deliver: Deliver, *, key_store: KeyStore | None = None, clock: Clock | None = None) -> None:
        self.profile = profile
        self.deliver = deliver
        self.clock = clock or SystemClock()
        self.settings = Settings(profile.settings_file)
        self.tasks = Tasks(deliver)
        self.slow_tasks = Tasks(deliver)  # what may take minutes: nobody who unlocks or opens waits behind it
        self.speaker = Speaker(voice_of_this_computer(self.settings.get(LANGUAGE)), deliver)
        self.key_store = key_store or KeyStore()
        self.vault = Vault(profile, self.key_store, self.clock)
        self.one_writer = OneWriter(profile)

    def standing(self) -> Standing:
        """Whether this is a first start. A restore that a power cut broke off is finished first.

        Raises AlreadyOpen when another process has the profile, OSError when its folder can't be made, or a trouble of the vault when the
        store or its header is gone.
        """
        self.profile.prepare()
        self.one_writer.take()
        finish_restore(self.profile, self.clock.now())
        clear_leftovers(self.profile)
        return self.vault.standing()

    def make_store(self, passphrase: str | None = None, anew: bool = False) -> tuple["OpenStore", RecoveryCode]:
        """A new, empty store and its recovery code. The key goes into the key ring unless a passphrase is given.

        Where a store was and is gone, somebody has to say that this is `anew`. What is left of the old one is kept aside.
        """
        self.profile.prepare()
        self.one_writer.take()
        key, code = self.vault.make(passphrase, anew)
        return self._opened(key, self.vault.create_store), code

    def open_with_keyring(self) -> "OpenStore":
        """The store, with the key from this computer's key ring. Raises what the ring, the vault or the store raises."""
        return self._open(self.vault.unlock_with_keyring)

    def open_with_passphrase(self, passphrase: str) -> "OpenStore":
        """The store, by its passphrase. Takes about half a second."""
        return self._open(lambda: self.vault.unlock_with_passphrase(passphrase))

    def open_with_recovery(self, code: RecoveryCode) -> "OpenStore":
        """The store, by the code of the recovery sheet."""
        return self._open(lambda: self.vault.unlock_with_recovery(code))

    def close(self) -> None:
        """Lets go of the profile."""
        self.speaker.close()
        self.tasks.close()
        self.slow_tasks.close()
        self.one_writer.release()

    def _open(self, find_key: Callable[[], bytes]) -> "OpenStore":
        self.one_writer.take()
        return self._opened(find_key(), self.vault.open_store)

    def _opened(self, key: bytes, open_store: "Callable[[bytes], Store]") -> "OpenStore":
        store = _opened_or_looked_at(key, open_store)
        try:
            self.one_writer.name_store(store.id)
            return self._open_store(store, key)
        except BaseException:
            store.close()
            raise

    def _open_store(self, store: "Store", key: bytes) -> "OpenStore":
        # loaded here and not above: the database library costs more start-up than Qt, and the first page needs none of it
        from app.access.anchors import Anchors
        from app.access.draft_secret import DraftSecret
        from app.access.key_in_hand import KeyInHand
        from app.access.pen_secret import PenSecret
        from app.access.pins import Pins
        from app.after_sitting import AfterSitting
        from app.open_store import OpenStore

        pins = Pins(self.profile.pins_file, PenSecret(self.vault).find_or_make, self.clock)
        in_hand = KeyInHand(self.vault, key, store, self.clock)
        after = AfterSitting(store, in_hand, Anchors(self.vault, key, store), self.settings, self.slow_tasks, self.clock)
        return OpenStore(store, self.settings, self.clock, self.deliver, in_hand, pins, after, DraftSecret(self.vault))


def _opened_or_looked_at(key: bytes, open_store: "Callable[[bytes], Store]") -> "Store":
    """The open store. A damaged one is looked at while the key is in hand: HurtStore says which plans still read."""
    from app.access.hurt import look_at_hurt
    from models.store_errors import StoreDamaged

    try:
        return open_store(key)
    except StoreDamaged as fault:
        raise look_at_hurt(fault, key) from fault
