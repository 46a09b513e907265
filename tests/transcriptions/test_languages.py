from __future__ import annotations

import subprocess
import sys

import pytest

from transcriptions.languages import ENGINE_LANGUAGES, WHISPER_LANGUAGES, accepts


@pytest.mark.parametrize("engine", ENGINE_LANGUAGES)
@pytest.mark.parametrize("language", ["en", "auto"])
def test_every_engine_accepts_english_or_unknown(engine, language):
    assert accepts(engine, language)


def test_whisper_knows_a_hundred_languages_and_pocketsphinx_one():
    assert len(WHISPER_LANGUAGES) == 100
    assert accepts("whisperx", "yue")
    assert not accepts("pocketsphinx", "de")


@pytest.mark.parametrize("language", ["", "xx", "EN", "english"])
def test_codes_that_are_no_language_are_refused(language):
    assert not accepts("whisperx", language)


def test_an_unknown_engine_accepts_nothing():
    assert not accepts("parrot", "en")


def test_the_web_process_can_ask_without_importing_an_engine():
    code = (
        "import sys, transcriptions.languages;"
        "print(sorted({'numpy', 'torch', 'pocketsphinx'} & set(sys.modules)))"
    )

    asked = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert asked.stdout.strip() == "[]"
