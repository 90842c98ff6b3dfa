"""A vault's store with made-up people and two plans in it."""

from datetime import date

from app.access.vault import Vault
from models.database import Store
from models.pens_kept import Peer, keep_peers, keep_pens
from models.people import add_patient, add_person
from models.plans import create_plan, keep_form
from models.roots import KnownRoot, root
from models.sittings import begin_sitting
from models.text.pens import Pen, Voice
from tests.models.stores import AT, AT_MS, FORM, Ward


def new_ward_in(vault: Vault, passphrase: str | None = None) -> tuple[Ward, bytes, str]:
    """A fresh store with Sam, Jo and two plans, open; its key; and its recovery code as it is written."""
    key, code = vault.make(passphrase)
    return furnish(vault.create_store(key)), key, code.written()


def furnish(store: Store) -> Ward:
    """Sam (a patient), Jo (a nurse), a sitting, and two plans with a pen in each."""
    with store.session() as session:
        sam, jo = add_person(session, "Sam Okafor", "Sam").id, add_person(session, "Jo Nowak", "Jo", is_staff=True).id
        add_patient(session, sam, date(1990, 3, 12), "9990123454")
        keep_form(session, FORM)
        sitting = begin_sitting(session, sam, "one_to_one", AT).id
        plans = [create_plan(session, sam, FORM.form_id, FORM.version, title, AT).id for title in ("My care plan", "Staying safe")]
        pen = Pen("a" * 32, Voice.of(sam), sam, "", "patient", sitting)
        keep_pens(session, [pen])
        ward = Ward(store, sam, jo, sitting, plans[0], plans[1], pen)
        keep_peers(session, [Peer(ward.peer, pen.id, ward.plan, AT_MS), Peer(ward.other_peer, pen.id, ward.other_plan, AT_MS)])
    return ward


def reopened(ward: Ward, store: Store) -> Ward:
    """The same people and plans, in the store as it was opened again."""
    return Ward(store, ward.sam, ward.jo, ward.sitting, ward.plan, ward.other_plan, ward.pen)


def root_of(store: Store) -> KnownRoot:
    """The root of a store as it stands."""
    with store.reading() as session:
        return root(session, AT_MS)
