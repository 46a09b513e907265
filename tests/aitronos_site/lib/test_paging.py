"""Pages by limit and offset: what is asked, what is refused, where it goes on."""

from __future__ import annotations

import pytest

from aitronos_site.lib.paging import InvalidPage, Page, page_of, pagination

URL = "https://api.example/v1/things"


def test_without_a_wish_the_first_twenty_are_given():
    assert page_of({}) == Page(limit=20, offset=0)


def test_a_wish_within_the_bounds_is_granted():
    assert page_of({"limit": "100", "offset": "40"}) == Page(100, 40)
    assert page_of({"limit": "1000"}, most=1000).slice == slice(0, 1000)


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"limit": "0"}, ["limit"]),
        ({"limit": "101"}, ["limit"]),
        ({"limit": ""}, ["limit"]),
        ({"limit": "ten"}, ["limit"]),
        ({"limit": "1e1"}, ["limit"]),
        ({"limit": "+5"}, ["limit"]),
        ({"limit": "٣"}, ["limit"]),
        ({"limit": "5.0"}, ["limit"]),
        ({"offset": "-1"}, ["offset"]),
        ({"offset": "9" * 30}, ["offset"]),
        ({"limit": "x", "offset": "y"}, ["limit", "offset"]),
    ],
)
def test_a_wish_beyond_the_bounds_is_refused_by_name(query, fields):
    with pytest.raises(InvalidPage) as caught:
        page_of(query)

    assert caught.value.code == "VALIDATION_ERROR"
    assert list(caught.value.details["fields"]) == fields
    for messages in caught.value.details["fields"].values():
        assert messages[0].startswith("Must be a whole number from ")


def test_a_page_in_the_middle_leads_everywhere_with_the_same_question():
    url = URL + "?type=charge&limit=2&offset=2&q=a%20b"

    found = pagination(Page(2, 2), url, returned=2, total=5)

    assert found == {
        "total_count": 5,
        "returned_count": 2,
        "limit": 2,
        "has_more": True,
        "links": {
            "first": URL + "?type=charge&q=a+b&limit=2&offset=0",
            "current": URL + "?type=charge&q=a+b&limit=2&offset=2",
            "next": URL + "?type=charge&q=a+b&limit=2&offset=4",
            "previous": URL + "?type=charge&q=a+b&limit=2&offset=0",
        },
    }


def test_the_only_page_leads_nowhere_else():
    found = pagination(Page(20, 0), URL, returned=3, total=3)

    assert found["has_more"] is False
    assert found["links"]["next"] is None
    assert found["links"]["previous"] is None
    assert found["links"]["first"] == URL + "?limit=20&offset=0"


@pytest.mark.parametrize(("offset", "before"), [(3, 0), (25, 5), (900, 880)])
def test_the_page_before_never_starts_below_zero(offset, before):
    found = pagination(Page(20, offset), URL, returned=0, total=0)

    assert found["links"]["previous"] == f"{URL}?limit=20&offset={before}"
    assert found["has_more"] is False
