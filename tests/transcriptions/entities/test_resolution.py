from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcriptions.entities.base import Entity
from transcriptions.entities.resolution import resolve

ENTITIES = st.lists(
    st.builds(
        lambda kind, first, length, score: Entity(kind, first, first + length, score),
        st.sampled_from(["phone_number", "date", "number_sequence", "person_name"]),
        st.integers(0, 20),
        st.integers(1, 6),
        st.sampled_from([0.4, 0.7, 0.9]),
    ),
    max_size=8,
)


@given(ENTITIES, st.randoms())
def test_no_word_is_named_twice_and_none_that_was_found_is_lost(entities, random):
    standing = resolve(entities)

    words = [word for one in standing for word in range(one.first, one.end)]
    assert len(words) == len(set(words))
    assert set(words) == {w for one in entities for w in range(one.first, one.end)}
    random.shuffle(entities)
    assert resolve(entities) == standing


def test_the_surer_one_stands():
    date, number = Entity("date", 0, 2, 0.8), Entity("number_sequence", 0, 2, 0.4)

    assert resolve([number, date]) == [date]


def test_of_equally_sure_ones_the_more_specific_stands():
    card = Entity("credit_card_number", 0, 4, 0.9)
    phone = Entity("phone_number", 0, 4, 0.9)

    assert resolve([phone, card]) == [card]


def test_what_one_that_yields_covers_alone_stays_covered():
    card = Entity("credit_card_number", 2, 4, 0.9)
    number = Entity("number_sequence", 0, 6, 0.4)

    assert resolve([number, card]) == [
        Entity("number_sequence", 0, 2, 0.4),
        card,
        Entity("number_sequence", 4, 6, 0.4),
    ]
