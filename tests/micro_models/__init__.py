"""Small real speech models, and the speech they know, for tests (see README.md)."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
WHISPER = FOLDER / "whisper"  # CTranslate2, English only
ALIGNER = FOLDER / "aligner"  # wav2vec2 CTC in Hugging Face's form
NLTK_DATA = FOLDER / "nltk_data"  # punkt_tab, without which WhisperX aligns nothing
