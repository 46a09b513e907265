"""The decoding process behind the PocketSphinx engine: PCM in, words out.

Started by `transcriptions.engines.decoder_pool` with a socket as standard input. It
answers one message each, in order, and ends with its parent, however that ends.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from multiprocessing.connection import Connection
from typing import Any

from aitronos_site.lib.parent_death import die_with_parent

FRAMES_PER_SECOND = 100
FILLERS = ("<", "[", "+")  # first characters of <s>, <sil>, [NOISE], ++COUGH++
_PRONUNCIATION = re.compile(r"\(\d+\)$")  # "and(2)" is "and", said the second way

# The language counts for less than by default: measured on a speech at ten volumes, that
# takes the word error rate from 0.18-0.77 to 0.18-0.23. Other options gained nothing.
DECODER_OPTIONS: dict[str, Any] = {"loglevel": "FATAL", "lw": 5.5, "fwdflatlw": 7.0}


def decode(decoder: Any, pcm: bytes) -> list[list[Any]]:
    """Return [text, start, end, confidence] for each word of one utterance."""
    decoder.reinit_feat()  # else the answer depends on what came before
    decoder.start_utt()
    decoder.process_raw(pcm, full_utt=True)
    decoder.end_utt()
    return [
        [
            _PRONUNCIATION.sub("", segment.word),
            segment.start_frame / FRAMES_PER_SECOND,
            (segment.end_frame + 1) / FRAMES_PER_SECOND,
            min(max(segment.prob, 0.0), 1.0),
        ]
        for segment in decoder.seg() or ()
        if not segment.word.startswith(FILLERS)
    ]


def main(parent: int) -> None:
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    jobs = Connection(os.dup(sys.stdin.fileno()))
    try:
        import pocketsphinx

        decoder = pocketsphinx.Decoder(**DECODER_OPTIONS)
    except Exception as error:
        jobs.send_bytes(json.dumps({"error": repr(error)}).encode())
        return
    jobs.send_bytes(json.dumps({"ready": os.getpid()}).encode())
    while True:
        try:
            pcm = jobs.recv_bytes()
            words = decode(decoder, pcm)
            jobs.send_bytes(json.dumps({"words": words}).encode())
        except (EOFError, ConnectionError):
            return


if __name__ == "__main__":
    main(int(sys.argv[1]))
