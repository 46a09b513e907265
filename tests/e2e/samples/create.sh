curl -X POST https://api.aitronos.com/v1/audio/transcribe \
  -H "Authorization: Bearer $ACCESS_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{
    "organization_id": "org_abc123def456",
    "transcription_options": {
      "language": "en",
      "audio_url": "https://storage.example.com/meeting-recording.mp3"
    },
    "speaker_analysis": {
      "diarization_enabled": true,
      "speakers_expected_count": 2
    },
    "intelligence_features": {
      "sentiment_analysis_enabled": true,
      "entity_detection_enabled": true,
      "summarization_enabled": true
    },
    "privacy_settings": {
      "pii_redaction_enabled": true,
      "pii_policies": ["email", "phone_number", "ssn"]
    }
  }'
