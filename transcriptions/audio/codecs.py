"""Whether this machine's FFmpeg libraries can decode what is accepted."""

from __future__ import annotations

from av.codec import Codec
from av.codec.codec import UnknownCodecError

#: What customers mostly send, each with the decoder that it needs.
EVERYDAY = {
    "MP3": "mp3float",
    "WAV": "pcm_s16le",
    "M4A, MP4 and AAC": "aac",
    "Apple Lossless": "alac",
    "FLAC": "flac",
    "Opus and WebM": "opus",
    "Ogg Vorbis": "vorbis",
    "WMA": "wmav2",
}


def missing() -> list[str]:
    """The everyday formats that can't be decoded here."""
    return [name for name, decoder in EVERYDAY.items() if not _is_there(decoder)]


def _is_there(decoder: str) -> bool:
    try:
        return bool(Codec(decoder, "r").name)
    except UnknownCodecError:
        return False
