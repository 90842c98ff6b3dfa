"""Pictures of the editor with lively text, in every theme at 100 % and 200 %, to be looked at.

python -m tests.ui.writing.gallery FOLDER
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from models.text.answering import confirm, keep, not_my_words
from models.text.document import PlanDocument
from models.text.pens import Pen, Voice
from models.text.writing import pick_up, quote
from tests.ui.pictures import save_picture, settle
from tests.ui.writing.desk import JO, JO_FOR_SAM, JOS, MARKS, MUM, SAM, SAMS, SIDE, TestDesk, pen_of, write
from tests.ui.writing.hands import compose
from ui.look import Look
from ui.theme import THEMES
from ui.widgets.boxes import RingedBox
from ui.widgets.dressing import Words
from ui.widgets.people import MarkView
from ui.writing.side_editor import SideEditor
from ui.writing.side_page import STEP_TOGETHER

SCALES = (1.0, 2.0)


def lively_plan() -> PlanDocument:
    """A question with all that can happen to words."""
    document = PlanDocument()
    write(document, SAM, "I go to the garden when the noise gets too much. Music in my headphones helps. ", side=SAMS)
    write(document, JO_FOR_SAM, "I want Mum to ring before tea, not after.", side=SAMS)
    write(document, SAM, " That is all.\nسلام I like walks.\n", side=SAMS)
    write(document, MUM, "Mum likes walks too.", side=SAMS)
    write(document, JO, "Going outside works better than talking when Sam is very upset.", side=JOS)
    _write_together(document)
    return document


def _write_together(document: PlanDocument) -> None:
    write(document, SAM, "Garden first, on my own, ")
    write(document, JO, "and staff open the door at once. ")
    write(document, MUM, "Mum rings at half past four. ")
    write(document, SAM, "If the door is locked, I ask for my headphones.\n")
    for person, words in (("reyes", "Sleep comes first."), ("lee", "Lee asks for a review."), ("tess", "Tess keeps the key.")):
        write(document, pen_of(person), words + " ")
    write(document, pen_of("kofi"), "Kofi walks along. ")
    write(document, pen_of("ana"), "Ana brings the letters.\n")
    write(document, Pen("leaflet", Voice.source("Leaflet on sleep"), "jo"), "Rest at the same hour. ")
    write(document, Pen("both", Voice.shared("sam", "jo"), "jo"), "We walk together. ")
    write(document, JO_FOR_SAM, "I like peas. ")
    write(document, JO_FOR_SAM, "I like tea.\n")
    write(document, JO, "سلام عليكم ")
    write(document, SAM, "nice word")
    write(document, JO, "l", at=document.side(SIDE).length - 2)
    _answer(document)


def _answer(document: PlanDocument) -> None:
    write(document, JO, "", at=14, take=10)
    write(document, JO, "", at=_at(document, "If the door"), take=19)
    keep(document, SAM, SIDE, _ids(document, "If the door is lock"))
    not_my_words(document, SAM, SIDE, _ids(document, "I like peas. "))
    confirm(document, SAM, SIDE, _ids(document, "I like tea."))
    noise = document.side(SAMS).text.index("when the noise")
    quote(document, JO, SIDE, document.side(SIDE).length, 0, pick_up(document, SAMS, noise, noise + 14))


def _at(document: PlanDocument, words: str) -> int:
    return document.side(SIDE).text.index(words)


def _ids(document: PlanDocument, words: str) -> tuple:
    start = _at(document, words)
    return document.side(SIDE).ids_of(start, start + len(words))


class Room(QWidget):
    """Both sides and what we agree, as they stand on the desk."""

    def __init__(self, look: Look, document: PlanDocument) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        desk = TestDesk(document, SAM)
        self.sam = SideEditor(look, desk.ports(), document, SAMS, "plan", "sam")
        self.jo = SideEditor(look, desk.ports(), document, JOS, "plan", "jo")
        self.mum = SideEditor(look, desk.ports(), document, "stay_safe/family:mum", "plan", "mum")
        self.mum.set_empty_words("Mum's words go here. Sam can read them.")
        self.together = SideEditor(look, desk.ports(), document, SIDE, "plan", step=STEP_TOGETHER)
        sides = QHBoxLayout() if not look.large else QVBoxLayout()
        for name, editor, person in (("Sam", self.sam, "sam"), ("Team", self.jo, "jo"), ("Mum", self.mum, "mum")):
            sides.addWidget(_boxed(look, name, editor, person), 1)
        column = QVBoxLayout(self)
        column.addLayout(sides)
        column.addWidget(_boxed(look, "Together: what we agree", self.together, ""))
        column.addStretch()


def _boxed(look: Look, title: str, editor: SideEditor, person: str) -> QWidget:
    box = RingedBox(look)
    head = QHBoxLayout()
    head.setContentsMargins(look.px(12), look.pad(6), look.px(12), 0)
    if person:
        head.addWidget(MarkView(look, MARKS[person], title))
    else:
        box.write_with(MARKS["sam"])
        head.addSpacing(look.px(58))
    head.addWidget(Words(title, "bold"))
    head.addStretch()
    box.body.addLayout(head)
    box.body.addWidget(editor)
    box.body.addStretch()
    return box


def take_pictures(app: QApplication, look: Look, folder: Path) -> list[Path]:
    """One picture for each theme and text size: with the caret before a tag, with words selected, with marks hidden, and composing."""
    made: list[Path] = []
    for theme in THEMES:
        for scale in SCALES:
            look.change(theme=theme, scale=scale)
            room = Room(look, lively_plan())
            room.resize(1366, 768)
            room.show()
            settle(app)
            made.extend(_pictures_of(app, room, folder, f"{theme}_{round(scale * 100)}"))
            room.close()
    return made


def _pictures_of(app: QApplication, room: Room, folder: Path, name: str) -> list[Path]:
    together = room.together
    together.go_to(14 + 11)
    made = [save_picture(room, folder / f"{name}.png")]
    together.put_caret(60, 5)
    made.append(save_picture(room, folder / f"{name}_selected.png"))
    together.set_marks_shown(False)
    room.sam.go_to(20)
    compose(room.sam, "仮名")
    made.append(save_picture(room, folder / f"{name}_calm.png"))
    return made


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    shared = Look()
    shared.apply(application)
    for picture in take_pictures(application, shared, Path(sys.argv[1])):
        print(picture)
    sys.stdout.flush()
    os._exit(0)
