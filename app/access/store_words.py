"""What the store's own errors mean, in words. Importing this module teaches them to app.errors."""

from app.errors import Trouble, explains
from app.language import _
from models.store_errors import (
    DiskFull,
    NotAStore,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreExists,
    StoreFromTheFuture,
    StoreMissing,
    StoreOutOfDate,
    StoreReadOnly,
    StoreUnreachable,
    WrongKey,
)


@explains(StoreMissing)
def _explain_missing(_missing: StoreMissing) -> Trouble:
    return Trouble(
        _("The plans are not here"),
        _("The file with the plans is not where it was."),
        _("Ask a keeper to bring the file back, or to open a second copy."),
        kept=_("Nothing was made in its place."),
    )


@explains(StoreExists)
def _explain_exists(_exists: StoreExists) -> Trouble:
    return Trouble(
        _("There are plans here already"),
        _("Two Pens does not start anew where plans are kept."),
        _("Open the plans that are here, or choose another folder."),
        kept=_("Nothing was changed."),
    )


@explains(NotAStore)
def _explain_not_a_store(error: NotAStore) -> Trouble:
    return Trouble(
        _("Not a file of Two Pens"),
        _("{name} does not hold plans of Two Pens.").format(name=error.path.name),
        _("Ask a keeper to bring the right file back, or to open a second copy."),
        kept=_("Nothing was changed."),
    )


@explains(WrongKey)
def _explain_wrong_key(_wrong: WrongKey) -> Trouble:
    return Trouble(
        _("The key does not fit"),
        _("This key does not open these plans."),
        _("Use the code on the recovery sheet."),
        kept=_("Nothing was changed."),
    )


@explains(StoreBusy)
def _explain_busy(_busy: StoreBusy) -> Trouble:
    return Trouble(
        _("The plans are in use"),
        _("Another window or program is using the plans."),
        _("Close it there, then press Try again."),
        kept=_("Your words are kept here."),
    )


@explains(StoreDamaged)
def _explain_damaged(hurt: StoreDamaged) -> Trouble:
    return Trouble(
        _("Part of this file cannot be read"),
        _("Part of the file with the plans is damaged.") if hurt.damage.readable else _("The file with the plans is damaged."),
        _("Ask a keeper to open the last good copy."),
        kept=_("Nothing was changed."),
    )


@explains(StoreFromTheFuture)
def _explain_future(_future: StoreFromTheFuture) -> Trouble:
    return Trouble(
        _("Made with a newer Two Pens"),
        _("This plan was written with a newer Two Pens."),
        _("Ask a keeper to update this computer."),
        kept=_("Nothing in it was changed."),
    )


@explains(StoreOutOfDate)
def _explain_out_of_date(_old: StoreOutOfDate) -> Trouble:
    return Trouble(
        _("Made with an older Two Pens"),
        _("These plans were last opened with an older Two Pens."),
        _("Open them once in the window. Then try again."),
        kept=_("Nothing was changed."),
    )


@explains(DiskFull)
def _explain_full(_full: DiskFull) -> Trouble:
    return Trouble(
        _("The disk is full"),
        _("Not saved: the disk is full."),
        _("Free some space, then press Try again."),
        kept=_("Your words are kept here."),
    )


@explains(StoreReadOnly)
def _explain_read_only(_read_only: StoreReadOnly) -> Trouble:
    return Trouble(
        _("This place can only be read"),
        _("Not saved: this computer lets nobody write there."),
        _("Ask whoever looks after this computer, then press Try again."),
        kept=_("Your words are kept here."),
    )


@explains(StoreUnreachable, StoreError)
def _explain_unreachable(_unreachable: StoreError) -> Trouble:
    return Trouble(
        _("The disk does not answer"),
        _("The disk with the plans does not answer."),
        _("Check that it is plugged in, then press Try again."),
        kept=_("Your words are kept here."),
    )
