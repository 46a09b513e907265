"""Whether this worker process is asked to stop soon.

The queue's worker sets it on a stop request (`aitronos_site.cluster`); a long task looks
at it between steps, hands its work back and returns.
"""

from __future__ import annotations

import threading

draining = threading.Event()
