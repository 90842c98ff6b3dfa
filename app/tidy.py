"""Short texts that people type into a field, made fit to keep: names, titles, sources."""

import re

from app.errors import Trouble
from app.language import _
from models.text.clean import clean

# Signs that turn the direction of all that follows. They are seen by nobody, and a name in a sentence would turn the rest of it round:
# a day of birth, an NHS number. Names in any writing read right without them.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def one_line(text: str, longest: int) -> str:
    """The text on one line, without odd characters, blanks around it, and signs that turn the direction of what follows.

    Raises Trouble when it is longer than that.
    """
    tidy = " ".join(_TURNS.sub("", clean(text)).split())
    if len(tidy) > longest:
        raise Trouble(_("This is too long."), _("It can have {n} letters at most.").format(n=longest), _("Write it shorter."))
    return tidy
