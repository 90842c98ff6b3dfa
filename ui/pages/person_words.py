"""How people are put into words on pages: what they are here as, what they bring, how they take part."""

from collections.abc import Iterable
from itertools import groupby

from app.here import Here
from app.language import _
from models.form_lists import Expertise, Role
from models.sittings import TakesPart
from ui.widgets.choices import Option


def ways_to_take_part() -> tuple[Option, ...]:
    """The five ways, as a person chooses one."""
    return (
        Option(TakesPart.SPEAKS.value, _("I speak"), "account-voice"),
        Option(TakesPart.SPEAKS_WITH_HELP.value, _("I speak with help"), "account-supervisor"),
        Option(TakesPart.READ_BY_ANOTHER.value, _("Someone reads my words"), "book-open-page-variant-outline"),
        Option(TakesPart.SENT_WORDS.value, _("I sent words"), "email-outline"),
        Option(TakesPart.CHOSE_NOT_TO_COME.value, _("I chose not to come"), "home-heart"),
    )


def kinds_of_expertise() -> tuple[Option, ...]:
    """What somebody can bring, as a person chooses it."""
    return (
        Option(Expertise.PERSONAL.value, _("What I have lived")),
        Option(Expertise.PROFESSIONAL.value, _("What I learned for my work")),
        Option(Expertise.BOTH.value, _("Both of these")),
        Option(Expertise.NEITHER.value, _("I help others say it")),
    )


def role_options(roles: Iterable[Role]) -> list[Option | None]:
    """Roles to choose from, with a line between family and friends, those who help with words, peer workers, and the team."""
    options: list[Option | None] = []
    for _kind, alike in groupby(roles, key=lambda role: (role.staff, role.expertise)):
        options += [None] if options else []
        options += [Option(role.id, role_name(role)) for role in alike]
    return options


def role_name(role: Role) -> str:
    """A role as it stands by itself: "Nurse", "Patient: this is my plan"."""
    return _("Patient: this is my plan") if role.id == "patient" else role.words[:1].upper() + role.words[1:]


def lines_about(here: Here) -> tuple[str, str]:
    """The two quiet lines of a person's card: what they are here as, and how they take part."""
    role = _("This is my plan") if here.is_patient else role_name(here.role)
    return role, _("Has gone") if here.left else _taking_part(here.takes_part)


def _taking_part(takes_part: TakesPart) -> str:
    return {
        TakesPart.SPEAKS: _("Speaks"),
        TakesPart.SPEAKS_WITH_HELP: _("Speaks with help"),
        TakesPart.READ_BY_ANOTHER: _("Words read by another"),
        TakesPart.SENT_WORDS: _("Sent words"),
        TakesPart.CHOSE_NOT_TO_COME: _("Chose not to come"),
    }[takes_part]
