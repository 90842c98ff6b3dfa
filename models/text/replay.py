"""What a plan's rows come to, as bytes that can be compared: by this a snapshot is held against the rows it stands for."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from models.text.engine import ENTRIES, PEERS, RECORDS, TEXT, Engine


def replayed(blobs: Sequence[bytes]) -> bytes:
    """A hash over everything that is written: each character with its id, each record, entry and pen with who wrote it.

    The same for a snapshot and for the rows that led to it. Raises EngineFault for bytes that do not fit together.
    """
    engine = Engine(list(blobs))
    texts = {name: list(engine.parts(TEXT + name)) for name in engine.names(TEXT)}
    maps = {kind + name: _held(engine, kind + name) for kind in (RECORDS, ENTRIES) for name in engine.names(kind)}
    whole = [_holding_something(texts), _holding_something(maps), _held(engine, PEERS)]
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=True).encode()).digest()


def _held(engine: Engine, name: str) -> dict[str, Any]:
    return {key: engine.value(name, key) for key in sorted(engine.keys(name))}


def _holding_something(containers: dict[str, Any]) -> dict[str, Any]:
    """A container that was only looked into is in a snapshot and in no row."""
    return {name: held for name, held in containers.items() if held}
