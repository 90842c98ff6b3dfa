import errno
import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app import files
from app.access import backup as backup_module
from app.access.backup import Backup, CopyNotMade, Why, try_folder
from app.access.copies import Copy, list_copies, manifest, name_of, part_name, read_copy, take_away_old
from app.access.header import read_header_file
from app.access.vault import Vault
from app.errors import explain
from models.database import Store
from tests.app.access.unchanged import contents, nothing_changes
from tests.app.access.wards import new_ward_in, root_of
from tests.fakes import FakeClock
from tests.models.stores import AT, Ward, flip_byte

STORE = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def ward(vault: Vault) -> Iterator[Ward]:
    """An open store with some writing in it."""
    made, _key, _code = new_ward_in(vault)
    made.write(40)
    yield made
    made.store.close()


@pytest.fixture
def key(vault: Vault, ward: Ward) -> bytes:
    return vault.unlock_with_keyring()


@pytest.fixture
def backup(vault: Vault, ward: Ward, key: bytes, clock: FakeClock) -> Backup:
    return Backup(vault.profile, ward.store, key, clock)


@pytest.fixture
def chosen(tmp_path: Path) -> Path:
    """A folder for copies."""
    folder = tmp_path / "Copies of the ward"
    folder.mkdir()
    return folder


def test_a_copy_holds_the_store_its_header_and_a_manifest(backup: Backup, vault: Vault, ward: Ward, chosen: Path, clock: FakeClock) -> None:
    copy = backup.keep_copy(chosen)
    assert list_copies(chosen) == [copy]
    assert set(contents(copy.folder)) == {"two_pens.store", "two_pens.header", "manifest.json"}
    assert copy.store_id == vault.header().store_id
    assert copy.at == clock.now()
    assert copy.number == 1
    assert copy.is_whole
    assert copy.root == root_of(ward.store).root.hex()
    assert copy.folder.name.startswith("Two Pens 2026-05-04 100000 ")


def test_a_copy_opens_with_the_same_key_and_has_the_same_root(backup: Backup, ward: Ward, key: bytes, chosen: Path) -> None:
    copy = backup.keep_copy(chosen)
    store = Store.open(copy.store_file, key)
    assert root_of(store) == root_of(ward.store)
    store.close()


def test_writing_goes_on_after_a_copy_and_the_copy_stays_as_it_was(backup: Backup, ward: Ward, chosen: Path) -> None:
    copy = backup.keep_copy(chosen)
    with nothing_changes(copy.folder):
        ward.write(5, first=40)
    assert root_of(ward.store).root.hex() != copy.root


def test_a_copy_holds_no_words_names_or_plans_in_the_clear(backup: Backup, ward: Ward, key: bytes, chosen: Path) -> None:
    copy = backup.keep_copy(chosen)
    whole = b"".join(path.read_bytes() for path in chosen.rglob("*") if path.is_file())
    for secret in ("Okafor", "care plan", "00000007....", ward.plan, ward.sam, key.hex()):
        assert secret.encode() not in whole
    assert key not in whole
    assert set(json.loads((copy.folder / "manifest.json").read_bytes())) == {
        "kind",
        "format",
        "store",
        "number",
        "at_ms",
        "root",
        "size",
        "sha256",
    }


def test_the_header_of_a_copy_belongs_to_its_store(backup: Backup, vault: Vault, chosen: Path) -> None:
    copy = backup.keep_copy(chosen)
    header = read_header_file(copy.header_file)
    assert header.store_mark == copy.store_file.read_bytes()[:16].hex()
    assert header.recovery == vault.header().recovery
    assert header.root == ""


def test_making_a_copy_leaves_nothing_in_the_profile(backup: Backup, vault: Vault, chosen: Path) -> None:
    before = set(contents(vault.profile.folder))
    backup.keep_copy(chosen)
    assert set(contents(vault.profile.folder)) == before
    assert not vault.profile.outgoing_folder.exists()


def test_the_last_thirty_copies_are_kept(vault: Vault, backup: Backup, chosen: Path) -> None:
    first = backup.keep_copy(chosen)
    for number in range(2, 31):
        imitate(first, number)
    newest = backup.keep_copy(chosen)
    kept = list_copies(chosen)
    assert [copy.number for copy in kept] == list(range(31, 1, -1))
    assert kept[0] == newest
    assert not first.folder.exists()
    assert not [path for path in chosen.iterdir() if path.name.startswith(".")]


def imitate(copy: Copy, number: int, **changes: object) -> Copy:
    """Another copy beside a real one, with the same files and a number of its own."""
    store_id = str(changes.get("store_id", copy.store_id))
    at = copy.at + timedelta(days=number)
    other = Copy(**{**vars(copy), "number": number, "at": at, **changes, "folder": copy.folder.with_name(name_of(at, store_id, number))})  # type: ignore[arg-type]
    shutil.copytree(copy.folder, other.folder)
    (other.folder / "manifest.json").write_bytes(manifest(other))
    return other


def test_a_clock_that_was_wrong_does_not_decide_which_copies_go(backup: Backup, chosen: Path, clock: FakeClock) -> None:
    clock.set(AT + timedelta(days=3650))
    early = backup.keep_copy(chosen)
    clock.set(AT)
    later = backup.keep_copy(chosen)
    take_away_old(chosen, later.store_id, keep=1)
    assert list_copies(chosen) == [later]
    assert not early.folder.exists()


def test_what_is_not_ours_is_never_taken_away(backup: Backup, chosen: Path, tmp_path: Path) -> None:
    copy = backup.keep_copy(chosen)
    another_ward = imitate(copy, 1, store_id=STORE)
    with_a_letter = imitate(copy, 2)
    (with_a_letter.folder / "letter.docx").write_bytes(b"somebody's")
    with_a_folder = imitate(copy, 3)
    (with_a_folder.folder / "more").mkdir()
    torn = imitate(copy, 4)
    (torn.folder / "manifest.json").write_bytes(b"{")
    elsewhere = imitate(copy, 5)
    shutil.move(elsewhere.folder, tmp_path / "elsewhere")
    elsewhere.folder.symlink_to(tmp_path / "elsewhere")
    (chosen / "Two Pens notes").mkdir()
    (chosen / "Two Pens 2026-05-04 100000 and a name").mkdir()
    (chosen / "holiday.jpg").write_bytes(b"somebody's")
    before = contents(chosen)
    take_away_old(chosen, copy.store_id, keep=0)
    gone = set(before) - set(contents(chosen))
    assert {Path(name).parent.name for name in gone} == {copy.folder.name}
    assert another_ward.folder.exists()
    assert (tmp_path / "elsewhere" / "two_pens.store").exists()


def test_what_a_crash_left_of_our_copies_goes_and_another_stores_stays(backup: Backup, vault: Vault, chosen: Path) -> None:
    ours, theirs = chosen / part_name(vault.header().store_id), chosen / part_name(STORE)
    for part in (ours, theirs):
        part.mkdir()
        (part / "two_pens.store").write_bytes(b"half")
        (part / ".0123abcd-1.part").write_bytes(b"half")
    backup.keep_copy(chosen)
    assert not ours.exists()
    assert theirs.exists()


def test_copies_are_counted_past_one_whose_manifest_is_torn(backup: Backup, chosen: Path) -> None:
    first = backup.keep_copy(chosen)
    (first.folder / "manifest.json").unlink()
    assert backup.keep_copy(chosen).number == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"nonsense", b'{"kind": "two pens copy", "format": 2}', b'{"kind": 1}', b"[" * 9_000, b'{"at_ms": 1e999}'],
)
def test_a_copy_whose_manifest_cannot_be_read_is_no_copy(content: bytes, backup: Backup, chosen: Path) -> None:
    copy = backup.keep_copy(chosen)
    (copy.folder / "manifest.json").write_bytes(content)
    assert read_copy(copy.folder) is None
    assert list_copies(chosen) == []


def test_a_copy_cut_short_is_not_whole(backup: Backup, chosen: Path) -> None:
    copy = backup.keep_copy(chosen)
    copy.store_file.write_bytes(copy.store_file.read_bytes()[:-1])
    assert not copy.is_whole
    copy.store_file.unlink()
    assert not copy.is_whole


# What a disk can do. The copies from before stay, and nothing half made is left.


def why_not(backup: Backup, folder: Path) -> Why:
    with pytest.raises(CopyNotMade) as caught:
        backup.keep_copy(folder)
    said = explain(caught.value)
    assert said.kept == "Your words are kept on this computer."
    assert not said.ours
    return caught.value.why


def test_a_folder_that_is_gone_is_said(backup: Backup, chosen: Path) -> None:
    chosen.rmdir()
    assert why_not(backup, chosen) is Why.GONE
    chosen.write_bytes(b"a file now")
    assert why_not(backup, chosen) is Why.GONE


@pytest.mark.parametrize(
    ("good_writes", "number", "why"),
    [
        (0, errno.ENOSPC, Why.FULL),
        (1, errno.ENOSPC, Why.FULL),
        (2, errno.ENOSPC, Why.FULL),
        (0, errno.EDQUOT, Why.FULL),
        (0, errno.EROFS, Why.READ_ONLY),
        (0, errno.EACCES, Why.READ_ONLY),
        (2, errno.EIO, Why.GONE),
        (0, errno.ENOENT, Why.GONE),
    ],
)
def test_a_disk_that_refuses_is_said_and_leaves_no_half_copy(
    good_writes: int, number: int, why: Why, backup: Backup, vault: Vault, chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.keep_copy(chosen)
    left = iter(range(good_writes))

    def refuse(_file: int) -> None:
        if next(left, None) is None:
            raise OSError(number, "the disk says so")

    monkeypatch.setattr(files, "_flush", refuse)
    with nothing_changes(chosen):
        assert why_not(backup, chosen) is why
    assert len(list(chosen.iterdir())) == 1
    assert not vault.profile.outgoing_folder.exists()


def test_a_disk_that_does_not_keep_what_it_was_given_is_found_out(backup: Backup, chosen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = backup_module._pour

    def lose_a_bit(source: Path, target: object) -> None:
        source.write_bytes(b"x" + source.read_bytes()[1:])
        whole(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(backup_module, "_pour", lose_a_bit)
    with nothing_changes(chosen):
        assert why_not(backup, chosen) is Why.NOT_WHOLE


def test_a_damaged_store_makes_no_copy_and_the_good_ones_stay(
    backup: Backup, vault: Vault, ward: Ward, key: bytes, chosen: Path, clock: FakeClock
) -> None:
    backup.keep_copy(chosen)
    ward.store.close()
    flip_byte(vault.profile.store_file, page=3)
    hurt = Store.salvage(vault.profile.store_file, key)
    with nothing_changes(chosen):
        assert why_not(Backup(vault.profile, hurt, key, clock), chosen) is Why.DAMAGED
    hurt.close()


def test_every_reason_has_words_of_its_own(tmp_path: Path) -> None:
    said = {explain(CopyNotMade(tmp_path / "Copies", why)).sentence for why in Why}
    assert len(said) == len(Why)


def test_a_folder_that_can_be_written_in_is_left_as_it_was(chosen: Path) -> None:
    try_folder(chosen)

    assert list(chosen.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CopyNotMade) as told:
        try_folder(tmp_path / "gone")

    assert told.value.why is Why.GONE


def test_a_folder_on_a_full_disk_is_told(chosen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(backup_module, "write_whole", full)
    with pytest.raises(CopyNotMade) as told:
        try_folder(chosen)

    assert told.value.why is Why.FULL
