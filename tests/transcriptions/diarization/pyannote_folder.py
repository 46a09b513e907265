"""A whole pyannote pipeline, made offline, for the unmodified loading code.

The segmentation is the trained model that WhisperX ships; the embedding is
Resemblyzer's, and the PLDA, which pyannote asks for though nothing uses it, is the
identity.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import torch
import yaml

from transcriptions.diarization.segmentation import bundled_model

CONFIG = {
    "pipeline": {
        "name": "pyannote.audio.pipelines.SpeakerDiarization",
        "params": {
            "segmentation": "$model/segmentation",
            "embedding": "$model/embedding",
            "plda": "$model/plda",
            "clustering": "AgglomerativeClustering",
            "segmentation_step": 0.25,
            "segmentation_batch_size": 8,
            "embedding_batch_size": 8,
        },
    },
    "params": {
        "segmentation": {"threshold": 0.5, "min_duration_off": 0.0},
        "clustering": {"method": "average", "min_cluster_size": 1, "threshold": 0.3},
    },
}


def build(folder: Path) -> Path:
    (folder / "config.yaml").write_text(yaml.safe_dump(CONFIG))
    for part in ("segmentation", "embedding", "plda"):
        (folder / part).mkdir()
    shutil.copy(bundled_model(), folder / "segmentation" / "pytorch_model.bin")
    torch.save(_embedding(), folder / "embedding" / "pytorch_model.bin")
    size = 256
    np.savez(
        folder / "plda" / "xvec_transform.npz",
        mean1=np.zeros(size),
        mean2=np.zeros(size),
        lda=np.eye(size),
    )
    np.savez(
        folder / "plda" / "plda.npz",
        mu=np.zeros(size),
        tr=np.eye(size),
        psi=np.linspace(2, 1, size),
    )
    return folder


def _embedding():
    import pyannote.audio

    from tests.transcriptions.diarization.pyannote_voices import VoiceModel

    model = VoiceModel()
    return {
        "state_dict": model.state_dict(),
        "hyper_parameters": {},
        "pytorch-lightning_version": "2.0.0",
        "pyannote.audio": {
            "versions": {
                "torch": torch.__version__,
                "pyannote.audio": pyannote.audio.__version__,
            },
            "architecture": {
                "module": VoiceModel.__module__,
                "class": VoiceModel.__name__,
            },
            "specifications": model.specifications,
        },
    }
