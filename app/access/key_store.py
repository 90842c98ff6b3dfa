"""The system's key ring, asked in one way on every system, with a plain outcome for each way it can disappoint us.

Only real key rings are used: the Secret Service, KWallet, the Windows Credential Locker and the macOS Keychain. One that writes secrets
into a plain file, or throws them away, is refused by name. A locked ring may ask the person at the computer, so these calls can take
long: call them from a task.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from app.errors import Trouble, explains
from app.language import _

REAL_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",  # the same Secret Service, through another library
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }
)
"""The classes that keep a secret. By exact name: a class that only descends from one of them may do anything."""

_NOTHING_THERE = "keyring.backends.fail.Keyring"
_CHAIN = "keyring.backends.chainer.ChainerBackend"

# The Windows Credential Locker takes 2,560 bytes in UTF-16 for one secret; for the others we draw the line far beyond what we need.
_SHORT_SECRETS = {"keyring.backends.Windows.WinVaultKeyring": 1_200}
_LONGEST_SECRET = 100_000


class KeyringTrouble(Exception):
    """The key ring did not give what was asked. `backend` is its full name, or empty if there is none."""

    def __init__(self, backend: str = "") -> None:
        super().__init__(backend)
        self.backend = backend


class KeyringAbsent(KeyringTrouble):
    """This computer has no key ring, or none that can be reached from here."""


class KeyringRefused(KeyringTrouble):
    """The key ring that was found does not keep a secret. `backend` says which."""


class KeyringLocked(KeyringTrouble):
    """The key ring is there and stayed shut."""


class KeyringUnanswered(KeyringTrouble):
    """The key ring is there and gave an answer that is none: it broke off, or would not take what we gave it."""


class SecretNotFound(KeyringTrouble):
    """The key ring is open and has no such secret."""


class KeyringChanged(KeyringTrouble):
    """The key ring is not the one that the key was put into, and it does not have the key. `recorded` is the earlier one."""

    def __init__(self, backend: str, recorded: str) -> None:
        super().__init__(backend)
        self.recorded = recorded


class Backend(Protocol):
    """What we ask of a key ring; every backend of the library `keyring` has it."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the secret, in place of an earlier one."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget the secret."""


class KeyStore:
    """Secrets of our stores in the system's key ring. A secret is found by what it is for ("key") and by its store's id.

    `trusted` stands in for the system's choice, without being asked for its name: only a test gives it.
    """

    def __init__(self, trusted: Backend | None = None) -> None:
        self._trusted = trusted

    def backend_name(self, recorded: str = "") -> str:
        """Full name of the key ring that will be used; where several are there, the recorded one. Raises KeyringAbsent, KeyringRefused."""
        return _name_of(self._backend(recorded))

    def longest_secret(self, recorded: str = "") -> int:
        """How many signs one secret may have in the key ring that will be used."""
        return _SHORT_SECRETS.get(self.backend_name(recorded), _LONGEST_SECRET)

    def find(self, purpose: str, store_id: str, recorded: str = "") -> str:
        """The secret. Raises SecretNotFound, KeyringChanged (not here, but it was put into `recorded`), and what the ring is up to."""
        backend = self._backend(recorded)
        secret = self._read(backend, purpose, store_id)
        if secret is not None:
            return secret
        if recorded not in ("", _name_of(backend)):
            raise KeyringChanged(_name_of(backend), recorded)
        raise SecretNotFound(_name_of(backend))

    def put(self, purpose: str, store_id: str, secret: str, recorded: str = "") -> str:
        """Keep the secret, read it back to be sure, and give the name of the ring that has it now."""
        backend = self._backend(recorded)
        if len(secret) > self.longest_secret(recorded):
            raise ValueError("too long for a key ring: split it")
        with _plain_outcomes(backend):
            backend.set_password(_service(purpose, store_id), store_id, secret)
        if self._read(backend, purpose, store_id) != secret:
            raise KeyringUnanswered(_name_of(backend))
        return _name_of(backend)

    def forget(self, purpose: str, store_id: str, recorded: str = "") -> None:
        """Take the secret out, if it is there."""
        backend = self._backend(recorded)
        if self._read(backend, purpose, store_id) is not None:
            with _plain_outcomes(backend):
                backend.delete_password(_service(purpose, store_id), store_id)

    def _read(self, backend: Backend, purpose: str, store_id: str) -> str | None:
        with _plain_outcomes(backend):
            return backend.get_password(_service(purpose, store_id), store_id)

    def _backend(self, recorded: str) -> Backend:
        return self._trusted or _real_one(_system_choice(), recorded)


def _service(purpose: str, store_id: str) -> str:
    """One service for each secret: Windows shuffles secrets about when two of them share a service."""
    return f"Two Pens {purpose} {store_id}"


def _name_of(backend: object) -> str:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


def _system_choice() -> list[Backend]:
    """What the library would use here: one backend, or all that it chains together, the best first."""
    # Not at the top: the library takes an eighth of a second, and looks for plugins everywhere.
    import keyring

    try:
        chosen = keyring.get_keyring()
        return list(getattr(chosen, "backends", ())) if _name_of(chosen) == _CHAIN else [chosen]
    except Exception as fault:  # whatever a backend named in the settings raises while it loads
        raise KeyringAbsent from fault


def _real_one(found: list[Backend], recorded: str) -> Backend:
    """The recorded one of these if it is here, else the first. A chain is never used as one: it would put a secret anywhere."""
    names = [_name_of(backend) for backend in found]
    if not found or names == [_NOTHING_THERE]:
        raise KeyringAbsent
    for name in names:
        if name not in REAL_BACKENDS:
            raise KeyringRefused(name)
    return found[names.index(recorded)] if recorded in names else found[0]


@contextmanager
def _plain_outcomes(backend: Backend) -> Iterator[None]:
    """Turns whatever a backend raises (each raises its own system's) into one of our outcomes."""
    from keyring.errors import InitError, NoKeyringError
    from keyring.errors import KeyringLocked as BackendLocked

    name = _name_of(backend)
    try:
        yield
    except NoKeyringError as fault:
        raise KeyringAbsent(name) from fault
    except (BackendLocked, InitError) as fault:  # InitError: the person sent the question of the ring away, or its service died
        raise KeyringLocked(name) from fault
    except Exception as fault:
        raise KeyringUnanswered(name) from fault


# In words


@explains(KeyringAbsent)
def _explain_absent(_absent: KeyringAbsent) -> Trouble:
    return Trouble(
        _("No key ring"),
        _("This computer has no safe place of its own for the key."),
        _("Use a passphrase, or the code on the recovery sheet."),
        kept=_("Nothing was changed."),
    )


@explains(KeyringRefused)
def _explain_refused(refusal: KeyringRefused) -> Trouble:
    return Trouble(
        _("This key ring keeps no secret"),
        _("The key ring {name} would show the key to others, or lose it.").format(name=refusal.backend),
        _("Use a passphrase, or the code on the recovery sheet."),
        kept=_("Two Pens did not put the key there."),
    )


@explains(KeyringLocked)
def _explain_locked(_locked: KeyringLocked) -> Trouble:
    return Trouble(
        _("The key ring is locked"),
        _("The key ring of this computer stayed locked."),
        _("Unlock it and try again, or use the recovery sheet."),
        kept=_("Nothing was changed."),
    )


@explains(KeyringUnanswered)
def _explain_unanswered(_unanswered: KeyringUnanswered) -> Trouble:
    return Trouble(
        _("The key ring does not answer"),
        _("The key ring of this computer gave no answer that can be used."),
        _("Start the computer again, or use the recovery sheet."),
        kept=_("Nothing was changed."),
    )


@explains(SecretNotFound)
def _explain_not_found(_not_found: SecretNotFound) -> Trouble:
    return Trouble(
        _("The key is not in the key ring"),
        _("The key ring is open. It does not have the key to these plans."),
        _("Use the code on the recovery sheet."),
        kept=_("Nothing was changed."),
    )


@explains(KeyringChanged)
def _explain_changed(_changed: KeyringChanged) -> Trouble:
    return Trouble(
        _("Another key ring than before"),
        _("This computer now uses another key ring. The key is in the old one."),
        _("Use the code on the recovery sheet. Then the new one keeps the key."),
        kept=_("Nothing was changed."),
    )
