"""A demonstration: made-up people with lively plans, in a store of its own that is thrown away at the end.

Nothing of it is anybody's: the NHS numbers are from the range kept for made-up people, the key lies in memory, and the folder is a
temporary one. All that stands in the plans was put there by the very calls that people's keys make. The same each time, but for ids.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.clock import Clock, SystemClock
from app.demo_meeting import write_meeting, write_meeting_before
from app.demo_plans import write_before, write_other_plan, write_safety_plan, write_today
from app.demo_writing import SECONDS_AN_ACT, People, Writing
from app.forms import roles, shipped_form
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.people import add_patient, add_person, first_keeper, set_needs
from app.plans import put_to_use, start_plan
from app.services import Services
from app.settings import WARD_NAME
from app.since import bring_steps
from app.tasks import Deliver
from models.family import FamilySetting, set_for_family
from models.plans import Plan

WARD = "Demo ward, made-up people"
SAM_NUMBER, ROBIN_NUMBER = "9990123454", "9990245673"
DAYS_AGO = 21  # the sitting before today's


class DemoClock:
    """Shows the moments of the demonstration while it is being written, and the real time from then on."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self._shown: datetime | None = None

    def now(self) -> datetime:
        """The moment it shows, in UTC."""
        return self._shown or self._real.now()

    def monotonic(self) -> float:
        """Seconds that only grow; always the real ones."""
        return self._real.monotonic()

    def show(self, moment: datetime) -> None:
        """Stands at a moment from now on."""
        self._shown = moment

    def pass_by(self, seconds: float) -> None:
        """Lets time go on from the moment it shows."""
        self._shown = self.now() + timedelta(seconds=seconds)

    def go_on(self) -> None:
        """Shows the real time from now on."""
        self._shown = None


class KeysInMemory:
    """A key ring that is gone with the process. It guards nothing, since in a demonstration there is nothing to guard."""

    def __init__(self) -> None:
        self._secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        return self._secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps the secret."""
        self._secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forgets the secret."""
        self._secrets.pop((service, username), None)


@dataclass
class Demo:
    """The open demonstration. `close` throws all of it away; it is a context manager too."""

    services: Services
    open_store: OpenStore
    people: People
    care_plan: Plan
    safety_plan: Plan
    other_plan: Plan
    meeting_plan: Plan
    folder: Path

    def close(self) -> None:
        """Lets go of the store and deletes its folder."""
        self.open_store.close()
        self.services.close()
        self.throw_away()

    def throw_away(self) -> None:
        """Deletes the folder of a store that was closed already."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_demo(deliver: Deliver, clock: Clock | None = None) -> Demo:
    """A fresh demonstration: people, a care plan in use, a safety plan being written, and another patient's plan. Locked, no sitting open.

    `clock` tells what today is; the sitting of today ends half an hour before.
    """
    folder = Path(tempfile.mkdtemp(prefix="two-pens-demo-"))
    shown = DemoClock(clock or SystemClock())
    services = Services(Profile(folder / "profile"), deliver, key_store=KeyStore(KeysInMemory()), clock=shown)
    try:
        open_store, _code = services.make_store()
        demo = _furnish(services, open_store, shown, folder)
    except BaseException:
        services.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shown.go_on()
    return demo


# ---- insides


def _furnish(services: Services, open_store: OpenStore, clock: DemoClock, folder: Path) -> Demo:
    today = clock.now()
    before = today - timedelta(days=DAYS_AGO, hours=1)
    clock.show(before)
    services.settings.set(WARD_NAME, WARD)
    people = _people(open_store, before.date())
    other_plan = start_plan(open_store.store, clock, people.robin.id, shipped_form("care_plan"))
    clock.pass_by(SECONDS_AN_ACT)
    first_meeting = start_plan(open_store.store, clock, people.sam.id, shipped_form("my_meeting"))
    clock.pass_by(SECONDS_AN_ACT)
    meeting_plan = start_plan(open_store.store, clock, people.sam.id, shipped_form("my_meeting"))
    clock.pass_by(SECONDS_AN_ACT)
    safety_plan = start_plan(open_store.store, clock, people.sam.id, shipped_form("staying_safe"))
    clock.pass_by(SECONDS_AN_ACT)  # lists begin with the newest, and the care plan is the one to look at
    care_plan = start_plan(open_store.store, clock, people.sam.id, shipped_form("care_plan"))
    _sit(open_store, clock, people, other_plan, write_other_plan, others=("jo",))
    _sit(open_store, clock, people, first_meeting, write_meeting_before)
    _sit(open_store, clock, people, care_plan, write_before)
    care_plan = put_to_use(open_store.store, clock, care_plan)
    clock.show(today - timedelta(hours=4))
    _sit(open_store, clock, people, meeting_plan, write_meeting)
    clock.show(today - timedelta(hours=2))
    _sit(open_store, clock, people, safety_plan, write_safety_plan, others=("jo", "mum"))
    clock.show(today - timedelta(hours=1))
    _sit(open_store, clock, people, care_plan, write_today)
    return Demo(services, open_store, people, care_plan, safety_plan, other_plan, meeting_plan, folder)


def _people(open_store: OpenStore, day: date) -> People:
    store, known = open_store.store, roles()
    jo = first_keeper(store, "Jo Nkemelu", known["nurse"], day)
    sam = add_patient(store, "Sam Okafor", "Sam", date(1990, 3, 12), SAM_NUMBER).person
    robin = add_patient(store, "Robin Vale", "Robin", date(1984, 11, 2), ROBIN_NUMBER).person
    people = People(
        sam=sam,
        jo=jo,
        mum=add_person(store, "Grace Okafor", "Mum", known["mother"]),
        reyes=add_person(store, "Dr Ana Reyes", "Dr Reyes", known["doctor"], by=jo.id),
        lee=add_person(store, "Lee Adeyemi", "Lee", known["advocate"]),
        chidi=add_person(store, "Chidi Eze", "Chidi", known["interpreter"]),
        robin=robin,
    )
    set_needs(store, sam.id, ["large_print", "time"], "", day)
    return people


_ROLES = {"jo": "nurse", "mum": "mother", "reyes": "doctor", "lee": "advocate", "chidi": "interpreter"}


def _sit(
    open_store: OpenStore,
    clock: DemoClock,
    people: People,
    plan: Plan,
    write: Callable[[Writing, People, datetime], None],
    others: tuple[str, ...] = tuple(_ROLES),
) -> None:
    """One sitting from unlocking to its end."""
    open_store.unlock_as(people.jo.id)
    sitting = open_store.begin_sitting(plan.patient_id)
    for name in others:
        clock.pass_by(SECONDS_AN_ACT)
        sitting.arrive(getattr(people, name).id, roles()[_ROLES[name]])
    if plan.patient_id == people.sam.id:
        _let_family_words_out(open_store, people, clock.now())
    open_plan = open_store.open_plan(plan)
    if open_plan.form.agenda:
        _hold_meeting(open_store, open_plan, people)
    write(Writing(open_plan, clock), people, clock.now().astimezone(UTC))
    open_store.end_sitting()


def _hold_meeting(open_store: OpenStore, open_plan: OpenPlan, people: People) -> None:
    """Sam leads, hands the chair to Lee, and takes it back; the steps of last time come in first."""
    meeting = open_plan.begin_meeting()
    for leads in (people.sam, people.lee, people.sam):
        meeting.hand_chair_to(leads.id)
    bring_steps(open_store, open_plan, open_plan.desk.pens.own(people.sam.id))


def _let_family_words_out(open_store: OpenStore, people: People, moment: datetime) -> None:
    """What Sam said: Mum's and Lee's own words may stand in copies."""
    with open_store.store.session() as session:
        for person in (people.mum, people.lee):
            set_for_family(session, FamilySetting(people.sam.id, person.id, ("plan",), True, moment))
