"""Audio files made once for the whole run."""

from __future__ import annotations

import pytest

from tests.audio_files import KINDS, make_audio


@pytest.fixture(scope="session")
def audio_file(tmp_path_factory):
    """Makes a file of a kind, or returns the same one made before; don't write to it."""
    folder, made = tmp_path_factory.mktemp("audio"), {}

    def make(kind, **how):
        key = (kind, *sorted(how.items()))
        if key not in made:
            path = folder / f"{len(made)}{KINDS[kind].suffix}"
            made[key] = make_audio(path, kind, **how)
        return made[key]

    return make
