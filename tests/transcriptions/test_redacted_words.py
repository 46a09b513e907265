"""Where in the audio of a redacted job those words lie that were taken out."""

from __future__ import annotations

from tests import factories
from transcriptions import redacted_words
from transcriptions.models import Transcription


def job_with(cast, text, span, engine="whisperx"):
    """Words of a tenth of a second each, of which one lies in the span."""
    job = factories.make_completed(cast, [text])
    spans = [{"policy": "phone_number", "start": span[0], "end": span[1]}]
    engine = {"name": engine, "model": "m", "version": "1"}
    result = {**job.result, "redaction": {"spans": spans}, "engine": engine}
    Transcription.objects.filter(pk=job.pk).update(result=result)
    job.refresh_from_db()
    return job


def test_the_words_that_stand_for_others_are_known_by_their_times(acme):
    job = job_with(acme, "call [PHONE_NUMBER] or ask [sic]", (0.2, 0.4))

    words = redacted_words.of(job)

    assert words.hidden == (False, True, False, False, False)
    assert [word.text for word in words.kept] == ["call", "or", "ask", "[sic]"]
    [(start, end)] = words.spans(duration=1.0)
    assert 0.1 <= start <= 0.2 and 0.4 <= end <= 0.5


def test_an_engine_without_alignment_has_weak_times(acme):
    aligned = job_with(acme, "call [PHONE_NUMBER] now", (0.333, 0.667))
    weak = job_with(acme, "call [PHONE_NUMBER] now", (0.333, 0.667), "pocketsphinx")

    assert redacted_words.of(aligned).weak == (False, False, False)
    assert redacted_words.of(weak).weak == (True, True, True)


def test_without_anything_taken_out_nothing_has_to_go(acme):
    job = job_with(acme, "nothing here", (5.0, 6.0))

    assert redacted_words.of(job).spans(duration=1.0) == ()
