"""What words wear: from all that is known of them to their tag, line, tint and strike. A value for each, made once and shared."""

import math
from dataclasses import dataclass

from app.wording import strike_label, typed_by, voice_label
from models.text import runs
from models.text.pens import Pen, PenKey, Voice
from models.text.runs import Said
from ui.look import Look
from ui.painting import Confirmed, MarkStyle, Tag, tag_width
from ui.writing.ports import People

NOBODYS_INK = ""  # the words of several people, of a source or of nobody known wear the text's own colour, never a person's
NOBODYS_LINE = "solid"
GAP, BETWEEN = 5, 2  # between letters and tags, and from tag to tag
CLOSEST = 8  # pixels between a wide tag in the margin and the edge on one side, the words on the other
_CONFIRMED = {Said.CONFIRMED: Confirmed.YES, Said.NOT_MINE: Confirmed.NOT_MINE}
_MOST_REMEMBERED = 5_000


@dataclass(frozen=True)
class Wear:
    """How some words are shown. `plain`: the owner's own words in their own box, told by the thread beside them alone.

    `tag_room` and `strikes_room` are the pixels that the tags take in a line, with the gaps around them; `margin` those that the tag
    takes before a line, at its closest to the words.
    """

    tag: Tag
    plain: bool
    strikes: tuple[Tag, ...] = ()
    tag_room: int = 0
    strikes_room: int = 0
    margin: int = 0


class Wardrobe:
    """Gives what words wear in one side. `owner` is the person whose own words are plain there; "" where all are marked."""

    def __init__(self, look: Look, people: People, owner: str) -> None:
        self._look, self._people, self._owner = look, people, owner
        self._by_look: dict[int, tuple[runs.Look, Wear]] = {}  # looks are shared by the engine, so their identity finds them fastest
        self._shared: dict[Wear, Wear] = {}

    def wear_of(self, look: runs.Look) -> Wear:
        """What words of this look wear. Equal wears are one and the same object."""
        known = self._by_look.get(id(look))
        if known is not None and known[0] is look:
            return known[1]
        if len(self._by_look) > _MOST_REMEMBERED:
            self._by_look.clear()
        wear = self._make(look)
        wear = self._shared.setdefault(wear, wear)
        self._by_look[id(look)] = (look, wear)
        return wear

    def mark_of(self, voice: Voice) -> MarkStyle:
        """The mark of a voice: a person's own, or a plain one that says what kind of voice it is."""
        if len(voice.people) == 1:
            return self._people.mark_of(voice.people[0])
        return MarkStyle(NOBODYS_INK, NOBODYS_LINE, voice_label(voice, self._initials))

    def tag_of_pen(self, pen: Pen) -> Tag | None:
        """The tag that words would wear which this pen types; None where they need none."""
        wear = self._make(runs.Look(pen, pen.voice, pen.hands, pen.way))
        return None if wear.plain else wear.tag

    def forget(self) -> None:
        """Makes every wear anew: marks, initials or sizes are others now."""
        self._by_look.clear()
        self._shared.clear()

    def _make(self, look: runs.Look) -> Wear:
        tag = Tag(
            self.mark_of(look.voice),
            hands=typed_by(look, self._initials),
            confirmed=_CONFIRMED.get(look.said, Confirmed.NOT_YET),
            quoted=look.quoted,
        )
        plain = bool(self._owner) and look.own_hands and look.voice.people == (self._owner,) and not look.quoted
        strikes = tuple(self._strike_tag(key) for key in look.struck_by)
        tag_room, strikes_room = room_for_tag(self._look, tag), room_for_strikes(self._look, strikes)
        return Wear(tag, plain, strikes, tag_room, strikes_room, math.ceil(tag_width(self._look, tag)) + CLOSEST)

    def _strike_tag(self, striker: PenKey) -> Tag:
        hands = strike_label(striker, self._initials).partition("·")[2]
        return Tag(self.mark_of(striker.voice), hands=hands, strikes=True)

    def _initials(self, person: str) -> str:
        return self._people.mark_of(person).initials


def room_for_tag(look: Look, tag: Tag) -> int:
    """How wide the room for a tag is, with the gap on either side."""
    return round(tag_width(look, tag) + look.px(2 * GAP))


def room_for_strikes(look: Look, strikes: tuple[Tag, ...]) -> int:
    """How wide the room for the tags of a strike is, one for each who struck."""
    if not strikes:
        return 0
    return round(sum(tag_width(look, strike) for strike in strikes) + look.px(BETWEEN) * (len(strikes) - 1) + look.px(2 * GAP))


def ink_of(look: Look, mark: MarkStyle) -> str:
    """The colour of a mark's lines and initials in the theme of now."""
    return look.theme.inks[mark.ink].ink if mark.ink != NOBODYS_INK else look.theme.text


def tint_of(look: Look, mark: MarkStyle) -> str:
    """The colour of the ground behind words of that mark."""
    return look.theme.inks[mark.ink].tint if mark.ink != NOBODYS_INK else look.theme.chosen
