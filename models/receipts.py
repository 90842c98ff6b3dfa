"""Copies handed over: to whom, and on which day. Noted once; a copy that was given stays given."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import CopyRow, ReceiptRow


@dataclass(frozen=True)
class Receipt:
    """That somebody got a copy. `whom` is as it was said when the copy left."""

    copy_id: str
    whom: str
    given_on: date
    noted_by: str


def note_receipt(session: Session, receipt: Receipt) -> Receipt:
    """Notes that a copy was handed over. Noted twice, the first day stays."""
    row = session.get(ReceiptRow, (receipt.copy_id, receipt.whom))
    if row is None:
        session.add(ReceiptRow(**vars(receipt)))
        session.flush()
        return receipt
    return _receipt(row)


def receipts_of(session: Session, plan_id: str) -> dict[str, Receipt]:
    """Which copies of a plan were handed over, by the id of the copy; where one went to several, the first of them."""
    rows = select(ReceiptRow).join(CopyRow, CopyRow.id == ReceiptRow.copy_id).where(CopyRow.plan_id == plan_id)
    return {row.copy_id: _receipt(row) for row in session.scalars(rows.order_by(ReceiptRow.given_on.desc(), ReceiptRow.whom.desc()))}


def _receipt(row: ReceiptRow) -> Receipt:
    return Receipt(row.copy_id, row.whom, row.given_on, row.noted_by)
