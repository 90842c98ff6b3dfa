"""A plan on the table during a sitting: opened, noted in the log, written in, closed again."""

import contextlib
from functools import partial

from app.announcements import Announcement
from app.before_meeting import BeforeMeeting
from app.clock import Clock
from app.desk import Desk
from app.errors import Trouble
from app.family import said_about_everybody
from app.keeping import ROWS_BETWEEN_SNAPSHOTS, Keeping
from app.language import _
from app.meeting import MeetingNow
from app.plans import find_plan, form_of, give_title, load_document, note_access, note_where_we_stopped, title_from_answer
from app.settings import PEN_REST_MINUTES, Settings
from app.sight import Sight
from app.sitting import SittingNow
from models.database import Store
from models.meetings import closed_on, meetings_of_plan
from models.plans import Plan, PlanState
from models.record import Loaded, rows_since_snapshot
from models.store_errors import StoreError


class OpenPlan:
    """One plan with its desk. Opening and closing are noted; closing leaves a snapshot behind when much was written."""

    def __init__(self, store: Store, keeping: Keeping, settings: Settings, clock: Clock, sitting: SittingNow, plan: Plan, who: str) -> None:
        """Opens the plan. Raises EngineFault for rows that do not fit together, and then nothing has changed."""
        self.plan = plan
        self.here = ""  # the question that is shown: where writing stops when nobody says otherwise
        self.looked_back = False  # whether what was said last time was shown since it lies on the table
        self.without_meeting = False  # whether it is written at the desk, though its form is for a meeting and none is held
        self.form = form_of(store, plan)
        self._store, self._keeping, self._clock, self._sitting = store, keeping, clock, sitting
        self._opened_again = False
        self.loaded: Loaded
        self.loaded, self.document = load_document(store, plan, keeping.keeper_of(plan.id), clock)
        self.desk = Desk(
            self.form,
            self.document,
            lambda: sitting.people,
            sitting.pens,
            clock,
            lambda: settings.get(PEN_REST_MINUTES),
            writable=plan.state is not PlanState.REPLACED,
            sight=Sight(partial(said_about_everybody, store, plan.patient_id)) if plan.patient_id else None,
        )
        self.before_meeting = BeforeMeeting(self.form, self.document)
        self.meeting_begun: Announcement[OpenPlan] = Announcement()
        self.meeting = MeetingNow.go_on(store, clock, sitting, plan.id, self.form, self.document)
        note_access(store, clock, who, "opened", plan)
        self._stop = self.document.watch_places(self._written)
        sitting.somebody_joined.connect(self._somebody_joined)
        sitting.people_changed.connect(self._people_changed)

    @property
    def doubt(self) -> Trouble | None:
        """What has to be said when the plan is opened: a row is not as it was written. All that can be read is there all the same."""
        if self.loaded.broken_at is None:
            return None
        return Trouble(
            _("Something here is not as it was written."),
            _("Row {n} of this plan was changed, or it is gone.").format(n=self.loaded.broken_at),
            _("Ask a keeper to check all plans."),
            kept=_("All that can be read is here."),
        )

    @property
    def is_broken(self) -> bool:
        """Whether something failed inside in the midst of writing: it is for reading until it is opened again."""
        return self.document.engine.is_broken

    def refresh(self) -> Plan:
        """Reads the plan's state anew after it was moved on. A replaced one is for reading from then on."""
        self.plan = find_plan(self._store, self.plan.id)
        self.desk.writable = self.plan.state is not PlanState.REPLACED
        return self.plan

    def begin_meeting(self, short: bool = False) -> MeetingNow:
        """Begins a meeting with this plan as its record; gives the one that is held already. The form has to have an agenda.

        A `short` one begins with fewer parts; the others can come in at any time.
        """
        if self.meeting is None:
            begin = partial(MeetingNow.begin, self._store, self._clock, self._sitting, self.plan.id, self.form, self.document)
            self.meeting = begin(stopped_at=self.plan.stopped_at if self.was_held_before else "", short=short)
            self.meeting_begun.announce(self)
        return self.meeting

    @property
    def is_closed(self) -> bool:
        """Whether its meeting was closed, now or another day, and nothing was done or written in it since."""
        if self.meeting is not None:
            return self.meeting.closed
        with self._store.reading() as session:
            return not self._opened_again and self.plan.id in closed_on(session)

    def open_again(self) -> None:
        """Its meeting was not meant to be closed yet. Nothing for one that is open."""
        self._opened_again = True
        if self.meeting is not None:
            self.meeting.open_again()

    @property
    def was_held_before(self) -> bool:
        """Whether a meeting was held with it as its record, in this sitting or an earlier one."""
        with self._store.reading() as session:
            return bool(meetings_of_plan(session, self.plan.id))

    @property
    def led_last(self) -> tuple[str, ...]:
        """Who led when its last meeting ended: one, two who shared it, or nobody."""
        with self._store.reading() as session:
            held = meetings_of_plan(session, self.plan.id)
        return held[-1].led[-1].people if held and held[-1].led else ()

    def close(self, stopped_at: str = "") -> None:
        """Notes where writing stopped, leaves a snapshot when much was written, and closes. All words must have been saved before.

        Raises a StoreError when the store can't take the note; then the plan is still open.
        """
        if self.meeting is not None:
            self.meeting.keep_time()
        if stopped_at:
            note_where_we_stopped(self._store, self.plan.id, stopped_at)
        elif self.here:
            with contextlib.suppress(StoreError):  # the place is a courtesy: for want of it nothing stays open
                note_where_we_stopped(self._store, self.plan.id, self.here)
        self._take_title()
        if self._rows_since_snapshot() >= ROWS_BETWEEN_SNAPSHOTS:
            self._keeping.keep_snapshot(self.plan.id, self.document)
        self.desk.close()
        self._stop()
        self._sitting.somebody_joined.disconnect(self._somebody_joined)
        self._sitting.people_changed.disconnect(self._people_changed)

    def _take_title(self) -> None:
        """A plan about nobody goes by what people wrote that it is about, so that two of them can be told apart on Today."""
        if self.is_broken:
            return
        title = title_from_answer(self.plan, self.form, self.document)
        if title is not None and title != self.plan.title:
            with contextlib.suppress(StoreError):  # as the place above
                self.plan = give_title(self._store, self.plan, title)

    def _rows_since_snapshot(self) -> int:
        with self._store.reading() as session:
            return rows_since_snapshot(session, self.plan.id)

    def _written(self, _places: object) -> None:
        """What is written after the closing was not read back then: so it is not closed any more."""
        self.open_again()

    def _somebody_joined(self, _here: object) -> None:
        self.desk.put_down()

    def _people_changed(self, _people: object) -> None:
        self.desk.let_rest()
        self.desk.sight.look_again()
