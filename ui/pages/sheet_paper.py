"""The recovery sheet on paper: laid out once, printed or written as a PDF file through the guarded writer."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget

from app.access.recovery import RecoverySheet
from app.dates import write_day
from app.files import write_whole
from app.language import _

_IN_A_ROW = 4
_MARGINS = QMarginsF(20, 20, 20, 20)
_POINTS = 12


class NoPrinter(Exception):
    """This computer has no printer."""


def save_sheet(path: Path, sheet: RecoverySheet) -> None:
    """Writes the sheet as a PDF file. Raises Trouble."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    _lay_out_on(writer, sheet)
    del writer  # it writes the end of the file when it goes
    write_whole(path, bytes(buffer.data().data()))


def print_sheet(sheet: RecoverySheet, window: QWidget) -> bool:
    """Prints the sheet on the printer that somebody chooses; False when nobody chose one. Raises NoPrinter."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinter
    printer = QPrinter()
    if not QPrintDialog(printer, window).exec():
        return False
    _lay_out_on(printer, sheet)
    return True


def paper_of(sheet: RecoverySheet) -> QTextDocument:
    """The sheet as a document of one page."""
    document = QTextDocument()
    document.setDefaultFont(QFont("", _POINTS))
    document.setHtml(_html(sheet))
    return document


def _lay_out_on(device: QPagedPaintDevice, sheet: RecoverySheet) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    document = paper_of(sheet)
    document.setPageSize(QSizeF(device.pageLayout().paintRect(QPageLayout.Unit.Point).size()))
    document.print_(device)


def _html(sheet: RecoverySheet) -> str:
    made = _("Made on {day} for the plans with the number {number}").format(day=write_day(sheet.made_on), number=sheet.store_number)
    return "".join(
        (
            f"<h1>{escape(sheet.title)}</h1><p>{escape(made)}</p>",
            _groups(sheet),
            *(f"<p>{escape(line)}</p>" for line in (*sheet.words, *sheet.opens, *sheet.does_not_open)),
            *(f"<p><b>{escape(line)}</b></p>" for line in sheet.keep),
        )
    )


def _groups(sheet: RecoverySheet) -> str:
    """The groups in rows, each with its number: a reader who lost the place finds it again."""
    cells = [
        f'<td>{number}.&nbsp;&nbsp;<span style="font-size:18pt"><b>{group}</b></span></td>' for number, group in enumerate(sheet.groups, 1)
    ]
    rows = ["".join(cells[start : start + _IN_A_ROW]) for start in range(0, len(cells), _IN_A_ROW)]
    return '<table cellpadding="8" border="1" style="border-collapse:collapse">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
