from __future__ import annotations

import wave
from itertools import pairwise

import numpy as np
import pytest

from tests.micro_models import speech
from tests.micro_models.clips import RATE, VOCABULARY, VOICES, clips
from tests.micro_models.speech import Word


@pytest.mark.parametrize("voice", VOICES)
def test_every_voice_says_every_word(voice):
    assert set(clips(voice)) == set(VOCABULARY)
    assert all(0.05 < np.abs(clip).max() <= 1 for clip in clips(voice).values())


@pytest.mark.parametrize("voice", VOICES)
def test_a_word_sounds_from_its_start_to_its_end_and_not_around(voice):
    generator = np.random.default_rng(5)

    quiet = speech.sentence(generator, voice, words=12, noise=0)

    silent = np.abs(quiet.samples) < 0.01 * 1.1  # of LOUD, at the greatest gain
    for word in quiet.words:
        first, last = round(word.start * RATE), round(word.end * RATE) - 1
        assert np.abs(quiet.samples[[first, last]]).min() > 0.01 * 0.7 * 0.99
        silent[first : last + 1] = True
    assert silent.all()


def test_a_word_is_its_recording_at_another_loudness():
    quiet = speech.spoken(["invoice"], "awb", np.random.default_rng(1), noise=0)

    (word,) = quiet.words
    start = round(word.start * RATE)
    clip = clips("awb")["invoice"][160:-320]
    found = quiet.samples[start : start + len(clip)]
    assert word.end - word.start == pytest.approx(len(clip) / RATE)
    assert np.corrcoef(found, clip)[0, 1] == pytest.approx(1)


def test_a_seed_always_gives_the_same_sentence_and_another_seed_another():
    first, again, other = (speech.held_out(seed) for seed in (3, 3, 4))

    assert np.array_equal(first.samples, again.samples)
    assert first.words == again.words
    assert other.text != first.text


def test_a_sentence_has_the_words_asked_for_none_twice_in_a_row():
    found = speech.held_out(9, "rms", words=400)

    assert len(found.words) == 400
    assert {word.text for word in found.words} == set(VOCABULARY)
    assert all(one.text != next_one.text for one, next_one in pairwise(found.words))
    assert found.text.split() == [word.text for word in found.words]


@pytest.mark.parametrize("seed", [-1, speech.FIRST_TRAINING_SEED])
def test_a_seed_of_the_training_is_refused(seed):
    with pytest.raises(ValueError, match="is not held out: take one from 0 to 999999"):
        speech.held_out(seed)


def test_the_voices_of_a_dialogue_take_turns():
    found = speech.dialogue(2, VOICES, seconds=30)

    assert 30 <= found.seconds < 40
    turns = found.turns
    assert [turn.voice for turn in turns[:4]] == ["slt", "rms", "awb", "slt"]
    assert all(before.end < after.start for before, after in pairwise(turns))
    for turn in turns:
        words = [one for one in found.words if turn.start <= one.start < turn.end]
        assert {word.voice for word in words} == {turn.voice}
        assert (words[0].start, words[-1].end) == (turn.start, turn.end)


def test_a_passage_is_of_one_voice_and_its_words_do_not_overlap():
    found = speech.passage(1, "awb", seconds=35)

    assert found.seconds >= 35
    assert {word.voice for word in found.words} == {"awb"}
    assert all(before.end < after.start for before, after in pairwise(found.words))
    assert found.words[-1].end < found.seconds


def test_a_looped_sentence_is_said_over_and_over_at_equal_distances():
    one = speech.held_out(6, words=5)

    found = speech.looped(one, 3, pause=0.5)

    assert found.text.split() == one.text.split() * 3
    starts = [word.start for word in found.words[::5]]
    assert np.diff(starts) == pytest.approx([one.seconds + 0.5] * 2)
    assert found.words[0] == one.words[0]


def test_joined_speech_keeps_the_times_of_its_words():
    first, second = speech.held_out(1), speech.held_out(2, "rms")

    found = speech.join([first, speech.silence(1.0), second])

    moved = first.seconds + 1.0
    last = second.words[-1]
    assert found.words[-1].start == pytest.approx(last.start + moved)
    assert found.words[-1].end == pytest.approx(last.end + moved)
    assert found.seconds == pytest.approx(moved + second.seconds)


def test_a_long_file_is_written_with_the_times_of_its_words(tmp_path):
    path = tmp_path / "long.wav"

    words = speech.write_long_wav(path, 600)

    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels()) == (RATE, 1)
        assert 600 <= file.getnframes() / RATE < 610
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    late = next(word for word in words if word.start > 590)
    clip = clips(late.voice)[late.text][160:-320]
    start = round(late.start * RATE)
    found = pcm[start : start + len(clip)].astype(np.float32)
    assert np.corrcoef(found, clip)[0, 1] > 0.95
    assert len(words) > 600


def test_a_written_file_holds_the_samples(tmp_path):
    one = speech.held_out(8)

    path = speech.write_wav(tmp_path / "one.wav", one)

    with wave.open(str(path)) as file:
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    assert pcm / 32767 == pytest.approx(one.samples, abs=1e-4)


def test_silence_is_faint_and_digital_silence_is_nothing():
    room, nothing = speech.silence(2.0), speech.silence(2.0, noise=0)

    assert (room.seconds, room.words) == (2.0, ())
    assert 0.0015 < room.samples.std() < 0.0025
    assert not nothing.samples.any()


def test_music_is_loud_all_through_and_has_no_words():
    found = speech.music(3.3, seed=1)

    assert found.words == ()
    assert found.seconds == pytest.approx(3.3)
    loudness = np.abs(found.samples[: 3 * RATE]).reshape(-1, RATE // 10).max(axis=1)
    assert loudness.min() > 0.05
    assert np.abs(found.samples).max() < 1.0


def test_the_hours_of_speech_are_a_few_sentences_over_and_over():
    sentences = speech.endless(0, ("slt", "rms"), different=2)

    first, second, third = (next(sentences) for _ in range(3))

    assert third is first
    assert [one.words[0].voice for one in (first, second)] == ["slt", "rms"]
    assert isinstance(second.words[0], Word)
