"""Every piece of the kit on pages of its own, for looking at and for tests: `python -m tests.ui.gallery FOLDER [--fonts FOLDER]`.

The people are made up. The pictures are for looking at; the tests build the same pages and check names, cuts and colours.
"""

import argparse
import gc
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from models.marks import INKS, LINES
from tests.ui.pictures import save_picture, settle
from ui.asking import Question, QuestionBox, StripPlace
from ui.look import Look
from ui.painting import MarkStyle
from ui.theme import THEMES
from ui.widgets.banner import Banner, Foot, Identity, Saved
from ui.widgets.boxes import Card, Column, RingedBox, Row, TwoSides, VScroll
from ui.widgets.buttons import Button, Door
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Words
from ui.widgets.fields import DateField, Field, LongField, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView, PictureView
from ui.widgets.people import AddCard, MarkView, PersonCard, PersonChip
from ui.widgets.pressing import Kind
from ui.widgets.side_list import Entry, Progress, SideList
from ui.widgets.strips import Saying, Strip, TintedStrip, Tone, Way
from ui.widgets.waiting import Busy, EmptyState

WIDTH, HEIGHT = 1366, 768
_WINDOWS: list[QWidget] = []  # behind the boxes; a window that only its box knows could be collected in the middle of closing
SAM, JO = MarkStyle("honey", "solid", "SO"), MarkStyle("sea", "dashed", "JN")
MUM, LEE = MarkStyle("leaf", "dotted", "MO"), MarkStyle("brick", "dash-dot", "LP")
IDENTITY = Identity("Sam Okafor", "Sam", "12 March 1990", "999 012 3454")
STANDS = (
    Option("agree", "I agree", "check"),
    Option("part", "I agree in part", "circle-half-full"),
    Option("disagree", "I disagree", "close"),
    Option("not_ready", "I am not ready", "clock-outline"),
    Option("rather_not", "I would rather not say", "minus"),
)
WAYS = (
    Option("speaks", "I speak", "account-voice"),
    Option("help", "I speak with help", "account-supervisor"),
    Option("read", "Someone reads my words", "book-open-page-variant-outline"),
    Option("sent", "I sent words", "email-outline"),
    Option("not", "I chose not to come", "home-heart"),
)
SLEEP = (
    Option("1", "I hardly sleep", "emoticon-frown-outline"),
    Option("2", "I sleep badly", "emoticon-sad-outline"),
    Option("3", "Some nights good, some bad", "emoticon-neutral-outline"),
    Option("4", "I sleep well", "emoticon-happy-outline"),
    Option("5", "I sleep very well", "emoticon-excited-outline"),
)
NEEDS = (
    Option("easy_read", "Easy words and pictures"),
    Option("large_print", "Large print"),
    Option("read_aloud", "Somebody reads to me"),
    Option("signer", "A sign language interpreter"),
    Option("time", "More time"),
    Option("quiet", "A quiet place"),
)
QUESTIONS = (
    "About me",
    "What matters to me",
    "A good day",
    "What I do well",
    "What helps me stay safe",
    "What makes it worse",
    "Who to call",
)


def today(look: Look) -> QWidget:
    """Like the page Today."""
    banner = Banner(look, title="Two Pens", place="Ash Ward")
    doors = (
        Door(look, "Write a plan together", "What helps me, what I want, and who does what.", "file-document-edit"),
        Door(look, "Hold a meeting", "Get ready, lead it, and write down what we decide.", "account-group"),
        Door(look, "Ward round", "A ward round is a meeting with my doctor and my team.", "clipboard-text"),
        Door(look, "Change a form", "Look at a form together, and make it better.", "pencil-ruler"),
    )
    carry_on = Card(
        look, FlowRow(look, IconView(look, "file-document-edit-outline", 26, "accent"), Words("S. O.", "bold"), *_stopped(look), gap=16)
    )
    page = Column(
        look,
        Words("What are we doing today?", "title"),
        TwoSides(look, *doors[:2]),
        TwoSides(look, *doors[2:]),
        Words("Carry on where we stopped", "question"),
        carry_on,
        None,
        gap=16,
        margins=(32, 24, 32, 24),
    )
    return _page(look, banner, VScroll(page))


def who_is_here(look: Look) -> QWidget:
    """Like the page Who is here."""
    people = (
        PersonCard(look, SAM, "Sam", ("This is my plan", "Speaks")),
        PersonCard(look, JO, "Jo", ("Nurse", "Speaks")),
        PersonCard(look, MUM, "Mum", ("Family", "Speaks with help")),
        PersonCard(look, LEE, "Lee", ("Advocate", "Sent words")),
        AddCard(look, "Add a person"),
    )
    people[0].setChecked(True)
    box = RingedBox(look)
    box.write_with(SAM)
    how = ChoiceRow(look, "How do you take part today, Sam?", WAYS, tall=True)
    how.choose("speaks")
    fields = FlowRow(
        look, Field(look, "My name"), Field(look, "Call me"), Field(look, "I am here as", Picker(look, _roles())), gap=16, even=True
    )
    box.body.addWidget(Column(look, fields, Words("How do you take part today, Sam?", "bold"), how, gap=12, margins=(20, 12, 20, 16)))
    page = Column(
        look,
        Words("Who is here?", "title"),
        Words("Each of you picks up a pen. Your mark stays yours.", "quiet"),
        FlowRow(look, *people, gap=18, even=True),
        box,
        None,
        gap=12,
        margins=(32, 16, 32, 16),
    )
    foot = Foot(look, middle="You can change this at any time.", right=[Button(look, "Start writing", "pencil", Kind.PRIMARY)])
    return _page(look, Banner(look, IDENTITY), VScroll(page), foot)


def desk(look: Look) -> QWidget:
    """Like the desk, without its editor."""
    banner = Banner(look, IDENTITY)
    strip = TintedStrip(look, SAM)
    strip.line.addWidget(MarkView(look, SAM, "Sam", 48, held=True))
    strip.line.addWidget(Words("Sam is writing", "question"), 1 if look.large else 0)
    for piece in _large_pens(look) if look.large else _pens(look):
        strip.line.addWidget(piece)
    list_ = SideList(look, "Questions", _entries())
    list_.go_to("4")
    stands = ChoiceRow(look, "Where we stand", STANDS)
    stands.choose("agree")
    stands.buttons["agree"].show_marks([SAM, MUM], "Sam and Mum stand here")
    stands.buttons["part"].show_marks([JO], "Jo stands here")
    page = Column(
        look,
        _question_head(look),
        TwoSides(look, _side(look, SAM, "Sam"), _side(look, JO, "Team")),
        _together(look),
        Words("Where we stand", "bold"),
        stands,
        Row(look, MarkView(look, JO, "Jo"), (Words("Jo: “At night there are two staff. It can take ten minutes.”"), 1)),
        None,
        gap=10,
        margins=(24, 12, 24, 8),
    )
    before = Button(look, "Before: What I do well", "chevron-left", short="Before")
    after = Button(look, "Next: What makes it worse", "chevron-right", Kind.PRIMARY, icon_after=True, short="Next")
    foot = Foot(look, [before], "Question 5 of 12", [after])
    scrolled = Column(look, strip, page) if look.large else page  # as at the desk, where they leave the page too little room
    middle = Row(look, list_, (Column(look, (VScroll(scrolled), 1), foot, gap=0), 1), gap=0)
    if look.large:
        list_.hide()
    return _page(look, banner, *([] if look.large else [strip]), (middle, 1))


def buttons(look: Look) -> QWidget:
    """Every kind of button in every state."""
    chosen = Button(look, "Word file", "file-word")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    off = Button(look, "Save the copy", "content-save", Kind.PRIMARY)
    off.setEnabled(False)
    away = Button(look, "Hear it", "volume-high")
    away.setEnabled(False)
    long = Button(look, "I have read all of this, and I want to go on with the plan as it stands", "check")
    row = FlowRow(
        look,
        Button(look, "Hear it", "volume-high"),
        Button(look, "Save the copy", "content-save", Kind.PRIMARY),
        chosen,
        Button(look, "Help", "help-circle-outline", Kind.GHOST),
        Button(look, "Get help now", "phone-in-talk-outline", Kind.HELP),
        Button(look, "Next", "chevron-right", icon_after=True),
        Button(look, "No icon"),
        off,
        away,
        long,
    )
    chips = FlowRow(look, *(PersonChip(look, mark, mark.initials) for mark in _all_marks()))
    views = FlowRow(look, *(MarkView(look, mark, mark.initials, held=held) for held in (False, True) for mark in _all_marks()))
    return _page(look, VScroll(Column(look, row, chips, views, None, gap=16, margins=(24, 16, 24, 16))))


def choices(look: Look) -> QWidget:
    """Choices of one, of many, and the steps of a scale."""
    sleep = ChoiceRow(look, "How do I sleep?", SLEEP, tall=True)
    sleep.choose("4")
    one = ChoiceRow(look, "Where do you stand?", STANDS)
    one.choose("part")
    many = ChoiceRow(look, "What do I need?", NEEDS, several=True)
    many.choose("large_print", "time")
    many.buttons["signer"].show_marks([MUM], "Mum chose this")
    plain = ChoiceRow(look, "How do I like to be told?", NEEDS[:3])
    plain.choose("large_print")
    page = Column(
        look,
        Words("How do I sleep?", "question"),
        sleep,
        Words("Where do you stand?", "question"),
        one,
        Words("What do I need?", "question"),
        many,
        plain,
        None,
        gap=12,
        margins=(24, 16, 24, 16),
    )
    return _page(look, VScroll(page))


def strips(look: Look) -> QWidget:
    """What the app says and asks."""
    answers = (Way("go", "Let it go", "check"), Way("keep", "Keep it", "hand-back-right-outline"))
    asked = Saying("Jo crossed out your words “on my own”.", ("They stay until you choose.",), answers, asker=JO, asker_name="Jo")
    disk = Saying(
        "The disk is full",
        ("This could not be saved: the disk is full.", "Your words are kept here.", "Free some space, then press Try again."),
        (Way("again", "Try again", "refresh", primary=True),),
        Tone.STOP,
    )
    place = StripPlace(look)
    place.show_strip(Saying("The copy is saved.", tone=Tone.GOOD))
    place.show_strip(disk)
    pen = Saying("This box is Sam’s. Who is writing?", (), _pen_ways(), Tone.TELL)
    care = Saying(
        "No second copy is being kept.",
        ("A keeper can choose a folder for it.",),
        (Way("choose", "Choose a folder", "folder-outline"),),
        Tone.CAREFUL,
    )
    busy = Busy(look, "Making the Word file")
    busy.begin()
    busy.show_progress(3, 8)
    busy.show()
    page = Column(look, Strip(look, asked), Strip(look, pen), Strip(look, care), busy, None, gap=16, margins=(24, 16, 24, 16))
    return _page(look, place, VScroll(page))


def fields(look: Look) -> QWidget:
    """Boxes to write in, whole and in trouble."""
    name = Field(look, "My name", help="As it stands on letters.")
    name.box.setText("Sam Okafor")
    number = Field(look, "NHS number")
    number.box.setText("999 012 3455")
    number.set_trouble("This number does not add up as an NHS number. It is not stored yet. Check each digit.")
    born = DateField(look, "Born", lambda: date(2026, 11, 22), past=True)
    born.set_day(date(1990, 3, 12))
    when = DateField(look, "By when?", lambda: date(2026, 11, 22))
    when.box.setText("31 February")
    when.read()
    reason = LongField(look)
    reason.setPlainText("At night there are two staff. It can take ten minutes.")
    both = FlowRow(look, name, number, born, when, Field(look, "I am here as", Picker(look, _roles())), gap=16, even=True)
    page = Column(
        look, both, Field(look, "What is your reason?", reason, "You can leave this empty."), None, gap=16, margins=(24, 16, 24, 16)
    )
    return _page(look, VScroll(page))


def empty(look: Look) -> QWidget:
    """A page with nothing on it yet, and trouble with saving in the banner."""
    banner = Banner(look, IDENTITY)
    banner.saved.show_state(Saved.NO, "Not saved: the disk is full.")
    button = Button(look, "Add a person", "plus", Kind.PRIMARY)
    return _page(look, banner, VScroll(EmptyState(look, "Add the first person. The patient can go first.", "account-group", button)))


def question_box(look: Look) -> QWidget:
    """A box over the window."""
    ways = (Way("end", "End for today", "flag-checkered"), Way("stay", "Stay here", "arrow-left", primary=True))
    saying = Saying("This time is about Sam only.", ("To open another plan, end this one.", "Your words are saved."), ways)
    window = QWidget()
    window.resize(WIDTH, HEIGHT)
    box = QuestionBox(look, Question(saying, "stay"), window)
    _WINDOWS.append(window)
    return box


PAGES: dict[str, Callable[[Look], QWidget]] = {
    page.__name__: page for page in (today, who_is_here, desk, buttons, choices, strips, fields, empty, question_box)
}


def _page(look: Look, *items: object) -> QWidget:
    page = Column(look, *(item if not isinstance(item, VScroll) else (item, 1) for item in items), gap=0, ground="room")
    page.resize(WIDTH, HEIGHT)
    return page


def _pens(look: Look) -> list[QWidget]:
    jo = PersonChip(look, JO, "Jo, nurse", "Pass the pen to Jo, nurse")
    mum = PersonChip(look, MUM, "Mum", "Pass the pen to Mum")
    rest = Row(look, None, Button(look, "Type for someone", "hand-heart"))
    return [Words("Pass the pen to:"), jo, mum, rest]


def _large_pens(look: Look) -> list[QWidget]:
    return [FlowRow(look, Button(look, "Change pen", "pencil"), Button(look, "5 of 12", "format-list-bulleted"))]


def _stopped(look: Look) -> tuple[QWidget, ...]:
    words = Column(look, Words("My care plan", "semi"), Words("Stopped at: What helps me stay safe?", "small"), gap=0)
    return words, Words("Today, 10:20", "small"), Button(look, "Carry on", "chevron-right", icon_after=True)


def _question_head(look: Look) -> QWidget:
    words = Column(look, Words("What helps me stay safe?", "question"), Words("Staff see: protective factors", "small"), gap=0)
    return Row(look, PictureView(look, "shield-home"), (words, 1), Button(look, "Hear it", "volume-high"), gap=14)


def _side(look: Look, mark: MarkStyle, title: str) -> QWidget:
    box = RingedBox(look)
    box.body.addWidget(Row(look, MarkView(look, mark, title), (Words(title, "bold"), 1), gap=16, margins=(12, 6, 12, 6)))
    box.body.addWidget(Row(look, Words("I go to the garden when the noise gets too much."), margins=(70, 0, 12, 12)))
    box.body.addStretch(1)
    return box


def _together(look: Look) -> QWidget:
    box = RingedBox(look)
    box.write_with(SAM)
    head = (
        IconView(look, "hexagon-multiple-outline", 30, "accent"),
        (Words("Together: what we agree", "bold"), 1),
        Words("Sam is writing here", "small"),
    )
    box.body.addWidget(Row(look, *head, gap=16, margins=(12, 8, 12, 4)))
    box.body.addWidget(Row(look, Words("Garden first, and staff open the door at once."), margins=(70, 0, 12, 12)))
    answers = (Way("go", "Let it go", "check"), Way("keep", "Keep it", "hand-back-right-outline"))
    asked = Saying("Jo crossed out your words “on my own”.", ("They stay until you choose.",), answers, asker=JO, asker_name="Jo")
    box.body.addWidget(Strip(look, asked, inside_box=True))
    return box


def _entries() -> list[Entry]:
    signs = [Progress.STANDS, Progress.STANDS, Progress.STANDS, Progress.WRITTEN, Progress.STANDS, Progress.WRITTEN, Progress.NOTHING]
    lines = [Entry(str(place), words, str(place + 1), sign) for place, (words, sign) in enumerate(zip(QUESTIONS, signs, strict=True))]
    return [Entry("safety", "Staying safe", heading=True), *lines]


def _roles() -> list[Option]:
    return [Option("patient", "Patient: this is my plan"), Option("nurse", "Nurse"), Option("mother", "Mother")]


def _pen_ways() -> tuple[Way, ...]:
    return (Way("self", "Sam is writing", "pencil"), Way("for", "Jo types for Sam", "hand-heart"), Way("leave", "Leave it", "close"))


def _all_marks() -> list[MarkStyle]:
    return [
        MarkStyle(ink, line, initials)
        for ink, line, initials in zip(INKS, LINES, ("SO", "JN", "MO", "AR", "LP", "SOk", "TW2", "KB"), strict=True)
    ]


def draw_all(folder: Path, scales: tuple[float, ...], themes: tuple[str, ...], pages: tuple[str, ...]) -> int:
    """Draws the pages into a folder and gives how many pictures there are."""
    app = QApplication.instance()
    look = Look()
    look.apply(app)
    drawn = 0
    for theme in themes:
        for scale in scales:
            look.change(theme=theme, scale=scale)
            for name in pages:
                page = PAGES[name](look)
                page.show()
                settle(app)
                save_picture(page, folder / f"{name}_{theme}_{round(scale * 100)}.png")
                page.close()
                page.deleteLater()
                drawn += 1
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw every piece of the kit.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fonts", type=Path, help="a folder of .ttf files to draw with")
    parser.add_argument("--scales", type=float, nargs="*", default=[1.0, 2.0])
    parser.add_argument("--themes", nargs="*", default=list(THEMES))
    parser.add_argument("--pages", nargs="*", default=list(PAGES))
    wanted = parser.parse_args()
    app = QApplication([])
    gc.disable()  # `ui.collecting` says why; a script is short enough to do without looking
    app.setCursorFlashTime(0)
    for file in sorted(wanted.fonts.rglob("*.ttf")) if wanted.fonts else ():
        if "Italic" not in file.name:
            QFontDatabase.addApplicationFont(str(file))
    print(draw_all(wanted.folder, tuple(wanted.scales), tuple(wanted.themes), tuple(wanted.pages)), "pictures in", wanted.folder)


if __name__ == "__main__":
    main()
