"""The published page's examples of a creation, to the letter."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample

REQUEST = {
    "organization_id": "org_abc123def456",
    "transcription_options": {
        "language": "en",
        "audio_url": "https://storage.example.com/meeting-recording.mp3",
    },
    "speaker_analysis": {"diarization_enabled": True, "speakers_expected_count": 2},
    "intelligence_features": {
        "sentiment_analysis_enabled": True,
        "entity_detection_enabled": True,
        "summarization_enabled": True,
    },
    "privacy_settings": {
        "pii_redaction_enabled": True,
        "pii_policies": ["email", "phone_number", "ssn"],
    },
}

CREATED = {
    "success": True,
    "data": {
        "transcription_id": "trans_a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6",
        "status": "queued",
        "model_key": "fvt-1",
        "audio_metadata": {
            "url": "https://storage.example.com/meeting-recording.mp3",
            "duration_seconds": 125.5,
            "language_code": "en",
        },
        "timestamps": {"created_at": "2026-03-02T10:30:00Z"},
    },
    "billing": {
        "synapses_consumed": 126,
        "synapses_refunded": 0,
        "transaction_id": "txn_f1e2d3c4b5a6f7e8d9c0b1a2f3e4d5c6",
        "currency": "synapses",
        "multipliers": {"base": 1.0, "organization": 1.0, "priority": 1.0},
    },
    "metadata": {
        "request_id": "req_1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d",
        "timestamp": "2026-03-02T10:30:00Z",
        "processing_time_ms": 245,
    },
    "actions": {
        "check_status": "https://api.aitronos.com/v1/audio/transcribe/"
        "trans_a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"
    },
}

INSUFFICIENT_SYNAPSES = {
    "success": False,
    "error": {
        "code": "INSUFFICIENT_SYNAPSES",
        "message": "You don't have enough synapses to complete this request.",
        "system_message": "Insufficient synapse balance: required 126, available 50",
        "type": "client_error",
        "status": 402,
        "details": {
            "required_synapses": 126,
            "available_synapses": 50,
            "organization_id": "org_abc123def456",
        },
        "trace_id": "abc-123-def",
        "timestamp": "2026-03-02T10:30:00Z",
    },
}

INVALID_AUDIO_URL = {
    "success": False,
    "error": {
        "code": "INVALID_AUDIO_URL",
        "message": "The provided audio URL is invalid or inaccessible.",
        "system_message": "Audio URL validation failed",
        "type": "validation_error",
        "status": 422,
        "details": {
            "audio_url": "http://example.com/audio.mp3",
            "reason": "Audio URL must use HTTPS protocol",
        },
        "trace_id": "abc-123-def",
        "timestamp": "2026-03-02T10:30:00Z",
    },
}

CREATE = [
    OpenApiExample("Create a transcription", value=REQUEST, request_only=True),
    OpenApiExample("Created", value=CREATED, response_only=True, status_codes=["201"]),
    OpenApiExample(
        "Insufficient balance",
        value=INSUFFICIENT_SYNAPSES,
        response_only=True,
        status_codes=["402"],
    ),
    OpenApiExample(
        "Validation error",
        value=INVALID_AUDIO_URL,
        response_only=True,
        status_codes=["422"],
    ),
]
