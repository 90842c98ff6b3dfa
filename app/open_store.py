"""The open store: who unlocked it, the sitting under way, and the plan on the table. One sitting, one patient, or nobody.

While a sitting is open nothing here gives out another patient's name or plan; to go to another patient the sitting is ended, and a
member of staff unlocks again.
"""

import logging

from app.access.draft_secret import DraftSecret
from app.access.key_in_hand import KeyInHand
from app.access.pins import Pins, PinWait, PinWrong
from app.after_sitting import AfterSitting
from app.announcements import Announcement
from app.clock import Clock
from app.errors import Trouble, explain
from app.joining import known_here
from app.keeping import Keeping, not_saved_yet
from app.language import _
from app.open_plan import OpenPlan
from app.people import staff
from app.plans import Listed, all_plans, note_access, plans_about
from app.private_drafts import PrivateDrafts
from app.settings import Settings
from app.sitting import SittingNow, left_open
from app.tasks import Deliver
from models.database import Store
from models.people import Person
from models.plans import Plan
from models.store_errors import StoreError

_log = logging.getLogger(__name__)


class OpenStore:
    """All that can be done once there is a key."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Clock,
        deliver: Deliver,
        in_hand: KeyInHand,
        pins: Pins,
        after: AfterSitting,
        draft_secret: DraftSecret,
    ) -> None:
        self.store, self.settings, self.clock, self.pins = store, settings, clock, pins
        self.keeping = Keeping(store, clock, deliver)
        self.drafts = PrivateDrafts(store, self.keeping, draft_secret, clock)
        self.in_hand = in_hand
        self.after_sitting = after
        self.unlocked_by: Person | None = None
        self.keeper_visits = False  # a keeper has given their own number on the page they are on
        self.sitting: SittingNow | None = None
        self._put_off = ""  # a sitting that was left open, and could neither be gone on with nor ended now
        self.plan: OpenPlan | None = None
        self.plan_opened: Announcement[OpenPlan | None] = Announcement()
        self.sitting_changed: Announcement[SittingNow | None] = Announcement()
        self.locked_changed: Announcement[bool] = Announcement()

    # ---- locking

    @property
    def locked(self) -> bool:
        """Whether nobody has unlocked since the start, or since the last lock."""
        return self.unlocked_by is None

    def staff(self) -> list[Person]:
        """Who can unlock: members of staff who have not left."""
        return staff(self.store)

    def unlock_as(self, person: str, pin: str = "") -> Person:
        """A member of staff unlocks, with their number if they have one. Raises Trouble or a PIN's trouble. It is noted in the log."""
        who = next((one for one in self.staff() if one.id == person), None)
        if who is None:
            raise Trouble(_("Only staff can unlock."), _("A member of staff can unlock it."), _("Ask a member of staff."))
        if self.pins.has_pin(person):
            self.check_number(person, pin)
        note_access(self.store, self.clock, person, "unlocked", patient=self.sitting.sitting.patient_id if self.sitting else "")
        self.unlocked_by = who
        self.locked_changed.announce(False)
        return who

    def check_number(self, person: str, number: str) -> None:
        """Says nothing if it is this person's number. Raises a PIN's trouble; a try that was looked at and is wrong is noted in the log."""
        waits = self.pins.wait_left(person) > 0
        try:
            self.pins.check(person, number)
        except (PinWrong, PinWait):
            if not waits:
                note_access(self.store, self.clock, person, "refused")
            raise

    def lock(self) -> None:
        """Locks at once: no pen stays in hand, and private pages are shut. What was typed stays."""
        self.drafts.close()
        if self.plan:
            self.plan.desk.put_down()
        self._put_off = ""
        self.keeper_visits = False
        self.unlocked_by = None
        self.locked_changed.announce(True)

    # ---- what staff see before a sitting

    def plans_to_carry_on(self) -> list[Listed]:
        """Plans to go on with. During a sitting only its patient's, or those about nobody; behind the lock none."""
        if self.locked:
            return []
        return plans_about(self.store, self.sitting.sitting.patient_id) if self.sitting else all_plans(self.store)

    def people_to_choose_from(self) -> list[Person]:
        """Who can be added to who is here, of those we know: staff, and during a sitting its patient and whoever came before.

        Behind the lock nobody.
        """
        if self.locked:
            return []
        about = self.sitting.sitting.patient_id if self.sitting else ""
        return [known.person for known in known_here(self.store, about)]

    def left_open(self) -> SittingNow | None:
        """The sitting that was left open, to go on with; None when the last one was ended, or one is under way."""
        sitting = None if self.locked or self.sitting else left_open(self.store)
        return SittingNow.go_on(self.store, self.clock, sitting) if sitting else None

    def left_open_waits(self) -> bool:
        """Whether a sitting was left open, and nobody has said yet whether it goes on or ends."""
        left = None if self.locked or self.sitting else left_open(self.store)
        return left is not None and left.id != self._put_off

    def put_off_left_open(self, sitting: SittingNow) -> None:
        """Lets everything else go on although this one is still open: it could not be settled. It is asked about after the next lock."""
        self._put_off = sitting.sitting.id

    # ---- a sitting

    def begin_sitting(self, patient: str) -> SittingNow:
        """Begins a sitting about one patient, or ("") about nobody.

        Raises Trouble while one is open or was left open, and behind the lock.
        """
        self._must_be_free_for_a_sitting()
        if self.left_open_waits():
            raise _left_open()
        return self.go_on_with(SittingNow.begin(self.store, self.clock, patient))

    def go_on_with(self, sitting: SittingNow) -> SittingNow:
        """Goes on with a sitting that was left open. Raises Trouble while another one is open, and behind the lock."""
        self._must_be_free_for_a_sitting()
        sitting.resume()
        self.sitting = sitting
        self.sitting_changed.announce(sitting)
        return sitting

    def open_plan(self, plan: Plan) -> OpenPlan:
        """Opens a plan of the sitting's patient, or one about nobody, in place of the one on the table.

        Raises Trouble for anybody else's, behind the lock, and while words are not saved; EngineFault for rows that do not fit together.
        """
        who = self._who_unlocked()
        if self.sitting is None or plan.patient_id != self.sitting.sitting.patient_id:
            raise self.one_at_a_time()
        if not self.close_plan():
            raise not_saved_yet()
        self.plan = OpenPlan(self.store, self.keeping, self.settings, self.clock, self.sitting, plan, who.id)
        self.plan_opened.announce(self.plan)
        return self.plan

    def close_plan(self, stopped_at: str = "") -> bool:
        """Closes the plan on the table. False, and it stays open, when something could not be saved."""
        if self.plan is None:
            return True
        if not self.keeping.flush():
            return False
        self.drafts.close()
        self.plan.close(stopped_at)
        self.plan = None
        self.plan_opened.announce(None)
        return True

    def end_sitting(self, stopped_at: str = "") -> None:
        """Ends the sitting: the plan is closed, undo ends, the store is locked, and what comes after a sitting is begun.

        Raises Trouble, and the plan and the sitting stay open, when the last words are not saved yet or the end can't be noted.
        """
        if not self.keeping.flush():
            raise not_saved_yet()
        if self.sitting:
            self._note_the_end(self.sitting)
        if self.plan and stopped_at:
            self.plan.here = stopped_at  # a courtesy: for want of it nothing stays open
        if not self.close_plan():
            raise not_saved_yet()
        if self.sitting:
            self.sitting = None
            self.after_sitting.begin()
            self.sitting_changed.announce(None)
        self.lock()

    def close(self, *, leave_words: bool = False) -> bool:
        """Saves what waits and lets go of the file; a sitting under way waits to be gone on with.

        False, and all stays open, when words could not be saved.
        With `leave_words` it is closed all the same: what could not be saved is lost.
        A copy that is being made is waited for, some seconds at most.
        """
        saved = self.keeping.flush() and self.close_plan()
        if not saved and not leave_words:
            return False
        # the words are on the disk, or are left behind: from here on nothing may say that they are not, as there is no way back
        settled = self.after_sitting.settle()
        self._pause_sitting()
        if settled:
            self._remember_root()
        saved = self.keeping.close() or saved
        self.store.close()
        return saved

    def one_at_a_time(self) -> Trouble:
        """What is said to whoever wants another patient's plan now."""
        return Trouble(
            _("One plan at a time."),
            self._whom_it_is_about(),
            _("To open another plan, end this one."),
        )

    def _whom_it_is_about(self) -> str:
        if self.sitting is None:
            return _("This needs a sitting first.")
        if self.sitting.patient is None:
            return _("This time is about no patient.")
        return _("This time is about {name} only.").format(name=self.sitting.patient.known_as)

    def _who_unlocked(self) -> Person:
        if self.unlocked_by is None:
            raise Trouble(_("Two Pens is locked."), _("A member of staff can unlock it."), _("Ask a member of staff."))
        return self.unlocked_by

    def _must_be_free_for_a_sitting(self) -> None:
        self._who_unlocked()
        if self.sitting:
            raise self.one_at_a_time()

    def _note_the_end(self, sitting: SittingNow) -> None:
        """A disk that takes nothing is told of while the plan is still on the table."""
        try:
            sitting.end()
        except StoreError as error:
            raise explain(error) from error

    def _pause_sitting(self) -> None:
        """A disk that takes nothing any more is no reason to stay open: the next start then speaks of an accident."""
        if self.sitting is None:
            return
        try:
            self.sitting.pause()
        except Exception:
            _log.info("The sitting was not put to wait at the end", exc_info=True)

    def _remember_root(self) -> None:
        """A key ring that stays shut, or an older copy that was told of at the start, is no reason to stay open."""
        try:
            self.after_sitting.remember_root()
        except Exception:
            _log.info("The root was not remembered at the end", exc_info=True)


def _left_open() -> Trouble:
    return Trouble(
        _("A sitting was left open."), _("It waits for you, with all its words."), _("Unlock again. Then go on with it, or end it.")
    )
