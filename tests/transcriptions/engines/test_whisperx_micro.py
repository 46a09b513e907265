"""WhisperX itself, unmodified and without network, on the models of tests/micro_models.

The reference that our engine is held against: loading, voice activity detection,
recognition and alignment give the words that were spoken, where they were spoken.
"""

from __future__ import annotations

import socket

import jiwer
import numpy as np
import pytest

from tests.micro_models import ALIGNER, NLTK_DATA, WHISPER, speech
from tests.micro_models.clips import VOICES

pytestmark = pytest.mark.filterwarnings("ignore")

SENTENCES = 7  # of each voice


@pytest.fixture(scope="module")
def no_network():
    connect = socket.socket.connect

    def refuse(self, address):
        if self.family != socket.AF_UNIX:
            raise OSError(f"The network is denied in this test: {address}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("PYANNOTE_METRICS_ENABLED", "false")
        yield


@pytest.fixture(scope="module")
def one_thread():
    """Threads that wait for each other by spinning cost a busy machine minutes."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def pipeline(no_network, one_thread):
    import whisperx

    return whisperx.load_model(
        str(WHISPER), "cpu", compute_type="int8", language="en", threads=1
    )


@pytest.fixture(scope="module")
def align(no_network, one_thread):
    import nltk.data
    import whisperx

    model, metadata = whisperx.load_align_model("en", "cpu", model_name=str(ALIGNER))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nltk.data, "path", [str(NLTK_DATA)])
        yield lambda segments, samples: whisperx.align(
            segments, model, metadata, samples, "cpu"
        )


@pytest.fixture(scope="module")
def sentences():
    return {
        voice: [
            speech.held_out(100 * at + seed, voice, words=7 + seed % 5)
            for seed in range(SENTENCES)
        ]
        for at, voice in enumerate(VOICES)
    }


@pytest.fixture(scope="module")
def recognized(pipeline, sentences):
    return {
        voice: [segments_of(pipeline, one) for one in spoken]
        for voice, spoken in sentences.items()
    }


def segments_of(pipeline, spoken):
    return pipeline.transcribe(spoken.samples, batch_size=4)["segments"]


def text_of(segments):
    return " ".join(segment["text"].strip() for segment in segments)


def start_errors(spoken, aligned):
    """How far the start of each rightly recognized word is from the truth, seconds."""
    heard = [word for word in aligned["word_segments"] if "start" in word]
    compared = jiwer.process_words(spoken.text, " ".join(one["word"] for one in heard))
    return [
        abs(heard[chunk.hyp_start_idx + at]["start"] - truth.start)
        for chunk in compared.alignments[0]
        if chunk.type == "equal"
        for at, truth in enumerate(
            spoken.words[chunk.ref_start_idx : chunk.ref_end_idx]
        )
    ]


def test_the_network_is_denied_here(no_network):
    with (
        pytest.raises(OSError, match="denied in this test"),
        socket.socket(socket.AF_INET) as client,
    ):
        client.connect(("127.0.0.1", 9))


@pytest.mark.parametrize("voice", VOICES)
def test_sentences_never_heard_before_are_understood(recognized, sentences, voice):
    said = [one.text for one in sentences[voice]]
    heard = [text_of(segments) for segments in recognized[voice]]

    assert jiwer.wer(said, heard) <= 0.10


@pytest.mark.parametrize("voice", VOICES)
def test_words_are_found_where_they_were_said(recognized, sentences, align, voice):
    errors = [
        error
        for spoken, segments in zip(sentences[voice], recognized[voice], strict=True)
        for error in start_errors(spoken, align(segments, spoken.samples))
    ]

    assert len(errors) > 0.85 * sum(len(one.words) for one in sentences[voice])
    assert np.median(errors) <= 0.15
    assert np.quantile(errors, 0.9) <= 0.3


def test_chunks_of_thirty_seconds_are_mostly_understood_and_aligned(pipeline, align):
    spoken = speech.dialogue(7, VOICES, seconds=45)

    segments = segments_of(pipeline, spoken)

    assert max(one["end"] - one["start"] for one in segments) > 20
    assert jiwer.wer(spoken.text, text_of(segments)) <= 0.25
    errors = start_errors(spoken, align(segments, spoken.samples))
    assert np.median(errors) <= 0.15


def test_a_looped_sentence_is_written_as_often_as_it_is_said(pipeline):
    one = speech.held_out(11, "rms", words=6)

    heard = text_of(segments_of(pipeline, speech.looped(one, 5)))

    assert jiwer.wer(" ".join([one.text] * 5), heard) <= 0.15


def test_where_nobody_speaks_nothing_is_written(pipeline):
    for nothing in (speech.silence(8), speech.silence(8, noise=0)):
        assert text_of(segments_of(pipeline, nothing)) == ""
