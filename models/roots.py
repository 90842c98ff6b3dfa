"""Roots: one hash over the heads of every chain, to be printed, and kept outside the store, so that an old copy can be told from today's.

The chains show any change inside. What they cannot show is that the whole file was put back to an earlier day; a root kept elsewhere can.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.access_log import ACCESS_LOG, log_head
from models.chain import Head, digest, head_as_read
from models.tables import PlanRow


class RootFault(ValueError):
    """A root that was read back does not have the shape of one, or its heads are not those it was made of."""


@dataclass(frozen=True)
class KnownRoot:
    """The heads of all chains at one moment: each plan's by its id, the access log's under its own name.

    Keep it beside the key (`to_json`), and `root` itself wherever there is little room: the heads must add up to it.
    """

    at_ms: int
    heads: dict[str, Head]

    @property
    def root(self) -> bytes:
        """One hash over all heads, in order of name."""
        leaves = [f"{name}:{head.n}:{head.hash.hex()}" for name, head in sorted(self.heads.items())]
        return digest("root", *leaves)

    def to_json(self) -> str:
        """The root as a text to keep outside the store."""
        heads = {name: [head.n, head.hash.hex()] for name, head in sorted(self.heads.items())}
        return json.dumps({"at_ms": self.at_ms, "heads": heads, "root": self.root.hex()}, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> "KnownRoot":
        """The root that was kept. Raises RootFault when it is no root, or its heads were changed."""
        try:
            value = json.loads(text)
            known = KnownRoot(int(value["at_ms"]), {str(name): _head(head) for name, head in value["heads"].items()})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RootFault("not a root") from error
        if known.root.hex() != value.get("root"):
            raise RootFault("its heads do not add up to it")
        return known


def root(session: Session, at_ms: int) -> KnownRoot:
    """The root of the store as it stands in this transaction."""
    rows = session.execute(select(PlanRow.id, PlanRow.head_n, PlanRow.head_hash))
    return KnownRoot(at_ms, {plan_id: head_as_read(n, value) for plan_id, n, value in rows} | {ACCESS_LOG: log_head(session)})


def _head(value: Any) -> Head:
    n, text = value
    return Head(int(n), bytes.fromhex(text))
