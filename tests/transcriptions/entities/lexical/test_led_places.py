from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.led_places import LedPlaceRecognizer
from transcriptions.entities.lexical.locations import LocationRecognizer

LED = LedPlaceRecognizer()
LOCATIONS = LocationRecognizer()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("he lives in little haddon", "little haddon"),
        ("we moved to swaffham", "swaffham"),
        ("i drove to kirkby lonsdale", "kirkby lonsdale"),
        ("i live in bow", "bow"),
        ("Drop me at King's Cross.", "King's Cross."),
        ("meet me at covent garden", "covent garden"),
    ],
)
def test_a_place_that_no_list_has_is_found_by_what_is_done_there(text, place):
    assert quotes(LED, text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "they live in peace",
        "we moved to a house",
        "she was born in march",
        "he went to sarah",
        "meet me at the farmer's market",
    ],
)
def test_states_months_and_people_are_no_places(text):
    assert quotes(LED, text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("it's s w one a one a a", ["s w one a one a a"]),
        ("it's b s eight one t h", ["b s eight one t h"]),
        ("send it to m twenty one four q x please", ["m twenty one four q x"]),
        ("we meet at three forty five a m", []),
        ("we were up ninety eight to eighty seven", []),
    ],
)
def test_a_british_postal_code_is_found_as_it_is_spelled(text, codes):
    assert quotes(LED, text) == codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my hotel is on ocean drive", ["ocean drive"]),
        ("it's on the hard drive", []),
        ("on hard drive two", []),
        ("the flat is on elm grove", ["elm grove"]),
        ("it's forty four rue de la paix", ["forty four rue de la paix"]),
        (
            "suite three hundred fifty five water street",
            ["suite three hundred fifty five water street"],
        ),
        ("Suite 300, 55 Water Street", ["Suite 300, 55 Water Street"]),
        ("Our office is at Unit 12, Kestrel Park.", ["Unit 12, Kestrel Park."]),
        (
            "the corner of king street and queen street",
            ["king street and queen street"],
        ),
    ],
)
def test_a_street_is_found_by_its_unit_its_kind_or_its_corner(text, found):
    assert quotes(LOCATIONS, text) == found
