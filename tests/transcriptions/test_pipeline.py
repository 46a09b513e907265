"""Windows, passages and speakers. The engine and the diarizers here follow a script:

what is tested is what the pipeline does with them, also when they fail.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.audio_files import make_audio
from transcriptions import passages, pipeline
from transcriptions.engines.base import Aborted, EngineInfo, Recognition
from transcriptions.transcript import Notice, Segment, SpeakerTurn, Word

SECONDS = 9.0
ORDER = pipeline.Order(language="en", declared_seconds=SECONDS, window_seconds=3.0)


class Prepared:
    """An engine that has heard the same words in any audio, and notes what it is given."""

    info = EngineInfo("prepared", "none", "1")

    def __init__(self, text="So it is.", language="en", notices=()):
        words = tuple(
            Word(word, at / 10, at / 10 + 0.1, 1.0)
            for at, word in enumerate(text.split())
        )
        segment = Segment(text, 0.0, words[-1].end, words)
        self._heard = Recognition((segment,), language, 0.9, ((0.0, 1.0),), notices)
        self.asked = []

    def transcribe(self, samples, *, language, on_progress, vocabulary=()):
        self.asked.append((language, vocabulary))
        on_progress(0.0)
        on_progress(len(samples) / 16_000)
        return self._heard

    def close(self):
        pass


class Attentive:
    """A diarizer that notes where it listened, and hears a new speaker at each start."""

    name = "attentive"

    def __init__(self, *, resumable=True, fails_at=None):
        self.resumable = resumable
        self.heard = []
        self._fails_at = fails_at

    def hear(self, samples, *, start, on_progress):
        if self._fails_at == len(self.heard):
            raise RuntimeError("Too loud.")
        self.heard.append(start)
        on_progress(0.0)
        on_progress(len(samples) / 16_000)
        return {"start": start, "end": start + len(samples) / 16_000}

    def turns(self, evidence, *, expected):
        if self._fails_at == "turns":
            raise RuntimeError("Too many.")
        return tuple(
            SpeakerTurn(one["start"], one["end"], f"S{number}")
            for number, one in enumerate(evidence, start=1)
        )


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    return make_audio(
        tmp_path_factory.mktemp("audio") / "talk.wav", "wav", seconds=SECONDS
    )


def transcribe(path, engine=None, order=ORDER, **changes):
    """What was spoken, and the passages that were new."""
    new = []
    options = {
        "on_progress": lambda seconds: None,
        "on_passage": new.append,
        **changes,
    }
    with path.open("rb") as file:
        spoken = pipeline.transcribe(file, engine or Prepared(), order, **options)
    return spoken, new


@pytest.mark.parametrize(
    ("language", "sentences"),
    [("el", ["Τι κάνεις;", "Καλά."]), ("pt", ["Τι κάνεις; Καλά."])],  # noqa: RUF001
)
def test_sentences_end_as_the_language_that_was_heard_has_it(talk, language, sentences):
    engine = Prepared("Τι κάνεις; Καλά.", language)  # noqa: RUF001
    order = replace(ORDER, language="auto", window_seconds=600.0)

    spoken, _ = transcribe(talk, engine, order)

    assert spoken.language == language
    assert [sentence.text for sentence in spoken.sentences] == sentences


def test_a_file_is_heard_in_windows_that_follow_each_other(talk):
    spoken, new = transcribe(talk)

    assert [passage.position for passage in new] == list(range(len(new)))
    assert len(new) >= 3
    assert [p.start for p in new] == [0.0, *(p.end for p in new[:-1])]
    assert new[-1].end == spoken.duration == SECONDS
    starts = [sentence.start for sentence in spoken.sentences]
    assert starts == [passage.start for passage in new]


def test_progress_never_falls_and_ends_with_the_file(talk):
    reached = []

    transcribe(talk, diarizer=Attentive(), on_progress=reached.append)

    assert reached == sorted(reached)
    assert reached[-1] == pytest.approx(SECONDS)


def test_an_engine_is_told_the_vocabulary_and_the_language_it_heard_first(talk):
    engine = Prepared(language="fr")
    order = replace(ORDER, vocabulary=("Aitronos",))

    transcribe(talk, engine, order)

    assert engine.asked[:2] == [("en", ("Aitronos",)), ("fr", ("Aitronos",))]


def test_windows_that_are_known_are_not_heard_again_and_nothing_changes(talk):
    whole, new = transcribe(talk, Prepared(language="fr"))
    engine = Prepared(language="fr")

    resumed, rest = transcribe(talk, engine, known=new[:2])

    assert resumed == whole
    assert rest == new[2:]
    assert engine.asked == [("fr", ())] * len(rest)


def test_a_known_passage_of_another_cut_is_heard_again(talk):
    whole, new = transcribe(talk)
    moved = replace(new[1], end=new[1].end + 0.01)

    resumed, again = transcribe(talk, known=[new[0], moved])

    assert again == new[1:]
    assert resumed == whole


def test_notices_are_given_once(talk):
    notice = Notice("VOCABULARY_IGNORED", "It can't be used.")

    spoken, new = transcribe(talk, Prepared(notices=(notice,)))

    assert len(new) > 1
    assert spoken.notices == (notice,)


def test_speakers_are_put_in_and_end_sentences(talk):
    spoken, new = transcribe(talk, diarizer=Attentive())

    assert spoken.diarized
    speakers = [sentence.speaker for sentence in spoken.sentences]
    assert speakers == [f"S{number}" for number in range(1, len(new) + 1)]


@pytest.mark.parametrize("resumable", [True, False])
def test_only_a_diarizer_that_cannot_resume_hears_known_windows_again(talk, resumable):
    whole, new = transcribe(talk, diarizer=Attentive())
    diarizer = Attentive(resumable=resumable)
    engine = Prepared()

    resumed, _ = transcribe(talk, engine, diarizer=diarizer, known=new[:2])

    assert resumed == whole
    assert len(engine.asked) == len(new) - 2
    expected = new[2:] if resumable else new
    assert diarizer.heard == [passage.start for passage in expected]


@pytest.mark.parametrize("fails_at", [0, 1, "turns"])
def test_a_diarizer_that_fails_costs_the_speakers_and_not_the_text(
    talk, fails_at, caplog
):
    without, _ = transcribe(talk)

    spoken, _ = transcribe(talk, diarizer=Attentive(fails_at=fails_at))

    assert spoken.sentences == without.sentences
    assert not spoken.diarized
    assert [notice.code for notice in spoken.notices] == ["DIARIZATION_FAILED"]
    assert "The diarizer failed" in caplog.text


def test_speakers_that_failed_stay_away_when_the_work_is_resumed(talk):
    _, new = transcribe(talk, diarizer=Attentive(fails_at=1))
    diarizer = Attentive()

    spoken, _ = transcribe(talk, diarizer=diarizer, known=new[:2])

    assert [notice.code for notice in spoken.notices] == ["DIARIZATION_FAILED"]
    assert diarizer.heard == []


class Stubborn(Attentive):
    """Takes whatever stops it for a failure of its own."""

    def hear(self, samples, *, start, on_progress):
        try:
            return super().hear(samples, start=start, on_progress=on_progress)
        except Aborted as error:
            raise ValueError from error


def test_what_stops_a_diarizer_from_outside_is_not_its_failure(talk):
    diarizer = Stubborn()

    def stop_while_it_listens(seconds):
        if diarizer.heard:
            raise Aborted

    with pytest.raises(Aborted):
        transcribe(talk, diarizer=diarizer, on_progress=stop_while_it_listens)


class Slow(Attentive):
    """Its work on the whole file lasts until it is told to end."""

    def __init__(self, ended):
        super().__init__()
        self._ended = ended

    def turns(self, evidence, *, expected):
        assert self._ended.wait(30)
        return ()


def test_the_last_step_of_a_diarizer_can_be_stopped(talk):
    import threading

    ended = threading.Event()
    done = []

    def stop_at_the_end(seconds):
        done.append(seconds)
        if done.count(SECONDS) > 2:
            raise Aborted

    try:
        with pytest.raises(Aborted):
            transcribe(talk, diarizer=Slow(ended), on_progress=stop_at_the_end)
    finally:
        ended.set()


def test_passages_count_only_under_the_same_circumstances():
    other = Prepared()
    other.info = replace(other.info, version="2")
    names = {
        pipeline.fingerprint(Prepared(), None, ORDER),
        pipeline.fingerprint(other, None, ORDER),
        pipeline.fingerprint(Prepared(), Attentive(), ORDER),
        pipeline.fingerprint(Prepared(), None, replace(ORDER, language="de")),
        pipeline.fingerprint(Prepared(), None, replace(ORDER, vocabulary=("x",))),
        pipeline.fingerprint(Prepared(), None, replace(ORDER, window_seconds=4.0)),
    }

    assert len(names) == 6
    elsewhere = Prepared()
    elsewhere.info = replace(elsewhere.info, device="cuda")
    assert pipeline.fingerprint(elsewhere, None, ORDER) in names


def test_a_passage_is_the_same_after_it_was_stored(talk):
    _, new = transcribe(talk, Prepared(notices=(Notice("A", "b."),)))

    for passage in new:
        assert passages.from_json(passages.to_json(passage)) == passage
