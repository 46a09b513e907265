"""Ties the life of a process to its parent's, so that no kill leaves orphans behind.

Linux only, elsewhere nothing happens. Called in fresh children by the supervisor and by
the queue's cluster.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1

# Loaded before any fork, because a forked child should load nothing.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when `parent`, which started it, ends.

    More exactly, when the thread that started it ends: start children in the main one.
    """
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the kernel was told
        os._exit(1)
