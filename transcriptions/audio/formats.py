"""The formats accepted: what FFmpeg may open and decode, and what each is called.

Data for `container` and `probe`, in one place; no file is opened here.
"""

from __future__ import annotations

SUPPORTED = "MP3, WAV, M4A, FLAC, OGG, Opus, WebM, MP4, MOV, AAC or WMA"

FORMAT_WHITELIST = "mp3,wav,flac,ogg,matroska,webm,mov,mp4,m4a,aac,asf"

DECODER_WHITELIST = (
    "aac,ac3,adpcm_ima_qt,adpcm_ima_wav,adpcm_ms,alac,amrnb,amrwb,eac3,flac,g726,"
    "gsm_ms,mp1float,mp2float,mp3float,opus,pcm_alaw,pcm_f32be,pcm_f32le,pcm_f64be,"
    "pcm_f64le,pcm_mulaw,pcm_s16be,pcm_s16le,pcm_s24be,pcm_s24le,pcm_s32be,pcm_s32le,"
    "pcm_s8,pcm_u8,speex,vorbis,wmalossless,wmapro,wmav1,wmav2,wmavoice"
)

# Whatever the bytes claim to be, FFmpeg opens no second file, makes no connection,
# and runs no parser or decoder outside the lists above.
OPEN_OPTIONS = {
    "protocol_whitelist": "none",
    "format_whitelist": FORMAT_WHITELIST,
    "codec_whitelist": DECODER_WHITELIST,
    "formatprobesize": "262144",
}

# Enough for every header; without them FFmpeg reads up to 5 MB, 5 s of packets.
PROBE_OPTIONS = {**OPEN_OPTIONS, "probesize": "131072", "analyzeduration": "500000"}

_CONTAINERS = {
    "mov,mp4,m4a,3gp,3g2,mj2": "mp4",
    "matroska,webm": "webm",
}

_CONTENT_TYPES = {
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "aac": "audio/aac",
    "asf": "audio/x-ms-wma",
    "mp4": "audio/mp4",
    "webm": "audio/webm",
}

_VIDEO_CONTENT_TYPES = {
    "asf": "video/x-ms-wmv",
    "mov": "video/quicktime",
    "mp4": "video/mp4",
    "ogg": "video/ogg",
    "webm": "video/webm",
}


def container_name(demuxer: str, major_brand: str) -> str:
    """The everyday name of FFmpeg's `demuxer`: "mp3", "mp4", "mov", "webm", ..."""
    if major_brand == "qt  ":
        return "mov"
    return _CONTAINERS.get(demuxer, demuxer)


def content_type(container: str, *, has_video: bool) -> str:
    if has_video or container == "mov":
        return _VIDEO_CONTENT_TYPES.get(container, "application/octet-stream")
    return _CONTENT_TYPES[container]
