"""Whether redacted audio keeps its length and its sound, and lets no number be heard.

A dialogue of two minutes and more, of two voices with sixteen planted numbers. Prints
for both methods and formats how the length differs, how the rest of the sound does (bit
for bit in WAV, by the signal-to-noise ratio in MP3, after its gain), how many number
words the embedded engine hears before and after, how many spans were widened, and the
time it takes as a ratio of the audio's. Spans that are 0.3 s late show the widening.
"""

from __future__ import annotations

import io
import time
from itertools import product

import numpy as np

from tests.transcriptions.diarization.dialogues import lines
from tests.transcriptions.redaction.planted import (
    Planted,
    dialogue,
    kept_of,
    numbers_in,
    words_of,
)
from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.engines.base import Engine
from transcriptions.engines.pocketsphinx import PocketSphinxEngine
from transcriptions.options import Format, Method
from transcriptions.redaction.edges import MARGIN
from transcriptions.redaction.redacted_file import Form, redact
from transcriptions.transcript import Span, Word


def ignore(seconds: float) -> None:
    """Progress is not of interest here."""


def spoken() -> Planted:
    small_talk = [line for voice in ("slt", "rms") for line in lines(voice)]
    turns = []
    for index in range(8):
        turns += [("slt", index), ("rms", index), small_talk[index]]
    return dialogue([*turns, *small_talk[8:], *lines("awb"), *lines("kal16")])


def measure(
    planted: Planted, kept: list[Word], spans: list[Span], form: Form, engine: Engine
) -> None:
    source, target = io.BytesIO(planted.wav()), io.BytesIO()
    began = time.perf_counter()
    found = redact(
        source,
        target,
        spans,
        kept=kept,
        form=form,
        engine=engine,
        language="en",
        on_progress=ignore,
    )
    ratio = (time.perf_counter() - began) / found.duration
    checked = found.verification
    print(f"{form.method}, {form.format}: passed {checked.passed}")
    print(f"  widened spans                   {checked.widened} of {len(spans)}")
    print(f"  time / audio's duration         {ratio:.2f}")
    if checked.passed:
        target.seek(0)
        samples = np.concatenate(list(decode(target, max_seconds=3600)))
        compare(planted, samples, found.spans)
        after = numbers_in(words_of(engine, samples), planted.spans)
        print(f"  number words heard after        {len(after)}")


def compare(planted: Planted, samples: np.ndarray, spans: tuple[Span, ...]) -> None:
    before = planted.pcm.astype(np.float32) / 32768
    difference = (len(samples) - len(before)) / SAMPLE_RATE * 1000
    print(f"  difference of length            {difference:.2f} ms")
    rest = np.ones(min(len(samples), len(before)), np.bool_)
    for start, end in spans:
        rest[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE) + 1] = False
    first, second = before[: len(rest)][rest], samples[: len(rest)][rest]
    if np.array_equal(first, second):
        print("  outside of the spans            bit-equal")
        return
    gain = float(first @ second / (first @ first))
    noise = second - gain * first
    ratio = 10 * np.log10((gain * first) @ (gain * first) / (noise @ noise))
    print(f"  outside of the spans            SNR {ratio:.1f} dB, gain {gain:.3f}")


def main() -> None:
    engine = PocketSphinxEngine()
    planted = spoken()
    words = words_of(engine, planted.samples)
    kept = kept_of(words, planted.spans)
    seconds = len(planted.samples) / SAMPLE_RATE
    print(f"redacted audio, {seconds:.0f} s with {len(planted.spans)} planted numbers")
    before = numbers_in(words, planted.spans)
    print(f"  number words heard before       {len(before)}")
    exact = [(start - MARGIN, end + MARGIN) for start, end in planted.spans]
    try:
        for method, format in product(Method, Format):
            measure(planted, kept, exact, Form(method, format), engine)
        print("with spans that are 0.3 s late")
        late = [(start + 0.3, end + 0.3) for start, end in planted.spans]
        measure(planted, kept, late, Form(), engine)
    finally:
        engine.close()


if __name__ == "__main__":
    main()
