"""Hashes over fields and chains of them: what must differ differs, and what fits is followed to its end."""

from hypothesis import given
from hypothesis import strategies as st

from models.chain import Chain, Head, Link, digest, printed, same_fields_elsewhere

FIELDS = st.lists(st.one_of(st.binary(max_size=6), st.text(alphabet="ab", max_size=4)), max_size=4)
START = Head(0, bytes(32))
HAND_MADE = "3f8a8373ad629f7c401d2f9d867812469efb93adffb461721c6b594fdecd655a"


def chained(chain: Chain, *contents: bytes) -> list[Link]:
    """Rows that fit, one for each content."""
    links, head = list[Link](), START
    for content in contents:
        value = chain.hash_at(head.n + 1, head.hash, (content,))
        links.append(Link(head.n + 1, head.hash, value, (content,)))
        head = Head(head.n + 1, value)
    return links


@given(FIELDS, FIELDS)
def test_two_lists_of_fields_share_a_hash_only_when_they_are_the_same_bytes(one: list[bytes | str], other: list[bytes | str]) -> None:
    def plain(fields: list[bytes | str]) -> list[bytes]:
        return [field if isinstance(field, bytes) else field.encode() for field in fields]

    assert (digest("kind", *one) == digest("kind", *other)) == (plain(one) == plain(other))


def test_no_byte_slips_from_one_field_into_its_neighbour() -> None:
    assert len({digest("kind", b"ab", b"c"), digest("kind", b"a", b"bc"), digest("kind", b"abc"), digest("kind", b"abc", b"")}) == 4


def test_kinds_and_owners_never_share_a_hash() -> None:
    hashes = {Chain(kind, owner).hash_at(1, bytes(32), (b"x",)) for kind in ("update", "line") for owner in ("", "plan", "other plan")}
    assert len(hashes) == 6


def test_a_chain_hash_is_the_same_on_every_machine_and_for_ever() -> None:
    # Worked out once from the words of docs/decisions/0011: whoever changes it makes every store look forged.
    assert Chain("update", "p").hash_at(1, bytes(32), (b"words",)).hex() == HAND_MADE


def test_a_chain_that_fits_is_followed_to_its_end() -> None:
    chain = Chain("update", "p")
    links = chained(chain, b"one", b"two", b"three")
    assert chain.follow(START, links) == (Head(3, links[-1].hash), None)
    assert chain.follow(START, []) == (START, None)


def test_following_stops_at_the_first_row_that_does_not_fit() -> None:
    chain = Chain("update", "p")
    links = chained(chain, b"one", b"two", b"three")
    changed = [links[0], links[1]._replace(fields=(b"TWO",)), links[2]]
    assert chain.follow(START, changed) == (Head(1, links[0].hash), changed[1])


def test_a_row_that_was_swapped_away_is_found() -> None:
    chain = Chain("update", "p")
    links = chained(chain, b"one", b"two", b"three", b"four")
    by_content = [links[0], links[1]._replace(fields=links[3].fields), links[2], links[3]._replace(fields=links[1].fields)]
    assert same_fields_elsewhere(chain, Head(1, links[0].hash), by_content[1:]) is by_content[3]
    whole_rows = [links[0], links[2]._replace(n=2), links[1]._replace(n=3), links[3]]
    assert same_fields_elsewhere(chain, Head(1, links[0].hash), whole_rows[1:]) is whole_rows[2]
    only_changed = [links[0], links[1]._replace(fields=(b"TWO",)), links[2], links[3]]
    assert same_fields_elsewhere(chain, Head(1, links[0].hash), only_changed[1:]) is None


def test_a_hash_is_printed_in_groups_that_a_person_can_compare() -> None:
    value = bytes.fromhex("3f2a91bc07de55a1" + "00" * 24)
    assert printed(value) == "3f2a 91bc 07de 55a1"
    assert printed(value, groups=2) == "3f2a 91bc"
