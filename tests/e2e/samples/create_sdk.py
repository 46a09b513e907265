from aitronos import Aitronos

client = Aitronos(api_key="your-api-key")

result = client.audio.create_transcription(
    organization_id="org_abc123def456",
    transcription_options={
        "language": "en",
        "audio_url": "https://storage.example.com/meeting-recording.mp3",
    },
    speaker_analysis={
        "diarization_enabled": True,
        "speakers_expected_count": 2,
    },
    intelligence_features={
        "sentiment_analysis_enabled": True,
        "entity_detection_enabled": True,
        "summarization_enabled": True,
    },
    privacy_settings={
        "pii_redaction_enabled": True,
        "pii_policies": ["email", "phone_number", "ssn"],
    },
)

print(result.data.transcription_id)
