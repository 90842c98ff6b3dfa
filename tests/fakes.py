"""Stand-ins for what a test cannot have for real: the passing of time, and the key rings of other people's computers."""

from datetime import UTC, datetime, timedelta
from threading import Event

from keyring.backend import KeyringBackend
from keyring.compat import properties
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError


class FakeClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, start: datetime = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)) -> None:
        self._now = start
        self._ticks = 0.0

    def now(self) -> datetime:
        """The moment it shows, in UTC."""
        return self._now

    def monotonic(self) -> float:
        """Seconds since some moment; never runs back, even if the test puts `now` back."""
        return self._ticks

    def advance(self, seconds: float) -> None:
        """Lets time pass."""
        self._now += timedelta(seconds=seconds)
        self._ticks += seconds

    def set(self, moment: datetime) -> None:
        """Puts the hands to a moment, as a person who changes the computer's clock does; no time passes."""
        self._now = moment


class FakeVoice:
    """A voice that nobody hears. `heard` is what it was given; with `waits` each sentence lasts until `go_on`, or until it is stopped."""

    def __init__(self, waits: bool = False) -> None:
        self.heard: list[str] = []
        self.stopped = False
        self._waits, self._next = waits, Event()

    def __call__(self) -> "FakeVoice":
        """The voice of the next reading: the same one, no longer stopped."""
        self.stopped = False
        return self

    def say(self, sentence: str) -> None:
        """Takes a sentence."""
        self.heard.append(sentence)
        if self._waits and not self.stopped:
            self._next.wait(20)
            self._next.clear()

    def go_on(self) -> None:
        """The sentence is over."""
        self._next.set()

    def stop(self) -> None:
        """Falls silent."""
        self.stopped = True
        self._next.set()


class _NeverFoundByItself(KeyringBackend):
    """A key ring that no search for the best one may find: only a test hands it over."""

    @properties.classproperty
    def priority(self) -> float:
        raise RuntimeError("only for the test that asks for it")


class MemoryKeyring(_NeverFoundByItself):
    """A key ring that works, and is gone with the test."""

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.secrets.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class FailingKeyring(_NeverFoundByItself):
    """A key ring whose service does not answer."""

    failure: type[KeyringError] = KeyringError

    def get_password(self, service: str, username: str) -> str | None:
        raise self.failure(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.failure(service)

    def delete_password(self, service: str, username: str) -> None:
        raise self.failure(service)


class OtherKeyring(MemoryKeyring):
    """A key ring of another kind than the one that a secret was put into."""


class LockedKeyring(FailingKeyring):
    """A key ring that its owner has not unlocked."""

    failure = KeyringLocked


class ForgetfulKeyring(MemoryKeyring):
    """A key ring that takes a secret without complaint and keeps none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return None
