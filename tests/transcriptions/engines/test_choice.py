from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from transcriptions.engines.base import EngineUnavailable
from transcriptions.engines.choice import EngineConfig, choose


def test_auto_takes_pocketsphinx_where_no_weights_lie_and_says_why(tmp_path):
    config = EngineConfig(model="large-v3", download_root=tmp_path)

    engine, reason = choose("auto", config)

    engine.close()
    assert engine.info.name == "pocketsphinx"
    assert "PocketSphinx (English only)" in reason
    assert str(tmp_path) in reason


def test_pocketsphinx_is_taken_when_named():
    engine, reason = choose("pocketsphinx", EngineConfig())

    engine.close()
    assert (engine.info.name, engine.info.model) == ("pocketsphinx", "en-us")
    assert "as configured" in reason


def test_whisperx_without_weights_is_unavailable_when_named(tmp_path):
    config = EngineConfig(model="tiny", download_root=tmp_path, offline=True)

    with pytest.raises(EngineUnavailable, match="No WhisperX weights: 'tiny'"):
        choose("whisperx", config)


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(EngineUnavailable, match="'parrot': choose one of whisperx"):
        choose("parrot", EngineConfig())


def test_choosing_imports_nothing_heavy():
    code = """
import sys
from pathlib import Path
from transcriptions.engines.choice import EngineConfig, choose
root = Path("/nonexistent")
choose("auto", EngineConfig(download_root=root))[0].close()
print(sorted({"torch", "whisperx", "transformers", "django"} & set(sys.modules)))
"""

    asked = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    assert asked.stdout.strip() == "[]"
