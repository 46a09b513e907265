"""The tables agree with those of the libraries, which are read, not imported."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path

from transcriptions.model_files.aligners import BUNDLES, DEFAULT_ALIGNERS


def source_of(package, *parts):
    [folder] = importlib.util.find_spec(package).submodule_search_locations
    return Path(folder, *parts).read_text()


def test_the_default_aligners_are_those_of_whisperx():
    source = source_of("whisperx", "alignment.py")
    tables = re.findall(r"^DEFAULT_ALIGN_MODELS_\w+ = (\{.*?\})", source, re.M | re.S)
    first, second = map(ast.literal_eval, tables)

    assert first | second == DEFAULT_ALIGNERS
    assert set(first.values()) == set(BUNDLES)


def test_the_files_of_bundles_are_those_of_torchaudio():
    source = source_of("torchaudio", "pipelines", "_wav2vec2", "impl.py")
    bundle = r'^(\w+) = Wav2Vec2ASRBundle\(\s+(?:_path=)?"([^"]+)"'

    files = dict(re.findall(bundle, source, re.MULTILINE))
    assert {name: files[name] for name in BUNDLES} == BUNDLES
