"""A vault's store with made-up people and two plans in it."""

from app.access.vault import Vault
from models.database import Store
from models.roots import KnownRoot, root
from tests.models.stores import AT_MS, Ward, furnish


def new_ward_in(vault: Vault, passphrase: str | None = None) -> tuple[Ward, bytes, str]:
    """A fresh store with Sam, Jo and two plans, open; its key; and its recovery code as it is written."""
    key, code = vault.make(passphrase)
    return furnish(vault.create_store(key)), key, code.written()


def reopened(ward: Ward, store: Store) -> Ward:
    """The same people and plans, in the store as it was opened again."""
    return Ward(store, ward.sam, ward.jo, ward.sitting, ward.plan, ward.other_plan, ward.pen)


def root_of(store: Store) -> KnownRoot:
    """The root of a store as it stands."""
    with store.reading() as session:
        return root(session, AT_MS)
