"""Denies every Python process that finds this on its path the network outside.

Refused calls are noted in the file that REFUSED_CALLS names, for the test to read.
"""

from __future__ import annotations

import os
import sys

NEAR = ("127.", "::1", "localhost")


def _refuse_what_is_far(event: str, arguments: tuple) -> None:
    if event == "socket.connect":
        host = arguments[1][0] if isinstance(arguments[1], tuple) else ""
    elif event == "socket.getaddrinfo":
        host = arguments[0] or ""
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host and not host.startswith(NEAR):
        with open(os.environ["REFUSED_CALLS"], "a") as calls:
            calls.write(f"{event} {host}\n")
        raise OSError(f"The network is denied to this test: {host}")


sys.addaudithook(_refuse_what_is_far)
