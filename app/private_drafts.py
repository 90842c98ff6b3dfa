"""Private drafts: one for each person beside a plan, opened by that person's own number and by nothing else.

Nobody can tell who has one. Whoever takes part gets a row that looks like a draft, holds nothing and opens for nobody; it counts tries and
makes wait like a true one. The words are unsealed in memory alone, from the right number until they are closed: by their writer, by the
lock, or with the plan.
"""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from secrets import token_bytes

from app.access.draft_lock import DraftLock, LockUnreadable, new_lock, slowness_of
from app.access.draft_secret import DraftSecret
from app.access.pins import LEAST_FOR_STAFF, PinTooShort, PinWait, PinWrong, plain_pin
from app.access.sealing import SEAL_BYTES, WrapShut, seal, unseal
from app.access.tries import Tries, Waits
from app.access.vault import LEAST_PASSPHRASE
from app.clock import Clock
from app.draft_words import BLOCK, DraftFromTheFuture, DraftUnreadable, DraftWords, Piece
from app.errors import Trouble, explains
from app.keeping import Keeping, not_saved_yet
from app.language import _
from models.database import Store
from models.drafts import KeptDraft, draft_of, drafts_of_double_entries, keep_draft, keep_where_there_is_none

Keep = Callable[[KeptDraft], None]
_Found = tuple[KeptDraft, bytes]  # what a number opened, and the key in it


class DraftClosed(Exception):
    """The pages were closed meanwhile: nothing can be read or written in them until they are opened again."""


class OpenDraft:
    """Somebody's private pages, open. Each change is sealed and on its way to the disk before the call ends.

    They may lie under a double entry of that person's, `kept.person_id`: there they stay.
    """

    def __init__(self, person: str, kept: KeptDraft, key: bytes, words: DraftWords, keep: Keep) -> None:
        self._person, self._kept, self._keep = person, kept, keep
        self._key: bytes | None = key
        self._words: DraftWords | None = words
        self._shared: tuple[Piece, ...] = ()

    @property
    def person(self) -> str:
        """Whose they are."""
        return self._person

    @property
    def is_open(self) -> bool:
        """Whether they can be read and written in still."""
        return self._words is not None

    @property
    def words(self) -> DraftWords:
        """What stands on them. Raises DraftClosed."""
        if self._words is None:
            raise DraftClosed
        return self._words

    @property
    def shared(self) -> tuple[Piece, ...]:
        """What went from them into the plan since they were opened, in that order. Closing them forgets it."""
        return self._shared

    def write(self, question: str, box: int, words: str) -> None:
        """Puts these words into a box of a question. Raises DraftClosed."""
        self.change(self.words.with_words(question, box, words))

    def choose(self, question: str, values: tuple[str, ...], own: str = "") -> None:
        """Puts this choice at a question; none chosen leaves it open. Raises DraftClosed."""
        self.change(self.words.with_choice(question, values, own))

    def change(self, words: DraftWords) -> None:
        """Puts these words in place of all that stands on them. Raises DraftClosed."""
        if words == self.words:
            return
        assert self._key is not None, "it is there as long as the words"
        self._keep(_sealed(self._kept, self._key, words))
        self._words = words

    def let_go(self, pieces: Iterable[Piece], words: DraftWords) -> None:
        """Keeps `words`: what is left when these pieces have gone into the plan. Raises DraftClosed."""
        self.change(words)
        self._shared += tuple(pieces)

    def close(self) -> None:
        """Forgets key and words. What was written is sealed already."""
        self._key = self._words = None
        self._shared = ()


class PrivateDrafts:
    """The private drafts of one store. `open` and `start` are slow: call them in a task, then `take_up` on the thread of the pages."""

    def __init__(self, store: Store, keeping: Keeping, secret: DraftSecret, clock: Clock) -> None:
        self._store, self._keeping, self._secret, self._clock = store, keeping, secret, clock
        self._waits = Waits(clock)
        self._open: OpenDraft | None = None

    # ---- what you can ask it

    @property
    def least(self) -> int:
        """How many digits or letters a new number has: as many as a passphrase where no key ring helps it."""
        return LEAST_FOR_STAFF if self._secret.lies_in_key_ring else LEAST_PASSPHRASE

    @property
    def opened(self) -> OpenDraft | None:
        """The pages that are open; None when none are."""
        return self._open if self._open is not None and self._open.is_open else None

    # ---- what you can tell it

    def make_all_look_alike(self, plan: str, people: Iterable[str]) -> None:
        """Whoever of these people has no draft beside the plan gets what looks like one."""
        nothing = [self._nothing(person, plan) for person in people]
        with self._store.session() as session:
            keep_where_there_is_none(session, nothing)

    def open(self, person: str, plan: str, number: str) -> OpenDraft:
        """Somebody's pages, by their number. A try is noted before it is judged.

        They may have been written under an entry that was joined with this one since. What one number opens twice is one from now on.

        Raises PinWrong, PinWait (the try is not looked at, and does not count), DraftSecretAway, DraftDamaged, or Trouble.
        """
        kept, doubles = self._rows(person, plan)
        known = self._secret.find_or_make()  # first: where it is away no try counts
        lock = self._note_try(kept)
        opened = _opened_by(number, known, [kept, *doubles])
        if not opened:
            raise _not_right(lock.tries)
        self._waits.end(_name(person, plan))
        kept_now = self._keep_lock(kept, lock.after(Tries()))
        return self._as_one(person, [(kept_now if row is kept else row, key) for row, key in opened])

    def start(self, person: str, plan: str, number: str) -> OpenDraft:
        """New, empty pages under a new number. Those of before, if there were any, are gone for good.

        Raises PinTooShort, DraftSecretAway, or Trouble.
        """
        if len(plain_pin(number)) < self.least:
            raise PinTooShort(self.least)
        _kept, doubles = self._rows(person, plan)
        self._waits.end(_name(person, plan))
        return self._made(person, plan, number, doubles)

    def take_up(self, draft: OpenDraft) -> OpenDraft:
        """These pages are the open ones from now on; others are closed."""
        if draft is not self._open:
            self.close()
        self._open = draft
        return draft

    def close(self) -> None:
        """Forgets what is open: its writer leaves, the store is locked, or the plan is closed."""
        if self._open is not None:
            self._open.close()
        self._open = None

    # ---- insides

    def _rows(self, person: str, plan: str) -> tuple[KeptDraft, list[KeptDraft]]:
        """The person's own row, and those of double entries that were joined with it since."""
        self._bring_to_disk()
        self.make_all_look_alike(plan, [person])
        with self._store.reading() as session:
            kept, doubles = draft_of(session, person, plan), drafts_of_double_entries(session, person, plan)
        assert kept is not None, "it was made just now"
        return kept, doubles

    def _as_one(self, person: str, opened: list[_Found]) -> OpenDraft:
        """The first of what was opened; what the others say comes to it, and what finds no place there stays where it is."""
        (row, key), others = opened[0], opened[1:]
        words, emptied = _unsealed(row, key), list[KeptDraft]()
        for other, its_key in others:
            with contextlib.suppress(DraftDamaged, DraftFromTheFuture):  # that one stays as it is
                words, left = words.with_all_of(_unsealed(other, its_key))
                emptied.append(self._nothing(other.person_id, other.plan_id) if left.is_empty else _sealed(other, its_key, left))
        if emptied:
            row = _sealed(row, key, words)
            self._keep_all([row, *emptied])
        return OpenDraft(person, row, key, words, self._keeping.keep_draft)

    def _keep_all(self, rows: Iterable[KeptDraft]) -> None:
        with self._store.session() as session:
            for row in rows:
                keep_draft(session, row)

    def _made(self, person: str, plan: str, number: str, instead_of: Iterable[KeptDraft]) -> OpenDraft:
        """New, empty pages. What lay under double entries is gone in the same step."""
        secret, slowness = self._secret.find_or_make()[0], slowness_of(self._secret.lies_in_key_ring)
        key, lock = new_lock(number, secret, _bound("key", person, plan), slowness)
        words = DraftWords()
        kept = _sealed(KeptDraft(person, plan, lock.to_text(), b""), key, words)
        self._keep_all([kept, *(self._nothing(old.person_id, plan) for old in instead_of)])
        return OpenDraft(person, kept, key, words, self._keeping.keep_draft)

    def _bring_to_disk(self) -> None:
        """What was typed last may wait still: a row that is read or replaced before it came would lose it."""
        if not self._keeping.flush():
            raise not_saved_yet()

    def _note_try(self, kept: KeptDraft) -> DraftLock:
        name, lock = _name(kept.person_id, kept.plan_id), _lock_of(kept)
        lock = lock.after(lock.tries.settled(self._clock))
        seconds = self._waits.left(name, lock.tries)
        if seconds > 0:
            self._keep_lock(kept, lock)
            raise PinWait(seconds)
        lock = lock.after(lock.tries.with_one_more(self._clock))
        self._keep_lock(kept, lock)
        self._waits.begin(name, lock.tries)
        return lock

    def _keep_lock(self, kept: KeptDraft, lock: DraftLock) -> KeptDraft:
        kept = replace(kept, lock=lock.to_text())
        with self._store.session() as session:
            keep_draft(session, kept)
        return kept

    def _nothing(self, person: str, plan: str) -> KeptDraft:
        """What looks like a draft: made by chance alone."""
        lock = DraftLock.of_nothing(slowness_of(self._secret.lies_in_key_ring))
        return KeptDraft(person, plan, lock.to_text(), token_bytes(BLOCK + SEAL_BYTES))


class DraftDamaged(Exception):
    """The number is right, and what lies under it was changed by something other than Two Pens."""


def _not_right(tries: Tries) -> PinWrong | PinWait:
    return PinWait(tries.wait) if tries.wait else PinWrong(tries.left)


def _opened_by(number: str, known: list[bytes], rows: Iterable[KeptDraft]) -> list[_Found]:
    """Those of the rows that the number opens, each with its key. All are tried: it takes as long for each number."""
    opened = list[_Found]()
    for row in rows:
        with contextlib.suppress(WrapShut):
            opened.append((row, _lock_of(row).open(number, known, _bound("key", row.person_id, row.plan_id))))
    return opened


def _sealed(kept: KeptDraft, key: bytes, words: DraftWords) -> KeptDraft:
    """The same pages with these words on them."""
    return replace(kept, sealed=seal(words.to_bytes(), key, _bound("draft", kept.person_id, kept.plan_id)))


def _unsealed(kept: KeptDraft, key: bytes) -> DraftWords:
    try:
        return DraftWords.from_bytes(unseal(kept.sealed, key, _bound("draft", kept.person_id, kept.plan_id)))
    except (WrapShut, DraftUnreadable) as fault:
        raise DraftDamaged from fault


def _lock_of(kept: KeptDraft) -> DraftLock:
    try:
        return DraftLock.from_text(kept.lock)
    except LockUnreadable as fault:
        raise DraftDamaged from fault


def _bound(what: str, person: str, plan: str) -> tuple[str, ...]:
    """What a seal is bound to: it opens for no other person and beside no other plan."""
    return (f"private {what}", person, plan)


def _name(person: str, plan: str) -> str:
    return f"{person} {plan}"


@explains(DraftDamaged)
def _explain_damaged(_damaged: DraftDamaged) -> Trouble:
    return Trouble(
        _("This page cannot be read"),
        _("Part of it was changed outside Two Pens."),
        _("Ask a keeper to open the last good copy, or start again."),
        kept=_("The plan is as it was."),
    )


@explains(DraftFromTheFuture)
def _explain_the_future(_error: DraftFromTheFuture) -> Trouble:
    return Trouble(
        _("A page of a newer Two Pens"),
        _("This page was written with a newer Two Pens."),
        _("Ask a keeper to update this computer."),
        kept=_("Nothing was changed."),
    )


@explains(DraftClosed)
def _explain_closed(_closed: DraftClosed) -> Trouble:
    return Trouble(
        _("This page was closed"), _("It closes when you leave it."), _("Type your number again."), kept=_("Your words are kept.")
    )
