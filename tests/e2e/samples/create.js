const accessToken = process.env.ACCESS_TOKEN;

const response = await fetch('https://api.aitronos.com/v1/audio/transcribe', {
  method: 'POST',
  headers: {
    'Authorization': `Bearer ${accessToken}`,
    'Content-Type': 'application/json',
  },
  body: JSON.stringify({
    organization_id: 'org_abc123def456',
    transcription_options: {
      language: 'en',
      audio_url: 'https://storage.example.com/meeting-recording.mp3',
    },
    speaker_analysis: {
      diarization_enabled: true,
      speakers_expected_count: 2,
    },
    intelligence_features: {
      sentiment_analysis_enabled: true,
      entity_detection_enabled: true,
      summarization_enabled: true,
    },
  }),
});

const data = await response.json();
console.log('Transcription ID:', data.data.transcription_id);
