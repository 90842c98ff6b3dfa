"""An Easy Read page straight to a printer: one sheet, a picture at the left of each line, 16 points or more."""

from html import escape

from PySide6.QtCore import QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QTextDocument
from PySide6.QtWidgets import QWidget

from app.word.easy_blocks import SMALLEST_SIZE, TITLE_SIZE, Said, Sheet, picture_size, size_for
from ui.look import FAMILIES
from ui.pages.sheet_paper import NoPrinter
from ui.paper_pictures import paper_picture

_MARGINS = QMarginsF(20, 20, 20, 20)
_GAP = 10


def print_page(sheet: Sheet, window: QWidget) -> bool:
    """Prints one page on the printer that somebody chooses; False when nobody chose one. Raises NoPrinter."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinter
    printer = QPrinter()
    if not QPrintDialog(printer, window).exec():
        return False
    lay_out_on(printer, sheet)
    return True


def lay_out_on(device: QPagedPaintDevice, sheet: Sheet) -> None:
    """Lays the page out on an A4 sheet of a printer, or of a file."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    document = paper_of(sheet)
    document.setPageSize(QSizeF(device.pageLayout().paintRect(QPageLayout.Unit.Point).size()))
    document.print_(device)


def paper_of(sheet: Sheet) -> QTextDocument:
    """The page as a document; its lines are as large as fit on one sheet. One pixel of it is a point of the paper, whatever the screen."""
    document = QTextDocument()
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(SMALLEST_SIZE)
    document.setDefaultFont(font)
    for name in filter(None, sheet.pictures):
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), paper_picture(name))
    document.setHtml(_html(sheet))
    return document


def _html(sheet: Sheet) -> str:
    size = size_for(sheet)
    rows = "".join(_row(block.picture, block.words, size) for block in sheet.body if isinstance(block, Said))
    credit = f"<p>{escape(sheet.credit)}</p>" if sheet.credit else ""
    title = _row(sheet.picture, f"<b>{escape(sheet.title)}</b>", TITLE_SIZE, marked_up=True)
    return f"<table cellpadding='2'>{title}</table><table cellpadding='2'>{rows}</table>{credit}"


def _row(picture: str, words: str, size: int, marked_up: bool = False) -> str:
    side = round(picture_size(size))
    shown = f"<img src='{escape(picture)}' width='{side}' height='{side}'>" if picture else ""
    said = words if marked_up else escape(words)
    return f"<tr><td width='{side + _GAP}'>{shown}</td><td valign='middle'><span style='font-size:{size}px'>{said}</span></td></tr>"
