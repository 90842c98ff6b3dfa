"""A side read aloud: who says what, in reading order, the name first."""

from dataclasses import dataclass

from models.text.document import PlanDocument
from models.text.pens import Voice
from models.text.runs import Look, Said


@dataclass(frozen=True)
class Passage:
    """Neighbouring words of one voice under one pair of hands, with what there is to say of them."""

    voice: Voice
    hands: str
    way: str
    said: Said
    struck: bool
    text: str


def by_voice(document: PlanDocument, side: str) -> list[Passage]:
    """The side as passages of one voice each, in reading order."""
    out: list[Passage] = []
    for run in document.side(side).runs():
        passage = _passage(run.look, run.text)
        last = out[-1] if out else None
        if last and _alike(last, passage):
            out[-1] = _passage(run.look, last.text + run.text)
        else:
            out.append(passage)
    return out


def _passage(look: Look, text: str) -> Passage:
    return Passage(look.voice, look.hands, look.way, look.said, bool(look.struck_by), text)


def _alike(one: Passage, other: Passage) -> bool:
    return (one.voice, one.hands, one.way, one.said, one.struck) == (other.voice, other.hands, other.way, other.said, other.struck)
