"""How the installer speaks: plain sentences, at once, and one kind of failure that carries a next step."""

from collections.abc import Iterable


class SetupFailed(Exception):
    """Setting up cannot go on. `sentence` says what happened, `next_step` what the reader can do; `details` are for a helper."""

    def __init__(self, sentence: str, next_step: str, details: Iterable[str] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step
        self.details = list(details)

    def __str__(self) -> str:
        told = ["", self.sentence, self.next_step]
        if self.details:
            told += ["", "For whoever helps you, the last lines were:", *(f"    {line}" for line in self.details)]
        return "\n".join(told)


def say(sentence: str) -> None:
    """Tells the reader what is going on, at once."""
    print(sentence, flush=True)
