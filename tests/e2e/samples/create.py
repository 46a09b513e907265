import requests

url = "https://api.aitronos.com/v1/audio/transcribe"
headers = {
    "Authorization": "Bearer YOUR_ACCESS_TOKEN",
    "Content-Type": "application/json",
}
payload = {
    "organization_id": "org_abc123def456",
    "transcription_options": {
        "language": "en",
        "audio_url": "https://storage.example.com/meeting-recording.mp3",
    },
    "speaker_analysis": {
        "diarization_enabled": True,
        "speakers_expected_count": 2,
    },
    "intelligence_features": {
        "sentiment_analysis_enabled": True,
        "entity_detection_enabled": True,
        "summarization_enabled": True,
    },
}

response = requests.post(url, headers=headers, json=payload)
data = response.json()

print(f"Transcription ID: {data['data']['transcription_id']}")
print(f"Status: {data['data']['status']}")
