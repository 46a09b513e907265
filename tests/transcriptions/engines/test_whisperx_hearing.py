"""What the WhisperX engine makes of sound, with small models that were really trained."""

from __future__ import annotations

from itertools import pairwise
from statistics import mean, median

import jiwer
import numpy as np
import pytest

from tests.micro_models import ALIGNER, WHISPER, speech
from tests.micro_models.clips import VOICES
from tests.transcriptions.engines.speech import ignore, music
from transcriptions.engines.whisperx import WhisperXEngine
from transcriptions.quality import Flag, examined, suspect_seconds
from transcriptions.transcript import build_sentences

pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.usefixtures("no_network"),
]

SENTENCES = 4  # of each voice


@pytest.fixture(scope="module")
def engine():
    engine = WhisperXEngine(
        str(WHISPER),
        offline=True,
        batch_size=4,
        threads=1,
        align_models={"en": str(ALIGNER)},
    )
    yield engine
    engine.close()


def hear(engine, samples, **kwargs):
    return engine.transcribe(samples, language="en", on_progress=ignore, **kwargs)


def words_of(recognition):
    return [word for segment in recognition.segments for word in segment.words]


def examine(recognition):
    sentences = build_sentences(recognition.segments, language="en")
    return examined(sentences, voiced=recognition.voiced)


@pytest.fixture(scope="module")
def heard(engine):
    """Pairs of what was said and what the engine recognized, for each voice."""
    said = {
        voice: [speech.held_out(seed, voice) for seed in range(SENTENCES)]
        for voice in VOICES
    }
    return {
        voice: [(one, hear(engine, one.samples)) for one in sentences]
        for voice, sentences in said.items()
    }


@pytest.mark.parametrize("voice", VOICES)
def test_sentences_that_no_model_was_trained_on_are_understood(heard, voice):
    errors = [
        jiwer.wer(said.text, " ".join(word.text for word in words_of(found)))
        for said, found in heard[voice]
    ]

    assert mean(errors) <= 0.10


def test_words_begin_when_they_are_said(heard):
    off = [
        abs(word.start - true.start)
        for pairs in heard.values()
        for said, found in pairs
        for word, true in zip(words_of(found), said.words, strict=False)
        if len(words_of(found)) == len(said.words)
    ]

    assert len(off) > 40
    assert median(off) < 0.15


def test_words_are_in_order_inside_the_audio_and_have_confidence(heard):
    for said, found in (pair for pairs in heard.values() for pair in pairs):
        words = words_of(found)
        assert found.notices == ()
        assert all(0 <= word.start <= word.end <= said.seconds for word in words)
        assert all(a.end <= b.start for a, b in pairwise(words))
        assert all(0 < word.confidence <= 1 for word in words)


def test_good_speech_has_no_flags(heard):
    for found in (found for pairs in heard.values() for _, found in pairs):
        assert [sentence.flags for sentence in examine(found)] == [()]


def test_numbers_get_times(engine, monkeypatch):
    said = speech.held_out(0, "rms")
    generate = engine._pipeline.pipe.model.generate_segment_batched

    def with_digits(*args):
        """As bigger models do, write a number in digits."""
        result = generate(*args)
        (text,) = result["text"]
        return {**result, "text": [f"{text.strip()} 1961."]}

    monkeypatch.setattr(
        engine._pipeline.pipe.model, "generate_segment_batched", with_digits
    )
    monkeypatch.setattr(engine, "_batch_size", 1)

    *words, number = words_of(hear(engine, said.samples))

    assert number.text == "1961."
    assert words[-1].end <= number.start <= number.end <= said.seconds


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(90 * 16_000, np.float32),
        speech.silence(60).samples,
        speech.music(60).samples,
        music(60),
    ],
    ids=["nothing", "room", "vibrato", "plucked"],
)
def test_silence_and_music_are_no_prose(engine, samples):
    found = hear(engine, samples)

    assert (found.segments, found.voiced, found.speech_seconds) == ((), (), 0.0)


def test_music_between_sentences_is_no_prose(engine):
    first, second = speech.held_out(2, "rms"), speech.held_out(3, "slt")
    samples = speech.join([first, speech.music(8), second]).samples

    found = hear(engine, samples)

    quiet = [first.seconds + 0.3, first.seconds + 7.7]
    assert len(found.segments) == 2
    assert not any(quiet[0] < word.start < quiet[1] for word in words_of(found))


def test_one_sentence_over_and_over_is_flagged(engine):
    said = speech.looped(speech.held_out(1, "slt", words=6), 20)

    found = hear(engine, said.samples)

    sentences = examine(found)
    assert found.segments
    assert any(Flag.REPETITION in sentence.flags for sentence in sentences)
    assert suspect_seconds(sentences) > 0.3 * said.seconds


def test_text_that_was_never_said_is_flagged(engine, monkeypatch):
    said = speech.held_out(1, "slt")
    invented = "number open close today first seven report price"

    def invent(*args):
        return {"text": [invented], "avg_logprob": [-0.1]}

    monkeypatch.setattr(engine._pipeline.pipe.model, "generate_segment_batched", invent)
    monkeypatch.setattr(engine, "_batch_size", 1)

    found = hear(engine, said.samples)

    assert [Flag.WEAK_ALIGNMENT in one.flags for one in examine(found)] == [True]
