"""One sitting under way: about one patient or nobody, who is here and how each takes part, from the first arrival to the end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from app.announcements import Announcement
from app.clock import Clock
from app.errors import Trouble
from app.forms import roles
from app.here import Here
from app.joining import roles_open_to
from app.language import _
from app.pen_case import PenCase
from app.people import KnownPerson, known_person, need_in_words
from models import sittings as kept
from models.acts_kept import forget_acts
from models.database import Store
from models.form_lists import Expertise, Role
from models.meetings import forget_cues
from models.sittings import Attendance, Sitting, TakesPart


class SittingNow:
    """The sitting that is open. There is never more than one, and it is about one patient (none for a job, a service or a workshop)."""

    def __init__(self, store: Store, clock: Clock, sitting: Sitting) -> None:
        self.sitting = sitting
        self.people_changed: Announcement[tuple[Here, ...]] = Announcement()
        self.somebody_joined: Announcement[Here] = Announcement()
        self.pens = PenCase(sitting.id, self.person)
        self._store, self._clock = store, clock
        self._people: list[Here] = []
        self._attendances: dict[str, Attendance] = {}

    # ---- how it starts

    @classmethod
    def begin(cls, store: Store, clock: Clock, patient: str, kind: str = "writing") -> "SittingNow":
        """A new sitting about a patient, who is the first on the list of who is here; with "" about nobody.

        Those that a crash left open are ended by it.

        Raises NoSuchPerson.
        """
        if patient:
            known_person(store, patient)
        with store.session() as session:
            for left_open in kept.open_sittings(session):
                kept.end_sitting(session, left_open.id, clock.now())
                forget_acts(session, left_open.id)
                forget_cues(session, left_open.id)
            sitting = kept.begin_sitting(session, patient, kind, clock.now())
        now = cls(store, clock, sitting)
        if patient:
            now.arrive(patient, roles()["patient"])
        return now

    @classmethod
    def go_on(cls, store: Store, clock: Clock, sitting: Sitting) -> "SittingNow":
        """The sitting that a crash or a power cut left open, with everybody who was there, and those who had gone by then."""
        now = cls(store, clock, sitting)
        with store.reading() as session:
            came = kept.attendances(session, sitting.id)
        for attendance in came:
            now._take_in(attendance)
        if sitting.patient_id and now.patient is None:
            now.arrive(sitting.patient_id, roles()["patient"])
        return now

    # ---- what you can ask it

    @property
    def patient(self) -> Here | None:
        """The patient; None where it is about nobody."""
        return next((here for here in self._people if here.is_patient), None)

    @property
    def about_nobody(self) -> bool:
        """Whether it is about a job or a service, and so about no patient."""
        return not self.sitting.patient_id

    @property
    def people(self) -> tuple[Here, ...]:
        """Everybody of this sitting, the patient first, then in the order of arriving."""
        return tuple(sorted(self._people, key=lambda here: not here.is_patient))

    def person(self, person: str) -> Here:
        """The person of that id. Raises LookupError for somebody who is not of this sitting."""
        found = next((here for here in self._people if here.person == person), None)
        if found is None:
            raise LookupError(person)
        return found

    # ---- what you can tell it

    def arrive(
        self,
        person: str,
        role: Role,
        takes_part: TakesPart = TakesPart.SPEAKS,
        expertise: Expertise | None = None,
        helper: str = "",
    ) -> Here:
        """Somebody arrives, or says anew how they take part. Raises Trouble for a second patient, or a role that is not open to them."""
        known = known_person(self._store, person)
        self._must_be_open_to(known, role)
        before = self._attendances.get(person)
        attendance = Attendance(
            sitting_id=self.sitting.id,
            person_id=person,
            arrived_at=before.arrived_at if before else self._clock.now(),
            role=role.id,
            expertise=expertise or role.expertise,
            takes_part=takes_part,
            helper_id=helper,
        )
        with self._store.session() as session:
            kept.attend(session, attendance)
        self._attendances[person] = attendance
        here, joins = self._here(known, attendance), not self._is_present(person)
        self._put(here)
        if here.present and joins:
            self.somebody_joined.announce(here)
        return here

    def leave(self, person: str) -> None:
        """Somebody goes. Their words stay, and they can come back. Raises LookupError for somebody who is not of this sitting."""
        here = self.person(person)
        with self._store.session() as session:
            kept.leave(session, self.sitting.id, person, self._clock.now())
        self._attendances.pop(person, None)
        self._put(replace(here, left=True))

    def look_again_at(self, person: str) -> Here:
        """Reads a person's name and needs anew, after they were changed."""
        attendance = self._attendances.get(person)
        if attendance is None:
            return self.person(person)
        here = self._here(known_person(self._store, person), attendance)
        self._put(here)
        return here

    def pause(self) -> None:
        """Two Pens is closed before the end: everybody stays on the list, and the steps that can be taken back stay too."""
        self._note_pause(self._clock.now())

    def resume(self) -> None:
        """Goes on after a pause. Where there was none nothing changes."""
        if self.sitting.paused_at is not None:
            self._note_pause(None)

    def end(self) -> None:
        """Ends the sitting: whoever is still here leaves, undo ends with it, and the cues of a meeting are forgotten."""
        with self._store.session() as session:
            kept.end_sitting(session, self.sitting.id, self._clock.now())
            forget_acts(session, self.sitting.id)
            forget_cues(session, self.sitting.id)

    # ---- insides

    def _note_pause(self, at: datetime | None) -> None:
        with self._store.session() as session:
            self.sitting = kept.pause_sitting(session, self.sitting.id, at)

    def _must_be_open_to(self, known: KnownPerson, role: Role) -> None:
        is_patient = known.person.id == self.sitting.patient_id
        if role.id == "patient" and not is_patient:
            raise Trouble(
                _("This time is about one person."), _("Another plan belongs to another sitting."), _("Choose how this person takes part.")
            )
        if role.id not in {one.id for one in roles_open_to(known.person, is_patient=is_patient, about_nobody=self.about_nobody)}:
            raise Trouble(
                _("This is not open to {name}.").format(name=known.person.known_as),
                _("The patient is here as the patient, and staff as staff."),
                _("Choose another way to take part."),
            )

    def _is_present(self, person: str) -> bool:
        return any(here.present for here in self._people if here.person == person)

    def _take_in(self, attendance: Attendance) -> None:
        """Takes somebody in as they were: there, or gone again."""
        left = attendance.left_at is not None
        if not left:
            self._attendances[attendance.person_id] = attendance
        self._place(replace(self._here(known_person(self._store, attendance.person_id), attendance), left=left))

    def _here(self, known: KnownPerson, attendance: Attendance) -> Here:
        person = known.person
        return Here(
            person=person.id,
            name=person.name,
            known_as=person.known_as,
            initials=person.initials,
            mark=person.mark,
            role=roles().get(attendance.role) or Role(attendance.role, attendance.role, attendance.expertise),
            takes_part=attendance.takes_part,
            expertise=attendance.expertise,
            helper=attendance.helper_id,
            needs=tuple(need_in_words(need) for need in known.needs),
            is_patient=person.id == self.sitting.patient_id,
        )

    def _put(self, here: Here) -> None:
        self._place(here)
        self.people_changed.announce(self.people)

    def _place(self, here: Here) -> None:
        """Puts somebody on the list: in the place they had on it, else at its end."""
        known = [one.person for one in self._people]
        if here.person in known:
            self._people[known.index(here.person)] = here
        else:
            self._people.append(here)


def left_open(store: Store) -> Sitting | None:
    """The sitting that nobody ended, if there is one: left behind by a crash or a power cut, or by whoever goes on later."""
    with store.reading() as session:
        return next(iter(kept.open_sittings(session)), None)


def flags(people: Iterable[Here]) -> list[Here]:
    """Those who said what they need to join in."""
    return [here for here in people if here.needs]
