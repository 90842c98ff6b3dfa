"""Every form that ships is filled through the desk, leaves as a Word file of both kinds, and stays sound in the store."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from app.checking import check
from app.forms import SHIPPED, roles, shipped_form
from app.open_plan import OpenPlan
from app.people import add_person
from app.plans import load_document, start_plan
from app.word.blocks import CopyKind
from app.word.export import export_plan
from models.forms import Form
from models.text.document import question_of
from tests.app.form_filler import Filler
from tests.app.open_ward import OpenWard, open_ward
from tests.app.word.invariants import WordFile, faults

SEEDS = range(3)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path)
    yield opened
    opened.close()


def opened(ward: OpenWard, form: Form) -> OpenPlan:
    """A new plan on the form on the table, with three people around it who between them write in every side."""
    about = "" if form.about_nobody else ward.sam.id
    sitting = ward.store.begin_sitting(about)
    sitting.arrive(ward.jo.id, roles()["nurse"])
    ana = add_person(ward.store.store, "Ana Made-Up", "Ana")
    sitting.arrive(ana.id, roles()["uses_service" if form.about_nobody else "mother"])
    kit = add_person(ward.store.store, "Kit Made-Up", "Kit")
    sitting.arrive(kit.id, roles()["sister"])
    return ward.store.open_plan(start_plan(ward.store.store, ward.clock, about, form))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form_id", SHIPPED)
def test_a_form_is_filled_leaves_in_both_kinds_and_stays_sound(ward: OpenWard, tmp_path: Path, form_id: str, seed: int) -> None:
    print(f"seed {seed} of {form_id}")
    plan = opened(ward, shipped_form(form_id))
    filler = Filler(plan.desk, Random(f"{form_id} {seed}"))
    filler.fill()
    assert ward.store.keeping.flush()

    kept = load_document(ward.store.store, plan.plan)[1]
    there = "\n".join(kept.side(side).text for side in kept.written_sides())
    assert [words for words in filler.written if words not in there] == []

    # nobody has said yet that the words of family leave; where there is no patient there is nobody to ask
    leaves = [side for side in kept.written_sides() if not plan.plan.patient_id or not question_of(side)[2].startswith("family")]
    expected = {words for words in filler.written if any(words in kept.side(side).text for side in leaves)}
    for kind in CopyKind:
        file = WordFile(exported(ward, plan, kind, tmp_path))
        printed = "\n".join(text.replace("\N{NO-BREAK SPACE}", " ") for _style, text in file.paragraphs)
        assert [words for words in expected if words not in printed] == [], kind

    ward.store.end_sitting()
    assert check(ward.store.store, lambda: None, ward.clock, lambda _done, _whole: None).sound


def exported(ward: OpenWard, plan: OpenPlan, kind: CopyKind, folder: Path) -> bytes:
    data = export_plan(ward.store, plan.plan, kind, folder / f"{kind.value}.docx").read_bytes()
    assert faults(data, about_nobody=not plan.plan.patient_id) == []
    return data
