"""What is known of the request being answered, for the log and the audit log.

Outside a request, as in a worker or a command, both have their defaults.
"""

from __future__ import annotations

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")
#: The caller's address, as text; empty where there is none.
address: ContextVar[str] = ContextVar("address", default="")
