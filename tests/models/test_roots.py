"""Roots: one hash over every chain, to be kept outside the store."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.access_log import ACCESS_LOG, AccessLine, log_access
from models.chain import Head
from models.plans import plan
from models.roots import KnownRoot, RootFault, root
from tests.models.stores import AT_MS, Ward, new_ward


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    ward = new_ward(tmp_path / "s.twopens")
    yield ward
    ward.store.close()


def root_of(ward: Ward, at_ms: int = AT_MS) -> KnownRoot:
    with ward.store.reading() as session:
        return root(session, at_ms)


def test_the_root_stands_for_every_chain(ward: Ward) -> None:
    ward.write(2)
    known = root_of(ward)
    assert set(known.heads) == {ward.plan, ward.other_plan, ACCESS_LOG}
    with ward.store.reading() as session:
        now = plan(session, ward.plan)
    assert known.heads[ward.plan] == Head(2, now.head_hash)


def test_anything_that_is_written_changes_the_root_and_time_alone_does_not(ward: Ward) -> None:
    seen = [root_of(ward).root]
    assert root_of(ward, AT_MS + 1).root == seen[0]
    ward.write(1)
    seen.append(root_of(ward).root)
    ward.write_elsewhere(1)
    seen.append(root_of(ward).root)
    with ward.store.session() as session:
        log_access(session, AccessLine(AT_MS, ward.jo, "opened"))
    seen.append(root_of(ward).root)
    assert len(set(seen)) == 4


def test_a_root_that_is_kept_outside_comes_back_the_same(ward: Ward) -> None:
    ward.write(3)
    known = root_of(ward)
    assert KnownRoot.from_json(known.to_json()) == known


def test_heads_that_do_not_add_up_to_their_root_are_refused(ward: Ward) -> None:
    kept = json.loads(root_of(ward).to_json())
    kept["heads"][ward.plan][0] += 1
    with pytest.raises(RootFault, match="add up"):
        KnownRoot.from_json(json.dumps(kept))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"at_ms": 1, "heads": []}', '{"at_ms": 1, "heads": {"p": [1, "zz"]}}'])
def test_what_is_no_root_is_said_to_be_none(text: str) -> None:
    with pytest.raises(RootFault):
        KnownRoot.from_json(text)


def test_an_empty_store_has_a_root_too() -> None:
    assert len(KnownRoot(AT_MS, {}).root) == 32
    assert KnownRoot(AT_MS, {}).root != KnownRoot(AT_MS, {"p": Head(0, b"")}).root
