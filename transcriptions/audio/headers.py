"""What a file's own header says about its size and length, read without FFmpeg.

FFmpeg guesses a missing length from the bit rate and doesn't tell; `probe` asks here
whether the length is stated, and by a header that fits the file.
"""

from __future__ import annotations

from typing import BinaryIO

# Format tags: PCM, float, A-law, mu-law, extensible (PCM or float in practice).
_WAV_UNCOMPRESSED = {1, 3, 6, 7, 0xFFFE}


def id3_size(file: BinaryIO) -> int:
    """Bytes of the ID3v2 tags, cover pictures and all, that the file opens with."""
    size = 0
    for _ in range(8):
        head = _read(file, size, 10)
        if head[:3] != b"ID3" or len(head) < 10:
            break
        length = 0
        for byte in head[6:]:
            length = length << 7 | byte & 0x7F
        size += 10 + length + (10 if head[5] & 0x10 else 0)
    return size


def states_length(file: BinaryIO, container: str) -> bool:
    """Whether the header holds the length and the file is as large as the header says.

    Reads a few bytes, nearly all of which opening the file has read before.
    """
    check = _LENGTH_CHECKS.get(container)
    if check is None:
        return False
    size = file.seek(0, 2)
    return check(file, size)


def _read(file: BinaryIO, offset: int, size: int) -> bytes:
    file.seek(offset)
    return file.read(size)


def _mp3_states_length(file: BinaryIO, size: int) -> bool:
    """A Xing, Info or VBRI header with a count of frames, in the first frame."""
    head = _read(file, 0, 256)
    if len(head) < 64 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    mpeg1, mono = head[1] & 0x18 == 0x18, head[3] & 0xC0 == 0xC0
    xing = 4 + ((17 if mono else 32) if mpeg1 else (9 if mono else 17))
    if head[xing : xing + 4] in (b"Xing", b"Info"):
        flags = int.from_bytes(head[xing + 4 : xing + 8])
        if not flags & 1:
            return False
        declared = int.from_bytes(head[xing + 12 : xing + 16]) if flags & 2 else size
    elif head[36:40] == b"VBRI":
        declared = int.from_bytes(head[46:50])
    else:
        return False
    # A shorter file was cut; a much longer one is several joined, of which the header
    # counts the first. Tags at the end are allowed for.
    return -512 <= size - declared <= min(declared // 16, 65_536)


def _wav_states_length(file: BinaryIO, size: int) -> bool:
    """Uncompressed samples in a "data" chunk that the file holds whole."""
    uncompressed, offset = False, 12
    if _read(file, 0, 4) != b"RIFF":
        return False
    for _ in range(32):
        header = _read(file, offset, 10)
        if len(header) < 8:
            return False
        length = int.from_bytes(header[4:8], "little")
        if header[:4] == b"fmt ":
            uncompressed = int.from_bytes(header[8:], "little") in _WAV_UNCOMPRESSED
        if header[:4] == b"data":
            return uncompressed and 0 < length <= size - offset - 8
        offset += 8 + length + length % 2
    return False


def _flac_states_length(file: BinaryIO, size: int) -> bool:
    """A total of samples in STREAMINFO."""
    head = _read(file, 0, 26)
    return head[:4] == b"fLaC" and int.from_bytes(head[21:26]) & 0xFFFFFFFFF > 0


def _mp4_states_length(file: BinaryIO, size: int) -> bool:
    """Whole top-level boxes and a movie box that isn't continued in fragments."""
    offset, unfragmented = 0, False
    for _ in range(64):
        if offset >= size:
            break
        kind, body, end = _mp4_box(file, offset, size)
        if end > size:
            return False
        if kind == b"moov":
            unfragmented = not _mp4_has_child(file, body, end, b"mvex")
        offset = end
    return unfragmented


def _mp4_box(file: BinaryIO, offset: int, size: int) -> tuple[bytes, int, int]:
    """Type, offset of the body and end of the box at `offset`."""
    header = _read(file, offset, 16)
    length, body = int.from_bytes(header[:4]), offset + 8
    if length == 1:
        length, body = int.from_bytes(header[8:16]), offset + 16
    if length == 0:
        length = size - offset
    return header[4:8], body, offset + max(length, 8)


def _mp4_has_child(file: BinaryIO, start: int, end: int, wanted: bytes) -> bool:
    for _ in range(64):
        if start >= end:
            break
        kind, _body, start = _mp4_box(file, start, end)
        if kind == wanted:
            return True
    return False


def _webm_states_length(file: BinaryIO, size: int) -> bool:
    """A Duration in the segment's Info, which precedes the sound, and a whole segment."""
    head = _read(file, 0, 16_384)
    segment, info = head.find(b"\x18\x53\x80\x67"), head.find(b"\x15\x49\xa9\x66")
    if not 0 <= segment < info:
        return False
    length, start = _ebml_size(head, segment + 4)
    if length is not None and start + length > size:
        return False
    return any(mark in head[info:] for mark in (b"\x44\x89\x84", b"\x44\x89\x88"))


def _ebml_size(head: bytes, offset: int) -> tuple[int | None, int]:
    """The element size written at `offset` (None: unknown) and where its body starts."""
    width = 9 - head[offset].bit_length()
    end = offset + width
    value = int.from_bytes(head[offset:end]) & ((1 << 7 * width) - 1)
    return (None if value == (1 << 7 * width) - 1 else value), end


def _ogg_states_length(file: BinaryIO, size: int) -> bool:
    """The last page belongs to a stream that starts the file (no second recording is joined on)."""
    serials, offset = set(), 0
    head = _read(file, 0, 65_536)
    while head[offset : offset + 4] == b"OggS" and head[offset + 5] & 2:
        serials.add(head[offset + 14 : offset + 18])
        segments = head[offset + 26]
        offset += 27 + segments + sum(head[offset + 27 : offset + 27 + segments])
    tail = _read(file, max(0, size - 65_536), 65_536)
    last = tail.rfind(b"OggS")
    return last >= 0 and tail[last + 14 : last + 18] in serials


def _asf_states_length(file: BinaryIO, size: int) -> bool:
    """File properties of a finished recording, not of a broadcast."""
    head = _read(file, 0, 16_384)
    start = head.find(bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365"))
    properties = head[start : start + 104]
    if start < 0 or len(properties) < 104:
        return False
    file_size = int.from_bytes(properties[40:48], "little")
    ticks = int.from_bytes(properties[64:72], "little")
    broadcast = properties[88] & 1
    return not broadcast and ticks > 0 and file_size <= size


_LENGTH_CHECKS = {
    "mp3": _mp3_states_length,
    "wav": _wav_states_length,
    "flac": _flac_states_length,
    "mp4": _mp4_states_length,
    "mov": _mp4_states_length,
    "webm": _webm_states_length,
    "ogg": _ogg_states_length,
    "asf": _asf_states_length,
}
