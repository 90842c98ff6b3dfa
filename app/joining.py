"""Who can join a sitting, and as what: rules for *Who is here*."""

from dataclasses import replace

from app.forms import roles
from app.people import KnownPerson, everybody
from models.database import Store
from models.form_lists import Role
from models.people import Person
from models.questions import SideName
from models.sittings import came_to_sittings_about


def known_here(store: Store, patient: str) -> list[KnownPerson]:
    """Whom a sitting about this patient may know of, in order of name: the patient, staff, and whoever came to one of its sittings before.

    One about nobody ("") knows of staff, and of whoever came to such a sitting before.
    Another patient, and another patient's family, are never among them: even their names belong to that patient. Of somebody on the staff
    who is a patient as well nothing is told that a patient has.
    """
    with store.reading() as session:
        came = came_to_sittings_about(session, patient)
    found = [known for known in everybody(store) if known.person.id == patient or known.person.is_staff or _is_of(known, came)]
    return [known if known.person.id == patient else replace(known, patient=None) for known in found]


def roles_open_to(person: Person | None, *, is_patient: bool = False, about_nobody: bool = False) -> list[Role]:
    """What somebody can be here as, in the order in which it is offered; None for a person who is not known yet.

    The patient is here as the patient. Only staff can be here as staff; they may be here as somebody's mother or friend as well. Nobody
    becomes staff by joining a sitting: a keeper adds them. People who use the service join as that only where it is about no patient.
    """
    if is_patient:
        return [roles()["patient"]]
    offered = [role for role in roles().values() if role.id != "patient" and (about_nobody or role.side is not SideName.PEOPLE)]
    is_staff = person is not None and person.is_staff
    return [role for role in offered if is_staff or not role.staff]


def usual_role(person: Person, *, is_patient: bool = False, about_nobody: bool = False) -> Role:
    """The role in which somebody is here when nothing else was said: the usual one, where it is open to them."""
    offered = roles_open_to(person, is_patient=is_patient, about_nobody=about_nobody)
    usual = [role for role in offered if role.id == person.usual_role]
    alike = [role for role in offered if role.staff == person.is_staff]
    return (usual + alike + offered)[0]


def _is_of(known: KnownPerson, came: set[str]) -> bool:
    return known.person.id in came and known.patient is None
