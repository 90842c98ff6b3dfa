"""Who looked: the log of openings, copies and unlocks in plain sentences. It tells what staff opened, not when a patient wrote."""

from app.dates import write_day
from app.keepers import is_keeper
from app.language import _
from app.naming import Naming
from app.open_store import OpenStore
from app.plans import Listed, all_plans
from models.access_log import AccessLine, access_lines
from models.base import from_ms


def who_looked(open_store: OpenStore, plan: str = "") -> list[str]:
    """The log in sentences, the newest first. During a sitting all that is about its patient or about everybody, and nothing about others.

    What is about everybody (who unlocked, what a keeper did with the store) stands there once for each person and day.
    Before one, staff can read it for a plan; keepers can read all of it, with initials for names of patients. Behind the lock it is empty.
    """
    lines = _lines(open_store, plan)
    naming, titles = Naming(open_store.store), _titles(open_store)
    said: list[str] = []
    for line in reversed(lines):
        sentence = _sentence(line, naming, titles.get(line.plan_id, ""))
        if sentence and (line.plan_id or sentence not in said):
            said.append(sentence)
    return said


def _lines(open_store: OpenStore, plan: str) -> list[AccessLine]:
    if open_store.locked:
        return []
    with open_store.store.reading() as session:
        if open_store.sitting is not None:
            return access_lines(session, patient_id=open_store.sitting.sitting.patient_id, plan_id=plan, and_of_all=True)
        if plan:
            return access_lines(session, plan_id=plan)
    if not is_keeper(open_store):
        return []
    with open_store.store.reading() as session:
        return access_lines(session)


def _titles(open_store: OpenStore) -> dict[str, str]:
    """What each plan is called in a sentence: by its title, and before a sitting by its patient's initials as well."""
    if open_store.sitting is not None:
        return {one.plan.id: one.plan.title for one in open_store.plans_to_carry_on()}
    return {one.plan.id: _title(one) for one in all_plans(open_store.store)}


def _title(one: Listed) -> str:
    if one.patient is None:
        return one.plan.title
    return _("{plan} ({initials})").format(plan=one.plan.title, initials=one.patient.initials)


def _sentence(line: AccessLine, naming: Naming, plan: str) -> str:
    """One line in words; "" for a line of a kind that this version does not know."""
    name = naming.name(line.person_id) or _("Somebody")
    plan, day = plan or _("a plan"), write_day(from_ms(line.at_ms).astimezone().date())
    if line.verb == "opened":
        return _("{name} opened {plan} on {day}.").format(name=name, plan=plan, day=day)
    if line.verb == "exported":
        return _copy_in_words(line.detail, name, plan, day)
    if line.verb == "not_exported":
        return _("On {day}, a copy of {plan} that {name} wanted was not saved.").format(name=name, plan=plan, day=day)
    if line.verb == "number_forgotten" and line.detail and (whose := naming.name(line.detail)):
        return _("{name} let {whose} choose a new number on {day}.").format(name=name, whose=whose, day=day)
    return _about_everybody(line.verb, name, day)


def _copy_in_words(code: str, name: str, plan: str, day: str) -> str:
    """That a copy left, by its kind. For whom it was is kept with the plan's copies, not in the log."""
    if code == "clean":
        return _("{name} saved a clean copy of {plan} on {day}.").format(name=name, plan=plan, day=day)
    if code == "who_wrote_what":
        return _("{name} saved “Who wrote what” of {plan} on {day}.").format(name=name, plan=plan, day=day)
    return _("{name} saved a copy of {plan} on {day}.").format(name=name, plan=plan, day=day)


def _about_everybody(verb: str, name: str, day: str) -> str:
    """The sentence for what is about no plan."""
    return {
        "refused": _("Somebody tried a wrong number for {name} on {day}.").format(name=name, day=day),
        "unlocked": _("{name} unlocked Two Pens on {day}.").format(name=name, day=day),
        "restored": _("A second copy took the place of all plans on {day}.").format(day=day),
        "taken_as_newest": _("{name} took all plans as they are for the newest on {day}.").format(name=name, day=day),
        "new_sheet": _("{name} made a new recovery sheet on {day}.").format(name=name, day=day),
        "new_passphrase": _("{name} changed the passphrase on {day}.").format(name=name, day=day),
        "number_forgotten": _("{name} let somebody choose a new number on {day}.").format(name=name, day=day),
        "copies_moved": _("{name} changed where second copies go on {day}.").format(name=name, day=day),
    }.get(verb, "")
