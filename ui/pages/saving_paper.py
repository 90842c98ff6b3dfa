"""Saving a Word file: where, with its right ending, without wiping out another file unasked; and what is said afterwards."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from app.clock import today_by
from app.errors import Trouble
from app.files import write_whole
from app.language import _
from app.settings import WARD_NAME
from app.word.easy_blocks import EasyPaper
from app.word.papers import ENDING, paper_file_name, preparation_pack
from models.forms import Form
from ui.asking import Question
from ui.paper_pictures import pictures_for
from ui.shell import Shell
from ui.widgets.strips import Saying, Tone, Way

KEEP, REPLACE, OPEN, FOLDER, CLOSE, AGAIN = "keep", "replace", "open", "folder", "close", "again"


def documents_folder() -> Path:
    """Where this computer keeps documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def with_word_ending(shell: Shell, chosen: Path) -> Path | None:
    """The name with the ending of a Word file. Where that makes it the name of another file, it is asked for; None to leave that alone."""
    if chosen.suffix.lower() == ENDING:
        return chosen
    path = chosen.with_name(chosen.name + ENDING)
    if not path.exists():
        return path
    ways = (Way(KEEP, _("Keep that file"), "close", primary=True), Way(REPLACE, _("Put the copy in its place"), "file-replace-outline"))
    saying = Saying(_("There is a file of that name already."), (path.name,), ways)
    return path if shell.asking.ask(Question(saying, KEEP)) == REPLACE else None


def open_folder(path: Path) -> None:
    """Shows the folder that holds a file."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def save_paper(shell: Shell, paper: EasyPaper) -> None:
    """Asks where, writes Easy Read paper as a Word file to print, and says that it is there, or what stood in the way."""
    chosen = shell.asking.ask_where_to_save(_("Save to print"), documents_folder() / paper_file_name(paper), _("Word file (*.docx)"))
    path = with_word_ending(shell, chosen) if chosen else None
    if path is None:
        return
    pictures = pictures_for(paper.pictures)
    shell.services.tasks.run(
        lambda _tell: _write(paper, pictures, path),
        on_done=lambda done: _tell_saved(shell, done),
        on_trouble=lambda trouble: _tell_not_saved(shell, paper, trouble),
    )


def save_pack(shell: Shell, form: Form) -> None:
    """The same for the two sheets on which somebody prepares by hand, for a form that begins with questions for that."""
    today = today_by(shell.services.clock)
    save_paper(shell, preparation_pack(form, shell.services.settings.get(WARD_NAME), today))


def _write(paper: EasyPaper, pictures: Mapping[str, bytes], path: Path) -> Path:
    from app.word.easy import write_easy  # not above: it brings what reads and writes Word files

    write_whole(path, write_easy(paper, pictures))
    return path


def _tell_saved(shell: Shell, path: Path) -> None:
    ways = (
        Way(OPEN, _("Open it to print"), "printer-outline"),
        Way(FOLDER, _("Open the folder"), "folder-open-outline"),
        Way(CLOSE, _("Put this away"), "close"),
    )
    saying = Saying(_("The paper is saved."), (_("It is called {file}.").format(file=path.name),), ways, Tone.GOOD)
    acts = {OPEN: lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))), FOLDER: lambda: open_folder(path)}
    shell.asking.tell(saying, lambda key: acts.get(key, lambda: None)())


def _tell_not_saved(shell: Shell, paper: EasyPaper, trouble: Trouble) -> None:
    ways = (Way(AGAIN, _("Choose another place"), "folder-outline", primary=True), Way(CLOSE, _("Not now"), "close"))
    shell.asking.trouble(trouble, *ways, on_answer=lambda key: save_paper(shell, paper) if key == AGAIN else None)
