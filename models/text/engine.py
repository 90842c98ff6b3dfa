"""The one place that speaks with the text engine (Loro): containers, commits, imports. Everything above sees ids, text and plain values.

WORKAROUND(loro 1.17): its errors are bare BaseException and PanicException, so every call goes through `guarded`; an exception inside a
callback is a Rust panic, so callbacks only collect; two threads on one subscribed document deadlock, so one thread owns it.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, ParamSpec, TypeVar

from loro import (
    Diff,
    EventTriggerKind,
    ExportMode,
    LoroDoc,
    LoroMap,
    LoroText,
    Side,
    TextDelta,
    ValueOrContainer,
)

P = ParamSpec("P")
T = TypeVar("T")

MERGE_INTERVAL_MS = 1000  # one Change per keystroke costs seven times the memory (facts of the engine, section 2)
_NEW_DOCUMENT: Callable[[], LoroDoc] = LoroDoc
NOBODY = (1 << 63) - 1  # the neutral peer between edits: nothing may ever be written under it
STROKE = "|"  # stands for "/" in the engine's own names, where that is forbidden
TEXT, RECORDS, ENTRIES, PEERS = "t:", "r:", "e:", "peers"


class EngineFault(Exception):
    """The engine refused, or something reached it that must not. The document has to be opened anew from the store."""


class EngineBroken(EngineFault):
    """Something failed halfway, so that engine and rows may differ: nothing is written, and nothing kept, until it is opened anew."""


def guarded(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the call gives. Raises EngineFault for whatever the engine raises; lets the keyboard and the exit through."""
    try:
        return call(*args, **kwargs)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise EngineFault(type(error).__name__) from error


class Update(NamedTuple):
    """What one commit of one pen wrote: whose peer, its first counter and one past its last, when, and the bytes to keep."""

    peer: int
    first: int
    end: int
    at_ms: int
    blob: bytes


@dataclass(frozen=True)
class TextCame:
    """Characters that came from elsewhere, at a raw position of a text container, with the first id of each unbroken part."""

    name: str
    raw: int
    parts: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class KeysCame:
    """Keys of a map container that came, changed or went."""

    name: str
    keys: tuple[str, ...]


class Engine:
    """One Loro document. Written only inside `as_peer`, one commit each; read by everybody."""

    def __init__(self, blobs: Sequence[bytes] = ()) -> None:
        self._doc: LoroDoc = guarded(_NEW_DOCUMENT)
        self._doc.peer_id = NOBODY
        self._doc.set_change_merge_interval(MERGE_INTERVAL_MS)
        if blobs:
            self._import_all(blobs)
        self._came: list[TextCame | KeysCame] = []
        self._callback_fault: BaseException | None = None
        self._written: list[bytes] = []
        self._steps = 0  # commits and imports so far
        self.is_broken = False  # for reading alone, until it is opened anew
        self._kept_handles = (
            self._doc.subscribe_local_update(self._keep_bytes),
            self._doc.subscribe_root(self._collect),
        )

    # ---- reading

    def text(self, name: str) -> str:
        """All that was ever written in a text container."""
        return guarded(self._text(name).to_string)

    def parts(self, name: str) -> Iterator[tuple[int, int, str]]:
        """All that was ever written, in unbroken parts: peer, first counter, text."""
        yield from self._parts(name, 0, self.text(name))

    def keys(self, name: str) -> list[str]:
        """The keys of a map container."""
        return list(guarded(self._map(name).keys))

    def value(self, name: str, key: str) -> tuple[Any, int] | None:
        """The plain value under a key and the peer that wrote it last; None where there is none."""
        found = guarded(self._map(name).get, key)
        if not isinstance(found, ValueOrContainer.Value):
            return None
        writer = guarded(self._map(name).get_last_editor, key)
        return found.value, NOBODY if writer is None else writer

    def names(self, kind: str) -> list[str]:
        """The containers of one kind that hold something, without the prefix."""
        roots: Any = guarded(self._doc.get_value)
        found = [name for name in roots if name.startswith(kind) and not self._is_empty(kind, name)]
        return sorted(_ours(name).removeprefix(kind) for name in found)

    def snapshot(self) -> bytes:
        """The whole document with its history, as bytes. Raises EngineFault while something is in it that no row holds."""
        self._must_be_whole()
        self._must_be_idle()  # the engine would commit what was left behind, and hand it out
        return guarded(self._doc.export, ExportMode.Snapshot())

    def has_peer(self, peer: int) -> bool:
        """Whether that peer has written here."""
        return self._doc.oplog_vv.get_last(peer) is not None

    # ---- writing

    @contextmanager
    def whole_or_broken(self) -> Iterator[None]:
        """Around all that belongs to one step. What fails once the engine was touched breaks it: EngineBroken, now and from then on.

        A row that was never kept would make a plan unreadable, as every later row of its pen builds on it.
        """
        self._must_be_whole()
        steps = self._steps
        try:
            yield
        except BaseException as error:
            if self._steps == steps and not self._doc.get_pending_txn_len():
                raise
            self.is_broken = True
            if isinstance(error, Exception):
                raise EngineBroken("failed halfway") from error
            raise

    @contextmanager
    def as_peer(self, peer: int, at_ms: int) -> Iterator[list[Update]]:
        """The door: inside it operations are that peer's; at its end they are committed, and the list holds the update to store.

        Raises EngineFault when somebody left operations behind, or the update holds another peer's: then it must not be stored.
        """
        self._must_be_idle()
        self._doc.peer_id = peer
        updates: list[Update] = []
        try:
            yield updates
            guarded(self._doc.commit_with, origin="pen", timestamp=at_ms)
        finally:
            if not self._doc.get_pending_txn_len():
                self._doc.peer_id = NOBODY
        written, self._written = self._written, []
        self._raise_callback_fault()
        updates.extend(_checked(blob, peer, at_ms) for blob in written)

    def insert(self, name: str, raw: int, text: str) -> None:
        """Puts text in at a raw position. Only inside `as_peer`."""
        guarded(self._text(name).insert, raw, text)

    def set(self, name: str, key: str, value: dict[str, Any]) -> None:
        """Writes a plain value under a key. Only inside `as_peer`."""
        guarded(self._map(name).insert, key, value)

    def receive(self, blob: bytes) -> list[TextCame | KeysCame]:
        """Takes in an update from elsewhere; returns what changed, texts first. Raises EngineFault for bytes that are no update."""
        self._must_be_idle()
        guarded(self._doc.import_with, blob, "remote")
        self._steps += 1
        self._raise_callback_fault()
        came, self._came = self._came, []
        return sorted(came, key=lambda change: isinstance(change, KeysCame))

    # ---- insides

    def _must_be_whole(self) -> None:
        if self.is_broken:
            raise EngineBroken("it was broken before")

    def _must_be_idle(self) -> None:
        if self._doc.get_pending_txn_len():
            raise EngineFault("operations of nobody")

    def _is_empty(self, kind: str, name: str) -> bool:
        """Whether a container was only looked at: the engine lists it from then on."""
        return guarded(self._text(name).is_empty if kind == TEXT else self._map(name).is_empty)

    def _text(self, name: str) -> LoroText:
        return guarded(self._doc.get_text, name.replace("/", STROKE))

    def _map(self, name: str) -> LoroMap:
        return guarded(self._doc.get_map, name.replace("/", STROKE))

    def _import_all(self, blobs: Sequence[bytes]) -> None:
        status = guarded(self._doc.import_batch, list(blobs))
        if status.pending:
            raise EngineFault("rows are missing")

    def _keep_bytes(self, blob: bytes) -> bool:
        self._written.append(bytes(blob))
        self._steps += 1
        return True

    def _collect(self, event: Any) -> None:
        if event.triggered_by == EventTriggerKind.Local:
            return
        try:
            for change in event.events:
                self._collect_one(_ours(change.target.name), change.diff)
        except BaseException as error:  # a panic otherwise
            self._callback_fault = error

    def _collect_one(self, name: str, diff: Any) -> None:
        if isinstance(diff, Diff.Map):
            self._came.append(KeysCame(name, tuple(diff.diff.updated)))
        elif isinstance(diff, Diff.Text):
            raw = 0
            for step in diff.diff:
                if isinstance(step, TextDelta.Retain):
                    raw += step.retain
                elif isinstance(step, TextDelta.Insert):
                    self._came.append(TextCame(name, raw, tuple(self._parts(name, raw, step.insert))))
                    raw += len(step.insert)
                else:
                    raise EngineFault("a text that only grows was made shorter")

    def _parts(self, name: str, raw: int, text: str) -> Iterator[tuple[int, int, str]]:
        """The text that stands at a raw position, cut wherever the ids are not in a row."""
        cursor = self._text(name).get_cursor
        start = peer = counter = 0
        for index in range(len(text)):
            found = cursor(raw + index, Side.Middle)
            here = found.id if found else None
            if here is None:
                raise EngineFault("a character without an id")
            if index and (here.peer != peer or here.counter != counter + index - start):
                yield peer, counter, text[start:index]
                start = index
            if index == start:
                peer, counter = here.peer, here.counter
        if text:
            yield peer, counter, text[start:]

    def _raise_callback_fault(self) -> None:
        fault, self._callback_fault = self._callback_fault, None
        if fault:
            raise EngineFault("a change could not be read") from fault


def _ours(name: str) -> str:
    return name.replace(STROKE, "/")


def new_peer() -> int:
    """A peer id that was never used: random, and small enough for a database's whole number."""
    return secrets.randbelow(NOBODY - 1) + 1


def peers_of(blob: bytes) -> list[tuple[int, int, int]]:
    """Whose operations an update holds: peer, first counter, one past the last."""
    meta = guarded(LoroDoc.decode_import_blob_meta, blob, True)
    spans: Iterable[Any] = meta.partial_end_vv.sub_iter(meta.partial_start_vv)
    return [(span.peer, span.counter.start, span.counter.end) for span in spans]


def _checked(blob: bytes, peer: int, at_ms: int) -> Update:
    held = peers_of(blob)
    if [writer for writer, _, _ in held] != [peer]:
        raise EngineFault("an update holds operations of another pen")
    _, first, end = held[0]
    return Update(peer, first, end, at_ms, blob)
