"""What people press before a meeting begins: who shall lead it, and whether it is short. It is forgotten with the plan on the table."""

from app.agenda import invitation_answer
from models.forms import Form
from models.text.document import PlanDocument


class BeforeMeeting:
    """What was pressed so far. It binds nobody: the record says only who led in the end."""

    def __init__(self, form: Form, document: PlanDocument) -> None:
        self.short = False
        self._form, self._document = form, document
        self._leads: tuple[str, ...] | None = None
        self._answer = ""  # of the patient to the invitation, when it was pressed

    @property
    def leads(self) -> tuple[str, ...] | None:
        """Who shall lead: one, two who share it, or nobody yet. None where nothing was pressed since the patient's last answer."""
        return self._leads if self._answer == invitation_answer(self._form, self._document) else None

    def choose_to_lead(self, *people: str) -> None:
        """Somebody pressed who shall lead; nobody with none."""
        self._leads, self._answer = people, invitation_answer(self._form, self._document)
