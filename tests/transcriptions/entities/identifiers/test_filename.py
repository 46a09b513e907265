from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("open report_final.pdf please", "report_final.pdf"),
        ("open budget dot xlsx", "budget dot xlsx"),
        ("open report underscore final dot p d f", "report underscore final dot p d f"),
        ("It is saved as tax return 2022.pdf.", "tax return 2022.pdf."),
    ],
)
def test_filename_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "filename") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "a pdf file",
        "see example.org",
    ],
)
def test_what_is_no_filename_is_none(text):
    assert found(text, "filename") == []
