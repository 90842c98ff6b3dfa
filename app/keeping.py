"""From the page to the disk: what each act leaves goes to the writer at once, and whether it is saved yet is said in words.

"Saved" is said only after the disk has the words. If the world gets in the way (the disk is full), nothing is forgotten: the words stay
on the page and in memory, the trouble is told, and it is tried again by itself and on a press.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.announcements import Announcement
from app.clock import Clock
from app.errors import Trouble, explain, explains
from app.language import _
from app.tasks import Deliver
from models.acts_kept import KeptAct
from models.base import to_ms
from models.database import Store
from models.drafts import KeptDraft
from models.pens_kept import Peer
from models.record import Update, keep_snapshot
from models.reflections import Reflection
from models.store_errors import StoreError
from models.text.acts import Act, act_to_json
from models.text.document import Committed, PlanDocument
from models.text.engine import EngineBroken, EngineFault
from models.text.pens import voice_to_json
from models.writer import Pending, Tempo, WriterThread

ROWS_BETWEEN_SNAPSHOTS = 2_000

_log = logging.getLogger(__name__)


class SavedState(StrEnum):
    """Whether the last words are on the disk."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not saved"


@dataclass(frozen=True)
class Saved:
    """How saving stands; `trouble` says what is in the way when it is not saved."""

    state: SavedState
    trouble: Trouble | None = None


class Keeping:
    """Keeps what is written in any plan of one store. `deliver` brings the writer's answers back to the thread of the pages."""

    def __init__(self, store: Store, clock: Clock, deliver: Deliver, tempo: Tempo | None = None) -> None:
        self.changed: Announcement[Saved] = Announcement()
        self._clock, self._deliver = clock, deliver
        self._saved = Saved(SavedState.SAVED)
        self._pens_kept: set[str] = set()
        self._peers_kept: set[int] = set()
        self._writer = WriterThread(store, self._on_saved, self._on_trouble, self._on_refused, tempo or Tempo())

    @property
    def saved(self) -> Saved:
        """How saving stands now."""
        return self._saved

    def keeper_of(self, plan: str) -> Callable[[Committed], None]:
        """What a plan's document is to call with every act."""
        return lambda committed: self._keep(plan, committed)

    def keep_snapshot(self, plan: str, document: PlanDocument) -> None:
        """Keeps the whole document as it stands behind all that was written so far, so that opening it stays quick.

        Of one that broke nothing is kept: its rows are whole, and it may not be.
        """
        try:
            blob, at_ms = document.engine.snapshot(), to_ms(self._clock.now())
        except EngineFault as fault:
            _log.info("No snapshot was made: %s", type(fault).__name__)
            return
        self._writer.put(lambda session: keep_snapshot(session, plan, blob, at_ms))

    def keep_draft(self, draft: KeptDraft) -> None:
        """Keeps somebody's private pages, which are sealed already. They are words: they are never left out."""
        self._writer.put(draft)
        self._tell_of_saving()

    def keep_reflection(self, part: Reflection) -> None:
        """Keeps what somebody said after a sitting, once the store takes it. It is never left out."""
        self._writer.put(part)
        self._tell_of_saving()

    def flush(self) -> bool:
        """Brings everything to the disk now. False when something stood in the way: it is still in memory."""
        return self._writer.flush()

    def try_again(self) -> None:
        """Tries at once to save what could not be saved."""
        self._writer.try_again()

    def close(self) -> bool:
        """Saves what waits, and ends. False when something could not be saved."""
        return self._writer.close()

    # ---- insides

    def _keep(self, plan: str, committed: Committed) -> None:
        updates = tuple(
            Update(update.peer, update.first, update.end - 1, committed.pen.sitting, update.at_ms, update.blob)
            for update in committed.updates
        )
        peers = {update.peer: update.at_ms for update in committed.updates if update.peer not in self._peers_kept}
        pens = (committed.pen,) if peers and committed.pen.id not in self._pens_kept else ()
        kept = tuple(Peer(peer, committed.pen.id, plan, at_ms) for peer, at_ms in peers.items())
        self._writer.put(Pending(plan, updates, tuple(_kept_act(act) for act in committed.acts), pens, kept))
        self._pens_kept.update(pen.id for pen in pens)
        self._peers_kept.update(peers)
        self._tell_of_saving()

    def _tell_of_saving(self) -> None:
        if self._saved.state is not SavedState.NOT_SAVED:
            self._tell(Saved(SavedState.SAVING))

    def _on_saved(self, number: int) -> None:
        self._deliver(self._tell_if_all_is_saved)

    def _on_trouble(self, error: BaseException) -> None:
        trouble = explain(error)
        self._deliver(lambda: self._tell(Saved(SavedState.NOT_SAVED, trouble)))

    def _on_refused(self, number: int, error: BaseException) -> None:
        """Only a snapshot is ever refused, and words never are: without it opening takes longer, and nothing is missing."""
        _log.log(logging.INFO if isinstance(error, StoreError) else logging.ERROR, "A snapshot was left out", exc_info=error)

    def _tell_if_all_is_saved(self) -> None:
        if self._writer.saved_up_to == self._writer.given_up_to and self._writer.trouble is None:
            self._tell(Saved(SavedState.SAVED))

    def _tell(self, saved: Saved) -> None:
        if saved != self._saved:
            self._saved = saved
            self.changed.announce(saved)


def not_saved_yet() -> Trouble:
    """Words wait in memory: before they are on the disk nothing can be read that they change."""
    return Trouble(_("The last words are not saved yet."), _("Your words are kept here."), _("Free some space, then press Try again."))


def _kept_act(act: Act) -> KeptAct:
    pen_key = json.dumps([voice_to_json(act.pen.voice), act.pen.hands], sort_keys=True)
    return KeptAct(act.id, act.sitting, act.number, pen_key, json.dumps(act_to_json(act)), act.state.value)


@explains(EngineBroken)
def _explain_broken(_error: EngineBroken) -> Trouble:
    return Trouble(
        _("Something went wrong"),
        _("Something went wrong inside Two Pens."),
        _("Close the plan and open it again."),
        kept=_("What was saved is safe."),
        ours=True,
    )
