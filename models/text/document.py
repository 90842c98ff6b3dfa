"""A plan's writing: every side, every entry, every pen, and the guarded door through which alone anything is written.

One PlanDocument per open plan and process, owned by one thread. Verbs live beside it: writing, answering, entries, undoing; what can be
read from it over time in `history`, what waits for a person in `waiting`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import time_ns
from typing import Any

from models.text.acts import Act, Acts
from models.text.engine import ENTRIES, PEERS, RECORDS, TEXT, Engine, EngineFault, KeysCame, TextCame, Update, new_peer
from models.text.judging import Origin
from models.text.pens import UNKNOWN_PEN, Pen, PenFault, pen_from_json, pen_to_json
from models.text.records import Record, RecordFault, RecordKind, Source, record_from_json, record_to_json
from models.text.side import Side, ViewOp
from models.text.spans import Span, count, paired, shared

MOST_ROUNDS = 64  # quotes of quotes: deeper chains than this are nobody's honest work


@dataclass(frozen=True)
class Committed:
    """What one act has to keep: the pen, the engine's update, and the acts as they stand now (undo after a restart)."""

    pen: Pen
    updates: tuple[Update, ...]
    acts: tuple[Act, ...]


SideWatcher = Callable[[list[ViewOp]], None]
PlaceWatcher = Callable[[frozenset[str]], None]


def now_ms() -> int:
    """The clock of this machine in milliseconds since 1970."""
    return time_ns() // 1_000_000


def side_id(question: str, side: str, box: str = "") -> str:
    """The name of one side of one question, and of one box of it where the question repeats: "need#b1/team"."""
    return f"{question}#{box}/{side}" if box else f"{question}/{side}"


def question_of(place: str) -> tuple[str, str, str]:
    """Question, box ("" for none) and side of a name that `side_id` made."""
    head, _, side = place.partition("/")
    question, _, box = head.partition("#")
    return question, box, side


class Door:
    """What may be written while one pen is in hand. It notes all it writes, so that the mirrors can follow without asking the engine."""

    def __init__(self, engine: Engine, pen: Pen, peer: int, counter: int) -> None:
        self._engine, self._pen, self._peer, self.counter = engine, pen, peer, counter
        self.texts: list[tuple[str, int, Span, str]] = []
        self.records: dict[tuple[str, str], Record] = {}
        self.entries: set[str] = set()

    def put(self, side: str, raw: int, text: str) -> Span:
        """Puts new characters in; returns their ids."""
        self._introduce()
        self._engine.insert(TEXT + side, raw, text)
        span = Span(self._peer, self.counter, len(text))
        self.counter += len(text)
        self.texts.append((side, raw, span, text))
        return span

    def note(self, side: str, record: Record) -> None:
        """Writes a record over characters of a side."""
        self._introduce()
        self._engine.set(RECORDS + side, record.key, record_to_json(record))
        self.counter += 1
        self.records[(side, record.key)] = record

    def enter(self, place: str, key: str, value: dict[str, Any]) -> None:
        """Writes an entry that is not text."""
        self._introduce()
        self._engine.set(ENTRIES + place, key, value)
        self.counter += 1
        self.entries.add(place)

    def _introduce(self) -> None:
        """A peer's first word says which pen it is."""
        if not self.counter:
            self._engine.set(PEERS, str(self._peer), pen_to_json(self._pen))
            self.counter = 1


class PlanDocument:
    """The writing of one plan."""

    def __init__(
        self,
        blobs: Sequence[bytes] = (),
        acts: Iterable[Act] = (),
        *,
        clock: Callable[[], int] = now_ms,
        keep: Callable[[Committed], None] = lambda committed: None,
    ) -> None:
        """Opens a plan's writing from its rows. `keep` is told of every act before anybody sees it. Raises EngineFault for bad rows."""
        self.engine = Engine(blobs)
        self.acts = Acts(acts)
        self.clock = clock
        self.keep = keep
        self._pens: dict[int, Pen] = {}
        self._peers: dict[Pen, tuple[int, int]] = {}  # pen -> its peer here, and the peer's next counter
        self._sides: dict[str, Side] = {}
        self._quotes_of: dict[tuple[str, int], set[tuple[str, str]]] = defaultdict(set)  # source side, peer -> quoting side, record key
        self._settling = 0  # how deep: a quote may open its source in the midst of it
        self._untold: set[str] = set()  # sides that changed while another was opened
        self._new_quotes: list[tuple[str, str]] = []  # quoting side and record key of quotes that have not looked at their source yet
        self._side_watchers: dict[str, list[SideWatcher]] = defaultdict(list)
        self._place_watchers: list[PlaceWatcher] = []

    # ---- reading

    def side(self, name: str) -> Side:
        """The side of that name as it reads now; an empty one when nobody has written there yet."""
        side = self._sides.get(name)
        if side is None:
            side = self._sides[name] = self._mirror(name)
            self._untold |= self._settle({name})
            if not self._settling:
                self._drop_untold()
        return side

    def written_sides(self) -> list[str]:
        """The names of all sides in which anybody ever wrote."""
        return self.engine.names(TEXT)

    def entry_places(self) -> list[str]:
        """The places in which anybody ever entered something that is not text."""
        return self.engine.names(ENTRIES)

    def pen_of(self, peer: int) -> Pen:
        """The pen that a peer held. The unknown pen when the peer never said so itself."""
        pen = self._pens.get(peer)
        if pen is None:
            pen = self._pens[peer] = self._read_pen(peer)
        return pen

    # ---- telling others

    def watch_side(self, name: str, watcher: SideWatcher) -> Callable[[], None]:
        """Tells the watcher every change of a side, in view operations, once it is kept. Returns the way to stop."""
        watchers = self._side_watchers[name]
        watchers.append(watcher)
        return lambda: watchers.remove(watcher) if watcher in watchers else None

    def watch_places(self, watcher: PlaceWatcher) -> Callable[[], None]:
        """Tells the watcher the names of sides and places that changed. Returns the way to stop."""
        self._place_watchers.append(watcher)
        return lambda: self._place_watchers.remove(watcher) if watcher in self._place_watchers else None

    # ---- writing

    @contextmanager
    def as_pen(self, pen: Pen) -> Iterator[tuple[Door, list[Act]]]:
        """The only door to writing. What is written inside is this pen's; at the end it is committed, checked, kept, mirrored, then shown.

        The list takes the acts to keep with it. Raises EngineBroken when other operations than this pen's came out, or anything else failed
        once something was written: then the document is for reading, until it is opened anew. What was kept before is safe.
        """
        with self.engine.whole_or_broken():
            peer, counter = self._peers.get(pen) or (self._fresh_peer(), 0)
            door, acts = Door(self.engine, pen, peer, counter), list[Act]()
            with self.engine.as_peer(peer, self.clock()) as updates:
                yield door, acts
            if [(update.first, update.end) for update in updates] != ([(counter, door.counter)] if door.counter > counter else []):
                raise EngineFault("an update does not hold what was written")
            # kept before it is mirrored: whatever goes wrong in a mirror, the words of later rows never miss this one
            self.keep(Committed(pen, tuple(updates), tuple(acts)))
            self._peers[pen], self._pens[peer] = (peer, door.counter), pen
            places = self._show(self._mirror_door(door))
        self._tell_places(places)

    def receive(self, blob: bytes) -> None:
        """Takes in an update that another process wrote and kept. Raises EngineFault for bytes that are no update."""
        with self.engine.whole_or_broken():
            came = self.engine.receive(blob)
            places: set[str] = set()
            for change in came:
                places |= self._mirror_text(change) if isinstance(change, TextCame) else self._mirror_keys(change)
            places = self._show(self._settle(places))
        self._tell_places(places)

    # ---- insides: peers

    def _fresh_peer(self) -> int:
        peer = new_peer()
        while self.engine.has_peer(peer):
            peer = new_peer()
        return peer

    def _read_pen(self, peer: int) -> Pen:
        found = self.engine.value(PEERS, str(peer))
        if found is None or found[1] != peer:
            return UNKNOWN_PEN
        try:
            return pen_from_json(found[0])
        except PenFault:
            return UNKNOWN_PEN

    # ---- insides: mirrors

    def _mirror(self, name: str) -> Side:
        read = (self._read_record(name, key) for key in self.engine.keys(RECORDS + name))
        records = [record for record in read if record]
        side = Side(name, self.pen_of)
        side.fill(self.engine.parts(TEXT + name), records)
        for record in records:
            self._note_quote(side, record)
        return side

    def _mirror_record(self, side: Side, key: str) -> None:
        """Takes a record over as the engine has it. A value from outside that is no record says nothing, whatever stood there before."""
        record = self._read_record(side.name, key)
        if record is None:
            side.forget_record(key)
        else:
            self._note_record(side, record)

    def _read_record(self, side: str, key: str) -> Record | None:
        found = self.engine.value(RECORDS + side, key)
        try:
            return record_from_json(key, self.pen_of(found[1]), found[0]) if found else None
        except RecordFault:
            return None

    def _note_record(self, side: Side, record: Record) -> None:
        side.put_record(record)
        self._note_quote(side, record)

    def _note_quote(self, side: Side, record: Record) -> None:
        if record.kind is not RecordKind.QUOTE:
            return
        self._new_quotes.append((side.name, record.key))
        if record.source:
            for span in record.source.spans:
                self._quotes_of[record.source.side, span.peer].add((side.name, record.key))

    def _mirror_door(self, door: Door) -> set[str]:
        places = set(door.entries)
        for name, raw, span, text in door.texts:
            places.add(name)
            if name in self._sides:
                self._sides[name].put_text(raw, span.peer, span.first, text)
        for (name, _), record in door.records.items():
            places.add(name)
            if name in self._sides:
                self._note_record(self._sides[name], record)
        return self._settle(places)

    def _mirror_text(self, change: TextCame) -> set[str]:
        name = change.name.removeprefix(TEXT)
        side, raw = self._sides.get(name), change.raw
        for peer, first, text in change.parts if side else ():
            assert side is not None
            side.put_text(raw, peer, first, text)
            raw += len(text)
        return {name}

    def _mirror_keys(self, change: KeysCame) -> set[str]:
        if change.name == PEERS:
            for key in change.keys:
                self._pens.pop(int(key) if key.isdecimal() else 0, None)
            return set()
        name = change.name[len(RECORDS) :]
        if change.name.startswith(RECORDS) and name in self._sides:
            for key in sorted(change.keys):
                self._mirror_record(self._sides[name], key)
        return {name}

    def _settle(self, places: set[str]) -> set[str]:
        """Lets quotes follow their sources, and confirmed passages notice changes, until nothing moves. Returns every place touched."""
        self._settling += 1
        try:
            touched, moving = set(places), {name for name in places if name in self._sides}
            new, self._new_quotes = self._new_quotes, []
            for name, key in new:
                self._inherit(self._sides[name], self._sides[name].records[key])
            for _ in range(MOST_ROUNDS):
                moving = self._follow(moving)
                touched |= moving
                if not moving:
                    break
            return touched
        finally:
            self._settling -= 1

    def _follow(self, moving: set[str]) -> set[str]:
        """One round of settling: the sides that changed because these did."""
        following: set[str] = set()
        for name in sorted(moving):
            self._sides[name].look_again()
            following |= self._tell_quotes(name)
        return following

    def _tell_quotes(self, source: str) -> set[str]:
        """Lets the quotes of words that changed look at them again. Returns the sides in which that changed anything."""
        words = self._sides[source].take_changed()
        changed: set[str] = set()
        for name, key in sorted({quote for word in words for quote in self._quotes_of.get((source, word.peer), ())}):
            side = self._sides.get(name)
            quote = side.records.get(key) if side else None
            if side is None or quote is None or quote.source is None or not shared(quote.source.spans, words):
                continue
            before = side.version
            self._inherit(side, quote)
            if side.version != before:
                changed.add(name)
        return changed

    def _inherit(self, side: Side, quote: Record) -> None:
        if quote.on and quote.carried:
            carried = quote.carried
            origin = Origin(carried.voice, carried.hands, carried.way, carried.said, carried=True)
            side.put_origins(quote.key, [(origin, quote.spans)])
            return
        parts: dict[Origin, list[Span]] = {}
        if quote.on and quote.source and self._says_the_same(side, quote):
            for span, origin in self._origins(quote, quote.source):
                parts.setdefault(origin, []).append(span)
        side.put_origins(quote.key, [(origin, tuple(spans)) for origin, spans in parts.items()])

    def _says_the_same(self, side: Side, quote: Record) -> bool:
        """Whether a quote holds the words of its source, letter by letter. It can always be checked: text is never removed."""
        assert quote.source is not None
        source = self.side(quote.source.side)
        here = "".join(text for _, text, _ in side.verdicts(quote.spans))
        there = "".join(text for _, text, _ in source.verdicts(quote.source.spans))
        return here == there and len(here) == count(quote.spans) == count(quote.source.spans)

    def _origins(self, quote: Record, source: Source) -> Iterator[tuple[Span, Origin]]:
        page = self.side(source.side)
        for copy, original in paired(quote.spans, source.spans):
            for part, _, verdict in page.verdicts((original,)):
                look = verdict.look
                answered = verdict.let_go or verdict.refuses(quote.pen.voice)
                origin = Origin(look.voice, look.hands, look.way, look.said, verdict.withdrawn, answered, verdict.confirmed_by)
                yield Span(copy.peer, copy.first + part.first - original.first, part.length), origin

    def _drop_untold(self) -> None:
        """Nobody has seen before what was opened just now, with all that it quotes: there is nothing to tell."""
        untold, self._untold = self._untold, set()
        for name in untold:
            self._sides[name].take_ops()

    def _show(self, places: set[str]) -> set[str]:
        """Tells the views, which follow step by step: one that misses a step would have the next words written in a wrong place."""
        places, self._untold = places | self._untold, set()
        for name in sorted(places):
            side = self._sides.get(name)
            ops = side.take_ops() if side else []
            for watcher in list(self._side_watchers.get(name, ())) if ops else ():
                watcher(ops)
        return places

    def _tell_places(self, places: set[str]) -> None:
        if places:
            for listener in list(self._place_watchers):
                listener(frozenset(places))
