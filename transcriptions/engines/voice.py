"""Tells where somebody speaks: the Silero detector that faster-whisper's wheel brings.

Runs on onnxruntime alone, so it is ready in a fifth of a second, without torch and
without network; music and noise, which mislead simpler detectors, are silence to it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transcriptions.engines.base import SAMPLE_RATE, EngineUnavailable

FRAME = 512  # samples: 32 ms, what the detector judges at a time
FRAME_SECONDS = FRAME / SAMPLE_RATE
CONTEXT = 64  # samples before the frame that it hears, too
BATCH = 2_000  # frames given to it at once: a minute
ONSET = 0.5  # a voice begins where the probability rises above this,
OFFSET = 0.35  # and ends where it falls below this

ASSET = "assets/silero_vad_v6.onnx"


def voiced_frames(samples: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Say for each frame of mono 16 kHz audio, the last one padded, if it has voice."""
    probabilities = voice_probabilities(samples)
    voiced = np.zeros(len(probabilities), dtype=np.bool_)
    speaking = False
    for at, probability in enumerate(probabilities):
        speaking = probability > (OFFSET if speaking else ONSET)
        voiced[at] = speaking
    return voiced


def voice_probabilities(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probability of a voice for each frame.

    Raises EngineUnavailable when the detector or its library is missing.
    """
    if not len(samples):
        return np.zeros(0, dtype=np.float32)
    frames = np.pad(samples, (0, -len(samples) % FRAME)).reshape(-1, FRAME)
    last = np.zeros((1, CONTEXT), dtype=np.float32)
    state = np.zeros((1, 1, 128), dtype=np.float32)
    memory = {"h": state, "c": state}
    answers = []
    for at in range(0, len(frames), BATCH):  # joined here: a window's frames are large
        batch = frames[at : at + BATCH]
        before = np.vstack([last, batch[:-1, -CONTEXT:]])
        last = batch[-1:, -CONTEXT:]
        answer, memory["h"], memory["c"] = _detector().run(
            None, {"input": np.hstack([before, batch]), **memory}
        )
        answers.append(answer)
    return np.concatenate(answers).reshape(-1)


@cache
def _detector() -> Any:
    path = _model()
    try:
        import onnxruntime
    except ImportError as error:
        raise EngineUnavailable(
            f"onnxruntime cannot be imported ({error}); install the worker's "
            "requirements."
        ) from error
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # gives the memory of long files back
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(
        path, sess_options=options, providers=["CPUExecutionProvider"]
    )


def _model() -> Path:
    """Look without importing the package, which takes seconds."""
    package = find_spec("faster_whisper")
    for folder in (package and package.submodule_search_locations) or ():
        if (path := Path(folder) / ASSET).is_file():
            return path
    raise EngineUnavailable(
        f"The voice detector faster_whisper/{ASSET} is not installed; "
        "install the worker's requirements."
    )
