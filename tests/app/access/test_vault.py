from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail, null
from sqlalchemy import text

from app.access.header import (
    Header,
    HeaderDamaged,
    HeaderForged,
    HeaderFromTheFuture,
    HeaderMissing,
    HeaderNotOurs,
    put_header,
    read_header,
    write_header,
    write_header_file,
)
from app.access.key_store import KeyringAbsent, KeyringChanged, KeyringLocked, KeyringRefused, KeyStore, SecretNotFound
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.access.vault import (
    SEALED,
    AlreadyThere,
    CodeOfAnotherStore,
    KeyOfAnotherStore,
    KeyWrong,
    NoPassphrase,
    PassphraseTooShort,
    PassphraseWrong,
    Standing,
    StoreGone,
    StoreOfAnotherHeader,
    Vault,
    VaultTrouble,
)
from app.errors import explain
from models.store_errors import StoreDamaged
from models.store_info import read_info, write_info
from tests.app.access.unchanged import contents, nothing_changes
from tests.fakes import FakeClock, LockedKeyring, MemoryKeyring, OtherKeyring

PASSPHRASE = "three blue gardens"


@pytest.fixture
def made(vault: Vault) -> tuple[bytes, RecoveryCode]:
    """A store with a word in it, its key in the ring; the key, and the code of its sheet."""
    key, code = vault.make()
    write_word(vault, key)
    return key, code


def write_word(vault: Vault, key: bytes, word: str = "kept") -> None:
    store = vault.open_store(key) if vault.profile.store_file.exists() else vault.create_store(key)
    with store.session() as session:
        write_info(session, "a word", word)
    store.close()


def word_in(vault: Vault, key: bytes) -> str | None:
    store = vault.open_store(key)
    with store.reading() as session:
        word = read_info(session, "a word")
    store.close()
    return word


def another_vault(folder: Path, clock: FakeClock, ring: MemoryKeyring | None = None) -> tuple[Vault, bytes, RecoveryCode]:
    profile = Profile(folder)
    profile.prepare()
    other = Vault(profile, KeyStore(ring or MemoryKeyring()), clock)
    key, code = other.make()
    write_word(other, key, "another's")
    return other, key, code


def with_ring(vault: Vault, ring: object) -> Vault:
    """The same profile on a computer with this key ring."""
    return Vault(vault.profile, KeyStore(ring))  # type: ignore[arg-type]


# A first start and the ordinary ones


def test_a_new_computer_has_nothing_and_a_made_store_is_ready(vault: Vault) -> None:
    assert vault.standing() is Standing.NOTHING
    key, _code = vault.make()
    assert vault.standing() is Standing.UNFINISHED
    write_word(vault, key)
    assert vault.standing() is Standing.READY


def test_the_key_comes_back_from_the_key_ring_and_opens_the_store(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    key = vault.unlock_with_keyring()
    assert key == made[0]
    assert len(key) == 32
    assert word_in(vault, key) == "kept"


def test_the_store_and_the_header_carry_one_id(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    store = vault.open_store(made[0])
    assert store.id == vault.header().store_id
    store.close()


def test_the_recovery_code_gives_the_key(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    assert vault.unlock_with_recovery(made[1]) == made[0]


def test_a_passphrase_serves_where_there_is_no_key_ring(place: Profile) -> None:
    vault = with_ring_of_none(place)
    key, code = vault.make(PASSPHRASE)
    write_word(vault, key)
    assert vault.unlock_with_passphrase(PASSPHRASE) == key
    assert vault.unlock_with_recovery(code) == key
    assert vault.header().keyring == ""
    with nothing_changes(place.folder), pytest.raises(PassphraseWrong):
        vault.unlock_with_passphrase("three blue garden")


def with_ring_of_none(place: Profile) -> Vault:
    return Vault(place, KeyStore(fail.Keyring()))


def test_a_passphrase_is_changed_and_the_old_one_is_done_with(place: Profile) -> None:
    vault = with_ring_of_none(place)
    key, _code = vault.make(PASSPHRASE)
    vault.change_passphrase(PASSPHRASE, "another three words")
    assert vault.unlock_with_passphrase("another three words") == key
    with pytest.raises(PassphraseWrong):
        vault.unlock_with_passphrase(PASSPHRASE)
    with pytest.raises(PassphraseWrong):
        vault.change_passphrase(PASSPHRASE, "and three more words")


@pytest.mark.parametrize("short", ["", "           ", "elevensigns", " elevensigns "])
def test_a_short_passphrase_is_refused_before_anything_is_made(short: str, place: Profile) -> None:
    with nothing_changes(place.folder), pytest.raises(PassphraseTooShort):
        with_ring_of_none(place).make(short)


def test_a_store_without_a_passphrase_says_so(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    with pytest.raises(NoPassphrase):
        vault.unlock_with_passphrase(PASSPHRASE)


def test_a_new_recovery_code_replaces_the_old_one(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    key, old = made
    new = vault.new_recovery_code(key)
    assert vault.unlock_with_recovery(new) == key
    with pytest.raises(CodeOfAnotherStore):
        vault.unlock_with_recovery(old)


def test_neither_key_nor_code_nor_words_stand_in_any_file(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    key, code = made
    whole = b"".join(path.read_bytes() for path in vault.profile.folder.rglob("*") if path.is_file())
    for secret in (
        key,
        key.hex().encode(),
        code.secret,
        code.written().encode(),
        "".join(code.groups).encode(),
        b"kept",
    ):
        assert secret not in whole


def test_the_files_are_for_their_person_alone(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    for path in (vault.profile.store_file, vault.profile.header_file, vault.profile.header_copy):
        assert path.stat().st_mode & 0o077 == 0


# What is refused, and leaves every file as it is


def test_a_locked_key_ring_is_said_and_changes_nothing(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    with nothing_changes(vault.profile.folder), pytest.raises(KeyringLocked):
        with_ring(vault, LockedKeyring()).unlock_with_keyring()


@pytest.mark.parametrize(("system", "outcome"), [(null.Keyring(), KeyringRefused), (fail.Keyring(), KeyringAbsent)], ids=["null", "none"])
def test_a_ring_that_keeps_nothing_is_refused_at_every_door(
    system: object, outcome: type[Exception], vault: Vault, made: tuple[bytes, RecoveryCode], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", system)
    real = Vault(vault.profile, KeyStore())
    with nothing_changes(vault.profile.folder):
        for ask in (real.unlock_with_keyring, lambda: real.put_key_into_keyring(made[0])):
            with pytest.raises(outcome):
                ask()


def test_no_store_is_begun_with_a_ring_that_is_refused(place: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", null.Keyring())
    with nothing_changes(place.folder), pytest.raises(KeyringRefused):
        Vault(place, KeyStore()).make()


def test_an_empty_ring_of_the_same_kind_does_not_have_the_key(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    with nothing_changes(vault.profile.folder), pytest.raises(SecretNotFound):
        with_ring(vault, MemoryKeyring()).unlock_with_keyring()


def test_a_ring_of_another_kind_is_told_from_an_empty_one(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    with nothing_changes(vault.profile.folder), pytest.raises(KeyringChanged) as caught:
        with_ring(vault, OtherKeyring()).unlock_with_keyring()
    assert caught.value.recorded == "tests.fakes.MemoryKeyring"


@pytest.mark.parametrize("entry", ["", "null", "[]", "{}", '{"store": 1}', '{"store": "x", "key": "***"}', "nonsense", "[" * 5_000])
def test_nonsense_in_the_key_ring_is_a_wrong_key(entry: str, vault: Vault, ring: MemoryKeyring, made: tuple[bytes, RecoveryCode]) -> None:
    put_key_entry(ring, vault, entry)
    with nothing_changes(vault.profile.folder), pytest.raises(KeyWrong):
        vault.unlock_with_keyring()


def put_key_entry(ring: MemoryKeyring, vault: Vault, entry: str) -> None:
    store_id = vault.header().store_id
    ring.secrets[f"Two Pens key {store_id}", store_id] = entry


def test_another_key_under_this_stores_name_is_a_wrong_key(vault: Vault, ring: MemoryKeyring, made: tuple[bytes, RecoveryCode]) -> None:
    entry = f'{{"store": "{vault.header().store_id}", "key": "{"A" * 43}="}}'
    put_key_entry(ring, vault, entry)
    with nothing_changes(vault.profile.folder), pytest.raises(KeyWrong):
        vault.unlock_with_keyring()


def test_a_key_that_says_it_is_another_stores_is_named_as_that(
    vault: Vault, ring: MemoryKeyring, made: tuple[bytes, RecoveryCode], tmp_path: Path, clock: FakeClock
) -> None:
    other, _key, _code = another_vault(tmp_path / "other", clock, ring)
    other_id = other.header().store_id
    put_key_entry(ring, vault, ring.secrets[f"Two Pens key {other_id}", other_id])
    with nothing_changes(vault.profile.folder), pytest.raises(KeyOfAnotherStore) as caught:
        vault.unlock_with_keyring()
    assert caught.value.found == other_id


def test_a_wrong_key_opens_no_store_and_changes_none(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    with nothing_changes(vault.profile.folder):
        for ask in (vault.open_store, vault.create_store, vault.put_key_into_keyring, vault.new_recovery_code):
            with pytest.raises(KeyWrong):
                ask(bytes(32))


def test_the_code_of_another_store_is_told_from_a_typo(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    with nothing_changes(vault.profile.folder), pytest.raises(CodeOfAnotherStore):
        vault.unlock_with_recovery(RecoveryCode.new())


def test_a_store_that_is_there_is_never_begun_anew(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    with nothing_changes(vault.profile.folder):
        for anew in (False, True):
            with pytest.raises(AlreadyThere):
                vault.make(anew=anew)
        with pytest.raises(AlreadyThere):
            vault.create_store(made[0])


def test_a_store_that_was_taken_away_is_not_replaced_by_an_empty_one(
    vault: Vault, made: tuple[bytes, RecoveryCode], tmp_path: Path
) -> None:
    vault.profile.store_file.rename(tmp_path / "taken away")
    with nothing_changes(vault.profile.folder):
        for ask in (vault.standing, vault.make, lambda: vault.open_store(made[0])):
            with pytest.raises(StoreGone) as caught:
                ask()
            assert caught.value.store_id == vault.header().store_id
        with pytest.raises(AlreadyThere):
            vault.create_store(made[0])


def test_a_whole_folder_that_was_taken_away_is_remembered_by_the_key_ring(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    store_id = vault.header().store_id
    empty(vault.profile)
    with nothing_changes(vault.profile.folder):
        for ask in (vault.standing, vault.make):
            with pytest.raises(StoreGone) as caught:
                ask()
            assert caught.value.store_id == store_id


def empty(profile: Profile) -> None:
    for path in (profile.store_file, profile.header_file, profile.header_copy):
        path.unlink()


def test_somebody_who_was_told_may_begin_anew_and_what_was_left_is_kept_aside(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    old = vault.header()
    vault.profile.store_file.unlink()
    key, _code = vault.make(anew=True)
    write_word(vault, key, "new")
    (aside,) = vault.profile.aside_folder.iterdir()
    assert aside.name == "2026-05-04 100000"
    assert set(contents(aside)) == {"two_pens.header", "two_pens.header.copy"}
    assert old.store_id in (aside / "two_pens.header").read_text()
    assert vault.header().store_id != old.store_id
    assert word_in(vault, vault.unlock_with_keyring()) == "new"


def test_a_first_start_that_broke_off_begins_again(vault: Vault, ring: MemoryKeyring) -> None:
    first, _code = vault.make()
    second, _code = vault.make()
    assert first != second
    write_word(vault, second)
    assert vault.unlock_with_keyring() == second


def test_a_start_cut_off_between_the_store_and_its_header_goes_on(vault: Vault) -> None:
    key, _code = vault.make()
    unfinished = vault.header()
    write_word(vault, key)
    write_header(vault.profile, replace(vault.header(), store_mark=unfinished.store_mark), key)
    assert vault.standing() is Standing.READY
    assert word_in(vault, vault.unlock_with_keyring()) == "kept"
    assert vault.header().store_mark


# The header


def test_a_store_whose_header_is_gone_is_said_as_that(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    vault.profile.header_file.unlink()
    vault.profile.header_copy.unlink()
    with nothing_changes(vault.profile.folder):
        for ask in (vault.standing, vault.make, vault.unlock_with_keyring, lambda: vault.open_store(made[0])):
            with pytest.raises(HeaderMissing):
                ask()


@pytest.mark.parametrize("lost", ["header_file", "header_copy"])
@pytest.mark.parametrize("content", [None, b"", b"\0" * 900, b'{"kind": "two pens head', b"not ours"])
def test_one_lost_or_torn_header_is_mended_from_the_other(
    lost: str, content: bytes | None, vault: Vault, made: tuple[bytes, RecoveryCode]
) -> None:
    path: Path = getattr(vault.profile, lost)
    before = path.read_bytes()
    path.unlink() if content is None else path.write_bytes(content)
    assert vault.unlock_with_keyring() == made[0]
    assert path.read_bytes() == before


def put_both(profile: Profile, content: bytes) -> None:
    for path in (profile.header_file, profile.header_copy):
        path.write_bytes(content)


def test_every_cut_end_of_the_header_is_damage_or_not_ours(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    whole = vault.profile.header_file.read_bytes()
    for end in range(0, len(whole), 7):
        put_both(vault.profile, whole[:end])
        with nothing_changes(vault.profile.folder), pytest.raises((HeaderDamaged, HeaderNotOurs)):
            vault.standing()


def test_every_changed_letter_of_the_header_is_noticed(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    header, whole = vault.header(), vault.profile.header_file.read_bytes()
    for place in range(0, len(whole), 5):
        put_both(vault.profile, whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            assert vault.header() == header  # nothing but a space between two words was changed
        except (HeaderDamaged, HeaderNotOurs, HeaderFromTheFuture):
            continue


@pytest.mark.parametrize(
    "content", [b"[]", b"PK\x03\x04 a Word file", b"12", b"{}", b'{"kind": "another"}', b"[" * 100_000, b"\xff\xfe" * 50]
)
def test_what_is_not_ours_is_said_as_that(content: bytes, vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    put_both(vault.profile, content)
    with nothing_changes(vault.profile.folder), pytest.raises(HeaderNotOurs):
        vault.unlock_with_keyring()


@pytest.mark.parametrize("which", ["both", "header_file", "header_copy"])
def test_a_header_from_a_newer_program_is_left_alone(which: str, vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    newer = b'{"kind": "two pens header", "format": 3, "something": "new"}'
    for name in ("header_file", "header_copy"):
        if which in ("both", name):
            getattr(vault.profile, name).write_bytes(newer)
    with nothing_changes(vault.profile.folder):
        for ask in (vault.standing, vault.unlock_with_keyring, vault.make, lambda: vault.open_store(made[0])):
            with pytest.raises(HeaderFromTheFuture):
                ask()


def test_the_header_of_another_store_is_told_by_the_store_that_does_not_open(
    vault: Vault, ring: MemoryKeyring, made: tuple[bytes, RecoveryCode], tmp_path: Path, clock: FakeClock
) -> None:
    other, other_key, _code = another_vault(tmp_path / "other", clock, ring)
    put_both(vault.profile, other.profile.header_file.read_bytes())
    assert vault.unlock_with_keyring() == other_key
    with nothing_changes(vault.profile.folder), pytest.raises(StoreOfAnotherHeader):
        vault.open_store(other_key)


def test_the_header_of_another_store_in_one_place_is_passed_over(
    vault: Vault, made: tuple[bytes, RecoveryCode], tmp_path: Path, clock: FakeClock
) -> None:
    other, _key, _code = another_vault(tmp_path / "other", clock)
    stranger = replace(other.header(), turn=99)
    write_header_file(vault.profile.header_file, stranger)
    assert vault.unlock_with_keyring() == made[0]
    assert read_header(vault.profile).turn < 99


def test_a_header_that_somebody_without_the_key_wrote_is_not_believed(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    header = vault.header()
    for forged in (
        replace(header, keyring=""),
        replace(header, keyring="another.Ring"),
        replace(header, root="x"),
        replace(header, turn=99),
    ):
        put_header(vault.profile, forged)  # whole, with a fitting digest: everything but the seal
        with nothing_changes(vault.profile.folder):
            for ask in (vault.unlock_with_keyring, lambda: vault.open_store(made[0]), lambda: vault.set_passphrase(made[0], PASSPHRASE)):
                with pytest.raises(HeaderForged):
                    ask()


def test_the_seal_cannot_be_taken_away_again(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    put_header(vault.profile, replace(vault.header(), seal=""))
    with nothing_changes(vault.profile.folder), pytest.raises(HeaderForged):
        vault.open_store(made[0])


def test_the_sheet_vouches_for_the_header_and_seals_it_again(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    for forged in (replace(vault.header(), keyring="another.Ring"), replace(vault.header(), seal="")):
        put_header(vault.profile, forged)
        vault.put_key_into_keyring(vault.unlock_with_recovery(made[1]))
        assert word_in(vault, vault.unlock_with_keyring()) == "kept"


def without_seals(vault: Vault, key: bytes) -> Header:
    """The store and its header as an earlier Two Pens left them."""
    store = vault.open_store(key)
    with store.session() as session:
        session.execute(text("DELETE FROM store_info WHERE key = :key"), {"key": SEALED})
    store.close()
    put_header(vault.profile, replace(vault.header(), seal=""))
    return vault.header()


def test_a_header_from_before_there_were_seals_is_taken_once_and_sealed(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    before = without_seals(vault, made[0])
    assert b'"format": 1' in vault.profile.header_file.read_bytes()

    assert word_in(vault, vault.unlock_with_keyring()) == "kept"

    assert b'"format": 2' in vault.profile.header_file.read_bytes()
    put_header(vault.profile, before)
    with pytest.raises(HeaderForged):
        vault.open_store(made[0])


def test_a_hurt_store_is_damaged_and_not_a_wrong_key(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    file = vault.profile.store_file
    whole = bytearray(file.read_bytes())
    whole[5_000] ^= 1
    file.write_bytes(whole)
    with nothing_changes(vault.profile.folder), pytest.raises(StoreDamaged):
        open_and_read_all(vault, made[0])


def open_and_read_all(vault: Vault, key: bytes) -> None:
    store = vault.open_store(key)
    try:
        with store.reading() as session:
            read_info(session, "a word")
        if pages := store.damaged_pages():
            raise StoreDamaged(store.path, replace(store.damage(), pages=pages))
    finally:
        store.close()


def test_the_key_ring_forgets_the_key_once_a_passphrase_opens_the_store(
    vault: Vault, ring: MemoryKeyring, made: tuple[bytes, RecoveryCode]
) -> None:
    vault.set_passphrase(made[0], PASSPHRASE)
    assert not [service for service, _user in ring.secrets if service.startswith("Two Pens key ")]
    with pytest.raises(SecretNotFound):
        vault.unlock_with_keyring()
    assert vault.unlock_with_passphrase(PASSPHRASE) == made[0]


# On another computer


def test_a_key_had_by_the_code_is_kept_in_the_new_key_ring(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    ring = OtherKeyring()
    moved = with_ring(vault, ring)
    key = moved.unlock_with_recovery(made[1])
    moved.put_key_into_keyring(key)
    assert moved.unlock_with_keyring() == key
    assert moved.header().keyring.endswith("OtherKeyring")
    assert word_in(moved, key) == "kept"


def test_a_passphrase_is_set_where_the_new_computer_has_no_key_ring(vault: Vault, made: tuple[bytes, RecoveryCode]) -> None:
    moved = with_ring_of_none(vault.profile)
    moved.set_passphrase(moved.unlock_with_recovery(made[1]), PASSPHRASE)
    assert moved.unlock_with_passphrase(PASSPHRASE) == made[0]
    assert moved.header().keyring == ""


@pytest.mark.parametrize(
    "kind",
    [
        AlreadyThere,
        StoreGone,
        KeyWrong,
        StoreOfAnotherHeader,
        PassphraseWrong,
        PassphraseTooShort,
        NoPassphrase,
        CodeOfAnotherStore,
        lambda store_id: KeyOfAnotherStore(store_id, "other"),
    ],
)
def test_every_trouble_of_the_vault_has_words_and_a_next_step(kind: type[VaultTrouble]) -> None:
    said = explain(kind("0" * 32))
    assert not said.ours
    assert said.next_step


@pytest.mark.parametrize("kind", [HeaderMissing, HeaderDamaged, HeaderForged, HeaderNotOurs, lambda path: HeaderFromTheFuture(path, 2)])
def test_every_trouble_of_the_header_has_words_and_a_next_step(kind: type[HeaderMissing]) -> None:
    said = explain(kind(Path("two_pens.header")))
    assert not said.ours
    assert said.next_step
