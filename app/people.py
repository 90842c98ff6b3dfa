"""People: adding them, changing what we know of them, what they need to join in; and what keepers alone may do.

Each call is one transaction and returns what changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.errors import Trouble
from app.forms import needs as known_needs
from app.language import _
from app.tidy import one_line
from models import people as kept
from models.database import Store
from models.form_lists import Role
from models.marks import TITLES
from models.nhs_number import NhsNumber, NhsNumberFault
from models.people import Need, Patient, Person

LONGEST_NAME = 120
LONGEST_NEED = 200


@dataclass(frozen=True)
class KnownPerson:
    """A person with all that pages show of them: patient facts when there are any, needs, and whether they are a keeper."""

    person: Person
    patient: Patient | None
    needs: tuple[Need, ...]
    keeper: bool

    @property
    def needs_in_words(self) -> str:
        """What this person needs to join in, short: "large print and time". Empty when nothing was said."""
        return join_words([need_in_words(need) for need in self.needs])


def add_person(store: Store, name: str, known_as: str = "", role: Role | None = None, *, by: str = "") -> Person:
    """A new person, with a mark of their own. Staff can be added by a keeper alone. Raises Trouble."""
    staff = role is not None and role.staff
    with store.session() as session:
        if staff:
            _must_be_keeper(session, by)
        return _add(session, name, known_as, role.id if role else "", staff)


def add_patient(store: Store, name: str, known_as: str, born: date | None, nhs_number: str = "") -> KnownPerson:
    """A new person about whom plans are written. Raises Trouble for a number that does not add up, or that somebody else has."""
    number = read_nhs_number(nhs_number)
    try:
        with store.session() as session:
            person = _add(session, name, known_as, "patient")
            patient = kept.add_patient(session, person.id, born, number)
    except IntegrityError as error:
        raise _number_taken() from error
    return KnownPerson(person, patient, (), False)


def make_patient(store: Store, person: str, born: date | None, nhs_number: str = "") -> Patient:
    """Makes somebody who is known already a patient too, or changes their date of birth and number. Raises Trouble, or NoSuchPerson."""
    number = read_nhs_number(nhs_number)
    try:
        with store.session() as session:
            if kept.patient(session, person) is None:
                return kept.add_patient(session, kept.person(session, person).id, born, number)
            return kept.change_patient(session, Patient(person, born, number))
    except IntegrityError as error:
        raise _number_taken() from error


def change_names(store: Store, person: str, name: str, known_as: str, pronoun: str = "") -> Person:
    """Changes what somebody is called. Mark and initials stay. Raises Trouble for an empty name or one that is too long."""
    name = tidy_name(name)
    known_as, pronoun = _tidy_known_as(name, known_as), one_line(pronoun, LONGEST_NAME)
    with store.session() as session:
        return kept.change_person(session, replace(kept.person(session, person), name=name, known_as=known_as, pronoun=pronoun))


def set_needs(
    store: Store, person: str, codes: Iterable[str], own_words: str, today: date, review_on: date | None = None
) -> tuple[Need, ...]:
    """What somebody needs to join in: the codes chosen, and own words where there are some. What is not named any more is taken away.

    Raises Trouble for own words that are too long.
    """
    wanted, own = {code: "" for code in codes if code in known_needs()}, one_line(own_words, LONGEST_NEED)
    if own:
        wanted["own"] = own
    with store.session() as session:
        before = {need.code: need for need in kept.needs_of(session, person)}
        for code in before.keys() - wanted.keys():
            kept.forget_need(session, person, code)
        for code, words in wanted.items():
            recorded = before[code].recorded_on if code in before else today
            kept.keep_need(session, Need(person, code, words, recorded, today, review_on))
        return tuple(kept.needs_of(session, person))


def known_person(store: Store, person: str) -> KnownPerson:
    """All that is known of one person. Raises models.people.NoSuchPerson."""
    with store.reading() as session:
        keepers = {keeper.id for keeper in _keepers(session)}
        found = kept.person(session, person)
        return KnownPerson(found, kept.patient(session, person), tuple(kept.needs_of(session, person)), person in keepers)


def everybody(store: Store, *, gone_too: bool = False) -> list[KnownPerson]:
    """Everybody there is, in order of name; those who left and double entries only when asked for."""
    with store.reading() as session:
        keepers = {keeper.id for keeper in _keepers(session)}
        patients = {patient.person_id: patient for patient in kept.patients(session)}
        people = [person for person in kept.people(session) if gone_too or not _is_gone(person)]
        return [KnownPerson(one, patients.get(one.id), tuple(kept.needs_of(session, one.id)), one.id in keepers) for one in people]


def staff(store: Store) -> list[Person]:
    """Members of staff who have not left, in order of name."""
    return [known.person for known in everybody(store) if known.person.is_staff]


def patients(store: Store) -> list[KnownPerson]:
    """Everybody about whom plans are written, in order of name."""
    return [known for known in everybody(store) if known.patient]


# ---- what keepers do


def mark_as_left(store: Store, person: str, day: date, *, by: str) -> Person:
    """Notes the day somebody left; their words stay theirs. Raises Trouble unless a keeper does it, and for the last keeper."""
    with store.session() as session:
        _must_be_keeper(session, by)
        _must_leave_a_keeper(session, person)
        return kept.mark_as_left(session, person, day)


def join_entries(store: Store, double: str, person: str, *, by: str) -> Person:
    """Points a double entry to the one that stands for it; both stay. Raises Trouble unless a keeper does it."""
    with store.session() as session:
        _must_be_keeper(session, by)
        if double == person:
            raise Trouble(_("This is one entry."), _("An entry can't point to itself."), _("Choose the other entry."))
        if kept.person(session, person).merged_into:
            raise Trouble(_("This is a double entry itself."), _("It points to another entry."), _("Choose the entry that it points to."))
        _must_leave_a_keeper(session, double)
        return kept.join_entries(session, double, person)


def make_keeper(store: Store, person: str, day: date, *, by: str) -> None:
    """Lets one more member of staff look after the people list. Raises Trouble unless a keeper does it."""
    with store.session() as session:
        _must_be_keeper(session, by)
        found = kept.person(session, person)
        if not found.is_staff or _is_gone(found):
            raise _no_keeper()
        kept.make_keeper(session, person, day)


def first_keeper(store: Store, name: str, role: Role, day: date) -> Person:
    """The first member of staff of a new store, who is its first keeper. Raises Trouble when there is a keeper already."""
    with store.session() as session:
        if kept.keepers(session):
            raise Trouble(_("There is a keeper already."), _("Only a keeper can add staff."), _("Ask a keeper to add you."))
        if not role.staff:
            raise _no_keeper()
        person = _add(session, name, "", role.id, staff=True)
        kept.make_keeper(session, person.id, day)
        return person


def must_be_keeper(store: Store, by: str) -> None:
    """Says nothing when this person is a keeper. Raises Trouble for anybody else."""
    with store.reading() as session:
        _must_be_keeper(session, by)


def too_few_keepers(store: Store) -> bool:
    """Whether fewer than two people look after the people list."""
    with store.reading() as session:
        return len(_keepers(session)) < 2


# ---- words


def tidy_name(name: str) -> str:
    """A name fit to keep: one line, no odd characters. Raises Trouble for an empty one or one that is too long."""
    tidy = one_line(name, LONGEST_NAME)
    if not any(letter.isalnum() for letter in tidy):
        raise Trouble(_("A name is missing."), _("Everybody here has a name."), _("Write the name, then go on."))
    return tidy


def first_name(name: str) -> str:
    """What somebody is called when they did not say: the first word of the name, or all of it after a title."""
    words = name.split()
    return name if words[0].rstrip(".").casefold() in TITLES else words[0]


def read_nhs_number(typed: str) -> str:
    """The ten digits of an NHS number, or "" for none. Raises Trouble for one that does not add up: it is not stored."""
    if not typed.strip():
        return ""
    try:
        return NhsNumber.read(typed).digits
    except NhsNumberFault as fault:
        raise Trouble(
            _("Check the NHS number."),
            _("This number does not add up as an NHS number."),
            _("Check each digit."),
            kept=_("It is not stored yet."),
        ) from fault


def need_in_words(need: Need) -> str:
    """A need, short, as it stands in a flag: the person's own words where there are some."""
    known = known_needs().get(need.code)
    return need.words or (known.short if known else need.code)


def join_words(words: Sequence[str]) -> str:
    """Words in a row as people say them: "large print, breaks and time"."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


def _add(session: Session, name: str, known_as: str, usual_role: str, staff: bool = False) -> Person:
    name = tidy_name(name)
    return kept.add_person(session, name, _tidy_known_as(name, known_as), is_staff=staff, usual_role=usual_role)


def _tidy_known_as(name: str, known_as: str) -> str:
    return one_line(known_as, LONGEST_NAME) or first_name(name)


def _is_gone(person: Person) -> bool:
    return bool(person.left_on or person.merged_into)


def _keepers(session: Session) -> list[Person]:
    """The keepers who are still here under their own entry."""
    return [keeper for keeper in kept.keepers(session) if not _is_gone(keeper)]


def _must_be_keeper(session: Session, by: str) -> None:
    if by not in {keeper.id for keeper in _keepers(session)}:
        raise Trouble(_("Only a keeper can do this."), _("Keepers look after the list of people."), _("Ask a keeper to do it."))


def _must_leave_a_keeper(session: Session, gone: str) -> None:
    """Without any keeper nobody could ever add staff, or make a keeper, again."""
    if [keeper.id for keeper in _keepers(session)] == [gone]:
        raise Trouble(
            _("This is the last keeper."), _("Somebody has to look after the list of people."), _("Make somebody else a keeper first.")
        )


def _no_keeper() -> Trouble:
    return Trouble(_("Only staff can be keepers."), _("This person is not a member of staff here."), _("Choose a member of staff."))


def _number_taken() -> Trouble:
    return Trouble(
        _("This NHS number is here already."),
        _("Somebody else has this number."),
        _("Check each digit, or look for that person."),
        kept=_("Nothing was stored."),
    )
