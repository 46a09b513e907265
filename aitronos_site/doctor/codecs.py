"""Whether audio can be decoded: an MP3 and a WAV really are, the others looked up."""

from __future__ import annotations

from collections.abc import Iterator

from aitronos_site.doctor import sample
from aitronos_site.doctor.findings import Asked, Finding, failure, ok
from aitronos_site.lib.errors import DomainError
from transcriptions.audio import codecs
from transcriptions.audio.decode import SAMPLE_RATE, decode

MEND = "Install PyAV anew, from its wheel: uv pip install --reinstall av"


def check(asked: Asked) -> Iterator[Finding]:
    try:
        heard = sample.samples()
        again = sum(map(len, decode(sample.as_wav(heard), max_seconds=3600)))
    except (DomainError, OSError, ImportError) as error:
        yield failure(f"The built-in sample can't be decoded: {error}", MEND)
        return
    if len(heard) != again or again != sample.SECONDS * SAMPLE_RATE:
        yield failure("The built-in sample is decoded to another length.", MEND)
    elif lacking := codecs.missing():
        yield failure(f"There is no decoder for {', '.join(lacking)}.", MEND)
    else:
        yield ok(f"An MP3 and a WAV were decoded. Known: {', '.join(codecs.EVERYDAY)}.")
