"""What is refused and why, and that a hostile file reaches nothing but itself."""

from __future__ import annotations

import ctypes
import http.server
import io
import os
import random
import struct
import threading

import av
import pytest

from tests.audio_files import make_audio
from transcriptions.audio.probe import UnsupportedAudio, measure, probe

NOT_AUDIO = "The file is not audio in a supported format"


class SourceFailedError(Exception):
    """What a network file may raise."""


class FailingFile(io.BytesIO):
    """A file whose reads fail after some good ones."""

    def __init__(self, data, good_reads, error):
        super().__init__(data)
        self.good_reads, self.error = good_reads, error

    def read(self, size=-1):
        self.good_reads -= 1
        if self.good_reads < 0:
            raise self.error
        return super().read(size)


def refusal(read, data):
    with pytest.raises(UnsupportedAudio) as caught:
        read(io.BytesIO(data))
    assert caught.value.details["reason"] == caught.value.message
    return caught.value


def test_an_empty_file_is_refused():
    assert refusal(probe, b"").message == "The file is empty"


def test_a_codec_name_in_no_alphabet_is_no_failure(audio_file):
    data = audio_file("m4a_faststart", seconds=1).read_bytes()

    found = probe(io.BytesIO(data.replace(b"mp4a", b"mp\xe4a")))

    assert found.codec == "aac"


@pytest.mark.parametrize("size", [1, 10, 1_000, 100_000])
@pytest.mark.parametrize("seed", range(8))
def test_random_bytes_are_refused(size, seed):
    error = refusal(probe, random.Random(seed).randbytes(size))

    assert error.message.startswith(NOT_AUDIO)
    assert error.code == "UNSUPPORTED_AUDIO"


def test_a_text_is_refused_whatever_its_name(tmp_path):
    path = tmp_path / "speech.mp3"
    path.write_text("Four score and seven years ago our fathers brought forth\n" * 999)

    with path.open("rb") as file, pytest.raises(UnsupportedAudio, match=NOT_AUDIO):
        probe(file)


def test_a_video_without_sound_is_refused(audio_file):
    error = refusal(probe, audio_file("mp4_video_only").read_bytes())

    assert error.message == "The file has no audio track"


@pytest.mark.parametrize("box", [b"enca", b"drms"])
@pytest.mark.parametrize("read", [probe, measure])
def test_encrypted_audio_is_refused(audio_file, box, read):
    data = audio_file("mp4_encrypted").read_bytes().replace(b"enca", box)

    assert refusal(read, data).message == "The file is encrypted"


def wav(*, sample_rate=16_000, channels=1, frames=16_000):
    samples = bytes(2 * channels * frames)
    layout = (1, channels, sample_rate, 2 * channels * sample_rate, 2 * channels, 16)
    return (
        b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, *layout)
        + b"data" + struct.pack("<I", len(samples)) + samples
    )  # fmt: skip


def test_a_codec_that_is_not_on_the_list_is_refused():
    data = wav().replace(b"fmt \x10\0\0\0\x01\0", b"fmt \x10\0\0\0\x00\x02")

    assert refusal(probe, data).message == "The file's audio codec is not supported"


def test_too_many_channels_are_refused_with_the_limit():
    error = refusal(probe, wav(channels=12))

    assert error.details["channels"] == 12
    assert error.details["max_channels"] == 8
    assert "12 channels" in error.message


@pytest.mark.parametrize("sample_rate", [1_000, 1_000_000])
def test_odd_sample_rates_are_refused_with_the_limits(sample_rate):
    error = refusal(probe, wav(sample_rate=sample_rate))

    assert error.details["sample_rate"] == sample_rate
    assert error.details["min_sample_rate"] == 4_000
    assert error.details["max_sample_rate"] == 192_000


def test_a_recording_of_no_length_is_refused_when_measured():
    assert not probe(io.BytesIO(wav(frames=0))).exact
    assert "no sound" in refusal(measure, wav(frames=0)).message


@pytest.mark.parametrize("read", [probe, measure])
@pytest.mark.parametrize("kind", ["m4a_moov_at_end", "opus", "wav", "mp3", "webm"])
@pytest.mark.parametrize(
    "error", [SourceFailedError("gone"), OSError(5, "broken disk")]
)
def test_what_a_read_raises_comes_out_as_it_was(audio_file, read, kind, error, capfd):
    data = audio_file(kind, seconds=3.7).read_bytes()
    failed = 0

    for good_reads in range(10):
        file = FailingFile(data, good_reads, error)
        try:
            read(file)
        except type(error) as raised:
            assert raised is error
            failed += 1
        else:
            assert file.good_reads >= 0

    assert failed >= 2
    assert capfd.readouterr().err == ""


def evil_inputs(port):
    segment = f"http://127.0.0.1:{port}/segment.ts"
    playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{}\n#EXT-X-ENDLIST\n"
    return {
        "HLS over HTTP": playlist.format(segment),
        "HLS of a file": playlist.format("file:secret.wav"),
        "HLS of a neighbour": playlist.format("secret.m4a"),
        "list of a file": "ffconcat version 1.0\nfile 'secret.wav'\n",
        "list over HTTP": f"ffconcat version 1.0\nfile '{segment}'\n",
        "DASH": (
            '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" '
            'type="static" mediaPresentationDuration="PT10S"><Period><AdaptationSet '
            'mimeType="audio/mp4"><Representation id="1" bandwidth="1000"><BaseURL>'
            f"{segment}</BaseURL></Representation></AdaptationSet></Period></MPD>"
        ),
        "SDP": (
            "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
            "m=audio 5004 RTP/AVP 0\n"
        ),
    }


class OpenWatch:
    """Counts the openings of files in a folder, by anyone, as the kernel sees them."""

    IN_OPEN = 0x20

    def __init__(self, folder):
        libc = ctypes.CDLL(None, use_errno=True)
        self.descriptor = libc.inotify_init1(os.O_NONBLOCK)
        libc.inotify_add_watch(self.descriptor, os.fsencode(folder), self.IN_OPEN)

    def opened(self):
        try:
            return os.read(self.descriptor, 65_536)
        except BlockingIOError:
            return b""

    def close(self):
        os.close(self.descriptor)


@pytest.fixture
def watched_folder(tmp_path, monkeypatch):
    """The working directory, with two files that no input should have opened."""
    make_audio(tmp_path / "secret.wav", "wav", seconds=1)
    make_audio(tmp_path / "secret.m4a", "m4a_faststart", seconds=1)
    monkeypatch.chdir(tmp_path)
    watch = OpenWatch(tmp_path)
    yield watch
    watch.close()


@pytest.fixture
def canary():
    """A local HTTP server: its port and the paths that were asked of it."""
    hits = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_port, hits
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("read", [probe, measure])
@pytest.mark.parametrize("name", ["<none>", "list.m3u8", "list.mp3", "list.ffconcat"])
def test_playlists_open_no_file_and_make_no_request(watched_folder, canary, read, name):
    port, hits = canary

    for text in evil_inputs(port).values():
        file = io.BytesIO(text.encode())
        file.name = name
        with pytest.raises(UnsupportedAudio, match=NOT_AUDIO):
            read(file)

    assert watched_folder.opened() == b""
    assert hits == []


def test_the_watch_would_see_a_file_opened_by_a_playlist(watched_folder):
    listing = io.BytesIO(evil_inputs(1)["list of a file"].encode())

    with av.open(listing) as container:
        next(container.demux())

    assert b"secret.wav" in watched_folder.opened()
