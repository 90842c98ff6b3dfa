from dataclasses import replace

import pytest
from keyring.backends import fail

from app.access import key_store as key_store_module
from app.access.anchors import Anchors, OlderThanKnown, RootUnreadable
from app.access.header import write_header
from app.access.key_store import KeyringLocked, KeyStore
from app.access.profile import Profile
from app.access.vault import Vault
from app.errors import explain
from models.access_log import ACCESS_LOG
from models.chain import Head, digest
from models.roots import KnownRoot
from tests.fakes import FakeClock, LockedKeyring, MemoryKeyring

PASSPHRASE = "three blue gardens"
PLANS = ["a" * 32, "b" * 32]


def root_at(at_ms: int, *lengths: int, sign: str = "h") -> KnownRoot:
    """A root with chains of these lengths: the access log's, then the plans'."""
    names = [ACCESS_LOG, *PLANS]
    return KnownRoot(at_ms, {name: Head(n, f"{sign}{n}".encode().ljust(32, b".")) for name, n in zip(names, lengths, strict=False)})


def many_plans(count: int) -> KnownRoot:
    return KnownRoot(1, {f"{number:032x}": Head(number, digest("a head", number)) for number in range(count)})


@pytest.fixture(params=["key ring", "header"])
def anchors(request: pytest.FixtureRequest, place: Profile, ring: MemoryKeyring) -> Anchors:
    """Where a root is kept on either kind of computer."""
    has_ring = request.param == "key ring"
    vault = Vault(place, KeyStore(ring if has_ring else fail.Keyring()))
    key, _code = vault.make(None if has_ring else PASSPHRASE)
    return Anchors(vault, key)


@pytest.fixture
def in_ring(vault: Vault) -> Anchors:
    """Where a root is kept on a computer with a key ring."""
    key, _code = vault.make()
    return Anchors(vault, key)


def where(purpose: str, vault: Vault) -> tuple[str, str]:
    """Under what a secret lies in the ring."""
    store_id = vault.header().store_id
    return f"Two Pens {purpose} {store_id}", store_id


def test_at_first_no_root_is_known(anchors: Anchors) -> None:
    assert anchors.last_known_root() is None
    anchors.refuse_older(root_at(1))


def test_the_root_that_was_kept_last_comes_back_whole(anchors: Anchors) -> None:
    for known in (root_at(1, 1), root_at(2, 2, 7), root_at(3, 3, 7, 1), many_plans(150)):
        anchors.remember_root(known, after_restore=True)
        assert anchors.last_known_root() == known


def test_chains_that_grew_are_welcome(anchors: Anchors) -> None:
    anchors.remember_root(root_at(1, 5, 10))
    anchors.remember_root(root_at(2, 5, 11, 1))
    assert anchors.last_known_root() == root_at(2, 5, 11, 1)


@pytest.mark.parametrize(
    ("now", "behind"),
    [
        (root_at(9, 5, 9, 3), (PLANS[0],)),
        (root_at(9, 5, 10), (PLANS[1],)),
        (root_at(9), (PLANS[0], ACCESS_LOG, PLANS[1])),
        (root_at(9, 5, 10, 3, sign="x"), (PLANS[0], ACCESS_LOG, PLANS[1])),
    ],
    ids=["a plan is shorter", "a plan is gone", "everything is gone", "as long and another"],
)
def test_a_store_that_does_not_reach_the_known_root_is_refused_and_the_root_stays(
    now: KnownRoot, behind: tuple[str, ...], anchors: Anchors
) -> None:
    known = root_at(1, 5, 10, 3)
    anchors.remember_root(known)
    for ask in (anchors.refuse_older, anchors.remember_root):
        with pytest.raises(OlderThanKnown) as caught:
            ask(now)
        assert caught.value.behind == tuple(sorted(behind))
        assert caught.value.known == known
    assert anchors.last_known_root() == known


def test_after_a_restore_an_older_root_is_taken(anchors: Anchors) -> None:
    anchors.remember_root(root_at(1, 5, 10))
    anchors.remember_root(root_at(2, 3, 4), after_restore=True)
    assert anchors.last_known_root() == root_at(2, 3, 4)


def test_a_long_root_is_cut_to_what_the_ring_takes(in_ring: Anchors, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(key_store_module._SHORT_SECRETS, "tests.fakes.MemoryKeyring", 1_200)
    for known in (many_plans(300), many_plans(20), many_plans(301)):
        in_ring.remember_root(known, after_restore=True)
        assert in_ring.last_known_root() == known
    assert max(map(len, ring.secrets.values())) <= 1_200


class SwitchedOffKeyring(MemoryKeyring):
    """A key ring on a computer that goes off after some more writes."""

    writes_left = 10_000

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.writes_left:
            raise KeyboardInterrupt
        self.writes_left -= 1
        super().set_password(service, username, password)


def test_a_computer_switched_off_between_two_parts_still_has_the_earlier_root(place: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(key_store_module._SHORT_SECRETS, f"{__name__}.SwitchedOffKeyring", 1_200)
    ring = SwitchedOffKeyring()
    vault = Vault(place, KeyStore(ring))
    key, _code = vault.make()
    known = many_plans(200)
    Anchors(vault, key).remember_root(known)
    for ring.writes_left in range(12):
        with pytest.raises(KeyboardInterrupt):
            Anchors(vault, key).remember_root(many_plans(250))
        assert Anchors(vault, key).last_known_root() == known


def test_a_part_that_is_gone_or_changed_is_not_taken_for_no_root(vault: Vault, in_ring: Anchors, ring: MemoryKeyring) -> None:
    in_ring.remember_root(root_at(1, 5))
    place = where("root a0", vault)
    kept = ring.secrets[place]
    for torn in (kept[:-4], "", None):
        ring.secrets.pop(place) if torn is None else ring.secrets.update({place: torn})
        with pytest.raises(RootUnreadable):
            in_ring.last_known_root()


@pytest.mark.parametrize("note", ["", "[]", "nonsense", '["a", "x", "y"]', '["a", 1, "wrong"]', "[" * 5_000])
def test_a_torn_note_is_not_taken_for_no_root(note: str, vault: Vault, in_ring: Anchors, ring: MemoryKeyring) -> None:
    in_ring.remember_root(root_at(1, 5))
    ring.secrets[where("root", vault)] = note
    with pytest.raises(RootUnreadable):
        in_ring.last_known_root()


def test_a_root_in_the_header_that_nobody_with_the_key_wrote_is_not_believed(place: Profile) -> None:
    vault = Vault(place, KeyStore(fail.Keyring()))
    key, _code = vault.make(PASSPHRASE)
    anchors = Anchors(vault, key)
    anchors.remember_root(root_at(1, 5))
    forged = Anchors(vault, bytes(32))
    with pytest.raises(RootUnreadable):
        forged.last_known_root()
    text = vault.header().root
    write_header(place, replace(vault.header(), root=text[:-1] + ("0" if text[-1] != "0" else "1")), key)
    with pytest.raises(RootUnreadable):
        anchors.last_known_root()


def test_a_locked_ring_is_said(vault: Vault, clock: FakeClock) -> None:
    key, _code = vault.make()
    with pytest.raises(KeyringLocked):
        Anchors(Vault(vault.profile, KeyStore(LockedKeyring()), clock), key).last_known_root()


def test_the_words_say_since_when() -> None:
    known = KnownRoot(1_804_846_800_000, {})
    assert "older than the last known root of 12 March 2027" in explain(OlderThanKnown(known, ())).sentence
    assert not explain(RootUnreadable()).ours


def test_a_root_in_the_key_ring_counts_whatever_the_header_says(vault: Vault) -> None:
    key, _code = vault.make()
    Anchors(vault, key).remember_root(root_at(1, 5))
    write_header(vault.profile, replace(vault.header(), keyring=""), key)
    assert Anchors(vault, key).last_known_root() == root_at(1, 5)


def test_after_a_passphrase_took_over_the_later_root_counts_and_the_key_ring_keeps_none(vault: Vault, ring: MemoryKeyring) -> None:
    key, _code = vault.make()
    anchors = Anchors(vault, key)
    anchors.remember_root(root_at(1, 5))
    vault.set_passphrase(key, PASSPHRASE)
    with pytest.raises(OlderThanKnown):
        anchors.remember_root(root_at(2, 4))
    anchors.remember_root(root_at(3, 6))
    assert anchors.last_known_root() == root_at(3, 6)
    assert where("root", vault) not in ring.secrets
