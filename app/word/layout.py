"""The order and the look of a copy on paper: which style each thing takes, what stays together, and what stands side by side."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from app.language import _
from app.word.base import TEXT_WIDTH
from app.word.blocks import (
    Asked,
    Chapter,
    Column,
    Copy,
    CopyKind,
    Dress,
    KeyRow,
    Line,
    Part,
    Piece,
    PieceKind,
    Rows,
    SideBySide,
    ours,
    quiet,
)
from app.word.elements import Element, paragraph, row, run, set_direction, set_room_before, table
from app.word.marks import MarkStyles

MOST_BESIDE, MOST_LETTERS, MOST_LINES = 3, 1_000, 12  # columns, letters of a row, lines; beyond these, texts stand one below the other
ROOM_BEHIND_A_BLOCK = 160  # twentieths of a point
MOST_TOGETHER, MOST_KEPT = 900, 400  # letters of a part, of a line, that a page break may not cut; longer ones would leave gaps
MOST_ROWS_TOGETHER = 4  # a table of so few rows stays on one page; of a longer one the first two rows, and the last two
MOST_LINES_TOGETHER = {Dress.LISTED: 5, Dress.SIDE: 3, Dress.PLAIN: 3, Dress.LAW: 0, Dress.TOGETHER: 0}  # and so do so few short lines
KEY_COLUMNS = 2
MOST_LINES_WHOLE, LETTERS_OF_A_LINE = 6, 80  # a question of so few lines, titles among them, stays on one page
LONGEST_CELL = 400  # letters: a row of a table has to fit on a page, since nothing cuts it

_STYLES = {Dress.SIDE: "Sidewords", Dress.LISTED: "Listed", Dress.LAW: "Law", Dress.PLAIN: "Normal", Dress.TOGETHER: "Normal"}
_PIECE_STYLES = {PieceKind.NOTE: "Note", PieceKind.LABEL: "Label", PieceKind.OURS: ""}


class Layout:
    """Writes a copy into the body of a document."""

    def __init__(self, body: Element, marks: MarkStyles) -> None:
        self._body, self._marks = body, marks
        self._behind_a_block = False  # a table or a frame ends here: what follows keeps some room to it

    def lay_out(self, copy: Copy) -> None:
        """Writes all of it, from the title to what closes it."""
        self._first_page(copy)
        for chapter in copy.chapters:
            self._chapter(chapter)
        for part in copy.closing:
            self._heading(1, part.title)
            self._part_body(part)

    # ---- the first page

    def _first_page(self, copy: Copy) -> None:
        self._paragraph("Title", copy.title)
        if copy.about:
            self._paragraph("Subtitle", copy.about.full_name)
        self._paragraph("State", " ".join(copy.state))
        self._behind_a_block = True
        for sentence in filter(None, (copy.review, _what_it_is(copy.kind))):
            self._paragraph("Normal", sentence)
        for sentence in copy.pointers:
            self._paragraph("Listed", sentence)
        if copy.key:
            self._key(copy.key, copy.how_to_read)
        if copy.first:
            self._heading(1, _("Read this first"))
        for asked in copy.first:
            self._asked(asked)

    def _key(self, key: Sequence[KeyRow], how_to_read: Iterable[str]) -> None:
        """Two people in a row, and all of it before anything that can be long: the key has to stand on page 1."""
        self._heading(1, _("Who wrote what"))
        head = (_("Sign"), _("Whose words, and their line"))
        made = self._table(_("Whose words each sign and line mean"), head * KEY_COLUMNS, (11, 31) * KEY_COLUMNS)
        for start in range(0, len(key), KEY_COLUMNS):
            cells = row(made)
            for number, one in enumerate(key[start : start + KEY_COLUMNS]):
                self._key_entry(one, *cells[2 * number : 2 * number + 2])
            for cell in cells[2 * len(key[start : start + KEY_COLUMNS]) :]:
                paragraph(cell, "Tablewords")
        for sentence in how_to_read:
            self._paragraph("Listed", sentence)

    def _key_entry(self, one: KeyRow, sign: Element, whose: Element) -> None:
        run(paragraph(sign, "Tablewords"), f"[{one.sign}]", self._marks.sign(one.voice))
        made = paragraph(whose, "Tablewords")
        run(made, one.name, self._marks.words(one.voice))
        if one.role:
            run(made, f", {one.role}")

    # ---- sections and questions

    def _chapter(self, chapter: Chapter) -> None:
        self._heading(1, chapter.title, chapter.professional)
        for asked in chapter.asked:
            self._asked(asked)

    def _asked(self, asked: Asked) -> None:
        title = _("{number}  {question}").format(number=asked.number, question=asked.wording)
        self._heading(2, title, "" if asked.elsewhere else asked.professional)
        if asked.elsewhere:
            self._line("Normal", quiet(_("This question stands at the beginning, under “Read this first”.")))
        whole = _is_short(asked)
        for part, following in zip_longest(asked.parts, asked.parts[1:]):
            if part.title:
                self._part_title(part)
            self._part_body(part, keep_with_next=following is not None and (whole or _leans_on_what_is_before(following)))

    def _part_title(self, part: Part) -> None:
        if part.dress is Dress.LAW:
            self._behind_a_block = True
            self._paragraph("Lawtitle", part.title)
        else:
            self._heading(3, part.title)

    def _part_body(self, part: Part, keep_with_next: bool = False) -> None:
        """`keep_with_next`: what follows belongs to this part, such as who has written nothing, and never begins a page."""
        lines = [thing for thing in part.body if isinstance(thing, tuple)]
        together = part.dress in (Dress.LAW, Dress.TOGETHER) and _fit_in_a_row(lines, MOST_TOGETHER)
        together |= len(lines) <= MOST_LINES_TOGETHER[part.dress] and _fit_in_a_row(lines, MOST_KEPT)
        for number, thing in enumerate(part.body, 1):
            if isinstance(thing, SideBySide):
                self._side_by_side(thing)
            elif isinstance(thing, Rows):
                self._rows(thing)
            else:
                kept = together if number < len(part.body) else keep_with_next and _fit_in_a_row([thing], MOST_KEPT)
                self._line(_STYLES[part.dress], thing, keep_with_next=kept)
        self._behind_a_block |= part.dress is Dress.LAW

    # ---- texts and tables

    def _side_by_side(self, beside: SideBySide) -> None:
        self._paragraph("Tablename", beside.name)
        if not _fit_beside(beside.columns):
            for column in beside.columns:
                self._heading(3, column.title)
                for line in column.lines:
                    self._line("Sidewords", line)
            return
        made = self._table(beside.name, [column.title for column in beside.columns], [1] * len(beside.columns))
        for cell, column in zip(row(made), beside.columns, strict=True):
            self._fill(cell, column.lines)

    def _rows(self, rows: Rows) -> None:
        if not all(_fit_in_a_row(cell, LONGEST_CELL) for one in rows.rows for cell in one):
            self._rows_below_each_other(rows)
            return
        made = self._table(rows.name, rows.head, rows.widths or [1] * len(rows.head))
        kept = _kept_with_next(rows)
        for place, one in enumerate(rows.rows):
            for cell, lines in zip(row(made), one, strict=True):
                self._fill(cell, lines, keep_with_next=place in kept)

    def _rows_below_each_other(self, rows: Rows) -> None:
        """For rows that no page could hold: each cell under the head of its column."""
        for one in rows.rows:
            for head, lines in zip(rows.head, one, strict=True):
                label = (Piece(PieceKind.LABEL, f"{head}: "),) if head else ()
                first, *others = lines or (ours("–"),)
                self._line("Sidewords", (*label, *first))
                for line in others:
                    self._line("Sidewords", line)

    def _table(self, name: str, head: Sequence[str], widths: Sequence[int]) -> Element:
        about = _("A table with these columns: {columns}.").format(columns=", ".join(filter(None, head)))
        made = table(self._body, name, about, widths, TEXT_WIDTH)
        for cell, title in zip(row(made, head=True), head, strict=True):
            paragraph(cell, "Tablehead", title)
        self._behind_a_block = True
        return made

    def _fill(self, cell: Element, lines: Iterable[Line], keep_with_next: bool = False) -> None:
        for line in lines or (ours("–"),):
            self._pieces(paragraph(cell, "Tablewords", keep_with_next=keep_with_next), line)

    def _heading(self, level: int, text: str, professional: str = "") -> None:
        self._behind_a_block &= level > 2  # the larger headings have room of their own
        self._paragraph(f"Heading{level}", text)
        if professional:
            self._paragraph("Fortherecord", professional)

    def _line(self, style: str, line: Line, keep_with_next: bool = False) -> None:
        self._pieces(self._paragraph(style, keep_with_next=keep_with_next), line)

    def _paragraph(self, style: str, text: str = "", keep_with_next: bool = False) -> Element:
        made = paragraph(self._body, style, text, keep_with_next)
        if self._behind_a_block:
            set_room_before(made, ROOM_BEHIND_A_BLOCK)
        self._behind_a_block = False
        return made

    def _pieces(self, made: Element, line: Line) -> None:
        for piece in line:
            run(made, piece.text, self._style_of(piece), piece.struck)
        set_direction(made, "".join(piece.text for piece in line if piece.kind is not PieceKind.SIGN))

    def _style_of(self, piece: Piece) -> str:
        if piece.kind is PieceKind.WORDS:
            return self._marks.words(piece.voice)
        return self._marks.sign(piece.voice) if piece.kind is PieceKind.SIGN else _PIECE_STYLES[piece.kind]


def _what_it_is(kind: CopyKind) -> str:
    if kind is CopyKind.CLEAN:
        return _("This is a clean copy. Where we differ, both texts stand side by side.")
    return ""


def _is_short(asked: Asked) -> bool:
    """Whether a question with all its sides is so short that it stays on one page: sides that answer each other are read together."""
    lines = [line for part in asked.parts for line in part.body]
    if not all(isinstance(line, tuple) for line in lines):
        return False
    letters = (sum(len(piece.text) for piece in line) for line in lines if isinstance(line, tuple))
    return sum(1 + one // LETTERS_OF_A_LINE for one in letters) + sum(bool(part.title) for part in asked.parts) <= MOST_LINES_WHOLE


def _leans_on_what_is_before(part: Part) -> bool:
    """Whether a part says nothing by itself: who has written nothing, or where people stand on the words before it."""
    return not part.title or part.dress is Dress.LISTED


def _fit_beside(columns: Sequence[Column]) -> bool:
    return len(columns) <= MOST_BESIDE and all(_fit_in_a_row(column.lines, MOST_LETTERS // len(columns)) for column in columns)


def _kept_with_next(rows: Rows) -> set[int]:
    """The rows, from 0, that stay with the one below: all of a short table, else the first and the last but one. Tall ones never do."""
    tall = [max(sum(len(piece.text) for line in cell for piece in line) for cell in one) for one in rows.rows]
    if len(tall) <= MOST_ROWS_TOGETHER and sum(tall) <= MOST_KEPT:
        return set(range(len(tall) - 1))
    return {place for place in (0, len(tall) - 2) if 0 <= place < len(tall) - 1 and tall[place] + tall[place + 1] <= MOST_KEPT}


def _fit_in_a_row(lines: Sequence[Line], most_letters: int) -> bool:
    """Whether a row with these lines in a cell is shorter than a page by far: a taller one would be cut."""
    return len(lines) <= MOST_LINES and sum(len(piece.text) for line in lines for piece in line) <= most_letters
