"""Short texts that people type into a field, made fit to keep: names, titles, sources."""

from app.errors import Trouble
from app.language import _
from models.text.clean import clean


def one_line(text: str, longest: int) -> str:
    """The text on one line, without odd characters and blanks around it. Raises Trouble when it is longer than that."""
    tidy = " ".join(clean(text).split())
    if len(tidy) > longest:
        raise Trouble(_("This is too long."), _("It can have {n} letters at most.").format(n=longest), _("Write it shorter."))
    return tidy
