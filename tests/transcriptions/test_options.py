from __future__ import annotations

import pytest

from transcriptions import options


@pytest.mark.parametrize("nothing", [{}, {"speaker_analysis": None}])
def test_what_was_not_asked_for_is_not_wanted(nothing):
    assert not options.wants_speakers(nothing)
    assert options.expected_speakers(nothing) is None
    assert not options.wants_redaction(nothing)
    assert options.redaction_policies(nothing) == []
    assert options.wanted_features(nothing) == []


def test_what_was_asked_for_is_told():
    asked = {
        "speaker_analysis": {
            "diarization_enabled": True,
            "speakers_expected_count": 3,
        },
        "privacy_settings": {
            "pii_redaction_enabled": True,
            "pii_policies": ["email_address"],
            "pii_substitution": "hash",
            "redacted_audio_method": "silence",
            "redacted_audio_format": "wav",
        },
        "intelligence_features": {
            "sentiment_analysis_enabled": False,
            "summarization_enabled": True,
        },
    }

    assert options.wants_speakers(asked)
    assert options.expected_speakers(asked) == 3
    assert options.wants_redaction(asked)
    assert options.redaction_policies(asked) == ["email_address"]
    assert options.substitution(asked) == "hash"
    assert options.redacted_audio_method(asked) == "silence"
    assert options.redacted_audio_format(asked) == "wav"
    assert options.wanted_features(asked) == ["summarization_enabled"]


def test_redaction_names_what_it_takes_out_and_puts_a_tone_into_an_mp3():
    asked = {"privacy_settings": {"pii_redaction_enabled": True}}

    assert options.substitution(asked) == "entity_name"
    assert options.redacted_audio_method(asked) == "tone"
    assert options.redacted_audio_format(asked) == "mp3"
