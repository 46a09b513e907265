from __future__ import annotations

import pytest

from transcriptions import options


@pytest.mark.parametrize("nothing", [{}, {"speaker_analysis": None}])
def test_what_was_not_asked_for_is_not_wanted(nothing):
    assert not options.wants_speakers(nothing)
    assert options.expected_speakers(nothing) is None
    assert not options.wants_redaction(nothing)
    assert options.redaction_policies(nothing) == []


def test_what_was_asked_for_is_told():
    asked = {
        "speaker_analysis": {
            "diarization_enabled": True,
            "speakers_expected_count": 3,
        },
        "privacy_settings": {
            "pii_redaction_enabled": True,
            "pii_policies": ["email_address"],
        },
    }

    assert options.wants_speakers(asked)
    assert options.expected_speakers(asked) == 3
    assert options.wants_redaction(asked)
    assert options.redaction_policies(asked) == ["email_address"]
