"""The one door to the store's key: made once, kept in the key ring or under a passphrase, always to be had with the recovery code.

Nothing here ever writes into a store's file or puts an empty one in its place. A store without its header, or a header without its store,
is said as what it is.
"""

import base64
import contextlib
import json
import secrets
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.access import store_words as _store_words  # noqa: F401 - teaches app.errors what the store's errors mean
from app.access.aside import set_aside
from app.access.header import Header, HeaderForged, HeaderMissing, bound_to, mark_of, mend_header, proof_of, read_header, write_header
from app.access.key_store import KeyringTrouble, KeyStore
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.access.sealing import (
    KEY_BYTES,
    WrapShut,
    digest,
    open_by_code,
    open_by_passphrase,
    plain_passphrase,
    wrap_by_code,
    wrap_by_passphrase,
)
from app.clock import Clock, SystemClock
from app.errors import Trouble, explains
from app.language import _
from models.base import new_id, to_ms
from models.store_errors import WrongKey

if TYPE_CHECKING:
    from models.database import Store

SEALED = "header_sealed"
"""The note inside the store that its header has a seal: from then on one without a seal is not believed."""

LEAST_PASSPHRASE = 12
"""Signs in a passphrase: three short words."""


class VaultTrouble(Exception):
    """The key could not be had, or may not be made. `store_id` is the store that was meant, as far as it is known."""

    def __init__(self, store_id: str = "") -> None:
        super().__init__(store_id)
        self.store_id = store_id


class AlreadyThere(VaultTrouble):
    """A store was to be made where one is."""


class StoreGone(VaultTrouble):
    """There is a key, and its store is not where it was. Nothing was made in its place."""


class KeyWrong(VaultTrouble):
    """The key that was found does not fit this store, or is no key at all."""


class KeyOfAnotherStore(VaultTrouble):
    """The key that was found says itself that it is another store's. `found` is that store."""

    def __init__(self, store_id: str, found: str) -> None:
        super().__init__(store_id)
        self.found = found


class StoreOfAnotherHeader(VaultTrouble):
    """The key fits the header, and the store lying beside it does not open with it: the two do not belong together."""


class PassphraseWrong(VaultTrouble):
    """The passphrase does not open this store."""


class PassphraseTooShort(VaultTrouble):
    """A new passphrase has fewer than LEAST_PASSPHRASE signs."""


class NoPassphrase(VaultTrouble):
    """This store has no passphrase: its key lies in a key ring."""


class CodeOfAnotherStore(VaultTrouble):
    """A right recovery code, and not the one of this store, or not its newest."""


class Standing(StrEnum):
    """How the profile stands before anybody has a key."""

    NOTHING = "nothing"  # a first start
    UNFINISHED = "unfinished"  # a first start broke off before there was a store
    READY = "ready"


class Vault:
    """The key of the store in a profile."""

    def __init__(self, profile: Profile, key_store: KeyStore, clock: Clock | None = None) -> None:
        self.profile = profile
        self.key_store = key_store
        self._clock = clock or SystemClock()

    # What one can ask

    def standing(self) -> Standing:
        """Whether this is a first start or an ordinary one. Raises StoreGone, or a trouble of the header (HeaderMissing: a store alone)."""
        store_is_there = self.profile.store_file.exists()
        try:
            header = read_header(self.profile)
        except HeaderMissing:
            if store_is_there:
                raise
            return self._nothing_here()
        if not store_is_there and header.store_mark:
            raise StoreGone(header.store_id)
        return Standing.READY if store_is_there else Standing.UNFINISHED

    def header(self) -> Header:
        """The header as it lies on the disk: the store's id, and by which ways it can be unlocked."""
        return read_header(self.profile)

    def unlock_with_keyring(self) -> bytes:
        """The key from the key ring. Raises one of the ring's troubles, KeyWrong, KeyOfAnotherStore or HeaderForged."""
        header = self.header()
        entry = self.key_store.find("key", header.store_id, header.keyring)
        return self._right(header, _read_entry(entry, header))

    def unlock_with_passphrase(self, passphrase: str) -> bytes:
        """The key, by the passphrase. Takes about half a second. Raises PassphraseWrong, NoPassphrase or HeaderForged."""
        header = self.header()
        if header.passphrase is None:
            raise NoPassphrase(header.store_id)
        try:
            return self._right(header, open_by_passphrase(header.passphrase, passphrase, header.bound("passphrase")))
        except WrapShut as fault:
            raise PassphraseWrong(header.store_id) from fault

    def unlock_with_recovery(self, code: RecoveryCode) -> bytes:
        """The key, by the recovery code. Raises CodeOfAnotherStore.

        Whoever has the sheet vouches for the header: one that somebody else changed is sealed again.
        """
        header = self.header()
        key = key_by_code(header, code)
        if header.fits(key) and not header.is_sealed_by(key):
            header = write_header(self.profile, header, key)
        return self._right(header, key)

    # What one can tell it

    def make(self, passphrase: str | None = None, anew: bool = False) -> tuple[bytes, RecoveryCode]:
        """A fresh key and its recovery code, for a store yet to be made. The key goes into the key ring unless a passphrase is given.

        Refuses where a store lies (AlreadyThere), and where one was and is gone (StoreGone) unless `anew` says that somebody knows; then
        what is left of the old one is kept aside. Raises what the key ring raises, and PassphraseTooShort.
        """
        self._refuse_to_cover(anew)
        key, code = secrets.token_bytes(KEY_BYTES), RecoveryCode.new()
        header = self._first_header(key, code)
        header = self.header_for_here(header, key, passphrase)
        set_aside(self.profile, self._clock.now())
        write_header(self.profile, header, key)
        return key, code

    def create_store(self, key: bytes) -> "Store":
        """Make the empty store that goes with a fresh key, and open it. Raises AlreadyThere rather than touch a file."""
        from models.database import Store

        header = self._checked(key)
        if self.profile.store_file.exists() or header.store_mark:
            raise AlreadyThere(header.store_id)
        store = Store.create(self.profile.store_file, key, self._clock.now())
        self._settle(store, header, key)
        return store

    def open_store(self, key: bytes) -> "Store":
        """Open the store with its key. Raises StoreGone, StoreOfAnotherHeader, HeaderForged, and what `Store.open` raises."""
        from models.database import Store

        header = self._checked(key)
        if not self.profile.store_file.exists():
            raise StoreGone(header.store_id)
        try:
            store = Store.open(self.profile.store_file, key)
        except WrongKey as fault:
            raise StoreOfAnotherHeader(header.store_id) from fault
        try:
            self._settle(store, header, key)
        except BaseException:
            store.close()
            raise
        return store

    def put_key_into_keyring(self, key: bytes) -> None:
        """Keep the key in this computer's key ring from now on, after a recovery or a restore. Raises the ring's troubles."""
        write_header(self.profile, self._with_keyring(self._checked(key), key), key)

    def set_passphrase(self, key: bytes, passphrase: str) -> None:
        """Let this passphrase open the store from now on, in place of an earlier one or of the key ring. Raises PassphraseTooShort.

        The key ring forgets the key, as far as it answers.
        """
        header = self._checked(key)
        write_header(self.profile, _with_passphrase(header, key, passphrase), key)
        with contextlib.suppress(KeyringTrouble):
            self.key_store.forget("key", header.store_id, header.keyring)

    def change_passphrase(self, old: str, new: str) -> None:
        """Put a new passphrase in place of the old one. Raises PassphraseWrong, NoPassphrase or PassphraseTooShort."""
        self.set_passphrase(self.unlock_with_passphrase(old), new)

    def new_recovery_code(self, key: bytes) -> RecoveryCode:
        """A fresh recovery code in place of the old one, which from now on opens nothing but the copies made while it was the newest."""
        code = RecoveryCode.new()
        self.set_recovery_code(key, code)
        return code

    def set_recovery_code(self, key: bytes, code: RecoveryCode) -> None:
        """Let this code count from now on, in place of the old one. For a code that was first put on paper."""
        header = self._checked(key)
        write_header(self.profile, replace(header, recovery=wrap_by_code(key, code.secret, header.bound("recovery"))), key)

    def keep_root(self, key: bytes, root: str) -> None:
        """Let this root stand in the header. Raises KeyWrong or HeaderForged."""
        write_header(self.profile, replace(self._checked(key), root=root), key)

    def header_for_here(self, header: Header, key: bytes, passphrase: str | None) -> Header:
        """A header from another time or computer, with its key kept here: in the key ring, or under the passphrase if one is given.

        Writes no file. Raises the ring's troubles, or PassphraseTooShort.
        """
        return self._with_keyring(header, key) if passphrase is None else _with_passphrase(header, key, passphrase)

    # Insides

    def _checked(self, key: bytes) -> Header:
        header = self.header()
        _refuse_strange(header, key, self.profile)
        return header

    def _right(self, header: Header, key: bytes) -> bytes:
        """The key, once it fits; then also a lost or torn copy of the header is written again."""
        _refuse_strange(header, key, self.profile)
        mend_header(self.profile, header)
        return key

    def _nothing_here(self) -> Standing:
        """A first start, unless the key ring remembers a store in this very folder: then it was taken away."""
        try:
            store_id = self.key_store.find("place", self._place)
        except KeyringTrouble:
            return Standing.NOTHING
        raise StoreGone(store_id)

    @property
    def _place(self) -> str:
        return digest(str(self.profile.folder.resolve()).encode("utf-8", "surrogatepass"))[:32]

    def _refuse_to_cover(self, anew: bool) -> None:
        try:
            standing = self.standing()
        except StoreGone:
            if not anew:
                raise
        else:
            if standing is Standing.READY:
                raise AlreadyThere(self.header().store_id)

    def _first_header(self, key: bytes, code: RecoveryCode) -> Header:
        store_id, key_id = new_id(), new_id()
        recovery = wrap_by_code(key, code.secret, bound_to("recovery", store_id, key_id))
        return Header(store_id, key_id, to_ms(self._clock.now()), proof_of(key, store_id, key_id), recovery)

    def _with_keyring(self, header: Header, key: bytes) -> Header:
        name = self.key_store.put("key", header.store_id, _write_entry(header, key))
        self.key_store.put("place", self._place, header.store_id)
        return replace(header, keyring=name)

    def _settle(self, store: "Store", header: Header, key: bytes) -> None:
        """Let header and store know each other: a new store gets the header's id, the header notes how the store's file begins, and the
        store that its header is sealed. Raises HeaderForged for one whose seal was taken away.
        """
        from models.store_info import STORE_ID, read_info, write_info

        with store.reading() as session:
            sealed_before = read_info(session, SEALED) is not None
        if sealed_before and not header.seal:
            raise HeaderForged(self.profile.header_file)
        mark = mark_of(self.profile.store_file)
        if header.store_mark != mark or not header.seal:
            write_header(self.profile, replace(header, store_mark=mark), key)
        if not header.store_mark or not sealed_before:
            with store.session() as session:
                write_info(session, STORE_ID, header.store_id)
                write_info(session, SEALED, "yes")


def _refuse_strange(header: Header, key: bytes, profile: Profile) -> None:
    """Raises KeyWrong for the key of another store, and HeaderForged for a header that was sealed and then changed."""
    if not header.fits(key):
        raise KeyWrong(header.store_id)
    if header.seal and not header.is_sealed_by(key):
        raise HeaderForged(profile.header_file)


def key_by_code(header: Header, code: RecoveryCode) -> bytes:
    """The key inside a header's recovery wrap. Raises CodeOfAnotherStore."""
    try:
        return open_by_code(header.recovery, code.secret, header.bound("recovery"))
    except WrapShut as fault:
        raise CodeOfAnotherStore(header.store_id) from fault


def _with_passphrase(header: Header, key: bytes, passphrase: str) -> Header:
    if len(plain_passphrase(passphrase).decode("utf-8", "replace")) < LEAST_PASSPHRASE:
        raise PassphraseTooShort(header.store_id)
    return replace(header, keyring="", passphrase=wrap_by_passphrase(key, passphrase, header.bound("passphrase")))


def _write_entry(header: Header, key: bytes) -> str:
    """What lies in the key ring: the key, and whose it is."""
    return json.dumps({"store": header.store_id, "key_id": header.key_id, "key": base64.b64encode(key).decode()})


def _read_entry(entry: str, header: Header) -> bytes:
    try:
        said = json.loads(entry)
        store_id, key = str(said["store"]), base64.b64decode(said["key"], validate=True)
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise KeyWrong(header.store_id) from fault
    if store_id != header.store_id:
        raise KeyOfAnotherStore(header.store_id, store_id)
    return key


# In words


@explains(AlreadyThere)
def _explain_already_there(_there: AlreadyThere) -> Trouble:
    return Trouble(
        _("There are plans here already"),
        _("Two Pens does not start anew where plans are kept."),
        _("Open the plans that are here, or choose another folder."),
        kept=_("Nothing was changed."),
    )


@explains(StoreGone)
def _explain_gone(_gone: StoreGone) -> Trouble:
    return Trouble(
        _("The plans are not here"),
        _("The key is here. The file with the plans is not."),
        _("Ask a keeper to bring the file back, or to open a second copy."),
        kept=_("Nothing was made in its place."),
    )


@explains(KeyWrong)
def _explain_key_wrong(_wrong: KeyWrong) -> Trouble:
    return Trouble(
        _("The key does not fit"),
        _("The key that was found does not open these plans."),
        _("Use the code on the recovery sheet."),
        kept=_("Nothing was changed."),
    )


@explains(KeyOfAnotherStore)
def _explain_other_key(_other: KeyOfAnotherStore) -> Trouble:
    return Trouble(
        _("The key of other plans"),
        _("The key that was found belongs to other plans."),
        _("Use the code on the recovery sheet of these plans."),
        kept=_("Nothing was changed."),
    )


@explains(StoreOfAnotherHeader)
def _explain_other_store(_other: StoreOfAnotherHeader) -> Trouble:
    return Trouble(
        _("Two files that do not belong together"),
        _("The file with the plans is not the one that this key is for."),
        _("Ask a keeper to bring the right file back, or to open a second copy."),
        kept=_("Nothing was changed."),
    )


@explains(PassphraseWrong)
def _explain_passphrase_wrong(_wrong: PassphraseWrong) -> Trouble:
    return Trouble(
        _("Not the right passphrase"),
        _("That passphrase does not open these plans."),
        _("Look at capitals and spaces, and type it again. Or use the recovery sheet."),
        kept=_("Nothing is lost."),
    )


@explains(PassphraseTooShort)
def _explain_too_short(_short: PassphraseTooShort) -> Trouble:
    return Trouble(
        _("A longer passphrase is needed"),
        _("A passphrase has at least {n} letters or signs.").format(n=LEAST_PASSPHRASE),
        _("Take three words that do not belong together."),
    )


@explains(NoPassphrase)
def _explain_no_passphrase(_none: NoPassphrase) -> Trouble:
    return Trouble(
        _("No passphrase was chosen"),
        _("These plans are not opened by a passphrase."),
        _("Use the key ring, or the code on the recovery sheet."),
        kept=_("Nothing was changed."),
    )


@explains(CodeOfAnotherStore)
def _explain_other_code(_other: CodeOfAnotherStore) -> Trouble:
    return Trouble(
        _("The code of another sheet"),
        _("The code is well typed. It does not open these plans."),
        _("Compare the number on the sheet, or look for a newer sheet."),
        kept=_("Nothing was changed."),
    )
