"""Reading aloud with the voice of this computer, sentence by sentence. No Qt.

    speaker = Speaker(voice_of_this_computer(), deliver)
    if speaker.has_voice: speaker.read_aloud(["What helps me?", "Sam: I go to the garden."])
    speaker.stop()

A voice is a small program of the system. It gets each sentence through its standard input: no word of a plan stands in an argument list, a
file or a log. It is killed when somebody stops it, at a lock and at the end.
"""

import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from app.announcements import Announcement
from app.errors import Trouble, explains
from app.language import _
from app.tasks import Deliver, Task, Tasks, Tell

if TYPE_CHECKING:
    import subprocess

_POWERSHELL = (
    "$in = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8);"
    "Add-Type -AssemblyName System.Speech;"
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak($in.ReadToEnd())"
)
PROGRAMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "linux": (("espeak-ng", "--stdin", "-b", "1", "-s", "150"), ("espeak", "--stdin", "-b", "1", "-s", "150")),
    "darwin": (("say", "-f", "-"),),
    "win32": (("powershell", "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL),),
}
_NO_WINDOW = 0x0800_0000  # Windows: no black box flashes up


class VoiceFailed(Exception):
    """The voice of this computer could not speak."""


class Voice(Protocol):
    """The port to whatever speaks. One is made for each reading, and is of no use once it was stopped."""

    def say(self, sentence: str) -> None:
        """Speaks, and returns when it was spoken, or at once when it was stopped. Raises VoiceFailed."""

    def stop(self) -> None:
        """Falls silent now and for good. May be asked from any thread, at any time."""


MakeVoice = Callable[[], Voice]


class ProcessVoice:
    """A voice that is a program: started for each sentence, which it reads from its standard input."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = Lock()  # else it could be stopped just before the program starts, and speak all the same

    def say(self, sentence: str) -> None:
        """Speaks one sentence."""
        process = self._start()
        if process is None:
            return
        process.communicate(sentence.encode())
        if process.returncode and not self._stopped:
            raise VoiceFailed

    def stop(self) -> None:
        """Kills the program."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _start(self) -> "subprocess.Popen[bytes] | None":
        import subprocess  # not above: most days nobody has anything read aloud

        with self._lock:
            if self._stopped:
                return None
            flags = _NO_WINDOW if sys.platform == "win32" else 0
            quiet = subprocess.DEVNULL
            try:
                self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, creationflags=flags)
            except OSError as error:
                raise VoiceFailed from error
            return self._process


class Speaker:
    """Reads passages aloud, one reading at a time, on a thread of its own. `changed` says that a reading began (True) or ended."""

    def __init__(self, make_voice: MakeVoice | None, deliver: Deliver) -> None:
        self.changed: Announcement[bool] = Announcement()
        self._make_voice = make_voice
        self._tasks = Tasks(deliver)
        self._task: Task | None = None
        self._voice: Voice | None = None

    # ---- what you can ask it

    @property
    def has_voice(self) -> bool:
        """Whether this computer can read aloud. Where not, no button for it is shown."""
        return self._make_voice is not None

    @property
    def is_reading(self) -> bool:
        """Whether something is being read just now."""
        return self._task is not None

    # ---- what you can tell it

    def read_aloud(self, passages: Iterable[str], on_trouble: Callable[[Trouble], object] = lambda trouble: None) -> None:
        """Reads these one after the other, in place of what is being read. Says nothing where there is no voice, or nothing to read."""
        from models.easy_read import sentences  # not above: most days nobody has anything read aloud

        self.stop()
        spoken = [sentence.text for passage in passages for sentence in sentences(passage)]
        if self._make_voice is None or not spoken:
            return
        voice = self._voice = self._make_voice()

        def over(trouble: Trouble | None = None) -> None:
            if self._task is task:
                self._fall_silent()
            if trouble is not None:
                on_trouble(trouble)

        task = self._task = self._tasks.run(
            lambda tell: _speak(voice, spoken, tell), on_done=lambda _none: over(), on_trouble=over, on_stopped=over
        )
        self.changed.announce(True)

    def stop(self) -> None:
        """Falls silent at once."""
        if self._task is not None and self._voice is not None:
            self._task.stop()
            self._voice.stop()
            self._fall_silent()

    def close(self) -> None:
        """Falls silent for good."""
        self.stop()
        self._tasks.close()

    # ---- insides

    def _fall_silent(self) -> None:
        self._task = self._voice = None
        self.changed.announce(False)


def voice_of_this_computer(language: str = "en") -> MakeVoice | None:
    """What makes a voice here that speaks this language; None where none is installed."""
    for name, *arguments in PROGRAMS.get(sys.platform, PROGRAMS["linux"]):
        program = shutil.which(name)
        if program:
            spoken = ("-v", language) if name.startswith("espeak") and language != "en" else ()
            command = (program, *arguments, *spoken)
            return lambda: ProcessVoice(command)
    return None


def _speak(voice: Voice, spoken: Sequence[str], tell: Tell) -> None:
    """On the working thread."""
    for place, sentence in enumerate(spoken):
        tell(place, None)
        voice.say(sentence)
    tell(len(spoken), None)


@explains(VoiceFailed)
def _explain_silence(_failed: VoiceFailed) -> Trouble:
    return Trouble(
        _("This cannot be read aloud now."),
        _("The voice of this computer does not answer."),
        _("Somebody here can read it out."),
        kept=_("Nothing is lost."),
    )
