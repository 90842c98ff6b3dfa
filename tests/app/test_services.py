"""What the program stands on: a first start, the ways to open the store again, and one program at a time."""

import queue
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.access.key_store import KeyStore, SecretNotFound
from app.access.one_writer import AlreadyOpen
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.access.vault import PassphraseWrong, Standing
from app.forms import roles
from app.open_store import OpenStore
from app.people import everybody, first_keeper
from app.services import Services
from app.settings import TEXT_SIZE
from models.store_errors import StoreError
from tests.fakes import FakeClock, MemoryKeyring

PASSPHRASE = "seven green garden gates"


class Computer:
    """A computer with one profile and one key ring, on which the program can be started again and again."""

    def __init__(self, folder: Path) -> None:
        self.profile, self.ring, self.clock = Profile(folder / "Two Pens"), MemoryKeyring(), FakeClock()
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()
        self.started: list[Services] = []

    def start(self, ring: MemoryKeyring | None = None) -> Services:
        """The program, as far as the services."""
        self.started.append(Services(self.profile, self.calls.put, key_store=KeyStore(ring or self.ring), clock=self.clock))
        return self.started[-1]

    def make(self, passphrase: str | None = None) -> RecoveryCode:
        """A store in which Jo is the keeper, closed again."""
        services = self.start()
        store, code = services.make_store(passphrase)
        first_keeper(store.store, "Jo Nkemelu", roles()["nurse"], self.clock.now().date())
        self.end(services, store)
        return code

    def end(self, services: Services, store: OpenStore) -> None:
        """Closes the store and the program."""
        assert store.close()
        services.close()


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computer]:
    computer = Computer(tmp_path)
    yield computer
    for services in computer.started:
        services.close()


def people_in(store: OpenStore) -> list[str]:
    return [known.person.known_as for known in everybody(store.store)]


def test_a_first_start_finds_nothing_and_makes_a_store_that_is_locked_and_empty(computer: Computer) -> None:
    services = computer.start()
    assert services.standing() is Standing.NOTHING

    store, _code = services.make_store()

    assert (store.locked, people_in(store), store.plans_to_carry_on()) == (True, [], [])
    assert services.standing() is Standing.READY
    computer.end(services, store)


def test_the_store_opens_again_with_the_key_ring(computer: Computer) -> None:
    computer.make()
    services = computer.start()

    store = services.open_with_keyring()

    assert people_in(store) == ["Jo"]
    assert store.locked
    computer.end(services, store)


def test_the_store_opens_by_its_passphrase_and_by_no_other(computer: Computer) -> None:
    computer.make(PASSPHRASE)
    services = computer.start()
    with pytest.raises(PassphraseWrong):
        services.open_with_passphrase("something quite different")

    store = services.open_with_passphrase(PASSPHRASE)

    assert people_in(store) == ["Jo"]
    computer.end(services, store)


def test_without_the_key_ring_the_recovery_code_opens_it(computer: Computer) -> None:
    code = computer.make()
    services = computer.start(MemoryKeyring())
    with pytest.raises(SecretNotFound):
        services.open_with_keyring()

    store = services.open_with_recovery(code)

    assert people_in(store) == ["Jo"]
    computer.end(services, store)


def test_the_same_profile_is_open_once(computer: Computer) -> None:
    computer.make()
    services = computer.start()
    store = services.open_with_keyring()
    program = "\n".join(
        [
            "from app.access.one_writer import AlreadyOpen",
            "from app.access.profile import find_profile",
            "from app.services import Services",
            "import sys",
            "services = Services(find_profile(sys.argv[1]), print)",
            "try:",
            "    services.standing()",
            "except AlreadyOpen:",
            "    print('open elsewhere')",
            "services.close()",
        ]
    )

    second = subprocess.run([sys.executable, "-c", program, str(computer.profile.folder)], capture_output=True, text=True, check=True)

    assert second.stdout == "open elsewhere\n"
    computer.end(services, store)
    assert computer.start().standing() is Standing.READY


def test_a_store_that_does_not_open_after_all_is_let_go_of(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    computer.make()
    services = computer.start()

    def no_room(_id: str) -> None:
        raise StoreError(computer.profile.store_file)

    with monkeypatch.context() as broken:
        broken.setattr(services.one_writer, "name_store", no_room)
        with pytest.raises(StoreError):
            services.open_with_keyring()

    computer.end(services, services.open_with_keyring())


def test_settings_and_clock_are_one_for_all(computer: Computer) -> None:
    services = computer.start()
    store, _code = services.make_store()
    services.settings.set(TEXT_SIZE, 200)

    assert (store.settings, store.clock) == (services.settings, computer.clock)
    computer.end(services, store)
    assert computer.start().settings.get(TEXT_SIZE) == 200


def test_what_a_page_asks_for_is_done_elsewhere_and_answered_on_its_thread(computer: Computer) -> None:
    answers: list[int] = []
    computer.start().tasks.run(lambda tell: 42, on_done=answers.append, on_trouble=lambda trouble: answers.append(0))

    computer.calls.get(timeout=20)()

    assert answers == [42]


def test_the_start_loads_no_database(computer: Computer) -> None:
    program = "import sys, app.services; print('sqlalchemy' in sys.modules, 'loro' in sys.modules, 'PySide6' in sys.modules)"

    started = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert started.stdout == "False False False\n"


def test_already_open_is_what_a_second_start_in_one_program_hears(computer: Computer) -> None:
    first = computer.start()
    first.standing()

    with pytest.raises(AlreadyOpen):
        computer.start().standing()
    first.close()
    assert computer.start().standing() is Standing.NOTHING
