"""A whole pyannote pipeline, made offline, for the unmodified loading code.

The segmentation is the trained model that WhisperX ships; the embedding has random
weights, and the PLDA, which pyannote asks for though nothing uses it, is the identity.
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
        "clustering": {"method": "average", "min_cluster_size": 1, "threshold": 0.5},
    },
}


def build(folder: Path) -> Path:
    (folder / "config.yaml").write_text(yaml.safe_dump(CONFIG))
    for part in ("segmentation", "embedding", "plda"):
        (folder / part).mkdir()
    shutil.copy(bundled_model(), folder / "segmentation" / "pytorch_model.bin")
    torch.save(_embedding(), folder / "embedding" / "pytorch_model.bin")
    size = 128
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
    from pyannote.audio.core.task import Problem, Resolution, Specifications
    from pyannote.audio.models.embedding import XVectorMFCC

    torch.manual_seed(1)
    model = XVectorMFCC(dimension=128)
    specifications = Specifications(
        problem=Problem.REPRESENTATION,
        resolution=Resolution.CHUNK,
        duration=2.0,
        classes=["a", "b"],
    )
    return {
        "state_dict": model.state_dict(),
        "hyper_parameters": dict(model.hparams),
        "pytorch-lightning_version": "2.0.0",
        "pyannote.audio": {
            "versions": {
                "torch": torch.__version__,
                "pyannote.audio": pyannote.audio.__version__,
            },
            "architecture": {
                "module": "pyannote.audio.models.embedding.xvector",
                "class": "XVectorMFCC",
            },
            "specifications": specifications,
        },
    }
