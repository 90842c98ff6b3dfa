"""A meeting under way: its agenda, its chair, who asked to speak. Nearly all of it is a cue for the room, forgotten when the meeting ends.

Every step is kept at once, so that after a crash it goes on where it was. Who led, what was left out and that it was closed are part of the
record; nothing else here is.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.agenda import chair_lines, gaps_from_plan, has_steps, lines_to_say, order_of, own_lines, part_of, somebody_prepared
from app.announcements import Announcement
from app.clock import Clock
from app.dates import write_time
from app.errors import Trouble
from app.here import Here
from app.language import _
from app.places import written_places
from app.ring import Ring
from app.sitting import SittingNow
from app.standing import Rest, Standing, standing_from_json, standing_to_json, without
from models import meetings as kept
from models.agenda import AgendaPart, Stretch
from models.base import from_ms, to_ms
from models.database import Store
from models.forms import Form
from models.meetings import Led
from models.questions import Duty
from models.store_errors import StoreError
from models.text.document import PlanDocument

_log = logging.getLogger(__name__)

BREAKS = (5, 10, 15)  # minutes that are offered
MOST_WHO_LEAD = 2
NEAR_THE_END = 15  # minutes, from when on the chair may say how many are left
_TALKED_OVER = "cs_over"  # the line that names whoever speaks now
FEWEST_MINUTES, MOST_MINUTES, STEP_MINUTES = 5, 120, 5


class MeetingNow:
    """The meeting that is held now, with one plan as its record."""

    def __init__(
        self, store: Store, clock: Clock, sitting: SittingNow, plan_id: str, form: Form, document: PlanDocument, kept_as: kept.Meeting
    ) -> None:
        self.changed: Announcement[None] = Announcement()
        self.form, self._document = form, document
        self._store, self._clock, self._sitting, self._plan_id = store, clock, sitting, plan_id
        self._parts = {part.id: part for part in form.agenda}
        self._places = written_places(document)  # kept up to date while the document is open: the agenda is looked at all the time
        document.watch_places(self._places_came)
        self._standing = _fitted(standing_from_json(kept_as.now or {}), form)
        self._led = kept_as.led
        self.ring = Ring(clock, dict(self._standing.used))
        if self.rest is Rest.NONE:
            self.ring.run(self.at.id)

    # ---- how it starts

    @classmethod
    def begin(
        cls,
        store: Store,
        clock: Clock,
        sitting: SittingNow,
        plan_id: str,
        form: Form,
        document: PlanDocument,
        *,
        stopped_at: str = "",
        short: bool = False,
    ) -> "MeetingNow":
        """Begins a meeting in this sitting: the agenda in the order that was chosen, and nobody leads yet. A `short` one leaves parts out.

        One that was held before with this plan goes on in the part in which it stopped; where that was the closing it begins anew.
        """
        order = order_of(form, document)
        stopped_in = part_of(order.parts, stopped_at)
        standing = Standing(
            order=tuple(part.id for part in order.parts),
            at=order.parts[0].id if stopped_in is None or stopped_in.stretch is Stretch.CLOSE else stopped_in.id,
            left_out=tuple(part.id for part in order.parts if short and part.id in order.not_in_short),
            minutes={part.id: part.minutes for part in order.parts},
            prepared=somebody_prepared(form, document),
        )
        with store.session() as session:
            row = kept.begin_meeting(session, sitting.sitting.id, plan_id, standing_to_json(standing))
        return cls(store, clock, sitting, plan_id, form, document, row)

    @classmethod
    def go_on(
        cls, store: Store, clock: Clock, sitting: SittingNow, plan_id: str, form: Form, document: PlanDocument
    ) -> "MeetingNow | None":
        """The meeting of this sitting, where it was; None when the sitting is none with this plan."""
        with store.reading() as session:
            row = kept.meeting(session, sitting.sitting.id, plan_id)
        fits = row is not None and row.now is not None and form.agenda
        return cls(store, clock, sitting, plan_id, form, document, row) if fits and row else None

    # ---- the agenda

    @property
    def parts(self) -> tuple[AgendaPart, ...]:
        """The parts that are gone through, in order. Those that were left out are not among them, nor the look back the first time."""
        return tuple(part for part in self.agenda if part.id not in self._standing.left_out)

    @property
    def agenda(self) -> tuple[AgendaPart, ...]:
        """All parts in order, what was left out in its place."""
        ordered = (self._parts[part] for part in self._standing.order)
        return tuple(part for part in ordered if not self._is_empty_look_back(part))

    @property
    def left_out(self) -> tuple[AgendaPart, ...]:
        """The parts that were left out, in order. They can come back at any time."""
        return tuple(self._parts[part] for part in self._standing.order if part in self._standing.left_out)

    @property
    def at(self) -> AgendaPart:
        """The part that we are in."""
        return self._parts[self._standing.at]

    @property
    def following(self) -> AgendaPart | None:
        """The part behind the one we are in; None in the last."""
        parts = self.parts
        place = parts.index(self.at) + 1
        return parts[place] if place < len(parts) else None

    def is_done(self, part: AgendaPart) -> bool:
        """Whether we went on from it."""
        return part.id in self._standing.done

    def minutes(self, part: AgendaPart) -> int:
        """How many minutes are meant for a part."""
        return int(self._standing.minutes.get(part.id, part.minutes))

    def left(self, part: AgendaPart) -> float:
        """What is left of a part's minutes, from 1.0 down to 0.0."""
        return self.ring.left(part.id, self.minutes(part))

    def stops_at(self) -> datetime:
        """When the meeting is over, by the clock on the wall, if each part takes what is meant for it. It is reckoned anew each time."""
        ahead = self.parts[self.parts.index(self.at) + 1 :]
        here = 60 * self.minutes(self.at) * self.left(self.at)
        rest = max(0.0, (self._standing.back_at_ms - to_ms(self._clock.now())) / 1000) if self.rest is Rest.BREAK else 0.0
        later = timedelta(seconds=here + rest + sum(60 * self.minutes(part) for part in ahead if not self.is_done(part)))
        return (self._clock.now() + later).astimezone()

    def can_move(self, part: AgendaPart) -> bool:
        """Whether a part can change its place: only what is talked about."""
        return part.stretch is Stretch.TALK

    def can_move_by(self, part: AgendaPart, by: int) -> bool:
        """Whether there is a place so many places later (or earlier) among what is talked about today."""
        talk = [one for one in self.parts if self.can_move(one)]
        return part in talk and 0 <= talk.index(part) + by < len(talk)

    def can_leave_out(self, part: AgendaPart) -> bool:
        """Whether a part can be left out: what is talked about, but for what stays."""
        return part.stretch is Stretch.TALK and not part.stays

    def go_to(self, part: AgendaPart) -> None:
        """Goes to a part, whichever it is. One that was left out comes back by it."""
        if part.id == self._standing.at:
            return
        self._keep(at=part.id, line=0, left_out=without(self._standing.left_out, part.id), heard=(), speaks="")
        if self.rest is Rest.NONE:
            self.ring.run(part.id)

    def go_on_to_next(self) -> None:
        """This part is done for now; the next one begins. Nothing in the last."""
        following = self.following
        self._keep(done=(*without(self._standing.done, self.at.id), self.at.id))
        if following is not None:
            self.go_to(following)

    def go_to_question(self, question: str) -> None:
        """Somebody opened that question: we are in its part."""
        part = part_of(self._parts.values(), question)
        if part is not None and question not in self.at.questions:
            self.go_to(part)

    def move(self, part: AgendaPart, by: int) -> None:
        """Puts a part so many places later (or earlier) among what is talked about. Nothing for one that cannot move."""
        order = list(self._standing.order)
        out = without(self._standing.left_out, part.id)  # what is not gone through today is no place to go to
        places = [place for place, one in enumerate(order) if self._parts[one].stretch is Stretch.TALK and one not in out]
        if not self.can_move(part):
            return
        now = places.index(order.index(part.id))
        then = min(max(now + by, 0), len(places) - 1)
        order.insert(places[then], order.pop(places[now]))
        self._keep(order=tuple(order))

    def leave_out(self, part: AgendaPart) -> None:
        """A part is not gone through today. Nothing for one that stays, and nothing that was written in it is gone."""
        if self.can_leave_out(part) and part != self.at:
            self._keep(left_out=(*self._standing.left_out, part.id))

    def take_in(self, part: AgendaPart) -> None:
        """A part that was left out comes back, in its place."""
        self._keep(left_out=without(self._standing.left_out, part.id))

    def change_minutes(self, part: AgendaPart, by: int) -> None:
        """Gives a part more minutes, or fewer."""
        minutes = min(max(self.minutes(part) + by, FEWEST_MINUTES), MOST_MINUTES)
        self._keep(minutes={**self._standing.minutes, part.id: minutes})

    # ---- the chair

    @property
    def leads(self) -> tuple[Here, ...]:
        """Who leads now: one, two who share it, or nobody."""
        here = {one.person: one for one in self._sitting.people if not one.left}
        return tuple(here[person] for person in self._standing.leads if person in here)

    @property
    def led(self) -> tuple[Led, ...]:
        """Everybody who led so far, in order."""
        return self._led

    def hand_chair_to(self, *people: str) -> None:
        """Gives the lead to one person, or to two who share it; to nobody with none. No reason is asked.

        Raises Trouble for somebody who is not here.
        """
        present = {here.person for here in self._sitting.people if here.present}
        if not set(people) <= present or len(people) > MOST_WHO_LEAD:
            raise Trouble(_("This person is not here now."), _("Somebody who is here can lead."), _("Choose somebody who is here."))
        if people and (not self._led or self._led[-1].people != people):
            self._led = (*self._led, Led(people))
        self._keep(leads=people, line=0)

    def lines(self) -> list[str]:
        """What the chair may say in this part, one line after the other, filled in for now."""
        return lines_to_say(self._line_ids(), self._how_it_is_led(), self._gaps())

    def other_lines(self) -> list[tuple[str, str]]:
        """What the chair may say at any time: when it is for, and the line."""
        gaps, how = self._gaps(), self._how_it_is_led()
        of_speaker = {_TALKED_OVER: self._gaps_with(gaps, self.speaks)}
        of_parts = {line for part in self._parts.values() for line in part.lines}
        others = [line for line in chair_lines().values() if line.id not in of_parts]
        found = [(line.part, lines_to_say([line.id], how, of_speaker.get(line.id, gaps))) for line in others]
        return [(when, said[0]) for when, said in found if said]

    @property
    def asks_for_lines(self) -> bool:
        """Whether the form asks the patient for lines to be read aloud, written or not."""
        return bool(self.form.with_duty(Duty.OWN_LINES))

    def own_lines(self) -> list[str]:
        """What the patient wrote down to be read aloud, line by line."""
        return own_lines(self.form, self._document)

    @property
    def line(self) -> str:
        """The line that the chair may read aloud next; "" where all of this part were shown."""
        lines = self.lines()
        return lines[self._standing.line] if self._standing.line < len(lines) else ""

    def next_line(self) -> None:
        """Shows the line behind. Nobody sees which were read."""
        self._keep(line=self._standing.line + 1)

    def first_line(self) -> None:
        """Shows the first line of this part again."""
        self._keep(line=0)

    # ---- who speaks

    @property
    def turns(self) -> tuple[Here, ...]:
        """Who asked to speak, who asked first first. Only of those who are here."""
        here = {one.person: one for one in self._sitting.people if one.present}
        return tuple(here[person] for person in self._standing.turns if person in here)

    @property
    def speaks(self) -> Here | None:
        """Whose turn it is now; None where nobody was given one, or who had it has gone."""
        return next((here for here in self._sitting.people if here.present and here.person == self._standing.speaks), None)

    @property
    def not_heard(self) -> tuple[Here, ...]:
        """Who is here and has neither spoken nor asked to in this part. They may stay quiet. Whoever leads speaks anyway."""
        spoken = {*self._standing.heard, *self._standing.turns, *self._standing.leads}
        return tuple(here for here in self._sitting.people if here.present and here.person not in spoken)

    @property
    def heard(self) -> tuple[Here, ...]:
        """Who spoke in this part and neither speaks now nor waits to. They can ask again."""
        here = {one.person: one for one in self._sitting.people if one.present}
        others = {self._standing.speaks, *self._standing.turns}
        return tuple(here[person] for person in self._standing.heard if person in here and person not in others)

    def ask_to_speak(self, person: str) -> None:
        """Somebody raises a hand."""
        if person not in self._standing.turns:
            self._keep(turns=(*self._standing.turns, person))

    def lower_hand(self, person: str) -> None:
        """Somebody does not want to speak any more."""
        self._keep(turns=without(self._standing.turns, person))

    def give_turn(self, person: str) -> None:
        """It is somebody's turn now: they wait no more, and were heard."""
        self._keep(turns=without(self._standing.turns, person), heard=self._heard_with(person), speaks=person)

    def note_spoken(self, person: str) -> None:
        """Somebody spoke, with a turn or without one, and has ended."""
        self._keep(heard=self._heard_with(person), speaks="" if self._standing.speaks == person else self._standing.speaks)

    # ---- breaks

    @property
    def rest(self) -> Rest:
        """Whether there is a break or a pause."""
        return self._standing.rest

    @property
    def back_at(self) -> datetime | None:
        """When the break ends, as the clock on the wall has it; None while there is none."""
        return from_ms(self._standing.back_at_ms).astimezone() if self.rest is Rest.BREAK else None

    def take_a_break(self, minutes: int) -> None:
        """Everybody has a break of so many minutes. The ring stands still; nothing begins again by itself."""
        self._begin_rest(Rest.BREAK, to_ms(self._clock.now().astimezone(UTC) + timedelta(minutes=minutes)))

    def pause(self) -> None:
        """Stops for as long as it takes."""
        self._begin_rest(Rest.PAUSE, 0)

    def go_on_again(self) -> None:
        """The break or pause is over."""
        self._keep(rest=Rest.NONE, back_at_ms=0)
        self.ring.run(self.at.id)

    def keep_time(self) -> None:
        """Keeps how long each part took so far, for going on after a crash. Called now and then; nobody is told."""
        self._standing = replace(self._standing, used=self._used())
        self._write()

    # ---- the end

    @property
    def closed(self) -> bool:
        """Whether it was closed, and nothing was done in it since."""
        return self._standing.closed

    def close(self) -> None:
        """The meeting is closed. It is over when its sitting ends; until then whatever is done in it opens it again."""
        self._keep(closed=True)

    def open_again(self) -> None:
        """It was not meant to be closed yet. Nothing for one that is open."""
        if self.closed:
            self._keep()

    # ---- insides

    def _begin_rest(self, rest: Rest, back_at_ms: int) -> None:
        self.ring.stop()
        self._keep(rest=rest, back_at_ms=back_at_ms)

    def _heard_with(self, person: str) -> tuple[str, ...]:
        return (*without(self._standing.heard, person), person)

    def _used(self) -> dict[str, float]:
        return {part: round(self.ring.seconds(part), 1) for part in self._parts}

    def _is_empty_look_back(self, part: AgendaPart) -> bool:
        return part.since_last_time and part != self.at and not has_steps(self.form, self._document, part, self._places)

    def _places_came(self, places: frozenset[str]) -> None:
        self._places |= places

    def _keep(self, **changed: object) -> None:
        self._standing = replace(self._standing, **{"closed": False, **changed}, used=self._used())  # type: ignore[arg-type]
        self._write()
        self.changed.announce(None)

    def _write(self) -> None:
        """A disk that takes nothing stops no meeting: all of it is kept again with the next step."""
        try:
            with self._store.session() as session:
                kept.note_how_it_stands(session, self._as_kept())
        except StoreError:
            _log.info("How the meeting stands was not kept", exc_info=True)

    def _as_kept(self) -> kept.Meeting:
        stands = self._standing
        return kept.Meeting(self._sitting.sitting.id, self._plan_id, self._led, standing_to_json(stands), stands.left_out, stands.closed)

    def _how_it_is_led(self) -> str:
        leads = self.leads
        if len(leads) == MOST_WHO_LEAD:
            return "shared"
        return "alone" if leads and leads[0].is_patient else "other"

    def _line_ids(self) -> Iterable[str]:
        """A meeting for which nobody prepared asks for the order instead of telling it."""
        skipped = "cs_no_order" if self._standing.prepared else "cs_agenda"
        return (line for line in self.at.lines if line != skipped)

    def _gaps(self) -> dict[str, str]:
        patient = self._sitting.patient
        named = next(iter(self._to_be_named()), None)
        return {
            **gaps_from_plan(self.form, self._document),
            "name": patient.known_as if patient else "",
            "who": named.known_as if named else "",
            "item": self.at.title,
            "time": write_time(self.back_at) if self.back_at else "",
            "minutes": self._minutes_near_the_end(),
        }

    def _gaps_with(self, gaps: dict[str, str], here: Here | None) -> dict[str, str]:
        """The gaps with that person's name, where the chair can name them."""
        return {**gaps, "who": here.known_as} if here is not None and here not in self.leads else gaps

    def _to_be_named(self) -> list[Here]:
        """Whom a line can name, never whoever says it: who waits first, then who was not heard yet, the patient first among them."""
        patient_first = sorted(self.not_heard, key=lambda here: not here.is_patient)
        speaks = [self.speaks] if self.speaks else []
        return [here for here in (*self.turns, *patient_first, *self.heard, *speaks) if here not in self.leads]

    def _minutes_near_the_end(self) -> str:
        """How many minutes of the meeting are left; "" where there are many, or none."""
        minutes = (self.stops_at() - self._clock.now()).total_seconds() / 60
        return str(max(1, round(minutes))) if 0 < minutes <= NEAR_THE_END else ""


def _fitted(standing: Standing, form: Form) -> Standing:
    """The standing with every part of the form in it, once, and nothing else."""
    known = [part.id for part in form.agenda]
    order = tuple(dict.fromkeys(part for part in (*standing.order, *known) if part in known))
    at = standing.at if standing.at in known else order[0]
    out = tuple(part for part in standing.left_out if part in known and part != at)
    return replace(standing, order=order, at=at, left_out=out)
